// Package fixed is what the writers of fixed-layout formats have in common: what they ask of
// a layout before the first byte, in which words they refuse it, and how they round places.
package fixed

import (
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Bounds of a page and of places on it: those of default user space units (ISO 19005-2,
// 6.1.13).
const (
	emuPerPoint = doc.Length(12700)
	minPage     = 3 * emuPerPoint
	maxPage     = 14400 * emuPerPoint
	minSize     = emuPerPoint/200 + 1 // of text; less rounds to nothing
)

// Check refuses what cannot become a valid file of the format. The error is a [*Refusal], a
// [*doc.CommentError] or a [*doc.UnknownBlockError].
func Check(l *layout.Layout, format string) error {
	switch {
	case l == nil || l.Document == nil:
		return OfWhole(noDocument)
	case !Valid(l.Document.Title) || l.Document.Title == "":
		return OfWhole(noTitle)
	case len(l.Document.Comments) > 0:
		return &doc.CommentError{Format: format}
	case len(l.Pages) == 0:
		return OfWhole(noPages)
	}
	if p := l.Document.Styles.Page; !within(minPage, p.Width) || !within(minPage, p.Height) {
		return OfWhole(badPage)
	}
	for i, b := range l.Document.Blocks {
		switch b.(type) {
		case *doc.Heading, *doc.Paragraph, *doc.Table:
		default:
			return &doc.UnknownBlockError{Index: i, Block: b}
		}
	}
	for i := range l.Pages {
		if r := checkPage(i+1, &l.Pages[i]); r != nil {
			return r
		}
	}
	return nil
}

func checkPage(n int, p *layout.Page) *Refusal {
	for _, s := range p.Shades {
		if s.Width < 0 || s.Height < 0 || s.Color > 0xFFFFFF {
			return OfPage(n, badShade)
		}
		if !near(s.At) || s.Width > maxPage || s.Height > maxPage {
			return OfPage(n, badPlace)
		}
	}
	for _, r := range p.Rules {
		if r.Width <= 0 {
			return OfPage(n, badRule)
		}
		if !near(r.From) || !near(r.To) || r.Width > maxPage {
			return OfPage(n, badPlace)
		}
	}
	for i := range p.Texts {
		t := &p.Texts[i]
		switch {
		case t.Face == nil:
			return OfText(n, t, noFace)
		case t.Size < minSize:
			return OfText(n, t, badSize)
		case t.Size > maxPage || !near(t.At):
			return OfText(n, t, badPlace)
		}
		glyphs := t.Face.NumGlyphs()
		for _, g := range t.Glyphs {
			switch {
			case g.GID == 0 || int(g.GID) >= glyphs:
				return OfText(n, t, BadGlyph)
			case !validRune(g.Rune):
				return OfText(n, t, badRune)
			case !within(-maxPage, g.Advance):
				return OfText(n, t, badPlace)
			}
		}
	}
	return nil
}

func within(least, v doc.Length) bool { return least <= v && v <= maxPage }

func near(p layout.Point) bool {
	return within(-maxPage, p.X) && within(-maxPage, p.Y)
}

// validRune leaves out what ToUnicode may not hold (ISO 19005-2, 6.2.11.7.2), what XML cannot
// (XML 1.0, 2.2) and what is no character.
func validRune(r rune) bool {
	return r >= ' ' && !doc.Forbidden(r)
}

// Valid reports whether a text is one that text strings and XML can hold.
func Valid(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if !validRune(r) {
			return false
		}
	}
	return true
}

// Legible returns a character as everybody reads it. What one of a private use area means is
// known to the face alone, and archives ask for text that means the same to everybody
// (ISO 19005-2, 6.2.11.7.3; GB/T 42133-2022, 6.2.6): it is 〓, which printers set where they
// have no type.
func Legible(r rune) rune {
	if unicode.Is(unicode.Co, r) {
		return '〓'
	}
	return r
}
