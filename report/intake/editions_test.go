package intake

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// TestEditions prints a report of every edition that there is, and reads it back.
func TestEditions(t *testing.T) {
	for _, e := range report.Editions() {
		for name, shape := range pastes {
			t.Run(fmt.Sprint(e, " ", name), func(t *testing.T) {
				want := sample(t, e, yearOf(t, e))
				input := printed(t, want, shape.print)
				got, findings, err := Read([]byte(input))
				if err != nil {
					t.Fatalf("%v\n%s", err, input)
				}
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%+v\nwant\n%+v", got, want)
				}
				// Where a row stands under a group, a tab line begins with empty cells: I-y.
				if told := slices.DeleteFunc(codes(findings), func(c string) bool { return c == "I-y" }); strings.Join(told, " ") != shape.told {
					t.Errorf("told %q, want %s", told, shape.told)
				}
			})
		}
	}
}

// pastes are the shapes in which tables are pasted, and what is told of them.
var pastes = map[string]struct {
	print func(*doc.Grid) string
	told  string
}{
	"tabs":                     {tabLines, ""},
	"cells":                    {cellLines, ""},
	"cells of merged ones":     {rowsBy(false, "", "\t", ""), ""},
	"filled":                   {rowsBy(true, "", "\t", ""), "I-ay I-bh"},
	"filled, pipes":            {rowsBy(true, "| ", " | ", " |"), "I-ay I-bh"},
	"filled, commas":           {rowsBy(true, `"`, `","`, `"`), "I-aj I-ay I-bh"},
	"pipes on their own lines": {func(g *doc.Grid) string { return strings.ReplaceAll(cellLines(g), "\n", "\n|\n") }, "I-aj"},
	"a pipe behind each cell":  {func(g *doc.Grid) string { return strings.ReplaceAll(cellLines(g), "\n", " |\n") }, "I-aj"},
	"pipes for spans": {func(g *doc.Grid) string {
		var b strings.Builder
		for _, p := range g.Cells {
			b.WriteString(doc.PlainText(p.Cell.Runs) + " |\n")
			if p.ColSpan > 1 {
				b.WriteString(strings.Repeat("|", p.ColSpan-1) + "\n")
			}
		}
		return b.String()
	}, "I-aj"},
	"spans behind a cell": {func(g *doc.Grid) string {
		var b strings.Builder
		for _, p := range g.Cells {
			b.WriteString(doc.PlainText(p.Cell.Runs) + " |" + strings.Repeat("|", p.ColSpan-1) + "\n")
		}
		return b.String()
	}, "I-aj"},
	"quoted lines":         {quotedLinesBy("\t"), ""},
	"quoted lines, commas": {quotedLinesBy(","), "I-aj"},
	"line breaks in pipes": {func(g *doc.Grid) string {
		return regexp.MustCompile(`(\p{Han}{2})(\p{Han}{2})`).ReplaceAllString(rowsBy(false, "| ", " | ", " |")(g), "$1<br>$2")
	}, ""},
}

// quotedLinesBy prints a row as a line, and longer labels on two lines within quotes.
func quotedLinesBy(mark string) func(*doc.Grid) string {
	label := regexp.MustCompile(`^(.*?\p{Han}{2})(\p{Han}{2,}.*)$`)
	return func(g *doc.Grid) string {
		var b strings.Builder
		for row := range strings.Lines(tabLines(g)) {
			cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
			for i, c := range cells {
				cells[i] = label.ReplaceAllString(c, "\"$1\n$2\"")
			}
			b.WriteString(strings.Join(cells, mark) + "\n")
		}
		return b.String()
	}
}

// rowsBy prints a row as a line, without the places that spans cover, or with what
// covers them in each.
func rowsBy(filled bool, before, between, after string) func(*doc.Grid) string {
	return func(g *doc.Grid) string {
		var b strings.Builder
		for row := range g.Rows {
			var cells []string
			for col := range g.Cols {
				if p := g.At(row, col); filled || p.Row == row && p.Col == col {
					cells = append(cells, doc.PlainText(p.Cell.Runs))
				}
			}
			b.WriteString(before + strings.Join(cells, between) + after + "\n")
		}
		return b.String()
	}
}

// TestBlanksOfMergedCells pastes tables without the places that spans cover, some figures
// blank: each is read at its place, or the report refused.
func TestBlanksOfMergedCells(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(9, 9))
	read := 0
	const reports = 200
	for i := range reports {
		e := report.Editions()[i%len(report.Editions())]
		want := sample(t, e, yearOf(t, e))
		for c := range report.Cells(want.Tables) {
			if !c.Computed && c.Table == 3 && random.IntN(20) < i%20 {
				c.Set("")
			}
		}
		shape := rowsBy(false, "", "\t", "")
		if i%2 == 1 {
			shape = pastes["spans behind a cell"].print
		}
		input := printed(t, want, shape)
		got, findings, err := Read([]byte(input))
		if err != nil {
			continue
		}
		read++
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\nwant\n%+v\n%s", got.Tables, want.Tables, input)
		}
		if blanks := strings.Contains(input, "\t\t") || strings.Contains(input, "\n |\n"); blanks != slices.Contains(codes(findings), "I-z") {
			t.Errorf("blanks %v, told %v", blanks, codes(findings))
		}
	}
	if read < reports*9/10 {
		t.Errorf("%d of %d read", read, reports)
	}
}

