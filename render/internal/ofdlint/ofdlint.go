// Package ofdlint finds what is wrong with a written OFD: what readers draw wrongly
// or not at all without a word, and what the rules of this module's own files forbid.
// Tests run it on every OFD that they write.
//
// It reads the file by means of its own, fonts too, so that it shares no mistake with
// the writer. Clauses are those of GB/T 33190-2016 unless another standard is named.
package ofdlint

import (
	"testing"

	"github.com/nianbao/nianbao/render/internal/lint"
)

// Finding is one fault of a file; its code is that of a rule.
type Finding = lint.Finding

// Rule is what a file has to keep to.
type Rule struct{ Code, Says string }

// Rules returns the rules.
func Rules() []Rule {
	return []Rule{
		{"P1", "no entry stands in the archive twice"},
		{"P2", "names of entries are relative paths in ASCII"},
		{"P3", "entries are stored or deflated, dated 1980-01-01, with their sizes before them"},
		{"P4", "OFD.xml is the first entry"},
		{"X1", "a part begins with the declaration of UTF-8, without a byte order mark"},
		{"X2", "there is no document type declaration"},
		{"X3", "every element has the namespace, and the prefix ofd; no attribute has one"},
		{"X4", "a part is well-formed XML of legal characters"},
		{"X5", "attributes are known, required ones are there, values are of their types"},
		{"L1", "there is a file at every path"},
		{"L2", "paths are relative, with / between their steps"},
		{"L3", "the pages are Pages/Page_0/Content.xml and so on"},
		{"L4", "a path leads to every file"},
		{"O1", "the version is 1.0, the type OFD or OFD-A"},
		{"O2", "DocID is 32 hexadecimal digits"},
		{"O3", "dates are dates"},
		{"D1", "children are known, in the order of the schema, and required ones are there"},
		{"D2", "boxes are four numbers, and have an extent"},
		{"D3", "destinations are pages that there are; no list is empty"},
		{"I1", "IDs are decimal numbers from 1"},
		{"I2", "no two things in the document have an ID"},
		{"I3", "IDs ascend as a page is painted"},
		{"I4", "MaxUnitID is the largest ID"},
		{"F1", "a font has a plain name that no other has"},
		{"F2", "a font is embedded"},
		{"F3", "the file of a font is named as the font, with the suffix ttf, and so is the font in it"},
		{"F4", "a font file has its ten tables in a sorted directory with right checksums"},
		{"F5", "a font file can be read, every glyph of it, and its cmaps agree"},
		{"F6", "glyph 0 has no outline"},
		{"F7", "every font is used, every font file by one font"},
		{"G1", "a Boundary is four numbers, none of them negative"},
		{"G2", "an object lies on its page"},
		{"G3", "a colour is as many numbers up to 255 as its space has"},
		{"G4", "a stroke has a width and a colour, a fill a colour, and an object one of them"},
		{"G5", "a path follows its grammar"},
		{"G6", "a path lies in its Boundary, with half the width of its stroke"},
		{"T1", "the font of a text is there"},
		{"T2", "the size of a text is positive"},
		{"T3", "a text has one TextCode, with characters"},
		{"T4", "a TextCode has X and Y"},
		{"T5", "no control characters, line feeds and noncharacters"},
		{"T7", "there is a step for every character but the last"},
		{"T8", "a CGTransform counts right, and its glyphs are in the font"},
		{"T9", "a CGTransform stands with a lone character beyond U+FFFF, and one such with it"},
		{"T10", "every character is in the cmap of its font"},
		{"T11", "every glyph lies in the Boundary"},
		{"A1", "an attachment has its size in KB, a name without suffix, the format of its file"},
		{"A2", "an archived file has no more than GB/T 42133-2022 allows"},
	}
}

// Check returns every fault of an OFD file.
func Check(file []byte) []Finding {
	p := &pkg{parts: map[string]*part{}, ids: map[string]*node{}, faces: map[string]*face{}}
	p.readZIP(file)
	const first = "OFD.xml"
	if p.parts[first] == nil {
		p.Add("P4", first, "", "the entry is missing")
		return p.Findings
	}
	p.read(p.parts[first], types["OFD"])
	root := p.parts[first].root
	if root == nil {
		return p.Findings
	}
	p.unreached()
	p.archive = root.Attr("DocType") == archiveType
	p.ofd(root)
	return p.Findings
}

// Verify reports every fault of an OFD file as an error of the test.
func Verify(t testing.TB, file []byte) {
	t.Helper()
	lint.Report(t, "ofdlint", Check(file))
}

// pkg is a file that is read.
type pkg struct {
	lint.Findings
	order   []string // names of the entries as they stand in the archive
	parts   map[string]*part
	archive bool // it is an OFD-A

	ids     map[string]*node // by ID
	largest uint64           // ID
	refs    []ref            // to IDs
	colours []*node
	faces   map[string]*face // by name of the part; nil where it cannot be read
}

type node = lint.Node

// part is a file of the package.
type part struct {
	name    string
	data    []byte
	reached bool
	root    *node // nil where it is no XML or not well-formed
}

// zipRules are the rules that the findings about the archive belong to.
var zipRules = map[string]string{"zip-duplicate": "P1", "zip-name": "P2", "zip-first": "P4"}

func (p *pkg) readZIP(file []byte) {
	var found lint.Findings
	entries := found.ReadZIP(file, "OFD.xml")
	for _, f := range found {
		code := zipRules[f.Code]
		if code == "" {
			code = "P3"
		}
		p.Add(code, f.Part, f.Place, "%s", f.Message)
	}
	for _, e := range entries {
		if e.Descriptor {
			p.Add("P3", e.Name, "", "its sizes stand in a data descriptor behind it")
		}
		p.order = append(p.order, e.Name)
		p.parts[e.Name] = &part{name: e.Name, data: e.Data}
	}
}
