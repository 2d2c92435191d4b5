package ofd

import (
	"path"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// document is a document of a file (7.5).
type document struct {
	*reader
	part, dir             string
	area                  area
	resources             []string // locations
	templates             map[string]template
	list, ids             []string // locations of the pages, and their IDs
	annotations, enclosed string   // locations
	params                map[string]drawParam
	units                 map[string]composite
	veils                 map[string][][]float64 // what of a page, by its ID, is below annotations
	pictures, programs    map[string]string      // the parts, by ID; programs are fonts
	symbols               map[string]bool        // whether a font has pictures, by ID
}

// area is the rectangle of a page, in millimetres, downwards.
type area struct{ x, y, w, h float64 }

// template is a page that lies behind others, or before them (7.7).
type template struct {
	loc, order string
}

func newDocument(r *reader, part string) *document {
	return &document{
		reader: r, part: part, dir: path.Dir(part), area: area{w: 210, h: 297},
		templates: map[string]template{}, params: map[string]drawParam{},
		units: map[string]composite{}, veils: map[string][][]float64{}, pictures: map[string]string{}, programs: map[string]string{}, symbols: map[string]bool{},
	}
}

// read reads the document and all its pages.
func (d *document) read() error {
	x, err := d.XML(d.part)
	if err != nil {
		return err
	}
	for range x.Children() {
		for name := range x.Children() {
			switch local(name) {
			case "CommonData":
				d.common(x)
			case "Pages":
				for range x.Children() {
					if d.list = append(d.list, x.Attr("BaseLoc")); len(d.list) > source.MaxPages {
						return source.TooMany(report.Pos{}, "页", source.MaxPages)
					}
					d.ids = append(d.ids, id(x, "ID"))
				}
			case "Annotations":
				d.annotations = x.Text()
			case "Attachments":
				d.enclosed = x.Text()
			}
		}
	}
	if err := x.Err(); err != nil {
		return err
	}
	for _, loc := range d.resources {
		if err := d.resource(d.find(d.dir, loc)); err != nil {
			return err
		}
	}
	if err := d.tellAnnotations(); err != nil {
		return err
	}
	for i, loc := range d.list {
		if len(d.pages) == source.MaxPages {
			return source.TooMany(report.Pos{}, "页", source.MaxPages)
		}
		p, err := d.page(len(d.pages)+1, loc, d.veils[d.ids[i]])
		if err != nil {
			return err
		}
		d.pages = append(d.pages, p)
	}
	return nil
}

// common reads what the pages have in common.
func (d *document) common(x *opc.XML) {
	for name := range x.Children() {
		switch local(name) {
		case "PageArea":
			d.area = readArea(x, d.area)
		case "PublicRes", "DocumentRes":
			d.resources = append(d.resources, x.Text())
		case "TemplatePage":
			d.templates[id(x, "ID")] = template{x.Attr("BaseLoc"), x.Attr("ZOrder")}
		}
	}
}

// readArea returns the size of a page, or another where it has none.
func readArea(x *opc.XML, usual area) area {
	for name := range x.Children() {
		if local(name) != "PhysicalBox" {
			continue
		}
		v, ok := numbers(x.Text())
		const most = 10_000 // mm
		if !ok || len(v) != 4 || v[2] <= 0 || v[3] <= 0 || max(v[2], v[3]) > most {
			x.Fail(damaged(x.Part(), badNumber))
			return usual
		}
		usual = area{v[0], v[1], v[2], v[3]}
	}
	return usual
}

// id is an identifier, or a reference to one.
func id(x *opc.XML, attr string) string { return strings.TrimSpace(x.Attr(attr)) }

// tellAnnotations tells what is fixed to the pages and is no content of them (15), and notes
// where it may lie over that.
func (d *document) tellAnnotations() error {
	kinds := map[string]string{"Watermark": "水印", "Stamp": "签名、印章", "Link": ""}
	part := d.find(d.dir, d.annotations)
	if part == "" {
		return nil
	}
	x, err := d.XML(part)
	if err != nil {
		return err
	}
	type file struct{ page, loc string }
	var files []file
	for range x.Children() {
		for range x.Children() {
			page := id(x, "PageID")
			for name := range x.Children() {
				if local(name) == "FileLoc" {
					files = append(files, file{page, x.Text()})
				}
			}
		}
	}
	if err := x.Err(); err != nil {
		return err
	}
	for _, f := range files {
		part := d.find(path.Dir(part), f.loc)
		if part == "" {
			continue
		}
		x, err := d.XML(part)
		if err != nil {
			return err
		}
		for range x.Children() {
			for name := range x.Children() {
				of := x.Attr("Type")
				kind, known := kinds[of]
				visible := local(name) == "Annot" && is(x, "Visible", true)
				if !known || kind == "" {
					box, some := paints(x)
					if !known || some {
						kind = source.Comments
					}
					if visible && box != nil && of != "Highlight" {
						d.veils[f.page] = append(d.veils[f.page], box)
					}
				}
				if visible && kind != "" {
					d.notes.Leave(kind, 1, report.Pos{})
				}
			}
		}
		if err := x.Err(); err != nil {
			return err
		}
	}
	return nil
}

// paints returns where an annotation shows something, and whether that is more than lines.
func paints(x *opc.XML) (box []float64, some bool) {
	for range x.Children() {
		at := array(x, "Boundary", 4)
		for name := range x.Children() {
			shows := false
			switch local(name) {
			case "TextObject", "ImageObject", "CompositeObject", "PageBlock":
				shows = is(x, "Visible", true)
			case "PathObject":
				shows = is(x, "Fill", false)
			}
			if shows {
				box, some = at, true
			}
		}
	}
	return box, some
}
