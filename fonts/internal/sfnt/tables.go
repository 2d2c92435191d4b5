package sfnt

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"unicode/utf16"
)

var be = binary.BigEndian

// Uint16s returns the numbers as big-endian uint16s.
func Uint16s(v ...int) []byte {
	b := make([]byte, 0, 2*len(v))
	for _, x := range v {
		b = be.AppendUint16(b, uint16(x))
	}
	return b
}

// CharGlyph is a character and its glyph.
type CharGlyph struct {
	Char  rune
	Glyph uint16
}

// charRun is characters that follow each other, as do their glyphs.
type charRun struct {
	start, end rune
	glyph      uint16
}

func charRuns(mapping []CharGlyph) []charRun {
	var runs []charRun
	for _, m := range mapping {
		if n := len(runs) - 1; n >= 0 && m.Char == runs[n].end+1 && rune(m.Glyph) == rune(runs[n].glyph)+m.Char-runs[n].start {
			runs[n].end++
			continue
		}
		runs = append(runs, charRun{m.Char, m.Char, m.Glyph})
	}
	return runs
}

// Cmap returns a cmap table with subtables of format 4, for the Basic
// Multilingual Plane, and of format 12. The mapping is sorted by character.
func Cmap(mapping []CharGlyph) ([]byte, error) {
	all := charRuns(mapping)
	beyond, _ := slices.BinarySearchFunc(mapping, 0x10000, func(m CharGlyph, c rune) int { return int(m.Char - c) })
	bmp := charRuns(mapping[:beyond])
	if n := len(bmp); n == 0 || bmp[n-1].end != 0xFFFF { // the last segment that the spec wants
		bmp = append(bmp, charRun{0xFFFF, 0xFFFF, 0})
	}

	n := len(bmp)
	size := 16 + 8*n
	if size > 0xFFFF {
		return nil, fmt.Errorf("%d segments are too many for a cmap of format 4", n)
	}
	selector := 0
	for 2<<selector <= n {
		selector++
	}
	search := 2 << selector
	format4 := Uint16s(4, size, 0, 2*n, search, selector, 2*n-search)
	for _, r := range bmp {
		format4 = be.AppendUint16(format4, uint16(r.end))
	}
	format4 = append(format4, 0, 0) // reservedPad
	for _, r := range bmp {
		format4 = be.AppendUint16(format4, uint16(r.start))
	}
	for _, r := range bmp {
		format4 = be.AppendUint16(format4, r.glyph-uint16(r.start)) // idDelta, modulo 65536
	}
	format4 = append(format4, make([]byte, 2*n)...) // idRangeOffset

	format12 := Uint16s(12, 0)
	for _, v := range []int{16 + 12*len(all), 0, len(all)} {
		format12 = be.AppendUint32(format12, uint32(v))
	}
	for _, r := range all {
		format12 = be.AppendUint32(format12, uint32(r.start))
		format12 = be.AppendUint32(format12, uint32(r.end))
		format12 = be.AppendUint32(format12, uint32(r.glyph))
	}

	cmap := Uint16s(0, 2)
	cmap = append(cmap, Uint16s(3, 1, 0, 20)...)
	cmap = append(cmap, Uint16s(3, 10)...)
	cmap = be.AppendUint32(cmap, uint32(20+len(format4)))
	return slices.Concat(cmap, format4, format12), nil
}

// Name returns a name table of the English names, by name ID. Empty ones are left
// out.
func Name(names map[uint16]string) []byte {
	const windows, unicode, english = 3, 1, 0x409
	var records, storage []byte
	count := 0
	for _, id := range slices.Sorted(maps.Keys(names)) {
		if names[id] == "" {
			continue
		}
		at := len(storage)
		for _, u := range utf16.Encode([]rune(names[id])) {
			storage = be.AppendUint16(storage, u)
		}
		records = append(records, Uint16s(windows, unicode, english, int(id), len(storage)-at, at)...)
		count++
	}
	return slices.Concat(Uint16s(0, count, 6+12*count), records, storage)
}

// OS2 returns the OS/2 table with the first and the last of the characters.
func OS2(source []byte, first, last rune) []byte {
	t := slices.Clone(source)
	be.PutUint16(t[64:], uint16(min(first, 0xFFFF))) // usFirstCharIndex
	be.PutUint16(t[66:], uint16(min(last, 0xFFFF)))  // usLastCharIndex
	return t
}

// Post returns a post table of version 3: without glyph names.
func Post(source []byte) []byte {
	t := slices.Clone(source[:32])
	be.PutUint32(t, 0x00030000)
	return t
}

// Substitution is a glyph and the one that replaces it.
type Substitution struct{ From, To uint16 }

// VertGSUB returns a GSUB table of the one feature vert, with one lookup of
// single substitutions, sorted by the glyph that they replace.
func VertGSUB(vert []Substitution) []byte {
	n := len(vert)
	scriptList := slices.Concat(
		Uint16s(2), []byte("DFLT"), Uint16s(14), []byte("hani"), Uint16s(14),
		Uint16s(4, 0),            // Script: its default LangSys, no others
		Uint16s(0, 0xFFFF, 1, 0), // LangSys: no required feature, feature 0
	)
	featureList := slices.Concat(Uint16s(1), []byte("vert"), Uint16s(8), Uint16s(0, 1, 0))
	lookupList := Uint16s(1, 4, 1, 0, 1, 8, 2, 6+2*n, n) // Lookup type 1, SingleSubstFormat2
	for _, s := range vert {
		lookupList = be.AppendUint16(lookupList, s.To)
	}
	lookupList = append(lookupList, Uint16s(1, n)...) // CoverageFormat1
	for _, s := range vert {
		lookupList = be.AppendUint16(lookupList, s.From)
	}
	header := Uint16s(1, 0, 10, 10+len(scriptList), 10+len(scriptList)+len(featureList))
	return slices.Concat(header, scriptList, featureList, lookupList)
}

// Complete returns a TrueType file of the tables of a subset that has no cmap yet,
// and of more: with a cmap of the characters, which are sorted, and a GSUB of the
// vertical forms that are in the subset. Glyphs holds for each glyph of the subset
// its index in the face; glyph and vertical are those of the face.
func Complete[G ~uint16](subset Font, glyphs []G, chars []rune, glyph func(rune) G, vertical func(G) G, more ...Table) ([]byte, error) {
	renumbered := make(map[G]uint16, len(glyphs))
	for i, g := range glyphs {
		renumbered[g] = uint16(i)
	}
	mapping := make([]CharGlyph, len(chars))
	for i, r := range chars {
		mapping[i] = CharGlyph{r, renumbered[glyph(r)]}
	}
	cmap, err := Cmap(mapping)
	if err != nil {
		return nil, err
	}
	var vert []Substitution
	for i, g := range glyphs {
		if v, ok := renumbered[vertical(g)]; ok && v != uint16(i) {
			vert = append(vert, Substitution{uint16(i), v})
		}
	}
	tables := slices.Concat(subset, more, []Table{{"GSUB", VertGSUB(vert)}, {"cmap", cmap}})
	return Build(tables), nil
}
