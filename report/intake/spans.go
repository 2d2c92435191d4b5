package intake

import "slices"

// minRepeats is how many rows repeat a label at least where the cells that others
// cover were filled.
const minRepeats = 2

// collapse takes the labels away that a table has in every cell that the spans of a
// merged one cover: beside the cell, and below it. The last of a row stays, for figures
// stand beside it.
func (v *vocabulary) collapse(rows []block, n *notes) (collapsed []block, filled bool) {
	repeating := 0
	for _, b := range rows {
		if v.repeats(b.grid) {
			repeating++
		}
	}
	if repeating < minRepeats {
		return rows, false
	}
	out := make([]block, len(rows))
	above := map[int]cell{} // the cells of the row before, by their columns
	for r, b := range rows {
		cells := slices.Clone(b.grid.cells)
		for i := range cells {
			x := &cells[i]
			beside := i+1 < len(cells) && v.isRepeated(*x, cells[i+1])
			y, ok := above[x.col]
			below := ok && x.col >= 0 && v.isRepeated(y, *x)
			if !beside && !below {
				continue
			}
			n.Repair("I-bh", 1, x.at)
			if beside && x.cols > 0 { // the cell takes the place of both
				cells[i+1].col, cells[i+1].cols = x.col, cells[i+1].col+cells[i+1].cols-x.col
			}
			x.kind, x.text, x.key = emptyCell, "", ""
		}
		clear(above)
		for _, x := range b.grid.cells {
			above[x.col] = x
		}
		b.grid.cells = cells
		out[r] = b
	}
	return out, true
}

// oneEach returns the figures of a row that has one for each of the cells that a merged
// one covers, or nil where they are not the same.
func (t *tableReader) oneEach(r *record, n int) []string {
	var each []string
	for i, c := range r.figures {
		switch {
		case c.row != r.figures[0].row:
			return nil
		case i == 0 || c.text != each[len(each)-1]:
			each = append(each, c.text)
		}
	}
	switch {
	case len(each) == 1 && (n == 1 || t.filled):
		return slices.Repeat(each, n)
	case len(each) == n && t.filled:
		return each
	}
	return nil
}

// repeats reports whether a cell of the row has the label of the cell before it.
func (v *vocabulary) repeats(g grid) bool {
	for i := 1; i < len(g.cells); i++ {
		if v.isRepeated(g.cells[i-1], g.cells[i]) {
			return true
		}
	}
	return false
}

// isRepeated reports whether two cells have the same label of the table. Heads of totals
// stand beside each other without a span.
func (v *vocabulary) isRepeated(x, y cell) bool {
	return isLabel(x) && x.text == y.text && x.key != labelTotal && v.known(x.key)
}
