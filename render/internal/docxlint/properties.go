package docxlint

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// reportNamespace is that of the report's own data.
const reportNamespace = "urn:nianbao:report"

// properties checks that the file has a title and names no person, no program and
// no clock.
func (p *pkg) properties() {
	const core = "docProps/core.xml"
	root := p.root(core)
	if root.child("dc:title") == nil || strings.TrimSpace(root.child("dc:title").text) == "" {
		p.add("property-title", core, "", "no dc:title")
	}
	allowed := []string{"dc:title", "dc:language", "dc:subject", "dc:description", "cp:keywords", "cp:category"}
	if root != nil {
		for _, n := range root.kids {
			if !slices.Contains(allowed, n.name) {
				p.at("property-personal", n, "%q: a person, a program or a clock", n.text)
			}
		}
	}
	for _, name := range p.order {
		r := p.root(name)
		if r != nil && r.name == "ap:Properties" {
			p.at("property-personal", r, "extended properties name a program")
		}
		r.walk(func(n *node) bool {
			if n.name == "w:comment" {
				return true // found elsewhere
			}
			for a := range n.attrs {
				if a == "w:author" || a == "w:initials" || strings.HasPrefix(a, "w:rsid") {
					p.at("property-personal", n, "%s=%q", a, n.attrs[a])
				}
			}
			return true
		})
	}
}

// customXML checks the custom XML parts (15.2.5, 22.5), and the data of the report
// if they are among them.
func (p *pkg) customXML() {
	ids := map[string]bool{}
	for _, name := range p.order {
		x := p.parts[name]
		for _, id := range x.relOrder {
			r := x.rels[id]
			item := p.parts[r.target]
			if r.kind != relCustomXML || item == nil || item.root == nil {
				continue
			}
			p.dataStoreItem(item, ids)
			if item.root.name == "report:report" {
				p.reportData(item.root)
			}
		}
	}
}

func (p *pkg) dataStoreItem(item *part, ids map[string]bool) {
	var props *node
	for _, id := range item.relOrder {
		if r := item.rels[id]; r.kind == relCustomXMLProp {
			props = p.root(r.target)
		}
	}
	if props == nil || props.name != "ds:datastoreItem" {
		p.add("custom-xml", item.name, "", "the part has no ds:datastoreItem")
		return
	}
	id := props.attr("ds:itemID")
	if !guid.MatchString(id) || ids[id] {
		p.at("custom-xml-id", props, "ds:itemID %q, want a GUID of its own in capitals and braces", id)
	}
	ids[id] = true
	for ref := range props.all("ds:schemaRef") {
		if uri := ref.attr("ds:uri"); item.root.name == "report:report" && uri != reportNamespace {
			p.at("custom-xml", ref, "ds:uri %q, want %s", uri, reportNamespace)
		}
	}
}

// reportData checks the report's own data: JSON, with its checksum.
func (p *pkg) reportData(n *node) {
	if v := n.attr("version"); v != "2" {
		p.at("data-version", n, "version %q, want 2", v)
	}
	sum := sha256.Sum256([]byte(n.attr("program") + "\n" + n.attr("options") + "\n" + n.text))
	if got, want := n.attr("sha256"), hex.EncodeToString(sum[:]); got != want {
		p.at("data-checksum", n, "sha256 %q, want %s", got, want)
	}
	if !json.Valid([]byte(n.text)) || len(n.kids) > 0 {
		p.at("data-json", n, "the text is no JSON")
	}
}
