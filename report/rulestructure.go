package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// structureRules are what no document can be made without. They come first, for
// what they find may make the rest meaningless.
var structureRules = []Rule{
	{Code: "R-a", Severity: Error, Source: notice21, Example: "“agency”为空",
		Chinese: "未填机关全称",
		English: "the agency's name is missing",
		Check: func(s *Subject, find func(Fault)) {
			if strings.TrimSpace(s.Agency) == "" {
				find(Fault{Path: "/agency", Place: "机关全称"})
			}
		}},
	{Code: codeYear, Severity: Error, Source: "国办公开办函〔2019〕60号", Example: "报告年度 2018",
		Chinese: "报告年度应为 2019 年至 9999 年，现为 {got}",
		English: "the year is to be from 2019 to 9999; found {got}",
		Check: func(s *Subject, find func(Fault)) {
			if _, ok := EditionFor(s.Year); !ok || s.Year > lastYear {
				find(Fault{Path: "/year", Place: "报告年度", Got: strconv.Itoa(s.Year)})
			}
		}},
	{Code: codeNoTables, Severity: Error, Source: "条例第五十条", Example: "只有文字的报告",
		Chinese: "没有表格数据",
		English: "there are no tables",
		Check: func(s *Subject, find func(Fault)) {
			if s.form() == nil {
				find(Fault{Path: "/" + keyTables, Place: s.nameOfTables()})
			}
		}},
	{Code: "R-d", Severity: Error, Source: "Unicode、XML 1.0", Example: "粘贴带入的控制字符 U+000B",
		Chinese: "含有不能印出的字符 {got}，请删去",
		English: "a character that cannot be printed: {got}; take it out",
		Check: func(s *Subject, find func(Fault)) {
			s.texts(func(at textAt, text string) {
				if bad, ok := unprintable(text, at.field.paragraph()); ok {
					find(Fault{Path: at.pointer(), Place: at.place(s.Report), Got: bad})
				}
			})
		}},
	{Code: "R-e", Severity: Error, Source: notice21, Example: "“（二）”后面没有标题",
		Chinese: "小标题没有标题文字",
		English: "a subsection has no title",
		Check: func(s *Subject, find func(Fault)) {
			s.subsections(func(at subsectionAt, s *Subsection) {
				if strings.TrimSpace(s.Heading()) == "" {
					find(Fault{Path: at.pointer(), Place: at.place()})
				}
			})
		}},
	{Code: codeNoDay, Severity: Error, Source: "公历", Example: "2023年2月29日",
		Chinese: "没有这一天：{got}；请改正",
		English: "there is no such day: {got}; mend it",
		Check: func(s *Subject, find func(Fault)) {
			if s.Date != (Date{}) && !s.Date.valid() {
				find(Fault{Path: "/date", Place: labelDate, Got: s.Date.String()})
			}
			if d := s.Index.Published; d != (Date{}) && !d.valid() {
				find(Fault{Path: "/index/published", Place: labelPublished, Got: d.String()})
			}
			if d := s.Revision.Date; d != (Date{}) && !d.valid() {
				find(Fault{Path: "/revision/date", Got: d.String()})
			}
		}},
	{Code: codeTooLong, Severity: Error, Source: Practice, Example: "标题有 1,200 个字",
		Chinese: "文字太长：{got} 个字，最多 {want} 个字；请删减",
		English: "the text is too long: {got} characters, at most {want}; shorten it",
		Check:   func(s *Subject, find func(Fault)) { s.tooLong(find) }},
	{Code: codeTooMany, Severity: Error, Source: Practice, Example: "30,000 段",
		Chinese: "段落太多：{got} 段，最多 {want} 段；请合并或删减",
		English: "there are too many paragraphs: {got}, at most {want}; join or shorten them",
		Check: func(s *Subject, find func(Fault)) {
			if n := s.lines(); n > maxParagraphs {
				find(Fault{Place: Whole, Got: strconv.Itoa(n), Want: strconv.Itoa(maxParagraphs)})
			}
		}},
	{Code: codeRevision, Severity: Error, Source: Practice, Example: "写了更正原因，没有写是第几次更正",
		Chinese: "应写明是第几次更正，从 1 到 99，现为 {got}",
		English: "which correction it is goes from 1 to 99; found {got}",
		Check: func(s *Subject, find func(Fault)) {
			if x := &s.Revision; *x != (Revision{}) && (x.Number < 1 || x.Number > maxRevision) {
				find(Fault{Path: "/revision/number", Got: strconv.Itoa(x.Number)})
			}
		}},

	// What the JSON has no word for.
	{Code: codeKey, Severity: Error, Source: json8259, Example: "第六部分有表后说明",
		Chinese: "不认识的键“{got}”[；是不是“{want}”？]",
		English: "unknown key {got}[; is it {want}?]",
		Check: func(s *Subject, find func(Fault)) {
			f := s.form()
			for i, s := range s.Sections() {
				if len(s.Notes) > 0 && f != nil && !f.hasTable(i) {
					find(Fault{Path: "/" + sectionKeys[i] + "/" + keyNotes, Place: sectionTitles[i], Got: keyNotes})
				}
			}
		}},
	{Code: codeValue, Severity: Error, Source: Practice, Example: "统计范围写作“市”",
		Chinese: "不认识的值“{got}”；应为 {want}",
		English: "unknown value {got}; expected {want}",
		Check: func(s *Subject, find func(Fault)) {
			if s.Scope != ScopeAgency && s.Scope != ScopeJurisdiction {
				find(Fault{Path: "/scope", Place: "统计范围", Got: string(s.Scope), Want: list(scopeKeys)})
			}
			s.subsections(func(at subsectionAt, s *Subsection) {
				if s.Topic != "" && s.Topic.Title() == "" {
					find(Fault{Path: at.pointer() + "/topic", Place: at.place(), Got: string(s.Topic), Want: list(Topics())})
				}
			})
		}},
}

