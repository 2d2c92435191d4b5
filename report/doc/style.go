package doc

// Role is a typeface by the part it plays in an official document. The DOCX
// names the official faces, PDF and OFD embed the face that a font set gives for
// the role.
type Role uint8

// The typefaces of GB/T 9704-2012 and of official tables.
const (
	FangSong     Role = iota // 仿宋: body
	XiaoBiaoSong             // 小标宋: title
	HeiTi                    // 黑体: level 1 headings
	KaiTi                    // 楷体: level 2 headings
	Song                     // 宋体: tables and page numbers
	NumRoles
)

// String returns the Chinese name of the typeface.
func (r Role) String() string {
	if r < NumRoles {
		return [NumRoles]string{"仿宋", "小标宋", "黑体", "楷体", "宋体"}[r]
	}
	return "未知字体"
}

// StyleID names a style of the style sheet.
type StyleID uint8

// The styles of an official document.
const (
	Body      StyleID = iota // running text
	Title                    // heading level 0
	Heading1                 // 一、
	Heading2                 // （一）
	Signature                // issuer
	Date                     // of issue, below the issuer

	TableClause // row that names a clause 第二十条第（一）项
	TableHead   // head cell
	TableStub   // label cell
	TableFigure // figure

	// The same for tables of many narrow columns.
	NarrowHead
	NarrowStub
	NarrowStrong  // label cell of the first rank
	NarrowFigure  // at most four digits
	NarrowFigure5 // five digits
	NarrowFigure6 // six digits
	NarrowFigure8 // seven or eight digits
	NarrowFigure12

	PageNumber
	Mark // Document.Mark, and nothing else
	NumStyles
)

// HeadingStyle returns the style of a heading of the given level.
func HeadingStyle(level int) StyleID {
	switch level {
	case 0:
		return Title
	case 1:
		return Heading1
	default:
		return Heading2
	}
}

// Align is where lines stand between the margins.
type Align uint8

// The alignments.
const (
	Justify Align = iota // both edges, the last line left
	Left
	Center
	Right
)

// Style is the look of a paragraph, a heading or the text of a cell. Text in
// cells is always centred from top to bottom.
type Style struct {
	Role Role
	Size Length
	Bold bool
	// Pitch is the distance from one character of the full width to the
	// next; zero is Size.
	Pitch       Length
	LineHeight  Length // from baseline to baseline, exact
	Align       Align
	FirstIndent int // of the first line, in characters
	RightIndent int // of every line, in characters
	SpaceBefore Length
	SpaceAfter  Length
}

// CharPitch returns the distance from one full-width character to the next.
func (s Style) CharPitch() Length {
	if s.Pitch != 0 {
		return s.Pitch
	}
	return s.Size
}

// Page is the paper, its margins, and the place of the page number.
type Page struct {
	Width, Height            Length
	Top, Bottom, Left, Right Length
	LinePitch                Length // of the document grid
	// NumberDrop is the distance from the foot of the type area to the top
	// of the page number.
	NumberDrop Length
	// MarkRise is the distance from the head of the type area to the foot of
	// the mark, which stands above it.
	MarkRise Length
}

// TextWidth returns the width of the type area 版心.
func (p Page) TextWidth() Length { return p.Width - p.Left - p.Right }

// TextHeight returns the height of the type area 版心.
func (p Page) TextHeight() Length { return p.Height - p.Top - p.Bottom }

// StyleSheet is how a document looks.
type StyleSheet struct {
	Page   Page
	Rule   Length // width of table rules
	Styles [NumStyles]Style
}
