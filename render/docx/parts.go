package docx

import "github.com/nianbao/nianbao/render/doc"

// part is one part of the package (ISO/IEC 29500-2, 9.1).
type part struct {
	name string
	data []byte
}

// parts returns the parts of the package in the order in which they are
// written, [Content_Types].xml first.
func parts(d *doc.Document, grids []*doc.Grid) []part {
	return []part{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRels)},
		{"docProps/core.xml", coreProperties(d)},
		{"word/document.xml", document(d, grids)},
		{"word/_rels/document.xml.rels", []byte(documentRels)},
		{"word/styles.xml", styles(d)},
		{"word/settings.xml", settings(d)},
		{"word/fontTable.xml", fontTable()},
		{"word/footer1.xml", footer(&d.Styles, false)},
		{"word/footer2.xml", footer(&d.Styles, true)},
	}
}

const (
	nsW = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	nsR = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

const contentTypes = xmlHead +
	`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`</Types>`

const packageRels = xmlHead +
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`</Relationships>`

// The relationships that document.xml names.
const (
	relFooterOdd  = "rId4"
	relFooterEven = "rId5"
)

const documentRels = xmlHead +
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="` + relFooterOdd + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>` +
	`<Relationship Id="` + relFooterEven + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>` +
	`</Relationships>`

// coreProperties returns docProps/core.xml (ISO/IEC 29500-2, 11). It has no
// creator and no dates: they would name a clerk and a clock.
func coreProperties(d *doc.Document) []byte {
	var x xmlWriter
	x.raw(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`)
	x.text(d.Title)
	x.raw(`</dc:title><dc:language>`)
	x.text(d.Lang)
	x.raw(`</dc:language></cp:coreProperties>`)
	return x.b
}

// settings returns word/settings.xml (CT_Settings, ISO/IEC 29500-1, 17.15.1).
func settings(d *doc.Document) []byte {
	var x xmlWriter
	x.raw(xmlHead + `<w:settings ` + nsW + `>` +
		`<w:evenAndOddHeaders/>` +
		// Marks give up space where a line would otherwise begin with one, as on
		// the pages that the layout package sets.
		`<w:characterSpacingControl w:val="compressPunctuation"/>`)
	// In place of the program's own lists, which part —— and …….
	x.kinsoku("w:noLineBreaksAfter", d.Lang, doc.NotAtLineEnd)
	x.kinsoku("w:noLineBreaksBefore", d.Lang, doc.NotAtLineStart)
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
	x.text(d.Lang)
	x.raw(`"/></w:settings>`)
	return x.b
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
