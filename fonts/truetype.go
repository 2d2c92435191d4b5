package fonts

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// TrueType returns a TrueType font of the characters, with the vertical forms of
// their glyphs, that stands by itself: for a file that a program is to load as a
// font of the family, its bold face or its regular one. It keeps the copyright
// and the licence that the face states, and has no instructions. Characters that
// the face does not cover are left out.
//
// The error is an *Error: of a face with CFF outlines, of which no TrueType font
// can be made, where the face covers none of the characters, or more than a cmap
// of format 4 can hold, or that of [Face.FontFile].
func (f *Face) TrueType(family string, bold bool, chars []rune) ([]byte, error) {
	if f.cff != nil {
		return nil, refusal("CFF ", "这是 OpenType（CFF）字体，不能嵌入 DOCX；请换 .ttf 字体", "this is an OpenType font with CFF outlines, which cannot be embedded in a DOCX; take a .ttf font")
	}
	chars = slices.Compact(slices.Sorted(slices.Values(chars)))
	chars = slices.DeleteFunc(chars, func(r rune) bool { return f.Glyph(r) == 0 })
	if len(chars) == 0 {
		return nil, refusal("cmap", "没有要嵌入的字符", "there are no characters to embed")
	}
	glyphs := make([]GID, 0, 2*len(chars))
	for _, r := range chars {
		g := f.Glyph(r)
		glyphs = append(glyphs, g, f.Vertical(g))
	}
	sub, err := f.Subset(glyphs)
	if err != nil {
		return nil, err
	}
	tables, bad := sfnt.Read(sub.Data, 0)
	if bad != nil {
		return nil, faultOf(bad)
	}
	for i := range tables {
		if tables[i].Tag == "head" {
			tables[i].Data = slices.Clone(tables[i].Data)
			binary.BigEndian.PutUint16(tables[i].Data[44:], macStyle(bold))
		}
	}
	font, err := sfnt.Complete(tables, sub.Glyphs, chars, f.Glyph, f.Vertical,
		sfnt.Table{Tag: "OS/2", Data: f.styledOS2(bold, chars)},
		sfnt.Table{Tag: "name", Data: sfnt.Name(f.styledNames(family, bold))},
		sfnt.Table{Tag: "post", Data: f.plainPost()},
	)
	if err != nil {
		return nil, fault("cmap", "字符太多", "too many characters")
	}
	return font, nil
}

// Bits of OS/2 fsSelection and head macStyle. OpenType spec, "OS/2" and "head".
const (
	selectionBold    = 1 << 5
	selectionRegular = 1 << 6
	macBold          = 1 << 0
)

func macStyle(bold bool) uint16 {
	if bold {
		return macBold
	}
	return 0
}

// styledOS2 returns the OS/2 table of a font of the style. A face made for the
// Macintosh alone has none, or a shorter one.
func (f *Face) styledOS2(bold bool, chars []rune) []byte {
	const version0 = 78 // bytes
	t := f.os2
	if len(t) < version0 {
		t = make([]byte, version0)
		copy(t[2:], f.os2[min(len(f.os2), 2):])
		binary.BigEndian.PutUint16(t[4:], uint16(f.metrics.Weight))
		binary.BigEndian.PutUint16(t[6:], 5) // usWidthClass: medium
		for at, v := range map[int]int{68: f.metrics.Ascent, 70: f.metrics.Descent, 74: f.metrics.Ascent, 76: -f.metrics.Descent} {
			binary.BigEndian.PutUint16(t[at:], uint16(v))
		}
	}
	t = sfnt.OS2(t, chars)
	if sizes := [...]int{version0, 86, 96, 96, 96, 100}; len(t) < sizes[min(int(u16(t, 0)), len(sizes)-1)] {
		binary.BigEndian.PutUint16(t, 0) // it is cut, and has what version 0 has
		t = t[:version0]
	}
	selection := u16(t, 62) &^ (selectionBold | selectionRegular)
	if bold {
		selection |= selectionBold
	} else {
		selection |= selectionRegular
	}
	binary.BigEndian.PutUint16(t[62:], selection)
	return t
}

// styledNames returns the names of a font of the family and style.
func (f *Face) styledNames(family string, bold bool) map[uint16]string {
	const copyright, subfamily, unique, licence, licenceURL = 0, 2, 3, 13, 14
	style := "Regular"
	if bold {
		style = "Bold"
	}
	names := map[uint16]string{}
	ranks := map[uint16]int{}
	nameRecords(f.name, func(id, platform, _ uint16, rank int, value []byte) { // read before without an error
		if (id == copyright || id == licence || id == licenceURL) && rank > ranks[id] && len(value) <= maxName {
			names[id], ranks[id] = decodeName(value, platform), rank
		}
	})
	postScript := postScriptName(cmp.Or(postScriptName(family), f.postScriptName) + "-" + style)
	names[nameFamily], names[subfamily] = family, style
	names[nameFull], names[unique], names[namePostScript] = family+" "+style, postScript, postScript
	return names
}

// plainPost returns a post table without glyph names.
func (f *Face) plainPost() []byte {
	if f.post == nil {
		return sfnt.Post(make([]byte, 32))
	}
	return sfnt.Post(f.post)
}
