//go:build conformance

package backoffice_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

const (
	applications  = "/tables/applications/"
	newlyReceived = applications + "received/"
)

// insert types a text as an input method does.
func (b *tab) insert(text string) {
	b.t.Helper()
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// saved waits until all that is typed is saved, so that the page may be left.
func (b *tab) saved() {
	b.t.Helper()
	b.until("window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
}

// told waits until the page tells something.
func (b *tab) told(text string) {
	b.t.Helper()
	b.until("document.querySelector('.live').innerText.includes(" + quote(text) + ")")
}

// By its keys one goes about in the official table, whose cells are merged, takes the figures
// of last year and takes back what was typed.
func TestKeys(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2023, ready(t, "云栖市交通运输局", 2023))
	b := o.open("editor", section("applications"))
	b.focus(newlyReceived + "naturalPersons")
	for _, step := range []struct{ key, to string }{
		{kb.ArrowRight, newlyReceived + "enterprises"},
		{kb.ArrowDown, applications + "carriedOver/enterprises"},
		{kb.Enter, applications + "results/granted/enterprises"},
		{kb.ArrowUp, applications + "carriedOver/enterprises"},
		{kb.End, applications + "carriedOver/others"},
		{kb.ArrowRight, applications + "carriedOver/others"},
		{kb.Home, applications + "carriedOver/naturalPersons"},
		{kb.ArrowLeft, applications + "carriedOver/naturalPersons"},
	} {
		b.keys(step.key)
		if at := b.focused(); at != step.to {
			t.Errorf("%q leads to %s, not to %s", step.key, at, step.to)
		}
	}
	b.keys(kb.End, chromedp.ModifierCtrl)
	last := applications + "carriedForward/others"
	if at := b.focused(); at != last {
		t.Errorf("Ctrl+End leads to %s", at)
	}
	b.keys("12")
	b.keys(kb.Escape)
	if v := b.value(last); v != "" {
		t.Errorf("after Esc there is %q", v)
	}
	b.keys(kb.F4)
	if v := b.value(last); v != "0" {
		t.Errorf("the figure of last year: %q", v)
	}
	b.keys("z", chromedp.ModifierCtrl)
	if v := b.value(last); v != "" {
		t.Errorf("after Ctrl+Z there is %q", v)
	}
	b.keys(kb.Home, chromedp.ModifierCtrl)
	for _, n := range []string{"3", "1", "0", "0", "0", "2"} {
		b.keys(n)
		b.keys(kb.ArrowRight)
	}
	b.until(`document.querySelector('output[data-path="` + newlyReceived + `total"]').textContent === '6'`)
	b.saved()

	// In table two a figure is below three others, across heads.
	b.visit(section("disclosure"))
	b.focus("/tables/disclosure/normativeDocuments/inForce")
	b.keys(kb.ArrowDown)
	if at := b.focused(); at != "/tables/disclosure/licenses" {
		t.Errorf("down leads to %s", at)
	}
	b.keys(kb.ArrowUp)
	if at := b.focused(); at != "/tables/disclosure/normativeDocuments/inForce" {
		t.Errorf("and up to %s", at)
	}
}

// The cell that has the cursor is seen wherever the arrows lead, and so is which one it is, in a narrow window too.
func TestCellInSight(t *testing.T) {
	o := newOffice(t)
	b := o.open("editor", section("applications"))
	b.focus(newlyReceived + "naturalPersons")
	b.keys("3")
	b.saved()
	for _, width := range []int64{1280, 390} {
		b.do(chromedp.EmulateViewport(width, 900))
		b.keys(kb.Home, chromedp.ModifierCtrl)
		for i := range 50 {
			b.keys(map[bool]string{true: kb.ArrowDown, false: kb.ArrowUp}[i < 25])
			if i == 24 {
				b.keys(kb.End)
				if name := b.text("#where"); !strings.Contains(name, "四、结转下年度继续办理 其他") {
					t.Errorf("at %d the cell is called %q", width, name)
				}
				if !eval[bool](b, `(h => h.left >= 0 && h.right <= document.activeElement.getBoundingClientRect().left)(document.activeElement.closest('tr').querySelector('th:has(+ td)').getBoundingClientRect())`) {
					t.Errorf("at %d the head of the row is not beside the cell", width)
				}
			}
			if !eval[bool](b, `(r => [r.top + 8, r.bottom - 8].every(y => document.elementFromPoint(r.left + r.width / 2, y) === document.activeElement))(document.activeElement.getBoundingClientRect())`) {
				t.Errorf("at %d %s is not seen", width, b.focused())
			}
		}
	}
}

// The first click on a button counts, though the cursor leaves a cell for it.
func TestClickFromCell(t *testing.T) {
	o := newOffice(t)
	b := o.open("editor", section("applications"))
	b.focus(newlyReceived + "naturalPersons")
	b.keys(kb.End, chromedp.ModifierCtrl)
	at := eval[[]float64](b, `(() => {
		const cell = document.activeElement, save = [...document.querySelectorAll('button.primary')].at(-1);
		scrollTo(0, document.body.scrollHeight);
		const r = save.getBoundingClientRect();
		return cell.matches('td input') && window.where?.innerText ? [r.left + r.width / 2, r.top + r.height / 2] : [];
	})()`)
	if len(at) == 0 {
		t.Fatalf("%s has the cursor, told as %q", b.focused(), b.text("#where"))
	}
	eval[bool](b, "window.stays = true")
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until("!window.stays && document.readyState === 'complete'")
}

// A hint is taken with one key.
func TestHintKey(t *testing.T) {
	o := newOffice(t)
	last := ready(t, "云栖市交通运输局", 2023)
	set(t, last, newlyReceived+"naturalPersons", "5")
	set(t, last, applications+"carriedForward/naturalPersons", "5")
	o.save("jt", 2023, last)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, applications+"carriedOver/naturalPersons", "4")
	set(t, c, applications+"results/granted/naturalPersons", "5")
	o.save("jt", 2024, c)
	b := o.open("editor", section("applications"))
	b.focus(applications + "carriedOver/naturalPersons")
	b.leave(kb.F8)
	if v := b.value(applications + "carriedOver/naturalPersons"); v != "5" {
		t.Errorf("%q", v)
	}
}

