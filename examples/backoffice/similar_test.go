package backoffice_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// copied is the text of a town's report, in which name and figures alone are its own.
const copied = "%s在镇门户网站、公告栏和村级微信群发布惠农补贴、宅基地审批、低保名单等信息%d条，编印办事指南送到每个村的便民点。便民服务大厅设立申请受理窗口，由司法所协助答复，接待当面咨询%[2]d人次。党政办公室逐月清理过期的公示，对历年的会议纪要编目，移交档案室。微信公众号开设“村务直播”栏目，直播村民代表会议。"

func TestSimilar(t *testing.T) {
	o := newOffice(t)
	j := o.fill(12, 11)
	var towns []backoffice.Body
	for i, name := range []string{"石桥", "柳林", "白沙", "云栖市某某局"} {
		b := backoffice.Body{ID: fmt.Sprintf("t%d", i), Agency: "青石县" + name + "镇人民政府"}
		if i == 3 {
			b.Agency = "云栖市人民政府办公室"
		}
		towns = append(towns, b)
	}
	o.add(j, towns...)
	rnd := rand.New(rand.NewPCG(2, 2))
	for i, b := range towns {
		r := figures(b.Agency, rnd)
		r.Overview = report.Section{Paragraphs: []string{fmt.Sprintf(copied, strings.TrimPrefix(b.Agency, "青石县"), 30+i)}}
		r.Problems = report.Section{Paragraphs: []string{"存在的问题：山区的村信号差，直播常常中断。"}}
		switch i {
		case 2:
			r.Overview.Paragraphs = []string{"2024年，白沙镇修了三座桥，公开了桥梁荷载。"}
		case 3:
			r.Scope, r.Overview.Paragraphs = report.ScopeJurisdiction, []string{"全年办理公文。"}
		}
		o.file(j, b, backoffice.Submitted, r)
	}
	page := o.get("office", "/board/similar").body
	prose := page[strings.Index(page, `id="prose"`):strings.Index(page, `id="figures"`)]
	if !strings.Contains(prose, "“青石县石桥镇人民政府、青石县柳林镇人民政府”的总体情况") || strings.Contains(prose, "白沙") {
		t.Errorf("%s", prose)
	}
	scope := page[strings.Index(page, `id="scope"`):strings.Index(page, `id="lawsuits"`)]
	if !strings.Contains(scope, "<strong>警告 H-d</strong> 云栖市人民政府办公室 统计范围") || !strings.Contains(scope, `href="/gongkai/reports/t3/2024"`) {
		t.Errorf("%s", scope)
	}
	o.name("云栖市人民政府办公室") // whatever sums it has
	if again := o.get("office", "/board/similar").body; !strings.Contains(again, "<strong>警告 H-d</strong> 云栖市人民政府办公室 统计范围") {
		t.Error("the report of the jurisdiction is not looked at")
	}
	m := regexp.MustCompile(`href="/gongkai(/board/similar\?[^"]+)">并排对照`).FindStringSubmatch(prose)
	if m == nil {
		t.Fatalf("no link\n%s", prose)
	}
	beside := o.get("office", html.UnescapeString(m[1]))
	for _, want := range []string{"<mark>在镇门户网站、公告栏和村级微信群发布惠农补贴、宅基地审批、低保名单等信息30条，编印办事指南", "信息31条，编印", "青石县石桥镇人民政府</a></h2>", "<p>石桥镇人民政府<mark>在镇", "100%"} {
		if !strings.Contains(beside.body, want) {
			t.Errorf("no %q\n%s", want, beside.body)
		}
	}
	if other := o.get("office", "/board/similar?a=t0&b=t2").body; strings.Contains(other, "<mark>在镇门户") || strings.Contains(other, "100%") {
		t.Errorf("%s", other)
	}
	// Not yet submitted, a report is not compared unless it is asked for.
	if p := o.get("office", "/board/similar?count=published").body; strings.Contains(p, "石桥镇人民政府、") {
		t.Errorf("%s", p)
	}
	unbegun := ""
	for _, b := range j.bodies {
		if j.filings[b.ID].Version == 0 {
			unbegun = b.ID
		}
	}
	for path, want := range map[string]int{
		"/board/similar?a=t0&b=t0": http.StatusUnprocessableEntity, "/board/similar?a=t0&b=none": http.StatusNotFound, "/board/similar?a=t0": http.StatusNotFound,
		"/board/similar?count=": http.StatusUnprocessableEntity, "/board/similar?a=t0&b=" + unbegun: http.StatusUnprocessableEntity,
	} {
		if p := o.get("office", path); p.status != want {
			t.Errorf("%s: %d, want %d", path, p.status, want)
		}
	}
	for person, want := range map[string]int{"editor": 403, "reviewer": 403, "admin": 200, "": 401} {
		for _, path := range []string{"/board/similar", "/board/similar?a=t0&b=t1"} {
			if p := o.get(person, path); p.status != want {
				t.Errorf("%s of %s: %d", path, person, p.status)
			}
		}
	}
}
