package doc

import (
	"io"
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
		{"issuer", func(d *Document) { d.Issuer = "某\n局" }, "责任者的第 2 个字符", "issuer of the document has U+000A"},
		{"nil block", func(d *Document) { d.Blocks[0] = nil }, "第 1 块", "block 1"},
		{"nil heading", func(d *Document) { d.Blocks[0] = (*Heading)(nil) }, "第 1 块", "block 1"},
		{"nil paragraph", func(d *Document) { d.Blocks[1] = (*Paragraph)(nil) }, "第 2 块", "block 2"},
		{"nil table", func(d *Document) { d.Blocks[2] = (*Table)(nil) }, "第 3 块", "block 3"},
		{"property without a name", func(d *Document) { d.Index = []Property{{"", "1"}} }, "没有名称", "no name"},
		{"property", func(d *Document) { d.Index = []Property{{"索引号", "\x01"}} }, "索引“索引号”", "索引号"},
		{"mark", func(d *Document) { d.Mark = "草\n稿" }, "标记", "mark"},
		{"long mark", func(d *Document) { d.Mark = strings.Repeat("草", maxMark+1) }, "最多 16 个", "16 at most"},
		{"mark rise", func(d *Document) { d.Styles.Page.MarkRise = -1 }, "版心", "type area"},
		{"comment without text", func(d *Document) { d.Comments = []Comment{{}} }, "第 1 条批注没有文字", "comment 1 has no text"},
		{"comment on nothing", func(d *Document) { d.Comments = []Comment{{Text: "a"}, {At: "/b", Text: "a"}} }, "第 2 条批注", `comment 2 is on "/b"`},
		{"comment on no block", func(d *Document) { d.Blocks, d.Comments = nil, []Comment{{Text: "a"}} }, "第 1 条批注所指的", "comment 1 is on"},
		{"comment", func(d *Document) { d.Comments = []Comment{{Text: "\u202e"}} }, "批注的第 1 个字符 U+202E", "comment 1 has U+202E"},
		{"tab", func(d *Document) { paragraph(d).Runs = Text("a\t") }, "U+0009", "U+0009"},
		{"line feed in the title", func(d *Document) { d.Title = "a\n" }, "U+000A", "U+000A"},
		{"heading level", func(d *Document) { d.Blocks[0].(*Heading).Level = 3 }, "级别 3", "level 3"},
		{"style id", func(d *Document) { paragraph(d).Style = NumStyles }, "样式", "style"},
		{"style of the mark", func(d *Document) { table(d).Rows[0].Cells[0].Style = Mark }, "第 3 块（表格）第 1 行第 1 列的样式只用于", "the mark of the document alone"},
		{"control character", func(d *Document) { paragraph(d).Runs = Text("a\u0085") }, "U+0085", "U+0085"},
		{"line separator", func(d *Document) { paragraph(d).Runs = Text("a\u2028") }, "U+2028", "U+2028"},
		{"noncharacter of the Basic Multilingual Plane", func(d *Document) { paragraph(d).Runs = Text("\uFDD0") }, "U+FDD0", "U+FDD0"},
		{"noncharacter", func(d *Document) { paragraph(d).Runs = Text("\U0001FFFE") }, "U+1FFFE", "U+1FFFE"},
		{"bidirectional control", func(d *Document) { d.Title = "12\u202e3" }, "第 3 个字符 U+202E", "U+202E at character 3"},
		{"byte order mark", func(d *Document) { d.Title = "\ufeffa" }, "U+FEFF", "U+FEFF"},
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
	d.Mark = strings.Repeat("草", maxMark)
	paragraph(d).Source, table(d).Rows[0].Cells[0].Source = "/p", "/c"
	d.Blocks[0].(*Heading).Source, table(d).Source = "/h", "/t"
	d.Comments = []Comment{{Text: "一\n二"}, {At: "/h", Text: "a"}, {At: "/p", Text: "a"}, {At: "/t", Text: "a"}, {At: "/c", Quote: "\u202e", Text: "a"}}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	d = valid()
	table(d).Rows[0].Cells = nil
	if _, ok := d.Check().(*GridError); !ok {
		t.Errorf("hole: %v", d.Check())
	}
}

// What a text cannot hold is one list, whatever the format.
func TestForbidden(t *testing.T) {
	for _, r := range "\t\n\r aé—“　一，〇㙍\uE000\uFFFD\u200B\u200D\u3099️𠮷\U000E0001" {
		if Forbidden(r) {
			t.Errorf("%U is forbidden", r)
		}
	}
	for _, r := range "\x00\b\v\f\x0E\x1F\x7F\u0080\u0085\u009F\u061C\u200E\u200F\u2028\u2029\u202A\u202E\u2066\u2069\uFDD0\uFDEF\uFEFF\uFFFE\uFFFF\U0001FFFE\U0010FFFF" {
		if !Forbidden(r) {
			t.Errorf("%U may stand", r)
		}
	}
	for _, r := range []rune{-1, 0xD800, 0xDFFF, 0x110000} {
		if !Forbidden(r) {
			t.Errorf("%#x is a character", r)
		}
	}
}

// Every error says where; that of the document itself says nothing.
func TestWhere(t *testing.T) {
	d := valid()
	d.Blocks[2].(*Table).Rows[0].Cells[0].Style = NumStyles
	unknown := valid()
	unknown.Blocks[1] = struct{ *Paragraph }{}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{d.Check(), "第 3 块（表格）第 1 行第 1 列"},
		{new(Document).Check(), ""},
		{unknown.Check(), "第 2 块"},
		{unknown.Dump(io.Discard), "第 2 块"},
		{&CommentError{"PDF"}, ""},
	} {
		err, ok := tt.err.(interface {
			Error() string
			English() string
			Where() string
		})
		if !ok || err.Where() != tt.want || !strings.Contains(err.Error(), tt.want) || err.English() == "" || err.English() == err.Error() {
			t.Errorf("got %v, want one at %q", tt.err, tt.want)
		}
	}
}
