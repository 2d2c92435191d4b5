package ofdlint

import (
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
)

// page checks a page, or a template page, for which there is no area of the document.
func (d *document) page(x *part, area *node) {
	if x == nil || x.root == nil {
		return // found before
	}
	box := d.box
	if own := x.root.Child("Area"); own != nil {
		box = boxOf(own)
		if area != nil && same(own, area) {
			d.forbid(own, "the area is that of the document (6.2.3b)")
		}
	}
	content := x.root.Child("Content")
	d.painted(content)
	names := map[string]bool{}
	for _, layer := range content.Children("Layer") {
		name, named := layer.Lookup("Name")
		switch {
		case named && !d.archive:
			d.At("X5", layer, "the attribute Name is not known")
		case names[name] || !named:
			d.forbid(layer, "a layer without a name of its own (6.2.3d)")
		}
		names[name] = true
		// Coordinates begin at the top left corner of the box.
		d.objects(layer, rect{0, 0, box.right - box.left, box.bottom - box.top})
	}
}

// same reports whether two page areas have the same boxes.
func same(a, b *node) bool {
	return slices.EqualFunc(a.Kids, b.Kids, func(a, b *node) bool { return a.Name == b.Name && a.Text == b.Text })
}

// objects checks the objects in an element, which lie within a frame.
func (d *document) objects(block *node, frame rect) {
	if block == nil {
		return
	}
	for _, n := range block.Kids {
		switch n.Name {
		case "PageBlock":
			d.objects(n, frame)
		case "TextObject", "PathObject", "ImageObject", "CompositeObject":
			box, frame, ok := d.boundary(n, frame)
			if !ok {
				continue
			}
			d.painting(n)
			switch n.Name {
			case "TextObject":
				d.text(n, box, frame)
			case "PathObject":
				d.path(n, box)
			}
		}
	}
}

// boundary returns the box of an object and the frame in which it lies, from the top left
// corner of the box as the origin (8.5).
func (d *document) boundary(n *node, frame rect) (box, around rect, ok bool) {
	v, ok := numbers(n.Attr("Boundary"))
	if !ok || len(v) != 4 || slices.ContainsFunc(v, func(x float64) bool { return x < 0 }) {
		d.At("G1", n, "Boundary %q, want four numbers, none of them negative", n.Attr("Boundary"))
		return rect{}, rect{}, false
	}
	if box = (rect{v[0], v[1], v[0] + v[2], v[1] + v[3]}); !frame.holds(box) {
		d.At("G2", n, "it lies at %v, outside %v", box, frame)
	}
	around = rect{frame.left - v[0], frame.top - v[1], frame.right - v[0], frame.bottom - v[1]}
	return rect{0, 0, v[2], v[3]}, around, true
}

// strokes and fills report whether an object is stroked and filled (9.1, 11.2).
func strokes(n *node) bool {
	v, ok := n.Lookup("Stroke")
	return v == "true" || !ok && n.Name == "PathObject"
}

func fills(n *node) bool {
	v, ok := n.Lookup("Fill")
	return v == "true" || !ok && n.Name == "TextObject"
}

// painting checks that an object says what it is painted with.
func (d *document) painting(n *node) {
	if n.Name != "PathObject" && n.Name != "TextObject" {
		return
	}
	if strokes(n) {
		if v, ok := number(n.Attr("LineWidth")); !ok || v <= 0 {
			d.At("G4", n, "a stroke with LineWidth %q, want one of its own", n.Attr("LineWidth"))
		}
		if n.Child("StrokeColor") == nil {
			d.At("G4", n, "a stroke without StrokeColor")
		}
	}
	if fills(n) && n.Name == "PathObject" && n.Child("FillColor") == nil {
		d.At("G4", n, "a fill without FillColor")
	}
	if !strokes(n) && !fills(n) && n.Root().Name != "PageAnnot" {
		d.At("G4", n, "neither stroked nor filled")
	}
}

// components are how many numbers a colour of a space has.
var components = map[string]int{"": 3, "GRAY": 1, "RGB": 3, "CMYK": 4}

// colour checks a colour (8.3.2).
func (p *pkg) colour(n *node) {
	v, ok := n.Lookup("Value")
	if _, indexed := n.Lookup("Index"); !ok && (indexed || len(n.Kids) > 0) {
		return
	}
	space := p.ids[n.Attr("ColorSpace")]
	if _, named := n.Lookup("ColorSpace"); named && space == nil {
		return // found elsewhere
	}
	list := strings.Split(v, " ")
	want := components[space.Attr("Type")]
	bad := len(list) != want
	for _, s := range list {
		x, err := strconv.ParseUint(s, 10, 8)
		if hex, ok := strings.CutPrefix(s, "#"); ok {
			x, err = strconv.ParseUint(hex, 16, 8)
		}
		bad = bad || err != nil || x > 255
	}
	if bad {
		p.At("G3", n, "Value %q, want %d numbers up to 255", v, want)
	}
}

