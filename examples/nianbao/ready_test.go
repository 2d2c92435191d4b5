package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A report that is not ready is not written, but as a draft or where that is
// forced.
func TestBuildReady(t *testing.T) {
	example := load(t, "yunqi-2023.json")
	blank := strings.Replace(example, `"naturalPersons": 3402`, `"naturalPersons": null`, 1)
	wrong := strings.Replace(example, `"naturalPersons": 3402`, `"naturalPersons": 3403`, 1)
	if blank == example || wrong == example {
		t.Fatal("the example has changed")
	}
	const title, draft = yunqi, "草稿"
	for _, test := range []struct {
		name, text string
		flags      []string
		status     int
		files      int
		marked     bool
	}{
		{"ready", example, nil, exitDone, 3, false},
		{"ready, forced", example, []string{"-force"}, exitDone, 3, false},
		{"ready, a draft", example, []string{"-draft"}, exitDone, 3, true},
		{"one blank cell", blank, nil, exitFindings, 0, false},
		{"one blank cell, forced", blank, []string{"-force"}, exitFindings, 3, false},
		{"one blank cell, a draft", blank, []string{"-draft"}, exitDone, 3, true},
		{"an error", wrong, nil, exitFindings, 0, false},
		{"an error, forced", wrong, []string{"-force"}, exitFindings, 3, false},
		{"an error, a draft", wrong, []string{"-draft"}, exitDone, 3, true},
	} {
		dir := t.TempDir()
		input := save(t, t.TempDir(), "r.json", test.text)
		status, _, stderr := nianbao(append([]string{"build", input, "-to", "docx,pdf,html", "-o", dir}, test.flags...)...)
		if status != test.status || len(names(dir)) != test.files {
			t.Errorf("%s: status %d, wrote %q\n%s", test.name, status, names(dir), stderr)
			continue
		}
		if test.files == 0 {
			if !strings.Contains(stderr, "没有写 "+input) || !strings.Contains(stderr, "-draft") || !strings.Contains(stderr, "-force") {
				t.Errorf("%s: %q does not say what to do", test.name, stderr)
			}
			continue
		}
		if marked := strings.Contains(load(t, filepath.Join(dir, title+".html")), draft); marked != test.marked {
			t.Errorf("%s: the page has the mark: %v", test.name, marked)
		}
	}
}

// Whatever new makes is written as a draft, and as nothing else.
func TestDraftOfNew(t *testing.T) {
	var dirs []string
	for _, flags := range [][]string{nil, {"-year", "2020"}, {"-agency", "某局"}, {"-agency", " "}} {
		path := filepath.Join(t.TempDir(), "new.json")
		if status, _, stderr := nianbao(append([]string{"new", "-o", path}, flags...)...); status != exitDone {
			t.Fatal(stderr)
		}
		dir := t.TempDir()
		all := []string{"build", path, "-to", "docx,pdf,ofd,html,json", "-o", dir}
		if status, _, stderr := nianbao(all...); status != exitFindings || len(names(dir)) != 0 {
			t.Errorf("%q: status %d, %q\n%s", flags, status, names(dir), stderr)
		}
		status, _, stderr := nianbao(append(all, "-draft")...)
		if status != exitDone || len(names(dir)) != 5 {
			t.Fatalf("%q: status %d, %q\n%s", flags, status, names(dir), stderr)
		}
		dirs = append(dirs, dir)
		agency := "××××"
		if slices.Contains(flags, "某局") {
			agency = "某局"
		}
		for _, name := range names(dir) {
			if !strings.HasPrefix(name, agency) {
				t.Errorf("%q: wrote %q", flags, name)
			}
			file := load(t, filepath.Join(dir, name))
			switch filepath.Ext(name) {
			case ".json": // the data are the report's, without what the draft shows
				if file != load(t, path) {
					t.Errorf("%q: the JSON is another one", flags)
				}
			case ".html":
				if !strings.Contains(file, "草稿") || strings.Contains(file[strings.Index(file, "<script"):], "××××") {
					t.Errorf("%q: no draft, or data that are not the report's", flags)
				}
			}
		}
	}
	sound(t, dirs...)
}

// What is wholly blank is told in a line on a terminal, and cell by cell in JSON;
// whose language is the user's.
func TestFolded(t *testing.T) {
	input := save(t, t.TempDir(), "r.json", func() string { _, stdout, _ := nianbao("new", "-year", "2024", "-agency", "某局"); return stdout }())
	_, _, stderr := nianbao("check", input)
	if n := strings.Count(stderr, "N-f"); n != 3 || !strings.Contains(stderr, "表三：整张表未填；没有发生的填 0") {
		t.Errorf("%d lines\n%s", n, stderr)
	}
	for lang, messages := range map[string][2]string{"zh": {"未填；没有发生的填 0", "english"}, "en": {"what did not happen is 0", "chinese"}} {
		_, stdout, _ := nianbao("check", "-json", input, "-lang", lang)
		read := jsonLines(t, stdout)
		if n := strings.Count(stdout, `"N-f"`); n < 100 || len(read) != 1 {
			t.Errorf("%s: %d findings, %d lines", lang, n, len(read))
		}
		for _, f := range read[0].Findings {
			if f.Code == "N-f" && (!strings.HasSuffix(f.Message, messages[0]) || !strings.Contains(stdout, `"`+messages[1]+`":`)) {
				t.Errorf("%s: %+v", lang, f)
				break
			}
		}
		if strings.Contains(stdout, `:""`) || strings.Contains(stdout, `"pos":{}`) {
			t.Errorf("%s: fields that are not set", lang)
		}
	}
}

// What an office asks decides what is told, and what stands against publishing.
func TestOffice(t *testing.T) {
	empty := strings.Replace(load(t, "yunqi-2023.json"), `"problems": {`, `"problems": {}, "ignored": {`, 1)
	empty = regexp.MustCompile(`(?s)"ignored": \{.*?\n  \},`).ReplaceAllString(empty, "")
	input := save(t, t.TempDir(), "r.json", empty)
	for _, tt := range []struct {
		office string
		status int
		told   string
	}{
		{`{}`, exitDone, "警告 N-b"},
		{`{"rules": {"N-b": "off"}}`, exitDone, ""},
		{`{"rules": {"N-b": "error"}}`, exitFindings, "错误 N-b"},
		{`{"rules": {"N-z": "error"}}`, exitUnusable, "不认识的键“N-z”"},
	} {
		office := save(t, t.TempDir(), "office.json", tt.office)
		dir := t.TempDir()
		status, _, stderr := nianbao("build", input, "-office", office, "-to", "html", "-o", dir)
		if status != tt.status || !strings.Contains(stderr, tt.told) || tt.told == "" && strings.Contains(stderr, "N-b") || (len(names(dir)) == 1) != (status == exitDone) {
			t.Errorf("build %s: status %d, wrote %q: %s", tt.office, status, names(dir), stderr)
		}
		if status, _, stderr := nianbao("check", input, "-office", office); status != tt.status || !strings.Contains(stderr, tt.told) {
			t.Errorf("check %s: status %d: %s", tt.office, status, stderr)
		}
	}
	if status, _, stderr := nianbao("check", input, "-office", "none.json"); status != exitUnusable || !strings.Contains(stderr, "没有这个文件") {
		t.Errorf("status %d: %s", status, stderr)
	}
}
