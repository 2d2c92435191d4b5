package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// What a user is shown says what to do.
func TestMessages(t *testing.T) {
	for _, test := range []struct {
		args   []string
		zh, en string
	}{
		{[]string{"build", "yunqi-2023.json", "-x"}, "没有 -x 这个选项", "there is no flag -x"},
		{[]string{"build", "yunqi-2023.json", "-=x"}, "没有 -=x 这个选项", "there is no flag -=x"},
		{[]string{"new", "-year"}, "-year 后面要有值", "-year needs a value"},
		{[]string{"new", "-year", "二〇二四"}, "-year 应为年份，如 2024", "-year is a year such as 2024"},
		{[]string{"new", "-o", "blank"}, "blank：-o 写的是 JSON、XLSX；请换扩展名，如 blank.json", "blank: -o writes JSON, XLSX; take another extension, such as blank.json"},
		{[]string{"new", "-o", "blank.docx"}, "如 blank.json", "such as blank.json"},
		{[]string{"new", "-o", "nowhere/blank.json"}, "nowhere/blank.json：没有这个文件夹；请先建立", "nowhere/blank.json: no such folder; make it first"},
		{[]string{"build", "yunqi-2023.json", "-to", ""}, "-to", "-to"},
		{[]string{"build", "yunqi-2023.json", "-o", "nowhere/a.PDF"}, "-o 后面是文件夹，不是文件：nowhere/a.PDF；写什么格式用 -to 给出，如 -o 成品 -to pdf", "such as -o out -to pdf"},
		{[]string{"build", "yunqi-2023.json", "-data", "x"}, "-data 应为 always 或 never", "-data is always or never"},
		{[]string{"build", "yunqi-2023.json", "-data", "never", "-to", "json"}, "-data 只用于 docx、pdf、ofd、html", "-data is for docx, pdf, ofd, html, xlsx alone"},
		{[]string{"build", "yunqi-2023.json", "-archive"}, "-archive 只用于 ofd，而 -to 里没有", "-archive is for ofd alone, which -to does not have"},
		{[]string{"build", "yunqi-2023.json", "-draft", "-force"}, "只能用一个", "exclude one another"},
		{[]string{"build", "yunqi-2023.json", "-force=x"}, "-force 后面没有值", "-force has no value"},
		{[]string{"schema", "x"}, "多余的参数：x", "an argument too many: x"},
	} {
		for lang, want := range map[string]string{"zh": test.zh, "en": test.en} {
			args := append([]string{"-lang", lang}, test.args...)
			status, stdout, stderr := nianbao(args...)
			if status != exitUnusable || stdout != "" || !strings.Contains(stderr, want) {
				t.Errorf("%q: status %d, %q, %q", args, status, stdout, stderr)
			}
			if strings.Contains(stderr, "flag provided") || strings.Contains(stderr, "“”") {
				t.Errorf("%q: %q", args, stderr)
			}
		}
	}
}

func TestAbout(t *testing.T) {
	status, stdout, stderr := nianbao("schema")
	if status != exitDone || stderr != "" || stdout != string(report.Schema()) || !json.Valid([]byte(stdout)) {
		t.Errorf("schema: status %d, %q", status, stderr)
	}
	if status, stdout, _ := nianbao("licences"); status != exitDone || strings.Count(stdout, "SIL OPEN FONT LICENSE Version 1.1") != 3 {
		t.Errorf("licences: status %d, %.100q", status, stdout)
	}
	if status, stdout, _ := nianbao("-version"); status != exitDone || !strings.HasPrefix(stdout, "nianbao ") || len(stdout) < len("nianbao x\n") {
		t.Errorf("-version: status %d, %q", status, stdout)
	}
	for _, args := range [][]string{{"schema"}, {"licences"}, {"-version"}, {"new"}, {"check", "-json", "yunqi-2023.json"}} {
		var stderr strings.Builder
		if status := run(args, strings.NewReader(""), brokenPipe{}, &stderr); status != exitUnusable || !strings.Contains(stderr.String(), "标准输出：") {
			t.Errorf("%q to a broken pipe: status %d, %q", args, status, stderr.String())
		}
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// Characters that steer a terminal, or that nobody sees, are shown by their codes;
// a line is no longer than one reads.
func TestShown(t *testing.T) {
	for text, want := range map[string]string{
		"云栖市：Aé①":                            "云栖市：Aé①",
		"a\x1b[2Jb":                          "aU+001B[2Jb",
		"a\u202Eb":                           "aU+202Eb",
		"a\u200Bb":                           "aU+200Bb",
		"\uFEFF\u2066\u00AD\u2028\U000E0041": "U+FEFFU+2066U+00ADU+2028U+E0041",
		"\n\r\t":                             "U+000AU+000DU+0009",
		"\U0002FFFD":                         "U+2FFFD",
		strings.Repeat("长", 600):             strings.Repeat("长", maxLine) + "…",
	} {
		if got := shown(text); got != want {
			t.Errorf("shown(%.20q) = %q", text, got)
		}
	}
	input := save(t, t.TempDir(), "x.txt", "a\u202E\u200Bb\x1b")
	if _, _, stderr := nianbao("check", input); strings.ContainsAny(stderr, "\u202E\u200B\x1b") {
		t.Errorf("%q", stderr)
	}
}

// Of very many findings, some are told, and how many more there are.
func TestManyFindings(t *testing.T) {
	many := make([]report.Finding, maxFindings+5)
	for i := range many {
		many[i] = report.Finding{Code: "X"}
	}
	many[maxFindings+4].Severity = report.Error
	var stderr strings.Builder
	c := &call{stderr: &stderr}
	if status := c.findings("a", many); status != exitFindings || strings.Count(stderr.String(), "\n") != maxFindings+1 || !strings.Contains(stderr.String(), "另有 5 条") {
		t.Errorf("status %d, %d lines", status, strings.Count(stderr.String(), "\n"))
	}
}
