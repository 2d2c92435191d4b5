package intake

import (
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/internal/prose"
)

// Column is a column of a table of many bodies: see [Options.ReadAll].
type Column struct {
	// Path is what the column is known by: the Path of a [report.Cell], or a name.
	Path string
	// Labels are the official ones, from the outermost head to the innermost: 表三,
	// 一、本年新收政府信息公开申请数量, 自然人.
	Labels []string
}

// Columns returns the columns of a table of many bodies, without totals: these may
// follow the figures of their row, and are compared. Text columns may be left out.
func Columns(e report.Edition) []Column {
	var all, below []Column
	for _, f := range textFields() {
		switch c := (Column{f.path, []string{f.labels[0]}}); {
		case !f.common:
		case f.behind:
			below = append(below, c)
		default:
			all = append(all, c)
		}
	}
	tables := e.Tables()
	for c := range report.Cells(report.NewTables(e)) {
		if c.Computed {
			continue
		}
		i := slices.IndexFunc(tables, func(t report.Table) bool { return t.Number == c.Table })
		row := rowOf(tables[i].Rows, c.Row)
		all = append(all, Column{c.Path, []string{tables[i].Name, row.Group + row.Label, c.Column}})
	}
	return append(all, below...)
}

// textField is a column that is no figure.
type textField struct {
	path   string
	labels []string // the first is the official one
	common bool     // a blank table has it
	behind bool     // it stands behind the figures
	set    func(r *report.Report, text string, at pos) error
}

const (
	pathAgency = "agency"
	pathYear   = "year"
)

// textFields are the columns that are no figures.
func textFields() []textField {
	lines := func(of func(r *report.Report) *[]string) func(*report.Report, string, pos) error {
		return func(r *report.Report, text string, _ pos) error {
			*of(r) = paragraphsOf(text)
			return nil
		}
	}
	fields := []textField{
		{pathAgency, []string{"机关全称", "机关名称", "行政机关名称", "行政机关", "机关", "单位名称", "单位全称", "单位", "填报单位", "报送单位", "报告单位", "部门名称", "机构名称"}, true, false,
			func(r *report.Report, text string, _ pos) error { r.Agency = text; return nil }},
		{pathYear, []string{"报告年度", "年度", "年份", "统计年度", "所属年度"}, true, false, func(r *report.Report, text string, at pos) (err error) {
			r.Year, err = readYear(text, at)
			return err
		}},
		{"title", []string{"标题"}, false, false, func(r *report.Report, text string, _ pos) error { r.Title = text; return nil }},
		{"preamble", []string{"引言"}, true, false, lines(func(r *report.Report) *[]string { return &r.Preamble })},
	}
	for i, title := range report.SectionTitles() {
		section := func(r *report.Report) *report.Section { return r.Sections()[i] }
		key := [...]string{"overview", "disclosure", "applications", "remedies", "problems", "other"}[i]
		labels := []string{title, officialTitle(i)}
		fields = append(fields, textField{key + "/paragraphs", labels, i > 3, i > 3, lines(func(r *report.Report) *[]string { return &section(r).Paragraphs })})
		for _, topic := range report.Topics() {
			if i > 0 {
				break
			}
			fields = append(fields, textField{key + "/subsections/" + string(topic), []string{title + " " + topic.Title(), topic.Title()}, true, false,
				func(r *report.Report, text string, _ pos) error {
					if p := paragraphsOf(text); p != nil {
						r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: topic, Paragraphs: p})
					}
					return nil
				}})
		}
	}
	return append(fields,
		textField{"issuer", []string{"署名", "发布机关"}, true, true, func(r *report.Report, text string, _ pos) error { r.Issuer = text; return nil }},
		textField{"date", []string{"成文日期", "日期"}, true, true, func(r *report.Report, text string, at pos) (err error) {
			r.Date, err = readDate(text, at)
			return err
		}})
}

// paragraphsOf returns the lines that have text.
func paragraphsOf(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

var (
	aYear    = regexp.MustCompile(`^([1-9]\d{3})\s*(?:年度?)?$`)
	someYear = regexp.MustCompile(`([1-9]\d{3})\s*年`)
	isoDate  = regexp.MustCompile(`^([1-9]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})$`)
)

// readYear reads a year for which there is a form.
func readYear(text string, at pos) (int, error) {
	if m := aYear.FindStringSubmatch(prose.ArabicYears(fold(text))); m != nil {
		year := number(m[1])
		if _, ok := report.EditionFor(year); ok {
			return year, nil
		}
	}
	return 0, source.Error(at, "R-b", "", text, "")
}

// namedYear returns the year that a line names, or 0.
func namedYear(line string) int {
	if m := someYear.FindStringSubmatch(prose.ArabicYears(fold(line))); m != nil {
		if _, ok := report.EditionFor(number(m[1])); ok {
			return number(m[1])
		}
	}
	return 0
}

// readDate reads a date of issue, or nothing.
func readDate(text string, at pos) (d report.Date, err error) {
	if text == "" {
		return d, nil
	}
	d, ok := parseDate(text)
	if m := isoDate.FindStringSubmatch(fold(text)); m != nil {
		d, ok = report.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}, true
	}
	if !ok {
		return d, source.Error(at, "R-f", "成文日期", text, "")
	}
	return d, checkDate(d, at)
}
