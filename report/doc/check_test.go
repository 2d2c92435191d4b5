package doc

import (
	"strings"
	"testing"
)

func valid() *Document {
	return &Document{Title: "标题", Lang: "zh-CN", Styles: GB9704(), Blocks: []Block{
		&Heading{Runs: Text("标题")},
		&Paragraph{Runs: Text("正文")},
		&Table{Widths: []Length{Pt(50)}, Rows: []Row{{Cells: []Cell{{Runs: Text("1")}}}}},
	}}
}

// Check names what is wrong, in both languages, and lets everything else pass.
func TestCheck(t *testing.T) {
	if err := valid().Check(); err != nil {
		t.Fatal(err)
	}
	paragraph := func(d *Document) *Paragraph { return d.Blocks[1].(*Paragraph) }
	table := func(d *Document) *Table { return d.Blocks[2].(*Table) }
	style := func(d *Document) *Style { return &d.Styles.Styles[Body] }
	for _, test := range []struct {
		name   string
		change func(*Document)
		zh, en string
	}{
		{"title", func(d *Document) { d.Title = "" }, "标题", "title"},
		{"language", func(d *Document) { d.Lang = "zh-" }, "BCP 47", "BCP 47"},
		{"nil block", func(d *Document) { d.Blocks[0] = nil }, "第 1 块", "block 1"},
		{"nil heading", func(d *Document) { d.Blocks[0] = (*Heading)(nil) }, "第 1 块", "block 1"},
		{"nil paragraph", func(d *Document) { d.Blocks[1] = (*Paragraph)(nil) }, "第 2 块", "block 2"},
		{"nil table", func(d *Document) { d.Blocks[2] = (*Table)(nil) }, "第 3 块", "block 3"},
		{"property without a name", func(d *Document) { d.Index = []Property{{"", "1"}} }, "没有名称", "no name"},
		{"property", func(d *Document) { d.Index = []Property{{"索引号", "\x01"}} }, "索引“索引号”", "索引号"},
		{"tab", func(d *Document) { paragraph(d).Runs = Text("a\t") }, "U+0009", "U+0009"},
		{"line feed in the title", func(d *Document) { d.Title = "a\n" }, "U+000A", "U+000A"},
		{"heading level", func(d *Document) { d.Blocks[0].(*Heading).Level = 3 }, "级别 3", "level 3"},
		{"style id", func(d *Document) { paragraph(d).Style = NumStyles }, "样式", "style"},
		{"control character", func(d *Document) { paragraph(d).Runs = Text("a\u0085") }, "U+0085", "U+0085"},
		{"line separator", func(d *Document) { paragraph(d).Runs = Text("a\u2028") }, "U+2028", "U+2028"},
		{"noncharacter of the Basic Multilingual Plane", func(d *Document) { paragraph(d).Runs = Text("\uFDD0") }, "U+FDD0", "U+FDD0"},
		{"noncharacter", func(d *Document) { paragraph(d).Runs = Text("\U0001FFFE") }, "U+1FFFE", "U+1FFFE"},
		{"broken UTF-8", func(d *Document) { paragraph(d).Runs = Text("a\xff") }, "UTF-8", "UTF-8"},
		{"indent", func(d *Document) { paragraph(d).RightIndent = -1 }, "右缩进", "indent"},
		{"padding", func(d *Document) { table(d).PaddingY = -1 }, "边距", "padding"},
		{"head rows", func(d *Document) { table(d).HeadRows = 2 }, "表头行数", "head rows"},
		{"column width", func(d *Document) { table(d).Widths[0] = 0 }, "宽度", "width"},
		{"row height", func(d *Document) { table(d).Rows[0].MinHeight = 1 << 60 }, "高度", "height"},
		{"no rows", func(d *Document) { table(d).Rows = nil }, "没有行", "no rows"},
		{"shade", func(d *Document) { table(d).Rows[0].Cells[0].Shade = 1 << 24 }, "第 3 块（表格）第 1 行第 1 列", "row 1, column 1"},
		{"size", func(d *Document) { style(d).Size = 0 }, "样式 Body", "style Body"},
		{"huge size", func(d *Document) { style(d).Size = 1 << 55 }, "样式 Body", "style Body"},
		{"pitch", func(d *Document) { style(d).Pitch = -Pt(1) }, "样式 Body", "style Body"},
		{"line height", func(d *Document) { style(d).LineHeight = 1 }, "样式 Body", "style Body"},
		{"role", func(d *Document) { style(d).Role = NumRoles }, "样式 Body", "style Body"},
		{"first indent", func(d *Document) { style(d).FirstIndent = 1 << 30 }, "样式 Body", "style Body"},
		{"rule", func(d *Document) { d.Styles.Rule = 0 }, "表格线", "rules"},
		{"page", func(d *Document) { d.Styles.Page.Left = d.Styles.Page.Width }, "版心", "type area"},
		{"line pitch", func(d *Document) { d.Styles.Page.LinePitch = 0 }, "行距", "line pitch"},
	} {
		d := valid()
		test.change(d)
		e, ok := d.Check().(*Error)
		if !ok || !strings.Contains(e.Error(), test.zh) || !strings.Contains(e.English(), test.en) {
			t.Errorf("%s: %v", test.name, d.Check())
		}
	}
	if _, ok := (*Document)(nil).Check().(*Error); !ok {
		t.Error("no document: no error")
	}
	d := valid()
	table(d).Rows[0].Cells = nil
	if _, ok := d.Check().(*GridError); !ok {
		t.Errorf("hole: %v", d.Check())
	}
}
