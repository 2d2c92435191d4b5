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
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
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

// compareTrueType reads a font of its own and the face that it is of. Arguments:
// font, face, characters.
const compareTrueType = `
import sys
from fontTools.ttLib import TTFont
from fontTools.pens.recordingPen import DecomposingRecordingPen
font = TTFont(sys.argv[1], checkChecksums=2, lazy=False)
face = TTFont(sys.argv[2], checkChecksums=2)
for tag in font.keys():
    if tag != "GlyphOrder":
        font[tag]
def outline(font, name):
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value
def vert(font, name):
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for s in lookup.SubTable:
            name = s.mapping.get(name, name)
    return name
chars = sys.argv[3]
own, all = font.getBestCmap(), face.getBestCmap()
assert set(own) == set(map(ord, chars)), own
for c in map(ord, chars):
    assert font["hmtx"][own[c]] == face["hmtx"][all[c]], c
    assert outline(font, own[c]) == outline(face, all[c]), c
    assert outline(font, vert(font, own[c])) == outline(face, vert(face, all[c])), c
names = [font["name"].getName(i, 3, 1, 0x409).toUnicode() for i in (1, 2, 4)]
assert names == ["某体", "Bold", "某体 Bold"], names
assert font["name"].getName(13, 3, 1, 0x409) is not None
assert font["OS/2"].fsSelection & 0x60 == 0x20 and font["head"].macStyle == 1
`

func TestTrueTypeFontTools(t *testing.T) {
	const chars = "年、（“”—…Å𠮷"
	dir := t.TempDir()
	for name, f := range embeddedFaces() {
		covered := strings.Map(func(r rune) rune {
			if f.Glyph(r) == 0 {
				return -1
			}
			return r
		}, chars)
		font, err := f.TrueType("某体", true, []rune(chars))
		if err != nil {
			t.Fatal(err)
		}
		own, face := filepath.Join(dir, "own.ttf"), filepath.Join(dir, name+".ttf")
		for path, b := range map[string][]byte{own: font, face: f.stored.TrueType()} {
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		out, err := exec.Command("python3", "-W", "error", "-c", compareTrueType, own, face, covered).CombinedOutput()
		if err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// compareCFF is compare for bare CFF fonts. Arguments: subset, collection, index
// of the face, new → old indices.
const compareCFF = `
import io, json, sys
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from fontTools.pens.recordingPen import RecordingPen
font = CFFFontSet()
with open(sys.argv[1], "rb") as f:
    font.decompile(io.BytesIO(f.read()), None)
sub = font[0]
face = TTFont(sys.argv[2], fontNumber=int(sys.argv[3]))
glyphs = face.getGlyphSet()
old = json.loads(sys.argv[4])
assert sub.ROS == ("Adobe", "Identity", 0), sub.ROS
assert sub.charset == [".notdef"] + ["cid%05d" % i for i in range(1, len(old))]
assert sub.CIDCount == len(sub.CharStrings) == len(old) and len(sub.GlobalSubrs) == 0
for new, gid in enumerate(old):
    a, b = RecordingPen(), RecordingPen()
    c = sub.CharStrings[sub.charset[new]]
    c.draw(a)
    name = face.getGlyphName(gid)
    glyphs[name].draw(b)
    assert a.value == b.value, (new, gid)
    assert c.width == face["hmtx"][name][0], (new, gid, c.width)
    assert not hasattr(c.private, "Subrs")
`

// Debian's fonts-noto-cjk and fonts-lxgw-wenkai.
const debianFonts = "/usr/share/fonts"

func TestFontToolsCFF(t *testing.T) {
	for _, name := range []string{"NotoSerifCJK-Regular", "NotoSerifCJK-Bold", "NotoSansCJK-Regular"} {
		path := filepath.Join(debianFonts, "opentype", "noto", name+".ttc")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		const simplified = 2
		f, err := Parse(data, simplified)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(5, 6))
		var gids []GID
		for range 400 {
			gids = append(gids, GID(r.IntN(f.NumGlyphs())))
		}
		for _, c := range "年（“”‘’—…Å—" {
			gids = append(gids, f.Glyph(c), f.Vertical(f.Glyph(c)))
		}
		s, err := f.Subset(gids)
		if err != nil {
			t.Fatal(err)
		}
		sub := filepath.Join(t.TempDir(), "subset.cff")
		if err := os.WriteFile(sub, s.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		glyphs, _ := json.Marshal(s.Glyphs)
		var out bytes.Buffer
		cmd := exec.Command("python3", "-W", "error", "-c", compareCFF, sub, path, fmt.Sprint(simplified), string(glyphs))
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Run(); err != nil || out.Len() > 0 {
			t.Errorf("%s: %v\n%s", name, err, &out)
		}
	}
}

// What is found among Debian's fonts.
func TestDebianFonts(t *testing.T) {
	set, err := Files(debianFonts)
	if err != nil {
		t.Fatal(err)
	}
	for role, want := range map[doc.Role][2]string{
		doc.Song:         {"NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold"},
		doc.HeiTi:        {"NotoSansCJKsc-Regular", "NotoSansCJKsc-Bold"},
		doc.KaiTi:        {"LXGWWenKai-Regular", "LXGWWenKai-Bold"},
		doc.XiaoBiaoSong: {"NotoSerifSC-SemiBold", ""},
		doc.FangSong:     {"", ""},
	} {
		f := set.Families[role]
		var got [2]string
		for i, f := range []*Face{f.Regular, f.Bold} {
			if f != nil {
				got[i] = f.PostScriptName()
			}
		}
		if got != want {
			t.Errorf("%v is %q, want %q", role, got, want)
		}
	}
	if f, ok := set.StandIn(doc.FangSong); !ok || f != set.Families[doc.Song].Regular {
		t.Error("宋体 does not stand in for 仿宋")
	}
	for _, r := range "年𠮷𬺈〇" {
		if c, ok := set.Choose(doc.Song, false, r); !ok || !c.Face.CFF() {
			t.Errorf("%c is not of Noto Serif CJK SC", r)
		}
	}
}
