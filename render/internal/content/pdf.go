package content

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/render/internal/pdfread"
)

// FromPDF reads a PDF by its structure tree (ISO 32000-1, 14.7 and 14.8): the
// text is what the ToUnicode maps say of the marked content of each element, and
// the ActualText of a Caption, which is not drawn, and of a span in place of
// characters for private use. Any other ActualText is an error, and so is text on a
// page that is neither an artifact nor of an element. Artifacts are left out.
func FromPDF(file []byte) (*Content, error) {
	f, err := pdfread.Open(file)
	if err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	c, err := newPDFReader(f).read()
	if err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	return c, nil
}

type pdfReader struct {
	*pdfread.File
	pages map[pdfread.Ref]int
	text  map[pdfPlace]string
	used  map[pdfPlace]bool
	fonts map[pdfread.Ref]*pdfFont
	todo  int      // elements that may still be read
	drawn [][]Char // of each page, from its bottom left corner
}

func newPDFReader(f *pdfread.File) *pdfReader {
	return &pdfReader{
		File:  f,
		pages: map[pdfread.Ref]int{},
		text:  map[pdfPlace]string{},
		used:  map[pdfPlace]bool{},
		fonts: map[pdfread.Ref]*pdfFont{},
	}
}

// pdfPlace is a piece of marked content: its page, from 0, and MCID.
type pdfPlace struct{ page, mcid int }

func (p *pdfReader) read() (*Content, error) {
	root, err := getPDF[pdfread.Dict](p, p.Trailer["Root"])
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	c := &Content{Plain: true}
	lang, _ := root["Lang"].(string)
	c.Lang = pdfread.DecodeText(lang)
	if c.Title, err = p.title(root); err != nil {
		return nil, err
	}
	kids, err := getPDF[[]any](p, root["Pages"], "Kids")
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	for i, k := range kids {
		r, _ := k.(pdfread.Ref)
		if _, twice := p.pages[r]; twice {
			return nil, fmt.Errorf("page %d: stands twice", i+1)
		}
		p.pages[r] = i
		if err := p.page(i, r); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	p.todo = len(p.Objects)
	if c.Blocks, err = p.blocks(root["StructTreeRoot"]); err != nil {
		return nil, err
	}
	for at, text := range p.text {
		if !p.used[at] && text != "" {
			return nil, fmt.Errorf("page %d: %q belongs to no element", at.page+1, text)
		}
	}
	return c, nil
}

// getPDF returns what stands at a path, which has to be a T.
func getPDF[T any](p *pdfReader, v any, path ...any) (T, error) {
	v, err := p.Get(v, path...)
	x, ok := v.(T)
	if err == nil && !ok {
		err = fmt.Errorf("%v: %T, want %T", path, v, x)
	}
	return x, err
}

// title returns the title that the information dictionary and the metadata give,
// which have to agree.
func (p *pdfReader) title(root pdfread.Dict) (string, error) {
	info, err := getPDF[string](p, p.Trailer["Info"], "Title")
	if err != nil {
		return "", fmt.Errorf("Info: %w", err)
	}
	title := pdfread.DecodeText(info)
	xmp, err := getPDF[pdfread.Stream](p, root["Metadata"])
	if err != nil {
		return "", fmt.Errorf("Metadata: %w", err)
	}
	var meta struct {
		Titles []string `xml:"RDF>Description>title>Alt>li"`
	}
	if err := xml.Unmarshal(xmp.Data, &meta); err != nil {
		return "", fmt.Errorf("Metadata: %w", err)
	}
	for _, t := range meta.Titles {
		if t != title {
			return "", fmt.Errorf("the title is %q in Info and %q in Metadata", title, t)
		}
	}
	if len(meta.Titles) == 0 {
		return "", errors.New("Metadata: no title")
	}
	return title, nil
}

// pdfElement is a structure element.
type pdfElement struct {
	pdfread.Dict
	kind string
	kids []any
}

func (p *pdfReader) element(v any) (*pdfElement, error) {
	if p.todo--; p.todo < 0 {
		return nil, errors.New("structure tree: an element stands twice")
	}
	d, err := getPDF[pdfread.Dict](p, v)
	if err != nil {
		return nil, fmt.Errorf("structure tree: %w", err)
	}
	kind, _ := d["S"].(pdfread.Name)
	e := &pdfElement{Dict: d, kind: string(kind)}
	switch k := d["K"].(type) {
	case nil:
	case []any:
		e.kids = k
	default:
		e.kids = []any{k}
	}
	return e, nil
}

// elements returns the kids of an element, all of which have to be elements.
func (p *pdfReader) elements(e *pdfElement) ([]*pdfElement, error) {
	var kids []*pdfElement
	for _, k := range e.kids {
		r, ok := k.(pdfread.Ref)
		if !ok {
			return nil, fmt.Errorf("structure tree: %v in %s", k, e.kind)
		}
		kid, err := p.element(r)
		if err != nil {
			return nil, err
		}
		kids = append(kids, kid)
	}
	return kids, nil
}

// content returns the text of an element without kids.
func (p *pdfReader) content(e *pdfElement) (string, error) {
	var text strings.Builder
	for _, k := range e.kids {
		page := e.Dict["Pg"]
		if d, ok := k.(pdfread.Dict); ok && d["Type"] == pdfread.Name("MCR") {
			page, k = d["Pg"], d["MCID"]
		}
		r, _ := page.(pdfread.Ref)
		n, ok := p.pages[r]
		mcid, isNumber := k.(float64)
		at := pdfPlace{n, int(mcid)}
		piece, there := p.text[at]
		if !ok || !isNumber || !there {
			return "", fmt.Errorf("%s: there is no content %v", e.kind, k)
		}
		if p.used[at] {
			return "", fmt.Errorf("page %d: %q belongs to two elements", n+1, piece)
		}
		p.used[at] = true
		text.WriteString(piece)
	}
	if actual, ok := e.Dict["ActualText"].(string); ok {
		if e.kind != "Caption" || text.Len() > 0 {
			return "", fmt.Errorf("%s: ActualText %q for %q", e.kind, pdfread.DecodeText(actual), text.String())
		}
		return pdfread.DecodeText(actual), nil
	}
	return text.String(), nil
}

func (p *pdfReader) blocks(root any) ([]Block, error) {
	top, err := p.Get(root, "K")
	if err != nil {
		return nil, fmt.Errorf("structure tree: %w", err)
	}
	d, err := p.element(top)
	if err != nil {
		return nil, err
	}
	if d.kind != "Document" {
		return nil, fmt.Errorf("structure tree: begins with %s", d.kind)
	}
	kids, err := p.elements(d)
	if err != nil {
		return nil, err
	}
	var blocks []Block
	for i, e := range kids {
		b := Block{}
		switch e.kind {
		case "P":
			b.Text, err = p.content(e)
		case "H1", "H2", "H3", "H4", "H5", "H6":
			b.Kind, b.Level = Heading, int(e.kind[1]-'1')
			b.Text, err = p.content(e)
		case "Table":
			b.Kind = TableBlock
			b.Table, err = p.table(e)
		default:
			err = fmt.Errorf("%s in the document", e.kind)
		}
		if err != nil {
			return nil, fmt.Errorf("structure element %d: %w", i+1, err)
		}
		if !blank(b.Text) || b.Table != nil {
			blocks = append(blocks, b)
		}
	}
	return blocks, nil
}

func (p *pdfReader) table(e *pdfElement) (*Table, error) {
	groups, err := p.elements(e)
	if err != nil {
		return nil, err
	}
	g := newGrid()
	if e.Dict["A"] != nil {
		summary, err := getPDF[string](p, e.Dict["A"], "Summary")
		if err != nil {
			return nil, err
		}
		g.Description = pdfread.DecodeText(summary)
	}
	for i, group := range groups {
		switch {
		case group.kind == "Caption" && i == 0:
			g.Caption, err = p.content(group)
		case group.kind == "THead":
			err = p.rows(g, group)
			g.HeadRows = g.row + 1
		case group.kind == "TBody":
			err = p.rows(g, group)
		default:
			err = fmt.Errorf("%s in a table", group.kind)
		}
		if err != nil {
			return nil, err
		}
	}
	return g.table()
}

// rows adds the rows of a part of a table.
func (p *pdfReader) rows(g *grid, group *pdfElement) error {
	rows, err := p.elements(group)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.kind != "TR" {
			return fmt.Errorf("%s in %s", row.kind, group.kind)
		}
		g.nextRow()
		cells, err := p.elements(row)
		if err != nil {
			return err
		}
		for _, cell := range cells {
			c, heads, err := p.cell(cell)
			if err == nil {
				id, _ := cell.Dict["ID"].(string)
				err = g.add(c, id, heads)
			}
			if err != nil {
				return fmt.Errorf("row %d: %w", g.row+1, err)
			}
		}
	}
	return nil
}

