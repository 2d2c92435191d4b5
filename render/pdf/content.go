package pdf

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/render/doc"
	"github.com/nianbao/nianbao/render/layout"
)

// content writes the content stream of a page (ISO 32000-1, 7.8.2). It keeps
// the graphics and text state that operators have set, so as to set nothing
// twice.
type content struct {
	b      []byte
	fonts  *fontSet
	height doc.Length // of the page: here y grows upwards

	mark mark

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

// mark is what the marked content that is open is (ISO 32000-1, 14.6).
type mark uint8

const (
	unmarked mark = iota
	artifact      // not of the document: page numbers, rules, repeated heads
)

func (c *content) setMark(m mark) {
	if m == c.mark {
		return
	}
	if c.mark != unmarked {
		c.b = append(c.b, "EMC\n"...)
	}
	if m == artifact {
		c.b = append(c.b, "/Artifact BMC\n"...)
	}
	c.mark = m
}

func markOf(o layout.Origin) mark {
	if o.Kind == layout.Content {
		return unmarked
	}
	return artifact
}

// page returns the content stream of the page, valid until the next call.
func (c *content) page(p *layout.Page) []byte {
	*c = content{b: c.b[:0], gaps: c.gaps[:0], fonts: c.fonts, height: c.height}
	c.shades(p.Shades)
	c.rules(p.Rules)
	c.setMark(unmarked)
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
		c.setMark(artifact)
		if s.Color != color {
			fill()
			color = s.Color
			for shift := 16; shift >= 0; shift -= 8 {
				c.b = appendDecimal(c.b, divRound(int64(color>>shift&0xFF)*1000, 255), 3)
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
	c.setMark(artifact)
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
		c.setMark(markOf(t.Origin))
		c.setFont(t)
		if t.Vertical {
			c.vertical(t)
		} else {
			c.horizontal(t)
		}
	}
	c.setMark(unmarked)
	c.b = append(c.b, "ET\n"...)
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
	if w := max(size/boldness, 1); c.bold && w != c.stroke {
		if c.stroke == 0 {
			c.b = append(c.b, "1 j\n"...) // a mitred join would leave spikes
		}
		c.stroke = w
		c.operator("w", w)
	}
}

// boldness is how many times the size is the stroke that thickens a glyph.
const boldness = 30

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
		if back := divRound(have-want, em); back != 0 {
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
	spacing := tenThousandths(divRound(int64(c.gaps[len(c.gaps)/2]), grainsPerTenThousandth))
	stray := int64(spacing-c.spacing) * grainsPerTenThousandth * int64(len(c.gaps))
	if 2*stray >= em || -2*stray >= em {
		c.spacing = spacing
		c.b = appendDecimal(c.b, int64(spacing), 4)
		c.b = append(c.b, " Tc\n"...)
	}
}

// vertical shows a run from top to bottom, glyph by glyph: each stands with its
// em box in the column, as wide as its horizontal advance.
func (c *content) vertical(t *layout.Text) {
	y := t.At.Y + emTop(t.Size)
	for _, g := range t.Glyphs {
		code := c.face.code(g)
		width := doc.Length(divRound(c.face.widths[code]*int64(t.Size), 1000))
		c.moveTo(t.At.X-width/2, y)
		c.b = append(c.b, '<')
		c.b = appendHex4(c.b, code)
		c.b = append(c.b, ">Tj\n"...)
		c.penX += grain(c.face.widths[code]*c.em() + int64(c.spacing)*grainsPerTenThousandth)
		y += g.Advance
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
