//go:build conformance

package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// debianFonts is where Debian's fonts-noto-cjk, which has CFF outlines in
// collections, and fonts-lxgw-wenkai stand.
const debianFonts = "/usr/share/fonts"

// debian gives a setter Debian's faces.
func debian(t *testing.T, s *setter) *setter {
	t.Helper()
	set, err := fonts.Files(debianFonts)
	if err != nil {
		t.Fatal(err)
	}
	if !set.Families[doc.Song].Regular.CFF() || !set.Families[doc.HeiTi].Regular.CFF() {
		t.Fatal("fonts-noto-cjk is not installed")
	}
	s.set = set
	return s
}

// specimen sets the same text in every role, each character in a box of its own.
func specimen(s *setter) *setter {
	s.page()
	for role := range doc.NumRoles {
		s.text(80, 120+40*float64(role), look{role: role, size: 24, pitch: 30, origin: block(0)}, "年报公开—（2023）鑫AQ")
	}
	return s
}

// Glyphs of CFF faces are drawn where and about as heavy as those of the
// embedded faces, which are of the same design.
func TestCFFIsDrawn(t *testing.T) {
	programs := map[string]func(path, out string){
		"pdftoppm": func(path, out string) {
			tool(t, "pdftoppm", "-gray", "-r", "144", "-singlefile", path, out)
			if err := os.Rename(out+".pgm", out); err != nil {
				t.Fatal(err)
			}
		},
		"mutool": func(path, out string) {
			tool(t, "mutool", "draw", "-q", "-c", "gray", "-F", "pgm", "-r", "144", "-o", out, path, "1")
		},
	}
	for program, render := range programs {
		ink := func(s *setter) (list []int) {
			path, out := filepath.Join(t.TempDir(), "a.pdf"), filepath.Join(t.TempDir(), "a")
			if err := os.WriteFile(path, s.write(), 0o666); err != nil {
				t.Fatal(err)
			}
			render(path, out)
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			var width, height, most int
			if n, err := fmt.Sscanf(string(data[:min(len(data), 40)]), "P5\n%d %d\n%d\n", &width, &height, &most); n != 3 || err != nil {
				t.Fatalf("%s: %v", program, err)
			}
			pixels := data[len(data)-width*height:]
			if !bytes.HasPrefix(data, []byte("P5")) || most != 255 {
				t.Fatal("not a grey map of a byte a pixel")
			}
			for _, x := range s.Pages[0].Texts {
				at := x.At
				for _, g := range x.Glyphs {
					sum := 0
					left, base := int(at.X.Pt()*2), int(at.Y.Pt()*2)
					for y := base - 44; y < base+8; y++ {
						for x := left - 2; x < left+54; x++ {
							sum += 255 - int(pixels[y*width+x])
						}
					}
					list = append(list, sum)
					at.X += g.Advance
				}
			}
			return list
		}
		want, got := ink(specimen(newSetter(t))), ink(specimen(debian(t, newSetter(t))))
		if len(got) != len(want) {
			t.Fatalf("%d glyphs, want %d", len(got), len(want))
		}
		for i := range got {
			if got[i] == 0 || got[i] < want[i]*2/3 || got[i] > want[i]*3/2 {
				t.Errorf("%s: glyph %d has %d of ink, the embedded one %d", program, i, got[i], want[i])
			}
		}
	}
}
