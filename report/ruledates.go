package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// dateRules look at years, dates and what the report cites.
var dateRules = []Rule{
	{Code: "D-a", Severity: Error, Source: "条例第四十九条（公布上一年度报告）",
		Chinese: "年份不一致：文中为 {got}，报告年度为 {want}",
		English: "years differ: the text has {got}, the report is for {want}",
		Check:   checkYears},
	{Code: "D-i", Severity: Warning, Source: "条例第四十九条（公布上一年度报告）",
		Chinese: "统计期限应为 {want}，文中写作“{got}”",
		English: "the period is to be {want}, and the text has {got}",
		Check:   checkPeriod},
	{Code: "D-c", Severity: Warning, Source: notice21,
		Chinese: "所用表格不是该年度的格式：用了 {got} 年版，应为 {want} 年版",
		English: "the tables are not those of the year's form: edition {got}, expected {want}",
		Check: func(s *Subject, find func(Fault)) {
			if e, ok := EditionFor(s.Year); ok && s.form() != nil && s.Tables.Edition() != e {
				find(Fault{Path: "/edition", Place: s.nameOfTables(), Got: string(s.Tables.Edition()), Want: string(e)})
			}
		}},
	{Code: "D-b", Severity: Warning, Source: notice21,
		Chinese: "引用的格式文号与所用表格不符：文中为 {got}，所用表格出自 {want}",
		English: "the notice cited is not that of the form used: {got} is cited, the tables are those of {want}",
		Check:   checkNotice},
}

var (
	titleYear   = regexp.MustCompile(`(\d{4})\s*年(?:度)?`)
	periodStart = regexp.MustCompile(`(\d{4})\s*年\s*0?1\s*月\s*0?1\s*日\s*(?:起\s*)?(?:至|到|—|－|-|~|～)`)
	periodEnd   = regexp.MustCompile(`(?:至|到|止于|—|－|-|~|～)\s*(\d{4})\s*年\s*12\s*月\s*31\s*日`)
	reportYear  = regexp.MustCompile(`(\d{4})\s*年(?:度)?(?:政府信息公开工作)?(?:年度)?报告`)
	periodWords = regexp.MustCompile(`统计(?:的)?(?:期限|时限|时间|时段|期间|周期|区间|范围)|数据统计|统计数据|报告期|所列数据`)
	period      = regexp.MustCompile(`(\d+)\s*年\s*(\d+)\s*月\s*(\d+)\s*日\s*起?\s*(?:至|到|止于|—|－|-|~|～)+\s*(?:(\d+)\s*年)?\s*(\d+)\s*月\s*(\d+)\s*日`)
	garbledDate = regexp.MustCompile(`\d{5,}\s*[年月日]`)
	titleCited  = regexp.MustCompile(`(公布|发布|现将|形成|编制)?《[^》]*》`)
	reportCited = regexp.MustCompile(`^(?:的?基础|编制|填报|撰写|公布|工作|的通知|的要求|相比)`)
	noticeCited = regexp.MustCompile(`国办公开办函\s*[〔\[（(﹝［]\s*(\d{4})\s*[〕\])）﹞］]\s*(\d+)\s*号`)
)

var (
	numeralYear = regexp.MustCompile(`[〇零○一二三四五六七八九]{4}年`)
	numeralDay  = regexp.MustCompile(`[一二三四五六七八九十]{1,3}[月日]`)
	numerals    = strings.NewReplacer("〇", "0", "零", "0", "○", "0", "一", "1", "二", "2", "三", "3", "四", "4",
		"五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// arabicDates writes a text half-width, and its dates in Arabic numerals: 二〇二三年十二月三十一日.
func arabicDates(s string) string {
	s = width.Narrow.String(numeralYear.ReplaceAllStringFunc(s, numerals.Replace))
	return numeralDay.ReplaceAllStringFunc(s, func(day string) string {
		tens, ones, ok := strings.Cut(day, "十")
		if !ok {
			return numerals.Replace(day)
		}
		if tens == "" {
			tens = "一"
		}
		if strings.HasPrefix(ones, "月") || strings.HasPrefix(ones, "日") {
			ones = "〇" + ones
		}
		return numerals.Replace(tens + ones)
	})
}

// checkYears checks D-a: the years that the title, the preamble and the beginning
// of section one give for the report and its period are the report's.
func checkYears(s *Subject, find func(Fault)) {
	want := strconv.Itoa(s.Year)
	check := func(path, place, text string, patterns ...*regexp.Regexp) {
		text = arabicDates(text)
		seen := ""
		for _, re := range patterns {
			for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
				year := text[m[2]:m[3]]
				if year != want && year != seen && !(re == reportYear && reportCited.MatchString(text[m[1]:])) {
					seen = year
					find(Fault{Path: path, Place: place, Got: year, Want: want})
				}
			}
		}
	}
	s.texts(func(at textAt, text string) {
		switch {
		case at.field.value == &s.Title:
			check(at.pointer(), at.place(s.Report), text, titleYear)
		case at.field.value == &s.Preamble:
			// A report or a notice of another year may be cited.
			text = titleCited.ReplaceAllStringFunc(text, func(s string) string {
				if strings.HasPrefix(s, "《") {
					return ""
				}
				return s
			})
			check(at.pointer(), at.place(s.Report), text, periodStart, periodEnd, reportYear)
		case at.field.value == &s.Overview.Paragraphs:
			check(at.pointer(), at.place(s.Report), text, periodStart, periodEnd)
		}
	})
}

// checkPeriod checks D-i: the period that preamble and section one name is the year, from
// its first day to its last. A whole other year is for D-a.
func checkPeriod(s *Subject, find func(Fault)) {
	year := strconv.Itoa(s.Year)
	want := year + "年1月1日至" + year + "年12月31日"
	wrong := func(m []string) bool {
		day := func(month, day string) string {
			return strings.TrimLeft(month, "0") + "月" + strings.TrimLeft(day, "0")
		}
		return len(m[1]) != len(year) || m[4] != "" && len(m[4]) != len(year) || day(m[2], m[3]) != "1月1" || day(m[5], m[6]) != "12月31"
	}
	s.texts(func(at textAt, text string) {
		if at.field.value != &s.Preamble && at.field.value != &s.Overview.Paragraphs {
			return
		}
		for sentence := range strings.SplitSeq(arabicDates(text), "。") {
			if !periodWords.MatchString(sentence) {
				continue
			}
			if got := garbledDate.FindString(sentence); got != "" {
				find(Fault{Path: at.pointer(), Place: at.place(s.Report), Got: got, Want: want})
				continue
			}
			for _, m := range period.FindAllStringSubmatch(sentence, -1) {
				if wrong(m) {
					find(Fault{Path: at.pointer(), Place: at.place(s.Report), Got: m[0], Want: want})
				}
			}
		}
	})
}

// checkNotice checks D-b: the notice that is cited is that of the form used.
func checkNotice(s *Subject, find func(Fault)) {
	f := s.form()
	if f == nil {
		return
	}
	s.texts(func(at textAt, text string) {
		var seen []string
		for _, m := range noticeCited.FindAllStringSubmatch(text, -1) {
			cited := "国办公开办函〔" + m[1] + "〕" + m[2] + "号"
			isForm := slices.ContainsFunc(editions, func(e *form) bool { return e.notice == cited })
			if isForm && cited != f.notice && !slices.Contains(seen, cited) {
				seen = append(seen, cited)
				find(Fault{Path: at.pointer(), Place: at.place(s.Report), Got: cited, Want: f.notice})
			}
		}
	})
}
