package report_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestViolations checks whole small reports: those that have a fault that published
// reports had, each in several wordings, for the codes that are expected, and sound
// ones near to them. Every other warning or error is a false alarm. With -v it prints how
// many faults were found by code, and the false alarms by severity and code.
//
// The files of testdata/violations have cases, which begin with "== name". Their
// lines are "key: value":
//
//	want: CODE place    a finding that is expected, as grave as its rule; the place is a key of a text, a JSON pointer, or left out
//	mild: CODE place    the same, but less grave by one step
//	not: CODE …         codes that must not come, not even as info
//	may: CODE …         codes that may come besides
//	agency, year, title, date, issuer
//	preamble, overview, 1 … 5 (the subsections of section one), problems, other, and
//	notes2, text3, notes3, notes4 (texts of sections with a table); ¶ ends a paragraph
//	heading1 …          the heading of a subsection
//	only: 1 2           the subsections of section one that there are
//	row: path figures   figures of a row, from its first column on; the others are 0
//	last.row: …         the same of last year's report, which there is where a key begins so;
//	                    last.alike is that it has the words of this year's
//
// A key of a text that comes again is another wording: a case has as many reports as it
// has wordings.
func TestViolations(t *testing.T) {
	files, err := filepath.Glob("testdata/violations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases:", err)
	}
	reports, wanted, found, alarms := 0, count{}, count{}, count{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range violations(t, filepath.Base(file), string(text)) {
			for _, w := range c.wordings() {
				reports++
				r, last := c.reports(t, w)
				findings := r.CheckAgainst(last)
				for _, x := range c.want {
					wanted[x.code]++
					if slices.ContainsFunc(findings, x.is) {
						found[x.code]++
						continue
					}
					t.Errorf("%s: %s %s is missed: %s", c.name, x.code, x.path, w.value)
				}
				for _, f := range findings {
					if c.alarms(f) {
						alarms[f.Severity.English()+" "+f.Code]++
						t.Errorf("%s: %v %s %s %q: %s: %s", c.name, f.Severity, f.Code, f.Path, f.Quote, f.Message(), w.value)
					}
				}
			}
		}
	}
	t.Logf("%d reports; %d of %d faults found; %d false alarms", reports, found.sum(), wanted.sum(), alarms.sum())
	for _, code := range slices.Sorted(maps.Keys(wanted)) {
		t.Logf("%s: %d of %d", code, found[code], wanted[code])
	}
	for _, code := range slices.Sorted(maps.Keys(alarms)) {
		t.Logf("false: %s %d", code, alarms[code])
	}
}

// count is a number by code.
type count map[string]int

func (c count) sum() (n int) {
	for _, x := range c {
		n += x
	}
	return n
}

// violationCase is one case of a file.
type violationCase struct {
	name     string
	want     []violation
	not, may []string
	lines    []line
}

type line struct{ key, value string }

type violation struct {
	code, path string
	severity   report.Severity
}

func (x violation) is(f report.Finding) bool {
	return f.Code == x.code && f.Severity == x.severity && (x.path == "" || f.Path == x.path || strings.HasPrefix(f.Path, x.path+"/"))
}

// severities are those of the rules by their codes, and those less grave by one step.
func severities() (grave, mild map[string]report.Severity) {
	grave, mild = map[string]report.Severity{}, map[string]report.Severity{}
	for _, r := range report.Rules() {
		grave[r.Code], mild[r.Code] = r.Severity, max(r.Severity-1, report.Info)
	}
	return grave, mild
}

// alarms reports whether the finding is a false alarm.
func (c *violationCase) alarms(f report.Finding) bool {
	expected := slices.Contains(c.may, f.Code) || slices.ContainsFunc(c.want, func(x violation) bool { return x.code == f.Code })
	return !expected && (f.Severity > report.Info || slices.Contains(c.not, f.Code))
}

