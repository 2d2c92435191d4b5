package sfnt

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
)

// Build returns a TrueType file of the tables, with checksums and the head
// table's checkSumAdjustment set. It sorts tables by tag; a head table shorter
// than the spec's 54 bytes panics.
func Build(tables []Table) []byte {
	slices.SortFunc(tables, func(a, b Table) int { return cmp.Compare(a.Tag, b.Tag) })
	entries := make([]Entry, len(tables))
	for i, t := range tables {
		if t.Tag == "head" {
			t.Data = slices.Clone(t.Data)
			binary.BigEndian.PutUint32(t.Data[adjustmentAt:], 0)
			tables[i] = t
		}
		entries[i] = Entry{Tag: t.Tag, Length: len(t.Data), Checksum: Checksum(t.Data)}
	}
	out, adjustment := NewDirectory(entries)
	for _, t := range tables {
		if t.Tag == "head" {
			binary.BigEndian.PutUint32(t.Data[adjustmentAt:], adjustment)
		}
		out = append(out, t.Data...)
		out = append(out, make([]byte, pad4(len(t.Data))-len(t.Data))...)
	}
	return out
}

// adjustmentAt is where the head table has checkSumAdjustment.
const adjustmentAt = 8

// Entry is what a table directory says of a table.
type Entry struct {
	Tag      string
	Length   int
	Checksum uint32 // of head with checkSumAdjustment 0
	offset   int
}

// NewDirectory returns the table directory of a TrueType file whose tables follow
// it in the order of the entries, each padded to a multiple of four bytes; and the
// checkSumAdjustment of that file. It sorts the entries by tag.
func NewDirectory(entries []Entry) (dir []byte, checkSumAdjustment uint32) {
	be := binary.BigEndian
	n := len(entries)
	entrySelector := bits.Len(uint(n)) - 1
	searchRange := 16 << entrySelector
	at := 12 + 16*n
	dir = make([]byte, 0, at)
	dir = be.AppendUint32(dir, versionTrueType)
	for _, v := range []int{n, searchRange, entrySelector, 16*n - searchRange} {
		dir = be.AppendUint16(dir, uint16(v))
	}
	sum := uint32(0)
	for i := range entries {
		entries[i].offset = at
		at += pad4(entries[i].Length)
		sum += entries[i].Checksum
	}
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Tag, b.Tag) })
	for _, r := range entries {
		dir = append(dir, r.Tag...)
		dir = be.AppendUint32(dir, r.Checksum)
		dir = be.AppendUint32(dir, uint32(r.offset))
		dir = be.AppendUint32(dir, uint32(r.Length))
	}
	return dir, 0xB1B0AFBA - sum - Checksum(dir)
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
