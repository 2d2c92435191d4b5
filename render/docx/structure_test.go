package docx

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/doc"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
)

func body(t *testing.T, d *doc.Document) *node {
	t.Helper()
	return parse(t, unzip(t, write(t, d))["word/document.xml"]).child("body")
}

// runText is what a reader finds of runs.
func runText(runs []doc.Run) string {
	s := ""
	for _, r := range runs {
		s += r.Text
	}
	return s
}

// The tables of a written file, read back, are the grids of those that went in.
func TestTablesReadBack(t *testing.T) {
	for name, d := range documents() {
		t.Run(name, func(t *testing.T) {
			tables := body(t, d).all("tbl")
			for _, b := range d.Blocks {
				want, ok := b.(*doc.Table)
				if !ok {
					continue
				}
				if len(tables) == 0 {
					t.Fatal("a table is missing")
				}
				tbl := tables[0]
				tables = tables[1:]
				checkTableIs(t, tbl, want)
			}
			if len(tables) != 0 {
				t.Errorf("%d tables too many", len(tables))
			}
		})
	}
}

func checkTableIs(t *testing.T, tbl *node, want *doc.Table) {
	t.Helper()
	g, err := want.Grid()
	if err != nil {
		t.Fatal(err)
	}
	got := readTable(t, tbl)
	if len(got) != g.Rows || len(got[0]) != g.Cols {
		t.Fatalf("%d × %d, want %d × %d", len(got), len(got[0]), g.Rows, g.Cols)
	}
	if s := tbl.val("tblPr/tblCaption"); s != want.Caption {
		t.Errorf("caption %q", s)
	}
	if s := tbl.val("tblPr/tblDescription"); s != want.Description {
		t.Errorf("description %q", s)
	}
	rows := tbl.all("tr")
	for r := range g.Rows {
		if head := rows[r].child("trPr/tblHeader") != nil; head != (r < want.HeadRows) {
			t.Errorf("row %d: w:tblHeader %t", r, head)
		}
		if rows[r].child("trPr/cantSplit") == nil {
			t.Errorf("row %d may split", r)
		}
		height := ""
		if h := want.Rows[r].MinHeight; h != 0 {
			height = fmt.Sprint(h.Twips(), " atLeast")
		}
		h := rows[r].child("trPr/trHeight")
		if s := strings.TrimSpace(h.attr("val") + " " + h.attr("hRule")); s != height {
			t.Errorf("row %d: height %q, want %q", r, s, height)
		}
		for _, p := range rows[r].all("p") {
			if keep := p.child("pPr/keepNext") != nil; keep != (want.Rows[r].KeepNext || r < want.HeadRows) {
				t.Errorf("row %d: w:keepNext %t", r, keep)
			}
		}
		for c := range g.Cols {
			cell, p := got[r][c], g.At(r, c)
			w := &readCell{p.Row, p.Col, p.RowSpan, p.ColSpan, runText(p.Runs), nil}
			if cell.String() != w.String() {
				t.Fatalf("place %d,%d: %v, want %v", r, c, cell, w)
			}
			if s := cell.tc.val("p/pPr/pStyle"); s != p.Style.String() {
				t.Errorf("%v: style %s", cell, s)
			}
			fill := ""
			if p.Shade != 0 {
				fill = fmt.Sprintf("%06X", int(p.Shade))
			}
			if s := cell.tc.child("tcPr/shd").attr("fill"); s != fill {
				t.Errorf("%v: shade %q, want %q", cell, s, fill)
			}
			if vertical := cell.tc.val("tcPr/textDirection") == "tbRlV"; vertical != p.Vertical {
				t.Errorf("%v: vertical %t", cell, vertical)
			}
			if cell.tc.val("tcPr/vAlign") != "center" {
				t.Errorf("%v: not centred", cell)
			}
		}
	}
}

