package intake

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// cutGrid makes a table of rows of cells; a row that starts with ~ goes on from a page
// before, and < is covered from the left.
func cutGrid(rows ...string) *source.Grid {
	g := &source.Grid{}
	for _, row := range rows {
		if s, ok := strings.CutPrefix(row, "~"); ok {
			g.Joins, row = append(g.Joins, g.Rows), s
		}
		for col, text := range strings.Split(row, "|") {
			if text == "<" {
				g.Cells[len(g.Cells)-1].Cols++
				continue
			}
			g.Cells = append(g.Cells, source.Cell{Row: g.Rows, Col: col, Rows: 1, Cols: 1, Text: text})
			g.Cols = max(g.Cols, col+1)
		}
		g.Rows++
	}
	return g
}

func TestMend(t *testing.T) {
	for _, test := range []struct {
		name string
		rows []string
		want string
	}{
		{"a label and blanks", []string{"四、结转|118|3", "~下年度继续办理||"}, "四、结转\n下年度继续办理|118|3"},
		{"figures below", []string{"四、结转||", "~下年度继续办理|118|3"}, "四、结转\n下年度继续办理|118|3"},
		{"figures in both", []string{"四、结转|118|3", "~下年度继续办理||4"}, "四、结转|118|3;下年度继续办理||4"},
		{"two labels", []string{"规章|1|2|3", "~行政规范性文件|4|5|6"}, "规章|1|2|3;行政规范性文件|4|5|6"},
		{"no label", []string{"四、结转|118|3", "~其他||"}, "四、结转|118|3;其他||"},
		{"heads", []string{"结果维|尚未审|总计", "~持|结|", "1|2|3"}, "结果维\n持|尚未审\n结|总计;1|2|3"},
		{"other columns", []string{"四、结转|118|3", "~下年度继续办理|<|"}, "四、结转|118|3;下年度继续办理|"},
		{"over three pages", []string{"四、结转|118|3", "~下年度|||", "~继续办理||"}, "四、结转|118|3;下年度|||;继续办理||"},
	} {
		g := mend(cutGrid(test.rows...))
		var b strings.Builder
		for i, c := range g.Cells {
			switch {
			case i == 0:
			case c.Row != g.Cells[i-1].Row:
				b.WriteByte(';')
			default:
				b.WriteByte('|')
			}
			b.WriteString(c.Text)
		}
		if got := b.String(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestMendGroup joins the label of a group that goes on, and leaves its rows.
func TestMendGroup(t *testing.T) {
	g := cutGrid("（四）无|1.本机关不掌握相关政府信息|1", "~法提供|3.补正后申请内容仍不明确|2", "x|2.没有现成信息需要另行制作|3")
	g.Cells[3].Rows = 2
	g.Cells = append(g.Cells[:6], g.Cells[7:]...)
	if g = mend(g); len(g.Cells) != 7 || g.Cells[0].Text != "（四）无\n法提供" || g.Cells[0].Rows != 3 {
		t.Errorf("%+v", g.Cells)
	}
}