// TestAnotherYear reads the tables of an edition in a report for the year of another.
func TestAnotherYear(t *testing.T) {
	for _, e := range report.Editions() {
		for _, year := range []int{2019, 2020, 2021, 2030} {
			got, _, err := Read([]byte(printed(t, sample(t, e, year), tabLines)))
			if err != nil {
				t.Fatal(err)
			}
			if got.Tables.Edition() != e {
				t.Errorf("the tables of %s in %d are read as those of %s", e, year, got.Tables.Edition())
			}
		}
	}
}

// TestSingleRow gives （六）其他处理 as a single row, as the first form had it: in every
// later one the figure is that of 3.其他, whatever rows stand behind it, and it is told.
func TestSingleRow(t *testing.T) {
	for _, e := range report.Editions() {
		const group, other = "/tables/applications/results/other/", "/tables/applications/results/other/other"
		r := sample(t, e, yearOf(t, e))
		var lines []string
		for l := range strings.Lines(printed(t, r, tabLines)) {
			lines = append(lines, l)
		}
		first, last := -1, -1
		for i, l := range lines {
			for _, row := range e.Tables()[1].Rows {
				if row.Group == "（六）其他处理" && strings.Contains(l, row.Label) {
					if last = i; first < 0 {
						first = i
					}
				}
			}
		}
		if first < 0 {
			continue // this edition has it so
		}
		single := "\t（六）其他处理\t\t3\t0\t0\t0\t0\t0\t3\n"
		input := strings.Join(lines[:first], "") + single + strings.Join(lines[last+1:], "")
		got, findings, err := Read([]byte(input))
		if err != nil {
			t.Fatalf("%s: %v", e, err)
		}
		for c := range report.Cells(got.Tables) {
			if !strings.HasPrefix(c.Path, group) || c.Computed {
				continue
			}
			want := ""
			if strings.HasPrefix(c.Path, other+"/") {
				want = "0"
			}
			if c.Path == other+"/naturalPersons" {
				want = "3"
			}
			if c.String() != want {
				t.Errorf("%s: %s is %q, want %q", e, c.Path, c, want)
			}
		}
		if !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == "I-p" && f.Want == "3.其他" }) {
			t.Errorf("%s: not told: %v", e, findings)
		}
	}
}

// yearOf returns the first year that the edition is for.
func yearOf(t *testing.T, e report.Edition) int {
	for year := 2019; year <= 9999; year++ {
		if of, ok := report.EditionFor(year); ok && of == e {
			return year
		}
	}
	t.Fatalf("edition %s is for no year", e)
	return 0
}

// sample is a report in which no two figures are the same.
func sample(t *testing.T, e report.Edition, year int) *report.Report {
	t.Helper()
	tables := report.NewTables(e)
	n := 0
	for c := range report.Cells(tables) {
		if n += 7; !c.Computed {
			if err := c.Set(strconv.Itoa(n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return &report.Report{
		Agency: "青石县水利局", Year: year, Tables: tables,
		Overview: report.Section{Paragraphs: []string{"总体平稳。"}},
		Problems: report.Section{Paragraphs: []string{"公开的范围有待扩大，今后将加强培训。"}},
		Other:    report.Section{Paragraphs: []string{"没有收费。"}},
		Issuer:   "青石县水利局", Date: report.Date{Year: year + 1, Month: 1, Day: 15},
	}
}

// printed prints the document of a report as lines of text.
func printed(t *testing.T, r *report.Report, print func(*doc.Grid) string) string {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		switch x := block.(type) {
		case *doc.Heading:
			b.WriteString(doc.PlainText(x.Runs) + "\n")
		case *doc.Paragraph:
			b.WriteString(doc.PlainText(x.Runs) + "\n")
		case *doc.Table:
			g, err := x.Grid()
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString(print(g))
		}
	}
	return b.String()
}

// tabLines prints a row as a line: covered places are empty cells.
func tabLines(g *doc.Grid) string {
	var b strings.Builder
	for row := range g.Rows {
		for col := range g.Cols {
			if col > 0 {
				b.WriteByte('\t')
			}
			if p := g.At(row, col); p.Row == row && p.Col == col {
				b.WriteString(doc.PlainText(p.Cell.Runs))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// cellLines prints a cell as a line.
func cellLines(g *doc.Grid) string {
	var b strings.Builder
	for _, p := range g.Cells {
		b.WriteString(doc.PlainText(p.Cell.Runs) + "\n")
	}
	return b.String()
}

// Readings go on beside each other and share the form; the race detector watches.
func TestConcurrentReadings(t *testing.T) {
	whole := plain(t)
	twice := strings.Replace(whole, "\t总计\n", "\t总计\t总计\n", 1)
	if twice == whole {
		t.Fatal("the case changes nothing")
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, _, err := Read([]byte(whole)); err != nil {
				t.Error(err)
			}
			var e *report.InputError
			if _, _, err := Read([]byte(twice)); !errors.As(err, &e) || e.Code != "I-k" {
				t.Error(err)
			}
		})
	}
	group.Wait()
}
