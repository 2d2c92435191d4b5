// Package doc is the document tree that every format is drawn from: headings,
// paragraphs and tables with merged cells, and the style sheet that says how
// they look. It knows nothing of reports and nothing of file formats.
package doc

// Document is one document: its metadata, its looks and its blocks in reading
// order. A Document is read, never changed, by the packages that draw it, and
// may be drawn by several goroutines at once.
type Document struct {
	Title  string     // the title property; never empty in a valid document
	Lang   string     // BCP 47 language tag, such as "zh-CN"
	Styles StyleSheet // looks
	Blocks []Block
}

// Block is a Heading, a Paragraph or a Table; there are no others.
type Block interface{ block() }

// Heading is a heading. Level 0 is the title of the document, level 1 is 一、,
// level 2 is （一）.
type Heading struct {
	Level   int
	Inlines []Inline
	// RunIn heads stand on the first line of the paragraph that follows:
	// （一）主动公开情况。正文…
	RunIn bool
}

// Paragraph is a paragraph of running text.
type Paragraph struct {
	Style       StyleID
	RightIndent Length // besides that of the style
	Inlines     []Inline
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
	Inlines          []Inline
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

// Inline is a Run or a Break; there are no others.
type Inline interface{ inline() }

// Run is text in one look.
type Run struct {
	Text string
	Bold bool
}

// Break is a forced line end within a block.
type Break struct{}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*Table) block()     {}
func (Run) inline()       {}
func (Break) inline()     {}

// Text returns inlines for plain text; a line feed in it is a Break.
func Text(s string) []Inline {
	var in []Inline
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			if i > 0 {
				in = append(in, Run{Text: s[:i]})
			}
			in = append(in, Break{})
			s, i = s[i+1:], -1
		}
	}
	if s != "" {
		in = append(in, Run{Text: s})
	}
	return in
}

// PlainText returns the text of inlines; a Break counts as nothing, for it
// divides lines and not words.
func PlainText(in []Inline) string {
	var s string
	for _, x := range in {
		if r, ok := x.(Run); ok {
			s += r.Text
		}
	}
	return s
}
