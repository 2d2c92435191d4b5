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
// the face does not cover are left out. CFF outlines are made quadratic ones, as in
// [Face.Mapped].
//
// The error is an *Error: where the face covers none of the characters, or more than a cmap
// of format 4 can hold, or that of [Face.FontFile].
func (f *Face) TrueType(family string, bold bool, chars []rune) ([]byte, error) {
	f, err := f.trueType()
	if err != nil {
		return nil, err
	}
	chars = slices.Compact(slices.Sorted(slices.Values(chars)))
	list := make([]Mapping, 0, len(chars))
	for _, r := range chars {
		if g := f.Glyph(r); g != 0 {
			list = append(list, Mapping{r, g})
		}
	}
	s := f.subsetter(2 * len(list))
	for _, m := range list {
		for _, g := range [...]GID{m.GID, f.Vertical(m.GID)} {
			if _, err := s.renumber(g); err != nil {
				return nil, err
			}
		}
	}
	own, err := s.ownTables(list, f.styledNames(family, bold), bold)
	if err != nil {
		return nil, err
	}
	own.tables = append(own.tables, sfnt.Table{Tag: "GSUB", Data: s.verticalForms()})
	file, err := s.trueType(own)
	if err != nil {
		return nil, err
	}
	return file.inflate(), nil
}

// verticalForms returns a GSUB table of the vertical forms of the glyphs, where they
// were taken up too.
func (s *subsetter) verticalForms() []byte {
	var list []sfnt.Substitution
	for i, g := range s.file.Glyphs {
		if v, ok := s.index(s.face.Vertical(g)); ok && int(v) != i {
			list = append(list, sfnt.Substitution{From: uint16(i), To: uint16(v)})
		}
	}
	return sfnt.VertGSUB(list)
}

// ownTables returns the tables of a font of the characters, which are sorted and whose glyphs
// were taken up.
func (s *subsetter) ownTables(chars []Mapping, names map[uint16]string, bold bool) (*ownTables, error) {
	if len(chars) == 0 {
		return nil, refusal("cmap", "没有要嵌入的字符", "there are no characters to embed")
	}
	mapping := make([]sfnt.CharGlyph, len(chars))
	for i, m := range chars {
		g, _ := s.index(m.GID)
		mapping[i] = sfnt.CharGlyph{Char: m.Rune, Glyph: uint16(g)}
	}
	cmap, err := sfnt.Cmap(mapping)
	if err != nil {
		return nil, refusal("cmap", "要嵌入的字符太多，一个字体放不下；请分成几份文件", "there are too many characters to embed for one font; make several files")
	}
	return &ownTables{bold: bold, tables: []sfnt.Table{
		{Tag: "OS/2", Data: s.face.styledOS2(bold, chars[0].Rune, chars[len(chars)-1].Rune)},
		{Tag: "cmap", Data: cmap},
		{Tag: "name", Data: sfnt.Name(names)},
		{Tag: "post", Data: s.face.plainPost()},
	}}, nil
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

// styledOS2 returns the OS/2 table of a font of the style, with the first and the last
// of its characters. A face made for the
// Macintosh alone has none, or a shorter one.
func (f *Face) styledOS2(bold bool, first, last rune) []byte {
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
	t = sfnt.OS2(t, first, last)
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
	style := "Regular"
	if bold {
		style = "Bold"
	}
	postScript := postScriptName(cmp.Or(postScriptName(family), f.postScriptName) + "-" + style)
	return f.ownNames(map[uint16]string{
		nameFamily: family, nameSubfamily: style, nameUnique: postScript,
		nameFull: family + " " + style, namePostScript: postScript,
	})
}

// ownNames adds the copyright and the licence that the face states to the names of a
// font that is made of it.
func (f *Face) ownNames(names map[uint16]string) map[uint16]string {
	ranks := map[uint16]int{}
	nameRecords(f.name, func(id, platform, _ uint16, rank int, value []byte) { // read before without an error
		if (id == nameCopyright || id == nameLicence || id == nameLicenceURL) && rank > ranks[id] && len(value) <= maxName {
			names[id], ranks[id] = decodeName(value, platform), rank
		}
	})
	return names
}

// plainPost returns a post table without glyph names.
func (f *Face) plainPost() []byte {
	if f.post == nil {
		return sfnt.Post(make([]byte, 32))
	}
	return sfnt.Post(f.post)
}
