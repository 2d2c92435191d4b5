package pdf

import (
	"math"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// vertex is a point of a path, on the page.
type vertex struct {
	point
	how step
}

// step is how a path gets to a point.
type step uint8

const (
	starts step = iota
	straight
	curved
	closes
)

func (p *painter) vertex(x, y float64, how step) {
	if len(p.path) == maxPath {
		p.f.fail(errMany)
		return
	}
	p.path = append(p.path, vertex{p.matrix.of(x, y), how})
}

// maxPath is how many points a path may have.
const maxPath = 100_000

// close leads back to where the part of the path began.
func (p *painter) close() {
	for i := len(p.path) - 1; i >= 0; i-- {
		if p.path[i].how == starts {
			if p.path[len(p.path)-1].how != closes {
				p.path = append(p.path, vertex{p.path[i].point, closes})
			}
			return
		}
	}
}

// paint paints the path and ends it.
func (p *painter) paint(fill, stroke bool) error {
	all := nothing
	var parts [][]vertex
	for rest := p.path; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].how != starts {
			n++
		}
		for _, v := range rest[:n] {
			all = all.with(v.point)
		}
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	var err error
	if fill && p.fill > 0 && !p.hidden() {
		err = p.fillParts(parts)
	}
	if stroke && p.stroke > 0 && !p.hidden() {
		for _, part := range parts {
			if err == nil {
				err = p.strokePart(part)
			}
		}
	}
	if p.clipping && len(p.path) > 0 {
		p.clip = p.clip.within(all)
	}
	p.path, p.clipping = p.path[:0], false
	return err
}

func (p *painter) fillParts(parts [][]vertex) error {
	if outer, inner, ok := frame(parts); ok {
		for _, r := range [...]Rect{
			{outer.X0, outer.Y0, outer.X1, inner.Y0}, {outer.X0, inner.Y1, outer.X1, outer.Y1},
			{outer.X0, outer.Y0, inner.X0, outer.Y1}, {inner.X1, outer.Y0, outer.X1, outer.Y1},
		} {
			if err := p.rule(r); err != nil {
				return err
			}
		}
		return nil
	}
	for _, part := range parts {
		r, upright := around(part)
		var err error
		switch {
		case r.thin():
			err = p.rule(r)
		case upright:
			err = p.shade(r, len(parts) == 1 && p.fill == 1 && !p.shows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// frame reports whether a path is a rectangle within another that leaves four rules
// between them.
func frame(parts [][]vertex) (outer, inner Rect, ok bool) {
	if len(parts) != 2 {
		return outer, inner, false
	}
	outer, ok = around(parts[0])
	inner, ok2 := around(parts[1])
	if inner.X0 < outer.X0 {
		outer, inner = inner, outer
	}
	gaps := [...]Pt{inner.X0 - outer.X0, inner.Y0 - outer.Y0, outer.X1 - inner.X1, outer.Y1 - inner.Y1}
	for _, g := range gaps {
		ok = ok && g >= 0 && g <= maxRule
	}
	return outer, inner, ok && ok2 && !outer.thin()
}

// around returns the rectangle around a part of a path, and whether it is that.
func around(part []vertex) (r Rect, upright bool) {
	r = nothing
	for _, v := range part {
		r = r.with(v.point)
	}
	upright = len(part) >= 4 && len(part) <= 6
	for i, v := range part {
		x, y := Pt(v.x), Pt(v.y)
		corner := near(x, r.X0) || near(x, r.X1)
		upright = upright && v.how != curved && corner && (near(y, r.Y0) || near(y, r.Y1))
		if i > 0 {
			before := part[i-1].point
			upright = upright && (near(x, Pt(before.x)) || near(y, Pt(before.y)))
		}
	}
	return r, upright
}

func near(a, b Pt) bool { return max(a-b, b-a) < 0.1 }

// strokePart notes the upright and level lines of a part of a path.
func (p *painter) strokePart(part []vertex) error {
	wide := Pt(p.state.line * math.Sqrt(math.Abs(p.matrix[0]*p.matrix[3]-p.matrix[1]*p.matrix[2])))
	bent := nothing
	for i, v := range part {
		if v.how == starts || i == 0 {
			continue
		}
		if v.how == curved {
			bent = bent.with(part[i-1].point).with(v.point)
			continue
		}
		r := nothing.with(part[i-1].point).with(v.point)
		if err := p.stroked(r, wide, 1); err != nil {
			return err
		}
	}
	if bent.valid() {
		return p.stroked(bent, wide, maxRule)
	}
	return nil
}

// stroked notes a line that is no thicker than given, but for its width.
func (p *painter) stroked(r Rect, wide, most Pt) error {
	switch x, y := r.X1-r.X0, r.Y1-r.Y0; {
	case min(x, y) > most || wide > 2*maxRule:
		return nil
	case x >= y:
		r.Y0, r.Y1 = r.Y0-wide/2, r.Y1+wide/2
	default:
		r.X0, r.X1 = r.X0-wide/2, r.X1+wide/2
	}
	return p.rule(r)
}

func (p *painter) rule(r Rect) error {
	if r = r.within(p.clip); !r.valid() {
		return nil
	}
	p.page.Rules = append(p.page.Rules, r)
	return p.count()
}

// shade notes what is filled; where it covers what is below, the characters there are
// not to be seen.
func (p *painter) shade(r Rect, covers bool) error {
	if r = r.within(p.clip); !r.valid() {
		return nil
	}
	p.page.Shades = append(p.page.Shades, r)
	if !p.white {
		p.tinted = append(p.tinted, r)
	}
	if covers {
		p.cover(r)
	}
	return p.count()
}

// picture notes a picture, which fills the unit square.
func (p *painter) picture(covers bool) error {
	r := p.matrix.box(0, 0, 1, 1)
	if r.thin() {
		return p.rule(r)
	}
	if r = r.within(p.clip); !r.valid() {
		return nil
	}
	p.page.Pictures = append(p.page.Pictures, r)
	if covers {
		p.cover(r)
	}
	return p.count()
}

// cover hides the characters that are painted over.
func (p *painter) cover(r Rect) {
	p.f.contents.compared += len(p.page.Chars)
	for i := range p.page.Chars {
		if c := &p.page.Chars[i]; r.holds(c.Box) {
			c.Invisible = true
		}
	}
}

const (
	maxBoxes    = 2 * source.MaxGlyphs // what is painted besides text; a browser marks every line
	maxCompared = 50_000_000           // pairs
)

// count counts what is painted besides text.
func (p *painter) count() error {
	c := &p.f.contents
	if c.boxes++; c.boxes > maxBoxes || c.compared > maxCompared {
		return tooMany(p.page.Number, "页面上的线条和图形", maxBoxes)
	}
	return nil
}
