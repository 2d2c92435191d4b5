package intake

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
)

// TestSpellings reads every spelling of a figure, and every text that is none, from a
// cell of a pasted table, as the package report says that it is to be read: what is
// printed otherwise is told, and what is no figure names its row and column.
func TestSpellings(t *testing.T) {
	long.OneGoroutine(t)
	data, err := os.ReadFile("../testdata/spellings.txt")
	if err != nil {
		t.Fatal(err)
	}
	places := [...]struct {
		of, before, after, path string // the line, and where in it the figure stands
	}{
		{"行政许可\t7\t11\t12", "行政许可\t", "\t11\t12", "/tables/disclosure/licenses/lastYear"},
		{"行政许可\t7\t11\t12", "行政许可\t7\t", "\t12", "/tables/disclosure/licenses/change"},
		{"政府集中采购\t6\t251000元", "政府集中采购\t6\t", "", "/tables/disclosure/procurement/amount"},
	}
	paste := oldCase().paste(layouts[0])
	for line := range strings.Lines(string(data)) {
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			continue // a comment
		}
		text, _ := strconv.Unquote(quoted)
		if strings.ContainsAny(text, "\t\x00\"") || !utf8.ValidString(text) || invisible.Replace(text) != text {
			continue // no cell of a text has it
		}
		for kind, want := range strings.Fields(line[len(quoted):]) {
			p := places[kind]
			input := strings.Replace(paste, p.of, p.before+text+p.after, 1)
			r, findings, err := Read([]byte(input))
			if want == "!" {
				var e *report.InputError
				if !errors.As(err, &e) || !strings.Contains(e.Error(), "行政许可") && !strings.Contains(e.Error(), "政府集中采购") {
					t.Errorf("%s as kind %d: %v", quoted, kind, err)
				} else if !strings.HasPrefix(e.Code, "F-") {
					t.Logf("%s as kind %d: %v", quoted, kind, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s as kind %d: %v", quoted, kind, err)
				continue
			}
			for c := range report.Cells(r.Tables) {
				if c.Path != p.path {
					continue
				}
				told := 0
				for _, f := range findings {
					if f.Code == "I-dk" && f.Path == c.Path && f.Place == c.Place && f.Want == c.String() {
						told++
					}
				}
				is := strings.TrimPrefix(want, "blank")
				if shown := strings.TrimSpace(text); c.String() != is || told > 1 || told == 1 != (shown != is) {
					t.Errorf("%s as kind %d: %q, told %d times; want %q", quoted, kind, c, told, is)
				}
			}
		}
	}
}
