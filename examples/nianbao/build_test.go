package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const yunqi = "云栖市人民政府2023年政府信息公开工作年度报告"

// An output never takes the place of an input.
func TestBuildOverInput(t *testing.T) {
	dir := t.TempDir()
	text := strings.Replace(load(t, "yunqi-2023.json"), `"naturalPersons": 3402`, `"naturalPersons": 3403`, 1)
	own := save(t, dir, yunqi+".json", text)
	link := filepath.Join(t.TempDir(), "link.json")
	if err := os.Symlink(own, link); err != nil {
		t.Skip(err)
	}
	for _, input := range []string{own, dir, link} {
		status, _, stderr := nianbao("build", input, "-to", "docx,json", "-force", "-o", dir)
		if status != exitUnusable || !strings.Contains(stderr, "是输入") || !strings.Contains(stderr, own) {
			t.Errorf("%s: status %d, %q", input, status, stderr)
		}
		if load(t, own) != text || len(names(dir)) != 1 {
			t.Errorf("%s: the input is written over, or else something is written: %q", input, names(dir))
		}
	}
	// Another report has the same title and is named beside it.
	other := save(t, t.TempDir(), "other.json", load(t, "yunqi-2023.json"))
	if status, _, _ := nianbao("build", other, own, "-to", "json", "-force", "-o", dir); status != exitUnusable || load(t, own) != text {
		t.Errorf("status %d", status)
	}
}

// What a run made in the folder of its inputs is no input of the next run, however
// the folder is spelled.
func TestBuildTwice(t *testing.T) {
	example := load(t, "yunqi-2023.json")
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"a.json", "云.json"} { // before and behind the title in order
		save(t, ".", name, example)
		for run, out := range []string{".", ".", dir} {
			status, _, stderr := nianbao("build", ".", "-to", "docx,html,pdf,ofd", "-data", "always", "-o", out)
			told := true
			for _, ext := range []string{".docx", ".html", ".pdf", ".ofd"} {
				told = told && strings.Contains(stderr, yunqi+ext)
			}
			if status != exitDone || (run > 0) != told {
				t.Errorf("%s, run %d: status %d, %q", name, run, status, stderr)
			}
		}
		if got, want := names("."), []string{name, yunqi + ".docx", yunqi + ".html", yunqi + ".pdf", yunqi + ".ofd"}; !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%q", got)
		}
		for _, name := range names(".") {
			os.Remove(name)
		}
	}
}

// So it is for drafts of reports that have no agency.
func TestDraftTwice(t *testing.T) {
	t.Chdir(t.TempDir())
	if status, _, stderr := nianbao("new", "-o", "new.json"); status != exitDone {
		t.Fatal(stderr)
	}
	for range 2 {
		if status, _, stderr := nianbao("build", ".", "-draft", "-to", "docx"); status != exitDone || len(names(".")) != 2 {
			t.Errorf("status %d, %q, %q", status, names("."), stderr)
		}
	}
}

// A file in the folder that build has not made, or that has been changed, is not
// written over, though it bears the name of an output.
func TestBuildOverOwnFile(t *testing.T) {
	example := load(t, "yunqi-2023.json")
	out := t.TempDir()
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "docx,html,pdf,ofd", "-o", out); status != exitDone {
		t.Fatal(stderr)
	}
	sound(t, out)
	page, pdf := load(t, filepath.Join(out, yunqi+".html")), load(t, filepath.Join(out, yunqi+".pdf"))
	ofd := unpacked(t, load(t, filepath.Join(out, yunqi+".ofd")))
	other := slices.Clone(ofd)
	other[0].text = strings.Replace(other[0].text, "nianbao", "another", 1)
	for _, test := range []struct{ name, ext, text string }{
		{"a DOCX of another program", ".docx", packed(t, part{"word/document.xml", "<document/>"})},
		{"a DOCX with other data", ".docx", packed(t, part{"customXml/item1.xml", `<report xmlns="urn:nianbao:report" version="2" sha256="0">{}</report>`})},
		{"a DOCX of many parts", ".docx", withParts(t, load(t, filepath.Join(out, yunqi+".docx")), 1000)},
		{"no DOCX", ".docx", "PK\x03\x04"},
		{"a page of another program", ".html", "<!DOCTYPE html><p>年度报告"},
		{"a page with other data", ".html", strings.Replace(page, `"naturalPersons":3402`, `"naturalPersons":3403`, 1)},
		{"a page whose text was changed", ".html", strings.Replace(page, "<h2>一、总体情况</h2>", "<h2>一、总体情况</h2><p>另加一段。</p>", 1)},
		{"a PDF of another program", ".pdf", strings.ReplaceAll(pdf, "nianbao", "another")},
		{"an OFD of another program", ".ofd", packed(t, other...)},
		{"an OFD with a seal", ".ofd", packed(t, append(slices.Clone(ofd), part{"Doc_0/Signs/Sign_0/Signature.xml", "<Signature/>"})...)},
		{"no OFD", ".ofd", "PK\x03\x04"},
		{"changed JSON", ".json", strings.Replace(example, "3.2万条", "3.3万条", 1)},
		{"the same JSON", ".json", example},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			source := save(t, dir, "a.json", example)
			own := save(t, dir, yunqi+test.ext, test.text)
			status, _, stderr := nianbao("build", dir, "-to", "docx,json,"+test.ext[1:], "-o", dir)
			if status != exitUnusable || !strings.Contains(stderr, "没有写 "+source+" 的文件：") || !strings.Contains(stderr, own+" 是输入") {
				t.Errorf("status %d, %q", status, stderr)
			}
			if load(t, own) != test.text || len(names(dir)) != 2 {
				t.Errorf("the file is another one, or something is written: %q", names(dir))
			}
		})
	}
}

