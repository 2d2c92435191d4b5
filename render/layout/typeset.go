package layout

import (
	"sync"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// Typeset sets a document on pages in the faces of a set.
//
// The error is that of [doc.Document.Check], a *MissingGlyphError or an
// *OverflowError.
func Typeset(d *doc.Document, faces *fonts.Set) (*Layout, error) {
	grids, err := d.Grids()
	if err != nil {
		return nil, err
	}
	s := scratches.Get().(*scratch)
	t := &typesetter{
		shaper: shaper{chooser: chooser{faces: faces}, chars: s.chars[:0]},
		page:   &d.Styles.Page,
		styles: &d.Styles.Styles,
		rule:   d.Styles.Rule,
		out:    &Layout{Document: d, grids: grids},
		lines:  s.lines[:0],
	}
	defer func() { s.keep(t.chars, t.lines) }()
	overflow := t.shapeMark()
	if err := t.blocks(overflow); err != nil {
		return nil, err
	}
	if err := t.numberPages(); err != nil {
		return nil, err
	}
	return t.out, nil
}

// typesetter holds a document while it is set: a block is broken into lines or
// rows, then these are placed on pages. It holds no more of the document than what
// stands together: headings and the block below them.
type typesetter struct {
	shaper
	page   *doc.Page
	styles *[doc.NumStyles]doc.Style
	rule   doc.Length
	units  []unit
	out    *Layout
	on     int // index of the page that is being filled
	glyphs []Glyph
	mark   marking

	lines     []line // of every horizontal text, one after another
	columnBuf []line
}

// scratch is room for one block after another, kept for the next document.
type scratch struct {
	chars []char
	lines []line
}

var scratches = sync.Pool{New: func() any {
	return &scratch{chars: make([]char, 0, 1024)} // room for most tables
}}

func (s *scratch) keep(chars []char, lines []line) {
	if cap(chars) <= 1<<14 { // that of a large table is not kept
		s.chars, s.lines = chars, lines
		scratches.Put(s)
	}
}

// blocks sets the blocks of the document. Of errors the first is returned, but
// missing glyphs are collected over the whole document and come before any other.
func (t *typesetter) blocks(first error) error {
	f := t.fresh()
	t.open(&f)
	for i := range t.out.Document.Blocks {
		err := t.measure(i)
		if n := len(t.units); n > 0 && t.units[n-1].heading() && err == nil {
			continue
		}
		if first == nil && err == nil && t.missing == nil {
			err = t.placeGroup(&f)
		}
		if first == nil {
			first = err
		}
		t.forget()
	}
	if err := t.err(); err != nil {
		return err
	}
	if first != nil {
		return first
	}
	return t.placeGroup(&f) // headings at the end
}

// measure breaks a block into lines or rows.
func (t *typesetter) measure(i int) error {
	d := t.out.Document
	switch b := d.Blocks[i].(type) {
	case *doc.Heading:
		if d.RunIn(i+1) == nil {
			return t.heading(b, i)
		}
	case *doc.Paragraph:
		return t.paragraph(b, i, d.RunIn(i))
	case *doc.Table:
		return t.table(b, t.out.grids[i], i)
	default:
		return &doc.UnknownBlockError{Index: i, Block: b}
	}
	return nil
}

// forget drops what has been placed.
func (t *typesetter) forget() {
	t.units, t.chars, t.lines = t.units[:0], t.chars[:0], t.lines[:0]
}

// breakLines breaks a horizontal text into lines.
func (t *typesetter) breakLines(chars []char, first, rest doc.Length, squeeze bool) []line {
	from := len(t.lines)
	t.lines = breakLines(t.lines, chars, first, rest, squeeze)
	return t.lines[from:len(t.lines):len(t.lines)]
}

// unit is a text or a table, ready to be placed.
type unit struct {
	text  *text
	table *table
}

func (t *typesetter) style(id doc.StyleID) *doc.Style {
	return &t.styles[id]
}

// current returns the page that is being filled. It is good until the next page.
func (t *typesetter) current() *Page { return &t.out.Pages[t.on] }

// room makes room for the glyphs of a line, which stand in one piece.
func (t *typesetter) room(n int) {
	const usual = 2048 // in all, so that there are few pieces
	if cap(t.glyphs)-len(t.glyphs) < n {
		t.glyphs = make([]Glyph, 0, max(n, usual))
	}
}

// textRoom returns room for the texts of a new page: what the page before has left of
// its own, but for its number.
func (t *typesetter) textRoom() []Text {
	const least, usual = 64, 256
	if n := len(t.out.Pages); n > 0 {
		texts := &t.out.Pages[n-1].Texts
		if all, end := *texts, len(*texts)+1; cap(all)-end >= least {
			*texts = all[:len(all):end]
			return all[end:end:cap(all)]
		}
	}
	return make([]Text, 0, usual)
}

// newText starts a run of glyphs on the current page, for which there is room. It
// is good until the next call.
func (t *typesetter) newText(x Text) *Text {
	p := t.current()
	x.Glyphs = t.glyphs[len(t.glyphs):]
	p.Texts = append(p.Texts, x)
	return &p.Texts[len(p.Texts)-1]
}

// glyph appends a glyph to the run that was started last.
func (t *typesetter) glyph(x *Text, g Glyph) {
	from := len(t.glyphs) - len(x.Glyphs)
	t.glyphs = append(t.glyphs, g)
	x.Glyphs = t.glyphs[from:len(t.glyphs):len(t.glyphs)]
}
