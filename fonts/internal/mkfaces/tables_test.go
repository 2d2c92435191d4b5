package main

import (
	"bytes"
	"slices"
	"testing"
	"unicode/utf16"
)

func TestCharRuns(t *testing.T) {
	got := charRuns([]charGlyph{{'A', 1}, {'B', 2}, {'C', 4}, {'E', 5}, {0x10000, 6}, {0x10001, 7}, {0x10002, 7}})
	want := []charRun{{'A', 'B', 1}, {'C', 'C', 4}, {'E', 'E', 5}, {0x10000, 0x10001, 6}, {0x10002, 0x10002, 7}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCmapTableSearchFields(t *testing.T) {
	cmap, err := cmapTable([]charGlyph{{'A', 1}, {'C', 2}, {'E', 3}, {0x20000, 4}})
	if err != nil {
		t.Fatal(err)
	}
	// Format 4 of 4 segments: segCountX2, searchRange, entrySelector, rangeShift.
	if got, want := cmap[20+6:20+14], u16s(8, 8, 2, 0); !bytes.Equal(got, want) {
		t.Errorf("got % x, want % x", got, want)
	}
	var far []charGlyph
	for i := range uint16(9000) {
		far = append(far, charGlyph{2 * uint32(i), i})
	}
	if _, err := cmapTable(far); err == nil {
		t.Error("a format 4 subtable of more than 65535 bytes was written")
	}
}

// Where a name is replaced, nothing else of the source's name may remain.
func TestNameTable(t *testing.T) {
	utf16be := func(s string) (b []byte) {
		for _, u := range utf16.Encode([]rune(s)) {
			b = be.AppendUint16(b, u)
		}
		return b
	}
	old, licence := utf16be("Reserved"), utf16be("OFL")
	source := slices.Concat(u16s(0, 3, 42), u16s(1, 0, 0, 1, 8, 0), u16s(3, 1, 0x409, 1, len(old), 0), u16s(3, 1, 0x409, 13, len(licence), len(old)), old, licence)
	got, err := nameTable(source, map[uint16]string{1: "Other"})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(got, old) || !bytes.Contains(got, licence) || !bytes.Contains(got, utf16be("Other")) {
		t.Errorf("got %q", got)
	}
}
