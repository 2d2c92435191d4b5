package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// unzip returns the parts of a package by name.
func unzip(t testing.TB, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return files
}

// node is an element by its local name.
type node struct {
	name  string
	attrs map[string]string
	kids  []*node
	text  string
}

// parse reads well-formed XML and returns its root.
func parse(t testing.TB, s string) *node {
	t.Helper()
	root := &node{}
	stack := []*node{root}
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(tok)
		}
	}
	if len(root.kids) != 1 {
		t.Fatal("no single root element")
	}
	return root.kids[0]
}

// all returns the descendants of a name in document order.
func (n *node) all(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
		out = append(out, k.all(name)...)
	}
	return out
}

// child returns the child at a path such as "tcPr/gridSpan", or nil.
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

// attr returns an attribute; n may be nil.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	return n.attrs[name]
}

// val returns w:val of the child at a path.
func (n *node) val(path string) string { return n.child(path).attr("val") }

func (n *node) number(t testing.TB, name string) int {
	t.Helper()
	v, err := strconv.Atoi(n.attr(name))
	if err != nil {
		t.Fatalf("%s of %s: %v", name, n.name, err)
	}
	return v
}

// allText returns the text of n, a line feed for w:br.
func (n *node) allText() string {
	s := n.text
	for _, k := range n.kids {
		if k.name == "br" {
			s += "\n"
		}
		s += k.allText()
	}
	return s
}

// readCell is an origin cell as a reader of the file finds it.
type readCell struct {
	row, col, rows, cols int
	text                 string
	tc                   *node
}

// readTable resolves the merges of a w:tbl. That they are sound is for docxlint to
// say.
func readTable(t testing.TB, tbl *node) [][]*readCell {
	t.Helper()
	var grid [][]*readCell
	for r, tr := range tbl.all("tr") {
		var row []*readCell
		for _, tc := range tr.all("tc") {
			c := &readCell{r, len(row), 1, 1, tc.allText(), tc}
			if s := tc.child("tcPr/gridSpan"); s != nil {
				c.cols = s.number(t, "val")
			}
			if m := tc.child("tcPr/vMerge"); m != nil && m.attr("val") == "" {
				c = grid[r-1][len(row)]
				c.rows++
			}
			for range c.cols {
				row = append(row, c)
			}
		}
		grid = append(grid, row)
	}
	return grid
}

func (c *readCell) String() string {
	return fmt.Sprintf("%q at %d,%d spans %d,%d", c.text, c.row, c.col, c.rows, c.cols)
}