// clipboard is what LibreOffice copies of a table as it is printed, from ranges of a sheet that
// has it from A1.
func clipboard(t *testing.T, table *doc.Table, ranges ...string) (copied []struct{ Text, HTML string }) {
	t.Helper()
	g, err := table.Grid()
	if err != nil {
		t.Fatal(err)
	}
	var cells [][]any
	for _, p := range g.Cells {
		cells = append(cells, []any{p.Row, p.Col, p.RowSpan, p.ColSpan, doc.PlainText(p.Runs)})
	}
	job, err := json.Marshal(map[string]any{"cells": cells, "ranges": ranges})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/usr/bin/python3", filepath.Join("testdata", "clipboard.py"), t.TempDir())
	cmd.Stdin = bytes.NewReader(job)
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, wrong.String())
	}
	if err := json.Unmarshal(out.Bytes(), &copied); err != nil {
		t.Fatal(err)
	}
	return copied
}

// Table three as LibreOffice copies it, figures alone and with its labels, goes in whole, has
// the sums that it had, and goes out again with one key.
func TestLibreOfficeClipboard(t *testing.T) {
	c := ready(t, "云栖市交通运输局", 2024)
	n, figures := 0, 0
	totals := map[string]string{}
	for cell := range report.Cells(c.Report.Tables) {
		if n++; cell.Table == 3 && !cell.Computed {
			figures++
			set(t, c, cell.Path, fmt.Sprint(n*37%1300))
		}
	}
	for cell := range report.Cells(c.Report.Tables) {
		if cell.Table == 3 && cell.Computed {
			totals[cell.Path] = cell.String()
		}
	}
	d, err := c.Report.Document()
	if err != nil {
		t.Fatal(err)
	}
	var table *doc.Table
	for _, b := range d.Blocks {
		if x, ok := b.(*doc.Table); ok && strings.Contains(x.Source, "applications") {
			table = x
		}
	}
	o := newOffice(t)
	b := o.open("editor", section("applications"))
	for i, copied := range clipboard(t, table, "D4:J28", "A1:J28", "A4:J28") {
		b.focus(newlyReceived + "naturalPersons")
		b.pasteEvent(copied.Text, copied.HTML)
		b.told(fmt.Sprintf("读入表三 %d 格", figures))
		b.told(fmt.Sprintf("%d 个合计由系统计算，与粘贴的没有出入", len(totals)))
		b.until(fmt.Sprintf(`document.querySelector('output[data-path="%sresults/total/total"]').textContent === %q`, applications, totals[applications+"results/total/total"]))
		for path, want := range totals {
			if got := b.total(path); got != want {
				t.Errorf("%d: %s is %q, not %q", i, path, got, want)
			}
		}
		b.saved()
		if i == 0 {
			b.look("pasted")
			b.focus(newlyReceived + "naturalPersons")
		}
		b.keys("z", chromedp.ModifierCtrl)
		b.told(fmt.Sprintf("已撤销 %d 处", figures))
		if left := eval[int](b, "[...document.querySelectorAll('.grid input:not([type=hidden])')].filter(e => e.value !== '').length"); left > 0 {
			t.Errorf("%d: %d figures are left", i, left)
		}
		b.saved()
	}
	b.focus(newlyReceived + "others")
	b.pasteEvent("1\t2\t3\n", "")
	b.told("没有格子可填")
	b.look("paste-refused")
}

