package backoffice_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// fileKeys are the formats of files.
var fileKeys = []string{"docx", "pdf", "ofd", "html", "json", "xlsx", "review.docx", "review.html"}

// name is that of a file that is sent.
func (p reply) name(t testing.TB) string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(p.header.Get("Content-Disposition"))
	if err != nil || kind != "attachment" {
		t.Errorf("%q: %v", p.header.Get("Content-Disposition"), err)
	}
	return params["filename"]
}

// whole is all that stands in a file: of one that is packed, in its parts.
func whole(t testing.TB, data string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		return data
	}
	var b strings.Builder
	for _, f := range z.File {
		b.WriteString(content(t, f))
	}
	return b.String()
}

func content(t testing.TB, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// sound finds nothing wrong with an OFD.
func sound(t *testing.T, file string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.ofd")
	must(os.WriteFile(path, []byte(file), 0o600))
	lint := exec.Command("go", "run", "./render/internal/lintofd", path)
	lint.Dir = filepath.Join("..", "..") // whose internal packages this module cannot name
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// Every format has the figures, its type and its name; what is not published says so, and
// nothing of what is published says who reasoned what away.
func TestFiles(t *testing.T) {
	o := newOffice(t)
	last := filledReport(2023)
	o.save("jt", 2023, &backoffice.Content{Report: last})
	r := filledReport(2024)
	reason, err := report.Finding{Code: "D-h", Severity: report.Warning, Path: "/date"}.Explain("年报系统停机检修三天", "周敏", report.Date{Year: 2025, Month: 2, Day: 3})
	if err != nil {
		t.Fatal(err)
	}
	r.Reasons = []report.Reason{reason}
	o.save("jt", 2024, &backoffice.Content{Report: r})
	draft := "云栖市交通运输局2024年政府信息公开工作年度报告.草稿"
	types := map[string]string{
		"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf", "ofd": "application/ofd",
		"html": "text/html; charset=utf-8", "json": "application/json", "xlsx": workbook.MediaType,
	}
	for _, key := range fileKeys {
		ext := key[strings.LastIndex(key, ".")+1:]
		p := o.get("editor", "/reports/jt/2024/files/"+key)
		if p.status != http.StatusOK || p.header.Get("Content-Type") != types[ext] || p.header.Get("Content-Length") != fmt.Sprint(len(p.body)) {
			t.Errorf("%s: %d, %v", key, p.status, p.header)
		}
		if policy := p.header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "sandbox;") || strings.Contains(policy, "allow") || p.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", key, p.header)
		}
		want := draft + "." + ext
		if strings.HasPrefix(key, "review") {
			want = draft + ".校核." + ext
		}
		if got := p.name(t); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
		if ext == "ofd" {
			sound(t, p.body)
		}
		got, _, err := intake.Read([]byte(p.body))
		if err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		t.Run(key, func(t *testing.T) { sameFigures(t, got, r) })
		text := whole(t, p.body)
		if ext != "pdf" && ext != "json" && !strings.Contains(text, doc.Draft) {
			t.Errorf("%s does not say that it is a draft", key)
		}
		if ext != "pdf" && !strings.Contains(text, "年报系统停机检修三天") {
			t.Errorf("%s does not have the reason", key)
		}
	}
	if p := o.get("editor", "/reports/jt/2024/files/pdf"); p.body != marked(t, r) {
		t.Error("the PDF is not that of the library with the mark of a draft")
	}
	var sheet bytes.Buffer
	must(workbook.Write(&sheet, r, workbook.Options{Last: last, Program: "nianbao backoffice", Note: true, Mark: doc.Draft}))
	if p := o.get("editor", "/reports/jt/2024/files/xlsx"); p.body != sheet.String() {
		t.Error("the workbook is not that of the library with last year's figures")
	}
}

// marked is the PDF of a draft.
func marked(t testing.TB, r *report.Report) string {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	d.Mark = doc.Draft
	var b bytes.Buffer
	must(render.PrepareDocument(d, r, render.Options{Program: "nianbao backoffice"}).Write(&b, render.PDF))
	return b.String()
}

