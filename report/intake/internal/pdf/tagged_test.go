package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// taggedFile makes a tagged file of one page: its content, and its structure, the top of
// which is object 7.
func taggedFile(content, page string, structure ...string) []byte {
	objects := append(append([]string{
		"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot<</K 7 0 R/RoleMap<</Para/Text/Text/P/Self/Self>>/ClassMap<</wide<</O/Table/ColSpan 2>>>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + testFonts + ">>" + page + ">>",
		streamOf("", content),
	}, fontObjects...), structure...)
	return build("", objects...)
}

// at marks a text at a place.
func at(mcid, x, y int, text string) string {
	return fmt.Sprintf("/P<</MCID %d>>BDC BT /F 10 Tf 1 0 0 1 %d %d Tm %sET EMC\n", mcid, x, y, show(text))
}

// outlined is what was read: paragraphs, and tables by rows.
func outlined(s *source.Source) string {
	var b strings.Builder
	for _, x := range s.Blocks {
		if x.Table == nil {
			if x.Level > 0 {
				fmt.Fprintf(&b, "%d ", x.Level)
			}
			fmt.Fprintf(&b, "%q\n", x.Text)
			continue
		}
		fmt.Fprintf(&b, "table %d×%d %q", x.Table.Rows, x.Table.Cols, x.Table.Caption)
		row := -1
		for _, c := range x.Table.Cells {
			if c.Row != row {
				row = c.Row
				b.WriteString("\n ")
			}
			fmt.Fprintf(&b, " %q", c.Text)
			if c.Rows*c.Cols > 1 {
				fmt.Fprintf(&b, "%d×%d", c.Rows, c.Cols)
			}
			if c.State == source.Wrapped {
				b.WriteString(" wrapped")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTagged(t *testing.T) {
	// A table of two rows and three columns, below a paragraph.
	content := at(0, 10, 90, "一、总体") + at(1, 10, 70, "项") + at(2, 60, 70, "甲") + at(3, 110, 70, "乙") +
		at(4, 10, 50, "数") + at(5, 60, 50, "12") + at(6, 110, 50, "3")
	table := func(cells string) []string {
		return []string{"<</S/Document/K[8 0 R 9 0 R]/Pg 3 0 R>>", "<</S/H2/K 0/Pg 3 0 R>>", "<</S/Table/Pg 3 0 R/K[" + cells + "]>>"}
	}
	const rows = "<</S/TR/K[<</S/TH/K 1>><</S/TH/K 2>><</S/TH/K 3>>]>><</S/TR/K[<</S/TH/K 4>><</S/TD/K 5>><</S/TD/K 6>>]>>"
	for _, c := range []struct {
		what, content string
		structure     []string
		want          string // or the reason why it is not taken, or nothing
	}{
		{"a table", content, table(rows), "2 \"一、总体\"\ntable 2×3 \"\"\n  \"项\" \"甲\" \"乙\"\n  \"数\" \"12\" \"3\"\n"},
		{"head, body and caption", content, table("<</S/Caption/ActualText(T1)>><</S/THead/K<</S/TR/K[<</S/TH/K[1 2]/A<</O/Table/ColSpan 2>>>><</S/TH/K 3/A[<</O/Layout>><</O/Table/RowSpan 2>>]>>]>>>><</S/TBody/K<</S/TR/K[<</S/TD/K[4 5]/C/wide>>]>>>>" + "<</S/TR/K<</S/TD/K[6]>>>>"),
			otherPlaces},
		{"spans", content, table("<</S/Caption/ActualText(T1)>><</S/THead/K<</S/TR/K[<</S/TH/K[1 2]/A<</O/Table/ColSpan 2>>>><</S/TH/K[3 6]/A[<</O/Layout>><</O/Table/RowSpan 2>>]>>]>>>><</S/TBody/K<</S/TR/K[<</S/TD/K[4 5]/C/wide>>]>>>>"),
			"2 \"一、总体\"\ntable 2×3 \"T1\"\n  \"项 甲\"1×2 \"乙3\"2×1\n  \"数 12\"1×2\n"},
		{"columns exchanged", content, table(strings.NewReplacer("K 5", "K 6", "K 6", "K 5").Replace(rows)), otherPlaces},
		{"rows exchanged", content, table(strings.NewReplacer("K 2", "K 5", "K 5", "K 2").Replace(rows)), otherPlaces},
		{"a cell left out", content, table(strings.Replace(rows, "<</S/TD/K 6>>", "", 1)), looseText},
		{"a cell twice", content, table(strings.Replace(rows, "K 6", "K 5", 1)), looseText},
		{"content of no mark", content + "BT /F 10 Tf 10 10 Td " + show("9") + "ET", table(rows), looseText},
		{"an artifact", content + "/Artifact BMC BT /F 10 Tf 10 10 Td " + show("9") + "ET EMC", table(rows), "2 \"一、总体\"\ntable 2×3 \"\"\n  \"项\" \"甲\" \"乙\"\n  \"数\" \"12\" \"3\"\n"},
		{"another text", content, table(strings.Replace(rows, "<</S/TD/K 6", "<</S/TD/ActualText(8)/K 6", 1)), otherText},
		{"the same text", content, table(strings.Replace(rows, "<</S/TD/K 6", "<</S/TD/ActualText(3)/K 6", 1)), "2 \"一、总体\"\ntable 2×3 \"\"\n  \"项\" \"甲\" \"乙\"\n  \"数\" \"12\" \"3\"\n"},
		{"another text in the content", strings.Replace(content, "/P<</MCID 6>>", "/P<</MCID 6/ActualText(8)>>", 1), table(rows), otherText},
		{"a cell cut off", strings.Replace(content, "110 50 Tm", "310 50 Tm", 1), table(rows), outerText},
		{"glyphs that say nothing", strings.Replace(content, "/F 10 Tf 1 0 0 1 110 50 Tm <0033>", "/G 10 Tf 1 0 0 1 110 50 Tm (\x01)", 1), table(rows), looseText},
		{"a figure over two lines", at(0, 10, 90, "340") + at(1, 10, 78, "2") + at(2, 60, 78, "甲"),
			[]string{"<</S/Table/Pg 3 0 R/K<</S/TR/K[<</S/TD/K<</S/P/K[0 1]>>>><</S/TD/K 2>>]>>>>"}, "table 1×2 \"\"\n  \"340\\n2\" wrapped \"甲\"\n"},
		{"paragraphs of a cell", at(0, 10, 90, "商业") + at(1, 10, 78, "企业") + at(2, 60, 78, "甲"),
			[]string{"<</S/Table/Pg 3 0 R/K<</S/TR/K[<</S/TD/K[<</S/P/K 0>><</S/P/K 1>>]>><</S/TD/K 2>>]>>>>"}, "table 1×2 \"\"\n  \"商业\\n企业\" \"甲\"\n"},
		{"a table for layout", at(0, 10, 90, "商业") + at(1, 10, 78, "企业"),
			[]string{"<</S/Table/Pg 3 0 R/K<</S/TR/K[<</S/TD/K[<</S/P/K 0>><</S/H1/K 1>>]>>]>>>>"}, "\"商业\"\n1 \"企业\"\n"},
		{"lists, roles and lines", at(0, 10, 90, "1.") + at(1, 30, 90, "商业") + at(2, 10, 70, "企业") + at(3, 10, 58, "一起") + at(4, 10, 40, "a b") + at(5, 10, 28, "c"),
			[]string{"<</S/Sect/Pg 3 0 R/K[<</S/L/K<</S/LI/K[<</S/Lbl/K 0>><</S/LBody/K<</S/P/K 1>>>>]>>>><</S/Para/K[2<</S/Span/K 3>>]>><</S/P/K[4 5]>>]>>"}, "\"1.商业\"\n\"企业一起\"\n\"a b c\"\n"},
		{"spaces at line ends", at(0, 10, 90, "a ") + at(1, 10, 78, "b") + at(2, 10, 66, "c"), []string{"<</S/P/Pg 3 0 R/K[0 1 2]>>"}, "\"a bc\"\n"},
		{"words apart", at(0, 10, 90, "a") + at(1, 20, 90, "b") + at(2, 50, 90, "表"), []string{"<</S/P/Pg 3 0 R/K[0 1 2]>>"}, "\"a b 表\"\n"},
		{"a picture and a note", at(0, 10, 90, "a") + at(1, 20, 80, "b") + at(2, 50, 70, "表"), []string{"<</S/Sect/Pg 3 0 R/K[<</S/Figure/K 0>><</S/Note/K 1>><</S/P/K 2>>]>>"}, "\"表\"\n"},
		{"a circle", at(0, 10, 90, "a"), []string{"<</S/Sect/Pg 3 0 R/K[0 7 0 R]>>"}, "error"},
		{"no structure", content, []string{"null"}, looseText},
	} {
		f, err := Open(taggedFile(c.content, "", c.structure...))
		if err != nil {
			t.Fatal(err)
		}
		var n source.Notes
		s, ok, err := Tagged(f, &n)
		got := ""
		switch {
		case err != nil:
			got = "error"
		case ok:
			got = outlined(s)
		case len(n.Findings) == 1 && n.Findings[0].Code == "I-cg":
			got = n.Findings[0].Got
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.what, got, c.want, err)
		}
		if c.what == "a picture and a note" && (len(n.Repairs) != 2 || n.Repairs[0].What != "图片" || n.Repairs[1].What != "脚注") {
			t.Errorf("%s: %v", c.what, n.Repairs)
		}
	}
}

func TestNotTagged(t *testing.T) {
	f, err := Open(pageFile(letterA, "", ""))
	if err != nil {
		t.Fatal(err)
	}
	var n source.Notes
	if s, ok, err := Tagged(f, &n); s != nil || ok || err != nil || len(n.Findings) > 0 {
		t.Errorf("%v, %v, %v, %v", s, ok, err, n.Findings)
	}
}

func TestAttachments(t *testing.T) {
	file := build("", append(append([]string{
		"<</Type/Catalog/Pages 2 0 R/AF[7 0 R]/Names<</EmbeddedFiles<</Kids[10 0 R 10 0 R]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + testFonts + ">>>>",
		streamOf("", letterA),
	}, fontObjects...),
		"<</Type/Filespec/F(x)/UF(report.json)/EF<</F 8 0 R>>>>",
		streamOf("/Subtype/application#2Fjson/Filter/FlateDecode", deflate("{} \n")),
		"<</Type/Filespec/F(C:\\\\a\\\\b.txt)/EF<</F 11 0 R>>>>",
		"<</Names[(a)9 0 R(b)7 0 R]/Kids[10 0 R]>>",
		streamOf("", "b"))...)
	f, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	list, err := f.Attachments()
	if err != nil || len(list) != 2 || list[0].Name != "report.json" || list[0].Type != "application/json" || list[1].Name != "b.txt" {
		t.Fatalf("%v, %v", list, err)
	}
	if b, err := list[1].Data(); err != nil || string(b) != "b" {
		t.Errorf("%q, %v", b, err)
	}
	var n source.Notes
	c, err := f.Carried(&n)
	if err != nil || c == nil || string(c.JSON) != "{}" || c.Verify(c.Version, c.Digest) != nil {
		t.Errorf("%v, %v", c, err)
	}
	if len(n.Repairs) != 1 || n.Repairs[0].What != "附件" || n.Repairs[0].Places != 1 {
		t.Errorf("%v", n.Repairs)
	}
}
