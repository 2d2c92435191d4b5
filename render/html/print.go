package html

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// printCSS is what paper asks for whatever the style sheet says. Paragraphs part
// between any two lines, as on the pages that the layout package makes. Rows are
// kept whole by their cells: a tr that is not to part takes with it all the rows
// that its cells span. Boxes that are positioned come last in the text of a PDF.
const printCSS = `main,.table{margin:0;padding:0}
.table{position:static}
.index{display:none}
body{color:#000;orphans:1;widows:1}
h1,h2,h3{break-after:avoid}
h1,h2,h3,p,.run-in{line-break:strict}
thead{display:table-header-group;break-inside:avoid}
th,td{break-inside:avoid}
[rowspan]{break-inside:auto}
tr.keep{break-after:avoid}
table{table-layout:fixed;min-width:0;overflow-wrap:anywhere}
`

// printStyle appends the rules for paper (CSS Paged Media): the page and its
// number, and every style in its own lengths.
func (x *writer) printStyle() {
	x.raw(printCSS)
	s := &x.d.Styles
	p := &s.Page
	x.raw("@page{size:")
	x.mm(p.Width)
	x.raw(" ")
	x.mm(p.Height)
	x.raw(";margin:")
	x.mm(p.Top)
	x.raw(" ")
	x.mm(p.Right)
	x.raw(" ")
	x.mm(p.Bottom)
	x.raw(" ")
	x.mm(p.Left)
	x.raw("}\n")
	x.pageNumber("right", "right")
	x.pageNumber("left", "left")

	body := &s.Styles[doc.Body]
	x.raw("body{font-size:")
	x.pt(body.Size)
	x.raw("}\n")
	for id := range doc.NumStyles {
		if x.looks.styles[id] {
			x.paperStyle(id)
		}
	}
	for i, r := range x.looks.rights.list {
		x.raw(".right-")
		x.int(i)
		x.raw("{margin-right:")
		x.pt(r.indent)
		x.raw("}\n")
	}
	x.raw("th,td{border-width:")
	x.pt(s.Rule)
	x.raw(";border-color:#000}\n")
	for i, h := range x.looks.heights.list {
		x.raw(".row-")
		x.int(i)
		x.raw("{height:")
		x.pt(h)
		x.raw("}\n")
	}
	x.eachTable(x.paperTable)
	if x.d.Mark != "" {
		x.paperMark()
	}
}

// paperMark appends the looks of the mark: what has a fixed place is repeated on
// every page, but cannot stand in its margin, so that the mark is a pale one over the
// text.
func (x *writer) paperMark() {
	p := &x.d.Styles.Page
	size := min(doc.Mm(40), p.TextWidth()/doc.Length(utf8.RuneCountInString(x.d.Mark)))
	x.raw(".mark{position:fixed;left:0;right:0;top:")
	x.mm((p.TextHeight() - size) / 2)
	x.raw(";font-size:")
	x.pt(size)
	x.raw(";line-height:1;letter-spacing:0;color:#c00000;opacity:.2;text-align:center}\n")
}

// mm appends a length in millimetres.
func (x *writer) mm(l doc.Length) {
	x.number(l.Mm())
	x.raw("mm")
}

// pageNumber appends the number of the odd or of the even pages (GB/T 9704-2012,
// 7.5), which stands in a margin box.
func (x *writer) pageNumber(pages, edge string) {
	s := &x.d.Styles.Styles[doc.PageNumber]
	x.raw("@page :")
	x.raw(pages)
	x.raw("{@bottom-")
	x.raw(edge)
	x.raw(`{content:"— " counter(page) " —";font:`)
	x.pt(s.Size)
	x.raw("/1 ")
	x.raw(family(s.Role))
	x.raw(";vertical-align:top;padding:")
	x.pt(x.d.Styles.Page.NumberDrop)
	x.raw(" ")
	x.pt(doc.Length(s.RightIndent) * s.CharPitch())
	x.raw(" 0}}\n")
}

// paperStyle appends a style in its own lengths.
func (x *writer) paperStyle(id doc.StyleID) {
	s := &x.d.Styles.Styles[id]
	x.raw(selector(id))
	x.raw("{font-size:")
	x.pt(s.Size)
	x.raw(";line-height:")
	x.pt(s.LineHeight)
	x.raw(";letter-spacing:")
	x.pt(s.CharPitch() - s.Size)
	switch {
	case s.Role == doc.XiaoBiaoSong:
		// The face itself is a heavy one; those that stand in for it are not.
		x.raw(";font-weight:600;font-synthesis-weight:none")
	case !s.Bold:
		x.raw(";font-weight:400")
	}
	x.raw(";text-indent:")
	x.pt(doc.Length(s.FirstIndent) * s.CharPitch())
	x.raw("}\n")
}

// pixel is the least width of rules that browsers draw: 1/96 inch.
const pixel = doc.Length(9525)

// paperTable appends the lengths of a table.
func (x *writer) paperTable(n int, t *doc.Table, g *doc.Grid) {
	// Half of the outer rules would stand out of the type area, which browsers cut
	// off at whole pixels. The widths of columns are in units of the type size.
	total := totalWidth(t)
	rule := max(x.d.Styles.Rule, pixel)
	width := max(total-rule-pixel, 0)
	x.tableID(n)
	x.raw("{min-width:0;width:")
	x.pt(width)
	x.raw(";font-size:")
	x.number(x.labelSize(g).Pt() * float64(width) / float64(total))
	x.raw("pt}\n")
	x.tableID(n)
	x.raw(" th,")
	x.tableID(n)
	x.raw(" td{padding:")
	x.pt(t.PaddingY)
	x.raw(" ")
	x.pt(max(t.Padding-rule/2, 0)) // half a rule stands in the cell
	x.raw("}\n")
}
