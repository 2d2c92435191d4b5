package doc

import "slices"

// Headers returns the cells that head a cell: of a figure the heads of its
// columns, from the top down, and then the labels of its rows, from left to right.
//
//   - Column heads are the [ColumnHead] cells above it, in any of its columns.
//     Of these count the nearest rows that follow one another without a row
//     between them that has none: where a table has several blocks, each under
//     heads of its own, a figure has those of its block alone.
//   - Row heads are in the same way the [RowHead] cells left of it, in any of its
//     rows: its label, and the labels of the groups that this belongs to.
//
// A RowHead too has the column heads above it; its row heads are those that it
// touches, the groups that it stands in. A ColumnHead has the column heads that it
// touches, and no row heads.
func (g *Grid) Headers(p *Placed) []*Placed {
	g.heads.Do(g.findHeads)
	var row int32 // the last one above with heads
	for col := p.Col; col < p.Col+p.ColSpan; col++ {
		row = max(row, g.above[p.Row*g.Cols+col])
	}
	top, bottom := run(int(row), p.Row, p.Kind == ColumnHead, func(row int) bool {
		return g.has(ColumnHead, row, row+1, p.Col, p.Col+p.ColSpan)
	})
	const usual = 6 // heads of a figure at most, in the official tables
	heads := g.appendKind(make([]*Placed, 0, usual), ColumnHead, top, bottom, p.Col, p.Col+p.ColSpan)
	if p.Kind == ColumnHead {
		return heads
	}
	var col int32 // the last one to the left with heads
	for row := p.Row; row < p.Row+p.RowSpan; row++ {
		col = max(col, g.left[row*g.Cols+p.Col])
	}
	left, right := run(int(col), p.Col, p.Kind == RowHead, func(col int) bool {
		return g.has(RowHead, p.Row, p.Row+p.RowSpan, col, col+1)
	})
	return g.appendKind(heads, RowHead, p.Row, p.Row+p.RowSpan, left, right)
}

// findHeads finds for every place the nearest heads, so that those of a cell are
// found without a walk through the table.
func (g *Grid) findHeads() {
	g.above, g.left = make([]int32, len(g.at)), make([]int32, len(g.at))
	for i := range g.at {
		if up := i - g.Cols; up >= 0 {
			g.above[i] = g.above[up]
			if g.Cells[g.at[up]].Kind == ColumnHead {
				g.above[i] = int32(up / g.Cols)
			}
		}
		if col := i % g.Cols; col > 0 {
			g.left[i] = g.left[i-1]
			if g.Cells[g.at[i-1]].Kind == RowHead {
				g.left[i] = int32(col - 1)
			}
		}
	}
}

// run returns the rows or columns that follow one another up to the last one that
// has heads; where none does, that is the first, in which none will be found. If they
// have to touch what begins at before, there are none elsewhere.
func run(last, before int, touch bool, has func(int) bool) (from, to int) {
	if touch && last != before-1 {
		return 0, 0
	}
	for from = last; from > 0 && has(from-1); from-- {
	}
	return from, last + 1
}

// has reports whether a cell of the kind is in the rectangle.
func (g *Grid) has(kind CellKind, top, bottom, left, right int) bool {
	for row := top; row < bottom; row++ {
		for col := left; col < right; col++ {
			if g.At(row, col).Kind == kind {
				return true
			}
		}
	}
	return false
}

// appendKind appends the cells of the kind that are in the rectangle, each once.
func (g *Grid) appendKind(list []*Placed, kind CellKind, top, bottom, left, right int) []*Placed {
	for row := top; row < bottom; row++ {
		for col := left; col < right; col++ {
			if p := g.At(row, col); p.Kind == kind && !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}