// Blocks as they follow one another in the body.
func TestBody(t *testing.T) {
	paragraph := func(p *node) string {
		s := "p " + p.val("pPr/pStyle")
		for _, r := range p.all("r") {
			s += fmt.Sprintf(" [%s%s]", r.val("rPr/rStyle"), strings.ReplaceAll(r.allText(), "\n", "/"))
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
		for _, k := range body(t, documents()[name]).kids {
			if k.name == "p" {
				got = append(got, paragraph(k))
			} else {
				got = append(got, k.name)
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

// Every style of the style sheet is defined, used or not.
func TestStylesAreDefined(t *testing.T) {
	defined := map[string]bool{}
	for _, s := range parse(t, unzip(t, write(t, small()))["word/styles.xml"]).all("style") {
		defined[s.attr("type")+" "+s.attr("styleId")] = true
	}
	for id := range doc.NumStyles {
		if !defined["paragraph "+id.String()] {
			t.Errorf("%v is not defined", id)
		}
	}
}

func TestStyleProperties(t *testing.T) {
	byID := map[string]*node{}
	for _, s := range parse(t, unzip(t, write(t, small()))["word/styles.xml"]).all("style") {
		byID[s.attr("styleId")] = s
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
		if got := byID[c.style].child(c.path).attr(c.attr); got != c.want {
			t.Errorf("%s %s %s: %q, want %q", c.style, c.path, c.attr, got, c.want)
		}
	}
	for id, bold := range map[string]bool{"Body": false, "TableHead": true, "NarrowStrong": true, "NarrowStub": false} {
		if got := byID[id].child("rPr/b") != nil; got != bold {
			t.Errorf("%s: bold %t", id, got)
		}
	}
	for id, keep := range map[string]bool{"Title": true, "Heading1": true, "Heading2": true, "Body": false, "TableHead": false} {
		if got := byID[id].child("pPr/keepNext") != nil; got != keep {
			t.Errorf("%s: keep with next %t", id, got)
		}
	}
}

func TestSection(t *testing.T) {
	s := body(t, small()).child("sectPr")
	size, mar, grid := s.child("pgSz"), s.child("pgMar"), s.child("docGrid")
	if w := size.number(t, "w") - mar.number(t, "left") - mar.number(t, "right"); w != 8844 {
		t.Errorf("the type area is %d twips wide", w)
	}
	h := size.number(t, "h") - mar.number(t, "top") - mar.number(t, "bottom")
	if lines := h / grid.number(t, "linePitch"); lines != 22 {
		t.Errorf("%d lines a page", lines)
	}
	if grid.attr("type") != "lines" || grid.attr("charSpace") != "" {
		t.Errorf("grid %v", grid.attrs)
	}
	// 7 mm from the type area to the number, which is 14 pt high.
	if drop := mar.number(t, "bottom") - mar.number(t, "footer") - 14*20; drop != 397 {
		t.Errorf("the page number is %d twips below the type area", drop)
	}
}

func TestFooters(t *testing.T) {
	files := unzip(t, write(t, small()))
	if parse(t, files["word/settings.xml"]).child("evenAndOddHeaders") == nil {
		t.Error("odd and even pages share a footer")
	}
	for part, want := range map[string]string{
		"word/footer1.xml": "right rightChars=100 right=280 leftChars= left= — 1 —",
		"word/footer2.xml": "left rightChars=0 right=0 leftChars=100 left=280 — 2 —",
	} {
		p := parse(t, files[part]).child("p")
		ind := p.child("pPr/ind")
		got := fmt.Sprintf("%s rightChars=%s right=%s leftChars=%s left=%s %s", p.val("pPr/jc"), ind.attr("rightChars"),
			ind.attr("right"), ind.attr("leftChars"), ind.attr("left"), p.allText())
		if got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", part, got, want)
		}
		if f := p.child("fldSimple"); strings.TrimSpace(f.attr("instr")) != "PAGE" {
			t.Errorf("%s: field %q", part, f.attr("instr"))
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
		look := body(t, d).child("tbl/tblPr/tblLook")
		bits := []string{"0", "0"}
		if strings.ContainsAny(c.want[2:3], "2A") {
			bits[0] = "1"
		}
		if strings.ContainsAny(c.want[2:3], "8A") {
			bits[1] = "1"
		}
		if look.attr("val") != c.want || look.attr("firstRow") != bits[0] || look.attr("firstColumn") != bits[1] {
			t.Errorf("%s: %v, want %s", name, look.attrs, c.want)
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
	fonts := parse(t, unzip(t, write(t, small()))["word/fontTable.xml"]).all("font")
	if len(fonts) != int(doc.NumRoles) {
		t.Errorf("%d fonts", len(fonts))
	}
	for _, f := range fonts {
		if alt := f.val("altName"); alt == "" || strings.Contains(alt, ",") || len(alt) > 31 {
			t.Errorf("%s: fallback %q", f.attr("name"), alt)
		}
	}
}