// part is a part of an archive.
type part struct{ name, text string }

// packed returns an archive of the parts.
func packed(t *testing.T, parts ...part) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// unpacked returns the parts of an archive.
func unpacked(t *testing.T, archive string) (parts []part) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{f.Name, string(text)})
	}
	return parts
}

// withParts returns the archive with so many more parts, which are empty.
func withParts(t *testing.T, archive string, parts int) string {
	t.Helper()
	old, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range old.File {
		err = errors.Join(err, z.Copy(f))
	}
	for i := range parts {
		_, e := z.Create(fmt.Sprint("word/media/", i))
		err = errors.Join(err, e)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Names that some file systems take for one are not written twice.
func TestBuildSameName(t *testing.T) {
	for name, agencies := range map[string][2]string{
		"same":        {"某局", "某局"},
		"case":        {"A区某局", "a区某局"},
		"normal form": {"caf\u00E9局", "cafe\u0301局"},
		"both":        {"CAF\u00C9局", "cafe\u0301局"},
	} {
		dir, in := t.TempDir(), t.TempDir()
		for i, agency := range agencies {
			save(t, in, string(rune('a'+i))+".json", strings.ReplaceAll(load(t, "yunqi-2023.json"), "云栖市人民政府", agency))
		}
		status, _, stderr := nianbao("build", in, "-to", "docx", "-o", dir)
		if status != exitUnusable || len(names(dir)) != 1 || !strings.Contains(stderr, "没有写 "+filepath.Join(in, "b.json")) {
			t.Errorf("%s: status %d, %q, %q", name, status, names(dir), stderr)
		}
	}
}

// What is wrong with the output is said of the output.
func TestBuildOutputErrors(t *testing.T) {
	file := save(t, t.TempDir(), "file", "")
	full := filepath.Join(t.TempDir(), strings.Repeat("长", 100))
	for dir, want := range map[string]string{file: "不是文件夹", filepath.Join(file, "x"): "不是文件夹", full: "文件名太长"} {
		status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "docx", "-o", dir)
		if status != exitUnusable || !strings.HasPrefix(stderr, dir) || !strings.Contains(stderr, want) || strings.Contains(stderr, ".nianbao") {
			t.Errorf("%s: status %d, %q", dir, status, stderr)
		}
	}
}

// -data says which files carry the report's data.
func TestBuildData(t *testing.T) {
	for data, carries := range map[string]map[string]bool{
		"":       {".docx": true, ".html": true},
		"always": {".docx": true, ".html": true, ".pdf": true},
		"never":  {},
	} {
		args := []string{"build", "yunqi-2023.json", "-to", "docx,html,pdf", "-o", t.TempDir()}
		if data != "" {
			args = append(args, "-data", data)
		}
		if status, _, stderr := nianbao(args...); status != exitDone {
			t.Fatalf("status %d, %q", status, stderr)
		}
		for ext, mark := range map[string]string{".docx": "customXml/item1.xml", ".pdf": "/EmbeddedFile", ".html": `id="report"`} {
			if got := strings.Contains(load(t, filepath.Join(args[5], yunqi+ext)), mark); got != carries[ext] {
				t.Errorf("-data %q: %s carries the data: %v", data, ext, got)
			}
		}
	}
}

// Temporary files of runs that were killed are gone after the next run.
func TestBuildSweeps(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, ".nianbao-1700000000-1", "")
	if status, _, stderr := nianbao("build", "yunqi-2023.json", "-to", "json", "-o", dir); status != exitDone || len(names(dir)) != 1 {
		t.Errorf("status %d, %q, %q", status, names(dir), stderr)
	}
}
