package docxlint

// cell is a cell of a table with its vertical merge resolved.
type cell struct {
	row, col, rows, cols int // of its top left place, from 0; how far it spans
	text                 string
	tc                   *node
	merges               bool // begins a vertical merge
}

// table checks a w:tbl and returns its cells by their places, or nil where they
// do not tile its grid.
func (p *pkg) table(tbl *node) [][]*cell {
	widths := p.gridWidths(tbl)
	if widths == nil {
		return nil
	}
	p.tableProperties(tbl, sum(widths))
	p.rowProperties(tbl)

	var grid [][]*cell
	fits := true
	rows := tbl.Children("w:tr")
	if len(rows) == 0 {
		p.At("table-grid", tbl, "no w:tr")
	}
	for r, tr := range rows {
		row, continues, ok := p.row(tr, r, widths)
		if fits = fits && ok; fits {
			for _, c := range continues {
				p.continuation(c, row, grid)
			}
		}
		grid = append(grid, row)
	}
	if !fits {
		return nil
	}
	for r, row := range grid {
		for i, c := range row {
			if c != nil && c.row == r && c.col == i && val(c.tc, "w:tcPr/w:vMerge") == "restart" && c.rows == 1 {
				p.At("merge-alone", c.tc, "w:vMerge restarts, and no cell below continues it")
			}
		}
	}
	return grid
}

// gridWidths returns the widths of the columns of a table's grid, or nil where it has none.
func (p *pkg) gridWidths(tbl *node) (widths []int) {
	for _, n := range tbl.Child("w:tblGrid").Children("w:gridCol") {
		w, ok := n.Number("w:w")
		if !ok || w <= 0 {
			p.At("table-grid", n, "w:w %q, want a width in twips", n.Attr("w:w"))
		}
		widths = append(widths, w)
	}
	if len(widths) == 0 {
		p.At("table-grid", tbl, "no w:gridCol")
	}
	return widths
}

// row checks the row with an index and returns the cell at each place of the grid, and
// those of its cells that continue a vertical merge; ok is false where they do not fill it.
func (p *pkg) row(tr *node, r int, widths []int) (row, continues []*cell, ok bool) {
	row = make([]*cell, 0, len(widths))
	before, _ := tr.Child("w:trPr/w:gridBefore").Number("w:val")
	for range min(before, len(widths)) {
		row = append(row, nil)
	}
	at := len(row)
	for _, tc := range tr.Children("w:tc") {
		c := &cell{row: r, col: at, rows: 1, cols: p.span(tc), text: allText(tc), tc: tc}
		c.merges = val(tc, "w:tcPr/w:vMerge") == "restart"
		p.cellContent(tc)
		if at += c.cols; at > len(widths) {
			continue
		}
		w, width := tc.Child("w:tcPr/w:tcW"), sum(widths[c.col:at])
		if got, ok := w.Number("w:w"); !ok || got != width || w.Attr("w:type") != "dxa" {
			p.At("cell-width", tc, "w:tcW %s %s, want %d dxa, the width of its columns", w.Attr("w:w"), w.Attr("w:type"), width)
		}
		if m := tc.Child("w:tcPr/w:vMerge"); m != nil && m.Attr("w:val") != "restart" {
			continues = append(continues, c)
		}
		for range c.cols {
			row = append(row, c)
		}
	}
	after, _ := tr.Child("w:trPr/w:gridAfter").Number("w:val")
	if at += after; at != len(widths) {
		p.At("row-width", tr, "its cells span %d columns, want %d", at, len(widths))
	}
	for len(row) < len(widths) {
		row = append(row, nil)
	}
	return row, continues, at == len(widths)
}

func sum(widths []int) (total int) {
	for _, w := range widths {
		total += w
	}
	return total
}

// span returns the number of columns that a cell spans (17.4.17).
func (p *pkg) span(tc *node) int {
	s := tc.Child("w:tcPr/w:gridSpan")
	if s == nil {
		return 1
	}
	n, ok := s.Number("w:val")
	if !ok || n < 2 {
		p.At("cell-span", s, "w:val %q, want 2 or more", s.Attr("w:val"))
		return 1
	}
	return n
}

// cellContent checks that a w:tc ends in a w:p, without which Word refuses the
// file (17.4.65).
func (p *pkg) cellContent(tc *node) {
	if n := len(tc.Kids); n == 0 || tc.Kids[n-1].Name != "w:p" {
		p.At("cell-paragraph", tc, "the cell does not end in a w:p")
	}
	if tc.Child("w:tcPr/w:hMerge") != nil {
		p.At("cell-span", tc, "w:hMerge, want w:gridSpan")
	}
}

// continuation joins a cell that continues a vertical merge to the one above it,
// which must begin it in the same columns (17.4.84).
func (p *pkg) continuation(c *cell, row []*cell, grid [][]*cell) {
	if v := c.tc.Child("w:tcPr/w:vMerge").Attr("w:val"); v != "" && v != "continue" {
		p.At("merge-value", c.tc, "w:vMerge %q", v)
	}
	if c.text != "" {
		p.At("merge-text", c.tc, "text %q in a cell that continues a merge, where none is seen", c.text)
	}
	var above *cell
	if c.row > 0 {
		above = grid[c.row-1][c.col]
	}
	switch {
	case above == nil || !above.merges:
		p.At("merge-restart", c.tc, "w:vMerge continues, and no cell above begins a merge")
		c.merges = true // one finding for all that follow
		return
	case above.col != c.col || above.cols != c.cols:
		p.At("merge-columns", c.tc, "columns %d to %d continue a merge of columns %d to %d", c.col+1, c.col+c.cols, above.col+1, above.col+above.cols)
		return
	}
	for _, same := range []string{"w:textDirection", "w:vAlign"} {
		if got, want := val(c.tc, "w:tcPr/"+same), val(above.tc, "w:tcPr/"+same); got != want {
			p.At("merge-look", c.tc, "%s %q in a cell that continues a merge, want %q as above", same, got, want)
		}
	}
	above.rows++
	for i := range c.cols {
		row[c.col+i] = above
	}
}

// tableProperties checks what says how wide a table is: word processors trust
// different ones of tblGrid, tcW, tblW and tblLayout.
func (p *pkg) tableProperties(tbl *node, total int) {
	pr := tbl.Child("w:tblPr")
	w := pr.Child("w:tblW")
	if got, ok := w.Number("w:w"); !ok || got != total || w.Attr("w:type") != "dxa" {
		p.At("table-width", tbl, "w:tblW %s %s, want %d dxa, the width of the grid", w.Attr("w:w"), w.Attr("w:type"), total)
	}
	if l := pr.Child("w:tblLayout"); l.Attr("w:type") != "fixed" {
		p.At("table-layout", tbl, "w:tblLayout %q, want fixed", l.Attr("w:type"))
	}
}

// rowProperties checks the rows that are repeated (17.4.49) and kept whole
// (17.4.6). Some readers take either for off where it has an attribute.
func (p *pkg) rowProperties(tbl *node) {
	heads := true
	for _, tr := range tbl.Children("w:tr") {
		head := tr.Child("w:trPr/w:tblHeader")
		if head != nil && !heads {
			p.At("table-header", tr, "w:tblHeader below a row that has none")
		}
		heads = head != nil
		for _, n := range []*node{head, tr.Child("w:trPr/w:cantSplit")} {
			if n != nil && len(n.Attrs) > 0 {
				p.At("row-attribute", n, "%v, want the element bare", n.Attrs)
			}
		}
	}
}
