package content

import (
	"errors"
	"fmt"

	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// PagesOfPDF reads what the pages of a PDF show, whatever its structure tree says of it:
// the characters that the ToUnicode maps say are drawn, with the places at which the
// operators and the widths of the glyphs put them; its outline; and its embedded files.
func PagesOfPDF(file []byte) (*Pages, error) {
	f, err := pdfread.Open(file)
	if err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	p := newPDFReader(f)
	if _, err := p.read(); err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	pages, err := p.shown()
	if err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	return pages, nil
}

// pen is the text state of a page, as far as it places glyphs (ISO 32000-1, 9.3 and 9.4).
// Lengths are in points.
type pen struct {
	size, spacing float64
	x, y          float64
	lineX, lineY  float64
	drawn         []Char
}

// set follows an operator with its operands.
func (p *pen) set(op pdfread.Op, a, b any) {
	x, _ := a.(float64)
	y, _ := b.(float64)
	switch op {
	case "BT":
		p.x, p.y, p.lineX, p.lineY = 0, 0, 0, 0
	case "Td":
		p.lineX, p.lineY = p.lineX+x, p.lineY+y
		p.x, p.y = p.lineX, p.lineY
	case "Tc":
		p.spacing = x
	case "Tf":
		p.size = y
	}
}

// move moves by thousandths of the size.
func (p *pen) move(by float64) { p.x += by * p.size / 1000 }

// draw draws a glyph, which stands for a character, and moves behind it.
func (p *pen) draw(char string, width float64) {
	for _, r := range char {
		p.drawn = append(p.drawn, Char{said(r), layout.Point{X: doc.Pt(p.x), Y: doc.Pt(p.y)}})
	}
	p.move(width)
	p.x += p.spacing
}

// shown returns what has been read, with places from the top.
func (p *pdfReader) shown() (*Pages, error) {
	root := p.Trailer["Root"]
	height, err := getPDF[float64](p, root, "Pages", "MediaBox", 3)
	if err != nil {
		return nil, err
	}
	out := &Pages{Pages: p.drawn, Attached: []Attached{}}
	for _, page := range out.Pages {
		for i := range page {
			page[i].At.Y = doc.Pt(height) - page[i].At.Y
		}
	}
	catalogue, err := getPDF[pdfread.Dict](p, root)
	if err != nil {
		return nil, err
	}
	if out.Title, err = p.title(catalogue); err != nil {
		return nil, err
	}
	if catalogue["Outlines"] != nil {
		p.todo = len(p.Objects)
		if out.Outline, err = p.outline(nil, catalogue["Outlines"], 0, height); err != nil {
			return nil, fmt.Errorf("outline: %w", err)
		}
	}
	if catalogue["Names"] != nil {
		if out.Attached, err = p.attached(); err != nil {
			return nil, fmt.Errorf("embedded files: %w", err)
		}
	}
	return out, nil
}

// outline appends the items under one, and those under them.
func (p *pdfReader) outline(list []Entry, under any, depth int, height float64) ([]Entry, error) {
	above, err := getPDF[pdfread.Dict](p, under)
	if err != nil {
		return nil, err
	}
	for next := above["First"]; next != nil; {
		if p.todo--; p.todo < 0 {
			return nil, errors.New("an item stands twice")
		}
		item, err := getPDF[pdfread.Dict](p, next)
		if err != nil {
			return nil, err
		}
		dest, _ := item["Dest"].([]any)
		if len(dest) != 5 || dest[1] != pdfread.Name("XYZ") || dest[4] != nil {
			return nil, fmt.Errorf("destination %v", item["Dest"])
		}
		page, _ := dest[0].(pdfread.Ref)
		n, ok := p.pages[page]
		x, isX := dest[2].(float64)
		y, isY := dest[3].(float64)
		title, isTitle := item["Title"].(string)
		if !ok || !isX || !isY || !isTitle {
			return nil, fmt.Errorf("item %v", item)
		}
		list = append(list, Entry{pdfread.DecodeText(title), depth, n, layout.Point{X: doc.Pt(x), Y: doc.Pt(height - y)}})
		if list, err = p.outline(list, item, depth+1, height); err != nil {
			return nil, err
		}
		next = item["Next"]
	}
	return list, nil
}

// attached returns the embedded files (ISO 32000-1, 7.11.4).
func (p *pdfReader) attached() ([]Attached, error) {
	names, err := getPDF[[]any](p, p.Trailer["Root"], "Names", "EmbeddedFiles", "Names")
	if err != nil {
		return nil, err
	}
	var list []Attached
	for i := 1; i < len(names); i += 2 {
		name, err := getPDF[string](p, names[i], "UF")
		if err != nil {
			return nil, err
		}
		data, err := getPDF[pdfread.Stream](p, names[i], "EF", "F")
		if err != nil {
			return nil, err
		}
		list = append(list, Attached{pdfread.DecodeText(name), string(data.Data)})
	}
	return list, nil
}
