package backoffice

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// grid is an official table as pages draw it: the heads of the form with their spans, and
// in the place of each figure what the page has there.
type grid struct {
	Number               int // 2 for table two
	Caption, Description string
	Groups               []gridGroup
}

// gridGroup is rows that belong together: those of the heads, or others.
type gridGroup struct {
	Head bool
	Rows [][]gridCell
}

// gridCell is a head, or the place of a figure.
type gridCell struct {
	ID               string // of a head
	Text             string // of a head
	Scope            string // of a head
	Vertical, Clause bool
	Headers          string // IDs of the heads that it has
	RowSpan, ColSpan int
	Figure           *figure // nil in a head
}

// figure is what stands in the place of a figure: a field, or a text, with a link where it
// leads somewhere.
type figure struct {
	Cell  report.Cell
	Input *input
	Text  string
	Href  string
}

// grids returns the tables of the report as they are printed. The figures are what
// draw makes of the cells.
func grids(r *report.Report, draw func(report.Cell) figure) ([]grid, error) {
	tables, err := printed(r)
	if err != nil {
		return nil, err
	}
	cells := map[string]report.Cell{}
	for c := range report.Cells(r.Tables) {
		cells[c.Path] = c
	}
	var all []grid
	for _, t := range tables {
		all = append(all, newGrid(t.Table, t.Grid, cells, draw))
	}
	return all, nil
}

// printedTable is a table of a report with the places of its cells.
type printedTable struct {
	*doc.Table
	*doc.Grid
}

// printed returns the tables of a report as they are printed.
func printed(r *report.Report) ([]printedTable, error) {
	d, err := (&report.Report{Agency: r.Agency, Year: r.Year, Tables: r.Tables}).Document()
	if err != nil {
		return nil, err
	}
	var all []printedTable
	for _, b := range d.Blocks {
		if t, ok := b.(*doc.Table); ok {
			g, err := t.Grid()
			if err != nil {
				return nil, err
			}
			all = append(all, printedTable{t, g})
		}
	}
	return all, nil
}

func newGrid(t *doc.Table, g *doc.Grid, cells map[string]report.Cell, draw func(report.Cell) figure) grid {
	x := grid{Caption: t.Caption, Description: t.Description}
	id := func(p *doc.Placed) string {
		return fieldID(t.Source) + "-" + strconv.Itoa(p.Row) + "-" + strconv.Itoa(p.Col)
	}
	cellAt := func(p *doc.Placed) gridCell {
		y := gridCell{RowSpan: p.RowSpan, ColSpan: p.ColSpan}
		var heads []string
		for _, h := range g.Headers(p) {
			heads = append(heads, id(h))
		}
		y.Headers = strings.Join(heads, " ")
		if c, ok := cells[p.Source]; ok && p.Kind == doc.Data {
			f := draw(c)
			f.Cell = c
			x.Number, y.Figure = c.Table, &f
			return y
		}
		y.ID, y.Text, y.Vertical, y.Clause = id(p), doc.PlainText(p.Runs), p.Vertical, p.Style == doc.TableClause
		y.Scope = "col"
		if p.Kind == doc.RowHead {
			y.Scope = "row"
		}
		return y
	}
	for _, of := range g.Groups(t.HeadRows) {
		group := gridGroup{Head: of.Head, Rows: make([][]gridCell, of.To-of.From)}
		for i := range g.Cells {
			if p := &g.Cells[i]; p.Row >= of.From && p.Row < of.To {
				group.Rows[p.Row-of.From] = append(group.Rows[p.Row-of.From], cellAt(p))
			}
		}
		x.Groups = append(x.Groups, group)
	}
	return x
}
