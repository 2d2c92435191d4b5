package pdf

import (
	"math"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// move goes to the next line of text.
func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.then(p.line)
	p.text = p.line
}

// adjust goes on within the line, as numbers between strings say.
func (p *painter) adjust(n float64) {
	if p.font != nil && p.font.vertical {
		p.advance(0, -n/1000*p.size)
		return
	}
	p.advance(-n/1000*p.size*p.stretch, 0)
}

func (p *painter) advance(x, y float64) {
	p.text[4] += x*p.text[0] + y*p.text[2]
	p.text[5] += x*p.text[1] + y*p.text[3]
}

// show paints a string (9.4.3).
func (p *painter) show(s []byte) error {
	if p.font == nil { // a font that is not there
		p.font = &font{number: -1, usual: 500, scale: 1. / 1000, glyphs: map[uint64]glyph{}}
	}
	x := p.font
	look := matrix{p.size * p.stretch, 0, 0, p.size, 0, p.rise}
	for len(s) > 0 {
		g, code, n := x.next(s)
		s = s[n:]
		space := p.char
		if n == 1 && code == ' ' {
			space += p.word
		}
		m := look.then(p.text).then(p.matrix)
		if x.vertical {
			p.glyph(g, m, m.box(-g.width/2, x.wy, g.width/2, 0), point{m[2] * x.wy, m[3] * x.wy}, true)
			p.advance(0, x.wy*p.size+space)
		} else {
			p.glyph(g, m, m.box(0, -0.15, g.width, 0.85), point{m[0] * g.width, m[1] * g.width}, false)
			p.advance((g.width*p.size+space)*p.stretch, 0)
		}
		if p.f.contents.chars++; p.f.contents.chars > source.MaxGlyphs {
			return tooMany(p.page.Number, "页面上的字", source.MaxGlyphs)
		}
	}
	return nil
}

// glyph notes a painted glyph: m leads from its own space, where the size is 1, to the
// page, on which it advances by the given.
func (p *painter) glyph(g glyph, m matrix, box Rect, by point, vertical bool) {
	c := Char{
		Text: g.text, NoText: g.text == "",
		Box: box, Size: Pt(math.Hypot(m[2], m[3])),
		Font: p.font.number, MCID: noContent,
	}
	if !box.valid() {
		if box.X0 != box.X0 || box.Y0 != box.Y0 { // not a number
			p.f.fail(errSyntax)
		}
		return
	}
	if n := len(p.marks); n > 0 {
		c.MCID = p.marks[n-1].mcid
	}
	at := point{m[4], m[5]}
	direction := point{m[0], m[1]}
	if vertical {
		direction = point{-m[2], -m[3]}
	}
	long := math.Hypot(direction.x, direction.y)
	if long > 0 {
		direction = point{direction.x / long, direction.y / long}
	}
	c.Turned = vertical || direction.x < 0.99 || m[3] <= 0
	c.Base = Pt(at.y)
	if c.Turned {
		c.Base = Pt(at.x)
	}
	switch {
	case math.Abs(m[0]) >= math.Abs(m[1]) && m[0] >= 0:
		p.ways[0]++
	case math.Abs(m[0]) >= math.Abs(m[1]):
		p.ways[2]++
	case m[1] > 0:
		p.ways[1]++
	default:
		p.ways[3]++
	}
	p.follow(at, direction, float64(c.Size))
	c.Line = p.number
	p.last = point{at.x + by.x, at.y + by.y}

	c.Invisible = p.mode == 3 || p.mode == 7 || p.fill == 0 && p.mode == 0 || c.Size < 1 || p.hidden() || p.white && p.mode == 0 && !p.onTint(box)
	c.Clipped = !p.clip.holds(box)
	p.page.Chars = append(p.page.Chars, c)
}

// follow begins a new line where a glyph does not go on in the one before.
func (p *painter) follow(at, direction point, size float64) {
	off := at.minus(p.last)
	along := off.dot(p.direction)
	across := off.dot(point{-p.direction.y, p.direction.x})
	if p.number == 0 || direction.dot(p.direction) < 0.99 || math.Abs(across) > size/2 || along < -0.3*size {
		p.number++
		p.direction = direction
	}
}

// onTint reports whether white is to be seen at a place.
func (p *painter) onTint(box Rect) bool {
	p.f.contents.compared += len(p.tinted) + len(p.page.Pictures)
	for _, r := range p.tinted {
		if r.holds(box) {
			return true
		}
	}
	for _, r := range p.page.Pictures {
		if r.holds(box) {
			return true
		}
	}
	return false
}
