package pdf

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/cffface"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/report/doc"
)

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
	s.set.Families[doc.Song] = fonts.Family{Regular: cffface.New(t, text)}
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
