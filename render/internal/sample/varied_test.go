package sample

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// The reports can be drawn, read back, are the same every time, and have in some
// place what a writer has to cope with.
func TestVaried(t *testing.T) {
	seen := map[string]int{}
	longest := 0
	for i := range 200 {
		r := Varied(i)
		d, err := r.Document()
		if err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%d: %v", i, err)
		}
		data, err := report.Encode(r)
		if err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		if again, _ := report.Encode(Varied(i)); !bytes.Equal(again, data) {
			t.Errorf("%d: another report the second time", i)
		}
		if _, _, err := report.Decode(data); err != nil {
			t.Errorf("%d: %v", i, err)
		}
		seen[string(r.Tables.Edition())]++
		text := 0
		for j, b := range d.Blocks {
			switch b := b.(type) {
			case *doc.Paragraph:
				text += len([]rune(doc.PlainText(b.Runs)))
				if d.RunIn(j) != nil {
					seen["run-in"]++
				}
			case *doc.Heading:
				if lines := bytes.Count([]byte(b.Runs[0].Text), []byte("\n")); lines > 1 {
					seen["long title"]++
				}
			case *doc.Table:
				for _, row := range b.Rows {
					for _, c := range row.Cells {
						switch {
						case c.Kind != doc.Data:
						case len(c.Runs) == 0:
							seen["blank"]++
						case c.Runs[0].Text == "/":
							seen["not applicable"]++
						case c.Style == doc.NarrowFigure12:
							seen["twelve digits"]++
						}
					}
				}
			}
		}
		longest = max(longest, text)
		for name, is := range map[string]bool{
			"no preamble": r.Preamble == nil, "no signature": r.Issuer == "" && r.Date == (report.Date{}),
			"own title": r.Title != "", "notes": r.Applications.Notes != nil, "many subsections": len(r.Overview.Subsections) > 8,
			"empty section": r.Overview.Paragraphs == nil && r.Overview.Subsections == nil,
		} {
			if is {
				seen[name]++
			}
		}
	}
	for _, name := range []string{"2021", "2019", "run-in", "long title", "blank", "not applicable", "twelve digits",
		"no preamble", "no signature", "own title", "notes", "many subsections", "empty section"} {
		if seen[name] < 5 {
			t.Errorf("%s: %d", name, seen[name])
		}
	}
	if pages := longest / (22 * 28); pages < 10 {
		t.Errorf("the longest narrative has %d pages", pages)
	}
	t.Log(seen, longest)
}
