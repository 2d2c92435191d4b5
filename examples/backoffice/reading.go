package backoffice

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// reading is what was read of an upload. The page that shows it carries it as JSON, and posts
// it when it is to be applied: it is the poster's own, as all that he types is.
type reading struct {
	Name     string           `json:"name"` // of the file
	Reach    reach            `json:"reach"`
	Data     json.RawMessage  `json:"report"`
	Findings []report.Finding `json:"findings"` // of the reading

	report *report.Report
}

// reach is what of a report a file has.
type reach string

const (
	reachReport reach = "report" // tables and text
	reachTables reach = "tables" // tables alone
	reachLedger reach = "ledger" // table three, counted from applications
)

// newReading returns what was read.
func newReading(r *report.Report, of reach, findings []report.Finding) (*reading, error) {
	data, err := report.Encode(r)
	if err != nil {
		return nil, err
	}
	return &reading{Reach: of, Data: data, Findings: findings, report: r}, nil
}

// maxTold is the most findings that are shown of an upload.
const maxTold = 500

// few returns findings as far as they are shown, and how many there are besides; more is how
// many of these were left out before.
func few(findings []report.Finding, more int) []report.Finding {
	if n := len(findings) - maxTold; n > 0 {
		findings, more = findings[:maxTold:maxTold], more+n
	}
	if more == 0 {
		return findings
	}
	return append(findings, ruleMore.Finding("", "", strconv.Itoa(more), ""))
}

// encode returns what was read as a page carries it.
func (x *reading) encode() (string, error) {
	data, err := json.Marshal(x)
	return string(data), err
}

// decodeReading reads what encode made.
func decodeReading(data []byte) (*reading, error) {
	x := new(reading)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if d.Decode(x) != nil || d.Decode(new(any)) != io.EOF || !slices.Contains([]reach{reachReport, reachTables, reachLedger}, x.Reach) {
		return nil, refuse("页面带回的内容不完整，没有导入；请重新上传")
	}
	x.Name = fileName(x.Name)
	var err error
	if x.report, _, err = report.Decode(x.Data); err != nil {
		return nil, err
	}
	return x, nil
}

// stranger reports whether the file names another body or another year.
func (x *reading) stranger(b Body, k Key) bool { return x.strangeBody(b) || x.report.Year != k.Year }

func (x *reading) strangeBody(b Body) bool { return !goesBy(b, x.report.Agency) }

// goesBy reports whether the body goes by a name, or went by it before.
func goesBy(b Body, name string) bool {
	m, key := b.member(), report.LabelKey(name)
	return slices.ContainsFunc(append(m.Former, m.Agency), func(s string) bool { return report.LabelKey(s) == key })
}

