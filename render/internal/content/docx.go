package content

import (
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/report/doc"
)

// FromDOCX reads a DOCX (ISO/IEC 29500-1). A paragraph is a heading if its style
// is one of the built-in ones of headings; so are runs in the character style that
// is linked to such a style, which stand at the beginning of a paragraph. Of
// headers the mark is read, footers are not. Comments begin and end in the paragraph that
// they are on. Markup that may have text and is unknown is an error.
func FromDOCX(file []byte) (*Content, error) {
	c, err := fromDOCX(file)
	if err != nil {
		return nil, fmt.Errorf("DOCX: %w", err)
	}
	return c, nil
}

func fromDOCX(file []byte) (*Content, error) {
	p, err := ooxml.Open(file)
	if err != nil {
		return nil, err
	}
	d := docxReader{Package: p, levels: map[string]int{}, on: map[string]string{}}
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
	c.Title = root.Child("title").Text()
	if root, err = d.part(styles); err != nil {
		return nil, err
	}
	c.Lang = root.Child("docDefaults/rPrDefault/rPr/lang").Attr("eastAsia")
	if lang := d.language(core); lang != c.Lang {
		return nil, fmt.Errorf("the language is %q in %s and %q in %s", c.Lang, styles, lang, core)
	}
	d.readStyles(root)
	if root, err = d.part(main); err != nil {
		return nil, err
	}
	body := root.Child("body")
	if body == nil {
		return nil, fmt.Errorf("%s: no body", main)
	}
	if d.comments, err = d.readComments(main); err != nil {
		return nil, err
	}
	c.Blocks, err = d.blocks(body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", main, err)
	}
	if c.Comments = d.found; len(d.found) != len(d.comments) || len(d.on) > 0 {
		return nil, fmt.Errorf("%d comments, %d of them in the text, %d without an end", len(d.comments), len(d.found), len(d.on))
	}
	if c.Mark, err = d.mark(main, body.Child("sectPr")); err != nil {
		return nil, err
	}
	if item, err := d.target(main, "/customXml"); err == nil {
		if root, err = d.part(item); err != nil {
			return nil, err
		}
		c.Data = doc.Carried{JSON: []byte(root.Text()), Program: root.Attr("program"), Options: root.Attr("options")}
		if err := c.Data.Verify(root.Attr("version"), root.Attr("sha256")); err != nil {
			return nil, fmt.Errorf("%s: %w", item, err)
		}
	}
	return c, nil
}

type docxReader struct {
	ooxml.Package
	levels   map[string]int    // of headings, by the IDs of their styles
	comments map[string]string // their texts by their IDs
	on       map[string]string // what those that have begun are on so far
	found    []Comment         // that have ended
}

// readComments returns the texts of the comments by their IDs.
func (d *docxReader) readComments(main string) (map[string]string, error) {
	part, err := d.target(main, "/comments")
	if err != nil {
		return nil, nil // there are none
	}
	root, err := d.part(part)
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, c := range root.Kids {
		var lines []string
		for _, p := range c.Kids {
			lines = append(lines, p.AllText())
		}
		texts[c.Attr("id")] = strings.Join(lines, "\n")
	}
	return texts, nil
}

// comment reads what marks where a comment begins, ends, and is referred to; at is the
// place of it.
func (d *docxReader) comment(n *ooxml.Node, at Comment) error {
	id := n.Attr("id")
	on, begun := d.on[id]
	switch {
	case n.Name == "commentRangeStart" && !begun:
		d.on[id] = ""
	case n.Name == "commentRangeEnd" && begun:
		text, ok := d.comments[id]
		if !ok {
			return fmt.Errorf("there is no comment %s", id)
		}
		at.On, at.Text = on, text
		d.found = append(d.found, at)
		delete(d.on, id)
	case n.Name == "commentReference" && !begun:
	default:
		return fmt.Errorf("%s of the comment %s", n.Name, id)
	}
	return nil
}

