package render_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// FuzzContent finds every format to say the same of documents of every kind.
func FuzzContent(f *testing.F) {
	f.Add([]byte{})
	// A title; a run-in heading and its paragraph; a heading and a table; text in UTF-8.
	f.Add([]byte("\x01\x03abc\x00\x00\x01\x01\x04defg\x05\x00\x02\x00\x01\x03hij\x05\x03\x01\x01\x08klmnopqr\x00\x01\x02st"))
	f.Add([]byte("\x01\x00\x02\x04\x03\x01\x02ab\x00\x02\x01\x01\x01c\x05\x00\x01\x00\x01\x01\x02de\x00\x01\x01f\x05\x02\x01\x00\x01\x02gh\x05\x01"))
	f.Add([]byte("\x01\x00\x03\x00\x00\x0c<&>\"'\\|]]>*_\x05\x03\x00\x00\x10  \xe3\x80\x80\xe2\x80\x8b\xe2\x80\x83a  \x05"))
	f.Add([]byte("\x01\x00\x03\x00\x00\x2chttp://www.example.gov.cn/a_b/c?d=e&f=%20#g\x01\x00\x0a\xee\x80\x80\xf0\xa0\xae\xb7\xc2\xa0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2000 {
			return
		}
		c := choices{data}
		d := &doc.Document{Title: "题" + c.text(), Lang: "zh-CN", Styles: doc.GB9704()}
		level := -1
		for len(c.Choices) > 0 && len(d.Blocks) < 30 {
			switch c.Next(5) {
			case 0, 1:
				// The levels of a PDF are those of the outline that headings make.
				level = min(c.Next(3), level+1)
				d.Blocks = append(d.Blocks, &doc.Heading{Level: level, RunIn: c.Next(2) == 0, Runs: c.runs("题")})
			case 2:
				d.Blocks = append(d.Blocks, c.table())
			default:
				d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.StyleID(c.Next(2)) * doc.Signature, Runs: c.runs("")})
			}
		}
		if c.Next(3) == 1 {
			d.Mark = "草稿"
		}
		want := contentOf(t, d)
		for _, f := range forms {
			file, err := f.write(d)
			if f.name == "PDF" && unset(err) {
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", f.name, err)
			}
			if f.name == "DOCX" {
				docxlint.Verify(t, file)
			}
			got, err := f.read(file)
			if err != nil {
				t.Fatal(err)
			}
			switch f.name {
			case "DOCX":
				expect(t, f.name, got, want)
			case "PDF":
				expect(t, f.name, got, printed(want.Cut()))
			default:
				expect(t, f.name, got, want.Cut())
			}
		}
		samePages(t, d)
	})
}

// choices are those of this package.
type choices struct{ sample.Choices }

// text takes some of the bytes as signs or, now and then, as text in UTF-8, without
// what a document may not have.
func (c *choices) text() string {
	if c.Next(10) > 0 {
		return c.Text(64)
	}
	n := min(c.Next(64), len(c.Choices))
	b := c.Choices[:n]
	c.Choices = c.Choices[n:]
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == unicode.ReplacementChar || doc.Forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(b), ""))
}

// runs makes one or two runs, with a forced line end in them or between them.
func (c *choices) runs(head string) []doc.Run {
	runs := doc.Text(head + c.text())
	switch c.Next(6) {
	case 0:
		return append(runs, doc.Run{Text: "\n" + c.text(), Bold: true})
	case 1:
		return append(runs, doc.Run{Text: c.text() + "\n"}, doc.Run{Text: c.text(), Bold: true})
	}
	return runs
}

// table makes a table with any text.
func (c *choices) table() *doc.Table {
	t := c.Table(9, 6, func() []doc.Run { return c.runs("") })
	t.Caption = c.text()
	return t
}

// unset reports whether the error is one of a document that no page can be made of.
func unset(err error) bool {
	var glyph *layout.MissingGlyphError
	var overflow *layout.OverflowError
	return errors.As(err, &glyph) || errors.As(err, &overflow)
}

// printed returns what a PDF keeps of a content. There is no look to what has the
// property Default_Ignorable_Code_Point (Unicode Standard, 5.21), and no glyph is
// set for it. Three kinds of space are in no embedded face and are set as the usual
// one. What a character for private use means is known to none but its face, and
// the text has 〓 for it. A table that is all head has none.
func printed(c *content.Content) *content.Content {
	text := func(s string) string {
		return strings.Map(func(r rune) rune {
			switch {
			case r == 0x1680 || r == 0x202F || r == 0x205F:
				return ' '
			case unicode.Is(unicode.Co, r):
				return '〓'
			case unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) &&
				!unicode.In(r, unicode.White_Space, unicode.Prepended_Concatenation_Mark) &&
				(r < 0xFFF9 || r > 0xFFFB) && (r < 0x13430 || r > 0x13440):
				return -1
			}
			return r
		}, s)
	}
	out := &content.Content{Title: c.Title, Lang: c.Lang}
	for _, b := range c.Blocks {
		b.Text = text(b.Text)
		if b.Table != nil {
			table := *b.Table
			table.HeadRows %= table.Rows
			table.Cells = append([]content.Cell(nil), table.Cells...)
			for i := range table.Cells {
				table.Cells[i].Text = text(table.Cells[i].Text)
			}
			b.Table = &table
		} else if strings.Trim(b.Text, "\n") == "" {
			continue
		}
		out.Blocks = append(out.Blocks, b)
	}
	return out
}
