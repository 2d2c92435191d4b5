package fonts

import (
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
	"github.com/nianbao/nianbao/report/doc"
)

// inflated returns the font that AppendDeflate appends in coded form.
func inflated(t testing.TB, f *FontFile) []byte {
	t.Helper()
	out, crc := f.AppendDeflate([]byte("before"))
	src := bytes.NewReader(bytes.TrimPrefix(out, []byte("before")))
	data, err := io.ReadAll(flate.NewReader(src))
	if err != nil || src.Len() != 0 {
		t.Fatalf("%d bytes are left, %v", src.Len(), err)
	}
	if len(data) != f.Length || crc32.ChecksumIEEE(data) != crc {
		t.Fatalf("%d bytes with the CRC-32 %#x; told were %d and %#x", len(data), crc32.ChecksumIEEE(data), f.Length, crc)
	}
	return data
}

// checkMapped makes a font of the mapping, and compares all that it has with it.
func checkMapped(t testing.TB, f *Face, chars []Mapping) (*FontFile, *Face) {
	t.Helper()
	const name = "Own-Vertical"
	file, err := f.Mapped(name, chars)
	if err != nil {
		t.Fatal(err)
	}
	data := inflated(t, file)
	if !bytes.Equal(data, file.inflate()) {
		t.Fatal("another font in zlib form")
	}
	checkSums(t, data)
	tables, bad := sfnt.Read(data, 0)
	if bad != nil {
		t.Fatal(bad.English)
	}
	var tags []string
	for i := range int(u16(data, 4)) {
		tags = append(tags, string(data[12+16*i:][:4]))
	}
	if want := []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}; !slices.Equal(tags, want) {
		t.Fatalf("tables %v, want %v", tags, want)
	}
	own, err := Parse(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	if own.Family() != name || own.PostScriptName() != name {
		t.Errorf("names %s and %s", own.Family(), own.PostScriptName())
	}
	if b, err := own.description(0); err != nil || len(b) > 0 {
		t.Errorf("glyph 0 has %d bytes, %v", len(b), err)
	}
	for i, g := range file.Glyphs[1:] {
		n := GID(i + 1)
		if own.Advance(n) != f.Advance(g) || own.leftSideBearing(n) != f.leftSideBearing(g) {
			t.Fatalf("glyph %d: advance and lsb %d, %d, want %d, %d", g, own.Advance(n), own.leftSideBearing(n), f.Advance(g), f.leftSideBearing(g))
		}
		points, transforms := outline(t, own, n)
		wantPoints, wantTransforms := outline(t, f, g)
		if !slices.Equal(points, wantPoints) || !slices.Equal(transforms, wantTransforms) {
			t.Fatalf("glyph %d: the outline differs", g)
		}
		got, err := own.Box(n)
		if want, wantErr := f.Box(g); got != want || err != nil || wantErr != nil {
			t.Fatalf("glyph %d: box %v, want %v (%v, %v)", g, got, want, err, wantErr)
		}
	}

	cmap := tables.Table("cmap")
	if records := slices.Concat(words(0, 2, 3, 1), long(20), words(3, 10)); !bytes.HasPrefix(cmap, records) {
		t.Fatalf("cmap begins with % x", cmap[:16])
	}
	basic, err := parseCmap(put(cmap, 2, 1), own.numGlyphs)
	if err != nil || u16(cmap, 20) != 4 {
		t.Fatalf("format %d, %v", u16(cmap, 20), err)
	}
	want := map[rune]GID{}
	for _, m := range chars {
		want[m.Rune] = m.GID
	}
	first, last := rune(0x10FFFF), rune(0)
	for r := range rune(0x110000) {
		g := own.Glyph(r)
		switch asked, ok := want[r]; {
		case !ok && (g != 0 || basic.glyph(r) != 0):
			t.Fatalf("U+%04X was not asked for", r)
		case ok && (g == 0 || file.Glyphs[g] != asked):
			t.Fatalf("U+%04X is glyph %d of the face, want %d", r, file.Glyphs[g], asked)
		case ok && r < 0xFFFF && basic.glyph(r) != g:
			t.Fatalf("U+%04X is glyph %d in format 4, %d in format 12", r, basic.glyph(r), g)
		case ok:
			first, last = min(first, r), max(last, r)
		}
	}
	if os2 := tables.Table("OS/2"); rune(u16(os2, 64)) != min(first, 0xFFFF) || rune(u16(os2, 66)) != min(last, 0xFFFF) || u16(os2, 62)&(selectionBold|selectionRegular) != selectionRegular {
		t.Errorf("OS/2 from U+%04X to U+%04X, want U+%04X to U+%04X; fsSelection %#x", u16(os2, 64), u16(os2, 66), first, last, u16(os2, 62))
	}
	if style := u16(tables.Table("head"), 44); style != 0 {
		t.Errorf("macStyle %#x of a font that is named Regular", style)
	}
	return file, own
}

