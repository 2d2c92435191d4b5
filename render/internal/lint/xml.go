package lint

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Node is an element.
type Node struct {
	Part     string // of a root
	Name     string // with the usual prefix of its namespace
	Prefix   string // as it stands in the file
	Attrs    []Attr
	Declared []string // the prefixes that it declares
	Kids     []*Node
	Parent   *Node
	Text     string // its character data, but for that of its children
}

// Attr is an attribute, by its name with the usual prefix of its namespace.
type Attr struct{ Name, Value string }

// maxDepth is deeper than any element of a document stands, maxAttrs more
// attributes than any has.
const (
	maxDepth = 256
	maxAttrs = 64
)

var declaration = regexp.MustCompile(`^version="1\.0"( encoding="UTF-8")?( standalone="(yes|no)")?$`)

// ParseXML returns the root element of a part that is well-formed XML, or nil.
// Prefixes are the usual prefixes of the namespaces that a package needs: one stands
// for its namespace in every name, whatever the part calls it. Without them every
// namespace may stand in the part. The codes of its findings are utf-8, xml,
// xml-declaration, doctype and namespace.
func (found *Findings) ParseXML(part string, data []byte, prefixes map[string]string) *Node {
	if !utf8.Valid(data) {
		found.Add("utf-8", part, "", "not UTF-8")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	p := parser{found, part, prefixes, map[xml.Name]string{}}
	top := &Node{Part: part}
	at := top
	var texts [][]byte // of the elements that are open
	dec := xml.NewDecoder(bytes.NewReader(data))
	bad := func(format string, args ...any) *Node {
		line, col := dec.InputPos()
		found.Add("xml", part, fmt.Sprintf("line %d, column %d", line, col), format, args...)
		return nil
	}
	for {
		start := dec.InputOffset()
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return bad("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(texts) == maxDepth {
				return bad("elements more than %d deep", maxDepth)
			}
			n := &Node{Name: p.qualified(tok.Name), Prefix: prefix(data[start:]), Parent: at}
			at.Kids = append(at.Kids, n)
			p.attributes(n, tok.Attr)
			at, texts = n, append(texts, nil)
		case xml.EndElement:
			last := len(texts) - 1
			at.Text = string(texts[last])
			at, texts = at.Parent, texts[:last]
		case xml.CharData:
			if at != top {
				texts[len(texts)-1] = append(texts[len(texts)-1], tok...)
			} else if len(bytes.TrimSpace(tok)) > 0 {
				return bad("text outside the root element")
			}
		case xml.Directive:
			found.Add("doctype", part, "", "a document type declaration: <!%.40s>", tok)
		case xml.ProcInst:
			if tok.Target != "xml" {
				found.Add("xml", part, "", "a processing instruction <?%s?>, want none", tok.Target)
			} else if !declaration.Match(bytes.TrimSpace(tok.Inst)) {
				found.Add("xml-declaration", part, "", "<?xml %s?>, want version 1.0 and encoding UTF-8", tok.Inst)
			}
		}
	}
	if len(top.Kids) != 1 {
		return bad("%d root elements", len(top.Kids))
	}
	root := top.Kids[0]
	root.Parent, root.Part = nil, part
	return root
}

// prefix returns the prefix of the element whose start tag a part goes on with.
func prefix(tag []byte) string {
	name, _, colon := bytes.Cut(tag[:min(len(tag), bytes.IndexAny(tag, " \t\r\n/>")+1)], []byte(":"))
	if !colon {
		return ""
	}
	return string(bytes.TrimPrefix(name, []byte("<")))
}

type parser struct {
	found    *Findings
	part     string
	prefixes map[string]string
	names    map[xml.Name]string // those that were met, as qualified gives them
}

