package intake

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
)

var (
	digitsAlone = regexp.MustCompile(`^\d[\d,]*$`)
)

// addGoldens adds the inputs of goldens to the seeds.
func addGoldens(f *testing.F, pattern string) {
	names, _ := filepath.Glob(pattern)
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			f.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "-- input --\n")
		input, _, _ := strings.Cut(rest, "-- want --\n")
		f.Add([]byte(input))
	}
}

// FuzzRead reads anything: it never panics, and when it returns a report, every
// number in the cells of its tables is a figure of the report, a total, or told
// in a finding.
func FuzzRead(f *testing.F) {
	seed := plain(f)
	f.Add([]byte(seed))
	f.Add([]byte(seed + "青石县水利局\n2024年1月15日\n（更正说明：本报告经第一次更正，于2024年3月5日重新公布。更正原因：漏计2件。）"))
	f.Add([]byte(eachLine(trimmed)(seed)))
	f.Add([]byte(eachLine(func(c []string) string { return pipes(c) })(seed)))
	f.Add([]byte(eachLine(func(c []string) string { return strings.Join(filled(c), " ") })(seed)))
	f.Add([]byte(eachLine(func(c []string) string { return strings.Join(filled(c), "\n") })(seed)))
	addGoldens(f, "testdata/*.txtar")
	f.Fuzz(func(t *testing.T, data []byte) {
		readsWhole(t, data)
	})
}

// TestRandomEdits is FuzzRead with edits that keep most of a report.
func TestRandomEdits(t *testing.T) {
	long.OneGoroutine(t)
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := strings.Split("\t|\n|0|1|7|O|、|　|(|）|无|/|其他|总计|1.|规章|\u200b|, |；|五、|（一）", "|")
	read := 0
	for range 300 {
		text := []rune(plain(t))
		for range 1 + rng.IntN(3) {
			at := rng.IntN(len(text))
			switch rng.IntN(3) {
			case 0:
				text = slices.Delete(text, at, min(at+1+rng.IntN(3), len(text)))
			case 1:
				text = slices.Insert(text, at, []rune(pieces[rng.IntN(len(pieces))])...)
			default:
				copy(text[at:], text[rng.IntN(len(text)):][:min(2, len(text)-at)])
			}
		}
		if readsWhole(t, []byte(string(text))) {
			read++
		}
	}
	if read < 30 {
		t.Errorf("only %d of the edited reports were read", read)
	}
}

// readsWhole reads the data and reports whether it is a report; then every
// number in the cells of its tables is a figure, a total, or told in a finding.
func readsWhole(t *testing.T, data []byte) bool {
	t.Helper()
	if sniff(data) != formatText {
		return false
	}
	r, findings, err := Read(data)
	if err != nil {
		if err.Error() == "" {
			t.Error("an error without a message")
		}
		return false
	}
	have := map[string]int{}
	for _, s := range figuresOf(reflect.ValueOf(r.Tables).Elem()) {
		have[numberIn(s)]++
	}
	for _, s := range totalsOf(r.Tables) {
		have[numberIn(s)]++
	}
	for _, x := range findings {
		if strings.HasPrefix(x.Code, "T") {
			have[x.Got]++
		}
		if x.Code == "I-ay" { // in each cell that a merged one covers
			for s := range strings.SplitSeq(x.Got, "、") {
				have[numberIn(s)] += 3
			}
		}
		if x.Code == "I-p" {
			for _, s := range strings.Fields(x.Got) {
				have[numberIn(s)]++
			}
		}
	}
	for _, rows := range tablesOf(t, data) {
		for _, b := range rows {
			for _, s := range numbersOf(b.raw) {
				if have[s]--; have[s] < 0 {
					t.Fatalf("%v: %q is lost in\n%s\n%s", b.at, s, data, dump(r, findings, nil))
				}
			}
		}
	}
	r.Check()
	return true
}

// tablesOf returns the lines of the tables of what was read.
func tablesOf(t *testing.T, data []byte) [][]block {
	var n notes
	blocks, err := readText(data, &n)
	if err != nil {
		t.Fatal(err)
	}
	p, err := outline(dropContents(dropFurniture(blocks, &n), &n), &n)
	if err != nil {
		t.Fatal(err)
	}
	return p.tables
}

