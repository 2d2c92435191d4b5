package fonts

import "encoding/binary"

// Bits of simple and of composite glyph descriptions. OpenType spec, "glyf".
const (
	flagOn                 = 0x01
	flagXShort, flagYShort = 0x02, 0x04
	flagRepeat             = 0x08
	flagXSame, flagYSame   = 0x10, 0x20

	compWords        = 0x0001 // ARG_1_AND_2_ARE_WORDS
	compScale        = 0x0008 // WE_HAVE_A_SCALE
	compMore         = 0x0020 // MORE_COMPONENTS
	compXYScale      = 0x0040 // WE_HAVE_AN_X_AND_Y_SCALE
	compTwoByTwo     = 0x0080 // WE_HAVE_A_TWO_BY_TWO
	compInstructions = 0x0100 // WE_HAVE_INSTRUCTIONS
)

const glyphHeader = 10 // numberOfContours and the bounding box

// description returns the glyph description of a glyph that the face has;
// empty for one without an outline.
func (f *Face) description(g GID) ([]byte, error) {
	if f.cubic != nil {
		_, b, err := f.cubic.outline(nil, g, f.unitsPerEm)
		return b, err
	}
	if f.stored != nil {
		return f.stored.Description(int(g)), nil
	}
	var at, end uint64
	if f.longLoca {
		at, end = uint64(u32(f.loca, 4*int(g))), uint64(u32(f.loca, 4*int(g)+4))
	} else {
		at, end = 2*uint64(u16(f.loca, 2*int(g))), 2*uint64(u16(f.loca, 2*int(g)+2))
	}
	if at > end || end > uint64(len(f.glyf)) {
		return nil, fault("loca", "字形 %d 的范围 %d–%d 不在长 %d 字节的 glyf 表内", "the extent of glyph %d, %d-%d, is not within the %d bytes of glyf", g, at, end, len(f.glyf))
	}
	b := f.glyf[at:end]
	if len(b) == 0 {
		return nil, nil
	}
	if len(b) < glyphHeader {
		return nil, cutGlyph(g)
	}
	if i16(b, 0) == 0 { // no contours
		return nil, nil
	}
	return b, nil
}

func isComposite(description []byte) bool {
	return len(description) != 0 && i16(description, 0) < 0
}

func cutGlyph(g GID) error {
	return fault("glyf", "字形 %d 的数据不完整", "the data of glyph %d are cut", g)
}

// appendSimple appends a simple glyph description without its instructions and
// without what stands behind the coordinates.
func appendSimple(dst, b []byte, g GID) (out []byte, points, contours int, err error) {
	contours = i16(b, 0)
	at := glyphHeader + 2*contours
	if len(b) < at+2 {
		return nil, 0, 0, cutGlyph(g)
	}
	for i := glyphHeader; i < at; i += 2 {
		end := int(u16(b, i)) + 1
		if end < points {
			return nil, 0, 0, fault("glyf", "字形 %d 的轮廓次序错误", "the contours of glyph %d are out of order", g)
		}
		points = end
	}
	flags := at + 2 + int(u16(b, at))
	p, coordinates := flags, 0
	for n := 0; n < points; n++ {
		if p >= len(b) {
			return nil, 0, 0, cutGlyph(g)
		}
		flag := b[p]
		p++
		size := 0
		if flag&flagXShort != 0 {
			size++
		} else if flag&flagXSame == 0 {
			size += 2
		}
		if flag&flagYShort != 0 {
			size++
		} else if flag&flagYSame == 0 {
			size += 2
		}
		coordinates += size
		if flag&flagRepeat != 0 {
			if p >= len(b) {
				return nil, 0, 0, cutGlyph(g)
			}
			coordinates += size * int(b[p])
			n += int(b[p])
			if n >= points {
				return nil, 0, 0, fault("glyf", "字形 %d 的标志多于点数", "glyph %d has more flags than points", g)
			}
			p++
		}
	}
	if p+coordinates > len(b) {
		return nil, 0, 0, cutGlyph(g)
	}
	dst = append(dst, b[:at]...)
	dst = append(dst, 0, 0) // instructionLength
	return append(dst, b[flags:p+coordinates]...), points, contours, nil
}

// component is a component record of a composite glyph.
type component struct {
	flags uint16
	glyph GID
	at    int // of the record in the description
	end   int // of the record
}

// nextComponent reads the component record at the given place.
func nextComponent(b []byte, at int, g GID) (component, error) {
	if len(b) < at+4 {
		return component{}, cutGlyph(g)
	}
	c := component{u16(b, at), GID(u16(b, at+2)), at, at + 6}
	if c.flags&compWords != 0 {
		c.end += 2
	}
	switch {
	case c.flags&compScale != 0:
		c.end += 2
	case c.flags&compXYScale != 0:
		c.end += 4
	case c.flags&compTwoByTwo != 0:
		c.end += 8
	}
	if len(b) < c.end {
		return component{}, cutGlyph(g)
	}
	return c, nil
}

// appendComposite appends a composite glyph description without instructions,
// its components renumbered.
func appendComposite(dst, b []byte, g GID, renumber func(GID) (GID, error)) ([]byte, error) {
	dst = append(dst, b[:glyphHeader]...)
	for at, more := glyphHeader, true; more; {
		c, err := nextComponent(b, at, g)
		if err != nil {
			return nil, err
		}
		glyph, err := renumber(c.glyph)
		if err != nil {
			return nil, err
		}
		dst = binary.BigEndian.AppendUint16(dst, c.flags&^compInstructions)
		dst = binary.BigEndian.AppendUint16(dst, uint16(glyph))
		dst = append(dst, b[at+4:c.end]...)
		at, more = c.end, c.flags&compMore != 0
	}
	return dst, nil
}
