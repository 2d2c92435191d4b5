package docx

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

func body(t *testing.T, d *doc.Document) *ooxml.Node {
	t.Helper()
	return parse(t, unzip(t, write(t, d))["word/document.xml"]).Child("body")
}

// The tables of a written file, read back, are those that went in.
func TestTablesReadBack(t *testing.T) {
	for name, d := range documents() {
		t.Run(name, func(t *testing.T) {
			file := write(t, d)
			got, err := content.FromDOCX(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := content.Of(d)
			if err != nil {
				t.Fatal(err)
			}
			for _, diff := range content.Compare(got, want) {
				t.Error(diff)
			}
			tables := parse(t, unzip(t, file)["word/document.xml"]).Child("body").All("tbl")
			for _, b := range d.Blocks {
				if b, ok := b.(*doc.Table); ok {
					checkLooks(t, tables[0], b)
					tables = tables[1:]
				}
			}
		})
	}
}

// checkLooks compares the looks of a table.
func checkLooks(t *testing.T, tbl *ooxml.Node, want *doc.Table) {
	t.Helper()
	g, err := want.Grid()
	if err != nil {
		t.Fatal(err)
	}
	rows := tbl.All("tr")
	for r := range g.Rows {
		if rows[r].Child("trPr/cantSplit") == nil {
			t.Errorf("row %d may split", r)
		}
		height := ""
		if h := want.Rows[r].MinHeight; h != 0 {
			height = fmt.Sprint(h.Twips(), " atLeast")
		}
		h := rows[r].Child("trPr/trHeight")
		if s := strings.TrimSpace(h.Attr("val") + " " + h.Attr("hRule")); s != height {
			t.Errorf("row %d: height %q, want %q", r, s, height)
		}
		for _, p := range rows[r].All("p") {
			if keep := p.Child("pPr/keepNext") != nil; keep != (want.Rows[r].KeepNext || r < want.HeadRows) {
				t.Errorf("row %d: w:keepNext %t", r, keep)
			}
		}
	}
	i := 0
	for _, tc := range tbl.All("tc") {
		if m := tc.Child("tcPr/vMerge"); m != nil && m.Attr("val") == "" {
			continue
		}
		p := &g.Cells[i]
		i++
		if s := tc.Val("p/pPr/pStyle"); s != p.Style.String() {
			t.Errorf("%v: style %s", p, s)
		}
		fill := ""
		if p.Shade != 0 {
			fill = fmt.Sprintf("%06X", int(p.Shade))
		}
		if s := tc.Child("tcPr/shd").Attr("fill"); s != fill {
			t.Errorf("%v: shade %q, want %q", p, s, fill)
		}
		if vertical := tc.Val("tcPr/textDirection") == "tbRlV"; vertical != p.Vertical {
			t.Errorf("%v: vertical %t", p, vertical)
		}
		if tc.Val("tcPr/vAlign") != "center" {
			t.Errorf("%v: not centred", p)
		}
	}
}

// Blocks as they follow one another in the body.
func TestBody(t *testing.T) {
	paragraph := func(p *ooxml.Node) string {
		s := "p " + p.Val("pPr/pStyle")
		for _, r := range p.All("r") {
			s += fmt.Sprintf(" [%s%s]", r.Val("rPr/rStyle"), strings.ReplaceAll(r.AllText(), "\n", "/"))
		}
		return s
	}
	for name, want := range map[string][]string{
		"small": {"p Title [某局/2023年报告]", "p Heading1 [一、总体情况]",
			"p Body [Heading2Char（一）主动公开。] [A & B <“好”> ] [重点] [2023]", "tbl", "p Signature [2024年1月15日]", "sectPr"},
		"two tables": {"tbl", "p ", "tbl", "p ", "sectPr"},
		"one table":  {"tbl", "p ", "sectPr"},
		"lone heads": {"p Heading2 [（一）后面是表格]", "tbl", "p Heading2 [（二）后面是标题]", "p Heading2 [（三）在末尾]", "sectPr"},
		"empty":      {"sectPr"},
	} {
		var got []string
		for _, k := range body(t, documents()[name]).Kids {
			if k.Name == "p" {
				got = append(got, paragraph(k))
			} else {
				got = append(got, k.Name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, want)
		}
	}
}

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		run  doc.Run
		want string
	}{
		{doc.Run{Text: "2023"}, `<w:r><w:t>2023</w:t></w:r>`},
		{doc.Run{Text: "年"}, `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>年</w:t></w:r>`},
		{doc.Run{Text: "—", Bold: true}, `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:b/></w:rPr><w:t>—</w:t></w:r>`},
		{doc.Run{Text: " a"}, `<w:r><w:t xml:space="preserve"> a</w:t></w:r>`},
		{doc.Run{Text: "a "}, `<w:r><w:t xml:space="preserve">a </w:t></w:r>`},
		{doc.Run{Text: "a  b"}, `<w:r><w:t xml:space="preserve">a  b</w:t></w:r>`},
		{doc.Run{Text: `<a>&"b"`}, `<w:r><w:t>&lt;a&gt;&amp;&quot;b&quot;</w:t></w:r>`},
		{doc.Run{}, ``},
		{doc.Run{Text: "a\nb"}, `<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>`},
		{doc.Run{Text: "\n"}, `<w:r><w:br/></w:r>`},
	} {
		var x xmlWriter
		x.runs([]doc.Run{c.run}, &doc.Style{}, "")
		if string(x.b) != c.want {
			t.Errorf("%+v\ngot  %s\nwant %s", c.run, x.b, c.want)
		}
	}
}

