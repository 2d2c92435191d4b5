package docx

import "github.com/nianbao/nianbao/report/doc"

// table appends a w:tbl (CT_Tbl, ISO/IEC 29500-1, 17.4.37) of the block. Its width is said
// in w:tblW, w:tblGrid and every w:tcW, for word processors differ in which
// they trust.
func (x *xmlWriter) table(t *doc.Table, block int, g *doc.Grid, s *doc.StyleSheet) {
	edges := columnEdges(t)
	x.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="` + tableStyle + `"/>`)
	x.width("w:tblW", edges[g.Cols])
	// A table as wide as the text area that is centred has its edges on those
	// of the area. One that is aligned left begins there, or further left by the
	// padding, or by half a rule, as each word processor takes w:tblInd.
	x.raw(`<w:jc w:val="center"/>`)
	x.tableBorders(s.Rule)
	x.raw(`<w:tblLayout w:type="fixed"/><w:tblCellMar>`)
	x.width("w:top", t.PaddingY.Twips())
	x.width("w:left", t.Padding.Twips())
	x.width("w:bottom", t.PaddingY.Twips())
	x.width("w:right", t.Padding.Twips())
	x.raw(`</w:tblCellMar>`)
	x.tableLook(t, g)
	if t.Caption != "" {
		x.val("w:tblCaption", t.Caption)
	}
	if t.Description != "" {
		x.val("w:tblDescription", t.Description)
	}
	x.raw(`</w:tblPr><w:tblGrid>`)
	for c := range g.Cols {
		x.raw(`<w:gridCol`)
		x.attr("w:w", edges[c+1]-edges[c])
		x.raw(`/>`)
	}
	x.raw(`</w:tblGrid>`)
	for r := range t.Rows {
		x.spill()
		row := &t.Rows[r]
		x.raw(`<w:tr><w:trPr><w:cantSplit/>`)
		if h := row.MinHeight.Twips(); h > 0 {
			x.raw(`<w:trHeight`)
			x.attr("w:val", h)
			x.raw(` w:hRule="atLeast"/>`)
		}
		if r < t.HeadRows {
			x.raw(`<w:tblHeader/>`)
		}
		x.raw(`</w:trPr>`)
		for c := 0; c < g.Cols; {
			p := g.At(r, c)
			x.cell(p, block, s, r, edges, row.KeepNext || r < t.HeadRows && r+1 < g.Rows)
			c += p.ColSpan
		}
		x.raw(`</w:tr>`)
	}
	x.raw(`</w:tbl>`)
}

// cell appends the w:tc by which p stands in a row (CT_Tc, ISO/IEC 29500-1,
// 17.4.65): the cell itself in its first row, in those below an empty cell that
// continues the vertical merge. Keep-next is read from that one, too.
func (x *xmlWriter) cell(p *doc.Placed, block int, s *doc.StyleSheet, row int, edges []int, keepNext bool) {
	x.raw(`<w:tc><w:tcPr>`)
	x.width("w:tcW", edges[p.Col+p.ColSpan]-edges[p.Col])
	if p.ColSpan > 1 {
		x.valInt("w:gridSpan", p.ColSpan)
	}
	if row > p.Row {
		x.raw(`<w:vMerge/>`)
	} else if p.RowSpan > 1 {
		x.raw(`<w:vMerge w:val="restart"/>`)
	}
	if p.Shade != 0 {
		x.raw(`<w:shd w:val="clear" w:color="auto" w:fill="`)
		x.hex(uint32(p.Shade), 6)
		x.raw(`"/>`)
	}
	jc := ""
	if p.Vertical {
		x.raw(`<w:textDirection w:val="tbRlV"/>`)
		jc = "center" // from top to bottom, as all text in cells
	}
	x.raw(`<w:vAlign w:val="center"/></w:tcPr>`)
	x.paragraph(p.Style, keepNext, nil, jc)
	if row == p.Row {
		x.remarked(x.remarks.Take(block, p.Cell), p.Runs, &s.Styles[p.Style], "")
	}
	x.raw(`</w:p></w:tc>`)
}

// columnEdges returns the places of the column edges in twips. Each is rounded
// by itself, so that rounding does not add up over the columns.
func columnEdges(t *doc.Table) []int {
	edges := make([]int, len(t.Widths)+1)
	var at doc.Length
	for i, w := range t.Widths {
		at += w
		edges[i+1] = at.Twips()
	}
	return edges
}

// tableLook says which parts of the table are heads (CT_TblLook, ISO/IEC
// 29500-1, 17.4.55): assistive technology reads it.
func (x *xmlWriter) tableLook(t *doc.Table, g *doc.Grid) {
	firstRow, firstColumn := t.HeadRows > 0, t.HeadRows < g.Rows
	for r := t.HeadRows; r < g.Rows; r++ {
		if g.At(r, 0).Kind == doc.Data {
			firstColumn = false
		}
	}
	bits := uint32(0x0600) // no banding
	if firstRow {
		bits |= 0x0020
	}
	if firstColumn {
		bits |= 0x0080
	}
	x.raw(`<w:tblLook w:val="`)
	x.hex(bits, 4)
	x.raw(`"`)
	x.attr("w:firstRow", int(bits>>5&1))
	x.raw(` w:lastRow="0"`)
	x.attr("w:firstColumn", int(bits>>7&1))
	x.raw(` w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`)
}

// tableBorders appends a w:tblBorders with the same rule everywhere.
func (x *xmlWriter) tableBorders(rule doc.Length) {
	x.raw(`<w:tblBorders>`)
	for _, side := range [...]string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
		x.raw("<")
		x.raw(side)
		x.raw(` w:val="single"`)
		x.attr("w:sz", rule.EighthPoints())
		x.raw(` w:space="0" w:color="000000"/>`)
	}
	x.raw(`</w:tblBorders>`)
}

// width appends an element with a width in twips (CT_TblWidth, ISO/IEC 29500-1, 17.4.87).
func (x *xmlWriter) width(element string, twips int) {
	x.raw("<")
	x.raw(element)
	x.attr("w:w", twips)
	x.raw(` w:type="dxa"/>`)
}
