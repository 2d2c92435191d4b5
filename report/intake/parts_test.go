package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/internal/prose"
)

func TestKindOf(t *testing.T) {
	for kind, texts := range map[cellKind]string{
		emptyCell:  "",
		labelCell:  "规章|1.属于国家秘密|件|增加1036|第1项|五|3件2|12 件套|件1",
		figureCell: "0|-3|−3|+4|减4|增4|1,234|12件|12 件|12　件|12\u00a0件|12（件）|１２件|3.5万元|38(万元)|无|〇|零|/|—|O|a1|1.",
		markCell:   "*|、|？|...|()|: ",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got := kindOf(text); got != kind {
				t.Errorf("%q is %d, want %d", text, got, kind)
			}
		}
	}
	if c := newCell("12（件）"); c.text != "12（件）" || c.key != "" {
		t.Errorf("%+v", c)
	}
	if c := newCell("（一） 规章"); c.text != "（一） 规章" || c.key != "一规章" {
		t.Errorf("%+v", c)
	}
}

// shown shows how a line is taken apart: cells, their columns, what divides them.
func shown(line string) string {
	g := divide(block{raw: line, text: strings.TrimSpace(line), at: pos{Line: 3}}, 7)
	var cells []string
	for _, c := range g.cells {
		cells = append(cells, fmt.Sprintf("%s@%d", c.text, c.col))
		if c.row != 7 || c.at.Line != 3 || c.of != len(g.cells) {
			return fmt.Sprintf("%+v", c)
		}
	}
	return fmt.Sprint(strings.Join(cells, " "), " ", g.divided, g.padded)
}

