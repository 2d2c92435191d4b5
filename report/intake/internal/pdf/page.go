// Package pdf takes PDF files apart (ISO 32000-1): the characters, rules, shades and
// pictures of their pages, the structure of those that are tagged, and what is
// attached. It knows no tables: those are found in what it gives.
package pdf

// Pt is a length in points, 1/72 inch.
type Pt float32

// Rect is an upright rectangle: X0 ≤ X1, Y0 ≤ Y1.
type Rect struct{ X0, Y0, X1, Y1 Pt }

// A Page is a page as it is seen: turned by Rotate, cut to its crop box, y upwards from
// the lower left corner.
type Page struct {
	Number   int    // from 1
	Box      Rect   // the page itself, from 0, 0
	Chars    []Char // in the order in which they are painted
	Rules    []Rect // lines, and what is filled and as thin as one; of stroked lines with their width
	Shades   []Rect // what is filled and not as thin
	Pictures []Rect
}

// A Char is a painted glyph and the text that it stands for.
type Char struct {
	Text string // of one character, of several for a ligature; "" with NoText
	Box  Rect   // the advance wide, the size high
	Base Pt     // of the baseline: y, or x where Turned
	Size Pt     // of the font, as painted
	Font int32  // number of the font within the file, from 0
	Line int32  // number of its line within the page, from 1: a new one wherever the text moves off the line or back
	MCID int32  // of the marked content (14.7.4.2), or -1

	Turned    bool // the line runs up or down the page, or upside down; vertical writing too
	Invisible bool // by its render mode, opacity or layer, or painted over
	Clipped   bool // outside the clip or the page
	NoText    bool // what the glyph stands for is not known
}
