package backoffice

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report"
)

// readingPage is what the page that shows a reading is drawn from.
type readingPage struct {
	*reading
	Problem  string // why it was not applied; "" where nobody tried
	Version  int64  // of the filing that it is compared with
	Carried  string // the reading, for the form
	Body     string // that the file names, where it is another; else ""
	Year     int    // likewise
	Last     int    // the year before, where the file is the report of it that is missing; else 0
	Figures  []tableCount
	Sections []string // that have text
	Told     []report.Finding
	Replaced changes          // what would give way to what the file has
	Filled   changes          // what would be filled where there is nothing
	Kept     changes          // what the report has and the file has not
	Found    []report.Finding // in the report that it would be
	Counts   Counts
	Nothing  bool // changes, whatever is chosen
	Unfit    bool // for the report of this year
}

// tableCount is how many figures of a table were read.
type tableCount struct {
	Table        string
	Given, Blank int
}

// changes are what changes in a report, figures and texts.
type changes struct {
	Heading        string
	Figures, Texts []report.Correction
	All            int
	More           int // texts besides
}

// maxChanges is the most texts whose change is shown.
const maxChanges = 300

// showReading shows what was read, and what would become of the report.
func (s *server) showReading(a *ask, code int, w *written, x *reading, problem string) error {
	p := readingPage{reading: x, Problem: problem, Version: w.Version}
	keep, told, err := x.filled(w.Content, a, false)
	if e := (*unreadable)(nil); errors.As(err, &e) {
		return s.showUnfit(a, x, e)
	}
	if err != nil {
		return err
	}
	clear, _, err := x.filled(w.Content, a, true)
	if err != nil {
		return err
	}
	if p.Carried, err = x.encode(); err != nil {
		return err
	}
	if err := p.stranger(s, a); err != nil {
		return err
	}
	p.count()
	p.Told = append(told, x.Findings...)
	filled := func(c report.Correction) bool { return c.Was == "" }
	p.Replaced = changed("替换的", w.Content, keep, func(c report.Correction) bool { return !filled(c) })
	p.Filled = changed("填入的", w.Content, keep, filled)
	p.Kept = changed("文件没有的", keep, clear, func(report.Correction) bool { return true })
	p.Found = w.judge.judge(keep)
	p.Counts = Count(p.Found)
	p.Nothing, err = same(w.Content, keep, clear)
	if err != nil {
		return err
	}
	return s.page(a, code, "reading.html", strconv.Itoa(a.key.Year)+" 年度：核对读入的内容", p)
}

// showUnfit tells that what was read does not fit the report. That of the year before may
// fit there.
func (s *server) showUnfit(a *ask, x *reading, e *unreadable) error {
	p := readingPage{reading: x}
	if err := p.stranger(s, a); err != nil {
		return err
	}
	if p.Last == 0 {
		return s.showUpload(a, http.StatusUnprocessableEntity, uploadPage{Why: e.why, Faults: e.faults})
	}
	var err error
	if p.Carried, err = x.encode(); err != nil {
		return err
	}
	p.count()
	p.Told, p.Unfit = append(e.faults, x.Findings...), true
	return s.page(a, http.StatusUnprocessableEntity, "reading.html", strconv.Itoa(a.key.Year)+" 年度：核对读入的内容", p)
}

// filled returns what the content becomes.
func (x *reading) filled(c *Content, a *ask, clear bool) (*Content, []report.Finding, error) {
	now, err := c.clone()
	if err != nil {
		return nil, nil, err
	}
	told, err := x.fill(now, a.body, a.key, clear, a.user.name())
	return now, told, err
}

// stranger sets what the file says of whose it is.
func (p *readingPage) stranger(s *server, a *ask) (err error) {
	if p.strangeBody(a.body) {
		p.Body = p.report.Agency
	}
	if p.report.Year != a.key.Year {
		p.Year = p.report.Year
	}
	if p.Body == "" && p.Year > 0 && p.Year == a.key.Year-1 {
		p.Last, err = s.lastMissing(a)
	}
	return err
}

// Report is the report that was read.
func (p readingPage) Report() *report.Report { return p.report }

// count counts what was read.
func (p *readingPage) count() {
	tables := [5]tableCount{2: {Table: "表二"}, 3: {Table: "表三"}, 4: {Table: "表四"}}
	for c := range report.Cells(p.report.Tables) {
		switch {
		case c.Computed:
		case c.Blank():
			tables[c.Table].Blank++
		default:
			tables[c.Table].Given++
		}
	}
	for _, t := range tables[2:] {
		if t.Given > 0 || p.Reach != reachLedger {
			p.Figures = append(p.Figures, t)
		}
	}
	for i, s := range p.report.Sections() {
		if hasParagraphs(s) {
			p.Sections = append(p.Sections, report.SectionTitles()[i])
		}
	}
}

// uncompared are the fields that report.Corrections does not compare, or not always.
var uncompared = append([]string{"/scope", "/revision/reason", "/revision/date"}, indexPaths...)

// corrections returns what differs in the fields of two states of a report, whether it is
// printed or not.
func corrections(was, now *Content) []report.Correction {
	corrections := report.Corrections(was.Report, now.Report)
	for _, path := range uncompared {
		before, _ := was.Get(path)
		after, _ := now.Get(path)
		if path == "/scope" {
			before, after = was.input(path).Chosen(), now.input(path).Chosen()
		}
		if before != after && !slices.ContainsFunc(corrections, func(c report.Correction) bool { return c.Path == path }) {
			corrections = append(corrections, report.Correction{Path: path, Place: now.Report.Place(path), Was: before, Now: after})
		}
	}
	return corrections
}

// changed returns what changes between two states of a report, as far as it is asked for.
func changed(heading string, was, now *Content, asked func(report.Correction) bool) (x changes) {
	x.Heading = heading
	for _, c := range corrections(was, now) {
		if !asked(c) {
			continue
		}
		if _, ok := now.cell(c.Path); ok {
			x.Figures = append(x.Figures, c)
		} else {
			x.Texts = append(x.Texts, c)
		}
	}
	x.All = len(x.Figures) + len(x.Texts)
	x.More = max(0, len(x.Texts)-maxChanges)
	x.Texts = x.Texts[:len(x.Texts)-x.More]
	for i := range x.Texts {
		x.Texts[i].Was, x.Texts[i].Now = clip(x.Texts[i].Was), clip(x.Texts[i].Now)
	}
	return x
}

// clip shortens a text to be shown.
func clip(s string) string {
	const most = 200
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "……（共 " + strconv.Itoa(len(runes)) + " 字）"
	}
	return s
}

// same reports whether all are the same.
func same(all ...*Content) (bool, error) {
	var first []byte
	for i, c := range all {
		data, err := c.Encode()
		if err != nil {
			return false, err
		}
		if i == 0 {
			first = data
		} else if !bytes.Equal(first, data) {
			return false, nil
		}
	}
	return true, nil
}
