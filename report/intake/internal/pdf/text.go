package pdf

import "github.com/nianbao/nianbao/report/intake/internal/paper"

// move goes to the next line of text.
func (p *painter) move(x, y float64) {
	p.line = paper.Matrix{1, 0, 0, 1, x, y}.Then(p.line)
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
	look := paper.Matrix{p.size * p.stretch, 0, 0, p.size, 0, p.rise}
	for len(s) > 0 {
		g, code, n := x.next(s)
		s = s[n:]
		space := p.char
		if n == 1 && code == ' ' {
			space += p.word
		}
		m := look.Then(p.text).Then(p.Matrix)
		if x.vertical {
			p.glyph(g, m, m.Box(-g.width/2, x.wy, g.width/2, 0), paper.Point{X: m[2] * x.wy, Y: m[3] * x.wy}, true)
			p.advance(0, x.wy*p.size+space)
		} else {
			p.glyph(g, m, m.Box(0, -0.15, g.width, 0.85), paper.Point{X: m[0] * g.width, Y: m[1] * g.width}, false)
			p.advance((g.width*p.size+space)*p.stretch, 0)
		}
		if p.Err != nil {
			return p.Err
		}
	}
	return nil
}

// glyph notes a painted glyph: m leads from its own space, where the size is 1, to the
// page, on which it advances by the given.
func (p *painter) glyph(g glyph, m paper.Matrix, box paper.Rect, by paper.Point, vertical bool) {
	c := paper.Char{
		Text: g.text, NoText: g.text == "", Box: box, Font: p.font.number, MCID: paper.NoContent,
		Doubtful: p.masked,
	}
	if n := len(p.marks); n > 0 {
		c.MCID = p.marks[n-1].mcid
	}
	if box.Valid() {
		fills, strokes := p.mode&1 == 0, p.mode&3 == 1 || p.mode&3 == 2 // 9.3.6
		c.Invisible = !(fills && p.Fills(box) || strokes && p.Strokes(box))
	}
	if !p.Glyph(c, m, by, vertical) && (box.X0 != box.X0 || box.Y0 != box.Y0) { // not a number
		p.f.fail(errSyntax)
	}
}
