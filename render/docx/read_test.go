package docx

import (
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/render/internal/ooxml"
)

// unzip returns the parts of a package by name.
func unzip(t testing.TB, b []byte) map[string]string {
	t.Helper()
	parts, err := ooxml.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, p := range parts {
		files[p.Name] = string(p.Data)
	}
	return files
}

// parse reads well-formed XML and returns its root.
func parse(t testing.TB, s string) *ooxml.Node {
	t.Helper()
	root, err := ooxml.Parse([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func number(t testing.TB, n *ooxml.Node, name string) int {
	t.Helper()
	v, err := strconv.Atoi(n.Attr(name))
	if err != nil {
		t.Fatalf("%s of %s: %v", name, n.Name, err)
	}
	return v
}
