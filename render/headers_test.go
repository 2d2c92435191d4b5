package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// The heads of the official tables, found by what the form says of each and not
// by looking for the nearest: in table two the clause, the head of the column and
// the label; in table three the heads of three rows and all labels of the row; in
// table four the heads alone.
func TestHeadersOfForm(t *testing.T) {
	for _, e := range report.Editions() {
		two, three, four := sample.Tables(e)
		for i, table := range []*doc.Table{two, three, four} {
			g, err := table.Grid()
			if err != nil {
				t.Fatal(err)
			}
			figures := 0
			clause := 0 // the row that names the clause
			for j := range g.Cells {
				p := &g.Cells[j]
				if p.Col == 0 && p.ColSpan == g.Cols && i == 0 {
					clause = p.Row
				}
				if p.Kind != doc.Data {
					continue
				}
				figures++
				var want []*doc.Placed
				add := func(row, col int) {
					if h := g.At(row, col); h.Kind != doc.Data && !slices.Contains(want, h) {
						want = append(want, h)
					}
				}
				if i == 0 {
					for row := clause; row < clause+2; row++ {
						for col := p.Col; col < p.Col+p.ColSpan; col++ {
							add(row, col)
						}
					}
				} else {
					for row := range 3 {
						add(row, p.Col)
					}
				}
				for col := range p.Col {
					add(p.Row, col)
				}
				got := g.Headers(p)
				if !slices.Equal(got, want) {
					t.Errorf("%v, %s, row %d, column %d: %s, want %s", e, table.Caption, p.Row+1, p.Col+1, texts(got), texts(want))
				}
				if n := len(got); i == 0 && n != 3 || i == 1 && (n < 3 || n > 6) || i == 2 && (n < 2 || n > 3) {
					t.Errorf("%v, %s, row %d, column %d: %d heads: %s", e, table.Caption, p.Row+1, p.Col+1, n, texts(got))
				}
			}
			if figures == 0 {
				t.Errorf("%v, %s: no figures", e, table.Caption)
			}
		}
	}
}

func texts(cells []*doc.Placed) string {
	var s []string
	for _, p := range cells {
		s = append(s, doc.PlainText(p.Runs))
	}
	return strings.Join(s, " | ")
}

// Figures of every kind of row, with their heads as somebody would read them.
func TestHeadersRead(t *testing.T) {
	for _, c := range []struct {
		edition  report.Edition
		table    int // index
		row, col int
		want     string
	}{
		{report.Edition2021, 0, 3, 3, "第二十条第（一）项 | 现行有效件数 | 行政规范性文件"},
		{report.Edition2021, 0, 10, 1, "第二十条第（六）项 | 本年处理决定数量 | 行政强制"},
		{report.Edition2019, 0, 11, 4, "第二十条第（六）项 | 处理决定数量 | 行政强制"},
		{report.Edition2019, 0, 17, 3, "第二十条第（九）项 | 采购总金额 | 政府集中采购"},
		{report.Edition2021, 1, 3, 3, "申请人情况 | 自然人 | 一、本年新收政府信息公开申请数量"},
		{report.Edition2021, 1, 9, 5, "申请人情况 | 法人或其他组织 | 科研机构 | 三、本年度办理结果 | （三）不予公开 | 3.危及“三安全一稳定”"},
		{report.Edition2019, 1, 23, 9, "申请人情况 | 总计 | 三、本年度办理结果 | （六）其他处理"},
		{report.Edition2021, 2, 3, 0, "行政复议 | 结果维持"},
		{report.Edition2021, 2, 3, 14, "行政诉讼 | 复议后起诉 | 总计"},
	} {
		two, three, four := sample.Tables(c.edition)
		g, err := []*doc.Table{two, three, four}[c.table].Grid()
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(g.Headers(g.At(c.row, c.col))); got != c.want {
			t.Errorf("%v, table %d, row %d, column %d:\ngot  %s\nwant %s", c.edition, c.table+2, c.row+1, c.col+1, got, c.want)
		}
	}
}
