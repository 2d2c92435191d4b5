package backoffice_test

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// sectionsOf are the keys of the sections of a report.
var sectionsOf = []string{"about", "overview", "disclosure", "applications", "remedies", "problems", "other"}

// formField is a field that a browser posts.
type formField struct{ name, value string }

var (
	fieldPattern  = regexp.MustCompile(`(?s)<input([^>]*) name="([^"]*)" value="([^"]*)"([^>]*)>|<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>|<select[^>]* name="([^"]*)".*?</select>`)
	chosenPattern = regexp.MustCompile(`<option value="([^"]*)" selected>`)
	actionPattern = regexp.MustCompile(`<form id="section" method="post" action="/gongkai([^"]*)"`)
)

// fieldsOf returns what a browser would post of the forms of a page, but for buttons.
func fieldsOf(page string) (all []formField) {
	for _, m := range fieldPattern.FindAllStringSubmatch(page, -1) {
		switch {
		case m[2] != "" && strings.Contains(m[1], `type="checkbox"`) && !strings.Contains(m[4], "checked"):
		case m[2] != "":
			all = append(all, formField{m[2], html.UnescapeString(m[3])})
		case m[5] != "":
			all = append(all, formField{m[5], html.UnescapeString(m[6])})
		default:
			x := formField{name: m[7]}
			if m := chosenPattern.FindStringSubmatch(m[0]); m != nil {
				x.value = html.UnescapeString(m[1])
			}
			all = append(all, x)
		}
	}
	return all
}

// form is what a browser would post of the page.
func (p reply) form() url.Values {
	form := url.Values{}
	for _, x := range fieldsOf(p.body) {
		form.Add(x.name, strings.ReplaceAll(x.value, "\n", "\r\n"))
	}
	return form
}

// field is what stands in a field of the page.
func (p reply) field(name string) string { return strings.ReplaceAll(p.form().Get(name), "\r\n", "\n") }

// action is the address that the page's form is posted to.
func (p reply) action(t testing.TB) string {
	t.Helper()
	m := actionPattern.FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("%d: no form:\n%s", p.status, p.body)
	}
	return html.UnescapeString(m[1])
}

// pairs returns a post of changes: what stood in each field, and what is typed.
func pairs(changes map[string][2]string) url.Values {
	form := url.Values{}
	for path, x := range changes {
		form.Set("was:"+path, x[0])
		form.Set(path, x[1])
	}
	return form
}

// section is the address of a section of the report of the body "jt" for 2024.
func section(key string) string { return "/reports/jt/2024/sections/" + key }

// write changes fields of a section on its page as a person, who is shown what came of it.
func (o *office) write(person, key string, changes map[string]string) reply {
	o.t.Helper()
	page := o.get(person, section(key))
	form := page.form()
	for name, value := range changes {
		form.Set(name, value)
	}
	p := o.post(person, page.action(o.t), form)
	if p.status != http.StatusSeeOther {
		return p
	}
	address, _, _ := strings.Cut(strings.TrimPrefix(p.location, "/gongkai"), "#")
	return o.get(person, address)
}

// typeIn types a report into the pages of its sections, by posts, as a browser without script
// does.
func (o *office) typeIn(person string, r *report.Report) {
	o.t.Helper()
	source := &backoffice.Content{Report: r}
	for _, key := range sectionsOf {
		page := fmt.Sprintf("/reports/jt/%d/sections/%s", r.Year, key)
		for again := true; again; { // a subsection comes to be with each
			again = false
			p := o.get(person, page)
			form := p.form()
			for name, of := range form {
				path, ok := strings.CutPrefix(name, "was:")
				want, known := source.Get(path)
				if !ok || !known {
					continue
				}
				form.Set(path, strings.ReplaceAll(want, "\n", "\r\n"))
				again = again || want != strings.ReplaceAll(of[0], "\r\n", "\n")
			}
			if again {
				if p := o.post(person, p.action(o.t), form); p.status != http.StatusSeeOther {
					o.t.Fatalf("%s: %d\n%s", page, p.status, p.body)
				}
			}
		}
	}
}

