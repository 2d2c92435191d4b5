package ofd

import (
	"math"
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// path paints a path (9).
func (p *painter) path(x *opc.XML, o object) {
	fill, stroke := is(x, "Fill", false), is(x, "Stroke", true)
	data := ""
	for name := range x.Children() {
		if local(name) == "AbbreviatedData" {
			data = x.Text()
		} else {
			p.common(x, name, o)
		}
	}
	p.ready()
	p.Shows = p.Shows || fill && p.fill == nil // which some leave transparent, and others make black
	if !draw(data, p.Add, p.Close) {
		x.Fail(damaged(x.Part(), badPath))
	}
	p.Paint(fill, stroke)
}

// is returns an attribute that is true or false, or another where it is not there.
func is(x *opc.XML, attr string, usual bool) bool {
	switch strings.TrimSpace(x.Attr(attr)) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return usual
}

// operands are how many numbers an operator of a path has (9.3).
var operands = map[byte]int{'S': 2, 'M': 2, 'L': 2, 'Q': 4, 'B': 6, 'A': 7, 'C': 0}

// draw draws abbreviated data, and returns false where they are wrong.
func draw(data string, add func(x, y float64, how paper.Step), closes func()) bool {
	var at paper.Point
	for {
		if data = strings.TrimLeft(data, " ,\t\r\n"); data == "" {
			return true
		}
		op := data[0] &^ 0x20
		n, ok := operands[op]
		if !ok {
			return false
		}
		end := strings.IndexFunc(data[1:], func(r rune) bool { return strings.ContainsRune("SMLQBACsmlqbac", r) }) + 1
		if end == 0 {
			end = len(data)
		}
		v, ok := numbers(data[1:end])
		if data = data[end:]; !ok || len(v) < n || n == 0 && len(v) > 0 || n > 0 && len(v)%n > 0 {
			return false
		}
		for ; len(v) >= n; v = v[n:] {
			switch op {
			case 'S', 'M':
				add(v[0], v[1], paper.Starts)
			case 'L':
				add(v[0], v[1], paper.Straight)
			case 'Q', 'B':
				for i := 0; i < n; i += 2 {
					add(v[i], v[i+1], paper.Curved)
				}
			case 'A':
				arc(at, v, add)
			case 'C':
				closes()
			}
			if n == 0 {
				break
			}
			at = paper.Point{X: v[n-2], Y: v[n-1]}
		}
	}
}

// arc adds points of an elliptical arc (9.3.5): radii, angle of the first, the larger
// way or not, clockwise or not, and where it ends. It is drawn as in SVG (1.1, F.6.5).
func arc(from paper.Point, v []float64, add func(x, y float64, how paper.Step)) {
	const points = 16
	rx, ry := math.Abs(v[0]), math.Abs(v[1])
	sin, cos := math.Sincos(v[2] * math.Pi / 180)
	dx, dy := (from.X-v[5])/2, (from.Y-v[6])/2
	x1, y1 := cos*dx+sin*dy, -sin*dx+cos*dy
	if rx == 0 || ry == 0 || x1 == 0 && y1 == 0 {
		add(v[5], v[6], paper.Straight)
		return
	}
	if l := x1*x1/(rx*rx) + y1*y1/(ry*ry); l > 1 { // too small to reach
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	a, b := rx*y1, ry*x1
	f := math.Sqrt(max(rx*rx*ry*ry/(a*a+b*b)-1, 0))
	if (v[3] != 0) == (v[4] != 0) {
		f = -f
	}
	cx, cy := f*rx*y1/ry, -f*ry*x1/rx
	start := math.Atan2((y1-cy)/ry, (x1-cx)/rx)
	sweep := math.Atan2((-y1-cy)/ry, (-x1-cx)/rx) - start
	switch {
	case v[4] != 0 && sweep < 0:
		sweep += 2 * math.Pi
	case v[4] == 0 && sweep > 0:
		sweep -= 2 * math.Pi
	}
	mx, my := (from.X+v[5])/2, (from.Y+v[6])/2
	for i := 1; i < points; i++ {
		s, c := math.Sincos(start + sweep*float64(i)/points)
		x, y := cx+rx*c, cy+ry*s
		add(cos*x-sin*y+mx, sin*x+cos*y+my, paper.Curved)
	}
	add(v[5], v[6], paper.Curved)
}

// clips clips by the rectangles around what an object is clipped by (8.4): by each of the
// clips, which is what its areas cover together.
func (p *painter) clips(x *opc.XML, o object) {
	m := p.Matrix
	if !is(x, "TransFlag", true) {
		m = o.shifted
	}
	for range x.Children() {
		all, known, ragged, paths := paper.Nothing, true, false, 0
		for range x.Children() {
			m := m
			if t := array(x, "CTM", 6); t != nil {
				m = paper.Matrix(t).Then(m)
			}
			for name := range x.Children() {
				if local(name) == "Path" {
					r, whole := p.clip(x, m)
					all = all.Around(r)
					ragged = ragged || !whole
					paths++
				} else {
					known = false // the outline of a text
				}
			}
		}
		if known && all != paper.Nothing {
			p.Clip = p.Clip.Within(all)
		}
		p.Ragged = p.Ragged || ragged || !known || paths > 1
	}
}

// clip returns the rectangle around a path, and whether it is that.
func (p *painter) clip(x *opc.XML, m paper.Matrix) (around paper.Rect, whole bool) {
	around, whole = paper.Nothing, true
	var points []paper.Point
	if b := array(x, "Boundary", 4); b != nil {
		m = paper.Matrix{1, 0, 0, 1, b[0], b[1]}.Then(m)
	}
	if t := array(x, "CTM", 6); t != nil {
		m = paper.Matrix(t).Then(m)
	}
	for name := range x.Children() {
		if local(name) != "AbbreviatedData" {
			continue
		}
		const corners = 5 // and back to the first
		add := func(x, y float64, how paper.Step) {
			around = around.With(m.Of(x, y))
			if whole = whole && how != paper.Curved && len(points) < corners; whole {
				points = append(points, m.Of(x, y))
			}
		}
		if !draw(x.Text(), add, func() {}) {
			x.Fail(damaged(x.Part(), badPath))
		}
	}
	for _, q := range points {
		b := paper.Nothing.With(q)
		whole = whole && (near(b.X0, around.X0) || near(b.X0, around.X1)) && (near(b.Y0, around.Y0) || near(b.Y0, around.Y1))
	}
	return around, whole
}

func near(a, b paper.Pt) bool { return max(a-b, b-a) < 0.1 }
