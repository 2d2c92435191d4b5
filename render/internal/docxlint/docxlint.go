// Package docxlint finds what is wrong with a written DOCX: what validators let
// pass though a word processor refuses it, repairs it or loses a part of it, and
// what the rules of this module's own files forbid. Tests run it on every DOCX
// that they write.
//
// Clauses are those of ISO/IEC 29500-1 unless another part is named.
package docxlint

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/lint"
)

// Finding is one fault of a package.
type Finding = lint.Finding

// Check returns every fault of a DOCX file, in the order of its parts.
func Check(file []byte) []Finding {
	p := &pkg{parts: map[string]*part{}}
	for _, e := range p.ReadZIP(file, contentTypesPart) {
		p.order = append(p.order, e.Name)
		p.parts[e.Name] = &part{name: e.Name, data: e.Data}
	}
	if len(p.parts) == 0 {
		return p.Findings
	}
	p.readXML()
	p.contentTypes()
	p.relationships()
	p.reachable()
	p.properties()
	p.customXML()
	p.wordprocessing()
	return p.Findings
}

// Verify reports every fault of a DOCX file as an error of the test.
func Verify(t testing.TB, file []byte) {
	t.Helper()
	lint.Report(t, "docxlint", Check(file))
}

// pkg is a package that is read.
type pkg struct {
	lint.Findings
	order []string // names of the parts as they stand in the archive
	parts map[string]*part
}

// part is a part of the package, or [Content_Types].xml.
type part struct {
	name        string
	data        []byte
	root        *node // nil where it is not well-formed, or no XML
	contentType string
	rels        map[string]*relationship // by Id
	relOrder    []string
}

// root returns the root element of a part, or nil.
func (p *pkg) root(name string) *node {
	if x := p.parts[name]; x != nil {
		return x.root
	}
	return nil
}

// stories returns the parts that hold text: the document, its headers and footers, its
// comments.
func (p *pkg) stories() []*node {
	var roots []*node
	for _, name := range p.order {
		if r := p.root(name); r != nil && slices.Contains([]string{"w:document", "w:ftr", "w:hdr", "w:footnotes", "w:endnotes", "w:comments"}, r.Name) {
			roots = append(roots, r)
		}
	}
	return roots
}

// wordprocessing checks the WordprocessingML parts.
func (p *pkg) wordprocessing() {
	const main = "word/document.xml"
	if doc := p.root(main); doc == nil || doc.Name != "w:document" || doc.Child("w:body") == nil {
		p.Add("document", main, "", "there is no w:document with a w:body")
		return
	}
	for _, name := range p.order {
		if r := p.root(name); r != nil && strings.HasPrefix(r.Name, "w:") {
			p.sequences(r)
			p.indents(r)
		}
	}
	p.styles()
	p.fonts()
	ids := map[string]*node{}
	for _, story := range p.stories() {
		p.text(story)
		p.fields(story)
		p.sdt(story, ids)
		p.bookmarks(story)
		for tbl := range story.All("w:tbl") {
			p.table(tbl)
		}
	}
	p.comments(p.root(main))
	p.body(p.root(main).Child("w:body"))
}
