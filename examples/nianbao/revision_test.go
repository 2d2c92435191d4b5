package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// correction makes a report the first correction of the one of the file.
func correction(r *report.Report, t *report.Tables2021) {
	r.Revision = report.Revision{Number: 1, Reason: "漏计行政许可2件", Date: report.Date{Year: 2024, Month: 3, Day: 25}}
	t.Disclosure.Licenses += 2
}

// What a correction changed is listed, whatever the format of the report that it replaces.
func TestReplaces(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "old")
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "docx,pdf", "-o", old); status != exitDone {
		t.Fatal(stderr)
	}
	corrected := changed(t, dir, "corrected.json", correction)
	unsaid := changed(t, dir, "unsaid.json", func(r *report.Report, t *report.Tables2021) {
		correction(r, t)
		r.Revision = report.Revision{}
	})
	const name = yunqiCity + "2023年政府信息公开工作年度报告"
	for _, tt := range []struct {
		input, replaces string
		status          int
		codes           string // that begin with C
	}{
		{corrected, "yunqi-2023.json", exitDone, "C-j"},
		{corrected, filepath.Join(old, name+".docx"), exitDone, "C-j"},
		{corrected, filepath.Join(old, name+".pdf"), exitDone, "C-j"},
		{corrected, corrected, exitDone, "C-h"},
		{"yunqi-2023.json", corrected, exitDone, "C-f C-j"},
		{unsaid, "yunqi-2023.json", exitDone, "C-f C-j"},
		{corrected, filepath.Join(dir, "nowhere.json"), exitUnusable, ""},
		{dir, "yunqi-2023.json", exitUnusable, ""},
	} {
		for _, asJSON := range []bool{false, true} {
			args := []string{"check", tt.input, "-replaces", tt.replaces}
			if asJSON {
				args = append(args, "-json")
			}
			status, stdout, stderr := nianbao(args...)
			var got []string
			for _, word := range strings.Fields(stderr) {
				if strings.HasPrefix(word, "C-") {
					got = append(got, word)
				}
			}
			if asJSON && stdout != "" {
				var x struct{ Findings []report.Finding }
				if err := json.Unmarshal([]byte(stdout), &x); err != nil {
					t.Fatal(err)
				}
				for _, f := range x.Findings {
					if strings.HasPrefix(f.Code, "C-") {
						got = append(got, f.Code)
					}
					if f.Code == "C-j" && (f.Path != "/tables/disclosure/licenses" || f.Got == "" || f.Want == "") {
						t.Errorf("%+v", f)
					}
				}
			}
			if status != tt.status || strings.Join(got, " ") != tt.codes {
				t.Errorf("%q: status %d, %q\n%s", args, status, got, stderr)
			}
		}
	}
}

// A correction is not written over what it corrects, and has its note where that is
// asked for.
func TestBuildCorrection(t *testing.T) {
	dir := t.TempDir()
	corrected := changed(t, dir, "corrected.json", correction)
	out := filepath.Join(dir, "out")
	for _, input := range []string{"yunqi-2023.json", corrected} {
		if status, _, stderr := nianbao("build", input, "-to", "docx,html,pdf,xlsx,json", "-note", "-o", out); status != exitDone {
			t.Fatal(stderr)
		}
	}
	const title = yunqiCity + "2023年政府信息公开工作年度报告"
	var want []string
	for _, ext := range []string{".docx", ".html", ".json", ".pdf", ".xlsx"} {
		want = append(want, title+ext, title+"（更正1）"+ext)
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
		data, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		r, _, err := intake.Read(data)
		if number := strings.Count(e.Name(), "更正"); err != nil || r.Revision.Number != number {
			t.Errorf("%s: %v, %v", e.Name(), r.Revision, err)
		}
	}
	slices.Sort(want)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if status, _, stderr := nianbao("build", corrected, "-to", "json", "-note", "-o", out); status != exitUnusable || !strings.Contains(stderr, "-note") {
		t.Errorf("status %d, %s", status, stderr)
	}
}

// Of last year's report and its corrections, the last is that of last year.
func TestLastCorrection(t *testing.T) {
	dir := t.TempDir()
	changed(t, dir, "a.json", func(r *report.Report, t *report.Tables2021) {
		lastOf(r, t)
		t.Applications.CarriedForward.NaturalPersons++
	})
	if status, _, stderr := nianbao("check", "yunqi-2023.json", "-last", dir); status != exitFindings || told(stderr) != "Y-a" {
		t.Errorf("status %d, %s", status, stderr)
	}
	for _, name := range []string{"b.json", "c.json"} { // the second time the same once more
		changed(t, dir, name, func(r *report.Report, t *report.Tables2021) {
			lastOf(r, t)
			r.Revision = report.Revision{Number: 1, Reason: "结转多计1件", Date: report.Date{Year: 2023, Month: 3, Day: 5}}
		})
		if status, _, stderr := nianbao("check", "yunqi-2023.json", "-last", dir); status != exitDone || told(stderr) != "" {
			t.Errorf("status %d, %s", status, stderr)
		}
	}
}
