package pdf

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// typeset lays out a report's kinds of block over two pages.
func typeset(tb testing.TB) *setter {
	s := newSetter(tb)
	d := s.Document
	table := &doc.Table{
		Caption: "申请情况", Widths: []doc.Length{doc.Mm(20), doc.Mm(80), doc.Mm(56)}, HeadRows: 1,
		Rows: []doc.Row{{MinHeight: doc.Pt(20), Cells: []doc.Cell{
			{ColSpan: 2, Kind: doc.ColumnHead, Style: doc.NarrowHead, Shade: 0xC6D9F1, Runs: doc.Text("信息内容")},
			{Kind: doc.ColumnHead, Style: doc.TableHead, Runs: doc.Text("本年处理决定数量")},
		}}},
	}
	for i := range 12 {
		row := doc.Row{MinHeight: doc.Pt(40), Cells: []doc.Cell{
			{Style: doc.NarrowStub, Runs: doc.Text("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")},
			{Style: doc.TableFigure, Runs: doc.Text("59237.2449")},
		}}
		if i == 0 {
			row.Cells = append([]doc.Cell{{RowSpan: 12, Kind: doc.RowHead, Vertical: true, Style: doc.NarrowStrong, Runs: doc.Text("三、本年度办理结果（“一”）")}}, row.Cells...)
		}
		table.Rows = append(table.Rows, row)
	}
	d.Blocks = []doc.Block{
		&doc.Heading{Runs: doc.Text("示例区人民政府\n2023年政府信息公开工作年度报告")},
		&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
		&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）主动公开。")},
		&doc.Paragraph{Runs: []doc.Run{{Text: strings.Repeat("全年公开信息3.2万条，较上年“增长”12.5%——含规章、行政规范性文件（“𠮷”）；Table 2 and more；", 3)}, doc.Run{Text: "加粗", Bold: true}}},
		table,
	}
	d.Mark = "草稿"
	l, err := layout.Typeset(d, s.set)
	if err != nil {
		tb.Fatal(err)
	}
	s.Layout = *l
	return s
}

func TestTypeset(t *testing.T) {
	s := typeset(t)
	if len(s.Pages) < 2 {
		t.Fatalf("%d pages", len(s.Pages))
	}
	checkGlyphs(t, s)
	f := s.read()
	checkWidths(t, f)
	if got := f.outline(f.root().(dict)["Outlines"].(pdfread.Ref)); got != "示例区人民政府2023年政府信息公开工作年度报告[2](一、总体情况[1](（一）主动公开。))" {
		t.Errorf("outline %s", got)
	}
	for p := range s.Pages {
		var number, repeated, mark strings.Builder
		for _, g := range f.draw(p).glyphs {
			switch g.artifact {
			case "Pagination Footer":
				number.WriteString(g.char)
			case "Pagination Header":
				mark.WriteString(g.char)
			case "Pagination":
				repeated.WriteString(g.char)
			}
		}
		if n := number.String(); !strings.Contains(n, string(rune('1'+p))) {
			t.Errorf("page %d has the number %q", p+1, n)
		}
		if mark.String() != "草稿" {
			t.Errorf("page %d has the mark %q", p+1, mark.String())
		}
		if r := repeated.String(); (p > 0) != strings.HasPrefix(r, "信息内容") {
			t.Errorf("page %d repeats %q", p+1, r)
		}
	}
}
