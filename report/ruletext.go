package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// textRules look at what the report says: its years, what it cites, its problems.
var textRules = []Rule{
	{Code: "D-a", Severity: Error, Source: "条例第四十九条（公布上一年度报告）",
		Chinese: "年份不一致：文中为 {got}，报告年度为 {want}",
		English: "years differ: the text has {got}, the report is for {want}",
		Check:   checkYears},
	{Code: "D-c", Severity: Warning, Source: notice21,
		Chinese: "所用表格不是该年度的格式：用了 {got} 年版，应为 {want} 年版",
		English: "the tables are not those of the year's form: edition {got}, expected {want}",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if e, ok := EditionFor(r.Year); ok && r.form() != nil && r.Tables.Edition() != e {
				find("/edition", r.nameOfTables(), string(r.Tables.Edition()), string(e))
			}
		}},
	{Code: "D-b", Severity: Warning, Source: notice21,
		Chinese: "引用的格式文号与所用表格不符：文中为 {got}，所用表格出自 {want}",
		English: "the notice cited is not that of the form used: {got} is cited, the tables are those of {want}",
		Check:   checkNotice},
	{Code: "N-b", Severity: Warning, Source: "条例第五十条第（四）项",
		Chinese: "应写明存在的主要问题和改进情况，{got}",
		English: "the section is to give the main problems and the improvements: {got}",
		Check:   checkProblems},
}

var (
	titleYear   = regexp.MustCompile(`(\d{4})\s*年(?:度)?`)
	periodStart = regexp.MustCompile(`(\d{4})\s*年\s*0?1\s*月\s*0?1\s*日\s*(?:起\s*)?(?:至|到|—|－|-|~|～)`)
	periodEnd   = regexp.MustCompile(`(?:至|到|止于|—|－|-|~|～)\s*(\d{4})\s*年\s*12\s*月\s*31\s*日`)
	reportYear  = regexp.MustCompile(`(\d{4})\s*年(?:度)?(?:政府信息公开工作)?(?:年度)?报告`)
	noticeCited = regexp.MustCompile(`国办公开办函\s*[〔\[（(﹝［]\s*(\d{4})\s*[〕\])）﹞］]\s*(\d+)\s*号`)
)

// checkYears checks D-a: the years that the title, the preamble and the beginning
// of section one give for the report and its period are the report's.
func checkYears(r *Report, find func(path, place, got, want string)) {
	want := strconv.Itoa(r.Year)
	check := func(path, place, text string, patterns ...*regexp.Regexp) {
		text = width.Narrow.String(text)
		seen := ""
		for _, re := range patterns {
			for _, m := range re.FindAllStringSubmatch(text, -1) {
				if m[1] != want && m[1] != seen {
					seen = m[1]
					find(path, place, m[1], want)
				}
			}
		}
	}
	r.texts(func(at textAt, text string) {
		switch {
		case at.field.value == &r.Title:
			check(at.pointer(), at.place(r), text, titleYear)
		case at.field.value == &r.Preamble:
			check(at.pointer(), at.place(r), text, periodStart, periodEnd, reportYear)
		case at.field.value == &r.Overview.Paragraphs:
			check(at.pointer(), at.place(r), text, periodStart, periodEnd)
		}
	})
}

// checkNotice checks D-b: the notice that is cited is that of the form used.
func checkNotice(r *Report, find func(path, place, got, want string)) {
	f := r.form()
	if f == nil {
		return
	}
	r.texts(func(at textAt, text string) {
		var seen []string
		for _, m := range noticeCited.FindAllStringSubmatch(text, -1) {
			cited := "国办公开办函〔" + m[1] + "〕" + m[2] + "号"
			isForm := slices.ContainsFunc(editions, func(e *form) bool { return e.notice == cited })
			if isForm && cited != f.notice && !slices.Contains(seen, cited) {
				seen = append(seen, cited)
				find(at.pointer(), at.place(r), cited, f.notice)
			}
		}
	})
}

var (
	noneWords        = regexp.MustCompile(`^[^\pL\pN]*(无|没有|暂无)?[^\pL\pN]*$`)
	problemWords     = regexp.MustCompile(`问题|不足|差距|薄弱|短板|不够|有待|欠缺|不强|不高|不到位|不及时|不规范`)
	improvementWords = regexp.MustCompile(`改进|下一步|措施|加强|提升|提高|完善|强化|优化|今后|整改|健全`)
)

// checkProblems checks N-b: section five gives problems and improvements.
func checkProblems(r *Report, find func(path, place, got, want string)) {
	parts := slices.Clone(r.Problems.Paragraphs)
	for _, s := range r.Problems.Subsections {
		parts = append(append(parts, s.Heading()), s.Paragraphs...)
	}
	text, got := strings.Join(parts, ""), ""
	switch none := noneWords.FindStringSubmatch(text); {
	case none != nil && none[1] == "":
		got = "现为空白"
	case none != nil:
		got = "现为“" + none[1] + "”"
	case !problemWords.MatchString(text):
		got = "没有写问题"
	case !improvementWords.MatchString(text):
		got = "没有写改进情况"
	default:
		return
	}
	find("/problems", sectionTitles[4], got, "")
}
