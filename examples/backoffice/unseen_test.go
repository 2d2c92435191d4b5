package backoffice_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// The history tells of all that changed, of what is not printed too.
func TestHistoryTellsAll(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	o.save("jt", 2024, c)
	o.act("reviewer", backoffice.Submit)
	o.act("office", backoffice.Return)
	set(t, c, "/scope", "jurisdiction")
	set(t, c, "/index/number", "A-1")
	c.Report.Reasons = append(c.Report.Reasons, report.Reason{
		Code: "D-h", Path: "/date", Figures: []string{"a", "b"}, Text: "网站改版，晚了三天", Who: "周敏", When: report.Date{Year: 2025, Month: 1, Day: 10},
	})
	o.save("jt", 2024, c)
	said := text(o.get("office", "/reports/jt/2024/history/1?with=now").body)
	for _, want := range []string{"本机关 汇总", "A-1", "网站改版，晚了三天（周敏）"} {
		if !strings.Contains(strings.Join(strings.Fields(said), " "), want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	// An action on what was submitted before tells the same.
	o.act("reviewer", backoffice.Submit)
	if said = text(o.post("office", "/reports/jt/2024/actions/approve", url.Values{"version": {"3"}}).body); !strings.Contains(said, "A-1") {
		t.Errorf("no change in\n%s", said)
	}
}

// What is chosen on a board that is drawn again stays chosen only as it was seen.
func TestBoardDrawnAgain(t *testing.T) {
	o := newOffice(t)
	for _, id := range []string{"jt", "sl"} {
		o.save(id, 2024, ready(t, map[string]string{"jt": "云栖市交通运输局", "sl": "云栖市水利局"}[id], 2024))
	}
	for person, id := range map[string]string{"reviewer": "jt", "stranger": "sl"} {
		o.post(person, "/reports/"+id+"/2024/actions/submit", url.Values{"version": {"1"}})
	}
	form := o.many(backoffice.Return, "jt", "sl")
	o.save("sl", 2024, ready(t, "云栖市水利局", 2024))
	p := o.post("office", "/board?year=2024", form) // without a reason
	if p.status != http.StatusUnprocessableEntity || picked(p.body) != 1 || !strings.Contains(p.body, "另有 1 个机关的报告在您打开页面之后有改动") {
		t.Errorf("%d, %d are chosen\n%s", p.status, picked(p.body), text(p.body))
	}
}

// What is asked for twice is done once, but only where the same is asked for.
func TestTwiceButOther(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.act("reviewer", backoffice.Submit)
	o.act("office", backoffice.Approve)
	version := strconv.FormatInt(o.filing("jt", 2024).Version, 10)
	for _, x := range []struct {
		day  string
		want int
	}{{"2025-01-09", http.StatusSeeOther}, {"2025-01-09", http.StatusSeeOther}, {"2025-01-10", http.StatusConflict}} {
		if p := o.post("office", "/reports/jt/2024/actions/publish", url.Values{"version": {version}, "date": {x.day}}); p.status != x.want {
			t.Errorf("published on %s: %d, want %d", x.day, p.status, x.want)
		}
	}
}

// A file has no more headings than its page has fields for: nobody publishes what he cannot see.
func TestManyHeadings(t *testing.T) {
	o := newOffice(t)
	file := func(n int) []byte {
		r := filledReport(2024)
		for i := range n {
			r.Problems.Subsections = append(r.Problems.Subsections, report.Subsection{Title: fmt.Sprintf("第%d题", i+1), Paragraphs: []string{fmt.Sprintf("内容%d。", i+1)}})
		}
		data, err := report.Encode(r)
		must(err)
		return data
	}
	o.imported("editor", "/reports/jt/2024/upload", part{"file", "a.json", file(200)})
	p := o.get("editor", "/reports/jt/2024/sections/problems")
	if got := p.field("/problems/subsections/199/paragraphs"); got != "内容200。" {
		t.Errorf("the last is %q", got)
	}
	form := p.form()
	form.Set("/problems/subsections/199/paragraphs", "改过。")
	if p := o.post("editor", p.action(t), form); p.status != http.StatusSeeOther {
		t.Errorf("%d\n%s", p.status, text(p.body))
	}
	if p := o.upload("editor", "/reports/jt/2024/upload", part{"file", "a.json", file(201)}); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "有 201 个小标题") {
		t.Errorf("%d\n%s", p.status, text(p.body))
	}
}

// A report that was begun early takes nothing from the year that is due.
func TestYearThatIsDue(t *testing.T) {
	o := newOffice(t)
	o.save("sl", 2025, ready(t, "云栖市水利局", 2025))
	for person, path := range map[string]string{"editor": "/", "office": "/board?year=2025"} {
		for _, want := range []string{"2025", "2024"} {
			if p := o.get(person, path); !strings.Contains(p.body, ">"+want) {
				t.Errorf("%s has no %s\n%s", path, want, text(p.body))
			}
		}
	}
}

// A page that was opened before headings got other numbers is told so, also where the report was
// published and is corrected by now.
func TestMovedBeforeCorrection(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	for i, title := range []string{"存在的问题", "改进情况", "下一步"} {
		c.Report.Problems.Subsections = append(c.Report.Problems.Subsections, report.Subsection{Title: title, Paragraphs: []string{fmt.Sprintf("第%d段。", i)}})
	}
	o.save("jt", 2024, c)
	old := o.get("editor", section("problems"))
	o.write("reviewer", "problems", map[string]string{"/problems/subsections/0/title": "", "/problems/subsections/0/paragraphs": ""})
	for _, x := range []struct {
		person string
		action backoffice.Action
	}{{"reviewer", backoffice.Submit}, {"office", backoffice.Approve}, {"office", backoffice.Publish}, {"reviewer", backoffice.Correct}} {
		if p := o.act(x.person, x.action); p.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", x.action, p.status, text(p.body))
		}
	}
	form := old.form()
	form.Set("/problems/subsections/1/runIn", "1") // of 改进情况, which is the first now
	if p := o.post("editor", old.action(t), form); p.status != http.StatusConflict || o.content(2024).Report.Problems.Subsections[1].RunIn {
		t.Errorf("%d: it came to another", p.status)
	}
}

// A body that got another name while its report was locked is published by the name that it had:
// who approves and publishes that is told.
func TestRenamedWhileLocked(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.act("reviewer", backoffice.Submit)
	const told = "报告写的机关是“云栖市交通运输局”，名单中现为“云栖市交通局”"
	page := func() string { return o.get("office", "/reports/jt/2024/actions/approve").body }
	if strings.Contains(page(), "报告写的机关是") {
		t.Error("told of no other name")
	}
	o.list(backoffice.Body{ID: "jt", Agency: "云栖市交通局", Former: "云栖市交通运输局"})
	if !strings.Contains(page(), told) {
		t.Errorf("not told\n%s", text(page()))
	}
	o.act("office", backoffice.Return)
	o.act("reviewer", backoffice.Submit)
	if strings.Contains(page(), told) || o.content(2024).Report.Issuer != "云栖市交通局" {
		t.Error("it has the old name still")
	}
}
