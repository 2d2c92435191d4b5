package backoffice_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

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
