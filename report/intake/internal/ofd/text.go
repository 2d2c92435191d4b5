package ofd

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"golang.org/x/text/unicode/norm"
)

// textCode is characters and where they stand (11.3).
type textCode struct {
	text           string
	x, y           string
	deltaX, deltaY string
	transforms     []transform
}

// transform says which characters have which glyphs (11.4).
type transform struct {
	at, codes, glyphs int
	list              string
}

// text paints a text (11.2).
func (p *painter) text(x *opc.XML, o object) {
	t := typeset{
		size: number(x, "Size", number(x, "size", 0)), stretch: number(x, "HScale", 1),
		turn: number(x, "CharDirection", 0), reads: number(x, "ReadDirection", 0),
	}
	t.font, t.names = p.font(id(x, "Font"))
	t.pictures = p.symbols[id(x, "Font")]
	fill, stroke := is(x, "Fill", true), is(x, "Stroke", false)
	var codes []textCode
	var transforms []transform
	for name := range x.Children() {
		switch local(name) {
		case "CGTransform":
			t := transform{at: int(number(x, "CodePosition", 0)), codes: int(number(x, "CodeCount", 1)), glyphs: int(number(x, "GlyphCount", 1))}
			for name := range x.Children() {
				if local(name) == "Glyphs" {
					t.list = x.Text()
				}
			}
			transforms = append(transforms, t)
		case "TextCode":
			c := textCode{x: x.Attr("X"), y: x.Attr("Y"), deltaX: x.Attr("DeltaX"), deltaY: x.Attr("DeltaY"), transforms: transforms}
			left := false
			if c.text, left = x.TextBut(func(string) bool { return true }); left {
				x.Fail(damaged(x.Part(), badText))
			}
			codes, transforms = append(codes, c), nil
		default:
			p.common(x, name, o)
		}
	}
	p.ready()
	t.fills = fill
	t.strokes = stroke
	before := 0 // code units
	for _, c := range codes {
		if len(codes) > 1 {
			units := length(unitsOf(c))
			locate(c.transforms, before, units)
			before += units
		}
		if !p.show(&t, c) {
			x.Fail(damaged(x.Part(), badNumber))
			return
		}
	}
}

// locate sets where transformations are in a text code of so many code units, with others
// before it in the object: programs count from the one or the other. Where both may be, it is
// not known which characters the glyphs are of.
func locate(all []transform, before, units int) {
	for i := range all {
		t := &all[i]
		own := t.at+t.codes <= units
		whole := t.at >= before && t.at-before+t.codes <= units
		switch {
		case own && (before == 0 || !whole):
		case whole && !own:
			t.at -= before
		default:
			t.list = ""
		}
	}
}

// shapes are the glyphs of digits, of all fonts; "" is that of the font, which is not known.
type shapes struct {
	glyphs map[shape]string // by digit
	digits map[shape]string // by glyph
}

// shape is a digit or a glyph of a font.
type shape struct {
	font int32
	of   string
}

// of notes the glyph of a digit. It is another's where it was that of another digit, and
// doubtful where the digit had another glyph.
func (s *shapes) of(font int32, digit, glyph string) (anothers, doubtful bool) {
	if s.glyphs == nil {
		s.glyphs, s.digits = map[shape]string{}, map[shape]string{}
	}
	put := func(m map[shape]string, key shape, is string) bool {
		if _, ok := m[key]; !ok {
			m[key] = is
		}
		return m[key] != is
	}
	return glyph != "" && put(s.digits, shape{font, glyph}, norm.NFKC.String(digit)), put(s.glyphs, shape{font, digit}, glyph)
}

// glyphsOf returns the glyphs that are named, by the code unit that each stands for.
func glyphsOf(c textCode) map[int]string {
	var all map[int]string
	for _, t := range c.transforms {
		if t.codes != t.glyphs || t.list == "" {
			continue
		}
		for i, g := range strings.FieldsFunc(t.list, divides) {
			if i == t.codes {
				break
			}
			if all == nil {
				all = map[int]string{}
			}
			all[t.at+i] = g
		}
	}
	return all
}

