// Package ooxml reads what a DOCX or an OFD is made of, for tests: the parts of the package
// (ISO/IEC 29500-2), and XML by the local names of its elements.
package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxInflated is how much data the parts of a package may hold, and maxDepth
// how deep elements may stand in one another.
const (
	maxInflated = 64 << 20
	maxDepth    = 256
)

// Package is the parts of a package in their order.
type Package []Part

// Part is a part of a package.
type Part struct {
	Name string
	Data []byte
}

// Open reads a package.
func Open(file []byte) (Package, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	var p Package
	left := int64(maxInflated)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, left+1))
		if left -= int64(len(data)); err == nil && left < 0 {
			err = fmt.Errorf("more than %d bytes", maxInflated)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		p = append(p, Part{f.Name, data})
	}
	return p, nil
}

// Part returns the data of a part, nil where there is none.
func (p Package) Part(name string) []byte {
	for _, x := range p {
		if x.Name == name {
			return x.Data
		}
	}
	return nil
}

// Change returns a file of the package with a part changed.
func (p Package) Change(name string, change func(s string) string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, x := range p {
		w, err := z.Create(x.Name)
		if err != nil {
			return nil, err
		}
		if x.Name == name {
			x.Data = []byte(change(string(x.Data)))
		}
		if _, err := w.Write(x.Data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// Node is an element by its local name, or character data.
type Node struct {
	Name  string // empty for character data
	Data  string
	Attrs []xml.Attr
	Kids  []*Node
}

// Parse reads well-formed XML and returns its root element.
func Parse(data []byte) (*Node, error) {
	top := &Node{}
	stack := []*Node{top}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		last := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(stack) > maxDepth {
				return nil, fmt.Errorf("more than %d levels of elements", maxDepth)
			}
			n := &Node{Name: tok.Name.Local, Attrs: tok.Copy().Attr}
			last.Kids = append(last.Kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.Kids = append(last.Kids, &Node{Data: string(tok)})
		}
	}
	for _, k := range top.Kids {
		if k.Name != "" {
			return k, nil
		}
	}
	return nil, errors.New("no element")
}

// Child returns the first child at a path such as "tcPr/gridSpan", or nil; n may
// be nil.
func (n *Node) Child(path string) *Node {
	for name := range strings.SplitSeq(path, "/") {
		var next *Node
		if n != nil {
			for _, k := range n.Kids {
				if k.Name == name {
					next = k
					break
				}
			}
		}
		n = next
	}
	return n
}

// Attr returns an attribute; n may be nil.
func (n *Node) Attr(name string) string {
	if n != nil {
		for _, a := range n.Attrs {
			if a.Name.Local == name {
				return a.Value
			}
		}
	}
	return ""
}

// Val returns w:val of the child at a path.
func (n *Node) Val(path string) string { return n.Child(path).Attr("val") }

// Text returns the character data right within an element; n may be nil.
func (n *Node) Text() (s string) {
	if n != nil {
		for _, k := range n.Kids {
			s += k.Data
		}
	}
	return s
}

// AllText returns all the character data of an element, a line feed for w:br.
func (n *Node) AllText() string {
	s := n.Data
	if n.Name == "br" {
		s = "\n"
	}
	for _, k := range n.Kids {
		s += k.AllText()
	}
	return s
}

// All returns the descendants of a name in document order.
func (n *Node) All(name string) (list []*Node) {
	for _, k := range n.Kids {
		if k.Name == name {
			list = append(list, k)
		}
		list = append(list, k.All(name)...)
	}
	return list
}
