// Package cffface makes faces with CFF outlines for the tests of the writers.
package cffface

import (
	"encoding/binary"
	"maps"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// New returns the embedded 黑体, as far as the characters go, with CFF outlines
// that draw nothing: the charstring of a glyph moves to its index.
func New(t *testing.T, chars string) *fonts.Face {
	t.Helper()
	be := binary.BigEndian
	hei := fonts.Default().Families[doc.HeiTi].Regular
	runes := slices.Compact(slices.Sorted(slices.Values([]rune(chars))))
	var gids []fonts.GID
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12} // one subtable, of format 12
	cmap = append(cmap, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	cmap = be.AppendUint32(cmap, uint32(len(runes)))
	for i, r := range runes {
		gids = append(gids, hei.Glyph(r))
		for _, v := range []rune{r, r, rune(i + 1)} {
			cmap = be.AppendUint32(cmap, uint32(v))
		}
	}
	s, err := hei.Subset(gids)
	if err != nil || len(s.Glyphs) != 1+len(runes) {
		t.Fatal(len(s.Glyphs), err)
	}
	tables := map[string][]byte{}
	for i := range int(be.Uint16(s.Data[4:])) {
		e := s.Data[12+16*i:]
		at, n := be.Uint32(e[8:]), be.Uint32(e[12:])
		tables[string(e[:4])] = s.Data[at : at+n]
	}
	delete(tables, "glyf")
	delete(tables, "loca")
	tables["cmap"] = cmap
	glyphs := len(s.Glyphs)
	tables["maxp"] = append([]byte{0, 0, 0x50, 0}, tables["maxp"][4:6]...)

	index := func(n, size int, data []byte) []byte { // of objects of one size
		b := be.AppendUint16(nil, uint16(n))
		b = append(b, 4)
		for i := range n + 1 {
			b = be.AppendUint32(b, uint32(1+i*size))
		}
		return append(b, data...)
	}
	var charStrings []byte
	for i := range glyphs {
		charStrings = append(charStrings, 28, byte(i>>8), byte(i), 22, 14) // hmoveto, endchar
	}
	cff := append([]byte{1, 0, 4, 4}, index(1, 4, []byte("Test"))...)
	at := len(cff) + len(index(1, 6, make([]byte, 6))) + 4
	cff = append(cff, index(1, 6, append(be.AppendUint32([]byte{29}, uint32(at)), 17))...)
	cff = append(cff, 0, 0, 0, 0) // no strings, no global subroutines
	tables["CFF "] = append(cff, index(glyphs, 5, charStrings)...)

	tags := slices.Sorted(maps.Keys(tables))
	head := be.AppendUint16([]byte("OTTO"), uint16(len(tags)))
	head = append(head, make([]byte, 6)...)
	var body []byte
	for _, tag := range tags {
		head = append(append(head, tag...), 0, 0, 0, 0)
		head = be.AppendUint32(head, uint32(12+16*len(tags)+len(body)))
		head = be.AppendUint32(head, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
	}
	f, err := fonts.Parse(append(head, body...), 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
