package web

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// maxColumns is the most columns that a cell may span (HTML, 4.9.11), and that a
// table here may have.
const maxColumns = 1000

// A group is rows over whose end no cell spans.
type group []row

type row struct {
	cells []*html.Node
	lines []int // on which they begin
	flow  flow
}

// table takes a table in. One that has others in it, or one cell alone, serves to lay
// out what is in it.
func (r *reader) table(n *html.Node, f flow) {
	r.endParagraph()
	from := r.line
	captions, groups, cells := r.rowsOf(n, f)
	r.line = from
	if cells > 1 && !r.facts[n].table && !r.inCell { // in a cell one of one cell may stand
		r.inCell = true
		r.grid(captions, groups, f)
		r.inCell = false
		return
	}
	for _, c := range captions {
		r.walk(c, f)
		r.endParagraph()
	}
	for _, g := range groups {
		for _, row := range g {
			for j, c := range row.cells {
				r.line = row.lines[j]
				r.cell(c, row.flow)
				r.endParagraph()
			}
		}
	}
}

// rowsOf returns the captions of a table and its rows as they show: what is in a
// thead first, what is in a tfoot last.
func (r *reader) rowsOf(n *html.Node, f flow) (captions []*html.Node, groups []group, cells int) {
	var head, body, foot []group
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Caption:
			if l := r.look(c); !r.leaves(c, &l) {
				captions = append(captions, c)
			}
		case atom.Thead, atom.Tbody, atom.Tfoot:
			l := r.look(c)
			if r.leaves(c, &l) {
				continue
			}
			g := r.rowsIn(c, f.in(c, &l))
			for _, row := range g {
				cells += len(row.cells)
			}
			switch c.DataAtom {
			case atom.Thead:
				head = append(head, g)
			case atom.Tfoot:
				foot = append(foot, g)
			default:
				body = append(body, g)
			}
		}
	}
	return captions, append(append(head, body...), foot...), cells
}

func (r *reader) rowsIn(n *html.Node, f flow) (g group) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Tr {
			continue
		}
		l := r.look(c)
		if r.leaves(c, &l) {
			continue
		}
		row := row{flow: f.in(c, &l)}
		for c := c.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				if l := r.look(c); !r.leaves(c, &l) {
					row.cells = append(row.cells, c)
					row.lines = append(row.lines, r.line)
				}
			}
		}
		g = append(g, row)
	}
	return g
}

// cell takes in what is in a cell.
func (r *reader) cell(n *html.Node, f flow) {
	l := r.look(n)
	r.walk(n, f.in(n, &l))
}

// grid takes in a table whose rows and columns mean something.
func (r *reader) grid(captions []*html.Node, groups []group, f flow) {
	g := &source.Grid{}
	filled := false
	at := r.at()
	for _, c := range captions {
		r.begin(c)
		r.walk(c, f)
		text, _ := r.cellText()
		g.Caption = strings.TrimSpace(g.Caption + " " + text)
	}
	for _, rows := range groups {
		p := places{}
		for i, row := range rows {
			p.row()
			for j, c := range row.cells {
				r.line = row.lines[j]
				x := source.Cell{Row: g.Rows + i, Rows: span(c, "rowspan", len(rows)-i), Cols: span(c, "colspan", maxColumns)}
				col, free := p.place(x.Cols, x.Rows)
				x.Col = col
				x.At = report.Pos{Table: r.tables + 1, Row: x.Row + 1, Col: j + 1}
				if r.cells++; r.cells > source.MaxCells {
					r.fail(source.TooManyCells(x.At))
				}
				if x.Col+x.Cols > maxColumns {
					r.fail(source.TooMany(x.At, "表格的列", maxColumns))
				}
				r.cell(c, row.flow)
				images := 0
				if x.Text, images = r.cellText(); x.Text == "" && images > 0 {
					x.State = source.Picture
				}
				r.notes.Leave(pictures, images, x.At)
				filled = filled || x.Text != "" || x.State != source.Present
				if !free {
					r.fail(source.Error(x.At, "I-ca", "", x.Text, ""))
				}
				if r.err != nil {
					return
				}
				g.Cols = max(g.Cols, x.Col+x.Cols)
				g.Cells = append(g.Cells, x)
			}
		}
		g.Rows += len(rows)
	}
	if !filled && g.Caption == "" || len(g.Cells) == 0 {
		return
	}
	r.tables++
	r.rows += g.Rows - 1
	r.add(source.Block{At: at, Table: g})
}

// cellText returns what the pen has written, its lines that are not empty, and how many
// pictures were among it.
func (r *reader) cellText() (string, int) {
	images := r.pen.images
	return joined(r.pen.reset()), images
}

// span returns how many rows or columns a cell spans, at most as many as there may be;
// 0 rows are all that there are (HTML, 4.9.11).
func span(n *html.Node, key string, most int) int {
	v, ok := integer(attr(n, key))
	switch {
	case ok && v == 0 && key == "rowspan":
		return most
	case !ok || v < 1:
		return 1
	}
	return min(v, most)
}

// places are the columns of a row group in which cells from rows above still stand
// (HTML, 4.9.12).
type places struct {
	left []int // rows from this one on that are covered
	next int   // the first column that is not looked at yet
}

// row begins the next row.
func (p *places) row() {
	for i := range p.left {
		p.left[i] = max(0, p.left[i]-1)
	}
	p.next = 0
}

// place returns the first column that is free for a cell, and whether all that the
// cell spans are.
func (p *places) place(cols, rows int) (col int, free bool) {
	for p.next < len(p.left) && p.left[p.next] > 0 {
		p.next++
	}
	col, free = p.next, true
	for p.next < col+cols {
		if p.next == len(p.left) {
			p.left = append(p.left, 0)
		}
		free = free && p.left[p.next] == 0
		p.left[p.next] = max(p.left[p.next], rows)
		p.next++
	}
	return col, free
}
