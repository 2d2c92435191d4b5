package main

import (
	"bytes"
	"cmp"
	"io"
	"strings"
	"time"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// What new makes.
const (
	kindReport = "report" // one report
	kindMany   = "many"   // a table of many bodies
	kindLedger = "ledger" // a ledger of applications
)

// blankFile is what new writes.
type blankFile struct {
	*call
	kind, format string
	report       *report.Report
	last         *report.Report // of last year, or nil
}

// blankFormats are the extensions of the files that new makes. Without a file it writes
// the first.
var blankFormats = map[string][]string{kindReport: {"json", "xlsx"}, kindMany: {"csv", "xlsx"}, kindLedger: {"csv", "xlsx"}}

// runNew is nianbao new.
func runNew(c *call) int {
	b := blankFile{call: c, kind: kindReport}
	agency := c.flags.String("agency", "", does("NAME", "机关全称", "the full name of the agency"))
	year := time.Now().Year() - 1
	c.yearFlag(&year, "报告年度，缺省为去年", "the year of the report, by default last year")
	c.flag("kind", does("report|many|ledger", "写什么：一份报告（缺省），多个机关一机关一行的表，或依申请公开台账", "what is written: a report, as by default, a table of many bodies, a row a body, or a ledger of applications"), func(s string) *message {
		b.kind = s
		if blankFormats[s] == nil {
			return &message{"-kind 应为 report、many 或 ledger", "-kind is report, many or ledger"}
		}
		return nil
	})
	out := c.flags.String("o", "", does("FILE.json|.xlsx|.csv",
		"写到哪个文件，已有的文件不覆盖：报告是 JSON 或工作簿，表和台账是 CSV 或工作簿；不写就显示出来",
		"the file, which must not exist: JSON or a workbook of a report, CSV or a workbook of a table or a ledger; without it the text is printed"))
	lastYear := c.flags.String("last", "", does("FILE", "上年的报告，其数据列在工作簿的各表旁", "last year's report, whose figures stand beside the tables of the workbook"))
	args, status := c.parse()
	if status != proceed {
		return status
	}
	if len(args) > 0 {
		c.say("new 不读文件：%s", "new reads no file: %s", args[0])
		return exitUnusable
	}
	formats := blankFormats[b.kind]
	if !c.free(newFile{flag: "-o", path: *out, formats: formats}) {
		return exitUnusable
	}
	b.format = cmp.Or(extension(*out), formats[0])
	if *lastYear != "" {
		if b.kind != kindReport || b.format != "xlsx" {
			c.say("-last 只用于报告的 XLSX，如 -o %s", "-last is for the XLSX of a report, such as -o %s", "report.xlsx")
			return exitUnusable
		}
		if b.last, status = c.readLast(*lastYear); status != exitDone {
			return status
		}
	}
	var err error
	if b.report, err = blank(*agency, year); err != nil {
		c.failed("new", err)
		return exitUnusable
	}
	if *out == "" {
		var text bytes.Buffer
		if err := b.write(&text, ""); err != nil {
			c.failed("new", err)
			return exitUnusable
		}
		return c.print(text.Bytes())
	}
	if err := render.WriteAll(b.write, *out); err != nil {
		c.failed(*out, err)
		return exitUnusable
	}
	c.wrote(*out)
	return exitDone
}

// write writes the file.
func (b *blankFile) write(w io.Writer, _ string) error {
	r := b.report
	switch b.kind + b.format {
	case kindReport + "json":
		return render.Write(w, render.JSON, r)
	case kindReport + "xlsx":
		return workbook.Write(w, r, workbook.Options{Last: b.last, Program: "nianbao " + programVersion()})
	case kindMany + "xlsx":
		return workbook.WriteMany(w, r.Tables.Edition(), r.Year)
	case kindLedger + "csv":
		return writeLedgerCSV(w, r)
	case kindLedger + "xlsx":
		return workbook.WriteLedger(w, r.Tables.Edition(), r.Year)
	}
	return writeManyCSV(w, r)
}

// writeManyCSV writes the heads of a table of many bodies: what it is, the official
// labels, and the paths.
func writeManyCSV(w io.Writer, r *report.Report) error {
	var labels, paths []string
	for _, c := range intake.Columns(r.Tables.Edition()) {
		labels, paths = append(labels, strings.Join(c.Labels, " ")), append(paths, c.Path)
	}
	return workbook.WriteCSV(w, [][]string{{workbook.ManyTitle(r.Year)}, labels, paths})
}

// writeLedgerCSV writes the heads of a ledger, below what it is and what may be filled in.
func writeLedgerCSV(w io.Writer, r *report.Report) error {
	rows := [][]string{{workbook.LedgerTitle(r.Year)}, {workbook.LedgerRemark}}
	var labels []string
	for _, c := range intake.LedgerColumns(r.Tables.Edition()) {
		labels = append(labels, c.Label)
		if c.Choices != nil {
			rows = append(rows, []string{c.Label + "填其中之一：" + strings.Join(c.Choices, "；")})
		}
	}
	return workbook.WriteCSV(w, append(rows, labels))
}

// blank is a report of the agency, which may be filled in later, and the year, with
// the official subsections and no figures.
func blank(agency string, year int) (*report.Report, error) {
	e, _ := report.EditionFor(year)
	r := &report.Report{Agency: agency, Year: year, Tables: report.NewTables(e)}
	for _, f := range r.Check() {
		if f.Severity == report.Error && (f.Path == "/year" || f.Path == "/agency" && strings.TrimSpace(agency) != "") {
			return nil, &report.InputError{Finding: f}
		}
	}
	for _, t := range report.Topics() {
		r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: t})
	}
	return r, nil
}
