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
	if root.Child("dc:title") == nil || strings.TrimSpace(root.Child("dc:title").Text) == "" {
		p.Add("property-title", core, "", "no dc:title")
	}
	allowed := []string{"dc:title", "dc:language", "dc:subject", "dc:description", "cp:keywords", "cp:category"}
	if root != nil {
		for _, n := range root.Kids {
			if !slices.Contains(allowed, n.Name) {
				p.At("property-personal", n, "%q: a person, a program or a clock", n.Text)
			}
		}
	}
	for _, name := range p.order {
		r := p.root(name)
		if r != nil && r.Name == "ap:Properties" {
			p.At("property-personal", r, "extended properties name a program")
		}
		r.Walk(func(n *node) bool {
			if n.Name == "w:comment" {
				return true // found elsewhere
			}
			for _, a := range n.Attrs {
				if a.Name == "w:author" || a.Name == "w:initials" || strings.HasPrefix(a.Name, "w:rsid") {
					p.At("property-personal", n, "%s=%q", a.Name, a.Value)
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
			if item.root.Name == "report:report" {
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
	if props == nil || props.Name != "ds:datastoreItem" {
		p.Add("custom-xml", item.name, "", "the part has no ds:datastoreItem")
		return
	}
	id := props.Attr("ds:itemID")
	if !guid.MatchString(id) || ids[id] {
		p.At("custom-xml-id", props, "ds:itemID %q, want a GUID of its own in capitals and braces", id)
	}
	ids[id] = true
	for ref := range props.All("ds:schemaRef") {
		if uri := ref.Attr("ds:uri"); item.root.Name == "report:report" && uri != reportNamespace {
			p.At("custom-xml", ref, "ds:uri %q, want %s", uri, reportNamespace)
		}
	}
}

// reportData checks the report's own data: JSON, with its checksum.
func (p *pkg) reportData(n *node) {
	if v := n.Attr("version"); v != "2" {
		p.At("data-version", n, "version %q, want 2", v)
	}
	sum := sha256.Sum256([]byte(n.Attr("program") + "\n" + n.Attr("options") + "\n" + n.Text))
	if got, want := n.Attr("sha256"), hex.EncodeToString(sum[:]); got != want {
		p.At("data-checksum", n, "sha256 %q, want %s", got, want)
	}
	if !json.Valid([]byte(n.Text)) || len(n.Kids) > 0 {
		p.At("data-json", n, "the text is no JSON")
	}
}
