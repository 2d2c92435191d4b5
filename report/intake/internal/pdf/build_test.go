package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// body writes the objects 1 and so on, and returns where each begins, from 0 on for
// number 0.
func body(objects ...string) (file []byte, at []int) {
	file = []byte("%PDF-1.7\n")
	at = []int{0}
	for i, o := range objects {
		at = append(at, len(file))
		file = fmt.Appendf(file, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return file, at
}

// build makes a file of the objects, the first of which is the catalogue; trailer is
// what the trailer has besides.
func build(trailer string, objects ...string) []byte {
	file, at := body(objects...)
	start := len(file)
	file = fmt.Appendf(file, "xref\n0 %d\n0000000000 65535 f \n", len(at))
	for _, n := range at[1:] {
		file = fmt.Appendf(file, "%010d 00000 n \n", n)
	}
	return fmt.Appendf(file, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at), trailer, start)
}

// streamOf makes a stream.
func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// The fonts of pages in tests: F has two bytes a code, which are Unicode, G one byte.
const testFonts = `/Font<</F 5 0 R/G 6 0 R>>`

var fontObjects = []string{
	"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]>>]>>",
	"<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding/FirstChar 32/Widths[" + strings.Repeat("500 ", 95) + "]>>",
}

// pageFile makes a file of one page, 200 by 100 points, with the content and what the
// page and its resources have besides; objects are from number 7 on.
func pageFile(content, page, resources string, objects ...string) []byte {
	return build("", append(append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + testFonts + resources + ">>" + page + ">>",
		streamOf("", content),
	}, fontObjects...), objects...)...)
}

// show shows a text in the font F.
func show(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return fmt.Sprintf("<%x>Tj\n", b)
}

// readPages reads a file.
func readPages(t *testing.T, file []byte) []*paper.Page {
	t.Helper()
	f, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatalf("%v (%v)", err, f.fault)
	}
	return pages
}

// painted is what is on a page: its lines of text with their places, what is to be said
// of them, rules, shades and pictures.
func painted(p *paper.Page) string {
	var b strings.Builder
	for i := 0; i < len(p.Chars); {
		c := p.Chars[i]
		var text string
		n := i
		for ; n < len(p.Chars) && p.Chars[n].Line == c.Line && mood(p.Chars[n]) == mood(c); n++ {
			if p.Chars[n].NoText {
				text += "□"
			}
			text += p.Chars[n].Text
		}
		fmt.Fprintf(&b, "%d %q at %g,%g to %g size %g%s\n", c.Line, text, c.Box.X0, c.Base, p.Chars[n-1].Box.X1, c.Size, mood(c))
		i = n
	}
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "rule %s\n", corners(r))
	}
	for _, r := range p.Shades {
		fmt.Fprintf(&b, "shade %s\n", corners(r))
	}
	for _, r := range p.Pictures {
		fmt.Fprintf(&b, "picture %s\n", corners(r))
	}
	return b.String()
}

func corners(r paper.Rect) string { return fmt.Sprintf("%g,%g to %g,%g", r.X0, r.Y0, r.X1, r.Y1) }

func mood(c paper.Char) (s string) {
	if c.Turned {
		s += " turned"
	}
	if c.Invisible {
		s += " invisible"
	}
	if c.Clipped {
		s += " clipped"
	}
	if c.Doubtful && c.Seen() {
		s += " doubtful"
	}
	if c.MCID != paper.NoContent {
		s += fmt.Sprintf(" content %d", c.MCID)
	}
	return s
}
