package intake

import (
	"math"
	"slices"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// mend joins the cells that the foot of a page cut in two: those that together make a
// label, and their rows where no figure is in both halves.
func mend(g *source.Grid) *source.Grid {
	if len(g.Joins) == 0 {
		return g
	}
	mended := *g
	mended.Cells = slices.Clone(g.Cells)
	for _, row := range slices.Backward(g.Joins) {
		mended.Cells = mendAt(mended.Cells, row)
	}
	return &mended
}

// half is a cell at the foot of a page and that below it at the head of the next, by
// their places among the cells.
type half struct{ above, below int }

// mendAt joins what is cut above a row.
func mendAt(cells []source.Cell, row int) []source.Cell {
	last, first := 0, math.MaxInt // where the rows above end, and that below starts
	for _, c := range cells {
		if c.Row < row {
			last = max(last, c.Row+c.Rows)
		} else {
			first = min(first, c.Row)
		}
	}
	type columns struct{ from, cols int }
	above := map[columns]int{}
	var halves []half
	same, label := true, false // every cell of the row has one above it that is as wide; a label is cut
	for i, c := range cells {
		switch k, ok := above[columns{c.Col, c.Cols}]; {
		case c.Row < row && c.Row+c.Rows == last:
			above[columns{c.Col, c.Cols}] = i
		case c.Row != first:
		case ok:
			halves = append(halves, half{k, i})
		default:
			same = false
		}
	}
	for _, h := range halves {
		a, b := cells[h.above], cells[h.below]
		cut := isCut(a, b)
		label = label || cut && a.Rows == 1 && b.Rows == 1
		same = same && (cut || a.Text == "" || b.Text == "")
	}
	gone := map[int]bool{}
	for _, h := range halves {
		a, b := &cells[h.above], cells[h.below]
		switch whole := same && label; {
		case whole && (a.Text == "" || b.Text == ""):
			a.Text += b.Text
			a.State = max(a.State, b.State)
		case isCut(*a, b) && (whole || a.Rows > 1 || b.Rows > 1):
			a.Text += "\n" + b.Text
		default:
			continue
		}
		a.Rows += b.Rows
		gone[h.below] = true
	}
	kept := cells[:0]
	for i, c := range cells {
		if !gone[i] {
			kept = append(kept, c)
		}
	}
	return kept
}

// isCut reports whether two texts together make a label, and are not one each.
func isCut(above, below source.Cell) bool {
	if above.Text == "" || below.Text == "" {
		return false
	}
	a, b := oneLine(above.Text), oneLine(below.Text)
	both, upper, lower := labelKey(a+b), labelKey(a), labelKey(b)
	return slices.ContainsFunc(words(), func(v *vocabulary) bool {
		_, whole := v.lookup(both, true)
		return whole && !(v.known(upper) && v.known(lower))
	})
}
