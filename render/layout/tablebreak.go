package layout

import "github.com/nianbao/nianbao/report/doc"

// How a table is cut into pages.
//
// A table that does not fit on the rest of a page is cut between two rows; a
// row is never cut. Each part of it on a page is a fragment: the rows
// [from, to) and, but for the first fragment, the head rows on top of them. A
// fragment is a table of its own: rules close it on all sides.
//
// What makes this more than counting rows:
//
//  1. A cell that spans rows may be cut. Its text is set again in every
//     fragment that has a row of it, in the middle of the part it has there, so
//     that no row is without its label. The part may be lower than the text
//     needs (a label of three lines over a single row of one line), so the
//     heights of rows depend on where the cuts are: the last row of the part
//     grows. They are found for each fragment anew.
//  2. Whether a cut is possible at a row is known only with that growth, so
//     each possible cut is tried: rows are added from the top, and for each the
//     growth that a cut behind it would bring is looked up in the cells that go
//     on in the next row. That is one pass over the places of the fragment.
//  3. Rows that keep with the next make chains. No cut falls within a chain,
//     unless the chain and the head rows are higher than a page: then the chain
//     counts for nothing. A chain that fits on a page, though not on what is
//     left of this one, goes to the next page whole, and its heading with it.
//     Below a heading on top of a page there is no more room to be had: a chain
//     that does not fit there is cut.
//  4. Head rows do not stand alone at the foot of a page: the first fragment
//     has at least one row more. A cell that spans from the head into the body
//     is no special case: where the fragment has both its rows in the head and
//     rows in the body, they touch.
//  5. It must end: every fragment takes at least one row, and a row that does
//     not fit on an empty page below the head rows is an error.
//
// The last row of a fragment may have grown for a cell that is cut behind it.
// In the next fragment the cell has its remaining rows, which grow in turn if
// need be: the two parts are independent of each other, and no text is lost.

// fragment is the part of a table that stands on one page.
type fragment struct {
	*table
	from, to int          // rows
	heads    int          // rows of the table set above them
	edges    []doc.Length // upper edges of its rows and the lower one of the last, from 0
}

// begin returns a fragment that has no rows yet but for the repeated heads.
func (x *table) begin(from int) *fragment {
	f := &fragment{table: x, from: from, to: from, edges: make([]doc.Length, 1, x.heads+32)}
	if from > 0 {
		f.heads = x.heads
	}
	for r := range f.heads {
		f.addHeight(r)
	}
	return f
}

// add adds the next row.
func (f *fragment) add() {
	f.to++
	f.addHeight(f.to - 1)
}

// addHeight finds the height of a row that is added: that of its own cells, or
// more if a cell that ends here needs it.
func (f *fragment) addHeight(row int) {
	top := f.edges[len(f.edges)-1]
	bottom := top + f.rows[row]
	next := row + 1
	if f.to == f.from && next == f.heads {
		next = f.from
	}
	for col := 0; col < f.grid.Cols; {
		c := f.at(row, col)
		if c.RowSpan > 1 && c.Row+c.RowSpan <= next {
			bottom = max(bottom, f.edges[f.first(c)]+c.height)
		}
		col = c.Col + c.ColSpan
	}
	f.edges = append(f.edges, bottom)
}

// growth returns what the last row has to grow by if the fragment ends here,
// for the cells that go on in the next row.
func (f *fragment) growth() doc.Length {
	if f.to == len(f.rows) {
		return 0
	}
	var grow doc.Length
	bottom := f.edges[len(f.edges)-1]
	for col := 0; col < f.grid.Cols; {
		c := f.at(f.to, col)
		if c.Row < f.to {
			grow = max(grow, f.edges[f.first(c)]+c.height-bottom)
		}
		col = c.Col + c.ColSpan
	}
	return grow
}

// cut takes the rows from to on away again and lets the last row grow.
func (f *fragment) cut(to int) {
	f.edges = f.edges[:f.heads+to-f.from+1]
	f.to = to
	f.edges[len(f.edges)-1] += f.growth()
}

