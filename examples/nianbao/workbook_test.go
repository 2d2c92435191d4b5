package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// A workbook of new is no report yet, and says so as a JSON of new does.
func TestNewWorkbook(t *testing.T) {
	dir := t.TempDir()
	book, text := filepath.Join(dir, "new.xlsx"), filepath.Join(dir, "new.json")
	for _, path := range []string{book, text} {
		if status, _, stderr := nianbao("new", "-agency", "某市某局", "-year", "2024", "-o", path); status != exitDone || stderr != "" {
			t.Fatalf("status %d, %s", status, stderr)
		}
	}
	told := func(path string) (codes []string) {
		_, _, stderr := nianbao("-lang", "en", "check", path)
		for line := range strings.Lines(stderr) {
			if f := strings.Fields(line); len(f) > 2 {
				codes = append(codes, f[2])
			}
		}
		return codes
	}
	if got, want := told(book), told(text); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("got %q, want %q", got, want)
	}
	if status, _, stderr := nianbao("new", "-o", book); status != exitUnusable || !strings.Contains(stderr, "已有这个文件") {
		t.Errorf("status %d, %s", status, stderr)
	}
}

// What build writes as a workbook, build reads; last year's figures in it are not read.
func TestBuildWorkbook(t *testing.T) {
	dir := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "xlsx,json", "-last", "qingping-2024.txt", "-o", dir); status != exitDone {
		t.Fatalf("status %d, %s", status, stderr)
	}
	again := t.TempDir()
	if status, _, stderr := nianbao("build", filepath.Join(dir, yunqi+".xlsx"), "-to", "json", "-o", again); status != exitDone {
		t.Fatalf("status %d, %s", status, stderr)
	}
	if got, want := load(t, filepath.Join(again, yunqi+".json")), load(t, filepath.Join(dir, yunqi+".json")); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	// What an earlier run has made is made anew, unless somebody has filled it in.
	if err := os.Rename(filepath.Join(dir, yunqi+".json"), filepath.Join(dir, "report.json")); err != nil {
		t.Fatal(err)
	}
	for _, filled := range []bool{false, true} {
		if filled {
			fill(t, filepath.Join(dir, yunqi+".xlsx"))
		}
		want := map[bool]int{false: exitDone, true: exitUnusable}[filled]
		if status, _, stderr := nianbao("build", dir, "-to", "xlsx", "-o", dir); status != want {
			t.Errorf("filled in %v: status %d, %s", filled, status, stderr)
		}
	}
	data, draft := t.TempDir(), t.TempDir()
	nianbao("build", "yunqi-2023.json", "-to", "xlsx", "-data", "never", "-o", data)
	nianbao("build", "yunqi-2023.json", "-to", "xlsx", "-draft", "-o", draft)
	parts := func(dir string) (text string) {
		for name, part := range unzip(t, filepath.Join(dir, yunqi+".xlsx")) {
			text += name + " " + part
		}
		return text
	}
	if text := parts(data); strings.Contains(text, "customXml/item1.xml") || strings.Contains(text, "草稿") {
		t.Error("the data go along, or a mark")
	}
	if text := parts(draft); !strings.Contains(text, "customXml/item1.xml") || !strings.Contains(text, "草稿") {
		t.Error("the data do not go along, or the mark")
	}
}

// A table of many bodies is checked and built a body a row; what is wrong with one is
// told of that.
func TestManyBodies(t *testing.T) {
	_, blank, _ := nianbao("new", "-kind", "many", "-year", "2023")
	lines := strings.SplitAfter(blank, "\r\n")
	if lines[0] != "\uFEFF2023年政府信息公开工作年度报告数据汇总表\r\n" || len(lines) != 4 {
		t.Fatalf("%q", lines)
	}
	row := func(agency, figure string) string {
		var cells []string
		for _, c := range intake.Columns(report.Edition2021) {
			switch {
			case c.Path == "agency":
				cells = append(cells, agency)
			case strings.HasPrefix(c.Path, "/tables"):
				cells = append(cells, "0")
			case c.Path == "problems/paragraphs":
				cells = append(cells, "存在的问题：解读不够。改进：加强解读。")
			default:
				cells = append(cells, "")
			}
		}
		cells[len(cells)/2] = figure
		return strings.Join(cells, ",") + "\r\n"
	}
	path := save(t, t.TempDir(), "many.csv", blank+row("甲市甲局", "0")+row("乙市乙局", "x")+row("丙市丙局", "1")+row("丁市丁局", "0"))
	dir := t.TempDir()
	status, _, stderr := nianbao("build", path, "-to", "json", "-o", dir)
	if want := []string{"丁市丁局2023年政府信息公开工作年度报告.json", "甲市甲局2023年政府信息公开工作年度报告.json"}; status != exitUnusable || !slices.Equal(names(dir), want) {
		t.Errorf("status %d, %q\n%s", status, names(dir), stderr)
	}
	for _, want := range []string{path + "：错误 F-a 第 5 行", path + "（丙市丙局）：错误 T3"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q is not told: %s", want, stderr)
		}
	}
	_, stdout, _ := nianbao("check", "-json", path)
	var files []string
	for d := json.NewDecoder(strings.NewReader(stdout)); d.More(); {
		var x struct{ File string }
		if err := d.Decode(&x); err != nil {
			t.Fatal(err)
		}
		files = append(files, strings.TrimPrefix(x.File, path))
	}
	if want := []string{"（甲市甲局）", "", "（丙市丙局）", "（丁市丁局）"}; !slices.Equal(files, want) {
		t.Errorf("got %q", files)
	}
}

// The blank tables of many bodies have the same columns as text and as a workbook.
func TestNewMany(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"many.csv", "many.xlsx"} {
		path := filepath.Join(dir, name)
		if status, _, stderr := nianbao("new", "-kind", "many", "-year", "2020", "-o", path); status != exitDone {
			t.Fatalf("status %d, %s", status, stderr)
		}
		if status, _, stderr := nianbao("check", path); status != exitUnusable || !strings.Contains(stderr, "I-dd") {
			t.Errorf("%s: status %d, %s", name, status, stderr)
		}
	}
	for _, args := range [][]string{
		{"new", "-kind", "ledgers"}, {"new", "-kind", "many", "-o", filepath.Join(dir, "x.json")}, {"new", "-o", filepath.Join(dir, "x.csv")},
		{"new", "-last", "yunqi-2023.json"}, {"new", "-kind", "many", "-last", "yunqi-2023.json", "-o", filepath.Join(dir, "x.xlsx")},
		{"new", "-last", filepath.Join(dir, "nowhere.json"), "-o", filepath.Join(dir, "x.xlsx")},
		{"build", "yunqi-2023.json", "-last", filepath.Join(dir, "nowhere.json")},
	} {
		if status, stdout, stderr := nianbao(args...); status != exitUnusable || stdout != "" || stderr == "" {
			t.Errorf("%q: status %d, %s%s", args, status, stdout, stderr)
		}
	}
	if got := names(dir); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

// fill changes a figure of a workbook, as somebody does who has it open.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.SetCellValue("表二", "B5", 99); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// unzip returns the parts of an archive.
func unzip(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
		parts[f.Name] = b.String()
	}
	return parts
}
