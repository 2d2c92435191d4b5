package ofd

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// addPages adds the pages (GB/T 33190-2016, 7.7): of each, shades and rules in the background
// and text above them.
func (f *file) addPages() {
	x := &f.xml
	for i := range f.layout.Pages {
		p := &f.layout.Pages[i]
		id := f.id()
		f.pages = append(f.pages, id)
		x.raw(xmlHead + "Page" + namespace + ">")
		blank := len(x.b)
		x.raw("<ofd:Content>")
		f.layer("Background", func() {
			f.shades(p.Shades)
			f.rules(p.Rules)
		})
		f.layer("Body", func() {
			for j := range p.Texts {
				f.text(&p.Texts[j])
			}
		})
		x.raw("</ofd:Content>")
		if f.lastID == id {
			x.b = x.b[:blank]
		}
		x.raw("</ofd:Page>")
		f.end(folder + pagePart(i))
	}
}

// pagePart returns the path of the page with an index.
func pagePart(i int) string { return "Pages/Page_" + strconv.Itoa(i) + "/Content.xml" }

// layer appends a layer of a type with what draw appends, or nothing where that is nothing.
func (f *file) layer(kind string, draw func()) {
	x := &f.xml
	from, id := len(x.b), f.id()
	x.raw(`<ofd:Layer ID="`)
	x.int(id)
	x.raw(`" Type="` + kind)
	if f.Archive { // whose layers have names to be told apart by
		x.raw(`" Name="` + kind)
	}
	x.raw(`">`)
	draw()
	x.raw("</ofd:Layer>")
	if f.lastID == id {
		x.b = x.b[:from]
		f.lastID--
	}
}

// object appends how an object begins, up to its first attribute behind the Boundary, which
// clips it.
func (f *file) object(element string, left, top, width, height micro) {
	x := &f.xml
	x.raw("<ofd:")
	x.raw(element)
	x.raw(` ID="`)
	x.int(f.id())
	x.raw(`" Boundary="`)
	x.micros(left, top, width, height)
	x.raw(`"`)
}

// shades fills rectangles (GB/T 33190-2016, 9.1).
func (f *file) shades(shades []layout.Shade) {
	x := &f.xml
	for _, s := range shades {
		left, top := toMicro(s.At.X), toMicro(s.At.Y)
		width, height := toMicro(s.At.X+s.Width)-left, toMicro(s.At.Y+s.Height)-top
		if s.Color == 0 || width == 0 || height == 0 {
			continue
		}
		f.object("PathObject", left, top, width, height)
		x.raw(` Stroke="false" Fill="true"><ofd:FillColor Value="`)
		x.int(int(s.Color >> 16))
		x.raw(" ")
		x.int(int(s.Color >> 8 & 0xFF))
		x.raw(" ")
		x.int(int(s.Color & 0xFF))
		x.raw(`"/><ofd:AbbreviatedData>M 0 0 L `)
		x.micros(width, 0)
		x.raw(" L ")
		x.micros(width, height)
		x.raw(" L ")
		x.micros(0, height)
		x.raw(" C</ofd:AbbreviatedData></ofd:PathObject>")
	}
}

// rules strokes the rules of each width as one path of the whole page. Width and colour
// stand on the object: readers lose what it would have from elsewhere.
func (f *file) rules(rules []layout.Rule) {
	if len(rules) == 0 {
		return
	}
	x, page := &f.xml, f.layout.Document.Styles.Page
	byWidth := slices.Clone(rules)
	slices.SortStableFunc(byWidth, func(a, b layout.Rule) int { return cmp.Compare(a.Width, b.Width) })
	width := doc.Length(0)
	for _, r := range byWidth {
		command := " M "
		if r.Width != width {
			if width > 0 {
				x.raw("</ofd:AbbreviatedData></ofd:PathObject>")
			}
			width = r.Width
			f.object("PathObject", 0, 0, toMicro(page.Width), toMicro(page.Height))
			x.raw(` LineWidth="`)
			x.size(width)
			x.raw(`"><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>`)
			command = "M "
		}
		x.raw(command)
		x.micros(toMicro(r.From.X), toMicro(r.From.Y))
		x.raw(" L ")
		x.micros(toMicro(r.To.X), toMicro(r.To.Y))
	}
	x.raw("</ofd:AbbreviatedData></ofd:PathObject>")
}
