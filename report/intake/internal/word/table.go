package word

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// table is a table that is read.
type table struct {
	cells      []tableCell
	rows, cols int
	nested     bool
	merged     map[int]int // the cells that go on below, by their first column
}

// tableCell is a cell, with no more than its grid is made from: a file may have many.
type tableCell struct {
	row, col, rows, cols int // as [source.Cell] has them
	number               int // of the row's cells, from 1
	blocks               []source.Block
	state                source.State
	widened              bool // by w:hMerge: so is what goes on from it
}

const maxCols = 1000

// table reads w:tbl.
func (r *reader) table(f *flow) {
	outer, ground := r.at, r.ground
	t := &table{merged: map[int]int{}}
	r.children(func(name string) {
		switch name {
		case "w:tblPr":
			r.readTableProperties()
		case "w:tr":
			r.row(t)
		}
	})
	r.at, r.ground = outer, ground
	if r.x.Err() != nil {
		return
	}
	if t.nested || len(t.cells) <= 1 {
		for _, c := range t.cells {
			f.list = append(f.list, c.blocks...)
		}
		return
	}
	f.list = append(f.list, r.grid(t))
}

// grid makes a block of a table.
func (r *reader) grid(t *table) source.Block {
	if r.still == 0 {
		r.tables++
	}
	g := &source.Grid{Cells: make([]source.Cell, len(t.cells)), Rows: t.rows, Cols: t.cols}
	for i, c := range t.cells {
		lines := make([]string, len(c.blocks))
		for j, b := range c.blocks {
			lines[j] = b.Text
		}
		g.Cells[i] = source.Cell{
			At:  report.Pos{Table: r.tables, Row: c.row + 1, Col: c.number},
			Row: c.row, Col: c.col, Rows: c.rows, Cols: c.cols,
			Text: strings.Join(lines, "\n"), State: c.state,
		}
	}
	return source.Block{At: report.Pos{Table: r.tables}, Table: g}
}

// row is a row that is read.
type row struct {
	col, cells int
	covered    int         // up to this column by a cell above
	hidden     bool        // where nothing in it is shown
	first      int         // of the table's cells
	merged     map[int]int // what the table's is to be below it
	grown      []int       // cells that came down to it
}

// row reads w:tr.
func (r *reader) row(t *table) {
	r.at = report.Pos{Table: r.tables + 1, Row: t.rows + 1}
	s := &row{first: len(t.cells), merged: map[int]int{}}
	deleted := false
	r.children(func(name string) {
		switch name {
		case "w:trPr":
			deleted = r.rowProperties(s)
		case "w:tc":
			if !deleted {
				r.cell(t, s)
			}
		}
	})
	r.at = report.Pos{Table: r.tables + 1, Row: t.rows + 1}
	switch {
	case deleted:
		r.leave(deletedRow)
		return
	case s.hidden && !slices.ContainsFunc(t.cells[s.first:], func(c tableCell) bool { return len(c.blocks) > 0 }):
		r.leave(hiddenRow)
		t.cells = t.cells[:s.first]
		for _, i := range s.grown {
			t.cells[i].rows--
		}
		return
	}
	r.count(1, 0)
	t.rows++
	t.merged = s.merged
}

// rowProperties reads w:trPr, and reports whether the row was deleted.
func (r *reader) rowProperties(s *row) (deleted bool) {
	for name := range r.x.Children() {
		switch name {
		case "w:del":
			deleted = true
		case "aml:annotation":
			deleted = deleted || r.x.Attr("w:type") == amlDeletion
		case "w:gridBefore":
			s.col += r.span()
		case "w:hidden":
			s.hidden = onOff(r.x) == on
		}
	}
	return deleted
}

// span reads a number of columns.
func (r *reader) span() int {
	n := number(r.x, "w:val", 1)
	if n > maxCols {
		r.fail(manyCols, maxCols)
	}
	return min(max(n, 0), maxCols)
}

// merge says what a cell is part of.
type merge uint8

const (
	alone  merge = iota
	begins       // what goes on below
	goesOn       // from above
	beside       // from the left
	gone         // deleted in tracked changes
)

// cell reads w:tc.
func (r *reader) cell(t *table, s *row) {
	s.cells++
	at := report.Pos{Table: r.tables + 1, Row: t.rows + 1, Col: s.cells}
	r.at = at
	free := max(s.col, s.covered) // where it is, if nothing covers it
	span, kind, above, covered := 1, alone, -1, false
	images, unresolved, ground := r.images, r.unresolved, r.ground
	var f flow
	r.children(func(name string) {
		if name != "w:tcPr" {
			r.block(&f, name)
			return
		}
		span, kind = r.cellProperties()
		switch {
		case kind == goesOn:
			above = t.above(free, span)
		case kind == beside && s.cells == 1:
			kind = alone
		}
		if covered = kind == gone || kind == beside || above >= 0; covered {
			r.still++
		}
	})
	f.end()
	r.at, r.ground = at, ground
	first := s.col
	if kind != beside {
		first = free
	}
	if kind != gone {
		s.col = first + span
		t.cols = max(t.cols, s.col)
	}
	if covered {
		r.still--
		r.cover(t, s, above, first, kind)
		switch {
		case len(f.list) == 0:
		case kind == gone:
			r.leave(deletedText)
		default:
			r.leave(coveredText)
		}
		return
	}
	if kind != alone {
		s.merged[first] = len(t.cells)
	}
	r.count(0, 1)
	t.nested = t.nested || slices.ContainsFunc(f.list, func(b source.Block) bool { return b.Table != nil })
	x := tableCell{row: t.rows, col: first, rows: 1, cols: span, number: s.cells, blocks: f.list}
	switch {
	case len(f.list) > 0:
	case r.unresolved > unresolved:
		x.state = source.NoValue
	case r.images > images:
		x.state = source.Picture
	}
	t.cells = append(t.cells, x)
}

// cover gives the place of a cell to the one that covers it.
func (r *reader) cover(t *table, s *row, above, first int, kind merge) {
	if above >= 0 {
		o := &t.cells[above]
		o.rows++
		s.grown = append(s.grown, above)
		s.merged[first] = above
		s.covered = first + o.cols
		return
	}
	if last := len(t.cells) - 1; kind == beside && last >= s.first && t.cells[last].col+t.cells[last].cols == first {
		t.cells[last].cols = s.col - t.cells[last].col
		t.cells[last].widened = true
	}
}

// cellProperties reads w:tcPr.
func (r *reader) cellProperties() (span int, kind merge) {
	span = 1
	for name := range r.x.Children() {
		switch name {
		case "w:gridSpan":
			span = max(r.span(), 1)
		case "w:vMerge", "w:vmerge":
			switch {
			case kind != alone:
			case r.x.Attr("w:val") == "restart":
				kind = begins
			default:
				kind = goesOn
			}
		case "w:hMerge", "w:hmerge":
			if r.x.Attr("w:val") != "restart" && kind != gone {
				kind = beside
			}
		case "w:shd":
			r.lay(shading(r.x))
		case "w:cellDel":
			kind = gone
		}
	}
	return span, kind
}

// above returns the cell that goes on in one below it, or -1.
func (t *table) above(col, span int) int {
	if i, ok := t.merged[col]; ok && (t.cells[i].cols == span || t.cells[i].widened) {
		return i
	}
	return -1
}
