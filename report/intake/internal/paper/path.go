package paper

import (
	"math"
	"slices"
)

// vertex is a point of a path, on the page.
type vertex struct {
	Point
	how Step
}

// A Step is how a path gets to a point.
type Step uint8

// The steps. A curve is made of the points that it goes to and those that draw it there.
const (
	Starts Step = iota
	Straight
	Curved
	Closes
)

// Add adds a point to the path.
func (c *Canvas) Add(x, y float64, how Step) {
	if len(c.path) == maxPath {
		c.fail("页面上的线条和图形", maxPath)
		return
	}
	c.path = append(c.path, vertex{c.Matrix.Of(x, y), how})
}

// maxPath is how many points a path may have.
const maxPath = 100_000

// Close leads back to where the part of the path began.
func (c *Canvas) Close() {
	for i := len(c.path) - 1; i >= 0; i-- {
		if c.path[i].how == Starts {
			if c.path[len(c.path)-1].how != Closes {
				c.path = append(c.path, vertex{c.path[i].Point, Closes})
			}
			return
		}
	}
}

// Paint paints the path and ends it.
func (c *Canvas) Paint(fill, stroke bool) {
	all := Nothing
	var parts [][]vertex
	for rest := c.path; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].how != Starts {
			n++
		}
		for _, v := range rest[:n] {
			all = all.With(v.Point)
		}
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	if fill && c.Fill > 0 && !c.Hidden && len(parts) > 0 {
		c.fillParts(parts)
	}
	if stroke && c.Stroke > 0 && !c.Hidden {
		for _, part := range parts {
			c.strokePart(part)
		}
	}
	if c.clipping && len(c.path) > 0 {
		c.Clip = c.Clip.Within(all)
		if _, upright := around(parts[0]); len(parts) > 1 || !upright {
			c.clip(parts)
		}
	}
	c.path, c.clipping = c.path[:0], false
}

func (c *Canvas) fillParts(parts [][]vertex) {
	if outer, inner, ok := frame(parts); ok {
		for _, r := range [...]Rect{
			{outer.X0, outer.Y0, outer.X1, inner.Y0}, {outer.X0, inner.Y1, outer.X1, outer.Y1},
			{outer.X0, outer.Y0, inner.X0, outer.Y1}, {inner.X1, outer.Y0, outer.X1, outer.Y1},
		} {
			c.rule(r)
		}
		return
	}
	for _, part := range parts {
		switch r, upright := around(part); {
		case r.thin():
			c.rule(r)
		case upright:
			c.Shade(r, len(parts) == 1)
		default:
			c.lay(r.Within(c.Clip), c.FillColour, false)
			c.Count()
		}
	}
	if _, upright := around(parts[0]); len(parts) > 1 || !upright {
		c.coverBy(parts)
	}
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
	r = Nothing
	for _, v := range part {
		r = r.With(v.Point)
	}
	upright = len(part) >= 4 && len(part) <= 6
	for i, v := range part {
		x, y := Pt(v.X), Pt(v.Y)
		corner := near(x, r.X0) || near(x, r.X1)
		upright = upright && v.how != Curved && corner && (near(y, r.Y0) || near(y, r.Y1))
		if i > 0 {
			before := part[i-1].Point
			upright = upright && (near(x, Pt(before.X)) || near(y, Pt(before.Y)))
		}
	}
	return r, upright
}

func near(a, b Pt) bool { return max(a-b, b-a) < 0.1 }

// strokePart notes the upright and level lines of a part of a path.
func (c *Canvas) strokePart(part []vertex) {
	wide := Pt(c.LineWidth * math.Sqrt(math.Abs(c.Matrix[0]*c.Matrix[3]-c.Matrix[1]*c.Matrix[2])))
	bent := Nothing
	for i, v := range part {
		if v.how == Starts || i == 0 {
			continue
		}
		if v.how == Curved {
			bent = bent.With(part[i-1].Point).With(v.Point)
			continue
		}
		c.stroked(Nothing.With(part[i-1].Point).With(v.Point), wide, 1)
	}
	if bent.Valid() {
		c.stroked(bent, wide, maxRule)
	}
}

// stroked notes a line that is no thicker than given, but for its width.
func (c *Canvas) stroked(r Rect, wide, most Pt) {
	x, y := r.X1-r.X0, r.Y1-r.Y0
	switch {
	case min(x, y) > most:
		return
	case x >= y:
		r.Y0, r.Y1 = r.Y0-wide/2, r.Y1+wide/2
	default:
		r.X0, r.X1 = r.X0-wide/2, r.X1+wide/2
	}
	if wide <= 2*maxRule {
		c.rule(r)
	} else {
		c.lay(r.Within(c.Clip), c.StrokeColour, c.Stroke >= hides)
		c.cover(r.Within(c.Clip), c.Stroke)
	}
}

func (c *Canvas) rule(r Rect) {
	if r = r.Within(c.Clip); r.Valid() {
		c.Page.Rules = append(c.Page.Rules, r)
		c.Count()
	}
}

// Shade notes what is filled, and that it covers what is below, which is then not to be
// seen.
func (c *Canvas) Shade(r Rect, covers bool) {
	if r = r.Within(c.Clip); !r.Valid() {
		return
	}
	c.Page.Shades = append(c.Page.Shades, r)
	c.lay(r, c.FillColour, covers && c.Fill >= hides && !c.Shows)
	if covers {
		c.cover(r, c.Fill)
	}
	c.Count()
}

// Picture notes a picture, which fills the unit square.
func (c *Canvas) Picture(opaque bool) {
	r := c.Matrix.Box(0, 0, 1, 1)
	if r.thin() {
		c.rule(r)
		return
	}
	if r = r.Within(c.Clip); !r.Valid() {
		return
	}
	c.Page.Pictures = append(c.Page.Pictures, r)
	c.lay(r, Colour{}, false)
	shows := c.Shows
	c.Shows = shows || !opaque
	c.cover(r, c.Fill)
	c.Shows = shows
	c.Count()
}

// clip keeps a clip that is not the whole of its rectangle, as long as it is simple.
func (c *Canvas) clip(parts [][]vertex) {
	const most, corners = 16, 1000
	if c.Ragged = c.Ragged || len(c.Shapes) == most || len(c.path) > corners; c.Ragged {
		return
	}
	var s shape
	for _, part := range parts {
		s = append(s, slices.Clone(part))
	}
	c.Shapes = append(slices.Clip(c.Shapes), s)
}

// ClipNext makes the path a clip once it is painted.
func (c *Canvas) ClipNext() { c.clipping = true }

// Forget ends the path without painting it.
func (c *Canvas) Forget() { c.path = c.path[:0] }
