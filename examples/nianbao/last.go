package main

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// lastYears are the reports of the year before that -last gives.
type lastYears struct {
	path string // as given; "" is none
	// one is that of a file that is one report. It is that of the input where there is
	// one, or else of those of its agency.
	one     *report.Report
	several bool // inputs
	// found are those of a folder, or of a table of many bodies, by the LabelKey of the
	// agency.
	found map[string][]lastReport
}

// lastReport is what is kept of a report to compare with.
type lastReport struct {
	file string
	*report.Report
}

// The rules on what -last gives.
var (
	noLastYear = report.Rule{Code: "Y-k", Severity: report.Info, Source: report.Practice,
		Chinese: "没有找到“{want}”的报告，没有与上年比较；当时的机关名称不同的，请用 -last 给出那份报告的文件",
		English: "no report of {want} was found, and nothing was compared with last year; where the body had another name then, give the file of its report by -last",
		Example: "-last 的文件夹里没有某市某局 2023 年的报告"}
	manyLastYears = report.Rule{Code: "Y-l", Severity: report.Warning, Source: report.Practice,
		Chinese: "“{want}”的报告不止一份，数据不同，没有与上年比较：{list}；请用 -last 给出其中一份的文件",
		English: "there are several reports of {want} with other figures, and nothing was compared with last year: {list}; give the file of one by -last",
		Example: "-last 的文件夹里某市某局 2023 年的报告有 a.docx、b.docx 两份"}
)

// lastFlag defines the flag -last.
func (c *call) lastFlag() {
	c.flags.StringVar(&c.last.path, "last", "", does("FILE|FOLDER",
		"与上年的报告比较：它的文件，或放着各机关上年报告的文件夹，按机关全称查找；build 写的工作簿在各表旁列出上年的数据",
		"compare with last year's report: its file, or a folder of those of many bodies, where it is found by the agency's name; a workbook that build writes has its figures beside the tables"))
}

// readLastYears reads what -last gives: a file, or every file of a folder once. The status
// is exitDone where it can be used.
func (c *call) readLastYears(inputs []input) (status int) {
	l := &c.last
	if l.path == "" {
		return exitDone
	}
	files, status := c.files([]string{l.path}, c.failed)
	if status != exitDone {
		return status
	}
	l.several, l.found = len(inputs) > 1, map[string][]lastReport{}
	folder := !files[0].named
	// Tables alone are those of last year, and in a folder nobody knows whose.
	reading := intake.Options{BlankAsZero: c.reading.BlankAsZero}
	if !folder {
		reading.Agency = c.reading.Agency
		if reading.Year = c.reading.Year; reading.Year > 0 {
			reading.Year--
		}
	}
	var skipped []string
	step := c.progress(len(files))
	for _, in := range files {
		for b, err := range c.read(in, reading) {
			switch {
			case err != nil && folder:
				skipped = append(skipped, in.path)
			case err != nil && b.At != (report.Pos{}):
				skipped = append(skipped, in.path+"（"+c.choose(b.At.String(), b.At.English())+"）")
			case err != nil:
				c.failed(in.path, err)
				return exitUnusable
			case !folder && b.At == (report.Pos{}):
				l.one = b.Report
				c.lastFindings(in.path, b.Findings)
			default:
				l.add(in.of(b).path, b.Report)
			}
		}
		step()
	}
	if len(skipped) > 0 {
		c.say("-last：跳过读不了的文件：%s", "-last: skipped, for they cannot be read: %s", c.list(skipped))
	}
	if l.one == nil && len(l.found) == 0 {
		c.say("-last：没有可读的报告：%s", "-last: no report to read: %s", l.path)
		return exitUnusable
	}
	return exitDone
}

// lastFindings tells what may be wrong with the report of last year, or another to compare with.
func (c *call) lastFindings(path string, findings []report.Finding) {
	c.findings(path, slices.DeleteFunc(findings, func(f report.Finding) bool { return f.Severity == report.Info }))
}

// add keeps what a report is compared by: the body, the year, the figures and the
// sections whose prose is. The same figures once more are those of another format.
func (l *lastYears) add(file string, r *report.Report) {
	key := report.LabelKey(r.Agency)
	same := func(x lastReport) bool {
		return x.Year == r.Year && x.Revision.Number == r.Revision.Number && reflect.DeepEqual(x.Tables, r.Tables)
	}
	if slices.ContainsFunc(l.found[key], same) {
		return
	}
	l.found[key] = append(l.found[key], lastReport{file, &report.Report{
		Agency: r.Agency, Year: r.Year, Scope: r.Scope, Revision: r.Revision, Tables: r.Tables, Overview: cloned(r.Overview), Problems: cloned(r.Problems),
	}})
}

// cloned returns the section without what its texts may be cut from.
func cloned(s report.Section) report.Section {
	texts := func(list []string) []string {
		list = slices.Clone(list)
		for i, s := range list {
			list[i] = strings.Clone(s)
		}
		return list
	}
	s.Paragraphs, s.Notes, s.Subsections = texts(s.Paragraphs), nil, slices.Clone(s.Subsections)
	for i := range s.Subsections {
		s.Subsections[i] = report.Subsection{Paragraphs: texts(s.Subsections[i].Paragraphs)}
	}
	return s
}

// of returns the report that one is compared with, or nil, and what there is to tell.
func (l *lastYears) of(in input, r *report.Report) (last *report.Report, told []report.Finding) {
	switch {
	case l.path == "" || strings.TrimSpace(r.Agency) == "" && l.one == nil:
		return nil, nil
	case l.one != nil && (l.several || in.many) && report.LabelKey(l.one.Agency) != report.LabelKey(r.Agency):
		return &report.Report{Agency: l.one.Agency, Year: l.one.Year}, nil // it is told whose it is
	case l.one != nil:
		return l.one, nil
	}
	var files []string
	newest := 0 // of its corrections
	for _, x := range l.found[report.LabelKey(r.Agency)] {
		if x.Year == r.Year-1 && x.Revision.Number > newest {
			newest, files = x.Revision.Number, nil
		}
		if x.Year == r.Year-1 && x.Revision.Number == newest {
			last, files = x.Report, append(files, x.file)
		}
	}
	sought := strings.TrimSpace(r.Agency) + " " + strconv.Itoa(r.Year-1)
	switch len(files) {
	case 0:
		told = append(told, noLastYear.Finding("", report.Whole, "", sought))
	case 1:
	default:
		last, told = nil, append(told, manyLastYears.Finding("", report.Whole, strings.Join(files, "、"), sought))
	}
	return last, told
}

// check returns what the rules find in the report of an input, beside that of last year
// where -last gives it, which is returned, too.
func (c *call) check(in input, r *report.Report) (findings []report.Finding, last *report.Report) {
	last, told := c.last.of(in, r)
	return append(told, c.checker.CheckRevision(r, last, c.replaced)...), last
}
