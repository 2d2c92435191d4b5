package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/report"
)

const ledgerText = `编号,收到日期,申请人类型,办理结果,办结日期,申请人姓名
2023-090,2023-12-20,自然人,予以公开,2024-01-10,张三丰
=1+1,2024-01-05,自然人,予以公开,2024-01-20,张三丰
2024-002,2024/1/6,公民,部分公开,2024/2/1,张三丰
2024-003,2024-03-01,企业,信息不存在,2024-06-01,张三丰
2024-004,2024-08-01,企业,,,张三丰
2025-001,2025-01-06,自然人,,,张三丰
`

// figures returns the figures of table three that are neither 0 nor totals, by their ends of paths.
func figures(r *report.Report) map[string]string {
	all := map[string]string{}
	for c := range report.Cells(r.Tables) {
		if c.Table == 3 && !c.Computed && c.String() != "0" {
			all[strings.TrimPrefix(c.Path, "/tables/applications/")] = c.String()
		}
	}
	return all
}

func checkFigures(t *testing.T, r *report.Report, want string) {
	t.Helper()
	got := figures(r)
	var lines []string
	for path, n := range got {
		lines = append(lines, path+" "+n)
	}
	slices.Sort(lines)
	if s := strings.Join(lines, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// A ledger becomes table three; what is overdue is listed, and each figure names the
// applications that it counts. No person is named.
func TestLedger(t *testing.T) {
	dir := t.TempDir()
	in := save(t, dir, "台账.csv", ledgerText)
	out, trace, tracedJSON := filepath.Join(dir, "三.json"), filepath.Join(dir, "数.csv"), filepath.Join(dir, "数.json")
	status, stdout, stderr := nianbao("ledger", in, "-year", "2024", "-agency", "某县某局", "-o", out, "-trace", trace)
	if status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	r, _ := decoded(t, out)
	if r.Agency != "某县某局" || r.Year != 2024 {
		t.Errorf("of %s, %d", r.Agency, r.Year)
	}
	checkFigures(t, r, `carriedForward/enterprises 1
carriedOver/naturalPersons 1
received/enterprises 2
received/naturalPersons 2
results/granted/naturalPersons 2
results/partiallyGranted/naturalPersons 1
results/unavailable/notHeld/enterprises 1`)
	for _, f := range r.Check() {
		if strings.HasPrefix(f.Code, "T3") {
			t.Error(f.Message())
		}
	}
	if !strings.Contains(stdout, "2024-003\t2024-03-01\t2024-03-29\t2024-06-01\t") || !strings.Contains(stdout, "2024-004\t2024-08-01\t2024-08-29\t\t") || strings.Count(stdout, "\n") != 3 {
		t.Errorf("overdue:\n%s", stdout)
	}
	text := load(t, trace)
	for _, line := range []string{
		"表三 一、本年新收政府信息公开申请数量 自然人,2,'=1+1,2024-01-05,2024-01-20,第 3 行\r\n",
		"表三 四、结转下年度继续办理 商业企业,1,2024-004,2024-08-01,,第 6 行\r\n",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("no %q in\n%s", line, text)
		}
	}
	if status, _, stderr := nianbao("ledger", in, "-year", "2024", "-trace", tracedJSON); status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	var x struct{ Cells []tracedCell }
	if err := json.Unmarshal([]byte(load(t, tracedJSON)), &x); err != nil || len(x.Cells) != 7 || x.Cells[1].Applications[1].Number != "2024-004" {
		t.Errorf("%v, %+v", err, x)
	}
	for _, s := range []string{stdout, stderr, text, load(t, out), load(t, tracedJSON)} {
		if strings.Contains(s, "张三丰") {
			t.Errorf("a person is named:\n%s", s)
		}
	}
	// It may have been worked on.
	before := load(t, out)
	if status, _, stderr := nianbao("ledger", in, "-year", "2024", "-o", out); status != exitUnusable || !strings.Contains(stderr, "已有这个文件") || load(t, out) != before {
		t.Errorf("status %d\n%s", status, stderr)
	}
}

// Quarters, several files, days as of which applications are overdue.
func TestLedgerPeriods(t *testing.T) {
	dir := t.TempDir()
	lines := strings.SplitAfter(ledgerText, "\n")
	save(t, dir, "1.csv", strings.Join(lines[:3], ""))
	save(t, dir, "2.csv", lines[0]+strings.Join(lines[3:], ""))
	save(t, dir, "3.txt", "不是台账")
	out, overdue := filepath.Join(t.TempDir(), "一季度.json"), filepath.Join(t.TempDir(), "逾期.csv")
	status, stdout, stderr := nianbao("ledger", dir, "-year", "2024", "-period", "q1", "-on", "2025-03-31", "-agency", "某县某局", "-o", out, "-overdue", overdue)
	if status != exitDone || stdout != "" || !strings.Contains(stderr, "3.txt") {
		t.Fatalf("status %d\n%s\n%s", status, stdout, stderr)
	}
	r, _ := decoded(t, out)
	checkFigures(t, r, `carriedForward/enterprises 1
carriedOver/naturalPersons 1
received/enterprises 1
received/naturalPersons 2
results/granted/naturalPersons 2
results/partiallyGranted/naturalPersons 1`)
	if r.FullTitle() != "某县某局2024年1月1日至2024年3月31日政府信息公开申请情况" {
		t.Error(r.FullTitle())
	}
	if text := load(t, overdue); !strings.Contains(text, "2024-003,2024-03-01,2024-03-29,2024-06-01,45,") {
		t.Error(text)
	}

	// It was due on a Friday.
	if _, stdout, _ = nianbao("ledger", dir, "-year", "2024", "-on", "2024-03-30"); !strings.Contains(stdout, "2024-003\t2024-03-01\t2024-03-29\t2024-06-01\t0\t尚未答复；期限之后只有休息日") {
		t.Error(stdout)
	}
}

// With the holidays of the years nothing is uncertain of what is overdue.
func TestLedgerHolidays(t *testing.T) {
	dir := t.TempDir()
	in := save(t, dir, "台账.csv", ledgerText)
	days := "日期,安排\n2023-12-31,上班\n2024-01-01,放假\n2024-03-28,放假\n2024-08-10,上班\n"
	for day := 1; day <= 11; day++ { // as many as a year has at least
		days += fmt.Sprintf("2023-10-%02d,放假\n2024-10-%02d,放假\n", day, day)
	}
	holidays := save(t, dir, "节假日.csv", days)
	status, stdout, stderr := nianbao("ledger", in, "-year", "2024", "-holidays", holidays)
	if status != exitDone || strings.Contains(stderr, "没有给出") || !strings.Contains(stdout, "2024-003\t2024-03-01\t2024-04-01\t2024-06-01\t") || !strings.Contains(stdout, "2024-004\t2024-08-01\t2024-08-28\t\t") {
		t.Errorf("status %d\n%s\n%s", status, stdout, stderr)
	}
}

// Table three is put into a report that has the rest, and compared with last year's.
func TestLedgerInto(t *testing.T) {
	dir := t.TempDir()
	in := save(t, dir, "台账.csv", ledgerText)
	r, _ := decoded(t, "yunqi-2023.json")
	r.Year, r.Title, r.Preamble = 2024, "", nil
	data, err := report.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	path := save(t, dir, "报告.json", string(data))
	status, _, stderr := nianbao("ledger", in, "-into", path, "-o", path, "-last", "yunqi-2023.json")
	if status != exitDone || strings.Count(stderr, "警告 Y-a") != 2 || strings.Contains(stderr, "N-f") {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	got, _ := decoded(t, path)
	if got.Agency != r.Agency || !slices.Equal(got.Problems.Paragraphs, r.Problems.Paragraphs) || figures(got)["received/naturalPersons"] != "2" {
		t.Errorf("%+v", got)
	}
	for c := range report.Cells(r.Tables) {
		for d := range report.Cells(got.Tables) {
			if c.Table != 3 && c.Path == d.Path && c.String() != d.String() {
				t.Errorf("%s is %s, not %s", c.Path, d, c)
			}
		}
	}
	for _, args := range [][]string{
		{"-into", path}, {"-into", path, "-o", path, "-period", "q1"}, {"-into", path, "-o", path, "-year", "2023"}, {"-into", path, "-o", path, "-agency", "某县"},
		{"-year", "2024", "-period", "h2", "-last", "yunqi-2023.json"},
	} {
		if status, _, stderr := nianbao(append([]string{"ledger", in}, args...)...); status != exitUnusable || stderr == "" {
			t.Errorf("%v: status %d\n%s", args, status, stderr)
		}
	}
}

// What is not whole is not written, but for -force.
func TestLedgerErrors(t *testing.T) {
	dir := t.TempDir()
	in := save(t, dir, "台账.csv", ledgerText+"2024-009,24-1-5,自然人,,,张三丰\n")
	out := filepath.Join(dir, "三.json")
	status, _, stderr := nianbao("ledger", in, "-year", "2024", "-o", out)
	if status != exitFindings || !strings.Contains(stderr, in+"：错误 I-eg 第 8 行第 2 格 收到日期：") || !strings.Contains(stderr, "I-eu") || slices.Contains(names(dir), "三.json") {
		t.Errorf("status %d\n%s", status, stderr)
	}
	if status, _, stderr := nianbao("ledger", in, "-year", "2024", "-o", out, "-force"); status != exitFindings || !slices.Contains(names(dir), "三.json") {
		t.Errorf("status %d\n%s", status, stderr)
	}
	other := save(t, dir, "a.txt", "张三丰")
	for _, args := range [][]string{
		{in}, {in, "-year", "2018"}, {in, "-year", "2024", "-period", "q5"}, {in, "-year", "2024", "-on", "1/5/2024"}, {in, "-year", "2024", "-o", filepath.Join(dir, "a.pdf")},
		{in, "-year", "2024", "-overdue", filepath.Join(dir, "b.csv"), "-trace", filepath.Join(dir, "b.csv")}, {"-year", "2024"}, {other, "-year", "2024"}, {"yunqi-2023.json", "-year", "2024"},
		{in, "-year", "2024", "-holidays", filepath.Join(dir, "none")}, {in, "-year", "2024", "-holidays", other}, {in, "-year", "2024", "-o", in}, {in, "-year", "2024", "-last", other},
	} {
		if status, stdout, stderr := nianbao(append([]string{"ledger"}, args...)...); status != exitUnusable || stdout != "" || stderr == "" || strings.Contains(stderr, "张三丰") {
			t.Errorf("%v: status %d\n%s%s", args, status, stdout, stderr)
		}
	}
	if status, _, stderr := nianbao("check", in); status != exitUnusable || !strings.Contains(stderr, "nianbao ledger") {
		t.Errorf("status %d\n%s", status, stderr)
	}
}

// A blank ledger that new writes is an empty one, with what is to be filled in.
func TestNewLedger(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"台账.csv", "台账.xlsx"} {
		path := filepath.Join(dir, name)
		if status, _, stderr := nianbao("new", "-kind", "ledger", "-year", "2024", "-o", path); status != exitDone {
			t.Fatalf("status %d\n%s", status, stderr)
		}
		status, stdout, stderr := nianbao("ledger", path, "-year", "2024", "-lang", "en")
		if status != exitDone || stdout != "nothing is overdue\n" || !strings.Contains(stderr, "I-ev") || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: status %d\n%s%s", name, status, stdout, stderr)
		}
	}
	path := filepath.Join(dir, "台账.csv")
	filled := save(t, dir, "填好的.csv", load(t, path)+"1,2024-01-05,,自然人,（六）其他处理 3.其他,2024-01-20,,,,,,,\r\n")
	out := filepath.Join(dir, "三.json")
	if status, _, stderr := nianbao("ledger", filled, "-year", "2024", "-o", out); status != exitDone {
		t.Fatalf("status %d\n%s", status, stderr)
	}
	r, _ := decoded(t, out)
	checkFigures(t, r, "received/naturalPersons 1\nresults/other/other/naturalPersons 1")
}

