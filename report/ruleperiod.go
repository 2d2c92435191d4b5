package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// checkPeriod checks D-i: the period that the text says its figures are for is the year,
// from its first day to its last.
func checkPeriod(s *Subject, find func(Fault)) {
	want := strconv.Itoa(s.Year) + "年1月1日至" + strconv.Itoa(s.Year) + "年12月31日"
	var prefaces []Fault
	said := false // the period is, somewhere
	for _, passage := range s.passages() {
		told := ""
		for p := range prose.Periods(passage.text) {
			x := newPeriod(passage, &s.Preamble, p)
			wrong, mild := x.judge(s.Year)
			said = said || x.as == stated && !wrong && x.To != (prose.Date{})
			if !wrong || x.words() == told {
				continue
			}
			told = x.words()
			f := Fault{Path: passage.at.pointer(), Got: told, Want: want, Quote: told, Mild: mild}
			if x.as == preface {
				prefaces = append(prefaces, f)
			} else {
				find(f)
			}
		}
	}
	// Where the preamble has the period, another may be that of something else.
	if !said {
		for _, f := range prefaces {
			find(f)
		}
	}
}

// spokenOf says how a text speaks of a period.
type spokenOf uint8

const (
	byTheWay spokenOf = iota // something that happened then
	counted                  // figures of section one are said to be of it
	preface                  // it stands in the preamble
	stated                   // it is said to be that of the statistics
)

// period is a span of time that the text names.
type period struct {
	prose.Period
	text  string
	as    spokenOf
	until bool // only the end is named
	vague bool // it may be that of other data
	taken bool // the day is that on which the data were gathered
	short bool // the body may have been there for a part of the year only
}

// newPeriod tells how the text speaks of the period.
func newPeriod(in passage, preamble *[]string, p prose.Period) period {
	x := period{Period: p, text: in.text}
	before, after := sentenceAround(in.text, p.Start, p.End)
	hasEnd := p.To != (prose.Date{})
	inPreamble := in.at.field.value == preamble
	x.as, x.until = statedBy(before, hasEnd, inPreamble)
	x.vague = x.as == stated && !ofReport(trimLastWords(trimLastWords(before, periodLeads), periodNouns))
	x.taken = containsAny(before[len(trimLastWords(trimLastWords(before, periodLeads), ownerWords)):], gathered)
	x.short = containsAny(in.text[max(0, p.Start-farInSentence):p.End+len(after)], reorganised)
	after = strings.TrimPrefix(strings.TrimPrefix(after, "止"), "期间")
	switch {
	case x.as == stated || !hasEnd:
	case statedAfter(after):
		x.as = stated
	case containsAny(before, comparisons) || containsAny(after, comparisons) || strings.LastIndex(before, "《") > strings.LastIndex(before, "》"):
	case inPreamble:
		x.as = preface
	case beginsSentence(trimLastWords(before, []string{"自", "从", "在"})) && countsBehind(after):
		x.as = counted
	}
	// 截至2022年12月31日，主动公开500条。
	if begin := trimLastWords(before, untilLeads); x.as == byTheWay && !hasEnd && begin != before && beginsSentence(begin) && lastDay(p.From) && p.From.Day > 0 && countsBehind(after) &&
		!containsAny(before, comparisons) && !containsAny(after, comparisons) && !containsAny(after, ofYearsBefore) {
		x.as, x.until = counted, true
	}
	// 数据核定时间点为2023年12月31日
	x.until = x.until || x.as == stated && !hasEnd && p.From.Day > 0 && lastDay(p.From)
	return x
}

// words are the period as it is written.
func (x period) words() string { return strings.TrimSuffix(x.text[x.Start:x.End], "止") }