// font returns the number of a font, and what its glyphs are.
func (p *painter) font(id string) (int32, *face.Names) {
	key := p.part + "\n" + id
	n, ok := p.fonts[key]
	if !ok {
		n = int32(len(p.fonts))
		p.fonts[key] = n
	}
	program := p.programs[id]
	names, ok := p.names[program]
	if !ok && program != "" {
		if b, err := p.Head(program, face.MaxHead); err == nil {
			names = face.Read(bytes.NewReader(b))
		}
		p.names[program] = names
	}
	return n, names
}

// typeset is how the characters of a text are set, and where it goes on.
type typeset struct {
	size, stretch  float64
	turn, reads    float64 // degrees, clockwise
	font           int32
	names          *face.Names
	pictures       bool // in place of letters and digits
	fills, strokes bool

	start, end paper.Point // of the text code before
}

// show paints characters. It returns false for numbers that are none.
func (p *painter) show(t *typeset, c textCode) bool {
	if !p.Room(utf8.RuneCountInString(c.text)) || !p.Room(len(c.transforms)) {
		return true // which the page refuses
	}
	units := unitsOf(c)
	if len(units) == 0 {
		return true
	}
	codes := length(units)
	dx, ok := deltas(c.deltaX, codes)
	dy, ok2 := deltas(c.deltaY, codes)
	x, ok3 := place(c.x, c.y, t.start.X, t.end.X)
	y, ok4 := place(c.y, c.x, t.start.Y, t.end.Y)
	if !ok || !ok2 || !ok3 || !ok4 {
		return false
	}
	t.start = paper.Point{X: x, Y: y}
	sin, cos := math.Sincos(t.turn * math.Pi / 180)
	look := paper.Matrix{t.size * t.stretch, 0, 0, -t.size, 0, 0}.Then(paper.Matrix{cos, sin, -sin, cos, 0, 0})
	readsY, readsX := math.Sincos(t.reads * math.Pi / 180)
	glyphs, at := glyphsOf(c), 0
	byCode := max(len(dx), len(dy)) == codes-1 // some programs step through code units
	for i, u := range units {
		wide := u.width() * t.stretch
		step := paper.Point{X: readsX * max(wide, math.Abs(readsY)) * t.size, Y: readsY * max(wide, math.Abs(readsY)) * t.size}
		if len(dx)+len(dy) > 0 {
			n := 1
			if byCode {
				n = u.codes
			}
			step = paper.Point{X: steps(&dx, n), Y: steps(&dy, n)}
		}
		along, down := step.X*cos+step.Y*sin, step.Y*cos-step.X*sin
		vertical := len(units) > 1 && math.Abs(down) > math.Abs(along)
		if i < len(units)-1 && !vertical && along > 0 && t.size > 0 {
			wide = u.within(along/(t.size*t.stretch)) * t.stretch
		}
		m := look
		m[4], m[5] = x, y
		char := paper.Char{Text: u.text, Font: t.font, MCID: paper.NoContent}
		r, _ := utf8.DecodeRuneInString(u.text)
		glyph := glyphs[at]
		g, err := strconv.Atoi(glyph)
		switch {
		case err == nil && t.names.Deny(uint32(g), u.text), t.pictures && r < unicode.MaxASCII && r != ' ':
			char.NoText = true
		case isDigit(u.text):
			if own := t.names.Glyph(r); glyph == "" && own != 0 {
				glyph = strconv.Itoa(int(own))
			}
			char.NoText, char.Doubtful = p.shapes.of(t.font, u.text, glyph)
		default:
			char.NoText = strings.ContainsFunc(u.text, unknown) || u.many() && strings.ContainsFunc(u.text, unicode.IsDigit)
		}
		at += u.codes
		if !p.glyph(t, char, m.Then(p.Matrix), wide/t.stretch, vertical) {
			return false
		}
		x, y = x+step.X, y+step.Y
	}
	t.end = paper.Point{X: x, Y: y}
	return true
}

