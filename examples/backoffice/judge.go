package backoffice

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/nianbao/nianbao/report"
)

// judge is what a report is judged by.
type judge struct {
	checker  report.Checker
	last     *report.Report // of the year before; nil where there is none
	replaced *report.Report // that it corrects; nil for none
}

// ruleDate is that of a date that is none.
var ruleDate = report.Rule{Code: "backoffice/date", Severity: report.Error, Source: report.Practice,
	Chinese: "“{got}”不是日期；请写成 2024-01-15 的样子", English: "“{got}” is no date; write it like 2024-01-15",
	Example: "成文日期写成“一月”"}

// ruleField is that of what a field cannot take otherwise.
var ruleField = report.Rule{Code: "backoffice/field", Severity: report.Error, Source: report.Practice,
	Chinese: "“{got}”不在可选的各项之中；请重新选择", English: "“{got}” is none of the choices; choose again",
	Example: "统计范围既不是本机关也不是汇总"}

// judge returns what is found in the content: first what cannot stand where it was typed,
// then what the rules find.
func (j *judge) judge(c *Content) []report.Finding {
	var findings []report.Finding
	for _, path := range slices.Sorted(maps.Keys(c.Unread)) {
		typed := c.Unread[path]
		if cell, ok := c.cell(path); ok {
			var e *report.InputError
			if errors.As(cell.Set(typed), &e) {
				findings = append(findings, e.Finding)
			}
			continue
		}
		rule := ruleField
		if path == "/date" || path == "/index/published" || path == "/revision/date" {
			rule = ruleDate
		}
		findings = append(findings, rule.Finding(path, c.Report.Place(path), typed, ""))
	}
	of := func(f report.Finding) bool { _, typed := c.Unread[f.Path]; return typed } // what is typed there is told already
	return append(findings, slices.DeleteFunc(j.checker.CheckRevision(c.Report, j.last, j.replaced), of)...)
}

// weight is how much a finding weighs, the heaviest first.
type weight int

const (
	isError   weight = iota
	isBlank          // a figure is missing
	isOpen           // a warning without a reason
	isSettled        // a warning with one
	isInfo
	weights = iota
)

func weightOf(f *report.Finding) weight {
	switch {
	case f.Severity == report.Error:
		return isError
	case f.Blocks():
		return isBlank
	case f.Severity == report.Info:
		return isInfo
	case f.Reason == nil:
		return isOpen
	}
	return isSettled
}

// against returns what stands against publishing the report: all but what is to be known, and
// warnings that have a reason.
func against(findings []report.Finding) (list []report.Finding) {
	for _, f := range findings {
		if weightOf(&f) <= isOpen {
			list = append(list, f)
		}
	}
	return list
}

// Count counts what was found in a report.
func Count(findings []report.Finding) Counts {
	var of [weights]int
	for i := range findings {
		of[weightOf(&findings[i])]++
	}
	return Counts{Errors: of[isError], Blanks: of[isBlank], Open: of[isOpen], Settled: of[isSettled]}
}

// judge returns what the report of a filing is judged by.
func (s *server) judge(ctx context.Context, f Filing) (*judge, error) {
	j := new(judge)
	var err error
	if j.checker, err = s.checker(ctx); err != nil {
		return nil, err
	}
	// The day on which a correction is published is asked for when it is.
	j.checker.Off = append(j.checker.Off, "C-c")
	if j.last, err = s.standing(ctx, Key{f.Body, f.Year - 1}); err != nil {
		return nil, err
	}
	j.replaced, err = s.replaced(ctx, f)
	return j, err
}

// replaced returns the published report that the one of the filing corrects; nil where it
// corrects none.
func (s *server) replaced(ctx context.Context, f Filing) (*report.Report, error) {
	n := f.Published
	if f.State == Published { // that one itself, and it may correct another
		events, err := s.store.Events(ctx, f.Key)
		if err != nil {
			return nil, err
		}
		n = 0
		for _, e := range events {
			if e.To == Published && e.Number < f.Published {
				n = e.Number
			}
		}
	}
	if n == 0 {
		return nil, nil
	}
	return s.eventReport(ctx, f.Key, n)
}

// checker returns what the office wants to be checked.
func (s *server) checker(ctx context.Context) (report.Checker, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return report.Checker{}, err
	}
	return settings.checker()
}

func (s Settings) checker() (report.Checker, error) {
	if len(s.Checker) == 0 {
		return report.Checker{}, nil
	}
	return report.DecodeChecker(s.Checker)
}

// standing returns the report of a filing that others are compared with: the published
// one, or else what has been written; nil where there is none.
func (s *server) standing(ctx context.Context, k Key) (*report.Report, error) {
	f, err := s.store.Filing(ctx, k)
	switch {
	case err != nil:
		return nil, err
	case f.Published > 0:
		return s.published(ctx, f)
	case f.Content == nil:
		return nil, nil
	}
	c, err := DecodeContent(f.Content)
	if err != nil {
		return nil, err
	}
	return c.Report, nil
}

// published returns the report that was published last.
func (s *server) published(ctx context.Context, f Filing) (*report.Report, error) {
	return s.eventReport(ctx, f.Key, f.Published)
}

// eventReport returns the report that an event keeps.
func (s *server) eventReport(ctx context.Context, k Key, number int) (*report.Report, error) {
	e, err := s.store.Event(ctx, k, number)
	if err != nil {
		return nil, err
	}
	r, _, err := report.Decode(e.Report)
	return r, err
}
