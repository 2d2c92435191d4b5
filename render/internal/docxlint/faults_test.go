package docxlint_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/lint"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// unpack takes a DOCX apart.
func unpack(t testing.TB, file []byte) *lint.Archive {
	t.Helper()
	parts, err := ooxml.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	a := &lint.Archive{TB: t}
	for _, p := range parts {
		a.Add(p.Name, string(p.Data)).Flags = lint.Streamed
	}
	return a
}

const (
	document = "word/document.xml"
	rels     = "word/_rels/document.xml.rels"
	types    = "[Content_Types].xml"
	styles   = "word/styles.xml"
	settings = "word/settings.xml"
	fontList = "word/fontTable.xml"
	core     = "docProps/core.xml"
	footer   = "word/footer1.xml"
	item     = "customXml/item1.xml"
	props    = "customXml/itemProps1.xml"
	face     = "word/fonts/font1.odttf"
	comments = "word/comments.xml"
)

// good is a package with everything that docxlint looks at, in which it finds
// nothing.
func good(t testing.TB) *lint.Archive {
	t.Helper()
	// A face: a table directory with tables of no bytes.
	tags := []string{"OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"}
	font := []byte{0, 1, 0, 0, 0, byte(len(tags)), 0, 0, 0, 0, 0, 0}
	for _, tag := range tags {
		font = append(append(font, tag...), make([]byte, 12)...)
	}
	var b bytes.Buffer
	options := docx.Options{
		Data:  doc.Carried{JSON: []byte(`{"agency":"某局","year":2023}`)},
		Fonts: []docx.Font{{Family: "Test", Regular: font, Roles: []doc.Role{doc.Song}}},
	}
	d := sample.Document(report.Edition2021)
	const cell = "/tables/disclosure/administrativeFees"
	d.Comments = []doc.Comment{{At: cell, Text: "一"}, {At: cell, Text: "二\n行"}}
	if err := options.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	a := unpack(t, b.Bytes())
	// A complex field and a structured document tag.
	a.Sub(document, `<w:r>`, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TITLE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`+
		`<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>${0}`)
	return a
}

// fault is one fault that a good package is given.
type fault struct {
	name string
	edit func(a *lint.Archive)
	raw  func(file []byte) []byte // where the fault is in the archive and not in a part
	// What docxlint finds: code, part and place of the fault and then of what
	// follows from it. Empty where it is left to the validator.
	want      []string
	validator bool // whether the Open XML SDK finds anything
}

func in(part, pattern, with string) func(a *lint.Archive) {
	return func(a *lint.Archive) { a.Helper(); a.Sub(part, pattern, with) }
}

// patch changes a field of the first entry's local header, or of its record in the
// central directory.
func patch(signature string, offset int, value ...byte) func([]byte) []byte {
	return func(file []byte) []byte {
		copy(file[bytes.Index(file, []byte(signature))+offset:], value)
		return file
	}
}

var faults = []fault{
	{name: "cell without a paragraph", edit: in(document, `(<w:tc>.*?</w:tcPr>)<w:p>.*?</w:p>`, "$1"), want: []string{"cell-paragraph word/document.xml w:body/w:tbl[1]/w:tr[1]/w:tc"}},
	{name: "cell that ends in a table", edit: in(document, `(</w:p>)(</w:tc>)`, `$1<w:tbl><w:tblPr><w:tblW w:w="100" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>$2`), want: []string{"cell-paragraph word/document.xml w:body/w:tbl[1]/w:tr[1]/w:tc"}},
	{name: "row narrower than the grid", edit: in(document, `<w:gridSpan w:val="3"/>`, `<w:gridSpan w:val="2"/>`), want: []string{"cell-width word/document.xml w:body/w:tbl[1]/w:tr[6]/w:tc[2]", "row-width word/document.xml w:body/w:tbl[1]/w:tr[6]"}},
	{name: "row with a cell too many", edit: in(document, `(<w:tc>.*?</w:tc>)(</w:tr>)`, `$1<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr><w:p/></w:tc>$2`), want: []string{"row-width word/document.xml w:body/w:tbl[1]/w:tr[1]"}},
	{name: "grid before the first cell", edit: in(document, `<w:trPr>`, `<w:trPr><w:gridBefore w:val="1"/>`), want: []string{"row-width word/document.xml w:body/w:tbl[1]/w:tr[1]"}},
	{name: "span of one", edit: in(document, `(<w:tcW w:w="2150" w:type="dxa"/>)`, `$1<w:gridSpan w:val="1"/>`), want: []string{"cell-span word/document.xml w:body/w:tbl[1]/w:tr[2]/w:tc[2]/w:tcPr/w:gridSpan"}},
	{name: "cell width", edit: in(document, `<w:tcW w:w="2150"`, `<w:tcW w:w="2151"`), want: []string{"cell-width word/document.xml w:body/w:tbl[1]/w:tr[2]/w:tc[2]"}},
	{name: "cell width in per cent", edit: in(document, `<w:tcW w:w="2150" w:type="dxa"`, `<w:tcW w:w="2150" w:type="pct"`), want: []string{"cell-width word/document.xml w:body/w:tbl[1]/w:tr[2]/w:tc[2]"}},
	{name: "table width", edit: in(document, `<w:tblW w:w="8844"`, `<w:tblW w:w="8840"`), want: []string{"table-width word/document.xml w:body/w:tbl[1]"}},
	{name: "automatic table width", edit: in(document, `<w:tblW w:w="8844" w:type="dxa"`, `<w:tblW w:w="0" w:type="auto"`), want: []string{"table-width word/document.xml w:body/w:tbl[1]"}},
	{name: "automatic layout", edit: in(document, `<w:tblLayout w:type="fixed"/>`, ``), want: []string{"table-layout word/document.xml w:body/w:tbl[1]"}},
	{name: "merge without a beginning", edit: in(document, `<w:vMerge w:val="restart"/>`, ``), want: []string{"merge-restart word/document.xml w:body/w:tbl[2]/w:tr[2]/w:tc[1]"}},
	{name: "merge that nothing continues", edit: in(document, `(<w:tcW w:w="2150" w:type="dxa"/>)`, `$1<w:vMerge w:val="restart"/>`), want: []string{"merge-alone word/document.xml w:body/w:tbl[1]/w:tr[2]/w:tc[2]"}},
	{name: "merge over other columns", edit: in(document, `(<w:vMerge/>.*?)<w:gridSpan w:val="3"/><w:vMerge/>(.*?</w:tc>)`, `$1<w:gridSpan w:val="2"/><w:vMerge/>$2<w:tc><w:tcPr><w:tcW w:w="2560" w:type="dxa"/></w:tcPr><w:p/></w:tc>`), want: []string{"cell-width word/document.xml w:body/w:tbl[2]/w:tr[3]/w:tc[1]", "merge-columns word/document.xml w:body/w:tbl[2]/w:tr[3]/w:tc[1]"}},
	{name: "text in a continued cell", edit: in(document, `(<w:vMerge/>.*?</w:pPr>)(</w:p>)`, `$1<w:r><w:t>1</w:t></w:r>$2`), want: []string{"merge-text word/document.xml w:body/w:tbl[2]/w:tr[2]/w:tc[1]"}},
	{name: "continued cell of another direction", edit: in(document, `(<w:vMerge/>)(<w:textDirection w:val="tbRlV"/>)`, `$1`), want: []string{"merge-look word/document.xml w:body/w:tbl[2]/w:tr[7]/w:tc[1]"}},
	{name: "head row below a body row", edit: in(document, `<w:tblHeader/>`, ``), want: []string{"table-header word/document.xml w:body/w:tbl[2]/w:tr[2]"}},
	{name: "head row with an attribute", edit: in(document, `<w:tblHeader/>`, `<w:tblHeader w:val="true"/>`), want: []string{"row-attribute word/document.xml w:body/w:tbl[2]/w:tr[1]/w:trPr/w:tblHeader"}, validator: true},
	{name: "unsplit row with an attribute", edit: in(document, `<w:cantSplit/>`, `<w:cantSplit w:val="1"/>`), want: []string{"row-attribute word/document.xml w:body/w:tbl[1]/w:tr[1]/w:trPr/w:cantSplit"}, validator: true},
	{name: "two tables in a row", edit: in(document, `(</w:tbl>)`, `$1<w:tbl><w:tblPr><w:tblW w:w="100" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`), want: []string{"table-next word/document.xml w:body/w:tbl[1]"}},
	{name: "table at the end", edit: in(document, `(?s)(.*</w:tbl>).*(<w:sectPr>)`, `$1$2`), want: []string{"table-next word/document.xml w:body/w:tbl[3]"}},

	{name: "part without a content type", edit: in(types, `<Default Extension="odttf".*?/>`, ``), want: []string{"content-types-missing word/fonts/font1.odttf"}, validator: true},
	{name: "content type of no part", edit: in(types, `(</Types>)`, `<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>$1`), want: []string{"content-types-absent [Content_Types].xml ct:Override[10]"}},
	{name: "content type of another part", edit: in(types, `(PartName="/word/footer1.xml" ContentType=".*?)footer\+xml`, `${1}header+xml`), want: []string{"content-type word/footer1.xml"}, validator: true},
	{name: "content type twice", edit: in(types, `(<Override PartName="/word/styles.xml".*?/>)`, `$1$1`), want: []string{"content-types [Content_Types].xml ct:Override[4]"}, validator: true},
	{name: "macros", edit: in(types, `wordprocessingml.document.main`, `wordprocessingml.document.macroEnabled.main`), want: []string{"macro word/document.xml", "content-type word/document.xml"}},
	{name: "path out of the archive", edit: func(a *lint.Archive) { a.Add("../word/evil.xml", "<a/>") }, want: []string{"zip-name ../word/evil.xml", "orphan ../word/evil.xml"}},
	{name: "absolute path", edit: func(a *lint.Archive) { a.Entry(face).Name = "/" + face }, want: []string{"zip-name /word/fonts/font1.odttf", "rel-target word/_rels/fontTable.xml.rels rel:Relationship", "orphan /word/fonts/font1.odttf"}, validator: true},
	{name: "path with a backslash", edit: func(a *lint.Archive) { a.Entry(face).Name = `word\fonts\font1.odttf` }, want: []string{`zip-name word\fonts\font1.odttf`, "rel-target word/_rels/fontTable.xml.rels rel:Relationship", `orphan word\fonts\font1.odttf`}, validator: true},
	{name: "entry twice", edit: func(a *lint.Archive) { a.Add(footer, "<a/>") }, want: []string{"zip-duplicate word/footer1.xml"}, validator: true},
	{name: "entry twice but for case", edit: func(a *lint.Archive) { a.Add("word/Footer1.xml", "<a/>") }, want: []string{"zip-duplicate word/Footer1.xml"}, validator: true},
	{name: "content types not first", edit: func(a *lint.Archive) { a.Entries = append(a.Entries[1:], a.Entries[0]) }, want: []string{"zip-first _rels/.rels"}},
	{name: "date of today", edit: func(a *lint.Archive) { a.Entry(footer).Modified = time.Date(2024, 1, 15, 9, 30, 0, 0, time.UTC) }, want: []string{"zip-date word/footer1.xml"}},
	{name: "no date", edit: func(a *lint.Archive) { a.Entry(footer).Modified = time.Time{} }, want: []string{"zip-date word/footer1.xml"}},
	{name: "encrypted entry", raw: func(file []byte) []byte {
		// The flag alone, in both headers of the first entry.
		return patch("PK\x01\x02", 8, 9)(patch("PK\x03\x04", 6, 9)(file))
	}, want: []string{"zip-encrypted [Content_Types].xml", "content-types [Content_Types].xml"}},
	{name: "no version in the local header", raw: patch("PK\x03\x04", 4, 0), want: []string{"zip-version [Content_Types].xml"}},
	{name: "no version in the central directory", raw: patch("PK\x01\x02", 6, 0), want: []string{"zip-version [Content_Types].xml"}},
	{name: "another name in the local header", raw: patch("PK\x03\x04", 30, '{'), want: []string{"zip-header [Content_Types].xml"}},
	{name: "another size in the data descriptor", raw: patch("PK\x07\x08", 12, 1, 0, 0, 0), want: []string{"zip-header [Content_Types].xml"}},
	{name: "bytes between the entries", raw: func(file []byte) []byte { return append([]byte("MZ"), file...) }, want: []string{"zip-header [Content_Types].xml"}, validator: true},

	{name: "target that does not exist", edit: in(rels, `Target="footer2.xml"`, `Target="footer3.xml"`), want: []string{"rel-target word/_rels/document.xml.rels rel:Relationship[5]", "orphan word/footer2.xml"}, validator: true},
	{name: "relationship that does not exist", edit: in(document, `r:id="rId\d+"`, `r:id="rId99"`), want: []string{"rel-dangling word/document.xml w:body/w:sectPr/w:footerReference[1]", "rel-unused word/_rels/document.xml.rels rel:Relationship[4]"}, validator: true},
	{name: "relationship that nothing names", edit: in(document, `<w:footerReference w:type="default" .*?/>`, ``), want: []string{"rel-unused word/_rels/document.xml.rels rel:Relationship[4]"}},
	{name: "relationship of another kind", edit: in(document, `(<w:footerReference w:type="default" r:id=)".*?"`, `$1"rId1"`), want: []string{"rel-kind word/document.xml w:body/w:sectPr/w:footerReference[1]", "rel-unused word/_rels/document.xml.rels rel:Relationship[4]"}, validator: true},
	{name: "Id twice", edit: in(rels, `Id="rId2"`, `Id="rId1"`), want: []string{"rel-id word/_rels/document.xml.rels rel:Relationship[2]", "orphan word/settings.xml"}, validator: true},
	{name: "external target", edit: in(rels, `(</Relationships>)`, `<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://example.com/a.dotx" TargetMode="External"/>$1`), want: []string{"rel-external word/_rels/document.xml.rels rel:Relationship[8]"}},
	{name: "part without a relationship", edit: in(rels, `<Relationship Id="rId6".*?/>`, ``), want: []string{"orphan customXml/item1.xml"}},
	{name: "relationships of no part", edit: func(a *lint.Archive) {
		a.Add("word/_rels/header1.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`)
	}, want: []string{"rel-source word/_rels/header1.xml.rels"}},

	{name: "undefined paragraph style", edit: in(document, `<w:pStyle w:val="Body"/>`, `<w:pStyle w:val="Bodi"/>`), want: []string{"style-undefined word/document.xml w:body/w:p[2]/w:pPr/w:pStyle"}},
	{name: "undefined character style", edit: in(document, `<w:rStyle w:val="Heading2Char"/>`, `<w:rStyle w:val="Heading3Char"/>`), want: []string{"style-undefined word/document.xml w:body/w:p[5]/w:r[1]/w:rPr/w:rStyle"}},
	{name: "undefined table style", edit: in(document, `<w:tblStyle w:val="FormTable"/>`, `<w:tblStyle w:val="Grid"/>`), want: []string{"style-undefined word/document.xml w:body/w:tbl[1]/w:tblPr/w:tblStyle"}},
	{name: "style based on none", edit: in(styles, `<w:basedOn w:val="Normal"/>`, `<w:basedOn w:val="Normal0"/>`), want: []string{"style-undefined word/styles.xml w:style[5]/w:basedOn"}},
	{name: "undefined next style", edit: in(styles, `<w:next w:val="Body"/>`, `<w:next w:val="Text"/>`), want: []string{"style-undefined word/styles.xml w:style[6]/w:next"}},
	{name: "style of another type", edit: in(document, `<w:rStyle w:val="Heading2Char"/>`, `<w:rStyle w:val="Heading2"/>`), want: []string{"style-type word/document.xml w:body/w:p[5]/w:r[1]/w:rPr/w:rStyle"}},
	{name: "link to another style", edit: in(styles, `<w:link w:val="TitleChar"/>`, `<w:link w:val="Heading1Char"/>`), want: []string{"style-link word/styles.xml w:style[6]/w:link", "style-link word/styles.xml w:style[7]/w:link"}},
	{name: "style defined twice", edit: in(styles, `w:styleId="Date"`, `w:styleId="Body"`), want: []string{"style-id word/styles.xml w:style[13]", "style-undefined word/document.xml w:body/w:p[28]/w:pPr/w:pStyle"}, validator: true},
	{name: "style name twice", edit: in(styles, `<w:name w:val="TableStub"/>`, `<w:name w:val="tablehead"/>`), want: []string{"style-name word/styles.xml w:style[16]"}},
	{name: "style based on itself", edit: in(styles, `(w:styleId="FormTable"><w:name .*?/><w:basedOn w:val=)"TableNormal"`, `$1"FormTable"`), want: []string{"style-cycle word/styles.xml w:style[29]"}},

	{name: "structured document tag twice", edit: in(document, `(<w:sdt>.*?</w:sdt>)`, `$1$1`), want: []string{"sdt-id word/document.xml w:body/w:p[1]/w:sdt[2]"}},
	{name: "structured document tag round a cell", edit: in(document, `(<w:tc>.*?</w:tc>)`, `<w:sdt><w:sdtContent>$1</w:sdtContent></w:sdt>`), want: []string{"sdt-place word/document.xml w:body/w:tbl[1]/w:tr[1]/w:sdt", "row-width word/document.xml w:body/w:tbl[1]/w:tr[1]"}},
	{name: "field without an end", edit: in(document, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, ``), want: []string{"field word/document.xml w:body/w:p[1]/w:r[1]/w:fldChar"}},
	{name: "field without a beginning", edit: in(document, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, `$0$0`), want: []string{"field word/document.xml w:body/w:p[1]/w:r[5]/w:fldChar"}},
	{name: "field of no instruction", edit: in(footer, `w:instr=" PAGE "`, `w:instr=" "`), want: []string{"field-instruction word/footer1.xml w:p/w:fldSimple"}},
	{name: "unknown field", edit: in(footer, `w:instr=" PAGE "`, `w:instr=" PAEG "`), want: []string{"field-instruction word/footer1.xml w:p/w:fldSimple"}},
	{name: "indent in twips alone", edit: in(styles, ` w:firstLineChars="200"`, ``), want: []string{"indent word/styles.xml w:style[5]/w:pPr/w:ind"}},
	{name: "indent in characters alone", edit: in(styles, ` w:firstLine="\d+"`, ``), want: []string{"indent word/styles.xml w:style[5]/w:pPr/w:ind"}},
	{name: "run without a hint", edit: in(document, `<w:rFonts w:hint="eastAsia"/>`, ``), want: []string{"run-hint word/document.xml w:body/w:p[1]/w:r[5]"}},
	{name: "spaces that are lost", edit: in(footer, ` xml:space="preserve"`, ``), want: []string{"text-space word/footer1.xml w:p/w:r[1]/w:t"}},
	{name: "negative character space", edit: in(document, `<w:docGrid w:type="lines"`, `<w:docGrid w:type="linesAndChars" w:charSpace="-848"`), want: []string{"doc-grid word/document.xml w:body/w:sectPr/w:docGrid"}},
	{name: "no grid", edit: in(document, `<w:docGrid.*?/>`, ``), want: []string{"doc-grid word/document.xml w:body/w:sectPr"}},
	{name: "no section", edit: in(document, `<w:sectPr>.*</w:sectPr>`, ``), want: []string{"rel-unused word/_rels/document.xml.rels rel:Relationship[4]", "rel-unused word/_rels/document.xml.rels rel:Relationship[5]", "section word/document.xml w:body"}},
	{name: "section before the end", edit: in(document, `(<w:sectPr>.*</w:sectPr>)`, `$1<w:p/>`), want: []string{"section word/document.xml w:body"}, validator: true},
	{name: "two footers of a kind", edit: in(document, `w:type="even"`, `w:type="default"`), want: []string{"section-footer word/document.xml w:body/w:sectPr/w:footerReference[2]", "section-even word/document.xml w:body/w:sectPr"}},
	{name: "even pages not told apart", edit: in(settings, `<w:evenAndOddHeaders/>`, ``), want: []string{"section-even word/document.xml w:body/w:sectPr"}},

	{name: "order in w:pPr", edit: in(document, `(<w:pStyle [^>]*/>)(<w:keepNext/>)`, `$2$1`), want: []string{"order word/document.xml w:body/w:tbl[1]/w:tr[1]/w:tc/w:p/w:pPr/w:pStyle"}, validator: true},
	{name: "order in w:rPr", edit: in(styles, `(<w:sz [^>]*/>)(<w:szCs [^>]*/>)`, `$2$1`), want: []string{"order word/styles.xml w:docDefaults/w:rPrDefault/w:rPr/w:sz"}, validator: true},
	{name: "order in w:tcPr", edit: in(document, `(<w:tcW [^>]*/>)(<w:gridSpan [^>]*/>)`, `$2$1`), want: []string{"order word/document.xml w:body/w:tbl[1]/w:tr[1]/w:tc/w:tcPr/w:tcW"}, validator: true},
	{name: "order in w:tblPr", edit: in(document, `(<w:tblLook [^>]*/>)(<w:tblCaption [^>]*/>)`, `$2$1`), want: []string{"order word/document.xml w:body/w:tbl[1]/w:tblPr/w:tblLook"}, validator: true},
	{name: "order in w:sectPr", edit: in(document, `(<w:pgSz [^>]*/>)(<w:pgMar [^>]*/>)`, `$2$1`), want: []string{"order word/document.xml w:body/w:sectPr/w:pgSz"}, validator: true},
	{name: "order in w:style", edit: in(styles, `(<w:next [^>]*/>)(<w:link [^>]*/>)`, `$2$1`), want: []string{"order word/styles.xml w:style[6]/w:next"}, validator: true},
	{name: "order in w:settings", edit: in(settings, `(<w:evenAndOddHeaders/>)(<w:characterSpacingControl [^>]*/>)`, `$2$1`), want: []string{"order word/settings.xml w:evenAndOddHeaders"}, validator: true},
	{name: "properties behind the text", edit: in(document, `<w:r>(<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>)(<w:t>.*?</w:t>)</w:r>`, `<w:r>$2$1</w:r>`), want: []string{"order word/document.xml w:body/w:p[1]/w:r[5]/w:rPr"}, validator: true},
	{name: "element twice", edit: in(document, `(<w:vAlign [^>]*/>)`, `$1$1`), want: []string{"order word/document.xml w:body/w:tbl[1]/w:tr[1]/w:tc/w:tcPr/w:vAlign[2]"}, validator: true},

	{name: "not well-formed", edit: in(footer, `</w:p>`, ``), want: []string{"xml word/footer1.xml line 2, column 448"}, validator: true},
	{name: "character that XML forbids", edit: in(footer, `— <`, "— \x0b<"), want: []string{"xml word/footer1.xml line 2, column 271"}, validator: true},
	{name: "attribute twice", edit: in(footer, `(<w:jc w:val="right")`, `$1 w:val="left"`), want: []string{"xml word/footer1.xml w:p/w:pPr/w:jc"}, validator: true},
	{name: "not UTF-8", edit: in(footer, `— <`, "\xa1\xaa <"), want: []string{"utf-8 word/footer1.xml"}, validator: true},
	{name: "another encoding", edit: in(footer, `encoding="UTF-8"`, `encoding="GBK"`), want: []string{"xml word/footer1.xml line 1, column 54"}, validator: true},
	{name: "document type", edit: in(footer, `<w:ftr `, `<!DOCTYPE a [<!ENTITY b "c">]>${0}`), want: []string{"doctype word/footer1.xml"}, validator: true},
	{name: "undeclared prefix", edit: in(footer, `<w:p>`, `<w:p w14:paraId="00000001">`), want: []string{"namespace word/footer1.xml"}, validator: true},
	{name: "needless namespace", edit: in(footer, `<w:ftr `, `${0}xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" `), want: []string{"namespace word/footer1.xml"}},
	{name: "undeclared prefix to ignore", edit: in(footer, `<w:ftr `, `${0}xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14" `), want: []string{"mc-ignorable word/footer1.xml"}, validator: true},

	{name: "name of a face that is too long", edit: in(fontList, `w:name="Test"`, `w:name="A face with more than thirty-one letters"`), want: []string{"font-name word/fontTable.xml w:font[6]"}},
	{name: "face that the font table lacks", edit: in(styles, `w:eastAsia="黑体"`, `w:eastAsia="华文中宋"`), want: []string{"font-table word/styles.xml w:style[8]/w:rPr/w:rFonts"}},
	{name: "embedded face that does not exist", edit: in(fontList, `r:id="rId1"`, `r:id="rId2"`), want: []string{"rel-dangling word/fontTable.xml w:font[5]/w:embedRegular"}, validator: true},
	{name: "embedded face with another key", edit: in(fontList, `w:fontKey="\{.{8}`, `w:fontKey="{00000000`), want: []string{"font-data word/fonts/font1.odttf"}},
	{name: "embedded face without a key", edit: in(fontList, ` w:fontKey="[^"]*"`, ``), want: []string{"font-key word/fontTable.xml w:font[5]/w:embedRegular"}},
	{name: "embedded face that is cut off", edit: func(a *lint.Archive) { e := a.Entry(face); e.Data = e.Data[:60] }, want: []string{"font-data word/fonts/font1.odttf", "font-data word/fonts/font1.odttf"}},
	{name: "embedded face that is not obfuscated", edit: in(types, `obfuscatedFont`, `font`), want: []string{"content-type word/fonts/font1.odttf"}},
	{name: "embedded faces that are not saved", edit: in(settings, `<w:embedTrueTypeFonts/>`, ``), want: []string{"font-setting word/settings.xml"}},
	{name: "author", edit: in(core, `<dc:language>`, `<dc:creator>张三</dc:creator>${0}`), want: []string{"property-personal docProps/core.xml dc:creator"}},
	{name: "no title", edit: in(core, `<dc:title>.*</dc:title>`, ``), want: []string{"property-title docProps/core.xml"}},
	{name: "checksum of other data", edit: in(item, `2023`, `2024`), want: []string{"data-checksum customXml/item1.xml"}},
	{name: "data of no version", edit: in(item, ` version="2"`, ``), want: []string{"data-version customXml/item1.xml"}},
	{name: "item ID that is no GUID", edit: in(props, `itemID="\{........-`, `itemID="{`), want: []string{"custom-xml-id customXml/itemProps1.xml"}, validator: true},
	{name: "data without properties", edit: in("customXml/_rels/item1.xml.rels", `<Relationship .*?/>`, ``), want: []string{"orphan customXml/itemProps1.xml", "custom-xml customXml/item1.xml"}},
	{name: "bookmark without an end", edit: in(document, `<w:r>`, `<w:bookmarkStart w:id="1" w:name="a"/>${0}`), want: []string{"bookmark word/document.xml w:body/w:p[1]/w:bookmarkStart"}},

	{name: "comment that begins twice", edit: in(document, `<w:commentRangeStart w:id="0"/>`, `$0$0`), want: []string{"comment-twice word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:commentRangeStart[2]"}, validator: true},
	{name: "comment that does not begin", edit: in(document, `<w:commentRangeStart w:id="0"/>`, ``), want: []string{"comment-range word/comments.xml w:comment[1]"}},
	{name: "comment that does not end", edit: in(document, `<w:commentRangeEnd w:id="0"/>`, ``), want: []string{"comment-range word/comments.xml w:comment[1]"}},
	{name: "comment that nothing refers to", edit: in(document, `<w:commentReference w:id="0"/>`, ``), want: []string{"comment-range word/comments.xml w:comment[1]"}},
	{name: "comment that ends before it begins", edit: in(document, `(<w:commentRangeStart w:id="0"/>)(.*)(<w:commentRangeEnd w:id="0"/>)`, `$3$2$1`), want: []string{"comment-range word/comments.xml w:comment[1]"}},
	{name: "comment that is not there", edit: in(comments, `<w:comment w:id="0".*?</w:comment>`, ``), want: []string{"comment-absent word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:commentRangeStart[1]", "comment-absent word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:commentRangeEnd[1]", "comment-absent word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:r[2]/w:commentReference"}, validator: true},
	{name: "two comments of one ID", edit: in(comments, `w:id="1"`, `w:id="0"`), want: []string{"comment-id word/comments.xml w:comment[2]", "comment-range word/comments.xml w:comment[2]", "comment-absent word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:commentRangeStart[2]", "comment-absent word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:commentRangeEnd[2]", "comment-absent word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:p/w:r[3]/w:commentReference"}, validator: true},
	{name: "comment that begins between paragraphs", edit: in(document, `(<w:p>)(<w:pPr><w:pStyle [^>]*/></w:pPr>)(<w:commentRangeStart w:id="0"/>)`, `$3$1$2`), want: []string{"comment-place word/document.xml w:body/w:tbl[1]/w:tr[14]/w:tc[2]/w:commentRangeStart"}},
	{name: "comment of a person", edit: in(comments, `w:author="校核"`, `w:author="张三"`), want: []string{"comment-author word/comments.xml w:comment[1]"}},
	{name: "comment with a date", edit: in(comments, `w:initials`, `w:date="2024-01-15T00:00:00Z" w:initials`), want: []string{"comment-author word/comments.xml w:comment[1]"}},
	{name: "comment without text", edit: in(comments, `<w:t>一</w:t>`, ``), want: []string{"comment-text word/comments.xml w:comment[1]"}},

	// Left to the validator.
	{name: "attribute that there is not", edit: in(document, `<w:vAlign w:val="center"`, `${0} w:align="center"`), validator: true},
	{name: "value that there is not", edit: in(document, `<w:vAlign w:val="center"`, `<w:vAlign w:val="middle"`), validator: true},
	{name: "text in a paragraph", edit: in(document, `(<w:p>.*?</w:pPr>)`, `$1<w:t>a</w:t>`), validator: true},
}

func (f *fault) file(t testing.TB) []byte {
	t.Helper()
	return good(t).Spoilt(f.edit, f.raw)
}

func TestGood(t *testing.T) {
	docxlint.Verify(t, good(t).Pack())
}

// Every fault is found, where it is, and nothing else.
func TestFaults(t *testing.T) {
	names := map[string]bool{}
	for _, f := range faults {
		if names[f.name] {
			t.Errorf("two faults %q", f.name)
		}
		names[f.name] = true
		t.Run(f.name, func(t *testing.T) {
			lint.Expect(t, docxlint.Check(f.file(t)), f.want)
		})
	}
}

// No file makes the lint itself fail.
func FuzzCheck(f *testing.F) {
	file := good(f).Pack()
	f.Add(file)
	for i := range faults {
		f.Add(faults[i].file(f))
	}
	f.Fuzz(func(t *testing.T, file []byte) { docxlint.Check(file) })
}
