package pdf

import (
	"strings"
	"testing"
)

func TestContent(t *testing.T) {
	for _, c := range []struct{ what, content, page, resources, want string }{
		{"text", "BT /F 10 Tf 20 50 Td " + show("表3") + "/G 8 Tf (a)Tj ET", "", "", `
1 "表3a" at 20,50 to 39 size 10
`},
		{"spacing", "BT /G 10 Tf 1 Tc 2 Tw 50 Tz 10 50 Td (a b)Tj 0 Tc 0 Tw 100 Tz [(c)-500(d)]TJ ET", "", "", `
1 "a bcd" at 10,50 to 35 size 10
`},
		{"lines", "BT /G 10 Tf 12 TL 10 90 Td (a)Tj T* (b)Tj (c)' 1 2 (d)\" 0 -12 TD (e)Tj 30 0 Td (f)Tj 1 0 0 1 10 42 Tm (g)Tj 3 Ts (h)Tj ET", "", "", `
1 "a" at 10,90 to 15 size 10
2 "b" at 10,78 to 15 size 10
3 "c" at 10,66 to 15 size 10
4 "d" at 10,54 to 15 size 10
5 "ef" at 10,42 to 45 size 10
6 "gh" at 10,42 to 22 size 10
`},
		{"matrices", "q .05 0 0 -.05 0 100 cm BT /G 200 Tf 1 0 0 -1 400 600 Tm (a)Tj ET Q BT /G 10 Tf (b)Tj ET", "", "", `
1 "a" at 20,70 to 25 size 10
2 "b" at 0,0 to 5 size 10
`},
		{"turned", "BT /G 10 Tf (wxyz)Tj 0 1 -1 0 50 20 Tm (ab)Tj -1 0 0 -1 90 50 Tm (c)Tj ET", "", "", `
1 "wxyz" at 0,0 to 20 size 10
2 "ab" at 41.5,50 to 51.5 size 10 turned
3 "c" at 85,90 to 90 size 10 turned
`},
		{"invisible", "BT /G 10 Tf 10 50 Td 3 Tr (a)Tj 0 Tr /none gs (b)Tj /whole gs (c)Tj ET BT /G .5 Tf 90 50 Td (d)Tj ET", "",
			"/ExtGState<</none<</ca 0>>/whole<</ca 1>>>>", `
1 "ab" at 10,50 to 20 size 10 invisible
1 "c" at 20,50 to 25 size 10
1 "d" at 90,50 to 90.25 size 0.5 invisible
`},
		{"white on white", "BT 1 g /G 10 Tf 10 50 Td (a)Tj ET 0 0 1 rg 50 40 50 50 re f BT 0 0 0 0 k /G 10 Tf 60 50 Td (b)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10 invisible
1 "b" at 60,50 to 65 size 10
shade 50,40 to 100,90
`},
		{"in the colour of what is below it", "q 1 0 0 rg 0 40 50 50 re f Q BT /icc cs .98 0 .01 scn /G 10 Tf 10 50 Td (a)Tj 0 1 0 0 k (b)Tj 0 1 1 0 k (c)Tj 1 g (d)Tj /black cs 1 scn 80 0 Td (e)Tj 0 g (f)Tj ET q 0 0 m 30 0 l 30 30 l h W n 0 g 0 0 30 30 re f Q BT 10 5 Td (g)Tj ET", "",
			"/ColorSpace<</icc[/ICCBased 13 0 R]/black[/Separation/Black/DeviceGray<<>>]>>", `
1 "a" at 10,50 to 15 size 10 invisible
1 "b" at 15,50 to 20 size 10
1 "c" at 20,50 to 25 size 10 invisible
1 "def" at 25,50 to 100 size 10
2 "g" at 10,5 to 15 size 10
shade 0,40 to 50,90
shade 0,0 to 30,30
`},
		{"over a stroke", "q .9 G 30 w 0 55 m 200 55 l S Q 0 g BT /G 10 Tf 10 50 Td (a)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10
`},
		{"in the colour of a stroke below it", "q 0 0 1 RG 30 w 0 55 m 200 55 l S Q 0 0 1 rg BT /G 10 Tf 10 50 Td (a)Tj /lab CS 1 1 1 SCN 1 Tr (b)Tj ET", "", "/ColorSpace<</lab[/Lab<<>>]>>", `
1 "a" at 10,50 to 15 size 10 invisible
1 "b" at 15,50 to 20 size 10
`},
		{"stroked and filled", "BT /G 10 Tf 10 50 Td 1 G 1 Tr (a)Tj 2 Tr (b)Tj 1 g (c)Tj 0 Tr (d)Tj 0 .5 0 RG 6 Tr (e)Tj 4 Tr (f)Tj 0 g (g)Tj 7 Tr (h)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10 invisible
1 "b" at 15,50 to 20 size 10
1 "cd" at 20,50 to 30 size 10 invisible
1 "e" at 30,50 to 35 size 10
1 "f" at 35,50 to 40 size 10 invisible
1 "g" at 40,50 to 45 size 10
1 "h" at 45,50 to 50 size 10 invisible
`},
		{"over white boxes of one path", "0 g 0 0 200 100 re f 1 g 1 1 98 98 re 101 1 98 98 re f 0 g BT /G 10 Tf 10 50 Td (a)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10
shade 0,0 to 200,100
shade 1,1 to 99,99
shade 101,1 to 199,99
`},
		{"whiter than white", "2 g BT /G 10 Tf 10 50 Td (a)Tj 255 255 255 rg (b)Tj ET", "", "", `
1 "ab" at 10,50 to 20 size 10 invisible
`},
		{"colours of spaces with too many parts or too few", "/icc cs 1 2 3 4 5 6 7 scn /none cs 1 scn BT /G 10 Tf 10 50 Td (a)Tj ET", "",
			"/ColorSpace<</icc[/ICCBased 14 0 R]/none[/ICCBased 15 0 R]>>", `
1 "a" at 10,50 to 15 size 10
`},
		{"painted over", "BT /G 10 Tf 10 50 Td (a)Tj 30 0 Td (b)Tj ET 1 g 5 40 20 30 re f BT 0 g 10 50 Td (c)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10 invisible
1 "b" at 40,50 to 45 size 10
2 "c" at 10,50 to 15 size 10
shade 5,40 to 25,70
`},
		{"shaded through", "BT /G 10 Tf 10 50 Td (a)Tj ET /m gs 5 40 20 30 re f", "", "/ExtGState<</m<</BM/Multiply>>>>", `
1 "a" at 10,50 to 15 size 10 doubtful
shade 5,40 to 25,70
`},
		{"through a mask, and below a pattern", "BT /G 10 Tf 10 50 Td (a)Tj 30 0 Td (b)Tj ET q /Pattern cs /p scn 5 40 20 30 re f Q q /m gs BT 70 50 Td (c)Tj ET /plain gs BT 90 50 Td (d)Tj ET Q", "",
			"/ExtGState<</m<</BM/Normal/SMask<</S/Luminosity>>>>/plain<</SMask/None>>>>/Pattern<</p<<>>>>", `
1 "a" at 10,50 to 15 size 10 doubtful
1 "b" at 40,50 to 45 size 10
1 "c" at 70,50 to 75 size 10 doubtful
1 "d" at 90,50 to 95 size 10
shade 5,40 to 25,70
`},
		{"in a group that is not to be seen", "q /none gs /X Do Q /half gs BT /G 10 Tf 10 50 Td (b)Tj ET /X Do", "", "/XObject<</X 16 0 R>>/ExtGState<</none<</ca 0>>/half<</ca .5>>>>", `
1 "a" at 0,0 to 5 size 10 invisible
2 "b" at 10,50 to 15 size 10
3 "a" at 0,0 to 5 size 10
`},
		{"bold by being painted twice", "BT /G 10 Tf 10 50 Td (11)Tj 1 0 0 1 10.4 50 Tm (11)Tj 1 0 0 1 40 50 Tm (2)Tj 1 0 0 1 42.5 50 Tm (2)Tj ET", "", "", `
1 "11" at 10,50 to 20 size 10
2 "22" at 40,50 to 47.5 size 10
`},
		{"clipped", "q 0 0 30 100 re W n BT /G 10 Tf 10 50 Td (a)Tj 30 0 Td (b)Tj ET Q BT /G 10 Tf 10 50 Td (c)Tj 300 0 Td (d)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10
1 "b" at 40,50 to 45 size 10 clipped
2 "c" at 10,50 to 15 size 10
2 "d" at 310,50 to 315 size 10 clipped
`},
		{"clipped by what is no rectangle", "q 0 0 m 60 0 l 60 90 l h W n BT /G 10 Tf 10 50 Td (a)Tj 43 0 Td (b)Tj ET Q q 100 0 99 99 re 120 40 20 30 re W* n BT /G 10 Tf 105 50 Td (c)Tj 20 0 Td (d)Tj ET Q BT /G 10 Tf 10 10 Td (e)Tj ET", "", "", `
1 "a" at 10,50 to 15 size 10 clipped
1 "bc" at 53,50 to 110 size 10
1 "d" at 125,50 to 130 size 10 doubtful
2 "e" at 10,10 to 15 size 10
`},
		{"lines and boxes", "2 w 10 10 m 10 90 l 60 90 l S .5 w 20 20 30 40 re S 0 0 m 9 9 l S 1 0 0 rg 20 70 100 1 re f 20 71 m 20 72 l 99 72 l 99 71 l h f* 20 20 m 40 20 60 20.5 80 20 c S", "", "", `
rule 9,10 to 11,90
rule 10,89 to 60,91
rule 20,19.75 to 50,20.25
rule 49.75,20 to 50.25,60
rule 20,59.75 to 50,60.25
rule 19.75,20 to 20.25,60
rule 20,70 to 120,71
rule 20,71 to 99,72
rule 20,19.75 to 80,20.75
`},
		{"a frame", "10 10 50 50 re 11 11 48 48 re f*", "", "", `
rule 10,10 to 60,11
rule 10,59 to 60,60
rule 10,10 to 11,60
rule 59,10 to 60,60
`},
		{"rules are clipped", "0 0 50 100 re W n 10 50 m 90 50 l S 60 60 m 90 60 l S", "", "", `
rule 10,49.5 to 50,50.5
`},
		{"pictures", "q 50 0 0 40 10 10 cm /P Do Q q 100 0 0 .5 10 60 cm /P Do Q q 5 0 0 5 1 1 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xfeEI EI\n Q BT /G 10 Tf (a)Tj ET", "",
			"/XObject<</P 7 0 R>>", `
1 "a" at 0,0 to 5 size 10
rule 10,60 to 110,60.5
picture 10,10 to 60,50
picture 1,1 to 6,6
`},
		{"a form", "q 2 0 0 2 10 10 cm /X Do Q BT /G 10 Tf (b)Tj ET", "", "/XObject<</X 8 0 R>>", `
1 "a" at 12,12 to 22 size 20
2 "b" at 0,0 to 5 size 10
`},
		{"a form in itself", "/X Do", "", "/XObject<</X 9 0 R>>", "error"},
		{"marked", "/P<</MCID 3>>BDC BT /G 10 Tf (a)Tj /Span BMC (b)Tj EMC EMC /Artifact BMC (c)Tj EMC /P/N BDC (d)Tj EMC (e)Tj ET", "", "/Properties<</N<</MCID 4>>>>", `
1 "ab" at 0,0 to 10 size 10 content 3
1 "c" at 10,0 to 15 size 10 content -2
1 "d" at 15,0 to 20 size 10 content 4
1 "e" at 20,0 to 25 size 10
`},
		{"a radical for a character", "/Span<</ActualText<FEFF4EBA>>>BDC BT /F 10 Tf " + show("⼈") + "ET EMC", "", "", `
1 "人" at 0,0 to 10 size 10
`},
		{"turned page", "BT /G 10 Tf 10 50 Td (a)Tj ET", "/Rotate 90", "", `
1 "a" at 10,50 to 15 size 10
`},
		{"a page that lies on its side", "BT /G 10 Tf 0 1 -1 0 50 20 Tm (ab)Tj ET 10 10 m 10 90 l S", "", "", `
1 "ab" at 20,150 to 30 size 10
rule 10,189.5 to 90,190.5
`},
		{"upside down", "BT /G 10 Tf -1 0 0 -1 50 20 Tm (ab)Tj ET", "", "", `
1 "ab" at 150,80 to 160 size 10
`},
		{"turned page with turned text", "BT /G 10 Tf 0 1 -1 0 50 20 Tm (a)Tj ET 10 10 m 10 90 l S", "/Rotate 90", "", `
1 "a" at 20,150 to 25 size 10
rule 10,189.5 to 90,190.5
`},
		{"crop box and unit", "BT /G 10 Tf 20 50 Td (a)Tj 80 0 Td (b)Tj ET", "/CropBox[10 10 60 90]/UserUnit 2", "", `
1 "a" at 20,80 to 30 size 20
1 "b" at 180,80 to 190 size 20 clipped
`},
		{"a field", "", "/Annots[10 0 R 11 0 R]", "", `
1 "x" at 52,32 to 54.5 size 5
`},
		{"a note on a layer that is off", "", "/Annots[17 0 R]", "", "\n"},
		{"fields and notes that say something else", "", "/Annots[18 0 R 19 0 R 20 0 R 21 0 R 23 0 R]", "", `
1 "x" at 52,32 to 54.5 size 5 doubtful
1 "x" at 72,32 to 74.5 size 5
1 "x" at 92,32 to 94.5 size 5 doubtful
1 "□□" at 112,32 to 138 size 6
`},
		{"an operator that is none", "BT Foo ET", "", "", "error"},
		{"that is let pass", "BX BT Foo ET EX", "", "", "\n"},
		{"a number too few", "1 0 0 1 0 cm", "", "", "error"},
		{"a string without end", "BT (a", "", "", "error"},
	} {
		file := pageFile(c.content, c.page, c.resources,
			streamOf("/Type/XObject/Subtype/Image/Width 1/Height 1", "x"),
			streamOf("/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 1 1]/Resources<<"+testFonts+">>", "BT /G 10 Tf (a)Tj ET q q"),
			streamOf("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 9 0 R>>>>", "/X Do /X Do"),
			"<</Subtype/Widget/Rect[50 30 60 40]/AP<</N 12 0 R>>>>",
			"<</Subtype/Widget/F 2/Rect[50 30 60 40]/AP<</N 12 0 R>>>>",
			streamOf("/Subtype/Form/BBox[0 0 20 20]/Resources<<"+testFonts+">>", "BT /G 10 Tf 4 4 Td (x)Tj ET"),
			streamOf("/N 3", ""), streamOf("/N 7", ""), streamOf("/N -1", ""),
			streamOf("/Subtype/Form/BBox[0 0 9 9]/Group<<>>/Resources<<"+testFonts+"/ExtGState<</whole<</ca 1/CA 1>>>>>>", "/whole gs BT /G 10 Tf (a)Tj ET"),
			"<</Subtype/FreeText/OC<</Type/OCMD/P/AllOff/OCGs 22 0 R>>/Rect[50 30 60 40]/AP<</N 12 0 R>>>>",
			"<</Subtype/Widget/Parent<</V(y)>>/Rect[50 30 60 40]/AP<</N 12 0 R>>>>",
			"<</Subtype/Widget/V(x )/Rect[70 30 80 40]/AP<</N 12 0 R>>>>",
			"<</Subtype/FreeText/Contents(12)/Rect[90 30 100 40]/AP<</N 12 0 R>>>>",
			"<</Subtype/FreeText/Contents(12)/Rect[110 30 120 40]>>",
			"<</Type/OCG>>",
			"<</Subtype/Widget/V(12)/Rect[130 30 140 40]/AP<</N 13 0 R>>>>")
		f, err := Open(file)
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		pages, err := f.Pages()
		if (err != nil) != (c.want == "error") {
			t.Errorf("%s: %v (%v)", c.what, err, f.fault)
		}
		if err == nil && painted(pages[0]) != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%swant%s", c.what, painted(pages[0]), c.want)
		}
	}
}
