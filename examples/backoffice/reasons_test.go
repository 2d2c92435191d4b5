package backoffice_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

const tasks = "/reports/jt/2024"

// withWarning is a report of which a rule asks why section five says nothing.
func withWarning(t *testing.T) *office {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, "/problems/paragraphs", "无")
	o.save("jt", 2024, c)
	return o
}

// reasonName is the name of the first field of a page in which a reason is given.
func (p reply) reasonName(t *testing.T) string {
	t.Helper()
	m := regexp.MustCompile(`name="(reason:[^"]*)"`).FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("no reason can be given:\n%s", p.body)
	}
	return m[1]
}

func TestReasons(t *testing.T) {
	const because = "机构本年十二月\n<新设>。"
	for _, page := range []string{tasks, section("problems")} { // each has the warning, and takes the reason
		o := withWarning(t)
		address := tasks + "/reasons"
		if page != tasks {
			address = page
		}
		p := o.get("editor", page)
		name := p.reasonName(t)
		form := p.form()
		form.Set(name, "核实无误")
		if code, r := o.script("editor", section("problems"), form); code != http.StatusConflict || !strings.Contains(r.Refused[name], "核实说明没有内容") {
			t.Errorf("a script is told %d, %v", code, r.Refused)
		}
		p = o.post("editor", address, form)
		if p.status != http.StatusConflict || p.field(name) != "核实无误" || !strings.Contains(p.body, "核实说明没有内容") ||
			!strings.Contains(p.body, `<dt><a href="#r-`+strings.TrimPrefix(name, "reason:")+`">`) || !strings.Contains(p.body, ` id="r-`+strings.TrimPrefix(name, "reason:")+`"`) {
			t.Errorf("%s: a reason that says nothing: %d\n%s", page, p.status, p.body)
		}
		form = p.form()
		form.Set(name, because)
		if p := o.post("editor", address, form); p.status != http.StatusSeeOther || !strings.Contains(p.location, "saved=1") {
			t.Fatalf("%s: %d, %s\n%s", page, p.status, p.location, p.body)
		}
		want := report.Reason{Code: "N-b", Path: "/problems", Text: because, Who: "周敏", When: report.Date{Year: 2025, Month: 1, Day: 10}}
		got := o.content(2024).Report.Reasons
		if len(got) != 1 || got[0].Code != want.Code || got[0].Path != want.Path || got[0].Text != want.Text || got[0].Who != want.Who || got[0].When != want.When {
			t.Fatalf("%s: %+v", page, got)
		}
		if f := o.filing("jt", 2024); f.Counts.Open != 0 || f.Counts.Settled != 1 {
			t.Errorf("%s: %+v", page, f.Counts)
		}
		p = o.get("reviewer", page)
		if !strings.Contains(p.body, "已说明（周敏 2025年1月10日）") || p.field(name) != because || strings.Contains(p.body, "<新设>") {
			t.Errorf("%s: the reason is not shown:\n%s", page, p.body)
		}
		// The reviewer writes another one, and the editor, who has an older page, a third.
		old := p.form()
		form = p.form()
		form.Set(name, "机构本年十二月由三个处合并新设。")
		if p := o.post("reviewer", address, form); p.status != http.StatusSeeOther {
			t.Errorf("%s: %d", page, p.status)
		}
		old.Set(name, "本年没有开展工作。")
		p = o.post("editor", address, old)
		if p.status != http.StatusConflict || p.field(name) != "本年没有开展工作。" || p.field("was:"+name) != "机构本年十二月由三个处合并新设。" || !strings.Contains(p.body, "吴强 已写") {
			t.Errorf("%s: two reasons: %d\n%s", page, p.status, p.body)
		}
		form = p.form()
		form.Set(name, "")
		if p := o.post("editor", address, form); p.status != http.StatusSeeOther || len(o.content(2024).Report.Reasons) > 0 {
			t.Errorf("%s: a reason cannot be taken back: %d", page, p.status)
		}
		p = o.post("reviewer", address, old) // from before it was taken back
		if p.status != http.StatusConflict || p.field(name) != "本年没有开展工作。" || p.field("was:"+name) != "" || !strings.Contains(p.body, "别人已删去") {
			t.Errorf("%s: a reason that was taken back: %d\n%s", page, p.status, p.body)
		}
	}
}

