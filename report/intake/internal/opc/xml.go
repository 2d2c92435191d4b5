package opc

import (
	"bytes"
	"encoding/xml"
	"io"
	"iter"
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// An XML reads XML from its first element to its last. Names are written with the
// prefixes of this package, whatever the file's are: w:tbl is an element of
// WordprocessingML, Transitional or Strict; a name in a namespace that is not known
// here is {namespace}name, and a name in none is bare.
//
// The first error ends every loop: ask for it behind the outermost.
type XML struct {
	part   string
	in     *input
	dec    *xml.Decoder
	budget *budget
	open   []xml.Name // elements, by their names in the file
	scope  []binding
	names  map[xml.Name]string // by namespace and local name
	attrs  []xml.Attr          // of the element that was opened last
	rooted bool                // the root was opened
	err    error
}

// binding is a prefix within an element.
type binding struct {
	prefix, space string
	depth         int
}

const maxBindings = 256

// NewXML reads XML that is no part of a package.
//
// It is to be in UTF-8, whatever it says that it is in.
func NewXML(data []byte) *XML {
	b := newBudget()
	return newXML("", &partReader{r: bytes.NewReader(data), left: source.MaxFile, most: source.MaxFile, all: &b.bytes}, &b)
}

func newXML(part string, r *partReader, b *budget) *XML {
	in := &input{r: r}
	dec := xml.NewDecoder(in)
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return &XML{part: part, in: in, dec: dec, budget: b, names: map[xml.Name]string{}}
}

// Times lets it have so many times as many elements and texts as a report.
func (x *XML) Times(n int) { x.budget.Times(n) }

// Inner goes behind the element that was opened last, and returns what is within it of
// the bytes that are read.
func (x *XML) Inner(data []byte) []byte {
	from := x.dec.InputOffset()
	for range x.Children() {
	}
	inner := data[from:x.dec.InputOffset()]
	return inner[:max(bytes.LastIndex(inner, []byte("</")), 0)]
}

// Part returns the name of the part that is read.
func (x *XML) Part() string { return x.part }

// Err returns the error that ended the reading, or nil.
func (x *XML) Err() error { return x.err }

// Fail ends the reading with an error, unless one has ended it already.
func (x *XML) Fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

// Children ranges over the names of the elements right within the one that was
// opened last; before the first, over the root alone. What the body of the loop
// leaves of an element is passed over.
func (x *XML) Children() iter.Seq[string] {
	return func(yield func(string) bool) {
		depth := len(x.open)
		for len(x.open) >= depth {
			switch t := x.token().(type) {
			case nil:
				return
			case xml.StartElement:
				if len(x.open) == depth+1 && !yield(x.name(t.Name, true)) {
					return
				}
			}
		}
	}
}

// Text returns the text within the element that was opened last, and goes behind it.
func (x *XML) Text() string {
	text, _ := x.TextBut(func(string) bool { return false })
	return text
}

// TextBut returns the text as Text does, but for what is within elements of some names,
// and whether there was any of that.
func (x *XML) TextBut(out func(name string) bool) (text string, left bool) {
	first, more := "", (*strings.Builder)(nil)
	within := 0 // the depth of the element that is left out
	for depth := len(x.open); len(x.open) >= depth; {
		t := x.token()
		if len(x.open) < within {
			within = 0
		}
		switch t := t.(type) {
		case nil:
			return "", false
		case xml.StartElement:
			if within == 0 && out(x.name(t.Name, true)) {
				within = len(x.open)
			}
		case xml.CharData:
			switch {
			case within > 0:
				left = left || strings.TrimSpace(string(t)) != ""
			case first == "":
				first = string(t)
			case more == nil:
				more = new(strings.Builder)
				more.WriteString(first)
				fallthrough
			default:
				more.Write(t)
			}
		}
	}
	if more != nil {
		first = more.String()
	}
	return first, left
}

// Attr returns an attribute of the element that was opened last, or "".
func (x *XML) Attr(name string) string {
	_, local, prefixed := strings.Cut(name, ":")
	for _, a := range x.attrs {
		if prefixed == (a.Name.Space != "") && (!prefixed && a.Name.Local == name || a.Name.Local == local && x.name(a.Name, false) == name) {
			return a.Value
		}
	}
	return ""
}

// token returns the next start, end or text, or nil at the end and at an error.
func (x *XML) token() xml.Token {
	for x.err == nil {
		x.in.begin()
		t, err := x.dec.RawToken()
		if err != nil {
			x.end(err)
			return nil
		}
		switch t := t.(type) {
		case xml.StartElement:
			x.start(t)
		case xml.EndElement:
			if len(x.open) == 0 || x.open[len(x.open)-1] != t.Name {
				x.err = damaged(x.part, badXML)
				break
			}
			x.close()
			return t
		case xml.Directive:
			x.err = damaged(x.part, hasDOCTYPE)
		}
		if x.budget.tokens--; x.budget.tokens < 0 {
			x.fail(manyTokens, x.budget.maxTokens)
		}
		switch t.(type) {
		case xml.StartElement, xml.CharData:
			if x.err == nil {
				return t
			}
		}
	}
	return nil
}

func (x *XML) start(t xml.StartElement) {
	if len(t.Attr) > source.MaxAttrs {
		x.fail(manyAttrs, source.MaxAttrs)
		return
	}
	if len(x.open) == source.MaxDepth {
		x.fail(manyLevels, source.MaxDepth)
		return
	}
	if len(x.open) == 0 && x.rooted {
		x.err = damaged(x.part, badXML)
		return
	}
	x.rooted = true
	x.open = append(x.open, t.Name)
	x.attrs = t.Attr
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == "xmlns":
			x.scope = append(x.scope, binding{a.Name.Local, a.Value, len(x.open)})
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			x.scope = append(x.scope, binding{"", a.Value, len(x.open)})
		}
	}
	if len(x.scope) > maxBindings {
		x.fail(manySpaces, maxBindings)
	}
}

func (x *XML) close() {
	for n := len(x.scope); n > 0 && x.scope[n-1].depth == len(x.open); n-- {
		x.scope = x.scope[:n-1]
	}
	x.open = x.open[:len(x.open)-1]
	x.attrs = nil
}

// end keeps why nothing more comes; the end of the file is none.
func (x *XML) end(err error) {
	switch {
	case x.in.err != nil:
		x.err = x.in.err
	case x.in.r.full != nil || x.in.broken:
		x.err = x.in.r.fault()
	case err != io.EOF || len(x.open) > 0 || !x.rooted:
		x.err = damaged(x.part, badXML)
	}
}

func (x *XML) fail(what string, most int) { x.err = tooMany(x.part, what, most) }

func (x *XML) name(n xml.Name, element bool) string {
	space := ""
	switch {
	case n.Space == "xml":
		return "xml:" + n.Local // bound without a declaration
	case n.Space != "" || element:
		for i := len(x.scope) - 1; i >= 0; i-- {
			if x.scope[i].prefix == n.Space {
				space = x.scope[i].space
				break
			}
		}
	}
	if space == "" {
		return n.Local
	}
	key := xml.Name{Space: space, Local: n.Local}
	name, ok := x.names[key]
	if !ok {
		name = "{" + space + "}" + n.Local
		if prefix := spaces[space]; prefix != "" {
			name = prefix + ":" + n.Local
		}
		if len(x.names) < 4096 {
			x.names[key] = name
		}
	}
	return name
}
