package ofd_test

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

// choices are those of this package.
type choices struct{ sample.Choices }

// FuzzTables writes random tables, set in the embedded faces or in such as have no bold one.
func FuzzTables(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x01\x02\x08\x04\x02\x01\x00\x01\x02\x030123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte("\x00\x01\x05\x05FFFFFFFFFFF\xabFFFF\x10\xc6FFFFFFFFFFFFFFFFFFFFFFFFF\xabFF"))
	f.Add([]byte("\x03\x00\x03\x03\x01\x00\x01\x05\x00\x01\x05\x02\x05\x00\x01\x05\x05\x01\x05\x00\x09\x08\x07\x06\x05\x04\x03"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2000 {
			return
		}
		c := choices{data}
		set := fonts.Default()
		if c.Next(2) == 1 {
			set.Families[doc.Song].Bold = nil
		}
		d := &doc.Document{Title: "题" + c.Text(12), Lang: "zh-CN", Styles: doc.GB9704()}
		if c.Next(3) == 1 {
			d.Mark = doc.Draft
		}
		for len(c.Choices) > 0 && len(d.Blocks) < 12 {
			d.Blocks = append(d.Blocks,
				&doc.Heading{Runs: doc.Text("表" + c.Text(12))},
				c.Table(12, 6, func() []doc.Run { return []doc.Run{{Text: c.Text(12)}, {Text: c.Text(12), Bold: c.Next(2) == 0}} }))
		}
		l, err := layout.Typeset(d, set)
		if err != nil {
			return // no page can be made of it
		}
		verify(t, write(t, ofd.Options{Archive: len(data)%2 == 1}, l), l)
	})
}

// Whatever a layout holds, it is refused with an *Error before the first byte, or the file
// has no fault and shows what was laid out.
func FuzzWrite(f *testing.F) {
	f.Add("年度报告", []byte{})
	f.Add("a\\)(<&>]]>", []byte("\x01\x01\x00\x00\x00\x00\x01\x00\x00\x00\x00\x01\x00\x00\x00\x00\x02\x00\x00\x00\x00\x01\x00\x00\x00\x01"))
	f.Add("\t\x00\xFF", []byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	f.Fuzz(func(t *testing.T, title string, data []byte) {
		if len(data) > 2000 {
			return
		}
		c := choices{data}
		l := c.layout(title)
		o := ofd.Options{Archive: c.Next(2) == 1}
		if c.Next(3) == 1 {
			o.Attachment = &doc.Attachment{Name: names[c.Next(len(names))], Type: "application/json", Description: title, Data: data}
		}
		var b bytes.Buffer
		err := o.Write(&b, l)
		if err == nil {
			verify(t, b.Bytes(), l)
			return
		}
		var e *ofd.Error
		if !errors.As(err, &e) || b.Len() > 0 {
			t.Errorf("%v after %d bytes", err, b.Len())
		}
	})
}

// names are those of files that come along, or had better not.
var names = []string{"report.json", "report.txt", "a.b.c", "data", ".json", "a.", "A&B's.XML", "Attachments.xml", "数据.json", "a/b.json", "", "..", "con.txt"}

// layout makes one of any lengths, glyphs and characters, most of which can be drawn.
func (c *choices) layout(title string) *layout.Layout {
	l := &layout.Layout{Document: &doc.Document{Title: title, Lang: "zh-CN", Issuer: c.Text(12), Styles: doc.GB9704()}}
	if c.Next(20) == 19 {
		l.Document.Styles.Page.Width = c.length()
	}
	l.Document.Blocks = []doc.Block{&doc.Heading{Runs: doc.Text(c.Text(12))}}
	for range 1 + c.Next(3) {
		var p layout.Page
		for range c.Next(3) {
			p.Shades = append(p.Shades, layout.Shade{At: c.point(), Width: c.length(), Height: c.length(), Color: doc.Color(c.Next(256) << c.Next(20))})
		}
		for range c.Next(3) {
			r := layout.Rule{From: c.point(), To: c.point(), Width: doc.Pt(0.5) * doc.Length(c.Next(12)) / 8}
			if c.Next(10) == 1 {
				r.Width = c.length()
			}
			p.Rules = append(p.Rules, r)
		}
		for range c.Next(4) {
			p.Texts = append(p.Texts, c.run())
		}
		l.Pages = append(l.Pages, p)
	}
	return l
}

// lengths are those that are seldom seen.
var lengths = []doc.Length{
	0, 1, -1, 17, 18, 35, 36, -doc.Mm(1), doc.Mm(210), doc.Mm(297), doc.Mm(1000), doc.Pt(14400), math.MaxInt32, math.MaxInt64, math.MinInt64,
}

// length returns mostly one of some place on a page.
func (c *choices) length() doc.Length {
	n := c.Next(256)
	if n >= 250 {
		return lengths[c.Next(len(lengths))]
	}
	return doc.Mm(20+float64(n)/2) + doc.Length(c.Next(256))
}

func (c *choices) point() layout.Point { return layout.Point{X: c.length(), Y: c.length()} }

// odd are characters that no text has, or that few readers get right.
var odd = []rune{
	0, -1, '\t', '\n', '\r', 0x1F, 0x7F, 0x85, ' ', '&', '<', '>', '"', '\\', 0xAD, 0x200B, 0x2028, 0xD800, 0xDFFF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF,
	0x10000, 0x1FFFE, 0x20BB7, 0xE0001, 0x10FFFF, 0x110000, math.MaxInt32,
}

// run makes a run of glyphs that mostly stand for what they are.
func (c *choices) run() layout.Text {
	families := &fonts.Default().Families
	x := layout.Text{At: c.point(), Face: families[doc.Song].Regular, Size: doc.Pt(float64(6 + c.Next(20))), Embolden: c.Next(4) == 1, Vertical: c.Next(4) == 1}
	switch c.Next(40) {
	case 1, 2, 3, 4, 5, 6:
		x.Face = families[doc.KaiTi].Regular
	case 7:
		x.Face = nil
	case 8:
		x.Size = c.length()
	}
	for range c.Next(8) {
		r := c.Sign()
		g := layout.Glyph{Rune: r, Advance: x.Size}
		if x.Face != nil {
			if g.GID = x.Face.Glyph(r); g.GID == 0 {
				continue
			}
		}
		switch c.Next(40) {
		case 1:
			g.Rune = odd[c.Next(len(odd))]
		case 2:
			g.GID = fonts.GID(c.Next(256))
		case 3:
			g.GID = fonts.GID(c.Next(256) << 8)
		case 4:
			g.Advance = c.length()
		case 5:
			g.Advance = -x.Size / 2
		case 6:
			g.Advance = 0
		case 7, 8, 9, 10:
			if x.Face != nil {
				g.GID = x.Face.Vertical(g.GID)
			}
		}
		x.Glyphs = append(x.Glyphs, g)
	}
	return x
}
