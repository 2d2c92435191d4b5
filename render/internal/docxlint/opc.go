package docxlint

import (
	"path"
	"slices"
	"strings"
)

// Relationship types, and what stands at their target (ISO/IEC 29500-1, 11.3 and
// 15.2; 29500-2, Annex E).
const (
	officeRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRel = "http://schemas.openxmlformats.org/package/2006/relationships/"

	relDocument      = officeRel + "officeDocument"
	relCore          = packageRel + "metadata/core-properties"
	relHeader        = officeRel + "header"
	relFooter        = officeRel + "footer"
	relFont          = officeRel + "font"
	relCustomXML     = officeRel + "customXml"
	relCustomXMLProp = officeRel + "customXmlProps"

	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relsType = "application/vnd.openxmlformats-package.relationships+xml"
	fontType = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
)

// kinds are the relationships that a package may have, by their type.
var kinds = map[string]struct {
	contentType string
	explicit    bool // the source names it by r:id
}{
	relDocument:                       {wordType + "document.main+xml", false},
	relCore:                           {"application/vnd.openxmlformats-package.core-properties+xml", false},
	officeRel + "extended-properties": {"application/vnd.openxmlformats-officedocument.extended-properties+xml", false},
	officeRel + "styles":              {wordType + "styles+xml", false},
	officeRel + "settings":            {wordType + "settings+xml", false},
	officeRel + "webSettings":         {wordType + "webSettings+xml", false},
	officeRel + "fontTable":           {wordType + "fontTable+xml", false},
	officeRel + "numbering":           {wordType + "numbering+xml", false},
	officeRel + "comments":            {wordType + "comments+xml", false},
	officeRel + "theme":               {"application/vnd.openxmlformats-officedocument.theme+xml", false},
	relHeader:                         {wordType + "header+xml", true},
	relFooter:                         {wordType + "footer+xml", true},
	relFont:                           {fontType, true},
	relCustomXML:                      {"application/xml", false},
	relCustomXMLProp:                  {"application/vnd.openxmlformats-officedocument.customXmlProperties+xml", false},
}

const contentTypesPart = "[Content_Types].xml"

func isRels(name string) bool { return path.Ext(name) == ".rels" }

