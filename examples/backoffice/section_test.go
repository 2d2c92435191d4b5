package backoffice_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/report"
)

const (
	received    = "/tables/applications/received/naturalPersons"
	carriedOver = "/tables/applications/carriedOver/naturalPersons"
)

// spelling is a line of the table of spellings of the library: how a figure may be typed,
// and what it is as a count, a change and an amount; "!" is none.
type spelling struct {
	text string
	as   [3]string
}

func spellings(t *testing.T) (all []spelling) {
	t.Helper()
	file, err := os.Open("../../report/testdata/spellings.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for s := bufio.NewScanner(file); s.Scan(); {
		if !strings.HasPrefix(s.Text(), `"`) {
			continue
		}
		quoted, err := strconv.QuotedPrefix(s.Text())
		if err != nil {
			t.Fatal(err)
		}
		x := spelling{}
		if x.text, _ = strconv.Unquote(quoted); !utf8.ValidString(x.text) {
			continue // a browser sends none
		}
		if n := copy(x.as[:], strings.Fields(s.Text()[len(quoted):])); n != 3 {
			t.Fatal(s.Text())
		}
		all = append(all, x)
	}
	return all
}

// TestSpellings types figures in every spelling: those that are figures are read, and
// the others are kept as they were typed, told at their cell, and counted as errors.
func TestSpellings(t *testing.T) {
	o := newOffice(t)
	cells := map[report.Kind][]string{}
	e, _ := report.EditionFor(2019)
	for c := range report.Cells(report.NewTables(e)) {
		if !c.Computed {
			cells[c.Kind] = append(cells[c.Kind], c.Path)
		}
	}
	all := spellings(t)
	if len(all) < 100 {
		t.Fatalf("%d spellings", len(all))
	}
	var c *backoffice.Content
	for kind, paths := range cells {
		for from := 0; from < len(all); from += len(paths) {
			part := all[from:min(from+len(paths), len(all))]
			changes := map[string][2]string{}
			for i, x := range part {
				was := ""
				if c != nil {
					was, _ = c.Get(paths[i])
				}
				changes[paths[i]] = [2]string{was, x.text}
			}
			if p := o.post("editor", "/reports/jt/2019/sections/disclosure", pairs(changes)); p.status != http.StatusSeeOther {
				t.Fatalf("%d\n%s", p.status, p.body)
			}
			c = o.content(2019)
			for i, x := range part {
				want := x.as[kind]
				typed := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(x.text)
				got, _ := c.Get(paths[i])
				_, unread := c.Unread[paths[i]]
				switch {
				case want == "!" && (got != typed || !unread):
					t.Errorf("%q: %q, %v; want it kept", x.text, got, unread)
				case want == "blank" && (got != "" || unread), want != "!" && want != "blank" && (got != want || unread):
					t.Errorf("%q: %q, %v; want %s", x.text, got, unread, want)
				}
			}
		}
	}
}