func TestDivide(t *testing.T) {
	for _, c := range [][2]string{
		{"规章\t1\t\t2", "规章@0 1@1 @2 2@3 true false"},
		{"\t规章\t1\t", "@0 规章@1 1@2 @3 true true"},
		{"规章\t1\t ", "规章@0 1@1 @2 true true"},
		{"| 规章 | 1 |", "规章@0 1@1 true true"},
		{"规章 | 1 | ", "规章@0 1@1 true true"},
		{"规章 | 1", "规章@0 1@1 true false"},
		{"│规章│1┃2｜3", "规章@0 1@1 2@2 3@3 true false"},
		{"|---|:--:|", " true true"},
		{"| - | - |", "-@0 -@1 true true"},
		{"|+--+---+|", " true true"},
		{"规章 1  2", "规章@-1 1@-1 2@-1 false false"},
		{"规章", "规章@0 false false"},
		{"\"规 章\"\t\" 1 \"", "规 章@0 1@1 true false"},
	} {
		if got := shown(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

func TestMarksAlone(t *testing.T) {
	for line, want := range map[string]bool{
		"?\t?": true, "*\t\t*": true, "?": false, "规章\t?\t?": false, "=\t=": false, "+\t:": false, "=\t?": true, "\t": false, "1\t?\t?": false,
	} {
		if got := divide(block{raw: line}, 0).marksAlone(); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}

func TestOrdinals(t *testing.T) {
	for line, want := range map[string]string{
		"1\t属于国家秘密\t0":        "1 属于国家秘密 =0",
		"（三）不予公开\t1.\t属于国家秘密": "三不予公开 1 属于国家秘密",
		"2\t\t重复申请\t5":        "2 重复申请 =5",
		"9\t重复申请\t5":          "9 重复申请 =5", // nothing stands before it
		"规章\t1\t属于国家秘密":       "规章 1 属于国家秘密",
		"规章\t9\t属于国家秘密":       "规章 =9 属于国家秘密",
		"5\t6\t其他":            "=5 =6 其他", // a figure stands before it
		"5\t其他\t6\t其他":        "5 其他 =6 其他",
		"3\t1\t2":             "=3 =1 =2",
		"12\t属于国家秘密":          "=12 属于国家秘密",
		"7\t":                 "=7",
	} {
		g := divide(block{raw: line}, 0)
		g.ordinals(words()[1])
		var cells []string
		for _, c := range g.cells {
			switch c.kind {
			case labelCell:
				cells = append(cells, c.key)
			case figureCell:
				cells = append(cells, "="+c.text)
			}
		}
		if got := strings.Join(cells, " "); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"2024年1月15日": "2024年1月15日", "２０２４ 年 01 月 05 日": "2024年1月5日", "二〇二四年一月十五日": "2024年1月15日",
		"二零二四年十二月三十一日": "2024年12月31日", "2○24年1月1日": "", "二O二四年十月二十日": "2024年10月20日", "2024年十一月三日": "2024年11月3日",
		"2024年1月": "", "24年1月1日": "", "0024年1月1日": "", "2024年1月1日止": "", "于2024年1月1日": "", "二〇二四年百月一日": "",
	} {
		d, ok := parseDate(s)
		if d.String() != want || ok != (want != "") {
			t.Errorf("%q is %s, %v", s, d, ok)
		}
	}
	for s, want := range map[string]int{"一": 1, "九": 9, "十": 10, "十一": 11, "二十": 20, "二十九": 29, "九十九": 99, "百": 0, "": 0} {
		if got := prose.SmallNumber(s); got != want {
			t.Errorf("%s is %d", s, got)
		}
	}
	for d, ok := range map[report.Date]bool{{Year: 2024, Month: 2, Day: 29}: true, {Year: 2023, Month: 2, Day: 29}: false, {Year: 2023, Month: 13, Day: 1}: false, {Year: 2023, Month: 1, Day: 0}: false} {
		if err := checkDate(d, pos{}); (err == nil) != ok {
			t.Errorf("%v: %v", d, err)
		}
	}
}

func TestDatedLine(t *testing.T) {
	const agency = "青石县水利局"
	for s, want := range map[string]string{
		"2024年1月15日":                 " 2024年1月15日",
		"青石县水利局 2024年1月15日":          "青石县水利局 2024年1月15日",
		"青石县水利局\t　 二〇二四年 十二 月三十一日":   "青石县水利局 2024年12月31日",
		"青石县 水利局  2024 年 1 月 15 日":   "青石县水利局 2024年1月15日",
		"青石县水利局2024年1月15日":           "no",
		"没有收费。 2024年1月15日":           "no",
		"有 青石县水利局 2024年1月":           "no",
		"青石县水利局（盖章） 2024年1月15日":      "青石县水利局（盖章） 2024年1月15日",
		"办公室（代章） 2024年1月15日":         "办公室（代章） 2024年1月15日",
		" ":                          "no",
		"":                           "no",
		strings.Repeat("年 ", 30_000): "no",
	} {
		issuer, d, ok := datedLine(s, agency)
		if got := issuer + " " + d.String(); ok && got != want || !ok && want != "no" {
			t.Errorf("%.40q: %q, %v", s, got, ok)
		}
	}
	for _, c := range []struct {
		s     string
		dated bool
		want  bool
	}{
		{agency, false, true}, {agency + "（公章）", false, true}, {"水利局", true, true}, {"水利局", false, false},
		{"青石县水利局办公室", true, true}, {"中共青石县水利局", true, true}, {"东原县财政局", true, true}, {"东原县财政局", false, false},
		{"联系电话一二三", true, false}, {"县局", true, false}, {strings.Repeat("县", 39) + "局", true, true}, {strings.Repeat("县", 40) + "局", true, false},
		{"无", true, false}, {"无收费的局", true, false}, {"收费：水利局", true, false}, {"", true, false}, {"（盖章）", true, false},
	} {
		if got := isIssuer(c.s, agency, c.dated); got != c.want {
			t.Errorf("%s, dated %v: %v", c.s, c.dated, got)
		}
	}
	if isIssuer("县水利人", "", true) {
		t.Error("any end is that of no agency")
	}
}

func TestParseTitle(t *testing.T) {
	for s, want := range map[string]string{
		"青石县水利局2023年政府信息公开工作年度报告":                  "青石县水利局 2023",
		"青石县水利局 2023 年度 政府信息公开 年度报告":               "青石县水利局 2023",
		"关于青石县水利局2023年政府信息公开情况的报告":                 "青石县水利局 2023",
		"2023年青石县水利局信息公开年度报告":                      "青石县水利局 2023",
		"青石县水利局政府信息公开工作二〇二三年度报告":                   "青石县水利局 2023",
		"2023年政府信息公开工作年度报告":                        " 2023",
		"《青石县水利局2023年政府信息公开工作年度报告》":                "青石县水利局 2023",
		"1. 青石县水利局2023年政府信息公开工作年度报告":               "青石县水利局 2023",
		"# 青石县水利局2023年政府信息公开工作年度报告(公示稿)":           "青石县水利局 2023",
		"青石县水利局2023年政府信息公开工作年度报告（2024）":            "no",
		"青石县水利局0023年政府信息公开工作年度报告":                  "no",
		"青石县第1水利局2023年政府信息公开工作年度报告":                "青石县第1水利局 2023",
		"青石县水利局2023年政府信息公开年报":                      "青石县水利局 2023",
		"2023年度青石县水利局政府信息公开年报":                     "青石县水利局 2023",
		"青石县水利局政府信息公开工作年度报告（2023年度）":               "青石县水利局 2023",
		"青石县水利局政府信息公开年度报告2023年":                    "青石县水利局 2023",
		"青石县水利局2023年政务公开工作总结报告":                    "青石县水利局 2023",
		"青石县水利局关于2023年度政府信息公开工作年度报告的公告":            "青石县水利局 2023",
		"青石县12345热线中心2023年政府信息公开工作年度报告":            "青石县12345热线中心 2023",
		"青石县水利局2022年至2023年政府信息公开工作年度报告":            "no",
		"附件1：青石县水利局2023年政府信息公开工作年度报告":              "青石县水利局 2023",
		"标题:青石县水利局2023年政府信息公开工作年度报告":               "青石县水利局 2023",
		"附属医院2023年政府信息公开工作年度报告":                    "附属医院 2023",
		"[青石县水利局]2023年政府信息公开工作年度报告":                "青石县水利局 2023",
		"青石县水利局—2023年政府信息公开年报":                     "青石县水利局 2023",
		"青石县水利局2023年政府信息公开工作年度报告.docx":             "青石县水利局 2023",
		"青石县水利局2023年政府信息公开工作年度报告_青石县人民政府门户网站":      "青石县水利局 2023",
		"青石县水利局2023年政府信息公开工作年度报告全文":                "青石县水利局 2023",
		"2023年政府信息公开工作年度报告（青石县水利局）":                "青石县水利局 2023",
		"2023年政府信息公开工作年度报告（公示稿）":                   " 2023",
		"青石县水利局2023年政府信息公开工作年度报告解读":                "no",
		"青石县水利局，2023年政府信息公开工作年度报告":                 "no",
		"青石县水利局2023年工作报告":                          "no",
		strings.Repeat("局", 104) + "2023年政府信息公开报告": strings.Repeat("局", 104) + " 2023",
		strings.Repeat("局", 108) + "2023年政府信息公开报告": "no",
	} {
		got := "no"
		if x, ok := parseTitle([]block{{text: s}}); ok {
			got = fmt.Sprint(x.agency, " ", x.year)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	lines := func(texts ...string) (all []block) {
		for _, s := range texts {
			all = append(all, block{text: s})
		}
		return all
	}
	const whole = "青石县水利局2023年政府信息公开工作年度报告"
	for _, c := range []struct {
		blocks   []block
		from, to int
	}{
		{lines("索引号", whole, whole), 1, 2},
		{lines("青石县水利局", "2023年", "政府信息公开工作年度报告"), 0, 3},
		{lines("2023年政府信息公开工作年度报告", "青石县水利局", "总体"), 0, 2},
		{lines("2023年政府信息公开工作年度报告", "来源于网站"), 0, 1},
		{lines("青石县", "水利局", "2023年", "政府信息公开工作", "年度报告"), 0, 5},
		{lines("青石县水利局", "2023年政府信息公开工作年度报告"), 0, 2},
		{lines("2023年政府信息公开工作年度报告"), 0, 1},
		{append(lines(slices.Repeat([]string{"。"}, maxHeader-1)...), lines(whole)...), maxHeader - 1, maxHeader},
		{append(lines(slices.Repeat([]string{"。"}, maxHeader)...), lines(whole)...), 0, 0},
	} {
		x, ok := findTitle(c.blocks)
		if x.from != c.from || x.to != c.to || ok != (c.to > 0) {
			t.Errorf("%v: %d to %d", c.blocks, x.from, x.to)
		}
	}
}
