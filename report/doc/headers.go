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
	top, bottom := nearest(p.Row, p.Kind == ColumnHead, func(row int) bool {
		return g.has(ColumnHead, row, row+1, p.Col, p.Col+p.ColSpan)
	})
	const usual = 6 // heads of a figure at most, in the official tables
	heads := g.appendKind(make([]*Placed, 0, usual), ColumnHead, top, bottom, p.Col, p.Col+p.ColSpan)
	if p.Kind == ColumnHead {
		return heads
	}
	left, right := nearest(p.Col, p.Kind == RowHead, func(col int) bool {
		return g.has(RowHead, p.Row, p.Row+p.RowSpan, col, col+1)
	})
	return g.appendKind(heads, RowHead, p.Row, p.Row+p.RowSpan, left, right)
}

// nearest returns the last run of rows or columns before one that have heads. If
// it has to touch, there is none but right before.
func nearest(before int, touch bool, has func(int) bool) (from, to int) {
	to = before
	for to > 0 && !has(to-1) {
		if touch {
			return 0, 0
		}
		to--
	}
	from = to
	for from > 0 && has(from-1) {
		from--
	}
	return from, to
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
