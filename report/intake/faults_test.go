package intake

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/pdf"
)

var faultsEach = flag.Int("faults", 12, "the faults that TestPDFFaults puts into each PDF")

// asZero is the PDF whose blank cells are read as 0.
const asZero = "2021 blanks as zero"

// outcome is what became of a fault.
type outcome uint8

const (
	refused  outcome = iota
	harmless         // the same figures
	told             // other figures, each of which a finding names
	silent           // other figures, of which nothing is told
)

// TestPDFFaults puts faults into the characters and rules of PDFs, so that every
// reading sees them: a figure that is accepted otherwise than it was is told.
func TestPDFFaults(t *testing.T) {
	long.OneGoroutine(t)
	r := rand.New(rand.NewPCG(1, 9))
	counts := map[string]*[silent + 1]int{}
	for _, name := range slices.Sorted(mapsKeys(faultyPDFs(t))) {
		pages := faultyPDFs(t)[name]
		o := Options{BlankAsZero: name == asZero}
		was := readFaulty(o, pages)
		if was.err != nil {
			t.Errorf("%s: %v", name, was.err)
			continue
		}
		for i := range *faultsEach {
			f := pdfFaults[i%len(pdfFaults)]
			faulty := copyPages(pages)
			if faulty = f.do(faulty, r); faulty == nil {
				continue
			}
			became, why := was.judge(readFaulty(o, faulty))
			if counts[f.name] == nil {
				counts[f.name] = new([silent + 1]int)
			}
			counts[f.name][became]++
			if became == silent {
				t.Errorf("%s, %s (%d): %s", name, f.name, i, why)
			}
		}
	}
	all := [silent + 1]int{}
	for _, f := range pdfFaults {
		if c := counts[f.name]; c != nil {
			t.Logf("%-24s refused %4d, harmless %4d, told %4d, silent %4d", f.name, c[refused], c[harmless], c[told], c[silent])
			for i := range all {
				all[i] += c[i]
			}
		}
	}
	t.Logf("%-24s refused %4d, harmless %4d, told %4d, silent %4d", "all", all[refused], all[harmless], all[told], all[silent])
}

