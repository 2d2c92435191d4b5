package fonts

import "github.com/nianbao/nianbao/fonts/internal/stored"

// openStored opens a face in the form of package stored.
func openStored(data []byte) (*Face, error) {
	s, err := stored.Open(data)
	if err != nil {
		return nil, err
	}
	return newStoredFace(s.Tables, s)
}

// storedGlyph returns a glyph of a stored face.
func (f *Face) storedGlyph(g GID) glyph {
	x := f.stored.Glyph(int(g))
	if x.Composite != nil {
		return glyph{composite: x.Composite}
	}
	return glyph{part: x.Part, checksum: x.Checksum, maxima: maxima{points: x.Points, contours: x.Contours}}
}