// place returns where a text code begins: where it says so, or else where the one before
// began, or, with neither of two, where that ended.
func place(attr, other string, start, end float64) (float64, bool) {
	switch attr, other = strings.TrimSpace(attr), strings.TrimSpace(other); {
	case attr != "":
		return parse(attr)
	case other != "":
		return start, true
	}
	return end, true
}

// steps takes so many steps; the last is repeated where there are too few.
func steps(d *[]float64, n int) (sum float64) {
	for ; n > 0 && len(*d) > 0; n-- {
		sum += (*d)[0]
		if len(*d) > 1 {
			*d = (*d)[1:]
		}
	}
	return sum
}

// glyph paints a glyph: m leads from its own space, where the size is 1, to the page.
func (p *painter) glyph(t *typeset, c paper.Char, m paper.Matrix, wide float64, vertical bool) bool {
	c.Box = m.Box(0, -0.15, wide, 0.85)
	if c.NoText {
		c.Text = ""
	}
	if c.Box.Valid() {
		c.Invisible = !(t.fills && p.Fills(c.Box) || t.strokes && p.Strokes(c.Box))
	}
	by := paper.Point{X: m[0] * wide, Y: m[1] * wide}
	if vertical {
		by = paper.Point{X: -m[2], Y: -m[3]}
	}
	return p.Glyph(c, m, by, vertical) || c.Box.X0 == c.Box.X0 && c.Box.Y0 == c.Box.Y0 // a number
}

// unknown reports whether a character stands for a glyph that it does not name.
func unknown(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }

func isDigit(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsDigit(r)
}

// many reports whether several characters share a glyph, which may be any.
func (u unit) many() bool { return utf8.RuneCountInString(u.text) > 1 }

// unit is what is painted as one: a character, or several that share a glyph.
type unit struct {
	text  string
	codes int // UTF-16 code units
}

// unitsOf takes characters apart. Line breaks and tabs are no characters: they lay the
// mark-up out.
func unitsOf(c textCode) (units []unit) {
	shared := map[int]int{} // where several characters begin that share glyphs, and how many
	for _, t := range c.transforms {
		if t.codes > t.glyphs && t.glyphs > 0 {
			shared[t.at+t.glyphs-1] = t.codes - t.glyphs + 1
		}
	}
	text := c.text
	if strings.ContainsAny(text, "\n\r\t") {
		text = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(text)
	}
	at, until, first := 0, 0, 0
	for i, r := range text {
		n := utf16.RuneLen(r)
		if at < until {
			u := &units[len(units)-1]
			u.text, u.codes = text[first:i+utf8.RuneLen(r)], u.codes+n
		} else {
			first = i
			units = append(units, unit{text[i : i+utf8.RuneLen(r)], n})
			until = at + shared[at]
		}
		at += n
	}
	return units
}

// length is how many code units they have.
func length(units []unit) (n int) {
	for _, u := range units {
		n += u.codes
	}
	return n
}

// width is about how wide the characters are in parts of their size: the font is not
// looked into.
func (u unit) width() (w float64) {
	for _, r := range u.text {
		switch {
		case r >= 0x2010:
			w++
		case 'A' <= r && r <= 'Z':
			w += 0.65
		default:
			w += 0.5
		}
	}
	return w
}

// within is how wide they are where the next stands so far off: letters are wide or
// narrow, and what else is far off is spaced. Digits and Chinese characters that follow
// closer than narrow fonts have them are as wide as ever, and lie on top of each other.
func (u unit) within(step float64) float64 {
	const narrow = 0.6
	w := u.width()
	switch r, _ := utf8.DecodeRuneInString(u.text); {
	case 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z':
		w = max(w, 1)
	case (unicode.IsDigit(r) || unicode.Is(unicode.Han, r)) && step < narrow*w:
		return w
	}
	return min(w, step)
}
