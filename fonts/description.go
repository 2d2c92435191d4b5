package fonts

import (
	"encoding/binary"
	"math"
)

// gridPoint is a point of a glyph description: integers.
type gridPoint struct {
	vec
	on bool
}

// withoutImplied drops the points on the curve, but for the first, that stand midway
// between two control points: a reader puts them there.
func withoutImplied(points []gridPoint) []gridPoint {
	n := len(points)
	kept := points[:1]
	for i := 1; i < n; i++ {
		p, before, after := points[i], kept[len(kept)-1], points[(i+1)%n]
		if p.on && !before.on && !after.on && p.times(2) == before.plus(after.vec) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// description is a simple glyph to be packed. OpenType spec, "glyf".
type description struct {
	contours [][]gridPoint
	box      [4]int16 // xMin, yMin, xMax, yMax
}

func (d *description) points() (n int) {
	for _, c := range d.contours {
		n += len(c)
	}
	return n
}

// append appends the description, padded to a multiple of four bytes; nothing for a
// glyph without contours. ok is false for numbers that the form cannot hold.
func (d *description) append(dst []byte) (_ []byte, ok bool) {
	if len(d.contours) == 0 {
		return dst, true
	}
	if len(d.contours) > math.MaxInt16 || d.points() > math.MaxUint16 {
		return dst, false
	}
	be := binary.BigEndian
	low, high := d.contours[0][0].vec, d.contours[0][0].vec
	var flags, xs, ys []byte
	last := vec{}
	fits := true
	number := func(b []byte, v float64, flag, short, same byte) ([]byte, byte) {
		switch n := int(v); {
		case n == 0:
			return b, flag | same
		case -256 < n && n < 0:
			return append(b, byte(-n)), flag | short
		case 0 < n && n < 256:
			return append(b, byte(n)), flag | short | same
		default:
			fits = fits && n == int(int16(n))
			return be.AppendUint16(b, uint16(n)), flag
		}
	}
	for _, c := range d.contours {
		for _, p := range c {
			low, high = vec{min(low.x, p.x), min(low.y, p.y)}, vec{max(high.x, p.x), max(high.y, p.y)}
			flag := byte(0)
			if p.on {
				flag = flagOn
			}
			xs, flag = number(xs, p.x-last.x, flag, flagXShort, flagXSame)
			ys, flag = number(ys, p.y-last.y, flag, flagYShort, flagYSame)
			flags = append(flags, flag)
			last = p.vec
		}
	}
	if !fits || min(low.x, low.y) < math.MinInt16 || max(high.x, high.y) > math.MaxInt16 {
		return dst, false
	}
	start := len(dst)
	dst = be.AppendUint16(dst, uint16(len(d.contours)))
	d.box = [4]int16{int16(low.x), int16(low.y), int16(high.x), int16(high.y)}
	for _, v := range d.box {
		dst = be.AppendUint16(dst, uint16(v))
	}
	end := -1
	for _, c := range d.contours {
		end += len(c)
		dst = be.AppendUint16(dst, uint16(end))
	}
	dst = append(dst, 0, 0) // instructionLength
	dst = append(append(appendFlags(dst, flags), xs...), ys...)
	return append(dst, make([]byte, -(len(dst)-start)&3)...), true
}

// appendFlags appends the flags of points, of which those that repeat are counted.
func appendFlags(dst, flags []byte) []byte {
	for i := 0; i < len(flags); {
		n := 1
		for i+n < len(flags) && flags[i+n] == flags[i] && n < 256 {
			n++
		}
		if n > 2 {
			dst = append(dst, flags[i]|flagRepeat, byte(n-1))
		} else {
			dst = append(dst, flags[i:i+n]...)
		}
		i += n
	}
	return dst
}
