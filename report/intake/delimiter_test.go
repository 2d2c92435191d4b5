package intake

import (
	"fmt"
	"strings"
	"testing"
)

func TestFields(t *testing.T) {
	for _, c := range []struct {
		line                string
		cells               string
		row, head, labelled bool
	}{
		{"规章,1,2,3", "规章|1|2|3", true, false, true},
		{"规章,1", "规章|1", true, false, false},
		{"（三）不予公开,1.属于国家秘密, 0,,", "（三）不予公开|1.属于国家秘密|0||", true, false, false},
		{`规章,"1,234",0,0`, "规章|1,234|0|0", true, false, true},
		{"1,2,3", "1|2|3", false, false, false},
		{"规章,1,规章", "规章|1|规章", false, false, false},
		{"规章,别的,1", "规章|别的|1", false, false, false},
		{"别的,1,2,3", "别的|1|2|3", false, false, true},
		{"别的,1,2", "别的|1|2", false, false, false},
		{"别的,1,2,3,别的", "别的|1|2|3|别的", false, false, false},
		{"自然人,商业企业", "自然人|商业企业", false, true, false},
		{"自然人,别的", "自然人|别的", false, false, false},
		{"自然人,1", "自然人|1", false, false, false}, // no row
		{"总计,1", "总计|1", false, false, false},
		{"其他,1,2", "其他|1|2", false, false, false},
		{"规章", "", false, false, false},
		{"规章,1\t2", "", false, false, false},
		{"规章,1|2", "", false, false, false},
		{strings.Repeat(",", maxMarks+1), "", false, false, false},
		{strings.Repeat(",", maxMarks), strings.Repeat("|", maxMarks), false, false, false},
	} {
		cells := fields(c.line, ',')
		var texts []string
		for _, x := range cells {
			texts = append(texts, x.text)
		}
		filled := cells[:0:0]
		for _, x := range cells {
			if isFilled(x) {
				filled = append(filled, x)
			}
		}
		got := fmt.Sprint(strings.Join(texts, "|"), isRow(cells), isHead(filled), isLabelled(filled))
		if want := fmt.Sprint(c.cells, c.row, c.head, c.labelled); got != want {
			t.Errorf("%.60q: %.60s, want %.60s", c.line, got, want)
		}
	}
}

// TestSeparate looks at the lines of a text whose tables commas divide.
func TestSeparate(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"规章,0,0,0/行政规范性文件,1,5,5", "规章\t0\t0\t0/行政规范性文件\t1\t5\t5"},
		{"规章;0;0;0/行政规范性文件;1;5;5", "规章\t0\t0\t0/行政规范性文件\t1\t5\t5"},
		{"规章,0,0,0", "规章,0,0,0"},
		{"规章,0,0,0/行政规范性文件;1;5;5", "规章,0,0,0/行政规范性文件;1;5;5"},
		{"规章,0,0,0/行政许可,5/自然人,商业企业", "规章\t0\t0\t0/行政许可\t5/自然人\t商业企业"},
		{"规章,0,0,0/行政许可,5/其中,网站", "规章\t0\t0\t0/行政许可\t5/其中,网站"},
		{"规章,0,0,0/行政许可,5/一,二,三,四", "规章\t0\t0\t0/行政许可\t5/一,二,三,四"},
		{"规章,0,0,0/行政许可,5/1,2,3,4", "规章\t0\t0\t0/行政许可\t5/1\t2\t3\t4"},
		{"规章,0,0,0/行政许可,5/1,2,3", "规章\t0\t0\t0/行政许可\t5/1,2,3"},
		{"规章,0,0,0/行政许可,5/别的,2,3,4", "规章\t0\t0\t0/行政许可\t5/别的\t2\t3\t4"},
		{"规章,0,0,0/行政许可,5/1,见附件,3,4", "规章\t0\t0\t0/行政许可\t5/1\t见附件\t3\t4"},
		{"规章,0,0,0/行政许可,5/附件,见附件,3,4", "规章\t0\t0\t0/行政许可\t5/附件,见附件,3,4"},
		{"规章,0,0,0/行政许可,5/其中/1,见附件,3,4", "规章\t0\t0\t0/行政许可\t5/其中/1,见附件,3,4"},
		{"规章,0,0,0/行政许可,5/行政处罚,已取消", "规章\t0\t0\t0/行政许可\t5/行政处罚\t已取消"},
		{"规章,0,0,0/行政许可,5/行政处罚,已,取消", "规章\t0\t0\t0/行政许可\t5/行政处罚,已,取消"},
		{"规章,0,0,0/行政许可,5/,,,/行政强制,7", "规章\t0\t0\t0/行政许可\t5/行政强制\t7"},
		{"规章,0,0,0/行政许可,5/以下为说明,,,", "规章\t0\t0\t0/行政许可\t5/以下为说明"},
		{"规章,0,0,0/行政许可,5/信息内容,,,", "规章\t0\t0\t0/行政许可\t5/信息内容\t\t\t"},
		{"规章,0,0,0/行政许可,5/7,,,", "规章\t0\t0\t0/行政许可\t5/7\t\t\t"},
		{"规章,0,0,0/行政许可,5/以下为说明,", "规章\t0\t0\t0/行政许可\t5/以下为说明,"},
		{"规章,0,\"1\t2\",0/行政许可,5", "规章,0,\"1\t2\",0/行政许可,5"},
		{"规 章,0, 0 ,0/行政许可,\"5 件\"", "规 章\t0\t0\t0/行政许可\t5 件"},
	} {
		var n notes
		lines, err := split(strings.ReplaceAll(c.in, "/", "\n"), &n)
		if err != nil {
			t.Fatal(err)
		}
		lines = separate(lines, &n)
		var got []string
		for _, l := range lines {
			got = append(got, l.raw)
			if l.text != strings.TrimSpace(l.raw) {
				t.Errorf("%q, %q", l.raw, l.text)
			}
		}
		if got := strings.Join(got, "/"); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
		told := len(n.Findings) == 1 && n.Findings[0].Code == "I-aj" && n.Findings[0].Pos.Line == 1
		if told != (c.in != c.want) {
			t.Errorf("%q: findings %v", c.in, n.Findings)
		}
	}
}
