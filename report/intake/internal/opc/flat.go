package opc

import (
	"bytes"
	"io"
	"strings"
)

// OpenFlat opens a package that is one file of XML, with the parts in it: the "Word
// XML document" of Word.
func OpenFlat(data []byte) (*Package, error) {
	p := &Package{parts: map[string]opener{}, budget: newBudget()}
	x := NewXML(data)
	for range x.Children() {
		for child := range x.Children() {
			if child != "pkg:part" {
				continue
			}
			name := strings.ToLower(strings.TrimPrefix(x.Attr("pkg:name"), "/"))
			for child := range x.Children() {
				if child != "pkg:xmlData" {
					continue // pictures
				}
				inner := x.Inner(data)
				if p.parts[name] != nil {
					x.Fail(damaged("", twice))
				}
				p.parts[name] = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(inner)), nil }
			}
		}
	}
	return p, x.Err()
}
