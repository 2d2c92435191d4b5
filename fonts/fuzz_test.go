package fonts

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

// FuzzParse parses damaged fonts, and uses and subsets what is taken.
func FuzzParse(f *testing.F) {
	vert := withVert()
	bmp := newSynthetic(square(9), square(8), composite(compScale, 1, 0), composite(compTwoByTwo, 2), nil)
	bmp["cmap"] = cmapOf(format4([][4]int{{'A', 'C', 1, 6}, {'a', 'c', 1 - 'a', 0}, {0xFFFF, 0xFFFF, 1, 0}}, 3, 0, 1))
	longer := [][]byte{square(1), square(2), composite(0, 1, 0)}
	wide := newSynthetic(longer...)
	longLoca(wide, longer)
	for _, s := range []synthetic{plain(), vert, bmp, wide} {
		f.Add(s.build(), 0)
	}
	f.Add(collectionOf(plain().build(), vert.build()), 1)
	for _, fdSelect := range fdSelects {
		f.Add(newCFF(plainCFF(fdSelect).build(), 6).build(), 0)
	}
	kai := Default().Families[doc.KaiTi].Regular
	if s, err := kai.Subset([]GID{kai.Glyph('年')}); err != nil {
		f.Fatal(err)
	} else {
		f.Add(s.Data, 0)
	}
	f.Fuzz(exercise)
}

func withVert() synthetic {
	s := plain()
	s["GSUB"] = gsubOf(words(1, 0, 1, 8, 2, 10, 2, 4, 3, 2, 1, 2, 3, 0), words(7, 0, 1, 8, 1, 1, 0, 8, 1, 6, 1, 1, 1, 2))
	s["name"] = nameOf(record{3, 1, 0x804, 1, "仿宋"}, record{1, 0, 0, 6, "FangSong"})
	return s
}

// FuzzTables is FuzzParse with a directory that is always sound.
func FuzzTables(f *testing.F) {
	for _, s := range []synthetic{plain(), withVert()} {
		f.Add(s["cmap"], s["name"], s["GSUB"], s["maxp"], s["loca"], s["glyf"])
	}
	s := newSynthetic(square(9), square(8), composite(compScale, 1, 0), composite(compTwoByTwo, 2), nil)
	s["cmap"] = cmapOf(format4([][4]int{{'A', 'C', 1, 6}, {'a', 'c', 1 - 'a', 0}, {0xFFFF, 0xFFFF, 1, 0}}, 3, 0, 1))
	f.Add(s["cmap"], s["name"], s["GSUB"], s["maxp"], s["loca"], s["glyf"])
	f.Fuzz(func(t *testing.T, cmap, name, gsub, maxp, loca, glyf []byte) {
		s := plain()
		s["cmap"], s["name"], s["maxp"], s["loca"], s["glyf"] = cmap, name, maxp, loca, glyf
		if len(gsub) > 0 {
			s["GSUB"] = gsub
		}
		exercise(t, s.build(), 0)
	})
}

// FuzzCFF is FuzzParse with nothing damaged but the CFF table.
func FuzzCFF(f *testing.F) {
	for _, fdSelect := range fdSelects {
		f.Add(plainCFF(fdSelect).build())
		f.Add(curvedCFF(fdSelect).build())
	}
	f.Fuzz(func(t *testing.T, table []byte) { exercise(t, newCFF(table, 6).build(), 0) })
}

// FuzzFile looks at damaged fonts as a scan of a folder does.
func FuzzFile(f *testing.F) {
	f.Add(named("宋体"))
	f.Add(collectionOf(named("SimSun"), named("SimHei", fsType(2))))
	f.Add(newCFF(plainCFF(nil).build(), 6).build())
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(dir, "font.ttf")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		set, err := Files(path)
		var e *FileError
		if (set == nil) != (err != nil) || err != nil && !errors.As(err, &e) {
			t.Fatalf("Files gave %p and %v", set, err)
		}
		if err == nil {
			if _, ok := set.Choose(doc.FangSong, false, '年'); !ok {
				t.Fatal("the set lacks 年")
			}
		}
		set, err = Files(dir)
		var looked []Looked
		if err == nil {
			looked = set.Looked
		} else if looked = err.(*FileError).Looked; slices.ContainsFunc(looked, func(x Looked) bool { return x.Why == nil }) {
			t.Fatalf("faces of a useless folder are used: %+v", looked)
		}
		if len(looked) == 0 {
			t.Fatal("nothing was looked at")
		}
	})
}

