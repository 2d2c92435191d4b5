package layout

import "github.com/nianbao/nianbao/report/doc"

// setRules draws the rules of a fragment whose first row has its upper edge at
// y. Every edge between two cells is drawn once, in lines as long as they can
// be. The outer rules stay within the width of the table; rules end in the
// middle of those they meet, and the horizontal ones cover the corners.
func (t *typesetter) setRules(f *fragment, y doc.Length) {
	page := t.current()
	o := Origin{Furniture, f.block, -1}
	rows, cols := len(f.edges)-1, f.grid.Cols

	// differ reports whether two places of the fragment belong to different
	// cells; a place outside is no cell's.
	differ := func(row, col, otherRow, otherCol int) bool {
		if row < 0 || col < 0 || otherRow == rows || otherCol == cols {
			return true
		}
		return f.at(f.row(row), col) != f.at(f.row(otherRow), otherCol)
	}
	columnX := func(i int) doc.Length {
		switch i {
		case 0:
			return f.columns[0] + t.rule/2
		case cols:
			return f.columns[cols] - t.rule/2
		}
		return f.columns[i]
	}

	for i := 0; i <= rows; i++ {
		for from := 0; from < cols; from++ {
			to := from
			for to < cols && differ(i-1, to, i, to) {
				to++
			}
			if to > from {
				y := y + f.edges[i]
				page.Rules = append(page.Rules, Rule{o, Point{f.columns[from], y}, Point{f.columns[to], y}, t.rule})
				from = to
			}
		}
	}
	for i := 0; i <= cols; i++ {
		for from := 0; from < rows; from++ {
			to := from
			for to < rows && differ(to, i-1, to, i) {
				to++
			}
			if to > from {
				x := columnX(i)
				page.Rules = append(page.Rules, Rule{o, Point{x, y + f.edges[from]}, Point{x, y + f.edges[to]}, t.rule})
				from = to
			}
		}
	}
}
