// Command newformat writes a report as Markdown, with the tables of GitHub: a format
// that the module does not have, made with its public packages alone.
package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

func main() {
	data, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = convert(os.Stdout, data)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// convert reads a report, JSON or text, makes its document, and writes that.
func convert(w io.Writer, data []byte) error {
	r, _, err := intake.Read(data) // the findings are for whoever checks reports
	if err != nil {
		return err
	}
	d, err := r.Document()
	if err != nil {
		return err
	}
	return Write(w, d)
}

// Write writes a document. A format is a function from the document tree to bytes.
func Write(w io.Writer, d *doc.Document) error {
	// What passes Check has no odd characters, levels or spans, and can be drawn.
	if err := d.Check(); err != nil {
		return err
	}
	if len(d.Comments) > 0 {
		return &doc.CommentError{Format: "Markdown"}
	}
	var b strings.Builder
	b.WriteString(strong(doc.Text(d.Mark)) + "\n\n")
	for i, block := range d.Blocks {
		switch block := block.(type) {
		case *doc.Heading:
			if d.RunIn(i+1) == nil { // else the paragraph that follows shows it
				fmt.Fprintf(&b, "%s %s\n\n", strings.Repeat("#", block.Level+1), text(block.Runs))
			}
		case *doc.Paragraph:
			line := text(block.Runs)
			if head := d.RunIn(i); head != nil {
				line = strong(head.Runs) + line
			}
			b.WriteString(list.ReplaceAllString(line, `$1\$2`) + "\n\n")
		case *doc.Table:
			g, _ := block.Grid() // Check has found it whole
			table(&b, g)
		default:
			return &doc.UnknownBlockError{Index: i, Block: block}
		}
	}
	_, err := io.WriteString(w, strings.TrimLeft(b.String(), "\n"))
	return err
}

// table writes a table. Markdown has no spans and one row of heads: each block of rows
// under heads of its own becomes a table, the heads of a column are joined, and a label
// stands in every row that it spans. So a figure is found by what is above and left of it.
func table(b *strings.Builder, g *doc.Grid) {
	for top, end := 0, 0; top < g.Rows; top = end {
		for end = top + 1; end < g.Rows && (!heads(g, end) || heads(g, end-1)); end++ {
		}
		names, rule, last := "|", "|", ""
		var cols []int // those in which a cell of the block begins
		for col := range g.Cols {
			begins, dashes, name := false, " --- |", ""
			for row := top; row < end; row++ {
				p := g.At(row, col)
				begins = begins || p.Col == col
				if p.Kind == doc.Data {
					dashes = " ---: |"
				} else if p.Kind == doc.ColumnHead && row == max(p.Row, top) {
					name += "／" + text(p.Runs)
				}
			}
			if !begins {
				continue
			}
			if cols, rule = append(cols, col), rule+dashes; name == last && dashes == " --- |" {
				name = "" // one head for several columns of labels
			} else {
				last = name
			}
			names += " " + strings.TrimPrefix(name, "／") + " |"
		}
		b.WriteString(names + "\n" + rule)
		for row := top; row < end; row++ {
			if heads(g, row) {
				continue
			}
			b.WriteString("\n|")
			for _, col := range cols {
				if p := g.At(row, col); p.Kind == doc.Data || p.Col == col {
					b.WriteString(" " + text(p.Runs))
				}
				b.WriteString(" |")
			}
		}
		b.WriteString("\n\n")
	}
}

// heads reports whether there is nothing but column heads in a row.
func heads(g *doc.Grid, row int) bool {
	col := 0
	for col < g.Cols && g.At(row, col).Kind == doc.ColumnHead {
		col++
	}
	return col == g.Cols
}

// markup is what would be markup anywhere in a line, addresses that would turn
// into links among it: a link shows the escapes that stand in it.
var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`,
	">", `\>`, "#", `\#`, "&", `\&`, "|", `\|`, "~", `\~`, "://", `:\//`, "www.", `www\.`)

// text returns text without markup, and without the forced line ends, which are looks.
func text(runs []doc.Run) string { return markup.Replace(strings.Trim(doc.PlainText(runs), " ")) }

// list is what would make a list of the line that it begins.
var list = regexp.MustCompile(`^([0-9]*)([-+.)])`)

// strong returns bold text. Spaces before it are gone, and the marks at its end stay
// outside: ** does not open before a space or close between a mark and a Chinese character.
func strong(runs []doc.Run) string { return bold.ReplaceAllString(text(runs), "**$1**") }

var bold = regexp.MustCompile(`^[\s\pZ]*(.*[^\pP\pS\pZ])`)
