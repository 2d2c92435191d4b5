package fonts

import (
	"encoding/binary"
	"errors"
	"slices"
	"testing"
)

// put returns b with the uint16s written over it at the place.
func put(b []byte, at int, v ...int) []byte {
	b = slices.Clone(b)
	copy(b[at:], words(v...))
	return b
}

// wantFault reports whether err is an *Error at the table, in two languages.
func wantFault(t *testing.T, name string, err error, table string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%s: error is %v, want an *Error", name, err)
		return
	}
	if e.Table != table {
		t.Errorf("%s: error at table %q, want %q: %v", name, e.Table, table, err)
	}
	ascii := !slices.ContainsFunc([]byte(e.English()), func(c byte) bool { return c >= 0x80 })
	if e.Error() == e.English() || !ascii {
		t.Errorf("%s: messages %q and %q", name, e.Error(), e.English())
	}
}

func TestDamagedTables(t *testing.T) {
	name := nameOf(record{3, 1, 0x409, 6, "Name"})
	gsub := gsubOf(words(1, 0, 1, 8, 1, 6, 2, 1, 1, 1))
	lookup := len(gsub) - 20
	for _, test := range []struct {
		name, table string
		damage      func(s synthetic)
	}{
		{"no head", "head", func(s synthetic) { delete(s, "head") }},
		{"no cmap", "cmap", func(s synthetic) { delete(s, "cmap") }},
		{"no glyf", "glyf", func(s synthetic) { delete(s, "glyf") }},
		{"hhea cut", "hhea", func(s synthetic) { s["hhea"] = s["hhea"][:35] }},
		{"magicNumber", "head", func(s synthetic) { s["head"] = put(s["head"], 12, 0) }},
		{"unitsPerEm 0", "head", func(s synthetic) { s["head"] = put(s["head"], 18, 0) }},
		{"unitsPerEm too large", "head", func(s synthetic) { s["head"] = put(s["head"], 18, 16385) }},
		{"indexToLocFormat", "head", func(s synthetic) { s["head"] = put(s["head"], 50, 2) }},
		{"maxp of CFF", "maxp", func(s synthetic) { s["maxp"] = put(s["maxp"], 0, 0, 0x5000) }},
		{"no glyphs", "maxp", func(s synthetic) { s["maxp"] = put(s["maxp"], 4, 0) }},
		{"more glyphs than loca", "loca", func(s synthetic) { s["maxp"] = put(s["maxp"], 4, 0xFFFF) }},
		{"no hmetrics", "hhea", func(s synthetic) { s["hhea"] = put(s["hhea"], 34, 0) }},
		{"more hmetrics than glyphs", "hhea", func(s synthetic) { s["hhea"] = put(s["hhea"], 34, 6) }},
		{"hmtx cut", "hmtx", func(s synthetic) { s["hmtx"] = s["hmtx"][:19] }},
		{"OS/2 cut", "OS/2", func(s synthetic) { s["OS/2"] = s["OS/2"][:60] }},
		{"post cut", "post", func(s synthetic) { s["post"] = s["post"][:8] }},
		{"licence restricted", "OS/2", func(s synthetic) { s["OS/2"] = put(s["OS/2"], 8, 0x0002) }},
		{"licence without subsetting", "OS/2", func(s synthetic) { s["OS/2"] = put(s["OS/2"], 8, 0x0104) }},
		{"licence for bitmaps only", "OS/2", func(s synthetic) { s["OS/2"] = put(s["OS/2"], 8, 0x0200) }},

		{"name cut", "name", func(s synthetic) { s["name"] = name[:5] }},
		{"name records cut", "name", func(s synthetic) { s["name"] = put(name, 2, 0xFFFF) }},

		{"cmap cut", "cmap", func(s synthetic) { s["cmap"] = words(0) }},
		{"cmap records cut", "cmap", func(s synthetic) { s["cmap"] = words(0, 0xFFFF) }},
		{"no Unicode subtable", "cmap", func(s synthetic) { s["cmap"] = put(s["cmap"], 4, 3, 0) }},
		{"subtable offset", "cmap", func(s synthetic) { s["cmap"] = put(s["cmap"], 8, 0xFFFF) }},
		{"subtable cut", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format12()[:15]) }},
		{"unknown format", "cmap", func(s synthetic) { s["cmap"] = cmapOf(words(6, 0, 0, 0)) }},
		{"group count", "cmap", func(s synthetic) {
			s["cmap"] = cmapOf(slices.Concat(words(12, 0), long(16), long(0), long(0xFFFFFFFF)))
		}},
		{"group backwards", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format12([3]uint32{'B', 'A', 1})) }},
		{"group beyond Unicode", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format12([3]uint32{0, 0xFFFFFFFF, 1})) }},
		{"groups out of order", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format12([3]uint32{'C', 'D', 1}, [3]uint32{'A', 'B', 1})) }},
		{"format 4 cut", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format4(nil)[:14]) }},
		{"odd segCountX2", "cmap", func(s synthetic) { s["cmap"] = cmapOf(put(format4([][4]int{{1, 2, 0, 0}}), 6, 1)) }},
		{"segment count", "cmap", func(s synthetic) { s["cmap"] = cmapOf(put(format4([][4]int{{1, 2, 0, 0}}), 6, 0xFFFE)) }},
		{"segment backwards", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format4([][4]int{{'B', 'A', 0, 0}})) }},
		{"segments out of order", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format4([][4]int{{'C', 'D', 0, 0}, {'A', 'A', 0, 0}})) }},
		{"idRangeOffset", "cmap", func(s synthetic) { s["cmap"] = cmapOf(format4([][4]int{{'A', 'D', 0, 2}}, 1)) }},

		{"GSUB cut", "GSUB", func(s synthetic) { s["GSUB"] = gsub[:8] }},
		{"script list offset", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, 4, 0xFFF0) }},
		{"feature list offset", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, 6, 0xFFF0) }},
		{"lookup list offset", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, 8, 0xFFF0) }},
		{"lookup offset", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, lookup-2, 0xFFF0) }},
		{"subtable count", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, lookup+4, 0xFFFF) }},
		{"substitution offset", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, lookup+6, 0xFFF0) }},
		{"coverage offset", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, lookup+10, 0xFFF0) }},
		{"coverage cut", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, lookup+16, 100) }},
		{"substitutes cut", "GSUB", func(s synthetic) { s["GSUB"] = put(gsub, lookup+8, 2, 6, 100) }},
		{"extension offset", "GSUB", func(s synthetic) { s["GSUB"] = gsubOf(words(7, 0, 1, 8, 1, 1, 0xFFFF, 0xFFFF)) }},
	} {
		s := plain()
		test.damage(s)
		_, err := Parse(s.build(), 0)
		wantFault(t, test.name, err, test.table)
	}
}

