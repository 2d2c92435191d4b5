package content

import (
	"slices"

	"github.com/nianbao/nianbao/report/doc"
)

// Of returns what a document says: what every reader has to find. The error is a
// [*doc.GridError] or a [*doc.UnknownBlockError].
func Of(d *doc.Document) (*Content, error) {
	c := &Content{Title: d.Title, Lang: d.Lang, Mark: d.Mark}
	left := d.Remarks()
	for i, b := range d.Blocks {
		for len(left) > 0 && left[0].Block == i {
			c.Comments = append(c.Comments, comment(d, left[0], len(c.Blocks)))
			left = left[1:]
		}
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
		default:
			return nil, &doc.UnknownBlockError{Index: i, Block: b}
		}
		if !blank(out.Text) || out.Table != nil {
			c.Blocks = append(c.Blocks, out)
		}
	}
	return c, nil
}

// comment returns a comment, of which the block comes to be another one: those without
// text are left out.
func comment(d *doc.Document, r doc.Remark, block int) Comment {
	var runs []doc.Run
	var at Place
	switch b := d.Blocks[r.Block].(type) {
	case *doc.Heading:
		runs = b.Runs
	case *doc.Paragraph:
		runs = b.Runs
	case *doc.Table:
		g, err := b.Grid()
		if err != nil {
			break // which is found after this
		}
		for i := range g.Cells {
			if p := &g.Cells[i]; p.Cell == r.Cell {
				runs, at = p.Runs, Place{p.Row, p.Col}
			}
		}
	}
	return Comment{block, at, r.To, text(runs)[r.From:r.To], r.Text}
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
// the page is another one, descriptions of tables have no place, and the mark is a
// paragraph.
func (c *Content) Fragment() *Content {
	f := c.change(func(t *Table) { t.Description = "" })
	f.Blocks = slices.DeleteFunc(f.Blocks, func(b Block) bool { return b.Kind == Heading && b.Level == 0 })
	if c.Mark != "" {
		f.Blocks = slices.Insert(f.Blocks, 0, Block{Text: c.Mark})
	}
	f.Title, f.Mark = "", ""
	return f
}

// Cut returns what is left of a content in HTML and PDF, in which no cell reaches out
// of the head of its table: there is no head then.
func (c *Content) Cut() *Content {
	return c.change(func(t *Table) {
		for _, x := range t.Cells {
			if x.Row < t.HeadRows && x.Row+x.RowSpan > t.HeadRows {
				t.HeadRows = 0
			}
		}
	})
}

// change returns a content with every table changed.
func (c *Content) change(table func(t *Table)) *Content {
	out := *c
	out.Blocks = slices.Clone(c.Blocks)
	for i, b := range out.Blocks {
		if b.Table != nil {
			t := *b.Table
			table(&t)
			out.Blocks[i].Table = &t
		}
	}
	return &out
}
