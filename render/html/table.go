package html

import "github.com/nianbao/nianbao/report/doc"

// table appends the table that is block i in a box of its own, which scrolls where the table is
// wider than the page and can be reached by keyboard for that.
func (x *writer) table(i int, t *doc.Table, g *doc.Grid) {
	x.tables++
	x.raw("<div")
	if x.fragment {
		x.raw(` style="overflow-x:auto;margin:1em 0"`)
	} else {
		x.raw(` class="table"`)
	}
	x.raw(` role="group" tabindex="0"`)
	if t.Caption != "" {
		x.raw(` aria-labelledby="`)
		x.part("caption")
		x.raw(`"`)
	}
	x.raw(">")
	// An editor may take out of a fragment what hides the description.
	described := t.Description != "" && !x.fragment
	if described {
		x.raw(`<div id="`)
		x.part("description")
		x.raw(`" hidden>`)
		x.text(t.Description)
		x.raw("</div>")
	}
	x.raw(`<table id="`)
	x.id()
	x.raw(`"`)
	if described {
		x.raw(` aria-describedby="`)
		x.part("description")
		x.raw(`"`)
	}
	if x.fragment {
		x.inlineTable(t, g)
	}
	x.raw(">\n")
	if t.Caption != "" {
		x.raw(`<caption id="`)
		x.part("caption")
		x.raw(`"`)
		if x.fragment {
			x.raw(` style="padding:.3em;text-align:center"`)
		}
		x.raw(">")
		x.text(t.Caption)
		x.raw("</caption>\n")
	}
	b := tableWriter{writer: x, Table: t, block: i, grid: g, total: totalWidth(t)}
	b.columnGroups()
	b.rows()
	x.raw("</table></div>")
}

// id appends the id of the current table.
func (x *writer) id() {
	x.raw(x.prefix)
	x.raw("t")
	x.int(x.tables)
}

// part appends the id of a part of the table.
func (x *writer) part(name string) {
	x.id()
	x.raw("-")
	x.raw(name)
}

// cellID appends the id of a cell.
func (x *writer) cellID(p *doc.Placed) {
	x.id()
	x.raw("-r")
	x.int(p.Row + 1)
	x.raw("c")
	x.int(p.Col + 1)
}

// inlineTable appends the style of a table in a fragment.
func (x *writer) inlineTable(t *doc.Table, g *doc.Grid) {
	total := totalWidth(t)
	x.raw(` style="border-collapse:collapse;margin:0 auto;width:`)
	x.percent(total, x.d.Styles.Page.TextWidth())
	x.raw(`;min-width:`)
	x.em(total, x.labelSize(g))
	x.raw(`;overflow-wrap:normal;font-size:.875em;line-height:1.5;font-family:`)
	x.raw(shortFamily(x.d.Styles.Styles[g.Cells[0].Style].Role))
	x.raw(`"`)
}

// tableWriter writes the columns and rows of a table.
type tableWriter struct {
	*writer
	*doc.Table
	block   int
	grid    *doc.Grid
	total   doc.Length // width
	columns []bool     // a column group begins with the column, or ends before it
	sized   []bool     // the width of the column has been given in a cell
	group   doc.Group  // the current thead or tbody
}

// columnGroups appends the column groups. Where the heads in the first row span
// columns, each of them has a group to head.
func (x *tableWriter) columnGroups() {
	g := x.grid
	x.columns = make([]bool, g.Cols+1)
	x.columns[0], x.columns[g.Cols] = true, true
	for c := 0; c < g.Cols; {
		p := g.At(0, c)
		if p.Kind == doc.ColumnHead && p.ColSpan > 1 {
			x.columns[c], x.columns[c+p.ColSpan] = true, true
		}
		c += p.ColSpan
	}
	if x.fragment {
		x.sized = make([]bool, g.Cols)
	}
	class := 0 // of the width: the first of the adjoining columns that have it
	for from, to := 0, 0; from < g.Cols; from = to {
		if x.columns[from] {
			x.raw("<colgroup>")
		}
		if x.Widths[from] != x.Widths[class] {
			class = from
		}
		to = sameWidth(x.Table, from, x.columns)
		x.raw("<col")
		if to > from+1 {
			x.raw(` span="`)
			x.int(to - from)
			x.raw(`"`)
		}
		if x.fragment {
			x.raw(` style="width:`)
			x.percent(x.Widths[from], x.total)
			x.raw(`"`)
		} else {
			x.raw(` class="w`)
			x.int(class)
			x.raw(`"`)
		}
		x.raw(">")
		if x.columns[to] {
			x.raw("</colgroup>\n")
		}
	}
}

// sameWidth returns the end of the columns that are as wide as the first and in
// its group.
func sameWidth(t *doc.Table, from int, group []bool) int {
	to := from + 1
	for to < len(t.Widths) && t.Widths[to] == t.Widths[from] && (group == nil || !group[to]) {
		to++
	}
	return to
}

