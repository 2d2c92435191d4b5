//go:build conformance

package fonts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// compare reads a subset and the face it is of with fontTools, which must find
// the same outlines and advances. Arguments: subset, face, new → old indices.
const compare = `
import json, sys
from fontTools.ttLib import TTFont
from fontTools.pens.recordingPen import DecomposingRecordingPen
sub = TTFont(sys.argv[1], checkChecksums=2, lazy=False)
face = TTFont(sys.argv[2], checkChecksums=2)
for tag in sub.keys():
    if tag != "GlyphOrder":
        sub[tag]
def outline(font, name):
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value
for new, old in enumerate(json.loads(sys.argv[3])):
    a, b = sub.getGlyphName(new), face.getGlyphName(old)
    assert sub["hmtx"][a] == face["hmtx"][b], (new, old)
    assert outline(sub, a) == outline(face, b), (new, old)
    assert not hasattr(sub["glyf"][a], "program") or not sub["glyf"][a].program.getBytecode(), (new, old)
maxp = {k: v for k, v in sub["maxp"].__dict__.items() if k.startswith("max")}
sub["maxp"].recalc(sub)
for k in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentElements", "maxComponentDepth"):
    assert maxp[k] == getattr(sub["maxp"], k), (k, maxp[k], getattr(sub["maxp"], k))
`

func TestFontTools(t *testing.T) {
	dir := t.TempDir()
	for name, f := range embeddedFaces() {
		r := rand.New(rand.NewPCG(3, 4))
		var gids []GID
		for range 300 {
			gids = append(gids, GID(r.IntN(f.NumGlyphs())))
		}
		for _, c := range "年（“”‘’—…Å" {
			gids = append(gids, f.Glyph(c), f.Vertical(f.Glyph(c)))
		}
		s, err := f.Subset(gids)
		if err != nil {
			t.Fatal(err)
		}
		sub, face := filepath.Join(dir, "subset.ttf"), filepath.Join(dir, name+".ttf")
		for path, b := range map[string][]byte{sub: s.Data, face: f.stored.TrueType()} {
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		glyphs, _ := json.Marshal(s.Glyphs)
		var out bytes.Buffer
		cmd := exec.Command("python3", "-W", "error", "-c", compare, sub, face, string(glyphs))
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Run(); err != nil || out.Len() > 0 {
			t.Errorf("%s: %v\n%s", name, err, fmt.Sprint(&out))
		}
	}
}
