package fonts

import "math"

// vec is a point of an outline, or the way from one to another.
type vec struct{ x, y float64 }

func (a vec) plus(b vec) vec  { return vec{a.x + b.x, a.y + b.y} }
func (a vec) minus(b vec) vec { return vec{a.x - b.x, a.y - b.y} }

// Conversions keep products from being fused with sums, which some processors do and
// which would give other outlines there.
func (a vec) times(s float64) vec { return vec{float64(s * a.x), float64(s * a.y)} }
func (a vec) dot(b vec) float64   { return float64(a.x*b.x) + float64(a.y*b.y) }
func (a vec) cross(b vec) float64 { return float64(a.x*b.y) - float64(a.y*b.x) }

// segment is a cubic curve by its four points, or a line from the first of them to
// the last.
type segment struct {
	p    cubic
	line bool
}

// matrix is an affine map as a FontMatrix states it.
type matrix [6]float64

func (m *matrix) of(v vec) vec {
	return vec{m[0], m[1]}.times(v.x).plus(vec{m[2], m[3]}.times(v.y)).plus(vec{m[4], m[5]})
}

// area is that of what is made of a square of one unit; below 0 where it is mirrored.
func (m *matrix) area() float64 { return vec{m[0], m[1]}.cross(vec{m[2], m[3]}) }

// Path operators of charstrings; those of two bytes are 12<<8 and the second.
const (
	csVMoveTo    = 4
	csRLineTo    = 5
	csHLineTo    = 6
	csVLineTo    = 7
	csRRCurveTo  = 8
	csRMoveTo    = 21
	csHMoveTo    = 22
	csRCurveLine = 24
	csRLineCurve = 25
	csVVCurveTo  = 26
	csHHCurveTo  = 27
	csVHCurveTo  = 30
	csHVCurveTo  = 31
	csDotSection = csEscape << 8
	csHFlex      = csEscape<<8 | 34
	csFlex       = csEscape<<8 | 35
	csHFlex1     = csEscape<<8 | 36
	csFlex1      = csEscape<<8 | 37
)

// pathReader reads a charstring that an inliner wrote, and thus checked, into the
// contours that it draws. Widths and hints are passed over.
type pathReader struct {
	matrix    matrix
	stack     []float64
	at        vec // before the matrix
	stems     int
	moved     bool // a path operator was met: no width comes any more
	contours  [][]segment
	transient [32]float64
}

// read reads the charstring; ok is false where an operator has not the operands that
// it takes.
func (p *pathReader) read(b []byte) (ok bool) {
	for len(b) > 0 {
		if b[0] >= 32 || b[0] == csShortInt {
			v, size, _ := csNumber(b)
			p.stack, b = append(p.stack, v), b[size:]
			continue
		}
		op := int(b[0])
		b = b[1:]
		switch op {
		case csEndChar:
			return true
		case csHstem, csVstem, csHstemHM, csVstemHM, csHintMask, csCntrMask:
			p.stems += len(p.stack) / 2
			if op == csHintMask || op == csCntrMask {
				b = b[(p.stems+7)/8:]
			}
			p.stack, p.moved = p.stack[:0], true
			continue
		case csEscape:
			op = csEscape<<8 | int(b[0])
			if a := csArithmetic[b[0]]; a.takes+a.gives > 0 {
				if !p.compute(b[0]) {
					return false
				}
				b = b[1:]
				continue
			}
			b = b[1:]
		}
		if !p.draw(op, p.stack) {
			return false
		}
		p.stack, p.moved = p.stack[:0], true
	}
	return true
}

// draw does a path operator.
func (p *pathReader) draw(op int, v []float64) (ok bool) {
	n := len(v)
	switch op {
	case csDotSection:
		return true
	case csRMoveTo:
		return p.move(v, 2, func(v []float64) vec { return vec{v[0], v[1]} })
	case csHMoveTo:
		return p.move(v, 1, func(v []float64) vec { return vec{v[0], 0} })
	case csVMoveTo:
		return p.move(v, 1, func(v []float64) vec { return vec{0, v[0]} })
	case csRLineTo:
		return n%2 == 0 && p.lines(v)
	case csHLineTo, csVLineTo:
		return n > 0 && p.linesInTurn(v, op == csHLineTo)
	case csRRCurveTo:
		return n%6 == 0 && p.curves(v)
	case csRCurveLine:
		return n >= 8 && n%6 == 2 && p.curves(v[:n-2]) && p.lines(v[n-2:])
	case csRLineCurve:
		return n >= 8 && n%2 == 0 && p.lines(v[:n-6]) && p.curves(v[n-6:])
	case csVVCurveTo, csHHCurveTo:
		return n >= 4 && p.curvesAlong(v, op == csHHCurveTo)
	case csVHCurveTo, csHVCurveTo:
		return n >= 4 && p.curvesInTurn(v, op == csHVCurveTo)
	case csHFlex:
		return n == 7 && p.curves([]float64{v[0], 0, v[1], v[2], v[3], 0, v[4], 0, v[5], -v[2], v[6], 0})
	case csFlex: // the last operand is for rasterizers
		return n == 13 && p.curves(v[:12])
	case csHFlex1:
		return n == 9 && p.curves([]float64{v[0], v[1], v[2], v[3], v[4], 0, v[5], 0, v[6], v[7], v[8], -(v[1] + v[3] + v[7])})
	case csFlex1:
		return n == 11 && p.flex1(v)
	}
	return false
}

