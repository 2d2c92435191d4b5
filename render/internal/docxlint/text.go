package docxlint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text checks the runs of a story.
func (p *pkg) text(story *node) {
	for r := range story.all("w:r") {
		text := r.allText()
		if strings.ContainsFunc(text, eastAsian) && r.child("w:rPr/w:rFonts").attr("w:hint") != "eastAsia" {
			p.at("run-hint", r, `no w:rFonts w:hint="eastAsia" on %q, whose marks take the Latin face without it`, text)
		}
	}
	for t := range story.all("w:t") {
		first, _ := utf8.DecodeRuneInString(t.text)
		last, _ := utf8.DecodeLastRuneInString(t.text)
		if (unicode.IsSpace(first) || unicode.IsSpace(last) || strings.Contains(t.text, "  ")) && t.attr("xml:space") != "preserve" {
			p.at("text-space", t, `spaces in %q without xml:space="preserve" are lost`, t.text)
		}
		if strings.ContainsAny(t.text, "\t\r\n") {
			p.at("text-space", t, "a line end or a tab in %q, want w:br or w:tab", t.text)
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
	story.walk(func(n *node) bool {
		switch n.name {
		case "w:fldSimple":
			p.instruction(n, n.attr("w:instr"))
		case "w:instrText":
			if len(open) == 0 || open[len(open)-1].separated {
				p.at("field", n, "w:instrText outside the instruction of a field")
			} else {
				open[len(open)-1].instr += n.text
			}
		case "w:fldChar":
			kind := n.attr("w:fldCharType")
			switch {
			case kind == "begin":
				open = append(open, field{begin: n})
			case len(open) == 0:
				p.at("field", n, "%s without begin", kind)
			case kind == "separate" && open[len(open)-1].separated:
				p.at("field", n, "separate twice")
			case kind == "separate":
				open[len(open)-1].separated = true
			case kind == "end":
				f := open[len(open)-1]
				p.instruction(f.begin, f.instr)
				open = open[:len(open)-1]
			default:
				p.at("field", n, "w:fldCharType %q", kind)
			}
		}
		return true
	})
	for _, f := range open {
		p.at("field", f.begin, "begin without end")
	}
}

func (p *pkg) instruction(n *node, instr string) {
	words := strings.Fields(instr)
	if len(words) == 0 || !slices.Contains(fieldNames, strings.ToUpper(words[0])) {
		p.at("field-instruction", n, "the instruction %q, want one of %v", instr, fieldNames)
	}
}

// sdt checks structured document tags: one round cells or rows is lost in WPS and
// LibreOffice, and a second one of the same ID is (17.5.2.18).
func (p *pkg) sdt(story *node, ids map[string]*node) {
	for s := range story.all("w:sdt") {
		if s.parent.name != "w:p" {
			p.at("sdt-place", s, "in a %s, want it in a w:p", s.parent.name)
		}
		if id := s.child("w:sdtPr/w:id"); id != nil {
			v := id.attr("w:val")
			if first := ids[v]; first != nil {
				p.at("sdt-id", s, "the ID %s is that of %s", v, first.path())
				continue
			}
			ids[v] = s
		}
	}
}

// bookmarks checks that they begin and end, and have names of their own (17.13.6).
func (p *pkg) bookmarks(story *node) {
	names, starts := map[string]bool{}, map[string]*node{}
	for n := range story.all("w:bookmarkStart") {
		name, id := strings.ToLower(n.attr("w:name")), n.attr("w:id")
		if name == "" || names[name] || starts[id] != nil {
			p.at("bookmark", n, "the name %q and the ID %s, want both of its own", name, id)
		}
		names[name], starts[id] = true, n
	}
	for n := range story.all("w:bookmarkEnd") {
		if starts[n.attr("w:id")] == nil {
			p.at("bookmark", n, "no bookmark of ID %q begins", n.attr("w:id"))
		}
		delete(starts, n.attr("w:id"))
	}
	for n := range story.all("w:bookmarkStart") {
		if starts[n.attr("w:id")] == n {
			p.at("bookmark", n, "the bookmark does not end")
		}
	}
}

// indents checks that an indent is given both in characters, which Word and WPS
// follow, and in twips, which others do (17.3.1.12).
func (p *pkg) indents(root *node) {
	for ind := range root.all("w:ind") {
		for _, name := range []string{"w:firstLine", "w:hanging", "w:left", "w:right", "w:start", "w:end"} {
			_, twips := ind.attrs[name]
			_, chars := ind.attrs[name+"Chars"]
			if twips != chars {
				p.at("indent", ind, "%s: in twips %t, in characters %t; want both or none", name, twips, chars)
			}
		}
	}
}

// body checks how blocks follow one another, and the section.
func (p *pkg) body(body *node) {
	for i, n := range body.kids {
		if n.name != "w:tbl" {
			continue
		}
		next := ""
		if i+1 < len(body.kids) {
			next = body.kids[i+1].name
		}
		if next != "w:p" {
			p.at("table-next", n, "%q follows a table, want a w:p", next)
		}
	}
	var section *node
	for s := range body.all("w:sectPr") {
		if section != nil || s.parent != body {
			p.at("section", s, "want one w:sectPr, in w:body")
		}
		section = s
	}
	if section == nil || body.kids[len(body.kids)-1] != section {
		p.at("section", body, "w:body does not end in a w:sectPr")
		return
	}
	types := map[string]bool{}
	for _, n := range section.kids {
		if n.name == "w:footerReference" || n.name == "w:headerReference" {
			key := n.name + " " + n.attr("w:type")
			if types[key] {
				p.at("section-footer", n, "a second reference of type %s", n.attr("w:type"))
			}
			types[key] = true
		}
	}
	both := p.root("word/settings.xml").child("w:evenAndOddHeaders") != nil
	for _, name := range []string{"w:footerReference", "w:headerReference"} {
		even := types[name+" even"]
		if even != both && (even || types[name+" default"]) {
			p.at("section-even", section, "%s for even pages: %t, w:evenAndOddHeaders in the settings: %t", name, even, both)
		}
		if types[name+" first"] && section.child("w:titlePg") == nil {
			p.at("section-footer", section, "%s for the first page without w:titlePg", name)
		}
	}
	grid := section.child("w:docGrid")
	if pitch, ok := grid.number("w:linePitch"); !ok || pitch <= 0 || grid.attr("w:type") == "" {
		p.at("doc-grid", section, "w:docGrid type %q, line pitch %q", grid.attr("w:type"), grid.attr("w:linePitch"))
	}
	if space, _ := grid.number("w:charSpace"); space < 0 {
		p.at("doc-grid", grid, "w:charSpace %d, which LibreOffice takes for another width", space)
	}
}
