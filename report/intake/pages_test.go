package intake

import (
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// printer lays a document out as an office's program does: characters, rules, and
// no more.
type printer struct {
	pages []*paper.Page
	y     paper.Pt // of the next line's top
	line  int32
	open  bool // no rule at the foot of a page where a table goes on
}

const (
	pageWidth, pageHeight, pageMargin = 842, 595, 50
	bodySize, cellSize                = 12, 9
)

// pagesOf lays a report out.
func pagesOf(t testing.TB, r *report.Report, open bool) []*paper.Page {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	ts := &printer{open: open}
	ts.newPage()
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if !b.RunIn {
				ts.paragraph(doc.PlainText(b.Runs), b.Level > 0)
			}
		case *doc.Paragraph:
			text := doc.PlainText(b.Runs)
			if h := d.RunIn(i); h != nil {
				text = doc.PlainText(h.Runs) + text
			}
			ts.paragraph(text, true)
		case *doc.Table:
			ts.table(b)
		}
	}
	return ts.pages
}

func (ts *printer) page() *paper.Page { return ts.pages[len(ts.pages)-1] }

func (ts *printer) newPage() {
	ts.pages = append(ts.pages, &paper.Page{Number: len(ts.pages) + 1, Box: paper.Rect{X1: pageWidth, Y1: pageHeight}})
	ts.y, ts.line = pageHeight-pageMargin, 0
	ts.put(string(rune('0'+len(ts.pages)%10)), pageWidth/2, pageMargin/2, 9)
}

// put sets a line of text at the left end of its baseline.
func (ts *printer) put(text string, x, base, size paper.Pt) {
	p := ts.page()
	ts.line++
	for _, r := range text {
		w := charWidth(r, size)
		p.Chars = append(p.Chars, paper.Char{
			Text: string(r), Box: paper.Rect{X0: x, Y0: base - 0.15*size, X1: x + w, Y1: base + 0.85*size}, Base: base, Size: size, Line: ts.line, MCID: -1,
		})
		x += w
	}
}

func charWidth(r rune, size paper.Pt) paper.Pt {
	if r < 0x80 {
		return size / 2
	}
	return size
}

// wrap breaks a text into lines of a width, the first with an indent.
func wrap(text string, width, indent, size paper.Pt) (lines []string) {
	start, w := 0, indent
	for i, r := range text {
		if r == '\n' || w+charWidth(r, size) > width {
			lines = append(lines, text[start:i])
			start, w = i, 0
		}
		if r == '\n' {
			start++
			continue
		}
		w += charWidth(r, size)
	}
	return append(lines, text[start:])
}

func (ts *printer) paragraph(text string, indented bool) {
	indent := paper.Pt(0)
	if indented {
		indent = 2 * bodySize
	}
	for i, l := range wrap(text, pageWidth-2*pageMargin, indent, bodySize) {
		if ts.y-bodySize*1.6 < pageMargin {
			ts.newPage()
		}
		x := paper.Pt(pageMargin)
		if i == 0 {
			x += indent
		}
		ts.put(l, x, ts.y-bodySize, bodySize)
		ts.y -= bodySize * 1.6
	}
}

func (ts *printer) table(t *doc.Table) {
	g, err := t.Grid()
	if err != nil {
		panic(err)
	}
	xs := []paper.Pt{pageMargin}
	var sum paper.Pt
	for _, w := range t.Widths {
		sum += paper.Pt(w)
	}
	for _, w := range t.Widths {
		xs = append(xs, xs[len(xs)-1]+(pageWidth-2*pageMargin)*paper.Pt(w)/sum)
	}
	const pad, lead = 2, cellSize * 1.2
	linesOf := func(c doc.Placed) []string {
		return wrap(doc.PlainText(c.Cell.Runs), xs[c.Col+c.ColSpan]-xs[c.Col]-2*pad, 0, cellSize)
	}
	heights := make([]paper.Pt, g.Rows)
	for _, one := range [...]bool{true, false} { // rows a cell high before the others
		for _, c := range g.Cells {
			if (c.RowSpan == 1) != one {
				continue
			}
			need := paper.Pt(len(linesOf(c)))*lead + 2*pad
			for _, h := range heights[c.Row : c.Row+c.RowSpan-1] {
				need -= h
			}
			last := &heights[c.Row+c.RowSpan-1]
			*last = max(*last, need)
		}
	}
	for from := 0; from < g.Rows; {
		to, y := from, ts.y
		for to < g.Rows && y-heights[to] >= pageMargin {
			y -= heights[to]
			to++
		}
		if to == from {
			ts.newPage()
			continue
		}
		tops := []paper.Pt{ts.y}
		for _, h := range heights[from:to] {
			tops = append(tops, tops[len(tops)-1]-h)
		}
		for _, c := range g.Cells {
			top, foot := max(c.Row, from), min(c.Row+c.RowSpan, to)
			if top >= foot {
				continue
			}
			box := paper.Rect{X0: xs[c.Col], X1: xs[c.Col+c.ColSpan], Y0: tops[foot-from], Y1: tops[top-from]}
			ts.frame(box, foot == to && to < g.Rows && ts.open)
			if c.Row < from {
				continue
			}
			for i, l := range linesOf(c) {
				if l != "" {
					ts.put(l, box.X0+pad, box.Y1-pad-cellSize-paper.Pt(i)*lead, cellSize)
				}
			}
		}
		ts.y = tops[to-from]
		if from = to; from < g.Rows {
			ts.newPage()
		}
	}
	ts.y -= bodySize
}

// frame draws the rules around a cell.
func (ts *printer) frame(b paper.Rect, open bool) {
	const half = 0.25
	p := ts.page()
	p.Rules = append(p.Rules,
		paper.Rect{X0: b.X0 - half, X1: b.X0 + half, Y0: b.Y0, Y1: b.Y1},
		paper.Rect{X0: b.X1 - half, X1: b.X1 + half, Y0: b.Y0, Y1: b.Y1},
		paper.Rect{X0: b.X0, X1: b.X1, Y0: b.Y1 - half, Y1: b.Y1 + half})
	if !open {
		p.Rules = append(p.Rules, paper.Rect{X0: b.X0, X1: b.X1, Y0: b.Y0 - half, Y1: b.Y0 + half})
	}
}