// Three years of ten thousand applications in whatever words and order: what is carried over is
// what was carried forward, the sums hold, and each figure is that of a count by other means.
func TestLedgerThreeYears(t *testing.T) {
	type words struct{ path, says string }
	kinds := []words{{"naturalPersons", "公民"}, {"naturalPersons", "自然人"}, {"enterprises", "企业"}, {"researchInstitutions", "科研机构"}, {"legalServiceInstitutions", "律师事务所"}, {"others", "其他"}}
	results := []words{
		{"granted", "公开"}, {"granted", "（一）予以公开"}, {"partiallyGranted", "部分公开"}, {"refused/stateSecrets", "不予公开—属于国家秘密"}, {"refused/processInformation", "（三）6.属于四类过程性信息"},
		{"unavailable/notHeld", "信息不存在"}, {"notProcessed/repeated", "2.重复申请"}, {"other/notCorrected", "逾期不补正"}, {"other/other", "（六）其他处理-3.其他"},
	}
	dates := []string{"2006-01-02", "2006/1/2", "2006年1月2日", "20060102", "2006.1.2", "2006-01-02 15:04"}
	rng := rand.New(rand.NewPCG(7, 7))
	want := map[int]map[string]int{2022: {}, 2023: {}, 2024: {}}
	text := "编号,申请人类别,收到时间,答复时间,办理结果\n"
	for i := range 10_000 {
		received := time.Date(2021, 10, 1, 9, 30, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(1280))
		closed := received.AddDate(0, 0, rng.IntN(60))
		kind, result := kinds[rng.IntN(len(kinds))], results[rng.IntN(len(results))]
		open := rng.IntN(20) == 0 && received.Year() == 2025
		for year, counts := range want {
			if open || received.Year() > year || closed.Year() < year {
				continue
			}
			row := "received"
			if received.Year() < year {
				row = "carriedOver"
			}
			counts[row+"/"+kind.path]++
			if row = "results/" + result.path; closed.Year() > year {
				row = "carriedForward"
			}
			counts[row+"/"+kind.path]++
		}
		says := func(d time.Time) string { return d.Format(dates[rng.IntN(len(dates))]) }
		if open {
			text += fmt.Sprintf("%d,%s,%s,,办理中\n", i, kind.says, says(received))
		} else {
			text += fmt.Sprintf("%d,%s,%s,%s,%s\n", i, kind.says, says(received), says(closed), result.says)
		}
	}
	dir := t.TempDir()
	in := save(t, dir, "台账.csv", text)
	last := ""
	for year := 2022; year <= 2024; year++ {
		out := filepath.Join(dir, strconv.Itoa(year)+".json")
		args := []string{"ledger", in, "-year", strconv.Itoa(year), "-agency", "某县某局", "-o", out, "-overdue", filepath.Join(dir, strconv.Itoa(year)+".csv")}
		if last != "" {
			args = append(args, "-last", last)
		}
		status, _, stderr := nianbao(args...)
		if status != exitDone || strings.Contains(stderr, "Y-") {
			t.Fatalf("status %d\n%.3000s", status, stderr)
		}
		r, _ := decoded(t, out)
		got := figures(r)
		for path, n := range want[year] {
			if got[path] != strconv.Itoa(n) {
				t.Errorf("%d: %s is %s, not %d", year, path, got[path], n)
			}
		}
		if len(got) != len(want[year]) {
			t.Errorf("%d: %d figures, not %d", year, len(got), len(want[year]))
		}
		for _, f := range r.Check() {
			if strings.HasPrefix(f.Code, "T3") {
				t.Errorf("%d: %s", year, f.Message())
			}
		}
		last = out
	}
}
