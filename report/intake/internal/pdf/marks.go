package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// mark is marked content (14.6).
type mark struct {
	mcid   int32
	hidden bool
	from   int // character
	actual *string
}

// begin begins marked content.
func (p *painter) begin(op string, args []token, properties, resources dict) error {
	if len(p.marks) > source.MaxDepth {
		return errMany
	}
	m := mark{mcid: paper.NoContent, from: len(p.Page.Chars)}
	if n := len(p.marks); n > 0 {
		m.mcid, m.hidden = p.marks[n-1].mcid, p.marks[n-1].hidden
	}
	if len(args) > 0 && args[0].kind == named {
		tag := name(args[0].text)
		var v any = properties
		if properties == nil && op == "BDC" {
			v = p.resource(resources, "Properties", args)
		}
		d := p.f.dict(v)
		if tag == "OC" {
			m.hidden = m.hidden || p.off(v)
		}
		if n, ok := whole(p.f.get(d["MCID"]), math.MaxInt32); ok && m.mcid != paper.Artifact && !p.foreign {
			m.mcid = int32(n)
		}
		if tag == "Artifact" {
			m.mcid = paper.Artifact
		}
		if s, ok := p.f.get(d["ActualText"]).(string); ok {
			s = decodeText(s)
			m.actual = &s
		}
	}
	p.marks = append(p.marks, m)
	p.Hidden = m.hidden
	p.Count()
	return p.Err
}

// end ends marked content.
func (p *painter) end() {
	n := len(p.marks) - 1
	if n < 0 {
		return
	}
	if m := p.marks[n]; m.actual != nil {
		p.unfold(p.Page.Chars[m.from:], *m.actual)
		p.compare(p.Page.Chars[m.from:], *m.actual)
	}
	p.marks = p.marks[:n]
	p.Hidden = n > 0 && p.marks[n-1].hidden
}

// unfold puts the Chinese characters that are meant for the radicals that some fonts
// have in their place.
func (p *painter) unfold(chars []paper.Char, actual string) {
	runes := []rune(actual)
	if len(runes) != len(chars) {
		return
	}
	for i, r := range runes {
		painted, _ := utf8.DecodeRuneInString(chars[i].Text)
		if painted >= 0x2E80 && painted < 0x2FE0 && r >= 0x3400 && unicode.Is(unicode.Han, r) {
			chars[i].Text = string(r)
		}
	}
}

// compare notes whether characters are said to stand for another text.
func (p *painter) compare(chars []paper.Char, actual string) {
	p.Compare(len(chars))
	if p.f.lies[p.Page.Number] || len(chars) == 0 || chars[0].MCID == paper.Artifact {
		return
	}
	var b strings.Builder
	for i := range chars {
		b.WriteString(chars[i].Text)
	}
	p.f.lies[p.Page.Number] = !sameWords(b.String(), actual)
}

// off reports whether a layer is not shown (8.11), by the usual configuration.
func (p *painter) off(v any) bool {
	if v == nil {
		return false
	}
	f := p.f
	config := f.dict(f.dict(f.root["OCProperties"])["D"])
	single := func(v any) bool {
		r, ok := v.(ref)
		if !ok {
			return false
		}
		listed := func(k name) bool {
			return slices.ContainsFunc(f.array(config[k]), func(x any) bool { return x == r })
		}
		off, known := f.contents.layers[r]
		if !known {
			if f.name(config["BaseState"]) == "OFF" {
				off = !listed("ON")
			} else {
				off = listed("OFF")
			}
			f.contents.layers[r] = off
		}
		return off
	}
	d := f.dict(v)
	if f.name(d["Type"]) != "OCMD" {
		return single(v)
	}
	group := d["OCGs"]
	groups, several := f.get(group).(array)
	if !several {
		groups = array{group}
	}
	p.Compare(len(groups))
	off := 0
	for _, g := range groups {
		if single(g) {
			off++
		}
	}
	switch f.name(d["P"]) {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return off < len(groups)
	}
	return off > 0 && off == len(groups)
}