// What is told of an upload, besides what its reading finds.
var (
	ruleManyRow = report.Rule{Code: "backoffice/row", Severity: report.Info, Source: report.Practice,
		Chinese: "这是多个机关的表，只取了“{got}”一行", English: "a table of many bodies, of which the row of {got} is taken", Example: "上级汇总的一张表"}
	ruleManyBad = report.Rule{Code: "backoffice/rows", Severity: report.Warning, Source: report.Practice,
		Chinese: "表中另有 {got} 行有错，没有用", English: "{got} other rows of the table are at fault, and are not used", Example: "别的机关的一行里有错"}
	ruleUntitled = report.Rule{Code: "backoffice/untitled", Severity: report.Warning, Source: report.Practice,
		Chinese: "文件没有标题和正文，看不出是哪个机关、哪一年的；按“{got}”{want} 年度读入，只填表格", English: "there is no title, so that the file does not say whose it is; it is read as that of {got} for {want}, and fills the tables alone", Example: "只有三张表的文件"}
	ruleNameless = report.Rule{Code: "backoffice/nameless", Severity: report.Warning, Source: report.Practice,
		Chinese: "文件没有写是哪个机关的；按“{want}”读入，请确认是本机关的", English: "the file does not say whose it is; it is read as that of {want}: make sure that it is", Example: "标题只有“2024年政府信息公开工作年度报告”"}
	ruleFormer = report.Rule{Code: "backoffice/former", Severity: report.Info, Source: report.Practice,
		Chinese: "文件写的是曾用名“{got}”；机关名称仍为“{want}”", English: "the file has the former name {got}; the name stays {want}", Example: "改名之前的报告"}
	ruleLedger = report.Rule{Code: "backoffice/ledger", Severity: report.Info, Source: report.Practice,
		Chinese: "这是依申请公开台账，共 {got} 件；台账不写是哪个机关的，按本机关 {want}统计出表三，其他内容不动", English: "a ledger of {got} applications, which does not say whose it is; table three of this body is counted from it for {want}, and nothing else changes", Example: "上传台账"}
	ruleOpen = report.Rule{Code: "backoffice/open", Severity: report.Warning, Source: "《条例》第三十三条",
		Chinese: "尚未答复：应于 {want} 前答复，此后已过 {got} 个工作日", English: "not answered: it was due on {want}, and {got} working days have passed since", Example: "到年底还没有答复"}
	ruleMore = report.Rule{Code: "backoffice/more", Severity: report.Warning, Source: report.Practice,
		Chinese: "还有 {got} 条没有列出", English: "{got} more are not listed", Example: "台账里上千件逾期"}
	ruleLate = report.Rule{Code: "backoffice/late", Severity: report.Warning, Source: "《条例》第三十三条",
		Chinese: "逾期答复：应于 {want} 前答复，此后又过了 {got} 个工作日", English: "answered late: it was due on {want}, and {got} working days had passed since", Example: "第二十五个工作日才答复"}
)

// reader reads an upload for a report.
type reader struct {
	body     Body
	key      Key
	judge    *judge
	options  intake.Options
	holidays []report.Holidays
}

// unreadable is an upload of which nothing can be used, with all that stands against it.
type unreadable struct {
	why    string
	faults []report.Finding
	more   int // faults besides
}

func (e *unreadable) Error() string { return e.why }

// unread returns an error of a reader as one of the upload.
func unread(why string, err error) error {
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		return &unreadable{why, append([]report.Finding{e.Finding}, e.Others...), e.More}
	}
	return err
}

// codeLedger is that of what a reader of reports finds to be a ledger.
const codeLedger = "I-ew"

// read reads a report, the row of the body in a table of many, or a ledger.
func (r *reader) read(file io.ReadSeeker) (*reading, error) {
	m := manyRows{reader: r}
	for b, err := range r.options.ReadAll(file) {
		e := (*report.InputError)(nil)
		switch {
		case err != nil && !errors.As(err, &e):
			return nil, err
		case b.At != (report.Pos{}):
			m.row(b, e)
			continue
		case e != nil && e.Code == codeLedger:
			if _, err := file.Seek(0, io.SeekStart); err != nil {
				return nil, err
			}
			return r.ledger(file)
		case e != nil:
			return nil, unread("读不出，没有读入", err)
		}
		return r.reading(b.Report, b.Findings)
	}
	return m.reading()
}

// reading returns a report that was read.
func (r *reader) reading(x *report.Report, findings []report.Finding) (*reading, error) {
	of := reachReport
	if !hasText(x) {
		of = reachTables
	}
	if of == reachTables && slices.ContainsFunc(findings, untitled) {
		findings = append(slices.DeleteFunc(findings, untitled), ruleUntitled.Finding("", "", r.body.Agency, strconv.Itoa(r.key.Year)))
	}
	if strings.TrimSpace(x.Agency) == "" {
		x.Agency = r.body.Agency
		findings = append(findings, ruleNameless.Finding("/agency", "机关全称", "", x.Agency))
	}
	if goesBy(r.body, x.Agency) && report.LabelKey(x.Agency) != report.LabelKey(r.body.Agency) {
		findings = append(findings, ruleFormer.Finding("/agency", "机关全称", x.Agency, r.body.Agency))
	}
	return newReading(x, of, few(findings, 0))
}

// untitled reports whether a finding says that a file has no title, so that the options are
// taken.
func untitled(f report.Finding) bool { return f.Code == "I-bc" || f.Code == "I-bd" }

