package html

import "github.com/nianbao/nianbao/render/doc"

// The inline styles of a fragment: common properties alone, in units of the type
// size of the page that it is pasted into.

// inlineStyle appends what headings and paragraphs have alike.
func (x *writer) inlineStyle(id doc.StyleID) {
	s := &x.d.Styles.Styles[id]
	body := &x.d.Styles.Styles[doc.Body]
	if s.Role != body.Role {
		x.raw("font-family:")
		x.raw(family(s.Role))
		x.raw(";")
	}
	if s.Size != body.Size || id == doc.Heading1 || id == doc.Heading2 {
		x.raw("font-size:")
		x.em(s.Size, body.Size)
		x.raw(";")
	}
}

// block appends how a block stands between the margins.
func (x *writer) block(id doc.StyleID, right doc.Length) {
	s := &x.d.Styles.Styles[id]
	x.raw("text-align:")
	x.raw(align(s.Align))
	if s.FirstIndent != 0 {
		x.raw(";text-indent:")
		x.int(s.FirstIndent)
		x.raw("em")
	}
	x.raw(";margin:")
	x.em(s.SpaceBefore, s.Size)
	x.raw(" ")
	x.em(right, s.Size)
	x.raw(" ")
	x.em(s.SpaceAfter, s.Size)
	x.raw(" 0")
}

// inlineHeading appends the declarations of a heading.
func (x *writer) inlineHeading(id doc.StyleID, runIn bool) {
	x.inlineStyle(id)
	x.raw("font-weight:700;")
	if runIn {
		x.raw("display:inline;margin:0")
		return
	}
	s := &x.d.Styles.Styles[id]
	x.block(id, doc.Length(s.RightIndent)*s.CharPitch())
}

// inlineParagraph appends the declarations of a paragraph.
func (x *writer) inlineParagraph(p *doc.Paragraph) {
	x.inlineStyle(p.Style)
	if x.d.Styles.Styles[p.Style].Bold {
		x.raw("font-weight:700;")
	}
	x.block(p.Style, x.right(p).indent)
}
