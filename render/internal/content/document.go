package content

import "github.com/nianbao/nianbao/render/doc"

// Of returns what a document says: what every reader has to find.
func Of(d *doc.Document) (*Content, error) {
	c := &Content{Title: d.Title, Lang: d.Lang}
	for _, b := range d.Blocks {
		out := Block{}
		switch b := b.(type) {
		case *doc.Heading:
			out = Block{Kind: Heading, Level: b.Level, Text: text(b.Runs)}
		case *doc.Paragraph:
			out.Text = text(b.Runs)
		case *doc.Table:
			g, err := b.Grid()
			if err != nil {
				return nil, err
			}
			out = Block{Kind: TableBlock, Table: tableOf(b, g)}
		}
		if !blank(out.Text) || out.Table != nil {
			c.Blocks = append(c.Blocks, out)
		}
	}
	return c, nil
}

func tableOf(t *doc.Table, g *doc.Grid) *Table {
	table := &Table{Caption: t.Caption, Description: t.Description, HeadRows: t.HeadRows, Rows: g.Rows, Cols: g.Cols}
	for i := range g.Cells {
		p := &g.Cells[i]
		cell := Cell{
			Place: Place{p.Row, p.Col}, RowSpan: p.RowSpan, ColSpan: p.ColSpan,
			Kind: [...]CellKind{Data, ColumnHead, RowHead}[p.Kind],
			Text: text(p.Runs),
		}
		for _, h := range g.Headers(p) {
			cell.Heads = append(cell.Heads, Place{h.Row, h.Col})
		}
		table.Cells = append(table.Cells, cell)
	}
	return table
}

// text returns the text of runs with its line feeds.
func text(runs []doc.Run) (s string) {
	for _, r := range runs {
		s += r.Text
	}
	return s
}

// Fragment returns what is left of a content in a fragment of a page: the title of
// the page is another one, and descriptions of tables have no place.
func (c *Content) Fragment() *Content {
	f := &Content{Lang: c.Lang}
	for _, b := range c.Blocks {
		if b.Kind == Heading && b.Level == 0 {
			continue
		}
		if b.Table != nil {
			table := *b.Table
			table.Description = ""
			b.Table = &table
		}
		f.Blocks = append(f.Blocks, b)
	}
	return f
}
