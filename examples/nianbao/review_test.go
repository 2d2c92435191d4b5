package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// faulty is a report with some thirty things to be found, of every kind and everywhere.
const faulty = "testdata/review.txt"

const faultyTitle = "青坪区水务局2024年政府信息公开工作年度报告"

// decoded reads a report from a file.
func decoded(t *testing.T, path string) (*report.Report, []report.Finding) {
	t.Helper()
	r, findings, err := intake.Read([]byte(load(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	return r, findings
}

// A review copy says all that is found, and is read as the report that it is of.
func TestReview(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	status, _, stderr := nianbao("check", faulty, "-review", dir)
	found := strings.Split(strings.TrimSpace(stderr), "\n")
	if status != exitFindings || len(found) < 30 {
		t.Errorf("status %d, %d findings: %s", status, len(found), stderr)
	}
	want := []string{faultyTitle + ".校核.docx", faultyTitle + ".校核.html"}
	if got := names(dir); !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	page := load(t, filepath.Join(dir, want[1]))
	if n := strings.Count(page, `<li id="note-`); n != len(found) {
		t.Errorf("%d comments on %d findings", n, len(found))
	}
	for _, f := range found {
		fields := strings.Fields(strings.TrimPrefix(f, faulty+"："))
		if !strings.Contains(page, ">"+fields[0]+" "+fields[1]+" ") {
			t.Errorf("the page lacks %s", f)
		}
	}
	r, read := decoded(t, faulty)
	for _, name := range want {
		back, findings := decoded(t, filepath.Join(dir, name))
		// What was printed otherwise than it adds up was told when it was read first.
		if len(findings) != 1 || findings[0].Code != "I-aq" {
			t.Errorf("%s: %+v", name, findings)
		}
		a, _ := report.Encode(back)
		b, _ := report.Encode(r)
		if string(a) != string(b) {
			t.Errorf("%s: another report", name)
		}
		status, _, stderr := nianbao("build", filepath.Join(dir, name), "-to", "json", "-force", "-o", filepath.Join(dir, name+"-built"))
		if status != exitFindings || load(t, filepath.Join(dir, name+"-built", faultyTitle+".json")) != string(b) {
			t.Errorf("build %s: status %d: %s", name, status, stderr)
		}
	}
	if !slices.ContainsFunc(read, func(f report.Finding) bool { return f.Code == "T3-c" }) {
		t.Error("no finding of the reading")
	}
	again := t.TempDir()
	nianbao("check", faulty, "-review", again, "-json")
	for _, name := range want {
		if load(t, filepath.Join(again, name)) != load(t, filepath.Join(dir, name)) {
			t.Errorf("%s: other bytes", name)
		}
	}
	if status, _, _ := nianbao("check", faulty, "-review", again, "-lang", "en"); status != exitFindings {
		t.Errorf("status %d", status)
	}
	if page := load(t, filepath.Join(again, want[1])); !strings.Contains(page, ">error D-g ") || strings.Contains(page, ">错误 ") {
		t.Error("the comments are not in English")
	}
}

// A report in which nothing is found has a review copy that says so.
func TestReviewFindsNothing(t *testing.T) {
	dir := t.TempDir()
	if status, _, stderr := nianbao("check", "yunqi-2023.json", "-review", dir); status != exitDone || stderr != "" {
		t.Fatalf("status %d: %s", status, stderr)
	}
	all := names(dir)
	if len(all) != 2 || strings.Count(load(t, filepath.Join(dir, all[1])), "没有发现问题") != 1 {
		t.Errorf("%q", all)
	}
}

// Review copies are no input of another run, and take the place of none; they are made
// anew beside the report.
func TestReviewBesideInputs(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "a.txt", load(t, faulty))
	save(t, dir, "b.json", load(t, "yunqi-2023.json"))
	for run := range 3 {
		status, _, stderr := nianbao("check", dir, "-review", dir)
		if told := strings.Contains(stderr, "没有读其他输入写出的文件"); status != exitFindings || told != (run > 0) {
			t.Errorf("run %d: status %d: %s", run, status, stderr)
		}
		if n := len(names(dir)); n != 6 {
			t.Fatalf("run %d: %q", run, names(dir))
		}
	}
	// They are none of build's, wherever it writes.
	for _, out := range []string{t.TempDir(), dir} {
		if status, _, stderr := nianbao("build", dir, "-to", "docx,html", "-draft", "-o", out); status != exitDone {
			t.Errorf("build: status %d: %s", status, stderr)
		}
	}
	if status, _, stderr := nianbao("check", dir, "-review", t.TempDir()); status != exitFindings || strings.Contains(stderr, "重名") {
		t.Errorf("check of what was built: status %d: %s", status, stderr)
	}

	// Named, they are inputs like others.
	copies := filepath.Join(dir, faultyTitle+".校核.docx")
	before := load(t, copies)
	status, _, stderr := nianbao("check", copies, "-review", dir)
	if status != exitUnusable || !strings.Contains(stderr, "-review out") || load(t, copies) != before {
		t.Errorf("over an input: status %d: %s", status, stderr)
	}
	// Two reports of one title.
	other := t.TempDir()
	save(t, other, "a.txt", load(t, faulty))
	save(t, other, "b.txt", load(t, faulty))
	if status, _, stderr := nianbao("check", other, "-review", t.TempDir()); status != exitUnusable || strings.Count(stderr, "重名") != 1 {
		t.Errorf("two reports of a title: status %d: %s", status, stderr)
	}
}

// What no document can be made of is told, and the others are written.
func TestReviewUnusable(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	good := load(t, "yunqi-2023.json")
	nianbao("new", "-year", "2023", "-o", filepath.Join(dir, "agency.xlsx"))
	save(t, dir, "good.json", good)
	save(t, dir, "none.txt", "不是报告")
	status, _, stderr := nianbao("check", dir, "-review", out)
	if status != exitUnusable || !strings.Contains(stderr, "none.txt：错误 I-f") {
		t.Errorf("status %d: %s", status, stderr)
	}
	if all := names(out); len(all) != 4 || !strings.HasPrefix(all[0], unknownAgency) && !strings.HasPrefix(all[2], unknownAgency) {
		t.Errorf("%q", all)
	}
	page := load(t, filepath.Join(out, names(out)[3]))
	tables := strings.Join(regexp.MustCompile(`(?s)<table.*?</table>`).FindAllString(page, -1), "\n")
	alone, nothing := save(t, t.TempDir(), "tables.xls", "<html><body>"+tables+"</body></html>"), filepath.Join(dir, "out")
	status, _, stderr = nianbao("check", alone, "-review", nothing)
	if status != exitUnusable || !strings.Contains(stderr, "没有写 "+alone+" 的校核副本") || strings.Count(stderr, "R-b") != 1 || names(nothing) != nil {
		t.Errorf("of no year: status %d: %s", status, stderr)
	}
	if status, _, stderr := nianbao("check", faulty, "-review", ""); status != exitUnusable || !strings.Contains(stderr, "-review") {
		t.Errorf("status %d: %s", status, stderr)
	}
	file := save(t, dir, "file", "")
	if status, _, stderr := nianbao("check", faulty, "-review", file); status != exitUnusable || !strings.Contains(stderr, file) {
		t.Errorf("into a file: status %d: %s", status, stderr)
	}
	if b, err := os.ReadFile(file); err != nil || len(b) > 0 {
		t.Error("the file was changed")
	}
}

// Of very many findings a review copy has as many as are told, and says how many more
// there are.
func TestReviewOfVeryMuch(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	r, _ := decoded(t, "yunqi-2023.json")
	for range 1100 {
		r.Preamble = append(r.Preamble, "另见http//:www.example.gov.cn。")
	}
	data, err := report.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	in := save(t, dir, "a.json", string(data))
	nianbao("check", in, "-review", out)
	page := load(t, filepath.Join(out, names(out)[1]))
	if n := strings.Count(page, `<li id="note-`); n != maxFindings+1 || !strings.Contains(page, "条，没有列出") {
		t.Errorf("%d comments", n)
	}
}
