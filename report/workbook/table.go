package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// table appends the table as the document has it, and beside it the figures of last
// year.
func (m *maker) table(s *sheet, t *doc.Table) error {
	g, err := t.Grid()
	if err != nil {
		return err
	}
	top, labels := len(s.rows), g.Cols
	for _, p := range g.Cells {
		if p.Kind == doc.Data {
			labels = min(labels, p.Col)
		}
	}
	s.heads, s.stay = [2]int{top, top + t.HeadRows}, [2]int{top + t.HeadRows, labels}
	for i := range t.Rows {
		s.rows = append(s.rows, row{height: t.Rows[i].MinHeight, cells: make([]cell, g.Cols)})
	}
	f := figures{sheet: s, cells: m.cells, at: map[string]area{}, byRow: map[string][]area{}}
	for i := range g.Cells {
		f.place(t, &g.Cells[i], top)
	}
	f.addUp()
	f.balance()
	if m.last != nil {
		m.lastYear(s, t, g, top, labels)
	}
	return nil
}

// figures places the figures of a table.
type figures struct {
	*sheet
	cells    map[string]report.Cell
	at       map[string]area   // by their pointers
	byRow    map[string][]area // by the paths of the rows
	computed []string          // pointers
}

// place sets a cell of the table.
func (f *figures) place(t *doc.Table, p *doc.Placed, top int) {
	text := doc.PlainText(p.Runs)
	c := cell{look: look{style: p.Style, cell: true, shade: p.Shade, vertical: p.Vertical}}
	if text != "" {
		c.value = text
	}
	if p.Kind == doc.Data {
		figure := f.cells[p.Source]
		c = figureCell(figure, p.Style)
		place := at(top+p.Row, p.Col)
		f.at[p.Source], f.byRow[figure.Row] = place, append(f.byRow[figure.Row], place)
		if figure.Computed {
			f.computed = append(f.computed, p.Source)
		} else {
			kind := inputOf(figure)
			f.inputs[kind] = append(f.inputs[kind], place)
		}
	} else if p.RowSpan == 1 {
		r := &f.sheet.rows[top+p.Row]
		r.height = max(r.height, c.look.height(text, t.Width(p)))
	}
	f.span(c, top+p.Row, p.Col, p.RowSpan, p.ColSpan)
}

// figureCell returns the cell of a figure.
func figureCell(c report.Cell, style doc.StyleID) cell {
	if style > doc.NarrowFigure && style <= doc.NarrowFigure12 {
		style = doc.NarrowFigure // it shrinks by itself
	}
	x := cell{value: value(c), look: look{style: style, cell: true, figure: true, open: !c.Computed}}
	switch c.Kind {
	case report.KindChange:
		x.look.format = "+0;-0;0"
	case report.KindAmount:
		if _, number := x.value.(float64); number {
			if _, decimals, ok := strings.Cut(c.String(), "."); ok {
				x.look.format = "0." + strings.Repeat("0", len(decimals))
			}
		}
	}
	return x
}

// exactDigits is how many digits of any number a float64 keeps.
const exactDigits = 15

// value returns a figure as it is typed: a number, or text where it is none or more
// exact than a number of a workbook is. A blank total is an empty text.
func value(c report.Cell) any {
	text := c.String()
	switch n, ok := c.Int(); {
	case text == "" && !c.Computed:
		return nil
	case ok && c.Kind != report.KindAmount:
		return n
	}
	digits := strings.Trim(strings.Replace(text, ".", "", 1), "0")
	if x, err := strconv.ParseFloat(text, 64); err == nil && len(digits) <= exactDigits {
		return x
	}
	return text
}

// addUp makes formulas of the totals: of figures their sum, else what stands in all of
// them. A total that somebody typed over and that is another shows in red.
func (f *figures) addUp() {
	for _, path := range f.computed {
		var of []area
		for c := range f.cells[path].Addends() {
			of = append(of, f.at[c.Path])
		}
		areas := joinAreas(of)
		place := f.at[path]
		f.sheet.rows[place.row].cells[place.col].formula = sum(areas)
		f.checks = append(f.checks, check{[]area{place}, fmt.Sprintf("AND(ISNUMBER(%[1]s),%[1]s<>SUM(%[2]s))", place, strings.ReplaceAll(joined(areas), " ", ",")), false})
	}
}

// sum returns the formula of a total: of figures their sum, else what stands in all of the
// cells.
func sum(areas []area) string {
	ranges := strings.Fields(joined(areas))
	return fmt.Sprintf(`IF(COUNT(%[1]s)>0,SUM(%[1]s),IF(COUNTBLANK(%[2]s)>0,"","/"))`,
		strings.Join(ranges, ","), strings.Join(ranges, ")+COUNTBLANK("))
}

// balance shows in red the columns in which rows do not add up to the same.
func (f *figures) balance() {
	if f.table.Balance == nil {
		return
	}
	var cells []area
	var first []string
	for _, path := range f.table.Balance {
		cells = append(cells, f.byRow[path]...)
		first = append(first, fixed(f.byRow[path][0].row, f.byRow[path][0].col))
	}
	f.checks = append(f.checks, check{joinAreas(cells), fmt.Sprintf("SUM(%s,%s)<>SUM(%s,%s)", first[0], first[1], first[2], first[3]), false})
}

// gap is what stands between the table and the figures of last year.
var gap = doc.Pt(20)

// lastYear sets the figures of last year and their heads beside the table.
func (m *maker) lastYear(s *sheet, t *doc.Table, g *doc.Grid, top, labels int) {
	from := g.Cols + 1 // behind the gap
	s.widths = slices.Concat(s.widths, []doc.Length{gap}, t.Widths[labels:])
	grey := look{style: doc.NarrowStub, grey: true}
	s.span(cell{value: m.over, look: grey}, 0, from, 1, g.Cols-labels)
	for i := range g.Cells {
		p := &g.Cells[i]
		if p.Col+p.ColSpan <= labels {
			continue
		}
		col := max(p.Col, labels)
		c := cell{look: look{style: p.Style, cell: true, grey: true}}
		if p.Kind == doc.Data {
			c.look.figure = true
			if text := m.last[p.Source]; text != "" {
				c.value = text
			}
		} else if text := doc.PlainText(p.Runs); text != "" {
			c.value = text
		}
		s.span(c, top+p.Row, from+col-labels, p.RowSpan, p.Col+p.ColSpan-col)
	}
}
