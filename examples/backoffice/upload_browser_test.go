//go:build conformance

package backoffice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// choose chooses a file in a field.
func (b *tab) choose(field, path string) {
	b.t.Helper()
	b.do(chromedp.SetUploadFiles("#"+field, []string{path}))
}

// press presses the button with a text, and waits for the page that it leads to.
func (b *tab) press(button string) {
	b.t.Helper()
	eval[bool](b, "window.stays = true")
	if !eval[bool](b, "(e => e ? (e.click(), true) : false)([...document.querySelectorAll('main button')].find(e => e.textContent === "+quote(button)+"))") {
		b.t.Fatalf("there is no button %s; the page:\n%.2000s", button, b.text("body"))
	}
	b.until("!window.stays && document.readyState === 'complete'")
}

// In a browser a person uploads each kind of file, looks at what was read, and has its
// figures in the form.
func TestUploadInBrowser(t *testing.T) {
	dir, want := t.TempDir(), filledReport(2024)
	for name, data := range files(t, want) {
		must(os.WriteFile(filepath.Join(dir, name), data, 0o666))
	}
	for name, data := range converted(t, want) {
		must(os.WriteFile(filepath.Join(dir, name), data, 0o666))
	}
	for _, name := range []string{"年报.docx", "年报.pdf", "年报.ofd", "年报.html", "年报.json", "年报.xlsx", "无数据.xlsx", "全市.xml", "全市.csv", "旧版.doc", "旧版.pdf", "旧版.html"} {
		o := newOffice(t)
		b := o.open("editor", uploadPath)
		b.choose("file", filepath.Join(dir, name))
		b.press("读入并核对")
		if said := b.text("main"); !strings.Contains(said, "144 个数") {
			t.Errorf("%s: %.500s", name, said)
		}
		b.press("导入")
		if said := b.text("main"); !strings.Contains(said, "已经导入“"+name+"”") {
			t.Errorf("%s: %.500s", name, said)
		}
		sameFigures(t, o.content(2024).Report, want)
		b.visit("/reports/jt/2024/sections/disclosure")
		if value := b.value("/tables/disclosure/licenses"); value != "7" {
			t.Errorf("%s: the form has %q", name, value)
		}
		b.visit(uploadPath + "?done=1")
		b.press("撤销这次导入")
		if value, _ := o.content(2024).Get("/tables/disclosure/licenses"); value != "" {
			t.Errorf("%s: %q is left", name, value)
		}
	}
}

// A ledger is uploaded with the holidays.
func TestUploadLedgerInBrowser(t *testing.T) {
	dir, o := t.TempDir(), newOffice(t)
	ledger, holidays := filepath.Join(dir, "台账.csv"), filepath.Join(dir, "放假.csv")
	must(os.WriteFile(ledger, []byte(ledgerText), 0o666))
	must(os.WriteFile(holidays, []byte("日期,安排\n2024-10-01,放假\n"), 0o666))
	b := o.open("editor", uploadPath)
	b.choose("file", ledger)
	b.choose("holidays", holidays)
	b.press("读入并核对")
	b.press("导入")
	if got, _ := o.content(2024).Get("/tables/applications/results/granted/naturalPersons"); got != "3" {
		t.Errorf("%q", got)
	}
}

// A published PDF has the figures that a person read in it.
func TestUploadPublishedInBrowser(t *testing.T) {
	path, err := filepath.Abs("../../../shared/cases/published/hongze-2023-wps.pdf")
	must(err)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skip("there is no published file here")
	}
	r, _, err := intake.Read(data)
	must(err)
	o := newOffice(t)
	o.rename(r.Agency)
	b := o.open("editor", "/reports/jt/2023/upload")
	b.choose("file", path)
	b.press("读入并核对")
	b.press("导入")
	var got []string
	for c := range report.Cells(o.content(2023).Report.Tables) {
		if !c.Computed {
			got = append(got, c.String())
		}
	}
	if want := publishedFigures(t, "hongze-2023"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// The pages of uploads are sound as they stand, and when there is much on them.
func TestUploadLooks(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	o.draft(2024, func(c *backoffice.Content) {
		must(c.Set("/tables/disclosure/licenses", "约七十件"))
		must(c.Set("/tables/disclosure/penalties", "88"))
		must(c.Set("/problems/paragraphs", "解读少。"))
	})
	r.Problems = report.Section{}
	r.Year = 2023
	dir := t.TempDir()
	file, ledger, bad := filepath.Join(dir, "a.json"), filepath.Join(dir, "台账.csv"), filepath.Join(dir, "坏.csv")
	must(os.WriteFile(file, encoded(r), 0o666))
	must(os.WriteFile(ledger, []byte(ledgerText), 0o666))
	must(os.WriteFile(bad, []byte(strings.ReplaceAll(ledgerText, "商业企业", "外星人")), 0o666))
	b := o.open("editor", uploadPath)
	b.look("upload")
	for name, path := range map[string]string{"upload-refused": bad, "upload-ledger": ledger, "upload-read": file} {
		b.visit(uploadPath)
		b.choose("file", path)
		b.press("读入并核对")
		b.look(name)
		data, err := os.ReadFile(path)
		must(err)
		sources.Store(name, o.upload("editor", uploadPath, part{"file", filepath.Base(path), data}).body)
	}
	b.visit(uploadPath)
	b.choose("file", ledger)
	b.press("读入并核对")
	b.press("导入")
	b.look("upload-done")
}
