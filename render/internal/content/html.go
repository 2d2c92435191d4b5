package content

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FromHTML reads a page or a fragment of one (HTML, https://html.spec.whatwg.org/)
// by its elements. The mark is a header, comments are a section of notes, to which links
// lead from what they are on and back. The entry in a catalogue (dl) is left out; any
// other text outside headings, paragraphs and tables is an error. What is hidden
// has to be the description of a table.
// White space counts as it stands, between elements that have no text excepted: the
// style sheet has to keep it.
func FromHTML(file []byte) (*Content, error) {
	c, err := fromHTML(file)
	if err != nil {
		return nil, fmt.Errorf("HTML: %w", err)
	}
	return c, nil
}

func fromHTML(file []byte) (*Content, error) {
	top, err := html.Parse(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	h := htmlReader{hidden: map[string]*html.Node{}, refs: map[string]Comment{}}
	ids := map[string]bool{}
	for n := range top.Descendants() {
		id, ok := attribute(n, "id")
		if ok && ids[id] {
			return nil, fmt.Errorf("two elements with the id %q", id)
		}
		ids[id] = true
		if _, hidden := attribute(n, "hidden"); hidden {
			h.hidden[id] = n
		}
		lang, ok := attribute(n, "lang")
		switch {
		case ok && h.Lang == "":
			h.Lang = lang
		case ok && lang != h.Lang:
			return nil, fmt.Errorf("%s: language %q within %q", n.Data, lang, h.Lang)
		}
	}
	for n := range top.Descendants() {
		switch n.DataAtom {
		case atom.Title:
			if h.Title, err = inlineText(n); err != nil {
				return nil, err
			}
		case atom.Body:
			if err := h.walk(n); err != nil {
				return nil, err
			}
		}
	}
	if len(h.refs) > 0 {
		return nil, fmt.Errorf("links to no comment: %v", h.refs)
	}
	for id := range h.hidden {
		return nil, fmt.Errorf("what is hidden, with the id %q, describes nothing", id)
	}
	return &h.Content, nil
}

type htmlReader struct {
	Content
	hidden map[string]*html.Node // by id; those that describe nothing so far
	refs   map[string]Comment    // the links to comments that are yet to come, by their ids
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// kids hands every child that is an element to use. There may be nothing else but
// white space.
func kids(n *html.Node, use func(k *html.Node) error) error {
	for k := range n.ChildNodes() {
		switch {
		case k.Type == html.TextNode && strings.Trim(k.Data, " \t\n\f\r") == "", k.Type == html.CommentNode:
		case k.Type != html.ElementNode:
			return fmt.Errorf("%q right in %s", k.Data, n.Data)
		default:
			if err := use(k); err != nil {
				return err
			}
		}
	}
	return nil
}

// walk reads the blocks in an element.
func (h *htmlReader) walk(n *html.Node) error {
	return kids(n, func(k *html.Node) error {
		if _, hidden := attribute(k, "hidden"); hidden {
			return nil
		}
		b := Block{}
		var err error
		switch k.DataAtom {
		case atom.Section:
			return h.notes(k)
		case atom.Main, atom.Article, atom.Div:
			return h.walk(k)
		case atom.Header:
			h.Mark, err = inlineText(k)
			return err
		case atom.Dl:
			return nil
		case atom.Script:
			return h.data(k)
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			b.Kind, b.Level = Heading, int(k.Data[1]-'1')
			b.Text, err = h.text(k, Place{})
		case atom.P:
			b.Text, err = h.text(k, Place{})
		case atom.Table:
			b.Kind = TableBlock
			if b.Table, err = h.table(k); err != nil {
				break
			}
			if id, ok := attribute(k, "aria-describedby"); ok {
				d := h.hidden[id]
				if d == nil {
					return fmt.Errorf("block %d: nothing that is hidden has the id %q", len(h.Blocks)+1, id)
				}
				delete(h.hidden, id)
				b.Table.Description, err = inlineText(d)
			}
		default:
			err = fmt.Errorf("%s in %s", k.Data, n.Data)
		}
		if err != nil {
			return fmt.Errorf("block %d: %w", len(h.Blocks)+1, err)
		}
		if !blank(b.Text) || b.Table != nil {
			h.Blocks = append(h.Blocks, b)
		}
		return nil
	})
}

// data reads the data block.
func (h *htmlReader) data(n *html.Node) error {
	if n.FirstChild != nil {
		h.Data.JSON = []byte(n.FirstChild.Data)
	}
	h.Data.Program, _ = attribute(n, "data-program")
	h.Data.Options, _ = attribute(n, "data-options")
	version, _ := attribute(n, "data-version")
	digest, _ := attribute(n, "data-sha256")
	return h.Data.Verify(version, digest)
}

// text returns the text of a block, or of a cell at its place, and notes the links to
// comments in it.
func (h *htmlReader) text(n *html.Node, at Place) (string, error) {
	return phrasing(n, func(ref *html.Node, to int) error {
		id, _ := attribute(ref, "id")
		href, _ := attribute(ref, "href")
		if role, _ := attribute(ref, "role"); role != "doc-noteref" || !strings.HasPrefix(href, "#") || ref.FirstChild != nil {
			return fmt.Errorf("a link that is to no comment: %v", ref.Attr)
		}
		h.refs[id] = Comment{Block: len(h.Blocks), Place: at, To: to, On: "?", Text: href}
		return nil
	})
}

// notes reads the comments: a list, in which each begins with a link back to where it
// stands.
func (h *htmlReader) notes(n *html.Node) error {
	if role, _ := attribute(n, "role"); role != "doc-endnotes" {
		return fmt.Errorf("a section that is none of comments")
	}
	for li := range n.Descendants() {
		if li.DataAtom != atom.Li {
			continue
		}
		id, _ := attribute(li, "id")
		var lines []string
		back := ""
		err := kids(li, func(p *html.Node) error {
			text, err := phrasing(p, func(a *html.Node, _ int) error {
				if role, _ := attribute(a, "role"); role != "doc-backlink" || back != "" {
					return fmt.Errorf("a link of the role %q in a comment", role)
				}
				back, _ = attribute(a, "href")
				return nil
			})
			lines = append(lines, text)
			return err
		})
		c, ok := h.refs[strings.TrimPrefix(back, "#")]
		if err != nil || !ok || c.Text != "#"+id {
			return fmt.Errorf("the comment %q leads back to %q: %w", id, back, err)
		}
		delete(h.refs, back[1:])
		c.Text = strings.Join(lines, "\n")
		h.Comments = append(h.Comments, c)
	}
	return nil
}

// inlineText returns the text of phrasing content without links.
func inlineText(n *html.Node) (string, error) {
	return phrasing(n, func(a *html.Node, _ int) error { return fmt.Errorf("%s in %s", a.Data, n.Data) })
}

// phrasing returns the text of phrasing content; link gets every link, with how much text
// there is before it.
func phrasing(n *html.Node, link func(a *html.Node, to int) error) (string, error) {
	var s strings.Builder
	var walk func(n *html.Node) error
	walk = func(n *html.Node) error {
		for k := range n.ChildNodes() {
			switch {
			case k.Type == html.TextNode:
				s.WriteString(k.Data)
			case k.Type == html.CommentNode || k.DataAtom == atom.Wbr:
			case k.DataAtom == atom.Br:
				s.WriteByte('\n')
			case k.DataAtom == atom.A:
				if err := link(k, s.Len()); err != nil {
					return err
				}
				if err := walk(k); err != nil {
					return err
				}
			case k.DataAtom == atom.B || k.DataAtom == atom.Strong || k.DataAtom == atom.Span || k.DataAtom == atom.Mark:
				if err := walk(k); err != nil {
					return err
				}
			default:
				return fmt.Errorf("%s in %s", k.Data, n.Data)
			}
		}
		return nil
	}
	err := walk(n)
	return s.String(), err
}

// table forms a table (HTML, 4.9.12). Where that would cut a span, or let
// two cells overlap, it is an error.
func (h *htmlReader) table(n *html.Node) (*Table, error) {
	g := newGrid()
	cols := 0
	row := func(tr *html.Node) error {
		g.nextRow()
		return kids(tr, func(td *html.Node) error {
			c, err := readHTMLCell(td)
			heads, _ := attribute(td, "headers")
			id := ""
			if td.DataAtom == atom.Th {
				id, _ = attribute(td, "id")
			}
			if err == nil {
				err = g.add(c, id, strings.Fields(heads))
			}
			if err == nil {
				added := &g.Cells[len(g.Cells)-1]
				added.Text, err = h.text(td, added.Place)
			}
			if err != nil {
				return fmt.Errorf("row %d: %w", g.row+1, err)
			}
			return nil
		})
	}
	err := kids(n, func(k *html.Node) (err error) {
		switch k.DataAtom {
		case atom.Caption:
			g.Caption, err = inlineText(k)
		case atom.Colgroup:
			err = kids(k, func(col *html.Node) error {
				n, err := span(col, "span")
				cols += n
				return err
			})
		case atom.Thead, atom.Tbody:
			if err := kids(k, row); err != nil {
				return err
			}
			for i := range g.Cells {
				if c := &g.Cells[i]; c.Row+c.RowSpan > g.row+1 {
					return fmt.Errorf("%v: %q reaches beyond its %s", c.Place, c.Text, k.Data)
				}
			}
			if k.DataAtom == atom.Thead {
				g.HeadRows = g.row + 1
			}
		default:
			err = fmt.Errorf("%s in a table", k.Data)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if cols != g.Cols && cols > 0 {
		return nil, fmt.Errorf("%d columns in colgroup, %d in the rows", cols, g.Cols)
	}
	return g.table()
}

func readHTMLCell(n *html.Node) (c Cell, err error) {
	scope, _ := attribute(n, "scope")
	switch {
	case n.DataAtom == atom.Td:
		c.Kind = Data
	case n.DataAtom == atom.Th && (scope == "col" || scope == "colgroup"):
		c.Kind = ColumnHead
	case n.DataAtom == atom.Th && (scope == "row" || scope == "rowgroup"):
		c.Kind = RowHead
	default:
		return c, fmt.Errorf("%s of the scope %q", n.Data, scope)
	}
	if c.RowSpan, err = span(n, "rowspan"); err != nil {
		return c, err
	}
	c.ColSpan, err = span(n, "colspan")
	return c, err
}

// span returns a number of rows or columns, which HTML bounds.
func span(n *html.Node, name string) (int, error) {
	s, ok := attribute(n, name)
	if !ok {
		return 1, nil
	}
	v, err := strconv.Atoi(s)
	if most := map[string]int{"rowspan": 65534, "colspan": 1000, "span": 1000}[name]; err == nil && (v < 1 || v > most) {
		err = errors.New("out of range")
	}
	if err != nil {
		return 0, fmt.Errorf("%s %q: %w", name, s, err)
	}
	return v, nil
}
