//go:build conformance

package backoffice_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// In a browser a report is submitted, returned with a reason, submitted again, published and
// corrected; and nothing is wrong with any page on the way.
func TestStatesInBrowser(t *testing.T) {
	o := newOffice(t)
	c := ready(t, "云栖市交通运输局", 2024)
	set(t, c, "/overview/subsections/1/paragraphs", "本机关收到申请7件，均按期答复。")
	explain(t, c, "含上级转来的7件，不计入表三的新收")
	o.save("jt", 2024, c)

	b := o.open("stranger", "/reports/sl/2024/actions/submit")
	b.look("submit-blank")
	// act takes an action as a person who comes from the page of the report.
	act := func(person string, action backoffice.Action, name string, fill ...string) {
		t.Helper()
		b.signIn(person)
		b.visit("/reports/jt/2024")
		b.tabTo("document.activeElement.textContent === " + quote(action.String()))
		b.keys("\r")
		b.until("location.pathname.endsWith('/actions/" + string(action) + "')")
		b.look(name)
		for _, script := range fill {
			eval[bool](b, script+", true")
		}
		b.tabTo("document.activeElement.matches('form button.primary')")
		b.keys("\r")
		b.until("!location.pathname.includes('/actions/') && document.readyState === 'complete'")
	}
	const why = "document.getElementById('why').value = '第六部分漏报了收费情况'"
	act("reviewer", backoffice.Submit, "submit")

	b.signIn("office")
	b.visit("/reports/jt/2024/actions/return")
	eval[bool](b, "document.querySelector('form').noValidate = true")
	b.press("退回")
	if got := eval[string](b, "document.activeElement.textContent"); !strings.Contains(got, "没有写退回的原因") {
		t.Errorf("the refusal does not have the focus: %q", got)
	}
	b.look("return-refused")
	act("office", backoffice.Return, "return", why, "document.querySelector('[name=matter]').click()")
	b.signIn("editor")
	b.visit("/reports/jt/2024")
	if got := b.text("main"); !strings.Contains(got, "第六部分漏报了收费情况") || !strings.Contains(got, "指出要改的 1 处") {
		t.Errorf("the body is not told why: %s", got)
	}
	b.look("returned")
	o.types(licenses, "0", "约12")
	b.visit("/reports/jt/2024/history/1")
	b.press("恢复到报送时的内容")

	act("reviewer", backoffice.Submit, "submit-again")
	act("office", backoffice.Approve, "approve")
	act("reviewer", backoffice.Publish, "publish")
	act("reviewer", backoffice.Correct, "correct", why)
	if f := o.filing("jt", 2024); f.State != backoffice.Draft || f.Revision != 1 {
		t.Errorf("it is %s, correction %d", f.State, f.Revision)
	}
	for name, path := range map[string]string{"history": "/history", "event-returned": "/history/2", "event-restored": "/history/3", "event-published": "/history/6?with=now"} {
		b.visit("/reports/jt/2024" + path)
		b.look(name)
	}
	b.signIn("admin")
	b.visit("/admin/bodies")
	b.look("bodies")
	eval[bool](b, `document.getElementById('list').value = '机关全称,曾用名\n云栖市交通局,云栖市交通运输局\n青石县人民政府,\n云栖市档案馆,', true`)
	b.press("读入并核对")
	b.look("bodies-compared")
	b.press("更换名单")
	if got := b.text("main"); !strings.Contains(got, "名单已更换") || len(o.bodies()) != 3 || o.bodies()[0].ID != "jt" {
		t.Errorf("%v: %s", o.bodies(), got)
	}
	b.visit("/admin/settings")
	eval[bool](b, `document.getElementById('checker').value = '{"rules": {"N-e": "of"}}', true`)
	b.press("保存")
	b.look("settings-refused")
	eval[bool](b, `document.getElementById('checker').value = '{"rules": {"N-e": "off"}}', true`)
	b.press("保存")
	b.look("settings")
}
