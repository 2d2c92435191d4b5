package fonts

import (
	"slices"
	"unicode/utf8"
)

// Mapping is a character and the glyph that shows it.
type Mapping struct {
	Rune rune
	GID  GID
}

// Mapped returns a TrueType font that stands by itself and shows each character by the
// glyph of its mapping: the FontFile of an OFD, whose text has no other way to a glyph
// (GB/T 33190-2016, 11.1). Two characters may share a glyph. The name, ASCII as of
// [Face.PostScriptName], is that of the font, of its family and in PostScript; copyright and
// licence are those that the face states.
//
// The font has the tables that GB/T 42133-2022, 6.2.6 wants: OS/2, cmap with subtables of
// format 4 (3, 1) and format 12 (3, 10), glyf, head, hhea, hmtx, loca, maxp, name and post,
// and no instructions. Its glyph 0 has no outline, because some readers draw it where they
// find no other.
//
// Of a face with CFF outlines, the font has quadratic curves that are nowhere farther from
// them than half a thousandth of the em, of which it may have more units.
//
// The error is an *Error: a name of other characters or more than 63; no mappings, two for one
// character, one of what is not a character or of .notdef, or more than a cmap of format 4 can
// hold; or that of [Face.FontFile].
func (f *Face) Mapped(name string, chars []Mapping) (*FontFile, error) {
	f, err := f.trueType()
	if err != nil {
		return nil, err
	}
	if name == "" || postScriptName(name) != name {
		return nil, refusal("name", "“%s”不能作字体的 PostScript 名", "%q cannot be the PostScript name of a font", name)
	}
	if chars, err = sorted(chars); err != nil {
		return nil, err
	}
	s := f.subsetter(len(chars))
	s.empty = true
	for _, m := range chars {
		if _, err := s.renumber(m.GID); err != nil {
			return nil, err
		}
	}
	own, err := s.ownTables(chars, f.ownNames(map[uint16]string{
		nameFamily: name, nameSubfamily: "Regular", nameUnique: name, nameFull: name, namePostScript: name,
	}), false)
	if err != nil {
		return nil, err
	}
	return s.trueType(own)
}

// sorted returns the mappings by their characters, each once.
func sorted(chars []Mapping) ([]Mapping, error) {
	order := make([]uint64, len(chars)) // sorts faster than the mappings
	for i, m := range chars {
		if !utf8.ValidRune(m.Rune) {
			return nil, refusal("cmap", "%d 不是字符", "%d is no character", m.Rune)
		}
		order[i] = uint64(m.Rune)<<16 | uint64(m.GID)
	}
	slices.Sort(order)
	list := make([]Mapping, 0, len(chars))
	for i, x := range order {
		m := Mapping{rune(x >> 16), GID(x)}
		switch {
		case m.GID == 0:
			return nil, refusal("cmap", "字符 U+%04X 没有字形", "the character U+%04X has no glyph", m.Rune)
		case i > 0 && x == order[i-1]:
		case i > 0 && x>>16 == order[i-1]>>16:
			return nil, refusal("cmap", "字符 U+%04X 有两个字形", "the character U+%04X has two glyphs", m.Rune)
		default:
			list = append(list, m)
		}
	}
	return list, nil
}

// Box returns the box of the outline of a glyph, as the font states it, in font units: xMin, yMin,
// xMax, yMax; zeros without an outline. Of a CFF outline it is that of the one that
// [Face.Mapped] makes of it. The error is an *Error: a glyph that the face does
// not have, or a damaged outline.
func (f *Face) Box(g GID) (box [4]int, err error) {
	if int(g) >= f.numGlyphs {
		return box, noGlyph(g, f.numGlyphs)
	}
	var room [glyphHeader]byte
	b := room[:0]
	if f.cff != nil {
		return f.quadraticBox(g)
	} else if f.stored != nil {
		b = f.stored.AppendStart(b, int(g), glyphHeader)
	} else if b, err = f.description(g); err != nil {
		return box, err
	}
	if len(b) > 0 {
		for i := range box {
			box[i] = i16(b, 2+2*i)
		}
	}
	return box, nil
}
