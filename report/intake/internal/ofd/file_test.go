package ofd

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Files as other programs write them.
func TestFiles(t *testing.T) {
	one := text(page, `X="10" Y="10"`, "一")
	tpl := func(s string) string {
		return `<ofd:Page` + ns + `><ofd:Template TemplateID="50"/><ofd:Content><ofd:Layer ID="3" Type="Background">` + text(page, `X="50" Y="10"`, s) + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	templates := `<ofd:TemplatePage ID="50" BaseLoc="Tpls/0.xml"/><ofd:TemplatePage ID="51" BaseLoc="Tpls/1.xml" ZOrder="Foreground"/>`
	cover := `<ofd:PathObject ID="8" ` + page + ` Fill="true" Stroke="false"><ofd:FillColor Value="200 220 255"/><ofd:AbbreviatedData>M 5 2 L 20 2 L 20 15 L 5 15 C</ofd:AbbreviatedData></ofd:PathObject>`
	annotations := []part{
		{"Doc_0/Annots/Annotations.xml", `<ofd:Annotations` + ns + `><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page><ofd:Page PageID="1"><ofd:FileLoc>gone.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`},
		{"Doc_0/Annots/Page_0/Annotation.xml", `<ofd:PageAnnot` + ns + `><ofd:Annot ID="1" Type="Watermark"><ofd:Appearance Boundary="0 0 9 9">` + one + `</ofd:Appearance></ofd:Annot><ofd:Annot ID="2" Type="Stamp"/><ofd:Annot ID="3" Type="Link"><ofd:Appearance Boundary="0 0 9 9"><ofd:PathObject ID="5" Boundary="0 0 9 9" Stroke="false"/></ofd:Appearance></ofd:Annot><ofd:Annot ID="4" Type="Link"><ofd:Appearance Boundary="0 0 9 9">` + one + `</ofd:Appearance></ofd:Annot><ofd:Annot ID="6" Type="Stamp" Visible="0"/><ofd:Annot ID="4" Type="Highlight"/><ofd:Annot ID="7" Type="Path"><ofd:Appearance Boundary="8 5 7 7">` + one + `</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`},
	}
	for _, c := range []struct {
		what string
		file []byte
		want string
	}{
		{"without prefix, in another namespace", pack(
			part{"OFD.xml", `<OFD xmlns="http://www.ofdspec.org"><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>`},
			part{"Doc_0/Document.xml", `<Document xmlns="http://www.ofdspec.org"><CommonData><PageArea><PhysicalBox>0 0 100 50</PhysicalBox></PageArea></CommonData><Pages><Page ID="1" BaseLoc="/Doc_0/Pages/a.xml"/></Pages></Document>`},
			part{"Doc_0/Pages/a.xml", `<Page><Content><Layer>` + strings.ReplaceAll(one, "ofd:", "") + `</Layer></Content></Page>`},
		), `1 "一" at 10,10 to 14 size 4`},
		{"another prefix, paths of another case, a folder of another name, folders", pack(
			part{"OFD.xml", `<x:OFD xmlns:x="http://www.ofdspec.org/2016"><x:DocBody><x:DocRoot>Doc\document.xml</x:DocRoot></x:DocBody></x:OFD>`},
			part{"DOC/", ""},
			part{"DOC/Document.xml", `<x:Document xmlns:x="http://www.ofdspec.org/2016"><x:CommonData/><x:Pages><x:Page ID="1" BaseLoc="DOC/pages/a.XML"/></x:Pages></x:Document>`},
			part{"Doc/Pages/A.xml", `<x:Page xmlns:x="u"><x:Area><x:PhysicalBox>0 0 100 50</x:PhysicalBox></x:Area><x:Content><x:Layer>` + strings.ReplaceAll(one, "ofd:", "x:") + `</x:Layer></x:Content></x:Page>`},
		), `1 "一" at 10,10 to 14 size 4`},
		{"a page of its own size, not from 0", pack(rootPart(""), documentPart("", ""),
			pagePart(layer(one)+`<ofd:Area><ofd:PhysicalBox>5 5 200 100</ofd:PhysicalBox></ofd:Area>`)), `1 "一" at 5,5 to 9 size 4`},
		{"templates, which have none themselves", pack(rootPart(""), documentPart(templates, ""), part{"Doc_0/Tpls/0.xml", tpl("底")}, part{"Doc_0/Tpls/1.xml", tpl("面")},
			pagePart(`<ofd:Template TemplateID="50" ZOrder="Background"/><ofd:Template TemplateID="51"/><ofd:Template TemplateID="52"/>`+layer(one))),
			"1 \"底\" at 50,10 to 54 size 4\n2 \"一面\" at 10,10 to 54 size 4"},
		{"layers out of their order", pack(rootPart(""), documentPart("", ""), pagePart(`<ofd:Content><ofd:Layer ID="2" Type="Foreground">`+text(page, `X="10" Y="10"`, "上")+
			`</ofd:Layer><ofd:Layer ID="3">`+text(page, `X="30" Y="10"`, "中")+`</ofd:Layer><ofd:Layer ID="4" Type="Background">`+text(page, `X="10" Y="40"`, "下")+cover+`</ofd:Layer></ofd:Content>`)),
			"1 \"下\" at 10,40 to 14 size 4\n2 \"中\" at 30,10 to 34 size 4\n3 \"上\" at 10,10 to 14 size 4\nshade 5,2 to 20,15"},
		{"a layer with parameters", pack(rootPart(""), documentPart(`<ofd:DocumentRes>Res.xml</ofd:DocumentRes>`, ""), resources,
			pagePart(`<ofd:Content><ofd:Layer ID="2" DrawParam="20">`+one+`</ofd:Layer></ofd:Content>`)), `1 "一" at 10,10 to 14 size 4 invisible`},
		{"resources of the page", pack(rootPart(""), documentPart("", ""), resources,
			pagePart(`<ofd:PageRes>Res.xml</ofd:PageRes>`+layer(`<ofd:CompositeObject ID="7" Boundary="20 10 9 9" ResourceID="40"/>`))), `1 "套" at 21,15 to 25 size 4`},
		{"annotations and signatures", pack(append(annotations, rootPart(`<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>`), documentPart("", `<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>`), pagePart(layer(one+text(page, `X="20" Y="10"`, "二"))),
			part{"Doc_0/Signs/Signatures.xml", `<ofd:Signatures` + ns + `><ofd:MaxSignId>2</ofd:MaxSignId><ofd:Signature ID="1" Type="Seal"/><ofd:Signature ID="2"/></ofd:Signatures>`})...),
			"1 \"一\" at 10,10 to 14 size 4 doubtful\n1 \"二\" at 20,10 to 24 size 4\n签名、印章 3\n水印 1\n批注 3"},
		{"a version that is the current one", pack(rootPart(`<ofd:Versions><ofd:Version ID="v1" Index="1" BaseLoc="Doc_0/gone.xml"/><ofd:Version ID="v2" Index="2" Current="true" BaseLoc="Doc_0/Versions/2.xml"/></ofd:Versions>`),
			part{"Doc_0/Versions/2.xml", `<ofd:DocVersion` + ns + `><ofd:FileList/><ofd:DocRoot>../Doc2.xml</ofd:DocRoot></ofd:DocVersion>`},
			part{"Doc_0/Doc2.xml", strings.Replace(documentPart("", "").data, "Page_0", "Page_2", 1)}, documentPart("", ""), pagePart(layer("")),
			part{"Doc_0/Pages/Page_2/Content.xml", pagePart(layer(one)).data}), "1 \"一\" at 10,10 to 14 size 4\n文件的其他版本 1"},
		{"a page that lies on its side", onePage(text(`CharDirection="270" `+page, `X="40" Y="45" DeltaY="-4 -4 -4 -4 -4"`, "侧面的文字呢")), `1 "侧面的文字呢" at 5,40 to 29 size 4`},
	} {
		pages, told := read(t, c.file)
		if got := strings.TrimSpace(painted(pages[0]) + told); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

// All documents of a file are read, one page after the other.
func TestDocuments(t *testing.T) {
	root := rootPart("")
	root.data = strings.Replace(root.data, "</ofd:OFD>", `<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`, 1)
	second := part{"Doc_1/Document.xml", documentPart("", "").data}
	other := part{"Doc_1/Pages/Page_0/Content.xml", pagePart(layer(text(page, `X="10" Y="10"`, "二"))).data}
	pages, _ := read(t, pack(root, documentPart("", ""), pagePart(layer(text(page, `X="10" Y="10"`, "一"))), second, other))
	if len(pages) != 2 || pages[1].Number != 2 || pages[0].Chars[0].Text+pages[1].Chars[0].Text != "一二" || pages[0].Chars[0].Font == pages[1].Chars[0].Font {
		t.Errorf("%d pages, %+v", len(pages), pages)
	}
}

// The data that came along are known by their name, and as text by what it is, too.
func TestCarried(t *testing.T) {
	for _, c := range []struct {
		attachments, data, want string
	}{
		{`<ofd:Attachment ID="a1" Name="report" Format="json"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment>`, " {1}\n", "{1}"},
		{`<ofd:Attachment ID="1" Name="Report.JSON"><ofd:FileLoc>/Doc_0/Attachs/report.json</ofd:FileLoc></ofd:Attachment>`, "{1}", "{1}"},
		{`<ofd:Attachment ID="a1" Name="report" Format="txt"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment>`, "\uFEFF{1}", "{1}"},
		{`<ofd:Attachment ID="a1" Name="report" Format="txt"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment>`, "年度报告", "附件 1\n"},
		{`<ofd:Attachment ID="a1" Name="other" Format="json"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment>`, "{1}", "附件 1\n"},
		{`<ofd:Attachment ID="a1" Name="report" Format="json"><ofd:FileLoc>gone.json</ofd:FileLoc></ofd:Attachment>`, "{1}", "附件 1\n"},
		{`<ofd:Attachment ID="a1" Name="report" Format="json"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment><ofd:Attachment ID="a2" Name="report" Format="txt"><ofd:FileLoc>report.json</ofd:FileLoc></ofd:Attachment>`, "{1}", "附件 1\n{1}"},
	} {
		var n source.Notes
		_, carried, err := Read(pack(rootPart(""), documentPart("", "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"), pagePart(layer("")),
			part{"Doc_0/Attachs/Attachments.xml", `<ofd:Attachments` + ns + `>` + c.attachments + `</ofd:Attachments>`}, part{"Doc_0/Attachs/report.json", c.data}), &n)
		got := ""
		for _, r := range n.Repairs {
			got += fmt.Sprintf("%s %d\n", r.What, r.Places)
		}
		if carried != nil {
			got += string(carried.JSON)
		}
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v", c.attachments, got, err)
		}
	}
}

// What is damaged, or meant to cost more than any report, is refused as what it is.
func TestRefused(t *testing.T) {
	one := text(page, `X="10" Y="10"`, "一")
	number := func(attr string) []byte { return onePage(text(attr, `X="10" Y="10"`, "一")) }
	code := func(attrs string) []byte { return onePage(text(page, attrs, "一二")) }
	path := func(s string) []byte {
		return onePage(`<ofd:PathObject ID="8" ` + page + `><ofd:AbbreviatedData>` + s + `</ofd:AbbreviatedData></ofd:PathObject>`)
	}
	unit := func(content string) []byte {
		return onePage(`<ofd:CompositeObject ID="7" Boundary="20 10 9 9" ResourceID="1"/>`, part{"Doc_0/Res.xml",
			`<ofd:Res` + ns + `><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="1"><ofd:Content>` + content + `</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`})
	}
	again := `<ofd:CompositeObject ID="7" Boundary="0 0 9 9" ResourceID="1"/>`
	for _, c := range []struct {
		what, code, says string
		file             []byte
	}{
		{"no ZIP", "I-ar", "压缩包", []byte("PK\x03\x04OFD.xml")},
		{"no OFD.xml at the root", "I-ar", "OFD.xml", pack(part{"a/OFD.xml", "<a/>"})},
		{"encrypted", "I-at", "密码", pack(rootPart(""), part{"Encryptions.xml", "<a/>"})},
		{"no document", "I-ar", "缺少", pack(rootPart(""))},
		{"no page", "I-ar", "缺少", pack(rootPart(""), documentPart("", ""))},
		{"no pages", "I-ar", "没有页面", pack(part{"OFD.xml", "<OFD/>"})},
		{"no XML", "I-ar", "XML", pack(rootPart(""), documentPart("", ""), part{"Doc_0/Pages/Page_0/Content.xml", "<ofd:Page>"})},
		{"a DOCTYPE", "I-ar", "DOCTYPE", pack(rootPart(""), documentPart("", ""), part{"Doc_0/Pages/Page_0/Content.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`})},
		{"an entity", "I-ar", "XML", pack(rootPart(""), documentPart("", ""), pagePart(layer("&b;")))},
		{"deep", "I-as", "层次", onePage(strings.Repeat("<ofd:PageBlock>", 300) + strings.Repeat("</ofd:PageBlock>", 300))},
		{"a page without a size", "I-ar", "数", pack(rootPart(""), documentPart("", ""), pagePart(`<ofd:Area><ofd:PhysicalBox>0 0 0 50</ofd:PhysicalBox></ofd:Area>`+layer(one)))},
		{"a page of a kilometre", "I-ar", "数", pack(rootPart(""), documentPart("", ""), pagePart(`<ofd:Area><ofd:PhysicalBox>0 0 1000000 50</ofd:PhysicalBox></ofd:Area>`+layer(one)))},
		{"no number", "I-ar", "数", number(`Boundary="0 0 NaN 50"`)},
		{"a number too large", "I-ar", "数", number(`Boundary="0 0 1e300 50"`)},
		{"three numbers of four", "I-ar", "数", number(`Boundary="0 0 50"`)},
		{"no transformation", "I-ar", "数", number(page + ` CTM="1 0 0 1"`)},
		{"no place", "I-ar", "数", code(`X="a" Y="1"`)},
		{"no steps", "I-ar", "数", code(`X="1" Y="1" DeltaX="Inf"`)},
		{"steps cut short", "I-ar", "数", code(`X="1" Y="1" DeltaX="g 2"`)},
		{"steps that go on for ever", "", "", code(`X="1" Y="1" DeltaX="g 2147483647 1"`)},
		{"more characters than all pages have", "I-as", "字", onePage(text(page, `X="1" Y="1" DeltaX="g 9999999 1"`, strings.Repeat("1", 3_000_000)))},
		{"as many that share a glyph", "I-as", "字", onePage(`<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:CGTransform CodePosition="0" CodeCount="9999999"/><ofd:TextCode X="1" Y="1">` + strings.Repeat("1", 3_000_000) + `</ofd:TextCode></ofd:TextObject>`)},
		{"a path of many corners over many characters", "I-as", "线条和图形", onePage(text(page, `X="1" Y="10" DeltaX="g 9999 0"`, strings.Repeat("1", 9000)) +
			`<ofd:PathObject ID="8" ` + page + ` Fill="true"><ofd:AbbreviatedData>` + strings.Repeat("M 0 0 L 90 0 L 90 40 L 0 40 L 0 9 ", 19_000) + `</ofd:AbbreviatedData></ofd:PathObject>`)},
		{"other elements in a text", "I-ar", "别的标记", onePage(text(page, `X="1" Y="1"`, "1<ofd:b>2</ofd:b>"))},
		{"a path that begins with a number", "I-ar", "路径", path("1 1 M 0 0")},
		{"a path with half a point", "I-ar", "路径", path("M 0 0 L 1")},
		{"another path", "I-ar", "路径", path("M 0 0 X 1 1")},
		{"a long path", "I-as", "线条和图形", path(strings.Repeat("L 1 1 ", 100_001))},
		{"a composite within itself", "I-ar", "套用", unit(again)},
		{"a composite that doubles", "I-ar", "套用", unit(again + again)},
		{"a template that is the page", "", "", pack(rootPart(""), documentPart(`<ofd:TemplatePage ID="50" BaseLoc="Pages/Page_0/Content.xml"/>`, ""), pagePart(`<ofd:Template TemplateID="50"/>`+layer(one)))},
		{"a template a thousand times", "I-ar", "套用", pack(rootPart(""), documentPart(`<ofd:TemplatePage ID="50" BaseLoc="Pages/Page_0/Content.xml"/>`, ""), pagePart(strings.Repeat(`<ofd:Template TemplateID="50"/>`, 1000)+layer(one)))},
		{"many characters", "I-as", "字", onePage(text(page, `X="1" Y="1"`, strings.Repeat("字", 100_001)))},
		{"many pages", "I-as", "页", pack(rootPart(""), part{"Doc_0/Document.xml", `<a><Pages>` + strings.Repeat(`<Page BaseLoc="a"/>`, 201) + `</Pages></a>`})},
		{"a bomb", "I-as", "MB", onePage(strings.Repeat(" ", 9<<20))},
		{"many elements", "I-as", "元素", onePage(strings.Repeat("<a/>", 1_700_000))},
		{"many entries", "I-as", "文件", pack(func() (all []part) {
			for i := range 600 {
				all = append(all, part{fmt.Sprint(i), ""})
			}
			return append(all, rootPart(""))
		}()...)},
	} {
		var n source.Notes
		_, _, err := Read(c.file, &n)
		var input *report.InputError
		switch errors.As(err, &input); {
		case c.code == "" && err != nil:
			t.Errorf("%s: %v", c.what, err)
		case c.code != "" && (input == nil || input.Code != c.code || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: %v", c.what, err)
		}
	}
}