// part reads a part of the package.
func (d *docxReader) part(name string) (*ooxml.Node, error) {
	root, err := ooxml.Parse(d.Part(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return root, nil
}

// target returns the part that a relationship of a part leads to, by how its
// type ends; the package itself is the part "" (ISO/IEC 29500-2, 8.5).
func (d *docxReader) target(part, kind string) (string, error) {
	dir, base := path.Split(part)
	rels, err := d.part(dir + "_rels/" + base + ".rels")
	if err != nil {
		return "", err
	}
	for _, r := range rels.Kids {
		if strings.HasSuffix(r.Attr("Type"), kind) {
			to := r.Attr("Target")
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
	return root.Child("language").Text()
}

// mark returns the text of the header, which has to be that of odd and of even pages.
func (d *docxReader) mark(main string, section *ooxml.Node) (string, error) {
	part, err := d.target(main, "/header")
	if err != nil {
		return "", nil
	}
	pages := map[string]bool{}
	if section != nil {
		for _, ref := range section.All("headerReference") {
			pages[ref.Attr("type")] = true
		}
	}
	if !pages["default"] || !pages["even"] {
		return "", fmt.Errorf("%s: not on every page", part)
	}
	root, err := d.part(part)
	if err != nil {
		return "", err
	}
	return root.AllText(), nil
}

// readStyles notes the levels of headings (ISO/IEC 29500-1, 17.7.4): of the
// paragraph styles by their built-in names, of the character styles by their
// links.
func (d *docxReader) readStyles(styles *ooxml.Node) {
	level := func(s *ooxml.Node) (int, bool) {
		name := s.Child("name").Attr("val")
		if name == "Title" {
			return 0, true
		}
		n, ok := strings.CutPrefix(name, "heading ")
		l, err := strconv.Atoi(n)
		return l, ok && err == nil
	}
	for _, s := range styles.Kids {
		if l, ok := level(s); ok && s.Attr("type") == "paragraph" {
			d.levels[s.Attr("styleId")] = l
		}
	}
	for _, s := range styles.Kids {
		if l, ok := d.levels[s.Child("link").Attr("val")]; ok && s.Attr("type") == "character" {
			d.levels[s.Attr("styleId")] = l
		}
	}
}

func (d *docxReader) blocks(body *ooxml.Node) ([]Block, error) {
	var blocks []Block
	for i, n := range body.Kids {
		fault := func(err error) error { return fmt.Errorf("element %d of the body: %w", i+1, err) }
		switch n.Name {
		case "p":
			list, err := d.paragraph(n, len(blocks))
			if err != nil {
				return nil, fault(err)
			}
			blocks = append(blocks, list...)
		case "tbl":
			t, err := d.table(n, len(blocks))
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
func noText(n *ooxml.Node) error {
	if strings.Trim(n.Data, " \t\r\n") != "" {
		return fmt.Errorf("%q outside w:t", n.Data)
	}
	for _, k := range n.Kids {
		if err := noText(k); err != nil {
			return fmt.Errorf("%s: %w", n.Name, err)
		}
	}
	return nil
}

// paragraph returns a heading, a paragraph, or a heading and the paragraph that it
// runs into. It returns nothing of what has no text. The first of them is the block.
func (d *docxReader) paragraph(p *ooxml.Node, block int) ([]Block, error) {
	own := Block{}
	if l, ok := d.levels[p.Child("pPr/pStyle").Attr("val")]; ok {
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
	}, func() Comment {
		switch {
		case head.Text == "":
			return Comment{Block: block, To: len(own.Text)}
		case own.Text == "":
			return Comment{Block: block, To: len(head.Text)}
		}
		return Comment{Block: block + 1, To: len(own.Text)}
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

// runs hands the text of every run to add, with its character style; at returns the place
// of a comment that ends behind the text so far.
func (d *docxReader) runs(p *ooxml.Node, add func(style, text string) error, at func() Comment) error {
	for _, n := range p.Kids {
		switch n.Name {
		case "r":
			text, err := d.run(n, at)
			if err == nil {
				err = add(n.Child("rPr/rStyle").Attr("val"), text)
			}
			if err != nil {
				return err
			}
			for id := range d.on {
				d.on[id] += text
			}
		case "commentRangeStart", "commentRangeEnd":
			if err := d.comment(n, at()); err != nil {
				return err
			}
		case "hyperlink", "smartTag", "ins":
			if err := d.runs(n, add, at); err != nil {
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

// run returns the text of a run.
func (d *docxReader) run(r *ooxml.Node, at func() Comment) (text string, err error) {
	for _, n := range r.Kids {
		switch n.Name {
		case "t":
			s := n.Text()
			if n.Attr("space") != "preserve" {
				s = strings.Trim(s, " \t\r\n")
			}
			text += s
		case "br":
			if n.Attr("type") != "" {
				return "", fmt.Errorf("a break of the type %s", n.Attr("type"))
			}
			text += "\n"
		case "tab":
			text += "\t"
		case "commentReference":
			err = d.comment(n, at())
		default:
			err = noText(n)
		}
		if err != nil {
			return "", err
		}
	}
	return text, nil
}

// tableReader resolves the spans of a w:tbl as a word processor does (ISO/IEC 29500-1,
// 17.4.17 and 17.4.84): cells take their places from left to right, and one that
// continues a vertical merge belongs to the cell above it.
type tableReader struct {
	*docxReader
	t     *Table
	block int
	above []column // of the row above
}

// column is a column of a row: the index of its cell, and whether that may go on below.
type column struct {
	cell int
	open bool
}

func (d *docxReader) table(tbl *ooxml.Node, block int) (*Table, error) {
	t := &Table{Caption: tbl.Child("tblPr/tblCaption").Attr("val"), Description: tbl.Child("tblPr/tblDescription").Attr("val")}
	if grid := tbl.Child("tblGrid"); grid != nil {
		for _, c := range grid.Kids {
			if c.Name == "gridCol" {
				t.Cols++
			}
		}
	}
	r := tableReader{docxReader: d, t: t, block: block}
	for _, tr := range tbl.Kids {
		read := noText
		if tr.Name == "tr" {
			read = r.row
		}
		if err := read(tr); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (r *tableReader) row(tr *ooxml.Node) error {
	t := r.t
	header := tr.Child("trPr/tblHeader") != nil
	if header && t.HeadRows == t.Rows {
		t.HeadRows++
	} else if header {
		return fmt.Errorf("row %d: tblHeader after a row without it", t.Rows+1)
	}
	row := make([]column, 0, t.Cols)
	for _, tc := range tr.Kids {
		if tc.Name != "tc" {
			if err := noText(tc); err != nil {
				return err
			}
			continue
		}
		at := Place{t.Rows, len(row)}
		c, span, err := r.cell(tc, at)
		if err != nil {
			return fmt.Errorf("%v: %w", at, err)
		}
		for range span {
			row = append(row, c)
		}
	}
	if len(row) != t.Cols {
		return fmt.Errorf("row %d: %d columns of %d", t.Rows+1, len(row), t.Cols)
	}
	r.above = row
	t.Rows++
	return nil
}

// cell returns what the columns of a cell have, and how many they are.
func (r *tableReader) cell(tc *ooxml.Node, at Place) (c column, span int, err error) {
	text, err := r.cellText(tc, Comment{Block: r.block, Place: at})
	if err != nil {
		return c, 0, err
	}
	t := r.t
	span = 1
	if s := tc.Child("tcPr/gridSpan"); s != nil {
		if span, err = strconv.Atoi(s.Attr("val")); err != nil || span < 1 {
			return c, 0, fmt.Errorf("gridSpan %q", s.Attr("val"))
		}
	}
	if span > t.Cols-at.Col {
		return c, 0, errors.New("wider than the grid")
	}
	merge := tc.Child("tcPr/vMerge")
	if merge == nil || merge.Attr("val") == "restart" {
		t.Cells = append(t.Cells, Cell{Place: at, RowSpan: 1, ColSpan: span, Text: text})
		return column{len(t.Cells) - 1, merge != nil}, span, nil
	}
	if text != "" {
		return c, 0, fmt.Errorf("text %q in a cell that continues another", text)
	}
	if t.Rows == 0 || !r.above[at.Col].open {
		return c, 0, errors.New("continues no merge")
	}
	c = r.above[at.Col]
	merged := &t.Cells[c.cell]
	if merged.Col != at.Col || merged.ColSpan != span {
		return c, 0, errors.New("continues a merge of other columns")
	}
	merged.RowSpan++
	return c, span, nil
}

// cellText returns the text of a cell, of which there may be one paragraph; at is its
// place for comments.
func (d *docxReader) cellText(tc *ooxml.Node, at Comment) (text string, err error) {
	paragraphs := 0
	for _, n := range tc.Kids {
		if n.Name != "p" {
			if err := noText(n); err != nil {
				return "", err
			}
			continue
		}
		paragraphs++
		err := d.runs(n, func(_, s string) error { text += s; return nil }, func() Comment { at.To = len(text); return at })
		if err != nil {
			return "", err
		}
	}
	if paragraphs != 1 {
		return "", fmt.Errorf("%d paragraphs in a cell", paragraphs)
	}
	return text, nil
}
