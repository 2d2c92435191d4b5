package content

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/nianbao/nianbao/render/internal/pdfread"
)

// mark is marked content that is open.
type mark struct {
	mcid     int // -1 for none
	artifact bool
	actual   *string // what is said for what is drawn in it
	drawn    string  // in place of which that is said
}

// check returns an error where what is said differs from what is drawn in more than
// characters for private use, for which there is 〓.
func (m *mark) check() error {
	if meant := strings.Map(said, m.drawn); meant == m.drawn || meant != *m.actual {
		return fmt.Errorf("ActualText %q for %q", *m.actual, m.drawn)
	}
	return nil
}

// page reads the text of a page's content stream by MCID.
func (p *pdfReader) page(n int, page pdfread.Ref) error {
	s, err := getPDF[pdfread.Stream](p, page, "Contents")
	if err != nil {
		return err
	}
	x := pdfPage{pdfReader: p, n: n, ref: page}
	parser := &pdfread.Parser{B: s.Data}
	var operands []any
	for {
		v, err := parser.Value()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		op, ok := v.(pdfread.Op)
		if !ok {
			operands = append(operands, v)
			continue
		}
		if err := x.do(op, operands); err != nil {
			return err
		}
		operands = operands[:0]
	}
	if len(x.open) > 0 {
		return errors.New("ends within marked content")
	}
	p.drawn = append(p.drawn, x.pen.drawn)
	return nil
}

// pdfPage is a page that is being read.
type pdfPage struct {
	*pdfReader
	n    int // from 0
	ref  pdfread.Ref
	font *pdfFont
	open []mark
	pen  pen
}

// do does an operator.
func (p *pdfPage) do(op pdfread.Op, operands []any) error {
	operand := func(i int) any {
		if i < len(operands) {
			return operands[i]
		}
		return nil
	}
	switch op {
	case "BDC", "BMC":
		tag, _ := operand(0).(pdfread.Name)
		d, _ := operand(1).(pdfread.Dict)
		return p.begin(tag, d)
	case "EMC":
		return p.end()
	case "BT", "Td", "Tc":
		p.pen.set(op, operand(0), operand(1))
	case "Tf":
		p.pen.set(op, operand(0), operand(1))
		name, _ := operand(0).(pdfread.Name)
		var err error
		if p.font, err = p.fontOf(p.ref, string(name)); err != nil {
			return fmt.Errorf("font %s: %w", name, err)
		}
	case "Tj":
		return p.show(operand(0))
	case "TJ":
		array, _ := operand(0).([]any)
		for _, v := range array {
			if err := p.show(v); err != nil {
				return err
			}
		}
	case "'", `"`, "Do", "BI", "cm", "Tm", "TD", "T*", "Tw", "Tz", "Ts":
		return fmt.Errorf("operator %s", op)
	}
	return nil
}

// begin begins marked content.
func (p *pdfPage) begin(tag pdfread.Name, d pdfread.Dict) error {
	m := mark{mcid: -1, artifact: tag == "Artifact"}
	if id, ok := d["MCID"].(float64); ok {
		m.mcid = int(id)
		if _, twice := p.text[pdfPlace{p.n, m.mcid}]; twice {
			return fmt.Errorf("MCID %d stands twice", m.mcid)
		}
		p.text[pdfPlace{p.n, m.mcid}] = ""
	}
	if actual, ok := d["ActualText"].(string); ok {
		actual = pdfread.DecodeText(actual)
		m.actual = &actual
	}
	p.open = append(p.open, m)
	return nil
}

// end ends marked content.
func (p *pdfPage) end() error {
	if len(p.open) == 0 {
		return errors.New("EMC without BDC")
	}
	m := p.open[len(p.open)-1]
	if m.actual != nil {
		if err := m.check(); err != nil {
			return err
		}
		if err := p.say(*m.actual); err != nil {
			return err
		}
	}
	p.open = p.open[:len(p.open)-1]
	return nil
}

// show draws a string, or moves by a number of TJ.
func (p *pdfPage) show(v any) error {
	codes, ok := v.(string)
	if !ok {
		back, _ := v.(float64)
		p.pen.move(-back)
		return nil
	}
	if p.font == nil || len(codes)%2 != 0 {
		return fmt.Errorf("cannot show % X", codes)
	}
	text := ""
	for i := 0; i < len(codes); i += 2 {
		code := uint16(codes[i])<<8 | uint16(codes[i+1])
		char, ok := p.font.chars[code]
		if !ok {
			return fmt.Errorf("code %04X stands for no character", code)
		}
		text += char
		p.pen.draw(char, p.font.width(code))
	}
	for i := range p.open {
		if p.open[i].actual != nil {
			p.open[i].drawn += text
			return nil
		}
	}
	return p.say(text)
}

// say adds text to the marked content that is open.
func (p *pdfPage) say(text string) error {
	mcid := -1
	for _, m := range p.open {
		if m.artifact {
			return nil
		}
		if m.mcid >= 0 {
			mcid = m.mcid
		}
	}
	if mcid < 0 {
		return fmt.Errorf("%q is not of the structure and no artifact", text)
	}
	p.text[pdfPlace{p.n, mcid}] += text
	return nil
}

// pdfFont is what its codes stand for, and how wide their glyphs are, in thousandths.
type pdfFont struct {
	chars  map[uint16]string
	widths map[uint16]float64
	usual  float64 // of what has none there
}

func (f *pdfFont) width(code uint16) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.usual
}

func (p *pdfReader) fontOf(page pdfread.Ref, name string) (*pdfFont, error) {
	fonts, err := getPDF[pdfread.Dict](p, page, "Resources", "Font")
	if err != nil {
		return nil, err
	}
	r, ok := fonts[name].(pdfread.Ref)
	if !ok {
		return nil, errors.New("is not among the resources")
	}
	if p.fonts[r] != nil {
		return p.fonts[r], nil
	}
	s, err := getPDF[pdfread.Stream](p, r, "ToUnicode")
	if err != nil {
		return nil, err
	}
	f := &pdfFont{}
	if f.chars, err = pdfread.CMap(s.Data); err != nil {
		return nil, fmt.Errorf("ToUnicode: %w", err)
	}
	if f.usual, err = getPDF[float64](p, r, "DescendantFonts", 0, "DW"); err != nil {
		return nil, err
	}
	w, err := p.Get(r, "DescendantFonts", 0, "W")
	if err != nil {
		return nil, err
	}
	list, _ := w.([]any)
	if f.widths, err = pdfread.Widths(list); err != nil {
		return nil, err
	}
	p.fonts[r] = f
	return f, nil
}
