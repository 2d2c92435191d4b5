package ofdlint

import (
	"errors"
	"fmt"
	"math"
)

// glyphs reads the outlines of a font, for the boxes of their ink.
type glyphs struct {
	loca                   *fields
	glyf                   []byte
	long                   bool
	maxPoints, maxContours int
	boxes                  []bounds
	state                  []byte // of a glyph: whether it is being read, or was
}

const (
	unread = iota
	reading
	done
)

// data returns the description of a glyph, nil where the offsets of it are wrong.
func (g *glyphs) data(i int) []byte {
	from, to := 2*g.loca.u16(2*i), 2*g.loca.u16(2*i+2)
	if g.long {
		from, to = g.loca.u32(4*i), g.loca.u32(4*i+4)
	}
	if from > to || to > len(g.glyf) {
		return nil
	}
	return g.glyf[from:to:to]
}

var errShort = errors.New("it is cut off")

// read reads a glyph and those that it is composed of.
func (g *glyphs) read(i, depth int) error {
	const deepest = 8
	switch {
	case i >= len(g.boxes):
		return fmt.Errorf("it has glyph %d of %d", i, len(g.boxes))
	case g.state[i] == done:
		return nil
	case g.state[i] == reading || depth > deepest:
		return errors.New("it is composed of itself, or too deep")
	}
	g.state[i] = reading
	data := g.data(i)
	if data == nil {
		return errors.New("its place in glyf is wrong")
	}
	if len(data) > 0 {
		f := &fields{b: data}
		var ink extent
		var err error
		if contours := f.i16(0); contours >= 0 {
			ink, err = g.simple(f, contours)
		} else {
			ink, err = g.composite(f, depth)
		}
		if err != nil {
			return err
		}
		g.boxes[i] = ink.bounds()
		if in, out := g.boxes[i], (bounds{f.i16(2), f.i16(4), f.i16(6), f.i16(8)}); in.xMin < out.xMin-1 || in.yMin < out.yMin-1 || in.xMax > out.xMax+1 || in.yMax > out.yMax+1 {
			return fmt.Errorf("its outline lies at %v, its box at %v", in, out)
		}
	}
	g.state[i] = done
	return nil
}

// An extent is what curves have reached so far.
type extent struct {
	some   bool
	x0, y0 float64
	x1, y1 float64
}

func (e *extent) add(x, y float64) {
	if !e.some {
		*e = extent{true, x, y, x, y}
	}
	*e = extent{true, min(e.x0, x), min(e.y0, y), max(e.x1, x), max(e.y1, y)}
}

func (e *extent) bounds() bounds {
	return bounds{int(math.Floor(e.x0)), int(math.Floor(e.y0)), int(math.Ceil(e.x1)), int(math.Ceil(e.y1))}
}

// A point is one of an outline.
type point struct {
	x, y float64
	on   bool
}

// curve adds a quadratic curve from a to b with the control point c.
func (e *extent) curve(a, c, b point) {
	e.add(a.x, a.y)
	e.add(b.x, b.y)
	x, y := turn(a.x, c.x, b.x), turn(a.y, c.y, b.y)
	e.add(x, b.y)
	e.add(b.x, y)
}

// turn returns where a quadratic curve turns back in an axis, or its end.
func turn(a, c, b float64) float64 {
	if min(a, b) <= c && c <= max(a, b) {
		return b
	}
	t := (a - c) / (a - 2*c + b)
	return (1-t)*(1-t)*a + 2*(1-t)*t*c + t*t*b
}

// Flags of points. OpenType spec, "glyf".
const (
	onCurve = 1 << iota
	shortX
	shortY
	repeated
	sameX
	sameY
)

