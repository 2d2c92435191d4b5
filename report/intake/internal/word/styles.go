package word

import (
	"cmp"
	"iter"
	"strconv"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// properties are what a style, or a paragraph itself, says of a paragraph.
type properties struct {
	style   string
	list    listRef
	outline int    // level from 1, 0 is body text, unset is not said
	vanish  toggle // of the text; of a paragraph's own properties that of its mark
	struck  toggle // of the text
	raised  toggle // of the text: above or below the line
	ink     ink    // of the text, and what is below it
	removed bool   // its mark was deleted in tracked changes
	listed  bool   // it is in a list of 2003
	shown   string // the number that it has there
}

// listRef is the list and level that a paragraph belongs to; "0" is no list.
type listRef struct {
	num   string
	level int // from 0
}

const unset = -1

// toggle is a property that is on or off, or left to the style.
type toggle int8

const (
	inherit toggle = iota
	off
	on
)

// over is what the property is where it says otherwise unless it is said.
func (t toggle) over(otherwise bool) bool {
	if t == inherit {
		return otherwise
	}
	return t == on
}

func newProperties() properties {
	return properties{list: listRef{level: unset}, outline: unset}
}

// onOff reads the value of ST_OnOff (ISO/IEC 29500-1, 22.9.2.7).
func onOff(x *opc.XML) toggle {
	switch x.Attr("w:val") {
	case "0", "false", "off":
		return off
	}
	return on
}

// style is a style of paragraphs, characters or lists.
type style struct {
	properties      // style is what it is based on
	shaded     bool // of tables: cells, some or all, have a ground
}

// maxDefinitions is the most styles, and the most lists of either kind.
const maxDefinitions = 10_000

type styles struct {
	byID map[string]style
	para string // the style of paragraphs that name none
}

// read reads the styles within the element that is open.
func (s *styles) read(x *opc.XML) {
	s.byID = map[string]style{}
	for name := range x.Children() {
		if name != "w:style" {
			continue
		}
		id := x.Attr("w:styleId")
		if d := x.Attr("w:default"); (d == "1" || d == "true" || d == "on") && x.Attr("w:type") == "paragraph" {
			s.para = id
		}
		st := style{properties: newProperties()}
		for name := range x.Children() {
			switch name {
			case "w:basedOn":
				st.style = x.Attr("w:val")
			case "w:pPr":
				vanish := st.vanish
				st.readParagraph(x)
				st.vanish = vanish // that was the mark's
			case "w:rPr":
				own := readRun(x)
				st.vanish, st.struck, st.raised = own.vanish, own.struck, own.raised
				st.ink = own.ink.over(st.ink)
			case "w:tblPr", "w:tcPr", "w:tblStylePr":
				st.shaded = shades(x) || st.shaded
			}
		}
		s.byID[id] = st
		if len(s.byID) > maxDefinitions {
			x.Fail(source.TooMany(report.Pos{}, manyDefinitions, maxDefinitions))
		}
	}
}

// readParagraph reads w:pPr.
func (p *properties) readParagraph(x *opc.XML) {
	for name := range x.Children() {
		switch name {
		case "w:pStyle":
			p.style = x.Attr("w:val")
		case "w:numPr":
			for name := range x.Children() {
				switch name {
				case "w:numId":
					p.list.num = x.Attr("w:val")
				case "w:ilvl":
					p.list.level = number(x, "w:val", unset)
				}
			}
		case "w:listPr": // of 2003, with the number as it was shown last
			p.listed = true
			for name := range x.Children() {
				switch name {
				case "w:ilfo":
					p.list.num = x.Attr("w:val")
				case "w:ilvl":
					p.list.level = number(x, "w:val", unset)
				case "wx:t":
					p.shown = x.Attr("wx:val")
				}
			}
		case "w:outlineLvl":
			if p.outline = number(x, "w:val", 9) + 1; p.outline > 9 || p.outline < 0 {
				p.outline = 0
			}
		case "w:shd":
			p.ink.ground = shading(x)
		case "w:rPr":
			mark := readRun(x)
			p.vanish, p.removed = mark.vanish, mark.removed
		}
	}
}

// readRun reads w:rPr.
func readRun(x *opc.XML) properties {
	p := newProperties()
	for name := range x.Children() {
		switch name {
		case "w:rStyle":
			p.style = x.Attr("w:val")
		case "w:vanish":
			p.vanish = onOff(x)
		case "w:strike", "w:dstrike":
			p.struck = max(p.struck, onOff(x))
		case "w:vertAlign":
			p.raised = off
			if v := x.Attr("w:val"); v == "superscript" || v == "subscript" {
				p.raised = on
			}
		case "w:color":
			p.ink.colour = cmp.Or(p.ink.colour, x.Attr("w:val"))
		case "w:outline", "w:shadow", "w:emboss", "w:imprint":
			if onOff(x) == on {
				p.ink.colour = unknown
			}
		case "w:rFonts":
			p.ink.font = x.Attr("w:ascii")
		case "w:sz":
			p.ink.size = number(x, "w:val", 0)
		case "w:shd":
			p.ink.ground = cmp.Or(p.ink.ground, shading(x))
		case "w:highlight":
			if v := x.Attr("w:val"); v != "none" {
				p.ink.ground = unknown
			}
		case "w:del", "w:moveFrom":
			p.removed = true
		case "aml:annotation":
			p.removed = p.removed || x.Attr("w:type") == amlDeletion
		}
	}
	return p
}

// number reads a whole number, or returns what stands for one that is none.
func number(x *opc.XML, attr string, otherwise int) int {
	n, err := strconv.Atoi(x.Attr(attr))
	if err != nil {
		return otherwise
	}
	return n
}

// maxBase is the most styles that are based on each other.
const maxBase = 16

// chain ranges over a style and what it is based on.
func (s styles) chain(id string) iter.Seq2[string, style] {
	return func(yield func(string, style) bool) {
		for range maxBase {
			st, ok := s.byID[id]
			if !ok || !yield(id, st) {
				return
			}
			id = st.style
		}
	}
}

// look is how text shows.
type look struct {
	hidden, struck, raised bool
	ink                    ink
}

// look returns how a style has its text.
func (s styles) look(id string) look {
	var p properties
	for _, st := range s.chain(id) {
		p.vanish, p.struck, p.raised = cmp.Or(p.vanish, st.vanish), cmp.Or(p.struck, st.struck), cmp.Or(p.raised, st.raised)
		p.ink = p.ink.over(st.ink)
	}
	return look{p.vanish == on, p.struck == on, p.raised == on, p.ink}
}

// run returns how a run of a paragraph shows. What both styles switch on is off
// (ISO/IEC 29500-1, 17.7.3).
func (s styles) run(of look, p properties) look {
	own := s.look(p.style)
	return look{
		hidden: p.vanish.over(of.hidden != own.hidden),
		struck: p.struck.over(of.struck != own.struck),
		raised: p.raised.over(of.raised || own.raised),
		ink:    p.ink.over(own.ink).over(of.ink),
	}
}

// outline returns the level of a paragraph, from 1, or 0.
func (s styles) outline(p properties) int {
	if p.outline != unset {
		return p.outline
	}
	for _, st := range s.chain(p.style) {
		if st.outline != unset {
			return st.outline
		}
	}
	return 0
}
