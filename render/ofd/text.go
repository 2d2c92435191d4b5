package ofd

import (
	"slices"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// placed is a use of a glyph and its place on the page.
type placed struct {
	use int // index in face.uses
	at  layout.Point
}

// text appends a run, in as many objects as it takes: one for each font, and one for each
// character beyond U+FFFF, because some readers count such a one twice.
func (f *file) text(t *layout.Text) {
	face := f.faces[t.Face]
	f.run = f.run[:0]
	for at, g := range t.Origins() {
		f.run = append(f.run, placed{face.Index(g), at})
	}
	for run := f.run; len(run) > 0; {
		first, n := &face.uses[run[0].use], 1
		for ; n < len(run) && !beyond(first.char); n++ {
			if u := &face.uses[run[n].use]; u.font != first.font || beyond(u.char) {
				break
			}
		}
		f.textObject(t, face, run[:n])
		run = run[n:]
	}
}

// beyond reports whether a character takes two codes of UTF-16.
func beyond(r rune) bool { return r > 0xFFFF }

// textObject appends glyphs of a font (GB/T 33190-2016, 11.2). Sizes and places are absolute,
// without a matrix, and vertical text goes down upright, for in all else readers differ.
func (f *file) textObject(t *layout.Text, face *face, run []placed) {
	x, first := &f.xml, &face.uses[run[0].use]
	left, top, width, height := f.boundary(t, face, run)
	f.object("TextObject", left, top, width, height)
	x.raw(` Font="`)
	x.int(first.font.id)
	x.raw(`" Size="`)
	x.size(t.Size)
	if t.Embolden { // some readers thicken by the one, some by the other, none by both
		x.raw(`" Weight="700" Stroke="true" Join="Round" LineWidth="`)
		x.size(t.Stroke())
		x.raw(`"><ofd:StrokeColor Value="0 0 0"/>`)
	} else {
		x.raw(`">`)
	}
	if beyond(first.char) {
		x.raw(`<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>`)
		x.int(first.font.index(first.gid))
		x.raw(`</ofd:Glyphs></ofd:CGTransform>`)
	}
	x.raw(`<ofd:TextCode X="`)
	x.micros(toMicro(run[0].at.X) - left)
	x.raw(`" Y="`)
	x.micros(toMicro(run[0].at.Y) - top)
	if !t.Vertical || slices.ContainsFunc(run, func(p placed) bool { return p.at.X != run[0].at.X }) {
		x.steps(` DeltaX="`, run, func(p *placed) doc.Length { return p.at.X })
	}
	if t.Vertical {
		x.steps(` DeltaY="`, run, func(p *placed) doc.Length { return p.at.Y })
	}
	x.raw(`">`)
	for i := range run {
		x.char(face.uses[run[i].use].char)
	}
	x.raw("</ofd:TextCode></ofd:TextObject>")
}

// boundary returns what holds the ink of glyphs and the line that they stand on, within the
// page: what lies outside is cut. It takes whole millimetres to the right, for short numbers.
func (f *file) boundary(t *layout.Text, face *face, run []placed) (left, top, width, height micro) {
	size, em := int64(t.Size), int64(face.Face.UnitsPerEm())
	first, last := run[0].at, run[0].at
	from, to := int64(first.X)*em, int64(0) // not divided glyph by glyph
	for i := range run {
		at, u := run[i].at, &face.uses[run[i].use]
		from, to = min(from, int64(at.X)*em+u.left*size), max(to, int64(at.X)*em+u.right*size)
		first.Y, last.Y = min(first.Y, at.Y), max(last.Y, at.Y)
	}
	scaled := func(v int64) micro { return micro(v / (em * emuPerMicro)) }
	around := toMicro(t.Stroke()) + 2 // half of the stroke would do; what is rounded here and in steps
	page := f.layout.Document.Styles.Page
	left = toMicro(first.X)
	if from < int64(first.X)*em || t.Embolden {
		left = max(0, scaled(from)-around)
	}
	top = max(0, toMicro(first.Y)-scaled(face.above*size)-around)
	const millimetre = 1000
	width = (scaled(to) + around - left + millimetre - 1) / millimetre * millimetre
	height = toMicro(last.Y) + scaled(face.below*size) + around - top
	return left, top, min(width, toMicro(page.Width)-left), min(height, toMicro(page.Height)-top)
}

// steps appends an attribute with the distances from glyph to glyph along an axis, one less
// than glyphs. Each is rounded by itself, so that equal ones are written alike, but for one
// that makes up for what has added up before it strays by a micrometre.
func (x *xmlWriter) steps(attribute string, run []placed, along func(*placed) doc.Length) {
	const stray = emuPerMicro * 8 / 10
	from := along(&run[0])
	pen := tenthsPerMicro * int64(toMicro(from)) // tenths of micrometres, as it is written
	for i := 1; i < len(run); i++ {
		if i == 1 {
			x.raw(`"`)
			x.raw(attribute)
		} else {
			x.raw(" ")
		}
		to := along(&run[i])
		step := toTenths(to - from)
		if off := (pen+step)*emuPerMicro - tenthsPerMicro*int64(to); off < -tenthsPerMicro*stray || off > tenthsPerMicro*stray {
			step = toTenths(to) - pen
		}
		x.tenths(step)
		pen += step
		from = to
	}
}

// char appends a character of text, spaces as they are.
func (x *xmlWriter) char(r rune) {
	switch r {
	case '&', '<', '>':
		x.text(string(r))
	default:
		x.b = utf8.AppendRune(x.b, r)
	}
}
