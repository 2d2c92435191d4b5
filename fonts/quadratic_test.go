package fonts

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// polyline is a closed line of points, with the start once more at its end.
type polyline []vec

// flatness is how far a curve is from the polyline made of it at most, in font units.
const flatness = 0.02

// fineSteps returns how many steps of a parameter are fine enough for a curve whose second
// derivative is at most so long.
func fineSteps(second float64) int { return 1 + int(math.Sqrt(second/8/flatness)) }

// ofCubic flattens a contour as a charstring has it.
func ofCubic(contour []segment) (line polyline) {
	for _, s := range contour {
		line = append(line, s.p[0])
		if s.line {
			continue
		}
		a, b := s.p[0].minus(s.p[1].times(2)).plus(s.p[2]), s.p[1].minus(s.p[2].times(2)).plus(s.p[3])
		n := fineSteps(6 * math.Sqrt(max(a.dot(a), b.dot(b))))
		for i := 1; i < n; i++ {
			t := float64(i) / float64(n)
			u := 1 - t
			line = append(line, s.p[0].times(u*u*u).plus(s.p[1].times(3*u*u*t)).plus(s.p[2].times(3*u*t*t)).plus(s.p[3].times(t*t*t)))
		}
	}
	return append(line, contour[len(contour)-1].p[3], line[0])
}

// ofPoints flattens a contour of a glyph description.
func ofPoints(points []point) (line polyline) {
	var whole []point // with implied points
	for i, p := range points {
		if next := points[(i+1)%len(points)]; !p.on && !next.on {
			whole = append(whole, point{x: 2 * p.x, y: 2 * p.y}, point{x: p.x + next.x, y: p.y + next.y, on: true})
		} else {
			whole = append(whole, point{x: 2 * p.x, y: 2 * p.y, on: p.on})
		}
	}
	at := func(i int) vec {
		p := whole[i%len(whole)]
		return vec{float64(p.x) / 2, float64(p.y) / 2}
	}
	for i := 0; i < len(whole); i++ {
		line = append(line, at(i))
		if whole[(i+1)%len(whole)].on {
			continue
		}
		a, c, b := at(i), at(i+1), at(i+2)
		second := a.minus(c.times(2)).plus(b).times(2)
		n := fineSteps(math.Sqrt(second.dot(second)))
		for k := 1; k < n; k++ {
			t := float64(k) / float64(n)
			line = append(line, a.times((1-t)*(1-t)).plus(c.times(2*t*(1-t))).plus(b.times(t*t)))
		}
		i++
	}
	return append(line, line[0])
}

// area is positive where the line runs counterclockwise.
func (l polyline) area() (sum float64) {
	for i := range l[1:] {
		sum += l[i].cross(l[i+1]) / 2
	}
	return sum
}

func (l polyline) length() (sum float64) {
	for i := range l[1:] {
		d := l[i+1].minus(l[i])
		sum += math.Sqrt(d.dot(d))
	}
	return sum
}

// farthest returns how far the points of the line are from another at most, if that is more
// than what is known.
func (l polyline) farthest(other polyline, known float64) (most float64) {
	at := 0
	most = known
	for _, p := range l {
		best := other.distance(p, at)
		if best <= most {
			continue
		}
		// As the lines run along one another, the nearest place is seldom far ahead.
		for i := at + 1; i < min(at+20, len(other)-1); i++ {
			if d := other.distance(p, i); d < best {
				best, at = d, i
			}
		}
		if best > most {
			for i := range other[1:] {
				if d := other.distance(p, i); d < best {
					best, at = d, i
				}
			}
		}
		most = max(most, best)
	}
	return most
}

// distance returns how far p is from the piece of the line that begins with the point i.
func (l polyline) distance(p vec, i int) float64 {
	a, way := l[i], l[i+1].minus(l[i])
	t := 0.0
	if n := way.dot(way); n > 0 {
		t = min(max(p.minus(a).dot(way)/n, 0), 1)
	}
	d := p.minus(a.plus(way.times(t)))
	return math.Sqrt(d.dot(d))
}

// checkQuadratic compares the outline of a glyph of a face with CFF outlines with what is
// made of it, and returns how far they are from one another, in thousandths of the em.
func checkQuadratic(t testing.TB, f *Face, g GID) (most float64) {
	t.Helper()
	q, err := f.trueType()
	if err != nil {
		t.Fatal(err)
	}
	fd, err := q.cubic.cff.fd(g)
	if err != nil {
		t.Fatal(err)
	}
	contours, _, err := q.cubic.contours(g, fd)
	if err != nil {
		t.Fatal(err)
	}
	points, _ := outline(t, q, g)
	if b, _ := q.description(g); len(b)%4 != 0 {
		t.Errorf("glyph %d: %d bytes", g, len(b))
	}
	for i, c := range contours {
		if len(c) == 0 {
			continue
		}
		want := ofCubic(c)
		end := slices.IndexFunc(points, func(p point) bool { return p.last })
		if end < 0 || !points[0].on || math.Hypot(float64(points[0].x)-want[0].x, float64(points[0].y)-want[0].y) > 1 {
			if math.Abs(want.area()) < 1 { // it was dropped
				continue
			}
			t.Errorf("glyph %d: contour %d is not there", g, i)
			return
		}
		got := ofPoints(points[:end+1])
		points = points[end+1:]
		if a, b := want.area(), got.area(); math.Abs(a) > want.length() && a*b >= 0 {
			t.Errorf("glyph %d: contour %d has the area %v, was %v", g, i, b, a)
		}
		slices.Reverse(got)
		most = want.farthest(got, got.farthest(want, most))
	}
	if len(points) > 0 {
		t.Errorf("glyph %d: %d points too many", g, len(points))
	}
	return most / float64(q.unitsPerEm) * 1000
}

// Curves of all kinds are met within half a thousandth of the em.
func TestQuadratic(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var glyphs [][]byte
	for range 2000 {
		size := 1 + r.IntN(1<<r.IntN(11))
		g := cs(r.IntN(500), r.IntN(500), rmoveto)
		for range 1 + r.IntN(5) {
			for range 6 {
				if r.IntN(6) == 0 {
					g = append(g, csFixed, 0xFF, byte(r.IntN(256)), byte(r.IntN(256)), byte(r.IntN(256)))
				} else if r.IntN(5) == 0 {
					g = append(g, num(0)...)
				} else {
					g = append(g, num(r.IntN(2*size)-size)...)
				}
			}
			g = append(g, csRRCurveTo)
		}
		glyphs = append(glyphs, append(g, csEndChar))
	}
	f := mustParseTest(t, newCFF(cffParts{glyphs: glyphs, subrs: [][][]byte{nil}}.build(), len(glyphs)).build())
	for g := range glyphs {
		d := checkQuadratic(t, f, GID(g))
		if d > 0.5 {
			t.Errorf("glyph %d is %v off: % x", g, d, glyphs[g])
		}
	}
}

// As do outlines of faces of all kinds, in fonts that say so truly.
func TestQuadraticFonts(t *testing.T) {
	for name, fdSelect := range fdSelects {
		f := mustParseTest(t, newCFF(curvedCFF(fdSelect).build(), 6).build())
		for g := range f.NumGlyphs() {
			if d := checkQuadratic(t, f, GID(g)); d > 0.5 {
				t.Errorf("%s: glyph %d is %v off", name, g, d)
			}
			box, err := f.Box(GID(g))
			if err != nil || (g == 0) != (box == [4]int{}) {
				t.Errorf("%s: glyph %d has the box %v, %v", name, g, box, err)
			}
		}
	}
}