// Every style of the style sheet is defined, used or not, but for that of a mark.
func TestStylesAreDefined(t *testing.T) {
	d := small()
	d.Mark = "草稿"
	defined := map[string]bool{}
	for _, s := range parse(t, unzip(t, write(t, d))["word/styles.xml"]).All("style") {
		defined[s.Attr("type")+" "+s.Attr("styleId")] = true
	}
	for id := range doc.NumStyles {
		if !defined["paragraph "+id.String()] {
			t.Errorf("%v is not defined", id)
		}
	}
}

func TestStyleProperties(t *testing.T) {
	byID := map[string]*ooxml.Node{}
	for _, s := range parse(t, unzip(t, write(t, small()))["word/styles.xml"]).All("style") {
		byID[s.Attr("styleId")] = s
	}
	for _, c := range []struct{ style, path, attr, want string }{
		{"Body", "name", "val", "Body"},
		{"Body", "rPr/rFonts", "eastAsia", "仿宋_GB2312"},
		{"Body", "rPr/rFonts", "ascii", "仿宋_GB2312"},
		{"Body", "rPr/sz", "val", "32"},
		{"Body", "rPr/spacing", "val", "-5"}, // 15.75 pt from character to character
		{"Body", "rPr/b", "val", ""},
		{"Body", "pPr/spacing", "line", "579"},
		{"Body", "pPr/spacing", "lineRule", "exact"},
		{"Body", "pPr/ind", "firstLineChars", "200"},
		{"Body", "pPr/ind", "firstLine", "630"},
		{"Body", "pPr/jc", "val", "both"},
		{"Title", "name", "val", "Title"},
		{"Title", "rPr/rFonts", "eastAsia", "方正小标宋简体"},
		{"Title", "rPr/spacing", "val", "0"},
		{"Title", "pPr/spacing", "after", "579"},
		{"Title", "pPr/outlineLvl", "val", ""},
		{"Title", "pPr/jc", "val", "center"},
		{"Heading1", "name", "val", "heading 1"},
		{"Heading1", "rPr/rFonts", "eastAsia", "黑体"},
		{"Heading1", "pPr/outlineLvl", "val", "0"},
		{"Heading1", "link", "val", "Heading1Char"},
		{"Heading2", "name", "val", "heading 2"},
		{"Heading2", "rPr/rFonts", "eastAsia", "楷体_GB2312"},
		{"Heading2", "pPr/outlineLvl", "val", "1"},
		{"Heading2Char", "link", "val", "Heading2"},
		{"Heading2Char", "rPr/rFonts", "eastAsia", "楷体_GB2312"},
		{"Signature", "pPr/ind", "rightChars", "200"},
		{"Signature", "pPr/ind", "right", "630"},
		{"Signature", "pPr/jc", "val", "right"},
		{"TableHead", "rPr/rFonts", "eastAsia", "宋体"},
		{"NarrowFigure", "rPr/sz", "val", "21"},
		{"Normal", "pPr/widowControl", "val", "0"},
		{"Normal", "pPr/overflowPunct", "val", "0"},
		{"Normal", "pPr/snapToGrid", "val", "0"},
	} {
		if got := byID[c.style].Child(c.path).Attr(c.attr); got != c.want {
			t.Errorf("%s %s %s: %q, want %q", c.style, c.path, c.attr, got, c.want)
		}
	}
	for id, bold := range map[string]bool{"Body": false, "TableHead": true, "NarrowStrong": true, "NarrowStub": false} {
		if got := byID[id].Child("rPr/b") != nil; got != bold {
			t.Errorf("%s: bold %t", id, got)
		}
	}
	for id, keep := range map[string]bool{"Title": true, "Heading1": true, "Heading2": true, "Body": false, "TableHead": false} {
		if got := byID[id].Child("pPr/keepNext") != nil; got != keep {
			t.Errorf("%s: keep with next %t", id, got)
		}
	}
}

func TestSection(t *testing.T) {
	s := body(t, small()).Child("sectPr")
	size, mar, grid := s.Child("pgSz"), s.Child("pgMar"), s.Child("docGrid")
	if w := number(t, size, "w") - number(t, mar, "left") - number(t, mar, "right"); w != 8844 {
		t.Errorf("the type area is %d twips wide", w)
	}
	h := number(t, size, "h") - number(t, mar, "top") - number(t, mar, "bottom")
	if lines := h / number(t, grid, "linePitch"); lines != 22 {
		t.Errorf("%d lines a page", lines)
	}
	if grid.Attr("type") != "lines" || grid.Attr("charSpace") != "" {
		t.Errorf("grid %v", grid.Attrs)
	}
	// 7 mm from the type area to the number, which is 14 pt high.
	if drop := number(t, mar, "bottom") - number(t, mar, "footer") - 14*20; drop != 397 {
		t.Errorf("the page number is %d twips below the type area", drop)
	}
}

