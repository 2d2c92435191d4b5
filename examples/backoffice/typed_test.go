package backoffice_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// Whatever a post is refused for, the page that says so has what was typed.
func TestTypedStays(t *testing.T) {
	o := newOffice(t)
	const typed = "写了很久的一段话"
	tell := func(what string, status int, p reply) {
		t.Helper()
		if p.status != status || !strings.Contains(p.body, typed) {
			t.Errorf("%s: %d, want %d, and what was typed\n%s", what, p.status, status, text(p.body))
		}
	}
	about := pairs(map[string][2]string{"/preamble": {"", typed}})
	return1 := url.Values{"version": {"2"}, "why": {typed}}
	board := url.Values{"action": {"return"}, "body": {"jt"}, "version:jt": {"2"}, "why": {typed}}
	tell("signed out", 401, o.post("", "/reports/jt/2024/sections/about", about))
	tell("of another body by now", 403, o.post("stranger", "/reports/jt/2024/sections/about", about))
	o.list(backoffice.Body{ID: "sl", Agency: "云栖市水利局"})
	tell("not in the list any more", 404, o.post("editor", "/reports/jt/2024/sections/about", about))
	o.list(backoffice.Body{ID: "jt", Agency: "云栖市交通运输局"})
	tell("a paste, signed out", 401, o.post("", "/reports/jt/2024/paste", url.Values{"text": {typed}}))
	tell("a paste to nowhere", 422, o.post("editor", "/reports/jt/2024/paste", url.Values{"at": {"/date"}, "text": {typed}}))

	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.act("reviewer", backoffice.Submit)
	tell("locked", 409, o.post("editor", "/reports/jt/2024/sections/about", about))
	tell("a return, signed out", 401, o.post("", "/reports/jt/2024/actions/return", return1))
	tell("returns, signed out", 401, o.post("", "/board?year=2024", board))
	o.act("office", backoffice.Return)
	tell("a return that another was sooner with", 409, o.post("office", "/reports/jt/2024/actions/return", return1))
	tell("returns that another was sooner with", 200, o.post("office", "/board?year=2024", board))
}

// What was typed in two lines does not become a figure in a browser, which leaves the ends of
// lines out of a field of one line: 1 and 2 are not 12.
func TestLinesAreNoFigure(t *testing.T) {
	o := newOffice(t)
	for _, path := range []string{"/tables/applications/received/enterprises", "/date"} {
		section := map[bool]string{true: "about", false: "applications"}[path == "/date"]
		address := "/reports/jt/2024/sections/" + section
		code, r := o.script("editor", address, pairs(map[string][2]string{path: {"", "1\r\n2"}}))
		if v := r.Values[path]; code != http.StatusOK || v != "1⏎2" || len(r.Fields[path]) != 1 {
			t.Errorf("%s: %d, %q, %v", path, code, v, r.Fields[path])
		}
		p := o.get("editor", address)
		if p.field(path) != "1⏎2" || p.field("was:"+path) != "1⏎2" {
			t.Errorf("the page has %q, and %q before", p.field(path), p.field("was:"+path))
		}
	}
	code, p := o.script("editor", "/reports/jt/2024/paste", url.Values{"at": {"/tables/applications/received/enterprises"}, "text": {"\"3\n4\"\t5"}})
	if v := p.Values["/tables/applications/received/enterprises"]; code != http.StatusOK || v != "3⏎4" {
		t.Errorf("pasted: %d, %q", code, v)
	}
}

// A page takes no form that comes with a question: who asks for a file sends none.
func TestFormOfAQuestion(t *testing.T) {
	o := newOffice(t)
	body, kind := formOf(part{"event", "", []byte("9")}, part{"with", "", []byte("9")}, part{"more", "big.bin", bytes.Repeat([]byte("x"), 1<<20)})
	if p := o.do("editor", http.MethodGet, "/reports/jt/2024/files/json", body, http.Header{"Content-Type": {kind}}); p.status != http.StatusOK {
		t.Errorf("%d: the form was read", p.status)
	}
}

// Nothing is served from beside the files that pages use.
func TestStaticFilesAlone(t *testing.T) {
	o := newOffice(t)
	for path, want := range map[string]int{
		"/static/form.js": 200, "/static/style.css?x": 200, "/static/": 404, "/static/..%2fpages%2flayout.html": 404,
		"/static/%2e%2e/pages/layout.html": 404, "/static/x.js": 404,
	} {
		if p := o.get("editor", path); p.status != want {
			t.Errorf("%s: %d, want %d", path, p.status, want)
		}
	}
}