// What two people write at once is told to both, and nothing of it is lost.
func TestTwoEditorsInBrowser(t *testing.T) {
	o := newOffice(t)
	first, second := o.open("editor", section("applications")), o.open("reviewer", section("applications"))
	first.focus(newlyReceived + "naturalPersons")
	first.keys("5")
	first.saved()
	second.focus(newlyReceived + "enterprises")
	second.keys("7")
	second.saved()
	second.told("别人刚才改了 1 处")
	if v := second.value(newlyReceived + "naturalPersons"); v != "5" {
		t.Errorf("taken over: %q", v)
	}
	first.focus(newlyReceived + "others")
	first.keys("1")
	first.saved()
	second.focus(newlyReceived + "others")
	second.keys("2")
	second.until("document.querySelector('.conflict')")
	if text := second.text(".conflict"); !strings.Contains(text, "周敏已把这里改为“1”，您写的是“2”") {
		t.Errorf("the conflict says: %s", text)
	}
	if !second.closing() {
		t.Error("the page is left though it is not decided")
	}
	second.look("conflict")
	second.tabTo("e.textContent === '用我写的'")
	second.keys(kb.Enter)
	second.saved()
	second.visit(section("applications"))
	for path, want := range map[string]string{"naturalPersons": "5", "enterprises": "7", "others": "2"} {
		if v := second.value(newlyReceived + path); v != want {
			t.Errorf("%s: %q", path, v)
		}
	}
	// A browser that goes back shows what stands there, and not what was typed then.
	first.visit(section("other"))
	first.focus("/other/paragraphs")
	first.insert("没有其他事项。")
	first.saved()
	first.visit("/reports/jt/2024")
	o.write("reviewer", "other", map[string]string{"/other/paragraphs": "没有收费。"})
	first.do(chromedp.NavigateBack())
	first.until("document.readyState === 'complete'")
	if v := first.value("/other/paragraphs"); v != "没有收费。" {
		t.Errorf("after going back: %q", v)
	}
	first.visit(section("applications"))
	first.focus(newlyReceived + "others")
	eval[bool](second, "document.activeElement.blur(), true")
	second.focus(newlyReceived + "others")
	second.keys("4")
	second.saved()
	first.keys("3") // in the same cell
	first.until("document.querySelector('.conflict')")
	first.tabTo("e.textContent === '用吴强写的'")
	first.keys(kb.Enter)
	first.saved()
	if v := first.value(newlyReceived + "others"); v != "4" {
		t.Errorf("%q", v)
	}
}

