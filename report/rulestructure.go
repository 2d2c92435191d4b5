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
	{Code: "R-a", Severity: Error, Source: notice21,
		Chinese: "未填机关全称",
		English: "the agency's name is missing",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if strings.TrimSpace(r.Agency) == "" {
				find("/agency", "机关全称", "", "")
			}
		}},
	{Code: "R-b", Severity: Error, Source: "国办公开办函〔2019〕60号",
		Chinese: "报告年度应为 2019 年至 9999 年，现为 {got}",
		English: "the year is to be from 2019 to 9999; found {got}",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if _, ok := EditionFor(r.Year); !ok || r.Year > lastYear {
				find("/year", "报告年度", strconv.Itoa(r.Year), "")
			}
		}},
	{Code: codeNoTables, Severity: Error, Source: "条例第五十条",
		Chinese: "没有表格数据",
		English: "there are no tables",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if r.form() == nil {
				find("/"+keyTables, r.nameOfTables(), "", "")
			}
		}},
	{Code: "R-d", Severity: Error, Source: "Unicode、XML 1.0",
		Chinese: "含有不能印出的字符 {got}，请删去",
		English: "a character that cannot be printed: {got}; take it out",
		Check: func(r *Report, find func(path, place, got, want string)) {
			r.texts(func(at textAt, text string) {
				if bad, ok := unprintable(text, at.field.paragraph()); ok {
					find(at.pointer(), at.place(r), bad, "")
				}
			})
		}},
	{Code: "R-e", Severity: Error, Source: notice21,
		Chinese: "小标题没有标题文字",
		English: "a subsection has no title",
		Check: func(r *Report, find func(path, place, got, want string)) {
			r.subsections(func(at subsectionAt, s *Subsection) {
				if strings.TrimSpace(s.Heading()) == "" {
					find(at.pointer(), at.place(), "", "")
				}
			})
		}},
	{Code: codeNoDay, Severity: Error, Source: "公历",
		Chinese: "没有这一天：{got}",
		English: "there is no such day: {got}",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if r.Date != (Date{}) && !r.Date.valid() {
				find("/date", labelDate, r.Date.String(), "")
			}
			if d := r.Index.Published; d != (Date{}) && !d.valid() {
				find("/index/published", labelPublished, d.String(), "")
			}
		}},
	{Code: codeTooLong, Severity: Error, Source: practice,
		Chinese: "文字太长：{got} 个字，最多 {want} 个字",
		English: "the text is too long: {got} characters, at most {want}",
		Check:   func(r *Report, find func(path, place, got, want string)) { r.tooLong(find) }},
	{Code: codeTooMany, Severity: Error, Source: practice,
		Chinese: "段落太多：{got} 段，最多 {want} 段",
		English: "there are too many paragraphs: {got}, at most {want}",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if n := r.lines(); n > maxParagraphs {
				find("", Whole, strconv.Itoa(n), strconv.Itoa(maxParagraphs))
			}
		}},

	// What the JSON has no word for.
	{Code: codeKey, Severity: Error, Source: json8259,
		Chinese: "不认识的键“{got}”[；是不是“{want}”？]",
		English: "unknown key {got}[; is it {want}?]",
		Check: func(r *Report, find func(path, place, got, want string)) {
			f := r.form()
			for i, s := range r.Sections() {
				if len(s.Notes) > 0 && f != nil && !f.hasTable(i) {
					find("/"+sectionKeys[i]+"/"+keyNotes, sectionTitles[i], keyNotes, "")
				}
			}
		}},
	{Code: codeValue, Severity: Error, Source: practice,
		Chinese: "不认识的值“{got}”；应为 {want}",
		English: "unknown value {got}; expected {want}",
		Check: func(r *Report, find func(path, place, got, want string)) {
			if r.Scope != ScopeAgency && r.Scope != ScopeJurisdiction {
				find("/scope", "统计范围", string(r.Scope), list(scopeKeys))
			}
			r.subsections(func(at subsectionAt, s *Subsection) {
				if s.Topic != "" && s.Topic.Title() == "" {
					find(at.pointer()+"/topic", at.place(), string(s.Topic), list(Topics()))
				}
			})
		}},
}

// lastYear is the last year of four digits.
const lastYear = 9999

// drawingRules are those of the structure that a document cannot be made against.
var drawingRules = slices.DeleteFunc(slices.Clone(structureRules), func(r Rule) bool { return r.Code == codeKey || r.Code == codeValue })

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
	maxParagraphs = 20_000  // with their line ends, and with the subsections
	maxText       = 200_000 // characters of a paragraph
	maxLine       = 1_000   // characters of a text of one line, such as the title
	maxTexts      = 500_000 // characters in all
)

// tooLong finds texts that are longer than the limits.
func (r *Report) tooLong(find func(path, place, got, want string)) {
	total := 0
	r.texts(func(at textAt, text string) {
		most := maxLine
		if at.field.paragraph() {
			most = maxText
		}
		n := len(text)
		if n > most {
			if n = utf8.RuneCountInString(text); n > most {
				find(at.pointer(), at.place(r), strconv.Itoa(n), strconv.Itoa(most))
			}
		}
		total += n
	})
	if total > maxTexts { // counted in bytes; so few are as long as that
		total = 0
		r.texts(func(_ textAt, text string) { total += utf8.RuneCountInString(text) })
		if total > maxTexts {
			find("", Whole, strconv.Itoa(total), strconv.Itoa(maxTexts))
		}
	}
}

// lines is how many paragraphs and subsections the report has, empty ones and those
// that line ends make of one among them.
func (r *Report) lines() (n int) {
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
