// Package pdf takes PDF files apart (ISO 32000-1): the characters, rules, shades and
// pictures of their pages, the structure of those that are tagged, and what is
// attached. It knows no tables: those are found in what it gives.
package pdf

import (
	"errors"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Pt is a length in points, 1/72 inch.
type Pt float32

// A Page is a page as it is read: turned so that most of its text runs from left to
// right, cut to its crop box, y upwards from the lower left corner.
type Page struct {
	Number   int    // from 1
	Box      Rect   // the page itself, from 0, 0
	Chars    []Char // in the order in which they are painted, once where that was twice to be bold
	Rules    []Rect // lines, and what is filled and as thin as one; of stroked lines with their width
	Shades   []Rect // what is filled and not as thin
	Pictures []Rect

	lies bool // some are said to stand for another text than they show (14.9.4)
}

// A Char is a painted glyph and the text that it stands for.
type Char struct {
	Text string // of one character, of several for a ligature; "" with NoText
	Box  Rect   // the advance wide, the size high
	Base Pt     // of the baseline: y, or x where Turned
	Size Pt     // of the font, as painted
	Font int32  // number of the font within the file, from 0
	Line int32  // number of its line within the page, from 1: a new one wherever the text moves off the line or back
	MCID int32  // of the marked content (14.7.4.2); -1 is none, -2 an artifact

	Turned    bool // the line runs up or down the page, or upside down; vertical writing too
	Invisible bool // by its render mode, opacity or layer, or painted over
	Clipped   bool // outside the clip or the page
	NoText    bool // what the glyph stands for is not known
}

const (
	noContent int32 = -1
	artifact  int32 = -2
)

// Pages returns the pages, which are read once. The error is a [*report.InputError].
func (f *File) Pages() ([]*Page, error) {
	if f.pages != nil {
		return f.pages, nil
	}
	err := f.readPages()
	if err != nil && !f.Rebuilt && damage(err) && f.rebuild() == nil {
		err = f.readPages()
	}
	if err != nil {
		f.pages = nil
	}
	return f.pages, err
}

// damage reports whether an error is of the kind that a damaged table of objects makes.
func damage(err error) bool {
	var e *report.InputError
	return errors.As(err, &e) && e.Code == "I-ar"
}

func (f *File) readPages() error {
	f.pages, f.pageNumbers = nil, map[ref]int{}
	f.contents = contents{fonts: map[ref]*font{}, layers: map[ref]bool{}}
	err := f.readTree(f.root["Pages"], dict{}, map[ref]bool{}, 0)
	if err == nil && len(f.pages) == 0 {
		err = damaged(0, badPages)
	}
	return err
}

// inherited are the attributes that pages have from what they belong to (7.7.3.4).
var inherited = [...]name{"Resources", "MediaBox", "CropBox", "Rotate"}

// readTree reads a node of the page tree and all below it.
func (f *File) readTree(v any, above dict, seen map[ref]bool, depth int) error {
	r, indirect := v.(ref)
	d := f.dict(v)
	if d == nil || seen[r] || depth > maxTree {
		return damaged(0, badPages)
	}
	if indirect {
		seen[r] = true
	}
	attributes := dict{}
	for _, k := range inherited {
		if attributes[k] = d[k]; d[k] == nil {
			attributes[k] = above[k]
		}
	}
	kids, ok := f.get(d["Kids"]).(array)
	if !ok {
		if len(f.pages) == source.MaxPages {
			return tooMany(0, "页", source.MaxPages)
		}
		f.pageNumbers[r] = len(f.pages) + 1
		p, err := f.readPage(len(f.pages)+1, d, attributes)
		f.pages = append(f.pages, p)
		return err
	}
	for _, kid := range kids {
		if err := f.readTree(kid, attributes, seen, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// maxTree is how deep the page tree may be.
const maxTree = 64

// readPage reads a page. One on which the text runs up, down or upside down was meant to
// be turned.
func (f *File) readPage(n int, d, attributes dict) (*Page, error) {
	turn := int(f.number(attributes["Rotate"]))
	before := f.contents
	p, err := f.paint(n, d, attributes, turn)
	if more := p.turn(); more != 0 && err == nil {
		f.contents.chars, f.contents.boxes = before.chars, before.boxes
		p, err = f.paint(n, d, attributes, turn+more)
	}
	p.page.strike()
	return p.page, err
}

// paint paints a page, turned clockwise.
func (f *File) paint(n int, d, attributes dict, turn int) (*painter, error) {
	page := &Page{Number: n}
	box := f.rect(attributes["MediaBox"], Rect{0, 0, 612, 792})
	if crop := f.rect(attributes["CropBox"], box).within(box); crop.valid() {
		box = crop
	}
	unit := f.number(d["UserUnit"])
	if unit <= 0 {
		unit = 1
	}
	x0, y0, x1, y1 := float64(box.X0), float64(box.Y0), float64(box.X1), float64(box.Y1)
	var m matrix
	switch (turn%360 + 360) % 360 {
	case 90:
		m = matrix{0, -1, 1, 0, -y0, x1}
	case 180:
		m = matrix{-1, 0, 0, -1, x1, y1}
	case 270:
		m = matrix{0, 1, -1, 0, y1, -x0}
	default:
		m = matrix{1, 0, 0, 1, -x0, -y0}
	}
	m = m.then(matrix{unit, 0, 0, unit, 0, 0})
	page.Box = m.box(x0, y0, x1, y1)
	p := &painter{f: f, page: page, fonts: map[name]*font{}, state: state{matrix: m, clip: page.Box, line: 1, fill: 1, stroke: 1, stretch: 1}}
	b, err := f.pageData(d["Contents"])
	if d["Contents"] == nil && len(f.dict(f.dict(d["Resources"])["Font"])) > 0 {
		err = errSyntax // fonts and no text
	}
	if err == nil {
		err = p.content(b, f.dict(attributes["Resources"]), 0)
	}
	if err == nil {
		err = p.annotations(f.array(d["Annots"]), m)
	}
	if err == nil {
		err = f.fault
	}
	return p, explain(err, n, badContent)
}

// strike leaves out the characters that are painted again where they stand, to be bold.
func (p *Page) strike() {
	const side Pt = 2 // the most that they are apart, and a fifth of their size
	type spot struct {
		text string
		x, y int32
	}
	seen := map[spot]*Char{}
	again := func(c *Char) bool {
		at := spot{c.Text, int32(c.Box.X0 / side), int32(c.Box.Y0 / side)}
		for dx := int32(-1); dx <= 1; dx++ {
			for dy := int32(-1); dy <= 1; dy++ {
				b := seen[spot{at.text, at.x + dx, at.y + dy}]
				if b != nil && max(c.Box.X0-b.Box.X0, b.Box.X0-c.Box.X0, c.Box.Y0-b.Box.Y0, b.Box.Y0-c.Box.Y0) <= min(c.Size/5, side) {
					return true
				}
			}
		}
		seen[at] = c
		return false
	}
	kept := p.Chars[:0]
	for _, c := range p.Chars {
		if !c.seen() || strings.TrimSpace(c.Text) == "" || !again(&c) {
			kept = append(kept, c)
		}
	}
	p.Chars = kept
}

// turn returns by how much a page has to be turned for its text to be read.
func (p *painter) turn() int {
	most, all := 0, 0
	for i, n := range p.ways {
		if all += n; n > p.ways[most] {
			most = i
		}
	}
	if 2*p.ways[most] <= all {
		return 0
	}
	return 90 * most
}

// rect returns a rectangle of the file, or another where there is none.
func (f *File) rect(v any, usual Rect) Rect {
	n, ok := f.numbers(v, 4)
	if !ok {
		return usual
	}
	r := identityMatrix.box(n[0], n[1], n[2], n[3])
	if !r.valid() || r.X0 == r.X1 || r.Y0 == r.Y1 {
		return usual
	}
	return r
}

// pageData returns the content of a page, which may be in several streams.
func (f *File) pageData(v any) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	parts, ok := f.get(v).(array)
	if !ok {
		parts = array{v}
	}
	var all []byte
	for i, v := range parts {
		s, ok := f.get(v).(*stream)
		if !ok {
			return nil, errSyntax
		}
		b, err := f.data(s)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			all = b
			continue
		}
		if all = append(append(all, '\n'), b...); len(all) > source.MaxPart {
			return nil, errLarge
		}
	}
	return all, nil
}

// annotations paints what annotations look like (12.5.5): notes on the page, and the
// fields of forms.
func (p *painter) annotations(list array, m matrix) error {
	const hidden, noView = 1 << 1, 1 << 5
	f := p.f
	for _, v := range list {
		d := f.dict(v)
		if flags := int(f.number(d["F"])); flags&(hidden|noView) != 0 || f.name(d["Subtype"]) == "Popup" {
			continue
		}
		look := f.get(f.dict(d["AP"])["N"])
		if states, ok := look.(dict); ok {
			look = f.get(states[f.name(d["AS"])])
		}
		s, ok := look.(*stream)
		at, ok2 := f.numbers(d["Rect"], 4)
		box, ok3 := f.numbers(s.get("BBox"), 4)
		if !ok || !ok2 || !ok3 {
			continue
		}
		to := identityMatrix.box(at[0], at[1], at[2], at[3])
		from := f.matrix(s.dict["Matrix"]).box(box[0], box[1], box[2], box[3])
		w, h := float64(from.X1-from.X0), float64(from.Y1-from.Y0)
		if w <= 0 || h <= 0 {
			continue
		}
		x, y := float64(to.X1-to.X0)/w, float64(to.Y1-to.Y0)/h
		p.state = state{clip: p.page.Box, line: 1, fill: 1, stroke: 1, stretch: 1}
		p.matrix = matrix{x, 0, 0, y, float64(to.X0) - x*float64(from.X0), float64(to.Y0) - y*float64(from.Y0)}.then(m)
		if err := p.form(s, nil, 0); err != nil {
			return err
		}
	}
	return nil
}

// matrix returns a matrix of the file; none changes nothing.
func (f *File) matrix(v any) matrix {
	n, ok := f.numbers(v, 6)
	if !ok {
		return identityMatrix
	}
	return matrix(n)
}
