// Package doc is the tree of an official document with forms: headings,
// paragraphs and tables with merged cells, and the style sheet that says how they
// look by GB/T 9704-2012 (党政机关公文格式). Every format is drawn from it. It knows
// nothing of reports and nothing of file formats.
package doc

import (
	"strings"
	"time"
)

// Document is one document: its metadata, its looks and its blocks in reading
// order. A Document is read, never changed, by the packages that draw it, and
// may be drawn by several goroutines at once.
//
// What the types here ask for is an invariant: [Document.Check] refuses a document
// that breaks one, and the packages that draw documents rely on it. None of the
// characters that are [Forbidden] stands in any of its texts, nor a tab, nor a line
// end but in a [Run], and all of them are UTF-8.
type Document struct {
	Title  string     // the title property; not empty
	Lang   string     // BCP 47 language tag, such as "zh-CN"
	Issuer string     // the agency that issues it, a property (DA/T 46: 责任者); may be empty
	Issued time.Time  // its day, a property; the zero Time is none
	Index  []Property // the entry in a catalogue; formats with pages leave it out
	Styles StyleSheet // looks
	Blocks []Block    // none of them nil
	// Mark stands on every page where it cannot be overlooked, such as [Draft], in the
	// style Mark: at most 16 characters. Empty is none.
	Mark string
	// Comments are remarks on the document, not part of it. A format that cannot
	// show them refuses the document.
	Comments []Comment
}

// Draft is the Mark of a document that is not final.
const Draft = "草稿"

// Property is a line of the index entry that web pages print above a document,
// such as 索引号 or 发布机构. The name is not empty.
type Property struct{ Name, Value string }

// Block is a *Heading, a *Paragraph or a *Table. Whoever meets another kind of block
// returns an [UnknownBlockError]: to leave it out would change what the document says.
//
// Source of a block or a cell says where in the data it comes from, such as a JSON
// pointer into a report: for the program that made the document, not to be printed.
type Block interface{ block() }

// Heading is a heading. Level 0 is the title of the document, level 1 is 一、,
// level 2 is （一）.
type Heading struct {
	Level  int // 0 to 2
	Source string
	Runs   []Run
	// RunIn heads stand on the first line of the paragraph that follows:
	// （一）主动公开情况。正文…
	RunIn bool
}

// Paragraph is a paragraph of running text.
type Paragraph struct {
	Style       StyleID
	RightIndent Length // besides that of the style; not negative
	Source      string
	Runs        []Run
}

// Table is a table of origin cells. The cells of a row are listed from left to
// right without the places that a span from the left or from above covers;
// [Table.Grid] finds each cell's place. They cover every place once, and there is
// one at least.
type Table struct {
	Caption     string // what the table is: not printed, read by assistive technology
	Description string // how the table is to be read, likewise
	Source      string
	Widths      []Length // of the grid columns; positive
	// HeadRows is the number of rows at the top that are repeated where the
	// table runs over to another page, of those that there are.
	HeadRows int
	Padding  Length // left and right of the text in a cell; not negative
	PaddingY Length // above and below it; not negative
	Rows     []Row
}

// Row is a row of a table.
type Row struct {
	MinHeight Length // not negative
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
	Source           string
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
