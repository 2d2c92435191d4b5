package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// ledger is a run of nianbao ledger.
type ledger struct {
	*call
	report.Ledger
	applications   []report.Application
	last, into     *report.Report // or nil
	out            string         // where the report goes; "" is nowhere
	overdue, trace string         // likewise what is overdue, and which applications are counted where
	force          bool
	period         string // as it was asked for; "" is the year
}

// runLedger is nianbao ledger.
func runLedger(c *call) int {
	l := ledger{call: c}
	c.flags.StringVar(&l.Agency, "agency", "", does("NAME", "机关全称", "the full name of the agency"))
	c.flags.StringVar(&l.out, "o", "", does("FILE.json|.xlsx",
		"把表三写到哪个文件；已有的文件不覆盖，除非是 -into 的那份",
		"the file for table three, which must not exist, but for that of -into"))
	c.flags.StringVar(&l.overdue, "overdue", "", does("FILE.csv", "把逾期清单写到哪个文件；不写就显示出来", "the file for the list of what is overdue, or else it is printed"))
	c.flags.StringVar(&l.trace, "trace", "", does("FILE.csv|.json", "写明表三每个数是哪几件申请", "which applications each figure counts"))
	c.flags.BoolVar(&l.force, "force", false, does("", "台账有错误也写表三", "write table three though there are errors in the ledger"))
	c.yearFlag(&l.Year, "统计哪一年", "the year that is counted")
	c.flag("period", does("q1|q2|q3|q4|h1|h2", "只统计一个季度（q1）或半年（h1）", "a quarter (q1) or a half year (h1) of it"), func(s string) *message {
		l.period = s
		if periods[s] == nil {
			return &message{"-period 应为 q1、q2、q3、q4（季度）或 h1、h2（半年）", "-period is q1, q2, q3, q4 (a quarter) or h1, h2 (a half year)"}
		}
		return nil
	})
	c.flag("on", does("DATE", "逾期算到哪一天，如 2024-12-31；缺省为期末", "overdue as of that day, such as 2024-12-31; by default the end of the period"), func(s string) *message {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return &message{"-on 应为日期，如 2024-12-31", "-on is a date such as 2024-12-31"}
		}
		l.On = report.Date{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}
		return nil
	})
	holidays := c.flags.String("holidays", "", does("FILE",
		"各年放假、调休上班的日期：有“日期”“安排”两栏的表，或 JSON",
		"the days off and the days of weekends worked: a table with the columns 日期 and 安排, or a JSON"))
	last := c.flags.String("last", "", does("FILE", "上年的报告，与它的结转核对", "last year's report, with which is compared what is carried over"))
	into := c.flags.String("into", "", does("FILE", "把表三填入这份报告，其余不动", "the report that table three is put into; the rest stays as it is"))
	c.checkingFlags()
	args, status := c.parse()
	if status != proceed {
		return status
	}
	l.Checker = c.checker
	if !l.settings(*holidays, *last, *into) ||
		!c.free(newFile{"-o", l.out, []string{"json", "xlsx"}, *into}, newFile{flag: "-overdue", path: l.overdue, formats: []string{"csv"}}, newFile{flag: "-trace", path: l.trace, formats: []string{"csv", "json"}}) {
		return exitUnusable
	}
	all, status := c.files(args, c.failed)
	if status != exitDone {
		return status
	}
	status = l.read(all)
	if status == exitUnusable {
		return status
	}
	return l.count(all, status)
}

// periods are the parts of a year.
var periods = map[string]func(year int) report.Period{
	"q1": func(year int) report.Period { return report.Quarter(year, 1) },
	"q2": func(year int) report.Period { return report.Quarter(year, 2) },
	"q3": func(year int) report.Period { return report.Quarter(year, 3) },
	"q4": func(year int) report.Period { return report.Quarter(year, 4) },
	"h1": func(year int) report.Period { return report.HalfYear(year, 1) },
	"h2": func(year int) report.Period { return report.HalfYear(year, 2) },
}

