package ofd

import (
	"bytes"
	"path"

	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// drawParam is how is painted (8.2); what it does not say is nil.
type drawParam struct {
	relative     string // ID of what it goes by besides
	width        *float64
	fill, stroke *colour
}

// composite is what a composite object paints (13), of a part.
type composite struct {
	part    string
	content []byte // within its element
}

// resource reads a file of resources (7.9); a file that is not there has none.
func (d *document) resource(part string) error {
	if part == "" {
		return nil
	}
	data, err := d.Bytes(part)
	if err != nil {
		return err
	}
	x := d.Within(part, data)
	for range x.Children() {
		base := path.Join("/", path.Dir(part), x.Attr("BaseLoc"))
		for range x.Children() {
			for name := range x.Children() {
				switch id := id(x, "ID"); local(name) {
				case "DrawParam":
					d.params[id] = readParam(x)
				case "CompositeGraphicUnit":
					d.units[id] = composite{part, x.Inner(data)}
				case "Font", "MultiMedia":
					d.symbols[id] = face.Pictures(x.Attr("FontName"))
					for name := range x.Children() {
						switch local(name) {
						case "FontFile":
							d.programs[id] = d.find(base, x.Text())
						case "MediaFile":
							d.pictures[id] = d.find(base, x.Text())
						}
					}
				}
			}
		}
	}
	return x.Err()
}

func readParam(x *opc.XML) drawParam {
	p := drawParam{relative: id(x, "Relative")}
	if x.Attr("LineWidth") != "" {
		w := number(x, "LineWidth", 0)
		p.width = &w
	}
	for name := range x.Children() {
		switch local(name) {
		case "FillColor":
			p.fill = readColour(x)
		case "StrokeColor":
			p.stroke = readColour(x)
		}
	}
	return p
}

// maxRelative is how many parameters may go by one another.
const maxRelative = 16

// param returns parameters with what they go by.
func (d *document) param(id string) (p drawParam) {
	for range maxRelative {
		q, ok := d.params[id]
		if !ok {
			break
		}
		p = p.or(q)
		id = q.relative
	}
	return p
}

// or returns the parameters with what others say where they say nothing.
func (p drawParam) or(q drawParam) drawParam {
	if p.width == nil {
		p.width = q.width
	}
	if p.fill == nil {
		p.fill = q.fill
	}
	if p.stroke == nil {
		p.stroke = q.stroke
	}
	return p
}

// colour is a colour (8.3), as far as it matters.
type colour struct {
	paper.Colour
	shows bool // it is a pattern or a gradient, through which something may be seen
	alpha float64
}

func readColour(x *opc.XML) *colour {
	c := &colour{alpha: opacity(x)}
	switch v, _ := components(x.Attr("Value")); len(v) {
	case 1:
		c.Colour = paper.Grey(v[0] / 255)
	case 3:
		c.Colour = paper.RGB(v[0]/255, v[1]/255, v[2]/255)
	case 4:
		c.Colour = paper.CMYK(v[0]/255, v[1]/255, v[2]/255, v[3]/255)
	}
	for range x.Children() {
		c.shows, c.Colour = true, paper.Colour{}
	}
	return c
}

// opacity is 0 to 1.
func opacity(x *opc.XML) float64 { return min(max(number(x, "Alpha", 255)/255, 0), 1) }

// opaque reports whether nothing is seen through a picture: some that are PNG have an
// alpha channel, or a transparent colour.
func (d *document) opaque(id string) bool {
	part := d.pictures[id]
	if part == "" {
		return false
	}
	const head = 4096
	b, err := d.Head(part, head)
	if err != nil || len(b) < 32 {
		return false
	}
	const kind, alpha = 25, 4 // where a PNG says what its pixels are
	return !bytes.HasPrefix(b, []byte("\x89PNG")) && !bytes.HasPrefix(b, []byte("GIF")) ||
		bytes.HasPrefix(b, []byte("\x89PNG")) && b[kind]&alpha == 0 && !bytes.Contains(b, []byte("tRNS"))
}
