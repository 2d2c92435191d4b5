package layout

import (
	"strings"

	"github.com/nianbao/nianbao/report/doc"
)

// Entry is a heading in the outline of a document and where it stands.
type Entry struct {
	Title string // on one line; never empty
	Block int    // index in Document.Blocks
	Depth int    // 0 of a heading that stands under none; levels left out are not counted
	Page  int    // index in Pages
	At    Point  // a size above the beginning of the first line that is the heading itself
}

// deepest is the lowest level of heading that is in the outline.
const deepest = 2

// Outline returns the headings of the document that stand on a page, in reading
// order.
func (l *Layout) Outline() []Entry {
	type place struct {
		page int
		text *Text
	}
	places := make([]place, len(l.Document.Blocks)) // of a block's first text
	headings := 0
	for p := range l.Pages {
		for i := range l.Pages[p].Texts {
			t := &l.Pages[p].Texts[i]
			if t.Kind != Content || t.Block < 0 || t.Block >= len(places) || places[t.Block].text != nil {
				continue
			}
			places[t.Block] = place{p, t}
			if _, ok := l.Document.Blocks[t.Block].(*doc.Heading); ok {
				headings++
			}
		}
	}
	list := make([]Entry, 0, headings)
	var levels []int // of the headings that the next one may stand under
	for i, b := range l.Document.Blocks {
		h, ok := b.(*doc.Heading)
		if !ok || h.Level < 0 || h.Level > deepest {
			continue
		}
		at := places[i]
		title := oneLine(h.Runs)
		if at.text == nil || title == "" {
			continue
		}
		for len(levels) > 0 && levels[len(levels)-1] >= h.Level {
			levels = levels[:len(levels)-1]
		}
		top := at.text.At
		if !at.text.Vertical {
			top.Y -= at.text.Size
		}
		list = append(list, Entry{title, i, len(levels), at.page, top})
		levels = append(levels, h.Level)
	}
	return list
}

// oneLine returns a text without spaces around it and control characters in it.
func oneLine(runs []doc.Run) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || doc.Forbidden(r) {
			return ' '
		}
		return r
	}, strings.TrimSpace(doc.PlainText(runs)))
}
