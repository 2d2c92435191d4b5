package backoffice_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// ready is what a body has written when nothing stands against submitting it.
func ready(t testing.TB, agency string, year int) *backoffice.Content {
	t.Helper()
	c, err := backoffice.NewContent(agency, year)
	if err != nil {
		t.Fatal(err)
	}
	for cell := range report.Cells(c.Report.Tables) {
		if !cell.Computed {
			set(t, c, cell.Path, "0")
		}
	}
	for i, text := range []string{
		"网站的机构职能、办事指南等栏目按季更新。", "申请的登记、答复和送达由专人办理。", "公文起草时注明公开属性，逐件审核。", "网站栏目改版，搜索支持简称。", "公开工作列入本单位考核，按季通报。",
	} {
		set(t, c, fmt.Sprintf("/overview/subsections/%d/paragraphs", i), text)
	}
	set(t, c, "/date", fmt.Sprintf("%d-01-08", year+1))
	for path, text := range map[string]string{
		"/preamble":            fmt.Sprintf("本报告根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号文件编制，统计期限自%d年1月1日起至%[1]d年12月31日止。", year),
		"/problems/paragraphs": "存在的问题：历史文件的公开时间栏有缺项。改进情况：已对2015年以来的文件逐件补录。",
		"/other/paragraphs":    "本机关本年度未收取信息处理费，没有其他需要报告的事项。",
	} {
		set(t, c, path, text)
	}
	return c
}

func set(t testing.TB, c *backoffice.Content, path, value string) {
	t.Helper()
	if err := c.Set(path, value); err != nil {
		t.Fatal(err)
	}
}

// save keeps content as that of a body, as if somebody had typed it.
func (o *office) save(body string, year int, c *backoffice.Content) {
	o.t.Helper()
	ctx := context.Background()
	f := o.filing(body, year)
	data, err := c.Encode()
	if err != nil {
		o.t.Fatal(err)
	}
	f.Content, f.SavedBy = data, "周敏"
	if _, err := o.store.Save(ctx, f, nil); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) filing(body string, year int) backoffice.Filing {
	o.t.Helper()
	f, err := o.store.Filing(context.Background(), backoffice.Key{Body: body, Year: year})
	if err != nil {
		o.t.Fatal(err)
	}
	return f
}

// act takes an action on the report of "jt" for 2024 as it stands, with what the action needs.
func (o *office) act(person string, action backoffice.Action, more ...string) reply {
	o.t.Helper()
	form := url.Values{"version": {strconv.FormatInt(o.filing("jt", 2024).Version, 10)}, "why": {"第六部分漏报了收费情况"}, "date": {"2025-01-10"}}
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return o.post(person, "/reports/jt/2024/actions/"+string(action), form)
}

// From blank to published, returned once, and corrected.
func TestActions(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	for _, step := range []struct {
		person string
		action backoffice.Action
		state  backoffice.State
	}{
		{"reviewer", backoffice.Submit, backoffice.Submitted},
		{"office", backoffice.Return, backoffice.Returned},
		{"reviewer", backoffice.Submit, backoffice.Submitted},
		{"office", backoffice.Approve, backoffice.Approved},
		{"reviewer", backoffice.Publish, backoffice.Published},
		{"reviewer", backoffice.Correct, backoffice.Draft},
	} {
		page := o.get(step.person, "/reports/jt/2024/actions/"+string(step.action))
		if page.status != http.StatusOK || !strings.Contains(page.body, `<button class="primary">`+step.action.String()) {
			t.Errorf("the page of %s: %d\n%s", step.action, page.status, page.body)
		}
		p := o.act(step.person, step.action)
		if f := o.filing("jt", 2024); p.status != http.StatusSeeOther || p.location != "/gongkai/reports/jt/2024" || f.State != step.state {
			t.Fatalf("%s: %d, %s\n%s", step.action, p.status, f.State, p.body)
		}
	}
}

