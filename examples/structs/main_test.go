package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// The program runs and writes all files.
func TestMainProgram(t *testing.T) {
	home, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	main()
	for name, head := range map[string]string{"report.docx": "PK\x03\x04", "report.pdf": "%PDF-", "report.ofd": "PK\x03\x04"} {
		b, err := os.ReadFile(name)
		if err != nil || !strings.HasPrefix(string(b), head) {
			t.Errorf("%s: %v, %.10q", name, err, b)
		}
	}
	lint := exec.Command("go", "run", "github.com/nianbao/nianbao/render/internal/lintofd", filepath.Join(dir, "report.ofd"))
	lint.Dir = home
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// A report with a figure that nobody has supplied is not published.
func TestNotReady(t *testing.T) {
	t.Chdir(t.TempDir())
	r := &report.Report{
		Agency: "云栖市交通运输局", Year: 2024, Tables: &report.Tables2021{},
		Problems: report.Section{Paragraphs: []string{"存在的问题是施工公告发布偏晚。改进措施：提前公告。"}},
		Other:    report.Section{Paragraphs: []string{"无其他需要报告的事项。"}},
		Issuer:   "云栖市交通运输局", Date: report.Date{Year: 2025, Month: 1, Day: 20},
	}
	for _, topic := range report.Topics() {
		r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: topic, Paragraphs: []string{"情况如下。"}})
	}
	if err := publish(r, nil); err != nil {
		t.Fatal(err)
	}
	_, wrong, err := report.NewRemedies().Row("行政复议", 1, 0, 0, 0, 2).Build()
	if err != nil || len(wrong) != 1 {
		t.Fatal(wrong, err)
	}
	for _, name := range []string{"report.docx", "report.pdf", "report.ofd"} {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := publish(r, wrong); err == nil {
		t.Error("no error for a wrong total")
	}
	r.Tables.(*report.Tables2021).Disclosure.Penalties = report.Blank
	if err := publish(r, nil); err == nil {
		t.Error("no error for a blank")
	}
	if left, _ := os.ReadDir("."); len(left) > 0 {
		t.Errorf("wrote %v", left)
	}
}
