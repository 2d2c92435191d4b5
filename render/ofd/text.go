package ofd

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
)

// placed is a glyph at its place on the page. Places are rounded, not the steps between them,
// so that what is rounded does not add up.
type placed struct {
	*use
	x, y micro
}

// text appends a run, in as many objects as readers need that differ: one for each font,
// and one for each character beyond U+FFFF, because some count such a one twice.
func (f *file) text(t *layout.Text) {
	face := f.faces[t.Face]
	f.run = f.run[:0]
	for at, g := range t.Origins() {
		f.run = append(f.run, placed{&face.uses[face.Index(g)], toMicro(at.X), toMicro(at.Y)})
	}
	for run := f.run; len(run) > 0; {
		n := 1
		for n < len(run) && run[n].font == run[0].font && !beyond(run[n-1].char) && !beyond(run[n].char) {
			n++
		}
		f.textObject(t, face, run[:n])
		run = run[n:]
	}
}

// beyond reports whether a character takes two codes of UTF-16.
func beyond(r rune) bool { return r > 0xFFFF }

// textObject appends glyphs of a font (GB/T 33190-2016, 11.2). Sizes and places are absolute,
// without a matrix, and vertical text goes down upright, for in anything else readers differ.
func (f *file) textObject(t *layout.Text, face *face, run []placed) {
	x := &f.xml
	left, top, right, bottom := f.box(t, face, run)
	f.object("TextObject", left, top, right-left, bottom-top)
	x.raw(` Font="`)
	x.int(run[0].font.id)
	x.raw(`" Size="`)
	x.size(t.Size)
	if t.Embolden {
		x.raw(`" Weight="700`)
	}
	x.raw(`">`)
	if beyond(run[0].char) {
		x.raw(`<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>`)
		x.int(run[0].font.glyph(run[0].gid))
		x.raw(`</ofd:Glyphs></ofd:CGTransform>`)
	}
	x.raw(`<ofd:TextCode X="`)
	x.micros(run[0].x - left)
	x.raw(`" Y="`)
	x.micros(run[0].y - top)
	across := !t.Vertical
	for i := range run {
		across = across || run[i].x != run[0].x
	}
	if across {
		f.steps("DeltaX", run, func(p *placed) micro { return p.x })
	}
	if t.Vertical {
		f.steps("DeltaY", run, func(p *placed) micro { return p.y })
	}
	x.raw(`">`)
	for i := range run {
		x.char(run[i].char)
	}
	x.raw("</ofd:TextCode></ofd:TextObject>")
}

// steps appends the distances from glyph to glyph along an axis, one less than glyphs.
func (f *file) steps(name string, run []placed, at func(*placed) micro) {
	x := &f.xml
	for i := 1; i < len(run); i++ {
		if i == 1 {
			x.raw(`" `)
			x.raw(name)
			x.raw(`="`)
		} else {
			x.raw(" ")
		}
		x.micros(at(&run[i]) - at(&run[i-1]))
	}
}

// box returns what holds the ink of glyphs, and the line that they stand on, within the page.
func (f *file) box(t *layout.Text, face *face, run []placed) (left, top, right, bottom micro) {
	size, em := int64(t.Size), int64(face.Face.UnitsPerEm())*emuPerMicro
	left, top, right, bottom = run[0].x, run[0].y, run[0].x, run[0].y
	for i := range run {
		p := &run[i]
		left = min(left, p.x+micro(fixed.DivFloor(p.left*size, em)))
		right = max(right, p.x-micro(fixed.DivFloor(-p.right*size, em)))
		top, bottom = min(top, p.y), max(bottom, p.y)
	}
	thick := up(int64(t.Stroke()))
	page := f.layout.Document.Styles.Page
	return max(0, left-thick), max(0, top+micro(fixed.DivFloor(-face.above*size, em))-thick),
		min(toMicro(page.Width), right+thick), min(toMicro(page.Height), bottom-micro(fixed.DivFloor(-face.below*size, em))+thick)
}

// char appends a character of text: spaces as they are, none of those that XML cannot hold.
func (x *xmlWriter) char(r rune) {
	switch r {
	case '&', '<', '>':
		x.text(string(r))
	default:
		x.b = utf8.AppendRune(x.b, r)
	}
}
