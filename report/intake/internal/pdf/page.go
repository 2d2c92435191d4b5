// Package pdf takes PDF files apart (ISO 32000-1): the characters, rules, shades and
// pictures of their pages, the structure of those that are tagged, and what is
// attached. It knows no tables: those are found in what it gives.
package pdf

import (
	"errors"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Pages returns the pages, which are read once. The error is a [*report.InputError].
func (f *File) Pages() ([]*paper.Page, error) {
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
	f.pages, f.pageNumbers, f.lies = nil, map[ref]int{}, map[int]bool{}
	f.contents = contents{fonts: map[ref]*font{}, names: map[*stream]*face.Names{}, layers: map[ref]bool{}}
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
func (f *File) readPage(n int, d, attributes dict) (*paper.Page, error) {
	turn := int(f.number(attributes["Rotate"]))
	before := f.contents.ink
	p, err := f.paint(n, d, attributes, turn)
	if more := p.Turn(); more != 0 && err == nil {
		f.contents.ink.Back(before)
		p, err = f.paint(n, d, attributes, turn+more)
	}
	p.Page.Strike()
	return p.Page, err
}

// paint paints a page, turned clockwise.
func (f *File) paint(n int, d, attributes dict, turn int) (*painter, error) {
	page := &paper.Page{Number: n}
	box := f.rect(attributes["MediaBox"], paper.Rect{X1: 612, Y1: 792})
	if crop := f.rect(attributes["CropBox"], box).Within(box); crop.Valid() {
		box = crop
	}
	unit := f.number(d["UserUnit"])
	if unit <= 0 {
		unit = 1
	}
	x0, y0, x1, y1 := float64(box.X0), float64(box.Y0), float64(box.X1), float64(box.Y1)
	m := paper.Upright(x0, y0, x1, y1, turn).Then(paper.Matrix{unit, 0, 0, unit, 0, 0})
	page.Box = m.Box(x0, y0, x1, y1)
	p := &painter{f: f, Canvas: paper.NewCanvas(page, m, &f.contents.ink), fonts: map[name]*font{}}
	p.set(newState(page, m))
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

// rect returns a rectangle of the file, or another where there is none.
func (f *File) rect(v any, usual paper.Rect) paper.Rect {
	n, ok := f.numbers(v, 4)
	if !ok {
		return usual
	}
	r := paper.Identity.Box(n[0], n[1], n[2], n[3])
	if !r.Valid() || r.X0 == r.X1 || r.Y0 == r.Y1 {
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

// matrix returns a matrix of the file; none changes nothing.
func (f *File) matrix(v any) paper.Matrix {
	n, ok := f.numbers(v, 6)
	if !ok {
		return paper.Identity
	}
	return paper.Matrix(n)
}
