package doc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Comment is a remark on a place of a document.
type Comment struct {
	At    string // the Source of a block or of a cell; empty is the whole document
	Quote string // the words there that it is on; empty is all of the place
	Text  string // not empty; a line feed ends a line, of which the first says what it is about
}

// Remark is a comment where it stands in a document.
type Remark struct {
	Comment
	Number   int   // from 1, in the order of [Document.Remarks]
	Block    int   // index in Document.Blocks
	Cell     *Cell // of the block, where that is a table
	From, To int   // what it is on: bytes of the text of the runs there
	order    int   // of the place in the document
}

// Remarks returns the comments of a document that [Document.Check] lets pass where they
// stand, in the order in which a reader comes to the end of what they are on. One on the
// whole document stands at its title, and one on a table at its first cell. Of several
// blocks with the Source it is the one that has the words; where none has them it is all of
// the first.
func (d *Document) Remarks() []Remark {
	if len(d.Comments) == 0 {
		return nil
	}
	places := d.places()
	all := make([]Remark, 0, len(d.Comments))
	for _, c := range d.Comments {
		var at Remark
		for i, r := range places[c.At] {
			var found bool
			if r.From, r.To, found = find(r.runs(d), c.Quote); i == 0 || found {
				at = r
			}
			if found {
				break
			}
		}
		at.Comment = c
		all = append(all, at)
	}
	slices.SortStableFunc(all, func(a, b Remark) int { return cmp.Or(a.order-b.order, a.To-b.To, a.From-b.From) })
	for i := range all {
		all[i].Number = i + 1
	}
	return all
}

// runs returns the text at the place.
func (r *Remark) runs(d *Document) []Run {
	if r.Cell != nil {
		return r.Cell.Runs
	}
	switch b := d.Blocks[r.Block].(type) {
	case *Heading:
		return b.Runs
	case *Paragraph:
		return b.Runs
	}
	return nil
}

// places returns where comments can stand, by what they are on.
func (d *Document) places() map[string][]Remark {
	all := map[string][]Remark{}
	n := 0
	add := func(block int, cell *Cell, sources ...string) Remark {
		at := Remark{Block: block, Cell: cell, order: n}
		for _, s := range sources {
			if s != "" {
				all[s] = append(all[s], at)
			}
		}
		if n++; n == 1 {
			all[""] = []Remark{at}
		}
		return at
	}
	titled := false
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *Heading:
			if at := add(i, nil, b.Source); b.Level == 0 && !titled {
				all[""], titled = []Remark{at}, true
			}
		case *Paragraph:
			add(i, nil, b.Source)
		case *Table:
			table := b.Source // for the first cell
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					cell := &b.Rows[r].Cells[c]
					add(i, cell, cell.Source, table)
					table = ""
				}
			}
		}
	}
	return all
}

// find returns where words stand in the text of runs, whatever line ends divide them
// there; where they do not, it is all of the text.
func find(runs []Run, words string) (from, to int, found bool) {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	text := b.String()
	words = strings.ReplaceAll(words, "\n", "")
	i := strings.Index(strings.ReplaceAll(text, "\n", ""), words)
	if i < 0 || words == "" {
		return 0, len(text), false
	}
	return offset(text, i), offset(text, i+len(words)-1) + 1, true
}

// offset returns where byte n of the text without its line feeds stands in it.
func offset(text string, n int) int {
	for i := range len(text) {
		switch {
		case text[i] == '\n':
		case n == 0:
			return i
		default:
			n--
		}
	}
	return len(text)
}

// checkComments refuses a comment without text, and one on a place that is not there.
func (d *Document) checkComments() *Error {
	if len(d.Comments) == 0 {
		return nil
	}
	places := d.places()
	for i, c := range d.Comments {
		zh, en := fmt.Sprintf("第 %d 条批注", i+1), fmt.Sprintf("comment %d", i+1)
		switch {
		case c.Text == "":
			return wrong(zh+"没有文字", en+" has no text")
		case places[c.At] == nil:
			return wrong(fmt.Sprintf("%s所指的 %q 不在文档中", zh, c.At), fmt.Sprintf("%s is on %q, which is not in the document", en, c.At))
		}
		if e := checkText(zh, en, c.Text, "\n"); e != nil {
			return e
		}
	}
	return nil
}
