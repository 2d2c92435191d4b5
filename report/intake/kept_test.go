package intake

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

const (
	overview = "（一）主动公开\n本年度主动公开水利信息36条。\n（二）依申请公开\n申请均按期答复。\n"
	other    = "本年度没有收取信息处理费。"
	remedies = "10\t1\t0\t0\t11\t0\t0\t0\t0\t0\t5\t0\t2\t0\t7"
)

// part returns an edit of the lines of the plain report from the first that
// contains one text to the last that contains the other.
func part(first, last string, change func(string) string) func(string) string {
	return func(s string) string {
		i := strings.LastIndex(s[:strings.Index(s, first)], "\n") + 1
		j := strings.LastIndex(s, last)
		j += strings.Index(s[j:], "\n") + 1
		return s[:i] + change(s[i:j]) + s[j:]
	}
}

func divided(by string) func(string) string {
	return part("（本列数据", "四、结转", replaceAll("\t", by))
}

// together writes the cells of table three that are not blank, with what divides
// them.
func together(by string) func(string) string {
	return part("（本列数据", "四、结转", eachLine(func(c []string) string { return strings.Join(filled(c), by) }))
}

func quoted(s string) string {
	return eachLine(func(c []string) string { return `"` + strings.Join(c, `","`) + `"` })(s)
}