// exercise does all that can be done with a font.
func exercise(t *testing.T, data []byte, index int) {
	face, err := Parse(data, index)
	if err != nil {
		if _, ok := err.(*Error); !ok || face != nil {
			t.Fatalf("Parse gave %v and %T", face, err)
		}
		return
	}
	if face.PostScriptName() == "" || face.Family() == "" || face.UnitsPerEm() == 0 || face.NumGlyphs() == 0 {
		t.Fatal("a face without a name, units or glyphs")
	}
	gids := []GID{1}
	for r := rune(-1); r < 0x180; r++ {
		g := face.Glyph(r)
		if int(g) >= face.NumGlyphs() {
			t.Fatalf("Glyph(%#x) = %d of %d", r, g, face.NumGlyphs())
		}
		gids = append(gids, g)
	}
	for g := range GID(0x200) {
		v := face.Vertical(g)
		if v != g && int(v) >= face.NumGlyphs() {
			t.Fatalf("Vertical(%d) = %d of %d", g, v, face.NumGlyphs())
		}
		if int(v) < face.NumGlyphs() {
			gids = append(gids, v)
		}
	}
	for _, g := range slices.Compact(slices.Sorted(slices.Values(gids))) {
		if box, err := face.Box(g); err != nil && (!isError(err) || box != [4]int{}) {
			t.Fatalf("Box(%d) gave %v and %v", g, box, err)
		}
	}
	s, err := face.Subset(gids)
	if err != nil {
		return
	}
	exerciseMapped(t, face)
	sub := subsetFace(t, face, s)
	all := make([]GID, len(s.Glyphs))
	for i, g := range s.Glyphs {
		all[i] = GID(i)
		if !s.CFF && sub.Advance(GID(i)) != face.Advance(g) {
			t.Fatalf("advance of glyph %d changed", g)
		}
	}
	again, err := sub.Subset(all)
	if err != nil {
		t.Fatalf("the subset cannot be subset: %v", err)
	}
	if string(again.Data) != string(s.Data) {
		t.Fatal("the subset of the subset is another font")
	}
}

// exerciseMapped makes fonts of their own of a face whose glyphs are sound.
func exerciseMapped(t *testing.T, face *Face) {
	var chars []Mapping
	var runes []rune
	for r := range rune(0x180) {
		if g := face.Glyph(r); g != 0 {
			runes = append(runes, r)
			if v := face.Vertical(g); v != 0 && int(v) < face.NumGlyphs() {
				g = v
			}
			chars = append(chars, Mapping{r, g})
		}
	}
	file, err := face.Mapped("Own", chars)
	if err != nil {
		if !isError(err) || len(chars) > 0 && !face.CFF() {
			t.Fatalf("Mapped gave %v of %d characters", err, len(chars))
		}
		return
	}
	own := mustParseTest(t, inflated(t, file))
	for _, m := range chars {
		if got := own.Glyph(m.Rune); got == 0 || file.Glyphs[got] != m.GID {
			t.Fatalf("U+%04X is glyph %d, want %d", m.Rune, file.Glyphs[got], m.GID)
		}
	}
	data, err := face.TrueType("Own", false, runes)
	if err != nil {
		if !isError(err) || !face.CFF() {
			t.Fatalf("TrueType gave %v", err)
		}
		return
	}
	own = mustParseTest(t, data)
	finer := own.UnitsPerEm() / face.UnitsPerEm()
	for _, r := range runes {
		if got := own.Glyph(r); got == 0 || own.Advance(got) != finer*face.Advance(face.Glyph(r)) {
			t.Fatalf("U+%04X is glyph %d", r, got)
		}
	}
}

func isError(err error) bool {
	_, ok := err.(*Error)
	return ok
}

// subsetFace parses a subset again. A bare CFF has no other tables.
func subsetFace(t *testing.T, face *Face, s *Subset) *Face {
	t.Helper()
	var sub *Face
	var err error
	if s.CFF {
		sub = &Face{numGlyphs: len(s.Glyphs), postScriptName: face.postScriptName, unitsPerEm: cffEm}
		sub.cff, err = parseCFF(s.Data, len(s.Glyphs))
	} else {
		sub, err = parseTest(s.Data)
	}
	if err != nil {
		t.Fatalf("the subset is not a font: %v", err)
	}
	return sub
}
