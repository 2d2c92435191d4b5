package pdf

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Bounds of a page and of places on it, in default user space units
// (ISO 19005-2, 6.1.13).
const (
	minPage = 3 * emuPerPoint
	maxPage = 14400 * emuPerPoint
)

// check refuses what cannot become a valid file. It comes before the first byte.
func check(l *layout.Layout) error {
	switch {
	case l == nil || l.Document == nil:
		return &Error{fault: noDocument}
	case !validTitle(l.Document.Title):
		return &Error{fault: noTitle}
	case !validLang(l.Document.Lang):
		return &Error{fault: noLanguage}
	case long(l.Document.Title):
		return partError(ofTitle, l.Document.Title, longText)
	case long(l.Document.Lang):
		return partError(ofLanguage, l.Document.Lang, longText)
	case len(l.Document.Comments) > 0:
		return &doc.CommentError{Format: "PDF"}
	case len(l.Pages) == 0:
		return &Error{fault: noPages}
	}
	if p := l.Document.Styles.Page; !between(minPage, p.Width, maxPage) || !between(minPage, p.Height, maxPage) {
		return &Error{fault: badPage}
	}
	for _, b := range l.Document.Blocks {
		if t, ok := b.(*doc.Table); ok && (long(t.Caption) || long(t.Description)) {
			return partError(ofTable, t.Caption, longText)
		}
	}
	for i := range l.Pages {
		if err := checkPage(i+1, &l.Pages[i]); err != nil {
			return err
		}
	}
	return nil
}

func checkPage(n int, p *layout.Page) error {
	for _, s := range p.Shades {
		if s.Width < 0 || s.Height < 0 || s.Color > 0xFFFFFF {
			return &Error{Page: n, fault: badShade}
		}
		if !near(s.At) || s.Width > maxPage || s.Height > maxPage {
			return &Error{Page: n, fault: badPlace}
		}
	}
	for _, r := range p.Rules {
		if r.Width <= 0 {
			return &Error{Page: n, fault: badRule}
		}
		if !near(r.From) || !near(r.To) || r.Width > maxPage {
			return &Error{Page: n, fault: badPlace}
		}
	}
	for i := range p.Texts {
		t := &p.Texts[i]
		switch {
		case t.Face == nil:
			return textError(n, t, noFace)
		case toHundredths(t.Size) <= 0:
			return textError(n, t, badSize)
		case len(t.Glyphs) > maxString/4: // as UTF-16
			return textError(n, t, longText)
		case t.Size > maxPage || !near(t.At):
			return textError(n, t, badPlace)
		}
		glyphs := t.Face.NumGlyphs()
		for _, g := range t.Glyphs {
			switch {
			case g.GID == 0 || int(g.GID) >= glyphs:
				return textError(n, t, badGlyph)
			case !validRune(g.Rune):
				return textError(n, t, badRune)
			case !between(-maxPage, g.Advance, maxPage):
				return textError(n, t, badPlace)
			}
		}
	}
	return nil
}

// long reports whether a text is too long for a string (ISO 19005-2, 6.1.13). Of
// UTF-8 no text takes less than half of what it does as UTF-16.
func long(s string) bool { return len(s) > maxString/2-2 }

const maxString = 32767 // bytes

func between(lo, v, hi doc.Length) bool { return lo <= v && v <= hi }

func near(p layout.Point) bool {
	return between(-maxPage, p.X, maxPage) && between(-maxPage, p.Y, maxPage)
}

// validRune leaves out what ToUnicode may not hold (ISO 19005-2, 6.2.11.7.2)
// and what is no character.
func validRune(r rune) bool {
	return r >= ' ' && !doc.Forbidden(r)
}

// validTitle asks for text that both a text string and XML can hold.
func validTitle(s string) bool {
	if s == "" || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if !validRune(r) {
			return false
		}
	}
	return true
}

// validLang knows the characters of a BCP 47 tag, not the registry of tags.
func validLang(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		if letter := 'a' <= c && c <= 'z'; !letter && (i == 0 || s[i] != '-' && (s[i] < '0' || s[i] > '9')) {
			return false
		}
	}
	return s != ""
}
