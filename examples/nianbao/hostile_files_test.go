//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	packageTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`
	relations    = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	relation     = `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`
	sheetSpace   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// workbookOf is a workbook of one sheet with shared strings.
func workbookOf(t *testing.T, sheet, strs string) string {
	return packed(t,
		part{"[Content_Types].xml", packageTypes},
		part{"_rels/.rels", fmt.Sprintf(relations, fmt.Sprintf(relation, 1, "officeDocument", "xl/workbook.xml"))},
		part{"xl/workbook.xml", `<workbook ` + sheetSpace + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", fmt.Sprintf(relations, fmt.Sprintf(relation, 1, "worksheet", "worksheets/sheet1.xml")+fmt.Sprintf(relation, 2, "sharedStrings", "sharedStrings.xml"))},
		part{"xl/worksheets/sheet1.xml", `<worksheet ` + sheetSpace + `>` + sheet + `</worksheet>`},
		part{"xl/sharedStrings.xml", `<sst ` + sheetSpace + `>` + strs + `</sst>`})
}

// hostileFiles are files of other programs' formats that are made to cost time or
// memory, or to lead a reader astray, by name.
func hostileFiles(t *testing.T) map[string]string {
	dir := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "docx,pdf,ofd,html", "-data", "always", "-o", dir); status != exitDone {
		t.Fatal(stderr)
	}
	made := map[string]string{}
	for _, name := range names(dir) {
		made[filepath.Ext(name)] = load(t, filepath.Join(dir, name))
	}
	all := map[string]string{}
	repeat := strings.Repeat

	// Archives.
	docx := unpacked(t, made[".docx"])
	with := func(name string, change func(string) string) string {
		parts := slices.Clone(docx)
		i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
		if i < 0 {
			t.Fatalf("no part %s", name)
		}
		parts[i].text = change(parts[i].text)
		return packed(t, parts...)
	}
	body := func(name, xml string) {
		all["docx: "+name] = with("word/document.xml", func(s string) string { return strings.Replace(s, "<w:body>", "<w:body>"+xml, 1) })
	}
	for name, s := range map[string]string{"docx": made[".docx"], "pdf": made[".pdf"], "ofd": made[".ofd"], "html": made[".html"]} {
		all[name+": half"] = s[:len(s)/2]
		all[name+": the last byte gone"] = s[:len(s)-1]
		all[name+": its beginning"] = s[:min(600, len(s))]
		b := []byte(s)
		random := rand.New(rand.NewPCG(1, uint64(len(s))))
		for range 100 {
			b[random.IntN(len(b))] ^= byte(1 << random.IntN(8))
		}
		all[name+": bits turned"] = string(b)
	}
	all["zip: a name outside"] = packed(t, append(slices.Clone(docx), part{"../../outside.xml", "x"})...)
	all["zip: an absolute name"] = packed(t, append(slices.Clone(docx), part{"/etc/passwd", "x"})...)
	all["zip: a name twice"] = packed(t, append(slices.Clone(docx), part{"word/document.xml", "<x/>"})...)
	var entries []part
	for i := range 60_000 {
		entries = append(entries, part{fmt.Sprintf("a%d", i), ""})
	}
	all["zip: 60,000 entries"] = packed(t, append(slices.Clone(docx), entries...)...)
	all["zip: a part of 128 MB"] = bomb(t, docx, "word/media/bomb.bin", 1<<27)
	all["zip: a document of 128 MB"] = bomb(t, slices.DeleteFunc(slices.Clone(docx), func(p part) bool { return p.name == "word/document.xml" }), "word/document.xml", 1<<27)
	all["zip: no directory"] = made[".docx"][:bytes.LastIndex([]byte(made[".docx"]), []byte("PK\x01\x02"))]
	all["zip: nothing in it"] = packed(t)
	all["zip: of a ZIP"] = packed(t, part{"report.docx", made[".docx"]})
	encrypted := []byte(made[".docx"])
	for i := range encrypted[:len(encrypted)-9] {
		switch string(encrypted[i : i+4]) {
		case "PK\x03\x04":
			encrypted[i+6] |= 1
		case "PK\x01\x02":
			encrypted[i+8] |= 1
		}
	}
	all["zip: encrypted entries"] = string(encrypted)

	// XML.
	for name, prolog := range map[string]string{
		"a DOCTYPE":         `<!DOCTYPE w [<!ENTITY a "b">]>`,
		"an outside entity": `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>`,
		"a billion laughs":  `<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`,
	} {
		all["docx: "+name] = with("word/document.xml", func(s string) string {
			end := strings.Index(s, "?>") + 2
			return s[:end] + prolog + s[end:]
		})
	}
	body("200,000 deep", repeat("<w:sdt><w:sdtContent>", 100_000)+repeat("</w:sdtContent></w:sdt>", 100_000))
	body("200,000 tables deep", repeat("<w:tbl><w:tr><w:tc>", 70_000)+"<w:p/>"+repeat("</w:tc></w:tr></w:tbl>", 70_000))
	body("100,000 attributes", "<w:p "+repeat(`w:a="b" `, 100_000)+"/>")
	body("a name of 7 MB", "<w:"+repeat("a", 7<<20)+"/>")
	body("a text of 7 MB", "<w:p><w:r><w:t>"+repeat("政", 7<<20/3)+"</w:t></w:r></w:p>")
	body("a million empty paragraphs", repeat("<w:p/>", 1_000_000))
	body("200,000 paragraphs", repeat("<w:p><w:r><w:t>政</w:t></w:r></w:p>", 200_000))
	body("2,000,000 cells", "<w:tbl>"+repeat("<w:tr>"+repeat("<w:tc/>", 1000)+"</w:tr>", 1000)+"</w:tbl>")
	body("a span of a milliard", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)
	body("a negative span", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-5"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`)
	body("grid before, a milliard", `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>`)
	body("open elements", repeat("<w:p>", 300))
	body("fields without end", repeat(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`, 20_000))

	// Sheets.
	cell := func(ref, value string) string { return `<c r="` + ref + `"><v>` + value + `</v></c>` }
	sheets := map[string]string{
		"the last row and column": `<sheetData><row r="1048576">` + cell("XFD1048576", "1") + `</row></sheetData>`,
		"a row of a milliard":     `<sheetData><row r="4000000000">` + cell("A4000000000", "1") + `</row></sheetData>`,
		"rows backwards":          `<sheetData><row r="9">` + cell("A9", "1") + `</row><row r="1">` + cell("A1", "1") + `</row></sheetData>`,
		"a cell twice":            `<sheetData><row r="1">` + cell("A1", "1") + cell("A1", "2") + `</row></sheetData>`,
		"a merge of all":          `<sheetData><row r="1">` + cell("A1", "1") + `</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
		"100,000 merges":          `<sheetData/><mergeCells>` + repeat(`<mergeCell ref="A1:B2"/>`, 100_000) + `</mergeCells>`,
		"300,000 cells":           `<sheetData>` + repeat(`<row>`+repeat(`<c><v>1</v></c>`, 300)+`</row>`, 1000) + `</sheetData>`,
		"99,000 numbers":          `<sheetData>` + repeat(`<row>`+repeat(`<c><v>1</v></c>`, 300)+`</row>`, 330) + `</sheetData>`,
		"97,000 empty cells":      `<sheetData>` + repeat(`<row><c><v>1</v></c>`+repeat(`<c/>`, 305)+`<c><v>1</v></c></row>`, 317) + `</sheetData>`,
		"far apart cells":         `<sheetData>` + farCells() + `</sheetData>`,
		"an index out of strings": `<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>`,
		"a number of a megabyte":  `<sheetData><row r="1">` + cell("A1", repeat("9", 1<<20)) + `</row></sheetData>`,
		"no number":               `<sheetData><row r="1">` + cell("A1", "NaN") + cell("B1", "INF") + cell("C1", "1E+999") + `</row></sheetData>`,
	}
	for name, sheet := range sheets {
		all["xlsx: "+name] = workbookOf(t, sheet, "<si><t>表</t></si>")
	}
	all["xlsx: 7 MB of strings"] = workbookOf(t, "<sheetData/>", "<si><t>"+repeat("政", 7<<20/3)+"</t></si>")
	all["xlsx: 400,000 strings"] = workbookOf(t, "<sheetData/>", repeat("<si><t/></si>", 400_000))
	all["xlsx: a long string in 60,000 cells"] = workbookOf(t, "<sheetData>"+repeat(`<row>`+repeat(`<c t="s"><v>0</v></c>`, 60)+`</row>`, 1000)+"</sheetData>", "<si><t>"+repeat("政", 20_000)+"</t></si>")
	all["xml: a sheet of 2003, 200,000 deep"] = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">` + repeat("<a>", 200_000)
	all["xml: a sheet of 2003, an index of a milliard"] = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row ss:Index="1000000000"><Cell ss:Index="1000000000" ss:MergeAcross="1000000000" ss:MergeDown="1000000000"><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>`

	// Pages.
	page := func(name, html string) {
		all["html: "+name] = "<!DOCTYPE html><html><head><title>x</title></head><body>" + html + "</body></html>"
	}
	page("50,000 tables deep", repeat("<table><tr><td>", 50_000))
	page("200,000 divisions deep", repeat("<div>", 200_000))
	page("2,000,000 cells", "<table>"+repeat("<tr>"+repeat("<td>", 1000), 2000))
	page("spans of a milliard", `<table><tr><td rowspan="1000000000" colspan="1000000000">1<td>2<tr><td>3</table>`)
	page("spans of 1,000", "<table>"+repeat(`<tr><td rowspan="65534" colspan="1000">1`, 5_000)+"</table>")
	page("entities", repeat("&amp;&nbsp;&#x653f;", 200_000))
	page("a text of 3 MB", repeat("政", 1<<20))
	page("an attribute of 3 MB", `<p title="`+repeat("a", 3<<20)+`">`)
	page("100,000 attributes", "<p "+repeat(`a="b" `, 100_000)+">")
	page("formatting elements", repeat("<b><i><p>", 30_000))
	page("5 MB", repeat("<p>政</p>", 5<<20/10))
	page("styles", "<style>"+repeat(".a{display:none}", 100_000)+"</style>"+repeat("<p class=a>政", 20_000))

	// PDF.
	pdf := func(name, objects string) {
		all["pdf: "+name] = pdfOf(objects)
	}
	content := func(s string) string {
		return "<</Type/Catalog/Pages 2 0 R>>\x00<</Type/Pages/Kids[3 0 R]/Count 1>>\x00<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 4 0 R>>>>>>\x00" +
			"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F 4 0 R>>>>/Length " + fmt.Sprint(len(s)) + ">>stream\n" + s + "\nendstream"
	}
	pdf("a page tree in a circle", "<</Type/Catalog/Pages 2 0 R>>\x00<</Type/Pages/Kids[2 0 R]/Count 1000000000>>")
	pdf("a form in itself", content(repeat("/F Do ", 100)))
	pdf("a million operators", content(repeat("0 0 1 1 re f ", 1_000_000)))
	pdf("200,000 arrays deep", content(repeat("[", 200_000)))
	pdf("states without end", content(repeat("q ", 1_000_000)))
	pdf("a length of a milliard", strings.Replace(content("q"), "/Length 1", "/Length 1000000000", 1))
	pdf("a length of itself", strings.Replace(content("q"), "/Length 1", "/Length 4 0 R", 1))
	pdf("objects in arrays, deep", "<</Type/Catalog/Pages "+repeat("[", 1_000_000)+">>")
	pdf("filters, a hundred", strings.Replace(content("q"), "/Length 1", "/Filter["+repeat("/ASCIIHexDecode", 100)+"]/Length 1", 1))
	all["pdf: previous tables in a circle"] = "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
	all["pdf: a table of a milliard"] = "%PDF-1.7\nxref\n0 1000000000\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
	all["pdf: deflated bomb"] = deflated(t, 1<<27)
	all["pdf: encrypted"] = strings.Replace(pdfOf(content("q")), "/Root", "/Encrypt 9 0 R/Root", 1)
	all["pdf: 5 MB of comments"] = "%PDF-1.7\n" + repeat("%\n", 5<<19)
	for name, part := range map[string]string{
		"trailers": "trailer<<", "streams without end": "1 0 obj<</Length 9>>stream\n", "strings without end": "1 0 obj(", "objects of one number": "1 0 obj 1 endobj ",
	} {
		all["pdf: no table and "+name] = "%PDF-1.7\n" + repeat(part, 15<<20/len(part))
	}
	font := func(entries, cmap string) string {
		s := "BT/G 1 Tf<" + repeat("0001FFFF", 20_000) + ">Tj ET"
		return "<</Type/Catalog/Pages 2 0 R>>\x00<</Kids[3 0 R]>>\x00<</Contents 4 0 R/Resources<</Font<</G 5 0 R>>>>>>\x00<</Length " + fmt.Sprint(len(s)) + ">>stream\n" + s +
			"\nendstream\x00<</Subtype/Type0" + entries + ">>\x00<</Length " + fmt.Sprint(len(cmap)) + ">>stream\n" + cmap + "\nendstream"
	}
	pdf("ranges of codes", font("/Encoding 6 0 R", "begincodespacerange "+repeat("<00><01>", 500_000)))
	pdf("characters of codes", font("/Encoding/Identity-H/ToUnicode 6 0 R", "beginbfchar "+repeat("<0001><0001>", 600_000)))
	pdf("widths of glyphs", font("/Encoding/Identity-H/DescendantFonts[<</W["+repeat("65535 65535 9 ", 100_000)+"]>>]", ""))
	pdf("a page a hundred thousand times", "<</Type/Catalog/Pages 2 0 R>>\x00<</Kids["+repeat("3 0 R ", 100_000)+"]>>\x00<</Type/Page>>")
	pdf("a path of a million points", content("0 0 m "+repeat("9 9 l ", 1_000_000)+"S"))
	pdf("marks within each other", content(repeat("/P<</ActualText(a)>>BDC ", 200_000)))
	tagged := func(structure string) string {
		s := repeat("/P<</MCID 0>>BDC BT 1 Tf(a)Tj ET EMC ", 20_000)
		return "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot<</K 5 0 R>>>>\x00<</Kids[3 0 R]>>\x00<</Contents 4 0 R>>\x00<</Length " + fmt.Sprint(len(s)) + ">>stream\n" + s +
			"\nendstream\x00" + structure
	}
	pdf("a structure in a circle", tagged("<</S/P/K[6 0 R]>>\x00<</S/P/K[5 0 R]>>"))
	pdf("texts for others within each other", tagged(repeat("<</S/P/ActualText(a)/Pg 3 0 R/K[", 200)+"0"+repeat("]>>", 200)))
	pdf("cells of a million places", tagged("<</S/Table/Pg 3 0 R/K[<</S/TR/K[<</S/TD/K 0>>"+repeat("<</S/TD/A<</O/Table/ColSpan 1000/RowSpan 1000>>>>", 1000)+"]>>"+repeat("<</S/TR>>", 1000)+"]>>"))

	// Compound files.
	ole := make([]byte, 1<<20)
	copy(ole, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	all["ole: zeros"] = string(ole)
	for i := 8; i < len(ole); i += 4 {
		binary.LittleEndian.PutUint32(ole[i:], 1) // every sector is followed by the second
	}
	binary.LittleEndian.PutUint16(ole[30:], 9)
	binary.LittleEndian.PutUint16(ole[32:], 6)
	all["ole: sectors in a circle"] = string(ole)
	random := make([]byte, 1<<20)
	rand.NewChaCha8([32]byte{2}).Read(random)
	all["ole: random"] = string(ole[:8]) + string(random)
	all["ole: its head"] = string(ole[:8])

	// Formats that are refused.
	all["odt"] = packed(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", "<x/>"})
	all["ods"] = packed(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"content.xml", "<x/>"})
	return all
}

// farCells are cells at the ends of 2,000 rows.
func farCells() string {
	var b strings.Builder
	for row := 1; row <= 2000; row++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, row, row)
	}
	return b.String()
}

// bomb is an archive of the parts and one of zeros.
func bomb(t *testing.T, parts []part, name string, size int) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(name string, r io.Reader) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range parts {
		write(p.name, strings.NewReader(p.text))
	}
	write(name, io.LimitReader(zeros{}, int64(size)))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// pdfOf is a PDF of objects, which \x00 divides, with a table of them.
func pdfOf(objects string) string {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range strings.Split(objects, "\x00") {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.String()
}

// deflated is a PDF whose page has so many bytes of zeros.
func deflated(t *testing.T, size int) string {
	t.Helper()
	archive := bomb(t, nil, "a", size)
	head := 30 + 1
	end := strings.LastIndex(archive, "PK\x01\x02")
	if d := strings.LastIndex(archive[:end], "PK\x07\x08"); d > 0 {
		end = d
	}
	data := "\x78\x9c" + archive[head:end] // without its checksum
	return pdfOf("<</Type/Catalog/Pages 2 0 R>>\x00<</Type/Pages/Kids[3 0 R]/Count 1>>\x00<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>\x00" +
		"<</Filter/FlateDecode/Length " + fmt.Sprint(len(data)) + ">>stream\n" + data + "\nendstream")
}
