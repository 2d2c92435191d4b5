package pdf

import "math"

// Rect is an upright rectangle: X0 ≤ X1, Y0 ≤ Y1.
type Rect struct{ X0, Y0, X1, Y1 Pt }

// nothing is a rectangle that holds no point.
var nothing = Rect{math.MaxFloat32, math.MaxFloat32, -math.MaxFloat32, -math.MaxFloat32}

// with returns the rectangle around r and a point.
func (r Rect) with(p point) Rect {
	x, y := Pt(p.x), Pt(p.y)
	return Rect{min(r.X0, x), min(r.Y0, y), max(r.X1, x), max(r.Y1, y)}
}

// within returns what two rectangles share.
func (r Rect) within(s Rect) Rect {
	return Rect{max(r.X0, s.X0), max(r.Y0, s.Y0), min(r.X1, s.X1), min(r.Y1, s.Y1)}
}

// around returns the rectangle around two.
func (r Rect) around(s Rect) Rect {
	return Rect{min(r.X0, s.X0), min(r.Y0, s.Y0), max(r.X1, s.X1), max(r.Y1, s.Y1)}
}

// valid tells a rectangle from one that holds no point, or has no place.
func (r Rect) valid() bool {
	return r.X0 <= r.X1 && r.Y0 <= r.Y1 && max(r.X1, r.Y1, -r.X0, -r.Y0) < 1e6
}

// holds reports whether the middle of s is within r.
func (r Rect) holds(s Rect) bool {
	x, y := (s.X0+s.X1)/2, (s.Y0+s.Y1)/2
	return r.X0 <= x && x <= r.X1 && r.Y0 <= y && y <= r.Y1
}

// thin reports whether the rectangle is a rule.
func (r Rect) thin() bool {
	x, y := r.X1-r.X0, r.Y1-r.Y0
	return min(x, y) <= maxRule || min(x, y) <= 2*maxRule && max(x, y) >= 20*maxRule
}

// maxRule is the width of the widest rule, but for those that are long.
const maxRule Pt = 3

type point struct{ x, y float64 }

func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }

func (p point) dot(q point) float64 { return p.x*q.x + p.y*q.y }

// matrix is a transformation (8.3.3).
type matrix [6]float64

var identityMatrix = matrix{1, 0, 0, 1, 0, 0}

// then returns what transforms by m and then by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) of(x, y float64) point {
	return point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// box returns the upright rectangle around a transformed one.
func (m matrix) box(x0, y0, x1, y1 float64) Rect {
	return nothing.with(m.of(x0, y0)).with(m.of(x1, y0)).with(m.of(x0, y1)).with(m.of(x1, y1))
}
