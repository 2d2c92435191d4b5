package ofd

import (
	"fmt"
	"strings"
	"testing"
)

const page = `Boundary="0 0 100 50"`

// resources are those of the tests.
var resources = part{"Doc_0/Res.xml", `<ofd:Res` + ns + ` BaseLoc="Res"><ofd:DrawParams>
<ofd:DrawParam ID="20" LineWidth="1"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam>
<ofd:DrawParam ID="21" Relative="20"><ofd:StrokeColor Value="1 2 3" Alpha="0"/></ofd:DrawParam>
<ofd:DrawParam ID="22" Relative="22"/></ofd:DrawParams>
<ofd:MultiMedias><ofd:MultiMedia ID="30" Type="Image"><ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia><ofd:MultiMedia ID="31" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>
<ofd:Fonts><ofd:Font ID="50" FontName="数字"><ofd:FontFile>digits.ttf</ofd:FontFile></ofd:Font><ofd:Font ID="51" FontName="Wingdings 2"/></ofd:Fonts>
<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="40" Width="9" Height="9"><ofd:Content><ofd:PageBlock ID="41">` + text(`Boundary="0 0 9 9"`, `X="1" Y="5"`, "套") + `</ofd:PageBlock></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`}

// fillOf fills a path with a colour.
func fillOf(colour, path string) string {
	return `<ofd:PathObject ID="8" ` + page + ` Fill="true" Stroke="false"><ofd:FillColor Value="` + colour + `"/><ofd:AbbreviatedData>` + path + `</ofd:AbbreviatedData></ofd:PathObject>`
}

// textOf is a text object of a colour.
func textOf(colour, code, s string) string {
	return `<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:FillColor Value="` + colour + `"/><ofd:TextCode ` + code + `>` + s + `</ofd:TextCode></ofd:TextObject>`
}

// digits is a text in a font that knows of its glyphs 1 to 10 that they are the digits.
func digits(attrs, glyphs, s string) string {
	if glyphs != "" {
		glyphs = fmt.Sprintf(`<ofd:CGTransform CodePosition="0" CodeCount="%d" GlyphCount="%[1]d"><ofd:Glyphs>%s</ofd:Glyphs></ofd:CGTransform>`, len([]rune(s)), glyphs)
	}
	return `<ofd:TextObject ID="9" Font="50" Size="4" ` + page + `>` + glyphs + `<ofd:TextCode DeltaX="g 9 4" ` + attrs + `>` + s + `</ofd:TextCode></ofd:TextObject>`
}

// codeOf is a text code with the glyph of one of its characters.
func codeOf(place, glyph, attrs, s string) string {
	return `<ofd:CGTransform CodePosition="` + place + `"><ofd:Glyphs>` + glyph + `</ofd:Glyphs></ofd:CGTransform><ofd:TextCode ` + attrs + `>` + s + `</ofd:TextCode>`
}

const digitsFont = "\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00" + "cmap\x00\x00\x00\x00\x00\x00\x00\x1C\x00\x00\x00\x34" +
	"\x00\x00\x00\x01\x00\x03\x00\x0A\x00\x00\x00\x0C" + "\x00\x0C\x00\x00\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x02" +
	"\x00\x00\x00\x30\x00\x00\x00\x38\x00\x00\x00\x01" + "\x00\x00\x00\x39\x00\x00\x00\x39\x00\x00\x00\x09"

// pictures are files of two, of which nothing is seen through the first, and of a font.
var pictures = []part{
	{"Doc_0/Res/digits.ttf", digitsFont},
	{"Doc_0/Res/a.jpg", "\xFF\xD8\xFF" + strings.Repeat("x", 40)},
	{"Doc_0/Res/a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06" + strings.Repeat("x", 20)},
}

