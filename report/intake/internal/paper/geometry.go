package paper

import "math"

// Rect is an upright rectangle: X0 ≤ X1, Y0 ≤ Y1.
type Rect struct{ X0, Y0, X1, Y1 Pt }

// Nothing is a rectangle that holds no point.
var Nothing = Rect{math.MaxFloat32, math.MaxFloat32, -math.MaxFloat32, -math.MaxFloat32}

// With returns the rectangle around r and a point.
func (r Rect) With(p Point) Rect {
	x, y := Pt(p.X), Pt(p.Y)
	return Rect{min(r.X0, x), min(r.Y0, y), max(r.X1, x), max(r.Y1, y)}
}

// Within returns what two rectangles share.
func (r Rect) Within(s Rect) Rect {
	return Rect{max(r.X0, s.X0), max(r.Y0, s.Y0), min(r.X1, s.X1), min(r.Y1, s.Y1)}
}

// Around returns the rectangle around two.
func (r Rect) Around(s Rect) Rect {
	return Rect{min(r.X0, s.X0), min(r.Y0, s.Y0), max(r.X1, s.X1), max(r.Y1, s.Y1)}
}

// Valid tells a rectangle from one that holds no point, or has no place.
func (r Rect) Valid() bool {
	return r.X0 <= r.X1 && r.Y0 <= r.Y1 && max(r.X1, r.Y1, -r.X0, -r.Y0) < 1e6
}

// Holds reports whether the middle of s is within r.
func (r Rect) Holds(s Rect) bool {
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

// A Point is a place on a page.
type Point struct{ X, Y float64 }

// Minus returns the way from q to p.
func (p Point) Minus(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Dot returns the scalar product of two ways.
func (p Point) Dot(q Point) float64 { return p.X*q.X + p.Y*q.Y }

// A Matrix is a transformation, as PDF has it (ISO 32000-1, 8.3.3) and OFD.
type Matrix [6]float64

// Identity changes nothing.
var Identity = Matrix{1, 0, 0, 1, 0, 0}

// Then returns what transforms by m and then by n.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// Of returns where a point is transformed to.
func (m Matrix) Of(x, y float64) Point {
	return Point{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]}
}

// Box returns the upright rectangle around a transformed one.
func (m Matrix) Box(x0, y0, x1, y1 float64) Rect {
	return Nothing.With(m.Of(x0, y0)).With(m.Of(x1, y0)).With(m.Of(x0, y1)).With(m.Of(x1, y1))
}

// Upright returns what turns a rectangle clockwise by a multiple of 90 degrees, and puts
// its lower left corner at 0, 0.
func Upright(x0, y0, x1, y1 float64, turn int) Matrix {
	switch (turn%360 + 360) % 360 {
	case 90:
		return Matrix{0, -1, 1, 0, -y0, x1}
	case 180:
		return Matrix{-1, 0, 0, -1, x1, y1}
	case 270:
		return Matrix{0, 1, -1, 0, y1, -x0}
	}
	return Matrix{1, 0, 0, 1, -x0, -y0}
}
