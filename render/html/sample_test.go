package html

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/render/internal/htmlcheck"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// small is a document with one of everything.
func small() *doc.Document {
	return &doc.Document{
		Title: "某局2023年报告", Lang: "zh-CN", Styles: doc.GB9704(),
		Index: []doc.Property{{Name: "索引号", Value: "000/2024-1"}, {Name: "发布<机构>", Value: "A&B"}, {Name: "文号"}},
		Blocks: []doc.Block{
			&doc.Heading{Level: 0, Runs: doc.Text("某局\n2023年报告")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）主动公开。")},
			&doc.Paragraph{Runs: []doc.Run{{Text: "A & B <“好”> "}, {Text: "重点\n下一行", Bold: true}, {}, {Text: "见http://www.example.gov.cn/a?b=c&d=e。"}}},
			&doc.Heading{Level: 2, Runs: doc.Text("（二）另起一行")},
			spans(),
			&doc.Paragraph{Style: doc.Signature, RightIndent: doc.Pt(20), Runs: doc.Text("某局")},
			&doc.Paragraph{Style: doc.Date, Runs: doc.Text("2024年1月15日")},
		},
	}
}

// spans is a table with every kind of span and head, and a group of rows that its
// label spans.
func spans() *doc.Table {
	a := cell(doc.ColumnHead, doc.NarrowHead, "a", 2, 2)
	a.Shade = 0xC6D9F1
	v := cell(doc.RowHead, doc.NarrowStrong, "竖", 2, 1)
	v.Vertical = true
	dark := cell(doc.Data, doc.NarrowFigure, "h", 1, 2)
	dark.Shade = 0x003060
	return &doc.Table{
		Caption: "合并", Description: "“两行”<两列>",
		Widths: []doc.Length{doc.Mm(20), doc.Mm(30), doc.Mm(40), doc.Mm(40)}, HeadRows: 2, Padding: doc.Pt(1.4), PaddingY: doc.Pt(1),
		Rows: []doc.Row{
			{MinHeight: doc.Pt(20), KeepNext: true, Cells: []doc.Cell{a, cell(doc.ColumnHead, doc.NarrowHead, "b", 1, 2)}},
			{Cells: []doc.Cell{cell(doc.ColumnHead, doc.NarrowHead, "c", 1, 1), cell(doc.ColumnHead, doc.NarrowHead, "d", 1, 1)}},
			{KeepNext: true, Cells: []doc.Cell{v, cell(doc.RowHead, doc.NarrowStub, "e", 1, 1), cell(doc.Data, doc.NarrowFigure, "1", 1, 1), cell(doc.Data, doc.NarrowFigure, "2", 2, 1)}},
			{Cells: []doc.Cell{cell(doc.RowHead, doc.NarrowStub, "f", 1, 1), cell(doc.Data, doc.NarrowFigure, "3", 1, 1)}},
			{MinHeight: doc.Pt(20), Cells: []doc.Cell{cell(doc.RowHead, doc.NarrowStub, "g", 1, 2), dark}},
		},
	}
}

func cell(kind doc.CellKind, s doc.StyleID, text string, rows, cols int) doc.Cell {
	return doc.Cell{Kind: kind, Style: s, RowSpan: rows, ColSpan: cols, Runs: doc.Text(text)}
}

// documents are those that the tests look at in every way.
func documents() map[string]*doc.Document {
	with := func(blocks ...doc.Block) *doc.Document {
		d := small()
		d.Blocks = blocks
		return d
	}
	whole := &doc.Table{Caption: "全", Widths: []doc.Length{doc.Mm(30), doc.Mm(30)}, Rows: []doc.Row{
		{Cells: []doc.Cell{cell(doc.Data, doc.TableFigure, "两行", 2, 2)}},
		{}, // covered from above altogether
	}}
	// The head runs on into the rows below the rows that repeat.
	long := &doc.Table{Caption: "长", HeadRows: 1, Widths: []doc.Length{doc.Mm(30), doc.Mm(30)}, Rows: []doc.Row{
		{Cells: []doc.Cell{cell(doc.ColumnHead, doc.TableHead, "两行", 2, 1), cell(doc.ColumnHead, doc.TableHead, "一行", 1, 1)}},
		{Cells: []doc.Cell{cell(doc.Data, doc.TableFigure, "数", 1, 1)}},
	}}
	heads := &doc.Table{Caption: "头", HeadRows: 1, Widths: []doc.Length{doc.Mm(30)}, Rows: []doc.Row{
		{Cells: []doc.Cell{cell(doc.ColumnHead, doc.TableHead, "只有表头", 1, 1)}},
	}}
	bare := spans()
	bare.Caption, bare.Description = "", ""
	draft := small()
	draft.Mark = `草 & "稿"`
	return map[string]*doc.Document{
		"form":       sample.Document(report.Edition2021),
		"form 2019":  sample.Document(report.Edition2019),
		"small":      small(),
		"draft":      draft,
		"two tables": with(spans(), spans()),
		"odd tables": with(whole, long, heads, bare),
		"lone heads": with(
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）后面是表格")}, spans(),
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（二）后面是标题")},
			&doc.Heading{Level: 0, RunIn: true, Runs: doc.Text("题")}, &doc.Paragraph{Style: doc.NarrowStub, Runs: doc.Text("文")},
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（三）在末尾")}),
		"empty": with(),
	}
}

// write returns d as a page, checked.
func write(t testing.TB, o Options, d *doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := o.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	verify(t, o, b.Bytes(), d)
	return b.Bytes()
}

// verify finds nothing wrong with a page or a fragment of d.
func verify(t testing.TB, o Options, file []byte, d *doc.Document) {
	t.Helper()
	found := htmlcheck.Check
	if o.Fragment {
		found = func(file []byte, d *doc.Document, _ []byte) []htmlcheck.Finding {
			return htmlcheck.CheckFragment(file, d)
		}
	}
	for _, f := range found(file, d, o.Data.JSON) {
		t.Error(f)
	}
}