// contentTypes finds the content type of every part (ISO/IEC 29500-2, 9.1.2).
func (p *pkg) contentTypes() {
	root := p.root(contentTypesPart)
	if root == nil {
		p.Add("content-types", contentTypesPart, "", "the part is missing or cannot be read")
		return
	}
	defaults, overrides := map[string]string{}, map[string]string{}
	for _, n := range root.Kids {
		switch n.Name {
		case "ct:Default":
			ext := strings.ToLower(n.Attr("Extension"))
			if _, ok := defaults[ext]; ok || ext == "" {
				p.At("content-types", n, "the extension %q, want each once", ext)
			}
			defaults[ext] = n.Attr("ContentType")
		case "ct:Override":
			name, ok := strings.CutPrefix(n.Attr("PartName"), "/")
			if _, again := overrides[name]; again || !ok {
				p.At("content-types", n, "the part name %q, want each once, with a / before it", n.Attr("PartName"))
			}
			overrides[name] = n.Attr("ContentType")
			if p.parts[name] == nil {
				p.At("content-types-absent", n, "there is no part %s", name)
			}
		default:
			p.At("content-types", n, "unknown element")
		}
	}
	for _, name := range p.order {
		x := p.parts[name]
		x.contentType = overrides[name]
		if x.contentType == "" {
			x.contentType = defaults[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
		}
		switch {
		case name == contentTypesPart:
		case x.contentType == "":
			p.Add("content-types-missing", name, "", "the part has no content type")
		case isRels(name) != (x.contentType == relsType):
			p.Add("content-type", name, "", "content type %s", x.contentType)
		case strings.Contains(x.contentType, "macroEnabled") || strings.Contains(strings.ToLower(name+x.contentType), "vba") || strings.Contains(x.contentType, "oleObject") || strings.Contains(strings.ToLower(x.contentType), "activex"):
			p.Add("macro", name, "", "content type %s: a macro or an embedded object", x.contentType)
		}
	}
}

type relationship struct {
	id, kind string
	target   string // name of the part
	n        *node
	used     bool
}

// relationships reads the relationships of every part (ISO/IEC 29500-2, 9.3).
func (p *pkg) relationships() {
	p.parts[""] = &part{} // the package itself
	for _, name := range p.order {
		if !isRels(name) {
			continue
		}
		dir, base := path.Split(name)
		dir, ok := strings.CutSuffix(dir, "_rels/")
		source := dir + strings.TrimSuffix(base, ".rels")
		from := p.parts[source]
		if !ok || from == nil {
			p.Add("rel-source", name, "", "there is no part %s that it could belong to", source)
			continue
		}
		if root := p.parts[name].root; root != nil {
			p.readRels(from, dir, root)
		}
	}
	for _, name := range append([]string{""}, p.order...) {
		p.uses(p.parts[name])
	}
}

func (p *pkg) readRels(from *part, dir string, root *node) {
	from.rels = map[string]*relationship{}
	for _, n := range root.Kids {
		r := &relationship{id: n.Attr("Id"), kind: n.Attr("Type"), n: n}
		if r.id == "" || from.rels[r.id] != nil {
			p.At("rel-id", n, "Id %q, want one of its own", r.id)
			continue
		}
		from.rels[r.id] = r
		from.relOrder = append(from.relOrder, r.id)
		if mode := n.Attr("TargetMode"); mode != "" && mode != "Internal" {
			p.At("rel-external", n, "TargetMode %s: %s", mode, n.Attr("Target"))
			r.used = true
			continue
		}
		r.target = path.Join(dir, n.Attr("Target"))
		if abs, ok := strings.CutPrefix(n.Attr("Target"), "/"); ok {
			r.target = abs
		}
		kind, known := kinds[r.kind]
		to := p.parts[r.target]
		switch {
		case to == nil || r.target == "":
			p.At("rel-target", n, "%s: there is no part %s", r.id, r.target)
		case !known:
			p.At("rel-type", n, "%s: the type %s is none that a report needs", r.id, r.kind)
		case to.contentType != kind.contentType && to.contentType != "":
			p.Add("content-type", r.target, "", "content type %s, want %s", to.contentType, kind.contentType)
		}
	}
}

// byElement is the type of the relationship that an element names.
var byElement = map[string]string{
	"w:footerReference": relFooter, "w:headerReference": relHeader,
	"w:embedRegular": relFont, "w:embedBold": relFont, "w:embedItalic": relFont, "w:embedBoldItalic": relFont,
}

// uses finds what r:id names, and what nothing names.
func (p *pkg) uses(x *part) {
	x.root.Walk(func(n *node) bool {
		for _, name := range []string{"r:id", "r:embed", "r:link"} {
			id, ok := n.Lookup(name)
			if !ok {
				continue
			}
			r := x.rels[id]
			if r == nil {
				p.At("rel-dangling", n, "%s %q is no relationship of the part", name, id)
				continue
			}
			r.used = true
			if want := byElement[n.Name]; want != "" && r.kind != want {
				p.At("rel-kind", n, "%s %q is a relationship of type %s, want %s", name, id, r.kind, want)
			}
		}
		return true
	})
	types := map[string]bool{}
	for _, id := range x.relOrder {
		r := x.rels[id]
		if kinds[r.kind].explicit {
			if !r.used {
				p.At("rel-unused", r.n, "nothing in the part names %s", id)
			}
		} else if types[r.kind] && r.kind != relCustomXML {
			p.At("rel-type", r.n, "%s: a second relationship of type %s", id, r.kind)
		}
		types[r.kind] = true
	}
}

// reachable finds parts to which no relationship leads, which are lost when the
// file is saved again.
func (p *pkg) reachable() {
	reached := map[string]bool{}
	for _, x := range p.parts {
		for _, r := range x.rels {
			reached[r.target] = true
		}
	}
	for _, name := range p.order {
		if name != contentTypesPart && !isRels(name) && !reached[name] {
			p.Add("orphan", name, "", "no relationship leads to the part")
		}
	}
	for _, kind := range []string{relDocument, relCore} {
		if !slices.ContainsFunc(p.parts[""].relOrder, func(id string) bool { return p.parts[""].rels[id].kind == kind }) {
			p.Add("rel-missing", "_rels/.rels", "", "no relationship of type %s", kind)
		}
	}
}