func TestFooters(t *testing.T) {
	files := unzip(t, write(t, small()))
	if parse(t, files["word/settings.xml"]).Child("evenAndOddHeaders") == nil {
		t.Error("odd and even pages share a footer")
	}
	for part, want := range map[string]string{
		"word/footer1.xml": "right rightChars=100 right=280 leftChars= left= — 1 —",
		"word/footer2.xml": "left rightChars=0 right=0 leftChars=100 left=280 — 2 —",
	} {
		p := parse(t, files[part]).Child("p")
		ind := p.Child("pPr/ind")
		got := fmt.Sprintf("%s rightChars=%s right=%s leftChars=%s left=%s %s", p.Val("pPr/jc"), ind.Attr("rightChars"),
			ind.Attr("right"), ind.Attr("leftChars"), ind.Attr("left"), p.AllText())
		if got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", part, got, want)
		}
		if f := p.Child("fldSimple"); strings.TrimSpace(f.Attr("instr")) != "PAGE" {
			t.Errorf("%s: field %q", part, f.Attr("instr"))
		}
	}
}

// The first column is one of heads only where all of it is.
func TestTableLook(t *testing.T) {
	disclosure, applications, remedies := sample.Tables(report.Edition2021)
	mixed := spans()
	mixed.Rows[2].Cells[0].Kind = doc.Data
	for name, c := range map[string]struct {
		table *doc.Table
		want  string
	}{
		"spans":                {spans(), "06A0"},
		"table 2":              {disclosure, "0680"},
		"table 3":              {applications, "06A0"},
		"table 4":              {remedies, "0620"},
		"a figure as a stub":   {mixed, "0620"},
		"nothing but the head": {&doc.Table{Widths: widths(1), HeadRows: 1, Rows: []doc.Row{{Cells: []doc.Cell{cell(doc.ColumnHead, 0, "a", 1, 1)}}}}, "0620"},
	} {
		d := small()
		d.Blocks = []doc.Block{c.table}
		look := body(t, d).Child("tbl/tblPr/tblLook")
		bits := []string{"0", "0"}
		if strings.ContainsAny(c.want[2:3], "2A") {
			bits[0] = "1"
		}
		if strings.ContainsAny(c.want[2:3], "8A") {
			bits[1] = "1"
		}
		if look.Attr("val") != c.want || look.Attr("firstRow") != bits[0] || look.Attr("firstColumn") != bits[1] {
			t.Errorf("%s: %v, want %s", name, look.Attrs, c.want)
		}
	}
}

// Columns of fractions of a twip do not add up to another width.
func TestColumnEdges(t *testing.T) {
	w := make([]doc.Length, 9)
	for i := range w {
		w[i] = doc.Mm(156) / 9
	}
	if edges := columnEdges(&doc.Table{Widths: w}); edges[9] != 8844 {
		t.Errorf("the table is %d twips wide", edges[9])
	}
}

// Every typeface has one fallback name that Word can read.
func TestFontTable(t *testing.T) {
	fonts := parse(t, unzip(t, write(t, small()))["word/fontTable.xml"]).All("font")
	if len(fonts) != int(doc.NumRoles) {
		t.Errorf("%d fonts", len(fonts))
	}
	for _, f := range fonts {
		if alt := f.Val("altName"); alt == "" || strings.Contains(alt, ",") || len(alt) > 31 {
			t.Errorf("%s: fallback %q", f.Attr("name"), alt)
		}
	}
}

// The mark stands on odd and on even pages, as far above the text as its style says.
func TestMark(t *testing.T) {
	d := small()
	if files := unzip(t, write(t, d)); files["word/header1.xml"] != "" || strings.Contains(files["word/styles.xml"], "Mark") {
		t.Error("a header without a mark")
	}
	d.Mark = "草稿 <1>"
	files := unzip(t, write(t, d))
	p := parse(t, files["word/header1.xml"]).Child("p")
	if p.Val("pPr/pStyle") != "Mark" || p.AllText() != d.Mark {
		t.Errorf("the header is %s", files["word/header1.xml"])
	}
	section := parse(t, files["word/document.xml"]).Child("body/sectPr")
	var pages []string
	for _, ref := range section.All("headerReference") {
		pages = append(pages, ref.Attr("type")+ref.Attr("id"))
	}
	if !slices.Equal(pages, []string{"default" + relHeader, "even" + relHeader}) {
		t.Errorf("headers on the pages %v", pages)
	}
	// 7 mm from the text to the mark, which is 30 pt high.
	mar := section.Child("pgMar")
	if rise := number(t, mar, "top") - number(t, mar, "header") - 30*20; rise < 396 || rise > 398 {
		t.Errorf("the mark is %d twips above the text", rise)
	}
}
