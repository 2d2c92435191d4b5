package msdoc

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// A table is one that is being read: its rows, and what of the next one is there.
type table struct {
	rows  []row
	cells []cell
	next  cell
	kept  bool // of the row
}

type row struct {
	cells []cell
	edges []int // of the cells, in twips; nil where the file does not give them
}

type cell struct {
	flow          flow
	images, empty int
	above, left   bool // it belongs to the one above or to the left
}

func (t *table) at(r *reader) report.Pos {
	return report.Pos{Table: r.tables + 1, Row: len(t.rows) + 1, Col: len(t.cells) + 1}
}

// maxColumns is the most cells of a row; Word has 63.
const maxColumns = 1000

func (r *reader) endCell(t *table) error {
	if len(t.cells) == maxColumns {
		return source.TooMany(t.at(r), manyColumns, maxColumns)
	}
	if r.cells++; r.cells > source.MaxCells {
		return source.TooManyCells(t.at(r))
	}
	t.cells = append(t.cells, t.next)
	t.next = cell{}
	return nil
}

// endRow takes in a row, unless tracked changes delete it.
func (r *reader) endRow(t *table, p paragraph) error {
	cells, kept := t.cells, t.kept
	t.cells, t.next, t.kept = nil, cell{}, false
	if len(cells) == 0 {
		return nil
	}
	if !kept {
		r.notes.Leave(deletedRow, 1, report.Pos{Table: r.tables + 1, Row: len(t.rows) + 1})
		return nil
	}
	edges, above, left := columns(p)
	if len(edges) != len(cells)+1 {
		edges = nil
	}
	for i := range cells {
		if i < len(above) {
			cells[i].above, cells[i].left = above[i], left[i]
		}
	}
	t.rows = append(t.rows, row{cells, edges})
	return nil
}

// columns returns where the cells of a row begin and end, and which belong to the one
// above them or to the left ([MS-DOC], 2.9.325).
func columns(p paragraph) (edges []int, above, left []bool) {
	b := p.columns
	if len(b) == 0 {
		return nil, nil, nil
	}
	n := int(b[0])
	if b = b[1:]; len(b) < 2*(n+1) {
		return nil, nil, nil
	}
	for i := range n + 1 {
		edges = append(edges, int(int16(word.Uint16(b[2*i:]))))
	}
	b = b[2*(n+1):]
	above, left = make([]bool, n), make([]bool, n)
	const size = 20
	for i := 0; i < n && len(b) >= size; i, b = i+1, b[size:] {
		flags := word.Uint16(b)
		above[i] = flags&0x20 != 0 && flags&0x40 == 0
		left[i] = flags&2 != 0
	}
	for _, c := range p.later {
		switch {
		case c.op == sprmTMerge:
			for i := int(c.arg[0]) + 1; i < min(int(c.arg[1]), n); i++ {
				left[i] = true
			}
		case c.op == sprmTVertMerge && len(c.arg) >= 2 && int(c.arg[0]) < n:
			above[c.arg[0]] = c.arg[1]&3 == 1
		case c.op == sprmTDxaCol:
			width := int(int16(word.Uint16(c.arg[2:])))
			setWidth(edges, int(c.arg[0]), int(c.arg[1]), width)
		case c.op == sprmTDxaLeft && len(edges) > 0:
			by := int(int16(word.Uint16(c.arg))) - edges[0]
			for j := range edges {
				edges[j] += by
			}
		}
	}
	return edges, above, left
}

// setWidth gives the cells from one to before another a width; those behind them move.
func setWidth(edges []int, from, to, width int) {
	by := 0
	for i := from; i+1 < len(edges); i++ {
		if i < to {
			by = edges[i] + width - edges[i+1]
		}
		edges[i+1] += by
	}
}

// close takes in the tables that are deeper than a paragraph that follows.
func (r *reader) close(depth int) error {
	for len(r.open) > depth {
		t := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		to := &r.flow
		if n := len(r.open); n > 0 {
			to = &r.open[n-1].next.flow
		}
		if err := r.table(t, to); err != nil {
			return err
		}
	}
	return nil
}