// cell returns a cell, and the IDs of its heads.
func (p *pdfReader) cell(e *pdfElement) (c Cell, heads []string, err error) {
	c = Cell{RowSpan: 1, ColSpan: 1}
	attrs := pdfread.Dict{}
	if e.Dict["A"] != nil {
		if attrs, err = getPDF[pdfread.Dict](p, e.Dict["A"]); err != nil || attrs["O"] != pdfread.Name("Table") {
			return c, nil, fmt.Errorf("attributes %v of %s", e.Dict["A"], e.kind)
		}
	}
	scope, _ := attrs["Scope"].(pdfread.Name)
	switch {
	case e.kind == "TD":
		c.Kind = Data
	case e.kind == "TH" && scope == "Column":
		c.Kind = ColumnHead
	case e.kind == "TH" && scope == "Row":
		c.Kind = RowHead
	default:
		return c, nil, fmt.Errorf("%s of the scope %q", e.kind, scope)
	}
	if v, ok := attrs["RowSpan"].(float64); ok {
		c.RowSpan = int(v)
	}
	if v, ok := attrs["ColSpan"].(float64); ok {
		c.ColSpan = int(v)
	}
	ids, _ := attrs["Headers"].([]any)
	for _, id := range ids {
		s, _ := id.(string)
		heads = append(heads, s)
	}
	c.Text, err = p.content(e)
	return c, heads, err
}
