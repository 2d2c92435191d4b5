package pdf

import "bytes"

// object paints a form XObject or a picture.
func (p *painter) object(v any, resources dict, depth int) error {
	s, ok := p.f.get(v).(*stream)
	if !ok || p.Hidden || p.off(s.dict["OC"]) {
		return nil
	}
	switch p.f.name(s.dict["Subtype"]) {
	case "Image":
		if p.Fill == 0 {
			return nil
		}
		opaque := s.dict["SMask"] == nil && s.dict["Mask"] == nil && p.f.get(s.dict["ImageMask"]) != true
		p.Picture(opaque)
		return p.Err
	case "Form":
		return p.form(s, resources, depth+1)
	}
	return nil
}

const (
	maxForms = 5_000 // form XObjects that are painted
	maxDeep  = 12    // of them within one another
)

// form paints a form XObject (8.10).
func (p *painter) form(s *stream, resources dict, depth int) error {
	if p.f.contents.forms++; depth > maxDeep || p.f.contents.forms > maxForms {
		return errMany
	}
	b, err := p.f.data(s)
	if err != nil {
		return err
	}
	if own := p.f.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	outer, text, line, base, foreign, fonts := p.state(), p.text, p.line, p.base, p.foreign, p.fonts
	p.fonts = map[name]*font{}
	p.base, p.foreign = len(p.saved), foreign || s.dict["StructParents"] != nil
	p.Matrix = p.f.matrix(s.dict["Matrix"]).Then(p.Matrix)
	if box, ok := p.f.numbers(s.dict["BBox"], 4); ok {
		p.Clip = p.Clip.Within(p.Matrix.Box(box[0], box[1], box[2], box[3]))
	}
	if s.dict["Group"] != nil {
		p.opacity, p.Stroke = p.Fill, p.Fill
	}
	marks := len(p.marks)
	err = p.content(b, resources, depth)
	for len(p.marks) > marks {
		p.end()
	}
	p.saved = p.saved[:p.base]
	p.Forget()
	p.set(outer)
	p.text, p.line, p.base, p.foreign, p.fonts = text, line, base, foreign, fonts
	return err
}

// inline goes over an inline picture (8.9.7).
func (p *painter) inline(l *lexer) error {
	for t := l.next(); !t.is("ID"); t = l.next() {
		if t.kind == eof || t.kind == broken {
			return errSyntax
		}
	}
	for at := l.at; ; {
		n := bytes.Index(l.b[at:], []byte("EI"))
		if n < 0 {
			return errSyntax
		}
		at += n + len("EI")
		if class[l.b[at-3]] == 1 && plausible(l.b[at:min(len(l.b), at+12)]) {
			l.at = at
			p.Picture(false)
			return p.Err
		}
	}
}

// plausible reports whether what follows can be content, and is no data of a picture.
func plausible(b []byte) bool {
	for i, c := range b {
		if i == 0 && class[c] != 1 || class[c] != 1 && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}