// attributes reads the attributes of an element, and checks the namespaces that
// it declares.
func (p *parser) attributes(n *Node, attrs []xml.Attr) {
	if len(attrs) > maxAttrs {
		p.found.Add("xml", p.part, n.Path(), "%d attributes", len(attrs))
		attrs = attrs[:maxAttrs]
	}
	n.Attrs = make([]Attr, 0, len(attrs))
	for _, a := range attrs {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			if a.Name.Space != "" {
				n.Declared = append(n.Declared, a.Name.Local)
			}
			if _, ok := p.prefixes[a.Value]; !ok && p.prefixes != nil && a.Name.Space != "" {
				p.found.Add("namespace", p.part, n.Path(), "the namespace %s, which no element here needs", a.Value)
			}
			continue
		}
		name := a.Name.Local
		if a.Name.Space != "" {
			name = p.qualified(a.Name)
		}
		if _, ok := n.Lookup(name); ok {
			p.found.Add("xml", p.part, n.Path(), "the attribute %s twice", name)
			continue
		}
		n.Attrs = append(n.Attrs, Attr{name, a.Value})
	}
}

// qualified returns a name with the usual prefix of its namespace.
func (p *parser) qualified(n xml.Name) string {
	name, ok := p.names[n]
	if !ok {
		name = p.newName(n)
		p.names[n] = name
	}
	return name
}

func (p *parser) newName(n xml.Name) string {
	if prefix, ok := p.prefixes[n.Space]; ok {
		return prefix + ":" + n.Local
	}
	if n.Space == "xml" {
		return "xml:" + n.Local
	}
	if n.Space != "" && !strings.ContainsAny(n.Space, ":/") {
		p.found.Add("namespace", p.part, "", "the prefix of %s:%s is not declared", n.Space, n.Local)
	}
	return "{" + n.Space + "}" + n.Local
}

// Root returns the root element.
func (n *Node) Root() *Node {
	for n.Parent != nil && n.Parent.Name != "" {
		n = n.Parent
	}
	return n
}

// Path returns where an element stands, such as w:body/w:tbl[2]/w:tr[4]. The root
// element is left out, and so are numbers where there is one element of a name.
func (n *Node) Path() string {
	var steps []string
	for ; n.Parent != nil && n.Parent.Name != ""; n = n.Parent {
		i, count := 0, 0
		for _, k := range n.Parent.Kids {
			if k.Name == n.Name {
				count++
				if k == n {
					i = count
				}
			}
		}
		step := n.Name
		if count > 1 {
			step += "[" + strconv.Itoa(i) + "]"
		}
		steps = append(steps, step)
	}
	slices.Reverse(steps)
	return strings.Join(steps, "/")
}

// Child returns the child at a path such as "w:tcPr/w:gridSpan", or nil; n may
// be nil.
func (n *Node) Child(path string) *Node {
	name, rest, more := strings.Cut(path, "/")
	if n != nil {
		for _, k := range n.Kids {
			if k.Name == name {
				if more {
					return k.Child(rest)
				}
				return k
			}
		}
	}
	return nil
}

// Children returns the children of a name; n may be nil.
func (n *Node) Children(name string) []*Node {
	var found []*Node
	if n != nil {
		for _, k := range n.Kids {
			if k.Name == name {
				found = append(found, k)
			}
		}
	}
	return found
}

// Attr returns an attribute, or ""; n may be nil.
func (n *Node) Attr(name string) string {
	value, _ := n.Lookup(name)
	return value
}

// Lookup returns an attribute and whether it is there; n may be nil.
func (n *Node) Lookup(name string) (string, bool) {
	if n != nil {
		for _, a := range n.Attrs {
			if a.Name == name {
				return a.Value, true
			}
		}
	}
	return "", false
}

// Number returns an attribute that is a decimal number.
func (n *Node) Number(name string) (int, bool) {
	v, err := strconv.Atoi(n.Attr(name))
	return v, err == nil
}

// All returns the descendants of a name in document order.
func (n *Node) All(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		n.Walk(func(x *Node) bool { return x.Name != name || x == n || yield(x) })
	}
}

// Walk calls f for n and its descendants until it returns false.
func (n *Node) Walk(f func(*Node) bool) bool {
	if n == nil {
		return true
	}
	if !f(n) {
		return false
	}
	for _, k := range n.Kids {
		if !k.Walk(f) {
			return false
		}
	}
	return true
}
