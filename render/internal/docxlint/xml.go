package docxlint

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// prefixes are the usual prefixes of the namespaces that a package needs. A
// prefix stands for its namespace in every name here, whatever the file calls it.
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

// node is an element.
type node struct {
	part   string // of a root
	name   string // with the usual prefix of its namespace
	attrs  map[string]string
	kids   []*node
	parent *node
	text   string // its character data, but for that of its children
}

// readXML parses every part that is XML.
func (p *pkg) readXML() {
	for _, name := range p.order {
		x := p.parts[name]
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			x.root = p.parse(name, x.data)
		}
	}
}

// maxDepth is deeper than any element of a document stands.
const maxDepth = 256

var declaration = regexp.MustCompile(`^version="1\.0"( encoding="UTF-8")?( standalone="(yes|no)")?$`)

// parse returns the root element of well-formed XML, or nil.
func (p *pkg) parse(part string, data []byte) *node {
	if !utf8.Valid(data) {
		p.add("utf-8", part, "", "not UTF-8")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	top := &node{part: part}
	at := top
	depth := 0
	dec := xml.NewDecoder(bytes.NewReader(data))
	bad := func(format string, args ...any) *node {
		line, col := dec.InputPos()
		p.add("xml", part, fmt.Sprintf("line %d, column %d", line, col), format, args...)
		return nil
	}
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return bad("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return bad("elements %d deep", depth)
			}
			n := &node{name: p.qualified(part, tok.Name), attrs: map[string]string{}, parent: at}
			n.parent.kids = append(n.parent.kids, n)
			p.attributes(part, n, tok.Attr)
			at = n
		case xml.EndElement:
			depth--
			at = at.parent
		case xml.CharData:
			if at == top && len(bytes.TrimSpace(tok)) > 0 {
				return bad("text outside the root element")
			}
			at.text += string(tok)
		case xml.Directive:
			p.add("doctype", part, "", "a document type declaration: <!%.40s>", tok)
		case xml.ProcInst:
			if tok.Target != "xml" {
				p.add("xml", part, "", "a processing instruction <?%s?>, want none", tok.Target)
			} else if !declaration.Match(bytes.TrimSpace(tok.Inst)) {
				p.add("xml", part, "", "<?xml %s?>, want version 1.0 and encoding UTF-8", tok.Inst)
			}
		}
	}
	if len(top.kids) != 1 {
		return bad("%d root elements", len(top.kids))
	}
	root := top.kids[0]
	root.parent, root.part = nil, part
	return root
}

// attributes reads the attributes of an element, and checks the namespaces that
// it declares (ISO/IEC 29500-3, clause 10, for mc:Ignorable).
func (p *pkg) attributes(part string, n *node, attrs []xml.Attr) {
	declared := map[string]bool{}
	for _, a := range attrs {
		if a.Name.Space == "xmlns" {
			declared[a.Name.Local] = true
			if _, ok := prefixes[a.Value]; !ok {
				p.add("namespace", part, n.path(), "the namespace %s, which no element here needs", a.Value)
			}
			continue
		}
		if a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		name := a.Name.Local
		if a.Name.Space != "" {
			name = p.qualified(part, a.Name)
		}
		if _, ok := n.attrs[name]; ok {
			p.add("xml", part, n.path(), "the attribute %s twice", name)
		}
		n.attrs[name] = a.Value
	}
	for prefix := range strings.FieldsSeq(n.attrs["mc:Ignorable"]) {
		if !declared[prefix] {
			p.add("mc-ignorable", part, n.path(), "mc:Ignorable names the prefix %s, which is not declared", prefix)
		}
	}
}

// qualified returns a name with the usual prefix of its namespace.
func (p *pkg) qualified(part string, n xml.Name) string {
	if prefix, ok := prefixes[n.Space]; ok {
		return prefix + ":" + n.Local
	}
	if n.Space == "xml" {
		return "xml:" + n.Local
	}
	if n.Space != "" && !strings.ContainsAny(n.Space, ":/") {
		p.add("namespace", part, "", "the prefix of %s:%s is not declared", n.Space, n.Local)
	}
	return "{" + n.Space + "}" + n.Local
}

func (n *node) root() *node {
	for n.parent != nil && n.parent.name != "" {
		n = n.parent
	}
	return n
}

// path returns where an element stands, such as w:body/w:tbl[2]/w:tr[4]. The root
// element is left out, and so are numbers where there is one element of a name.
func (n *node) path() string {
	var steps []string
	for ; n.parent != nil && n.parent.name != ""; n = n.parent {
		i, count := 0, 0
		for _, k := range n.parent.kids {
			if k.name == n.name {
				count++
				if k == n {
					i = count
				}
			}
		}
		step := n.name
		if count > 1 {
			step += "[" + strconv.Itoa(i) + "]"
		}
		steps = append([]string{step}, steps...)
	}
	return strings.Join(steps, "/")
}

// child returns the child at a path such as "w:tcPr/w:gridSpan", or nil; n may
// be nil.
func (n *node) child(path string) *node {
	name, rest, more := strings.Cut(path, "/")
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				if more {
					return k.child(rest)
				}
				return k
			}
		}
	}
	return nil
}

// attr returns an attribute, or ""; n may be nil.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	return n.attrs[name]
}

// val returns w:val of the child at a path.
func (n *node) val(path string) string { return n.child(path).attr("w:val") }

// all returns the descendants of a name in document order.
func (n *node) all(name string) iter.Seq[*node] {
	return func(yield func(*node) bool) {
		n.walk(func(x *node) bool { return x.name != name || x == n || yield(x) })
	}
}

// walk calls f for n and its descendants until it returns false.
func (n *node) walk(f func(*node) bool) bool {
	if n == nil {
		return true
	}
	if !f(n) {
		return false
	}
	for _, k := range n.kids {
		if !k.walk(f) {
			return false
		}
	}
	return true
}

// allText returns the text of w:t, a line feed for w:br.
func (n *node) allText() string {
	var b strings.Builder
	n.walk(func(x *node) bool {
		switch x.name {
		case "w:t":
			b.WriteString(x.text)
		case "w:br", "w:cr":
			b.WriteByte('\n')
		case "w:tab":
			b.WriteByte('\t')
		}
		return true
	})
	return b.String()
}

// number returns an attribute that is a decimal number.
func (n *node) number(name string) (int, bool) {
	v, err := strconv.Atoi(n.attr(name))
	return v, err == nil
}
