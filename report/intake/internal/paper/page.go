// Package paper is pages of a fixed layout as they are read, whatever the format was: the
// characters, rules, shades and pictures that were painted on them. It knows no tables:
// those are found in what it gives.
package paper

import "strings"

// Pt is a length in points, 1/72 inch.
type Pt float32

// A Page is a page as it is read: turned so that most of its text runs from left to
// right, cut to what is shown of it, y upwards from the lower left corner.
type Page struct {
	Number   int    // from 1
	Box      Rect   // the page itself, from 0, 0
	Chars    []Char // in the order in which they are painted, once where that was twice to be bold
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
	MCID int32  // of the marked content of a PDF (ISO 32000-1, 14.7.4.2), or one of those below

	Turned    bool // the line runs up or down the page, or upside down; vertical writing too
	Invisible bool // by its render mode, opacity or layer, or painted over
	Clipped   bool // outside the clip or the page
	Doubtful  bool // whether it is what is seen is not known: something lies over it, clips it, or names another glyph
	NoText    bool // what the glyph stands for is not known
}

// What is no marked content has of MCID.
const (
	NoContent int32 = -1
	Artifact  int32 = -2
)

// Seen reports whether a character is to be seen.
func (c *Char) Seen() bool { return !c.Invisible && !c.Clipped }

// Strike leaves out the characters that are painted again where they stand, to be bold.
func (p *Page) Strike() {
	const side Pt = 2 // the most that they are apart, and a fifth of their size and two of their width
	type spot struct {
		text string
		x, y int32
	}
	seen := map[spot]*Char{}
	again := func(c *Char) bool {
		at := spot{c.Text, int32(c.Box.X0 / side), int32(c.Box.Y0 / side)}
		for dx := int32(-1); dx <= 1; dx++ {
			for dy := int32(-1); dy <= 1; dy++ {
				b := seen[spot{at.text, at.x + dx, at.y + dy}]
				if b != nil && max(c.Box.X0-b.Box.X0, b.Box.X0-c.Box.X0, c.Box.Y0-b.Box.Y0, b.Box.Y0-c.Box.Y0) <= min(c.Size/5, side) &&
					max(c.Box.X0-b.Box.X0, b.Box.X0-c.Box.X0) <= 0.4*max(c.Box.X1-c.Box.X0, b.Box.X1-b.Box.X0) {
					return true
				}
			}
		}
		seen[at] = c
		return false
	}
	kept := p.Chars[:0]
	for _, c := range p.Chars {
		if !c.Seen() || strings.TrimSpace(c.Text) == "" || !again(&c) {
			kept = append(kept, c)
		}
	}
	p.Chars = kept
}