// TestNoFigureShifts takes cells with figures out of a report, one at a time,
// out of the line or leaving it blank. Either it is an error, or all other
// figures are where they were.
func TestNoFigureShifts(t *testing.T) {
	long.OneGoroutine(t)
	c := figuresCase{Agency: "东原县", Year: 2023, T3: map[string][]any{}}
	c.T2 = map[string]any{"gz": []any{9001.0, 9002.0, 9003.0}, "gf": []any{9004.0, 9005.0, 9006.0}, "xk": 9007.0, "cf": 9008.0, "qz": 9009.0, "fee": "9010"}
	next := 100.0
	row := func(n int) (out []any) {
		sum := 0.0
		for range n {
			next += 3
			sum += next
			out = append(out, next)
		}
		return append(out, sum)
	}
	for _, key := range rowKeys {
		if key != "o" {
			c.T3[key] = row(6)
		}
	}
	c.T4 = [][]any{row(4), row(4), row(4)}
	want := c.want()
	for _, l := range layouts {
		lines := strings.Split(c.paste(l), "\n")
		placed, rows := 0, 0
		for i, line := range lines {
			first, divide, last := "", "\t", ""
			if l.name == "pipes" {
				first, divide, last = "| ", " | ", " |"
			}
			cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, first), last), divide)
			if len(cells) < 3 || len(numbersOf(line)) == 0 {
				continue
			}
			if rows++; rows%3 != 0 && len(cells) == 10 {
				continue // enough rows of table three
			}
			for j, cell := range cells {
				if len(numbersOf(cell)) == 0 {
					continue
				}
				for _, with := range [][]string{nil, {""}} {
					edited := slices.Clone(lines)
					edited[i] = first + strings.Join(slices.Concat(cells[:j:j], with, cells[j+1:]), divide) + last
					if strings.HasSuffix(l.name, "trimmed") {
						edited[i] = strings.TrimRight(edited[i], "\t")
					}
					r, _, err := Read([]byte(strings.Join(edited, "\n")))
					if err != nil {
						if with != nil && (l.name == "grid" || l.name == "pipes") {
							t.Errorf("%s: %v in %q", l.name, err, edited[i])
						}
						continue
					}
					placed++
					for k, s := range figuresOf(reflect.ValueOf(r.Tables).Elem()) {
						if s != "" && s != want[k] {
							t.Fatalf("%s: %s instead of %s in %q", l.name, s, want[k], edited[i])
						}
					}
				}
			}
		}
		if placed < 20 {
			t.Errorf("%s: %d placed", l.name, placed)
		}
	}
}

// numberIn returns the number of a figure without separators, unit and sign.
func numberIn(s string) string {
	return strings.NewReplacer(",", "", "件", "", "元", "", "万", "", "+", "", "-", "").Replace(fold(s))
}

// numbersOf returns the cells of a line that are nothing but digits, found in
// another way than the reader's.
func numbersOf(raw string) (numbers []string) {
	words := strings.FieldsFunc(fold(raw), func(r rune) bool { return strings.ContainsRune("\t |│┃\u00a0\u3000\u2003", r) })
	for i, w := range words {
		w = strings.Trim(w, `"`)
		label := i+1 < len(words) && strings.ContainsFunc(words[i+1], isHan)
		if digitsAlone.MatchString(w) && !label {
			numbers = append(numbers, numberIn(w))
		}
	}
	return numbers
}

// totalsOf returns the totals of tables three and four, which are not stored.
func totalsOf(t report.Tables) (totals []string) {
	add := func(c report.Count) { totals = append(totals, c.String()) }
	var rows func(v reflect.Value)
	rows = func(v reflect.Value) {
		switch x := v.Interface().(type) {
		case report.Applicants:
			add(x.Total())
		case report.Outcomes:
			add(x.Total())
		default:
			for i := range v.NumField() {
				if v.Field(i).Kind() == reflect.Struct {
					rows(v.Field(i))
				}
			}
		}
	}
	rows(reflect.ValueOf(t).Elem())
	var all report.Applicants
	switch x := t.(type) {
	case *report.Tables2019:
		all = x.Applications.Results.Total()
	case *report.Tables2021:
		all = x.Applications.Results.Total()
	}
	add(all.Total())
	return append(totals, figuresOf(reflect.ValueOf(all))...)
}
