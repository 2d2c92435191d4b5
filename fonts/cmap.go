package fonts

// charMap gives the glyph of a character by two array reads: pages of 256
// characters, page 0 the empty one.
type charMap struct {
	pages  []uint16 // character / 256 → page
	glyphs []GID    // page after page
}

const numCharPages = 0x110000 / 256

func (m *charMap) glyph(r rune) GID {
	if p := uint32(r) / 256; p < uint32(len(m.pages)) {
		return m.glyphs[uint32(m.pages[p])*256+uint32(r)%256]
	}
	return 0
}

func (m *charMap) set(c uint32, g GID) {
	p := &m.pages[c/256]
	if *p == 0 {
		*p = uint16(len(m.glyphs) / 256)
		m.glyphs = append(m.glyphs, make([]GID, 256)...)
	}
	m.glyphs[uint32(*p)*256+c%256] = g
}

// parseCmap reads the Unicode subtable of format 12, or else of format 4.
// OpenType spec, "cmap".
func parseCmap(t []byte, numGlyphs int) (charMap, error) {
	if t == nil {
		return charMap{}, fault("cmap", "缺少该表", "the table is missing")
	}
	if len(t) < 4 {
		return charMap{}, tooShort("cmap", len(t), 4)
	}
	n := int(u16(t, 2))
	if need := 4 + 8*n; len(t) < need {
		return charMap{}, tooShort("cmap", len(t), need)
	}
	var sub []byte
	var format uint16
	for i := range n {
		platform, encoding, at := u16(t, 4+8*i), u16(t, 6+8*i), u32(t, 8+8*i)
		// Encoding 5 of the Unicode platform is for variation sequences.
		unicode := platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10)
		if !unicode {
			continue
		}
		if uint64(at)+2 > uint64(len(t)) {
			return charMap{}, fault("cmap", "子表偏移 %d 超出表长 %d", "subtable offset %d is beyond the table's %d bytes", at, len(t))
		}
		if f := u16(t, int(at)); (f == 4 || f == 12) && f > format {
			sub, format = t[at:], f
		}
	}
	m := charMap{pages: make([]uint16, numCharPages), glyphs: make([]GID, 256, 128*256)}
	switch format {
	case 4:
		return m, m.parseFormat4(sub, numGlyphs)
	case 12:
		return m, m.parseFormat12(sub, numGlyphs)
	}
	return charMap{}, fault("cmap", "没有格式 4 或格式 12 的 Unicode 子表", "there is no Unicode subtable of format 4 or 12")
}

// parseFormat4 reads segments of the Basic Multilingual Plane. The length field
// is not believed: it overflows in large faces.
func (m *charMap) parseFormat4(sub []byte, numGlyphs int) error {
	if len(sub) < 16 {
		return tooShort("cmap", len(sub), 16)
	}
	size := int(u16(sub, 6)) // segCountX2
	if size%2 != 0 || len(sub) < 16+4*size {
		return fault("cmap", "segCountX2 是 %d，子表余 %d 字节", "segCountX2 is %d with %d bytes left", size, len(sub))
	}
	next := 0 // the first character that no segment before has settled
	for i := 0; i < size; i += 2 {
		end, start := int(u16(sub, 14+i)), int(u16(sub, 16+size+i))
		delta, rangeAt := u16(sub, 16+2*size+i), 16+3*size+i
		rangeOffset := int(u16(sub, rangeAt))
		if start > end || end < next-1 {
			return fault("cmap", "第 %d 段 %04X–%04X 次序错误", "segment %d, %04X-%04X, is out of order", i/2, start, end)
		}
		first := max(start, next)
		next = end + 1
		if rangeOffset == 0xFFFF { // written by some old tools in the last segment
			continue
		}
		for c := first; c <= end && c < 0xFFFF; c++ {
			g := uint16(c)
			if rangeOffset != 0 {
				at := rangeAt + rangeOffset + 2*(c-start)
				if at+2 > len(sub) {
					return fault("cmap", "U+%04X 的 glyphIdArray 位置 %d 超出子表", "the glyphIdArray place of U+%04X, %d, is beyond the subtable", c, at)
				}
				if g = u16(sub, at); g == 0 {
					continue
				}
			}
			if g += delta; g != 0 && int(g) < numGlyphs {
				m.set(uint32(c), GID(g))
			}
		}
	}
	return nil
}

// parseFormat12 reads groups of characters of all planes.
func (m *charMap) parseFormat12(sub []byte, numGlyphs int) error {
	if len(sub) < 16 {
		return tooShort("cmap", len(sub), 16)
	}
	n := u32(sub, 12)
	if uint64(n)*12 > uint64(len(sub)-16) {
		return fault("cmap", "声明有 %d 组，超出表长", "%d groups are more than the table can hold", n)
	}
	next := uint32(0) // the first character that no group before has settled
	for i := range int(n) {
		start, end, glyph := u32(sub, 16+12*i), u32(sub, 20+12*i), u32(sub, 24+12*i)
		if start > end || end > 0x10FFFF || next > 0 && end < next-1 {
			return fault("cmap", "第 %d 组 %04X–%04X 次序错误或超出 Unicode", "group %d, %04X-%04X, is out of order or beyond Unicode", i, start, end)
		}
		first := max(start, next)
		next = end + 1
		for c := first; c <= end; c++ {
			g := uint64(glyph) + uint64(c-start)
			if g >= uint64(numGlyphs) {
				break
			}
			if g != 0 {
				m.set(c, GID(g))
			}
		}
	}
	return nil
}