// A name record beyond its table is passed over: a face is not refused for a
// name.
func TestNameBeyondTable(t *testing.T) {
	s := plain()
	s["name"] = s["name"][:len(s["name"])-1]
	f, err := Parse(s.build(), 0)
	if err != nil || f.PostScriptName() == "" {
		t.Errorf("%v", err)
	}
}

func TestDamagedFile(t *testing.T) {
	good := plain().build()
	directory := func(i, field, v int) []byte { // field: 8 offset, 12 length
		b := slices.Clone(good)
		binary.BigEndian.PutUint32(b[12+16*i+field:], uint32(v))
		return b
	}
	duplicate := slices.Clone(good)
	copy(duplicate[12+16:], duplicate[12:16])
	without := plain()
	delete(without, "glyf")
	otto := without.build()
	copy(otto, "OTTO")
	without["CFF2"] = []byte{2, 0, 5, 0, 0}
	for _, test := range []struct {
		name, table string
		data        []byte
	}{
		{"empty", "", nil},
		{"eleven bytes", "", good[:11]},
		{"not a font", "", []byte("%PDF-1.7\n%and so on")},
		{"OTTO without outlines", "glyf", otto},
		{"CFF2 outlines", "CFF2", without.build()},
		{"directory cut", "", good[:40]},
		{"table count", "", put(good, 4, 0xFFFF)},
		{"table beyond the file", "OS/2", directory(0, 8, len(good))},
		{"length beyond 32 bits", "OS/2", directory(0, 12, -1)},
		{"overlap", "cmap", directory(0, 12, int(u32(good, 12+12))+4)},
		{"same place", "OS/2", directory(1, 8, int(u32(good, 12+8)))},
		{"duplicate", "OS/2", duplicate},
		{"tag", "", put(good, 12, 0xE4BD)},
		{"collection count", "ttcf", slices.Concat([]byte("ttcf"), long(0x00010000), long(0xFFFFFFFF))},
		{"collection of none", "", slices.Concat([]byte("ttcf"), long(0x00010000), long(0))},
		{"collection offset", "ttcf", slices.Concat([]byte("ttcf"), long(0x00010000), long(1), long(0xFFFFFFF0))},
		{"collection of collections", "", slices.Concat([]byte("ttcf"), long(0x00010000), long(1), long(0))},
	} {
		_, err := Parse(test.data, 0)
		wantFault(t, test.name, err, test.table)
	}
	for n := range len(good) {
		if _, err := Parse(good[:n], 0); err == nil && n < len(good)-3 { // but for padding
			t.Errorf("a file cut to %d of %d bytes was taken", n, len(good))
		}
	}
}

