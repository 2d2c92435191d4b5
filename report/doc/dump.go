package doc

import (
	"fmt"
	"io"
	"strings"
)

// Dump writes the tree as text, one block or cell a line: what a golden test
// compares and a person can read. The style sheet is left out. The error is an
// [*UnknownBlockError], or what w returned.
func (d *Document) Dump(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "document %s %q\n", d.Lang, d.Title)
	for _, p := range d.Index {
		fmt.Fprintf(&b, "index %q %q\n", p.Name, p.Value)
	}
	if d.Mark != "" {
		fmt.Fprintf(&b, "mark %q\n", d.Mark)
	}
	for _, c := range d.Comments {
		fmt.Fprintf(&b, "comment%s", source(c.At))
		if c.Quote != "" {
			fmt.Fprintf(&b, " quote=%q", c.Quote)
		}
		fmt.Fprintf(&b, " %q\n", c.Text)
	}
	for i, bl := range d.Blocks {
		switch bl := bl.(type) {
		case *Heading:
			fmt.Fprintf(&b, "heading %d%s%s %s\n", bl.Level, mark(bl.RunIn, " run-in"), source(bl.Source), dumpRuns(bl.Runs))
		case *Paragraph:
			fmt.Fprintf(&b, "paragraph %v", bl.Style)
			if bl.RightIndent != 0 {
				fmt.Fprintf(&b, " right-indent=%v", bl.RightIndent)
			}
			fmt.Fprintf(&b, "%s %s\n", source(bl.Source), dumpRuns(bl.Runs))
		case *Table:
			fmt.Fprintf(&b, "table %q head-rows=%d padding=%v,%v widths=%v%s\n", bl.Caption, bl.HeadRows, bl.Padding, bl.PaddingY, bl.Widths, source(bl.Source))
			fmt.Fprintf(&b, "  description %q\n", bl.Description)
			for r, row := range bl.Rows {
				fmt.Fprintf(&b, "  row %d min=%v%s\n", r+1, row.MinHeight, mark(row.KeepNext, " keep-next"))
				for _, c := range row.Cells {
					fmt.Fprintf(&b, "    %v", c.Kind)
					if c.RowSpan > 1 {
						fmt.Fprintf(&b, " rows=%d", c.RowSpan)
					}
					if c.ColSpan > 1 {
						fmt.Fprintf(&b, " cols=%d", c.ColSpan)
					}
					fmt.Fprintf(&b, " %v%s", c.Style, mark(c.Vertical, " vertical"))
					if c.Shade != 0 {
						fmt.Fprintf(&b, " shade=%06X", uint32(c.Shade))
					}
					fmt.Fprintf(&b, "%s %s\n", source(c.Source), dumpRuns(c.Runs))
				}
			}
		default:
			return &UnknownBlockError{i, bl}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func mark(on bool, s string) string {
	if on {
		return s
	}
	return ""
}

func source(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf(" source=%q", s)
}

// dumpRuns quotes the text; a slash stands for a line feed.
func dumpRuns(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		for i, line := range strings.Split(r.Text, "\n") {
			if i > 0 {
				b.WriteString("/")
			}
			if line != "" {
				fmt.Fprintf(&b, "%s%q", mark(r.Bold, "*"), line)
			}
		}
	}
	if b.Len() == 0 {
		return `""`
	}
	return b.String()
}

// String returns the name of the kind.
func (k CellKind) String() string {
	return [...]string{"data", "column-head", "row-head", "?"}[min(k, 3)]
}

// String returns the name of the style, which is also its name in a DOCX.
func (s StyleID) String() string {
	if s >= NumStyles {
		return "?"
	}
	return [NumStyles]string{
		"Body", "Title", "Heading1", "Heading2", "Signature", "Date",
		"TableClause", "TableHead", "TableStub", "TableFigure",
		"NarrowHead", "NarrowStub", "NarrowStrong", "NarrowFigure", "NarrowFigure5", "NarrowFigure6", "NarrowFigure8", "NarrowFigure12",
		"PageNumber", "Mark",
	}[s]
}
