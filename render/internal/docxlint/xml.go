package docxlint

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/render/internal/lint"
)

type node = lint.Node

// prefixes are the usual prefixes of the namespaces that a package needs.
var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "r",
	"http://schemas.openxmlformats.org/package/2006/content-types":              "ct",
	"http://schemas.openxmlformats.org/package/2006/relationships":              "rel",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ap",
	"http://schemas.openxmlformats.org/officeDocument/2006/customXml":           "ds",
	"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes":      "vt",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               "mc",
	"http://purl.org/dc/elements/1.1/":                                          "dc",
	"http://purl.org/dc/terms/":                                                 "dcterms",
	"http://www.w3.org/2001/XMLSchema-instance":                                 "xsi",
	"http://www.w3.org/XML/1998/namespace":                                      "xml",
	reportNamespace:                                                             "report",
}

// readXML parses every part that is XML.
func (p *pkg) readXML() {
	for _, name := range p.order {
		x := p.parts[name]
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		x.root = p.ParseXML(name, x.data, prefixes)
		x.root.Walk(p.ignorable)
	}
}

// ignorable checks that an element declares the prefixes that it lets readers ignore
// (ISO/IEC 29500-3, clause 10).
func (p *pkg) ignorable(n *node) bool {
	for prefix := range strings.FieldsSeq(n.Attr("mc:Ignorable")) {
		if !slices.Contains(n.Declared, prefix) {
			p.At("mc-ignorable", n, "mc:Ignorable names the prefix %s, which is not declared", prefix)
		}
	}
	return true
}

// val returns w:val of the child of an element at a path.
func val(n *node, path string) string { return n.Child(path).Attr("w:val") }

// allText returns the text of w:t, a line feed for w:br.
func allText(n *node) string {
	var b strings.Builder
	n.Walk(func(x *node) bool {
		switch x.Name {
		case "w:t":
			b.WriteString(x.Text)
		case "w:br", "w:cr":
			b.WriteByte('\n')
		case "w:tab":
			b.WriteByte('\t')
		}
		return true
	})
	return b.String()
}
