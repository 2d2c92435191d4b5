package web

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A fact is what is known of an element before it is read.
type fact struct {
	text, heading bool // it has some
	table         bool // it has a table in which there is something, in several cells
	cells         int  // of the table that it is part of
}

func (x *fact) add(y fact) {
	x.text = x.text || y.text
	x.heading = x.heading || y.heading
	x.table = x.table || y.table
	x.cells += y.cells
}

// survey finds the style sheets, the titles and what elements have in them.
func (r *reader) survey(doc *html.Node) {
	r.facts, r.told, r.names = map[*html.Node]fact{}, map[string]bool{}, map[string]bool{}
	titles := map[string]string{}
	r.learn(doc, titles)
	r.sheet.keep(r.names)
	for _, key := range [...]string{"ucaptitle", "meta", "title"} {
		if r.source.Title == "" {
			r.source.Title = titles[key]
		}
	}
	if own := titles["data"]; own != "" { // of a fragment of ours
		r.source.Title = strings.TrimPrefix(r.source.Title+"|《"+own+"》", "|")
	}
}

// learn learns the facts of a node. What style sheets hide is not known yet, what
// elements hide themselves is left out.
func (r *reader) learn(n *html.Node, titles map[string]string) (x fact) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			x.text = x.text || strings.TrimSpace(c.Data) != ""
		case html.ElementNode:
			r.names["#"+attr(c, "id")] = true
			for class := range strings.FieldsSeq(attr(c, "class")) {
				r.names["."+class] = true
			}
			y := r.learn(c, titles)
			switch c.DataAtom {
			case atom.Script, atom.Style, atom.Template, atom.Noscript:
				y = fact{}
			case atom.Table:
				y.table = y.table || y.text && y.cells > 1
				y.cells = 0
			case atom.Td, atom.Th:
				y.cells = 1
			}
			if hidesItself(c) {
				y = fact{}
			}
			x.add(y)
		}
	}
	switch n.DataAtom {
	case atom.Img:
		x.text = true
	case atom.Style:
		if n.FirstChild != nil {
			r.sheet.add(n.FirstChild.Data)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		x.heading = true
	case atom.Title:
		r.name(titles, "title", n)
	case atom.Meta:
		if strings.EqualFold(attr(n, "name"), "ArticleTitle") {
			titles["meta"] = strings.TrimSpace(attr(n, "content"))
		}
	case atom.Table:
		for id := range strings.FieldsSeq(attr(n, "aria-describedby")) {
			r.told[id] = true
		}
	}
	if own := attr(n, "data-title"); own != "" {
		titles["data"] = strings.TrimSpace(own)
	}
	if n.Data == "ucaptitle" {
		x.heading = true
		r.name(titles, "ucaptitle", n)
	}
	if asked[n.DataAtom] || hasAttr(n, "role") {
		r.facts[n] = x
	}
	return x
}

// asked are the elements whose facts are asked for.
var asked = map[atom.Atom]bool{
	atom.Table: true, atom.Nav: true, atom.Header: true, atom.Footer: true,
	atom.Del: true, atom.S: true, atom.Strike: true, atom.Rt: true,
}

func hidesItself(n *html.Node) bool {
	if hasAttr(n, "hidden") {
		return true
	}
	style := attr(n, "style")
	if !strings.Contains(style, "none") && !strings.Contains(style, "NONE") {
		return false
	}
	var l look
	l.set(parseDeclarations(style), 0)
	return l.hides()
}

// hasText reports whether there is a text or a picture in a node.
func hasText(n *html.Node) bool {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data) != ""
	}
	switch n.DataAtom {
	case atom.Img:
		return true
	case atom.Script, atom.Style, atom.Template, atom.Noscript:
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasText(c) {
			return true
		}
	}
	return false
}

func (r *reader) name(titles map[string]string, key string, n *html.Node) {
	if titles[key] == "" {
		titles[key] = strings.Join(strings.Fields(plain(n)), " ")
	}
}

func plain(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(plain(c))
	}
	return b.String()
}