// simple reads a glyph of contours.
func (g *glyphs) simple(f *fields, contours int) (extent, error) {
	var ink extent
	points := 0
	for i := range contours {
		last := f.u16(10 + 2*i)
		if last < points {
			return ink, errors.New("its contours are out of order")
		}
		points = last + 1
	}
	if f.short || points > g.maxPoints || contours > g.maxContours {
		return ink, fmt.Errorf("%d points in %d contours, maxp has %d in %d", points, contours, g.maxPoints, g.maxContours)
	}
	at := 10 + 2*contours
	at += 2 + f.u16(at) // instructions
	flags := make([]byte, 0, points)
	for len(flags) < points {
		if at >= len(f.b) {
			return ink, errShort
		}
		flag, times := f.b[at], 1
		if at++; flag&repeated != 0 {
			if at >= len(f.b) {
				return ink, errShort
			}
			times += int(f.b[at])
			at++
		}
		for ; times > 0; times-- {
			flags = append(flags, flag)
		}
	}
	if len(flags) > points {
		return ink, errors.New("a flag is repeated behind the last point")
	}
	outline := make([]point, points)
	axis := func(short, same byte, set func(*point, float64)) {
		v := 0
		for i, flag := range flags {
			switch {
			case flag&short != 0:
				if at >= len(f.b) {
					f.short = true
					return
				}
				d := int(f.b[at])
				if at++; flag&same == 0 {
					d = -d
				}
				v += d
			case flag&same == 0:
				v += f.i16(at)
				at += 2
			}
			set(&outline[i], float64(v))
		}
	}
	axis(shortX, sameX, func(p *point, v float64) { p.x = v })
	axis(shortY, sameY, func(p *point, v float64) { p.y = v })
	if f.short || at > len(f.b) {
		return ink, errShort
	}
	if len(f.b)-at > 3 {
		return ink, fmt.Errorf("%d bytes behind it", len(f.b)-at)
	}
	first := 0
	for i := range contours {
		end := f.u16(10+2*i) + 1
		for j := first; j < end; j++ {
			outline[j].on = flags[j]&onCurve != 0
		}
		ink.contour(outline[first:end])
		first = end
	}
	return ink, nil
}

// contour adds a closed contour, in which a point on the curve is left out between
// two that are not.
func (e *extent) contour(points []point) {
	n := len(points)
	if n < 2 {
		return // draws nothing
	}
	middle := func(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2, true} }
	for i, c := range points {
		before, after := points[(i+n-1)%n], points[(i+1)%n]
		if c.on {
			e.add(c.x, c.y)
			continue
		}
		if !before.on {
			before = middle(before, c)
		}
		if !after.on {
			after = middle(c, after)
		}
		e.curve(before, c, after)
	}
}

// Flags of components. OpenType spec, "glyf".
const (
	words        = 1 << 0
	offsets      = 1 << 1
	scaled       = 1 << 3
	more         = 1 << 5
	scaledXY     = 1 << 6
	matrix       = 1 << 7
	instructions = 1 << 8
)

// composite reads a glyph of glyphs. Its box is that of their boxes.
func (g *glyphs) composite(f *fields, depth int) (extent, error) {
	var ink extent
	for at, flags := 10, more; flags&more != 0; {
		flags = f.u16(at)
		part := f.u16(at + 2)
		at += 4
		var dx, dy int
		if flags&words != 0 {
			dx, dy = f.i16(at), f.i16(at+2)
			at += 4
		} else {
			v := f.u16(at)
			dx, dy = int(int8(v>>8)), int(int8(v))
			at += 2
		}
		m := [4]float64{1, 0, 0, 1}
		factor := func(i int) float64 { return float64(f.i16(at+2*i)) / (1 << 14) }
		switch {
		case flags&scaled != 0:
			m[0], m[3] = factor(0), factor(0)
			at += 2
		case flags&scaledXY != 0:
			m[0], m[3] = factor(0), factor(1)
			at += 4
		case flags&matrix != 0:
			m = [4]float64{factor(0), factor(1), factor(2), factor(3)}
			at += 8
		}
		if f.short {
			return ink, errShort
		}
		if flags&offsets == 0 {
			return ink, errors.New("its components are placed by points")
		}
		if err := g.read(part, depth+1); err != nil {
			return ink, fmt.Errorf("component %d: %w", part, err)
		}
		b := g.boxes[part]
		if b == (bounds{}) {
			continue
		}
		for _, x := range []int{b.xMin, b.xMax} {
			for _, y := range []int{b.yMin, b.yMax} {
				ink.add(m[0]*float64(x)+m[2]*float64(y)+float64(dx), m[1]*float64(x)+m[3]*float64(y)+float64(dy))
			}
		}
	}
	return ink, nil
}
