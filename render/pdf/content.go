package pdf

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// content writes the content stream of a page (ISO 32000-1, 7.8.2). It keeps
// the graphics and text state that operators have set, so as to set nothing
// twice.
type content struct {
	b      []byte
	fonts  *fontSet
	height doc.Length // of the page: here y grows upwards

	structure *structure
	on        int // index of the page
	tag       tag

	// Text state.
	face    *font
	size    hundredths
	bold    bool
	stroke  hundredths // line width of bold text
	spacing tenThousandths
	lineX   hundredths // where the line begins, which Td moves
	lineY   hundredths
	penX    grain // where the next glyph goes
	gaps    []grain
}

// grain is a thousandth of an EMU. A size in EMU times a width in thousandths
// of the size is a whole number of them, and so are the steps of every operator
// used here: places add up without rounding.
type grain int64

const (
	grainsPerEMU           = 1000
	grainsPerHundredth     = int64(emuPerHundredth) * grainsPerEMU
	grainsPerTenThousandth = grainsPerHundredth / 100
)

// tenThousandths is character spacing in ten thousandths of a point: what its
// rounding adds up to over a line is less than can be seen.
type tenThousandths int64

// tag is what the marked content that is open is of (ISO 32000-1, 14.6): the
// index of a structure element, or an artifact.
type tag int32

const (
	untagged   tag = 0  // the Document element has no content of its own
	decoration tag = -1 // rules and shades
	repetition tag = -2 // of table heads and labels after a page break
	pageNumber tag = -3
	marking    tag = -4
)

// artifacts are the tags of what is not of the document (ISO 32000-1, 14.8.2.2).
var artifacts = [...]string{
	-decoration: "/Artifact<</Type/Layout>>BDC\n",
	-repetition: "/Artifact<</Type/Pagination>>BDC\n",
	-pageNumber: "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
	-marking:    "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
}

func (c *content) setTag(t tag) {
	if t == c.tag {
		return
	}
	if c.tag != untagged {
		c.b = append(c.b, "EMC\n"...)
	}
	c.tag = t
	if t < untagged {
		c.b = append(c.b, artifacts[-t]...)
	}
	if t > untagged {
		e := &c.structure.elements[t]
		if e.table != nil && e.table.caption != 0 {
			// What is first shown of a table comes after its caption.
			if i := e.table.caption; len(c.structure.elements[i].marks) == 0 {
				c.beginContent(i)
				c.b = append(c.b, "EMC\n"...)
			}
		}
		c.beginContent(int32(t))
	}
}

// beginContent begins a piece of content of a structure element.
func (c *content) beginContent(i int32) {
	c.b = appendName(c.b, c.structure.elements[i].kind)
	c.b = append(c.b, "<</MCID "...)
	c.b = strconv.AppendInt(c.b, int64(c.structure.mark(i, c.on)), 10)
	c.b = append(c.b, ">>BDC\n"...)
}

func (c *content) tagOf(o layout.Origin) tag {
	switch {
	case o.Kind == layout.Content:
		return tag(c.structure.element(o))
	case o.Kind == layout.Repeated:
		return repetition
	case o.Kind == layout.Mark:
		return marking
	case o.Block < 0:
		return pageNumber
	}
	return decoration
}

// page returns the content stream of the page with an index, valid until the
// next call.
func (c *content) page(i int, p *layout.Page) []byte {
	*c = content{b: c.b[:0], gaps: c.gaps[:0], fonts: c.fonts, height: c.height, structure: c.structure, on: i}
	c.shades(p.Shades)
	c.rules(p.Rules)
	c.setTag(untagged)
	c.texts(p.Texts)
	return c.b
}

