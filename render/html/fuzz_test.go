package html

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report/doc"
)

// Any text is either refused or read back as it is, wherever it stands, in a page
// and in a fragment.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"政府信息公开", "<&>\"'", " a  b ", "“—…”", "\t", "\x00", "\xff", "\ufffd", "\ufffe", "𠮷", "\u3000", "\n", "\n\n一\n", "\u00a0",
		"&lt;", "&#10;", "</title>", "</style><script>", "<!--", "-->", "]]>", "http://www.example.gov.cn/a/b?c=d&e=f#g", "a<b@c.example.cn>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		runs := []doc.Run{{Text: s}, {Text: s, Bold: true}}
		d := small()
		d.Title, d.Index = "题"+s, []doc.Property{{Name: "名" + s, Value: s}}
		table := spans()
		table.Caption, table.Description = s, s
		for r := range table.Rows {
			for c := range table.Rows[r].Cells {
				table.Rows[r].Cells[c].Runs = runs
			}
		}
		lone := *table
		lone.Caption, lone.Description = "", ""
		d.Blocks = []doc.Block{
			&doc.Heading{Runs: runs}, &doc.Heading{Level: 2, RunIn: true, Runs: runs}, &doc.Paragraph{Runs: runs},
			&doc.Heading{Level: 1, Runs: runs}, &doc.Paragraph{Style: doc.Date, Runs: runs}, table, &lone,
		}
		d.Mark = strings.TrimSpace(s)
		// What only paragraphs take is looked at there alone.
		if bytes.ContainsRune([]byte(s), '\n') || utf8.RuneCountInString(d.Mark) > 16 {
			d.Mark = ""
		}
		if bytes.ContainsRune([]byte(s), '\n') {
			d.Title, d.Index, table.Caption, table.Description = "题", nil, "表", ""
		}
		for _, o := range []Options{{}, {Fragment: true}} {
			var b bytes.Buffer
			if err := o.Write(&b, d); err != nil {
				var e *doc.Error
				if !errors.As(err, &e) || b.Len() != 0 {
					t.Fatalf("%v, %d bytes written", err, b.Len())
				}
				continue
			}
			verify(t, o, b.Bytes(), d)
		}
		if sample.Comment(d).Check() == nil {
			d.Comments[0].Text = "意见" + s
			write(t, Options{}, d)
		}
	})
}

// Documents of every kind come out as they are.
func FuzzDocument(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{3, 12, 4, 3, 1, 2, 3, 1, 2, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
	f.Add(bytes.Repeat([]byte{7, 19, 6, 2, 1, 0, 2, 1, 1, 0, 3, 0, 1, 4, 0, 2, 5}, 30))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 3000 {
			return
		}
		c := sample.Choices(data)
		d := small()
		d.Blocks = nil
		if c.Next(2) == 1 {
			d.Mark = "草稿"
		}
		for len(c) > 0 && len(d.Blocks) < 30 {
			switch kind := c.Next(8); {
			case kind < 2:
				d.Blocks = append(d.Blocks, &doc.Heading{Level: c.Next(3), Runs: doc.Text("题"), RunIn: c.Next(2) == 0})
			case kind < 5:
				d.Blocks = append(d.Blocks, c.Table(20, 7, func() []doc.Run { return doc.Text("格") }))
			default:
				d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.StyleID(c.Next(int(doc.Mark))), RightIndent: doc.Pt(float64(c.Next(3))), Runs: doc.Text("文")})
			}
		}
		write(t, Options{}, d)
		write(t, Options{Fragment: true}, d)
	})
}