// What no file can have is told before the report is locked, in whatever format and wherever in it.
func TestSubmitUnprintable(t *testing.T) {
	const first = "/overview/subsections/0/paragraphs"
	for _, tt := range []struct{ path, typed, say string }{
		{first, "市民点赞😀。", "PDF 和 OFD 排不出来"},
		{"/revision/reason", "点赞😀漏计", "PDF 和 OFD 排不出来"}, // which stands in the note on a correction alone
		{first, strings.Repeat("网站的栏目按季更新，", 4000) + "。", "工作簿做不出来，一、总体情况 （一）主动公开 第 1 段：一段文字有 40001 个字符，工作表的一格最多 32767 个"},
	} {
		o := newOffice(t)
		o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
		o.must(backoffice.Submit, backoffice.Approve, backoffice.Publish, backoffice.Correct)
		o.types(licenses, "0", "8")
		c := o.content(2024)
		set(t, c, tt.path, tt.typed)
		p := submitted(o, c)
		if got := text(p.body); p.status != http.StatusUnprocessableEntity || !strings.Contains(got, tt.say) || o.filing("jt", 2024).State != backoffice.Draft {
			t.Errorf("%s: %d\n%.1000s", tt.path, p.status, got)
		}
		set(t, c, tt.path, "漏计八件，现予更正。")
		if p := submitted(o, c); p.status != http.StatusSeeOther {
			t.Errorf("%s, mended: %d\n%.1000s", tt.path, p.status, text(p.body))
		}
	}
}

// Nobody acts on what he has not seen, and is told what was done since.
func TestStale(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	o.save("jt", 2024, c)
	seen := strconv.FormatInt(o.filing("jt", 2024).Version, 10)
	page := o.get("reviewer", "/reports/jt/2024/actions/submit")
	o.types(licenses, "0", "8")
	p := o.act("reviewer", backoffice.Submit, "version", seen, "seen", regexp.MustCompile(`name="seen" value="([^"]*)"`).FindStringSubmatch(page.body)[1])
	if got := text(p.body); p.status != http.StatusConflict || !strings.Contains(got, "最后改动的是周敏") || !strings.Contains(got, "有改动的部分：二、主动公开政府信息情况 机关") || o.filing("jt", 2024).State != backoffice.Draft {
		t.Errorf("a draft that somebody typed in: %d\n%s", p.status, text(p.body))
	}
	o.must(backoffice.Submit)
	seen = strconv.FormatInt(o.filing("jt", 2024).Version, 10)
	o.must(backoffice.Return)
	o.types(licenses, "8", "12")
	o.must(backoffice.Submit)
	p = o.act("office", backoffice.Approve, "version", seen)
	for _, want := range []string{"王芳 退回", "第六部分漏报了收费情况", "行政许可", "8 12"} {
		if !strings.Contains(strings.ReplaceAll(text(p.body), "王芳退回", "王芳 退回"), want) {
			t.Errorf("it does not say %s: %s", want, text(p.body))
		}
	}
	if p.status != http.StatusConflict || o.filing("jt", 2024).State != backoffice.Submitted {
		t.Errorf("%d", p.status)
	}
	// The page of the refusal has the version that it shows.
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(p.body)
	if p = o.act("office", backoffice.Approve, "version", version[1]); p.status != http.StatusSeeOther {
		t.Errorf("looked at again: %d", p.status)
	}
	for _, version := range []string{"", "x", "-1", "0", "99", "99999999999999999999"} {
		if p := o.act("office", backoffice.Return, "version", version); p.status != http.StatusConflict && p.status != http.StatusUnprocessableEntity {
			t.Errorf("version %q: %d", version, p.status)
		}
	}
	if n := len(o.events("jt", 2024)); n != 4 {
		t.Errorf("%d events", n)
	}
}

// A button that is pressed twice does it once, and is no error.
func TestTwice(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	seen := strconv.FormatInt(o.filing("jt", 2024).Version, 10)
	for range 3 {
		if p := o.act("reviewer", backoffice.Submit, "version", seen); p.status != http.StatusSeeOther {
			t.Errorf("%d", p.status)
		}
	}
	if n := len(o.events("jt", 2024)); n != 1 {
		t.Errorf("%d events", n)
	}
}

