package word

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/numbering"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// paragraph is a paragraph that is read.
type paragraph struct {
	text strings.Builder
	look look // by its style
}

// field is a field of which the end has not come.
type field struct {
	code   string // its first word
	result bool
}

// paragraph reads w:p.
func (r *reader) paragraph(f *flow) {
	if r.at.Table == 0 {
		r.at = report.Pos{Paragraph: r.paragraphs + 1}
		r.count(1, 0)
	}
	props := newProperties()
	props.style = r.styles.para
	p := &paragraph{look: r.styles.look(props.style)}
	r.children(func(name string) {
		switch name {
		case "w:pPr":
			props.readParagraph(r.x)
			p.look = r.styles.look(props.style)
			p.look.ink = props.ink.over(p.look.ink)
		case "w:subDoc":
			r.leave(otherFiles)
		default:
			r.inline(p, name)
		}
	})
	r.dropInstructions()
	text := f.open + p.text.String()
	r.checkLength(len(text))
	markHidden := props.vanish.over(p.look.hidden)
	if props.removed || markHidden && p.text.Len() == 0 {
		f.open, f.kept = text, true
		return
	}
	text = strings.TrimSpace(text)
	if r.still == 0 {
		ordinal := props.shown
		if in, i := r.lists.find(props); in != nil {
			ordinal = cmp.Or(ordinal, in.Next(i))
		} else if props.listed && ordinal == "" {
			r.leave(listNumbers)
		}
		r.countChars(ordinal)
		text = numbering.Before(ordinal, text)
	}
	if markHidden {
		f.open, f.kept = text, true
		return
	}
	f.paragraph(text, r.styles.outline(props))
	if text != "" && r.at.Table == 0 && r.still == 0 {
		r.paragraphs++
	}
}

// inline reads what stands in a line.
func (r *reader) inline(p *paragraph, name string) {
	switch name {
	case "w:r":
		r.run(p)
	case "m:oMath", "m:oMathPara":
		r.leave(equations)
	}
}

// run reads w:r.
func (r *reader) run(p *paragraph) {
	look, told := p.look, false
	show := func(text string) {
		look := look
		look.hidden = look.hidden || look.ink.hides(r.ground)
		switch {
		case text == "" || r.instructions > 0:
		case !look.hidden && !look.struck:
			if look.raised {
				text = source.Raised(text)
			}
			r.add(p, text)
		case !told && strings.TrimSpace(text) != "":
			told = true
			r.leave(look.leaves())
		}
	}
	r.children(func(name string) {
		switch name {
		case "w:rPr":
			look = r.styles.run(p.look, readRun(r.x))
		case "w:t":
			preserve := r.preserve || r.x.Attr("xml:space") == "preserve"
			text := r.x.Text()
			if !preserve {
				text = strings.Trim(text, " \t\r\n")
			}
			show(r.withoutSymbols(text, face.Pictures(look.ink.font)))
		case "w:tab", "w:ptab":
			show("\t")
		case "w:br", "w:cr":
			show("\n")
		case "w:noBreakHyphen":
			show("-")
		case "w:sym":
			if !look.hidden && r.instructions == 0 {
				r.leave(symbols)
			}
		case "w:delText", "w:delInstrText":
			r.leave(deletedText)
		case "w:instrText":
			r.instruction(r.x.Text())
		case "w:fldChar":
			r.field(r.x.Attr("w:fldCharType"))
		case "w:footnoteReference", "w:endnoteReference", "w:footnote", "w:endnote":
			r.leave(footnotes)
		case "w:commentReference":
			r.leave(comments)
		case "w:ruby":
			for name := range r.x.Children() {
				if name == "w:rubyBase" {
					r.children(func(name string) { r.inline(p, name) })
				}
			}
		case "w:drawing", "w:pict":
			r.drawing()
		case "w:object":
			r.leave(objects)
		}
	})
}

// leaves returns as what a text is left out that does not show.
func (l look) leaves() string {
	if l.hidden {
		return hiddenText
	}
	return struckText
}

func (r *reader) add(p *paragraph, text string) {
	p.text.WriteString(text)
	r.checkLength(p.text.Len())
	r.countChars(text)
}

func (r *reader) countChars(text string) {
	if r.chars += utf8.RuneCountInString(text); r.chars > source.MaxChars {
		r.fail(manyChars, source.MaxChars)
	}
}

func (r *reader) checkLength(n int) {
	if n > source.MaxCell {
		r.fail(longText, source.MaxCell)
	}
}

// withoutSymbols leaves out what only a font of symbols gives a meaning, letters and digits
// too where they are in one.
func (r *reader) withoutSymbols(text string, pictures bool) string {
	symbol := func(c rune) bool { return c >= 0xF000 && c <= 0xF0FF || pictures && c > ' ' && c <= '~' }
	if !strings.ContainsFunc(text, symbol) {
		return text
	}
	r.leave(symbols)
	return strings.Map(func(c rune) rune {
		if symbol(c) {
			return -1
		}
		return c
	}, text)
}

func (r *reader) field(kind string) {
	last := len(r.fields) - 1
	switch {
	case kind == "begin":
		r.fields = append(r.fields, field{})
		r.instructions++
	case last < 0:
	case kind == "separate":
		if f := &r.fields[last]; !f.result {
			f.result = true
			r.instructions--
		}
	case kind == "end":
		r.closeField()
	}
}

func (r *reader) closeField() {
	f := r.fields[len(r.fields)-1]
	r.fields = r.fields[:len(r.fields)-1]
	if f.result {
		return
	}
	r.instructions--
	switch f.code {
	case "XE", "TC", "TA", "RD", "SET": // show nothing
	default:
		r.leave(unresolved)
	}
}

// instruction keeps the first word of what a field is to do.
func (r *reader) instruction(text string) {
	if last := len(r.fields) - 1; last >= 0 && r.fields[last].code == "" {
		word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
		r.fields[last].code = strings.ToUpper(word)
	}
}

// dropInstructions ends fields that gave no result in their paragraph: what follows
// is not to be lost with them.
func (r *reader) dropInstructions() {
	for r.instructions > 0 {
		if last := len(r.fields) - 1; r.fields[last].result {
			r.fields = r.fields[:last]
			continue
		}
		r.closeField()
	}
}

// drawing tells of what a drawing has.
func (r *reader) drawing() {
	r.children(func(name string) {
		switch name {
		case "pic:pic", "v:imagedata":
			r.leave(pictures)
		case "c:chart", "cx:chart", "dgm:relIds":
			r.leave(charts)
		case "v:textpath":
			r.leave(textBoxes)
		case "w:txbxContent":
			var f flow
			r.still++
			r.blocks(&f)
			r.still--
			if f.end(); len(f.list) > 0 {
				r.leave(textBoxes)
			}
		default:
			r.drawing()
		}
	})
}
