package intake

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// TestSureFaults takes cells out of tables that files give, puts some in, and moves the
// rest of the row or leaves it: no figure goes wrong without a word.
func TestSureFaults(t *testing.T) {
	long.OneGoroutine(t)
	rnd := rand.New(rand.NewPCG(7, 9))
	outcome := map[string]int{}
	for i := range 210 {
		e := report.Editions()[i%len(report.Editions())]
		want := sample(t, e, yearOf(t, e))
		want.Tables = report.NewTables(e)
		randomFigures(t, want.Tables, rnd, 0)
		s := sourceOf(t, want)
		g := grids(s)[rnd.IntN(len(grids(s)))]
		var figures []int
		for j, c := range g.Cells {
			if c.Text == "" || newCell(c.Text).kind == figureCell {
				figures = append(figures, j)
			}
		}
		at := figures[rnd.IntN(len(figures))]
		cell := g.Cells[at]
		shift := func(by int) {
			for j := range g.Cells {
				if c := &g.Cells[j]; c.Row == cell.Row && c.Col > cell.Col {
					c.Col += by
				}
			}
		}
		fault := [...]string{"a hole", "a cell lost", "a blank cell more", "a blank cell more, in place", "a figure more", "the next one, too", "the next one's columns"}[i/len(report.Editions())%7]
		switch fault {
		case "a hole":
			g.Cells = slices.Delete(g.Cells, at, at+1)
		case "a cell lost":
			shift(-cell.Cols)
			g.Cells = slices.Delete(g.Cells, at, at+1)
		case "a blank cell more", "a figure more":
			shift(1)
			more := source.Cell{Row: cell.Row, Col: cell.Col + cell.Cols, Rows: 1, Cols: 1}
			if fault == "a figure more" {
				more.Text = strconv.Itoa(rnd.IntN(99))
			}
			g.Cells = slices.Insert(g.Cells, at+1, more)
		case "a blank cell more, in place":
			shift(1)
			g.Cells = slices.Insert(g.Cells, at, source.Cell{Row: cell.Row, Col: cell.Col, Rows: 1, Cols: 1})
			g.Cells[at+1].Col++
		case "the next one, too":
			if at+1 < len(g.Cells) && g.Cells[at+1].Row == cell.Row {
				g.Cells[at].Text += "\n" + g.Cells[at+1].Text
				g.Cells = slices.Delete(g.Cells, at+1, at+2)
			}
		case "the next one's columns":
			if at+1 < len(g.Cells) && g.Cells[at+1].Row == cell.Row {
				g.Cells[at].Cols += g.Cells[at+1].Cols
				g.Cells = slices.Delete(g.Cells, at+1, at+2)
			}
		}
		for _, c := range g.Cells {
			g.Cols = max(g.Cols, c.Col+c.Cols)
		}
		numbered(s)
		var n notes
		got, err := Options{}.readSource(s, &n)
		switch {
		case err != nil:
			outcome[fault+": refused"]++
		case figuresIn(got.Tables) == figuresIn(want.Tables):
			outcome[fault+": right"]++
		default:
			// The figure that is gone is blank, and told; no other may be wrong.
			for c := range report.Cells(got.Tables) {
				if was := figureAt(want.Tables, c.Path); !c.Computed && !c.Blank() && c.String() != was.String() {
					t.Errorf("%d: %s, %s, row %d: %s is %v, want %v", i, fault, e, cell.Row, c.Place, c, was)
				}
			}
			outcome[fault+": told"]++
		}
	}
	t.Log(outcome)
}

// figureAt is the figure at a path.
func figureAt(tables report.Tables, path string) (found report.Cell) {
	for c := range report.Cells(tables) {
		if c.Path == path {
			found = c
		}
	}
	return found
}
