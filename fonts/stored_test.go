package fonts

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

// Every glyph of an embedded face is the one of the font that it was made of:
// alone, and at any place of a font file.
func TestStoredGlyphs(t *testing.T) {
	for name, f := range embeddedFaces() {
		font, err := Parse(f.stored.TrueType(), 0)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if font.NumGlyphs() != f.NumGlyphs() || font.Metrics() != f.Metrics() || font.PostScriptName() != f.PostScriptName() {
			t.Errorf("%s: %d glyphs, %+v, %s", name, font.NumGlyphs(), font.Metrics(), font.PostScriptName())
		}
		all := make([]GID, f.NumGlyphs())
		for i := range all {
			all[i] = GID(len(all) - 1 - i)
		}
		s, err := f.Subset(all)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		whole, err := parseTest(s.Data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for i, g := range s.Glyphs {
			want, err := font.description(g)
			if err != nil {
				t.Fatal(err)
			}
			got, err := whole.description(GID(i))
			if err != nil || !isComposite(want) && !bytes.Equal(got, want) {
				t.Fatalf("%s: glyph %d is another one in a font file (%v)", name, g, err)
			}
			if g%97 == 0 || isComposite(want) { // to inflate one by one takes long
				if got, err := f.description(g); err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%s: glyph %d is another one when alone (%v)", name, g, err)
				}
			}
		}
	}
}

// A face gives the same subset whether it is stored or parsed.
func TestStoredSubset(t *testing.T) {
	for name, f := range embeddedFaces() {
		font, err := Parse(f.stored.TrueType(), 0)
		if err != nil {
			t.Fatal(err)
		}
		gids := sampleGlyphs(f)
		for _, r := range "“‘…Å" { // composites among them
			gids = append(gids, f.Glyph(r), f.Vertical(f.Glyph(r)))
		}
		want, err := font.Subset(gids)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // glyphs are coded at the first time
			again, err := font.Subset(gids)
			if err != nil || !bytes.Equal(again.Data, want.Data) {
				t.Errorf("%s: the second subset is another font (%v)", name, err)
			}
		}
		got, err := f.Subset(gids)
		if err != nil || !slices.Equal(got.Glyphs, want.Glyphs) || !bytes.Equal(got.Data, want.Data) {
			t.Errorf("%s: the subset of the stored face is another font (%v)", name, err)
		}
	}
}

// Glyphs that many ask for at once, for the first time, are coded alike.
func TestFirstFontFileAtOnce(t *testing.T) {
	stored := Default().Families[doc.HeiTi].Regular
	data := stored.stored.TrueType()
	serial, shared := mustParseTest(t, data), mustParseTest(t, data)
	gids := sampleGlyphs(stored)
	if _, err := serial.FontFile(gids); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			some := gids[i : len(gids)-i]
			f, err := shared.FontFile(some)
			if err != nil {
				t.Error(err)
				return
			}
			got := f.AppendZlib(nil)
			if f, err = serial.FontFile(some); err != nil || !bytes.Equal(got, f.AppendZlib(nil)) {
				t.Errorf("goroutine %d gives another font file (%v)", i, err)
			}
		})
	}
	wg.Wait()
}