// What was published is given out without a mark and without reasons, while its correction
// is written too; each event of the history gives out what it keeps.
func TestFilesOfHistory(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, licenses, "12")
	o.save("jt", 2024, c)
	o.must(backoffice.Submit, backoffice.Return)
	set(t, c, licenses, "13")
	o.save("jt", 2024, c)
	o.must(backoffice.Submit, backoffice.Approve, backoffice.Publish)
	title := "云栖市交通运输局2024年政府信息公开工作年度报告"
	number := func(p reply) string {
		t.Helper()
		r, _, err := intake.Read([]byte(p.body))
		if err != nil {
			t.Fatalf("%d: %v", p.status, err)
		}
		for cell := range report.Cells(r.Tables) {
			if cell.Path == licenses {
				return cell.String()
			}
		}
		return ""
	}
	check := func(address, name, figure string, draft bool) {
		t.Helper()
		for _, key := range []string{"docx", "html", "json"} {
			p := o.get("editor", fmt.Sprintf(address, key))
			if got := p.name(t); got != name+"."+key {
				t.Errorf("%s: %q", address, got)
			}
			if got := number(p); got != figure {
				t.Errorf("%s: %s, want %s", address, got, figure)
			}
			if key != "json" && strings.Contains(whole(t, p.body), doc.Draft) != draft {
				t.Errorf("%s: a draft: %v", address, !draft)
			}
		}
	}
	published := o.filing("jt", 2024).Published
	check("/reports/jt/2024/files/%s", title, "13", false)
	check("/reports/jt/2024/files/%s?event=1", title+".历史1.草稿", "12", true)
	o.must(backoffice.Correct)
	if p := o.get("editor", "/reports/jt/2024"); !strings.Contains(p.body, fmt.Sprintf("/reports/jt/2024/files/pdf?event=%d", published)) {
		t.Error("there is no link to the published report")
	}
	check("/reports/jt/2024/files/%s", title+"（更正1）.草稿", "13", true)
	check(fmt.Sprintf("/reports/jt/2024/files/%%s?event=%d", published), title, "13", false)

	review := o.get("editor", "/reports/jt/2024/files/review.html?event=2")
	if events := o.events("jt", 2024); len(events[1].Findings) > 0 && !strings.Contains(review.body, events[1].Findings[0].Message()) {
		t.Errorf("the review copy of what was returned does not say why: %q", events[1].Findings[0].Message())
	}
	for _, event := range []string{"0", "-1", "99", "x"} {
		if p := o.get("editor", "/reports/jt/2024/files/docx?event="+event); p.status != http.StatusNotFound || p.header.Get("Content-Disposition") != "" {
			t.Errorf("event %s: %d", event, p.status)
		}
	}
}

// What cannot be drawn is a page that says why, and no part of a file.
func TestFileThatCannotBe(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, "/other/paragraphs", "本机关\U000F1234没有其他事项。")
	o.save("jt", 2024, c)
	if p := o.get("editor", "/reports/jt/2024/files/ofd"); p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), "U+F1234") {
		t.Errorf("OFD: %d\n%s", p.status, p.body)
	}
	p := o.get("editor", "/reports/jt/2024/files/pdf")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), "U+F1234") || p.header.Get("Content-Disposition") != "" ||
		p.header.Get("Content-Type") != "text/html; charset=utf-8" || strings.HasPrefix(p.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%d %v\n%s", p.status, p.header, p.body)
	}
	if p := o.get("editor", "/reports/jt/2024/files/docx"); p.status != http.StatusOK {
		t.Errorf("docx: %d", p.status)
	}
	if p := o.get("editor", "/reports/jt/2024/files/odt"); p.status != http.StatusNotFound {
		t.Errorf("odt: %d", p.status)
	}
	files, list := unpack(t, o.get("editor", "/reports/jt/2024/files/zip"))
	for _, name := range []string{"PDF", "OFD 版式文件"} {
		if len(files) != len(fileKeys)-2 || !slices.ContainsFunc(list, func(r []string) bool { return r[4] == name && strings.Contains(r[8], "U+F1234") }) {
			t.Errorf("%s: %d files, %q", name, len(files), list)
		}
	}
}

// What was typed and cannot be read is blank in the files, and a review copy says so.
func TestFilesOfUnread(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, licenses, "约30")
	o.save("jt", 2024, c)
	if p := o.get("editor", "/reports/jt/2024/files/review.html"); !strings.Contains(p.body, "约30") {
		t.Errorf("%d: the review copy does not have what was typed", p.status)
	}
	_, list := unpack(t, o.get("editor", "/reports/jt/2024/files/zip"))
	if !strings.Contains(list[0][8], "有 1 处读不出") {
		t.Errorf("%q", list[0])
	}
}

// A body that has written nothing has a workbook to fill in.
func TestFilesOfNothing(t *testing.T) {
	o := newOffice(t)
	p := o.get("editor", "/reports/jt/2024/files/xlsx")
	r, _, err := intake.Read([]byte(p.body))
	if p.status != http.StatusOK || err != nil || len(report.Ready(r)) == 0 {
		t.Errorf("%d, %v", p.status, err)
	}
}

// A body has its own files, the office has all.
func TestFilesRoles(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	for person, want := range map[string]int{"": http.StatusUnauthorized, "editor": http.StatusOK, "reviewer": http.StatusOK, "stranger": http.StatusForbidden, "office": http.StatusOK, "admin": http.StatusOK} {
		for _, key := range append(fileKeys, "zip") {
			if p := o.get(person, "/reports/jt/2024/files/"+key); p.status != want {
				t.Errorf("%q, %s: %d, want %d", person, key, p.status, want)
			}
		}
		if want == http.StatusOK && (person == "editor" || person == "reviewer") {
			want = http.StatusForbidden
		}
		if p := o.get(person, "/board/archive?year=2024&format=json"); p.status != want {
			t.Errorf("%q, the archive: %d, want %d", person, p.status, want)
		}
	}
}
