package report

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report/internal/prose"
)

const article49 = "条例第四十九条"

// dateRules look at years, dates and what the report cites.
var dateRules = []Rule{
	{Code: "D-a", Severity: Error, Source: article49 + "（公布上一年度报告）",
		Chinese: "年份不一致：文中为 {got}，报告年度为 {want}；请核对后改正其中之一",
		English: "years differ: the text has {got}, the report is for {want}; correct the one or the other",
		Example: "2023 年度的报告，标题写作“某局2022年政府信息公开工作年度报告”",
		Check:   checkYears},
	{Code: "D-b", Severity: Warning, Source: notice21,
		Chinese: "引用的格式文号与所用表格不符：文中为 {got}，所用表格出自 {want}；请核对文号和表格",
		English: "the notice cited is not that of the form used: {got} is cited, the tables are those of {want}; see which is wrong",
		Example: "2022 年度的报告引用国办公开办函〔2019〕60号",
		Check:   citing("D-b")},
	{Code: "D-c", Severity: Warning, Source: notice21,
		Chinese: "所用表格不是该年度的格式：用了 {got} 年版，应为 {want} 年版",
		English: "the tables are not those of the year's form: edition {got}, expected {want}",
		Example: "2022 年度的报告仍用 2019 年（试行）的表格",
		Check: func(s *Subject, find func(Fault)) {
			if e, ok := EditionFor(s.Year); ok && s.form() != nil && s.Tables.Edition() != e {
				find(Fault{Path: "/edition", Place: s.nameOfTables(), Got: string(s.Tables.Edition()), Want: string(e)})
			}
		}},
	{Code: "D-d", Severity: Warning, Source: notice21,
		Chinese: "“{got}”不是引用的文号的通知；应为 {want}",
		English: "{got} is not the notice of the number cited: it is to be {want}",
		Example: "《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）",
		Check:   citing("D-d")},
	{Code: "D-e", Severity: Warning, Source: notice21,
		Chinese: "引用的“{got}”已由 {want} 代替；请改引后者",
		English: "{got} is cited, which {want} has replaced; cite that",
		Example: "2024 年度的报告按照《年度报告格式（试行）》编制",
		Check:   citing("D-e")},
	{Code: "D-f", Severity: Warning, Source: notice21,
		Chinese: "引用写错：文中为“{got}”，应为“{want}”",
		English: "a citation is misspelt: the text has {got}, it is to be {want}",
		Example: "国办公开函〔2021〕30号",
		Check:   citing("D-f")},
	{Code: "D-g", Severity: Error, Source: article49 + "（公布上一年度报告）",
		Chinese: "日期为 {got}，报告年度还没有结束；应不早于 {want}",
		English: "the date is {got}, before the end of the year reported on: it is to be {want} or later",
		Example: "2024 年度的报告于 2024年12月25日 公布",
		Check:   checkEarly},
	{Code: "D-h", Severity: Warning, Source: article49,
		Chinese: "日期为 {got}，应在 {want} 前公布",
		English: "the date is {got}, and the report was to be published by {want}",
		Example: "某区教育局2022年度报告于 2023年12月20日 公布",
		Check:   checkLate},
	{Code: "D-i", Severity: Error, Source: article49 + "（公布上一年度报告）",
		Chinese: "统计期限应为 {want}，文中写作“{got}”",
		English: "the period is to be {want}, and the text has {got}",
		Example: "统计期限自2023年1月1日起至202023年12月31日止",
		Check:   checkPeriod},
}

