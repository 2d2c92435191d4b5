//go:build conformance

package fonts

import (
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// compareMapped reads a font with a given cmap and the face that it is of. Arguments:
// font, face, character and glyph of the face by turns.
const compareMapped = `
import sys
from fontTools.ttLib import TTFont
from fontTools.pens.recordingPen import DecomposingRecordingPen
font = TTFont(sys.argv[1], checkChecksums=2, lazy=False)
face = TTFont(sys.argv[2], checkChecksums=2)
assert sorted(font.reader.keys()) == ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]
for tag in font.keys():
    if tag != "GlyphOrder":
        font[tag]
def outline(font, name):
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value
mapping = {int(c): face.getGlyphName(int(g)) for c, g in zip(sys.argv[3::2], sys.argv[4::2])}
four, twelve = font["cmap"].getcmap(3, 1), font["cmap"].getcmap(3, 10)
assert (four.format, twelve.format) == (4, 12)
assert set(twelve.cmap) == set(mapping), twelve.cmap
assert four.cmap == {c: g for c, g in twelve.cmap.items() if c < 0x10000}
for c, g in mapping.items():
    own = twelve.cmap[c]
    assert own != font.getGlyphName(0)
    assert font["hmtx"][own] == face["hmtx"][g], c
    assert outline(font, own) == outline(face, g), c
assert outline(font, font.getGlyphName(0)) == []
names = [font["name"].getName(i, 3, 1, 0x409).toUnicode() for i in (1, 2, 4, 6)]
assert names == ["Own", "Regular", "Own", "Own"], names
assert font["name"].getName(0, 3, 1, 0x409) is not None and font["name"].getName(13, 3, 1, 0x409) is not None
assert font["OS/2"].fsSelection & 0x60 == 0x40 and font["head"].macStyle == 0
maxp = {k: v for k, v in font["maxp"].__dict__.items() if k.startswith("max")}
font["maxp"].recalc(font)
for k in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentElements", "maxComponentDepth"):
    assert maxp[k] == getattr(font["maxp"], k), (k, maxp[k], getattr(font["maxp"], k))
`

// ownFonts makes two fonts of every embedded face: of upright and of vertical glyphs.
func ownFonts(t *testing.T) (list map[string][]byte, mapping map[string][]Mapping) {
	t.Helper()
	list, mapping = map[string][]byte{}, map[string][]Mapping{}
	for name, f := range embeddedFaces() {
		var upright, vertical []Mapping
		for _, r := range sample + "、“”—―…Å𠮷 " {
			g := f.Glyph(r)
			if g == 0 {
				continue
			}
			upright = append(upright, Mapping{r, g})
			if v := f.Vertical(g); v != g {
				vertical = append(vertical, Mapping{r, v})
			}
		}
		for name, chars := range map[string][]Mapping{name: upright, name + "-Vertical": vertical} {
			file, err := f.Mapped("Own", chars)
			if err != nil {
				t.Fatal(err)
			}
			list[name], mapping[name] = inflated(t, file), chars
		}
	}
	return list, mapping
}

func TestMappedFontTools(t *testing.T) {
	dir := t.TempDir()
	list, mapping := ownFonts(t)
	for name, f := range embeddedFaces() {
		face := filepath.Join(dir, name+".ttf")
		if err := os.WriteFile(face, f.stored.TrueType(), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{name, name + "-Vertical"} {
			own := filepath.Join(dir, "own.ttf")
			if err := os.WriteFile(own, list[name], 0o644); err != nil {
				t.Fatal(err)
			}
			args := []string{"-W", "error", "-c", compareMapped, own, face}
			for _, m := range mapping[name] {
				args = append(args, fmt.Sprint(m.Rune), fmt.Sprint(m.GID))
			}
			out, err := exec.Command("python3", args...).CombinedOutput()
			if err != nil || len(out) > 0 {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	}
}

// The browser looks at fonts before it draws with them, and refuses what is not in
// order. It has to refuse one that is damaged.
func TestMappedInBrowser(t *testing.T) {
	list, _ := ownFonts(t)
	damaged := slices.Clone(list["NotoSerifSC-Regular"])
	copy(damaged[12+16:], "CMAP") // the directory has no cmap
	list["damaged"] = damaged
	var page strings.Builder
	page.WriteString("<!DOCTYPE html><meta charset=utf-8><body><script>\nconst fonts = {\n")
	names := slices.Sorted(maps.Keys(list))
	for _, name := range names {
		fmt.Fprintf(&page, "%q: %q,\n", name, base64.StdEncoding.EncodeToString(list[name]))
	}
	page.WriteString(`};
for (const [name, data] of Object.entries(fonts)) {
  const face = new FontFace("x", Uint8Array.from(atob(data), (c) => c.charCodeAt(0)));
  face.load().then(() => "taken", () => "refused").then((what) => document.body.append("[" + name + " " + what + "]"));
}
</script>`)
	dir := t.TempDir()
	path := filepath.Join(dir, "fonts.html")
	if err := os.WriteFile(path, []byte(page.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir, "--virtual-time-budget=10000", "--dump-dom", "file://"+path).Output()
	if err != nil {
		t.Fatal(err)
	}
	dom := string(out[strings.Index(string(out), "</script>"):])
	for _, name := range names {
		want := "taken"
		if name == "damaged" {
			want = "refused"
		}
		if !strings.Contains(dom, "["+name+" "+want+"]") {
			t.Errorf("%s is not %s: %s", name, want, dom)
		}
	}
}
