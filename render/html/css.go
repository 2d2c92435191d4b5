package html

import (
	_ "embed"
	"math"
	"strconv"

	"github.com/nianbao/nianbao/report/doc"
)

// screenCSS is what no style sheet of a document changes.
//
//go:embed screen.css
var screenCSS string

// commentsCSS is the looks of comments.
//
//go:embed comments.css
var commentsCSS string

// styleSheet appends the style sheet of the page: the looks of the document on
// screen and on paper, where lengths are those of its own style sheet. On screen
// type sizes follow the reader's, and no text is smaller than 0.875 of it.
func (x *writer) styleSheet() {
	x.raw(":root{")
	for r := range doc.NumRoles {
		x.raw(property(r))
		x.raw(":")
		x.raw(family(r))
		x.raw(";")
	}
	x.raw("}\n")
	x.raw(screenCSS)
	body := &x.d.Styles.Styles[doc.Body]
	for id := range doc.NumStyles {
		if x.looks.styles[id] {
			x.style(id, body)
		}
	}
	x.raw(".run-in>*{margin:0}\n")
	for i, r := range x.looks.rights.list {
		x.raw(".right-")
		x.int(i)
		x.raw("{margin-right:min(")
		x.em(r.indent, r.size)
		x.raw(",50%)}\n") // a narrow screen keeps place for the text
	}
	for _, c := range x.looks.shades.list {
		x.raw(".")
		x.shadeClass(c)
		x.raw("{")
		x.shade(c)
		x.raw(";print-color-adjust:exact}\n")
	}
	x.eachTable(x.tableStyle)
	if x.d.Mark != "" {
		x.raw("@media screen{html{scroll-padding-top:4em}.mark{position:sticky;top:0;z-index:1;" + markBox + "}}\n")
	}
	if x.remarks != nil {
		x.raw(commentsCSS)
	}
	x.raw("@media print{\n")
	x.printStyle()
	x.raw("}\n")
}

// markBox is the declarations that make a mark stand out, without a background too,
// which browsers do not print.
const markBox = "padding:.1em;border:.15em solid #c00000;background-color:#fff;color:#c00000"

func property(r doc.Role) string {
	return [doc.NumRoles]string{"--fangsong", "--xiaobiaosong", "--heiti", "--kaiti", "--song"}[r]
}

// selector returns what a style applies to: headings and plain text need no class.
func selector(id doc.StyleID) string {
	return [doc.NumStyles]string{
		"p,.run-in,.body", "h1,.title", "h2,.heading-1", "h3,.heading-2", ".signature", ".date",
		".clause", ".head", ".stub", ".figure",
		".narrow-head", ".narrow-stub", ".narrow-strong", ".narrow-figure", ".narrow-figure-5", ".narrow-figure-6", ".narrow-figure-8", ".narrow-figure-12",
		".page-number", ".mark",
	}[id]
}

// style appends what a style is on screen and on paper alike.
func (x *writer) style(id doc.StyleID, body *doc.Style) {
	s := &x.d.Styles.Styles[id]
	x.raw(selector(id))
	x.raw("{font-family:var(")
	x.raw(property(s.Role))
	x.raw(")")
	if id < doc.TableClause || id == doc.Mark {
		x.raw(";font-size:")
		x.em(s.Size, body.Size)
	}
	x.raw(";text-align:")
	x.raw(align(s.Align))
	if s.Bold {
		x.raw(";font-weight:700")
	}
	x.raw(";text-indent:") // 0, too: the style of plain text is that of all p elements
	x.int(s.FirstIndent)
	x.raw("em")
	if s.RightIndent != 0 {
		x.raw(";margin-right:")
		x.em(doc.Length(s.RightIndent)*s.CharPitch(), s.Size)
	}
	if s.SpaceBefore != 0 {
		x.raw(";margin-top:")
		x.em(s.SpaceBefore, s.Size)
	}
	if s.SpaceAfter != 0 {
		x.raw(";margin-bottom:")
		x.em(s.SpaceAfter, s.Size)
	}
	x.raw("}\n")
}

func align(a doc.Align) string {
	return [...]string{doc.Justify: "justify", doc.Left: "left", doc.Center: "center", doc.Right: "right"}[a]
}

func (x *writer) shadeClass(c doc.Color) {
	x.raw("shade-")
	x.hex(c)
}

// hex appends six digits.
func (x *writer) hex(c doc.Color) {
	x.b = strconv.AppendUint(x.b, uint64(c)|1<<24, 16)
	x.b = append(x.b[:len(x.b)-7], x.b[len(x.b)-6:]...)
}

// shade appends the declarations of a shade, with light text where it is dark.
func (x *writer) shade(c doc.Color) {
	x.raw("background-color:#")
	x.hex(c)
	if dark(c) {
		x.raw(";color:#fff")
	}
}

// dark reports whether white has more contrast to the colour than black: one of
// them has 4.5 at least (WCAG 2, contrast ratio and relative luminance).
func dark(c doc.Color) bool {
	var luminance float64
	for i, weight := range [...]float64{0.0722, 0.7152, 0.2126} {
		v := float64(c>>(8*i)&0xFF) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		luminance += weight * v
	}
	return 1.05/(luminance+0.05) > (luminance+0.05)/0.05
}

// eachTable calls do for every table with its number, from 1.
func (x *writer) eachTable(do func(n int, t *doc.Table, g *doc.Grid)) {
	n := 0
	for i, g := range x.grids {
		if g != nil {
			n++
			do(n, x.d.Blocks[i].(*doc.Table), g)
		}
	}
}

// tableStyle appends the widths of a table: those on paper, in units of its
// smallest label. So a table that is wider than the screen keeps its proportions
// and scrolls.
func (x *writer) tableStyle(n int, t *doc.Table, g *doc.Grid) {
	size := x.labelSize(g)
	total := totalWidth(t)
	x.tableID(n)
	x.raw("{min-width:")
	x.em(total, size)
	x.raw(";width:")
	x.percent(total, x.d.Styles.Page.TextWidth())
	x.raw("}\n")
	for from, to := 0, 0; from < g.Cols; from = to {
		to = sameWidth(t, from, nil)
		x.tableID(n)
		x.raw(" .w")
		x.int(from)
		x.raw("{width:")
		x.em(t.Widths[from], size)
		x.raw("}\n")
	}
}

func (x *writer) tableID(n int) {
	x.raw("#t")
	x.int(n)
}

// percent appends how much of the whole a part is, all of it at most.
func (x *writer) percent(part, whole doc.Length) {
	x.number(min(math.Round(1e4*float64(part)/float64(whole))/100, 100))
	x.raw("%")
}

// labelSize returns the smallest type size of the heads and labels of a table,
// or of all its cells where it has none.
func (x *writer) labelSize(g *doc.Grid) doc.Length {
	var label, any doc.Length
	for i := range g.Cells {
		size := x.d.Styles.Styles[g.Cells[i].Style].Size
		if any == 0 || size < any {
			any = size
		}
		if g.Cells[i].Kind != doc.Data && (label == 0 || size < label) {
			label = size
		}
	}
	if label != 0 {
		return label
	}
	return any
}

func totalWidth(t *doc.Table) (total doc.Length) {
	for _, w := range t.Widths {
		total += w
	}
	return total
}