// faultyPDFs returns the pages of the PDFs, by their names: printed ones only where
// they are at hand.
func faultyPDFs(t *testing.T) map[string][]*paper.Page {
	all := map[string][]*paper.Page{
		"2021":        pagesOf(t, pdfReport(report.Edition2021, several), false),
		"2021 few":    pagesOf(t, pdfReport(report.Edition2021, few), true),
		"2019 blanks": pagesOf(t, pdfReport(report.Edition2019, blanks), true),
		asZero:        pagesOf(t, pdfReport(report.Edition2021, blanks), false),
	}
	files, _ := filepath.Glob("../../../shared/cases/published/*.pdf")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := pdf.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if all[filepath.Base(file)], err = f.Pages(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func mapsKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func copyPages(pages []*paper.Page) (all []*paper.Page) {
	for _, p := range pages {
		q := *p
		q.Chars, q.Rules = slices.Clone(p.Chars), slices.Clone(p.Rules)
		all = append(all, &q)
	}
	return all
}

// faultyReading is what is read of pages.
type faultyReading struct {
	cells    []report.Cell
	texts    []string // of the cells
	findings []report.Finding
	err      error
}

func readFaulty(o Options, pages []*paper.Page) (x faultyReading) {
	var n notes
	r, err := o.readPages(pages, formatPDF, nil, nil, &n)
	if err != nil {
		x.err = err
		return x
	}
	for c := range report.Cells(r.Tables) {
		x.cells = append(x.cells, c)
		x.texts = append(x.texts, c.String())
	}
	x.findings = append(n.Findings, r.Check()...)
	return x
}

// judge tells what became of a fault, and the first figure that was accepted in
// silence.
func (x faultyReading) judge(y faultyReading) (outcome, string) {
	if y.err != nil {
		return refused, ""
	}
	if len(x.texts) != len(y.texts) {
		return silent, "another edition"
	}
	o := harmless
	for i, c := range y.cells {
		if c.Computed || x.texts[i] == y.texts[i] {
			continue
		}
		if !y.tells(c) {
			return silent, fmt.Sprintf("%s: %q, was %q", c.Place, y.texts[i], x.texts[i])
		}
		o = told
	}
	return o, ""
}

// tells reports whether a finding names the cell: as blank, in the list of figures that
// no sum proves, or by a sum of its table that does not hold.
func (x faultyReading) tells(c report.Cell) bool {
	return slices.ContainsFunc(x.findings, func(f report.Finding) bool {
		switch f.Code {
		case "N-f":
			return f.Path == c.Path
		case "I-cn":
			_, row, _ := strings.Cut(rowPlace(c), " ")
			_, list, ok := strings.Cut(f.Got, row+" ")
			list, _, _ = strings.Cut(list, "；")
			return ok && slices.Contains(strings.Split(list, "、"), c.String())
		}
		table, _, _ := strings.Cut(c.Place, " ")
		return isSum(f.Code) && strings.HasPrefix(f.Place, table)
	})
}

// pdfFaults are the kinds of faults. They return nil where there is nothing to damage.
var pdfFaults = []struct {
	name string
	do   func([]*paper.Page, *rand.Rand) []*paper.Page
}{
	{"digit lost", atDigit(func(p *paper.Page, i int, _ *rand.Rand) { p.Chars = slices.Delete(p.Chars, i, i+1) })},
	{"digit changed", atDigit(func(p *paper.Page, i int, r *rand.Rand) { p.Chars[i].Text = otherDigit(p.Chars[i].Text, r) })},
	{"digit doubled", atDigit(func(p *paper.Page, i int, _ *rand.Rand) {
		c := p.Chars[i]
		w := c.Box.X1 - c.Box.X0
		c.Box.X0, c.Box.X1 = c.Box.X0+w, c.Box.X1+w
		p.Chars = slices.Insert(p.Chars, i+1, c)
	})},
	{"digit moved a column", atDigit(moveColumn)},
	{"digit moved a row", atDigit(moveRow)},
	{"digit remapped", func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		from := string(rune('0' + r.IntN(10)))
		to := otherDigit(from, r)
		for _, p := range pages {
			for i := range p.Chars {
				if p.Chars[i].Text == from {
					p.Chars[i].Text = to
				}
			}
		}
		return pages
	}},
	{"figures remapped", func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		from := string(rune('0' + r.IntN(10)))
		to := otherDigit(from, r)
		for _, p := range pages {
			for _, i := range figuresOn(p) {
				if p.Chars[i].Text == from {
					p.Chars[i].Text = to
				}
			}
		}
		return pages
	}},
	{"rule lost", atRule(func(r, gone paper.Rect) bool { return r == gone })},
	{"column of rules lost", atRule(func(r, gone paper.Rect) bool {
		return gone.X1-gone.X0 < 3 && r.X1-r.X0 < 3 && near(r.X0, gone.X0)
	})},
	{"row of rules lost", atRule(func(r, gone paper.Rect) bool {
		return gone.Y1-gone.Y0 < 3 && r.Y1-r.Y0 < 3 && near(r.Y0, gone.Y0)
	})},
	{"row of digits lost", atDigit(func(p *paper.Page, i int, _ *rand.Rand) {
		base := p.Chars[i].Base
		p.Chars = slices.DeleteFunc(p.Chars, func(c paper.Char) bool { return isDigitText(c.Text) && near(c.Base, base) })
	})},
	{"page lost", func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		i := r.IntN(len(pages))
		return slices.Delete(pages, i, i+1)
	}},
	{"pages swapped", func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		i, j := r.IntN(len(pages)), r.IntN(len(pages))
		pages[i], pages[j] = pages[j], pages[i]
		pages[i].Number, pages[j].Number = i+1, j+1
		return pages
	}},
	{"label damaged", func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		p := pages[r.IntN(len(pages))]
		var all []int
		for i, c := range p.Chars {
			if x, _ := utf8.DecodeRuneInString(c.Text); unicode.Is(unicode.Han, x) && c.Box.Y1-c.Box.Y0 < bodySize*1.2 {
				all = append(all, i)
			}
		}
		if all == nil {
			return nil
		}
		i := all[r.IntN(len(all))]
		if r.IntN(2) == 0 {
			p.Chars = slices.Delete(p.Chars, i, i+1)
		} else {
			p.Chars[i].Text = p.Chars[all[r.IntN(len(all))]].Text
		}
		return pages
	}},
}