// judge reports whether the period is not that of a report for the year; mild says that it
// may only be misprinted, or is a part of the year.
func (x period) judge(year int) (wrong, mild bool) {
	if x.as == byTheWay {
		return x.garbled(), true
	}
	from, to := x.From, x.To
	if x.until {
		from, to = prose.Date{}, x.From
	}
	whole := firstDay(from) && (lastDay(to) || to == (prose.Date{}))
	others, own := 0, 0
	for _, d := range [...]prose.Date{from, to} {
		switch {
		case d.Misprinted || d.Year > 0 && (d.Year < 1990 || d.Year > 2100):
			return x.as == stated || x.as == preface && whole || x.garbled(), true
		case d.Year == year:
			own++
		case d.Year > 0:
			others++
		}
	}
	switch x.as {
	case stated:
		// A single day may be that on which was counted.
		single := to == (prose.Date{}) && from.Day > 0 && !firstDay(from) && !x.until || x.taken && x.To == (prose.Date{}) && !lastDay(x.From)
		if own > 0 && others == 0 && (firstDay(from) || lastDay(to)) && to != (prose.Date{}) && x.short {
			return false, false // 本局于2024年3月成立，统计期限为2024年3月15日至12月31日
		}
		return !single && (others > 0 || !whole), x.vague || others == 0 || !whole && (own > 0 || x.until)
	case preface:
		if from.Month == 0 && to.Year > from.Year {
			return false, false // 历年报告（2008年至2023年）
		}
		return whole && others > 0 && own == 0, false
	}
	near := x.text[max(0, x.Start-farInSentence):min(len(x.text), x.End+farInSentence)]
	compared := strings.Contains(near, strconv.Itoa(year))
	return whole && others > 0 && own == 0 && !compared, true
}

// garbled reports whether a date of the period has the digits of two, and the other is
// the first or the last day of a year: 2020年1月1日至202020年12月31日.
func (x period) garbled() bool {
	bounds := func(d prose.Date) bool { return d.Month == 1 && d.Day == 1 || d.Month == 12 && d.Day == 31 }
	return x.From.Misprinted && x.From.Year == 0 && (bounds(x.From) || bounds(x.To)) ||
		x.To.Misprinted && x.To.Year == 0 && (bounds(x.From) || bounds(x.To))
}

func firstDay(d prose.Date) bool { return d.Month <= 1 && d.Day <= 1 }

func lastDay(d prose.Date) bool {
	return d.Month == 12 && (d.Day == 0 || d.Day == 31) || d.Month == 0 && d.Year > 0
}

// What a period is called, and of what.
var (
	periodNouns = []string{
		"期限", "时限", "时间段", "时间点", "时间", "时段", "期间", "周期", "区间", "范围", "跨度", "起止日期", "起止", "截止日期", "日期", "时点", "节点", "报告期", "统计期", "口径",
	}
	periodOf = []string{"统计", "数据", "报告期", "统计期", "报告", "年报"}
	// What may stand between these and around them.
	periodAttributes = []string{
		"的", "起止", "涵盖", "覆盖", "截止", "截至", "采集", "汇总", "核定", "计算", "更新", "时间", "范围", "期", "信息", "情况", "各项", "相关", "有关", "涉及", "使用",
		"引用", "所", "列", "载", "举", "中", "内", "均", "年度", "工作", "公开", "政府", "本", "该", "此次", "收录", "反映", "包含",
	}
	ownerWords = slices.Concat(periodAttributes, periodOf)
	// What leads from them to the dates.
	periodLeads = []string{
		"自", "从", "由", "起", "为", "是", "即", "均", "都", "于", "在", "系", "定", "确定", "截止到", "截至到", "截止至", "截止于", "截止", "截至", "止于", "统一", "原则上",
		"：", ":", "（", "(", "“", "，", ",", "公历", "上年", "本年", "当年", "上年度", "本年度", "除特别说明外", "除特殊说明外", "如无特别说明",
	}
	untilLeads    = []string{"截至", "截止", "截止到", "截至到", "到", "至"}
	ofYearsBefore = []string{"结转", "上年", "上一年", "累计", "历年"}
	gathered      = []string{"采集", "提取", "导出", "汇总", "更新"}
	leadVerbs     = []string{"自", "从", "为", "是", "截", "止", "均", "都", "由"}
	untilWords    = []string{"截", "止", "时间点", "时点", "节点"}
	// otherStatistics are what other statistics are about.
	otherStatistics = []string{"问卷", "调查", "评估", "考核", "公示", "测评", "满意度", "普查", "学年", "同比", "同期", "对比", "比较", "招聘", "上一统计", "上年统计", "上年度统计"}
	comparisons     = []string{"同比", "同期", "相比", "对比", "比2", "较2", "比上", "较上", "比去", "较去", "与2", "与上", "与去", "以来"}
	// reorganised are words for why a body was there for a part of the year only.
	reorganised = []string{"成立", "组建", "挂牌", "设立", "撤销", "合并", "并入", "机构改革", "划转", "更名"}
	// What a report does with the year.
	reportVerbs = []string{"反映", "反映了", "涵盖", "涵盖了", "覆盖", "总结", "总结了", "汇总了", "汇总", "报告", "公布"}
)

