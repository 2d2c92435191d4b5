package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/report/doc"
)

// cffFace is the embedded 黑体, as far as the characters go, with CFF outlines
// that draw nothing: the charstring of a glyph moves to its index.
func cffFace(t *testing.T, chars string) *fonts.Face {
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
	tables := sfntTables(s.Data)
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

// cffIndex reads an INDEX and returns the place behind it.
func cffIndex(b []byte, at int) (objects [][]byte, end int) {
	n := int(binary.BigEndian.Uint16(b[at:]))
	if n == 0 {
		return nil, at + 2
	}
	size := int(b[at+2])
	data := at + 3 + (n+1)*size - 1
	offset := func(i int) (v int) {
		for _, c := range b[at+3+i*size : at+3+(i+1)*size] {
			v = v<<8 | int(c)
		}
		return data + v
	}
	for i := range n {
		objects = append(objects, b[offset(i):offset(i+1)])
	}
	return objects, offset(n)
}

func TestCFF(t *testing.T) {
	s := newSetter(t)
	const text = "2023年—a—b—年报"
	s.set.Families[doc.Song] = fonts.Family{Regular: cffFace(t, text)}
	s.page()
	s.text(80, 100, look{size: 16, role: doc.Song, origin: block(0)}, text)
	g := s.Pages[0].Texts[0].Glyphs
	g[7].Rune, g[9].Rune = '\u2015', '\U00020BB7'
	checkGlyphs(t, s)

	f := s.read()
	fontDicts := f.root("Pages", "Kids", 0, "Resources", "Font").(dict)
	if len(fontDicts) != 1 {
		t.Fatalf("%d fonts", len(fontDicts))
	}
	font := fontDicts["F1"]
	cid := f.get(font, "DescendantFonts", 0).(dict)
	d := f.get(cid, "FontDescriptor").(dict)
	if cid["Subtype"] != pdfread.Name("CIDFontType0") || cid["CIDToGIDMap"] != nil || d["FontFile2"] != nil || d["FontFile"] != nil {
		t.Errorf("the CIDFont is %v, its descriptor %v", cid, d)
	}
	base := string(cid["BaseFont"].(pdfread.Name))
	if !strings.HasSuffix(base, "+Unnamed") || d["FontName"] != pdfread.Name(base) || f.get(font, "BaseFont") != pdfread.Name(base+"-Identity-H") {
		t.Errorf("names %v, %v and %s", d["FontName"], f.get(font, "BaseFont"), base)
	}
	file := f.get(d, "FontFile3").(stream)
	if file.Dict["Subtype"] != pdfread.Name("CIDFontType0C") || file.Dict["Length1"] != nil {
		t.Errorf("the FontFile3 is %v", file.Dict)
	}

	_, at := cffIndex(file.Data, int(file.Data[2]))
	top, _ := cffIndex(file.Data, at)
	var charStrings [][]byte
	for at := 0; at < len(top[0]); at++ {
		if top[0][at] == 29 {
			if at += 4; at+1 < len(top[0]) && top[0][at+1] == 17 {
				charStrings, _ = cffIndex(file.Data, int(binary.BigEndian.Uint32(top[0][at-3:])))
			}
		}
	}
	distinct := map[uint16]bool{0: true}
	for i, shown := range f.draw(0).glyphs {
		distinct[shown.code] = true
		if int(shown.code) >= len(charStrings) {
			t.Fatalf("there is no CID %d among %d", shown.code, len(charStrings))
		}
		if got, want := charStrings[shown.code], []byte{28, byte(g[i].GID >> 8), byte(g[i].GID), 22, 14}; !slices.Equal(got, want) {
			t.Errorf("%q is drawn by % x, want % x", shown.char, got, want)
		}
		if got, want := f.width(font, shown.code), float64(s.Pages[0].Texts[0].Face.Advance(g[i].GID)); got != want {
			t.Errorf("%q is %v wide, want %v", shown.char, got, want)
		}
	}
	if len(charStrings) != len(distinct) {
		t.Errorf("%d charstrings, %d of them used", len(charStrings), len(distinct))
	}
}
