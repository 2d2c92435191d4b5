//go:build conformance

package fonts

import (
	"os"
	"path/filepath"
	"testing"
)

// Outlines of Debian's faces are met within half a thousandth of the em.
func TestQuadraticDebian(t *testing.T) {
	for name, every := range map[string]int{"NotoSansCJK-Regular": 1, "NotoSerifCJK-Regular": 5} {
		data, err := os.ReadFile(filepath.Join(debianFonts, "opentype", "noto", name+".ttc"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(data, 2)
		if err != nil {
			t.Fatal(err)
		}
		most := 0.0
		for g := 0; g < f.NumGlyphs(); g += every {
			d := checkQuadratic(t, f, GID(g))
			if d > 0.5 {
				t.Errorf("%s: glyph %d is %v thousandths of the em off", name, g, d)
			}
			most = max(most, d)
		}
		t.Logf("%s: at most %.3f thousandths of the em", name, most)
	}
}
