package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// The current folder is a folder like any other.
func TestCurrentFolder(t *testing.T) {
	example := load(t, "yunqi-2023.json")
	t.Chdir(t.TempDir())
	save(t, ".", "a.json", example)
	if err := os.Mkdir("sub", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", "."}, {"check", "./"}, {"check", "-json", "."}, {"build", ".", "-to", "docx", "-o", "out"}} {
		if status, _, stderr := nianbao(args...); status != exitDone || stderr != "" {
			t.Errorf("%q: status %d, %q", args, status, stderr)
		}
	}
	t.Chdir("sub")
	if _, stdout, _ := nianbao("check", "-json", ".."); !strings.HasPrefix(stdout, `{"file":"../a.json"`) && !strings.HasPrefix(stdout, `{"file":"..\\a.json"`) {
		t.Errorf("%q", stdout)
	}
	for _, args := range [][]string{{"check", ""}, {"build", "", "a.json"}, {"build", "../a.json", "-o", ""}} {
		if status, _, stderr := nianbao(args...); status != exitUnusable || !strings.Contains(stderr, "是空的；当前文件夹写作 .") || len(names(".")) != 0 {
			t.Errorf("%q: status %d, %q", args, status, stderr)
		}
	}
}

// A dash is the standard input.
func TestStandardInput(t *testing.T) {
	run := func(text string, args ...string) (int, string, string) {
		var out, err strings.Builder
		status := run(args, strings.NewReader(text), &out, &err)
		return status, out.String(), err.String()
	}
	for _, file := range []string{"yunqi-2023.json", "qingping-2024.txt"} {
		dir := t.TempDir()
		if status, _, stderr := run(load(t, file), "build", "-", "-to", "docx,json", "-o", dir); status != exitDone || len(names(dir)) != 2 {
			t.Errorf("%s: status %d, %q", file, status, stderr)
		}
	}
	if status, stdout, _ := run("{", "check", "-json", "-"); status != exitUnusable || !strings.HasPrefix(stdout, `{"file":"-"`) {
		t.Errorf("status %d, %q", status, stdout)
	}
	if status, _, stderr := run("{", "check", "-"); status != exitUnusable || !strings.HasPrefix(stderr, "-：") {
		t.Errorf("status %d, %q", status, stderr)
	}
}

// An empty cell is 0 where that is asked for, and else a missing figure.
func TestBlankAsZero(t *testing.T) {
	text := load(t, "qingping-2024.txt")
	blank := regexp.MustCompile(`(?m)^行政强制\t0`).ReplaceAllString(text, "行政强制\t")
	if blank == text {
		t.Fatal("the example has no 行政强制 of 0")
	}
	file := save(t, t.TempDir(), "a.txt", blank)
	for _, args := range [][]string{{"check", file}, {"build", "-to", "json", "-o", t.TempDir(), file}} {
		if _, _, stderr := nianbao(args...); !strings.Contains(stderr, "N-f 表二 行政强制") {
			t.Errorf("%q: %q", args, stderr)
		}
		if status, _, stderr := nianbao(append(args, "-blank-as-zero")...); status != exitDone || strings.Contains(stderr, "N-f") || !strings.Contains(stderr, "空单元格按 0 读入：1 个") {
			t.Errorf("%q: status %d, %q", args, status, stderr)
		}
	}
}

// Of the files in a folder, text in any encoding is read, and what is skipped is
// named.
func TestFolderKinds(t *testing.T) {
	dir := t.TempDir()
	text := load(t, "qingping-2024.txt")
	for name, order := range map[string]binary.AppendByteOrder{"big.txt": binary.BigEndian, "little.txt": binary.LittleEndian} {
		var b []byte
		for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
			b = order.AppendUint16(b, u)
		}
		save(t, dir, name, string(b))
	}
	save(t, dir, "page.html", "<html>")
	save(t, dir, "picture.png", "\x89PNG\x00")
	status, stdout, stderr := nianbao("check", "-json", dir)
	read := jsonLines(t, stdout)
	if status != exitDone || len(read) != 2 {
		t.Errorf("status %d, %+v, %q", status, read, stderr)
	}
	for _, name := range []string{"page.html", "picture.png"} {
		if !strings.Contains(stderr, filepath.Join(dir, name)) {
			t.Errorf("%s is not named in %q", name, stderr)
		}
	}
	for i := range 30 {
		save(t, dir, strings.Repeat("x", i+1), "{\\rtf1")
	}
	if _, _, stderr := nianbao("check", dir); !strings.Contains(stderr, "另有 22 个") {
		t.Errorf("%q", stderr)
	}
}

// A file that has tables alone is of the agency and the year that are given.
func TestTablesAlone(t *testing.T) {
	dir := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "html", "-fragment", "-o", dir); status != exitDone {
		t.Fatal(stderr)
	}
	page := load(t, filepath.Join(dir, names(dir)[0]))
	tables := strings.Join(regexp.MustCompile(`(?s)<table.*?</table>`).FindAllString(page, -1), "\n")
	file := save(t, t.TempDir(), "tables.xls", "<html><body>"+tables+"</body></html>")
	out := t.TempDir()
	if status, _, stderr := nianbao("build", file, "-to", "json", "-force", "-o", out); status != exitUnusable || !strings.Contains(stderr, "-agency") {
		t.Errorf("status %d, %q", status, stderr)
	}
	if status, _, stderr := nianbao("build", file, "-agency", "云栖市水利局", "-year", "2023", "-to", "json", "-o", out); status != exitDone || !strings.Contains(stderr, "I-bc") {
		t.Errorf("status %d, %q", status, stderr)
	}
	if got := load(t, filepath.Join(out, names(out)[0])); !strings.Contains(got, "云栖市水利局") || !strings.Contains(got, "59237.2449") {
		t.Error(got)
	}
}