func TestMapped(t *testing.T) {
	for name, f := range embeddedFaces() {
		t.Run(name, func(t *testing.T) {
			var chars []Mapping
			for _, r := range sample + "—―…“‘Å𠮷 " {
				if g := f.Glyph(r); g != 0 {
					chars = append(chars, Mapping{r, g})
				}
			}
			chars = append(chars, chars[:9]...)
			file, own := checkMapped(t, f, chars)
			for _, id := range []uint16{nameCopyright, nameLicence, nameLicenceURL} {
				if got, want := nameOfFace(own, id), nameOfFace(f, id); got != want {
					t.Errorf("name %d is %q, want %q", id, got, want)
				}
			}
			slices.Reverse(chars)
			again, err := f.Mapped("Own-Vertical", chars)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := file.AppendDeflate(nil)
			if b, _ := again.AppendDeflate(nil); !bytes.Equal(a, b) {
				t.Error("the order of the mappings counts")
			}

			var vertical []Mapping
			for _, r := range "、。，：；！？（）《》“”‘’—…" {
				if g := f.Vertical(f.Glyph(r)); g != f.Glyph(r) {
					vertical = append(vertical, Mapping{r, g})
				}
			}
			checkMapped(t, f, vertical)
		})
	}
}

// nameOfFace returns the name that stands last in the table of the face.
func nameOfFace(f *Face, want uint16) (name string) {
	nameRecords(f.name, func(id, platform, _ uint16, _ int, value []byte) {
		if id == want {
			name = decodeName(value, platform)
		}
	})
	return name
}

func TestMappedSynthetic(t *testing.T) {
	f := mustParseTest(t, newSynthetic(
		square(10), square(20), square(30), square(40),
		composite(compScale, 5, 1),    // 4: of a composite and a simple glyph
		composite(compTwoByTwo, 2, 0), // 5: .notdef among its components
		nil,
	).build())
	for _, test := range []struct {
		name  string
		chars []Mapping
		want  []GID
	}{
		{"two characters share a glyph", []Mapping{{0x2015, 1}, {0x2014, 1}, {'一', 3}}, []GID{0, 1, 3}},
		{"one mapping twice", []Mapping{{'一', 3}, {'一', 3}}, []GID{0, 3}},
		{"in the order of the characters", []Mapping{{'a', 3}, {'b', 2}, {'c', 1}}, []GID{0, 3, 2, 1}},
		{"beyond U+FFFF alone", []Mapping{{'𠮷', 2}}, []GID{0, 2}},
		{"the ends of Unicode", []Mapping{{0, 1}, {0xFFFE, 2}, {0xFFFF, 3}, {0x10000, 2}, {0x10FFFF, 1}}, []GID{0, 1, 2, 3}},
		{"around the surrogates", []Mapping{{0xD7FF, 1}, {0xE000, 2}}, []GID{0, 1, 2}},
		{"no outline but empty ones", []Mapping{{' ', 6}}, []GID{0, 6}},
		{"components come last", []Mapping{{'4', 4}, {'6', 6}}, []GID{0, 4, 6, 5, 1, 2, 0}},
		{"components that have characters", []Mapping{{'5', 5}, {'2', 2}}, []GID{0, 2, 5, 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, _ := checkMapped(t, f, test.chars)
			if !slices.Equal(file.Glyphs, test.want) {
				t.Errorf("Glyphs %v, want %v", file.Glyphs, test.want)
			}
		})
	}
}

// A face made for the Macintosh alone has no OS/2, no post and no name table.
func TestMappedBareFace(t *testing.T) {
	s := plain()
	for _, tag := range []string{"OS/2", "post", "name"} {
		delete(s, tag)
	}
	f := mustParseTest(t, s.build())
	_, own := checkMapped(t, f, []Mapping{{'一', 1}})
	if own.Metrics().Ascent != f.Metrics().Ascent {
		t.Errorf("ascent %d, want %d", own.Metrics().Ascent, f.Metrics().Ascent)
	}
}

// manyGlyphs returns a face with as many glyphs as there can be, all but two of them
// empty; the last is made of .notdef.
func manyGlyphs(t *testing.T) *Face {
	glyphs := make([][]byte, maxGID+1)
	glyphs[0], glyphs[maxGID-1], glyphs[maxGID] = square(7), square(8), composite(0, 0)
	s := newSynthetic(glyphs...)
	s["cmap"] = cmapOf(format12([3]uint32{'A', 'A', 1}))
	return mustParseTest(t, s.build())
}

func TestMappedManyGlyphs(t *testing.T) {
	f := manyGlyphs(t)
	var chars []Mapping
	r := rune('!')
	for g := GID(1); g < maxGID; g++ {
		if r == 0xD800 {
			r = 0xE000
		}
		chars = append(chars, Mapping{r, g})
		r++
	}
	checkMapped(t, f, chars)

	// The components are one more than fit.
	_, err := f.Mapped("Own", append(chars, Mapping{r, maxGID}))
	wantFault(t, "too many glyphs", err, "glyf")
}

