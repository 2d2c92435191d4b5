package backoffice_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// events are all those of a filing, whole.
func (o *office) events(body string, year int) (all []backoffice.Event) {
	o.t.Helper()
	ctx, key := context.Background(), backoffice.Key{Body: body, Year: year}
	list, err := o.store.Events(ctx, key)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, e := range list {
		if e, err = o.store.Event(ctx, key, e.Number); err != nil {
			o.t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// must takes actions that are not refused.
func (o *office) must(actions ...backoffice.Action) {
	o.t.Helper()
	for _, x := range actions {
		person := "reviewer"
		if x == backoffice.Return || x == backoffice.Approve {
			person = "office"
		}
		if p := o.act(person, x); p.status != http.StatusSeeOther {
			o.t.Fatalf("%s: %d\n%s", x, p.status, p.body)
		}
	}
}

const licenses = "/tables/disclosure/licenses"

// The history shows who did what and what the report was like, and gives it back.
func TestHistory(t *testing.T) {
	o := newOffice(t)
	if p := o.get("editor", "/reports/jt/2024/history"); p.status != http.StatusOK || !strings.Contains(p.body, "历史记录是空的") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	c := ready(t, "云栖市交通运输局", 2024)
	o.save("jt", 2024, c)
	o.must(backoffice.Submit, backoffice.Return)
	set(t, c, licenses, "12")
	set(t, c, "/tables/disclosure/penalties", "约30")
	o.save("jt", 2024, c)

	p := o.get("editor", "/reports/jt/2024/history")
	for _, want := range []string{"吴强", "王芳", "第六部分漏报了收费情况", "2025-01-10 09:00", `href="/gongkai/reports/jt/2024/history/2"`} {
		if !strings.Contains(p.body, want) {
			t.Errorf("no %s in\n%s", want, p.body)
		}
	}
	all := o.events("jt", 2024)
	for _, e := range all {
		page := o.get("editor", fmt.Sprintf("/reports/jt/2024/history/%d?with=now", e.Number))
		if page.status != http.StatusOK || !strings.Contains(page.body, e.Hash) || !strings.Contains(page.body, "<td>0</td><td>12</td>") {
			t.Errorf("event %d: %d\n%s", e.Number, page.status, page.body)
		}
		data := o.get("editor", fmt.Sprintf("/reports/jt/2024/history/%d/json", e.Number))
		if backoffice.HashOf([]byte(data.body)) != e.Hash {
			t.Errorf("event %d: %s does not have the hash %s", e.Number, data.body, e.Hash)
		}
		whole := o.get("office", fmt.Sprintf("/reports/jt/2024/history/%d/html", e.Number))
		if whole.status != http.StatusOK || !strings.Contains(whole.body, "办事指南等栏目") || !strings.Contains(whole.body, "草稿") ||
			!strings.Contains(whole.header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("event %d: %d %v", e.Number, whole.status, whole.header)
		}
	}
	for _, path := range []string{"/3", "/0", "/-1", "/x", "/1/pdf", "/1?with=3", "/1?with=x"} {
		if p := o.get("editor", "/reports/jt/2024/history"+path); p.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, p.status)
		}
	}

	// Restored, and that undone: what was typed and is no figure is there again.
	for _, step := range []struct {
		number       int
		count, typed string
		events       int
	}{{1, "0", "0", 3}, {1, "0", "0", 3}, {3, "12", "约30", 4}} {
		if p := o.post("editor", fmt.Sprintf("/reports/jt/2024/history/%d/restore", step.number), nil); p.status != http.StatusSeeOther {
			t.Fatalf("%d\n%s", p.status, p.body)
		}
		c := o.content(2024)
		count, _ := c.Get(licenses)
		text, _ := c.Get("/tables/disclosure/penalties")
		if n := len(o.events("jt", 2024)); count != step.count || text != step.typed || n != step.events {
			t.Errorf("after restoring %d: %s, %s, %d events", step.number, count, text, n)
		}
	}
	if p := o.get("editor", "/reports/jt/2024/history/3"); !strings.Contains(p.body, "约30") {
		t.Errorf("what was typed is not in the history\n%s", p.body)
	}
}

func TestRestoreLocked(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.must(backoffice.Submit)
	if p := o.post("editor", "/reports/jt/2024/history/1/restore", nil); p.status != http.StatusConflict {
		t.Errorf("%d", p.status)
	}
	if n := len(o.events("jt", 2024)); n != 1 {
		t.Errorf("%d events", n)
	}
}
