package word

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// dump writes a source as text: a paragraph or a row of a table a line.
func dump(s *source.Source, n *source.Notes) string {
	var b strings.Builder
	if s.Title != "" {
		fmt.Fprintf(&b, "title %s\n", s.Title)
	}
	for _, x := range s.Blocks {
		if x.Table == nil {
			fmt.Fprintf(&b, "%d %q\n", x.Level, x.Text)
			continue
		}
		fmt.Fprintf(&b, "%s %d×%d\n", x.At, x.Table.Rows, x.Table.Cols)
		row := -1
		for _, c := range x.Table.Cells {
			if c.Row != row {
				if row >= 0 {
					b.WriteByte('\n')
				}
				row = c.Row
				fmt.Fprintf(&b, " ")
			}
			fmt.Fprintf(&b, " %d", c.Col)
			if c.Cols > 1 || c.Rows > 1 {
				fmt.Fprintf(&b, "(%d×%d)", c.Rows, c.Cols)
			}
			fmt.Fprintf(&b, "%q", c.Text)
			if c.State != source.Present {
				fmt.Fprintf(&b, "~%d", c.State)
			}
		}
		b.WriteByte('\n')
	}
	for _, r := range n.Repairs {
		fmt.Fprintf(&b, "%s %s %d %s\n", r.Code, r.What, r.Places, r.First)
	}
	if c := s.Carried; c != nil {
		fmt.Fprintf(&b, "carried %q %q %q %q %q\n", c.JSON, c.Program, c.Options, c.Version, c.Digest)
	}
	return b.String()
}