// TestReasonLost has a reason given for what is not found any more, and one for a report that
// is locked: the text is shown, and not kept.
func TestReasonLost(t *testing.T) {
	o := withWarning(t)
	page := o.get("editor", tasks)
	name := page.reasonName(t)
	form := page.form()
	form.Set(name, "机构本年十二月新设。")
	o.write("reviewer", "problems", map[string]string{"/problems/paragraphs": "存在的问题：解读少。改进情况：增加图解。"})
	p := o.post("editor", tasks+"/reasons", form)
	if p.status != http.StatusConflict || !strings.Contains(p.body, "机构本年十二月新设。") || len(o.content(2024).Report.Reasons) > 0 {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	if p := o.act("reviewer", backoffice.Submit); p.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	p = o.post("editor", tasks+"/reasons", form)
	if p.status != http.StatusConflict || !strings.Contains(p.body, "机构本年十二月新设。") || !strings.Contains(p.body, "不能修改") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	if p := o.post("office", tasks+"/reasons", form); p.status != http.StatusForbidden {
		t.Errorf("the office gives reasons: %d", p.status)
	}
}

func TestIdleReason(t *testing.T) {
	o := withWarning(t)
	page := o.get("editor", tasks)
	form := page.form()
	form.Set(page.reasonName(t), "机构本年十二月新设。")
	o.post("editor", tasks+"/reasons", form)
	o.write("editor", "problems", map[string]string{"/problems/paragraphs": "存在的问题：解读少。改进情况：增加图解。"})
	page = o.get("editor", tasks)
	m := regexp.MustCompile(`name="drop" value="([^"]*)"`).FindStringSubmatch(page.body)
	if m == nil || !strings.Contains(page.body, "机构本年十二月新设。") {
		t.Fatalf("the reason cannot go:\n%s", page.body)
	}
	if p := o.post("editor", tasks+"/reasons", url.Values{"drop": {"none"}}); p.status != http.StatusSeeOther || len(o.content(2024).Report.Reasons) != 1 {
		t.Errorf("another one went: %d", p.status)
	}
	if p := o.post("editor", tasks+"/reasons", url.Values{"drop": {m[1]}}); p.status != http.StatusSeeOther || len(o.content(2024).Report.Reasons) > 0 {
		t.Errorf("it did not go: %d", p.status)
	}
}

// TestHint has fewer applications carried over than last year's report carried forward: a button
// mends it, from either page, and keeps what else was typed.
func TestHint(t *testing.T) {
	button := regexp.MustCompile(`<button class="hint" form="([^"]*)" name="hint" value="([^"]*)" data-path="` + carriedOver + `"[^>]*>改为 5</button>`)
	for _, page := range []string{tasks, section("applications")} {
		o := newOffice(t)
		c := ready(t, "云栖市交通运输局", 2023)
		set(t, c, received, "5")
		set(t, c, "/tables/applications/carriedForward/naturalPersons", "5")
		o.save("jt", 2023, c)
		c = ready(t, "云栖市交通运输局", 2024)
		set(t, c, carriedOver, "4")
		set(t, c, "/tables/applications/results/granted/naturalPersons", "5")
		o.save("jt", 2024, c)
		p := o.get("editor", page)
		m := button.FindStringSubmatch(p.body)
		if m == nil {
			t.Fatalf("%s: no hint:\n%s", page, p.body)
		}
		form, address := p.form(), tasks+"/reasons"
		form.Set("hint", html.UnescapeString(m[2]))
		if page != tasks {
			address = p.action(t)
			form.Set("/applications/paragraphs", "同时写的。")
		}
		if p := o.post("editor", address, form); p.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", page, p.status, p.body)
		}
		c = o.content(2024)
		got, _ := c.Get(carriedOver)
		if text, _ := c.Get("/applications/paragraphs"); got != "5" || page != tasks && text != "同时写的。" {
			t.Errorf("%s: %s, %q", page, got, text)
		}
		// Pressed once more, on the old page, it changes nothing; and what another wrote meanwhile stays.
		o.write("reviewer", "applications", map[string]string{carriedOver: "6"})
		if p := o.post("editor", address, form); p.status != http.StatusConflict {
			t.Errorf("%s: a hint overrides another's figure: %d", page, p.status)
		}
	}
}
