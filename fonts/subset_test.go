package fonts

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
	"github.com/nianbao/nianbao/report/doc"
)

// checkSubset compares every glyph of a subset with the face's.
func checkSubset(t *testing.T, f *Face, s *Subset) {
	t.Helper()
	got, err := parseTest(s.Data)
	if err != nil {
		t.Fatal(err)
	}
	if s.Glyphs[0] != 0 || got.NumGlyphs() != len(s.Glyphs) {
		t.Fatalf("the subset has %d glyphs, Glyphs %v", got.NumGlyphs(), s.Glyphs)
	}
	for i, g := range s.Glyphs {
		n := GID(i)
		if got.Advance(n) != f.Advance(g) || got.leftSideBearing(n) != f.leftSideBearing(g) {
			t.Errorf("glyph %d: advance and lsb %d, %d, want %d, %d", g, got.Advance(n), got.leftSideBearing(n), f.Advance(g), f.leftSideBearing(g))
		}
		points, transforms := outline(t, got, n)
		wantPoints, wantTransforms := outline(t, f, g)
		if !slices.Equal(points, wantPoints) || !slices.Equal(transforms, wantTransforms) {
			t.Errorf("glyph %d: the outline differs", g)
		}
	}
	checkSums(t, s.Data)
}

// checkSums compares the checksums of a font with its bytes.
func checkSums(t testing.TB, data []byte) {
	t.Helper()
	if sfnt.Checksum(data) != 0xB1B0AFBA {
		t.Errorf("the sum of the file is %#x; checkSumAdjustment is wrong", sfnt.Checksum(data))
	}
	for i := range int(u16(data, 4)) {
		rec := data[12+16*i:]
		table := slices.Clone(data[u32(rec, 8) : u32(rec, 8)+u32(rec, 12)])
		if tag := string(rec[:4]); tag == "head" {
			binary.BigEndian.PutUint32(table[8:], 0)
		}
		if u32(rec, 4) != sfnt.Checksum(table) {
			t.Errorf("the checksum of %s is wrong", rec[:4])
		}
	}
}

func TestSubsetOrder(t *testing.T) {
	f := mustParseTest(t, newSynthetic(
		square(10), square(20), square(30), square(40),
		composite(compScale, 5, 1),    // 4: of a composite and a simple glyph
		composite(compTwoByTwo, 2, 0), // 5: .notdef among its components
		nil,
		composite(compXYScale, 3),
	).build())
	for _, test := range []struct {
		ask, want []GID
	}{
		{nil, []GID{0}},
		{[]GID{0, 0}, []GID{0}},
		{[]GID{3, 1, 3, 0, 1}, []GID{0, 3, 1}},
		{[]GID{6}, []GID{0, 6}},
		{[]GID{4, 3}, []GID{0, 4, 3, 5, 1, 2}},
		{[]GID{2, 4, 7}, []GID{0, 2, 4, 7, 5, 1, 3}},
	} {
		s, err := f.Subset(test.ask)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.Glyphs, test.want) {
			t.Errorf("Subset(%v).Glyphs = %v, want %v", test.ask, s.Glyphs, test.want)
		}
		checkSubset(t, f, s)
	}
}

func TestSubsetTables(t *testing.T) {
	s := newSynthetic(square(10), square(20), composite(0, 1, 1), composite(0, 2, 1))
	s["prep"], s["fpgm"], s["cvt "] = []byte{0xB0}, []byte{0xB0}, []byte{0, 1}
	sub, err := mustParseTest(t, s.build()).Subset([]GID{3})
	if err != nil {
		t.Fatal(err)
	}
	tables, bad := sfnt.Read(sub.Data, 0)
	if bad != nil {
		t.Fatal(bad.English)
	}
	var tags []string
	for _, table := range tables {
		tags = append(tags, table.Tag)
	}
	if want := []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"}; !slices.Equal(tags, want) {
		t.Errorf("tables %v, want %v", tags, want)
	}
	// numGlyphs, maxPoints … maxZones, six of instructions, maxComponentElements, maxComponentDepth
	maxp := tables.Table("maxp")[4:]
	want := words(4, 4, 1, 12, 3, 2, 0, 0, 0, 0, 0, 0, 2, 2)
	if !slices.Equal(maxp, want) {
		t.Errorf("maxp % x, want % x", maxp, want)
	}
	if flags := u16(tables.Table("head"), 16); flags != 0 {
		t.Errorf("head flags %#x speak of instructions", flags)
	}
	padded := func(n int) int { return (n + 3) / 4 * 4 }
	without := 2 * padded(len(square(10))-2) // two squares, instructions gone
	without += 2 * padded(len(composite(0, 1, 1))-4)
	if got := len(tables.Table("glyf")); got != without {
		t.Errorf("glyf has %d bytes, want %d", got, without)
	}
}

func TestSubsetLongLoca(t *testing.T) {
	glyphs := [][]byte{square(1)}
	for i := range 6000 {
		glyphs = append(glyphs, square(i+1))
	}
	s := newSynthetic(glyphs...)
	longLoca(s, glyphs)
	f := mustParseTest(t, s.build())
	var all []GID
	for g := range glyphs {
		all = append(all, GID(g))
	}
	sub, err := f.Subset(all)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := parseTest(sub.Data); err != nil || !got.longLoca {
		t.Errorf("%d bytes of outlines need the long form of loca (%v)", len(sub.Data), err)
	}
	checkSubset(t, f, sub)
}

func TestSubsetEmbedded(t *testing.T) {
	for name, f := range embeddedFaces() {
		r := rand.New(rand.NewPCG(1, 2))
		gids := make([]GID, 500)
		for i := range gids {
			gids[i] = GID(r.IntN(f.NumGlyphs()))
		}
		a, err := f.Subset(gids)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkSubset(t, f, a)
		if b, _ := f.Subset(gids); !slices.Equal(a.Data, b.Data) {
			t.Errorf("%s: two subsets of the same glyphs differ", name)
		}
	}
}

func TestSubsetPullsComponents(t *testing.T) {
	kai := Default().Families[doc.KaiTi].Regular
	for g := range GID(kai.NumGlyphs()) {
		if b, err := kai.description(g); err != nil {
			t.Fatal(err)
		} else if isComposite(b) {
			s, err := kai.Subset([]GID{g})
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Glyphs) < 3 || s.Glyphs[1] != g {
				t.Errorf("subset of the composite %d: Glyphs %v", g, s.Glyphs)
			}
			checkSubset(t, kai, s)
			return
		}
	}
	t.Error("the face has no composite glyph to test with")
}
