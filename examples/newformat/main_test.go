package main

import (
	"bytes"
	"flag"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

var update = flag.Bool("update", false, "write the golden file")

func TestGolden(t *testing.T) {
	data, err := os.ReadFile("../nianbao/yunqi-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := convert(&b, data); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/yunqi-2023.md"
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s has changed (-update writes it anew):\n%s", golden, b.Bytes())
	}
}

// Pasted text is read, too, and what is neither is refused.
func TestConvert(t *testing.T) {
	data, err := os.ReadFile("../nianbao/qingping-2024.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := convert(&b, data); err != nil || !strings.HasPrefix(b.String(), "# 青坪区水务局2024年政府信息公开工作年度报告\n\n## 一、总体情况\n") {
		t.Errorf("%v, %.100s", err, b.String())
	}
	if err := convert(&b, []byte("{}")); err == nil {
		t.Error("{} is a report")
	}
	for _, d := range []*doc.Document{
		{},
		{Title: "题", Lang: "zh", Styles: doc.GB9704(), Comments: []doc.Comment{{Text: "批注"}}},
		{Title: "题", Lang: "zh", Styles: doc.GB9704(), Blocks: []doc.Block{struct{ *doc.Paragraph }{&doc.Paragraph{}}}},
	} {
		if b.Reset(); Write(&b, d) == nil || b.Len() > 0 {
			t.Error("a document that is not sound, or says what Markdown does not, is written")
		}
	}
	d := &doc.Document{Title: "题", Lang: "zh", Styles: doc.GB9704(), Mark: "草*稿", Blocks: []doc.Block{&doc.Paragraph{Runs: doc.Text("文")}}}
	if p := write(t, d); !slices.Equal(p.blocks, []string{"\x00草*稿\x01", "文"}) {
		t.Errorf("with a mark: %q", p.blocks)
	}
}

// parsed is what a reader of Markdown finds: a line for each heading, paragraph and
// row, with marks for what they are.
type parsed struct {
	blocks []string     // "## heading", "**bold**text"
	tables [][][]string // tables → rows, heads first → cells
}

func parse(t *testing.T, src []byte) (p parsed) {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(src, &out); err != nil {
		t.Fatal(err)
	}
	top, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	var inline func(n *html.Node) string
	inline = func(n *html.Node) (s string) {
		for k := range n.ChildNodes() {
			switch {
			case k.Type == html.TextNode:
				s += k.Data
			case k.DataAtom == atom.Strong:
				s += "\x00" + inline(k) + "\x01"
			case k.DataAtom == atom.A && strings.HasPrefix(k.Attr[0].Val, "mailto:"): // shows no escapes
				s += inline(k)
			default:
				t.Errorf("%s of %q in a line", k.Data, inline(k))
			}
		}
		return s
	}
	for n := range top.Descendants() {
		switch n.DataAtom {
		case atom.Html, atom.Head, atom.Body, atom.Thead, atom.Tbody, atom.Strong, atom.A, 0:
		case atom.H1, atom.H2, atom.H3:
			p.blocks = append(p.blocks, strings.Repeat("#", int(n.Data[1]-'0'))+" "+inline(n))
		case atom.P:
			p.blocks = append(p.blocks, inline(n))
		case atom.Table:
			p.tables = append(p.tables, nil)
		case atom.Tr:
			rows := &p.tables[len(p.tables)-1]
			*rows = append(*rows, nil)
		case atom.Th, atom.Td:
			rows := p.tables[len(p.tables)-1]
			row := &rows[len(rows)-1]
			*row = append(*row, inline(n))
		default:
			t.Errorf("%s in the document", n.Data)
		}
	}
	return p
}

func write(t *testing.T, d *doc.Document) parsed {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return parse(t, b.Bytes())
}

// document returns a document in the edition, with a figure of its own in every cell.
func document(t *testing.T, e report.Edition) *doc.Document {
	t.Helper()
	r := &report.Report{
		Agency: "示例市示例区人民政府", Year: 2023, Preamble: []string{"本报告由示例区人民政府编制。", "1.网址：http://www.example.gov.cn/zw_gk/index.html"},
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"1.全年公开2428条。", "又一段。"}},
			{Title: "依申请公开（一）。", RunIn: true, Paragraphs: []string{"均已答复。"}},
			{Topic: report.TopicManagement, Paragraphs: []string{"加强全过程管理。"}},
		}},
		Applications: report.Section{Notes: []string{"注：第三方数据未计入。"}},
		Issuer:       "示例市示例区人民政府", Date: report.Date{Year: 2024, Month: 1, Day: 15},
	}
	r.Tables = report.NewTables(e)
	figure := 0
	for c := range report.Cells(r.Tables) {
		if c.Computed {
			continue
		}
		figure++
		if err := c.Set(strconv.Itoa(figure)); err != nil {
			t.Fatal(err)
		}
	}
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every block is in the output, and every figure stands under its heads and behind
// its labels.
func TestWhole(t *testing.T) {
	for _, e := range report.Editions() {
		d := document(t, e)
		got := write(t, d)
		bold := strings.NewReplacer("\x00", "", "\x01", "")
		for i, b := range d.Blocks {
			switch b := b.(type) {
			case *doc.Heading:
				if d.RunIn(i+1) == nil {
					got.expect(t, strings.Repeat("#", b.Level+1)+" "+doc.PlainText(b.Runs))
				} else if !strings.HasPrefix(got.blocks[0], "\x00") || !strings.HasPrefix(bold.Replace(got.blocks[0]), doc.PlainText(b.Runs)) {
					t.Errorf("%q, want it to begin with %q", got.blocks[0], doc.PlainText(b.Runs))
				}
			case *doc.Paragraph:
				want := doc.PlainText(b.Runs)
				if h := d.RunIn(i); h != nil {
					want = doc.PlainText(h.Runs) + want
					got.blocks[0] = bold.Replace(got.blocks[0])
				}
				got.expect(t, want)
			case *doc.Table:
				got.expectTable(t, b)
			}
		}
		if len(got.blocks) > 0 || len(got.tables) > 0 {
			t.Errorf("left: %q %q", got.blocks, got.tables)
		}
	}
}