// table takes a table in: as a table, or as what it lays out.
func (r *reader) table(t *table, to *flow) error {
	cells, nested := 0, false
	for _, row := range t.rows {
		cells += len(row.cells)
		for _, c := range row.cells {
			nested = nested || slices.ContainsFunc(c.flow.blocks, func(b source.Block) bool { return b.Table != nil })
		}
	}
	var rest []cell // what no grid has
	if cells > 1 && !nested {
		if err := r.grid(t, to); err != nil {
			return err
		}
	} else {
		for _, row := range t.rows {
			rest = append(rest, row.cells...)
		}
	}
	for _, c := range append(append(rest, t.cells...), t.next) { // no row ends the last
		for _, b := range c.flow.blocks {
			if err := r.add(to, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// sameEdge is how far edges of one column are apart at most, for they are rounded.
const sameEdge = 40 // twips

// grid takes in a table whose rows and columns mean something. Its columns are those
// of the edges of its cells; where a row has none, of every row its cells in turn.
func (r *reader) grid(t *table, to *flow) error {
	var edges []int
	sure := true
	for _, row := range t.rows {
		edges = append(edges, row.edges...)
		sure = sure && row.edges != nil
	}
	slices.Sort(edges)
	n := 0
	for _, e := range edges {
		if n == 0 || e-edges[n-1] > sameEdge {
			edges[n] = e
			n++
		}
	}
	edges = edges[:n]
	column := func(e int) int {
		i, found := slices.BinarySearch(edges, e)
		if !found {
			i--
		}
		return i
	}
	g := &source.Grid{Rows: len(t.rows)}
	r.tables++
	last := map[int]int{} // the cells that may go on below, by their first column
	filled := false
	for i, row := range t.rows {
		next, these, over := 0, map[int]int{}, false // the cell before is part of the one above it
		for j, c := range row.cells {
			at := report.Pos{Table: r.tables, Row: i + 1, Col: j + 1}
			x := source.Cell{At: at, Row: i, Col: next, Rows: 1, Cols: 1, Text: c.text()}
			if sure {
				x.Col = max(column(row.edges[j]), next)
				x.Cols = max(column(row.edges[j+1])-x.Col, 1)
			}
			next = x.Col + x.Cols
			g.Cols = max(g.Cols, next)
			r.notes.Leave(pictures, c.images, at)
			above, ok := last[x.Col]
			if over && c.left || ok && c.above && g.Cells[above].Cols == row.width(j, x, sure, column) {
				if !over || !c.left {
					g.Cells[above].Rows++
					these[x.Col] = above
				}
				over = true
				if x.Text != "" {
					r.notes.Leave(coveredText, 1, at)
				}
				continue
			}
			over = false
			if n := len(g.Cells); c.left && j > 0 && g.Cells[n-1].Row == i {
				g.Cells[n-1].Cols = next - g.Cells[n-1].Col
				if x.Text != "" {
					r.notes.Leave(coveredText, 1, at)
				}
				continue
			}
			switch {
			case x.Text == "" && c.empty > 0:
				x.State = source.NoValue
			case x.Text == "" && c.images > 0:
				x.State = source.Picture
			}
			filled = filled || x.Text != "" || x.State != source.Present
			these[x.Col] = len(g.Cells)
			g.Cells = append(g.Cells, x)
		}
		last = these
	}
	if !filled {
		r.tables--
		return nil
	}
	r.rows += g.Rows - 1
	return r.add(to, source.Block{At: report.Pos{Table: r.tables}, Table: g})
}

// width is how many columns a cell has with those to the right that belong to it.
func (row *row) width(j int, x source.Cell, sure bool, column func(edge int) int) int {
	end := j + 1
	for end < len(row.cells) && row.cells[end].left {
		end++
	}
	if !sure {
		return end - j
	}
	return max(column(row.edges[end])-x.Col, x.Cols)
}

func (c *cell) text() string {
	var b strings.Builder
	for i, x := range c.flow.blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(x.Text)
	}
	return b.String()
}
