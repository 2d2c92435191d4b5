// Package htmlcheck finds, for the tests of the project, what is wrong with a web
// page that a document was written as: what validators of HTML miss, such as a
// figure with the wrong heads, and all that the document does not ask for.
//
// What the page says is read by package content. What is looked at here is what a
// page alone has: boxes, scopes, the index, the data, and that nothing else is there.
package htmlcheck

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/report/doc"
)

// Finding is something that is wrong with a page.
type Finding struct{ Rule, Text string }

func (f Finding) String() string { return f.Rule + ": " + f.Text }

// The rules.
const (
	RuleRead    = "read"    // the page can be read: its cells tile the tables, ids are there once
	RuleText    = "text"    // it says what the document says, and nothing else
	RuleIndex   = "index"   // it has the document's index entry
	RuleCaption = "caption" // every table has its caption and description
	RuleBox     = "box"     // every table stands in a box that is named and can be scrolled
	RuleGrid    = "grid"    // the cells span what they span in the document
	RuleScope   = "scope"   // every head has the scope that it has in the table
	RuleHeaders = "headers" // every cell names the heads that it has in the document
	RuleClosed  = "closed"  // there are no elements but the known ones: nothing runs, nothing is fetched
	RuleData    = "data"    // the data block has the data, and their checksum
	RuleComment = "comment" // every comment is linked with its place, and what it is on is marked
)

// rules are those of the differences between contents; others are of RuleText.
var rules = map[string]string{
	"caption": RuleCaption, "description": RuleCaption, "heads": RuleHeaders,
	"head rows": RuleGrid, "rows": RuleGrid, "columns": RuleGrid, "row span": RuleGrid, "column span": RuleGrid, "cell": RuleGrid,
	"comment": RuleComment,
}

// Check compares a page with the document and the data that it was made of.
func Check(page []byte, d *doc.Document, data []byte) []Finding {
	c := newChecker(page, false)
	c.content(page, d)
	if got := index(c.root); !slices.Equal(got, d.Index) {
		c.add(RuleIndex, "%q, want %q", got, d.Index)
	}
	c.data(data)
	return c.findings
}

// CheckFragment compares a fragment with the document that it was made of.
func CheckFragment(fragment []byte, d *doc.Document) []Finding {
	c := newChecker(fragment, true)
	c.content(fragment, d)
	return c.findings
}

type checker struct {
	root     *html.Node
	fragment bool
	findings []Finding
}

func newChecker(b []byte, fragment bool) *checker {
	c := &checker{fragment: fragment}
	var err error
	if c.root, err = html.Parse(bytes.NewReader(b)); err != nil {
		c.add(RuleRead, "%v", err)
		c.root = &html.Node{Type: html.DocumentNode}
	}
	c.closed()
	return c
}

func (c *checker) add(rule, format string, args ...any) {
	c.findings = append(c.findings, Finding{rule, fmt.Sprintf(format, args...)})
}

// content compares what is said, and the tables by the places of their cells.
func (c *checker) content(b []byte, d *doc.Document) {
	want, err := content.Of(d)
	if err != nil {
		c.add(RuleRead, "the document: %v", err)
		return
	}
	if c.fragment {
		want = want.Fragment()
	}
	got, err := content.FromHTML(b)
	if err != nil {
		c.add(RuleRead, "%v", err)
		return
	}
	for _, diff := range content.Compare(got, want.Cut()) {
		rule := rules[diff.What]
		switch {
		case diff.What == "kind" && diff.Place != nil:
			rule = RuleScope
		case rule == "":
			rule = RuleText
		}
		c.add(rule, "%v", diff)
	}
	c.runIn(d)
	c.marked(want.Comments)
	tables := elements(c.root, atom.Table)
	for _, b := range got.Blocks {
		if b.Table != nil {
			c.table(tables[0], b.Table)
			tables = tables[1:]
		}
	}
}

// runIn finds the headings that run in in one box with a paragraph, and no others.
func (c *checker) runIn(d *doc.Document) {
	var got, want []bool
	for _, h := range elements(c.root, atom.H1, atom.H2, atom.H3) {
		if text(h) != "" && h.Parent.DataAtom != atom.Section {
			p := h.NextSibling
			got = append(got, h.PrevSibling == nil && p != nil && p.DataAtom == atom.P && p.NextSibling == nil)
		}
	}
	for i, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && doc.PlainText(h.Runs) != "" && !(c.fragment && h.Level == 0) {
			want = append(want, d.RunIn(i+1) != nil)
		}
	}
	if !slices.Equal(got, want) {
		c.add(RuleText, "headings run in: %t, want %t", got, want)
	}
}

