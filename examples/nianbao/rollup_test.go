package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// department is the report of a body that received so many applications and granted them,
// and issued no documents.
func department(agency string, received report.Count) *report.Report {
	tables := new(report.Tables2021)
	tables.Applications.Received.NaturalPersons = received
	tables.Applications.Results.Granted.NaturalPersons = received
	tables.Disclosure.Licenses = 10
	tables.Disclosure.AdministrativeFees = report.MustAmount("0.10")
	return &report.Report{Agency: agency, Year: 2023, Tables: tables}
}

// saved writes reports into a folder and returns it.
func saved(t *testing.T, dir string, reports map[string]*report.Report) string {
	t.Helper()
	for name, r := range reports {
		data, err := report.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		save(t, dir, name, string(data))
	}
	return dir
}

// threeBodies are those of a county, and its own office.
func threeBodies() map[string]*report.Report {
	return map[string]*report.Report{
		"a.json": department("青石县教育局", 3), "b.json": department("青石县民政局", 4), "c.json": department("青石县云溪镇人民政府", 5),
	}
}

// sums is the last line that rollup -json prints.
type sums struct {
	Agency          string
	Year            int
	In, Out, Unread int
	Written         []string
	NotWritten      string
	Findings        []report.Finding
}

func rolledUp(t *testing.T, args ...string) (status int, last sums, lines []checkedLine, stderr string) {
	t.Helper()
	status, stdout, stderr := nianbao(append([]string{"rollup", "-json"}, args...)...)
	text := strings.TrimSuffix(stdout, "\n")
	i := strings.LastIndex(text, "\n") + 1
	if err := json.Unmarshal([]byte(text[i:]), &last); err != nil {
		t.Fatalf("%v in %s\n%s", err, text, stderr)
	}
	return status, last, jsonLines(t, text[:i]), stderr
}

func codesOf(findings []report.Finding) (codes []string) {
	for _, f := range findings {
		codes = append(codes, f.Code)
	}
	return codes
}

