package sample

import (
	"testing"

	"github.com/nianbao/nianbao/render/layout"
)

// HardCases has what it says, on one page.
func TestHardCases(t *testing.T) {
	d, set := HardCases()
	l, err := layout.Typeset(d, set)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Pages) != 1 {
		t.Errorf("%d pages", len(l.Pages))
	}
	seen := map[string]int{}
	for _, p := range l.Pages {
		for _, s := range p.Shades {
			if s.Color != 0 {
				seen["shade"]++
			}
		}
		for _, x := range p.Texts {
			if x.Kind == layout.Mark {
				seen["mark"]++
			}
			if x.Embolden {
				seen["thickened"]++
			}
			last := len(x.Glyphs) - 1
			if last > 0 && !x.Vertical && x.Glyphs[0].Rune == ' ' {
				seen["leading space"]++
			}
			for i, g := range x.Glyphs {
				beyond := g.Rune > 0xFFFF
				for name, is := range map[string]bool{
					"vertical form":            x.Vertical && g.GID != x.Face.Glyph(g.Rune),
					"narrow in vertical text":  x.Vertical && 2*x.Face.Advance(g.GID) < x.Face.UnitsPerEm()*3/2,
					"beyond U+FFFF, alone":     beyond && last == 0,
					"beyond U+FFFF, in a run":  beyond && last > 0,
					"beyond U+FFFF, thickened": beyond && x.Embolden,
					"beyond U+FFFF, vertical":  beyond && x.Vertical,
					"inner spaces":             g.Rune == ' ' && 0 < i && i < last && x.Glyphs[i-1].Rune == ' ',
					"squeezed":                 g.Rune == '，' && i == last && 3*g.Advance < 2*x.Size,
					"U+2014":                   g.Rune == '—',
					"U+2015":                   g.Rune == '―',
					"two of one glyph":         g.Rune == '─' && g.GID == x.Face.Glyph('—'),
				} {
					if is {
						seen[name]++
					}
				}
			}
		}
	}
	for _, name := range []string{"shade", "mark", "thickened", "leading space", "vertical form", "narrow in vertical text",
		"beyond U+FFFF, alone", "beyond U+FFFF, in a run", "beyond U+FFFF, thickened", "beyond U+FFFF, vertical",
		"inner spaces", "squeezed", "U+2014", "U+2015", "two of one glyph"} {
		if seen[name] == 0 {
			t.Errorf("no %s", name)
		}
	}
	t.Log(seen)
}
