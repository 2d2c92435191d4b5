// Package htmlcheck reads web pages back for the tests of the project and finds
// what validators of HTML miss: a figure with the wrong heads, a table without a
// caption, spans other than those of the document.
package htmlcheck

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/render/doc"
)

// Page is a page or a fragment as a browser reads it.
type Page struct {
	Title, Lang string
	Index       []doc.Property
	Blocks      []Block
	Root        *html.Node
}

// Block is a heading, a paragraph or a table. A br is a line feed in its text.
type Block struct {
	Level int    // of a heading: 1 for h1; 0 for others
	RunIn *Block // the heading on the first line of a paragraph
	Text  string
	Table *Table
}

// Table is a table with its spans resolved.
type Table struct {
	Caption, Description string
	Rows, Cols           int
	HeadRows             int // of the thead
	Cells                []Cell
	Faults               []string // of the grid
	groups               []span   // of rows: thead, tbodies
	colgroups            []span
}

type span struct{ from, to int }

// Cell is a th or td at its place in the grid.
type Cell struct {
	Row, Col, RowSpan, ColSpan int
	Tag                        string
	ID, Scope                  string
	Headers                    []string
	Text                       string
	Node                       *html.Node
}

// Parse reads a whole page.
func Parse(b []byte) (*Page, error) {
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	p := &Page{Root: root}
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			p.Lang = Attr(n, "lang")
		case atom.Title:
			p.Title = text(n)
		case atom.Dl:
			p.Index = index(n)
		case atom.Article:
			p.blocks(n)
		}
	}
	return p, nil
}

// ParseFragment reads a fragment as it comes into the body of a page.
func ParseFragment(b []byte) (*Page, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(b), body)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	p := &Page{Root: body}
	div := body.FirstChild
	if div == nil || div.DataAtom != atom.Div {
		return nil, fmt.Errorf("the fragment is no div")
	}
	p.Lang = Attr(div, "lang")
	p.blocks(div)
	return p, nil
}

func index(dl *html.Node) (list []doc.Property) {
	for n := range dl.Descendants() {
		switch n.DataAtom {
		case atom.Dt:
			list = append(list, doc.Property{Name: text(n)})
		case atom.Dd:
			list[len(list)-1].Value = text(n)
		}
	}
	return list
}

// blocks reads the children of an element.
func (p *Page) blocks(parent *html.Node) {
	for n := range parent.ChildNodes() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3:
			p.Blocks = append(p.Blocks, *heading(n))
		case atom.P:
			p.Blocks = append(p.Blocks, Block{Text: text(n)})
		case atom.Div:
			if t := find(n, atom.Table); t != nil {
				p.Blocks = append(p.Blocks, Block{Table: p.table(t)})
			} else {
				p.Blocks = append(p.Blocks, Block{RunIn: heading(n.FirstChild), Text: text(n.LastChild)})
			}
		}
	}
}

func heading(n *html.Node) *Block {
	level, _ := strconv.Atoi(strings.TrimPrefix(n.Data, "h"))
	return &Block{Level: level, Text: text(n)}
}

// table forms a table (HTML, 4.9.12).
func (p *Page) table(n *html.Node) *Table {
	t := &Table{}
	if c := find(n, atom.Caption); c != nil {
		t.Caption = text(c)
	}
	if d := p.byID(Attr(n, "aria-describedby")); d != nil {
		t.Description = text(d)
	}
	for g := range n.ChildNodes() {
		switch g.DataAtom {
		case atom.Colgroup:
			from := t.Cols
			for c := range g.ChildNodes() {
				if c.DataAtom == atom.Col {
					t.Cols += number(c, "span")
				}
			}
			t.colgroups = append(t.colgroups, span{from, t.Cols})
		case atom.Thead, atom.Tbody:
			t.rowGroup(g)
		}
	}
	return t
}

// rowGroup places the cells of a thead or tbody: each in the first free column
// of its row. No span reaches out of the group.
func (t *Table) rowGroup(g *html.Node) {
	var rows []*html.Node
	for n := range g.ChildNodes() {
		if n.DataAtom == atom.Tr {
			rows = append(rows, n)
		}
	}
	fault := func(format string, args ...any) { t.Faults = append(t.Faults, fmt.Sprintf(format, args...)) }
	from, to := t.Rows, t.Rows+len(rows)
	taken := make([][]bool, len(rows))
	for r := range taken {
		taken[r] = make([]bool, t.Cols)
	}
	for r, tr := range rows {
		col := 0
		for n := range tr.ChildNodes() {
			if n.DataAtom != atom.Td && n.DataAtom != atom.Th {
				continue
			}
			for col < t.Cols && taken[r][col] {
				col++
			}
			c := Cell{
				Row: from + r, Col: col, RowSpan: number(n, "rowspan"), ColSpan: number(n, "colspan"),
				Tag: n.Data, ID: Attr(n, "id"), Scope: Attr(n, "scope"), Headers: strings.Fields(Attr(n, "headers")), Text: text(n), Node: n,
			}
			if c.Row+c.RowSpan > to || col+c.ColSpan > t.Cols {
				fault("row %d, column %d (%s): %d × %d do not fit", c.Row+1, col+1, c.Text, c.RowSpan, c.ColSpan)
			}
			for y := r; y < min(r+c.RowSpan, len(rows)); y++ {
				for x := col; x < min(col+c.ColSpan, t.Cols); x++ {
					if taken[y][x] {
						fault("row %d, column %d (%s): overlap", from+y+1, x+1, c.Text)
					}
					taken[y][x] = true
				}
			}
			t.Cells = append(t.Cells, c)
			col += c.ColSpan
		}
	}
	for r := range taken {
		for x, ok := range taken[r] {
			if !ok {
				fault("row %d, column %d: hole", from+r+1, x+1)
			}
		}
	}
	t.Rows = to
	t.groups = append(t.groups, span{from, to})
	if g.DataAtom == atom.Thead {
		t.HeadRows = to
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

// number returns an attribute that is at least 1, and 1 where it is not there.
func number(n *html.Node, name string) int {
	v, err := strconv.Atoi(Attr(n, name))
	if err != nil || v < 1 {
		return 1
	}
	return v
}

func find(n *html.Node, a atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == a {
			return d
		}
	}
	return nil
}

func (p *Page) byID(id string) *html.Node {
	if id == "" {
		return nil
	}
	for n := range p.Root.Descendants() {
		if Attr(n, "id") == id {
			return n
		}
	}
	return nil
}

// text returns the text of an element.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
	}
	return b.String()
}
