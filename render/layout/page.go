// Package layout sets a document on pages: it breaks lines, paginates tables
// and places every glyph, rule and shade. Renderers of fixed-layout formats
// draw what it placed and decide nothing.
package layout

import (
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// Layout is a document set on pages.
type Layout struct {
	Document *doc.Document
	Pages    []Page
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
	Block int // index in Document.Blocks; -1 for page numbers
	Cell  int // index in Grid.Cells of the table's grid; -1 outside tables
}

// OriginKind tells content from what only decorates or repeats it.
type OriginKind uint8

// The kinds of origin.
const (
	Content   OriginKind = iota
	Repeated             // a table head or a spanning label, set again after a page break
	Furniture            // page number, rule, shade
)

// Text is a run of glyphs of one face and size on one line.
type Text struct {
	Origin
	At       Point // origin of the first glyph, on the baseline
	Face     *fonts.Face
	Size     doc.Length
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