func TestMappedErrors(t *testing.T) {
	f := mustParseTest(t, plain().build())
	many := manyGlyphs(t)
	var apart []Mapping
	for g := GID(1); g < 9000; g++ {
		apart = append(apart, Mapping{2 * rune(g), g})
	}
	accents := cffParts{glyphs: [][]byte{cs(endchar), cs(1, 2, 65, 66, endchar)}, subrs: [][][]byte{nil}}
	cff := mustParseTest(t, newCFF(accents.build(), 2).build())
	for _, test := range []struct {
		name  string
		face  *Face
		font  string
		chars []Mapping
		table string
		says  string
	}{
		{"no mapping", f, "Own", nil, "cmap", "没有"},
		{"no such glyph", f, "Own", []Mapping{{'a', 5}}, "glyf", "没有字形 5"},
		{".notdef", f, "Own", []Mapping{{'a', 0}}, "cmap", "U+0061"},
		{"two glyphs", f, "Own", []Mapping{{'a', 1}, {'b', 1}, {'a', 2}}, "cmap", "U+0061"},
		{"a surrogate", f, "Own", []Mapping{{0xD800, 1}}, "cmap", "不是字符"},
		{"beyond Unicode", f, "Own", []Mapping{{0x110000, 1}}, "cmap", "不是字符"},
		{"below Unicode", f, "Own", []Mapping{{-1, 1}}, "cmap", "不是字符"},
		{"no name", f, "", []Mapping{{'a', 1}}, "name", "PostScript"},
		{"a Chinese name", f, "宋体", []Mapping{{'a', 1}}, "name", "宋体"},
		{"a long name", f, strings.Repeat("x", 64), []Mapping{{'a', 1}}, "name", "PostScript"},
		{"too many for format 4", many, "Own", apart, "cmap", "太多"},
		{"CFF outlines of others", cff, "Own", []Mapping{{'a', 1}}, "CFF ", "seac"},
	} {
		file, err := test.face.Mapped(test.font, test.chars)
		if file != nil {
			t.Errorf("%s: a font was made", test.name)
		}
		var e *Error
		if !errors.As(err, &e) || e.Table != test.table || !strings.Contains(e.Error(), test.says) {
			t.Errorf("%s: error %v", test.name, err)
		}
	}
}

func TestBox(t *testing.T) {
	f := mustParseTest(t, newSynthetic(nil, square(100), composite(0, 1), put(square(9), 2, -5, -6, 7, 8)).build())
	for g, want := range [][4]int{{}, {0, 0, 100, 100}, {0, 0, 100, 100}, {-5, -6, 7, 8}} {
		if got, err := f.Box(GID(g)); got != want || err != nil {
			t.Errorf("Box(%d) = %v, %v, want %v", g, got, err, want)
		}
	}
	_, err := f.Box(4)
	wantFault(t, "no such glyph", err, "glyf")
	cut := mustParseTest(t, newSynthetic(nil, square(100)[:8]).build())
	_, err = cut.Box(1)
	wantFault(t, "header cut", err, "glyf")
}

// The boxes of the embedded faces are those of their points.
func TestBoxEmbedded(t *testing.T) {
	for name, f := range embeddedFaces() {
		for g := 0; g < f.NumGlyphs(); g += 7 {
			got, err := f.Box(GID(g))
			if err != nil {
				t.Fatal(err)
			}
			points, transforms := outline(t, f, GID(g))
			if transforms != nil {
				continue
			}
			var want [4]int
			for i, p := range points {
				if i == 0 {
					want = [4]int{p.x, p.y, p.x, p.y}
				}
				want = [4]int{min(want[0], p.x), min(want[1], p.y), max(want[2], p.x), max(want[3], p.y)}
			}
			if got != want {
				t.Fatalf("%s: glyph %d: box %v, want %v", name, g, got, want)
			}
		}
	}
}

// Many that make fonts of a face at once, for the first time, make the same.
func TestMappedAtOnce(t *testing.T) {
	stored := Default().Families[doc.HeiTi].Regular
	chars := sampleMapping(stored)
	want, err := stored.Mapped("Own", chars)
	if err != nil {
		t.Fatal(err)
	}
	font := inflated(t, want)
	for _, f := range []*Face{stored, mustParseTest(t, stored.stored.TrueType())} {
		coded := make([][]byte, 16)
		var wg sync.WaitGroup
		for i := range coded {
			wg.Go(func() {
				file, err := f.Mapped("Own", chars)
				if err != nil {
					t.Error(err)
					return
				}
				coded[i], _ = file.AppendDeflate(nil)
			})
		}
		wg.Wait()
		for i, b := range coded {
			if got, err := io.ReadAll(flate.NewReader(bytes.NewReader(b))); err != nil || !bytes.Equal(got, font) || !bytes.Equal(b, coded[0]) {
				t.Errorf("goroutine %d made another font (%v)", i, err)
			}
		}
	}
}
