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

// readTable resolves the merges of a w:tbl as a word processor does, and fails
// the test for whatever Word repairs, refuses or draws otherwise than meant. It
// returns the origin cell of every place.
func readTable(t *testing.T, tbl *node) [][]*readCell {
	t.Helper()
	var cols []int
	total := 0
	for _, c := range tbl.child("tblGrid").all("gridCol") {
		cols = append(cols, c.number(t, "w"))
		total += cols[len(cols)-1]
	}
	if tblW := tbl.child("tblPr/tblW"); tblW.number(t, "w") != total || tblW.attr("type") != "dxa" {
		t.Errorf("w:tblW is %s, the columns are %d", tblW.attr("w"), total)
	}
	if tbl.child("tblPr/tblLayout").attr("type") != "fixed" {
		t.Error("the layout is not fixed")
	}
	var grid [][]*readCell
	heads := true
	for r, tr := range tbl.kids[2:] {
		if tr.name != "tr" {
			t.Fatalf("%s in w:tbl", tr.name)
		}
		if split := tr.child("trPr/cantSplit"); split == nil || len(split.attrs) != 0 {
			t.Errorf("row %d: no bare w:cantSplit", r)
		}
		if h := tr.child("trPr/tblHeader"); h == nil {
			heads = false
		} else if !heads || len(h.attrs) != 0 {
			t.Errorf("row %d: w:tblHeader is not bare, or after a row without it", r)
		}
		row := make([]*readCell, 0, len(cols))
		for _, tc := range tr.kids {
			if tc.name != "tc" {
				continue
			}
			if tc.kids[len(tc.kids)-1].name != "p" {
				t.Errorf("row %d: a cell does not end in w:p", r)
			}
			span := 1
			if s := tc.child("tcPr/gridSpan"); s != nil {
				if span = s.number(t, "val"); span < 2 {
					t.Errorf("row %d: w:gridSpan %d", r, span)
				}
			}
			at := len(row)
			if at+span > len(cols) {
				t.Fatalf("row %d: wider than the grid", r)
			}
			width := 0
			for _, w := range cols[at : at+span] {
				width += w
			}
			if got := tc.child("tcPr/tcW").number(t, "w"); got != width {
				t.Errorf("row %d, column %d: w:tcW is %d, the columns are %d", r, at, got, width)
			}
			c := &readCell{r, at, 1, span, tc.allText(), tc}
			if m := tc.child("tcPr/vMerge"); m != nil && m.attr("val") != "restart" {
				if len(m.attrs) != 0 {
					t.Errorf("row %d, column %d: w:vMerge %v", r, at, m.attrs)
				}
				if c.text != "" {
					t.Errorf("row %d, column %d: text %q in a continuation", r, at, c.text)
				}
				if r == 0 {
					t.Fatalf("column %d: a merge continues in the first row", at)
				}
				above := grid[r-1][at]
				if above.tc.val("tcPr/vMerge") != "restart" || above.col != at || above.cols != span {
					t.Fatalf("row %d, column %d: continues no merge of the same columns", r, at)
				}
				for _, same := range []string{"textDirection", "vAlign"} {
					if tc.val("tcPr/"+same) != above.tc.val("tcPr/"+same) {
						t.Errorf("row %d, column %d: another w:%s than above", r, at, same)
					}
				}
				c = above
				c.rows++
			}
			for range span {
				row = append(row, c)
			}
		}
		if len(row) != len(cols) {
			t.Fatalf("row %d: %d columns of %d", r, len(row), len(cols))
		}
		grid = append(grid, row)
	}
	for _, row := range grid {
		for _, c := range row {
			if (c.tc.val("tcPr/vMerge") == "restart") != (c.rows > 1) {
				t.Errorf("row %d, column %d: a merge of %d rows", c.row, c.col, c.rows)
			}
		}
	}
	return grid
}

func (c *readCell) String() string {
	return fmt.Sprintf("%q at %d,%d spans %d,%d", c.text, c.row, c.col, c.rows, c.cols)
}
