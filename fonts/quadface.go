package fonts

import (
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// The points of a glyph description are integers. With so many units to the em they can
// be near enough to a curve for the curves through them to keep to it.
const (
	quadraticEm    = 2000
	quadraticError = 0.45 / 1000 // of the em; half a thousandth between the places that are looked at
)

// quadraticFace is the face with TrueType outlines that is made of one with CFF outlines.
type quadraticFace struct {
	once sync.Once
	face *Face
	err  error
}

// cubicFace is the face with CFF outlines that one with TrueType outlines is made of.
type cubicFace struct {
	cff      *cffFont
	matrices []matrix // by FD, to font units of the face that is made
}

// trueType returns the face itself, or of a face with CFF outlines one of the same
// glyphs, characters and names whose outlines are quadratic curves, made when they are
// asked for. They are nowhere farther from the CFF ones than half a thousandth of the
// em. Its font units are a whole number of times as fine. The error is an *Error.
func (f *Face) trueType() (*Face, error) {
	if f.cff == nil {
		return f, nil
	}
	q := &f.quadratic
	q.once.Do(func() { q.face, q.err = f.newQuadratic() })
	return q.face, q.err
}

func (f *Face) newQuadratic() (*Face, error) {
	scale := f.quadraticScale()
	cubic := &cubicFace{cff: f.cff}
	for fd := range f.cff.fds {
		m, ok := f.cff.fontMatrix(fd, f.unitsPerEm)
		if !ok {
			return nil, fault("CFF ", "FontMatrix 无效", "the FontMatrix is not valid")
		}
		for i := range m {
			m[i] *= float64(scale)
		}
		cubic.matrices = append(cubic.matrices, m)
	}
	m := f.metrics
	for _, v := range []*int{&m.Ascent, &m.Descent, &m.CapHeight, &m.BBox[0], &m.BBox[1], &m.BBox[2], &m.BBox[3]} {
		*v *= scale
	}
	q := &Face{
		postScriptName: f.postScriptName,
		family:         f.family,
		unitsPerEm:     scale * f.unitsPerEm,
		numGlyphs:      f.numGlyphs,
		metrics:        m,
		chars:          f.chars,
		vert:           f.vert,
		// The bounding box; ascender to line gap, minima and extent, caret offset, the
		// greatest advance; averages, subscripts to strikeout, typographic and Windows
		// ascents, heights of x and H; the underline. OpenType spec.
		head:             scaled(f.head, scale, []int{36, 38, 40, 42}, 18),
		hhea:             scaled(f.hhea, scale, []int{4, 6, 8, 12, 14, 16, 22}, 10),
		os2:              scaled(f.os2, scale, []int{2, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 68, 70, 72, 86, 88}, 74, 76),
		post:             scaled(f.post, scale, []int{8, 10}),
		name:             f.name,
		hmtx:             make([]byte, 4*f.numberOfHMetrics),
		numberOfHMetrics: f.numberOfHMetrics,
		cubic:            cubic,
	}
	for i := range f.numberOfHMetrics {
		binary.BigEndian.PutUint16(q.hmtx[4*i:], uint16(scale*f.Advance(GID(i))))
	}
	return q, nil
}

// quadraticScale returns by what to multiply font units. Every advance has to fit.
func (f *Face) quadraticScale() int {
	widest := 0
	for i := range f.numberOfHMetrics {
		widest = max(widest, f.Advance(GID(i)))
	}
	scale := (quadraticEm + f.unitsPerEm - 1) / f.unitsPerEm
	return max(min(scale, math.MaxUint16/max(widest, 1)), 1)
}

// scaled returns a table whose numbers at the places, signed ones and unsigned ones, are
// so many times as large, or the largest that there can be. t may be nil, or end before.
func scaled(t []byte, scale int, signed []int, unsigned ...int) []byte {
	t = slices.Clone(t)
	for _, at := range signed {
		if at+2 <= len(t) {
			v := min(max(scale*i16(t, at), math.MinInt16), math.MaxInt16)
			binary.BigEndian.PutUint16(t[at:], uint16(v))
		}
	}
	for _, at := range unsigned {
		if at+2 <= len(t) {
			v := min(scale*int(u16(t, at)), math.MaxUint16)
			binary.BigEndian.PutUint16(t[at:], uint16(v))
		}
	}
	return t
}

// quadraticBox is [Face.Box] of a face with CFF outlines.
func (f *Face) quadraticBox(g GID) (box [4]int, err error) {
	q, err := f.trueType()
	if err != nil {
		return box, err
	}
	x, err := q.glyph(g)
	scale := float64(q.unitsPerEm / f.unitsPerEm)
	for i, v := range x.box {
		if i < 2 {
			box[i] = int(math.Floor(float64(v) / scale))
		} else {
			box[i] = int(math.Ceil(float64(v) / scale))
		}
	}
	return box, err
}

// outline appends the description of a glyph, padded, to dst.
func (c *cubicFace) outline(dst []byte, g GID, unitsPerEm int) (x glyph, b []byte, err error) {
	fd, err := c.cff.fd(g)
	if err != nil {
		return x, nil, err
	}
	contours, work, err := c.contours(g, fd)
	if err != nil {
		return x, nil, err
	}
	mirrored := c.matrices[fd].area() < 0
	d := description{}
	for _, contour := range contours {
		points, ok := quadraticContour(contour, quadraticError*float64(unitsPerEm))
		if !ok {
			return x, nil, fault("CFF ", "字形 %d 的轮廓不能化为二次曲线", "the outline of glyph %d cannot be made one of quadratic curves", g)
		}
		if len(points) > 2 { // the others enclose nothing
			if !mirrored { // CFF has to the left what is filled, TrueType to the right
				slices.Reverse(points[1:])
			}
			d.contours = append(d.contours, points)
		}
	}
	b, ok := d.append(dst)
	if !ok {
		return x, nil, fault("CFF ", "字形 %d 的轮廓超出范围", "the outline of glyph %d is too large", g)
	}
	x.work, x.points, x.contours, x.box = max(work, len(b)-len(dst)), d.points(), len(d.contours), d.box
	return x, b, nil
}

// contours returns the contours of a glyph in the units of the face that is made.
func (c *cubicFace) contours(g GID, fd int) (contours [][]segment, work int, err error) {
	in := inliner{font: c.cff}
	b, err := in.append(nil, g, fd)
	if err != nil {
		return nil, 0, err
	}
	p := pathReader{matrix: c.matrices[fd]}
	if !p.read(b) {
		return nil, 0, in.cut()
	}
	return p.contours, in.steps, nil
}

// quadraticContour returns the points of a contour. ok is false where they cannot be
// within the limit.
func quadraticContour(contour []segment, limit float64) (points []gridPoint, ok bool) {
	if len(contour) == 0 {
		return nil, true
	}
	var controls []vec
	start, ok := toGrid(contour[0].p[0], limit)
	if !ok {
		return nil, false
	}
	last := start
	points = append(points, gridPoint{start, true})
	for i := range contour {
		s := &contour[i]
		end, near := toGrid(s.p[3], limit)
		if !near {
			return nil, false
		}
		if !s.line {
			controls, near = s.p.quadratics(controls[:0], last, end, limit)
			if !near {
				return nil, false
			}
			for _, c := range controls {
				points = append(points, gridPoint{c, false})
			}
		}
		if !s.line || end != last {
			points = append(points, gridPoint{end, true})
		}
		last = end
	}
	if n := len(points); n > 1 && last == start {
		points = points[:n-1]
	}
	return withoutImplied(points), true
}

// toGrid returns the nearest point of the grid, and whether it is near enough.
func toGrid(v vec, limit float64) (vec, bool) {
	r := v.round()
	d := v.minus(r)
	return r, d.dot(d) <= limit*limit
}
