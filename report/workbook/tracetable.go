package workbook

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// The rows above the bodies of a table, and the columns left of its figures.
const (
	headLevels   = 3
	traceHeads   = 2 // below the title and what explains the sheet
	traceColumns = 2
	traceSum     = traceHeads + headLevels
)

var (
	traceTitle = look{style: doc.Heading1, flat: true}
	traceNote  = look{style: doc.NarrowStub, flat: true}
	traceHead  = look{style: doc.NarrowHead, cell: true, shade: 0xC6D9F1}
	traceStub  = look{style: doc.NarrowStub, cell: true, figure: true}
	traceTotal = look{style: doc.NarrowStrong, cell: true, shade: 0xEAF1DD}
	notASum    = doc.Color(0xD9D9D9) // behind figures that are no sums
)

// tableTrace is a sheet of a table in the making.
type tableTrace struct {
	*trace
	*sheet
	columns []*traceColumn
	at      map[string]*traceColumn // by the pointers of their figures
	first   int                     // row of the bodies
}

// traceColumn is a column of figures.
type traceColumn struct {
	report.Cell     // of the sum
	col         int // on the sheet
	numbers     int // cells that have a number
	blank       int // cells that have nothing
	longest     int // characters of the longest figure
	sum         float64
}

// table makes the sheet of a table.
func (t *trace) table(of *report.Table) *sheet {
	x := tableTrace{trace: t, at: map[string]*traceColumn{}, sheet: &sheet{name: of.Name, widths: []doc.Length{doc.Pt(190), doc.Pt(58)}}}
	width := doc.Pt(36)
	if len(of.Rows) < 10 {
		width = doc.Pt(66)
	}
	joint := false
	for c := range report.Cells(t.Report.Tables) {
		if c.Table != of.Number {
			continue
		}
		x.columns = append(x.columns, &traceColumn{Cell: c, col: len(x.widths)})
		x.at[c.Path] = x.columns[len(x.columns)-1]
		x.widths = append(x.widths, width)
		joint = joint || c.Joint
	}
	x.add()
	for _, c := range x.columns {
		const digit, margin = 5.5, 8 // pt
		c.longest = max(c.longest, len(c.String()))
		if p, ok := x.published[c.Path]; ok {
			c.longest = max(c.longest, len(p.String()))
		}
		x.widths[c.col] = max(width, doc.Pt(digit*float64(c.longest)+margin))
	}
	x.heads(of)
	x.sums()
	note := "合计是下面各份报告之和，随各数改动；黄色的没有填，红色的对不上。"
	if joint {
		note += "灰底的栏不相加：几个机关联合发文的，各自都计了一次。"
	}
	x.rows[1].cells = []cell{{value: note, look: traceNote}}
	x.more = x.all()
	x.stay, x.sheet.heads = [2]int{x.first, traceColumns}, [2]int{traceHeads, x.first}
	x.red(of)
	return x.sheet
}

// partCells yields the columns with the figures that a body has in them; none where its
// tables are of another edition.
func (x *tableTrace) partCells(p *report.Part) iter.Seq2[*traceColumn, report.Cell] {
	return func(yield func(*traceColumn, report.Cell) bool) {
		if p.Tables == nil || p.Tables.Edition() != x.Report.Tables.Edition() {
			return
		}
		for c := range report.Cells(p.Tables) {
			if col := x.at[c.Path]; col != nil && !yield(col, c) {
				return
			}
		}
	}
}

// add adds up what the cells have as a program does that calculates the sheet.
func (x *tableTrace) add() {
	for _, p := range x.in {
		for col, c := range x.partCells(p) {
			col.longest = max(col.longest, len(c.String()))
			switch v := value(c).(type) {
			case int64:
				col.sum, col.numbers = col.sum+float64(v), col.numbers+1
			case float64:
				col.sum, col.numbers = col.sum+v, col.numbers+1
			case nil:
				col.blank++
			case string:
				if v == "" {
					col.blank++
				}
			}
		}
	}
}

