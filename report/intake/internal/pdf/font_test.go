package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// digitsFont is a font that knows of its glyphs 1 to 10 that they are the digits.
const digitsFont = "\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00" + "cmap\x00\x00\x00\x00\x00\x00\x00\x1C\x00\x00\x00\x2C" +
	"\x00\x00\x00\x01\x00\x03\x00\x01\x00\x00\x00\x0C" + "\x00\x04\x00\x20\x00\x00\x00\x04\x00\x04\x00\x01\x00\x00" +
	"\x00\x39\xFF\xFF\x00\x00" + "\x00\x30\xFF\xFF" + "\xFF\xD1\x00\x01" + "\x00\x00\x00\x00"

// What the codes of a string stand for, and how far they advance.
func TestFonts(t *testing.T) {
	cmapOf := func(s string) string { return streamOf("", "/CIDInit /ProcSet findresource begin begincmap "+s) }
	for _, c := range []struct{ what, font, other, codes, want string }{
		{"Identity-H", "/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</DW 600/W[1[500 700]5 6 250]>>]",
			cmapOf("1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0001><8868><0002><D842DFB7>endbfchar 2 beginbfrange<0003><0004><4E00><0005><0006>[<00660069><0033>]endbfrange"),
			"<000100020003000400050006 0007>", "表 500|𠮷 700|一 600|丁 600|fi 250|3 250|□ 600"},
		{"Identity-V", "/Subtype/Type0/Encoding/Identity-V/ToUnicode 8 0 R/DescendantFonts[<<>>]", cmapOf("1 beginbfchar<0001><8868>endbfchar"),
			"<0001>", "表 1000 vertical"},
		{"Unicode", "/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<</W[1 95 500 814[1]]>>]", "null", "<8868 0033>", "表 1000|3 500"},
		{"UTF-16", "/Subtype/Type0/Encoding/UniGB-UTF16-H/DescendantFonts[<<>>]", "null", "<8868 D842DFB7 0033>", "表 1000|𠮷 1000|3 500"},
		{"UTF-32", "/Subtype/Type0/Encoding/UniGB-UTF32-H/DescendantFonts[<<>>]", "null", "<00020BB7>", "𠮷 1000"},
		{"GBK", "/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<</W[814 907 400]>>]", "null", "<B1ED 33 E946>", "表 1000|3 400|镕 1000"},
		{"GBKp", "/Subtype/Type0/Encoding/GBKp-EUC-H/DescendantFonts[<</W[1 95 300]>>]", "null", "<B1ED 33>", "表 1000|3 300"},
		{"GB 18030", "/Subtype/Type0/Encoding/GBK2K-H/DescendantFonts[<<>>]", "null", "<B1ED 33 8139EE39>", "表 1000|3 500|㐀 1000"},
		{"no GBK", "/Subtype/Type0/Encoding/GB-EUC-H/DescendantFonts[<<>>]", "null", "<FEA0 33>", "□ 1000|3 500"},
		{"of a table that is not known", "/Subtype/Type0/Encoding/GBT-H/DescendantFonts[<<>>]", "null", "<3021>", "□ 1000"},
		{"its own CMap", "/Subtype/Type0/Encoding 8 0 R/ToUnicode 9 0 R/DescendantFonts[<</W[7 9 300]>>]",
			cmapOf("2 begincodespacerange<00><7F><8000><FFFF>endcodespacerange 1 begincidrange<20><21>7 endcidrange 1 begincidchar<8001>9 endcidchar"),
			"<20 21 8001 8002>", "a 300|b 300|□ 300|□ 1000"},
		{"no ToUnicode", "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<>>]", "null", "<0001>", "□ 1000"},
		{"characters that say nothing", "/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<<>>]",
			cmapOf("3 beginbfchar<0001><0000><0002><FFFD><0003><>endbfchar"), "<000100020003>", "□ 1000|□ 1000|□ 1000"},
		{"WinAnsi", "/Subtype/TrueType/Encoding/WinAnsiEncoding/FirstChar 50/Widths[400 500]", "null", "(23\\200)", "2 400|3 500|€ 0"},
		{"MacRoman", "/Subtype/TrueType/Encoding/MacRomanEncoding", "null", "(2\\322)", "2 556|“ 556"},
		{"Standard", "/Subtype/Type1", "null", "(2'\\320)", "2 556|’ 556|— 556"},
		{"Differences", "/Subtype/Type1/Encoding<</Differences[1/three/a/uni8868/u20BB7/g12 65/f_i.alt/parenleft.a]>>", "null", "(\\001\\002\\003\\004\\005AB2)", "3 556|a 556|表 556|𠮷 556|□ 556|□ 556|( 556|2 556"},
		{"over a base", "/Subtype/Type1/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[51/four]>>", "null", "(23\\200)", "2 556|4 556|€ 556"},
		{"symbols", "/Subtype/TrueType/FontDescriptor<</Flags 4>>", "null", "(2)", "□ 556"},
		{"symbols that are explained", "/Subtype/TrueType/FontDescriptor<</Flags 4>>/ToUnicode 8 0 R", cmapOf("1 beginbfrange<30><39><0030>endbfrange"), "(2)", "2 556"},
		{"explained otherwise", "/Subtype/TrueType/Encoding/WinAnsiEncoding/ToUnicode 8 0 R", cmapOf("1 beginbfrange<32><33><0036>endbfrange"), "(2a)", "□ 556|a 556"},
		{"explained by itself", "/Subtype/Type0/Encoding/Identity-H/ToUnicode/Identity-H/DescendantFonts[<</W[51[300]]>>]", "null", "<88680033>", "表 1000|3 300"},
		{"explained otherwise than by its own table", "/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</FontDescriptor<</FontFile2 10 0 R>>>>]", cmapOf("1 beginbfrange<0001><0009><0031>endbfrange 1 beginbfchar<000A><0039>endbfchar"), "<0001 0002 000A 000B>", "□ 1000|□ 1000|9 1000|□ 1000"},
		{"by its own table, through a map", "/Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</CIDToGIDMap 11 0 R/FontDescriptor<</FontFile2 10 0 R>>>>]", cmapOf("5 beginbfchar<0000><0034><0001><0031><0002><FF12><0003><0020><0004><00310032>endbfchar"), "<0000 0001 0002 0003 0004>", "4 1000|□ 1000|２ 1000|□ 1000|□ 1000"},
		{"by the table of another that is packed", "/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<</CIDToGIDMap 12 0 R/FontDescriptor<</FontFile2 13 0 R>>>>]", "null", "(07)", "0 500|□ 500"},
		{"pictures", "/Subtype/Type1/BaseFont/ZapfDingbats", "null", "(4 .)", "□ 556|  556|□ 556"},
		{"pictures that are explained", "/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular/Encoding/WinAnsiEncoding/ToUnicode 8 0 R", cmapOf("2 beginbfchar<34><2714><35><0035>endbfchar"), "(45l)", "✔ 556|□ 556|□ 556"},
		{"several digits in one", "/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 49/Widths[40 40]/Encoding<</Differences[49/g1/g2]>>/ToUnicode 8 0 R", cmapOf("2 beginbfchar<31><00310032><32><00310020>endbfchar"), "(12)", "□ 400|□ 400"},
		{"a letter for a digit", "/Subtype/TrueType/Encoding/WinAnsiEncoding/ToUnicode 8 0 R", cmapOf("2 beginbfchar<61><0035><35><0020>endbfchar"), "(a5b)", "□ 556|□ 556|b 556"},
		{"Type 3", "/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 50/Widths[40]/Encoding<</Differences[50/g1]>>/ToUnicode 8 0 R", cmapOf("1 beginbfchar<32><0032>endbfchar"), "(2)", "2 400"},
		{"Type 3 without", "/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 50/Widths[40]/Encoding<</Differences[50/g1]>>", "null", "(2)", "□ 400"},
	} {
		file := pageFile("BT /H 1000 Tf "+c.codes+"Tj ET", "", "/Font<</H 7 0 R>>",
			"<</Type/Font"+c.font+">>", c.other, streamOf("", "1 beginbfrange<20><21><0061>endbfrange"),
			streamOf("", digitsFont), streamOf("", "\x00\x05\x00\x01\x00\x03\x00\x07\x00\x02"),
			streamOf("", strings.Repeat("\x00", 2*(814+0x10))+"\x00\x01"+strings.Repeat("\x00\x02", 9)), streamOf("/Filter/FlateDecode", deflate(digitsFont)))
		var got []string
		for _, x := range readPages(t, file)[0].Chars {
			text := x.Text
			if x.NoText {
				text += "□"
			}
			text += fmt.Sprintf(" %.0f", x.Box.X1-x.Box.X0)
			if x.Turned {
				text += " vertical"
			}
			got = append(got, text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %s, want %s", c.what, s, c.want)
		}
	}
}
