package doc

// Group is rows of a table that belong together. No cell reaches from one group
// into another.
type Group struct {
	From, To int // rows, To not among them
	Head     bool
	// Heads tells that the group begins with column heads of its own, below other
	// groups.
	Heads bool
}

// Groups returns the groups of a table that repeats a number of head rows: every
// row is in one, from the top down.
//
// The repeated rows are the Head, unless a cell reaches from them into the rows
// below. Further down a group begins with column heads of
// its own, with a label in the first column that spans rows, and behind such a label.
func (g *Grid) Groups(headRows int) []Group {
	tied := make([]bool, g.Rows+1) // a cell spans the row and the one above
	for i := range g.Cells {
		p := &g.Cells[i]
		for row := p.Row + 1; row < p.Row+p.RowSpan; row++ {
			tied[row] = true
		}
	}
	headed := func(row int) bool { return g.has(ColumnHead, row, row+1, 0, g.Cols) }
	spans := func(row int) bool {
		p := g.At(row, 0)
		return p.Kind == RowHead && p.RowSpan > 1
	}
	var list []Group
	if headRows > 0 && !tied[headRows] {
		list = append(list, Group{To: headRows, Head: true})
	} else {
		headRows = 0
	}
	for row := headRows; row < g.Rows; row++ {
		heads := row > 0 && headed(row) && !headed(row-1)
		if row == headRows || !tied[row] && (heads || spans(row) || spans(row-1)) {
			list = append(list, Group{From: row, Heads: heads})
		}
		list[len(list)-1].To = row + 1
	}
	return list
}
