package content

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Pages is what a file of a fixed-layout format shows. An OFD has no tags: it does not
// say what is a table, a cell or a head, so that what stands in one is known by its text
// and its place alone.
type Pages struct {
	Title   string
	Pages   [][]Char
	Outline []Entry
	// Attached are the files that go along; in a layout there are none.
	Attached []Attached
}

// Char is a character of a page, in reading order, and where the origin of its glyph is,
// from the top left corner.
type Char struct {
	Rune rune
	At   layout.Point
}

// Entry is a heading in the outline, and where it leads.
type Entry struct {
	Title string
	Depth int
	Page  int // from 0
	At    layout.Point
}

// Attached is a file that goes along with another.
type Attached struct{ Name, Data string }

// PagesOf returns what a layout shows: what every reader has to find.
func PagesOf(l *layout.Layout) *Pages {
	p := &Pages{Title: l.Document.Title}
	for i := range l.Pages {
		var page []Char
		for k := range l.Pages[i].Texts {
			for at, g := range l.Pages[i].Texts[k].Origins() {
				page = append(page, Char{said(g.Rune), at})
			}
		}
		p.Pages = append(p.Pages, page)
	}
	for _, e := range l.Outline() {
		p.Outline = append(p.Outline, Entry{e.Title, e.Depth, e.Page, e.At})
	}
	return p
}

// said returns what is said of a character: what one for private use means is known to its
// face alone, and it is 〓.
func said(r rune) rune {
	if unicode.Is(unicode.Co, r) {
		return '〓'
	}
	return r
}

// Text returns the text of a page.
func (p *Pages) Text(page int) string {
	var b []byte
	for _, c := range p.Pages[page] {
		b = utf8.AppendRune(b, c.Rune)
	}
	return string(b)
}

// ComparePages returns every difference between two, but for places that are no further
// apart than is said, and for attached files where one of them is of a layout. Of a text
// that differs it returns how it goes on from there, and of places the first of a page.
func ComparePages(got, want *Pages, apart doc.Length) []Difference {
	c := comparison{block: -1}
	c.differ(nil, "title", got.Title, want.Title)
	c.differ(nil, "number of pages", len(got.Pages), len(want.Pages))
	for i := range min(len(got.Pages), len(want.Pages)) {
		c.page(i, got, want, apart)
	}
	c.differ(nil, "entries of the outline", len(got.Outline), len(want.Outline))
	for i := range min(len(got.Outline), len(want.Outline)) {
		g, w := got.Outline[i], want.Outline[i]
		if near(g.At, w.At, apart) {
			g.At = w.At
		}
		c.differ(nil, fmt.Sprintf("entry %d of the outline", i+1), g, w)
	}
	if got.Attached == nil || want.Attached == nil {
		return c.all
	}
	c.differ(nil, "number of attached files", len(got.Attached), len(want.Attached))
	for i := range min(len(got.Attached), len(want.Attached)) {
		c.differ(nil, "attached file", got.Attached[i], want.Attached[i])
	}
	return c.all
}

// page compares two pages of an index.
func (c *comparison) page(i int, got, want *Pages, apart doc.Length) {
	g, w := got.Pages[i], want.Pages[i]
	n := 0
	for n < min(len(g), len(w)) && g[n].Rune == w[n].Rune {
		n++
	}
	if n < max(len(g), len(w)) {
		const most = 20
		rest := func(chars []Char) string {
			return (&Pages{Pages: [][]Char{chars[n:min(n+most, len(chars))]}}).Text(0)
		}
		c.differ(nil, fmt.Sprintf("text of page %d from character %d", i+1, n+1), rest(g)+" ", rest(w))
		return
	}
	for k := range g {
		if !near(g[k].At, w[k].At, apart) {
			c.differ(nil, fmt.Sprintf("place of character %d of page %d, %q,", k+1, i+1, g[k].Rune), g[k].At, w[k].At)
			return
		}
	}
}

func near(a, b layout.Point, apart doc.Length) bool {
	return max(a.X-b.X, b.X-a.X, a.Y-b.Y, b.Y-a.Y) <= apart
}