// Two who act on the same report at once: one does it, the other is told.
func TestAtOnce(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	for range 20 {
		o.must(backoffice.Submit)
		actions := []backoffice.Action{backoffice.Return, backoffice.Approve, backoffice.Return, backoffice.Approve}
		seen := strconv.FormatInt(o.filing("jt", 2024).Version, 10)
		before := len(o.events("jt", 2024))
		replies := make([]reply, len(actions))
		var all sync.WaitGroup
		for i, x := range actions {
			all.Go(func() {
				replies[i] = o.post("office", "/reports/jt/2024/actions/"+string(x), url.Values{"version": {seen}, "why": {"原因" + strconv.Itoa(i)}})
			})
		}
		all.Wait()
		done := map[backoffice.Action]int{}
		for i, p := range replies {
			switch p.status {
			case http.StatusSeeOther:
				done[actions[i]]++
			case http.StatusConflict:
			default:
				t.Errorf("%d\n%s", p.status, text(p.body))
			}
		}
		events := o.events("jt", 2024)
		if len(done) != 1 || len(events) != before+1 || done[events[before].Action] == 0 {
			t.Fatalf("done %v, and %d events", done, len(events)-before)
		}
		if o.filing("jt", 2024).State == backoffice.Approved {
			o.must(backoffice.Return)
		}
	}
}

// A report is returned with all that was found, and with what the office wants mended.
func TestReturn(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, "/problems/paragraphs", "存在的问题：历史文件的公开时间栏有缺项。")
	explain(t, c, "改进情况写在第一部分，已经本单位办公会研究决定")
	o.save("jt", 2024, c)
	o.must(backoffice.Submit)
	if p := o.act("office", backoffice.Return, "why", " \r\n　"); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "没有写退回的原因") {
		t.Errorf("without a reason: %d", p.status)
	}
	for _, why := range []string{"\x00", "请看\x1b[2J第五部分", "\xff\xfe"} {
		if p := o.act("office", backoffice.Return, "why", why); p.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", why, p.status)
		}
	}
	if p := o.act("office", backoffice.Return, "why", strings.Repeat("长", 2001)); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "2001 字") {
		t.Errorf("a long reason: %d", p.status)
	}
	page := o.get("office", "/reports/jt/2024/actions/return")
	boxes := regexp.MustCompile(`name="matter" value="([^"]+)"`).FindAllStringSubmatch(page.body, -1)
	if len(boxes) == 0 {
		t.Fatalf("there is nothing to choose\n%s", text(page.body))
	}
	if p := o.act("office", backoffice.Return, "matter", "0123456789abcdef"); p.status != http.StatusConflict {
		t.Errorf("what was not found: %d", p.status)
	}
	if p := o.act("office", backoffice.Return, "matter", boxes[0][1], "why", "请看\r\n第五部分"); p.status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", p.status, text(p.body))
	}
	e := o.events("jt", 2024)[1]
	if e.Why != "请看\n第五部分" || !slices.Equal(e.Matters, []int{0}) || len(e.Findings) != len(boxes) {
		t.Errorf("%q %v %v", e.Why, e.Matters, e.Findings)
	}
	p := o.get("editor", "/reports/jt/2024")
	if got := text(p.body); !strings.Contains(got, "上级退回：王芳") || !strings.Contains(got, "请看 第五部分") || !strings.Contains(got, e.Findings[0].Message()) {
		t.Errorf("the body is not told: %s", got)
	}
}

// explain writes why warnings may stand.
func explain(t testing.TB, c *backoffice.Content, why string) {
	t.Helper()
	for _, f := range c.Report.Check() {
		if f.Severity == report.Warning && !f.Blocks() {
			x, err := f.Explain(why, "周敏", report.Date{Year: 2025, Month: 1, Day: 9})
			if err != nil {
				t.Fatal(err)
			}
			c.Report.Reasons = append(c.Report.Reasons, x)
		}
	}
}

