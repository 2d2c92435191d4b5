package fonts

import (
	"errors"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// A font of its own is one that can be parsed, with the characters asked for, as
// the face has them, and no others.
func TestTrueType(t *testing.T) {
	const chars = "年、（公年\U0010FFFD"
	for name, f := range embeddedFaces() {
		for _, bold := range []bool{false, true} {
			data, err := f.TrueType("某体", bold, []rune(chars))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			own, err := Parse(data, 0)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if own.Family() != "某体" {
				t.Errorf("%s: family %s", name, own.Family())
			}
			for _, r := range "年、（公" {
				g, was := own.Glyph(r), f.Glyph(r)
				if g == 0 || own.Advance(g) != f.Advance(was) {
					t.Errorf("%s: %c is glyph %d, %d wide, want %d", name, r, g, own.Advance(g), f.Advance(was))
				}
				if (own.Vertical(g) == g) != (f.Vertical(was) == was) {
					t.Errorf("%s: %c has lost its vertical form", name, r)
				}
			}
			if own.Glyph('府') != 0 || own.Glyph(0x10FFFD) != 0 {
				t.Errorf("%s: characters that were not asked for", name)
			}
			if got := u16(own.os2, 62) & (selectionBold | selectionRegular); (got == selectionBold) != bold || got == 0 {
				t.Errorf("%s: fsSelection 0x%04X", name, got)
			}
			again, _ := f.TrueType("某体", bold, []rune("公（、年"))
			if string(again) != string(data) {
				t.Errorf("%s: the order of the characters counts", name)
			}
		}
		var e *Error
		if _, err := f.TrueType("某体", false, []rune("\U0010FFFD")); !errors.As(err, &e) {
			t.Errorf("%s: no characters: %v", name, err)
		}
	}
}

// Tables that a face may lack are made up.
func TestTrueTypeWithoutOptionalTables(t *testing.T) {
	for _, f := range embeddedFaces() {
		data, err := f.TrueType("别体", false, []rune("年月"))
		if err != nil {
			t.Fatal(err)
		}
		tables, bad := sfnt.Read(data, 0)
		if bad != nil {
			t.Fatal(bad.English)
		}
		tables = slices.DeleteFunc(tables, func(t sfnt.Table) bool { return t.Tag == "OS/2" || t.Tag == "post" || t.Tag == "name" })
		bare, err := Parse(sfnt.Build(tables), 0)
		if err != nil {
			t.Fatal(err)
		}
		if data, err = bare.TrueType("某体", false, []rune("年")); err != nil {
			t.Fatal(err)
		}
		own, err := Parse(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		if own.Metrics().Ascent != bare.Metrics().Ascent || own.Metrics().Weight != 400 || own.Family() != "某体" {
			t.Errorf("%+v", own.Metrics())
		}
		return
	}
}
