package html

import (
	"bytes"
	"errors"
	"testing"

	"github.com/nianbao/nianbao/render/doc"
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
		// What only paragraphs take is looked at there alone.
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
	})
}

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

// table makes a table of cells with random spans, kinds and heads.
func (c *choices) table() *doc.Table {
	rows, cols := 1+c.next(20), 1+c.next(7)
	t := &doc.Table{Caption: "表", HeadRows: c.next(min(rows, 3) + 1), Padding: doc.Pt(2)}
	if c.next(2) == 0 {
		t.Description = "说明"
	}
	for range cols {
		t.Widths = append(t.Widths, doc.Pt(float64(40+c.next(3))))
	}
	taken := make([]bool, rows*cols)
	heads := c.next(4)
	for r := range rows {
		row := doc.Row{MinHeight: doc.Pt(float64(c.next(3))), KeepNext: c.next(3) == 0}
		for col := 0; col < cols; col++ {
			if taken[r*cols+col] {
				continue
			}
			x := doc.Cell{
				RowSpan: min(1+c.next(5)*c.next(3), rows-r), ColSpan: 1, Style: doc.StyleID(c.next(int(doc.NumStyles))),
				Vertical: c.next(6) == 0, Shade: doc.Color(c.next(3) * c.next(256) << c.next(16)), Runs: doc.Text("格"),
			}
			switch {
			case r < heads || c.next(9) == 0:
				x.Kind = doc.ColumnHead
			case col == 0 || c.next(5) == 0:
				x.Kind = doc.RowHead
			}
			for x.ColSpan < 1+c.next(4) && col+x.ColSpan < cols && !taken[r*cols+col+x.ColSpan] {
				x.ColSpan++
			}
			for y := r; y < r+x.RowSpan; y++ {
				for z := col; z < col+x.ColSpan; z++ {
					taken[y*cols+z] = true
				}
			}
			row.Cells = append(row.Cells, x)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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
		c := choices(data)
		d := small()
		d.Blocks = nil
		for len(c) > 0 && len(d.Blocks) < 30 {
			switch kind := c.next(8); {
			case kind < 2:
				d.Blocks = append(d.Blocks, &doc.Heading{Level: c.next(3), Runs: doc.Text("题"), RunIn: c.next(2) == 0})
			case kind < 5:
				d.Blocks = append(d.Blocks, c.table())
			default:
				d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.StyleID(c.next(int(doc.NumStyles))), RightIndent: doc.Pt(float64(c.next(3))), Runs: doc.Text("文")})
			}
		}
		write(t, Options{}, d)
		write(t, Options{Fragment: true}, d)
	})
}
