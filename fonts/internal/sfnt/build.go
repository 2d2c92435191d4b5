package sfnt

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// Build returns a TrueType file of the tables, with checksums and the head
// table's checkSumAdjustment set. It sorts tables by tag; a head table shorter
// than the spec's 54 bytes panics.
func Build(tables []Table) []byte {
	slices.SortFunc(tables, func(a, b Table) int { return cmp.Compare(a.Tag, b.Tag) })
	n := len(tables)
	size := 12 + 16*n
	for _, t := range tables {
		size += pad4(len(t.Data))
	}
	out := make([]byte, 12+16*n, size)
	entrySelector := bits.Len(uint(n)) - 1
	searchRange := 16 << entrySelector
	be := binary.BigEndian
	be.PutUint32(out, versionTrueType)
	be.PutUint16(out[4:], uint16(n))
	be.PutUint16(out[6:], uint16(searchRange))
	be.PutUint16(out[8:], uint16(entrySelector))
	be.PutUint16(out[10:], uint16(16*n-searchRange))

	adjustment := -1
	for i, t := range tables {
		at := len(out)
		out = append(out, t.Data...)
		out = append(out, make([]byte, pad4(len(t.Data))-len(t.Data))...)
		if t.Tag == "head" {
			adjustment = at + 8
			be.PutUint32(out[adjustment:], 0)
		}
		rec := out[12+16*i:]
		copy(rec, t.Tag)
		be.PutUint32(rec[4:], Checksum(out[at:]))
		be.PutUint32(rec[8:], uint32(at))
		be.PutUint32(rec[12:], uint32(len(t.Data)))
	}
	if adjustment >= 0 {
		be.PutUint32(out[adjustment:], 0xB1B0AFBA-Checksum(out))
	}
	return out
}

// Checksum returns the sum of the big-endian uint32s of a table padded to a
// multiple of four bytes. OpenType spec, "Calculating Checksums".
func Checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	for i, x := range b {
		sum += uint32(x) << (24 - 8*i)
	}
	return sum
}

func pad4(n int) int { return (n + 3) &^ 3 }
