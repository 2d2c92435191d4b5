package backoffice_test

import (
	"context"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// bodies is the list of bodies.
func (o *office) bodies() []backoffice.Body {
	o.t.Helper()
	list, err := o.store.Bodies(context.Background())
	must(err)
	return list
}

// confirm posts the form of a page that shows what becomes of a list of bodies.
func (o *office) confirm(page reply) reply {
	o.t.Helper()
	m := regexp.MustCompile(`name="list" value="([^"]*)">\s*<input type="hidden" name="confirm" value="([^"]*)"`).FindStringSubmatch(page.body)
	if m == nil {
		o.t.Fatalf("there is nothing to confirm: %d\n%s", page.status, text(page.body))
	}
	return o.upload("admin", "/admin/bodies", part{"list", "", []byte(html.UnescapeString(m[1]))}, part{"confirm", "", []byte(m[2])})
}

func TestBodies(t *testing.T) {
	o := newOffice(t)
	o.save("sl", 2024, ready(t, "云栖市水利局", 2024))
	// setTo replaces the list, and returns what was said before.
	setTo := func(list string) string {
		t.Helper()
		was := o.bodies()
		p := o.upload("admin", "/admin/bodies", part{"list", "", []byte(list)})
		if p.status != http.StatusOK || !slices.Equal(o.bodies(), was) {
			t.Fatalf("%d, and %v became %v\n%s", p.status, was, o.bodies(), text(p.body))
		}
		for range 2 { // the button is pressed twice
			if done := o.confirm(p); done.status != http.StatusSeeOther || done.location != "/gongkai/admin/bodies?done" {
				t.Fatalf("%d\n%s", done.status, text(done.body))
			}
		}
		return text(p.body)
	}
	id := func(agency string) string {
		for _, b := range o.bodies() {
			if b.Agency == agency {
				return b.ID
			}
		}
		return "(none)"
	}

	// One is renamed, one taken out, one new.
	said := setTo("机关全称\t曾用名\t数据计入\t联系人\n云栖市交通运输局\t\t\t某人\n青石县政府\t青石县人民政府\t\t某人\n云栖市档案馆\t\t云栖市交通运输局\t某人")
	for _, want := range []string{"联系人", "青石县人民政府 → 青石县政府", "移出", "云栖市水利局", "新增", "云栖市档案馆"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %s: %s", want, said)
		}
	}
	archive := id("云栖市档案馆")
	want := []backoffice.Body{
		{ID: "jt", Agency: "云栖市交通运输局"}, {ID: "qs", Agency: "青石县政府", Former: "青石县人民政府"},
		{ID: archive, Agency: "云栖市档案馆", Within: "云栖市交通运输局"},
	}
	if got := o.bodies(); !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if !regexp.MustCompile(`^[0-9A-Za-z-]{1,64}$`).MatchString(archive) {
		t.Errorf("the ID is %s", archive)
	}
	for _, path := range []string{"/", "/reports/sl/2024/history"} {
		if p := o.get("stranger", path); p.status != http.StatusNotFound || !strings.Contains(p.body, "名单里没有这个机关") {
			t.Errorf("a body that was taken out: %s: %d\n%s", path, p.status, text(p.body))
		}
	}

	// It comes back, under another name, and has its report.
	if said := setTo("机关全称,曾用名\n云栖市水务局,云栖市水利局\n云栖市交通运输局,\n青石县政府,青石县人民政府\n云栖市档案局,云栖市档案馆"); !strings.Contains(said, "重新列入") {
		t.Errorf("it does not say that it is back: %s", said)
	}
	if id("云栖市水务局") != "sl" || id("云栖市档案局") != archive || o.filing("sl", 2024).Version == 0 {
		t.Errorf("%v", o.bodies())
	}
	if p := o.get("stranger", "/reports/sl/2024/sections/about"); p.status != http.StatusOK || !strings.Contains(p.body, "云栖市水务局") {
		t.Errorf("the renamed body: %d", p.status)
	}

	// Renamed back, it still has the other name; one that is two is none of them.
	setTo("机关全称,曾用名\n云栖市水利局,\n云栖市交通局,云栖市交通运输局\n云栖市政务和档案局,青石县政府、云栖市档案局")
	merged := id("云栖市政务和档案局")
	want = []backoffice.Body{
		{ID: "sl", Agency: "云栖市水利局", Former: "云栖市水务局"}, {ID: "jt", Agency: "云栖市交通局", Former: "云栖市交通运输局"},
		{ID: merged, Agency: "云栖市政务和档案局", Former: "青石县政府、云栖市档案局"},
	}
	if got := o.bodies(); !slices.Equal(got, want) || merged == "qs" || merged == archive {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestBodiesRefused(t *testing.T) {
	o := newOffice(t)
	was := o.bodies()
	for list, want := range map[string]string{
		"": "还没有粘贴名单",
		"云栖市交通运输局\n云栖市水利局":                  "机关全称",
		"机关全称\n云栖市水利局\n云栖市水利局":              "第 3 行",
		"机关全称,数据计入\n云栖市水利局,云栖市发改委":          "云栖市发改委",
		"机关全称\n" + strings.Repeat("长", 101): "101 字",
		"机关全称\n": "",
	} {
		p := o.upload("admin", "/admin/bodies", part{"list", "", []byte(list)})
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), want) || !strings.Contains(p.body, html.EscapeString(list)) {
			t.Errorf("%q: %d\n%s", list, p.status, text(p.body))
		}
	}
	if p := o.upload("admin", "/admin/bodies", part{"file", "a.csv", []byte("\xff\xfe\x00")}); p.status != http.StatusUnprocessableEntity {
		t.Errorf("no list: %d\n%s", p.status, text(p.body))
	}
	// Another one has set it meanwhile.
	page := o.upload("admin", "/admin/bodies", part{"file", "a.csv", []byte("机关全称\n云栖市水利局\n")})
	must(o.store.SetBodies(context.Background(), was, was[:2]))
	if p := o.confirm(page); p.status != http.StatusConflict || !slices.Equal(o.bodies(), was[:2]) {
		t.Errorf("%d, %v", p.status, o.bodies())
	} else if p = o.confirm(p); p.status != http.StatusSeeOther || len(o.bodies()) != 1 {
		t.Errorf("looked at again: %d, %v", p.status, o.bodies())
	}
}

