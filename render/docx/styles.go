package docx

import "github.com/nianbao/nianbao/report/doc"

// tableStyle is the style of every table.
const tableStyle = "FormTable"

// builtin holds the names by which a word processor knows a style of its own,
// so that its navigation and contents find the headings. A style without one
// is a custom style and has its ID as its name.
func builtin(id doc.StyleID) string {
	switch id {
	case doc.Title:
		return "Title"
	case doc.Heading1:
		return "heading 1"
	case doc.Heading2:
		return "heading 2"
	case doc.Signature:
		return "Signature"
	case doc.Date:
		return "Date"
	}
	return ""
}

func isHeading(id doc.StyleID) bool {
	return id == doc.Title || id == doc.Heading1 || id == doc.Heading2
}

// styles writes word/styles.xml (CT_Styles, ISO/IEC 29500-1, 17.7.4.18).
func (x *xmlWriter) styles(k *pack) {
	d := k.doc
	x.raw(xmlHead + `<w:styles ` + nsW + `><w:docDefaults><w:rPrDefault><w:rPr>`)
	body := &d.Styles.Styles[doc.Body]
	x.look(&doc.Style{Role: body.Role, Size: body.Size})
	x.raw(`<w:lang w:val="en-US" w:eastAsia="`)
	x.text(d.Lang)
	x.raw(`"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		// What all paragraphs share stands in Normal, where a user can change it.
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>` +
		// A page holds its full number of lines, single lines of a paragraph too.
		`<w:widowControl w:val="0"/>` +
		// Closing punctuation neither begins a line nor hangs in the margin, as
		// on the pages that the layout package sets. (LibreOffice 7.4 lets it
		// hang: it takes the values of w:overflowPunct the other way round.)
		`<w:kinsoku/><w:overflowPunct w:val="0"/>` +
		// Line heights are exact and right indents are given in full, so that
		// nothing is left for the grid to adjust; LibreOffice would stretch the
		// lines of tables to it.
		`<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>` +
		`</w:pPr></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>`)
	for id := range doc.NumStyles {
		if id == doc.Mark && d.Mark == "" {
			continue
		}
		x.paragraphStyle(id, &d.Styles.Styles[id])
	}
	if k.remarks != nil {
		x.commentStyles()
	}
	x.raw(`<w:style w:type="table" w:customStyle="1" w:styleId="` + tableStyle + `"><w:name w:val="Form Table"/><w:basedOn w:val="TableNormal"/><w:tblPr>`)
	x.tableBorders(d.Styles.Rule)
	x.raw(`</w:tblPr></w:style></w:styles>`)
}

// paragraphStyle appends a style and, for a heading, the character style that
// is linked to it, in which a run-in heading stands.
func (x *xmlWriter) paragraphStyle(id doc.StyleID, s *doc.Style) {
	name, heading := builtin(id), isHeading(id)
	x.raw(`<w:style w:type="paragraph"`)
	if name == "" {
		name = id.String()
		x.raw(` w:customStyle="1"`)
	}
	x.raw(` w:styleId="` + id.String() + `">`)
	x.val("w:name", name)
	x.raw(`<w:basedOn w:val="Normal"/>`)
	if heading {
		x.val("w:next", doc.Body.String())
		x.val("w:link", charStyle(id))
	}
	if heading || id == doc.Body {
		x.raw(`<w:qFormat/>`)
	}

	// CT_PPrGeneral, ISO/IEC 29500-1, 17.3.1.26
	x.raw(`<w:pPr>`)
	if heading {
		x.raw(`<w:keepNext/>`)
	}
	x.raw(`<w:spacing`)
	if s.SpaceBefore != 0 {
		x.attr("w:before", s.SpaceBefore.Twips())
	}
	if s.SpaceAfter != 0 {
		x.attr("w:after", s.SpaceAfter.Twips())
	}
	x.attr("w:line", s.LineHeight.Twips())
	x.raw(` w:lineRule="exact"/>`)
	if s.FirstIndent != 0 || s.RightIndent != 0 {
		x.raw(`<w:ind`)
		if s.RightIndent != 0 {
			x.chars("w:right", s, doc.Length(s.RightIndent)*s.CharPitch())
		}
		if s.FirstIndent != 0 {
			x.chars("w:firstLine", s, doc.Length(s.FirstIndent)*s.CharPitch())
		}
		x.raw(`/>`)
	}
	x.val("w:jc", [...]string{doc.Justify: "both", doc.Left: "left", doc.Center: "center", doc.Right: "right"}[s.Align])
	if heading && id != doc.Title {
		x.valInt("w:outlineLvl", int(id-doc.Heading1))
	}
	x.raw(`</w:pPr><w:rPr>`)
	x.look(s)
	x.raw(`</w:rPr></w:style>`)

	if heading {
		x.raw(`<w:style w:type="character" w:customStyle="1" w:styleId="` + charStyle(id) + `">`)
		x.val("w:name", name+" Char")
		x.raw(`<w:basedOn w:val="DefaultParagraphFont"/>`)
		x.val("w:link", id.String())
		x.raw(`<w:rPr>`)
		x.look(s)
		x.raw(`</w:rPr></w:style>`)
	}
}

// charStyle returns the ID of the character style linked to a heading style.
func charStyle(id doc.StyleID) string { return id.String() + "Char" }

// chars appends an indent, in hundredths of a character for Word and WPS, which
// follow a change of the type size, and in twips for the others.
func (x *xmlWriter) chars(name string, s *doc.Style, width doc.Length) {
	pitch := s.CharPitch()
	x.raw(" ")
	x.raw(name)
	x.raw(`Chars="`)
	x.int(int((100*width + pitch/2) / pitch))
	x.raw(`"`)
	x.attr(name, width.Twips())
}

// rFonts appends a w:rFonts with the same family for all scripts (CT_Fonts,
// ISO/IEC 29500-1, 17.3.2.26).
func (x *xmlWriter) rFonts(family string, hint bool) {
	x.raw(`<w:rFonts`)
	if hint {
		x.raw(` w:hint="eastAsia"`)
	}
	for _, script := range [...]string{"ascii", "eastAsia", "hAnsi", "cs"} {
		x.raw(` w:`)
		x.raw(script)
		x.raw(`="`)
		x.text(family)
		x.raw(`"`)
	}
	x.raw(`/>`)
}

// look appends run properties (CT_RPr, ISO/IEC 29500-1, 17.3.2.28).
func (x *xmlWriter) look(s *doc.Style) {
	x.rFonts(typefaceFor(s.Role).name, false)
	if s.Bold {
		x.raw(`<w:b/>`)
	}
	x.valInt("w:spacing", (s.CharPitch() - s.Size).Twips())
	x.valInt("w:sz", s.Size.HalfPoints())
	x.valInt("w:szCs", s.Size.HalfPoints())
}
