package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf16"
)

var be = binary.BigEndian

// u16s returns the numbers as big-endian uint16s.
func u16s(v ...int) []byte {
	b := make([]byte, 0, 2*len(v))
	for _, x := range v {
		b = be.AppendUint16(b, uint16(x))
	}
	return b
}

type charGlyph struct {
	char  uint32
	glyph uint16
}

// charRun is characters that follow each other, as do their glyphs.
type charRun struct {
	start, end uint32
	glyph      uint16
}

func charRuns(mapping []charGlyph) []charRun {
	var runs []charRun
	for _, m := range mapping {
		if n := len(runs) - 1; n >= 0 && m.char == runs[n].end+1 && uint32(m.glyph) == uint32(runs[n].glyph)+m.char-runs[n].start {
			runs[n].end++
			continue
		}
		runs = append(runs, charRun{m.char, m.char, m.glyph})
	}
	return runs
}

// cmapTable returns a cmap table with subtables of format 4, for the Basic
// Multilingual Plane, and of format 12. The mapping is sorted by character.
func cmapTable(mapping []charGlyph) ([]byte, error) {
	all := charRuns(mapping)
	beyond, _ := slices.BinarySearchFunc(mapping, 0x10000, func(m charGlyph, c uint32) int { return int(m.char) - int(c) })
	bmp := append(charRuns(mapping[:beyond]), charRun{0xFFFF, 0xFFFF, 0}) // the last segment that the spec wants

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
	format4 := u16s(4, size, 0, 2*n, search, selector, 2*n-search)
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

	format12 := u16s(12, 0)
	for _, v := range []int{16 + 12*len(all), 0, len(all)} {
		format12 = be.AppendUint32(format12, uint32(v))
	}
	for _, r := range all {
		format12 = be.AppendUint32(format12, r.start)
		format12 = be.AppendUint32(format12, r.end)
		format12 = be.AppendUint32(format12, uint32(r.glyph))
	}

	cmap := u16s(0, 2)
	cmap = append(cmap, u16s(3, 1, 0, 20)...)
	cmap = append(cmap, u16s(3, 10)...)
	cmap = be.AppendUint32(cmap, uint32(20+len(format4)))
	return slices.Concat(cmap, format4, format12), nil
}

// nameTable returns a name table of the English records of the source; where
// replace has a value for a name ID, that value instead.
func nameTable(source []byte, replace map[uint16]string) ([]byte, error) {
	const english = 0x409
	keep := []uint16{0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17} // the licence is 13 and 14
	var records, storage []byte
	count := 0
	for _, id := range keep {
		var value []byte
		if s, ok := replace[id]; ok {
			for _, u := range utf16.Encode([]rune(s)) {
				value = be.AppendUint16(value, u)
			}
		} else {
			for i := range int(be.Uint16(source[2:])) {
				r := source[6+12*i:]
				if be.Uint16(r) == 3 && be.Uint16(r[2:]) == 1 && be.Uint16(r[4:]) == english && be.Uint16(r[6:]) == id {
					at := int(be.Uint16(source[4:])) + int(be.Uint16(r[10:]))
					value = source[at : at+int(be.Uint16(r[8:]))]
				}
			}
		}
		if value == nil {
			continue
		}
		records = append(records, u16s(3, 1, english, int(id), len(value), len(storage))...)
		storage = append(storage, value...)
		count++
	}
	if count == 0 {
		return nil, fmt.Errorf("the name table has no English records")
	}
	return slices.Concat(u16s(0, count, 6+12*count), records, storage), nil
}

// os2Table returns the OS/2 table with the range of characters of the subset.
func os2Table(source []byte, chars []rune) []byte {
	t := slices.Clone(source)
	be.PutUint16(t[64:], uint16(min(chars[0], 0xFFFF)))            // usFirstCharIndex
	be.PutUint16(t[66:], uint16(min(chars[len(chars)-1], 0xFFFF))) // usLastCharIndex
	return t
}

// postTable returns a post table of version 3: without glyph names.
func postTable(source []byte) []byte {
	t := slices.Clone(source[:32])
	be.PutUint32(t, 0x00030000)
	return t
}

type substitution struct{ from, to uint16 }

// gsubTable returns a GSUB table of the one feature vert, with one lookup of
// single substitutions, sorted by the glyph that they replace.
func gsubTable(vert []substitution) []byte {
	n := len(vert)
	scriptList := slices.Concat(
		u16s(2), []byte("DFLT"), u16s(14), []byte("hani"), u16s(14),
		u16s(4, 0),            // Script: its default LangSys, no others
		u16s(0, 0xFFFF, 1, 0), // LangSys: no required feature, feature 0
	)
	featureList := slices.Concat(u16s(1), []byte("vert"), u16s(8), u16s(0, 1, 0))
	lookupList := u16s(1, 4, 1, 0, 1, 8, 2, 6+2*n, n) // Lookup type 1, SingleSubstFormat2
	for _, s := range vert {
		lookupList = be.AppendUint16(lookupList, s.to)
	}
	lookupList = append(lookupList, u16s(1, n)...) // CoverageFormat1
	for _, s := range vert {
		lookupList = be.AppendUint16(lookupList, s.from)
	}
	header := u16s(1, 0, 10, 10+len(scriptList), 10+len(scriptList)+len(featureList))
	return slices.Concat(header, scriptList, featureList, lookupList)
}