func TestUnread(t *testing.T) {
	o := newOffice(t)
	p := o.write("editor", "applications", map[string]string{received: "十二", carriedOver: "3"})
	for _, want := range []string{
		"已保存 2 处改动（09:00:00）", "表三 一、本年新收政府信息公开申请数量 自然人", // what was saved and when
		`value="十二"`, `aria-invalid="true"`, "“十二”不是件数", // told at the cell, in the words of the list
		`href="/gongkai/reports/jt/2024/sections/applications#f-tables-applications-received-naturalPersons"`,
	} {
		if !strings.Contains(p.body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if n := strings.Count(p.body, "“十二”不是件数"); n != 2 {
		t.Errorf("it is told %d times; want at the cell and in the list", n)
	}
	if list := o.get("reviewer", "/reports/jt/2024"); !strings.Contains(list.body, "1 处错误，142 格未填") {
		t.Errorf("the list of tasks does not tell it:\n%s", list.body)
	}
	p = o.write("editor", "applications", map[string]string{received: "12"})
	if strings.Contains(p.body, "十二") {
		t.Error("what was mended is still there")
	}
	for path, typed := range map[string]string{"/date": "一月", "/index/published": "2024-02-30", "/scope": "全市"} {
		p := o.write("editor", "about", map[string]string{path: typed})
		if p.field(path) != typed || !strings.Contains(p.body, "“"+typed+"”") {
			t.Errorf("%s: %q is not kept and told", path, typed)
		}
	}
	for _, typed := range []string{"2025-01-15", "2025年1月15日", " 2025.1.15 "} {
		if p := o.write("editor", "about", map[string]string{"/date": typed}); p.field("/date") != "2025-01-15" {
			t.Errorf("%q: %q", typed, p.field("/date"))
		}
	}
}

func TestSubsections(t *testing.T) {
	o := newOffice(t)
	sub := func(i int, key string) string { return fmt.Sprintf("/overview/subsections/%d/%s", i, key) }
	p := o.write("editor", "overview", map[string]string{sub(5, "title"): "重点工作", sub(5, "paragraphs"): "修了三条路。", sub(5, "runIn"): "1"})
	if p.field(sub(5, "title")) != "重点工作" || p.field(sub(5, "runIn")) != "1" || !p.form().Has(sub(6, "title")) {
		t.Errorf("one was not added:\n%s", p.body)
	}
	// The second and the last of the official ones are taken out; those behind them move up.
	p = o.write("editor", "overview", map[string]string{sub(1, "topic"): "", sub(4, "topic"): ""})
	if got := p.field(sub(1, "topic")) + " " + p.field(sub(3, "title")) + " " + p.field(sub(3, "paragraphs")); got != "management 重点工作 修了三条路。" {
		t.Errorf("got %s", got)
	}
	if p.form().Has(sub(5, "title")) {
		t.Error("there is more than one empty subsection")
	}
	many := map[string][2]string{}
	for i := 4; i < 199; i++ {
		many[sub(i, "title")] = [2]string{p.field(sub(i, "title")), fmt.Sprint("第 ", i)}
	}
	o.post("editor", p.action(t), pairs(many))
	p = o.write("editor", "overview", map[string]string{sub(199, "title"): "第 199"})
	if p.field(sub(199, "title")) != "第 199" || p.form().Has(sub(200, "title")) {
		t.Error("there are not two hundred at most")
	}
	if p := o.post("editor", section("overview"), pairs(map[string][2]string{sub(200, "title"): {"", "x"}})); p.status != http.StatusUnprocessableEntity {
		t.Errorf("one more: %d", p.status)
	}
}

// TestSubsectionsMoved has a person write in a subsection that has another number since he
// opened the page: he is asked, and nothing comes to the wrong one.
func TestSubsectionsMoved(t *testing.T) {
	o := newOffice(t)
	page := o.get("editor", section("overview"))
	o.write("reviewer", "overview", map[string]string{"/overview/subsections/1/topic": ""})
	const path = "/overview/subsections/2/paragraphs" // of 政府信息管理, which is now the second
	form := page.form()
	form.Set(path, "落实审查制度。")
	p := o.post("editor", page.action(t), form)
	if p.status != http.StatusConflict || p.field(path) != "落实审查制度。" || !strings.Contains(p.body, "冲突") {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	if got := o.content(2024).Report.Overview.Subsections[2].Paragraphs; len(got) > 0 {
		t.Errorf("it was written in another: %q", got)
	}
	form = p.form()
	form.Set(path, "")
	form.Set("/overview/subsections/1/paragraphs", "落实审查制度。")
	if p := o.post("editor", p.action(t), form); p.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	if got := o.content(2024).Report.Overview.Subsections[1]; got.Topic != report.TopicManagement || len(got.Paragraphs) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestLongTexts(t *testing.T) {
	o := newOffice(t)
	long := strings.Repeat(strings.Repeat("长", 199)+"\n", 300)
	p := o.write("editor", "problems", map[string]string{"/problems/paragraphs": long})
	if p.field("/problems/paragraphs") != strings.TrimSuffix(long, "\n") {
		t.Error("60,000 characters do not come back")
	}
	for _, key := range []string{"overview", "disclosure", "applications"} {
		path := "/" + key + "/paragraphs"
		p := o.post("editor", section(key), pairs(map[string][2]string{path: {"", strings.Repeat(long, 3)}}))
		if key != "applications" && p.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%.2000s", key, p.status, p.body)
		}
		if key == "applications" && (p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "最多 500000 个字") || !strings.Contains(p.body, long[:3000])) {
			t.Errorf("there is no end: %d\n%.2000s", p.status, p.body)
		}
	}
	for key, change := range map[string][2]string{
		"about":    {"/title", strings.Repeat("长", 1001)},
		"problems": {"/problems/subsections/0/title", strings.Repeat("长", 1001)},
		"other":    {"/other/paragraphs", strings.Repeat("长\n", 20_001)},
	} {
		p := o.write("editor", key, map[string]string{change[0]: change[1]})
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, change[1][:3000]) {
			t.Errorf("%s: %d\n%.2000s", key, p.status, p.body)
		}
		if p := o.get("editor", section(key)); p.status != http.StatusOK || p.field(change[0]) != "" {
			t.Errorf("%s cannot be read: %d", key, p.status)
		}
	}
	// What is no figure is kept, however long.
	p = o.write("editor", "remedies", map[string]string{"/tables/remedies/reconsideration/upheld": long})
	if p.status != http.StatusOK || p.field("/tables/remedies/reconsideration/upheld") != strings.ReplaceAll(long, "\n", "⏎") {
		t.Errorf("a long text in a cell: %d", p.status)
	}
}

// TestOddTexts has texts come and go that HTML has another way to write; nobody who saves a page
// as it is changes them.
func TestOddTexts(t *testing.T) {
	o := newOffice(t)
	for _, text := range []string{
		"\n\n先空两行", "行尾有空格 \n\u3000缩进", "\"引号\"' & <b> &lt; &#x0;", "制表\t符", "\u202e反向", "a\u2028b", "\uFEFF开头", "\x0b控制符", "一\n\n\n二", "</textarea><script>", "{{.}}",
	} {
		p := o.write("editor", "problems", map[string]string{"/problems/paragraphs": text})
		got := p.field("/problems/paragraphs")
		if want := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), "\n"); got != want {
			t.Errorf("%q: %q", text, got)
		}
		if p := o.write("editor", "problems", nil); !strings.Contains(p.body, "没有改动") {
			t.Errorf("%q: saved as it is, it is another:\n%s", text, p.body)
		}
	}
	title := "两行的\n标题"
	if p := o.write("editor", "about", map[string]string{"/title": title}); p.field("/title") != title || !strings.Contains(p.body, `<textarea id="f-title"`) {
		t.Errorf("a title of two lines is drawn as %q", p.field("/title"))
	}
}