// fullReport has something in every place that there is.
func fullReport(t testing.TB, year int) *report.Report {
	t.Helper()
	e, _ := report.EditionFor(year)
	r := &report.Report{
		Agency: "云栖市交通运输局", Year: year, Title: "关于“<b>政府信息公开</b>”的年度报告&amp;", Scope: report.ScopeJurisdiction,
		Preamble: []string{"根据《条例》编制本报告。", "　　缩进的第二段，有𠮷字。"}, Issuer: "云栖市交通运输局办公室", Date: report.Date{Year: year + 1, Month: 1, Day: 15},
		Tables: report.NewTables(e),
		Index: report.Index{
			Number: "00001", Publisher: "市局", Category: "交通", DocumentNumber: "云交〔2025〕1号", Published: report.Date{Year: year + 1, Month: 1, Day: 20},
			Keywords: []string{"政府信息公开", "年报"}, Validity: "有效",
		},
	}
	for i, s := range r.Sections() {
		s.Paragraphs = []string{fmt.Sprintf("第 %d 部分。", i), "<script>alert(1)</script>"}
		if i == 0 {
			for _, topic := range report.Topics() {
				s.Subsections = append(s.Subsections, report.Subsection{Topic: topic, RunIn: true, Paragraphs: []string{"正文。", "另一段。"}})
			}
		}
		s.Subsections = append(s.Subsections, report.Subsection{Title: "自拟的标题", Paragraphs: []string{"正文。"}}, report.Subsection{Title: "没有正文"})
		if i >= 1 && i <= 3 {
			s.Notes = []string{"注：表后的说明。"}
		}
	}
	n := 0
	for c := range report.Cells(r.Tables) {
		if c.Computed {
			continue
		}
		n++
		text := fmt.Sprint(100 + n)
		switch {
		case n == 7:
			text = "/"
		case n == 11:
			text = ""
		case c.Kind == report.KindAmount:
			text = "38.441094"
		case c.Kind == report.KindChange:
			text = fmt.Sprint(-n)
		}
		if err := c.Set(text); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestEveryFieldTyped(t *testing.T) {
	for _, year := range []int{2019, 2024} {
		t.Run(fmt.Sprint(year), func(t *testing.T) {
			o := newOffice(t)
			source := fullReport(t, year)
			o.typeIn("editor", source)
			c := o.content(year)
			if got, want := encoded(c.Report), encoded(source); !bytes.Equal(got, want) {
				t.Errorf("typed:\n%s\nwant:\n%s", got, want)
			}
			if len(c.Unread) > 0 {
				t.Errorf("not read: %v", c.Unread)
			}
			for _, key := range sectionsOf { // it is drawn as it was typed, and nothing in it is HTML
				p := o.get("editor", fmt.Sprintf("/reports/jt/%d/sections/%s", year, key))
				form := p.form()
				for name := range form {
					path, ok := strings.CutPrefix(name, "was:/")
					if !ok {
						continue
					}
					want, _ := c.Get("/" + path)
					want = strings.ReplaceAll(want, "\n", "\r\n")
					if form.Get("/"+path) != want || form.Get(name) != want {
						t.Errorf("/%s: drawn as %q, %q; want %q", path, form.Get("/"+path), form.Get(name), want)
					}
				}
				if strings.Contains(p.body, "<script>alert") || strings.Contains(p.body, "<b>政府") {
					t.Errorf("%s: what was typed is HTML", key)
				}
			}
		})
	}
}

// TestGrid compares the page of every table with the document that the library prints: every head
// and every figure stands in a cell of its spans, and every figure has its heads.
func TestGrid(t *testing.T) {
	o := newOffice(t)
	cell := regexp.MustCompile(`(?s)<t([hd])[^>]*?(?: id="([^"]*)")?[^>]*>`)
	for _, year := range []int{2019, 2024} {
		r := fullReport(t, year)
		o.typeIn("editor", r)
		e, _ := report.EditionFor(year)
		for i, table := range e.Tables() {
			page := o.get("editor", fmt.Sprintf("/reports/jt/%d/sections/%s", year, sectionsOf[table.Number])).body
			heads := map[string]bool{}
			for _, m := range cell.FindAllStringSubmatch(page, -1) {
				if m[1] == "h" {
					heads[m[2]] = true
				}
			}
			n := 0
			for c := range report.Cells(r.Tables) {
				if c.Table != table.Number {
					continue
				}
				n++
				at := strings.Index(page, `data-path="`+c.Path+`"`)
				if !c.Computed {
					at = strings.Index(page, ` name="`+c.Path+`" value="`+c.String()+`"`)
				}
				if at < 0 {
					t.Fatalf("%d: no %s of %q", year, c.Path, c.String())
				}
				td := page[strings.LastIndex(page[:at], "<td"):at]
				_, ids, _ := strings.Cut(td, `headers="`)
				ids, _, _ = strings.Cut(ids, `"`)
				if len(strings.Fields(ids)) < 2 {
					t.Errorf("%d: %s has the heads %q", year, c.Path, ids)
				}
				for _, id := range strings.Fields(ids) {
					if !heads[id] {
						t.Errorf("%d: %s has the head %s, which is none", year, c.Path, id)
					}
				}
				if !c.Computed && !strings.Contains(page, ` aria-label="`+html.EscapeString(c.Place)+`"`) {
					t.Errorf("%d: nothing is called %s", year, c.Place)
				}
			}
			if got := strings.Count(page, "<td"); got != n {
				t.Errorf("%d: table %d has %d figures; want %d", year, i+2, got, n)
			}
		}
	}
}

// TestWithoutScript takes a report from blank to published by what the pages offer, and nothing
// else: links, and forms posted as they are drawn.
func TestWithoutScript(t *testing.T) {
	o := newOffice(t)
	follow := func(person, from, pattern string) string {
		t.Helper()
		page := o.get(person, from)
		m := regexp.MustCompile(`href="/gongkai(` + pattern + `)"`).FindStringSubmatch(page.body)
		if m == nil {
			t.Fatalf("%s does not lead %s to %s:\n%s", from, person, pattern, page.body)
		}
		return m[1]
	}
	act := func(person, from string, action backoffice.Action, changes ...string) {
		t.Helper()
		address := follow(person, from, `/reports/jt/2024/actions/`+string(action))
		form := o.get(person, address).form()
		for i := 0; i < len(changes); i += 2 {
			form.Set(changes[i], changes[i+1])
		}
		if p := o.post(person, address, form); p.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", action, p.status, p.body)
		}
	}
	list := follow("editor", "/", `/reports/jt/2024`)
	for _, key := range sectionsOf {
		follow("editor", list, regexp.QuoteMeta(section(key)))
	}
	if p := o.get("reviewer", list); !strings.Contains(p.body, "报送之前还要处理：166 格未填，3 条警告待说明。") || strings.Count(p.body, "未开始") != len(sectionsOf) {
		t.Errorf("what is to be done first is not said:\n%s", p.body)
	}
	o.typeIn("editor", ready(t, "云栖市交通运输局", 2024).Report)
	if p := o.get("reviewer", list); strings.Contains(p.body, "报送之前还要处理") || strings.Count(p.body, "已完成") != len(sectionsOf) {
		t.Errorf("it is not done:\n%s", p.body)
	}
	act("reviewer", list, backoffice.Submit)
	board := o.get("office", "/")
	act("office", follow("office", strings.TrimPrefix(board.location, "/gongkai"), `/reports/jt/2024`), backoffice.Return, "why", "第六部分请写明收费的情况")
	if p := o.get("editor", list); !strings.Contains(p.body, "第六部分请写明收费的情况") {
		t.Errorf("why it was returned is not said:\n%s", p.body)
	}
	o.write("editor", "other", map[string]string{"/other/paragraphs": "本机关本年度没有向申请人收取信息处理费。"})
	act("reviewer", list, backoffice.Submit)
	act("office", list, backoffice.Approve)
	act("reviewer", list, backoffice.Publish, "date", "2025-01-10")
	if f := o.filing("jt", 2024); f.State != backoffice.Published || f.Published == 0 {
		t.Errorf("%+v", f)
	}
}
