package fonts

import (
	"bytes"
	"slices"
	"sync"
	"testing"
)

// A face with CFF outlines goes into files as a font with TrueType ones, whose em is finer,
// and into a PDF as it is.
func TestQuadraticFace(t *testing.T) {
	for name, fdSelect := range fdSelects {
		s := newCFF(plainCFF(fdSelect).build(), 6)
		s["GSUB"] = gsubOf(words(1, 0, 1, 8, 1, 6, 1, 1, 1, 1))
		f := mustParseTest(t, s.build())
		file, err := f.Mapped("Own", []Mapping{{'a', 1}, {'b', 3}, {'c', 5}})
		if err != nil {
			t.Fatal(name, err)
		}
		own := mustParseTest(t, file.inflate())
		if own.CFF() || file.CFF || own.UnitsPerEm() != 2*f.UnitsPerEm() || !slices.Equal(file.Glyphs, []GID{0, 1, 3, 5}) {
			t.Errorf("%s: CFF %v, em %d, glyphs %v", name, own.CFF(), own.UnitsPerEm(), file.Glyphs)
		}
		for i, g := range file.Glyphs {
			if got := own.Advance(GID(i)); got != 2*f.Advance(g) {
				t.Errorf("%s: the advance of glyph %d is %d", name, g, got)
			}
			if i == 0 {
				continue
			}
			box, err := f.Box(g)
			if err != nil {
				t.Fatal(err)
			}
			fine, _ := own.Box(GID(i))
			for k := range box {
				box[k] *= 2
			}
			if box != fine { // even, as every place of these outlines is an integer
				t.Errorf("%s: the box of glyph %d is %v, want %v", name, g, fine, box)
			}
			if got := int(int16(own.leftSideBearing(GID(i)))); got != fine[0] {
				t.Errorf("%s: the side bearing of glyph %d is %d, its box %v", name, g, got, fine)
			}
		}
		if m, n := own.Metrics(), f.Metrics(); m.Ascent != 2*n.Ascent || m.Descent != 2*n.Descent || m.CapHeight != 2*n.CapHeight || m.BBox[3] != 2*n.BBox[3] || m.Weight != n.Weight || m.ItalicAngle != n.ItalicAngle {
			t.Errorf("%s: %+v, was %+v", name, m, n)
		}
		data, err := f.TrueType("Own", false, []rune("ABC"))
		if err != nil {
			t.Fatal(err)
		}
		own = mustParseTest(t, data)
		if g := own.Glyph('A'); own.Vertical(g) == g {
			t.Errorf("%s: A has lost its vertical form", name)
		}
		if pdf, err := f.FontFile([]GID{1}); err != nil || !pdf.CFF {
			t.Errorf("%s: the font of a PDF is another: %v", name, err)
		}
	}
}

// The em is as fine as the curves need it, as long as every advance fits.
func TestQuadraticEm(t *testing.T) {
	for _, test := range []struct{ em, advance, want int }{
		{1000, 600, 2000}, {2048, 600, 2048}, {512, 600, 2048}, {250, 600, 2000}, {1000, 32767, 2000}, {1000, 32768, 1000}, {512, 20000, 3 * 512}, {16384, 65535, 16384},
	} {
		s := newCFF(cffParts{glyphs: curvedCFF(nil).glyphs, subrs: curvedCFF(nil).subrs}.build(), 6)
		s["head"] = put(s["head"], 18, test.em)
		s["hmtx"] = put(s["hmtx"], 8, test.advance)
		f := mustParseTest(t, s.build())
		file, err := f.Mapped("Own", []Mapping{{'A', 2}})
		if err != nil {
			t.Errorf("%+v: %v", test, err)
			continue
		}
		own := mustParseTest(t, file.inflate())
		if em, advance := own.UnitsPerEm(), own.Advance(1); em != test.want || advance != test.advance*test.want/test.em {
			t.Errorf("%+v: an em of %d, an advance of %d", test, em, advance)
		}
		for g := range f.NumGlyphs() {
			if d := checkQuadratic(t, f, GID(g)); d > 0.5 {
				t.Errorf("%+v: glyph %d is %v off", test, g, d)
			}
		}
	}
}

// Many may ask a face for its quadratic outlines at once.
func TestQuadraticAtOnce(t *testing.T) {
	f := mustParseTest(t, newCFF(curvedCFF(fdSelects["format 3"]).build(), 6).build())
	var group sync.WaitGroup
	files := make([][]byte, 16)
	for i := range files {
		group.Go(func() {
			file, err := f.Mapped("Own", []Mapping{{'A', 1}, {'B', 2}, {'C', 3}, {'D', 4}, {'E', 5}})
			if err == nil {
				files[i] = file.inflate()
			}
		})
	}
	group.Wait()
	for _, b := range files {
		if len(b) == 0 || !bytes.Equal(b, files[0]) {
			t.Errorf("%d bytes and %d", len(b), len(files[0]))
		}
	}
}

// What a font has does not hang on what was made of the face before it.
func TestQuadraticAfterOthers(t *testing.T) {
	c := curvedCFF(nil)
	c.glyphs[0] = c.glyphs[2] // .notdef is seldom empty
	f := mustParseTest(t, newCFF(c.build(), 6).build())
	mapped := func() []byte {
		t.Helper()
		file, err := f.Mapped("Own", []Mapping{{'a', 1}})
		if err != nil {
			t.Fatal(err)
		}
		return file.inflate()
	}
	first := mapped()
	if box, err := f.Box(0); err != nil || box[0] == 0 {
		t.Fatalf("the box of .notdef is %v, %v, want a side bearing", box, err)
	}
	if !bytes.Equal(mapped(), first) {
		t.Error("a second font of the same glyphs is another one")
	}
}
