package pdf

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Whatever a layout holds, Write refuses it with an *Error or writes a file
// that can be read.
func FuzzWrite(f *testing.F) {
	f.Add("年度报告", "zh-CN", "一、总体情况", int64(doc.Mm(210)), int64(doc.Pt(80)), int64(doc.Pt(16)), int64(doc.Pt(15.8)), uint16(100), int32('年'), false)
	f.Add("a\\)(<&>]]>", "en", "\t(\\\xFF", int64(doc.Pt(3)), int64(-doc.Pt(14400)), int64(127), int64(-1), uint16(1), int32(0x20BB7), true)
	f.Add("年", "zh", "", int64(math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64), int64(math.MaxInt64), uint16(0xFFFF), int32(-1), true)
	face := fonts.Default().Families[doc.Song].Regular
	f.Fuzz(func(t *testing.T, title, lang, heading string, width, place, size, advance int64, gid uint16, char int32, vertical bool) {
		l := &layout.Layout{
			Document: &doc.Document{
				Title: title, Lang: lang,
				Styles: doc.StyleSheet{Page: doc.Page{Width: doc.Length(width), Height: doc.Mm(297)}},
				Blocks: []doc.Block{&doc.Heading{Runs: doc.Text(heading)}},
			},
			Pages: []layout.Page{{
				Shades: []layout.Shade{{Width: doc.Length(size), Height: doc.Length(advance), Color: doc.Color(char)}},
				Rules:  []layout.Rule{{To: layout.Point{Y: doc.Length(place)}, Width: doc.Length(size)}},
				Texts: []layout.Text{{
					At: layout.Point{X: doc.Length(place), Y: doc.Length(place)}, Face: face, Size: doc.Length(size),
					Embolden: gid%2 == 0, Vertical: vertical,
					Glyphs: []layout.Glyph{
						{GID: fonts.GID(gid), Rune: char, Advance: doc.Length(advance)},
						{GID: 1, Rune: 'a', Advance: doc.Length(advance) / 2},
						{GID: fonts.GID(gid), Rune: 'b'},
						{GID: 2, Rune: char + 1},
					},
				}},
			}},
		}
		if char < 0 || char > math.MaxUint16 {
			l.Pages[0].Shades = nil
		}
		var b bytes.Buffer
		if err := Write(&b, l); err != nil {
			var e *Error
			if !errors.As(err, &e) || b.Len() > 0 {
				t.Errorf("%v after %d bytes", err, b.Len())
			}
			return
		}
		r := readFile(t, b.Bytes())
		if got := pdfread.DecodeText(r.get(r.Trailer, "Info", "Title").(string)); got != title {
			t.Errorf("title %q, want %q", got, title)
		}
		if got := r.draw(0).glyphs; len(got) != 4 || got[0].char != string(char) || got[2].char != "b" {
			t.Errorf("drawn: %+v", got)
		}
	})
}
