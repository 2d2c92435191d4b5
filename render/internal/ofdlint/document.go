package ofdlint

import (
	"fmt"
	"math"
	"path"
	"regexp"
	"strings"
)

const archiveType = "OFD-A"

var docID = regexp.MustCompile(`^[0-9A-Fa-f]{32}$`)

// ofd checks what schema and paths of OFD.xml leave open (7.4), and its document.
func (p *pkg) ofd(root *node) {
	if v := root.Attr("Version"); v != "1.0" {
		p.At("O1", root, "Version %q, want 1.0", v)
	}
	if v := root.Attr("DocType"); v != "OFD" && v != archiveType {
		p.At("O1", root, "DocType %q, want OFD or %s", v, archiveType)
	}
	bodies := root.Children("DocBody")
	if len(bodies) != 1 {
		p.forbid(root, "%d documents, want one", len(bodies))
	}
	for _, body := range bodies {
		if id := body.Child("DocInfo/DocID"); id != nil && !docID.MatchString(id.Text) {
			p.At("O2", id, "DocID %q, want 32 hexadecimal digits", id.Text)
		}
		if loc := body.Child("DocRoot"); loc != nil {
			if x := p.target(path.Dir(root.Part), loc.Text); x != nil && x.root != nil {
				p.document(x)
			}
		}
	}
	p.references()
	for _, n := range p.colours {
		p.colour(n)
	}
}

// target returns the part that a path leads to, or nil; the path was checked before.
func (p *pkg) target(folder, loc string) *part { return p.parts[path.Join(folder, loc)] }

// document checks a document (7.5).
func (p *pkg) document(x *part) {
	root, folder := x.root, path.Dir(x.name)
	d := &document{pkg: p, box: boxOf(root.Child("CommonData/PageArea"))}
	d.readFonts()
	if n := root.Child("CommonData/MaxUnitID"); n != nil && id(n.Text) != 0 && id(n.Text) != p.largest {
		p.At("I4", n, "MaxUnitID %s, the largest ID is %d", n.Text, p.largest)
	}
	for _, n := range root.Child("CommonData").Children("TemplatePage") {
		d.page(p.target(folder, n.Attr("BaseLoc")), nil)
	}
	for i, n := range root.Child("Pages").Children("Page") {
		loc := n.Attr("BaseLoc")
		if want := fmt.Sprintf("Pages/Page_%d/Content.xml", i); loc != want {
			p.At("L3", n, "BaseLoc %q, want %s", loc, want)
		}
		d.page(p.target(folder, loc), root.Child("CommonData/PageArea"))
	}
	if n := root.Child("Annotations"); n != nil {
		d.annotations(p.target(folder, n.Text))
	}
	if n := root.Child("Attachments"); n != nil {
		d.attachments(p.target(folder, n.Text))
	}
	for _, name := range p.order {
		if r := p.parts[name].root; r != nil {
			r.Walk(func(n *node) bool {
				switch n.Name {
				case "Dest":
					p.destination(n)
				case "CompositeGraphicUnit":
					d.objects(n.Child("Content"), rect{0, 0, measure(n, "Width"), measure(n, "Height")})
				case "CellContent":
					d.objects(n, rect{0, 0, measure(n.Parent, "Width"), measure(n.Parent, "Height")})
				}
				return true
			})
		}
	}
	d.unused()
	if p.archive {
		d.archived(root)
	}
}

// A document is one that is checked.
type document struct {
	*pkg
	box   rect // of its pages
	fonts map[string]*font
	list  []*font
}

// sides are the attributes that a kind of destination needs (14.2).
var sides = map[string][]string{"XYZ": {"Left", "Top"}, "FitH": {"Top"}, "FitV": {"Left"}, "FitR": {"Left", "Top", "Right", "Bottom"}}

// destination checks where a Goto leads (14.2).
func (p *pkg) destination(n *node) {
	if len(n.Kids) > 0 || strings.TrimSpace(n.Text) != "" {
		p.At("D3", n, "it has content, want attributes alone")
	}
	for _, side := range sides[n.Attr("Type")] {
		if _, ok := n.Lookup(side); !ok {
			p.At("D3", n, "no %s, which %s needs", side, n.Attr("Type"))
		}
	}
	p.pageRef(n)
}

// pageRef checks that the page that an element names is there.
func (p *pkg) pageRef(n *node) {
	v := n.Attr("PageID")
	if to := p.ids[v]; to == nil || to.Name != "Page" {
		p.At("D3", n, "PageID %q is the ID of no page", v)
	}
}

// A rect is a box by its edges.
type rect struct{ left, top, right, bottom float64 }

// grain is how far rounding may put things over an edge, in millimetres.
const grain = 0.002

// holds reports whether another rect lies within one.
func (r rect) holds(x rect) bool {
	return x.left >= r.left-grain && x.top >= r.top-grain && x.right <= r.right+grain && x.bottom <= r.bottom+grain
}

// within returns what of a rect lies within another.
func (r rect) within(x rect) rect {
	return rect{max(r.left, x.left), max(r.top, x.top), min(r.right, x.right), min(r.bottom, x.bottom)}
}

func (r rect) String() string {
	return fmt.Sprintf("%.3f %.3f to %.3f %.3f", r.left, r.top, r.right, r.bottom)
}

// boxOf returns the physical box of a page area (7.5); without one, everything lies in it.
func boxOf(area *node) rect {
	if n := area.Child("PhysicalBox"); n != nil {
		if v, ok := numbers(n.Text); ok && len(v) == 4 {
			return rect{v[0], v[1], v[0] + v[2], v[1] + v[3]}
		}
	}
	return everything()
}

func everything() rect {
	return rect{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
}

// measure returns an attribute that is a length; one that is none was found before.
func measure(n *node, name string) float64 {
	if v, ok := number(n.Attr(name)); ok {
		return v
	}
	return math.Inf(1)
}
