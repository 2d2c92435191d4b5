// Package doc is the tree of an official document with forms: headings,
// paragraphs and tables with merged cells, and the style sheet that says how they
// look by GB/T 9704-2012 (党政机关公文格式). Every format is drawn from it. It knows
// nothing of reports and nothing of file formats.
package doc

import "strings"

// Document is one document: its metadata, its looks and its blocks in reading
// order. A Document is read, never changed, by the packages that draw it, and
// may be drawn by several goroutines at once.
type Document struct {
	Title  string     // the title property; never empty in a valid document
	Lang   string     // BCP 47 language tag, such as "zh-CN"
	Index  []Property // the entry in a catalogue; formats with pages leave it out
	Styles StyleSheet // looks
	Blocks []Block
}

// Property is a line of the index entry that web pages print above a document,
// such as 索引号 or 发布机构.
type Property struct{ Name, Value string }

// Block is a Heading, a Paragraph or a Table; there are no others.
type Block interface{ block() }

// Heading is a heading. Level 0 is the title of the document, level 1 is 一、,
// level 2 is （一）.
type Heading struct {
	Level int
	Runs  []Run
	// RunIn heads stand on the first line of the paragraph that follows:
	// （一）主动公开情况。正文…
	RunIn bool
}

// Paragraph is a paragraph of running text.
type Paragraph struct {
	Style       StyleID
	RightIndent Length // besides that of the style
	Runs        []Run
}

// Table is a table of origin cells. The cells of a row are listed from left to
// right without the places that a span from the left or from above covers;
// [Table.Grid] finds each cell's place.
type Table struct {
	Caption     string   // what the table is: not printed, read by assistive technology
	Description string   // how the table is to be read, likewise
	Widths      []Length // of the grid columns
	// HeadRows is the number of rows at the top that are repeated where the
	// table runs over to another page.
	HeadRows int
	Padding  Length // left and right of the text in a cell
	PaddingY Length // above and below it
	Rows     []Row
}

// Row is a row of a table.
type Row struct {
	MinHeight Length
	// KeepNext asks for no page break between this row and the next one.
	KeepNext bool
	Cells    []Cell
}

// Cell is an origin cell: one that is not covered by the span of another.
type Cell struct {
	RowSpan, ColSpan int // 0 is 1
	Kind             CellKind
	Style            StyleID
	Vertical         bool // set from top to bottom, lines from right to left
	Shade            Color
	Runs             []Run
}

// CellKind says what a cell is to the reader of the table.
type CellKind uint8

// The kinds of cell.
const (
	Data       CellKind = iota // a figure
	ColumnHead                 // heads the columns it spans
	RowHead                    // heads the rows it spans (the stub)
)

// Color is an sRGB colour, 0xRRGGBB. The zero value is none.
type Color uint32

// Run is text in one look. A line feed in it is a forced line end within the
// block.
type Run struct {
	Text string
	Bold bool
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*Table) block()     {}

// Text returns plain text as the runs of a block.
func Text(s string) []Run {
	if s == "" {
		return nil
	}
	return []Run{{Text: s}}
}

// PlainText returns the text of runs without its line feeds, which divide lines
// and not words.
func PlainText(runs []Run) string {
	if len(runs) == 1 {
		return strings.ReplaceAll(runs[0].Text, "\n", "")
	}
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(strings.ReplaceAll(r.Text, "\n", ""))
	}
	return b.String()
}

// RunIn returns the heading that stands on the first line of block i: the one
// before it, if that is to run in and block i is a paragraph. It is nil where
// there is none; i may be len(d.Blocks).
func (d *Document) RunIn(i int) *Heading {
	if i < 1 || i >= len(d.Blocks) {
		return nil
	}
	if _, ok := d.Blocks[i].(*Paragraph); !ok {
		return nil
	}
	if h, ok := d.Blocks[i-1].(*Heading); ok && h.RunIn {
		return h
	}
	return nil
}
