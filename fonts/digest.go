package fonts

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
)

// Digest returns, in hexadecimal, what tells the set from others: the SHA-256 of its faces
// by their roles, each by its names, its sizes and its head table, which has a checksum of
// the font file.
func (s *Set) Digest() string {
	h := sha256.New()
	add := func(f *Face) {
		if f == nil {
			h.Write([]byte{0})
			return
		}
		h.Write([]byte{1})
		for _, b := range [...][]byte{f.head, f.hhea, f.maxp, f.os2} {
			binary.Write(h, binary.BigEndian, uint32(len(b)))
			h.Write(b)
		}
		binary.Write(h, binary.BigEndian, [...]uint32{uint32(len(f.glyf)), uint32(len(f.hmtx)), uint32(f.numGlyphs)})
		io.WriteString(h, f.postScriptName+"\x00"+f.family+"\x00")
	}
	for _, f := range s.Families {
		add(f.Regular)
		add(f.Bold)
	}
	for _, f := range s.Fallback {
		add(f)
	}
	return hex.EncodeToString(h.Sum(nil))
}
