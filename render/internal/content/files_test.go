package content

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report/doc"
)

// files returns a document in every format.
func files(t testing.TB, d *doc.Document) (docxFile, pdfFile, htmlFile []byte) {
	t.Helper()
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	write := func(err error, b *bytes.Buffer) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	var w, p, h bytes.Buffer
	docxFile = write(docx.Write(&w, d), &w)
	docxlint.Verify(t, docxFile)
	return docxFile, write(pdf.Write(&p, l), &p), write(html.Write(&h, d), &h)
}

// replace replaces what occurs once.
func replace(t testing.TB, s, old, with string) string {
	t.Helper()
	if n := strings.Count(s, old); n != 1 {
		t.Fatalf("%d times %q", n, old)
	}
	return strings.Replace(s, old, with, 1)
}

// rezip changes a part of a package.
func rezip(t testing.TB, file []byte, part string, change func(s string) string) []byte {
	t.Helper()
	p, err := ooxml.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	out, err := p.Change(part, change)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pdfEditor is a PDF file whose objects a test changes.
type pdfEditor struct {
	t testing.TB
	*pdfReader
}

func editPDF(t testing.TB, file []byte) *pdfEditor {
	t.Helper()
	f, err := pdfread.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	p := newPDFReader(f)
	if _, err := p.read(); err != nil {
		t.Fatal(err)
	}
	return &pdfEditor{t, p}
}

// find returns the structure element of a kind and a text, of which there is one.
func (e *pdfEditor) find(kind pdfread.Name, text string) pdfread.Dict {
	e.t.Helper()
	var found []pdfread.Dict
	for _, r := range slices.Sorted(maps.Keys(e.Objects)) {
		d, ok := e.Objects[r].(pdfread.Dict)
		if !ok || d["S"] != kind {
			continue
		}
		e.used = map[pdfPlace]bool{}
		e.todo = 1
		el, err := e.element(r)
		if err != nil {
			e.t.Fatal(err)
		}
		if s, err := e.content(el); err == nil && s == text {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		e.t.Fatalf("%d elements %s of the text %q", len(found), kind, text)
	}
	return found[0]
}

// retype sets another text on the page of an element, once, in the same font.
func (e *pdfEditor) retype(element pdfread.Dict, old, with string) {
	e.t.Helper()
	v, err := e.Get(element["Pg"])
	if err != nil {
		e.t.Fatal(err)
	}
	r := v.(pdfread.Dict)["Contents"].(pdfread.Ref)
	page := e.Objects[r].(pdfread.Stream)
	for _, font := range e.fonts {
		codes := map[string]uint16{}
		for code, s := range font.chars {
			codes[s] = code
		}
		show := func(s string) string {
			h := ""
			for _, r := range s {
				code, ok := codes[string(r)]
				if !ok {
					return "?"
				}
				h += fmt.Sprintf("%04X", code)
			}
			return "<" + h + ">Tj"
		}
		if from := show(old); strings.Contains(string(page.Data), from) {
			e.Objects[r] = pdfread.Stream{Dict: page.Dict, Data: []byte(replace(e.t, string(page.Data), from, show(with)))}
			return
		}
	}
	e.t.Fatalf("no %q is shown", old)
}

// write writes the objects as a file, nothing of it compressed.
func (e *pdfEditor) write() []byte {
	e.t.Helper()
	number := map[pdfread.Ref]int{}
	var list []pdfread.Ref
	for _, r := range slices.Sorted(maps.Keys(e.Objects)) {
		if s, ok := e.Objects[r].(pdfread.Stream); ok && (s.Dict["Type"] == pdfread.Name("XRef") || s.Dict["Type"] == pdfread.Name("ObjStm")) {
			continue
		}
		list = append(list, r)
		number[r] = len(list)
	}
	b := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	entries := []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}
	begin := func(n int) {
		entries = append(binary.BigEndian.AppendUint32(append(entries, 1), uint32(len(b))), 0, 0, 0)
		b = fmt.Appendf(b, "%d 0 obj\n", n)
	}
	stream := func(s pdfread.Stream) {
		d := maps.Clone(s.Dict)
		delete(d, "Filter")
		delete(d, "DecodeParms")
		d["Length"] = float64(len(s.Data))
		b = appendPDF(b, d, number)
		b = append(b, "\nstream\n"...)
		b = append(b, s.Data...)
		b = append(b, "\nendstream"...)
	}
	for i, r := range list {
		begin(i + 1)
		if s, ok := e.Objects[r].(pdfread.Stream); ok {
			stream(s)
		} else {
			b = appendPDF(b, e.Objects[r], number)
		}
		b = append(b, "\nendobj\n"...)
	}
	start := len(b)
	begin(len(list) + 1)
	trailer := maps.Clone(e.Trailer)
	trailer["Size"] = float64(len(list) + 2)
	stream(pdfread.Stream{Dict: trailer, Data: entries})
	return fmt.Appendf(b, "\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}

func appendPDF(b []byte, v any, number map[pdfread.Ref]int) []byte {
	switch v := v.(type) {
	case pdfread.Dict:
		b = append(b, "<<"...)
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b = appendPDF(b, pdfread.Name(k), number)
			b = append(b, ' ')
			b = append(appendPDF(b, v[k], number), ' ')
		}
		return append(b, ">>"...)
	case []any:
		b = append(b, '[')
		for _, x := range v {
			b = append(appendPDF(b, x, number), ' ')
		}
		return append(b, ']')
	case pdfread.Name:
		b = append(b, '/')
		for _, c := range []byte(v) {
			if strings.IndexByte("\x00\t\n\f\r ()<>[]{}/%#", c) >= 0 || c >= 0x7F {
				b = fmt.Appendf(b, "#%02X", c)
			} else {
				b = append(b, c)
			}
		}
		return b
	case pdfread.Ref:
		return fmt.Appendf(b, "%d 0 R", number[v])
	case string:
		return fmt.Appendf(b, "<%X>", v)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case nil:
		return append(b, "null"...)
	}
	return fmt.Append(b, v)
}
