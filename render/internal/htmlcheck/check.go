package htmlcheck

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/render/doc"
)

// Finding is something that is wrong with a page.
type Finding struct{ Rule, Text string }

func (f Finding) String() string { return f.Rule + ": " + f.Text }

// The rules.
const (
	RuleParse   = "parse"   // the page can be read
	RuleText    = "text"    // it says what the document says, and nothing else
	RuleIndex   = "index"   // it has the document's index entry
	RuleID      = "id"      // no id stands twice; what is referred to is there
	RuleCaption = "caption" // every table has its caption and description
	RuleGrid    = "grid"    // the cells tile the table as in the document
	RuleScope   = "scope"   // every head has the scope that it has in the table
	RuleHeaders = "headers" // every cell names the heads that it has in the document
	RuleClosed  = "closed"  // nothing runs, nothing is fetched
	RuleData    = "data"    // the data block is as its checksum says
)

// Check compares a page with the document that it was made of.
func Check(b []byte, d *doc.Document) []Finding {
	p, err := Parse(b)
	if err != nil {
		return []Finding{{RuleParse, err.Error()}}
	}
	c := checker{page: p}
	if p.Title != d.Title || p.Lang != d.Lang {
		c.add(RuleText, "title %q, language %q", p.Title, p.Lang)
	}
	if !slices.Equal(p.Index, d.Index) {
		c.add(RuleIndex, "%q, want %q", p.Index, d.Index)
	}
	c.check(d, 0)
	return c.findings
}

// CheckFragment compares a fragment with the document that it was made of.
func CheckFragment(b []byte, d *doc.Document) []Finding {
	p, err := ParseFragment(b)
	if err != nil {
		return []Finding{{RuleParse, err.Error()}}
	}
	c := checker{page: p, fragment: true}
	if p.Lang != d.Lang {
		c.add(RuleText, "language %q", p.Lang)
	}
	c.check(d, 1)
	return c.findings
}

type checker struct {
	page     *Page
	fragment bool
	findings []Finding
}

func (c *checker) add(rule, format string, args ...any) {
	c.findings = append(c.findings, Finding{rule, fmt.Sprintf(format, args...)})
}

// check compares the blocks; headings of a level below least are left out, and those
// without text.
func (c *checker) check(d *doc.Document, least int) {
	c.elements()
	got := c.page.Blocks
	next := func() *Block {
		if len(got) == 0 {
			return &Block{}
		}
		b := &got[0]
		got = got[1:]
		return b
	}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if d.RunIn(i+1) == nil && b.Level >= least && doc.PlainText(b.Runs) != "" {
				c.heading(i, next(), b)
			}
		case *doc.Paragraph:
			x := next()
			if want := runs(b.Runs); x.Text != want || x.Level != 0 || x.Table != nil {
				c.add(RuleText, "block %d: %q, want %q", i+1, x.Text, want)
			}
			switch head := d.RunIn(i); {
			case head == nil || head.Level < least || doc.PlainText(head.Runs) == "":
				if x.RunIn != nil {
					c.add(RuleText, "block %d: a heading %q", i+1, x.RunIn.Text)
				}
			case x.RunIn == nil:
				c.add(RuleText, "block %d: no heading", i+1)
			default:
				c.heading(i-1, x.RunIn, head)
			}
		case *doc.Table:
			x := next()
			g, err := b.Grid()
			if x.Table == nil || err != nil {
				c.add(RuleText, "block %d: no table", i+1)
				continue
			}
			c.table(x.Table, b, g)
		}
	}
	for _, b := range got {
		c.add(RuleText, "one block too many: %q", b.Text)
	}
}

func (c *checker) heading(i int, got *Block, want *doc.Heading) {
	if text := runs(want.Runs); got.Text != text || got.Level != want.Level+1 {
		c.add(RuleText, "block %d: h%d %q, want h%d %q", i+1, got.Level, got.Text, want.Level+1, text)
	}
}

// runs returns the text of runs with its line feeds.
func runs(list []doc.Run) (s string) {
	for _, r := range list {
		s += r.Text
	}
	return s
}

