package layout

import (
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/doc"
)

// choices makes decisions from the bytes of a fuzz input.
type choices []byte

func (c *choices) next(n int) int {
	if len(*c) == 0 {
		return 0
	}
	b := (*c)[0]
	*c = (*c)[1:]
	return int(b) % n
}

var words = [...]string{
	"政府信息", "公开", "，", "。", "（一）", "“三安全”", "——", "……", "2023", "年", "12,345", "%", " ", "\n",
	"http://www.example.gov.cn/a/b?c=d", "0517-87290606", "《条例》", "　", "/",
}

func (c *choices) text(most int) []doc.Run {
	s := "文" // every cell has text, or its row could not be found on the pages
	for range c.next(most) {
		s += words[c.next(len(words))]
	}
	return doc.Text(s)
}

// table makes a table of cells with random spans. Its last column has a cell
// in every row.
func (c *choices) table() *doc.Table {
	rows, cols := 1+c.next(40), 2+c.next(5)
	t := &doc.Table{Caption: "表", Padding: doc.Pt(2), HeadRows: c.next(4)}
	for range cols {
		t.Widths = append(t.Widths, doc.Pt(float64(40+c.next(30))))
	}
	taken := make([]bool, rows*cols)
	for r := range rows {
		row := doc.Row{MinHeight: doc.Pt(float64(c.next(50))), KeepNext: c.next(3) == 0}
		for col := 0; col < cols; col++ {
			if taken[r*cols+col] {
				continue
			}
			cell := doc.Cell{RowSpan: 1, ColSpan: 1, Style: doc.NarrowStub, Runs: c.text(4)}
			if col < cols-1 {
				cell.RowSpan = min(1+c.next(6)*c.next(3), rows-r)
				for cell.ColSpan < 1+c.next(3) && col+cell.ColSpan < cols-1 && !taken[r*cols+col+cell.ColSpan] {
					cell.ColSpan++
				}
				cell.Vertical = c.next(6) == 0
			}
			for y := r; y < r+cell.RowSpan; y++ {
				for x := col; x < col+cell.ColSpan; x++ {
					taken[y*cols+x] = true
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// FuzzTypeset checks the geometry of documents of every kind.
func FuzzTypeset(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{3, 39, 4, 3, 10, 20, 30, 10, 20, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
	faces := fonts.Default()
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2000 {
			return
		}
		c := choices(data)
		d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
		headings := 0
		for len(c) > 0 && len(d.Blocks) < 40 {
			switch kind := c.next(8); {
			case kind < 2 && headings < 3:
				d.Blocks = append(d.Blocks, &doc.Heading{Level: 1 + c.next(2), Runs: c.text(3), RunIn: c.next(2) == 0})
				headings++
				continue
			case kind < 4:
				d.Blocks = append(d.Blocks, c.table())
			default:
				d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.StyleID(c.next(5)), Runs: c.text(60)})
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