func TestRollup(t *testing.T) {
	dir, out := saved(t, t.TempDir(), threeBodies()), t.TempDir()
	own := filepath.Join(saved(t, t.TempDir(), map[string]*report.Report{"own.json": department("青石县人民政府办公室", 8)}), "own.json")
	path := func(name string) string { return filepath.Join(out, name) }
	status, last, lines, stderr := rolledUp(t, dir, "-own", own, "-agency", "青石县人民政府", "-year", "2023", "-o", path("s.json"), "-o", path("s.xlsx"), "-trace", path("t.json"))
	if status != exitDone || stderr != "" || len(lines) != 4 || lines[0].File != own || last.In != 4 || last.Out != 0 || last.Unread != 0 || len(last.Findings) != 0 || len(last.Written) != 3 {
		t.Fatalf("status %d, %+v, %+v\n%s", status, last, lines, stderr)
	}
	if got := names(out); !slices.Equal(got, []string{"s.json", "s.xlsx", "t.json"}) {
		t.Errorf("wrote %q", got)
	}
	r, findings, err := report.Decode([]byte(load(t, path("s.json"))))
	if err != nil || len(findings) > 0 {
		t.Fatal(err, findings)
	}
	tables := r.Tables.(*report.Tables2021)
	if r.Agency != "青石县人民政府" || r.Year != 2023 || r.Scope != report.ScopeJurisdiction || tables.Applications.Received.NaturalPersons != 20 ||
		tables.Disclosure.Licenses != 40 || tables.Disclosure.AdministrativeFees.String() != "0.4" || r.Preamble != nil {
		t.Errorf("%+v", r)
	}
	if trace := load(t, path("t.json")); !report.IsTrace(strings.NewReader(trace)) || !strings.Contains(trace, `"parts":[8,3,4,5]`) {
		t.Errorf("the trace is %.300s", trace)
	}
	if book := load(t, path("s.xlsx")); !workbook.IsTrace(strings.NewReader(book), int64(len(book))) {
		t.Error("the workbook is no trace")
	}
	// What it writes is built, and the text that is missing is told.
	if status, _, stderr := nianbao("build", path("s.json"), "-to", "docx", "-o", out); status != exitDone || !strings.Contains(stderr, "警告 S-a") {
		t.Errorf("build: status %d\n%s", status, stderr)
	}
	// The same inputs give the same bytes, in text mode and with one worker, too.
	again := t.TempDir()
	status, stdout, stderr := nianbao("rollup", dir, "-own", own, "-agency", "青石县人民政府", "-year", "2023", "-workers", "1", "-trace", filepath.Join(again, "s.xlsx"), "-trace", filepath.Join(again, "t.json"))
	if status != exitDone || stdout != "" || !strings.HasSuffix(stderr, "nianbao: 青石县人民政府 2023 年的汇总：计入 4 份报告，未计入 0 份，读不了 0 份\n") {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
	for _, name := range names(again) {
		if load(t, filepath.Join(again, name)) != load(t, path(name)) {
			t.Errorf("%s: two runs differ", name)
		}
	}
}

// Everything that may be wrong with the set of reports has its code, and none stops the
// others.
func TestRollupFaults(t *testing.T) {
	reports := threeBodies()
	twice, late, blank, wrong := department("青石县教育局", 9), department("青石县财政局", 1), department("青石县林业局", 1), department("青石县水务局", 1)
	late.Year = 2022
	blank.Tables.(*report.Tables2021).Disclosure.Penalties = report.Blank
	wrong.Tables.(*report.Tables2021).Applications.Results.Granted.NaturalPersons = 7
	reports["d.json"], reports["e.json"], reports["f.json"], reports["g.json"] = twice, late, blank, wrong
	reports["h.json"], reports["i.json"] = department("青石县税务局（本级）", 1), department("青石县税务局（系统）", 6)
	dir := saved(t, t.TempDir(), reports)
	bad := save(t, dir, "j.json", `{"agency": "青石县统计局"`)
	scan := save(t, dir, "k.png", "\x89PNG\r\n\x1a\n")
	members := save(t, t.TempDir(), "members.csv", "机关全称\n"+strings.Join([]string{
		"青石县教育局", "青石县民政局", "青石县云溪镇人民政府", "青石县财政局", "青石县林业局", "青石县水务局", "青石县税务局（系统）", "青石县税务局（本级）", "青石县统计局"}, "\n"))
	out := filepath.Join(t.TempDir(), "t.json")
	args := []string{dir, "-members", members, "-agency", "青石县人民政府", "-year", "2023", "-o", out}
	status, last, lines, _ := rolledUp(t, args...)
	if status != exitUnusable || len(last.Written) != 1 || last.In+last.Out != 9 || last.Unread != 1 || len(lines) != 10 || lines[9].Unusable == "" {
		t.Errorf("status %d, %+v, %+v", status, last, lines)
	}
	codes := codesOf(last.Findings)
	for _, code := range []string{"H-e", "H-h", "H-i", "H-k", "H-q", "H-aa", "H-ab"} {
		if !slices.Contains(codes, code) {
			t.Errorf("no %s among %v", code, codes)
		}
	}
	for _, f := range last.Findings {
		switch {
		case f.Code == "H-ab" && (f.Bodies[0] != "青石县水务局" || f.Got != "1" || f.Place != filepath.Join(dir, "g.json")),
			f.Code == "H-aa" && f.Place != bad && (f.Place != scan || f.Severity != report.Info),
			f.Code == "H-h" && f.Want != "青石县统计局":
			t.Errorf("%+v", f)
		}
	}
	os.Remove(out)
	status, _, stderr := nianbao(append([]string{"rollup", "-lang", "en"}, args...)...)
	if status != exitUnusable || strings.Contains(stderr, "H-aa") || strings.Contains(stderr, "H-ab") {
		t.Errorf("status %d\n%s", status, stderr)
	}
	for _, text := range []string{"青石县人民政府: error H-e ", bad + ": ", "k.png", "青石县水务局", "the sums of 青石县人民政府 for 2023: 5 reports are added up, 4 are left out, 1 cannot be read\n"} {
		if !strings.Contains(stderr, text) {
			t.Errorf("no %q in\n%s", text, stderr)
		}
	}
}

// What was published is compared with the sums, and tells whose they are.
func TestRollupPublished(t *testing.T) {
	dir := saved(t, t.TempDir(), threeBodies())
	published := department("青石县人民政府", 13)
	published.Scope, published.Tables.(*report.Tables2021).Disclosure.Licenses = report.ScopeJurisdiction, 30
	published.Tables.(*report.Tables2021).Disclosure.AdministrativeFees = report.MustAmount("0.30")
	file := filepath.Join(saved(t, dir, map[string]*report.Report{"published.json": published}), "published.json")
	out := filepath.Join(t.TempDir(), "t.json")
	status, last, lines, stderr := rolledUp(t, dir, "-published", file, "-trace", out)
	if status != exitDone || last.Agency != "青石县人民政府" || last.Year != 2023 || last.In != 3 || len(lines) != 3 || !slices.Equal(codesOf(last.Findings), []string{"H-a", "H-a"}) {
		t.Errorf("status %d, %+v, %+v", status, last, lines)
	}
	if !strings.Contains(stderr, file) {
		t.Errorf("it is not told that it is left out: %q", stderr)
	}
	if trace := load(t, out); !strings.Contains(trace, `"value":12,"published":13,"difference":1`) {
		t.Errorf("the trace is %.300s", trace)
	}
}

// Traces of earlier runs in the folder are not added up, and reports in a table of many
// bodies are.
func TestRollupInputs(t *testing.T) {
	dir := saved(t, t.TempDir(), threeBodies())
	flags := []string{"-agency", "青石县人民政府", "-year", "2023"}
	run := func(args ...string) sums {
		t.Helper()
		status, last, _, stderr := rolledUp(t, append(args, flags...)...)
		if status != exitDone || last.Out != 0 {
			t.Fatalf("status %d, %+v\n%s", status, last, stderr)
		}
		return last
	}
	run(dir, "-o", filepath.Join(dir, "s.xlsx"), "-trace", filepath.Join(dir, "t.json"))
	if last := run(dir, "-trace", filepath.Join(dir, "u.json")); last.In != 3 {
		t.Errorf("%+v", last)
	}
	many := filepath.Join(t.TempDir(), "many.csv")
	if status, _, stderr := nianbao("new", "-kind", "many", "-year", "2023", "-o", many); status != exitDone {
		t.Fatal(stderr)
	}
	text := load(t, many)
	for _, agency := range []string{"青石县甲局", "青石县乙局"} {
		row := []string{agency, "2023"}
		for _, c := range intake.Columns(report.Edition2021)[2:] {
			figure := ""
			if strings.HasPrefix(c.Path, "/tables/") {
				figure = "0"
			}
			row = append(row, figure)
		}
		text += strings.Join(row, ",") + "\r\n"
	}
	save(t, filepath.Dir(many), "many.csv", text)
	if last := run(many, "-trace", filepath.Join(t.TempDir(), "t.json")); last.In != 2 {
		t.Errorf("%+v", last)
	}
}

// What build made of a report that is there counts once, where the figures are the same;
// with others it is not known which is right.
func TestRollupCopies(t *testing.T) {
	dir := saved(t, t.TempDir(), threeBodies())
	if status, _, stderr := nianbao("build", filepath.Join(dir, "a.json"), "-to", "docx,xlsx,html", "-force", "-o", dir); status == exitUnusable {
		t.Fatal(stderr)
	}
	flags := []string{dir, "-agency", "青石县人民政府", "-year", "2023", "-trace"}
	status, last, lines, stderr := rolledUp(t, append(flags, filepath.Join(t.TempDir(), "t.json"))...)
	if status != exitDone || last.In != 3 || last.Out != 0 || len(lines) != 3 || len(last.Findings) != 0 || strings.Count(stderr, "青石县教育局2023年") != 3 {
		t.Errorf("status %d, %+v\n%s", status, last, stderr)
	}
	saved(t, dir, map[string]*report.Report{"a.json": department("青石县教育局", 30)})
	status, last, _, _ = rolledUp(t, append(flags, filepath.Join(t.TempDir(), "t.json"))...)
	if status != exitFindings || last.In != 2 || !slices.Equal(codesOf(last.Findings), []string{"H-e"}) {
		t.Errorf("status %d, %+v", status, last)
	}
}

// A file in a folder that is called a document and cannot be read may be a body's report;
// another one stands in the trace alone.
func TestRollupDamaged(t *testing.T) {
	dir := saved(t, t.TempDir(), threeBodies())
	damaged, notes := save(t, dir, "x.docx", "PK\x03\x04 and no more"), save(t, dir, "y.txt", "请于周五前报送。")
	picture := save(t, dir, "z.png", "\x89PNG\r\n\x1a\n")
	args := []string{dir, "-agency", "青石县人民政府", "-year", "2023", "-trace"}
	status, last, _, _ := rolledUp(t, append(args, filepath.Join(t.TempDir(), "t.json"))...)
	got := map[string]report.Severity{}
	for _, f := range last.Findings {
		got[f.Place] = f.Severity
	}
	if want := (map[string]report.Severity{damaged: report.Warning, notes: report.Warning, picture: report.Info}); status != exitUnusable || last.In != 3 || last.Unread != 2 || !maps.Equal(got, want) {
		t.Errorf("status %d, %+v", status, last)
	}
	status, _, stderr := nianbao(append([]string{"rollup"}, append(args, filepath.Join(t.TempDir(), "t.json"))...)...)
	if status != exitUnusable || !strings.Contains(stderr, damaged) || !strings.HasSuffix(stderr, "读不了 2 份\n") {
		t.Errorf("status %d\n%s", status, stderr)
	}
}

// What makes the status that of an error is told, of a single report, too.
func TestRollupOne(t *testing.T) {
	wrong := department("青石县水务局", 1)
	wrong.Tables.(*report.Tables2021).Applications.Results.Granted.NaturalPersons = 7
	dir := saved(t, t.TempDir(), map[string]*report.Report{"g.json": wrong})
	status, _, stderr := nianbao("rollup", dir, "-agency", "青石县人民政府", "-year", "2023", "-trace", filepath.Join(t.TempDir(), "t.json"))
	if status != exitFindings || !strings.Contains(stderr, "错误 H-ab "+filepath.Join(dir, "g.json")+"：“青石县水务局”的报告有 1 处错误") {
		t.Errorf("status %d, %q", status, stderr)
	}
}

// Where there is no report at all nothing is written.
func TestRollupNothing(t *testing.T) {
	bad, out := save(t, t.TempDir(), "bad.json", "{"), filepath.Join(t.TempDir(), "s.json")
	args := []string{bad, "-agency", "青石县人民政府", "-year", "2023", "-o", out}
	status, last, lines, _ := rolledUp(t, args...)
	if status != exitUnusable || len(lines) != 1 || last.Unread != 1 || last.NotWritten == "" || last.Written != nil || names(filepath.Dir(out)) != nil {
		t.Errorf("status %d, %+v, %+v", status, last, lines)
	}
	if status, _, stderr := nianbao(append([]string{"rollup"}, args...)...); status != exitUnusable || !strings.Contains(stderr, "没有写文件") {
		t.Errorf("status %d, %q", status, stderr)
	}
}

// What is missing in the call is asked for, before anything is read or written.
// Where every report is left out, nothing is added up, and a program is not to go on.
func TestRollupAllLeftOut(t *testing.T) {
	dir := t.TempDir()
	in := saved(t, dir, threeBodies())
	status, last, _, _ := rolledUp(t, in, "-agency", "青石县人民政府", "-year", "2024", "-o", filepath.Join(dir, "sums.xlsx"))
	if status != exitFindings || last.In != 0 || last.Out != 3 || len(last.Written) != 1 {
		t.Errorf("status %d, %+v", status, last)
	}
}

func TestRollupMisused(t *testing.T) {
	dir := saved(t, t.TempDir(), threeBodies())
	own := saved(t, t.TempDir(), map[string]*report.Report{"own.json": department("青石县人民政府办公室", 1), "gov.json": department("青石县人民政府", 1)})
	there := save(t, t.TempDir(), "there.json", "{}")
	to := t.TempDir()
	out := []string{"-o", filepath.Join(to, "s.json")}
	whose := []string{"-agency", "青石县人民政府", "-year", "2023"}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(here, out[1])
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{whose, "没有给出要写的文件"},
		{out, "请用 -agency 给出"},
		{append(out, "-agency", "青石县人民政府"), "请用 -year 给出"},
		{append(out, "-own", filepath.Join(own, "own.json")), "请用 -agency 给出"},
		{append(out, "-agency", "青石县人民政府", "-year", "2018"), "没有 2018 年的报告格式"},
		{append(whose, "-o", filepath.Join(to, "s.docx")), "-o 写的是 JSON、XLSX"},
		{append(whose, "-o", filepath.Join(to, "s")), "-o 写的是 JSON、XLSX"},
		{append(whose, "-o", ""), "-o 后面是空的"},
		{append(whose, "-o", there), there + "：已有这个文件"},
		{append(whose, "-o", filepath.Join(to, "no", "s.json")), filepath.Join(to, "no", "s.json") + "：没有这个文件夹；请先建立"},
		{append(whose, "-o", filepath.Join(there, "s.json")), filepath.Join(there, "s.json") + "：路径中有一段不是文件夹；请改路径"},
		{slices.Concat(whose, out, []string{"-trace", filepath.Dir(out[1]) + "/./s.json"}), "给出了两次"},
		{slices.Concat(whose, out, []string{"-trace", relative}), "给出了两次"},
		{append(out, "-published", filepath.Join(own, "gov.json"), "-year", "2022"), "-published 是 2023 年的报告"},
		{append(out, "-published", filepath.Join(own, "gov.json"), "-agency", "青石市人民政府"), "请改正 -agency"},
		{slices.Concat(whose, out, []string{"-members", there}), there},
		{slices.Concat(whose, out, []string{"-own", filepath.Join(own, "none.json")}), "none.json"},
	} {
		status, stdout, stderr := nianbao(append([]string{"rollup", dir}, tt.args...)...)
		if status != exitUnusable || stdout != "" || !strings.Contains(stderr, tt.want) || names(to) != nil {
			t.Errorf("%v: status %d, %q, %q, wrote %v", tt.args, status, stdout, stderr, names(to))
		}
	}
	if load(t, there) != "{}" {
		t.Error("a file was overwritten")
	}
}
