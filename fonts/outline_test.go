package fonts

import "testing"

// point is a point of an outline, with the flags that matter to its shape.
type point struct {
	x, y     int
	on, last bool
}

// outline decodes a glyph to points, composites flattened without scaling:
// what two fonts must agree on for a glyph to look the same, if the transforms
// of its components are compared as well.
func outline(t testing.TB, f *Face, g GID) (points []point, transforms []uint16) {
	t.Helper()
	b, err := f.description(g)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) == 0 {
		return nil, nil
	}
	if isComposite(b) {
		for at, more := glyphHeader, true; more; {
			c, err := nextComponent(b, at, g)
			if err != nil {
				t.Fatal(err)
			}
			transforms = append(transforms, c.flags&^compInstructions)
			for i := at + 4; i < c.end; i += 2 {
				transforms = append(transforms, u16(b, i))
			}
			p, tr := outline(t, f, c.glyph)
			points, transforms = append(points, p...), append(transforms, tr...)
			at, more = c.end, c.flags&compMore != 0
		}
		return points, transforms
	}
	contours := i16(b, 0)
	ends := map[int]bool{}
	n := 0
	for i := range contours {
		n = int(u16(b, glyphHeader+2*i)) + 1
		ends[n-1] = true
	}
	at := glyphHeader + 2*contours
	at += 2 + int(u16(b, at))
	var flags []byte
	for len(flags) < n {
		repeat := 0
		flag := b[at]
		at++
		if flag&flagRepeat != 0 {
			repeat = int(b[at])
			at++
		}
		for range repeat + 1 {
			flags = append(flags, flag)
		}
	}
	coordinates := func(short, same byte) []int {
		var list []int
		v := 0
		for _, flag := range flags {
			switch {
			case flag&short != 0 && flag&same != 0:
				v += int(b[at])
				at++
			case flag&short != 0:
				v -= int(b[at])
				at++
			case flag&same == 0:
				v += i16(b, at)
				at += 2
			}
			list = append(list, v)
		}
		return list
	}
	xs := coordinates(flagXShort, flagXSame)
	ys := coordinates(flagYShort, flagYSame)
	for i := range n {
		points = append(points, point{xs[i], ys[i], flags[i]&1 != 0, ends[i]})
	}
	return points, nil
}
