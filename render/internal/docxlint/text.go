package docxlint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text checks the runs of a story.
func (p *pkg) text(story *node) {
	for r := range story.All("w:r") {
		text := allText(r)
		if strings.ContainsFunc(text, eastAsian) && r.Child("w:rPr/w:rFonts").Attr("w:hint") != "eastAsia" {
			p.At("run-hint", r, `no w:rFonts w:hint="eastAsia" on %q, whose marks take the Latin face without it`, text)
		}
	}
	for t := range story.All("w:t") {
		first, _ := utf8.DecodeRuneInString(t.Text)
		last, _ := utf8.DecodeLastRuneInString(t.Text)
		if (unicode.IsSpace(first) || unicode.IsSpace(last) || strings.Contains(t.Text, "  ")) && t.Attr("xml:space") != "preserve" {
			p.At("text-space", t, `spaces in %q without xml:space="preserve" are lost`, t.Text)
		}
		if strings.ContainsAny(t.Text, "\t\r\n") {
			p.At("text-space", t, "a line end or a tab in %q, want w:br or w:tab", t.Text)
		}
	}
}

// eastAsian reports whether a character is Chinese, or a mark that Chinese and
// Latin text share (17.3.2.26).
func eastAsian(r rune) bool {
	switch {
	case unicode.Is(unicode.Han, r), r >= 0x3000 && r <= 0x303F, r >= 0xFF00 && r <= 0xFFEF:
		return true
	}
	return strings.ContainsRune("“”‘’—…·", r)
}

// fieldNames are the fields of a report.
var fieldNames = []string{"PAGE", "NUMPAGES", "SECTIONPAGES", "TITLE", "TOC", "PAGEREF", "REF", "HYPERLINK"}

// fields checks that complex fields are balanced (17.16.18) and that every field
// has an instruction.
func (p *pkg) fields(story *node) {
	type field struct {
		begin     *node
		separated bool
		instr     string
	}
	var open []field
	story.Walk(func(n *node) bool {
		switch n.Name {
		case "w:fldSimple":
			p.instruction(n, n.Attr("w:instr"))
		case "w:instrText":
			if len(open) == 0 || open[len(open)-1].separated {
				p.At("field", n, "w:instrText outside the instruction of a field")
			} else {
				open[len(open)-1].instr += n.Text
			}
		case "w:fldChar":
			kind := n.Attr("w:fldCharType")
			switch {
			case kind == "begin":
				open = append(open, field{begin: n})
			case len(open) == 0:
				p.At("field", n, "%s without begin", kind)
			case kind == "separate" && open[len(open)-1].separated:
				p.At("field", n, "separate twice")
			case kind == "separate":
				open[len(open)-1].separated = true
			case kind == "end":
				f := open[len(open)-1]
				p.instruction(f.begin, f.instr)
				open = open[:len(open)-1]
			default:
				p.At("field", n, "w:fldCharType %q", kind)
			}
		}
		return true
	})
	for _, f := range open {
		p.At("field", f.begin, "begin without end")
	}
}

func (p *pkg) instruction(n *node, instr string) {
	words := strings.Fields(instr)
	if len(words) == 0 || !slices.Contains(fieldNames, strings.ToUpper(words[0])) {
		p.At("field-instruction", n, "the instruction %q, want one of %v", instr, fieldNames)
	}
}

// sdt checks structured document tags: one round cells or rows is lost in WPS and
// LibreOffice, and a second one of the same ID is (17.5.2.18).
func (p *pkg) sdt(story *node, ids map[string]*node) {
	for s := range story.All("w:sdt") {
		if s.Parent.Name != "w:p" {
			p.At("sdt-place", s, "in a %s, want it in a w:p", s.Parent.Name)
		}
		if id := s.Child("w:sdtPr/w:id"); id != nil {
			v := id.Attr("w:val")
			if first := ids[v]; first != nil {
				p.At("sdt-id", s, "the ID %s is that of %s", v, first.Path())
				continue
			}
			ids[v] = s
		}
	}
}

// bookmarks checks that they begin and end, and have names of their own (17.13.6).
func (p *pkg) bookmarks(story *node) {
	names, starts := map[string]bool{}, map[string]*node{}
	for n := range story.All("w:bookmarkStart") {
		name, id := strings.ToLower(n.Attr("w:name")), n.Attr("w:id")
		if name == "" || names[name] || starts[id] != nil {
			p.At("bookmark", n, "the name %q and the ID %s, want both of its own", name, id)
		}
		names[name], starts[id] = true, n
	}
	for n := range story.All("w:bookmarkEnd") {
		if starts[n.Attr("w:id")] == nil {
			p.At("bookmark", n, "no bookmark of ID %q begins", n.Attr("w:id"))
		}
		delete(starts, n.Attr("w:id"))
	}
	for n := range story.All("w:bookmarkStart") {
		if starts[n.Attr("w:id")] == n {
			p.At("bookmark", n, "the bookmark does not end")
		}
	}
}

// indents checks that an indent is given both in characters, which Word and WPS
// follow, and in twips, which others do (17.3.1.12).
func (p *pkg) indents(root *node) {
	for ind := range root.All("w:ind") {
		for _, name := range []string{"w:firstLine", "w:hanging", "w:left", "w:right", "w:start", "w:end"} {
			_, twips := ind.Lookup(name)
			_, chars := ind.Lookup(name + "Chars")
			if twips != chars {
				p.At("indent", ind, "%s: in twips %t, in characters %t; want both or none", name, twips, chars)
			}
		}
	}
}

// body checks how blocks follow one another, and the section.
func (p *pkg) body(body *node) {
	for i, n := range body.Kids {
		if n.Name != "w:tbl" {
			continue
		}
		next := ""
		if i+1 < len(body.Kids) {
			next = body.Kids[i+1].Name
		}
		if next != "w:p" {
			p.At("table-next", n, "%q follows a table, want a w:p", next)
		}
	}
	var section *node
	for s := range body.All("w:sectPr") {
		if section != nil || s.Parent != body {
			p.At("section", s, "want one w:sectPr, in w:body")
		}
		section = s
	}
	if section == nil || body.Kids[len(body.Kids)-1] != section {
		p.At("section", body, "w:body does not end in a w:sectPr")
		return
	}
	types := map[string]bool{}
	for _, n := range section.Kids {
		if n.Name == "w:footerReference" || n.Name == "w:headerReference" {
			key := n.Name + " " + n.Attr("w:type")
			if types[key] {
				p.At("section-footer", n, "a second reference of type %s", n.Attr("w:type"))
			}
			types[key] = true
		}
	}
	both := p.root("word/settings.xml").Child("w:evenAndOddHeaders") != nil
	for _, name := range []string{"w:footerReference", "w:headerReference"} {
		even := types[name+" even"]
		if even != both && (even || types[name+" default"]) {
			p.At("section-even", section, "%s for even pages: %t, w:evenAndOddHeaders in the settings: %t", name, even, both)
		}
		if types[name+" first"] && section.Child("w:titlePg") == nil {
			p.At("section-footer", section, "%s for the first page without w:titlePg", name)
		}
	}
	grid := section.Child("w:docGrid")
	if pitch, ok := grid.Number("w:linePitch"); !ok || pitch <= 0 || grid.Attr("w:type") == "" {
		p.At("doc-grid", section, "w:docGrid type %q, line pitch %q", grid.Attr("w:type"), grid.Attr("w:linePitch"))
	}
	if space, _ := grid.Number("w:charSpace"); space < 0 {
		p.At("doc-grid", grid, "w:charSpace %d, which LibreOffice takes for another width", space)
	}
}
