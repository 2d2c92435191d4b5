package content

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// FromDOCX reads a DOCX (ISO/IEC 29500-1). A paragraph is a heading if its style
// is one of the built-in ones of headings; so are runs in the character style that
// is linked to such a style, which stand at the beginning of a paragraph. Footers
// are not read. Markup that may have text and is unknown is an error.
func FromDOCX(file []byte) (*Content, error) {
	c, err := fromDOCX(file)
	if err != nil {
		return nil, fmt.Errorf("DOCX: %w", err)
	}
	return c, nil
}

func fromDOCX(file []byte) (*Content, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	d := docxReader{zip: z, levels: map[string]int{}}
	main, err := d.target("", "/officeDocument")
	if err != nil {
		return nil, err
	}
	core, err := d.target("", "/core-properties")
	if err != nil {
		return nil, err
	}
	styles, err := d.target(main, "/styles")
	if err != nil {
		return nil, err
	}
	c := &Content{}
	root, err := d.part(core)
	if err != nil {
		return nil, err
	}
	c.Title = root.child("title").text()
	if root, err = d.part(styles); err != nil {
		return nil, err
	}
	c.Lang = root.child("docDefaults", "rPrDefault", "rPr", "lang").attr("eastAsia")
	if lang := d.language(core); lang != c.Lang {
		return nil, fmt.Errorf("the language is %q in %s and %q in %s", c.Lang, styles, lang, core)
	}
	d.readStyles(root)
	if root, err = d.part(main); err != nil {
		return nil, err
	}
	body := root.child("body")
	if body == nil {
		return nil, fmt.Errorf("%s: no body", main)
	}
	c.Blocks, err = d.blocks(body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", main, err)
	}
	return c, nil
}

type docxReader struct {
	zip    *zip.Reader
	levels map[string]int // of headings, by the IDs of their styles
	read   int            // bytes
}

// maxInflated is how much data the parts of a package may hold, and maxDepth
// how deep elements may stand in one another.
const (
	maxInflated = 64 << 20
	maxDepth    = 256
)

// node is an element by its local name, or character data.
type node struct {
	name  string // empty for character data
	data  string
	attrs []xml.Attr
	kids  []*node
}

// part reads a part of the package.
func (d *docxReader) part(name string) (*node, error) {
	f, err := d.zip.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(maxInflated-d.read)+1))
	if d.read += len(data); err == nil && d.read > maxInflated {
		err = fmt.Errorf("more than %d bytes", maxInflated)
	}
	var root *node
	if err == nil {
		root, err = parseXML(data)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return root, nil
}

func parseXML(data []byte) (*node, error) {
	top := &node{}
	stack := []*node{top}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		last := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(stack) > maxDepth {
				return nil, fmt.Errorf("more than %d levels of elements", maxDepth)
			}
			n := &node{name: tok.Name.Local, attrs: tok.Copy().Attr}
			last.kids = append(last.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.kids = append(last.kids, &node{data: string(tok)})
		}
	}
	for _, k := range top.kids {
		if k.name != "" {
			return k, nil
		}
	}
	return nil, errors.New("no element")
}

// child returns the first child at a path of names, or nil; n may be nil.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		var next *node
		if n != nil {
			for _, k := range n.kids {
				if k.name == name {
					next = k
					break
				}
			}
		}
		n = next
	}
	return n
}

// attr returns an attribute; n may be nil.
func (n *node) attr(name string) string {
	if n != nil {
		for _, a := range n.attrs {
			if a.Name.Local == name {
				return a.Value
			}
		}
	}
	return ""
}

// text returns the character data right within an element; n may be nil.
func (n *node) text() (s string) {
	if n != nil {
		for _, k := range n.kids {
			s += k.data
		}
	}
	return s
}