// One who goes back to a page sees what stands there by now. A browser that puts there what he
// typed before would have it saved over what another person wrote since, as if he had seen that.
func TestBackInBrowser(t *testing.T) {
	o := newOffice(t)
	const path = "/problems/paragraphs"
	b := o.open("editor", section("problems"))
	b.focus(path)
	b.keys("mine")
	b.saved()
	b.visit(section("other"))
	o.write("reviewer", "problems", map[string]string{path: "theirs"})
	b.do(chromedp.NavigateBack())
	b.until("document.querySelector('.live')")
	if now, was := b.value(path), b.value("was:"+path); now != "theirs" || was != "theirs" {
		t.Errorf("there is %q, and %q before", now, was)
	}
}

// While the network is away or the session has ended, what is typed stays, that is told, and it
// is saved as soon as it can be.
func TestAutosave(t *testing.T) {
	o := newOffice(t)
	b := o.open("editor", section("applications"))
	b.offline(true)
	b.focus(newlyReceived + "naturalPersons")
	b.keys("１，２３４")
	b.told("没有保存：网络不通")
	if !b.closing() {
		t.Error("the page is left with what is not saved")
	}
	b.look("offline")
	b.offline(false)
	b.saved()
	b.told("已自动保存（")
	b.focus(newlyReceived + "enterprises") // what was written otherwise is written as it is kept
	if v := b.value(newlyReceived + "naturalPersons"); v != "1234" {
		t.Errorf("%q", v)
	}
	b.signIn("")
	b.keys("9x")
	b.told("登录已过期")
	b.signIn("editor")
	b.saved()
	b.visit(section("applications"))
	if v := b.value(newlyReceived + "enterprises"); v != "9x" {
		t.Errorf("%q", v)
	}
	if !eval[bool](b, field(newlyReceived+"enterprises")+".getAttribute('aria-invalid') === 'true'") {
		t.Error("what is no figure is not marked")
	}

	// An answer that another has overtaken is not shown.
	eval[bool](b, `(() => {
		const ask = window.fetch;
		let first = true;
		window.fetch = async (url, how) => {
			const slow = first && String(url).includes('/check');
			if (slow) first = false;
			const answer = await ask(url, how);
			if (slow) await new Promise(done => setTimeout(done, 700));
			if (slow) window.late = true;
			return answer;
		};
		return true;
	})()`)
	b.focus(newlyReceived + "enterprises")
	b.keys("1")
	eval[bool](b, "new Promise(done => setTimeout(() => done(true), 400))")
	b.keys("0")
	b.until("window.late")
	b.until(`document.querySelector('output[data-path="` + newlyReceived + `total"]').textContent === '1244'`)
	eval[bool](b, "new Promise(done => setTimeout(() => done(true), 200))")
	if v := b.total(newlyReceived + "total"); v != "1244" {
		t.Errorf("%q", v)
	}
}

