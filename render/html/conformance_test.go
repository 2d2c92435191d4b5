//go:build conformance

package html

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/doc"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
)

// modules is the folder of the node modules.
func modules(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(os.Getenv("NIANBAO_NODE_MODULES"))
	if err != nil || os.Getenv("NIANBAO_NODE_MODULES") == "" {
		t.Fatal("NIANBAO_NODE_MODULES has to be the folder with html-validate, vnu-jar, axe-core and puppeteer-core")
	}
	return dir
}

// tool runs an outside checker and returns what it printed.
func tool(t *testing.T, name string, args ...string) (stdout string, err error) {
	t.Helper()
	cmd := exec.Command(name, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w\n%s", name, err, stderr.String())
	}
	return string(out), err
}

// file is a page that the outside tools look at.
type file struct {
	name, path string
	d          *doc.Document
	fragment   bool
}

// wrapped is the page of a content management system that a fragment is in.
const wrapped = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>信息公开</title>
</head>
<body>
<main>
<h1>信息公开</h1>
%s</main>
</body>
</html>
`

// files writes the pages and fragments of reports of several kinds.
func files(t *testing.T) (list []file) {
	t.Helper()
	example := func() *report.Report {
		b, err := os.ReadFile("../../examples/nianbao/yunqi-2023.json")
		if err != nil {
			t.Fatal(err)
		}
		r, findings, err := report.Decode(b)
		if err != nil || findings != nil {
			t.Fatal(err, findings)
		}
		return r
	}
	long := example()
	long.Agency = "云栖市经济技术开发区高新技术产业园区与现代农业示范区联合管理委员会办公室"
	long.Issuer = long.Agency
	large := sample.Report(report.Edition2021)
	large.Tables.(*report.Tables2021).Applications.Received = report.Applicants{NaturalPersons: 12345678, Enterprises: 1234567, Others: 98765}
	dir := t.TempDir()
	for name, r := range map[string]*report.Report{
		"2019": sample.Report(report.Edition2019), "2021": sample.Report(report.Edition2021),
		"example": example(), "long": long, "large": large,
	} {
		d, err := r.Document()
		if err != nil {
			t.Fatal(err)
		}
		d.Index = []doc.Property{
			{Name: "索引号", Value: "000014349/2024-00001"}, {Name: "发布机构", Value: r.Agency}, {Name: "名称", Value: d.Title},
			{Name: "成文日期", Value: "2024年1月15日"}, {Name: "公开日期", Value: "2024年1月20日"},
		}
		data, err := report.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []file{{name, "", d, false}, {name + "-fragment", "", d, true}} {
			b := write(t, Options{Data: data, Fragment: f.fragment}, d)
			if f.fragment {
				b = fmt.Appendf(nil, wrapped, b)
			}
			f.path = filepath.Join(dir, f.name+".html")
			if err := os.WriteFile(f.path, b, 0o666); err != nil {
				t.Fatal(err)
			}
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return list
}

func TestHTMLValidate(t *testing.T) {
	var pages, fragments []string
	for _, f := range files(t) {
		if f.fragment {
			fragments = append(fragments, f.path)
		} else {
			pages = append(pages, f.path)
		}
	}
	for off, list := range map[string][]string{
		"long-title":      pages,     // it is as long as the name of the agency
		"no-inline-style": fragments, // they have no other place for their looks
	} {
		config := filepath.Join(t.TempDir(), "htmlvalidate.json")
		text := fmt.Sprintf(`{"root": true, "extends": ["html-validate:recommended", "html-validate:a11y"], "rules": {%q: "off"}}`, off)
		if err := os.WriteFile(config, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := tool(t, filepath.Join(modules(t), ".bin", "html-validate"), append([]string{"-c", config, "-f", "json", "--max-warnings=0"}, list...)...)
		var found []any
		if json.Unmarshal([]byte(out), &found) != nil || err != nil || len(found) != 0 {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func TestNuHTMLChecker(t *testing.T) {
	args := []string{"-jar", filepath.Join(modules(t), "vnu-jar", "build", "dist", "vnu.jar"), "--format", "json", "--stdout"}
	for _, f := range files(t) {
		args = append(args, f.path)
	}
	out, err := tool(t, "java", args...)
	var result struct{ Messages []any }
	if json.Unmarshal([]byte(out), &result) != nil || err != nil || len(result.Messages) != 0 || !strings.Contains(out, "messages") {
		t.Errorf("%v\n%s", err, out)
	}
}

type box struct{ Client, Scroll, Focus int }

// browsed is what testdata/browse.js prints.
type browsed struct {
	File             string
	Requests, Errors []string
	Views            []struct {
		Name       string
		Width      int
		Boxes      []box
		Clipped    []string
		Rules      int
		Violations []string
	}
}

// In Chromium: axe finds nothing, wide and narrow, with large text, wide text
// spacing, more contrast and forced colours; on a phone tables scroll and the page
// does not; nothing is fetched; and on paper the page is the official one.
//
// With NIANBAO_LOOK=DIR the pictures and the printed PDF are left in that folder.
func TestChromium(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal(err)
	}
	list := files(t)
	look := os.Getenv("NIANBAO_LOOK")
	if look != "" {
		if look, err = filepath.Abs(look); err == nil {
			err = os.MkdirAll(look, 0o777)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	type page struct {
		File  string `json:"file"`
		PDF   string `json:"pdf"`
		Shots string `json:"shots,omitempty"`
		Short bool   `json:"short"`
	}
	var pages []page
	printed := t.TempDir()
	if look != "" {
		printed = look
	}
	for _, f := range list {
		p := page{File: f.path, PDF: filepath.Join(printed, f.name+".pdf"), Short: f.fragment}
		if look != "" {
			p.Shots = filepath.Join(look, f.name)
		}
		pages = append(pages, p)
	}
	job, err := json.Marshal(map[string]any{"modules": modules(t), "chromium": chromium, "sandbox": os.Getuid() != 0, "pages": pages})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "job.json")
	if err := os.WriteFile(path, job, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := tool(t, "node", filepath.Join("testdata", "browse.js"), path)
	if err != nil {
		t.Fatal(err)
	}
	var results []browsed
	if err := json.Unmarshal([]byte(out), &results); err != nil || len(results) != len(list) {
		t.Fatalf("%v, %d results", err, len(results))
	}
	for i, f := range list {
		t.Run(f.name, func(t *testing.T) {
			checkBrowsed(t, f, &results[i])
			if !f.fragment {
				checkPrinted(t, f, pages[i].PDF)
			}
		})
	}
}

func checkBrowsed(t *testing.T, f file, r *browsed) {
	own := (&url.URL{Scheme: "file", Path: f.path}).String()
	for _, u := range r.Requests {
		if u != own {
			t.Errorf("fetches %s", u)
		}
	}
	for _, e := range r.Errors {
		t.Errorf("console: %s", e)
	}
	if want := map[bool]int{false: 6, true: 2}[f.fragment]; len(r.Views) != want {
		t.Fatalf("%d views, want %d", len(r.Views), want)
	}
	for _, v := range r.Views {
		for _, s := range v.Violations {
			t.Errorf("%s: axe: %s", v.Name, s)
		}
		if v.Rules < 20 {
			t.Errorf("%s: axe tried %d rules", v.Name, v.Rules)
		}
		for _, s := range v.Clipped {
			t.Errorf("%s: cut off: %s", v.Name, s)
		}
		width, phone := 1280, strings.HasPrefix(v.Name, "390")
		if phone {
			width = 390
		}
		if v.Width > width {
			t.Errorf("%s: the page is %d wide", v.Name, v.Width)
		}
		if len(v.Boxes) != 3 {
			t.Fatalf("%s: %d tables", v.Name, len(v.Boxes))
		}
		for i, b := range v.Boxes {
			if scrolls := b.Scroll > b.Client; scrolls != phone || b.Focus != 0 {
				t.Errorf("%s: table %d: %+v", v.Name, i+1, b)
			}
		}
	}
}

// checkPrinted finds every block and cell in the printed PDF, which has about as
// many pages as the one that the layout package makes, with their numbers.
func checkPrinted(t *testing.T, f file, path string) {
	out, err := tool(t, "pdftotext", "-raw", path, "-")
	if err != nil {
		t.Fatal(err)
	}
	l, err := layout.Typeset(f.d, fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(out, "\f"), "\f")
	if n := len(pages) - len(l.Pages); n < -1 || n > 1 {
		t.Errorf("%d pages, %d in our PDF", len(pages), len(l.Pages))
	}
	t.Logf("%d pages, %d in our PDF", len(pages), len(l.Pages))
	var all string
	for i, p := range pages {
		p = pack(p)
		number := fmt.Sprintf("—%d—", i+1)
		if !strings.Contains(p, number) {
			t.Errorf("page %d has no number", i+1)
		}
		all += strings.Replace(p, number, "", 1)
	}
	// The heads of a table come again on every page that it runs over to.
	for i, b := range f.d.Blocks {
		b, ok := b.(*doc.Table)
		if !ok || b.HeadRows == 0 {
			continue
		}
		var heads string
		for _, r := range b.Rows[:b.HeadRows] {
			for _, c := range r.Cells {
				heads += pack(doc.PlainText(c.Runs))
			}
		}
		want := 1
		if len(b.Rows) > 20 {
			want = 2 // in all of these reports it stands on two pages
		}
		if n := strings.Count(all, heads); n != want {
			t.Errorf("block %d: the heads stand %d times, want %d", i+1, n, want)
		}
		all = heads + strings.ReplaceAll(all, heads, "")
	}
	find := func(runs []doc.Run) {
		if s := pack(doc.PlainText(runs)); !strings.Contains(all, s) {
			t.Errorf("not printed: %s", s)
		}
	}
	for _, b := range f.d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			find(b.Runs)
		case *doc.Paragraph:
			find(b.Runs)
		case *doc.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					find(c.Runs)
				}
			}
			if strings.Contains(all, pack(b.Caption)) {
				t.Errorf("the caption %s is printed", b.Caption)
			}
		}
	}
	if strings.Contains(all, f.d.Index[0].Name) {
		t.Error("the index is printed")
	}
}

// pack takes out all white space.
func pack(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
