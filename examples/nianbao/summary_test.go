package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// More than one input: at the end stand those of which there is something to say, in the
// order of pinyin, and what all came to.
func TestSummary(t *testing.T) {
	example := load(t, "yunqi-2023.json")
	in := t.TempDir()
	report := func(file, agency, old, new string) {
		save(t, in, file, strings.Replace(strings.ReplaceAll(example, "云栖市人民政府", agency), old, new, 1))
	}
	report("1.json", "重湖市人民政府", `"naturalPersons": 3402`, `"naturalPersons": 3403`) // 重 zhong
	report("2.json", "安溪市人民政府", `"naturalPersons": 3402`, `"naturalPersons": null`)
	report("3.json", "白石市人民政府", "", "") // of which there is nothing to say
	report("4.json", "昌平市人民政府", `"licenses": `, `"licenses": 1`)
	report("5.json", "长安区住房和城乡建设以及很长很长很长很长很长很长很长很长的局", "", "")
	save(t, in, "6.json", "{")
	_, _, stderr := nianbao("build", in, "-to", "docx", "-o", t.TempDir())
	lines := strings.Split(strings.TrimSuffix(stderr, "\n"), "\n")
	from := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "机关 ") })
	if from < 0 {
		t.Fatal(stderr)
	}
	var got [][]string
	for _, line := range lines[from:] {
		got = append(got, strings.Fields(line))
	}
	want := [][]string{
		{"机关", "年度", "错误", "警告", "未填", "文件"},
		{filepath.Join(in, "6.json"), "读不了"},
		{"安溪市人民政府", "2023", "1", "1", "1", "未写"},
		{"长安区住房和城乡建设以及很长很长很长很长很长很…", "2023", "0", "1", "0", "已写"},
		{"重湖市人民政府", "2023", "1", "1", "0", "未写"},
		{"共", "6", "份：已写", "3", "份，未写", "2", "份，读不了", "1", "份，错误", "2", "处，警告", "3", "处，未填", "1", "处"},
	}
	if len(got) != len(want) {
		t.Fatalf("%q", lines[from:])
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) && i != 1 { // of a long path the beginning stands there
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
	for _, args := range [][]string{{"check", in, "-json"}, {"check", filepath.Join(in, "1.json")}, {"check", filepath.Join(in, "3.json"), "yunqi-2023.json"}} {
		if _, _, stderr := nianbao(args...); strings.Contains(stderr, "共") || strings.Contains(stderr, "机关 ") {
			t.Errorf("%q: %q", args, stderr)
		}
	}
}

// Of very many those with errors or without files stand in the summary, and no more than
// one reads.
func TestSummaryOfMany(t *testing.T) {
	var stderr strings.Builder
	c := &call{stderr: &stderr, english: true}
	s := summary{reports: 1000}
	for i := range 500 {
		row := summaryRow{name: fmt.Sprintf("第%03d局", 499-i), tally: tally{warnings: 1}}
		if i < 100 {
			row.errors = 1
		}
		s.rows = append(s.rows, row)
	}
	s.tell(c)
	if text := stderr.String(); strings.Count(text, "\n") != 103 || !strings.Contains(text, "\n400 more are not listed\n") || strings.Index(text, "第400局") > strings.Index(text, "第499局") {
		t.Errorf("%d lines: %s", strings.Count(text, "\n"), text)
	}
	stderr.Reset()
	for i := range s.rows {
		s.rows[i].errors = 1
	}
	if s.tell(c); strings.Count(stderr.String(), "\n") != maxRows+3 {
		t.Errorf("%d lines", strings.Count(stderr.String(), "\n"))
	}
}

// build -json tells of each input which files were written, or why none were.
func TestBuildJSON(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	example := load(t, "yunqi-2023.json")
	save(t, in, "a.json", example)
	save(t, in, "b.json", example)
	save(t, in, "c.json", strings.Replace(strings.ReplaceAll(example, "云栖市人民政府", "青石县某局"), `"naturalPersons": 3402`, `"naturalPersons": 3403`, 1))
	save(t, in, "d.json", "{")
	status, stdout, stderr := nianbao("build", in, "-json", "-to", "docx,json", "-o", out)
	if status != exitUnusable || stderr != "" {
		t.Errorf("status %d, %q", status, stderr)
	}
	type line struct {
		File, Unusable, NotWritten string
		Findings                   []struct{ Code string }
		Written                    *[]string
	}
	var lines []line
	for _, text := range strings.Split(strings.TrimSpace(stdout), "\n") {
		var x line
		if err := json.Unmarshal([]byte(text), &x); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, x)
	}
	if len(lines) != 4 {
		t.Fatal(stdout)
	}
	if got, want := *lines[0].Written, []string{filepath.Join(out, yunqi+".docx"), filepath.Join(out, yunqi+".json")}; !slices.Equal(got, want) || lines[0].NotWritten != "" {
		t.Errorf("%+v", lines[0])
	}
	for i, want := range []string{"重名", "有 1 处错误"} {
		if x := lines[1+i]; len(*x.Written) != 0 || !strings.Contains(x.NotWritten, want) || x.Unusable != "" {
			t.Errorf("%+v", x)
		}
	}
	if x := lines[3]; x.Unusable == "" || x.Written != nil || len(x.Findings) != 1 {
		t.Errorf("%+v", x)
	}
	if !slices.ContainsFunc(lines[2].Findings, func(f struct{ Code string }) bool { return f.Code == "T3-a" }) {
		t.Errorf("%+v", lines[2])
	}
	if _, stdout, _ := nianbao("check", in, "-json"); strings.Contains(stdout, "written") {
		t.Error(stdout)
	}
}