// rows appends thead and tbodies.
func (x *tableWriter) rows() {
	for _, g := range x.grid.Groups(x.HeadRows) {
		x.group = g
		tag := "tbody"
		if g.Head {
			tag = "thead"
		}
		x.raw("<")
		x.raw(tag)
		x.raw(">\n")
		for r := g.From; r < g.To; r++ {
			x.row(r)
		}
		x.raw("</")
		x.raw(tag)
		x.raw(">\n")
	}
}

func (x *tableWriter) row(r int) {
	row := &x.Rows[r]
	x.raw("<tr")
	if !x.fragment {
		sep := ` class="`
		if row.KeepNext && r+1 < x.grid.Rows {
			x.raw(sep)
			x.raw("keep")
			sep = " "
		}
		if row.MinHeight != 0 {
			x.raw(sep)
			x.raw("row-")
			x.int(x.looks.heights.index[row.MinHeight])
			sep = " "
		}
		if sep == " " {
			x.raw(`"`)
		}
	}
	x.raw(">")
	for c := 0; c < x.grid.Cols; {
		p := x.grid.At(r, c)
		if p.Row == r {
			x.cell(p)
		}
		c += p.ColSpan
	}
	x.raw("</tr>\n")
}

// cell appends a th or td (HTML, 4.9.9 and 4.9.10).
func (x *tableWriter) cell(p *doc.Placed) {
	tag := "th"
	if p.Kind == doc.Data {
		tag = "td"
	}
	x.raw("<")
	x.raw(tag)
	if p.Kind != doc.Data {
		x.raw(` id="`)
		x.cellID(p)
		x.raw(`"`)
	}
	if x.fragment {
		x.inlineCell(p)
	} else {
		x.raw(` class="`)
		x.raw(className(p.Style))
		if p.Vertical {
			x.raw(" vertical")
		}
		if p.Shade != 0 {
			x.raw(" ")
			x.shadeClass(p.Shade)
		}
		x.raw(`"`)
	}
	if p.ColSpan > 1 {
		x.raw(` colspan="`)
		x.int(p.ColSpan)
		x.raw(`"`)
	}
	if p.RowSpan > 1 {
		x.raw(` rowspan="`)
		x.int(p.RowSpan)
		x.raw(`"`)
	}
	if p.Kind != doc.Data {
		x.raw(` scope="`)
		x.raw(x.scope(p))
		x.raw(`"`)
	}
	if heads := x.grid.Headers(p); len(heads) > 0 {
		sep := ` headers="`
		for _, h := range heads {
			x.raw(sep)
			x.cellID(h)
			sep = " "
		}
		x.raw(`"`)
	}
	x.raw(">")
	at := x.left.Take(x.block, p.Cell)
	if p.Vertical {
		x.vertical(p, at)
	} else {
		x.marked(p.Runs, at)
	}
	x.raw("</")
	x.raw(tag)
	x.raw(">")
}

// vertical appends text that is set from top to bottom. The cell itself stays
// horizontal, for on paper browsers do not part a vertical one.
func (x *tableWriter) vertical(p *doc.Placed, at []doc.Remark) {
	if x.fragment {
		x.raw(`<span style="display:inline-block;writing-mode:vertical-rl">`)
	} else {
		x.raw("<span>")
	}
	x.marked(p.Runs, at)
	x.raw("</span>")
}

// scope returns what a head is the head of. It is a group only where it spans
// that whole and nothing else.
func (x *tableWriter) scope(p *doc.Placed) string {
	switch {
	case p.Kind == doc.ColumnHead:
		end := p.Col + 1
		for end < p.Col+p.ColSpan && !x.columns[end] {
			end++
		}
		if p.ColSpan > 1 && x.columns[p.Col] && x.columns[end] && end == p.Col+p.ColSpan {
			return "colgroup"
		}
		return "col"
	case p.RowSpan > 1 && p.Row == x.group.From && p.Row+p.RowSpan == x.group.To:
		return "rowgroup"
	}
	return "row"
}

// inlineCell appends the style of a cell in a fragment. The first cell of every
// column that spans no other gives its width, for there are editors that drop
// col elements.
func (x *tableWriter) inlineCell(p *doc.Placed) {
	s := &x.d.Styles.Styles[p.Style]
	x.raw(` style="border:1px solid #333;padding:.35em .3em;vertical-align:middle;text-align:`)
	if p.Vertical {
		x.raw("center")
	} else {
		x.raw(align(s.Align))
	}
	if p.Kind != doc.Data || s.Bold {
		if s.Bold {
			x.raw(";font-weight:700")
		} else {
			x.raw(";font-weight:400")
		}
	}
	if s.Role != x.d.Styles.Styles[x.grid.Cells[0].Style].Role {
		x.raw(";font-family:")
		x.raw(shortFamily(s.Role))
	}
	if p.Shade != 0 {
		x.raw(";")
		x.shade(p.Shade)
	}
	if p.ColSpan == 1 && !x.sized[p.Col] {
		x.sized[p.Col] = true
		x.raw(";width:")
		x.percent(x.Widths[p.Col], x.total)
	}
	x.raw(`"`)
}
