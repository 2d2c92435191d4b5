package sfnt

import (
	"bytes"
	"slices"
	"testing"
)

func TestCharRuns(t *testing.T) {
	got := charRuns([]CharGlyph{{'A', 1}, {'B', 2}, {'C', 4}, {'E', 5}, {0x10000, 6}, {0x10001, 7}, {0x10002, 7}})
	want := []charRun{{'A', 'B', 1}, {'C', 'C', 4}, {'E', 'E', 5}, {0x10000, 0x10001, 6}, {0x10002, 0x10002, 7}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCmapSearchFields(t *testing.T) {
	cmap, err := Cmap([]CharGlyph{{'A', 1}, {'C', 2}, {'E', 3}, {0x20000, 4}})
	if err != nil {
		t.Fatal(err)
	}
	// Format 4 of 4 segments: segCountX2, searchRange, entrySelector, rangeShift.
	if got, want := cmap[20+6:20+14], Uint16s(8, 8, 2, 0); !bytes.Equal(got, want) {
		t.Errorf("got % x, want % x", got, want)
	}
	var far []CharGlyph
	for i := range uint16(9000) {
		far = append(far, CharGlyph{2 * rune(i), i})
	}
	if _, err := Cmap(far); err == nil {
		t.Error("a format 4 subtable of more than 65535 bytes was written")
	}
}

// Names stand in the order of their IDs, and empty ones do not.
func TestName(t *testing.T) {
	got := Name(map[uint16]string{6: "Own", 0: "𠮷", 16: ""})
	want := slices.Concat(Uint16s(0, 2, 30), Uint16s(3, 1, 0x409, 0, 4, 0), Uint16s(3, 1, 0x409, 6, 6, 4), Uint16s(0xD842, 0xDFB7, 'O', 'w', 'n'))
	if !bytes.Equal(got, want) {
		t.Errorf("got % x, want % x", got, want)
	}
}
