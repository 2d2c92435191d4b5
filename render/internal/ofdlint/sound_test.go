package ofdlint_test

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/nianbao/nianbao/render/internal/lint"
)

const (
	top      = "OFD.xml"
	document = "Doc_0/Document.xml"
	public   = "Doc_0/PublicRes.xml"
	private  = "Doc_0/DocumentRes.xml"
	face     = "Doc_0/Res/Test-Song.ttf"
	vertical = "Doc_0/Res/Test-Song-Vertical.ttf"
	template = "Doc_0/Tpls/Tpl_0/Content.xml"
	page0    = "Doc_0/Pages/Page_0/Content.xml"
	page1    = "Doc_0/Pages/Page_1/Content.xml"
	attached = "Doc_0/Attachs/Attachments.xml"
	report   = "Doc_0/Attachs/report.json"
	tags     = "Doc_0/Tags/CustomTags.xml"
	tag      = "Doc_0/Tags/Tag_0.xml"
	annots   = "Doc_0/Annots/Annotations.xml"
	annot    = "Doc_0/Annots/Page_0.xml"
)

// root returns a part with a root element of the namespace, written by hand: line
// breaks stand here for the eye.
func root(name, attrs, content string) string {
	content = strings.ReplaceAll(strings.ReplaceAll(content, "\n", ""), "\t", "")
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n<ofd:" + name + ` xmlns:ofd="http://www.ofdspec.org/2016"` + attrs + ">" + content + "</ofd:" + name + ">"
}

