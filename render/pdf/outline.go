package pdf

import (
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// bookmark is an outline item (ISO 32000-1, 12.3.3): a heading of the document
// and where it stands. Relations are indices, -1 for none.
type bookmark struct {
	title string
	level int
	page  int // index
	x, y  hundredths
	ref   ref

	parent, prev, next, first, last int
	below                           int // bookmarks under it, at all depths
}

// deepest is the lowest level of heading that has a bookmark.
const deepest = 2

// bookmarks returns the headings in reading order, linked into a tree by their
// levels. The last item is the root, which is no heading.
func bookmarks(l *layout.Layout) []bookmark {
	type place struct {
		page int
		text *layout.Text
	}
	places := make(map[int]place) // of a block's first text
	for p := range l.Pages {
		for i := range l.Pages[p].Texts {
			t := &l.Pages[p].Texts[i]
			if _, seen := places[t.Block]; !seen && t.Kind == layout.Content {
				places[t.Block] = place{p, t}
			}
		}
	}
	var list []bookmark
	for i, b := range l.Document.Blocks {
		h, ok := b.(*doc.Heading)
		if !ok || h.Level < 0 || h.Level > deepest {
			continue
		}
		at, ok := places[i]
		title := bookmarkTitle(h)
		if !ok || title == "" {
			continue
		}
		top := at.text.At.Y
		if !at.text.Vertical {
			top -= at.text.Size
		}
		list = append(list, bookmark{
			title: title, level: h.Level, page: at.page,
			x: toHundredths(at.text.At.X),
			y: toHundredths(l.Document.Styles.Page.Height - top),
		})
	}
	return link(append(list, bookmark{level: -1}))
}

// bookmarkTitle is the text of a heading on one line, shortened where it is longer
// than a string may be.
func bookmarkTitle(h *doc.Heading) string {
	title := strings.TrimSpace(doc.PlainText(h.Runs))
	for i := range title {
		if long(title[:i]) {
			title = title[:i]
			break
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, title)
}

func link(list []bookmark) []bookmark {
	root := len(list) - 1
	for i := range list {
		b := &list[i]
		b.parent, b.prev, b.next, b.first, b.last = -1, -1, -1, -1, -1
	}
	open := []int{root} // the headings that the next one may stand under
	for i := range list[:root] {
		b := &list[i]
		for list[open[len(open)-1]].level >= b.level {
			open = open[:len(open)-1]
		}
		b.parent = open[len(open)-1]
		p := &list[b.parent]
		if b.prev = p.last; b.prev < 0 {
			p.first = i
		} else {
			list[b.prev].next = i
		}
		p.last = i
		for _, above := range open {
			list[above].below++
		}
		open = append(open, i)
	}
	return list
}

// writeOutline writes the bookmarks, all open, and returns the root, or 0 where
// there is none but the root; pages are the page objects.
func writeOutline(w *writer, list []bookmark, pages []ref) ref {
	if len(list) == 1 {
		return 0
	}
	for i := range list {
		list[i].ref = w.alloc()
	}
	for i := range list {
		b := &list[i]
		w.begin(b.ref)
		w.put("<<")
		if b.parent < 0 {
			w.put("/Type/Outlines")
		} else {
			w.put("/Title ", text(b.title), "/Parent ", list[b.parent].ref,
				"/Dest[", pages[b.page], "/XYZ ", b.x, " ", b.y, " null]")
		}
		for _, to := range []struct {
			key name
			i   int
		}{{"Prev", b.prev}, {"Next", b.next}, {"First", b.first}, {"Last", b.last}} {
			if to.i >= 0 {
				w.put(to.key, " ", list[to.i].ref)
			}
		}
		if b.below > 0 {
			w.put("/Count ", b.below)
		}
		w.put(">>")
		w.end()
	}
	return list[len(list)-1].ref
}