// TestKept reads what is easily lost, changed or refused: either the report holds
// it, or it is an error.
func TestKept(t *testing.T) {
	for _, c := range []oddity{
		// Colons and full stops behind the titles of subsections.
		{"ratio", replaceAll(other, "（一）比例为3:2，无。\n（二）办公时间9:30至17:30，照常。"),
			[]string{"  （一）比例为3:2，无。", "  （二）办公时间9:30至17:30，照常。", "I-r "}, ""},
		{"ratio and address in titles", replaceAll(other, "（一）比例为3:2\n（二）见http://www.example.gov.cn/a.html"),
			[]string{"  [] 比例为3:2", "  [] 见http://www.example.gov.cn/a.html"}, ""},
		{"colon behind a clause", replaceAll(other, "（一）收到意见168条，其中：网站100条。均已答复。"),
			[]string{"  [] run-in 收到意见168条，其中：网站100条", "    均已答复。"}, ""},
		{"colon behind a topic", replaceAll("（一）主动公开\n", "（一）主动公开:"), []string{"  [disclosure] run-in 主动公开：", "    本年度主动公开水利信息36条。", "I-u "}, ""},
		{"colon behind a topic on its line", replaceAll("（一）主动公开\n", "（一）主动公开:\n"), []string{"  [disclosure] \n    本年度主动公开水利信息36条。"}, "I-u"},
		{"colon behind a short title", replaceAll(other, "（一）收费情况：没有收取。"), []string{"  [] run-in 收费情况：", "    没有收取。"}, ""},
		{"full stop behind a title", replaceAll(other, "（一）收费情况。没有收取。"), []string{"  [] run-in 收费情况", "    没有收取。"}, ""},
		{"full stops behind clauses", replaceAll(other, "（一）没有收费，没有减免。今后也不收。\n（二）其他，没有。"),
			[]string{"  [] run-in 没有收费，没有减免", "    今后也不收。", "  [] 其他，没有。"}, "I-r"},
		{"full stop at the end", replaceAll(other, "（一）没有收费。"), []string{"  [] 没有收费。"}, ""},
		{"space behind a topic", replaceAll("（一）主动公开\n", "（一）主动公开 "), []string{"  [disclosure] ", "    本年度主动公开水利信息36条。"}, "I-v"},

		// What divides the cells.
		{"commas", divided(","), []string{"  Applications.Received 1234 5 0 0 2 0", "I-aj 第 "}, "I-u"},
		{"semicolons", divided(";"), []string{"  Applications.Received 1234 5 0 0 2 0", "I-aj 第 "}, "after:"},
		{"commas and quotes", part("（本列数据", "四、结转", quoted), []string{"  Applications.Received 1234 5 0 0 2 0", "  Applications.CarriedForward 73 0 0 0 1 0", "I-aj 第 "}, "after:"},
		{"all commas", replaceAll("\t", ","), []string{"  Disclosure.NormativeDocuments 1 5 5", "  Remedies.Reconsideration 10 1 0 0"}, ""},
		{"all commas, a thousand", replaceAll("\t1234\t", ",\"1,234\",", "\t", ","), []string{"  Applications.Received 1234 5 0 0 2 0"}, ""},
		{"commas in the text", func(s string) string {
			return divided(",")(replaceAll(other, "规章,规范性文件等,均无,1,2")(s))
		}, []string{"  规章，规范性文件等，均无，1,2"}, "I-ag"},
		{"slashes", together("/"), []string{"error: 第 30 行 表三：不知道“一、本年新收政府信息公开申请数量/1234/5"}, ""},
		{"colons", together("："), []string{"error: 第 30 行 表三：不知道“一、本年新收"}, ""},
		{"nothing between", together(""), []string{"error: 第 30 行 表三：不知道“一、本年新收"}, ""},
		{"no row below the heads", part("一、本年新收", "四、结转", func(string) string { return "" }), []string{"error: 第 27 行：没有找到表三的数据"}, ""},

		// Units.
		{"another unit", replaceAll("单位：万元", "单位：元"), []string{"error: 第 24 行 表二 本年收费金额（单位：万元）：单位应为万元，现为“元”"}, ""},
		{"another unit in a cell of its own", replaceAll("（单位：万元）", " （单位： 元）"), []string{"error: 第 24 行 表二 本年收费金额（单位：万元）：单位应为万元"}, ""},
		{"no unit", replaceAll("（单位：万元）", ""), []string{"I-ak 第 25 行 表二 行政事业性收费：没有“本年收费金额（单位：万元）”这一栏目，金额以万元计"}, ""},
		{"no unit but in the cell", replaceAll("（单位：万元）", "", "38.44", "38.44万元"), []string{"  Disclosure 550 4119 195 38.44"}, "I-ak"},
		{"unit in brackets", replaceAll("38.44", "38.44（万元）", "\t550\t", "\t550（件）\t"), []string{"  Disclosure 550 4119 195 38.44"}, ""},
		{"unit cut short", replaceAll("38.44", "38.44万"), []string{"error: 第 25 行 表二 行政事业性收费：“38.44万”不是金额"}, ""},

		// Words and marks where figures are to be.
		{"numeral in the last cell", replaceAll("行政许可\t550", "行政许可\t一"), []string{"error: 第 18 行 表二 行政许可：“一”不是件数"}, ""},
		{"numeral in the last cell, a cell a line", func(s string) string {
			return eachLine(func(c []string) string { return strings.Join(filled(c), "\n") })(replaceAll("行政许可\t550", "行政许可\t一")(s))
		}, []string{"error: 第 28 行 表二 行政许可：“一”不是件数"}, ""},
		{"part of a label in the last cell", replaceAll("行政许可\t550", "行政许可\t第一"), []string{"error: 第 18 行 表二 行政许可：“第一”不是件数"}, ""},
		{"head in the last cell", replaceAll("行政许可\t550", "行政许可\t信息内容"), []string{"error: 第 18 行 表二 行政许可：“信息内容”不是件数"}, ""},
		{"numeral between figures", replaceAll("文件\t1\t5\t5", "文件\t1\t五\t5"), []string{"error: 第 15 行 表二 行政规范性文件 本年废止件数：“五”不是件数"}, ""},
		{"label between figures", replaceAll("\t1234\t5\t0\t0\t2", "\t1234\t5\t其他\t0\t2"), []string{"error: 第 30 行 表三 一、本年新收政府信息公开申请数量 科研机构：“其他”不是件数"}, ""},
		{"two rows on a line", replaceAll("行政处罚\t4119\t\t\n行政强制\t195\t\t", "行政处罚 5 行政强制 0"), []string{"  Disclosure 550 5 0 38.44"}, "I-o"},
		{"figure on the line of the next label", replaceAll("申请数量\t\t\t1234\t5\t0\t0\t2\t0\t1241\n二、上年结转", "申请数量\n5 二、上年结转"), []string{"error: 第 31 行 表三：不知道“5 二、上年结转政府信息公开申请数量”属于哪一行，请核对；最相近的是“二、上年结转政府信息公开申请数量”"}, ""},
		{"question marks", matching(`\t0\t0\t0\t0\t0\t1\n`, "\t？\t？\t？\t？\t？\t？\n"), []string{"error: 第 34 行 表三 （三）不予公开1.属于国家秘密 商业企业：“？”不是件数"}, ""},
		{"a star", replaceAll("规章\t0\t0\t0", "规章\t*\t*\t*"), []string{"error: 第 14 行 表二 规章 本年制发件数：“*”不是件数"}, ""},
		{"question marks, a cell a line", func(s string) string {
			return eachLine(func(c []string) string { return strings.Join(filled(c), "\n") })(replaceAll("规章\t0\t0\t0", "规章\t？\t？\t？")(s))
		}, []string{"error: 第 17 行 表二 规章 本年制发件数：“？”不是件数"}, ""},
		{"question marks in table four", replaceAll(remedies, strings.Repeat("？\t", 14)+"？"), []string{"error: 第 61 行 表四 行政复议 结果维持：“？”不是件数"}, ""},
		{"numerals in table four", replaceAll(remedies, strings.Replace(remedies, "1\t0", "一\t0", 1)), []string{"error: 第 61 行 表四 行政复议 结果纠正：“一”不是件数"}, ""},
		{"a blank row before a torn group", func(s string) string {
			return replaceAll("\t30\t0\t0\t0\t0\t0\t30", strings.Repeat("\t", 7), "（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1", "（三）不予\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n公开"+strings.Repeat("\t", 9))(s)
		}, []string{"  Applications.Results.Refused.StateSecrets 1 0 0 0 0 0", "  Applications.Results.PartiallyGranted □ □ □ □ □ □"}, ""},
		{"marks within a label", func(s string) string {
			return eachLine(func(c []string) string { return strings.Join(filled(c), " ") })(replaceAll("逾期不补正、行政", "逾期不补正 、 行政")(s))
		}, []string{"  Applications.Results.Other.NotCorrected 0 0 0 0 0 0"}, ""},
		{"misprint of a short label", replaceAll("行政处罚", "行政处理"), []string{"error: 第 21 行 表二：不知道“行政处理”属于哪一行，请核对；最相近的是“行政处罚”"}, ""},

		// Dates and the signature.
		{"two dates", func(s string) string {
			return replaceAll("报告\n", "报告\n（2024年1月9日）\n")(s) + "2024年1月15日\n"
		}, []string{"preamble: （2024年1月9日）", "date: 2024年1月15日", "I-ah 第 2 行：有两个成文日期：取文末的 2024年1月15日，标题下的 2024年1月9日 按正文保留"}, ""},
		{"one date twice", func(s string) string {
			return replaceAll("报告\n", "报告\n（2024年1月9日）\n")(s) + "2024年1月9日\n"
		}, []string{"date: 2024年1月9日"}, "preamble"},
		{"no such day", func(s string) string { return s + "2024年2月30日\n" }, []string{"error: 第 70 行 成文日期：没有这一天：2024年2月30日；请改正"}, ""},
		{"no such day below the title", replaceAll("报告\n", "报告\n2024年13月1日\n"), []string{"error: 第 2 行 成文日期：没有这一天：2024年13月1日；请改正"}, ""},
		{"year before the form", replaceAll("局2023年", "局2018年"), []string{"error: 第 1 行：报告年度应为 2019 年至 9999 年，现为 2018"}, ""},
		{"seal", func(s string) string { return s + "青石县水利局（盖章）\n2024年1月15日\n" }, []string{"issuer: 青石县水利局（盖章）", "date: 2024年1月15日"}, "  青石"},
		{"signature on a line", func(s string) string { return s + "青石县水利局　2024年1月15日\n" }, []string{"issuer: 青石县水利局", "date: 2024年1月15日"}, "  青石"},
		{"a seventh part", func(s string) string { return s + "\n七、附件\n无\n" }, []string{"  七、附件", "  无", "I-am 第 71 行：“七、附件”不是格式的部分标题，按正文保留"}, ""},

		// What is no row of a table.
		{"（二）其他", replaceAll(other, "（一）收费情况\n无。\n（二）其他\n无。"), []string{"  [] 收费情况", "  [] 其他"}, ""},
		{"2.其他", replaceAll(other, "1.收费情况\n0元\n2.其他\n无"), []string{"  2.其他"}, ""},
		{"lists of labels", replaceAll(overview, "1.予以公开 3 件\n2.不予公开\n3.重复申请 2件\n（三）予以公开\n行政处罚 11\n规章 0\n行政复议 0 行政诉讼 0\n"),
			[]string{"  （三）予以公开", "  Applications.Received 1234 5 0 0 2 0"}, ""},
		{"a label in section five", replaceAll("公开的范围有待扩大。", "公开的范围有待扩大。\n1.重复申请\n2.其他\n3.其他\n"), []string{"  1.重复申请", "  3.其他"}, ""},
		{"torn section title", replaceAll("四、政府信息公开行政复议、行政", "四、政府信息公开行政复议、\n行政"), []string{"I-x 第 "}, "after:"},
		{"torn section title, little left", replaceAll("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请\n情况"), []string{"I-x 第 "}, "  情况"},
		{"torn corner", replaceAll("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "（本列数\n据的勾稽\n关系为：第一项加\n第二项之和，等于\n第三项加第四项之和）", "申请人情况", "申请人情\n况"),
			[]string{"  Applications.Received 1234 5 0 0 2 0"}, "  （本列"},

		// Other things that pastes have.
		{"table of contents", replaceAll("报告\n\n", "报告\n\n目 录\n一、总体情况 1\n（一）主动公开…………1\n二、主动公开政府信息情况 2\n三、收到和处理政府信息公开申请情况……3\n\n"),
			[]string{"I-ai 第 3 行：去掉目录：5 行"}, "preamble"},
		{"table of contents without pages", replaceAll("报告\n\n", "报告\n\n目录\n一、总体情况\n二、主动公开政府信息情况\n\n"), []string{"I-ai 第 3 行：去掉目录：3 行"}, "preamble"},
		{"table of contents without title", replaceAll("报告\n\n", "报告\n\n一、总体情况 1\n二、主动公开政府信息情况 2\n五、存在的主要问题及改进情况 3\n\n"), []string{"I-ai 第 3 行：去掉目录：3 行"}, "preamble"},
		{"目录 as text", replaceAll(other, "目录\n已经更新。"), []string{"  目录"}, "I-ai"},
		{"续表 and page numbers", replaceAll("\t（四）无法提供", "（续表）\n第3页 共5页\n第 4 页\n\t（四）无法提供"), []string{"I-aa 第 42 行：去掉页码、“续表”字样：3 处"}, ""},
		{"contact data in columns", replaceAll("报告\n", "报告\n\n联系人：张三\t电话：123\t邮编：456\n"), []string{"preamble: 联系人：张三 电话：123 邮编：456", "I-ag 第 3 行"}, ""},
		{"two columns", replaceAll(overview, "渠道\t数量\n网站\t100\n"), []string{"  渠道 数量", "  网站 100", "I-ag 第 "}, "I-v"},
		{"a tab behind a number", replaceAll("（一）主动公开\n", "（一）\t主动公开\n", other, "1.\t没有收费。"), []string{"  [disclosure] ", "  1.没有收费。"}, "I-ag"},
		{"another table", replaceAll(overview, "渠道\t数量\t备注\n网站\t100\t无\n"), []string{"error: 第 6 行：正文中不能有表格：“网站 100 无”；格式没有这张表，请改为文字"}, ""},
		{"title in 《》", replaceAll("青石县水利局2023年政府信息公开工作年度报告", "《青石县水利局2023年政府信息公开工作年度报告》"), []string{"agency: 青石县水利局", "I-an 第 1 行：标题“《青石县水利局2023年政府信息公开工作年度报告》”写作“青石县水利局2023年政府信息公开工作年度报告”"}, "title"},
		{"a draft", replaceAll("年度报告\n", "年度报告(公示稿)\n"), []string{"title: 青石县水利局2023年政府信息公开工作年度报告（公示稿）"}, "I-an"},
		{"head of the old form", replaceAll("本年处理决定数量", "处理决定数量"), []string{"tables: 2021", "  Disclosure 550 4119 195 38.44", "I-o 第 17 行 表二：“处理决定数量”与格式的写法不同，作为“本年处理决定数量”"}, ""},
		{"columns of the old form", replaceAll("本年制发件数", "本年新制作数量"), []string{"error: 第 13 行 表二：2021 年版的格式没有“本年新制作数量”"}, "这一行"},
		{"line break and page break", replaceAll("36条。", "36条。\v另有4条。\f"), []string{"    本年度主动公开水利信息36条。", "    另有4条。"}, ""},
		{"HTML", func(s string) string { return "<!DOCTYPE html>\n" + s }, []string{"error: 没有找到标题"}, ""}, // a page without tags is one paragraph
		{"a tag of HTML", replaceAll("报告\n", "报告</p>\n"), []string{"error: 第 1 行：读不了这种文件（夹有网页标记的文本）", "english: line 1: files of this kind are not read (text with mark-up of a web page in it)"}, ""},
		{"less than", replaceAll(other, "比例<3且a<b，见<标签>。"), []string{"  比例<3且a<b，见<标签>。"}, ""},

		// Totals that are not printed.
		{"no row of totals", matching("\t（七）总计.*\n", ""), []string{"I-al 表三：没有填报（七）总计，由各项相加得出"}, "I-al 表四"},
		{"no column of totals", func(s string) string {
			s = replaceAll("\t总计\n\t\t\t\t商业", "\t\n\t\t\t\t商业")(s)
			return part("一、本年新收", "四、结转", eachLine(func(c []string) string { return tabs(c[:9]) }))(s)
		}, []string{"I-al 表三：没有填报总计，由各项相加得出"}, "I-al 表四"},
	} {
		t.Run(c.name, c.run)
	}
}

// oldCase returns figures of the form of 2019.
func oldCase() *figuresCase {
	c := &figuresCase{Agency: "东原县", Year: 2020, T3: map[string][]any{}, T4: [][]any{{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}}
	c.T22019 = map[string]any{
		"gz": []any{1, 2, 3}, "gf": []any{4, 5, 6}, "xk": []any{7, "11", 12}, "qt": []any{0, 0, 0},
		"cf": []any{0, 0, 0}, "qz": []any{0, 0, 0}, "fee": []any{1, 0}, "cg": []any{6, "251000元"},
	}
	for _, key := range rowKeys {
		if !slices.Contains([]string{"o1", "o2", "o3"}, key) {
			c.T3[key] = []any{0, 0, 0, 0, 0, 0, 0}
		}
	}
	return c
}

// TestOldForm reads what only the form of 2019 has.
func TestOldForm(t *testing.T) {
	old := oldCase().paste(layouts[0])
	for _, x := range []struct {
		name   string
		change func(string) string
		want   string // a figure, or a part of the error
	}{
		{"minus", replaceAll("\t11\t12", "\t−5\t12"), "Disclosure.Licenses 7 -5 12"},
		{"en dash", replaceAll("\t11\t12", "\t–5\t12"), "Disclosure.Licenses 7 -5 12"},
		{"words", replaceAll("\t11\t12", "\t增加1036\t12"), "行政许可 本年增/减：“增加1036”不是增减数"},
		{"unit alone", replaceAll("251000元", "元"), "采购总金额：“元”不是金额"},
		{"unit in a head without", replaceAll("采购总金额", "采购总金额（元）"), "不知道“采购总金额（元）”属于哪一行，请核对"},
		{"columns in another order", replaceAll("采购项目数量\t采购总金额", "采购总金额\t采购项目数量"), "采购总金额、采购项目数量；应调整为 采购项目数量、采购总金额"},
	} {
		t.Run(x.name, func(t *testing.T) {
			input := x.change(old)
			if input == old {
				t.Fatal("the case changes nothing")
			}
			if got := dump(Read([]byte(input))); !strings.Contains(got, x.want) {
				t.Errorf("no %q in\n%s", x.want, got)
			}
		})
	}
}

// TestPlaces checks that every finding of the reader says where.
func TestPlaces(t *testing.T) {
	var n notes
	n.Find(pos{}, "I-t", "", "UTF-16", "")
	n.Find(pos{Line: 7}, "I-t", "", "UTF-16", "")
	if a, b := where(n.Findings[0]), where(n.Findings[1]); a != "全文" || b != "第 7 行" {
		t.Errorf("%q, %q", a, b)
	}
	_, _, err := Read([]byte("PK\x03\x04"))
	var e *report.InputError
	if !errors.As(err, &e) || strings.ContainsFunc(e.Finding.English(), isHan) {
		t.Errorf("%v", err)
	}
}
