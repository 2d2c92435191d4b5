package source

// The limits of an input. What has more is refused: no report is as large, and
// reading it would take more than two seconds or 64 MB.
const (
	MaxFile     = 16 << 20 // bytes of a file other than text
	MaxText     = 4 << 20  // bytes of text, mark-up or JSON: of so many in a report, most would be blank cells
	MaxEntries  = 512      // of an archive
	MaxInflated = 64 << 20 // bytes of an archive's parts that are read, in all
	MaxPart     = 8 << 20  // bytes of a part of an archive
	MaxDepth    = 256      // of elements within each other
	MaxAttrs    = 1000     // of an element
	MaxTokens   = 400_000  // start tags and texts
	MaxNodes    = 100_000  // of a tree: elements, their attributes, texts
	MaxBlocks   = 20_000   // paragraphs, and rows of tables
	MaxCells    = 100_000
	MaxCell     = 64 << 10 // bytes of the text of a cell or a line
	MaxChars    = 500_000  // characters in all, as many as a report has at most
)

// The limits of a PDF file besides. A report has some 30 pages of a thousand
// characters.
const (
	MaxPages     = 200
	MaxGlyphs    = 100_000   // characters that are painted, on all pages
	MaxObjects   = 200_000   // objects that have a number
	MaxValues    = 400_000   // values within them, a key of a dictionary as two more
	MaxOperators = 4_000_000 // of all pages
)
