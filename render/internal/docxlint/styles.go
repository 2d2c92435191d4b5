package docxlint

import (
	"slices"
	"strings"
)

const stylesPart = "word/styles.xml"

// styles checks that every style that a part names is defined, is of the right
// type, and is defined once (17.7).
func (p *pkg) styles() {
	root := p.root(stylesPart)
	if root == nil {
		p.Add("style", stylesPart, "", "the part is missing")
		return
	}
	byID := map[string]*node{}
	names := map[string]bool{}
	defaults := map[string]bool{}
	for _, s := range root.Children("w:style") {
		id, name, kind := s.Attr("w:styleId"), strings.ToLower(val(s, "w:name")), s.Attr("w:type")
		if byID[id] != nil || id == "" {
			p.At("style-id", s, "w:styleId %q, want one of its own", id)
			continue
		}
		if names[name] || name == "" {
			p.At("style-name", s, "the name %q of %s, want one of its own", name, id)
		}
		byID[id], names[name] = s, true
		if s.Attr("w:default") != "" {
			if defaults[kind] {
				p.At("style-default", s, "a second default style of type %s", kind)
			}
			defaults[kind] = true
		}
	}
	for _, kind := range []string{"paragraph", "character", "table"} {
		if !defaults[kind] {
			p.Add("style-default", stylesPart, "", "no default style of type %s", kind)
		}
	}
	for _, s := range root.Children("w:style") {
		kind := s.Attr("w:type")
		p.style(byID, s.Child("w:basedOn"), kind)
		if kind == "paragraph" {
			p.style(byID, s.Child("w:next"), "paragraph")
		}
		if link := s.Child("w:link"); link != nil {
			other := map[string]string{"paragraph": "character", "character": "paragraph"}[kind]
			if l := p.style(byID, link, other); l != nil && val(l, "w:link") != s.Attr("w:styleId") {
				p.At("style-link", link, "%s is linked to %q, want %s", link.Attr("w:val"), val(l, "w:link"), s.Attr("w:styleId"))
			}
		}
		seen := []string{s.Attr("w:styleId")}
		for up := val(s, "w:basedOn"); up != "" && byID[up] != nil; up = val(byID[up], "w:basedOn") {
			if slices.Contains(seen, up) {
				p.At("style-cycle", s, "%s is based on itself", s.Attr("w:styleId"))
				break
			}
			seen = append(seen, up)
		}
	}
	for _, story := range append(p.stories(), root) {
		for _, use := range [...][2]string{{"w:pStyle", "paragraph"}, {"w:rStyle", "character"}, {"w:tblStyle", "table"}} {
			for n := range story.All(use[0]) {
				p.style(byID, n, use[1])
			}
		}
	}
}

// style checks an element that names a style of a type, and returns the style.
func (p *pkg) style(byID map[string]*node, n *node, kind string) *node {
	if n == nil {
		return nil
	}
	s := byID[n.Attr("w:val")]
	if s == nil {
		p.At("style-undefined", n, "the style %q is not defined", n.Attr("w:val"))
	} else if got := s.Attr("w:type"); got != kind {
		p.At("style-type", n, "%s is a %s style, want a %s style", n.Attr("w:val"), got, kind)
		return nil
	}
	return s
}
