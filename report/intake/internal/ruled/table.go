package ruled

import (
	"cmp"
	"slices"
	"sort"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const (
	slit      = 4       // less than a cell is wide or high that can hold a character
	narrowest = 36      // of a table: less are characters that are painted as pictures
	maxPlaces = 1 << 17 // rectangles between the rules of a table
	sameRule  = 3       // that the uprights of a table are apart on two pages, at most
)

// table is a table on a page: the rectangles between its rules, joined where no rule
// divides them.
type table struct {
	page   int
	box    paper.Rect
	xs, ys []paper.Pt // of the rules, from the left, and downwards from the foot of the page: below 0
	place  []*cell    // of each rectangle, by rows: nil outside of the table
	cells  []*cell    // in reading order
}

type cell struct {
	row, col, rows, cols int
	first                int // column of its first rectangle, which is in its first row
	places               int // rectangles that it is made of
	chars                []*paper.Char
	text                 string
	state                source.State
}

// whole reports whether the rectangles of the cell are one.
func (c *cell) whole() bool { return c.places == c.rows*c.cols }

// newTable returns the table that the rules of a part make, or nil where they make
// none.
func newTable(p *paper.Page, of part) (*table, error) {
	of.close()
	t := &table{page: p.Number}
	for i, r := range of.levels {
		of.levels[i].at = -r.at
		t.ys = append(t.ys, -r.at)
	}
	for i, r := range of.uprights {
		of.uprights[i].from, of.uprights[i].to = -r.to, -r.from
		t.xs = append(t.xs, r.at)
	}
	t.xs, t.ys = distinct(t.xs), distinct(t.ys)
	cols, rows := len(t.xs)-1, len(t.ys)-1
	if cols < 1 || rows < 1 || t.xs[cols]-t.xs[0] < narrowest {
		return nil, nil
	}
	if cols*rows > maxPlaces {
		return nil, source.TooManyCells(t.at())
	}
	t.box = paper.Rect{X0: t.xs[0], X1: t.xs[cols], Y0: -t.ys[rows], Y1: -t.ys[0]}
	t.makeCells(of, cols, rows)
	return t, nil
}

func (t *table) at() report.Pos { return report.Pos{Page: t.page} }

func distinct(s []paper.Pt) []paper.Pt {
	slices.Sort(s)
	return slices.Compact(s)
}

// makeCells joins the rectangles between which no rule is.
func (t *table) makeCells(of part, cols, rows int) {
	upright := make([][]bool, cols+1) // by upright, then row: it divides there
	for i, x := range t.xs {
		upright[i] = divided(of.uprights, x, t.ys)
	}
	level := make([][]bool, rows+1) // by level, then column
	for i, y := range t.ys {
		level[i] = divided(of.levels, y, t.xs)
	}
	t.place = make([]*cell, cols*rows)
	seen := make([]bool, cols*rows)
	var found []int
	for start := range t.place {
		if seen[start] {
			continue
		}
		seen[start] = true
		found = append(found[:0], start)
		c := &cell{row: start / cols, col: start % cols, first: start % cols}
		inside, right, bottom := true, 0, 0
		for i := 0; i < len(found); i++ {
			row, col := found[i]/cols, found[i]%cols
			c.col = min(c.col, col)
			right, bottom = max(right, col+1), max(bottom, row+1)
			next := func(divides, edge bool, place int) {
				switch {
				case divides:
				case edge:
					inside = false
				case !seen[place]:
					seen[place] = true
					found = append(found, place)
				}
			}
			next(upright[col][row], col == 0, found[i]-1)
			next(upright[col+1][row], col == cols-1, found[i]+1)
			next(level[row][col], row == 0, found[i]-cols)
			next(level[row+1][col], row == rows-1, found[i]+cols)
		}
		if !inside {
			continue
		}
		c.places, c.rows, c.cols = len(found), bottom-c.row, right-c.col
		for _, place := range found {
			t.place[place] = c
		}
		t.cells = append(t.cells, c)
	}
	t.sort()
}

// sort brings the cells into reading order.
func (t *table) sort() {
	slices.SortFunc(t.cells, func(a, b *cell) int { return cmp.Or(a.row-b.row, a.col-b.col) })
}

// divided tells which of the edges between the places the rules at a line cover
// enough.
func divided(rules []rule, at paper.Pt, places []paper.Pt) []bool {
	edges := make([]bool, len(places)-1)
	lengths := make([]paper.Pt, len(edges))
	for _, r := range rules {
		if r.at != at {
			continue
		}
		for i := sort.Search(len(edges), func(i int) bool { return places[i+1] > r.from }); i < len(edges) && places[i] < r.to; i++ {
			lengths[i] += min(r.to, places[i+1]) - max(r.from, places[i])
		}
	}
	for i, l := range lengths {
		edges[i] = l >= covered*(places[i+1]-places[i])
	}
	return edges
}

// add gives a character to the cell in which its centre is, or returns false.
func (t *table) add(c *paper.Char) bool {
	x, y := centre(c)
	col := sort.Search(len(t.xs), func(i int) bool { return t.xs[i] > x }) - 1
	row := sort.Search(len(t.ys), func(i int) bool { return t.ys[i] > -y }) - 1
	if col < 0 || row < 0 || col >= len(t.xs)-1 || row >= len(t.ys)-1 {
		return false
	}
	in := t.place[row*(len(t.xs)-1)+col]
	if in != nil {
		in.chars = append(in.chars, c)
	}
	return in != nil
}

func (t *table) empty() bool {
	return !slices.ContainsFunc(t.cells, func(c *cell) bool { return len(c.chars) > 0 })
}

// dropSlits drops what is between double rules.
func (t *table) dropSlits() {
	t.cells = slices.DeleteFunc(t.cells, func(c *cell) bool {
		return len(c.chars) == 0 && (t.xs[c.col+c.cols]-t.xs[c.col] < slit || t.ys[c.row+c.rows]-t.ys[c.row] < slit)
	})
}

// finish makes the texts of the cells.
func (t *table) finish() error {
	t.place = nil
	for _, c := range t.cells {
		lines := linesOf(c.chars)
		c.chars = nil
		c.text = textOf(lines)
		if len(lines) > 1 {
			c.state = source.Wrapped
		}
		if !c.whole() && c.text == "" { // it is beside others, which it does not cover
			c.col, c.rows, c.cols = c.first, 1, 1
		}
		if c.text != "" && (!c.whole() || t.isSlit(c)) {
			return source.Error(t.at(), "I-cr", "", quoted(c.text), "")
		}
		if a, b := overlap(lines); a != nil {
			return source.Error(t.at(), "I-cs", "", a.Text+b.Text, quoted(c.text))
		}
	}
	t.cells = slices.DeleteFunc(t.cells, t.isSlit)
	t.sort()
	return nil
}

// isSlit reports whether the uprights of a cell are so near that they are one where the
// table goes on.
func (t *table) isSlit(c *cell) bool { return t.xs[c.col+c.cols]-t.xs[c.col] <= sameRule }

// goesOnFrom reports whether a table goes on from the parts of one on the pages before:
// it is as wide, or its uprights are among theirs.
func (t *table) goesOnFrom(parts []*table) bool {
	last := parts[len(parts)-1]
	if t.page != last.page+1 {
		return false
	}
	if apart(t.box.X0, last.box.X0) <= sameRule && apart(t.box.X1, last.box.X1) <= sameRule {
		return true
	}
	within := func(a, b *table) bool {
		return !slices.ContainsFunc(a.xs, func(x paper.Pt) bool {
			return !slices.ContainsFunc(b.xs, func(o paper.Pt) bool { return apart(x, o) <= sameRule })
		})
	}
	return slices.ContainsFunc(parts, func(p *table) bool { return within(t, p) || within(p, t) })
}

// gridOf returns a table that runs over pages, with its number in the file.
func gridOf(parts []*table, number int) *source.Grid {
	var all []paper.Pt
	for _, t := range parts {
		all = append(all, t.xs...)
	}
	var xs []paper.Pt // the first of those that are one on several pages
	for _, x := range distinct(all) {
		if len(xs) == 0 || x-xs[len(xs)-1] > sameRule {
			xs = append(xs, x)
		}
	}
	g := &source.Grid{Cols: len(xs) - 1}
	for i, t := range parts {
		if i > 0 {
			g.Joins = append(g.Joins, g.Rows)
		}
		t.addTo(g, xs, number)
	}
	return g
}

// addTo adds the rows of a part.
func (t *table) addTo(g *source.Grid, xs []paper.Pt, number int) {
	columns := make([]int, len(t.xs)) // of its uprights, in xs
	for i, x := range t.xs {
		columns[i] = sort.Search(len(xs), func(k int) bool { return xs[k] > x }) - 1
	}
	row, line, col := -1, 0, 0
	for _, c := range t.cells {
		if c.row != row {
			row, col = c.row, 0
			line++
		}
		col++
		from, to := columns[c.col], columns[c.col+c.cols]
		g.Cells = append(g.Cells, source.Cell{
			At:  report.Pos{Page: t.page, Table: number, Row: line, Col: col},
			Row: g.Rows + c.row, Col: from, Rows: c.rows, Cols: max(to-from, 1), Text: c.text, State: c.state,
		})
	}
	g.Rows += len(t.ys) - 1
}
