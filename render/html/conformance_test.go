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
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
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
	foreign    bool // another page has its own looks for the fragment
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

// fault writes a page with a fault that every tool has to find, and no other.
func fault(t *testing.T) file {
	t.Helper()
	const image = `<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="></p>` + "\n"
	return save(t, t.TempDir(), file{name: "fault"}, fmt.Sprintf(wrapped, image))
}

func save(t *testing.T, dir string, f file, page string) file {
	t.Helper()
	f.path = filepath.Join(dir, f.name+".html")
	if err := os.WriteFile(f.path, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	return f
}

// hostile is a style sheet that a fragment may come under.
const hostile = "<style>table{width:100%} td{padding:0} p{margin:1em 0;text-indent:0} h2{font-size:2em}</style>\n</head>"

// foreign writes a fragment with a long issuer into a page with looks of its own: as
// it is, and without what editors take out. Where they take out overflow-x, too, the
// page is as wide as table three has to be.
func foreign(t *testing.T) (list []file) {
	t.Helper()
	dir := t.TempDir()
	d := document(t, issued())
	fragment := write(t, Options{Fragment: true}, d)
	for name, b := range map[string][]byte{
		"foreign":         fragment,
		"foreign-cleaned": cleaned(t, fragment, "position", "display"),
	} {
		page := strings.Replace(fmt.Sprintf(wrapped, b), "</head>", hostile, 1)
		list = append(list, save(t, dir, file{name: name, d: d, fragment: true, foreign: true}, page))
	}
	return list
}

// issued returns a report with an issuer of 25 characters.
func issued() *report.Report {
	r := sample.Report(report.Edition2021)
	r.Issuer = "云栖市经济技术开发区与现代农业示范区联合管理委员会"
	return r
}

func document(t *testing.T, r *report.Report) *doc.Document {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

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
		"example": example(), "long": long, "large": large, "issued": issued(), "draft": example(), "reviewed": example(),
	} {
		d := document(t, r)
		if name == "draft" {
			d.Mark = "草稿"
		}
		d.Index = []doc.Property{
			{Name: "索引号", Value: "000014349/2024-00001"}, {Name: "发布机构", Value: r.Agency}, {Name: "名称", Value: d.Title},
			{Name: "成文日期", Value: "2024年1月15日"}, {Name: "公开日期", Value: "2024年1月20日"},
		}
		data, err := report.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		if name == "reviewed" {
			sample.Comment(d)
		}
		list = append(list, save(t, dir, file{name: name, d: d}, string(write(t, Options{Data: doc.Carried{JSON: data}}, d))))
		if d.Comments != nil {
			continue // of which there are no fragments
		}
		list = append(list, save(t, dir, file{name: name + "-fragment", d: d, fragment: true},
			fmt.Sprintf(wrapped, write(t, Options{Fragment: true}, d))))
	}
	slices.SortFunc(list, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return list
}

// Both checkers find the fault of the faulty page and nothing else.

func TestHTMLValidate(t *testing.T) {
	var pages, fragments []string
	for _, f := range files(t) {
		if f.fragment {
			fragments = append(fragments, f.path)
		} else {
			pages = append(pages, f.path)
		}
	}
	faulty := fault(t).path
	for off, list := range map[string][]string{
		"long-title":      pages,     // it is as long as the name of the agency
		"no-inline-style": fragments, // they have no other place for their looks
	} {
		config := filepath.Join(t.TempDir(), "htmlvalidate.json")
		text := fmt.Sprintf(`{"root": true, "extends": ["html-validate:recommended", "html-validate:a11y"], "rules": {%q: "off"}}`, off)
		if err := os.WriteFile(config, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		args := append([]string{"-c", config, "-f", "json", "--max-warnings=0", faulty}, list...)
		out, _ := tool(t, filepath.Join(modules(t), ".bin", "html-validate"), args...) // it fails for the fault
		var found []struct {
			FilePath string
			Messages []struct{ RuleID string }
		}
		if json.Unmarshal([]byte(out), &found) != nil || len(found) != 1 || found[0].FilePath != faulty ||
			len(found[0].Messages) != 1 || found[0].Messages[0].RuleID != "wcag/h37" {
			t.Errorf("without %s: %s", off, out)
		}
	}
}

func TestNuHTMLChecker(t *testing.T) {
	faulty := fault(t).path
	args := []string{"-jar", filepath.Join(modules(t), "vnu-jar", "build", "dist", "vnu.jar"), "--format", "json", "--stdout", faulty}
	for _, f := range files(t) {
		args = append(args, f.path)
	}
	out, _ := tool(t, "java", args...) // it fails for the fault
	var found struct {
		Messages []struct{ URL, Message string }
	}
	if json.Unmarshal([]byte(out), &found) != nil || len(found.Messages) != 1 ||
		!strings.HasSuffix(found.Messages[0].URL, faulty) || !strings.Contains(found.Messages[0].Message, "alt") {
		t.Error(out)
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
		Lines      []int // of the last two paragraphs
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
	list := append(append(files(t), foreign(t)...), fault(t))
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
		File  string   `json:"file"`
		PDF   string   `json:"pdf"`
		Shots string   `json:"shots,omitempty"`
		Views []string `json:"views,omitempty"`
	}
	var pages []page
	printed := t.TempDir()
	if look != "" {
		printed = look
	}
	for _, f := range list {
		p := page{File: f.path, PDF: filepath.Join(printed, f.name+".pdf"), Views: f.views()}
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
			switch {
			case f.d == nil:
				if v := results[i].Views; len(v) != 1 || len(v[0].Violations) != 1 || !strings.HasPrefix(v[0].Violations[0], "image-alt:") {
					t.Errorf("axe finds %+v", v)
				}
			case f.foreign:
				checkForeign(t, f, &results[i])
			case f.fragment:
				checkBrowsed(t, f, &results[i])
			default:
				checkBrowsed(t, f, &results[i])
				if f.d.Comments == nil {
					checkPrinted(t, f, pages[i].PDF)
				} else {
					checkNumbers(t, f, pages[i].PDF)
				}
			}
		})
	}
}

