package docx

import "github.com/nianbao/nianbao/report/doc"

// parts returns the parts of the package but for the embedded fonts, in the
// order in which they are written.
func parts(k *pack) []part {
	list := []part{
		{"[Content_Types].xml", (*xmlWriter).contentTypes, true},
		{"_rels/.rels", (*xmlWriter).packageRels, true},
		{"docProps/core.xml", (*xmlWriter).coreProperties, false},
		{"word/document.xml", (*xmlWriter).document, false},
		{"word/_rels/document.xml.rels", (*xmlWriter).documentRels, true},
		{"word/styles.xml", (*xmlWriter).styles, true},
		{"word/settings.xml", (*xmlWriter).settings, true},
		{"word/fontTable.xml", (*xmlWriter).fontTable, true},
		{"word/footer1.xml", func(x *xmlWriter, k *pack) { x.footer(&k.doc.Styles, false) }, true},
		{"word/footer2.xml", func(x *xmlWriter, k *pack) { x.footer(&k.doc.Styles, true) }, true},
	}
	if k.doc.Mark != "" {
		list = append(list, part{"word/header1.xml", (*xmlWriter).header, false})
	}
	if k.remarks != nil {
		list = append(list, part{"word/comments.xml", (*xmlWriter).comments, false})
	}
	if k.data.JSON != nil {
		list = append(list,
			part{"customXml/item1.xml", (*xmlWriter).item, false},
			part{"customXml/_rels/item1.xml.rels", (*xmlWriter).itemRels, true},
			part{"customXml/itemProps1.xml", (*xmlWriter).itemProps, true},
		)
	}
	if k.fonts != nil {
		list = append(list, part{"word/_rels/fontTable.xml.rels", (*xmlWriter).fontRels, true})
	}
	return list
}

const (
	nsW = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	nsR = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// contentTypes writes [Content_Types].xml (ISO/IEC 29500-2, 10.1.2).
func (x *xmlWriter) contentTypes(k *pack) {
	x.raw(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	if k.fonts != nil {
		x.raw(`<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>`)
	}
	x.override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	const wml = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	x.override("/word/document.xml", wml+"document.main+xml")
	x.override("/word/styles.xml", wml+"styles+xml")
	x.override("/word/settings.xml", wml+"settings+xml")
	x.override("/word/fontTable.xml", wml+"fontTable+xml")
	x.override("/word/footer1.xml", wml+"footer+xml")
	x.override("/word/footer2.xml", wml+"footer+xml")
	if k.doc.Mark != "" {
		x.override("/word/header1.xml", wml+"header+xml")
	}
	if k.remarks != nil {
		x.override("/word/comments.xml", wml+"comments+xml")
	}
	if k.data.JSON != nil {
		x.override("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
	}
	x.raw(`</Types>`)
}

func (x *xmlWriter) override(part, contentType string) {
	x.raw(`<Override PartName="`)
	x.raw(part)
	x.raw(`" ContentType="`)
	x.raw(contentType)
	x.raw(`"/>`)
}

const (
	relsHead = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relsTail = `</Relationships>`

	officeRel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageRel = "http://schemas.openxmlformats.org/package/2006/relationships/"
)

// rel appends a Relationship (ISO/IEC 29500-2, 9.3).
func (x *xmlWriter) rel(id, relType, target string) {
	x.raw(`<Relationship Id="`)
	x.raw(id)
	x.raw(`" Type="`)
	x.raw(relType)
	x.raw(`" Target="`)
	x.raw(target)
	x.raw(`"/>`)
}

func (x *xmlWriter) packageRels(*pack) {
	x.raw(relsHead)
	x.rel("rId1", officeRel+"officeDocument", "word/document.xml")
	x.rel("rId2", packageRel+"metadata/core-properties", "docProps/core.xml")
	x.raw(relsTail)
}

// The relationships that document.xml names.
const (
	relFooterOdd  = "rId4"
	relFooterEven = "rId5"
	relHeader     = "rId7"
)

func (x *xmlWriter) documentRels(k *pack) {
	x.raw(relsHead)
	x.rel("rId1", officeRel+"styles", "styles.xml")
	x.rel("rId2", officeRel+"settings", "settings.xml")
	x.rel("rId3", officeRel+"fontTable", "fontTable.xml")
	x.rel(relFooterOdd, officeRel+"footer", "footer1.xml")
	x.rel(relFooterEven, officeRel+"footer", "footer2.xml")
	if k.data.JSON != nil {
		x.rel("rId6", officeRel+"customXml", "../customXml/item1.xml")
	}
	if k.doc.Mark != "" {
		x.rel(relHeader, officeRel+"header", "header1.xml")
	}
	if k.remarks != nil {
		x.rel("rId8", officeRel+"comments", "comments.xml")
	}
	x.raw(relsTail)
}

// coreProperties writes docProps/core.xml (ISO/IEC 29500-2, 11). It has no
// creator and no dates: they would name a clerk and a clock.
func (x *xmlWriter) coreProperties(k *pack) {
	x.raw(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`)
	x.text(k.doc.Title)
	x.raw(`</dc:title><dc:language>`)
	x.text(k.doc.Lang)
	x.raw(`</dc:language></cp:coreProperties>`)
}

// settings writes word/settings.xml (CT_Settings, ISO/IEC 29500-1, 17.15.1).
func (x *xmlWriter) settings(k *pack) {
	x.raw(xmlHead + `<w:settings ` + nsW + `>`)
	if k.fonts != nil {
		// Of the fonts of this document, and of those that a user adds, the
		// characters in use go along.
		x.raw(`<w:embedTrueTypeFonts/><w:saveSubsetFonts/>`)
	}
	x.raw(`<w:evenAndOddHeaders/>` +
		// Marks give up space where a line would otherwise begin with one, as on
		// the pages that the layout package sets.
		`<w:characterSpacingControl w:val="compressPunctuation"/>`)
	// In place of the program's own lists, which part —— and …….
	x.kinsoku("w:noLineBreaksAfter", k.doc.Lang, doc.NotAtLineEnd)
	x.kinsoku("w:noLineBreaksBefore", k.doc.Lang, doc.NotAtLineStart)
	x.raw(`<w:compat>` +
		// A justified line that ends in a forced break is not stretched.
		`<w:doNotExpandShiftReturn/>`)
	for _, s := range [...][2]string{
		{"compatibilityMode", "15"}, // of Word 2013 and later
		{"overrideTableStyleFontSizeAndJustification", "1"},
		{"differentiateMultirowTableHeaders", "1"},
	} {
		x.raw(`<w:compatSetting w:name="` + s[0] + `" w:uri="http://schemas.microsoft.com/office/word" w:val="` + s[1] + `"/>`)
	}
	x.raw(`</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="`)
	x.text(k.doc.Lang)
	x.raw(`"/></w:settings>`)
}

// kinsoku appends an element that lists marks (CT_Kinsoku, ISO/IEC 29500-1,
// 17.15.1.58 and 17.15.1.59).
func (x *xmlWriter) kinsoku(element, lang, marks string) {
	x.raw("<" + element + ` w:lang="`)
	x.text(lang)
	x.raw(`" w:val="`)
	x.text(marks)
	x.raw(`"/>`)
}