func TestDamagedGlyphs(t *testing.T) {
	good := square(100)
	deep := [][]byte{square(100), square(100)}
	for i := range maxComponentDepth + 1 {
		deep = append(deep, composite(0, i+1))
	}
	wide := [][]byte{square(100), square(100)} // doubling 2^14 × 4 points
	for i := range 14 {
		wide = append(wide, composite(0, i+1, i+1))
	}
	many := slices.Repeat([]int{1}, 0x10000)
	for _, test := range []struct {
		name, table string
		glyphs      [][]byte
		ask         GID
	}{
		{"header cut", "glyf", [][]byte{nil, good[:8]}, 1},
		{"contours cut", "glyf", [][]byte{nil, put(good, 0, 1000)}, 1},
		{"contours out of order", "glyf", [][]byte{nil, slices.Concat(put(good, 0, 2)[:10], words(3, 1, 0), make([]byte, 40))}, 1},
		{"instructions cut", "glyf", [][]byte{nil, put(good, 12, 0xFFFF)}, 1},
		{"flags cut", "glyf", [][]byte{nil, put(good, 10, 0xFFFE)}, 1},
		{"coordinates cut", "glyf", [][]byte{nil, good[:len(good)-2]}, 1},
		{"repeat beyond the points", "glyf", [][]byte{nil, slices.Concat(words(1, 0, 0, 9, 9, 3, 0), []byte{0x3F, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})}, 1},
		{"repeat cut", "glyf", [][]byte{nil, slices.Concat(words(1, 0, 0, 9, 9, 1, 0), []byte{0x31, 0x39})}, 1},
		{"component cut", "glyf", [][]byte{nil, composite(0, 1)[:16]}, 1},
		{"component scale cut", "glyf", [][]byte{nil, composite(compTwoByTwo, 1)[:20]}, 1},
		{"MORE_COMPONENTS without more", "glyf", [][]byte{nil, good, composite(compMore, 1)[:18]}, 2},
		{"component does not exist", "glyf", [][]byte{nil, composite(0, 99)}, 1},
		{"composite of itself", "glyf", [][]byte{nil, composite(0, 1)}, 1},
		{"composites of each other", "glyf", [][]byte{nil, composite(0, 2), composite(0, 1)}, 2},
		{"nested too deep", "glyf", deep, GID(len(deep) - 1)},
		{"nested too deep, asked from below", "glyf", deep, 2},
		{"too many points when flattened", "glyf", wide, GID(len(wide) - 1)},
		{"too many components", "glyf", [][]byte{nil, nil, composite(0, many...)}, 2},
		{"no such glyph", "glyf", [][]byte{nil, good}, 2},
	} {
		s := newSynthetic(test.glyphs...)
		if test.name == "too many components" {
			longLoca(s, test.glyphs)
		}
		f := mustParseTest(t, s.build())
		gids := []GID{test.ask}
		if test.name == "nested too deep, asked from below" {
			for g := range test.glyphs {
				gids = append(gids, GID(g))
			}
		}
		_, err := f.Subset(gids)
		wantFault(t, test.name, err, test.table)
	}

	s := plain()
	s["loca"] = words(0, 26, 0, 26, 0, 26)
	_, err := mustParseTest(t, s.build()).Subset([]GID{2, 4})
	wantFault(t, "loca overlap", err, "loca")
	s["loca"] = put(plain()["loca"], 2, 0xFFFF)
	_, err = mustParseTest(t, s.build()).Subset([]GID{1})
	wantFault(t, "loca beyond glyf", err, "loca")
	s["loca"] = put(plain()["loca"], 4, 0)
	_, err = mustParseTest(t, s.build()).Subset([]GID{1})
	wantFault(t, "loca backwards", err, "loca")
}

func longLoca(s synthetic, glyphs [][]byte) {
	var loca []byte
	at := uint32(0)
	for _, g := range glyphs {
		loca = append(loca, long(at)...)
		at += uint32(len(g))
	}
	s["loca"] = append(loca, long(at)...)
	s["head"] = put(s["head"], 50, 1)
}
