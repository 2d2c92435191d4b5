package fonts

// Bits of OS/2 fsType. OpenType spec, "OS/2".
const (
	fsTypeUsage      = 0x000F // of older versions several may be set: the least restrictive counts
	fsTypeRestricted = 0x0002
	fsTypeNoSubset   = 0x0100
	fsTypeBitmapOnly = 0x0200
)

// parseMetrics reads head, hhea, OS/2 and post. OS/2 and post may be missing,
// as in faces made for the Macintosh alone.
func (f *Face) parseMetrics() error {
	m := &f.metrics
	for i := range m.BBox {
		m.BBox[i] = i16(f.head, 36+2*i)
	}
	m.Ascent, m.Descent = i16(f.hhea, 4), i16(f.hhea, 6)
	m.Weight = 400

	if os2 := f.os2; os2 != nil {
		if err := checkEmbedding(os2); err != nil {
			return err
		}
		m.Weight = int(u16(os2, 4))
		if len(os2) >= 72 && (i16(os2, 68) != 0 || i16(os2, 70) != 0) {
			m.Ascent, m.Descent = i16(os2, 68), i16(os2, 70)
		}
		if u16(os2, 0) >= 2 && len(os2) >= 90 {
			m.CapHeight = i16(os2, 88)
		}
	}
	if post := f.post; post != nil {
		if len(post) < 32 {
			return tooShort("post", len(post), 32)
		}
		m.ItalicAngle = float64(int32(u32(post, 4))) / 65536
	}
	return nil
}

// checkEmbedding reports whether the OS/2 table lets a subset be embedded.
func checkEmbedding(os2 []byte) error {
	if len(os2) < 68 { // Apple's version 0 ends before sTypoAscender
		return tooShort("OS/2", len(os2), 68)
	}
	fsType := u16(os2, 8)
	if fsType&fsTypeUsage == fsTypeRestricted || fsType&(fsTypeNoSubset|fsTypeBitmapOnly) != 0 {
		return refusal("OS/2", "字体的许可（fsType 0x%04X）不允许嵌入文件；请换别的字体", "its licence (fsType 0x%04X) does not allow it to be embedded in a file; take another font", fsType)
	}
	return nil
}

// capHeight returns the height of H, for faces whose OS/2 does not say it; the
// ascent where there is no H or its outline is not TrueType.
func (f *Face) capHeight() int {
	if g := f.Glyph('H'); g != 0 && f.cff == nil {
		if b, err := f.description(g); err == nil && len(b) > 0 {
			return i16(b, 8) // yMax
		}
	}
	return f.metrics.Ascent
}