// checkYears checks D-a: the years that the title and the headings give, and that under which
// the text presents the report, are the report's.
func checkYears(s *Subject, find func(Fault)) {
	differs := func(path, got, quote string) {
		find(Fault{Path: path, Got: got, Want: strconv.Itoa(s.Year), Quote: quote})
	}
	if d, ok := titleYear(s.Title); ok && d.Year != s.Year {
		got := s.Title[d.Start:d.End]
		if d.Year > 0 {
			got = strconv.Itoa(d.Year)
		}
		differs("/title", got, s.Title[d.Start:d.End])
	}
	for _, p := range s.passages() {
		heading := p.at.sub >= 0 && !p.at.field.paragraph()
		if !heading && !containsAny(p.text, []string{"报", "情况"}) {
			continue
		}
		seen := 0
		for d := range prose.Dates(p.text) {
			if d.Year == 0 || d.Year == s.Year || d.Year == seen || d.Month > 0 || d.Misprinted {
				continue
			}
			if heading && p.at.section == 0 && headingYear(p.text, d) || !heading && presents(p.text, d, p.at.field.value == &s.Preamble) {
				seen = d.Year
				differs(p.at.pointer(), strconv.Itoa(d.Year), p.text[d.Start:d.End])
			}
		}
	}
}

// titleYear returns the year that a title of the report gives: of several the last before
// the word 报告, as in 2024年公布的2023年报告; one without 年 where there is no other.
func titleYear(title string) (year prose.Date, ok bool) {
	end := max(strings.LastIndex(title, "报告"), strings.LastIndex(title, "年报"))
	for d := range prose.Dates(title) {
		if end >= 0 && d.Start > end && ok {
			break
		}
		if strings.Contains(title[d.Start:d.End], "年") {
			year, ok = d, true
		}
	}
	if !ok {
		return bareYear(title)
	}
	return year, ok
}

// bareYear returns the year that a title gives in four digits alone: 某局2022政府信息公开工作年度报告.
func bareYear(title string) (year prose.Date, ok bool) {
	for i := 0; i < len(title); i++ {
		end := digitsEnd(title, i)
		if n, err := strconv.Atoi(title[i:end]); err == nil && end-i == len("2022") && n/100 == 20 && (end == len(title) || hasPrefixAny(strings.TrimSpace(title[end:]), []string{"政府", "信息", "）", ")"})) {
			return prose.Date{Year: n, Start: i, End: end}, true
		}
		i = end
	}
	return year, false
}

// headingYear reports whether the heading is that of a part of a report for the year: it
// begins with the year and names what was done, such as 2022年主动公开情况, and does not look back
// or ahead, or compare.
func headingYear(heading string, year prose.Date) bool {
	before, after := strings.TrimSpace(heading[:year.Start]), heading[year.End:]
	return (before == "" || hasPrefixAny(before, headingOwners)) && !hasPrefixAny(after, andAnother) &&
		containsAny(after, headingTopics) && !containsAny(heading, headingsElsewhere)
}

var (
	headingOwners     = []string{"我", "全", "本"}
	headingTopics     = []string{"主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障", "总体情况", "信息公开工作情况"}
	headingsElsewhere = []string{
		"问题", "整改", "改进", "计划", "打算", "安排", "展望", "思路", "要点", "评估", "考核", "通报", "结转", "回顾", "以来", "较", "相比", "对照", "对比", "反馈", "重点", "目标", "规划",
		"部署", "方向", "落实", "《",
	}
	andAnother = []string{"-", "—", "–", "~", "～", "至", "到", "、", "和", "与", "及"}
)

// presents reports whether the text presents itself as the report for the year: 现公布某局2022年政
// 府信息公开工作年度报告. Reports and notices of other years may be cited, compared with and told of.
func presents(text string, year prose.Date, preamble bool) bool {
	const clause = 150 // bytes
	sentence, after := sentenceAround(text, year.Start, year.End)
	before := sentence[max(0, len(sentence)-clause):]
	between, behind, ok := reportNamed(after)
	if !ok || hasSuffixAny(strings.TrimRight(before, "《〈“ "), citedNextTo) || containsAny(between, aboutReports) || hasPrefixAny(strings.TrimLeft(behind, "》〉>”\""), citedBehind) {
		return false
	}
	if i := strings.LastIndexAny(before, "，,：:（("); i >= 0 {
		before = strings.TrimLeft(before[i:], "，,：:（(")
	}
	now, here := lastOf(before, announcedNow), lastOf(before, announcedHere)
	switch last := lastOf(before, citedBefore); {
	case last >= 0 && last >= max(now, here):
		return false
	case now >= 0 && containsAny(before[now:], announcements):
		return true
	case !preamble:
		return false
	case here >= 0:
		return !containsAny(sentence, earlier)
	}
	// 某市某局2022年政府信息公开工作年度报告如下
	behind = strings.TrimLeft(behind, "》")
	return before == sentence && (hasPrefixAny(behind, presentedBehind) || strings.HasPrefix(behind, "由") && containsAny(behind, []string{"组成", "部分", "构成"}))
}