// With the keyboard alone a report comes from blank to published, with a return on its way.
func TestKeyboardAlone(t *testing.T) {
	o := newOffice(t)
	editor, reviewer, office := o.open("editor", "/"), o.open("reviewer", "/"), o.open("office", "/")
	follow := func(b *tab, href string) {
		t.Helper()
		b.tabTo("e.pathname && (e.pathname + e.search).endsWith(" + quote(href) + ")")
		b.leave(kb.Enter)
	}
	press := func(b *tab, text string) {
		t.Helper()
		b.tabTo("e.tagName === 'BUTTON' && e.textContent === " + quote(text))
		b.leave(kb.Enter)
	}
	write := func(b *tab, fields ...string) {
		t.Helper()
		for i := 0; i < len(fields); i += 2 {
			b.tabTo("e.name === " + quote(fields[i]))
			b.insert(fields[i+1])
		}
		b.saved()
	}
	editor.look("home")
	follow(editor, "/reports/jt/2024")
	editor.look("report")
	c := ready(t, "云栖市交通运输局", 2024)
	for _, key := range sectionsOf {
		follow(editor, section(key))
		var fields []string
		for _, path := range eval[[]string](editor, "[...document.querySelectorAll('#section [name^=\"/\"]')].map(e => e.name)") {
			value, _ := c.Get(path)
			if now := editor.value(path); now == "" && value != "" && !strings.HasPrefix(path, "/tables/") {
				fields = append(fields, path, value)
			}
		}
		editor.look(key)
		if n := eval[int](editor, "document.querySelectorAll('.grid input:not([type=hidden])').length"); n > 0 {
			editor.tabTo("e.closest('.grid') && e.name")
			editor.keys(strings.Repeat("0"+kb.Tab, n))
		}
		write(editor, fields...)
		follow(editor, "/reports/jt/2024")
	}
	if text := editor.text("main"); !strings.Contains(text, "没有要改的") {
		t.Fatalf("not ready: %s", text)
	}
	follow(reviewer, "/reports/jt/2024")
	act := func(b *tab, action backoffice.Action, fields ...string) {
		t.Helper()
		follow(b, "/reports/jt/2024/actions/"+string(action))
		b.look(string(action))
		for i := 0; i < len(fields); i += 2 {
			b.tabTo("e.name === " + quote(fields[i]))
			b.insert(fields[i+1])
		}
		press(b, action.String())
	}
	act(reviewer, backoffice.Submit)
	office.visit("/board")
	follow(office, "/reports/jt/2024")
	act(office, backoffice.Return, "why", "第六部分请写明收费的情况")
	editor.visit("/reports/jt/2024")
	if text := editor.text("main"); !strings.Contains(text, "第六部分请写明收费的情况") {
		t.Errorf("why it was returned is not said: %s", text)
	}
	editor.look("returned")
	follow(editor, section("other"))
	editor.tabTo("e.name === '/other/paragraphs'")
	editor.keys("a", chromedp.ModifierCtrl)
	editor.insert("本机关本年度没有向申请人收取信息处理费。")
	editor.saved()
	reviewer.visit("/reports/jt/2024")
	act(reviewer, backoffice.Submit)
	office.visit("/reports/jt/2024")
	act(office, backoffice.Approve)
	reviewer.visit("/reports/jt/2024")
	act(reviewer, backoffice.Publish)
	if f := o.filing("jt", 2024); f.State != backoffice.Published || f.Published == 0 {
		t.Errorf("%+v", f)
	}
	editor.visit(section("applications"))
	editor.look("published")
}

// The page on which a block is looked at before it is saved.
func TestPastePage(t *testing.T) {
	o := newOffice(t)
	b := o.open("editor", section("remedies"))
	eval[bool](b, "document.querySelector('.pasting').open = true")
	b.tabTo("e.name === 'text'")
	b.insert("1\t2\t3\t4\t11")
	eval[bool](b, "window.stays = true")
	eval[bool](b, "document.querySelector('.pasting button').click(), true")
	b.until("!window.stays && document.title.startsWith('从表格软件粘贴')")
	sources.Store("paste-page", o.post("editor", "/reports/jt/2024/paste", url.Values{"at": {"/tables/remedies/reconsideration/upheld"}, "text": {"1\t2\t3\t4\t11"}}).body)
	b.look("paste-page")
}
