package backoffice_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// clash has two people write in the same field: the reviewer saves 12, a third change is saved
// by the editor in another field, and then the editor posts a page from before.
func clash(t *testing.T) (o *office, address string, form url.Values) {
	o = newOffice(t)
	page := o.get("editor", section("applications"))
	o.write("reviewer", "applications", map[string]string{received: "12"})
	o.write("editor", "applications", map[string]string{carriedOver: "3"})
	form = page.form()
	form.Set(received, "13")
	form.Set("/applications/paragraphs", "新写的一段。")
	return o, page.action(t), form
}

func TestConflict(t *testing.T) {
	for name, decide := range map[string]struct {
		take bool
		want string
	}{"own": {false, "13"}, "the other's": {true, "12"}} {
		t.Run(name, func(t *testing.T) {
			o, address, form := clash(t)
			p := o.post("editor", address, form)
			if p.status != http.StatusConflict {
				t.Fatalf("%d\n%s", p.status, p.body)
			}
			// The reviewer wrote it, though the editor saved last.
			for _, want := range []string{"1 处与别人的改动冲突", "吴强改为“12”，您写的是“13”", "已保存 1 处改动", `<button name="take" value="` + received + `"`} {
				if !strings.Contains(p.body, want) {
					t.Errorf("the page does not say %s\n%s", want, p.body)
				}
			}
			if p.field(received) != "13" || p.field("was:"+received) != "12" || p.field(carriedOver) != "3" {
				t.Errorf("the fields have %s, %s, %s", p.field(received), p.field("was:"+received), p.field(carriedOver))
			}
			c := o.content(2024)
			if got, _ := c.Get(received); got != "12" {
				t.Errorf("it was decided for him: %s", got)
			}
			if got, _ := c.Get("/applications/paragraphs"); got != "新写的一段。" {
				t.Errorf("the rest was not saved: %q", got)
			}
			form = p.form()
			if decide.take {
				form.Set("take", received)
			}
			if p := o.post("editor", p.action(t), form); p.status != http.StatusSeeOther {
				t.Fatalf("%d\n%s", p.status, p.body)
			}
			if got, _ := o.content(2024).Get(received); got != decide.want {
				t.Errorf("decided: %s; want %s", got, decide.want)
			}
		})
	}
}

// TestNoConflict has two people write the same, or go back to what stands.
func TestNoConflict(t *testing.T) {
	o, address, form := clash(t)
	form.Set(received, "12")
	if p := o.post("editor", address, form); p.status != http.StatusSeeOther {
		t.Errorf("the same written twice: %d", p.status)
	}
	o, address, form = clash(t)
	form.Set(received, "")
	if p := o.post("editor", address, form); p.status != http.StatusSeeOther {
		t.Errorf("nothing written: %d", p.status)
	}
	if got, _ := o.content(2024).Get(received); got != "12" {
		t.Errorf("what stood before is back: %q", got)
	}
}

// TestConflictInText has what two people typed shown as they typed it, figures or not.
func TestConflictInText(t *testing.T) {
	o := newOffice(t)
	page := o.get("editor", section("about"))
	o.write("reviewer", "about", map[string]string{"/date": "<b>一月</b>", "/preamble": "甲\n乙"})
	form := page.form()
	form.Set("/date", "二月")
	form.Set("/preamble", "丙")
	p := o.post("editor", page.action(t), form)
	if p.status != http.StatusConflict || p.field("/date") != "二月" || p.field("was:/date") != "<b>一月</b>" || p.field("was:/preamble") != "甲\n乙" {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	if strings.Contains(p.body, "<b>一月") {
		t.Error("what was typed is HTML")
	}
	if p := o.post("editor", p.action(t), p.form()); p.status != http.StatusSeeOther {
		t.Errorf("%d", p.status)
	}
	if got, _ := o.content(2024).Get("/preamble"); got != "丙" {
		t.Errorf("got %q", got)
	}
}

// saveReply is what a script is told after a save.
type saveReply struct {
	Saved     string
	Values    map[string]string
	Conflicts []struct{ Path, Stands, Who string }
	Totals    map[string]string
	Fields    map[string][]struct{ Severity, Code, Message string }
	Summary   string
	Refused   map[string]string
	Error     string
}

// script saves as the script of a page does.
func (o *office) script(person, address string, form url.Values) (code int, r saveReply) {
	o.t.Helper()
	p := o.do(person, http.MethodPost, address, strings.NewReader(form.Encode()),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}})
	if err := json.Unmarshal([]byte(p.body), &r); err != nil {
		o.t.Fatalf("%d: %v\n%s", p.status, err, p.body)
	}
	return p.status, r
}