// The day of publication is asked for and not guessed; where it is late, so is why.
func TestPublished(t *testing.T) {
	for _, tt := range []struct {
		now, date, why string // of the clock, and of the form
		status         int
		say            string
	}{
		{"2025-01-20", "", "", http.StatusUnprocessableEntity, "没有填写公布日期"},
		{"2025-01-20", "一月二十日", "", http.StatusUnprocessableEntity, "不是日期"},
		{"2025-01-20", "2025-01-32", "", http.StatusUnprocessableEntity, "不是日期"},
		{"2025-01-20", "2025-01-22", "", http.StatusUnprocessableEntity, "2025年1月22日 还没有到"},
		{"2025-01-20", "2025-01-07", "", http.StatusUnprocessableEntity, "2025年1月7日 早于报告的成文日期 2025年1月8日"},
		{"2025-01-20", "2025-01-20", "", http.StatusSeeOther, ""},
		{"2025-01-20", "2025-01-21", "", http.StatusSeeOther, ""}, // it is that day already where the person is
		{"2025-01-20", "2025-01-08", "", http.StatusSeeOther, ""},
		{"2025-02-10", "2025-02-10", "", http.StatusUnprocessableEntity, "应在 2025年1月31日 前公布"},
		{"2025-02-10", "2025-02-10", "情况属实", http.StatusUnprocessableEntity, "核实说明没有内容"},
		{"2025-02-10", "2025-02-10", "机构改革，网站栏目迁移到二月才完成", http.StatusSeeOther, ""},
	} {
		o := newOffice(t)
		o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
		o.must(backoffice.Submit, backoffice.Approve)
		now, err := time.Parse(time.DateOnly, tt.now)
		must(err)
		o.now = now
		p := o.act("office", backoffice.Publish, "date", tt.date, "why", tt.why)
		if p.status != tt.status || !strings.Contains(text(p.body), tt.say) {
			t.Errorf("%v: %d %s", tt, p.status, text(p.body))
			continue
		}
		r := o.content(2024).Report
		got, _ := o.content(2024).Get("/index/published")
		if tt.status != http.StatusSeeOther {
			if !strings.Contains(p.body, `name="why"`) || !strings.Contains(p.body, tt.why) || got != "" || o.filing("jt", 2024).State != backoffice.Approved {
				t.Errorf("%v: %s is kept, or what was typed is lost\n%s", tt, got, text(p.body))
			}
			continue
		}
		if got != tt.date || tt.why != "" && (len(r.Reasons) != 1 || r.Reasons[0].Text != tt.why || r.Reasons[0].Who != "王芳") {
			t.Errorf("%v: published %s, with %v", tt, got, r.Reasons)
		}
		if f := o.filing("jt", 2024); !f.Counts.Ready() {
			t.Errorf("%v: %+v", tt, f.Counts)
		}
	}
}

// A reason holds for the figures that it was given for, and no longer.
func TestReasonLapses(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, "/overview/subsections/1/paragraphs", "本机关收到申请7件，均按期答复。")
	if p := submitted(o, c); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "/sections/overview#") {
		t.Errorf("with an open warning: %d\n%s", p.status, text(p.body))
	}
	explain(t, c, "含上级转来的7件，不计入表三的新收")
	if p := submitted(o, c); p.status != http.StatusSeeOther {
		t.Errorf("explained: %d\n%s", p.status, text(p.body))
	}
	o.must(backoffice.Return)
	set(t, c, "/overview/subsections/1/paragraphs", "本机关收到申请9件，均按期答复。")
	if p := submitted(o, c); p.status != http.StatusUnprocessableEntity {
		t.Errorf("for another figure: %d\n%s", p.status, text(p.body))
	}
	set(t, c, "/tables/disclosure/licenses", "约12")
	set(t, c, "/overview/subsections/1/paragraphs", "本机关收到申请7件，均按期答复。")
	if p := submitted(o, c); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "约12") {
		t.Errorf("with what is no figure: %d\n%s", p.status, text(p.body))
	}
	set(t, c, "/tables/disclosure/licenses", "")
	if p := submitted(o, c); p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), "要先处理的 1 处") {
		t.Errorf("with a blank: %d\n%s", p.status, text(p.body))
	}
}

