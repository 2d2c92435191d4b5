package main

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
)

// typeset lays out the example, with a character beyond U+FFFF in every place where
// the agency is named.
func typeset(t *testing.T) *layout.Layout {
	t.Helper()
	data, err := os.ReadFile("../nianbao/yunqi-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := report.Decode(bytes.ReplaceAll(data, []byte("云栖市人民政府"), []byte("𠮷栖市人民政府")))
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// pageStream is the content of a page, of which fpdf says the page number nowhere.
var pageStream = regexp.MustCompile(`(?s)/Contents (\d+) 0 R`)

var shown = regexp.MustCompile(`(?s)(?:/ActualText <FEFF([0-9A-F]+)>.*?\((?:[^\\)]|\\.)*\) Tj)|\(((?:[^\\)]|\\.)*)\) Tj`)

// textOf returns what a page shows, in the order in which it is drawn.
func textOf(content string) string {
	var text strings.Builder
	for _, m := range shown.FindAllStringSubmatch(content, -1) {
		var units []uint16
		if m[1] != "" {
			for i := 0; i < len(m[1]); i += 4 {
				var u uint16
				for _, c := range m[1][i : i+4] {
					u = u<<4 | uint16(strings.IndexRune("0123456789ABCDEF", c))
				}
				units = append(units, u)
			}
		} else {
			s := strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(m[2])
			for ; len(s) >= 2; s = s[2:] {
				units = append(units, binary.BigEndian.Uint16([]byte(s)))
			}
		}
		text.WriteString(string(utf16.Decode(units)))
	}
	return text.String()
}

// Every glyph of the layout is drawn, on its page, and stands for its character.
func TestText(t *testing.T) {
	l := typeset(t)
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCompression(false)
	if err := Draw(f, l); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		t.Fatal(err)
	}
	file := out.String()
	contents := pageStream.FindAllStringSubmatch(file, -1)
	if len(contents) != len(l.Pages) {
		t.Fatalf("%d pages, want %d", len(contents), len(l.Pages))
	}
	for i, page := range l.Pages {
		_, rest, _ := strings.Cut(file, "\n"+contents[i][1]+" 0 obj\n")
		content, _, _ := strings.Cut(rest, "\nendstream")
		var want strings.Builder
		for _, text := range page.Texts {
			for _, g := range text.Glyphs {
				want.WriteRune(g.Rune)
			}
		}
		if got := textOf(content); got != want.String() {
			t.Errorf("page %d:\n%s\nwant\n%s", i+1, got, want.String())
		}
	}
}

// Two reports, and pages of the program's own, stand in one file.
func TestTwice(t *testing.T) {
	l := typeset(t)
	f := fpdf.New("P", "in", "A3", "")
	cover(f, 1)
	for range 2 {
		if err := Draw(f, l); err != nil {
			t.Fatal(err)
		}
	}
	if n := f.PageCount(); n != 1+2*len(l.Pages) {
		t.Errorf("%d pages", n)
	}
	if w, h, _ := f.PageSize(2); w < 8.26 || w > 8.28 || h < 11.68 || h > 11.70 {
		t.Errorf("a page of %.2f × %.2f in", w, h)
	}
	if err := f.Output(io.Discard); err != nil {
		t.Error(err)
	}
}

func TestReproducible(t *testing.T) {
	data, err := os.ReadFile("../nianbao/yunqi-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := convert(&a, data); err != nil {
		t.Fatal(err)
	}
	if err := convert(&b, data); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two files of one report differ", err)
	}
	if err := convert(io.Discard, []byte("{}")); err == nil {
		t.Error("no error for a report without year")
	}
}