// settings reads what the flags give, and reports whether it fits together.
func (l *ledger) settings(holidays, last, into string) bool {
	if into != "" {
		b, status := l.readSingle("-into", into)
		if status != exitDone {
			return false
		}
		l.findings(into, slices.DeleteFunc(b.Findings, func(f report.Finding) bool { return f.Severity == report.Info }))
		l.into = b.Report
		l.Agency, l.Year = cmp.Or(strings.TrimSpace(l.Agency), l.into.Agency), cmp.Or(l.Year, l.into.Year)
	}
	if last != "" {
		var status int
		if l.last, status = l.readLast(last); status != exitDone {
			return false
		}
	}
	if holidays != "" && !l.readHolidays(holidays) {
		return false
	}
	if l.period != "" {
		l.Period = periods[l.period](l.Year)
	}
	_, edition := report.EditionFor(l.Year)
	switch {
	case l.Year == 0:
		l.say("统计哪一年？用 -year 给出，如 -year 2024", "give the year that is counted by -year, such as -year 2024")
	case !edition:
		l.say("没有 %d 年的报告格式", "there is no form for reports of %d", l.Year)
	case l.into != nil && l.out == "":
		l.say("-into 要有 -o，写到哪个文件；可以是同一个文件", "-into needs -o, the file to write, which may be the same")
	case l.into != nil && l.period != "":
		l.say("-into 填的是全年的表三，不能与 -period 同用", "-into takes the table of a whole year, and not that of -period")
	case l.into != nil && l.into.Year != l.Year:
		l.say("-into 是 %d 年的报告，统计的是 %d 年", "-into is the report of %d, and %d is counted", l.into.Year, l.Year)
	case l.into != nil && report.LabelKey(l.into.Agency) != report.LabelKey(l.Agency):
		l.say("-into 是“%s”的报告，统计的是“%s”", "-into is the report of %s, and %s is counted", l.into.Agency, l.Agency)
	case l.last != nil && l.Period != (report.Period{}) && l.Period.From.Month > 1:
		l.say("-last 是上年年末的结转，只与全年和从一月开始的期间核对", "-last has what was carried over at the end of last year: it is for the year, and periods that begin with it")
	default:
		return true
	}
	return false
}

// readHolidays reads the days that are no working days.
func (l *ledger) readHolidays(path string) bool {
	data, err := l.whole(path)
	if err == nil {
		l.Holidays, err = intake.ReadHolidays(data)
	}
	if err != nil {
		l.failed(path, err)
	}
	return err == nil
}

// read reads the ledgers.
func (l *ledger) read(all []input) (status int) {
	var skipped []string
	for _, in := range all {
		applications, findings, err := l.readOne(in)
		if e := (*report.InputError)(nil); !in.named && errors.As(err, &e) && slices.Contains(notLedger, e.Code) {
			skipped = append(skipped, in.path)
			continue
		}
		if status = max(status, l.findings(in.path, findings)); err != nil {
			l.failed(in.path, err)
			status = exitUnusable
			continue
		}
		if len(all) > 1 {
			for i := range applications {
				at := &applications[i].Pos
				at.Sheet = strings.TrimSpace(filepath.Base(in.path) + " " + at.Sheet)
			}
		}
		l.applications = append(l.applications, applications...)
	}
	if skipped != nil {
		l.say("跳过不是台账的文件：%s", "skipped, for they are no ledgers: %s", l.list(skipped))
	}
	if len(skipped) == len(all) {
		return exitUnusable
	}
	return status
}

// notLedger are the codes of what is no ledger.
var notLedger = []string{"I-a", "I-b", "I-et"}

func (l *ledger) readOne(in input) ([]report.Application, []report.Finding, error) {
	r, err := l.open(in.path)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	return intake.ReadLedger(r)
}

// count counts the applications, tells what is wrong, and writes what was asked for.
func (l *ledger) count(all []input, status int) int {
	counted := l.Count(l.applications)
	path := "台账"
	if len(all) == 1 {
		path = all[0].path
	}
	status = max(status, l.findings(path, counted.Findings))
	incomplete := status == exitFindings
	if l.last != nil {
		status = max(status, l.findings(path, l.carriedOver(counted.Report)))
	}
	if counted.Report.Tables == nil {
		return exitUnusable
	}
	paths := slices.DeleteFunc([]string{l.out, l.overdue, l.trace}, func(s string) bool { return s == "" })
	if incomplete && !l.force && l.out != "" {
		l.say("没有写 %s：台账有错误，表三不完整；改正后再统计，或加 -force 照样写", "%s is not written: there are errors in the ledger, and table three is not whole; mend them and count again, or write it all the same with -force", l.out)
		paths = slices.DeleteFunc(paths, func(s string) bool { return s == l.out })
	}
	if l.overdue == "" {
		if s := l.print([]byte(l.overdueText(counted))); s != exitDone {
			return s
		}
	}
	if len(paths) == 0 {
		return status
	}
	err := render.WriteAll(func(w io.Writer, path string) error {
		switch path {
		case l.overdue:
			return workbook.WriteCSV(w, overdueRows(counted))
		case l.trace:
			return l.writeTrace(w, counted)
		}
		return l.writeReport(w, counted.Report)
	}, paths...)
	if err != nil {
		l.failed(paths[0], err)
		return exitUnusable
	}
	l.wrote(paths...)
	return status
}

// carriedOver returns what the comparison with last year says of what is carried over.
func (l *ledger) carriedOver(r *report.Report) (told []report.Finding) {
	for _, f := range l.Checker.CheckAgainst(r, l.last) {
		if slices.Contains(aboutCarriedOver, f.Code) && (f.Code != "Y-h" || r.Agency != "") {
			told = append(told, f)
		}
	}
	return told
}

