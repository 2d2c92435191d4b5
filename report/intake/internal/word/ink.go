package word

import (
	"cmp"

	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// ink is what text is written with and on, as far as that is said: colours as the file
// has them, or unknown, the size in half points, and the font of letters and digits.
type ink struct {
	colour, ground string
	size           int
	font           string
}

// unknown is a colour of which nothing is known: text with it, or on it, is taken to be
// seen.
const unknown = "?"

// over is the ink where what says nothing leaves it to another.
func (i ink) over(o ink) ink {
	return ink{cmp.Or(i.colour, o.colour), cmp.Or(i.ground, o.ground), cmp.Or(i.size, o.size), cmp.Or(i.font, o.font)}
}

// hides reports whether text is not to be seen on a ground, if it has no other.
func (i ink) hides(on paper.Colour) bool {
	const tiny = 2 // half points
	if i.ground != "" {
		on = paper.Hex(i.ground)
	}
	return i.size > 0 && i.size <= tiny || paper.Hex(i.colour).Like(on)
}

// shading reads w:shd: the colour that it fills with, or "" for none.
func shading(x *opc.XML) string {
	fill := x.Attr("w:fill")
	switch v := x.Attr("w:val"); {
	case v != "" && v != "clear" && v != "nil":
		return unknown
	case fill == "auto":
		return ""
	}
	return fill
}

// shades reports whether anything in an element has a ground.
func shades(x *opc.XML) (any bool) {
	for name := range x.Children() {
		if name == "w:shd" {
			any = any || shading(x) != ""
		} else {
			any = shades(x) || any
		}
	}
	return any
}

// lay lays a ground below what follows, if it is one.
func (r *reader) lay(fill string) {
	if fill != "" {
		r.ground = paper.Hex(fill)
	}
}

// readTableProperties reads w:tblPr.
func (r *reader) readTableProperties() {
	for name := range r.x.Children() {
		switch name {
		case "w:tblStyle":
			for _, st := range r.styles.chain(r.x.Attr("w:val")) {
				if st.shaded {
					r.lay(unknown)
				}
			}
		case "w:shd":
			r.lay(shading(r.x))
		}
	}
}