// sound is a file with everything that ofdlint looks at, in which it finds nothing.
// No writer had a hand in it.
func sound(t testing.TB) *lint.Archive {
	a := &lint.Archive{TB: t}
	a.Add(top, root("OFD", ` Version="1.0" DocType="OFD"`, `
		<ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789ABCDEF</ofd:DocID><ofd:Title>A</ofd:Title>
		<ofd:CreationDate>2024-01-15</ofd:CreationDate><ofd:Keywords><ofd:Keyword>A</ofd:Keyword></ofd:Keywords>
		<ofd:CustomDatas><ofd:CustomData Name="题名">A</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>
		<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>`))
	a.Add(document, root("Document", "", `
		<ofd:CommonData><ofd:MaxUnitID>62</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>
		<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>
		<ofd:TemplatePage ID="40" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
		<ofd:Pages><ofd:Page ID="10" BaseLoc="Pages/Page_0/Content.xml"/><ofd:Page ID="11" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages>
		<ofd:Outlines><ofd:OutlineElem Title="A" Count="1"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>
		<ofd:Dest Type="XYZ" PageID="10" Left="20" Top="30.5" Zoom="0"/></ofd:Goto></ofd:Action></ofd:Actions><ofd:OutlineElem Title="B"/></ofd:OutlineElem></ofd:Outlines>
		<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>
		<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>`))
	a.Add(public, root("Res", ` BaseLoc="Res"`, `
		<ofd:ColorSpaces><ofd:ColorSpace ID="3" Type="GRAY"/></ofd:ColorSpaces>
		<ofd:Fonts><ofd:Font ID="1" FontName="Test-Song" FamilyName="某宋"><ofd:FontFile>Test-Song.ttf</ofd:FontFile></ofd:Font>
		<ofd:Font ID="2" FontName="Test-Song-Vertical"><ofd:FontFile>Test-Song-Vertical.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>`))
	a.Add(private, root("Res", ` BaseLoc="Res"`, `
		<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="4" Width="10" Height="10"><ofd:Content>
		<ofd:PathObject ID="5" Boundary="0 0 10 10" Stroke="false" Fill="true"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 C</ofd:AbbreviatedData></ofd:PathObject>
		</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`))
	a.Add(template, root("Page", "", `<ofd:Content><ofd:Layer ID="41" Type="Background">
		<ofd:CompositeObject ID="42" Boundary="0 0 10 10" ResourceID="4"/></ofd:Layer></ofd:Content>`))
	a.Add(page0, root("Page", "", `
		<ofd:Template TemplateID="40"/>
		<ofd:Content><ofd:Layer ID="12" Type="Background">
		<ofd:PathObject ID="13" Boundary="0 0 210 297" LineWidth="0.1764"><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>M 20 30 L 190 30 M 20 40 Q 21 41 22 40 B 23 41 24 41 25 40 A 5 5 0 0 1 30 40</ofd:AbbreviatedData></ofd:PathObject>
		<ofd:PathObject ID="14" Boundary="20 30 170 10" Stroke="false" Fill="true"><ofd:FillColor Value="217" ColorSpace="3"/><ofd:AbbreviatedData>M 0 0 L 170 0 L 170 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>
		</ofd:Layer><ofd:Layer ID="20">
		<ofd:TextObject ID="21" Boundary="20 29 30 11" Font="1" Size="10"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="9" DeltaX="10 10">A 字</ofd:TextCode></ofd:TextObject>
		<ofd:TextObject ID="22" Boundary="20 60 10 11" Font="1" Size="10"><ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>3</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="9">𠮷</ofd:TextCode></ofd:TextObject>
		<ofd:PageBlock ID="23"><ofd:TextObject ID="24" Boundary="20 80 10 21" Font="2" Size="10" Weight="700"><ofd:TextCode X="0" Y="9" DeltaY="10">（（</ofd:TextCode></ofd:TextObject></ofd:PageBlock>
		<ofd:TextObject ID="29" Boundary="205 29 5 11" Font="1" Size="10"><ofd:TextCode X="0" Y="9">年</ofd:TextCode></ofd:TextObject>
		</ofd:Layer></ofd:Content>`))
	a.Add(page1, root("Page", "", `
		<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>
		<ofd:Content><ofd:Layer ID="30">
		<ofd:TextObject ID="31" Boundary="250 29 10 11" Font="1" Size="10"><ofd:TextCode X="0" Y="9">年</ofd:TextCode></ofd:TextObject>
		</ofd:Layer></ofd:Content>`))
	a.Add(attached, root("Attachments", "", `<ofd:Attachment ID="A1" Name="report" Format="json" Size="2" CreationDate="2024-01-15T00:00:00"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment>`))
	a.Add(report, "{"+strings.Repeat(" ", 2046)+"}")
	a.Add(tags, root("CustomTags", "", `<ofd:CustomTag NameSpace="urn:example"><ofd:FileLoc>Tag_0.xml</ofd:FileLoc></ofd:CustomTag>`))
	a.Add(tag, `<?xml version="1.0" encoding="UTF-8"?><t:report xmlns:t="urn:example" xmlns:ofd="http://www.ofdspec.org/2016"><ofd:ObjectRef PageRef="10">21</ofd:ObjectRef></t:report>`)
	a.Add(annots, root("Annotations", "", `<ofd:Page PageID="10"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page>`))
	a.Add(annot, root("PageAnnot", "", `<ofd:Annot ID="60" Type="Link" Creator="某局" LastModDate="2024-01-15" NoZoom="true" NoRotate="true"><ofd:Appearance Boundary="20 20 50 10">
		<ofd:PathObject ID="62" Boundary="0 0 50 10" Stroke="false" Fill="false"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="Fit" PageID="11"/></ofd:Goto></ofd:Action></ofd:Actions>
		<ofd:AbbreviatedData>M 0 0 L 50 0 L 50 10 C</ofd:AbbreviatedData></ofd:PathObject></ofd:Appearance></ofd:Annot>`))
	a.Add(face, build(songTables()))
	a.Add(vertical, build(tables("Test-Song-Vertical", map[rune]uint16{'（': 1}, glyphs)))
	return a
}

// archived is such a file as an archive may keep it.
func archived(t testing.TB) *lint.Archive {
	a := sound(t)
	a.Sub(top, `"OFD"`, `"OFD-A"`)
	a.Sub(attached, `Format="json"`, `Format="txt"`)
	a.Sub(attached, `report\.json`, `report.txt`)
	a.Sub(template, `<ofd:Layer`, `$0 Name="Background"`)
	a.Sub(page0, `<ofd:Layer ID="12"`, `$0 Name="Background"`)
	a.Sub(page0, `<ofd:Layer ID="20"`, `$0 Name="Body"`)
	a.Sub(page1, `<ofd:Layer`, `$0 Name="Body"`)
	a.Entry(report).Name = "Doc_0/Attachs/report.txt"
	return a
}

func u16(v ...int) string {
	var b []byte
	for _, x := range v {
		b = binary.BigEndian.AppendUint16(b, uint16(x))
	}
	return string(b)
}

