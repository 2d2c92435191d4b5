package report

import (
	"strings"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// issued is a date of issue or publication that the report has.
type issued struct {
	Date
	at        Fault // the path, and the words in a text
	published bool
}

// issues returns the dates of issue and publication of the report.
func (s *Subject) issues() (all []issued) {
	add := func(d Date, at Fault, published bool) {
		if d.valid() {
			at.Got = d.String()
			all = append(all, issued{d, at, published})
		}
	}
	add(s.Index.Published, Fault{Path: "/index/published"}, true)
	add(s.Date, Fault{Path: "/date"}, false)
	for _, p := range s.passages() {
		preamble := p.at.field.value == &s.Preamble
		if !preamble && p.at.section != len(sectionKeys)-1 {
			continue
		}
		d, by, ok := signed(p.text)
		published := hasSuffixAny(by, publicationLabels)
		switch {
		case !ok:
		case published, hasSuffixAny(by, issueLabels), by == "" && !preamble, KindOf(by) != BodyUnknown, by == strings.TrimSpace(s.Agency):
			add(Date{d.Year, d.Month, d.Day}, Fault{Path: p.at.pointer(), Quote: p.text[d.Start:d.End]}, published)
		}
	}
	return all
}

// What stands before a date of publication, and before one of issue.
var (
	publicationLabels = []string{"发布时间", "发布日期", "公布时间", "公布日期", "公开时间", "公开日期"}
	issueLabels       = []string{"发文日期", "成文日期", "生成日期", "印发日期"}
)

// signed returns the date of a line that is a signature or says when the report was published,
// and what stands before it: 青石县水利局 2024年1月15日, 发布时间：2024-01-15 09:00 来源：本局.
func signed(line string) (d prose.Date, by string, ok bool) {
	const most = 120 // bytes of a line that is no sentence
	if len(line) > most || strings.ContainsAny(line, "。；，") {
		return d, "", false
	}
	for d := range prose.Dates(line) {
		if d.Year == 0 || d.Day == 0 || d.Misprinted {
			continue
		}
		by := strings.Trim(line[:d.Start], " \t\u3000:：（(")
		if hasSuffixAny(by, publicationLabels) || hasSuffixAny(by, issueLabels) || strings.Trim(line[d.End:], " \t\u3000）)") == "" {
			return d, by, true
		}
	}
	return d, "", false
}

// checkEarly checks D-g: the report is issued and published when its year is over.
func checkEarly(s *Subject, find func(Fault)) {
	for _, d := range s.issues() {
		if d.Year <= s.Year {
			d.at.Want = Date{s.Year + 1, 1, 1}.String()
			find(d.at)
		}
	}
}

// checkLate checks D-h: the report is published by the day that the Regulations or the office
// sets. Where the day of publication is not known, that of issue shows it.
func checkLate(s *Subject, find func(Fault)) {
	due := s.checker.Due(s.Report)
	var late *issued
	for _, d := range s.issues() {
		if s.Revision.reissued(d.Date) {
			continue
		}
		if late == nil || d.published && !late.published {
			late = &d
		}
	}
	if late != nil && due.before(late.Date) {
		late.at.Want = due.String()
		find(late.at)
	}
}

// Due returns the last day on which a report is to be published, by its Agency, Year and
// Scope: article 49 of the Regulations, or earlier or later where the office says so
// ([Checker.Deadlines]). Of a body that may be a government or act for one it is the later.
func (c Checker) Due(r *Report) Date {
	r = orEmpty(r)
	next, kind := r.Year+1, c.kindOf(r.Agency)
	if d, ok := c.Deadlines[kind]; ok {
		return Date{next, d.Month, d.Day}
	}
	const (
		newRegulations = 2019 // those of 2007 set 31 March for all
		office         = "人民政府办公"
	)
	switch kind {
	case BodyStateCouncilDepartment, BodyDepartment, BodyTownship:
		if r.Year >= newRegulations && r.Scope != ScopeJurisdiction && !strings.Contains(r.Agency, office) {
			return Date{next, 1, 31}
		}
	}
	return Date{next, 3, 31}
}