func (p *parsed) expect(t *testing.T, want string) {
	t.Helper()
	if len(p.blocks) == 0 {
		t.Fatalf("no %q", want)
	}
	if p.blocks[0] != want {
		t.Errorf("%q, want %q", p.blocks[0], want)
	}
	p.blocks = p.blocks[1:]
}

// expectTable finds each figure of a table, in order, under its heads.
func (p *parsed) expectTable(t *testing.T, table *doc.Table) {
	t.Helper()
	g, err := table.Grid()
	if err != nil {
		t.Fatal(err)
	}
	type figure struct{ heads, labels, text string }
	var want, got []figure
	seen := map[*doc.Placed]bool{}
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Kind != doc.Data {
			continue
		}
		var f figure
		for _, h := range g.Headers(c) {
			seen[h] = true
			if h.Kind == doc.ColumnHead {
				f.heads += "／" + doc.PlainText(h.Runs)
			} else {
				f.labels += "／" + doc.PlainText(h.Runs)
			}
		}
		f.heads, f.labels, f.text = strings.TrimPrefix(f.heads, "／"), strings.TrimPrefix(f.labels, "／"), doc.PlainText(c.Runs)
		want = append(want, f)
	}
	all := "" // the heads of labels head no figure
	for len(got) < len(want) && len(p.tables) > 0 {
		rows := p.tables[0]
		p.tables = p.tables[1:]
		all += strings.Join(rows[0], "\n")
		stubs := len(rows[0])
		for _, r := range rows[1:] {
			n := slices.IndexFunc(r, isFigure)
			stubs = min(stubs, n)
		}
		for _, r := range rows[1:] {
			labels := slices.DeleteFunc(slices.Clone(r[:stubs]), func(s string) bool { return s == "" })
			for col := stubs; col < len(r); col++ {
				got = append(got, figure{rows[0][col], strings.Join(labels, "／"), r[col]})
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("figures %q\nwant %q", got, want)
	}
	for i := range g.Cells {
		if c := &g.Cells[i]; c.Kind != doc.Data && !seen[c] && !strings.Contains(all, doc.PlainText(c.Runs)) {
			t.Errorf("no %q", doc.PlainText(c.Runs))
		}
	}
}

func isFigure(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// What would be markup is text, wherever it stands.
func TestEscapes(t *testing.T) {
	texts := []string{
		"# 一", "#", "###### 二 #", "- 一", "-", "---", "- - -", "***", "___", "===", "+ 一", "* 一", "> 一", ">一",
		"1. 一", "1) 一", "12.5万元", "1.", "123456789. 一", "１．一", "-1", "+1", ".", ")",
		"*一*", "**一**", "_一_", "__一__", "a_b_c", "~~一~~", "~一~", "`一`", "```", "~~~", "``一`",
		"[一](http://example.com)", "![一](a.png)", "[一]", "[一]: /a", "[^1]", "[ ] 一", "<b>一</b>", "<!-- 一 -->", "<http://example.com>", "<a@b.cn>",
		"&amp;", "&#35;", "&copy", "a&b", "a|b", "|", "| a | b |", "\\", "\\\\", "\\|", "a\\", "\\*", "!", "{一}", "$一$", "a  b", "一 ",
		"http://www.example.gov.cn/a_b/c?d=*e*&f=<g>", "www.example.gov.cn/a_b", "xxgk@example.gov.cn", "a_b@example.gov.cn", "mailto:a_b@example.gov.cn", "ftp://a_b",
		"：://www.www.", "全角＊＃｜＿＜＞［］", "“引号”——……", "\u3000一", "𠮷",
	}
	for _, s := range texts {
		runs := doc.Text(s)
		d := &doc.Document{Title: "题", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
			&doc.Heading{Level: 1, Runs: runs},
			&doc.Paragraph{Runs: runs},
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）" + s + "一。")},
			&doc.Paragraph{Runs: runs},
			&doc.Table{Widths: []doc.Length{doc.Pt(90), doc.Pt(90)}, Rows: []doc.Row{
				{Cells: []doc.Cell{{Kind: doc.ColumnHead, Runs: runs}, {Kind: doc.ColumnHead, Runs: runs}}},
				{Cells: []doc.Cell{{Kind: doc.RowHead, Runs: runs}, {Runs: runs}}},
			}},
		}}
		got := write(t, d)
		want := strings.Trim(s, " ")
		blocks := []string{"## " + want, want, "\x00（一）" + s + "一\x01。" + want}
		if !slices.Equal(got.blocks, blocks) {
			t.Errorf("%q: %q, want %q", s, got.blocks, blocks)
		}
		if len(got.tables) != 1 || !slices.EqualFunc(got.tables[0], [][]string{{want, want}, {want, want}}, slices.Equal) {
			t.Errorf("%q in a table: %q", s, got.tables)
		}
	}
}

// The program is short, and uses of the module only what every program can.
func TestSource(t *testing.T) {
	src, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(src, []byte("\n")); n > 150 {
		t.Errorf("%d lines", n)
	}
	f, err := parser.ParseFile(token.NewFileSet(), "main.go", src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range f.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		own := strings.HasPrefix(path, "github.com/nianbao/nianbao/")
		if slices.Contains(strings.Split(path, "/"), "internal") || strings.Contains(path, ".") && !own {
			t.Errorf("%s is not of the public API", path)
		}
	}
}