func u32(v ...int) string {
	var b []byte
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(x))
	}
	return string(b)
}

// square is a glyph from 100 to 900 in both axes; round is one whose right edge is
// drawn by a curve with a control point at 1000, which reaches 900.
var (
	square = u16(1, 100, 100, 900, 900, 3, 0) + "\x01\x01\x01\x01" + u16(100, 800, 0, -800) + u16(100, 0, 800, 0)
	round  = u16(1, 100, 100, 900, 900, 3, 0) + "\x01\x01\x00\x01" + u16(100, 700, 200, -200) + u16(100, 0, 400, 400)
	twice  = u16(-1, 100, 100, 900, 900, 2, 1, 0)
)

// glyphs are the outlines of a font; glyph 4 is composed of glyph 1.
var glyphs = []string{"", square, round, square, twice, ""}

var songCmap = map[rune]uint16{' ': 5, 'A': 1, '字': 2, '年': 4, '𠮷': 3}

func songTables() map[string]string { return tables("Test-Song", songCmap, glyphs) }

// tables are those of a font of a name, with characters and the glyphs that show them.
func tables(name string, cmap map[rune]uint16, glyphs []string) map[string]string {
	glyf, loca := "", u16(0)
	for _, g := range glyphs {
		glyf += g + strings.Repeat("\x00", len(g)%2)
		loca += u16(len(glyf) / 2)
	}
	n := len(glyphs)
	var ends, starts, deltas, groups string
	segments, count := 1, 0
	for _, r := range slices.Sorted(maps.Keys(cmap)) {
		if r <= 0xFFFF {
			segments++
			ends, starts, deltas = ends+u16(int(r)), starts+u16(int(r)), deltas+u16(int(cmap[r])-int(r))
		}
		groups += u32(int(r), int(r), int(cmap[r]))
		count++
	}
	format4 := u16(4, 16+8*segments, 0, 2*segments, 0, 0, 0) + ends + u16(0xFFFF, 0) + starts + u16(0xFFFF) + deltas + u16(1) + strings.Repeat(u16(0), segments)
	units := utf16.Encode([]rune(name))
	var names string
	for _, u := range units {
		names += u16(int(u))
	}
	return map[string]string{
		"OS/2": strings.Repeat("\x00", 78),
		"cmap": u16(0, 2, 3, 1) + u32(20) + u16(3, 10) + u32(20+len(format4)) + format4 + u16(12, 0) + u32(16+12*count, 0, count) + groups,
		"glyf": glyf,
		"head": u32(0x10000, 0x10000, 0, 0x5F0F3CF5) + u16(0, 1000) + u32(0, 0, 0, 0) + u16(0, 0, 900, 900, 0, 8, 2, 0, 0),
		"hhea": u32(0x10000) + u16(880, -120, 0) + strings.Repeat("\x00", 24) + u16(1),
		"hmtx": u16(1000, 0) + strings.Repeat(u16(0), n-1),
		"loca": loca,
		"maxp": u32(0x10000) + u16(n, 4, 1) + strings.Repeat("\x00", 22),
		"name": u16(0, 1, 18, 3, 1, 0x409, 6, len(names), 0) + names,
		"post": u32(0x30000) + strings.Repeat("\x00", 28),
	}
}

// build returns a font file of the tables, sorted, with checksums.
func build(tables map[string]string) string {
	n := len(tables)
	selector := 0
	for 2<<selector <= n {
		selector++
	}
	dir := u32(0x10000) + u16(n, 16<<selector, selector, 16*n-16<<selector)
	at, body := 12+16*n, ""
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		data := tables[tag]
		padded := data + strings.Repeat("\x00", -len(data)&3)
		dir += tag + u32(int(sum(padded)), at, len(data))
		at, body = at+len(padded), body+padded
	}
	font := []byte(dir + body)
	if head := strings.Index(string(font), u32(0x5F0F3CF5)); head >= 4 {
		binary.BigEndian.PutUint32(font[head-4:], 0xB1B0AFBA-sum(string(font)))
	}
	return string(font)
}

func sum(s string) (total uint32) {
	for ; s != ""; s = s[4:] {
		total += binary.BigEndian.Uint32([]byte(s))
	}
	return total
}