// hasText reports whether a report has anything but tables.
func hasText(x *report.Report) bool {
	if len(x.Preamble) > 0 || x.Issuer != "" || x.Date != (report.Date{}) {
		return true
	}
	sections := x.Sections()
	return slices.ContainsFunc(sections[:], func(s *report.Section) bool { return hasParagraphs(s) || len(s.Notes) > 0 })
}

// manyRows looks for the row of the body in a table of many.
type manyRows struct {
	*reader
	found    []intake.Body
	years    []string // for which there are rows of the body
	faults   []report.Finding
	bad      int
	findings []report.Finding // of the whole table
	rows     int
}

// row takes the next row in; fault is what is wrong with it, or nil.
func (m *manyRows) row(b intake.Body, fault *report.InputError) {
	m.rows++
	switch {
	case fault != nil:
		m.bad++
		if len(m.faults) < 100 {
			m.faults = append(m.faults, fault.Finding)
		}
	case goesBy(m.body, b.Report.Agency):
		m.years = append(m.years, strconv.Itoa(b.Report.Year))
		if b.Report.Year == m.key.Year {
			m.found = append(m.found, b)
			return
		}
	}
	for _, f := range b.Findings {
		if f.Pos == (report.Pos{}) { // told with whatever row comes first or last
			m.findings = append(m.findings, f)
		}
	}
}

// reading returns the row of the body. Where another row is at fault that may be its own, it
// is none.
func (m *manyRows) reading() (*reading, error) {
	year := strconv.Itoa(m.key.Year)
	whose := "“" + m.body.Agency + "”" + year + " 年度的一行"
	again := func(f report.Finding) bool { return goesBy(m.body, f.Got) }
	switch {
	case len(m.found) > 1 || slices.ContainsFunc(m.faults, again):
		return nil, &unreadable{"表中" + whose + "不止一行，不知道用哪一行；请删去多余的", m.faults, m.bad - len(m.faults)}
	case len(m.found) == 0 && len(m.years) > 0:
		return nil, refuse("表中没有" + whose + "，有的是 " + strings.Join(slices.Compact(m.years), "、") + " 年度；请换表，或到那一年的报告里上传")
	case len(m.found) == 0:
		return nil, &unreadable{"表中 " + strconv.Itoa(m.rows) + " 行里没有" + whose + "；请核对机关全称", m.faults, m.bad - len(m.faults)}
	}
	b := m.found[0]
	findings := append(m.findings, ruleManyRow.Finding("", "", b.Report.Agency, "").At(b.At))
	if m.bad > 0 {
		findings = append(findings, ruleManyBad.Finding("", "", strconv.Itoa(m.bad), ""))
		findings = append(findings, m.faults...)
	}
	return m.reader.reading(b.Report, append(findings, b.Findings...))
}

// ledger counts table three from a ledger of applications. One that is at fault counts for
// nothing.
func (r *reader) ledger(file io.Reader) (*reading, error) {
	applications, findings, err := intake.ReadLedger(file)
	if err != nil {
		return nil, unread("台账读不出，没有读入", err)
	}
	l := report.Ledger{Agency: r.body.Agency, Year: r.key.Year, Holidays: r.holidays, Checker: r.judge.checker}
	counted := l.Count(applications)
	findings = append(findings, counted.Findings...)
	if report.HasErrors(findings) {
		slices.SortStableFunc(findings, func(a, b report.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
		return nil, &unreadable{why: "台账有错，统计出的表三不完整，没有读入；请改正台账后再上传", faults: few(findings, 0)}
	}
	findings = append([]report.Finding{ruleLedger.Finding("", "表三", strconv.Itoa(len(applications)), strconv.Itoa(r.key.Year)+" 年度")}, findings...)
	late := counted.Overdue[:min(len(counted.Overdue), maxTold)]
	for _, x := range late {
		rule := ruleLate
		if x.Open {
			rule = ruleOpen
		}
		place := "台账"
		if x.Number != "" {
			place = "编号 " + x.Number
		}
		findings = append(findings, rule.Finding("", place, strconv.Itoa(x.Days), x.Due.String()).At(x.Pos))
	}
	return newReading(counted.Report, reachLedger, few(findings, len(counted.Overdue)-len(late)))
}