// reportNamed returns what stands between a year and the word for the report that follows it,
// and what stands behind that.
func reportNamed(after string) (between, behind string, ok bool) {
	const most = 120 // bytes
	end, size := -1, 0
	for _, word := range [...]string{"报告", "年报", "情况"} {
		if i := strings.Index(after, word); i >= 0 && (end < 0 || i < end) {
			end, size = i, len(word)
		}
	}
	if end < 0 || end > most {
		return "", "", false
	}
	between, behind = after[:end], after[end+size:]
	behind = strings.TrimPrefix(behind, "报告") // 工作情况报告如下
	if strings.ContainsAny(between, "，,、：:（）()") || between != "" && !containsAny(between, reportTopics) {
		return "", "", false
	}
	for range prose.Dates(between) {
		return "", "", false
	}
	return between, behind, true
}

// lastOf returns where the last of the words begins, or -1.
func lastOf(s string, words []string) int {
	last := -1
	for _, w := range words {
		last = max(last, strings.LastIndex(s, w))
	}
	return last
}

// How texts speak of reports.
var (
	reportTopics = []string{"信息公开", "政务公开", "年度", "年"}
	// aboutReports are words in the names of what is not a report.
	aboutReports = []string{"指南", "目录", "制度", "通知", "格式", "要求", "问题", "整改", "评估", "考核", "解读", "要点", "审计", "预算", "决算", "关于", "办法", "培训", "会议", "法治"}
	// citedBehind are what follows the name of a report or a notice of another year.
	citedBehind = []string{
		"的通知", "通知", "编制", "编写", "填报", "撰写", "报送", "发布工作", "发布的", "发布和", "公布工作", "工作的", "工作提示", "工作要求", "的基础", "基础", "相比", "反馈", "指出", "提出", "存在", "中", "所列", "所提", "整改", "问题", "显示",
		"以来", "之后", "以后", "1", "一", "的意见", "评估", "评议", "考核", "通报", "培训", "数据", "后", "和20", "及20", "、", "要求", "目标", "任务",
	}
	// citedNextTo stand right before a year that is compared with or told of.
	citedNextTo = []string{"较", "比", "见", "在", "继", "与", "同", "跟", "从", "自"}
	citedBefore = []string{"关于", "对照", "按照", "根据", "依据", "针对", "落实", "参照", "结合", "发现", "公布的", "发布的", "编制的"}
	// announcedNow begin a sentence that presents the report, with one of the announcements.
	announcedNow = []string{
		"现公布", "现发布", "现公开", "现将", "现把", "现编制", "现制作", "现形成", "现撰写", "现制定", "现就", "现予", "现向", "现面向", "现对外", "现特", "现依法",
		"特公布", "特发布", "特编制", "特制", "特撰写", "特形成", "特将", "特向", "特面向", "特此", "兹公布", "兹发布", "兹将", "本报告为", "本报告是", "本报告系",
	}
	announcements   = []string{"公布", "发布", "公开", "将", "把", "编制", "制作", "形成", "撰写", "制定", "就", "为", "是", "系"}
	announcedHere   = []string{"公布", "发布", "编制", "编写", "制作", "形成", "撰写", "制定"}
	presentedBehind = []string{"如下", "包括", "全文", "内容包括", "共分", "分为", "主要包括", "主要内容"}
	// earlier say that a report was made before.
	earlier = []string{"已", "曾", "按时", "及时", "按期", "如期", "积极", "完成", "做好", "督促", "指导", "组织", "要求", "公布了", "发布了", "公开了", "月", "去年", "上年", "在"}
)