func TestScriptSaves(t *testing.T) {
	o, address, form := clash(t)
	form.Set("/tables/applications/received/enterprises", "x")
	code, r := o.script("editor", address, form)
	if code != http.StatusConflict || len(r.Conflicts) != 1 || r.Conflicts[0].Path != received || r.Conflicts[0].Stands != "12" || r.Conflicts[0].Who != "吴强" {
		t.Errorf("%d, %+v", code, r.Conflicts)
	}
	if r.Saved != "09:00:00" || r.Values[received] != "12" || r.Values["/tables/applications/received/enterprises"] != "x" || r.Values["/applications/paragraphs"] != "新写的一段。" {
		t.Errorf("%+v", r)
	}
	if r.Totals["/tables/applications/received/total"] != "12" || r.Totals["/tables/remedies/reconsideration/total"] != "" {
		t.Errorf("%v", r.Totals)
	}
	if got := r.Fields["/tables/applications/received/enterprises"]; len(got) != 1 || got[0].Severity != "error" || !strings.Contains(got[0].Message, "“x”不是件数") {
		t.Errorf("%v", got)
	}
	if !strings.HasPrefix(r.Summary, `<section id="findings"`) || !strings.Contains(r.Summary, "“x”不是件数") || strings.Contains(r.Summary, "表二") {
		t.Errorf("%s", r.Summary)
	}
	form = pairs(map[string][2]string{received: {"12", "13"}, "/overview/subsections/1/topic": {"applications", ""}})
	if code, r := o.script("editor", address, form); code != http.StatusOK || r.Values[received] != "13" {
		t.Errorf("%d, %+v", code, r)
	}
	// While a script saves, subsections keep their numbers; a page that is posted closes them up.
	if got := o.content(2024).Report.Overview.Subsections; len(got) != 5 || got[1].Topic != "" {
		t.Errorf("%+v", got)
	}
	o.write("reviewer", "overview", nil)
	o.write("reviewer", "overview", map[string]string{"/overview/paragraphs": "总的情况。"})
	if got := o.content(2024).Report.Overview.Subsections; len(got) != 4 {
		t.Errorf("%+v", got)
	}
	code, r = o.script("editor", address, pairs(map[string][2]string{"/overview/subsections/2/paragraphs": {"", "写给第三个小标题。"}}))
	if code != http.StatusConflict || !strings.Contains(r.Error, "小标题的次序") {
		t.Errorf("%d, %+v", code, r)
	}
}

// TestLastYear shows last year's figures where this year's form asks for the same.
func TestLastYear(t *testing.T) {
	o := newOffice(t)
	last := fullReport(t, 2023)
	o.typeIn("editor", last)
	p := o.get("editor", section("applications"))
	for _, want := range []string{`data-path="/tables/applications/received/enterprises" data-value="112">上年 112<`, `data-path="/tables/applications/received/total"`} {
		if !strings.Contains(p.body, want) {
			t.Errorf("the page has no %s\n%s", want, p.body)
		}
	}
	id := `y-f-tables-applications-received-enterprises`
	if !strings.Contains(p.body, `aria-describedby="`+id+" ") || strings.Count(p.body, `id="`+id+`"`) != 1 {
		t.Error("the field is not described by last year's figure")
	}
	o.typeIn("editor", fullReport(t, 2020))
	p = o.get("editor", "/reports/jt/2021/sections/disclosure")
	if strings.Contains(p.body, `class="last"`) {
		t.Error("table two of another edition is compared")
	}
	if p := o.get("editor", "/reports/jt/2021/sections/applications"); !strings.Contains(p.body, `class="last"`) {
		t.Error("table three of another edition is not compared")
	}
}