// target returns the part that a relationship of a part leads to, by how its
// type ends; the package itself is the part "" (ISO/IEC 29500-2, 8.5).
func (d *docxReader) target(part, kind string) (string, error) {
	dir, base := path.Split(part)
	rels, err := d.part(dir + "_rels/" + base + ".rels")
	if err != nil {
		return "", err
	}
	for _, r := range rels.kids {
		if strings.HasSuffix(r.attr("Type"), kind) {
			to := r.attr("Target")
			if !strings.HasPrefix(to, "/") {
				to = "/" + dir + to
			}
			return path.Clean(to)[1:], nil
		}
	}
	return "", fmt.Errorf("%s/.rels: no relationship %s", part, kind)
}

// language returns dc:language of the properties, or nothing.
func (d *docxReader) language(core string) string {
	root, err := d.part(core)
	if err != nil {
		return ""
	}
	return root.child("language").text()
}

// readStyles notes the levels of headings (ISO/IEC 29500-1, 17.7.4): of the
// paragraph styles by their built-in names, of the character styles by their
// links.
func (d *docxReader) readStyles(styles *node) {
	level := func(s *node) (int, bool) {
		name := s.child("name").attr("val")
		if name == "Title" {
			return 0, true
		}
		n, ok := strings.CutPrefix(name, "heading ")
		l, err := strconv.Atoi(n)
		return l, ok && err == nil
	}
	for _, s := range styles.kids {
		if l, ok := level(s); ok && s.attr("type") == "paragraph" {
			d.levels[s.attr("styleId")] = l
		}
	}
	for _, s := range styles.kids {
		if l, ok := d.levels[s.child("link").attr("val")]; ok && s.attr("type") == "character" {
			d.levels[s.attr("styleId")] = l
		}
	}
}

func (d *docxReader) blocks(body *node) ([]Block, error) {
	var blocks []Block
	for i, n := range body.kids {
		fault := func(err error) error { return fmt.Errorf("element %d of the body: %w", i+1, err) }
		switch n.name {
		case "p":
			list, err := d.paragraph(n)
			if err != nil {
				return nil, fault(err)
			}
			blocks = append(blocks, list...)
		case "tbl":
			t, err := d.table(n)
			if err != nil {
				return nil, fault(err)
			}
			blocks = append(blocks, Block{Kind: TableBlock, Table: t})
		case "sectPr":
		default:
			if err := noText(n); err != nil {
				return nil, fault(err)
			}
		}
	}
	return blocks, nil
}

// noText returns an error if there is text in a node.
func noText(n *node) error {
	if strings.Trim(n.data, " \t\r\n") != "" {
		return fmt.Errorf("%q outside w:t", n.data)
	}
	for _, k := range n.kids {
		if err := noText(k); err != nil {
			return fmt.Errorf("%s: %w", n.name, err)
		}
	}
	return nil
}