// A hint changes each field once: a hundred thousand changes of a long text would take minutes.
func TestHintOnce(t *testing.T) {
	o := newOffice(t)
	const path = "/tables/remedies/reconsideration/upheld"
	for _, x := range []struct {
		hint string
		want int
	}{
		{`[{"Path":"` + path + `","Was":"","Now":"1"}]`, http.StatusSeeOther},
		{`[{"Path":"` + path + `","Was":"1","Now":"2"},{"Path":"` + path + `","Was":"2","Now":"3"}]`, http.StatusUnprocessableEntity},
	} {
		if p := o.post("editor", "/reports/jt/2024/sections/remedies", url.Values{"hint": {x.hint}}); p.status != x.want {
			t.Errorf("%s: %d, want %d", x.hint, p.status, x.want)
		}
	}
}

// A block that is pasted without script goes with what is typed on the page besides: that is
// saved, or told with the block where it cannot be.
func TestPasteWithTyped(t *testing.T) {
	o := newOffice(t)
	const others, upheld = "/tables/remedies/litigationAfterReconsideration/pending", "/tables/remedies/reconsideration/upheld"
	send := func(address string) reply {
		page := o.get("editor", section("remedies"))
		form := page.form()
		o.write("reviewer", "remedies", map[string]string{"/remedies/paragraphs": "别人写的。"})
		form.Set("text", "1\t2\t3\t4\t10")
		form.Set("at", upheld)
		form.Set(others, form.Get(others)+"1")
		return o.post("editor", address, form)
	}
	for i, address := range []string{"/reports/jt/2024/paste?drawn=1", section("remedies")} {
		p := send(address)
		want := strings.Repeat("1", i+1)
		if stands, _ := o.content(2024).Get(others); p.status != http.StatusOK || stands != want || !strings.Contains(p.body, "填入并保存") || strings.Contains(p.body, others) {
			t.Errorf("%s: %d, %q stands\n%s", address, p.status, stands, text(p.body))
		}
	}
	form := o.get("editor", section("remedies")).form()
	o.write("reviewer", "remedies", map[string]string{others: "7"})
	form.Set(others, "8")
	form.Set("text", "1\t2\t3\t4\t10")
	form.Set("at", upheld)
	p := o.post("editor", "/reports/jt/2024/paste", form)
	if stands, _ := o.content(2024).Get(others); p.status != http.StatusConflict || stands != "7" || p.field(others) != "8" || !strings.Contains(p.body, "1\t2\t3\t4\t10</textarea>") {
		t.Errorf("%d, %q stands\n%s", p.status, stands, text(p.body))
	}
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.act("reviewer", backoffice.Submit)
	if p := o.post("editor", "/reports/jt/2024/paste", form); p.status != http.StatusConflict || !strings.Contains(p.body, "1\t2\t3\t4\t10") || !strings.Contains(p.body, ">8<") {
		t.Errorf("locked: %d\n%s", p.status, text(p.body))
	}
}

// Who decides one conflict, or presses a button that is about something else, has not decided the
// others.
func TestConflictsOneByOne(t *testing.T) {
	o := newOffice(t)
	const first, second, third = "/tables/remedies/reconsideration/upheld", "/tables/remedies/reconsideration/pending", "/tables/remedies/reconsideration/other"
	form := o.get("editor", section("remedies")).form()
	o.write("reviewer", "remedies", map[string]string{first: "1", second: "2"})
	form.Set(first, "7")
	form.Set(second, "8")
	form.Set(third, "9")
	p := o.post("editor", section("remedies"), form)
	stand := func(want ...string) {
		t.Helper()
		for i, path := range []string{first, second, third} {
			if v, _ := o.content(2024).Get(path); v != want[i] {
				t.Errorf("%s: %q stands, want %q", path, v, want[i])
			}
		}
	}
	stand("1", "2", "9")
	for _, button := range [][2]string{{"beside", "1"}, {"hint", `[{"Path":"` + third + `","Was":"9","Now":"3"}]`}, {"take", first}} {
		form = p.form()
		form.Set(button[0], button[1])
		if p = o.post("editor", p.action(t), form); p.status != http.StatusConflict || p.field(second) != "8" {
			t.Errorf("%s: %d, and %q is not asked about\n%s", button[0], p.status, p.field(second), text(p.body))
		}
		stand("1", "2", map[bool]string{true: "9", false: "3"}[button[0] == "beside"])
	}
	if strings.Contains(p.body, `name="open:`+first) || !strings.Contains(p.body, `name="open:`+second) {
		t.Error("other conflicts are asked about than there are")
	}
	if p = o.post("editor", p.action(t), p.form()); p.status != http.StatusSeeOther {
		t.Errorf("%d\n%s", p.status, text(p.body))
	}
	stand("1", "8", "3")
}
