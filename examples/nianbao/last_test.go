package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// changed saves the report of a file after a change, and returns the path.
func changed(t *testing.T, dir, name string, change func(r *report.Report, tables *report.Tables2021)) string {
	t.Helper()
	r, _, err := report.Decode([]byte(load(t, "yunqi-2023.json")))
	if err != nil {
		t.Fatal(err)
	}
	change(r, r.Tables.(*report.Tables2021))
	text, err := report.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return save(t, dir, name, string(text))
}

// lastOf makes a report one of the year before, from which that of the file follows.
func lastOf(r *report.Report, t *report.Tables2021) {
	r.Year--
	r.Preamble, r.Overview, r.Problems = nil, report.Section{}, report.Section{}
	t.Applications.CarriedForward = t.Applications.CarriedOver
	for _, d := range []*report.DocumentCounts{&t.Disclosure.Rules, &t.Disclosure.NormativeDocuments} {
		d.InForce += d.Repealed - d.Issued
	}
	t.Disclosure.Licenses++
}

// told returns the codes of last year's rules in what check and build print.
func told(stderr string) string {
	var codes []string
	for _, word := range strings.Fields(stderr) {
		if strings.HasPrefix(word, "Y-") || word == "T2-b" {
			codes = append(codes, word)
		}
	}
	return strings.Join(codes, " ")
}

const yunqiCity = "云栖市人民政府"

// A report is compared with that of the file.
func TestLastFile(t *testing.T) {
	dir := t.TempDir()
	good := changed(t, dir, "good.json", lastOf)
	bad := changed(t, dir, "bad.json", func(r *report.Report, t *report.Tables2021) {
		lastOf(r, t)
		t.Applications.CarriedForward.NaturalPersons++
		t.Disclosure.Rules.InForce--
	})
	broken := save(t, dir, "broken.json", "{")
	for _, tt := range []struct {
		last   string
		status int
		codes  string
	}{
		{good, exitDone, ""},
		{bad, exitFindings, "Y-a T2-b"},
		{"yunqi-2023.json", exitDone, "Y-i"},
		{"qingping-2024.txt", exitDone, "Y-h Y-i"},
		{broken, exitUnusable, ""},
		{filepath.Join(dir, "nowhere"), exitUnusable, ""},
	} {
		out := filepath.Join(t.TempDir(), "out")
		for _, args := range [][]string{{"check", "yunqi-2023.json"}, {"check", "-json", "yunqi-2023.json"}, {"build", "yunqi-2023.json", "-to", "json", "-o", out}} {
			status, stdout, stderr := nianbao(append(args, "-last", tt.last)...)
			codes := told(stderr)
			if stdout != "" {
				codes = ""
				for _, f := range jsonLines(t, stdout)[0].Findings {
					codes += " " + f.Code
				}
				codes = told(codes)
			}
			if status != tt.status || codes != tt.codes {
				t.Errorf("%q -last %s: status %d, %s\n%s", args, tt.last, status, codes, stderr)
			}
		}
		// An error keeps a report from being written.
		if written := names(out) != nil; written != (tt.status == exitDone) {
			t.Errorf("-last %s: written %v", tt.last, written)
		}
	}
	if _, _, stderr := nianbao("check", "-lang", "en", "yunqi-2023.json", "-last", bad); !strings.Contains(stderr, "error Y-a 表三 二、上年结转政府信息公开申请数量 自然人: 91 applications are carried over, and last year's report carried 92 forward, a difference of 1") {
		t.Errorf("%q", stderr)
	}
}

// Of several inputs, those are compared with the file whose it is; of the others it is
// told that it is not theirs.
func TestLastFileOfSeveral(t *testing.T) {
	dir := t.TempDir()
	last := changed(t, dir, "last", func(r *report.Report, t *report.Tables2021) {
		lastOf(r, t)
		t.Applications.CarriedForward.NaturalPersons++
	})
	other := changed(t, dir, "other", func(r *report.Report, t *report.Tables2021) { r.Agency = "云栖市水务局" })
	_, _, stderr := nianbao("check", "yunqi-2023.json", other, "-last", last)
	if got := told(stderr); got != "Y-h Y-a" || !strings.Contains(stderr, other+"：警告 Y-h") || !strings.Contains(stderr, "yunqi-2023.json：错误 Y-a") {
		t.Errorf("%s\n%s", got, stderr)
	}
	// Where it is the only one, the body may have been renamed.
	_, _, stderr = nianbao("check", other, "-last", last)
	if got := told(stderr); got != "Y-h Y-a" || !strings.Contains(stderr, "警告 Y-a") {
		t.Errorf("%s\n%s", got, stderr)
	}
}