// TestHostilePosts has posts refused that no page sends, with nothing of them saved.
func TestHostilePosts(t *testing.T) {
	o := newOffice(t)
	many := url.Values{}
	for i := range 5000 {
		many.Set(fmt.Sprint("x", i), "")
	}
	for name, x := range map[string]struct {
		body string
		want int
	}{
		"too large":       {"was:/title=&/title=" + strings.Repeat("a", 5<<20), http.StatusRequestEntityTooLarge},
		"too many fields": {many.Encode(), http.StatusUnprocessableEntity},
		"far too many":    {strings.Repeat("a&", 300_000), http.StatusUnprocessableEntity},
		"twice":           {"was:/title=&/title=a&/title=b", http.StatusUnprocessableEntity},
		"was twice":       {"was:/title=&was:/title=b&/title=b", http.StatusUnprocessableEntity},
		"no UTF-8":        {"was:/title=&/title=%ff", http.StatusUnprocessableEntity},
		"no UTF-8 before": {"was:/title=%ff&/title=a", http.StatusUnprocessableEntity},
		"no UTF-8 named":  {"was:/title%ff=&/title%ff=a", http.StatusUnprocessableEntity},
		"no escape":       {"was:/title=%zz", http.StatusUnprocessableEntity},
		"without was":     {"/title=a", http.StatusUnprocessableEntity},
		"the agency":      {"was:/agency=&/agency=a", http.StatusUnprocessableEntity},
		"the year":        {"was:/year=2024&/year=2023", http.StatusUnprocessableEntity},
		"a total":         {"was:/tables/applications/received/total=&/tables/applications/received/total=1", http.StatusUnprocessableEntity},
		"no field":        {"was:/nothing=&/nothing=a", http.StatusUnprocessableEntity},
		"a section":       {"was:/overview=&/overview=a", http.StatusUnprocessableEntity},
		"half a field":    {"was:/overview/subsections/0=&/overview/subsections/0=a", http.StatusUnprocessableEntity},
		"a number":        {"was:/overview/subsections/01/title=&/overview/subsections/01/title=a", http.StatusUnprocessableEntity},
		"below nought":    {"was:/overview/subsections/-1/title=&/overview/subsections/-1/title=a", http.StatusUnprocessableEntity},
		"a large number":  {"was:/overview/subsections/99999999999999999999/title=&/overview/subsections/99999999999999999999/title=a", http.StatusUnprocessableEntity},
		"deep":            {"was:" + strings.Repeat("/a", 100_000) + "=&" + strings.Repeat("/a", 100_000) + "=b", http.StatusUnprocessableEntity},
		"notes":           {"was:/problems/notes=&/problems/notes=a", http.StatusUnprocessableEntity},
		"reasons":         {"was:/reasons/0/text=&/reasons/0/text=a", http.StatusUnprocessableEntity},
		"revision":        {"was:/revision/reason=&/revision/reason=a", http.StatusUnprocessableEntity},
		"a hint":          {"hint={", http.StatusUnprocessableEntity},
		"a hint to all":   {`hint=[{"Path":"/agency","Now":"a"}]`, http.StatusUnprocessableEntity},
		"one of two":      {"was:/issuer=%E4%BA%91%E6%A0%96%E5%B8%82%E4%BA%A4%E9%80%9A%E8%BF%90%E8%BE%93%E5%B1%80&/issuer=b&was:/nothing=&/nothing=a", http.StatusUnprocessableEntity},
	} {
		p := o.do("editor", http.MethodPost, section("about"), strings.NewReader(x.body), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
		if p.status != x.want {
			t.Errorf("%s: %d; want %d\n%.600s", name, p.status, x.want, p.body)
		}
	}
	if p := o.get("editor", "/reports/jt/2024"); !strings.Contains(p.body, "还没有填写") {
		t.Error("something was saved")
	}
	if p := o.get("editor", section("nothing")); p.status != http.StatusNotFound {
		t.Errorf("a section that there is not: %d", p.status)
	}
}

// TestLocked has a report written that was submitted meanwhile: nothing is changed, and what
// was typed is shown.
func TestLocked(t *testing.T) {
	o := newOffice(t)
	page := o.get("editor", section("problems"))
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	if p := o.act("reviewer", backoffice.Submit); p.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	form := page.form()
	form.Set("/problems/paragraphs", "写了很久的<b>一段</b>。")
	p := o.post("editor", page.action(t), form)
	if p.status != http.StatusConflict || !strings.Contains(p.body, html.EscapeString("写了很久的<b>一段</b>。")) || !strings.Contains(p.body, "没有保存") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	if strings.Contains(p.body, "<textarea") || strings.Contains(p.body, `<button`) {
		t.Error("a locked report can be written")
	}
	for _, key := range sectionsOf {
		for _, person := range []string{"editor", "office"} {
			if p := o.get(person, section(key)); p.status != http.StatusOK || strings.Contains(p.body, "<form") || len(fieldsOf(p.body)) > 0 {
				t.Errorf("%s, %s: %d, or a form", key, person, p.status)
			}
		}
	}
	if p := o.get("editor", section("problems")); !strings.Contains(p.body, "逐件补录") {
		t.Errorf("what is written is not shown:\n%s", p.body)
	}
}

// TestFindingsLead has a finding at every kind of place: each leads to one element of one page.
func TestFindingsLead(t *testing.T) {
	o := newOffice(t)
	r := fullReport(t, 2024)
	bad := "身份证号110101199003070011，电话1380013800；○○○单位"
	r.Preamble = append(r.Preamble, bad)
	for _, s := range r.Sections() {
		s.Paragraphs = append(s.Paragraphs, bad)
		for i := range s.Subsections {
			s.Subsections[i].Paragraphs = append(s.Subsections[i].Paragraphs, bad)
		}
		s.Subsections = append(s.Subsections, report.Subsection{Paragraphs: []string{"没有标题"}})
	}
	r.Date = report.Date{Year: 2024, Month: 1, Day: 2}
	o.typeIn("editor", r)
	pages := map[string]string{}
	list := o.get("editor", "/reports/jt/2024").body
	_, list, _ = strings.Cut(list, `<section id="findings"`)
	links := 0
	for _, part := range strings.Split(list, `<a href="/gongkai`)[1:] {
		address, _, _ := strings.Cut(part, `"`)
		path, id, ok := strings.Cut(html.UnescapeString(address), "#")
		if !strings.Contains(path, "/sections/") {
			continue
		}
		if links++; pages[path] == "" {
			pages[path] = o.get("editor", path).body
		}
		if n := strings.Count(pages[path], ` id="`+id+`"`); ok && n != 1 {
			t.Errorf("%s leads to %d elements", address, n)
		}
	}
	if links < 25 || len(pages) != len(sectionsOf) {
		t.Errorf("%d links to %d pages", links, len(pages))
	}
}

// failingStore is a Store that cannot save.
type failingStore struct{ backoffice.Store }

func (failingStore) Save(context.Context, backoffice.Filing, *backoffice.Event) (backoffice.Filing, error) {
	return backoffice.Filing{}, errors.New("the disk is full")
}

// TestNothingTypedIsLost posts where nobody is signed in any more, and where the server cannot
// save: what was typed is on the page.
func TestNothingTypedIsLost(t *testing.T) {
	o := newOfficeOn(t, failingStore{new(memory.Store)})
	page := o.get("editor", section("problems"))
	form := page.form()
	form.Set("/problems/paragraphs", "写了很久的\n<b>一段</b>。")
	for person, want := range map[string]int{"": http.StatusUnauthorized, "editor": http.StatusInternalServerError} {
		p := o.post(person, page.action(t), form)
		if p.status != want || !strings.Contains(p.body, html.EscapeString("写了很久的\n<b>一段</b>。")) || strings.Contains(p.body, "the disk") {
			t.Errorf("%q: %d\n%s", person, p.status, p.body)
		}
	}
	if p := o.get("editor", section("problems")); p.field("/problems/paragraphs") != "" {
		t.Error("it was saved")
	}
}
