//go:build conformance

package fonts

import (
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var everyGlyph = flag.Int("every", 17, "which glyphs of a face are measured: each so many")

// Outlines of Debian's faces are met within half a thousandth of the em.
func TestQuadraticDebian(t *testing.T) {
	for _, name := range []string{"NotoSansCJK-Regular", "NotoSerifCJK-Regular"} {
		data, err := os.ReadFile(filepath.Join(debianFonts, "opentype", "noto", name+".ttc"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(data, 2)
		if err != nil {
			t.Fatal(err)
		}
		most := 0.0
		for g := 0; g < f.NumGlyphs(); g += *everyGlyph {
			d := checkQuadratic(t, f, GID(g))
			if d > 0.5 {
				t.Errorf("%s: glyph %d is %v thousandths of the em off", name, g, d)
			}
			most = max(most, d)
		}
		t.Logf("%s: at most %.3f thousandths of the em", name, most)
	}
}

// compareQuadratic reads a font made of a face with CFF outlines and the face itself. What
// fontTools makes of their outlines has the same bounds and, the other way round, the same
// areas. Arguments: font, collection, index of the face, new → old indices.
const compareQuadratic = `
import json, sys
from fontTools.ttLib import TTFont
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.perimeterPen import PerimeterPen
font = TTFont(sys.argv[1], checkChecksums=2, lazy=False)
face = TTFont(sys.argv[2], fontNumber=int(sys.argv[3]))
for tag in font.keys():
    if tag != "GlyphOrder":
        font[tag]
finer = font["head"].unitsPerEm // face["head"].unitsPerEm
assert finer * face["head"].unitsPerEm == font["head"].unitsPerEm
glyf, to, of = font["glyf"], font.getGlyphSet(), face.getGlyphSet()
def measure(pen, glyphs, name):
    glyphs[name].draw(pen)
    return pen
for new, old in enumerate(json.loads(sys.argv[4])):
    a, b = font.getGlyphName(new), face.getGlyphName(old)
    assert font["hmtx"][a][0] == finer * face["hmtx"][b][0], (new, old)
    if new == 0 or glyf[a].numberOfContours == 0:
        continue
    stated = [getattr(glyf[a], k) for k in ("xMin", "yMin", "xMax", "yMax")]
    glyf[a].recalcBounds(glyf)
    assert stated == [getattr(glyf[a], k) for k in ("xMin", "yMin", "xMax", "yMax")], (new, old, stated)
    assert font["hmtx"][a][1] == stated[0], (new, old)
    got, want = measure(BoundsPen(to), to, a).bounds, measure(BoundsPen(of), of, b).bounds
    assert all(abs(x - finer * y) <= font["head"].unitsPerEm / 2000 for x, y in zip(got, want)), (new, old, got, want)
    got, want = measure(AreaPen(to), to, a).value, measure(AreaPen(of), of, b).value
    length = measure(PerimeterPen(of), of, b).value
    assert abs(got + finer * finer * want) <= finer * finer * length / 4, (new, old, got, want, length)
maxp = {k: getattr(font["maxp"], k) for k in ("maxPoints", "maxContours", "numGlyphs")}
font["maxp"].recalc(font)
assert maxp == {k: getattr(font["maxp"], k) for k in maxp}, maxp
`

func TestQuadraticFontTools(t *testing.T) {
	for _, name := range []string{"NotoSerifCJK-Regular", "NotoSerifCJK-Bold", "NotoSansCJK-Regular"} {
		path := filepath.Join(debianFonts, "opentype", "noto", name+".ttc")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(data, 2)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(7, 8))
		var chars []Mapping
		for i := range 400 {
			chars = append(chars, Mapping{rune(0x4E00 + i), GID(1 + r.IntN(f.NumGlyphs()-1))})
		}
		for _, c := range "年（“”‘’—…Å@&%g" {
			chars = append(chars, Mapping{c, f.Vertical(f.Glyph(c))})
		}
		for _, list := range [][]Mapping{chars[:400], chars[400:]} { // the latter may share characters with the former
			file, err := f.Mapped("Own", list)
			if err != nil {
				t.Fatal(err)
			}
			own := filepath.Join(t.TempDir(), "own.ttf")
			if err := os.WriteFile(own, file.inflate(), 0o644); err != nil {
				t.Fatal(err)
			}
			glyphs, _ := json.Marshal(file.Glyphs)
			out, err := exec.Command("python3", "-W", "error", "-c", compareQuadratic, own, path, "2", string(glyphs)).CombinedOutput()
			if err != nil || len(out) > 0 {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	}
}

func debianSerif(b *testing.B) *Face {
	data, err := os.ReadFile(filepath.Join(debianFonts, "opentype", "noto", "NotoSerifCJK-Regular.ttc"))
	if err != nil {
		b.Fatal(err)
	}
	f, err := Parse(data, 2)
	if err != nil {
		b.Fatal(err)
	}
	return f
}

func sampleMappings(f *Face) (list []Mapping) {
	for _, r := range sample {
		list = append(list, Mapping{r, f.Glyph(r)})
	}
	return list
}

// What it takes to make a glyph quadratic, and to code it.
func BenchmarkQuadraticGlyph(b *testing.B) {
	f := debianSerif(b)
	q, err := f.trueType()
	if err != nil {
		b.Fatal(err)
	}
	gids := sampleGlyphs(f)
	var buf []byte
	i := 0
	for b.Loop() {
		if _, buf, err = q.outline(buf[:0], gids[i%len(gids)]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// A document's worth of glyphs: for the first document that uses the face, and for all that
// follow; beside it what the CFF of a PDF takes.
func BenchmarkQuadraticFile(b *testing.B) {
	for name, file := range map[string]func(*Face) (*FontFile, error){
		"quadratic": func(f *Face) (*FontFile, error) { return f.Mapped("Own", sampleMappings(f)) },
		"CFF":       func(f *Face) (*FontFile, error) { return f.FontFile(sampleGlyphs(f)) },
	} {
		f := debianSerif(b)
		b.Run(name+"/first", func(b *testing.B) {
			for b.Loop() {
				f.coding, f.quadratic = coding{}, quadraticFace{}
				if _, err := file(f); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/next", func(b *testing.B) {
			var out []byte
			for b.Loop() {
				x, err := file(f)
				if err != nil {
					b.Fatal(err)
				}
				out, _ = x.AppendDeflate(out[:0])
			}
			b.ReportMetric(float64(len(out)), "deflate-bytes")
		})
	}
}