// marked finds what comments are on, and nothing else, to be marked.
func (c *checker) marked(comments []content.Comment) {
	var got, want string
	for _, m := range elements(c.root, atom.Mark) {
		for d := range m.Descendants() {
			if d.Type == html.TextNode {
				got += d.Data
			} else if d.DataAtom == atom.Br {
				got += "\n"
			}
		}
	}
	for i := 0; i < len(comments); {
		x := comments[i] // the first at its place
		var on []byte    // 0 is what none of them is on
		for ; i < len(comments) && comments[i].Block == x.Block && comments[i].Place == x.Place; i++ {
			to := comments[i].To
			on = append(on, make([]byte, max(to-len(on), 0))...)
			copy(on[to-len(comments[i].On):], comments[i].On)
		}
		want += strings.ReplaceAll(string(on), "\x00", "")
	}
	if got != want {
		c.add(RuleComment, "marked are %q, want %q", got, want)
	}
}

// span is a group of rows or columns.
type span struct{ from, to int }

// table checks the box of a table, and the scopes of heads: that of a group only
// where the head spans one exactly (HTML, 4.9.10).
func (c *checker) table(n *html.Node, t *content.Table) {
	caption := ""
	for _, x := range elements(n, atom.Caption) {
		caption = Attr(x, "id")
	}
	if box := n.Parent; Attr(box, "role") != "group" || Attr(box, "tabindex") != "0" || Attr(box, "aria-labelledby") != caption {
		c.add(RuleBox, "%s: %v", t.Caption, box.Attr)
	}
	groups := map[string][]span{}
	rows, cols := 0, 0
	for g := range n.ChildNodes() {
		switch g.DataAtom {
		case atom.Colgroup:
			from := cols
			for _, col := range elements(g, atom.Col) {
				n, _ := strconv.Atoi(Attr(col, "span"))
				cols += max(n, 1)
			}
			groups["col"] = append(groups["col"], span{from, cols})
		case atom.Thead, atom.Tbody:
			from := rows
			rows += len(elements(g, atom.Tr))
			groups["row"] = append(groups["row"], span{from, rows})
		}
	}
	for i, x := range elements(n, atom.Th, atom.Td) {
		p := &t.Cells[i]
		if x.DataAtom == atom.Td {
			continue
		}
		want, spans := "row", span{p.Row, p.Row + p.RowSpan}
		if p.Kind == content.ColumnHead {
			want, spans = "col", span{p.Col, p.Col + p.ColSpan}
		}
		if spans.to > spans.from+1 && slices.Contains(groups[want], spans) {
			want += "group"
		}
		if got := Attr(x, "scope"); got != want {
			c.add(RuleScope, "%s, %v: %s, want %s", t.Caption, p.Place, got, want)
		}
	}
}

// index returns the entry of a catalogue.
func index(root *html.Node) (list []doc.Property) {
	for _, div := range elements(root, atom.Dt) {
		p := doc.Property{Name: text(div)}
		if dd := div.NextSibling; dd != nil && dd.DataAtom == atom.Dd && dd.NextSibling == nil {
			p.Value = text(dd)
		}
		list = append(list, p)
	}
	return list
}

// data compares the data block. White space between the tokens of JSON is no part
// of the data, but of what the checksum is of.
func (c *checker) data(want []byte) {
	compact := func(data []byte) string {
		var b bytes.Buffer
		if err := json.Compact(&b, data); err != nil {
			c.add(RuleData, "%v", err)
		}
		return strings.ReplaceAll(b.String(), "<", `\u003c`)
	}
	scripts := elements(c.root, atom.Script)
	if len(scripts) != min(len(want), 1) {
		c.add(RuleData, "%d data blocks", len(scripts))
	}
	for _, n := range scripts {
		if Attr(n, "type") != "application/json" {
			c.add(RuleClosed, "a script of the type %q", Attr(n, "type"))
			continue
		}
		data := []byte(text(n))
		if got, want := compact(data), compact(want); got != want {
			c.add(RuleData, "%s, want %s", got, want)
		}
		sum := sha256.Sum256([]byte(Attr(n, "data-program") + "\n" + Attr(n, "data-options") + "\n" + string(data)))
		if got := Attr(n, "data-sha256"); got != hex.EncodeToString(sum[:]) {
			c.add(RuleData, "the checksum is %x, not %s", sum, got)
		}
		if Attr(n, "id") != "report" || Attr(n, "data-version") != "2" {
			c.add(RuleData, "%v", n.Attr)
		}
	}
}

// Attr returns an attribute of an element, empty where it has none.
func Attr(n *html.Node, name string) string {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	if i < 0 {
		return ""
	}
	return n.Attr[i].Val
}

// elements returns the descendants of some names.
func elements(n *html.Node, names ...atom.Atom) (list []*html.Node) {
	for d := range n.Descendants() {
		if slices.Contains(names, d.DataAtom) {
			list = append(list, d)
		}
	}
	return list
}

// text returns the text of an element.
func text(n *html.Node) (s string) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s += d.Data
		}
	}
	return s
}
