package fonts

import (
	"crypto/sha256"
	"encoding/binary"
)

// Digest returns what tells the face from others: the SHA-256 of its names, its sizes and
// its head table, which has a checksum of the font file.
func (f *Face) Digest() (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, b := range [...][]byte{f.head, f.hhea, f.maxp, f.os2, []byte(f.postScriptName), []byte(f.family)} {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(b))))
		h.Write(b)
	}
	for _, n := range [...]int{len(f.glyf), len(f.hmtx), f.numGlyphs} {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(n)))
	}
	h.Sum(sum[:0])
	return sum
}