// move begins a contour. Before the first operand of the first one there may be the
// width.
func (p *pathReader) move(v []float64, takes int, to func([]float64) vec) bool {
	if len(v) == takes+1 && !p.moved {
		v = v[1:]
	}
	if len(v) != takes {
		return false
	}
	p.at = p.at.plus(to(v))
	p.contours = append(p.contours, nil)
	return true
}

func (p *pathReader) lines(v []float64) bool {
	for ; len(v) > 0; v = v[2:] {
		p.line(vec{v[0], v[1]})
	}
	return true
}

func (p *pathReader) curves(v []float64) bool {
	for ; len(v) > 0; v = v[6:] {
		p.curve(vec{v[0], v[1]}, vec{v[2], v[3]}, vec{v[4], v[5]})
	}
	return true
}

// linesInTurn draws lines that are horizontal and vertical by turns.
func (p *pathReader) linesInTurn(v []float64, horizontal bool) bool {
	for _, d := range v {
		if horizontal {
			p.line(vec{d, 0})
		} else {
			p.line(vec{0, d})
		}
		horizontal = !horizontal
	}
	return true
}

// curvesAlong draws curves that begin and end horizontal, or vertical. The first may begin
// aslant.
func (p *pathReader) curvesAlong(v []float64, horizontal bool) bool {
	across := 0.0
	if len(v)%4 == 1 {
		across, v = v[0], v[1:]
	}
	for ; len(v) >= 4; v = v[4:] {
		a, b, c := vec{across, v[0]}, vec{v[1], v[2]}, vec{0, v[3]}
		if horizontal {
			a, c = vec{v[0], across}, vec{v[3], 0}
		}
		p.curve(a, b, c)
		across = 0
	}
	return len(v) == 0
}

// curvesInTurn draws curves that begin horizontal and end vertical, or the other way round, by
// turns. The last may end aslant.
func (p *pathReader) curvesInTurn(v []float64, horizontal bool) bool {
	for ; len(v) >= 4; horizontal = !horizontal {
		along := 0.0
		if len(v) == 5 {
			along = v[4]
		}
		if horizontal {
			p.curve(vec{v[0], 0}, vec{v[1], v[2]}, vec{along, v[3]})
		} else {
			p.curve(vec{0, v[0]}, vec{v[1], v[2]}, vec{v[3], along})
		}
		if v = v[4:]; len(v) == 1 {
			v = nil
		}
	}
	return len(v) == 0
}

// flex1 draws two curves that end where they began on the axis that they go less far on.
func (p *pathReader) flex1(v []float64) bool {
	var d vec
	for i := 0; i < 10; i += 2 {
		d = d.plus(vec{v[i], v[i+1]})
	}
	last := vec{v[10], -d.y}
	if math.Abs(d.x) <= math.Abs(d.y) {
		last = vec{-d.x, v[10]}
	}
	return p.curves(append(append(make([]float64, 0, 12), v[:10]...), last.x, last.y))
}

func (p *pathReader) line(d vec) {
	from := p.at
	p.at = from.plus(d)
	p.add(segment{p: cubic{p.matrix.of(from), {}, {}, p.matrix.of(p.at)}, line: true})
}

func (p *pathReader) curve(a, b, c vec) {
	first := p.at.plus(a)
	second := first.plus(b)
	from := p.at
	p.at = second.plus(c)
	p.add(segment{p: cubic{p.matrix.of(from), p.matrix.of(first), p.matrix.of(second), p.matrix.of(p.at)}})
}

func (p *pathReader) add(s segment) {
	if len(p.contours) == 0 { // what has no move before it begins at the origin
		p.contours = append(p.contours, nil)
	}
	last := &p.contours[len(p.contours)-1]
	*last = append(*last, s)
}