// In a folder the report is found by the agency's name and the year.
func TestLastFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	named := func(name string, more int) func(*report.Report, *report.Tables2021) {
		return func(r *report.Report, t *report.Tables2021) {
			lastOf(r, t)
			r.Agency = name
			t.Applications.CarriedForward.Others += report.Count(more)
		}
	}
	changed(t, filepath.Join(dir, "below"), "a.json", named(" 云栖市 人民政府", 1))
	changed(t, dir, "b.json", named("云栖市水务局", 2))
	changed(t, dir, "c.json", named("云栖市教育局", 0))
	c2 := changed(t, dir, "c2.json", named("云栖市教育局", 3))
	changed(t, dir, "c3.json", func(r *report.Report, t *report.Tables2021) { r.Agency, r.Year = "云栖市教育局", 2021 })
	changed(t, dir, "d.json", func(r *report.Report, t *report.Tables2021) { r.Agency, r.Year = "云栖市文旅局", 2021 })
	save(t, dir, "broken.json", "{")
	save(t, dir, "picture.png", "\x89PNG\x00")
	// The same report in another format is no other report.
	if status, _, stderr := nianbao("build", filepath.Join(dir, "b.json"), "-to", "docx,html", "-force", "-o", dir); status != exitDone && status != exitFindings {
		t.Fatal(stderr)
	}
	in := t.TempDir()
	for agency, want := range map[string]string{
		yunqiCity: "Y-a",
		"云栖市水务局":  "Y-a",
		"云栖市教育局":  "Y-l",
		"云栖市文旅局":  "Y-k", // has none of that year
		"云栖市水利局":  "Y-k",
	} {
		file := changed(t, in, "in.json", func(r *report.Report, t *report.Tables2021) { r.Agency = agency })
		_, _, stderr := nianbao("check", file, "-last", dir)
		if got := told(stderr); got != want {
			t.Errorf("%s: %s\n%s", agency, got, stderr)
		}
		for _, name := range []string{"broken.json", "picture.png"} {
			if !strings.Contains(stderr, filepath.Join(dir, name)) {
				t.Errorf("%s is not named in %q", name, stderr)
			}
		}
		switch want {
		case "Y-k":
			if !strings.Contains(stderr, "“"+agency+" 2022”") {
				t.Errorf("%q", stderr)
			}
		case "Y-l":
			if !strings.Contains(stderr, filepath.Join(dir, "c.json")+"、"+c2) {
				t.Errorf("%q", stderr)
			}
		}
	}
	if status, _, stderr := nianbao("check", "yunqi-2023.json", "-last", t.TempDir()); status != exitUnusable || stderr == "" {
		t.Errorf("an empty folder: status %d, %q", status, stderr)
	}
	nothing := t.TempDir()
	save(t, nothing, "broken.json", "{")
	if status, _, stderr := nianbao("check", "yunqi-2023.json", "-last", nothing); status != exitUnusable || !strings.Contains(stderr, "没有可读的报告") {
		t.Errorf("a folder without a report: status %d, %q", status, stderr)
	}
}

// Tables of many bodies are compared with one another, body by body.
func TestLastOfManyBodies(t *testing.T) {
	dir := t.TempDir()
	table := func(name, year string, bodies ...string) string {
		heads, zeros := "机关全称,报告年度", ""
		for c := range report.Cells(report.NewTables(report.Edition2021)) {
			if !c.Computed && !strings.HasSuffix(c.Path, "/others") {
				heads, zeros = heads+","+c.Path, zeros+",0"
			}
		}
		text := heads + ",/tables/applications/carriedOver/others,/tables/applications/carriedForward/others\n"
		for _, b := range bodies {
			agency, figures, _ := strings.Cut(b, ",")
			text += agency + "," + year + zeros + "," + figures + "\n"
		}
		return save(t, dir, name, text)
	}
	last := table("last.csv", "2022", "青石县教育局,0,3", "青石县水务局,0,5", "青石县水务局甲,x,5", "青石县民政局,0,0")
	now := table("now.csv", "2023", "青石县教育局,3,0", "青石县水务局,4,0", "青石县司法局,1,0")
	for _, path := range []string{last, dir} {
		_, _, stderr := nianbao("check", "-blank-as-zero", now, "-last", path)
		got := told(stderr)
		if got != "Y-a Y-k" || !strings.Contains(stderr, "（青石县水务局）：错误 Y-a") || !strings.Contains(stderr, "“青石县司法局 2022”") || !strings.Contains(stderr, "-last：跳过读不了的文件：") {
			t.Errorf("-last %s: %s\n%s", path, got, stderr)
		}
	}
	// A file that is one report is that of one of the bodies.
	one := changed(t, dir, "one.json", func(r *report.Report, t *report.Tables2021) {
		r.Agency, r.Year = "青石县水务局", 2022
		t.Applications.CarriedForward = report.Applicants{Others: 9}
	})
	_, _, stderr := nianbao("check", "-blank-as-zero", now, "-last", one)
	if got := told(stderr); strings.Count(got, "Y-h") != 2 || strings.Count(stderr, "Y-a") != 1 {
		t.Errorf("%s\n%s", got, stderr)
	}
}

// The codes of the command's own rules are nobody else's.
func TestLastRules(t *testing.T) {
	codes := map[string]bool{}
	for _, r := range slices.Concat(report.Rules(), intake.Rules(), render.Rules(), []report.Rule{noLastYear, manyLastYears, unreadInput, wrongReport}) {
		if codes[r.Code] || r.Source == "" || r.Chinese == "" || r.English == "" {
			t.Errorf("%s is there twice, or lacks something", r.Code)
		}
		codes[r.Code] = true
	}
}

// Tables alone are of the agency that is given, and last year's of the year before.
func TestLastTablesAlone(t *testing.T) {
	dir := t.TempDir()
	last := changed(t, dir, "last.json", lastOf)
	for _, file := range []string{last, "yunqi-2023.json"} {
		if status, _, stderr := nianbao("build", file, "-to", "html", "-fragment", "-data", "never", "-force", "-o", dir); status == exitUnusable {
			t.Fatal(stderr)
		}
	}
	now, last := "", ""
	for _, name := range names(dir) {
		switch text := load(t, filepath.Join(dir, name)); {
		case strings.Contains(name, "2023") && strings.HasSuffix(name, "html"):
			now = save(t, dir, "now", text[strings.Index(text, "<table"):])
		case strings.Contains(name, "2022") && strings.HasSuffix(name, "html"):
			last = save(t, dir, "last", text[strings.Index(text, "<table"):])
		}
	}
	if _, _, stderr := nianbao("check", now, "-last", last, "-agency", yunqiCity, "-year", "2023"); told(stderr) != "" {
		t.Errorf("%s", stderr)
	}
}