// elements looks at what every element has.
func (c *checker) elements() {
	seen := map[string]bool{}
	for n := range c.page.Root.Descendants() {
		if id := Attr(n, "id"); id != "" {
			if seen[id] {
				c.add(RuleID, "%s stands twice", id)
			}
			seen[id] = true
		}
	}
	for n := range c.page.Root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "aria-labelledby"), a.Key == "aria-describedby":
				if !seen[a.Val] {
					c.add(RuleID, "no %s for %s", a.Val, a.Key)
				}
			case a.Key == "src", a.Key == "href", a.Key == "srcset", a.Key == "data", strings.HasPrefix(a.Key, "on"),
				a.Key == "style" && strings.Contains(a.Val, "url("):
				c.add(RuleClosed, "<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.DataAtom {
		case atom.Style:
			if css := text(n); strings.Contains(css, "url(") || strings.Contains(css, "@import") {
				c.add(RuleClosed, "the style sheet fetches something")
			}
		case atom.Script:
			c.script(n)
		case atom.Link, atom.Iframe, atom.Object, atom.Img, atom.Base:
			c.add(RuleClosed, "<%s>", n.Data)
		}
	}
}

func (c *checker) script(n *html.Node) {
	if Attr(n, "type") != "application/json" {
		c.add(RuleClosed, "a script of type %q", Attr(n, "type"))
		return
	}
	sum := sha256.Sum256([]byte(text(n)))
	if got := Attr(n, "data-sha256"); got != hex.EncodeToString(sum[:]) || Attr(n, "data-version") != "1" {
		c.add(RuleData, "the checksum is %x, not %s", sum, got)
	}
}

// place is the place of a cell, and what takes it.
type place struct{ row, col, rows, cols int }

func (c *checker) table(got *Table, t *doc.Table, g *doc.Grid) {
	if got.Caption != t.Caption {
		c.add(RuleCaption, "%q, want %q", got.Caption, t.Caption)
	}
	want := t.Description
	if c.fragment {
		want = "" // it could not be kept out of sight
	}
	if got.Description != want {
		c.add(RuleCaption, "description %q, want %q", got.Description, want)
	}
	for _, f := range got.Faults {
		c.add(RuleGrid, "%s: %s", t.Caption, f)
	}
	if got.Rows != g.Rows || got.Cols != g.Cols {
		c.add(RuleGrid, "%s: %d × %d, want %d × %d", t.Caption, got.Rows, got.Cols, g.Rows, g.Cols)
	}
	cells := map[place]*Cell{}
	for i := range got.Cells {
		x := &got.Cells[i]
		cells[place{x.Row, x.Col, x.RowSpan, x.ColSpan}] = x
	}
	at := func(p *doc.Placed) *Cell { return cells[place{p.Row, p.Col, p.RowSpan, p.ColSpan}] }
	if len(got.Cells) != len(g.Cells) {
		c.add(RuleGrid, "%s: %d cells, want %d", t.Caption, len(got.Cells), len(g.Cells))
	}
	for i := range g.Cells {
		p := &g.Cells[i]
		x := at(p)
		name := fmt.Sprintf("%s, row %d, column %d (%s)", t.Caption, p.Row+1, p.Col+1, runs(p.Runs))
		if x == nil {
			c.add(RuleGrid, "%s: no cell of %d × %d", name, p.RowSpan, p.ColSpan)
			continue
		}
		if x.Text != runs(p.Runs) {
			c.add(RuleText, "%s: %q", name, x.Text)
		}
		if want := scope(got, p); x.Scope != want || x.Tag == "td" != (want == "") {
			c.add(RuleScope, "%s: %s of scope %q, want %q", name, x.Tag, x.Scope, want)
		}
		if x.Tag == "th" && x.ID == "" {
			c.add(RuleID, "%s: a head without one", name)
		}
		var want []string
		for _, h := range g.Headers(p) {
			if y := at(h); y != nil {
				want = append(want, y.ID)
			}
		}
		if !slices.Equal(x.Headers, want) {
			c.add(RuleHeaders, "%s: %q, want %q", name, x.Headers, want)
		}
	}
}

// scope returns the scope of a cell: of a group only where it spans that exactly.
func scope(t *Table, p *doc.Placed) string {
	switch {
	case p.Kind == doc.ColumnHead && p.ColSpan > 1 && slices.Contains(t.colgroups, span{p.Col, p.Col + p.ColSpan}):
		return "colgroup"
	case p.Kind == doc.ColumnHead:
		return "col"
	case p.Kind == doc.RowHead && p.RowSpan > 1 && slices.Contains(t.groups, span{p.Row, p.Row + p.RowSpan}):
		return "rowgroup"
	case p.Kind == doc.RowHead:
		return "row"
	}
	return ""
}