func TestObjects(t *testing.T) {
	for _, c := range []struct{ what, objects, want string }{
		{"text", text(page, `X="10" Y="20" DeltaX="4 2 2"`, "表312"), `
1 "表312" at 10,20 to 20 size 4
`},
		{"the boundary's place", text(`Boundary="5 6 90 40"`, `X="10" Y="20" DeltaX="4"`, "表三"), `
1 "表三" at 15,26 to 23 size 4
`},
		{"steps in short", text(page, `X="1" Y="20" DeltaX="g 2 4 8 G 1 4"`, "一二三四五"), `
1 "一二三四五" at 1,20 to 25 size 4
`},
		{"too few steps", text(page, `X="1" Y="20" DeltaX="5"`, "一二三"), `
1 "一二三" at 1,20 to 15 size 4
`},
		{"no steps", text(page, `X="1" Y="20"`, "一二三"), `
1 "一二三" at 1,20 to 13 size 4
`},
		{"a comma between steps, and text laid out", text(page, `X="1" Y="20" DeltaX="4,4"`, "\n\t一二\r\n三 \n"), `
1 "一二三 " at 1,20 to 15 size 4
`},
		{"what looks like an escape, marks and a CDATA section", text(page, `X="1" Y="20" DeltaX="g 9 2"`, `\4E00&lt;<![CDATA[<&]]>`), `
1 "\\4E00<<&" at 1,20 to 17 size 4
`},
		{"text codes that go on, and that begin where another began", `<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:TextCode X="5" Y="20" DeltaX="4">一二</ofd:TextCode><ofd:TextCode DeltaX="4">三四</ofd:TextCode><ofd:TextCode Y="30">五</ofd:TextCode></ofd:TextObject>`, `
1 "一二三四" at 5,20 to 21 size 4
2 "五" at 13,30 to 17 size 4
`},
		{"downwards", text(page, `X="10" Y="10" DeltaY="g 2 5"`, "竖着写"), `
1 "竖着写" at 10,6.6 to 14 size 4 turned
`},
		{"downwards, narrow ones in the middle", text(page, `X="10" Y="10" DeltaX="1 -1" DeltaY="5 5"`, "第1页"), `
1 "第1页" at 10,6.6 to 14 size 4 turned
`},
		{"turned characters", text(`CharDirection="90" `+page, `X="10" Y="10" DeltaY="4"`, "侧面") + text(page, `X="20" Y="20" DeltaX="g 2 4"`, "正面写"), `
1 "侧面" at 9.4,10 to 13.4 size 4 turned
2 "正面写" at 20,20 to 32 size 4
`},
		{"read downwards without steps", text(`ReadDirection="90" `+page, `X="10" Y="10"`, "竖着") + text(page, `X="20" Y="20" DeltaX="g 2 4"`, "正面写"), `
1 "竖着" at 10,6.6 to 14 size 4 turned
2 "正面写" at 20,20 to 32 size 4
`},
		{"narrow", text(`HScale="0.5" `+page, `X="10" Y="10" DeltaX="2"`, "窄字"), `
1 "窄字" at 10,10 to 14 size 4
`},
		{"a transformation, before the shift", text(`CTM="0.5 0 0 0.5 1 2" Boundary="10 10 50 30"`, `X="2" Y="4" DeltaX="4"`, "小字"), `
1 "小字" at 12,14 to 16 size 2
`},
		{"a transformation that leans, large: a watermark", text(`CTM="2.5 -2.5 2.5 2.5 0 0" `+page, `X="0" Y="10"`, "印"), `
1 "印" at 16.5,6.5 to 36.5 size 14.1 turned
`},
		{"a character in two code units, alone and among others", text(page, `X="10" Y="20"`, "𠮷") + text(page, `X="10" Y="30" DeltaX="4 2 2 4"`, "一𠮷12") + text(page, `X="10" Y="40" DeltaX="4 4 2"`, "一𠮷12"), `
1 "𠮷" at 10,20 to 14 size 4
2 "一𠮷12" at 10,30 to 24 size 4
3 "一𠮷12" at 10,40 to 22 size 4
`},
		{"glyphs that several characters share", `<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="5" Y="20" DeltaX="2 4">afl表</ofd:TextCode></ofd:TextObject>`, `
1 "afl表" at 5,20 to 15 size 4
`},
		{"glyphs that the font knows", digits(`X="5" Y="10"`, "2 20 4 30 5", "112字3") + digits(`X="5" Y="20"`, "", "12") + digits(`X="5" Y="30"`, "", "89"), `
1 "1" at 5,10 to 7 size 4
1 "1" at 9,10 to 11 size 4 doubtful
1 "□字□" at 13,10 to 23 size 4
2 "12" at 5,20 to 11 size 4
3 "8□" at 5,30 to 11 size 4
`},
		{"glyphs of several text codes", `<ofd:TextObject ID="9" Font="50" Size="4" ` + page + `>` + codeOf("0", "2", `X="5" Y="10"`, "1") + codeOf("0", "4", `X="9" Y="10"`, "2") + codeOf("2", "4", `X="13" Y="10"`, "3") + codeOf("3", "9", `X="17" Y="10"`, "4") + `</ofd:TextObject>` +
			`<ofd:TextObject ID="9" Font="50" Size="4" ` + page + `>` + codeOf("1", "7", `X="5" Y="20" DeltaX="4"`, "15") + codeOf("2", "9", `X="13" Y="20" DeltaX="g 2 4"`, "678") + `</ofd:TextObject>`, `
1 "1□3□" at 5,10 to 19 size 4
2 "1□678" at 5,20 to 23 size 4
`},
		{"pictures in place of letters", `<ofd:TextObject ID="9" Font="51" Size="4" ` + page + `><ofd:TextCode X="10" Y="10" DeltaX="g 9 4">4 P√</ofd:TextCode></ofd:TextObject>`, `
1 "□ □√" at 10,10 to 26 size 4
`},
		{"what stands for nothing known", text(page, `X="10" Y="20" DeltaX="4 4"`, "一\uE001\uFFFD"), `
1 "一□□" at 10,20 to 22 size 4
`},
		{"not to be seen", text(`Visible="false" `+page, `X="10" Y="10"`, "一") + text(`Alpha="0" `+page, `X="10" Y="20"`, "二") + text(`Fill="false" `+page, `X="10" Y="30"`, "三") +
			text(`Fill="false" Stroke="true" `+page, `X="10" Y="40"`, "四") + `<ofd:TextObject ID="9" Font="3" Size="0.1" ` + page + `><ofd:TextCode X="1" Y="1">五</ofd:TextCode></ofd:TextObject>`, `
1 "一" at 10,10 to 14 size 4 invisible
2 "二" at 10,20 to 14 size 4 invisible
3 "三" at 10,30 to 14 size 4 invisible
4 "四" at 10,40 to 14 size 4
5 "五" at 1,1 to 1.1 size 0.1 invisible
`},
		{"white", `<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:TextCode X="10" Y="10">一</ofd:TextCode><ofd:FillColor Value="#FF #ff 255"/></ofd:TextObject>` +
			`<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:FillColor Value="0 0 0 0"/><ofd:TextCode X="10" Y="20">二</ofd:TextCode></ofd:TextObject>` +
			`<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:FillColor Value="1 1 1" Alpha="0"/><ofd:TextCode X="10" Y="30">三</ofd:TextCode></ofd:TextObject>` +
			text(`DrawParam="20" `+page, `X="30" Y="10"`, "四") + text(`DrawParam="21" `+page, `X="30" Y="20"`, "五") + text(`DrawParam="22" `+page, `X="30" Y="30"`, "六"), `
1 "一" at 10,10 to 14 size 4 invisible
2 "二" at 10,20 to 14 size 4 invisible
3 "三" at 10,30 to 14 size 4 invisible
4 "四" at 30,10 to 34 size 4 invisible
5 "五" at 30,20 to 34 size 4 invisible
6 "六" at 30,30 to 34 size 4
`},
		{"white on a shade", `<ofd:PathObject ID="8" ` + page + ` Fill="true" Stroke="false"><ofd:FillColor Value="9 9 9"/><ofd:AbbreviatedData>M 5 5 L 25 5 L 25 25 L 5 25 C</ofd:AbbreviatedData></ofd:PathObject>` + text(`DrawParam="20" `+page, `X="10" Y="10"`, "白"), `
1 "白" at 10,10 to 14 size 4
shade 5,5 to 25,25
`},
		{"in the colour of what is below it", fillOf("9 9 9", "M 5 5 L 25 5 L 25 25 L 5 25 C") + textOf("12 12 12", `X="10" Y="10"`, "一") + textOf("255 255 255", `X="16" Y="10"`, "二") + textOf("9 9 9", `X="40" Y="10"`, "三") +
			fillOf("255 255 255", "M 5 15 L 25 15 L 25 25 L 5 25 C") + textOf("255 255 255", `X="10" Y="20"`, "四") + textOf("0 0 0", `X="16" Y="20"`, "五"), `
1 "一" at 10,10 to 14 size 4 invisible
1 "二三" at 16,10 to 44 size 4
2 "四" at 10,20 to 14 size 4 invisible
2 "五" at 16,20 to 20 size 4
shade 5,5 to 25,25
shade 5,15 to 25,25
`},
		{"on what may be of its colour", `<ofd:PathObject ID="8" ` + page + ` Fill="true" Stroke="false"><ofd:AbbreviatedData>M 5 5 L 25 5 L 25 25 L 5 25 C</ofd:AbbreviatedData></ofd:PathObject>` + textOf("0 0 0", `X="10" Y="10"`, "一") +
			fillOf("0 0 0", "M 35 5 L 55 5 L 55 25 L 35 25 C M 40 7 L 50 7 L 50 15 L 40 15 C") + textOf("0 0 0", `X="43" Y="12"`, "二") + fillOf("0 0 0", "M 65 5 Q 70 5 85 5 L 85 25 L 65 25 C") + textOf("255 255 255", `X="70" Y="10"`, "三"), `
1 "一二三" at 10,10 to 74 size 4
shade 5,5 to 25,25
shade 35,5 to 55,25
shade 40,7 to 50,15
`},
		{"painted over", text(page, `X="10" Y="10"`, "一") + text(page, `X="40" Y="10"`, "二") + text(page, `X="70" Y="10"`, "三") + text(page, `X="10" Y="40"`, "四") +
			`<ofd:PathObject ID="8" ` + page + ` Fill="true" Stroke="false"><ofd:FillColor Value="200 220 255"/><ofd:AbbreviatedData>M 5 2 L 20 2 L 20 15 L 5 15 C</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject ID="8" ` + page + ` Fill="true" Stroke="false" Alpha="100"><ofd:AbbreviatedData>M 35 2 L 50 2 L 50 15 L 35 15 C</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:ImageObject ID="8" Boundary="65 2 15 13" CTM="15 0 0 13 0 0" ResourceID="30"/><ofd:ImageObject ID="8" Boundary="5 32 15 13" ResourceID="31"/>`, `
1 "一" at 10,10 to 14 size 4 invisible
1 "二" at 40,10 to 44 size 4
1 "三" at 70,10 to 74 size 4 invisible
2 "四" at 10,40 to 14 size 4 doubtful
shade 5,2 to 20,15
shade 35,2 to 50,15
picture 65,2 to 80,15
picture 5,32 to 20,45
`},
		{"outside of the boundary, of the page, of a clip", text(`Boundary="10 10 8 8"`, `X="0" Y="5" DeltaX="g 3 4"`, "一二三四") + text(page, `X="120" Y="10"`, "外") +
			`<ofd:TextObject ID="9" Font="3" Size="4" ` + page + `><ofd:Clips><ofd:Clip><ofd:Area><ofd:Path ID="1" Boundary="10 30 5 10"><ofd:AbbreviatedData>M 0 0 L 5 0 L 5 10 L 0 10 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode X="10" Y="35" DeltaX="4 4">甲乙丙</ofd:TextCode></ofd:TextObject>`, `
1 "一二" at 10,15 to 18 size 4
1 "三四" at 18,15 to 26 size 4 clipped
2 "外" at 120,10 to 124 size 4 clipped
3 "甲" at 10,35 to 14 size 4
3 "乙丙" at 14,35 to 22 size 4 clipped
`},
		{"a boundary of negative width", text(`Boundary="50 10 -8 8"`, `X="-8" Y="5" DeltaX="4"`, "一二"), `
1 "一二" at 42,15 to 50 size 4
`},
		{"bold by being painted twice", text(page, `X="10" Y="10"`, "一") + text(page, `X="10.2" Y="10"`, "一"), `
1 "一" at 10,10 to 14 size 4
`},
		{"within others", `<ofd:PageBlock ID="5"><ofd:PageBlock ID="6"><ofd:CompositeObject ID="7" Boundary="20 10 9 9" ResourceID="40"/></ofd:PageBlock></ofd:PageBlock><ofd:CompositeObject ID="7" Boundary="50 10 9 9" CTM="2 0 0 2 0 0" ResourceID="40" Visible="false"/><ofd:CompositeObject ID="7" Boundary="70 10 9 9" ResourceID="99"/>`, `
1 "套" at 21,15 to 25 size 4
2 "套" at 52,20 to 60 size 8 invisible
`},
		{"lines", `<ofd:PathObject ID="8" ` + page + ` LineWidth="1"><ofd:AbbreviatedData>M 10 10 L 60 10 L 60 30 M 5 5 L 9 9</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject ID="8" ` + page + `><ofd:AbbreviatedData>S10,40L60 40</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject ID="8" ` + page + ` DrawParam="20"><ofd:AbbreviatedData>M 10 45 L 60 45</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject ID="8" ` + page + ` Stroke="false"><ofd:AbbreviatedData>M 10 47 L 60 47</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject ID="8" ` + page + ` DrawParam="21"><ofd:AbbreviatedData>M 10 48 L 60 48</ofd:AbbreviatedData></ofd:PathObject>`, `
rule 10,9.5 to 60,10.5
rule 59.5,10 to 60.5,30
rule 10,39.8 to 60,40.2
rule 10,44.5 to 60,45.5
`},
		{"what is filled as thin as a line, and a line with a transformation", `<ofd:PathObject ID="8" Boundary="10 10 50 0.2" Fill="true" Stroke="false"><ofd:AbbreviatedData>M 0 0 L 50 0 L 50 0.2 L 0 0.2 C</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject ID="8" ` + page + ` CTM="0.5 0 0 0.5 0 0" LineWidth="2"><ofd:AbbreviatedData>M 20 40 L 20 80 L 60 80 C</ofd:AbbreviatedData></ofd:PathObject>`, `
rule 10,10 to 60,10.2
rule 9.5,20 to 10.5,40
rule 10,39.5 to 30,40.5
`},
		{"curves and arcs", `<ofd:PathObject ID="8" ` + page + `><ofd:AbbreviatedData>M 10 10 Q 20 10 30 10 B 40 10 50 10 60 10 M 10 20 A 20 20 0 0 1 50 20 M 10 40 A 500 500 0 0 1 50 40 M 1 1 A 0 0 0 0 0 9 1</ofd:AbbreviatedData></ofd:PathObject>`, `
rule 10,9.8 to 60,10.2
rule 10,39.4 to 50,40.2
rule 1,0.8 to 9,1.2
`},
	} {
		pages, _ := read(t, onePage(c.objects, append(pictures, resources)...))
		if got := painted(pages[0]); got != c.want[1:] {
			t.Errorf("%s:\n%swant\n%s", c.what, got, c.want[1:])
		}
	}
}
