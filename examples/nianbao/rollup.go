package main

import (
	"cmp"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// rollup is a run of nianbao rollup.
type rollup struct {
	*call
	report.Rollup
	published *report.Report // of the jurisdiction, or nil
	outputs   []output
	given     []string // files that flags give, which are no inputs
	results   results

	ownRead []report.Finding           // in reading the own report
	copies  []added                    // that build made of reports
	there   map[string][]report.Tables // that are added up, by bodyOf
	read    []report.Finding           // in reading all
	wrong   []wrongBody
	unread  []report.Finding
	others  []report.Finding // on files that may be no reports
}

// output is a file that is written.
type output struct {
	newFile
	trace bool // and not the report
}

// wrongBody is a report in which there are errors.
type wrongBody struct {
	path, agency string
	errors       int
}

// The rules on the inputs of a roll-up.
var (
	unreadInput = report.Rule{Code: "H-aa", Severity: report.Warning, Source: report.Practice,
		Chinese: "这份文件读不了：{got}；没有收到的报告也许就是它，各数不含它",
		English: "this file cannot be read: {got}; it may be the report that is missing, and no figure has its work",
		Example: "某县某局的报告是扫描的图片"}
	wrongReport = report.Rule{Code: "H-ab", Severity: report.Error, Source: report.Practice,
		Chinese: "“{want}”的报告有 {got} 处错误；请用 check 查看，退回改正后重新汇总",
		English: "errors in the report of {want}: {got}; see check, have it mended, and add up anew",
		Example: "某县某局的表三各栏不平"}
)

// runRollup is nianbao rollup.
func runRollup(c *call) int {
	u := rollup{call: c, results: results{call: c}, there: map[string][]report.Tables{}}
	u.results.jsonFlag()
	own := c.flags.String("own", "", does("FILE", "本级机关自己的报告；规章、行政规范性文件取它的数", "the report on the office's own work, which has the figures that are no sums (规章, 行政规范性文件)"))
	published := c.flags.String("published", "", does("FILE", "已公布的汇总报告，与各机关之和核对", "the report that was published, which is compared with the sums"))
	members := c.flags.String("members", "", does("FILE.csv",
		"应报机关的名单：CSV 或工作簿，列有机关全称、曾用名、数据计入",
		"a list of the bodies that are to report: CSV or a workbook, with the columns 机关全称, 曾用名, 数据计入"))
	c.flag("o", does("FILE.json|.xlsx",
		"JSON 是汇总的报告数据，没有文字，供 build 用；XLSX 是底稿。可以给几次，已有的文件不覆盖",
		"a JSON is the data of the report, without text, for build; an XLSX is the trace. It may be given several times; no file is overwritten"),
		func(path string) *message { return u.output("-o", path, extension(path) == "xlsx") })
	c.flag("trace", does("FILE.xlsx|.json", "底稿：每个合计由哪些机关的哪些数相加而来。可以给几次", "which figures of which bodies every total was added up from. It may be given several times"),
		func(path string) *message { return u.output("-trace", path, true) })
	c.flags.StringVar(&u.Agency, "agency", "", does("NAME", "哪个机关的汇总；有 -published 时可以不写", "whose jurisdiction it is; -published tells, too"))
	c.yearFlag(&u.Year, "哪一年的汇总；有 -published 或 -own 时可以不写", "the year; -published and -own tell, too")
	c.readingFlags()
	c.checkingFlags()
	args, status := c.parse()
	if status != proceed {
		return status
	}
	// A report without a title is of no body that is known.
	u.Agency, c.reading.Year, u.Checker = strings.TrimSpace(u.Agency), u.Year, c.checker
	debug.SetMemoryLimit(rollupMemory)
	if !u.free() || !u.settings(*own, *published, *members) {
		return exitUnusable
	}
	all, status := c.files(args, u.failed)
	if all = u.inputs(all); len(all) == 0 {
		return exitUnusable
	}
	defer c.catchInterrupt()()
	if u.Own != nil {
		u.body(input{path: *own}, u.Own, u.ownRead)()
	}
	if status = max(status, c.each(all, u.one, u.failed)); status == exitInterrupted {
		return status
	}
	status = max(status, u.addCopies(), u.unreadable())
	return max(status, u.finish())
}

// rollupMemory is what memory is for the other commands, which keep no figures of all
// inputs.
const rollupMemory = 256 << 20

// output takes a file that is to be written.
func (u *rollup) output(flag, path string, trace bool) *message {
	if path == "" {
		return &message{flag + " 后面是空的；应是文件，如 汇总.xlsx", "what follows " + flag + " is empty; it is a file such as sums.xlsx"}
	}
	u.outputs = append(u.outputs, output{newFile{flag: flag, path: path, formats: []string{"json", "xlsx"}}, trace})
	return nil
}

// free reports whether the files can be written, and tells where they cannot.
func (u *rollup) free() bool {
	if len(u.outputs) == 0 {
		u.say("没有给出要写的文件；-o 汇总.json 写汇总的报告数据，-o 汇总.xlsx 写底稿", "no file to write is given; -o sums.json writes the data of the report, -o sums.xlsx the trace")
		return false
	}
	var files []newFile
	for _, x := range u.outputs {
		files = append(files, x.newFile)
		render.Sweep(filepath.Dir(x.path))
	}
	return u.call.free(files...)
}

// settings reads the files that flags give, and reports whether all is known that is
// needed.
func (u *rollup) settings(own, published, members string) bool {
	if published != "" {
		b, ok := u.single("-published", published)
		if !ok {
			return false
		}
		u.findings(published, b.Findings)
		u.published = b.Report
		u.Agency, u.Year = cmp.Or(u.Agency, strings.TrimSpace(u.published.Agency)), cmp.Or(u.Year, u.published.Year)
	}
	if own != "" {
		b, ok := u.single("-own", own)
		if !ok {
			return false
		}
		u.Own, u.ownRead = b.Report, b.Findings
		u.Year = cmp.Or(u.Year, u.Own.Year)
	}
	if members != "" && !u.readMembers(members) {
		return false
	}
	_, edition := report.EditionFor(u.Year)
	switch p := u.published; {
	case u.Agency == "":
		u.say("不知道是哪个机关的汇总；请用 -agency 给出，如 -agency 某县人民政府", "give the body whose jurisdiction is added up by -agency, such as -agency 某县人民政府")
	case u.Year == 0:
		u.say("不知道是哪一年的汇总；请用 -year 给出", "give the year by -year")
	case !edition:
		u.say("没有 %d 年的报告格式", "there is no form for reports of %d", u.Year)
	case p != nil && p.Year != u.Year:
		u.say("-published 是 %d 年的报告，汇总的是 %d 年", "-published is the report of %d, and %d is added up", p.Year, u.Year)
	case p != nil && report.LabelKey(p.Agency) != report.LabelKey(u.Agency):
		u.say("-published 是“%s”的报告，汇总的是“%s”；请改正 -agency", "-published is the report of %s, and %s is added up; mend -agency", p.Agency, u.Agency)
	default:
		u.reading.Year = u.Year // of tables alone
		return true
	}
	return false
}

// single reads the report that a flag gives.
func (u *rollup) single(flag, path string) (intake.Body, bool) {
	u.given = append(u.given, path)
	b, status := u.readSingle(flag, path)
	return b, status == exitDone
}

// readMembers reads the list of the bodies that are to report.
func (u *rollup) readMembers(path string) bool {
	u.given = append(u.given, path)
	data, err := u.whole(path)
	if err == nil {
		var findings []report.Finding
		u.Members, findings, err = intake.ReadMembers(data)
		u.findings(path, findings)
	}
	if err != nil {
		u.call.failed(path, err)
	}
	return err == nil
}

// inputs leaves out of the inputs what flags give, and what runs made: no sum is to be added
// to itself.
func (u *rollup) inputs(all []input) []input {
	var given []os.FileInfo
	for _, path := range u.given {
		if info, err := os.Stat(path); err == nil {
			given = append(given, info)
		}
	}
	var told []string
	all = slices.DeleteFunc(all, func(in input) bool {
		info, err := os.Stat(in.path)
		leave := err == nil && in.path != standardInput &&
			(slices.ContainsFunc(given, func(g os.FileInfo) bool { return os.SameFile(g, info) }) || !in.named && isTrace(in.path))
		if leave {
			told = append(told, in.path)
		}
		return leave
	})
	if len(told) > 0 {
		u.say("没有当作下级机关的报告：%s", "not taken for reports of bodies: %s", u.list(told))
	}
	return all
}

// isTrace reports whether the file is a trace that a run wrote.
func isTrace(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	return err == nil && (report.IsTrace(f) || workbook.IsTrace(f, info.Size()))
}

// one checks the report of a body, and adds it.
func (u *rollup) one(in input, r *report.Report, read []report.Finding) (tell func() int) {
	note := u.body(in, r, read)
	copied := !in.named && made(in.path)
	return func() int {
		x := added{in.path, r, note}
		if copied {
			u.copies = append(u.copies, x) // of a report that may come later
			return exitDone
		}
		return u.add(x)
	}
}

// added is a report that is added up.
type added struct {
	path   string
	report *report.Report
	note   func() int
}

func (u *rollup) add(x added) int {
	u.Add(x.path, x.report)
	key := bodyOf(x.report)
	u.there[key] = append(u.there[key], x.report.Tables)
	return x.note()
}

func bodyOf(r *report.Report) string {
	return report.LabelKey(r.Agency) + " " + strconv.Itoa(r.Year)
}

// addCopies adds what build made of reports, but for what has the figures of one that is
// there: somebody may have changed either.
func (u *rollup) addCopies() (status int) {
	var told []string
	for _, x := range u.copies {
		if slices.ContainsFunc(u.there[bodyOf(x.report)], func(t report.Tables) bool { return reflect.DeepEqual(t, x.report.Tables) }) {
			told = append(told, x.path)
		} else {
			status = max(status, u.add(x))
		}
	}
	if len(told) > 0 {
		u.say("数据与其他输入相同、由其写出的文件，没有另计：%s", "made of other inputs, with the same figures, and not counted once more: %s", u.list(told))
	}
	return status
}

// body checks the report of a body.
func (u *rollup) body(in input, r *report.Report, read []report.Finding) (tell func() int) {
	x := result{in: in, report: r, findings: slices.Concat(read, u.checker.Check(r))}
	read = r.Fold(read)
	return func() int { return u.note(x, read) }
}

// note tells what was found in reading a report, but for what is for information alone and
// stands in the trace, and keeps count of the rest.
func (u *rollup) note(x result, read []report.Finding) int {
	u.results.summary.add(x)
	w := wrongBody{path: x.in.path, agency: strings.TrimSpace(x.report.Agency)}
	for _, f := range x.findings {
		if f.Severity == report.Error {
			w.errors++
		}
	}
	if w.errors > 0 {
		u.wrong = append(u.wrong, w)
	}
	grave := slices.DeleteFunc(slices.Clone(read), func(f report.Finding) bool { return f.Severity == report.Info })
	for _, f := range read {
		f.Place = w.path + " " + f.Place
		if w.agency != "" {
			f.Bodies = []string{w.agency}
		}
		u.read = append(u.read, f)
	}
	if !u.results.json {
		u.findings(x.in.path, grave)
	} else if !u.results.line(resultLine{File: x.in.path}, read) {
		return exitUnusable
	}
	return exitDone
}

// failed tells that an input cannot be used, and keeps it in mind.
func (u *rollup) failed(path string, err error) {
	u.results.failed(path, err)
	u.unread = append(u.unread, unreadInput.Finding("", path, u.text(err), ""))
}

// finish adds up, writes the files, and tells what was found.
func (u *rollup) finish() int {
	j := u.Sum()
	if u.published != nil {
		j.Findings = append(j.Findings, j.Compare(u.published)...)
	}
	j.Findings = append(j.Findings, u.onInputs()...)
	found := j.Findings
	j.Findings = slices.Concat(found, u.read)
	x := summed{Agency: u.Agency, Year: u.Year, Unread: len(u.unread)}
	for _, p := range j.Parts {
		if p.Left == "" {
			x.In++
		} else {
			x.Out++
		}
	}
	err := error(errNoReports)
	if len(j.Parts) > 0 {
		err = u.write(j)
	}
	status := exitDone
	switch {
	case err != nil:
		status = exitUnusable
	case report.HasErrors(found) || x.In == 0:
		status = exitFindings
	}
	if u.results.json {
		if err != nil {
			x.NotWritten = u.text(err)
		} else {
			x.Written = u.paths()
		}
		x.Findings, x.More = u.results.marshalers(found)
		if !u.results.encode(x) {
			return exitUnusable
		}
		return status
	}
	u.results.end(status)
	u.findings(u.Agency, slices.DeleteFunc(slices.Clone(found), func(f report.Finding) bool {
		// The summary has the others, where there is one.
		return f.Code == unreadInput.Code || f.Code == wrongReport.Code && u.results.summary.many()
	}))
	u.say("%s %d 年的汇总：计入 %d 份报告，未计入 %d 份，读不了 %d 份", "the sums of %s for %d: %d reports are added up, %d are left out, %d cannot be read", u.Agency, u.Year, x.In, x.Out, x.Unread)
	if err != nil {
		u.call.failed(u.outputs[0].path, err)
	} else {
		u.wrote(u.paths()...)
	}
	return status
}

var errNoReports = &message{"没有可以汇总的报告，没有写文件", "there is no report to be added up, and nothing is written"}

// onInputs returns what there is to tell of inputs: reports in which there are errors, those
// with the most first, and files that cannot be read.
func (u *rollup) onInputs() (findings []report.Finding) {
	slices.SortStableFunc(u.wrong, func(a, b wrongBody) int { return cmp.Compare(b.errors, a.errors) })
	for _, x := range u.wrong {
		f := wrongReport.Finding("", x.path, strconv.Itoa(x.errors), cmp.Or(x.agency, x.path))
		if x.agency != "" {
			f.Bodies = []string{x.agency}
		}
		findings = append(findings, f)
	}
	findings = append(append(findings, u.unread...), u.others...)
	return findings
}

// unreadable keeps in mind files that were skipped, and returns the status that they stand
// for: what is called a document may be the report of a body.
func (u *rollup) unreadable() (status int) {
	for _, path := range u.skipped {
		f := unreadInput.Finding("", path, u.choose("不是能读的格式，或者已损坏", "it is of no format that is read, or damaged"), "")
		switch strings.ToLower(filepath.Ext(path)) {
		case ".docx", ".doc", ".wps", ".pdf", ".ofd", ".xlsx", ".xls", ".et", ".html", ".htm", ".json", ".csv", ".txt":
			u.results.summary.failed(path)
			u.unread = append(u.unread, f)
			status = exitUnusable
		default:
			f.Severity = report.Info
			u.others = append(u.others, f)
		}
	}
	return status
}

// summed is what rollup -json prints last.
type summed struct {
	Agency   string           `json:"agency"`
	Year     int              `json:"year"`
	In       int              `json:"in"`     // reports that are added up
	Out      int              `json:"out"`    // those that are left out
	Unread   int              `json:"unread"` // files that cannot be read
	Findings []json.Marshaler `json:"findings"`
	More     int              `json:"more,omitempty"`
	files
	NotWritten string `json:"notWritten,omitempty"`
}

// paths are those of the files.
func (u *rollup) paths() (paths []string) {
	for _, x := range u.outputs {
		paths = append(paths, x.path)
	}
	return paths
}

// write writes the files.
func (u *rollup) write(j *report.Jurisdiction) error {
	paths := u.paths()
	o := report.TraceOptions{Published: u.published}
	return render.WriteAll(func(w io.Writer, path string) error {
		x := u.outputs[slices.Index(paths, path)]
		switch {
		case extension(path) == "xlsx":
			return workbook.WriteTrace(w, j, o)
		case x.trace:
			return j.WriteTrace(w, o)
		}
		return render.Write(w, render.JSON, j.Report)
	}, paths...)
}
