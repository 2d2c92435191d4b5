package ofd

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
)

// font is a font of the file: glyphs of a face, each the only one of its character. There is
// no other way from text to a glyph that all readers go, so that a face which shows a
// character by two glyphs, as vertical text has them, becomes two fonts.
type font struct {
	id      int
	name    string
	chars   []fonts.Mapping
	file    *fonts.FontFile
	indices map[fonts.GID]int // made where they are asked for
}

// face is a face as the document uses it.
type face struct {
	*layout.Font
	uses  []use // by index in Uses
	fonts []*font
	// How far text reaches above and below the baseline, in font units.
	above, below int64
}

// use is a glyph and the character that stands for it.
type use struct {
	font *font
	char rune
	gid  fonts.GID
	// What it takes of the line from its origin, the ink and the advance, in font units.
	left, right int64
}

// newFace finds what fonts a face becomes. The first has the glyphs that the face shows its
// characters by; all others are in those that follow.
func newFace(used *layout.Font) (*face, error) {
	em := int64(used.Face.UnitsPerEm())
	// What readers give a line, whatever stands in it: it holds the ink of most glyphs.
	x := &face{Font: used, uses: make([]use, len(used.Uses)), fonts: []*font{{}}, above: em * 106 / 100, below: em * 30 / 100}
	others := map[rune]int{} // in how many of the fonts that follow a character is
	for i, u := range used.Uses {
		box, err := used.Face.Box(u.GID)
		if err != nil {
			return nil, err
		}
		n, char := 0, fixed.Legible(u.Rune)
		if char != u.Rune || u.GID != used.Face.Glyph(char) {
			others[char]++
			if n = others[char]; n == len(x.fonts) {
				x.fonts = append(x.fonts, &font{})
			}
		}
		f := x.fonts[n]
		f.chars = append(f.chars, fonts.Mapping{Rune: char, GID: u.GID})
		x.uses[i] = use{f, char, u.GID, min(0, int64(box[0])), max(int64(box[2]), int64(used.Face.Advance(u.GID)))}
		x.below, x.above = max(x.below, -int64(box[1])), max(x.above, int64(box[3]))
	}
	return x, nil
}

// index returns where in the font a glyph of the face is.
func (f *font) index(g fonts.GID) int {
	if f.indices == nil {
		f.indices = make(map[fonts.GID]int, len(f.file.Glyphs))
		for i, g := range f.file.Glyphs {
			f.indices[g] = i
		}
	}
	return f.indices[g]
}

// addFonts adds the fonts that the pages use, and the resources of the document, which they
// are (GB/T 33190-2016, 7.9 and 11.1).
func (f *file) addFonts() error {
	f.faces = make(map[*fonts.Face]*face)
	names := map[string]bool{}
	x := &f.xml
	x.raw(xmlHead + "Res" + namespace + ` BaseLoc="` + fontFolder + `"><ofd:Fonts>`)
	for _, used := range f.layout.Fonts() {
		face, err := newFace(used)
		if err != nil {
			return err
		}
		f.faces[used.Face] = face
		for i, font := range face.fonts {
			if len(font.chars) == 0 {
				continue
			}
			font.id, font.name = f.id(), fontName(used.Face, i, names)
			if font.file, err = used.Face.Mapped(font.name, font.chars); err != nil {
				return err
			}
			f.addFont(folder+fontFolder+"/"+font.name+fontSuffix, font.file)
			x.raw(`<ofd:Font ID="`)
			x.int(font.id)
			x.raw(`" FontName="` + font.name + `"`)
			if family := used.Face.Family(); family != "" && fixed.Valid(family) {
				x.raw(` FamilyName="`)
				x.text(family)
				x.raw(`"`)
			}
			x.raw(`><ofd:FontFile>` + font.name + fontSuffix + `</ofd:FontFile></ofd:Font>`)
		}
	}
	x.raw("</ofd:Fonts></ofd:Res>")
	if f.fonts = f.lastID > 0; f.fonts {
		f.end(folder + resourcePart)
	} else { // of nothing there is no list
		x.b = x.b[:0]
	}
	return nil
}

const fontSuffix = ".ttf" // by which readers know what it is

// fontName returns the name of the n-th font of a face, which no other font has; names is
// those that there are. It is that of the face without what web readers stumble over, for they make a
// style sheet of it; and that of its file, by which others find it.
func fontName(face *fonts.Face, n int, names map[string]bool) string {
	const longest = 40 // of 63 characters, with what stands behind
	name := strings.Map(func(r rune) rune {
		if 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return -1
	}, face.PostScriptName())
	if name = name[:min(len(name), longest)]; name == "" || name[0] < 'A' {
		name = "Font" + name
	}
	if n > 0 {
		name += "-Vertical"
	}
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	free := name
	for i := 2; names[strings.ToLower(free)]; i++ {
		free = name + "-" + strconv.Itoa(i)
	}
	names[strings.ToLower(free)] = true
	return free
}
