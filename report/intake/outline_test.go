package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestParseHeading(t *testing.T) {
	for _, c := range []struct {
		text, want string // section, number, title, rest, exact, official
	}{
		{"一、总体情况", "0 一、 总体情况  true true"},
		{"## 二、主动公开政府信息情况**", "1 二、 主动公开政府信息情况  true true"},
		{"二、行政机关主动公开政府信息情况：", "1 二、 行政机关主动公开政府信息情况  true false"},
		{"主动公开政府信息的情况", "1  主动公开政府信息的情况  true false"},
		{"3. 收到和处理政府信息公开申请情况", "2 3.  收到和处理政府信息公开申请情况  true true"},
		{"三 收到和处理政府信息公开申请情况", "2 三  收到和处理政府信息公开申请情况  true true"},
		{"三、收到与处理政府信息公开申请情况", "2 三、 收到与处理政府信息公开申请情况  true false"},
		{"三、收到和处理政府信息公开申清情况", "2 三、 收到和处理政府信息公开申清情况  false false"},
		{"三、收到和处理政府信公开申清请况", "no"},
		{"收到和处理政府信息公开申清情况", "no"},
		{"四、政府信息公开行政复议、行政诉讼情况", "3 四、 政府信息公开行政复议、行政诉讼情况  true true"},
		{"六、其他需要报告的事项：无", "5 六、 其他需要报告的事项 无 true true"},
		{"六、其他需要报告的事项 无", "5 六、 其他需要报告的事项 无 true true"},
		{"六、其他需要报告的事顶：没有收费", "no"}, // a misprint has the line to itself
		{"六、其他需要报告的事顶", "5 六、 其他需要报告的事顶  false false"},
		{"其他需要报告的事项：无", "no"},
		{"六、其他事项", "5 六、 其他事项  true false"},
		{"其他事项", "no"},
		{"五、其他事项", "no"},
		{"一、概述", "0 一、 概述  true false"},
		{"1、概述", "no"},
		{"一、总体清况", "no"}, // too short for a misprint
		{"（一）总体情况", "no"},
		{"一、今年的工作：无", "no"},
		{"六、其他需要报告的事项：" + strings.Repeat("无", 80), "5 六、 其他需要报告的事项 " + strings.Repeat("无", 80) + " true true"},
		{"六、" + strings.Repeat("无", 61) + "：无", "no"},
		{"一、总体情况" + strings.Repeat("，", maxHeading-4), "0 一、 总体情况" + strings.Repeat("，", maxHeading-4) + "  true true"},
		{"一、总体情况" + strings.Repeat("，", maxHeading-3), "no"},
		{"", "no"},
	} {
		got := "no"
		if h, ok := parseHeading(c.text); ok {
			got = fmt.Sprint(h.section, " ", h.number, " ", h.title, " ", h.rest, " ", h.exact, " ", h.official)
		}
		if got != c.want {
			t.Errorf("%.40s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestWordings holds which wordings are titles of sections with their number alone.
func TestWordings(t *testing.T) {
	var numbered []string
	for _, wordings := range headings {
		for _, w := range wordings {
			if w.numbered {
				numbered = append(numbered, w.wording)
			}
		}
	}
	want := "总体情况概述 概述 概况 基本情况 主动公开情况 依申请公开情况 政府信息公开申请情况 行政复议行政诉讼情况 行政复议及行政诉讼情况 存在问题及改进措施 其他事项"
	if got := strings.Join(numbered, " "); got != want {
		t.Error(got)
	}
}

// blocksOf takes a text apart.
func blocksOf(t *testing.T, text string) []block {
	t.Helper()
	blocks, err := readText([]byte(text), new(notes))
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

func TestHeadingAt(t *testing.T) {
	for _, c := range []struct {
		text string
		size int
	}{
		{"一、总体情况\n无", 1},
		{"四、政府信息公开行政复议、\n行政诉讼情况", 2},
		{"四、政府信息公开行政复议、行政诉\n讼情况", 2},
		{"四、政府信息公开行政复议、\n行政诉讼情况：无", 0},
		{"政府信息公开行政复议、\n行政诉讼情况", 0},
		{"四、政府信息公开行政复议、", 0},
		{"|四、政府信息公开行政复议、|\n行政诉讼情况", 0},
		{"四、政府信息公开行政复议、\n|行政诉讼情况|", 0},
		{"三、收到和处理政府信息公开申请情\n无", 1},
	} {
		_, n, ok := headingAt(blocksOf(t, c.text), 0)
		if ok != (c.size > 0) || ok && n != c.size {
			t.Errorf("%q: %d, %v", c.text, n, ok)
		}
	}
}

func TestTableStarts(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int
	}{
		{"无\n规章\t0\t0", []int{-1, 0}},
		{"2.重复申请\n0\n3.其他", []int{1, -1, 1}},
		{"2.重复申请\n申请人情况\t自然人", []int{-1, 1}}, // it starts for sure there
		{"2.重复申请\n规章\t0\t0", []int{1, 0}},
		{"规章 0\n行政许可 0", []int{0, 0}},
		{"规章 0 0 " + strings.Repeat("无", longestRow/3), []int{-1}},
	} {
		if got := tableStarts(blocksOf(t, c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%.40q: %v, want %v", c.text, got, c.want)
		}
	}
	if got := tableStarts(blocksOf(t, "信息内容 本年制发件数"+strings.Repeat(" 信息内容", longestRow/13))); got[0] != -1 {
		t.Error("a table starts at a line that is too long")
	}
}

// TestContents drops tables of contents above a report.
func TestContents(t *testing.T) {
	const report = "一、总体情况\n无。\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n"
	for _, c := range []struct {
		name, above string
		drops       int
	}{
		{"titled", "目 录\n一、总体情况\n二、主动公开政府信息情况\n", 3},
		{"titled 目次", "目次\n一、总体情况……1\n二、主动公开政府信息情况 -2-\n", 3},
		{"titled, one section", "目录\n一、总体情况\n", 0},
		{"pages", "一、总体情况 1\n二、主动公开政府信息情况 2\n五、存在的主要问题及改进情况 13\n", 3},
		{"pages, two sections", "一、总体情况 1\n二、主动公开政府信息情况 2\n", 0},
		{"pages, one is missing", "一、总体情况 1\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况 3\n", 0},
		{"pages and parts", "一、总体情况 1\n（一）主动公开……1\n（二）其他 12\n二、主动公开政府信息情况 2\n五、存在的主要问题及改进情况 13\n", 5},
		{"parts without pages", "目录\n一、总体情况\n（一）主动公开\n二、主动公开政府信息情况\n", 0},
		{"not again", "目录\n一、总体情况\n六、其他需要报告的事项\n", 0},
		{"text between", "目录\n一、总体情况\n以下是正文。\n二、主动公开政府信息情况\n", 0},
		{"misprinted", "目录\n一、总体情况\n三、收到和处理政府信息公开申清情况\n", 0},
		{"with text behind", "目录\n一、总体情况：无\n二、主动公开政府信息情况\n", 0},
		{"far down", strings.Repeat("索引\n", maxHeader-1) + "目录\n一、总体情况\n二、主动公开政府信息情况\n", 3},
		{"too far down", strings.Repeat("索引\n", maxHeader) + "目录\n一、总体情况\n二、主动公开政府信息情况\n", 0},
		{"as long as can be", "目录\n一、总体情况\n二、主动公开政府信息情况\n" + strings.Repeat("（一）主动公开 1\n", maxContents-3), maxContents},
		{"longer", "目录\n一、总体情况\n二、主动公开政府信息情况\n" + strings.Repeat("（一）主动公开 1\n", maxContents-2), maxContents},
	} {
		var n notes
		blocks := blocksOf(t, c.above+report)
		got := dropContents(blocks, &n)
		if len(blocks)-len(got) != c.drops || repaired(n, "I-ai").Places != c.drops || got[len(got)-1].text != blocks[len(blocks)-1].text {
			t.Errorf("%s: drops %d", c.name, len(blocks)-len(got))
		}
		if at := repaired(n, "I-ai").First.Line; c.drops > 0 && at != 1+strings.Count(c.above, "索引") {
			t.Errorf("%s: told of line %d", c.name, at)
		}
	}
}

// TestOutline hands blocks to where they belong.
func TestOutline(t *testing.T) {
	text := func(blocks []block) string {
		var all []string
		for _, b := range blocks {
			all = append(all, b.text)
		}
		return strings.Join(all, "|")
	}
	input := plain(t)
	input = strings.Replace(input, "\n一、总体情况", "\n前言。\n一、总体情况", 1)
	input = strings.Replace(input, "第二十条第（一）项", "以上。\n信息内容\n第二十条第（一）项", 1)
	input = strings.Replace(input, "\n三、收到", "\n表后。\n三、收到", 1)
	p, err := outline(blocksOf(t, input), new(notes))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{text(p.preface), "青石县水利局2023年政府信息公开工作年度报告|前言。"},
		{text(p.body[1]), "以上。"},
		{text(p.notes[1]), "表后。"},
		{text(p.body[5]), "本年度没有收取信息处理费。"},
		{text(p.tables[0][:2]), "信息内容|第二十条第（一）项"},
		{text(p.tables[2][len(p.tables[2])-1:]), remedies},
		{text(*p.last), "本年度没有收取信息处理费。"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	sizes := []int{len(p.tables[0]), len(p.tables[1]), len(p.tables[2])}
	if !slices.Equal(sizes, []int{15, 28, 4}) {
		t.Errorf("tables of %v rows", sizes)
	}
	p, _ = outline(blocksOf(t, plain(t)[:strings.Index(plain(t), "\n五、")]), new(notes))
	if p.last != nil {
		t.Error("the last block is in a table")
	}
}
