package intake

import (
	"fmt"
	"reflect"
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
		{"【三、收到和处理政府信息公开申请情况】", "2 三、 收到和处理政府信息公开申请情况  true true"},
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
	want := "总体情况概述 概述 概况 基本情况 主动公开情况 依申请公开情况 政府信息公开申请情况 行政复议行政诉讼情况 行政复议及行政诉讼情况 存在问题及改进措施 主要问题及改进措施 其他事项"
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

// TestHeadingsByNumber takes what is numbered as a section is, and stands in its place,
// for the title of a section that has none of the known ones.
func TestHeadingsByNumber(t *testing.T) {
	for _, c := range []oddity{
		{"one", replaceAll("一、总体情况", "一、年度工作开展情况"), []string{"  [disclosure] ", "I-o 第 3 行：“一、年度工作开展情况”与格式的写法不同，作为“一、总体情况”"}, "preamble"},
		{"two", replaceAll("二、主动公开政府信息情况", "二、本机关公开信息统计"), []string{"I-o 第 10 行：“二、本机关公开信息统计”与格式的写法不同，作为“二、主动公开政府信息情况”"}, "I-m"},
		{"five", replaceAll("五、存在的主要问题及改进情况", "五、工作中的不足和今后打算"), []string{"  公开的范围有待扩大。今后将完善目录、加强培训。", "I-o "}, "I-m"},
		{"six", replaceAll("六、其他需要报告的事项", "六、其他需要说明的情况"), []string{"  " + other, "I-o "}, "I-am"},
		{"with a colon", replaceAll("六、其他需要报告的事项", "六、其他需要说明的情况："), []string{"  " + other, "I-o "}, "I-am"},
		{"five and six", replaceAll("五、存在的主要问题及改进情况", "五、不足和打算", "六、其他需要报告的事项", "六、附则"), []string{"  " + other, "I-o 第 63 行：“五、不足和打算”", "I-o 第 67 行：“六、附则”"}, "I-am"},
		{"of the wrong number", replaceAll("六、其他需要报告的事项", "七、其他需要说明的情况"), []string{"  七、其他需要说明的情况", "I-am ", "I-m "}, "I-o"},
		{"among others that are numbered", replaceAll("六、其他需要报告的事项", "一、问题\n六、措施"), []string{"  六、措施", "I-am ", "I-m "}, "I-o"},
		{"twice", replaceAll("六、其他需要报告的事项", "六、问题\n六、措施"), []string{"  六、措施", "I-am ", "I-m "}, "I-o"},
		{"a sentence", replaceAll("六、其他需要报告的事项", "六、没有其他事项，不报告"), []string{"  六、没有其他事项，不报告", "I-m "}, "I-o"},
		{"the known title too", replaceAll("六、其他需要报告的事项\n", "六、其他需要报告的事项\n六、收费\n"), []string{"  六、收费", "I-am "}, "I-o"},
	} {
		t.Run(c.name, c.run)
	}
}

// TestHeadingsInBrackets reads reports that number their sections as the form does parts.
func TestHeadingsInBrackets(t *testing.T) {
	inBrackets := matching("(?m)^([一二三四五六])、(总体|主动公开政府|收到|政府|存在|其他)", "（$1）$2")
	for _, c := range []oddity{
		{"all", inBrackets, []string{"  [disclosure] ", "  " + other, "I-ac 第 56 行：标题“（四）政府信息公开行政复议、行政诉讼情况”写作“四、政府信息公开行政复议、行政诉讼情况”"}, "I-m"},
		{"half-width", func(s string) string { return replaceAll("（一）总", "(一) 总")(inBrackets(s)) }, []string{"I-ac 第 3 行"}, "I-m"},
		{"some", matching("(?m)^([一二])、(总体|主动公开政府)", "（$1）$2"), []string{"I-m 全文：没有找到标题“一、总体情况”，这一部分没有文字"}, "I-ac"},
		{"in another order", func(s string) string { return replaceAll("（六）其他需", "（五）其他需")(inBrackets(s)) }, []string{"I-m 全文：没有找到标题“六、其他需要报告的事项”，这一部分没有文字"}, ""},
	} {
		t.Run(c.name, c.run)
	}
}

// TestFirstRows reads what stands in a table before that by which it is known.
func TestFirstRows(t *testing.T) {
	want := plainFigures(t)
	cells := func(s string) string {
		return eachLine(func(c []string) string { return strings.Join(filled(c), "\n") })(s)
	}
	withoutHeads := part("（本列数据", "商业企业", func(string) string { return "" })
	const two, four = "二、主动公开政府信息情况", "四、政府信息公开行政复议、行政诉讼情况"
	for _, c := range []struct {
		name   string
		change func(string) string
		codes  string
	}{
		{"no heads of table three, a cell a line", func(s string) string { return cells(withoutHeads(s)) }, ""},
		{"no heads of table three", withoutHeads, ""},
		{"the title in the first row", replaceAll(two+"\n", two+"\n\n"+two+"\t\t\t\n", four+"\n", four+strings.Repeat("\t", 14)+"\n"), "I-aq"},
		{"the title in every cell of the first row", replaceAll(two+"\n", two+strings.Repeat("\t"+two, 3)+"\n"), ""},
		{"the title in the first row, pipes", func(s string) string {
			return eachLine(func(c []string) string { return "|" + strings.Join(c, "|") + "|" })(replaceAll(two+"\n", two+"\t\t\t\n")(s))
		}, ""},
	} {
		r, findings, err := Read([]byte(c.change(plain(t))))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !slices.Equal(figuresOf(reflect.ValueOf(r.Tables).Elem()), want) || r.Applications.Paragraphs != nil || r.Disclosure.Paragraphs != nil || strings.Join(codes(findings), " ") != c.codes {
			t.Errorf("%s: %s", c.name, dump(r, findings, nil))
		}
	}
}

// TestMixedEditions names the label that is at fault where those of two editions are mixed.
func TestMixedEditions(t *testing.T) {
	for _, c := range []oddity{
		{"a head of the old form", replaceAll("现行有效件数", "对外公开总数量"), []string{"error: 第 13 行 表二：2021 年版的格式没有“对外公开总数量”"}, ""},
		{"the first heads of the old form", replaceAll("本年制发件数", "本年新制作数量", "本年废止件数", "本年新公开数量", "现行有效件数", "对外公开总数量"), []string{"error: 第 13 行 表二：2021 年版的格式没有“本年新制作数量”"}, ""},
		{"a row of the old form", replaceAll("行政处罚\t4119\t\t\n", "行政处罚\t4119\t\t\n政府集中采购\t1\t2\t\n"), []string{"error: 第 22 行 表二：2021 年版的格式没有“政府集中采购”"}, ""},
	} {
		t.Run(c.name, c.run)
	}
}

// TestCellsAlone reads rows with a cell a line that have fewer figures than columns, and
// marks and words where the last figure of a table is to be.
func TestCellsAlone(t *testing.T) {
	cells := func(s string) string {
		return eachLine(func(c []string) string { return strings.Join(filled(c), "\n") })(s)
	}
	totals := func(s string) string {
		return cells(matching(`(?m)\t\d+\t\d+\t\d+\t\d+\t\d+\t\d+(\t\d+)$`, "$1")(s))
	}
	for _, c := range []oddity{
		{"totals alone", totals, []string{"error: 第 54 行 表三 一、本年新收政府信息公开申请数量：不能确定各个数字属于哪一列：见到 1241，应有 7 个"}, ""},
		{"a mark for the last figure", func(s string) string { return cells(replaceAll("38.44", "/")(s)) }, []string{"  Disclosure 550 4119 195 /"}, "after"},
		{"a star", func(s string) string { return cells(replaceAll("38.44", "*")(s)) }, []string{"error: 第 40 行 表二 行政事业性收费：“*”不是金额"}, ""},
		{"marks for all figures of table four", func(s string) string {
			return cells(matching(`(?m)^10(\t\d+){14}$`, "/"+strings.Repeat("\t/", 14))(s))
		}, []string{"  Remedies.Reconsideration / / / /"}, "after"},
		{"marks in a line", matching(`(?m)^10(\t\d+){14}$`, "无"+strings.Repeat(" 无", 14)), []string{"  Remedies.Reconsideration / / / /"}, "after"},
		{"another mark", func(s string) string { return cells(replaceAll("38.44", "×")(s)) }, []string{"error: 第 40 行 表二 行政事业性收费：“×”不是金额"}, ""},
		{"a word for the last figure", func(s string) string { return cells(replaceAll("38.44", "已取消")(s)) }, []string{"error: 第 40 行 表二 行政事业性收费：“已取消”不是金额"}, ""},
		{"a word for a figure", func(s string) string { return cells(replaceAll("\t550\t", "\t未统计\t")(s)) }, []string{"error: 第 28 行 表二 行政许可：“未统计”不是件数"}, ""},
		{"marks in the last row of table three", func(s string) string {
			return cells(matching(`(继续办理\t\t)(\t\d+){7}`, "$1"+strings.Repeat("\t/", 7))(s))
		}, []string{"  Applications.CarriedForward / / / / / /"}, "after"},
		{"marks on the line below the last label", matching(`(继续办理)\t\t(\t\d+){7}`, "$1\n/ / / / / / /"), []string{"  Applications.CarriedForward / / / / / /"}, "after"},
		{"words in commas", func(s string) string { return strings.ReplaceAll(replaceAll("\t550\t", "\t未统计\t")(s), "\t", ",") },
			[]string{"error: 第 18 行 表二 行政许可：“未统计”不是件数"}, ""},
		{"a mark in commas", func(s string) string { return strings.ReplaceAll(replaceAll("\t195\t", "\t\\\t")(s), "\t", ",") },
			[]string{"error: 第 22 行 表二 行政强制：“\\”不是件数"}, ""},
		{"two lines of a figure in quotes", replaceAll("\t1234\t", "\t\"12\n34\"\t"), []string{"error: 第 30 行 表三 一、本年新收政府信息公开申请数量 自然人：“12 / 34”不是件数"}, ""},
		{"figures that differ in the cells of one", replaceAll("行政许可\t550\t\t", "行政许可\t72\t0\t0"), []string{"error: 第 18 行 表二 行政许可：不能确定各个数字属于哪一列：见到 72 0 0，应有 1 个"}, ""},
		{"figures that are the same in the cells of one", replaceAll("行政许可\t550\t\t", "行政许可\t550\t550\t550"), []string{"  Disclosure 550 4119 195 38.44", "I-ay 第 18 行 表二 行政许可"}, ""},
	} {
		t.Run(c.name, c.run)
	}
}

// TestFiguresAwaited reads very many figures that no row has room for, a line each.
func TestFiguresAwaited(t *testing.T) {
	const next = "四、政府信息公开行政复议"
	_, _, err := Read([]byte(strings.Replace(plain(t), next, "（七）总计\n"+strings.Repeat("1\n/\n", 9800)+next, 1)))
	if codeOf(err) != "I-i" {
		t.Error(err)
	}
}