func TestSettings(t *testing.T) {
	o := newOffice(t)
	post := func(name, checker string, files ...part) reply {
		page := o.get("admin", "/admin/settings")
		version := regexp.MustCompile(`name="confirm" value="([^"]*)"`).FindStringSubmatch(page.body)[1]
		return o.upload("admin", "/admin/settings", append(files, part{"name", "", []byte(name)}, part{"checker", "", []byte(checker)}, part{"confirm", "", []byte(version)})...)
	}
	for checker, want := range map[string]string{
		`{"rules": {"S-c": "of"}}`:               "S-c",
		"{\n\n\"rules\": {\"Q-q\": \"off\"}}":    "第 3 行",
		`{"deadlines": {"department": "02-30"}}`: "02-30",
		`[`:                                      "",
	} {
		p := post("云栖市人民政府", checker)
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), want) || !strings.Contains(p.body, html.EscapeString(checker)) {
			t.Errorf("%s: %d\n%s", checker, p.status, text(p.body))
		}
		if x, err := o.store.Settings(t.Context()); err != nil || x.Name != "" {
			t.Errorf("%s: %v, %v", checker, x, err)
		}
	}
	office := []byte("{\"overview\": 1500,\r\n \"rules\": {\"S-a\": \"off\", \"N-c\": \"error\"}}")
	if p := post(" 云栖市人民政府 ", "", part{"file", "office.json", office}); p.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", p.status, text(p.body))
	}
	if p := o.upload("admin", "/admin/settings", part{"name", "", []byte("云栖市人民政府")}, part{"file", "office.json", office}, part{"confirm", "", []byte("of the page before")}); p.status != http.StatusSeeOther {
		t.Errorf("pressed twice: %d\n%s", p.status, text(p.body))
	}
	if x, err := o.store.Settings(t.Context()); err != nil || x.Name != "云栖市人民政府" || string(x.Checker) != string(office) {
		t.Errorf("%q, %v", x, err)
	}
	if p := o.get("admin", "/admin/settings/office.json"); p.body != string(office) {
		t.Errorf("%q", p.body)
	}
	if p := o.get("admin", "/admin/settings"); !strings.Contains(p.body, "不检查") {
		t.Errorf("%s", text(p.body))
	}
	// The rules of today hold at the approval, too.
	if p := post("云栖市人民政府", "{}"); p.status != http.StatusSeeOther {
		t.Fatalf("%d", p.status)
	}
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.must(backoffice.Submit)
	if p := post("云栖市人民政府", `{"overview": 20, "rules": {"N-e": "error"}}`); p.status != http.StatusSeeOther {
		t.Fatalf("%d", p.status)
	}
	if p := o.act("office", backoffice.Approve); p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), "20") || o.filing("jt", 2024).State != backoffice.Submitted {
		t.Errorf("%d\n%s", p.status, text(p.body))
	}
	// Somebody else was faster.
	p := o.upload("admin", "/admin/settings", part{"name", "", []byte("青石县人民政府")}, part{"confirm", "", []byte("0")})
	if x, _ := o.store.Settings(t.Context()); p.status != http.StatusConflict || !strings.Contains(p.body, "青石县人民政府") || x.Name != "云栖市人民政府" {
		t.Errorf("%d %v\n%s", p.status, x, text(p.body))
	}
}
