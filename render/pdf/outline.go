package pdf

import (
	"slices"

	"github.com/nianbao/nianbao/render/layout"
)

// bookmark is an outline item (ISO 32000-1, 12.3.3): a heading of the document
// and where it stands. Relations are indices, -1 for none.
type bookmark struct {
	title string
	depth int
	page  int // index
	x, y  hundredths
	ref   ref

	parent, prev, next, first, last int
	below                           int // bookmarks under it, at all depths
}

// bookmarks returns the outline of the layout, linked into a tree. The last item is
// the root, which is no heading.
func bookmarks(l *layout.Layout) []bookmark {
	outline := l.Outline()
	list := make([]bookmark, 0, len(outline)+1)
	for _, e := range outline {
		list = append(list, bookmark{
			title: shortened(e.Title), depth: e.Depth, page: e.Page,
			x: toHundredths(e.At.X),
			y: toHundredths(l.Document.Styles.Page.Height - e.At.Y),
		})
	}
	return link(append(list, bookmark{depth: -1}))
}

// shortened cuts a title that is longer than a string may be.
func shortened(title string) string {
	for i := range title {
		if long(title[:i]) {
			return title[:i]
		}
	}
	return title
}

func link(list []bookmark) []bookmark {
	root := len(list) - 1
	for i := range list {
		b := &list[i]
		b.parent, b.prev, b.next, b.first, b.last = -1, -1, -1, -1, -1
	}
	open := []int{root} // the bookmarks that the next one may stand under, by depth
	for i := range list[:root] {
		b := &list[i]
		open = open[:b.depth+1]
		b.parent = open[b.depth]
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
	const usual = 150 // bytes of a bookmark
	w.packed = slices.Grow(w.packed, usual*len(list))
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