// height returns the height of the fragment, its outer rules included.
func (f *fragment) height(rule doc.Length) doc.Length {
	return f.edges[len(f.edges)-1] + rule
}

// at returns the cell that a place belongs to.
func (x *table) at(row, col int) *cell { return &x.cells[x.grid.Index(row, col)] }

// row returns the row of the table that stands in a row of the fragment.
func (f *fragment) row(i int) int {
	if i < f.heads {
		return i
	}
	return f.from + i - f.heads
}

// first returns the first row of the fragment that a cell has.
func (f *fragment) first(c *cell) int {
	if c.Row < f.heads {
		return c.Row
	}
	return max(c.Row, f.from) - f.from + f.heads
}

// end returns the row of the fragment after the last one that a cell has.
func (f *fragment) end(c *cell) int {
	end := c.Row + c.RowSpan
	if end <= f.from {
		return min(end, f.heads)
	}
	return min(end, f.to) - f.from + f.heads
}

// keepChains finds the rows that keep with the one before.
func (x *table) keepChains(rule, page doc.Length) {
	x.keep = make([]bool, len(x.rows))
	for row := 0; row < len(x.rows); {
		if !x.Rows[row].KeepNext {
			row++
			continue
		}
		from := row
		if from < x.heads {
			from = 0
		}
		f := x.begin(from)
		for f.to <= row {
			f.add()
		}
		for f.to < len(x.rows) && x.Rows[f.to-1].KeepNext {
			f.add()
		}
		if f.height(rule) <= page {
			for r := row + 1; r < f.to; r++ {
				x.keep[r] = true
			}
		}
		row = f.to
	}
}

// fit returns the longest fragment from a row that has room, nil if there is
// none. Unless broken is true it ends where rows need not be kept together.
func (x *table) fit(from int, room, rule doc.Length, broken bool) *fragment {
	f := x.begin(from)
	kept, any := 0, 0
	for f.to < len(x.rows) {
		f.add()
		if f.height(rule) > room {
			break
		}
		if from == 0 && f.to <= x.heads || f.height(rule)+f.growth() > room {
			continue
		}
		any = f.to
		if f.to == len(x.rows) || !x.keep[f.to] {
			kept = f.to
		}
	}
	switch {
	case kept > 0:
		f.cut(kept)
	case any > 0 && broken:
		f.cut(any)
	default:
		return nil
	}
	return f
}

// least returns the height of the first fragment if it is cut as early as rows
// that are kept together allow.
func (x *table) least(rule doc.Length) doc.Length {
	f := x.begin(0)
	for f.to < len(x.rows) {
		if f.add(); f.to > x.heads && (f.to == len(x.rows) || !x.keep[f.to]) {
			break
		}
	}
	return f.height(rule) + f.growth()
}

// setFragment sets a fragment with its upper edge at y.
func (t *typesetter) setFragment(f *fragment, y doc.Length) {
	page := t.current()
	y += t.rule / 2
	for i := 0; i+1 < len(f.edges); i++ {
		for col := 0; col < f.grid.Cols; {
			c := f.at(f.row(i), col)
			col = c.Col + c.ColSpan
			if f.first(c) != i {
				continue
			}
			left, right := f.columns[c.Col], f.columns[col]
			top, bottom := y+f.edges[i], y+f.edges[f.end(c)]
			o := Origin{Block: f.block, Cell: f.grid.Index(c.Row, c.Col)}
			if c.Shade != 0 {
				page.Shades = append(page.Shades, Shade{
					Origin{Furniture, o.Block, o.Cell}, Point{left, top}, right - left, bottom - top, c.Shade,
				})
			}
			if c.set {
				o.Kind = Repeated
			}
			c.set = true
			t.setCell(c, o, left, top, right, bottom, f.Padding, f.PaddingY)
		}
	}
	t.setRules(f, y)
}