// views returns the names of those that a page is seen in; nil stands for all.
func (f *file) views() []string {
	switch {
	case f.d == nil:
		return []string{"1280"}
	case f.foreign:
		return []string{"390-foreign", "320-foreign"}
	case f.fragment || f.name == "issued" || f.name == "draft" || f.name == "reviewed":
		return []string{"1280", "390"}
	}
	return nil
}

// checkForeign finds the fragment to stay within the page, and the date on a line.
func checkForeign(t *testing.T, f file, r *browsed) {
	if len(r.Views) != len(f.views()) {
		t.Fatalf("%d views", len(r.Views))
	}
	for _, v := range r.Views {
		var width int
		if _, err := fmt.Sscan(strings.TrimSuffix(v.Name, "-foreign"), &width); err != nil || v.Width > width {
			t.Errorf("%s: the page is %d wide", v.Name, v.Width)
		}
		if len(v.Lines) != 2 || v.Lines[0] > 2 || v.Lines[1] != 1 {
			t.Errorf("%s: issuer and date have %d lines", v.Name, v.Lines)
		}
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
	if want := len(f.views()); len(r.Views) != want && !(want == 0 && len(r.Views) == 6) {
		t.Fatalf("%d views", len(r.Views))
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

// checkNumbers finds the number of the last comment, which the style sheet counts, both
// where it stands and in the list.
func checkNumbers(t *testing.T, f file, path string) {
	out, err := tool(t, "pdftotext", "-raw", path, "-")
	if err != nil {
		t.Fatal(err)
	}
	last := strconv.Itoa(len(f.d.Comments))
	text, list, ok := strings.Cut(out, "校核意见")
	if !ok || strings.Count(text, last) != 1 || strings.Count(list, last+".") != 1 {
		t.Errorf("the number %s stands %d times in the text and %d times in the list", last, strings.Count(text, last), strings.Count(list, last+"."))
	}
}

func checkPrinted(t *testing.T, f file, path string) {
	out, err := tool(t, "pdftotext", "-raw", path, "-")
	if err != nil {
		t.Fatal(err)
	}
	if mark := f.d.Mark; mark != "" {
		pages := strings.Split(strings.TrimSuffix(out, "\f"), "\f")
		for i, p := range pages {
			if n := strings.Count(p, mark); n != 1 {
				t.Errorf("page %d has the mark %d times", i+1, n)
			}
		}
		out = strings.ReplaceAll(out, mark+"\n", "")
	}
	l, err := layout.Typeset(f.d, fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range misprints(out, l) {
		t.Error(s)
	}
	if f.name != "2021" {
		return
	}
	for what, edit := range map[string][2]string{
		"two figures swapped": {"\n规章 1 2 3\n", "\n规章 2 1 3\n"},
		"a figure lost":       {"\n规章 1 2 3\n", "\n规章 1 3\n"},
		"a figure twice":      {"\n规章 1 2 3\n", "\n规章 1 2 3 3\n"},
		"a page more":         {"\f—5—", "\f—5—\f—6—"},
		"no page number":      {"\f—3—", "\f"},
		"a date on two lines": {"1月15日\n", "1月\n15日\n"},
		"no head again":       {"\f—4—\n（本列数据的勾稽关系为：第一项加第二项之和，等于\n第三项加第四项之和）\n", "\f—4—\n"},
	} {
		if bad := strings.Replace(out, edit[0], edit[1], 1); bad == out || misprints(bad, l) == nil {
			t.Errorf("not found: %s", what)
		}
	}
}

// misprints finds in the text of a printed page what the document says, every cell
// in the order of its row, and nothing else but page numbers and the heads of tables
// that run over to another page; and as many pages, and lines in the signature, as the
// layout package makes. It returns what is otherwise.
func misprints(out string, l *layout.Layout) (found []string) {
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	pages := strings.Split(strings.TrimSuffix(out, "\f"), "\f")
	if len(pages) != len(l.Pages) {
		fault("%d pages, %d in our PDF", len(pages), len(l.Pages))
	}
	var want string
	heads := map[string]int{} // of tables, and how often they are set again
	for i, b := range l.Document.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			want += pack(doc.PlainText(b.Runs))
		case *doc.Paragraph:
			want += pack(doc.PlainText(b.Runs))
		case *doc.Table:
			for j, r := range b.Rows {
				if j > 0 && j == b.HeadRows {
					heads[want[len(want)-len(rowsText(b.Rows[:j])):]] = repeats(l, i)
				}
				want += rowsText([]doc.Row{r})
			}
		}
	}
	var got string
	for i, p := range pages {
		p, ok := strings.CutPrefix(pack(p), fmt.Sprintf("—%d—", i+1))
		if !ok {
			fault("page %d has no number", i+1)
		}
		rest := want[min(len(got), len(want)):]
		for h := range heads {
			if strings.HasPrefix(p, h) && !strings.HasPrefix(rest, h) {
				p = p[len(h):]
				heads[h]--
			}
		}
		got += p
	}
	if got != want {
		n := 0
		for n < min(len(got), len(want)) && got[n] == want[n] {
			n++
		}
		fault("printed: …%.200s\nwant …%.200s", strings.ToValidUTF8(got[max(n-30, 0):], ""), strings.ToValidUTF8(want[max(n-30, 0):], ""))
	}
	for h, n := range heads {
		if n != 0 {
			fault("the heads %s are set again %d times less than in our PDF", h, n)
		}
	}
	signature := lines(l, len(l.Document.Blocks)-2, len(l.Document.Blocks)-1)
	printed := strings.Split(strings.TrimSpace(out), "\n")
	if last := printed[max(len(printed)-len(signature), 0):]; !slices.Equal(last, signature) {
		fault("the signature is %q, want %q", last, signature)
	}
	return found
}

func rowsText(rows []doc.Row) (s string) {
	for _, r := range rows {
		for _, c := range r.Cells {
			s += pack(doc.PlainText(c.Runs))
		}
	}
	return s
}

// repeats returns on how many pages the heads of a table are set again.
func repeats(l *layout.Layout, block int) (n int) {
	for _, p := range l.Pages {
		if slices.ContainsFunc(p.Texts, func(x layout.Text) bool { return x.Block == block && x.Kind == layout.Repeated && !x.Vertical }) {
			n++
		}
	}
	return n
}

// lines returns the lines of blocks.
func lines(l *layout.Layout, blocks ...int) (list []string) {
	at := doc.Length(-1)
	for _, p := range l.Pages {
		for _, x := range p.Texts {
			if !slices.Contains(blocks, x.Block) {
				continue
			}
			if x.At.Y != at {
				list = append(list, "")
				at = x.At.Y
			}
			for _, g := range x.Glyphs {
				list[len(list)-1] += string(g.Rune)
			}
		}
	}
	return list
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
