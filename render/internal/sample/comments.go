package sample

import (
	"fmt"

	"github.com/nianbao/nianbao/report/doc"
)

// Comment puts comments on the whole document and on every place of it, and names the
// places for that: on all of it, twice, and on words of it, which may overlap, and may
// stand in several runs and lines.
func Comment(d *doc.Document) *doc.Document {
	if len(d.Blocks) == 0 {
		return d // there is nothing for them to stand at
	}
	d.Comments = []doc.Comment{{Text: "提示 Z-z 全文\n<a> & “b”  。\n\n末行"}}
	place := func(source *string, runs []doc.Run, path ...any) {
		*source = fmt.Sprint(path...)
		all := []rune(doc.PlainText(runs))
		for i, n := range [...]int{0, 0, 1, len(all) / 3, len(all) / 2} {
			c := doc.Comment{At: *source, Text: fmt.Sprintf("意见 %d %s", i, *source)}
			if n > 0 {
				c.Quote = string(all[n-1 : len(all)-n/2])
			}
			d.Comments = append(d.Comments, c)
		}
	}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			place(&b.Source, b.Runs, "/", i)
		case *doc.Paragraph:
			place(&b.Source, b.Runs, "/", i)
		case *doc.Table:
			b.Source = fmt.Sprint("/", i)
			d.Comments = append(d.Comments, doc.Comment{At: b.Source, Text: "表格"})
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					cell := &b.Rows[r].Cells[c]
					place(&cell.Source, cell.Runs, "/", i, "/", r, "/", c)
				}
			}
		}
	}
	return d
}
