package pdf

import (
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// annotations paints what annotations look like (12.5.5): notes on the page, and the
// fields of forms. m leads to the page.
func (p *painter) annotations(list array, m paper.Matrix) error {
	const hidden, noView = 1 << 1, 1 << 5
	f := p.f
	for _, v := range list {
		d := f.dict(v)
		if flags := int(f.number(d["F"])); flags&(hidden|noView) != 0 || f.name(d["Subtype"]) == "Popup" || p.off(d["OC"]) {
			continue
		}
		at, ok := f.numbers(d["Rect"], 4)
		if !ok {
			continue
		}
		look := f.get(f.dict(d["AP"])["N"])
		if states, ok := look.(dict); ok {
			look = f.get(states[f.name(d["AS"])])
		}
		from, to := len(p.Page.Chars), paper.Identity.Box(at[0], at[1], at[2], at[3])
		if s, ok := look.(*stream); ok {
			p.set(newState(p.Page, m))
			if err := p.look(s, to); err != nil {
				return err
			}
		}
		p.set(newState(p.Page, m))
		p.judge(d, p.Page.Chars[from:], to)
	}
	return p.Err
}

// look paints what an annotation looks like within a rectangle.
func (p *painter) look(s *stream, to paper.Rect) error {
	box, ok := p.f.numbers(s.dict["BBox"], 4)
	if !ok {
		return nil
	}
	from := p.f.matrix(s.dict["Matrix"]).Box(box[0], box[1], box[2], box[3])
	w, h := float64(from.X1-from.X0), float64(from.Y1-from.Y0)
	if w <= 0 || h <= 0 {
		return nil
	}
	x, y := float64(to.X1-to.X0)/w, float64(to.Y1-to.Y0)/h
	p.Matrix = paper.Matrix{x, 0, 0, y, float64(to.X0) - x*float64(from.X0), float64(to.Y0) - y*float64(from.Y0)}.Then(p.Matrix)
	return p.form(s, nil, 0)
}

// judge compares the text that an annotation is said to have with what was painted of it.
// Where they differ, programs differ on which is shown; where none was, some paint it.
func (p *painter) judge(d dict, painted []paper.Char, at paper.Rect) {
	text := ""
	switch p.f.name(d["Subtype"]) {
	case "FreeText":
		text = p.said(d["Contents"])
	case "Widget":
		for range maxTree {
			if text = p.said(d["V"]); text != "" || d["Parent"] == nil {
				break
			}
			d = p.f.dict(d["Parent"])
		}
	}
	var shown strings.Builder
	for _, c := range painted {
		shown.WriteString(c.Text)
	}
	switch {
	case strings.TrimSpace(text) == "" || sameWords(text, shown.String()):
	case len(painted) > 0:
		for i := range painted {
			painted[i].Doubtful = true
		}
	default:
		x, y := float64(at.X0+at.X1)/2, float64(at.Y0+at.Y1)/2
		const size = 6
		box := p.Matrix.Box(x-size/2, y-size/2, x+size/2, y+size/2)
		p.Glyph(paper.Char{NoText: true, Box: box, Font: -1, MCID: paper.NoContent}, paper.Matrix{size, 0, 0, size, x - size/2, y - size/2}.Then(p.Matrix), paper.Point{}, false)
	}
}

// said returns a text, as long as there are not too many.
func (p *painter) said(v any) string {
	const cost = 10 // of a byte
	s, _ := p.f.get(v).(string)
	if p.Compare(cost * len(s)); p.Err != nil {
		return ""
	}
	return decodeText(s)
}
