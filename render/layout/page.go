// Package layout sets a document on pages: it breaks lines, paginates tables
// and places every glyph, rule and shade. Renderers of fixed-layout formats
// draw what it placed and decide nothing.
package layout

import (
	"iter"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// Layout is a document set on pages. What else a format needs to know follows
// from these two: its methods say it.
type Layout struct {
	Document *doc.Document
	Pages    []Page

	// Of the document, where Typeset made the layout.
	grids   []*doc.Grid
	choices []Choice
}

// Choices returns what the function [Choices] does, of a layout that [Typeset] made. It
// is nil where that has an error: for a figure that no page number has.
func (l *Layout) Choices() []Choice { return l.choices }

// Grid returns the grid of a block that is a table. The error is that of
// [doc.Table.Grid]; there is none in a layout that [Typeset] made.
func (l *Layout) Grid(block int) (*doc.Grid, error) {
	if block < len(l.grids) && l.grids[block] != nil {
		return l.grids[block], nil
	}
	return l.Document.Blocks[block].(*doc.Table).Grid()
}

// Page is one page. Items are in reading order; a renderer paints the shades
// first, then the rules, then the text.
type Page struct {
	Number int // from 1
	Shades []Shade
	Rules  []Rule
	Texts  []Text
}

// Point is a place on the page, from its top left corner, Y downwards.
type Point struct{ X, Y doc.Length }

// Origin is what an item was set from.
type Origin struct {
	Kind  OriginKind
	Block int // index in Document.Blocks; -1 for page numbers, -2 for marks
	Cell  int // index in Grid.Cells of the table's grid; -1 outside tables
}

// OriginKind tells content from what only decorates or repeats it.
type OriginKind uint8

// The kinds of origin.
const (
	Content   OriginKind = iota
	Repeated             // a table head or a spanning label, set again after a page break
	Furniture            // page number, rule, shade
	Mark                 // Document.Mark, on every page
)

// Text is a run of glyphs of one face and size on one line.
type Text struct {
	Origin
	At   Point // origin of the first glyph, on the baseline
	Face *fonts.Face
	Size doc.Length
	// Embolden asks for thickened glyphs: filled, and stroked as wide as
	// [Text.Stroke] says with round joins, for a mitred one would leave spikes.
	Embolden bool
	// Vertical runs advance downwards; At is then the top centre of the
	// first glyph's em box.
	Vertical bool
	Glyphs   []Glyph
}

// Glyph is a glyph and the distance from its origin to that of the next one,
// letter spacing and justification included.
type Glyph struct {
	GID     fonts.GID
	Rune    rune // what it stands for
	Advance doc.Length
}

// Ascent returns how far the em box reaches above the baseline, in every face, so
// that characters of a fallback face do not jump. What is left of the size is below.
func Ascent(size doc.Length) doc.Length { return size * 88 / 100 }

// Stroke returns the width of the line that thickens the glyphs, or 0.
func (t *Text) Stroke() doc.Length {
	if !t.Embolden {
		return 0
	}
	return t.Size / 30
}

// Origins yields every glyph with the place of its origin, on the baseline. Of
// vertical text each stands with its em box in the column, in the middle of its
// horizontal advance.
func (t *Text) Origins() iter.Seq2[Point, Glyph] {
	return func(yield func(Point, Glyph) bool) {
		at := t.At
		if t.Vertical {
			at.Y += Ascent(t.Size)
		}
		for _, g := range t.Glyphs {
			origin := at
			if t.Vertical {
				origin.X -= advance(t.Face, g.GID, t.Size) / 2
				at.Y += g.Advance
			} else {
				at.X += g.Advance
			}
			if !yield(origin, g) {
				return
			}
		}
	}
}

// advance returns the width of a glyph at a size.
func advance(f *fonts.Face, g fonts.GID, size doc.Length) doc.Length {
	em := doc.Length(f.UnitsPerEm())
	return (doc.Length(f.Advance(g))*size + em/2) / em
}

// Rule is a horizontal or vertical line from From to To, centred on it.
type Rule struct {
	Origin
	From, To Point
	Width    doc.Length
}

// Shade is a filled rectangle.
type Shade struct {
	Origin
	At            Point // top left
	Width, Height doc.Length
	Color         doc.Color
}
