package fonts

import "math"

// cubic is a cubic Bézier curve.
type cubic [4]vec

// at returns the point at t, from 0 to 1, and the first and the second derivative there.
func (c *cubic) at(t float64) (p, d1, d2 vec) {
	a, b, e := c[1].minus(c[0]), c[2].minus(c[1]), c[3].minus(c[2])
	ab, be := b.minus(a), e.minus(b)
	d1 = a.plus(ab.times(2 * t)).plus(be.minus(ab).times(t * t)).times(3)
	d2 = ab.plus(be.minus(ab).times(t)).times(6)
	p = c[0].plus(a.times(3 * t)).plus(ab.times(float64(3 * t * t))).plus(be.minus(ab).times(t * t * t))
	return p, d1, d2
}

// maxQuadratics is more quadratic curves than any cubic one needs whose points are
// within the range of glyph descriptions.
const maxQuadratics = 64

// quadratics appends the control points, on the grid of integers, of as few quadratic
// curves as come as near to the cubic one as the limit says; between two of them a point
// on the curve is implied. The curves run from one point to another near the ends of the
// cubic. ok is false where the limit cannot be kept.
func (c *cubic) quadratics(dst []vec, from, to vec, limit float64) (_ []vec, ok bool) {
	for _, p := range c {
		if !(max(math.Abs(p.x), math.Abs(p.y)) <= 2*math.MaxInt16) { // beyond any description; or NaN
			return dst, false
		}
	}
	var buf [maxQuadratics]vec
	if q, ok := c.corner(); ok {
		if buf[0] = q.round(); c.near(from, buf[:1], to, limit) {
			return append(dst, buf[0]), true
		}
	}
	// Degree elevation of the quadratic curve that is nearest to it in its parameter.
	if buf[0] = c[1].plus(c[2]).times(3).minus(c[0]).minus(c[3]).times(0.25).round(); c.near(from, buf[:1], to, limit) {
		return append(dst, buf[0]), true
	}
	third := c[3].minus(c[2].times(3)).plus(c[1].times(3)).minus(c[0])
	// A piece of 1/n is √3/36·|third|/n³ off in its parameter, and may be less off as a curve.
	first := math.Cbrt(math.Sqrt(3)/36*math.Sqrt(third.dot(third))/limit) / 2
	for n := max(2, int(min(first, maxQuadratics))); n <= maxQuadratics; n++ {
		q := buf[:n]
		c.spline(q)
		if c.near(from, q, to, limit) {
			return append(dst, q...), true
		}
	}
	return dst, false
}

func (a vec) round() vec { return vec{math.RoundToEven(a.x), math.RoundToEven(a.y)} }

// corner returns where the tangents at the ends meet.
func (c *cubic) corner() (q vec, ok bool) {
	a, b := c[1].minus(c[0]), c[2].minus(c[3])
	if a == (vec{}) {
		a = c[2].minus(c[0])
	}
	if b == (vec{}) {
		b = c[1].minus(c[3])
	}
	across := a.cross(b)
	if across == 0 {
		return vec{}, false
	}
	return c[0].plus(a.times(c[3].minus(c[0]).cross(b) / across)), true
}

// spline fills q with the control points of quadratic curves for equal steps of the
// parameter, whose implied points are near the cubic at the ends of the steps.
func (c *cubic) spline(q []vec) {
	step := 1 / float64(len(q))
	for i := range q {
		p0, d0, _ := c.at(float64(i) * step)
		p1, d1, _ := c.at(float64(i+1) * step)
		w := float64(i) / float64(len(q)-1)
		ahead, back := p0.plus(d0.times(step/2)), p1.minus(d1.times(step/2))
		q[i] = ahead.times(1 - w).plus(back.times(w)).round()
	}
}

// near reports whether the quadratic curves of the control points and the cubic are
// nowhere farther from one another than the limit. They are looked at in places close
// enough for what is between them to be a few hundredths farther at most.
func (c *cubic) near(from vec, q []vec, to vec, limit float64) bool {
	const places = 8 // of each curve
	step := 1 / float64(len(q))
	last := 0.0
	for i, control := range q {
		end := to
		if i+1 < len(q) {
			end = control.plus(q[i+1]).times(0.5)
		}
		curve := elevated(from, control, end)
		for k := range places {
			s := float64(k+1) / places
			p, _, _ := curve.at(s)
			t, ok := c.foot(p, (float64(i)+s)*step, limit)
			if !ok || t < last {
				return false
			}
			// What the cubic does between two feet.
			p, _, _ = c.at((last + t) / 2)
			if _, ok := curve.foot(p, s-0.5/places, limit); !ok {
				return false
			}
			last = t
		}
		from = end
	}
	return true
}

// elevated returns a quadratic curve as a cubic one.
func elevated(a, control, b vec) cubic {
	return cubic{a, a.plus(control.minus(a).times(2. / 3)), b.plus(control.minus(b).times(2. / 3)), b}
}

// foot returns a parameter where the curve is as near to p as the limit says, which it
// looks for from t on.
func (c *cubic) foot(p vec, t, limit float64) (foot float64, ok bool) {
	const tries = 4
	for range tries {
		at, d1, d2 := c.at(t)
		way := p.minus(at)
		if way.dot(way) <= limit*limit {
			return t, true
		}
		slope := d1.dot(d1) - way.dot(d2)
		if slope <= 0 {
			return t, false
		}
		t = min(max(t+way.dot(d1)/slope, 0), 1)
	}
	return t, false
}
