package layout

import (
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
	t := &typesetter{
		shaper: shaper{chooser: chooser{faces: faces}},
		page:   &d.Styles.Page,
		styles: &d.Styles.Styles,
		rule:   d.Styles.Rule,
		out:    &Layout{Document: d, grids: grids},
	}
	if err := t.measure(d, grids); err != nil {
		return nil, err
	}
	if err := t.paginate(); err != nil {
		return nil, err
	}
	if err := t.numberPages(); err != nil {
		return nil, err
	}
	return t.out, nil
}

// typesetter holds a document while it is set: first every block is broken into
// lines or rows, then these are placed on pages.
type typesetter struct {
	shaper
	page   *doc.Page
	styles *[doc.NumStyles]doc.Style
	rule   doc.Length
	units  []unit
	out    *Layout
	on     int // index of the page that is being filled
	glyphs []Glyph

	lines     []line // of every horizontal text, one after another
	columnBuf []line
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

// measure breaks the blocks into lines and rows. Missing glyphs are collected
// over the whole document.
func (t *typesetter) measure(d *doc.Document, grids []*doc.Grid) error {
	t.reserve(d.Blocks)
	var first error
	for i, b := range d.Blocks {
		var err error
		switch b := b.(type) {
		case *doc.Heading:
			if d.RunIn(i+1) == nil {
				err = t.heading(b, i)
			}
		case *doc.Paragraph:
			err = t.paragraph(b, i, d.RunIn(i))
		case *doc.Table:
			err = t.table(b, grids[i], i)
		default:
			return &doc.UnknownBlockError{Index: i, Block: b}
		}
		if first == nil {
			first = err
		}
	}
	if err := t.err(); err != nil {
		return err
	}
	return first
}

// reserve makes room for the characters and glyphs of the document.
func (t *typesetter) reserve(blocks []doc.Block) {
	n := 64
	count := func(runs []doc.Run) {
		for _, r := range runs {
			n += len(r.Text) + 1
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			count(b.Runs)
		case *doc.Paragraph:
			count(b.Runs)
		case *doc.Table:
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					count(b.Rows[r].Cells[c].Runs)
				}
			}
		}
	}
	t.chars = make([]char, 0, n/2)
	t.glyphs = make([]Glyph, 0, n/2)
}

// current returns the page that is being filled. It is good until the next page.
func (t *typesetter) current() *Page { return &t.out.Pages[t.on] }

// newText starts a run of glyphs on the current page. It is good until the next
// call.
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