// lastYear is the last year of four digits.
const lastYear = 9999

// drawingRules are those of the structure that a document cannot be made against.
var drawingRules = slices.DeleteFunc(slices.Clone(structureRules), func(r Rule) bool { return slices.Contains([]string{codeKey, codeValue, codeRevision}, r.Code) })

// rulesOf returns the rules of the structure with the codes.
func rulesOf(codes ...string) []Rule {
	return slices.DeleteFunc(slices.Clone(structureRules), func(r Rule) bool { return !slices.Contains(codes, r.Code) })
}

// subsections calls yield with every subsection and where it is.
func (r *Report) subsections(yield func(at subsectionAt, s *Subsection)) {
	for i, s := range r.Sections() {
		for j := range s.Subsections {
			yield(subsectionAt{i, j}, &s.Subsections[j])
		}
	}
}

type subsectionAt struct{ section, sub int }

func (at subsectionAt) pointer() string {
	return "/" + sectionKeys[at.section] + "/subsections/" + strconv.Itoa(at.sub)
}

func (at subsectionAt) place() string {
	return sectionTitles[at.section] + " " + subsectionNumber(at.sub)
}

// The limits of a report from whatever source: many times what was ever published,
// and as much as every format is written from within seconds.
const (
	maxParagraphs = 20_000  // with their line ends, and with all else that stands in lists
	maxText       = 200_000 // characters of a paragraph
	maxLine       = 1_000   // characters of a text of one line, such as the title
	maxTexts      = 500_000 // characters in all
)

// tooLong finds texts that are longer than the limits.
func (r *Report) tooLong(find func(Fault)) {
	total := 0
	r.texts(func(at textAt, text string) {
		most := maxLine
		if at.field.paragraph() {
			most = maxText
		}
		n := len(text)
		if n > most {
			if n = utf8.RuneCountInString(text); n > most {
				find(Fault{Path: at.pointer(), Place: at.place(r), Got: strconv.Itoa(n), Want: strconv.Itoa(most)})
			}
		}
		total += n
	})
	if total > maxTexts { // counted in bytes; so few are as long as that
		total = 0
		r.texts(func(_ textAt, text string) { total += utf8.RuneCountInString(text) })
		if total > maxTexts {
			find(Fault{Place: Whole, Got: strconv.Itoa(total), Want: strconv.Itoa(maxTexts)})
		}
	}
}

// lines is how many paragraphs and subsections the report has, empty ones and those
// that line ends make of one among them, and how many keywords, reasons and figures of these.
func (r *Report) lines() (n int) {
	n = len(r.Index.Keywords) + 3*len(r.Reasons)
	count := func(paragraphs []string) {
		n += len(paragraphs)
		for _, s := range paragraphs {
			n += strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
		}
	}
	count(r.Preamble)
	for _, s := range r.Sections() {
		count(s.Paragraphs)
		n += len(s.Subsections)
		for i := range s.Subsections {
			count(s.Subsections[i].Paragraphs)
		}
		count(s.Notes)
	}
	return n
}

// unprintable names the first character of the text that a document cannot
// carry: see [doc.Forbidden]; and broken UTF-8. Paragraphs may hold line ends and
// tabs.
func unprintable(s string, paragraph bool) (name string, found bool) {
	for i, c := range s {
		switch {
		case c == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return "无效的 UTF-8", true
			}
		case paragraph && (c == '\n' || c == '\r' || c == '\t'):
		case c < ' ', doc.Forbidden(c):
			return fmt.Sprintf("%U", c), true
		}
	}
	return "", false
}
