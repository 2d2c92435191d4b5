package ofdlint_test

import (
	"archive/zip"
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/render/internal/lint"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
)

// fault is one fault that a sound file is given.
type fault struct {
	name     string
	edit     func(a *lint.Archive)
	raw      func(file []byte) []byte // where the fault is in the archive and not in a part
	archived bool                     // the file is one that an archive keeps
	// What is found: rule, part and place of the fault, and then of what follows from it.
	want []string
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

// table changes a table of the font, whose checksums stay right.
func table(tag string, change func(data string) string) func(a *lint.Archive) {
	return func(a *lint.Archive) {
		all := songTables()
		all[tag] = change(all[tag])
		a.Entry(face).Data = []byte(build(all))
	}
}

// put writes over a table from a byte on.
func put(tag string, at int, with string) func(a *lint.Archive) {
	return table(tag, func(data string) string { return data[:at] + with + data[at+len(with):] })
}

// glyph gives the font other outlines from glyph 1 on.
func glyph(outlines ...string) func(a *lint.Archive) {
	return func(a *lint.Archive) {
		a.Entry(face).Data = []byte(build(tables("Test-Song", songCmap, slices.Concat([]string{""}, outlines, glyphs[1+len(outlines):]))))
	}
}

// Places of objects on the first page.
const (
	textA = page0 + ` Content/Layer[2]/TextObject[1]`
	codeA = textA + `/TextCode`
	textB = page0 + ` Content/Layer[2]/TextObject[2]`
	line  = page0 + ` Content/Layer[1]/PathObject[1]`
	shade = page0 + ` Content/Layer[1]/PathObject[2]`
)

var fontsOf = regexp.MustCompile(`<ofd:Fonts>.*</ofd:Fonts>`)

var faults = []fault{
	// The archive.
	{name: "entry twice", edit: func(a *lint.Archive) { a.Add(page0, "<a/>") }, want: []string{"P1 " + page0}},
	{name: "entry twice but for case", edit: func(a *lint.Archive) { a.Add("ofd.xml", "<a/>") }, want: []string{"P1 ofd.xml"}},
	{name: "Chinese name of an entry", edit: func(a *lint.Archive) {
		a.Entry(report).Name = "Doc_0/Attachs/报告.json"
		a.Sub(attached, `report\.json`, `报告.json`)
	}, want: []string{"P2 Doc_0/Attachs/报告.json"}},
	{name: "path out of the archive", edit: func(a *lint.Archive) { a.Add("../a.xml", "<a/>") }, want: []string{"P2 ../a.xml", "L4 ../a.xml"}},
	{name: "path with a backslash", edit: func(a *lint.Archive) { a.Entry(page1).Name = `Doc_0\Pages\Page_1\Content.xml` }, want: []string{`P2 Doc_0\Pages\Page_1\Content.xml`, "L1 " + document + " Pages/Page[2]", `L4 Doc_0\Pages\Page_1\Content.xml`}},
	{name: "entry for a folder", edit: func(a *lint.Archive) { a.Add("Doc_0/", "").Method = zip.Store }, want: []string{"P2 Doc_0/", "L4 Doc_0/"}},
	{name: "data descriptor", edit: func(a *lint.Archive) { a.Entry(page0).Flags = lint.Streamed }, want: []string{"P3 " + page0}},
	{name: "date of today", edit: func(a *lint.Archive) { a.Entry(page0).Modified = time.Date(2024, 1, 15, 9, 30, 0, 0, time.UTC) }, want: []string{"P3 " + page0}},
	{name: "another method", edit: func(a *lint.Archive) { a.Entry(report).Method = 12 }, want: []string{"P3 " + report, "L1 " + attached + " Attachment/FileLoc"}},
	{name: "another size in the local header", raw: patch("PK\x03\x04", 22, 1), want: []string{"P3 " + top}},
	{name: "bytes before the archive", raw: func(file []byte) []byte { return append([]byte("MZ"), file...) }, want: []string{"P3 " + top}},
	{name: "no archive", raw: func(file []byte) []byte { return []byte("%PDF") }, want: []string{"P3", "P4 OFD.xml"}},
	{name: "OFD.xml not first", edit: func(a *lint.Archive) { a.Entries = append(a.Entries[1:], a.Entries[0]) }, want: []string{"P4 " + document}},
	{name: "no OFD.xml", edit: func(a *lint.Archive) { a.Entry(top).Name = "OFD1.xml" }, want: []string{"P4 OFD1.xml", "P4 " + top}},

	// The parts as XML.
	{name: "byte order mark", edit: in(page0, `^`, "\ufeff"), want: []string{"X1 " + page0}},
	{name: "encoding in small letters", edit: in(page0, `UTF-8`, "utf-8"), want: []string{"X1 " + page0}},
	{name: "no declaration", edit: in(document, `<\?.*?\?>\s*`, ""), want: []string{"X1 " + document}},
	{name: "document type declaration", edit: in(page0, `\?>`, "?><!DOCTYPE Page>"), want: []string{"X2 " + page0}},
	{name: "other prefix", edit: in(public, `<ofd:(Fonts)(.*)</ofd:Fonts>`, `<Fonts xmlns="http://www.ofdspec.org/2016"$2</Fonts>`), want: []string{"X3 " + public}},
	{name: "old namespace", edit: in(page1, `http://www.ofdspec.org/2016`, "http://www.ofdspec.org"), want: []string{"X3 " + page1, "X3 " + page1}},
	{name: "prefix of an attribute", edit: in(page0, ` Font="1"`, ` ofd:Font="1"`), want: []string{"X3 " + textA, "X5 " + textA, "T1 " + textA}},
	{name: "not well-formed", edit: in(page1, `</ofd:Layer>`, ""), want: []string{"X4 " + page1 + " line 2, column 292"}},
	{name: "not UTF-8", edit: in(page1, `年`, "\xc4\xea"), want: []string{"X4 " + page1}},
	{name: "character that XML has not", edit: in(page1, `年`, "\x01"), want: []string{"X4 " + page1 + " line 2, column 244"}},
	{name: "attribute twice", edit: in(page0, ` Size="10"`, ` Size="10" Size="10"`), want: []string{"X4 " + page0 + " ofd:Content/ofd:Layer[2]/ofd:TextObject"}},
	{name: "processing instruction", edit: in(page0, `\?>`, "?><?a?>"), want: []string{"X4 " + page0}},
	{name: "attribute that there is not", edit: in(page0, ` Size="10"`, ` Size="10" Colour="1"`), want: []string{"X5 " + textA}},
	{name: "no attribute that is required", edit: in(document, ` Title="B"`, ``), want: []string{"X5 " + document + " Outlines/OutlineElem/OutlineElem"}},
	{name: "value that there is not", edit: in(document, `Type="XYZ"`, `Type="xyz"`), want: []string{"X5 " + document + " Outlines/OutlineElem/Actions/Action/Goto/Dest"}},
	{name: "weight that there is not", edit: in(page0, `Weight="700"`, `Weight="650"`), want: []string{"X5 " + page0 + " Content/Layer[2]/PageBlock/TextObject"}},
	{name: "name of a layer in a file for no archive", edit: in(page1, `(<ofd:Layer)`, `$1 Name="Body"`), want: []string{"X5 " + page1 + " Content/Layer"}},
	{name: "no boolean", edit: in(page0, `Fill="true"`, `Fill="True"`), want: []string{"X5 " + shade, "G4 " + shade}},
	{name: "ID of an attachment that is a number", edit: in(attached, `ID="A1"`, `ID="1"`), want: []string{"X5 " + attached + " Attachment"}},
	{name: "resource that there is not", edit: in(template, `ResourceID="4"`, `ResourceID="3"`), want: []string{"X5 " + template + " Content/Layer/CompositeObject"}},
	{name: "number with an exponent", edit: in(document, `Top="30.5"`, `Top="3.05e1"`), want: []string{"X5 " + document + " Outlines/OutlineElem/Actions/Action/Goto/Dest"}},

	// Paths.
	{name: "path to nothing", edit: in(public, `>Test-Song\.ttf`, `>Other/Test-Song.ttf`), want: []string{"L1 " + public + " Fonts/Font[1]/FontFile", "L4 " + face}},
	{name: "path in other case", edit: in(document, `PublicRes\.xml`, `publicres.xml`), want: []string{"L1 " + document + " CommonData/PublicRes", "L4 " + public, "L4 " + face, "L4 " + vertical, "T1 " + textA, "T1 " + textB, "T1 " + page0 + " Content/Layer[2]/PageBlock/TextObject", "T1 " + page0 + " Content/Layer[2]/TextObject[3]", "T1 " + page1 + " Content/Layer/TextObject", "X5 " + shade + "/FillColor"}},
	{name: "absolute path", edit: in(top, `Doc_0/Document`, `/Doc_0/Document`), want: []string{"L2 " + top + " DocBody/DocRoot"}},
	{name: "backslash in a path", edit: in(document, `Attachs/A`, `Attachs\A`), want: []string{"L2 " + document + " Attachments"}},
	{name: "page elsewhere", edit: func(a *lint.Archive) {
		a.Entry(page1).Name = "Doc_0/Pages/Page_2/Content.xml"
		a.Sub(document, `Page_1`, `Page_2`)
	}, want: []string{"L3 " + document + " Pages/Page[2]"}},
	{name: "file that nothing leads to", edit: func(a *lint.Archive) { a.Add("Doc_0/Res/Other.ttf", "") }, want: []string{"L4 Doc_0/Res/Other.ttf"}},

	// OFD.xml and Document.xml.
	{name: "version", edit: in(top, `Version="1.0"`, `Version="1.1"`), want: []string{"O1 " + top}},
	{name: "type of document", edit: in(top, `"OFD"`, `"PDF"`), want: []string{"O1 " + top}},
	{name: "DocID with hyphens", edit: in(top, `0123456789`, `01234-6789`), want: []string{"O2 " + top + " DocBody/DocInfo/DocID"}},
	{name: "date with a time", edit: in(top, `2024-01-15`, `2024-01-15T00:00:00`), want: []string{"O3 " + top + " DocBody/DocInfo/CreationDate"}},
	{name: "day that there is not", edit: in(top, `2024-01-15`, `2024-02-30`), want: []string{"O3 " + top + " DocBody/DocInfo/CreationDate"}},
	{name: "date of an attachment without a time", edit: in(attached, `T00:00:00`, ``), want: []string{"O3 " + attached + " Attachment"}},
	{name: "children in another order", edit: in(top, `(<ofd:Title>.*?</ofd:Title>)(<ofd:CreationDate>.*?</ofd:CreationDate>)`, `$2$1`), want: []string{"D1 " + top + " DocBody/DocInfo/Title"}},
	{name: "fill before stroke", edit: in(page0, `(<ofd:StrokeColor Value="0 0 0"/>)(.*?)</ofd:PathObject>`, `$2$1</ofd:PathObject>`), want: []string{"D1 " + line + "/StrokeColor"}},
	{name: "child that there is not", edit: in(page0, `<ofd:Content>`, `<ofd:Header/><ofd:Content>`), want: []string{"D1 " + page0 + " Header"}},
	{name: "child that is missing", edit: in(document, `<ofd:MaxUnitID>62</ofd:MaxUnitID>`, ``), want: []string{"D1 " + document + " CommonData"}},
	{name: "child twice", edit: in(document, `<ofd:MaxUnitID>62</ofd:MaxUnitID>`, `$0$0`), want: []string{"D1 " + document + " CommonData/MaxUnitID[2]"}},
	{name: "text between elements", edit: in(page0, `<ofd:Content>`, `<ofd:Content>A`), want: []string{"D1 " + page0 + " Content"}},
	{name: "another root", edit: in(tags, `(?s)CustomTags(.*)CustomTags`, `Tags${1}Tags`), want: []string{"D1 " + tags}},
	{name: "transform behind the text", edit: in(page0, `(<ofd:CGTransform.*?</ofd:CGTransform>)(<ofd:TextCode.*?</ofd:TextCode>)`, `$2$1`), want: []string{"D1 " + textB}},
	{name: "box of three numbers", edit: in(document, `0 0 210 297`, `0 210 297`), want: []string{"D2 " + document + " CommonData/PageArea/PhysicalBox", "T11 " + page0 + " Content/Layer[2]/TextObject[3]/TextCode"}},
	{name: "no XML at all", edit: in(top, `(?s).*`, `%PDF`), want: []string{"X1 " + top, "X4 " + top + " line 1, column 5"}},
	{name: "box without an extent", edit: in(page1, `0 0 297 210`, `0 0 297 0`), want: []string{"D2 " + page1 + " Area/PhysicalBox", "G2 " + page1 + " Content/Layer/TextObject"}},
	{name: "destination that is no page", edit: in(document, `PageID="10"`, `PageID="1"`), want: []string{"D3 " + document + " Outlines/OutlineElem/Actions/Action/Goto/Dest"}},
	{name: "destination without a height", edit: in(document, ` Top="30.5"`, ``), want: []string{"D3 " + document + " Outlines/OutlineElem/Actions/Action/Goto/Dest"}},
	{name: "destination with children", edit: in(document, `(<ofd:Dest[^>]*)/>`, `$1><ofd:Left>20</ofd:Left></ofd:Dest>`), want: []string{"D1 " + document + " Outlines/OutlineElem/Actions/Action/Goto/Dest/Left", "D3 " + document + " Outlines/OutlineElem/Actions/Action/Goto/Dest"}},
	{name: "empty outline", edit: in(document, `<ofd:Outlines>.*</ofd:Outlines>`, `<ofd:Outlines/>`), want: []string{"D3 " + document + " Outlines"}},
	{name: "empty list of resources", edit: in(public, `<ofd:Fonts>`, `<ofd:DrawParams/><ofd:Fonts>`), want: []string{"D3 " + public + " DrawParams"}},
	{name: "annotations of no page", edit: in(annots, `PageID="10"`, `PageID="12"`), want: []string{"D3 " + annots + " Page"}},

	// IDs.
	{name: "ID 0", edit: in(page0, `ID="13"`, `ID="0"`), want: []string{"I1 " + line}},
	{name: "ID with a letter", edit: in(page0, `ID="13"`, `ID="p13"`), want: []string{"I1 " + line}},
	{name: "reference with a letter", edit: in(template, `ResourceID="4"`, `ResourceID="r4"`), want: []string{"I1 " + template + " Content/Layer/CompositeObject"}},
	{name: "ID twice on a page", edit: in(page0, `ID="14"`, `ID="13"`), want: []string{"I2 " + shade}},
	{name: "ID of a page and an object", edit: in(page1, `ID="31"`, `ID="11"`), want: []string{"I2 " + page1 + " Content/Layer/TextObject", "I3 " + page1 + " Content/Layer/TextObject"}},
	{name: "IDs against the order of objects", edit: in(page0, `ID="13"`, `ID="15"`), want: []string{"I3 " + shade}},
	{name: "IDs against the order of layers", edit: in(page0, `ID="12" Type="Background"`, `ID="12" Type="Foreground"`), want: []string{"I3 " + page0 + " Content/Layer[1]", "I3 " + line, "I3 " + shade}},
	{name: "largest ID too small", edit: in(document, `>62<`, `>61<`), want: []string{"I4 " + document + " CommonData/MaxUnitID"}},
	{name: "largest ID too large", edit: in(document, `>62<`, `>100<`), want: []string{"I4 " + document + " CommonData/MaxUnitID"}},

	// Fonts.
	{name: "tag of a subset", edit: in(public, `FontName="Test-Song"`, `FontName="ABCDEF+Test-Song"`), want: []string{"F1 " + public + " Fonts/Font[1]", "F3 " + public + " Fonts/Font[1]/FontFile", "F3 " + face}},
	{name: "name that begins with a figure", edit: func(a *lint.Archive) {
		a.Sub(public, `"Test-Song"`, `"1Test"`)
		a.Sub(public, `Test-Song\.ttf`, `1Test.ttf`)
		a.Entry(face).Name = "Doc_0/Res/1Test.ttf"
		a.Entry("Doc_0/Res/1Test.ttf").Data = []byte(build(tables("1Test", songCmap, glyphs)))
	}, want: []string{"F1 " + public + " Fonts/Font[1]"}},
	{name: "font not embedded", edit: func(a *lint.Archive) {
		a.Sub(public, `<ofd:FontFile>Test-Song\.ttf</ofd:FontFile>`, ``)
		a.Entries = slices.DeleteFunc(a.Entries, func(e *lint.Part) bool { return e.Name == face })
	}, want: []string{"F2 " + public + " Fonts/Font[1]"}},
	{name: "file of another name", edit: func(a *lint.Archive) {
		a.Sub(public, `Test-Song\.ttf`, `font_1.ttf`)
		a.Entry(face).Name = "Doc_0/Res/font_1.ttf"
	}, want: []string{"F3 " + public + " Fonts/Font[1]/FontFile"}},
	{name: "file of another suffix", edit: func(a *lint.Archive) {
		a.Sub(public, `Test-Song\.ttf`, `Test-Song.otf`)
		a.Entry(face).Name = "Doc_0/Res/Test-Song.otf"
	}, want: []string{"F3 " + public + " Fonts/Font[1]/FontFile"}},
	{name: "font of another name", edit: func(a *lint.Archive) { a.Entry(face).Data = []byte(build(tables("Other", songCmap, glyphs))) }, want: []string{"F3 " + face}},
	{name: "font without post", edit: func(a *lint.Archive) {
		all := songTables()
		delete(all, "post")
		a.Entry(face).Data = []byte(build(all))
	}, want: []string{"F4 " + face}},
	{name: "CFF outlines", edit: func(a *lint.Archive) {
		all := songTables()
		all["CFF "] = "\x01\x00\x04\x01"
		delete(all, "glyf")
		delete(all, "loca")
		a.Entry(face).Data = []byte("OTTO" + build(all)[4:])
	}, want: []string{"F4 " + face, "F4 " + face, "F4 " + face, "F4 " + face}},
	{name: "directory that is not sorted", edit: func(a *lint.Archive) {
		d := a.Entry(face).Data
		first, second := string(d[12:28]), string(d[28:44])
		copy(d[12:], second+first)
	}, want: []string{"F4 " + face}},
	{name: "checksum of a table", edit: func(a *lint.Archive) {
		d := a.Entry(face).Data
		d[len(d)-1]++ // of post
	}, want: []string{"F4 " + face, "F4 " + face}},
	{name: "checksum of the font", edit: func(a *lint.Archive) {
		d := a.Entry(face).Data
		d[bytes.Index(d, []byte(u32(0x5F0F3CF5)))-1]++
	}, want: []string{"F4 " + face}},
	{name: "search range", edit: func(a *lint.Archive) { a.Entry(face).Data[7]++ }, want: []string{"F4 " + face, "F4 " + face}},
	{name: "font that is cut off", edit: func(a *lint.Archive) {
		e := a.Entry(face)
		e.Data = e.Data[:len(e.Data)-40]
	}, want: []string{"F4 " + face, "F4 " + face, "F4 " + face, "F4 " + face, "F4 " + face, "F4 " + face}},
	{name: "units of an em", edit: put("head", 18, u16(10)), want: []string{"F5 " + face}},
	{name: "glyphs that maxp has not", edit: put("maxp", 4, u16(5)), want: []string{"F5 " + face}},
	{name: "more points than maxp has", edit: put("maxp", 6, u16(3)), want: []string{"F5 " + face}},
	{name: "advance widths that are cut off", edit: table("hmtx", func(s string) string { return s[:len(s)-2] }), want: []string{"F5 " + face}},
	{name: "names of glyphs", edit: put("post", 0, u32(0x20000)), want: []string{"F5 " + face}},
	{name: "short OS/2", edit: table("OS/2", func(s string) string { return s[:68] }), want: []string{"F5 " + face}},
	{name: "name beyond its table", edit: put("name", 14, u16(200)), want: []string{"F5 " + face}},
	{name: "cmap of format 4 alone", edit: put("cmap", 2, u16(1)), want: []string{"F5 " + face}},
	{name: "cmaps that do not agree", edit: table("cmap", func(s string) string { return s[:len(s)-13] + "\x02" + s[len(s)-12:] }), want: []string{"F5 " + face}},
	{name: "character in one cmap alone", edit: table("cmap", func(s string) string {
		return strings.Replace(s, u32(16+12*5, 0, 5)+u32(' ', ' ', 5), u32(16+12*4, 0, 4), 1)
	}), want: []string{"F5 " + face}},
	{name: "glyph out of range", edit: table("cmap", func(s string) string { return s[:len(s)-1] + "\x06" }), want: []string{"F5 " + face}},
	{name: "places of glyphs out of order", edit: put("loca", 4, u16(0xFFFF)), want: []string{"F5 " + face}},
	{name: "glyph that is cut off", edit: glyph(square[:len(square)-2]), want: []string{"F5 " + face}},
	{name: "glyph with bytes behind it", edit: glyph(square + "\x00\x00\x00\x00"), want: []string{"F5 " + face}},
	{name: "contours out of order", edit: glyph(u16(2) + square[2:10] + u16(3, 1, 0) + square[14:]), want: []string{"F5 " + face}},
	{name: "outline beyond the box of its glyph", edit: glyph(square, u16(1, 100, 100, 880)+round[8:]), want: []string{"F5 " + face}},
	{name: "glyph composed of itself", edit: glyph(square, round, square, u16(-1, 100, 100, 900, 900, 2, 4, 0)), want: []string{"F5 " + face}},
	{name: "glyph composed of none", edit: glyph(square, round, square, u16(-1, 100, 100, 900, 900, 2, 9, 0)), want: []string{"F5 " + face}},
	{name: "outline of glyph 0", edit: func(a *lint.Archive) {
		a.Entry(face).Data = []byte(build(tables("Test-Song", songCmap, append([]string{square}, glyphs[1:]...))))
	}, want: []string{"F6 " + face}},
	{name: "font that no text uses", edit: in(page0, `Font="2"(.*?)（（`, `Font="1"${1}AA`), want: []string{"F7 " + public + " Fonts/Font[2]"}},
	{name: "two fonts of one file", edit: func(a *lint.Archive) {
		a.Sub(public, `Test-Song-Vertical\.ttf`, `Test-Song.ttf`)
		a.Sub(page0, `（（`, `AA`)
		a.Entries = slices.DeleteFunc(a.Entries, func(e *lint.Part) bool { return e.Name == vertical })
	}, want: []string{"F3 " + public + " Fonts/Font[2]/FontFile", "F7 " + public + " Fonts/Font[2]/FontFile", "F3 " + face}},

	// Objects.
	{name: "Boundary of three numbers", edit: in(page0, `Boundary="20 29 30 11"`, `Boundary="20 29 30"`), want: []string{"G1 " + textA}},
	{name: "negative Boundary", edit: in(page0, `Boundary="20 29 30 11"`, `Boundary="20 40 30 -11"`), want: []string{"G1 " + textA}},
	{name: "object beyond the right edge", edit: in(page0, `Boundary="20 29 30 11"`, `Boundary="180.01 29 30 11"`), want: []string{"G2 " + textA}},
	{name: "object beyond the foot of a page of its own size", edit: in(page1, `Boundary="250 29 10 11"`, `Boundary="250 209 10 11"`), want: []string{"G2 " + page1 + " Content/Layer/TextObject"}},
	{name: "colour beyond 255", edit: in(page0, `<ofd:StrokeColor Value="0 0 0"`, `<ofd:StrokeColor Value="0 0 256"`), want: []string{"G3 " + line + "/StrokeColor"}},
	{name: "grey of one number", edit: in(page0, `<ofd:StrokeColor Value="0 0 0"`, `<ofd:StrokeColor Value="0"`), want: []string{"G3 " + line + "/StrokeColor"}},
	{name: "colour between 0 and 1", edit: in(page0, `<ofd:FillColor Value="0 0 0"`, `<ofd:FillColor Value="0.5 0 0"`), want: []string{"G3 " + textA + "/FillColor"}},
	{name: "colour without a value", edit: in(page0, `<ofd:FillColor Value="0 0 0"`, `<ofd:FillColor`), want: []string{"G3 " + textA + "/FillColor"}},
	{name: "opacity beyond 255", edit: in(page0, ` Size="10"`, ` Size="10" Alpha="256"`), want: []string{"G3 " + textA}},
	{name: "stroke without a width", edit: in(page0, ` LineWidth="0.1764"`, ``), want: []string{"G4 " + line}},
	{name: "stroke of width 0", edit: in(page0, ` LineWidth="0.1764"`, ` LineWidth="0"`), want: []string{"G4 " + line}},
	{name: "stroke without a colour", edit: in(page0, `<ofd:StrokeColor Value="0 0 0"/>`, ``), want: []string{"G4 " + line}},
	{name: "fill without a colour", edit: in(page0, `<ofd:FillColor Value="217" ColorSpace="3"/>`, ``), want: []string{"G4 " + shade}},
	{name: "path that is not drawn", edit: in(page0, ` Fill="true"`, ``), want: []string{"G4 " + shade}},
	{name: "text that is not drawn", edit: in(page0, ` Size="10"`, ` Size="10" Fill="false"`), want: []string{"G4 " + textA}},
	{name: "operand too few", edit: in(page0, `L 190 30`, `L 190`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "operand too many", edit: in(page0, `L 190 30`, `L 190 30 1`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "operator that there is not", edit: in(page0, `L 190 30`, `H 190`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "path that begins with a line", edit: in(page0, `M 20 30 L`, `L 20 30 L`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "two spaces in a path", edit: in(page0, `L 190 30`, `L  190 30`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "commas in a path", edit: in(page0, `L 190 30`, `L 190,30`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "empty path", edit: in(page0, `M 20 30.*?<`, `<`), want: []string{"G5 " + line + "/AbbreviatedData"}},
	{name: "path outside its Boundary", edit: in(page0, `L 170 0`, `L 171 0`), want: []string{"G6 " + shade}},
	{name: "half of a stroke outside its Boundary", edit: in(page0, `Boundary="0 0 210 297"`, `Boundary="0 0 210 41"`), want: []string{"G6 " + line}},
	{name: "path that a matrix moves outside its Boundary", edit: in(page0, `Stroke="false"`, `Stroke="false" CTM="1 0 0 1 1 0"`), want: []string{"G6 " + shade}},

	// Text.
	{name: "font that there is not", edit: in(page0, `Font="1"`, `Font="10"`), want: []string{"T1 " + textA}},
	{name: "size 0", edit: in(page0, `Size="10"`, `Size="0"`), want: []string{"T2 " + textA}},
	{name: "two TextCodes", edit: in(page0, `<ofd:TextCode X="0" Y="9" DeltaX="10 10">A 字</ofd:TextCode>`, `$0<ofd:TextCode X="0" Y="9">A</ofd:TextCode>`), want: []string{"T3 " + textA}},
	{name: "no characters", edit: in(page0, `A 字`, ``), want: []string{"T3 " + textA}},
	{name: "no Y", edit: in(page0, ` Y="9" DeltaX`, ` DeltaX`), want: []string{"T4 " + codeA}},
	{name: "X in scientific notation", edit: in(page0, `X="0" Y="9" DeltaX`, `X="0e0" Y="9" DeltaX`), want: []string{"T4 " + codeA}},
	{name: "line feed", edit: in(page0, `A 字`, "A\n字"), want: []string{"T5 " + codeA}},
	{name: "tab", edit: in(page0, `A 字`, "A&#9;字"), want: []string{"T5 " + codeA}},
	{name: "noncharacter", edit: in(page0, `A 字`, "A\ufdd0字"), want: []string{"T5 " + codeA}},
	{name: "step too few", edit: in(page0, `DeltaX="10 10"`, `DeltaX="10"`), want: []string{"T7 " + codeA}},
	{name: "step too many", edit: in(page0, `DeltaX="10 10"`, `DeltaX="10 10 10"`), want: []string{"T7 " + codeA}},
	{name: "no steps", edit: in(page0, ` DeltaX="10 10"`, ``), want: []string{"T7 " + codeA}},
	{name: "steps that are told once", edit: in(page0, `DeltaX="10 10"`, `DeltaX="g 2 10"`), want: []string{"T7 " + codeA}},
	{name: "fewer steps in the other axis", edit: in(page0, `DeltaX="10 10"`, `DeltaX="10 10" DeltaY="0"`), want: []string{"T7 " + codeA}},
	{name: "step of a lone character", edit: in(page1, `Y="9"`, `Y="9" DeltaX="10"`), want: []string{"T7 " + page1 + " Content/Layer/TextObject/TextCode"}},
	{name: "count of characters in a transform", edit: in(page0, `CodeCount="2"`, `CodeCount="1"`), want: []string{"T8 " + textB + "/CGTransform"}},
	{name: "place of a transform", edit: in(page0, `CodePosition="0"`, `CodePosition="1"`), want: []string{"T8 " + textB + "/CGTransform"}},
	{name: "count of glyphs in a transform", edit: in(page0, `>3</ofd:Glyphs>`, `>3 3</ofd:Glyphs>`), want: []string{"T8 " + textB + "/CGTransform"}},
	{name: "glyph that the font has not", edit: in(page0, `>3</ofd:Glyphs>`, `>6</ofd:Glyphs>`), want: []string{"T8 " + textB + "/CGTransform"}},
	{name: "glyph 0 in a transform", edit: in(page0, `>3</ofd:Glyphs>`, `>0</ofd:Glyphs>`), want: []string{"T8 " + textB + "/CGTransform"}},
	{name: "other glyph in a transform", edit: in(page0, `>3</ofd:Glyphs>`, `>1</ofd:Glyphs>`), want: []string{"T8 " + textB + "/CGTransform"}},
	{name: "no transform beyond U+FFFF", edit: in(page0, `<ofd:CGTransform.*?</ofd:CGTransform>`, ``), want: []string{"T9 " + textB + "/TextCode"}},
	{name: "transform of a usual character", edit: in(page0, `𠮷`, `年`), want: []string{"T9 " + textB + "/CGTransform"}},
	{name: "character beyond U+FFFF in a run", edit: in(page0, `A 字`, `A 𠮷`), want: []string{"T9 " + codeA}},
	{name: "character that the font has not", edit: in(page0, `A 字`, `A 子`), want: []string{"T10 " + codeA}},
	{name: "character beyond U+FFFF that the font has not", edit: in(page0, `𠮷`, `𠮶`), want: []string{"T10 " + textB + "/TextCode"}},
	{name: "character that glyph 0 shows", edit: func(a *lint.Archive) {
		a.Entry(face).Data = []byte(build(tables("Test-Song", map[rune]uint16{' ': 0, 'A': 1, '字': 2, '年': 4, '𠮷': 3}, glyphs)))
	}, want: []string{"T10 " + codeA}},
	{name: "glyph outside its Boundary", edit: in(page0, `Boundary="20 29 30 11"`, `Boundary="20 29 28.9 11"`), want: []string{"T11 " + codeA}},
	{name: "stroke of a glyph outside its Boundary", edit: in(page0, `Size="10"><ofd:FillColor Value="0 0 0"/>`, `Size="10" Stroke="true" LineWidth="2.1"><ofd:FillColor Value="0 0 0"/><ofd:StrokeColor Value="0 0 0"/>`), want: []string{"T11 " + codeA}},
	{name: "baseline too high", edit: in(page0, `Y="9" DeltaX`, `Y="8.99" DeltaX`), want: []string{"T11 " + codeA}},
	{name: "vertical step too far", edit: in(page0, `DeltaY="10"`, `DeltaY="15"`), want: []string{"T11 " + page0 + " Content/Layer[2]/PageBlock/TextObject/TextCode"}},

	// Attachments.
	{name: "size in bytes", edit: in(attached, `Size="2"`, `Size="2048"`), want: []string{"A1 " + attached + " Attachment"}},
	{name: "name with its suffix", edit: in(attached, `Name="report"`, `Name="report.json"`), want: []string{"A1 " + attached + " Attachment"}},
	{name: "no fault: name with a suffix of its own", edit: func(a *lint.Archive) {
		a.Sub(attached, `Name="report"(.*)report\.json`, `Name="report.json"${1}report.json.json`)
		a.Entry(report).Name += ".json"
	}},
	{name: "format in capitals", edit: in(attached, `Format="json"`, `Format="JSON"`), want: []string{"A1 " + attached + " Attachment"}},
	{name: "format of another file", edit: in(attached, `Format="json"`, `Format="txt"`), want: []string{"A1 " + attached + " Attachment"}},

	// The archive profile.
	{name: "two documents", archived: true, edit: in(top, `<ofd:DocBody>.*</ofd:DocBody>`, `$0$0`), want: []string{"A2 " + top}},
	{name: "permissions", archived: true, edit: in(document, `<ofd:Annotations>`, `<ofd:Permissions><ofd:Edit>false</ofd:Edit></ofd:Permissions>$0`), want: []string{"A2 " + document + " Permissions"}},
	{name: "preferences", archived: true, edit: in(document, `<ofd:Annotations>`, `<ofd:VPreferences><ofd:PageMode>UseOutlines</ofd:PageMode></ofd:VPreferences>$0`), want: []string{"A2 " + document + " VPreferences"}},
	{name: "extensions", archived: true, edit: func(a *lint.Archive) {
		a.Sub(document, `</ofd:Attachments>`, `$0<ofd:Extensions>Ext.xml</ofd:Extensions>`)
		a.Add("Doc_0/Ext.xml", root("Extensions", "", `<ofd:Extension AppName="a" RefId="10"><ofd:Property Name="a">1</ofd:Property></ofd:Extension>`))
	}, want: []string{"A2 " + document + " Extensions", "A2 Doc_0/Ext.xml"}},
	{name: "link to an address", archived: true, edit: in(annot, `<ofd:Goto>.*</ofd:Goto>`, `<ofd:URI URI="http://example.com"/>`), want: []string{"A2 " + annot + " Annot/Appearance/PathObject/Actions/Action/URI"}},
	{name: "area that is the document's", archived: true, edit: in(page1, `0 0 297 210(.*)Boundary="250`, `0 0 210 297${1}Boundary="200`), want: []string{"A2 " + page1 + " Area"}},
	{name: "layer without a name", archived: true, edit: in(page1, ` Name="Body"`, ``), want: []string{"A2 " + page1 + " Content/Layer"}},
	{name: "two layers of a name", archived: true, edit: in(page0, ` Name="Body"`, ` Name="Background"`), want: []string{"A2 " + page0 + " Content/Layer[2]"}},
	{name: "blocks four deep", archived: true, edit: in(page0, `</ofd:PageBlock>`, `$0<ofd:PageBlock ID="25"><ofd:PageBlock ID="26"><ofd:PageBlock ID="27"><ofd:PageBlock ID="28"/></ofd:PageBlock></ofd:PageBlock></ofd:PageBlock>`), want: []string{"A2 " + page0 + " Content/Layer[2]/PageBlock[2]/PageBlock/PageBlock/PageBlock"}},
	{name: "font that is no subset", archived: true, edit: in(page0, `A 字`, `A 年`), want: []string{"A2 " + public + " Fonts/Font[1]"}},
	{name: "width without a stroke", archived: true, edit: in(page0, `Stroke="false"`, `Stroke="false" LineWidth="1"`), want: []string{"A2 " + shade}},
	{name: "colour without a stroke", archived: true, edit: in(page0, `(ID="14".*?)<ofd:FillColor`, `$1<ofd:StrokeColor Value="0 0 0"/><ofd:FillColor`), want: []string{"A2 " + shade + "/StrokeColor"}},
	{name: "text that a matrix scales", archived: true, edit: in(page0, `Size="10"(.*?)Y="9" DeltaX="10 10"`, `Size="5" CTM="2 0 0 2 0 0"${1}Y="4.5" DeltaX="5 5"`), want: []string{"A2 " + textA}},
	{name: "annotation that can be changed", archived: true, edit: in(annot, ` NoZoom="true"`, ` ReadOnly="false" NoZoom="true"`), want: []string{"A2 " + annot + " Annot"}},
	{name: "annotation that grows", archived: true, edit: in(annot, ` NoZoom="true"`, ``), want: []string{"A2 " + annot + " Annot"}},
	{name: "attachment that is no text", archived: true, edit: func(a *lint.Archive) {
		a.Sub(attached, `Format="txt"`, `Format="json"`)
		a.Sub(attached, `report\.txt`, `report.json`)
		a.Entry("Doc_0/Attachs/report.txt").Name = report
	}, want: []string{"A2 " + attached + " Attachment"}},
	{name: "font among the document's own resources", archived: true, edit: func(a *lint.Archive) {
		a.Sub(private, `<ofd:Comp`, string(fontsOf.Find(a.Entry(public).Data))+`$0`)
		a.Sub(public, fontsOf.String(), ``)
	}, want: []string{"A2 " + private + " Fonts"}},
}

func (f *fault) file(t testing.TB) []byte {
	t.Helper()
	a := sound(t)
	if f.archived {
		a = archived(t)
	}
	return a.Spoilt(f.edit, f.raw)
}

// No rule is found to be broken where none is.
func TestSound(t *testing.T) {
	ofdlint.Verify(t, sound(t).Pack())
	ofdlint.Verify(t, archived(t).Pack())
}

// Every fault is found, where it is, and nothing else; every rule finds one first.
func TestFaults(t *testing.T) {
	rules := map[string]int{}
	for _, r := range ofdlint.Rules() {
		rules[r.Code] = 0
	}
	names := map[string]bool{}
	for _, f := range faults {
		if names[f.name] {
			t.Errorf("two faults %q", f.name)
		}
		names[f.name] = true
		t.Run(f.name, func(t *testing.T) {
			found := ofdlint.Check(f.file(t))
			lint.Expect(t, found, f.want)
			for _, x := range found {
				if _, ok := rules[x.Code]; !ok {
					t.Errorf("%s is no rule", x.Code)
				}
			}
		})
		if len(f.want) > 0 {
			code, _, _ := strings.Cut(f.want[0], " ")
			rules[code]++
		}
	}
	for code, n := range rules {
		if n == 0 {
			t.Errorf("no fault breaks the rule %s", code)
		}
	}
}

// No file makes the lint itself fail.
func FuzzCheck(f *testing.F) {
	f.Add(sound(f).Pack())
	for i := range faults {
		f.Add(faults[i].file(f))
	}
	f.Fuzz(func(t *testing.T, file []byte) { ofdlint.Check(file) })
}

// Nor does any part of one.
func FuzzPart(f *testing.F) {
	for i, e := range sound(f).Entries {
		f.Add(uint(i), e.Data)
	}
	for i := range faults {
		if faults[i].edit == nil {
			continue
		}
		a := sound(f)
		if faults[i].archived {
			a = archived(f)
		}
		before := sound(f).Entries
		faults[i].edit(a)
		for j, e := range a.Entries {
			if j < len(before) && e.Name == before[j].Name && !bytes.Equal(e.Data, before[j].Data) {
				f.Add(uint(j), e.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, part uint, data []byte) {
		a := sound(t)
		a.Entries[part%uint(len(a.Entries))].Data = data
		ofdlint.Check(a.Pack())
	})
}
