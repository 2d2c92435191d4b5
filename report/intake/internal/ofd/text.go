package ofd

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// textCode is characters and where they stand (11.3).
type textCode struct {
	text           string
	x, y           string
	deltaX, deltaY string
	transforms     []transform
}

// transform says which characters have which glyphs (11.4).
type transform struct{ at, codes, glyphs int }

// text paints a text (11.2).
func (p *painter) text(x *opc.XML, o object) {
	t := typeset{
		size: number(x, "Size", number(x, "size", 0)), stretch: number(x, "HScale", 1), font: p.font(id(x, "Font")),
		turn: number(x, "CharDirection", 0), reads: number(x, "ReadDirection", 0),
	}
	fill, stroke := is(x, "Fill", true), is(x, "Stroke", false)
	var codes []textCode
	var transforms []transform
	for name := range x.Children() {
		switch local(name) {
		case "CGTransform":
			transforms = append(transforms, transform{int(number(x, "CodePosition", 0)), int(number(x, "CodeCount", 1)), int(number(x, "GlyphCount", 1))})
		case "TextCode":
			c := textCode{x: x.Attr("X"), y: x.Attr("Y"), deltaX: x.Attr("DeltaX"), deltaY: x.Attr("DeltaY"), transforms: transforms}
			c.text = x.Text()
			codes, transforms = append(codes, c), nil
		default:
			p.common(x, name, o)
		}
	}
	p.ready()
	t.fills = fill
	t.strokes = stroke && p.Stroke > 0
	for _, c := range codes {
		if !p.show(&t, c) {
			x.Fail(damaged(x.Part(), badNumber))
			return
		}
	}
}

// font returns the number of a font.
func (p *painter) font(id string) int32 {
	key := p.part + "\n" + id
	n, ok := p.fonts[key]
	if !ok {
		n = int32(len(p.fonts))
		p.fonts[key] = n
	}
	return n
}

// typeset is how the characters of a text are set, and where it goes on.
type typeset struct {
	size, stretch  float64
	turn, reads    float64 // degrees, clockwise
	font           int32
	fills, strokes bool

	start, end paper.Point // of the text code before
}

// show paints characters. It returns false for numbers that are none.
func (p *painter) show(t *typeset, c textCode) bool {
	units := unitsOf(c)
	if len(units) == 0 {
		return true
	}
	codes := 0
	for _, u := range units {
		codes += u.codes
	}
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
		if !p.glyph(t, u.text, m.Then(p.Matrix), wide/t.stretch, vertical) {
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
func (p *painter) glyph(t *typeset, text string, m paper.Matrix, wide float64, vertical bool) bool {
	c := paper.Char{
		Text: text, Box: m.Box(0, -0.15, wide, 0.85), Font: t.font, MCID: paper.NoContent,
		Invisible: !t.fills && !t.strokes,
	}
	if strings.ContainsFunc(text, unknown) {
		c.Text, c.NoText = "", true
	}
	if c.Box.Valid() && t.fills && !t.strokes {
		c.Invisible = !p.Fills(c.Box)
	}
	by := paper.Point{X: m[0] * wide, Y: m[1] * wide}
	if vertical {
		by = paper.Point{X: -m[2], Y: -m[3]}
	}
	return p.Glyph(c, m, by, vertical) || c.Box.X0 == c.Box.X0 && c.Box.Y0 == c.Box.Y0 // a number
}

// unknown reports whether a character stands for a glyph that it does not name.
func unknown(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }

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
	at, until := 0, 0
	for _, r := range c.text {
		if r == '\n' || r == '\r' || r == '\t' {
			continue
		}
		n := utf16.RuneLen(r)
		if at < until {
			u := &units[len(units)-1]
			u.text, u.codes = u.text+string(r), u.codes+n
		} else {
			units = append(units, unit{string(r), n})
			until = at + shared[at]
		}
		at += n
	}
	return units
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
// narrow, and what else is far off is spaced.
func (u unit) within(step float64) float64 {
	w := u.width()
	if c := u.text[0]; 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
		w = max(w, 1)
	}
	return min(w, step)
}