func (c *content) shades(shades []layout.Shade) {
	color := doc.Color(0)
	path := false
	fill := func() {
		if path {
			c.b = append(c.b, "f\n"...)
			path = false
		}
	}
	for _, s := range shades {
		if s.Color == 0 || s.Width == 0 || s.Height == 0 {
			continue
		}
		c.setTag(decoration)
		if s.Color != color {
			fill()
			color = s.Color
			for shift := 16; shift >= 0; shift -= 8 {
				c.b = appendDecimal(c.b, fixed.DivRound(int64(color>>shift&0xFF)*1000, 255), 3)
				c.b = append(c.b, ' ')
			}
			c.b = append(c.b, "rg\n"...)
		}
		left, right := toHundredths(s.At.X), toHundredths(s.At.X+s.Width)
		top, bottom := c.up(s.At.Y), c.up(s.At.Y+s.Height)
		c.operator("re", left, bottom, right-left, top-bottom)
		path = true
	}
	fill()
	if color != 0 {
		c.b = append(c.b, "0 g\n"...)
	}
}

// rules strokes the rules of each width as one path.
func (c *content) rules(rules []layout.Rule) {
	if len(rules) == 0 {
		return
	}
	c.setTag(decoration)
	byWidth := slices.Clone(rules)
	slices.SortStableFunc(byWidth, func(a, b layout.Rule) int { return cmp.Compare(a.Width, b.Width) })
	for i, r := range byWidth {
		if i == 0 || r.Width != byWidth[i-1].Width {
			if i > 0 {
				c.b = append(c.b, "S\n"...)
			}
			c.operator("w", max(toHundredths(r.Width), 1))
		}
		c.operator("m", toHundredths(r.From.X), c.up(r.From.Y))
		c.operator("l", toHundredths(r.To.X), c.up(r.To.Y))
	}
	c.b = append(c.b, "S\n"...)
}

func (c *content) texts(texts []layout.Text) {
	if !slices.ContainsFunc(texts, func(t layout.Text) bool { return len(t.Glyphs) > 0 }) {
		return
	}
	c.b = append(c.b, "BT\n"...)
	for i := range texts {
		t := &texts[i]
		if len(t.Glyphs) == 0 {
			continue
		}
		c.setTag(c.tagOf(t.Origin))
		c.setFont(t)
		private := slices.ContainsFunc(t.Glyphs, func(g layout.Glyph) bool { return fixed.Legible(g.Rune) != g.Rune })
		if private {
			c.actualText(t)
		}
		if t.Vertical {
			c.vertical(t)
		} else {
			c.horizontal(t)
		}
		if private {
			c.b = append(c.b, "EMC\n"...)
		}
	}
	c.setTag(untagged)
	c.b = append(c.b, "ET\n"...)
}

// actualText begins a span of text in which a character of a private use area
// stands.
func (c *content) actualText(t *layout.Text) {
	c.b = append(c.b, "/Span<</ActualText<FEFF"...)
	for _, g := range t.Glyphs {
		c.b = appendUTF16(c.b, fixed.Legible(g.Rune))
	}
	c.b = append(c.b, ">>>BDC\n"...)
}

func (c *content) setFont(t *layout.Text) {
	f, size := c.fonts.byFace[t.Face], toHundredths(t.Size)
	if f != c.face || size != c.size {
		c.face, c.size = f, size
		c.b = appendName(c.b, f.name)
		c.b = append(c.b, ' ')
		c.operator("Tf", size)
	}
	if t.Embolden != c.bold {
		c.bold = t.Embolden
		if c.bold {
			c.b = append(c.b, "2 Tr\n"...)
		} else {
			c.b = append(c.b, "0 Tr\n"...)
		}
	}
	if w := max(hundredths(t.Stroke()/emuPerHundredth), 1); c.bold && w != c.stroke {
		if c.stroke == 0 {
			c.b = append(c.b, "1 j\n"...)
		}
		c.stroke = w
		c.operator("w", w)
	}
}

// em returns the size of the font in use.
func (c *content) em() int64 { return int64(c.size) * int64(emuPerHundredth) }

