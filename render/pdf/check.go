package pdf

import (
	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// check refuses what cannot become a valid file. It comes before the first byte.
func check(l *layout.Layout) error {
	if err := fixed.Check(l, format); err != nil {
		return err
	}
	switch d := l.Document; {
	case !validLang(d.Lang):
		return fixed.OfWhole(noLanguage)
	case long(d.Title):
		return fixed.OfPart(ofTitle, d.Title, fixed.LongText)
	case long(d.Lang):
		return fixed.OfPart(ofLanguage, d.Lang, fixed.LongText)
	}
	for _, b := range l.Document.Blocks {
		if t, ok := b.(*doc.Table); ok && (long(t.Caption) || long(t.Description)) {
			return fixed.OfPart(ofTable, t.Caption, fixed.LongText)
		}
	}
	for i := range l.Pages {
		for j := range l.Pages[i].Texts {
			if t := &l.Pages[i].Texts[j]; len(t.Glyphs) > maxString/4 { // as UTF-16
				return fixed.OfText(i+1, t, fixed.LongText)
			}
		}
	}
	return nil
}

// long reports whether a text is too long for a string (ISO 19005-2, 6.1.13). Of
// UTF-8 no text takes less than half of what it does as UTF-16.
func long(s string) bool { return len(s) > maxString/2-2 }

const maxString = 32767 // bytes

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