// places are the JSON pointers of the texts by their keys.
var places = map[string]string{
	"title": "/title", "preamble": "/preamble", "overview": "/overview/paragraphs", "date": "/date",
	"1": "/overview/subsections/0", "2": "/overview/subsections/1", "3": "/overview/subsections/2",
	"4": "/overview/subsections/3", "5": "/overview/subsections/4", "sections": "/overview",
	"problems": "/problems", "other": "/other", "notes2": "/disclosure/notes",
	"text3": "/applications/paragraphs", "notes3": "/applications/notes", "notes4": "/remedies/notes",
}

func violations(t *testing.T, file, text string) (cases []violationCase) {
	t.Helper()
	grave, mild := severities()
	for i, s := range strings.Split(text, "\n") {
		if s = strings.TrimSpace(s); s == "" || strings.HasPrefix(s, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(s, "== "); ok {
			cases = append(cases, violationCase{name: fmt.Sprintf("%s:%d %s", file, i+1, name)})
			continue
		}
		key, value, ok := strings.Cut(s, ":")
		if !ok || len(cases) == 0 {
			t.Fatalf("%s:%d: %s", file, i+1, s)
		}
		value = strings.TrimSpace(value)
		c := &cases[len(cases)-1]
		switch key {
		case "want", "mild":
			code, place, _ := strings.Cut(value, " ")
			of := grave
			if key == "mild" {
				of = mild
			}
			severity, ok := of[code]
			if !ok {
				t.Fatalf("%s:%d: there is no rule %s", file, i+1, code)
			}
			c.want = append(c.want, violation{code, cmp.Or(places[place], place), severity})
		case "not":
			c.not = append(c.not, strings.Fields(value)...)
		case "may":
			c.may = append(c.may, strings.Fields(value)...)
		default:
			c.lines = append(c.lines, line{key, value})
		}
	}
	return cases
}

// wordings returns the lines of the key that the case has several of, or one line that
// stands for all.
func (c *violationCase) wordings() []line {
	count := map[string]int{}
	for _, l := range c.lines {
		count[l.key]++
	}
	var all []line
	for _, l := range c.lines {
		if count[l.key] > 1 && l.key != "row" && l.key != "last.row" {
			all = append(all, l)
		}
	}
	if all == nil {
		all = []line{{}}
	}
	return all
}

// reports returns the report with the wording, and last year's.
func (c *violationCase) reports(t *testing.T, wording line) (r, last *report.Report) {
	t.Helper()
	year := 2023
	var before bool
	for _, l := range c.lines {
		if l.key == "year" {
			year, _ = strconv.Atoi(l.value)
		}
		before = before || strings.HasPrefix(l.key, "last.")
	}
	r = sound(year)
	if before {
		last = sound(year - 1)
		for i, text := range []string{
			"年内更新林区道路、防火等信息97条，刊发公报4期。", "增设当面受理窗口1个，印制申请须知。", "新建文件台账，失效的逐件标注。",
			"关停账号2个，改版手机端页面。", "对六个科室作了检查，问卷回收80份，未有人被问责。",
		} {
			last.Overview.Subsections[i].Paragraphs[0] = text
		}
		last.Problems.Paragraphs[0] = "问题：公众参与渠道窄。改进：开通意见征集。"
	}
	for _, l := range c.lines {
		if l.key == wording.key && l != wording {
			continue
		}
		key, of := l.key, r
		if k, ok := strings.CutPrefix(key, "last."); ok {
			key, of = k, last
		}
		if key == "agency" && last != nil {
			last.Agency = l.value
		}
		set(t, of, key, l.value)
	}
	return r, last
}

func set(t *testing.T, r *report.Report, key, value string) {
	t.Helper()
	var paragraphs []string
	if value != "" {
		paragraphs = strings.Split(value, "¶")
	}
	sub := func(s string) *report.Subsection {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(r.Overview.Subsections) {
			t.Fatalf("no key %q", key)
		}
		return &r.Overview.Subsections[n-1]
	}
	switch key {
	case "agency":
		r.Agency = value
	case "year":
	case "alike":
		r.Overview, r.Problems = sound(r.Year).Overview, sound(r.Year).Problems
	case "title":
		r.Title = value
	case "issuer":
		r.Issuer = value
	case "date":
		var d report.Date
		if _, err := fmt.Sscanf(value, "%d-%d-%d", &d.Year, &d.Month, &d.Day); err != nil {
			t.Fatal(err)
		}
		r.Date = d
	case "preamble":
		r.Preamble = paragraphs
	case "overview":
		r.Overview.Paragraphs = paragraphs
	case "problems":
		r.Problems = report.Section{Paragraphs: paragraphs}
	case "other":
		r.Other = report.Section{Paragraphs: paragraphs}
	case "notes2":
		r.Disclosure.Notes = paragraphs
	case "text3":
		r.Applications.Paragraphs = paragraphs
	case "notes3":
		r.Applications.Notes = paragraphs
	case "notes4":
		r.Remedies.Notes = paragraphs
	case "only":
		all := r.Overview.Subsections
		r.Overview.Subsections = nil
		for _, n := range strings.Fields(value) {
			i, _ := strconv.Atoi(n)
			r.Overview.Subsections = append(r.Overview.Subsections, all[i-1])
		}
	case "row":
		f := strings.Fields(value)
		setRow(t, r, f[0], f[1:])
	default:
		if n, ok := strings.CutPrefix(key, "heading"); ok {
			s := sub(n)
			s.Topic, s.Title = "", value
			return
		}
		sub(key).Paragraphs = paragraphs
	}
}

func setRow(t *testing.T, r *report.Report, path string, figures []string) {
	t.Helper()
	i := 0
	for c := range report.Cells(r.Tables) {
		if c.Row != path || c.Computed || i >= len(figures) {
			continue
		}
		if figures[i] == "-" {
			figures[i] = ""
		}
		if err := c.Set(figures[i]); err != nil {
			t.Fatal(path, err)
		}
		i++
	}
	if i == 0 || i != len(figures) {
		t.Fatalf("row %s: %d figures set of %d", path, i, len(figures))
	}
}

// sound returns a report without a fault, in the words of the cases.
func sound(year int) *report.Report {
	y := strconv.Itoa(year)
	p := func(s string) []string { return []string{s} }
	return &report.Report{
		Agency: "云栖市林业局",
		Year:   year,
		Preamble: p("根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》" +
			"（国办公开办函〔2021〕30号）要求，编制本报告。本报告数据统计期限为" + y + "年1月1日至" + y + "年12月31日。" +
			"如有疑问，请与局办公室联系（地址：云栖市湖滨路8号，邮编：310099，电话：0599-8123456）。"),
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, Paragraphs: p("全年在门户网站发布各类政府信息126条，解读稿件9篇。")},
			{Topic: report.TopicApplications, Paragraphs: p("完善受理、登记、审核、送达各环节，规范答复文书。")},
			{Topic: report.TopicManagement, Paragraphs: p("严格执行信息发布三审三校，定期清理失效文件。")},
			{Topic: report.TopicPlatforms, Paragraphs: p("对网站专栏进行调整，做好栏目日常维护。")},
			{Topic: report.TopicSupervision, Paragraphs: p("将政务公开纳入年度工作考核，主动接受社会评议，本年度没有发生责任追究的情况。")},
		}},
		Problems: report.Section{Paragraphs: p("存在的主要问题：部分栏目更新不及时，解读形式较为单一。改进情况：建立栏目更新台账，增加图文解读。")},
		Other:    report.Section{Paragraphs: p("按照《政府信息公开信息处理费管理办法》，本年度收取信息处理费0元。")},
		Tables:   new(report.Tables2021),
	}
}