// operands are how many numbers stand behind an operator of a path (9.1).
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

// path checks a path (9.1).
func (d *document) path(n *node, box rect) {
	data := n.Child("AbbreviatedData")
	if data == nil {
		return // found before
	}
	extent := nothing()
	var at []float64 // operands of the operator before
	operator := ""
	ends := func() bool {
		want, ok := operands[operator]
		if !ok || len(at) != want || operator == "A" && (at[3] != 0 && at[3] != 1 || at[4] != 0 && at[4] != 1 || at[0] < 0 || at[1] < 0) {
			d.At("G5", data, "%q with the operands %v", operator, at)
			return false
		}
		points := at
		if operator == "A" {
			points = at[5:] // the ellipse is not looked at
		}
		for i := 0; i+1 < len(points); i += 2 {
			extent.add(points[i], points[i+1])
		}
		at = at[:0]
		return true
	}
	for token := range strings.SplitSeq(data.Text, " ") {
		if v, ok := number(token); ok && operator != "" && len(at) < 7 {
			at = append(at, v)
			continue
		}
		if operator == "" && token != "M" && token != "S" {
			d.At("G5", data, "it begins with %.20q, want M or S", token)
			return
		}
		if operator != "" && !ends() {
			return
		}
		operator = token
	}
	if !ends() {
		return
	}
	half := 0.0
	if strokes(n) {
		half = measure(n, "LineWidth") / 2
		if math.IsInf(half, 0) {
			return // found before
		}
	}
	extent = transformed(n, extent)
	extent = rect{extent.left - half, extent.top - half, extent.right + half, extent.bottom + half}
	if !box.holds(extent) {
		d.At("G6", n, "the path lies at %v, the Boundary at %v", extent, box)
	}
}

// nothing is the extent of no points.
func nothing() rect {
	return rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

// add makes a rect hold a point.
func (r *rect) add(x, y float64) {
	*r = rect{min(r.left, x), min(r.top, y), max(r.right, x), max(r.bottom, y)}
}

// transformed returns a rect as the CTM of an object puts it.
func transformed(n *node, r rect) rect {
	s, ok := n.Lookup("CTM")
	m, fine := numbers(s)
	if !ok || !fine || len(m) != 6 {
		return r
	}
	out := nothing()
	for _, x := range []float64{r.left, r.right} {
		for _, y := range []float64{r.top, r.bottom} {
			out.add(m[0]*x+m[2]*y+m[4], m[1]*x+m[3]*y+m[5])
		}
	}
	return out
}

// annotations checks the annotations of the pages (15.1).
func (d *document) annotations(x *part) {
	if x == nil || x.root == nil {
		return
	}
	for _, of := range x.root.Children("Page") {
		d.pageRef(of)
		file := of.Child("FileLoc")
		if file == nil {
			continue
		}
		page := d.target(path.Dir(x.name), file.Text)
		if page == nil || page.root == nil {
			continue
		}
		for _, annot := range page.root.Children("Annot") {
			look := annot.Child("Appearance")
			if _, ok := look.Lookup("Boundary"); !ok {
				continue
			}
			if box, _, ok := d.boundary(look, rect{0, 0, d.box.right - d.box.left, d.box.bottom - d.box.top}); ok {
				d.objects(look, box)
			}
		}
	}
}

// attachments checks the files that the document carries (20).
func (d *document) attachments(x *part) {
	if x == nil || x.root == nil {
		return
	}
	for _, n := range x.root.Children("Attachment") {
		file := n.Child("FileLoc")
		if file == nil {
			continue
		}
		suffix := strings.ToLower(strings.TrimPrefix(path.Ext(file.Text), "."))
		if name := n.Attr("Name"); strings.HasSuffix(strings.ToLower(name), "."+suffix) && name+path.Ext(file.Text) != path.Base(file.Text) {
			d.At("A1", n, "Name %q, want it without its suffix: readers append the format", name)
		}
		format := n.Attr("Format")
		if format != suffix {
			d.At("A1", n, "Format %q of a file %s, want its suffix in small letters", format, file.Text)
		}
		// Three places at least, which are a byte.
		const kilobyte = 1024
		if content := d.target(path.Dir(x.name), file.Text); content != nil {
			size, ok := number(n.Attr("Size"))
			if want := float64(len(content.data)) / kilobyte; !ok || math.Abs(size-want) > 0.001 {
				d.At("A1", n, "Size %q, want %.3f KB", n.Attr("Size"), want)
			}
		}
	}
}
