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
		p.add("style", stylesPart, "", "the part is missing")
		return
	}
	byID := map[string]*node{}
	names := map[string]bool{}
	defaults := map[string]bool{}
	for _, s := range root.children("w:style") {
		id, name, kind := s.attr("w:styleId"), strings.ToLower(s.val("w:name")), s.attr("w:type")
		if byID[id] != nil || id == "" {
			p.at("style-id", s, "w:styleId %q, want one of its own", id)
			continue
		}
		if names[name] || name == "" {
			p.at("style-name", s, "the name %q of %s, want one of its own", name, id)
		}
		byID[id], names[name] = s, true
		if s.attr("w:default") != "" {
			if defaults[kind] {
				p.at("style-default", s, "a second default style of type %s", kind)
			}
			defaults[kind] = true
		}
	}
	for _, kind := range []string{"paragraph", "character", "table"} {
		if !defaults[kind] {
			p.add("style-default", stylesPart, "", "no default style of type %s", kind)
		}
	}
	for _, s := range root.children("w:style") {
		kind := s.attr("w:type")
		p.style(byID, s.child("w:basedOn"), kind)
		if kind == "paragraph" {
			p.style(byID, s.child("w:next"), "paragraph")
		}
		if link := s.child("w:link"); link != nil {
			other := map[string]string{"paragraph": "character", "character": "paragraph"}[kind]
			if l := p.style(byID, link, other); l != nil && l.val("w:link") != s.attr("w:styleId") {
				p.at("style-link", link, "%s is linked to %q, want %s", link.attr("w:val"), l.val("w:link"), s.attr("w:styleId"))
			}
		}
		seen := []string{s.attr("w:styleId")}
		for up := s.val("w:basedOn"); up != "" && byID[up] != nil; up = byID[up].val("w:basedOn") {
			if slices.Contains(seen, up) {
				p.at("style-cycle", s, "%s is based on itself", s.attr("w:styleId"))
				break
			}
			seen = append(seen, up)
		}
	}
	for _, story := range append(p.stories(), root) {
		for _, use := range [...][2]string{{"w:pStyle", "paragraph"}, {"w:rStyle", "character"}, {"w:tblStyle", "table"}} {
			for n := range story.all(use[0]) {
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
	s := byID[n.attr("w:val")]
	if s == nil {
		p.at("style-undefined", n, "the style %q is not defined", n.attr("w:val"))
	} else if got := s.attr("w:type"); got != kind {
		p.at("style-type", n, "%s is a %s style, want a %s style", n.attr("w:val"), got, kind)
		return nil
	}
	return s
}
