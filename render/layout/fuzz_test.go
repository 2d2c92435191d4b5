package layout

import (
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report/doc"
)

// choices are those of this package.
type choices struct{ sample.Choices }

var words = [...]string{
	"政府信息", "公开", "，", "。", "（一）", "“三安全”", "——", "……", "2023", "年", "12,345", "%", " ", "\n",
	"http://www.example.gov.cn/a/b?c=d", "0517-87290606", "《条例》", "　", "/",
}

func (c *choices) text(most int) []doc.Run {
	s := "文" // every cell has text, or its row could not be found on the pages
	for range c.Next(most) {
		s += words[c.Next(len(words))]
	}
	return doc.Text(s)
}

// table makes a table the last column of which has a cell in every row. Its text is
// small, so that a heading and a row have room on a page.
func (c *choices) table() *doc.Table {
	t := c.Table(40, 5, func() []doc.Run { return c.text(4) })
	t.Widths = append(t.Widths, doc.Pt(40))
	for i := range t.Rows {
		for j := range t.Rows[i].Cells {
			t.Rows[i].Cells[j].Style = doc.NarrowStub
		}
		t.Rows[i].Cells = append(t.Rows[i].Cells, doc.Cell{Style: doc.NarrowStub, Runs: c.text(4)})
	}
	return t
}

// FuzzTypeset checks the geometry of documents of every kind.
func FuzzTypeset(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{3, 39, 4, 3, 10, 20, 30, 10, 20, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
	f.Add([]byte("\x00FFFFFFFFFFF\xabFFFF\x10\xc6FFFFFFFFFFFFFFFFFFFFFFFFF\xabFF"))
	faces := fonts.Default()
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2000 {
			return
		}
		c := choices{data}
		d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
		headings := 0
		for len(c.Choices) > 0 && len(d.Blocks) < 40 {
			switch kind := c.Next(8); {
			case kind < 2 && headings < 3:
				d.Blocks = append(d.Blocks, &doc.Heading{Level: 1 + c.Next(2), Runs: c.text(3), RunIn: c.Next(2) == 0})
				headings++
				continue
			case kind < 4:
				d.Blocks = append(d.Blocks, c.table())
			default:
				d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.StyleID(c.Next(5)), Runs: c.text(60)})
			}
			headings = 0
		}
		d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("完")})
		l, err := Typeset(d, faces)
		if err != nil {
			if _, ok := err.(*OverflowError); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		check(t, l)
	})
}