// submitted saves what is written and submits it.
func submitted(o *office, c *backoffice.Content) reply {
	o.save("jt", 2024, c)
	return o.act("reviewer", backoffice.Submit)
}

// A report is corrected twice; what was published stands until the correction is published.
func TestCorrections(t *testing.T) {
	o := newOffice(t)
	o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
	o.must(backoffice.Submit, backoffice.Approve, backoffice.Publish)
	// last is the figure that next year's report is compared with.
	last := func() string {
		m := regexp.MustCompile(`data-path="` + licenses + `" data-value="([^"]*)"`).FindStringSubmatch(o.get("editor", "/reports/jt/2025/sections/disclosure").body)
		if m == nil {
			return "nothing"
		}
		return m[1]
	}
	o.now = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	published := []int{3}
	for n := 1; n <= 2; n++ {
		was, now := strconv.Itoa(10*(n-1)), strconv.Itoa(10*n)
		o.must(backoffice.Correct)
		c := o.content(2024)
		if f := o.filing("jt", 2024); f.Revision != n || f.Published != published[n-1] || c.Report.Revision != (report.Revision{Number: n, Reason: "第六部分漏报了收费情况"}) {
			t.Errorf("correction %d: %+v, %+v", n, f, c.Report.Revision)
		}
		if p := o.act("reviewer", backoffice.Submit); p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), "没有改动") {
			t.Errorf("correction %d of nothing: %d\n%s", n, p.status, text(p.body))
		}
		o.types(licenses, was, now)
		if got := last(); got != was {
			t.Errorf("correction %d is begun: next year is compared with %s, want %s", n, got, was)
		}
		o.must(backoffice.Submit, backoffice.Approve)
		if got := last(); got != was {
			t.Errorf("correction %d is approved: next year is compared with %s, want %s", n, got, was)
		}
		date := fmt.Sprintf("2026-01-%02d", n)
		if p := o.act("reviewer", backoffice.Publish, "date", date, "why", ""); p.status != http.StatusSeeOther {
			t.Fatalf("correction %d: %d\n%s", n, p.status, text(p.body))
		}
		if got := last(); got != now {
			t.Errorf("correction %d is published: next year is compared with %s, want %s", n, got, now)
		}
		f, r := o.filing("jt", 2024), o.content(2024).Report
		published = append(published, f.Published)
		if f.Published != 3+4*n || r.Revision.Date != (report.Date{Year: 2026, Month: 1, Day: n}) || r.Index.Published != (report.Date{Year: 2025, Month: 1, Day: 10}) {
			t.Errorf("correction %d: %+v, %+v, %+v", n, f, r.Revision, r.Index)
		}
		if p := o.get("office", "/reports/jt/2024"); !strings.Contains(text(p.body), "数据由 "+was+" 更正为 "+now) {
			t.Errorf("correction %d does not tell what it changed: %s", n, text(p.body))
		}
	}
	for i, n := range published {
		r, _, err := report.Decode(o.events("jt", 2024)[n-1].Report)
		if got := r.Tables.(*report.Tables2021).Disclosure.Licenses; err != nil || got != report.Count(10*i) || r.Revision.Number != i {
			t.Errorf("publication %d has %v as correction %d, %v", i, got, r.Revision.Number, err)
		}
	}
	if p := o.get("reviewer", fmt.Sprintf("/reports/jt/2024/history/%d/html", published[2])); !strings.Contains(p.body, "第二次更正") || strings.Contains(p.body, "草稿") {
		t.Errorf("%d\n%s", p.status, text(p.body))
	}
}
