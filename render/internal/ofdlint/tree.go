package ofdlint

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/render/internal/lint"
)

const namespace = "http://www.ofdspec.org/2016"

// xmlRules are the rules that the findings about XML belong to. The declaration is
// looked at more strictly here.
var xmlRules = map[string]string{"utf-8": "X4", "xml": "X4", "doctype": "X2", "namespace": "X3"}

// parse reads a part that is XML; unless it is free to have other elements, these have
// their local names from here on.
func (p *pkg) parse(x *part, free bool) {
	const declaration = `<?xml version="1.0" encoding="UTF-8"?>`
	if !bytes.HasPrefix(x.data, []byte(declaration)) {
		p.Add("X1", x.name, "", "the part begins %.60q, want %s", x.data, declaration)
	}
	prefixes := map[string]string{namespace: "ofd"}
	if free {
		prefixes = nil
	}
	var found lint.Findings
	x.root = found.ParseXML(x.name, x.data, prefixes)
	for _, f := range found {
		if code := xmlRules[f.Code]; code != "" {
			p.Add(code, f.Part, f.Place, "%s", f.Message)
		}
	}
	if x.root == nil || free {
		return
	}
	if !slices.Contains(x.root.Declared, "ofd") {
		p.Add("X3", x.name, "", "the root element does not declare the prefix ofd")
	}
	told := false // once a part
	x.root.Walk(func(n *node) bool {
		local, ok := strings.CutPrefix(n.Name, "ofd:")
		if (!ok || n.Prefix != "ofd") && !told {
			p.Add("X3", x.name, "", "the element %s has the prefix %q, want ofd for the namespace %s", n.Name, n.Prefix, namespace)
			told = true
		}
		if !ok {
			local = n.Name[strings.LastIndexByte(n.Name, '}')+1:]
		}
		n.Name = local
		return true
	})
}

// read reads a part whose root element has a type, and all that it leads to.
func (p *pkg) read(x *part, t *typ) {
	x.reached = true
	if p.parse(x, false); x.root == nil {
		return
	}
	if x.root.Name != t.name {
		p.At("D1", x.root, "the root element is %s, want %s", x.root.Name, t.name)
		x.root.Name = t.name
	}
	folder := path.Dir(x.name)
	if t.name == "Res" {
		if base := x.root.Attr("BaseLoc"); p.relative(x.root, base) {
			folder = path.Join(folder, base)
		}
	}
	p.element(x.root, t, folder)
}

// element checks an element of a type against the schema. Paths in it begin at a folder.
func (p *pkg) element(n *node, t *typ, folder string) {
	p.attributes(n, t, folder)
	if t.name == "Color" {
		p.colours = append(p.colours, n)
	}
	if !t.text && strings.TrimSpace(n.Text) != "" {
		p.At("D1", n, "text %.20q, want elements alone", strings.TrimSpace(n.Text))
	}
	at, count := 0, 0 // the particle, and how many there were of it
	for _, k := range n.Kids {
		i, of := t.find(k.Name, at)
		if i < 0 {
			if i, of = t.find(k.Name, 0); i < 0 {
				p.At("D1", k, "a %s does not belong in a %s", k.Name, n.Name)
				continue
			}
			p.At("D1", k, "stands behind %s, want it before", t.kids[at].names())
			p.child(k, of, folder)
			continue
		}
		for ; at < i; at, count = at+1, 0 {
			p.missing(n, t, at, count)
		}
		if count++; count == t.kids[at].max+1 {
			p.At("D1", k, "a second %s", t.kids[at].names())
		}
		p.child(k, of, folder)
	}
	for ; at < len(t.kids); at, count = at+1, 0 {
		p.missing(n, t, at, count)
	}
}

// missing tells that a required particle is not there.
func (p *pkg) missing(n *node, t *typ, at, count int) {
	x := t.kids[at]
	switch {
	case count >= x.min:
	case x.max > 1 && len(t.kids) == 1:
		p.At("D3", n, "an empty list, want a %s or no %s", x.names(), n.Name)
	default:
		p.At("D1", n, "no %s", x.names())
	}
}

// find returns where an element of a name may stand, from a particle on, and its type.
func (t *typ) find(name string, from int) (int, string) {
	for i := from; i < len(t.kids); i++ {
		for _, k := range t.kids[i].kids {
			if k.name == name {
				return i, k.of
			}
		}
	}
	return -1, ""
}

func (x particle) names() string {
	var names []string
	for _, k := range x.kids {
		names = append(names, k.name)
	}
	return strings.Join(names, " or ")
}

// child checks an element of a type, or a text that is of one.
func (p *pkg) child(n *node, of, folder string) {
	switch t := types[of]; {
	case t != nil:
		p.element(n, t, folder)
	case of == "any":
	default:
		for _, k := range n.Kids {
			p.At("D1", k, "a %s does not belong in a %s", k.Name, n.Name)
		}
		for _, a := range n.Attrs {
			p.At("X5", n, "the attribute %s is not known", a.Name)
		}
		p.value(n, n.Name, n.Text, attribute{of, enumerations[of]}, folder)
	}
}

// attributes checks that the attributes of an element are those that there are.
func (p *pkg) attributes(n *node, t *typ, folder string) {
	for _, a := range n.Attrs {
		known, ok := t.attrs[a.Name]
		switch {
		case ok:
			p.value(n, a.Name, a.Value, known, folder)
		case strings.ContainsAny(a.Name, ":{"):
			p.At("X3", n, "the attribute %s has a namespace", a.Name)
		default:
			p.At("X5", n, "the attribute %s is not known", a.Name)
		}
	}
	for _, name := range t.musts {
		if _, ok := n.Lookup(name); !ok {
			p.At("X5", n, "no attribute %s", name)
		}
	}
}

// relative reports whether a path of the file is a relative one (ST_Loc).
func (p *pkg) relative(n *node, loc string) bool {
	ok := loc != "" && !strings.HasPrefix(loc, "/") && !strings.ContainsAny(loc, `\:`)
	if !ok {
		p.At("L2", n, "the path %q, want a relative one with /", loc)
	}
	return ok
}

// follow returns the part that a path leads to, or nil.
func (p *pkg) follow(n *node, folder, loc string) *part {
	p.relative(n, loc)
	loc = strings.ReplaceAll(loc, `\`, "/")
	name := path.Join(folder, loc)
	if absolute, ok := strings.CutPrefix(loc, "/"); ok {
		name = path.Clean(absolute)
	}
	x := p.parts[name]
	if x == nil {
		p.At("L1", n, "the path %q leads to %s, which is not there", loc, name)
	}
	return x
}

// lead reads what a path leads to, once: a part with a root, or any file.
func (p *pkg) lead(n *node, folder, loc, root string) {
	x := p.follow(n, folder, loc)
	if x == nil || x.reached {
		return
	}
	x.reached = true
	switch {
	case root == "tags":
		p.parse(x, true)
	case root != "":
		p.read(x, types[root])
	}
}

// unreached finds the files to which no path leads.
func (p *pkg) unreached() {
	for _, name := range p.order {
		if !p.parts[name].reached {
			p.Add("L4", name, "", "no path leads to it")
		}
	}
}
