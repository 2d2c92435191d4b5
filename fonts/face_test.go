package fonts

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseSynthetic(t *testing.T) {
	f := mustParseTest(t, plain().build())
	if got, want := f.Metrics(), (Metrics{850, -150, 710, [4]int{-10, -20, 300, 400}, 700, -11.5}); got != want {
		t.Errorf("Metrics = %v, want %v", got, want)
	}
	if f.UnitsPerEm() != 1000 || f.NumGlyphs() != 5 || f.PostScriptName() != "Synthetic-Test" || f.Family() != "Synthetic-Test" {
		t.Errorf("got %d units, %d glyphs, names %q and %q", f.UnitsPerEm(), f.NumGlyphs(), f.PostScriptName(), f.Family())
	}
	for r, want := range map[rune]GID{'@': 0, 'A': 1, 'B': 2, 'D': 4, 'E': 0, -1: 0, 0x10FFFF: 0, 0x110000: 0, 0x7FFFFFFF: 0} {
		if g := f.Glyph(r); g != want {
			t.Errorf("Glyph(%#x) = %d, want %d", r, g, want)
		}
	}
	for g, want := range map[GID]int{0: 500, 4: 504, 5: 0, 0xFFFF: 0} {
		if a := f.Advance(g); a != want {
			t.Errorf("Advance(%d) = %d, want %d", g, a, want)
		}
	}
	if v := f.Vertical(3); v != 3 {
		t.Errorf("Vertical without GSUB = %d, want the glyph itself", v)
	}
}

func TestOptionalTables(t *testing.T) {
	s := plain()
	for _, tag := range []string{"OS/2", "post", "name"} {
		delete(s, tag)
	}
	f := mustParseTest(t, s.build())
	if got, want := f.Metrics(), (Metrics{800, -200, 800, [4]int{-10, -20, 300, 400}, 400, 0}); got != want {
		t.Errorf("Metrics = %v, want %v", got, want)
	}
	if f.PostScriptName() == "" || f.Family() == "" {
		t.Errorf("names %q and %q must not be empty", f.PostScriptName(), f.Family())
	}
	s["cmap"] = cmapOf(format12([3]uint32{'H', 'H', 2}))
	if got := mustParseTest(t, s.build()).Metrics().CapHeight; got != 300 {
		t.Errorf("CapHeight = %d, want that of H, 300", got)
	}
}