// aboutCarriedOver are the rules that concern what is carried over from last year: that it is
// what was carried forward, and that the report is that of the body and the year before.
var aboutCarriedOver = []string{"Y-a", "Y-h", "Y-i", "Y-j"}

// writeReport writes the report that has table three.
func (l *ledger) writeReport(w io.Writer, r *report.Report) error {
	if l.into != nil {
		if err := setFigures(l.into.Tables, r.Tables); err != nil {
			return err
		}
		r = l.into
	} else if l.period != "" {
		r.Title = r.Agency + l.Period.String() + "政府信息公开申请情况"
	}
	if extension(l.out) == "xlsx" {
		return workbook.Write(w, r, workbook.Options{Last: l.last, Program: "nianbao " + programVersion()})
	}
	return render.Write(w, render.JSON, r)
}

// setFigures sets the figures of the tables that others have.
func setFigures(tables, by report.Tables) error {
	given := map[string]string{}
	for c := range report.Cells(by) {
		if !c.Computed && !c.Blank() {
			given[c.Path] = c.String()
		}
	}
	set := 0
	for c := range report.Cells(tables) {
		text, ok := given[c.Path]
		if !ok {
			continue
		}
		if err := c.Set(text); err != nil {
			return err
		}
		set++
	}
	if set != len(given) {
		return &message{"-into 的报告用的不是这一年的格式", "the report of -into has another form than that of the year"}
	}
	return nil
}

// overdueHeads are the columns of the list of what is overdue.
var overdueHeads = []string{"编号", "收到日期", "答复期限", "答复日期", "逾期工作日", "说明"}

// overdueRows are the rows of the list of what is overdue.
func overdueRows(counted *report.Counted) [][]string {
	rows := [][]string{overdueHeads}
	for _, x := range counted.Overdue {
		remark := "逾期答复"
		if x.Open {
			remark = "尚未答复"
		}
		if x.Days == 0 {
			remark += "；期限之后只有休息日"
		}
		if x.Unsure {
			remark += "；没有给出节假日，可能不对"
		}
		rows = append(rows, []string{name(x.Application), isoDay(x.Receipt()), isoDay(x.Due), isoDay(x.Closed), strconv.Itoa(x.Days), remark})
	}
	return rows
}

// overdueText is the list as it is printed.
func (l *ledger) overdueText(counted *report.Counted) string {
	rows := overdueRows(counted)
	if len(rows) == 1 {
		return l.choose("没有逾期的申请\n", "nothing is overdue\n")
	}
	var b strings.Builder
	for _, r := range rows {
		for i := range r {
			r[i] = shown(r[i])
		}
		b.WriteString(strings.Join(r, "\t") + "\n")
	}
	return b.String()
}

// name is what an application is called in lists: no program may take it for a formula.
func name(a *report.Application) string {
	return workbook.Literal(cmp.Or(strings.TrimSpace(a.Number), a.Pos.String()))
}

// isoDay is a day as spreadsheets take it for one, "" for none.
func isoDay(d report.Date) string {
	if d == (report.Date{}) {
		return ""
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// tracedCell is a figure of table three and the applications that it counts.
type tracedCell struct {
	Path         string   `json:"path"`
	Place        string   `json:"place"`
	Count        int      `json:"count"`
	Applications []traced `json:"applications"`
}

type traced struct {
	Number   string `json:"number"`
	Received string `json:"received"`
	Closed   string `json:"closed,omitempty"`
	At       string `json:"at"`
}

// writeTrace writes which applications each figure counts that is not 0.
func (l *ledger) writeTrace(w io.Writer, counted *report.Counted) error {
	var cells []tracedCell
	for c := range report.Cells(counted.Report.Tables) {
		if c.Computed {
			continue
		}
		x := tracedCell{Path: c.Path, Place: c.Place}
		for a := range counted.Of(c.Path) {
			x.Applications = append(x.Applications, traced{name(a), isoDay(a.Receipt()), isoDay(a.Closed), a.Pos.String()})
		}
		if x.Count = len(x.Applications); x.Count > 0 {
			cells = append(cells, x)
		}
	}
	if extension(l.trace) == "json" {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(struct {
			Agency string       `json:"agency"`
			Year   int          `json:"year"`
			Period string       `json:"period,omitempty"`
			Cells  []tracedCell `json:"cells"`
		}{counted.Report.Agency, counted.Report.Year, l.period, append([]tracedCell{}, cells...)})
	}
	rows := [][]string{{"表三的数", "件数", "编号", "收到日期", "办结日期", "台账中的位置"}}
	for _, c := range cells {
		for _, a := range c.Applications {
			rows = append(rows, []string{c.Place, strconv.Itoa(c.Count), a.Number, a.Received, a.Closed, a.At})
		}
	}
	return workbook.WriteCSV(w, rows)
}