func near(a, b paper.Pt) bool { return max(a-b, b-a) < 1 }

func isDigitText(s string) bool { return len(s) == 1 && isDigit(rune(s[0])) }

func otherDigit(s string, r *rand.Rand) string {
	return string(rune('0' + (int(s[0]-'0')+1+r.IntN(9))%10))
}

// figuresOn returns the digits of a page that are between its rules, in a line of
// digits alone.
func figuresOn(p *paper.Page) (all []int) {
	words := map[int32]bool{} // lines with something else
	for _, c := range p.Chars {
		words[c.Line] = words[c.Line] || !isDigitText(c.Text) && c.Text != "." && c.Text != " "
	}
	low, high := p.Box.Y1, p.Box.Y0
	for _, r := range p.Rules {
		low, high = min(low, r.Y0), max(high, r.Y1)
	}
	for i, c := range p.Chars {
		if !words[c.Line] && isDigitText(c.Text) && c.Base > low && c.Base < high {
			all = append(all, i)
		}
	}
	return all
}

// atDigit is a fault of a digit of a figure.
func atDigit(do func(p *paper.Page, i int, r *rand.Rand)) func([]*paper.Page, *rand.Rand) []*paper.Page {
	return func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		for range 20 {
			p := pages[r.IntN(len(pages))]
			if all := figuresOn(p); all != nil {
				do(p, all[r.IntN(len(all))], r)
				return pages
			}
		}
		return nil
	}
}

// moveColumn moves a digit to the end of another figure on its level.
func moveColumn(p *paper.Page, i int, r *rand.Rand) {
	move(p, i, r, func(a, b paper.Char) bool {
		return near(a.Base, b.Base) && max(a.Box.X0-b.Box.X0, b.Box.X0-a.Box.X0) > 2*a.Size
	})
}

// moveRow moves a digit to the end of another figure in its column.
func moveRow(p *paper.Page, i int, r *rand.Rand) {
	move(p, i, r, func(a, b paper.Char) bool {
		return !near(a.Base, b.Base) && max(a.Box.X0-b.Box.X0, b.Box.X0-a.Box.X0) < 2*a.Size
	})
}

func move(p *paper.Page, i int, r *rand.Rand, to func(a, b paper.Char) bool) {
	c := p.Chars[i]
	var all []paper.Char
	for _, k := range figuresOn(p) {
		if k != i && to(c, p.Chars[k]) {
			all = append(all, p.Chars[k])
		}
	}
	if all == nil {
		return
	}
	beside := all[r.IntN(len(all))]
	dx, dy := beside.Box.X1-c.Box.X0, beside.Base-c.Base
	if r.IntN(2) == 0 {
		dx = beside.Box.X0 - c.Box.X1 // before it
	}
	c.Box = paper.Rect{X0: c.Box.X0 + dx, X1: c.Box.X1 + dx, Y0: c.Box.Y0 + dy, Y1: c.Box.Y1 + dy}
	c.Base += dy
	c.Line += 10000
	p.Chars[i] = c
}

// atRule is a fault of the rules that are like one of a page.
func atRule(like func(r, gone paper.Rect) bool) func([]*paper.Page, *rand.Rand) []*paper.Page {
	return func(pages []*paper.Page, r *rand.Rand) []*paper.Page {
		p := pages[r.IntN(len(pages))]
		if len(p.Rules) == 0 {
			return nil
		}
		gone := p.Rules[r.IntN(len(p.Rules))]
		p.Rules = slices.DeleteFunc(p.Rules, func(x paper.Rect) bool { return like(x, gone) })
		return pages
	}
}