func TestFewerHMetrics(t *testing.T) {
	s := plain()
	copy(s["hhea"][34:], words(2))
	s["hmtx"] = words(600, 1, 700, 2, 33, 44, 55) // two full records, then left side bearings
	f := mustParseTest(t, s.build())
	for g, want := range []int{600, 700, 700, 700, 700} {
		if a := f.Advance(GID(g)); a != want {
			t.Errorf("Advance(%d) = %d, want %d", g, a, want)
		}
	}
	for g, want := range []uint16{1, 2, 33, 44, 55} {
		if lsb := f.leftSideBearing(GID(g)); lsb != want {
			t.Errorf("leftSideBearing(%d) = %d, want %d", g, lsb, want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		name               string
		records            []record
		postScript, family string
	}{
		{"Chinese family first",
			[]record{{3, 1, 0x409, 1, "FangSong"}, {3, 1, 0x804, 1, "仿宋"}, {3, 1, 0x409, 6, "FangSong"}, {1, 0, 0, 1, "Mac"}}, "FangSong", "仿宋"},
		{"typographic family", []record{{3, 1, 0x409, 1, "Noto Black"}, {3, 1, 0x409, 16, "Noto"}, {3, 1, 0x409, 6, "Noto-Black"}}, "Noto-Black", "Noto"},
		{"Chinese family before English typographic family", []record{{3, 1, 0x409, 16, "A"}, {3, 1, 0x804, 1, "甲"}}, "A", "甲"},
		{"Macintosh only", []record{{1, 0, 0, 1, "Old Face"}, {1, 0, 0, 6, "OldFace"}}, "OldFace", "Old Face"},
		{"undecodable Macintosh name", []record{{1, 0, 0, 1, "\xB7\xC2\xCB\xCE"}}, "Unnamed", "Unnamed"},
		{"other encodings passed over", []record{{3, 3, 0x804, 1, "仿"}, {0, 3, 0, 1, "U"}}, "U", "U"},
		{"PostScript name cleaned", []record{{3, 1, 0x409, 6, "仿宋 Fang/Song(2)#1"}}, "FangSong21", "FangSong21"},
		{"PostScript name from family", []record{{3, 1, 0x409, 1, "Fang Song"}, {3, 1, 0x409, 6, "仿宋"}}, "FangSong", "Fang Song"},
		{"long PostScript name", []record{{3, 1, 0x409, 6, strings.Repeat("x", 80)}}, strings.Repeat("x", 63), strings.Repeat("x", 63)},
		{"beyond U+FFFF and controls", []record{{3, 1, 0x409, 1, "a\u0000\u0085𠮷 "}}, "a", "a𠮷"},
	} {
		s := plain()
		s["name"] = nameOf(test.records...)
		f := mustParseTest(t, s.build())
		if f.PostScriptName() != test.postScript || f.Family() != test.family {
			t.Errorf("%s: got %q and %q, want %q and %q", test.name, f.PostScriptName(), f.Family(), test.postScript, test.family)
		}
	}
}

func TestCmap(t *testing.T) {
	missing := map[rune]GID{'@': 0, 'Z': 0, 0x20BB7: 0}
	for _, test := range []struct {
		name string
		cmap []byte
		want map[rune]GID
	}{
		{"format 12", cmapOf(format12([3]uint32{'A', 'B', 1}, [3]uint32{0x20BB7, 0x20BB7, 3})), map[rune]GID{'A': 1, 'B': 2, 'C': 0, 0x20BB7: 3}},
		{"format 12, glyph 0 and glyphs beyond numGlyphs", cmapOf(format12([3]uint32{'A', 'Z', 0}, [3]uint32{'a', 'a', 0xFFFFFFFF})), map[rune]GID{'A': 0, 'B': 1, 'E': 4, 'F': 0, 'a': 0}},
		{"format 12, overlap: the first group counts", cmapOf(format12([3]uint32{'A', 'C', 1}, [3]uint32{'B', 'D', 1})), map[rune]GID{'A': 1, 'B': 2, 'C': 3, 'D': 3}},
		{"format 12, all of Unicode", cmapOf(format12([3]uint32{0, 0x10FFFF, 1})), map[rune]GID{0: 1, 3: 4, 4: 0}},
		{"format 12, no groups", cmapOf(format12()), missing},
		{"format 4, idDelta", cmapOf(format4([][4]int{{'A', 'C', 1 - 'A', 0}, {0xFFFF, 0xFFFF, 1, 0}})), map[rune]GID{'A': 1, 'C': 3, 'D': 0, 0xFFFF: 0}},
		{"format 4, idDelta modulo 65536", cmapOf(format4([][4]int{{0xFF01, 0xFF02, 0x100, 0}, {0xFFFF, 0xFFFF, 1, 0}})), map[rune]GID{0xFF01: 1, 0xFF02: 2}},
		{"format 4, glyphIdArray", cmapOf(format4([][4]int{{'A', 'C', 1, 4}, {0xFFFF, 0xFFFF, 1, 0}}, 3, 0, 1)), map[rune]GID{'A': 4, 'B': 0, 'C': 2}},
		{"format 4, last segment with idRangeOffset 0xFFFF", cmapOf(format4([][4]int{{'A', 'A', 1 - 'A', 0}, {0xFFFF, 0xFFFF, 0, 0xFFFF}})), map[rune]GID{'A': 1, 0xFFFF: 0}},
		{"format 4, two last segments", cmapOf(format4([][4]int{{'A', 'A', 1 - 'A', 0}, {0xFFFF, 0xFFFF, 1, 0}, {0xFFFF, 0xFFFF, 1, 0}})), map[rune]GID{'A': 1}},
		{"format 12 before format 4", slices.Concat(
			words(0, 2, 3, 1), long(20), words(3, 10), long(20+32),
			format4([][4]int{{'A', 'A', 1 - 'A', 0}, {0xFFFF, 0xFFFF, 1, 0}}), format12([3]uint32{'B', 'B', 2})), map[rune]GID{'A': 0, 'B': 2}},
	} {
		s := plain()
		s["cmap"] = test.cmap
		f := mustParseTest(t, s.build())
		for r, want := range test.want {
			if g := f.Glyph(r); g != want {
				t.Errorf("%s: Glyph(U+%04X) = %d, want %d", test.name, r, g, want)
			}
		}
	}
}

func TestVertical(t *testing.T) {
	format1 := words(1, 0, 1, 8, 1, 6, 2 /* delta */, 1, 1, 1)                 // 1 → 3
	format2 := words(1, 0, 1, 8, 2, 10, 2, 4, 3 /* 2→4, 3→3 */, 2, 1, 2, 3, 0) // coverage by range
	extension := slices.Concat(words(7, 0, 1, 8, 1, 1), long(8), words(1, 6, 1, 1, 1, 2))
	ligature := words(4, 0, 1, 8, 1, 6, 0, 1, 1, 1)
	wild := words(1, 0, 1, 8, 1, 6, 1000, 1, 1, 1)
	for _, test := range []struct {
		name    string
		lookups [][]byte
		want    []GID // of the glyphs 0 to 4
	}{
		{"format 1", [][]byte{format1}, []GID{0, 3, 2, 3, 4}},
		{"format 2", [][]byte{format2}, []GID{0, 1, 4, 3, 4}},
		{"extension", [][]byte{extension}, []GID{0, 1, 3, 3, 4}},
		{"one lookup after the other", [][]byte{extension, format2, format1}, []GID{0, 3, 3, 3, 4}},
		{"other lookup types are passed over", [][]byte{ligature}, []GID{0, 1, 2, 3, 4}},
		{"a glyph that does not exist", [][]byte{wild}, []GID{0, 1, 2, 3, 4}},
	} {
		s := plain()
		s["GSUB"] = gsubOf(test.lookups...)
		f := mustParseTest(t, s.build())
		for g, want := range test.want {
			if v := f.Vertical(GID(g)); v != want {
				t.Errorf("%s: Vertical(%d) = %d, want %d", test.name, g, v, want)
			}
		}
	}
}

func TestCollection(t *testing.T) {
	second := plain()
	copy(second["head"][18:], words(2048))
	data := collectionOf(plain().build(), second.build())
	for i, want := range []int{1000, 2048} {
		f, err := Parse(data, i)
		if err != nil {
			t.Fatal(err)
		}
		if f.UnitsPerEm() != want || f.Glyph('B') != 2 {
			t.Errorf("face %d: %d units and glyph %d, want %d and 2", i, f.UnitsPerEm(), f.Glyph('B'), want)
		}
	}
	for _, i := range []int{-1, 2} {
		_, err := Parse(data, i)
		if e := (*Error)(nil); !errors.As(err, &e) || !strings.Contains(e.Error(), "共有 2 个字体") || !strings.Contains(e.English(), "the file has 2") {
			t.Errorf("index %d: error %v must say that there are 2 faces", i, err)
		}
	}
	if _, err := Parse(plain().build(), 1); err == nil || !strings.Contains(err.Error(), "共有 1 个字体") {
		t.Errorf("index 1 of a single face: error %v must say that there is 1", err)
	}
}

// Of a variable face the default instance is taken: its tables for variation
// count as little as others that are not known.
func TestVariable(t *testing.T) {
	s := plain()
	for _, tag := range []string{"fvar", "gvar", "HVAR", "STAT", "avar"} {
		s[tag] = []byte("anything")
	}
	f, plain := mustParseTest(t, s.build()), mustParseTest(t, plain().build())
	got, err := f.Subset([]GID{1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := plain.Subset([]GID{1, 2, 3})
	if !bytes.Equal(got.Data, want.Data) || f.Advance(1) != plain.Advance(1) {
		t.Error("the default instance differs from a face without variation")
	}
}