// heads makes the title and the heads.
func (x *tableTrace) heads(of *report.Table) {
	x.rows = make([]row, traceSum)
	for i, height := range []float64{26, 18, 30, 60, 44} {
		x.rows[i].height = doc.Pt(height)
	}
	x.rows[0].cells = []cell{{value: x.trace.title() + "　" + of.Caption, look: traceTitle}}
	x.span(cell{value: "报告的机关", look: traceHead}, traceHeads, 0, headLevels, 1)
	x.span(cell{value: "是否计入", look: traceHead}, traceHeads, 1, headLevels, 1)
	labels := func(c *traceColumn) []string {
		r := of.Rows[slices.IndexFunc(of.Rows, func(r report.Row) bool { return r.Path == c.Row })]
		over := r.Group
		if over == "" {
			over = r.Clause
		}
		return []string{over, over + r.Label, over + r.Label + c.Column, r.Label, c.Column}
	}
	for i := 0; i < len(x.columns); i++ {
		c := x.columns[i]
		of := labels(c)
		same := func(level int) (n int) {
			for n = 1; i+n < len(x.columns) && labels(x.columns[i+n])[level] == of[level]; n++ {
			}
			return n
		}
		begins := func(level int) bool { return i == 0 || labels(x.columns[i-1])[level] != of[level] }
		if over := of[0]; over != "" && begins(0) {
			x.span(cell{value: over, look: traceHead}, traceHeads, c.col, 1, same(0))
		}
		if begins(1) {
			top := traceHeads
			if of[0] != "" {
				top++
			}
			x.span(cell{value: of[3], look: traceHead}, top, c.col, traceHeads+2-top, same(1))
		}
		x.span(cell{value: of[4], look: traceHead}, traceHeads+2, c.col, 1, 1)
	}
}

// all yields the rows of the bodies: those that are added up, then the others.
func (x *tableTrace) all() iter.Seq[row] {
	return func(yield func(row) bool) {
		n := x.first
		for _, p := range x.in {
			if !yield(x.body(p, n)) {
				return
			}
			n++
		}
		if len(x.out) == 0 {
			return
		}
		if !yield(row{cells: []cell{{value: "以下各份报告不计入合计，原因见“机关”表", look: traceNote}}}) {
			return
		}
		n++
		for _, p := range x.out {
			if !yield(x.body(p, n)) {
				return
			}
			n++
		}
	}
}

// body makes the row of a body.
func (x *tableTrace) body(p *report.Part, n int) row {
	stub := traceStub
	stub.grey = p.Left != ""
	r := row{cells: make([]cell, len(x.widths))}
	r.cells[0], r.cells[1] = textCell(named(p), stub), cell{value: stateOf(p), look: stub}
	figure := traceFigure(stub)
	for _, c := range x.columns {
		r.cells[c.col] = cell{look: figure}
	}
	for col, c := range x.partCells(p) {
		f := figureCell(c, doc.NarrowFigure)
		f.look = traceFigure(stub, f.look.format)
		if f.value == "" {
			f.value = nil
		}
		if col.Joint {
			f.look.shade = notASum
		}
		if c.Computed {
			var of []area
			for a := range c.Addends() {
				of = append(of, at(n, x.at[a.Path].col))
			}
			f.formula = sum(joinAreas(of))
		}
		r.cells[col.col] = f
	}
	return r
}

func named(p *report.Part) string {
	if strings.TrimSpace(p.Agency) == "" {
		return "（没有机关名称）" + p.Source
	}
	return p.Agency
}

// stateOf is whether the figures of a body are in the sums.
func stateOf(p *report.Part) string {
	switch {
	case p.Left != "":
		return "未计入 " + p.Left
	case p.Own:
		return "计入（本级）"
	}
	return "计入"
}

// red shows differences, blank cells, and figures of which rows do not add up.
func (x *tableTrace) red(of *report.Table) {
	last := len(x.widths) - 1
	if x.published != nil {
		d := area{traceSum + 3, traceColumns, traceSum + 3, last}
		first := name(d.row, d.col)
		x.checks = append(x.checks, check{[]area{d}, fmt.Sprintf(`AND(%[1]s<>"",%[1]s<>0)`, first), false})
	}
	if len(x.in) == 0 {
		return
	}
	n := area{traceSum + 1, traceColumns, traceSum + 1, last}
	x.checks = append(x.checks, check{[]area{n}, name(n.row, n.col) + ">0", true})
	bodies := area{x.first, traceColumns, x.first + len(x.in) - 1, last}
	x.checks = append(x.checks, check{[]area{bodies}, fmt.Sprintf(`%s=""`, name(bodies.row, bodies.col)), true})
	if of.Balance == nil {
		return
	}
	sides := make([][]*traceColumn, len(of.Balance))
	for _, c := range x.columns {
		if i := slices.Index(of.Balance, c.Row); i >= 0 {
			sides[i] = append(sides[i], c)
		}
	}
	for i := range sides[0] {
		var cells []area
		var first []string
		for _, side := range sides {
			cells = append(cells, x.bodyCells(side[i]))
			first = append(first, "$"+name(x.first, side[i].col))
		}
		x.checks = append(x.checks, check{cells, fmt.Sprintf("SUM(%s,%s)<>SUM(%s,%s)", first[0], first[1], first[2], first[3]), false})
	}
}
