package ofdlint

import (
	"slices"
	"strconv"
)

// id returns an ID, or 0 where it is none.
func id(s string) uint64 {
	v, err := strconv.ParseUint(s, 10, 32)
	if err != nil || s[0] == '0' || s[0] == '+' {
		return 0
	}
	return v
}

// define takes the ID of an element.
func (p *pkg) define(n *node, s string) {
	v := id(s)
	if v == 0 {
		p.At("I1", n, "ID %q, want a decimal number from 1", s)
		return
	}
	p.largest = max(p.largest, v)
	if other := p.ids[s]; other != nil {
		p.At("I2", n, "the ID %s is that of the %s in %s, too", s, other.Name, other.Root().Part)
		return
	}
	p.ids[s] = n
}

// A ref is an attribute that names an element by its ID.
type ref struct {
	n        *node
	name, id string
}

// referents are the elements that attributes name.
var referents = map[string][]string{
	"DrawParam": {"DrawParam"}, "Relative": {"DrawParam"}, "ColorSpace": {"ColorSpace"}, "TemplateID": {"TemplatePage"},
	"ResourceID":   {"MultiMedia", "CompositeGraphicUnit"},
	"Substitution": {"MultiMedia", "CompositeGraphicUnit"}, "ImageMask": {"MultiMedia"}, "Thumbnail": {"MultiMedia"},
}

// references checks that what is named by its ID is there.
func (p *pkg) references() {
	for _, r := range p.refs {
		n := p.ids[r.id]
		if kinds := referents[r.name]; n == nil || kinds != nil && !slices.Contains(kinds, n.Name) {
			p.At("X5", r.n, "%s %s, which names no such element", r.name, r.id)
		}
	}
}

// layerOrder is the order in which layers are painted (7.7).
var layerOrder = map[string]int{"Background": 0, "": 1, "Body": 1, "Custom": 1, "Foreground": 2}

// painted checks that the IDs of a page ascend in the order of painting: readers take
// the one or the other.
func (p *pkg) painted(content *node) {
	layers := content.Children("Layer")
	slices.SortStableFunc(layers, func(a, b *node) int { return layerOrder[a.Attr("Type")] - layerOrder[b.Attr("Type")] })
	last := uint64(0)
	var check func(n *node)
	check = func(n *node) {
		v := id(n.Attr("ID"))
		if v != 0 && v < last {
			p.At("I3", n, "the ID %d behind %d, want them to ascend as they are painted", v, last)
		}
		last = max(last, v)
		if n.Name == "Layer" || n.Name == "PageBlock" {
			for _, k := range n.Kids {
				check(k)
			}
		}
	}
	for _, l := range layers {
		check(l)
	}
}