// paragraph returns a heading, a paragraph, or a heading and the paragraph that it
// runs into. It returns nothing of what has no text.
func (d *docxReader) paragraph(p *node) ([]Block, error) {
	own := Block{}
	if l, ok := d.levels[p.child("pPr", "pStyle").attr("val")]; ok {
		own = Block{Kind: Heading, Level: l}
	}
	head := Block{Kind: Heading}
	err := d.runs(p, func(style, text string) error {
		l, ok := d.levels[style]
		switch {
		case text == "":
		case !ok:
			own.Text += text
		case own.Text != "" || own.Kind == Heading || head.Text != "" && head.Level != l:
			return fmt.Errorf("the run-in heading %q is not at the beginning of a paragraph", text)
		default:
			head.Level = l
			head.Text += text
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var blocks []Block
	for _, b := range [...]Block{head, own} {
		if !blank(b.Text) {
			blocks = append(blocks, b)
		}
	}
	return blocks, nil
}

// runs hands the text of every run to add, with its character style.
func (d *docxReader) runs(p *node, add func(style, text string) error) error {
	for _, n := range p.kids {
		switch n.name {
		case "r":
			text := ""
			for _, k := range n.kids {
				switch k.name {
				case "t":
					s := k.text()
					if k.attr("space") != "preserve" {
						s = strings.Trim(s, " \t\r\n")
					}
					text += s
				case "br":
					if k.attr("type") != "" {
						return fmt.Errorf("a break of the type %s", k.attr("type"))
					}
					text += "\n"
				case "tab":
					text += "\t"
				default:
					if err := noText(k); err != nil {
						return err
					}
				}
			}
			if err := add(n.child("rPr", "rStyle").attr("val"), text); err != nil {
				return err
			}
		case "hyperlink", "smartTag", "ins":
			if err := d.runs(n, add); err != nil {
				return err
			}
		default:
			if err := noText(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// table resolves the spans of a w:tbl as a word processor does (ISO/IEC 29500-1,
// 17.4.17 and 17.4.84): cells take their places from left to right, and one that
// continues a vertical merge belongs to the cell above it.
func (d *docxReader) table(tbl *node) (*Table, error) {
	t := &Table{Caption: tbl.child("tblPr", "tblCaption").attr("val"), Description: tbl.child("tblPr", "tblDescription").attr("val")}
	if grid := tbl.child("tblGrid"); grid != nil {
		for _, c := range grid.kids {
			if c.name == "gridCol" {
				t.Cols++
			}
		}
	}
	var above, merged []int // columns → index in t.Cells, of the row above; merged are those that may go on
	for _, tr := range tbl.kids {
		if tr.name != "tr" {
			if err := noText(tr); err != nil {
				return nil, err
			}
			continue
		}
		header := tr.child("trPr", "tblHeader") != nil
		if header && t.HeadRows == t.Rows {
			t.HeadRows++
		} else if header {
			return nil, fmt.Errorf("row %d: tblHeader after a row without it", t.Rows+1)
		}
		row := make([]int, 0, t.Cols)
		open := make([]int, 0, t.Cols)
		for _, tc := range tr.kids {
			if tc.name != "tc" {
				if err := noText(tc); err != nil {
					return nil, err
				}
				continue
			}
			at := Place{t.Rows, len(row)}
			fault := func(format string, a ...any) error {
				return fmt.Errorf("%v: %s", at, fmt.Sprintf(format, a...))
			}
			text, err := d.cellText(tc)
			if err != nil {
				return nil, fault("%v", err)
			}
			span := 1
			if s := tc.child("tcPr", "gridSpan"); s != nil {
				if span, err = strconv.Atoi(s.attr("val")); err != nil || span < 1 {
					return nil, fault("gridSpan %q", s.attr("val"))
				}
			}
			if span > t.Cols-at.Col {
				return nil, fault("wider than the grid")
			}
			index := len(t.Cells)
			merge := tc.child("tcPr", "vMerge")
			goesOn := -1
			if merge != nil {
				goesOn = index
			}
			if merge == nil || merge.attr("val") == "restart" {
				t.Cells = append(t.Cells, Cell{Place: at, RowSpan: 1, ColSpan: span, Text: text})
			} else {
				if text != "" {
					return nil, fault("text %q in a cell that continues another", text)
				}
				if t.Rows == 0 || merged[at.Col] < 0 {
					return nil, fault("continues no merge")
				}
				index = above[at.Col]
				c := &t.Cells[index]
				if c.Col != at.Col || c.ColSpan != span {
					return nil, fault("continues a merge of other columns")
				}
				c.RowSpan++
				goesOn = index
			}
			for range span {
				row, open = append(row, index), append(open, goesOn)
			}
		}
		if len(row) != t.Cols {
			return nil, fmt.Errorf("row %d: %d columns of %d", t.Rows+1, len(row), t.Cols)
		}
		above, merged = row, open
		t.Rows++
	}
	return t, nil
}

// cellText returns the text of a cell, of which there may be one paragraph.
func (d *docxReader) cellText(tc *node) (text string, err error) {
	paragraphs := 0
	for _, n := range tc.kids {
		if n.name != "p" {
			if err := noText(n); err != nil {
				return "", err
			}
			continue
		}
		paragraphs++
		err := d.runs(n, func(_, s string) error { text += s; return nil })
		if err != nil {
			return "", err
		}
	}
	if paragraphs != 1 {
		return "", fmt.Errorf("%d paragraphs in a cell", paragraphs)
	}
	return text, nil
}
