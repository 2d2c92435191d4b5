package ofd_test

import (
	"bytes"
	"compress/flate"
	"encoding/xml"
	"io"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/cffface"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

// faceOf returns a face of its own of a few characters of 宋体, each shown by a glyph of
// another one.
func faceOf(t *testing.T, name string, chars map[rune]rune) *fonts.Face {
	t.Helper()
	song := fonts.Default().Families[doc.Song].Regular
	var list []fonts.Mapping
	for r, shown := range chars {
		list = append(list, fonts.Mapping{Rune: r, GID: song.Glyph(shown)})
	}
	f, err := song.Mapped(name, list)
	if err != nil {
		t.Fatal(err)
	}
	deflated, _ := f.AppendDeflate(nil)
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(deflated)))
	if err != nil {
		t.Fatal(err)
	}
	face, err := fonts.Parse(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// line is a page with a line of glyphs for each of the faces, and a place for the next.
func line(texts ...layout.Text) *layout.Layout {
	for i := range texts {
		x := &texts[i]
		x.Origin = layout.Origin{Kind: layout.Furniture, Block: -1, Cell: -1}
		x.At = layout.Point{X: doc.Mm(20), Y: doc.Mm(float64(20 + 10*i))}
		x.Size = doc.Pt(16)
		for j := range x.Glyphs {
			x.Glyphs[j].Advance = doc.Pt(20)
		}
	}
	return &layout.Layout{
		Document: &doc.Document{Title: "字体", Lang: "zh-CN", Styles: doc.GB9704()},
		Pages:    []layout.Page{{Number: 1, Texts: texts}},
	}
}

// shown is the glyphs that a face has of characters.
func shown(f *fonts.Face, s string) layout.Text {
	x := layout.Text{Face: f}
	for _, r := range s {
		x.Glyphs = append(x.Glyphs, layout.Glyph{GID: f.Glyph(r), Rune: r})
	}
	return x
}

// fontNames returns the names of the fonts of a file.
func fontNames(t *testing.T, file []byte) []string {
	t.Helper()
	var res struct {
		Fonts []struct {
			FontName string `xml:",attr"`
			FontFile string
		} `xml:"Fonts>Font"`
	}
	if err := xml.Unmarshal(part(t, file, "Doc_0/PublicRes.xml"), &res); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range res.Fonts {
		if f.FontFile != f.FontName+".ttf" {
			t.Errorf("%s is in %s", f.FontName, f.FontFile)
		}
		names = append(names, f.FontName)
	}
	return names
}

// Fonts have names of their own, of letters, digits and hyphens, whatever the faces are
// called.
func TestFontNames(t *testing.T) {
	year := map[rune]rune{'年': '年'}
	var texts []layout.Text
	for _, name := range []string{"Song", "song", "Song", "2024+Song;'", "+", "Song-Vertical", "FangSong_GB2312"} {
		f := faceOf(t, name, year)
		x := shown(f, "年年")
		if name == "Song" {
			x.Glyphs[1].Rune = '月' // which the face shows by another glyph, or by none
		}
		texts = append(texts, x)
	}
	l := line(texts...)
	file := write(t, ofd.Options{}, l)
	verify(t, file, l)
	want := []string{"Song", "Song-Vertical", "song-2", "Song-3", "Song-Vertical-2", "Font2024Song", "Font", "Song-Vertical-3", "FangSong_GB2312"}
	if got := fontNames(t, file); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A character of which there are three glyphs is in three fonts.
func TestThreeForms(t *testing.T) {
	f := faceOf(t, "Song", map[rune]rune{'（': '（', '一': '一', '二': '二', '、': '、'})
	x := shown(f, "（（（、（（")
	x.Glyphs[1].GID, x.Glyphs[2].GID, x.Glyphs[4].GID = f.Glyph('一'), f.Glyph('二'), f.Glyph('二')
	l := line(x)
	file := write(t, ofd.Options{}, l)
	verify(t, file, l)
	if got, want := fontNames(t, file), []string{"Song", "Song-Vertical", "Song-Vertical-2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What characters of private use mean nobody knows but the face: they are drawn, and read 〓.
func TestPrivateUse(t *testing.T) {
	f := faceOf(t, "Song", map[rune]rune{'年': '年', 0xE000: '月', 0xE001: '日', 0x100000: '县', '〓': '〓'})
	l := line(shown(f, "年\uE000\uE001年\U00100000\uE000〓"))
	file := write(t, ofd.Options{Archive: true}, l)
	verify(t, file, l)
	p, err := content.FromOFD(file)
	if err != nil {
		t.Fatal(err)
	}
	var text []rune
	for _, g := range p.Pages[0] {
		text = append(text, g.Rune)
	}
	if got := string(text); got != "年〓〓年〓〓〓" {
		t.Errorf("it reads %s", got)
	}
}

// Outlines of CFF become quadratic ones.
func TestCFF(t *testing.T) {
	l := line(shown(cffface.New(t, "年度报告"), "年度报告"))
	verify(t, write(t, ofd.Options{}, l), l)
}