// horizontal shows a run from left to right. Most of its glyphs are the same
// distance further apart than their widths, by letter spacing or
// justification: that is the character spacing. Where the pen would still stray
// from the place that the layout gave by half a unit of TJ or more, TJ moves it.
func (c *content) horizontal(t *layout.Text) {
	c.moveTo(t.At.X, t.At.Y)
	c.setSpacing(t)
	em := c.em()
	want := int64(0) // from the origin of the first glyph
	have := int64(0)
	start, array := len(c.b), false
	c.b = append(c.b, '<')
	for i, g := range t.Glyphs {
		if back := fixed.DivRound(have-want, em); back != 0 {
			if i > 0 {
				c.b = append(c.b, '>')
			}
			array = true
			c.b = strconv.AppendInt(c.b, back, 10)
			c.b = append(c.b, '<')
			have -= back * em
		}
		code := c.face.code(g)
		c.b = appendHex4(c.b, code)
		want += int64(g.Advance) * grainsPerEMU
		have += c.face.widths[code]*em + int64(c.spacing)*grainsPerTenThousandth
	}
	c.b = append(c.b, '>')
	if array {
		c.b = slices.Insert(c.b, start, '[')
		c.b = append(c.b, "]TJ\n"...)
	} else {
		c.b = append(c.b, "Tj\n"...)
	}
	c.penX += grain(have)
}

// setSpacing sets the character spacing that suits the run best: the median of
// what its glyphs ask for. A run of few gaps is left to TJ, and one that the
// spacing already set brings to its end within half a unit of TJ needs none.
func (c *content) setSpacing(t *layout.Text) {
	const few = 2
	c.gaps = c.gaps[:0]
	em := c.em()
	same := true
	for _, g := range t.Glyphs[:len(t.Glyphs)-1] {
		gap := grain(int64(g.Advance)*grainsPerEMU - c.face.widths[c.face.code(g)]*em)
		same = same && (len(c.gaps) == 0 || gap == c.gaps[0])
		c.gaps = append(c.gaps, gap)
	}
	if len(c.gaps) <= few {
		return
	}
	if !same {
		slices.Sort(c.gaps)
	}
	spacing := tenThousandths(fixed.DivRound(int64(c.gaps[len(c.gaps)/2]), grainsPerTenThousandth))
	stray := int64(spacing-c.spacing) * grainsPerTenThousandth * int64(len(c.gaps))
	if 2*stray >= em || -2*stray >= em {
		c.spacing = spacing
		c.b = appendDecimal(c.b, int64(spacing), 4)
		c.b = append(c.b, " Tc\n"...)
	}
}

// vertical shows a run from top to bottom, glyph by glyph.
func (c *content) vertical(t *layout.Text) {
	for at, g := range t.Origins() {
		code := c.face.code(g)
		c.moveTo(at.X, at.Y)
		c.b = append(c.b, '<')
		c.b = appendHex4(c.b, code)
		c.b = append(c.b, ">Tj\n"...)
		c.penX += grain(c.face.widths[code]*c.em() + int64(c.spacing)*grainsPerTenThousandth)
	}
}

// moveTo puts the pen at a place of the page, unless it is there already to
// within half a hundredth of a point.
func (c *content) moveTo(x, y doc.Length) {
	toX, toY := toHundredths(x), c.up(y)
	if off := int64(c.penX) - int64(x)*grainsPerEMU; toY == c.lineY && -grainsPerHundredth/2 <= off && off <= grainsPerHundredth/2 {
		return
	}
	c.operator("Td", toX-c.lineX, toY-c.lineY)
	c.lineX, c.lineY = toX, toY
	c.penX = grain(int64(toX) * grainsPerHundredth)
}

// up turns a distance from the top of the page into one from its bottom.
func (c *content) up(y doc.Length) hundredths { return toHundredths(c.height - y) }

func (c *content) operator(op string, operands ...hundredths) {
	for _, v := range operands {
		c.b = appendHundredths(c.b, v)
		c.b = append(c.b, ' ')
	}
	c.b = append(c.b, op...)
	c.b = append(c.b, '\n')
}