// statedBy tells by the words before a period how the text speaks of it.
func statedBy(before string, hasEnd, preamble bool) (as spokenOf, until bool) {
	rest := trimLastWords(before, periodLeads)
	lead := before[len(rest):]
	until = !hasEnd && containsAny(lead, untilWords)
	noun := trimLastWords(rest, periodNouns)
	if noun == rest { // 所列数据自…, 数据统计截至…, 本报告反映了…
		bare := (strings.HasSuffix(rest, "数据") || strings.HasSuffix(rest, "统计")) && containsAny(lead, leadVerbs) && (hasEnd || preamble && ofReport(rest))
		whose := trimLastWords(rest, reportVerbs)
		if bare && !aboutOther(rest) || hasEnd && whose != rest && strings.HasSuffix(whose, "报告") {
			return stated, until
		}
		return byTheWay, until
	}
	owner := trimLastWords(noun, ownerWords)
	if !containsAny(rest[len(owner):], periodOf) || aboutOther(rest) {
		return byTheWay, until
	}
	return stated, until || !hasEnd && containsAny(rest[len(owner):], untilWords)
}

// ofReport reports whether data or statistics are those of the report: what they are of stands
// at the beginning of a clause, behind a body, or is not said. 财务数据为2022年决算数 are others.
func ofReport(s string) bool {
	owner := trimLastWords(s, ownerWords)
	last, _ := utf8.DecodeLastRuneInString(owner)
	clause := owner[strings.LastIndexFunc(owner, func(r rune) bool { return endsSentence(r) || endsClause(r) })+1:]
	return owner == "" || !unicode.Is(unicode.Han, last) || hasSuffixAny(owner, selfWords) || containsAny(clause, []string{"报告", "年报", "全文"})
}

// aboutOther reports whether what a text ends with is about other statistics.
func aboutOther(s string) bool {
	const near = 60 // bytes
	return containsAny(s[max(0, len(s)-near):], otherStatistics)
}

// statedAfter tells it by the words behind: 2023年1月1日至12月31日为统计期限.
func statedAfter(after string) bool {
	for _, verb := range [...]string{"为", "是", "系", "作为"} {
		if rest, ok := strings.CutPrefix(after, verb); ok {
			clause, _, _ := strings.Cut(rest, "，")
			return containsAny(clause, periodOf) && containsAny(clause, periodNouns[:8])
		}
	}
	return false
}

// beginsSentence reports whether what stands before a period in its sentence is at most a
// title or a number: 依申请公开情况。, （二）, 一是.
func beginsSentence(before string) bool {
	before = strings.TrimSpace(before)
	return before == "" || strings.HasSuffix(before, "：") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "）") && utf8.RuneCountInString(before) <= 4
}

// countsBehind reports whether what follows a period that a sentence begins with is what
// was done in it, by whomever reports.
func countsBehind(after string) bool {
	for _, s := range [...]string{"，", ",", "我", "本", "全", "共", "累", "主动", "收到", "受理", "公开", "通过"} {
		if strings.HasPrefix(after, s) {
			return true
		}
	}
	return false
}

// trimLastWords cuts words off the end of the text, as long as there are any.
func trimLastWords(s string, words []string) string {
	const most = 24 // words
	for range most {
		n := len(s)
		s = strings.TrimRight(s, " \t\u3000\u00A0")
		for _, w := range words {
			if strings.HasSuffix(s, w) {
				s = s[:len(s)-len(w)]
				break
			}
		}
		if len(s) == n {
			break
		}
	}
	return s
}

// farInSentence is how far a sentence is looked at, in bytes.
const farInSentence = 400

// sentenceAround returns what stands in the sentence before and behind a part of the text, as
// far as it matters.
func sentenceAround(text string, start, end int) (before, after string) {
	const stops = "。；;！？\n"
	before = text[max(0, start-farInSentence):start]
	if i := strings.LastIndexAny(before, stops); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	after = text[end:min(len(text), end+farInSentence)]
	if i := strings.IndexAny(after, stops); i >= 0 {
		after = after[:i]
	}
	return before, after
}
