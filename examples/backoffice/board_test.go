package backoffice_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// jurisdiction is what the bodies of an office have filed for 2024, as tests know it.
type jurisdiction struct {
	bodies  []backoffice.Body
	filings map[string]backoffice.Filing // by the IDs of bodies; those not begun are not there
	// reports are the latest of each body, and published those that were published last.
	reports, published map[string]*report.Report
}

// ways are the events that lead to a state.
var ways = map[backoffice.State][]backoffice.Action{
	backoffice.Submitted: {backoffice.Submit},
	backoffice.Returned:  {backoffice.Submit, backoffice.Return},
	backoffice.Approved:  {backoffice.Submit, backoffice.Approve},
	backoffice.Published: {backoffice.Submit, backoffice.Approve, backoffice.Publish},
}

// leads are the states to which events lead.
var leads = map[backoffice.Action]backoffice.State{
	backoffice.Submit: backoffice.Submitted, backoffice.Return: backoffice.Returned, backoffice.Approve: backoffice.Approved,
	backoffice.Publish: backoffice.Published, backoffice.Correct: backoffice.Draft,
}

// fill sets so many bodies, which have come as far as chance will have it.
func (o *office) fill(n int, seed uint64) *jurisdiction {
	o.t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 12))
	j := &jurisdiction{filings: map[string]backoffice.Filing{}, reports: map[string]*report.Report{}, published: map[string]*report.Report{}}
	kinds := []string{"云栖市第%d局", "云栖市第%d中心", "青石县第%d镇人民政府", "云栖市第%d县人民政府"}
	for i := range n {
		j.bodies = append(j.bodies, backoffice.Body{ID: fmt.Sprintf("b%03d", (i*37)%n), Agency: fmt.Sprintf(kinds[i%len(kinds)], i)})
	}
	j.bodies[1].Within = j.bodies[0].Agency
	was, err := o.store.Bodies(context.Background())
	if err == nil {
		err = o.store.SetBodies(context.Background(), was, j.bodies)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	for i, b := range j.bodies {
		if rnd.IntN(6) == 0 && i > 0 {
			continue
		}
		states := backoffice.States()
		o.file(j, b, states[rnd.IntN(len(states))], figures(b.Agency, rnd))
		if j.published[b.ID] != nil && rnd.IntN(4) == 0 {
			o.correct(j, b, figures(b.Agency, rnd))
		}
	}
	return j
}

// figures returns a report with figures at random that nothing is wrong with but its balance.
func figures(agency string, rnd *rand.Rand) *report.Report {
	c, err := backoffice.NewContent(agency, 2024)
	if err != nil {
		panic(err)
	}
	for cell := range report.Cells(c.Report.Tables) {
		if cell.Computed {
			continue
		}
		text := fmt.Sprint(rnd.IntN(1000))
		if cell.Kind == report.KindAmount {
			text = fmt.Sprintf("%d.%02d", rnd.IntN(1000), rnd.IntN(100))
		}
		if err := cell.Set(text); err != nil {
			panic(err)
		}
	}
	return c.Report
}

// file keeps a report of a body in a state.
func (o *office) file(j *jurisdiction, b backoffice.Body, state backoffice.State, r *report.Report) {
	f := o.keep(j, backoffice.Filing{Key: backoffice.Key{Body: b.ID, Year: r.Year}, State: backoffice.Draft}, r, "")
	for _, action := range ways[state] {
		f = o.keep(j, f, r, action)
	}
}

// correct begins the correction of a published report.
func (o *office) correct(j *jurisdiction, b backoffice.Body, r *report.Report) {
	f := j.filings[b.ID]
	f.Revision++
	r.Revision = report.Revision{Number: f.Revision, Reason: "更正"}
	o.keep(j, f, r, backoffice.Correct)
}

// keep saves a report, with an event where there is an action.
func (o *office) keep(j *jurisdiction, f backoffice.Filing, r *report.Report, action backoffice.Action) backoffice.Filing {
	o.t.Helper()
	content := backoffice.Content{Report: r}
	data, err := content.Encode()
	if err != nil {
		o.t.Fatal(err)
	}
	f.Content, f.SavedBy, f.SavedAt = data, "赵"+f.Body, o.now.Add(-time.Duration(len(j.filings))*time.Minute)
	f.Counts = backoffice.Counts{Errors: len(j.filings) % 3, Blanks: len(j.filings) % 5 / 3, Open: len(j.filings) % 2}
	var e *backoffice.Event
	if action != "" {
		text, err := report.Encode(r)
		if err != nil {
			o.t.Fatal(err)
		}
		e = &backoffice.Event{
			Key: f.Key, Revision: f.Revision, Action: action, From: f.State, To: leads[action], Report: text, Hash: backoffice.HashOf(text),
			UserID: "x", UserName: f.SavedBy, At: f.SavedAt, Why: "测试",
		}
		f.State = e.To
	}
	if f, err = o.store.Save(context.Background(), f, e); err != nil {
		o.t.Fatal(err)
	}
	j.filings[f.Body], j.reports[f.Body] = f, r
	if f.State == backoffice.Published {
		j.published[f.Body] = r
	}
	return f
}

// shown are the IDs of the bodies in the tables of a page, in their order.
func shown(page string) (ids []string) {
	for _, m := range regexp.MustCompile(`<th scope="row"><a href="/gongkai/reports/([^/"]+)/2024">`).FindAllStringSubmatch(page, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// The board shows what a plain look through the filings finds, whatever it is asked for.
func TestBoardFilters(t *testing.T) {
	o := newOffice(t)
	j := o.fill(400, 1)
	o.now = time.Date(2025, 2, 3, 9, 0, 0, 0, time.UTC) // departments and towns are late by three days
	late := func(b backoffice.Body, f backoffice.Filing) bool {
		return f.Published == 0 && b.Within == "" && !strings.HasSuffix(b.Agency, "县人民政府")
	}
	filed := func(f backoffice.Filing) bool {
		return f.Published > 0 || slices.Contains([]backoffice.State{"submitted", "approved", "published"}, f.State)
	}
	for query, want := range map[string]func(b backoffice.Body, f backoffice.Filing) bool{
		"":                func(backoffice.Body, backoffice.Filing) bool { return true },
		"state=submitted": func(_ backoffice.Body, f backoffice.Filing) bool { return f.State == backoffice.Submitted },
		"state=draft":     func(_ backoffice.Body, f backoffice.Filing) bool { return f.State == "" || f.State == backoffice.Draft },
		"find=镇人民政府": func(b backoffice.Body, _ backoffice.Filing) bool {
			return strings.HasSuffix(b.Agency, "镇人民政府")
		},
		"find=第３６（局）":    func(b backoffice.Body, _ backoffice.Filing) bool { return b.Agency == "云栖市第36局" },
		"only=errors":    func(_ backoffice.Body, f backoffice.Filing) bool { return f.Counts.Errors > 0 },
		"only=blanks":    func(_ backoffice.Body, f backoffice.Filing) bool { return f.Counts.Blanks > 0 },
		"only=open":      func(_ backoffice.Body, f backoffice.Filing) bool { return f.Counts.Open > 0 },
		"only=unbegun":   func(_ backoffice.Body, f backoffice.Filing) bool { return f.Version == 0 },
		"only=late":      late,
		"only=missing":   func(b backoffice.Body, f backoffice.Filing) bool { return !filed(f) && b.Within == "" },
		"only=corrected": func(_ backoffice.Body, f backoffice.Filing) bool { return f.Revision > 0 },
		"only=ready": func(b backoffice.Body, f backoffice.Filing) bool {
			return f.Version > 0 && !filed(f) && b.Within == "" && f.Counts.Errors+f.Counts.Blanks+f.Counts.Open == 0
		},
		"only=late&find=镇": func(b backoffice.Body, f backoffice.Filing) bool {
			return late(b, f) && strings.Contains(b.Agency, "镇")
		},
	} {
		var ids []string
		for _, b := range j.bodies {
			if want(b, j.filings[b.ID]) {
				ids = append(ids, b.ID)
			}
		}
		p := o.get("office", "/board?year=2024&"+query)
		if got := shown(p.body); p.status != http.StatusOK || len(ids) == 0 || !slices.Equal(got, ids) {
			t.Errorf("%s: %d, %d of %d: %v, want %v", query, p.status, len(got), len(ids), got, ids)
		}
	}
	if p := o.get("office", "/board?year=2022").body; !strings.Contains(p, "<option selected>2022</option>") || !strings.Contains(p, "<option>2024</option>") {
		t.Error("the year that is asked for is not chosen")
	}
	p := o.get("office", "/board").body // 2024 is due
	for _, want := range []string{"2025年1月31日 <strong class=\"late\">逾期 3 天</strong>", "<td>2025年3月31日</td>", "赵b000", "400 个机关"} {
		if !strings.Contains(p, want) {
			t.Errorf("no %q", want)
		}
	}
	states := map[backoffice.State]int{}
	for _, b := range j.bodies {
		state := j.filings[b.ID].State
		if state == "" {
			state = backoffice.Draft
		}
		states[state]++
	}
	for state, n := range states {
		if want := fmt.Sprintf(`<span class="state %s">%s</span> %d</a>`, string(state), state, n); !strings.Contains(p, want) {
			t.Errorf("no %q", want)
		}
	}
}

// The orders of the board.
func TestBoardOrders(t *testing.T) {
	o := newOffice(t)
	j := o.fill(60, 2)
	at := func(id string) int {
		return slices.IndexFunc(j.bodies, func(b backoffice.Body) bool { return b.ID == id })
	}
	state := func(id string) int { return max(0, slices.Index(backoffice.States(), j.filings[id].State)) }
	county := func(id string) int {
		if strings.HasSuffix(j.bodies[at(id)].Agency, "县人民政府") {
			return 1
		}
		return 0
	}
	for order, by := range map[string]func(id string) []int{
		"findings": func(id string) []int {
			c := j.filings[id].Counts
			return []int{-c.Errors, -c.Blanks, -c.Open, at(id)}
		},
		"state": func(id string) []int { return []int{state(id), at(id)} },
		"due":   func(id string) []int { return []int{county(id), at(id)} },
		"saved": func(id string) []int { return []int{-int(j.filings[id].SavedAt.Unix()), at(id)} },
	} {
		ids := shown(o.get("office", "/board?sort="+order).body)
		if len(ids) != 60 || !slices.IsSortedFunc(ids, func(a, b string) int { return slices.Compare(by(a), by(b)) }) {
			t.Errorf("%s: %v", order, ids)
		}
	}
}

func TestBoardRefuses(t *testing.T) {
	o := newOffice(t)
	for path, want := range map[string]int{
		"/board?only=nothing": http.StatusUnprocessableEntity, "/board?state=lost": http.StatusUnprocessableEntity,
		"/board?sort=no": http.StatusUnprocessableEntity, "/board?year=1800": http.StatusNotFound, "/board?year=x": http.StatusNotFound,
		"/board/missing?year=x": http.StatusNotFound, "/board?year=2023": http.StatusOK,
	} {
		if p := o.get("office", path); p.status != want {
			t.Errorf("%s: %d, want %d", path, p.status, want)
		}
	}
}

// Who has not filed is told in groups, with what stands against it, to be copied.
func TestMissing(t *testing.T) {
	o := newOffice(t)
	j := o.fill(120, 3)
	o.now = time.Date(2025, 2, 1, 0, 10, 0, 0, time.UTC)
	text := o.get("office", "/board/missing.txt")
	if got := text.header.Get("Content-Type"); got != "text/plain; charset=utf-8" || !strings.Contains(text.header.Get("Content-Disposition"), "filename*=UTF-8''2024"+url.PathEscape("年未报送名单")+".txt") {
		t.Errorf("%s, %s", got, text.header.Get("Content-Disposition"))
	}
	groups := map[string][]string{}
	missing := 0
	for _, b := range j.bodies {
		f := j.filings[b.ID]
		group := ""
		switch {
		case b.Within != "" || f.Published > 0:
			continue
		case f.Version == 0:
			group = "未开始"
		case f.State == backoffice.Returned:
			group = "已退回，尚未重新报送"
		case f.State == backoffice.Draft:
			group = "填报中"
		default:
			continue
		}
		missing++
		line := b.Agency + "，应在2025年1月31日前公布，已逾期 1 天"
		if strings.HasSuffix(b.Agency, "县人民政府") {
			line = b.Agency + "，应在2025年3月31日前公布"
		}
		var against []string
		for what, of := range map[string]int{"1 处错误": f.Counts.Errors, "2 格未填": f.Counts.Blanks, "3 条警告待说明": f.Counts.Open} {
			if of > 0 {
				against = append(against, fmt.Sprintf("%s%d%s", what[:1], of, what[1:]))
			}
		}
		slices.Sort(against)
		for i := range against {
			against[i] = against[i][1:]
		}
		switch {
		case len(against) > 0:
			line += "；" + strings.Join(against, "，")
		case f.State == backoffice.Returned:
			line += "；核对没有问题，请按退回的原因修改后重新报送"
		case f.Version > 0:
			line += "；没有问题，可以报送"
		}
		groups[group] = append(groups[group], fmt.Sprintf("%d. %s", len(groups[group])+1, line))
	}
	want := fmt.Sprintf("2024年政府信息公开工作年度报告未报送名单\n截至 2025-02-01 00:10，应报 119 个机关，未报送 %d 个。\n", missing)
	for _, name := range []string{"未开始", "已退回，尚未重新报送", "填报中"} {
		if len(groups[name]) == 0 {
			t.Fatalf("nobody is %s", name)
		}
		want += fmt.Sprintf("\n%s（%d 个）\n%s\n", name, len(groups[name]), strings.Join(groups[name], "\n"))
	}
	want += "\n数据计入其他机关的报告，不另报送：" + j.bodies[1].Agency + "\n"
	if text.body != want {
		t.Errorf("got\n%s\nwant\n%s", text.body, want)
	}
	page := o.get("office", "/board/missing")
	if !strings.Contains(page.body, "readonly>"+want+"</textarea>") || len(shown(page.body)) != missing {
		t.Errorf("%d\n%s", page.status, page.body)
	}
}

func TestBoardRoles(t *testing.T) {
	o := newOffice(t)
	for _, path := range []string{"/board", "/board/missing", "/board/missing.txt"} {
		for person, want := range map[string]int{"editor": 403, "reviewer": 403, "office": 200, "admin": 200, "": 401} {
			if p := o.get(person, path); p.status != want {
				t.Errorf("%s of %s: %d, want %d", path, person, p.status, want)
			}
		}
	}
}

// many is a form that does an action to bodies as their filings stand.
func (o *office) many(action backoffice.Action, ids ...string) url.Values {
	form := url.Values{"action": {string(action)}, "body": ids}
	for _, id := range ids {
		form.Set("version:"+id, strconv.FormatInt(o.filing(id, 2024).Version, 10))
	}
	return form
}

// picked is how many bodies are chosen on a board.
func picked(page string) int {
	return len(regexp.MustCompile(`name="body"[^>]* checked>`).FindAllString(page, -1))
}

// What is done to many is done to each alone: what cannot be done to one is told, and
// nothing of it is done.
func TestBoardMany(t *testing.T) {
	o := newOffice(t)
	j := &jurisdiction{filings: map[string]backoffice.Filing{}, reports: map[string]*report.Report{}, published: map[string]*report.Report{}}
	for i := range 12 {
		j.bodies = append(j.bodies, backoffice.Body{ID: fmt.Sprintf("m%02d", i), Agency: fmt.Sprintf("云栖市第%d局", i+1)})
	}
	was, _ := o.store.Bodies(context.Background())
	if err := o.store.SetBodies(context.Background(), was, j.bodies); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i, b := range j.bodies {
		ids = append(ids, b.ID)
		r := ready(t, b.Agency, 2024).Report
		switch i {
		case 3: // a figure is missing
			r.Tables.(*report.Tables2021).Disclosure.Licenses = report.Blank
		case 4: // not submitted
			o.file(j, b, backoffice.Draft, r)
			continue
		}
		o.file(j, b, backoffice.Submitted, r)
	}
	page := o.get("office", "/board?all=1").body
	if n := strings.Count(page, `name="body"`); n != 11 || picked(page) != n {
		t.Errorf("%d boxes\n%s", n, page)
	}
	form := o.many(backoffice.Approve, append(ids[:10:10], "gone")...)
	form.Set("version:m05", "1")                                                 // saved since
	form.Del("version:m06")                                                      // a page that is not whole
	o.keep(j, j.filings["m07"], j.reports["m07"], "")                            // by another, just now
	form.Set("version:m08", " ")                                                 //
	for _, person := range []string{"editor", "reviewer", "stranger", "admin"} { // and nothing is done
		if p := o.post(person, "/board?year=2024", form); p.status != http.StatusForbidden {
			t.Errorf("%s: %d", person, p.status)
		}
	}
	p := o.post("office", "/board?year=2024&find=局", form)
	done := []string{"m00", "m01", "m02", "m09"}
	for i, id := range ids {
		f := o.filing(id, 2024)
		want, events := backoffice.Submitted, 1
		switch {
		case slices.Contains(done, id):
			want, events = backoffice.Approved, 2
		case id == "m04":
			want, events = backoffice.Draft, 0
		}
		all, err := o.store.Events(context.Background(), f.Key)
		if f.State != want || len(all) != events || err != nil {
			t.Errorf("%s is %s with %d events, want %s with %d", id, f.State, len(all), want, events)
		}
		if slices.Contains(done, id) && all[1].UserName != "王芳" {
			t.Errorf("%s was approved by %s", id, all[1].UserName)
		}
		told := regexp.MustCompile(fmt.Sprintf(`reports/%s/2024">%s</a>(.*)`, id, j.bodies[i].Agency)).FindStringSubmatch(p.body)
		because := map[string]string{"m03": "还有 1 处要先处理", "m04": "报告现在是“填报”，不能通过", "m05": "报告有了改动", "m06": "页面不完整", "m07": "报告有了改动", "m08": "页面不完整"}[id]
		if i >= 10 != (told == nil) || told != nil && (because == "") != (told[1] == "</li>") || told != nil && id != "m03" && strings.Contains(told[1], "finding") || told != nil && !strings.Contains(told[1], because) {
			t.Errorf("%s: told %q, want %q", id, told, because)
		}
	}
	for _, want := range []string{"6 份没有通过", "4 份已通过", "另有 1 个机关已不在名单中", "表二 行政许可：未填；没有发生的填 0", `href="/gongkai/board?find=%E5%B1%80&amp;year=2024"`} {
		if !strings.Contains(p.body, want) {
			t.Errorf("no %q\n%s", want, p.body)
		}
	}
	// Pressed twice, nothing is done twice.
	if o.post("office", "/board?year=2024", form); o.filing("m00", 2024).State != backoffice.Approved {
		t.Error("approved twice")
	}
	if all, _ := o.store.Events(context.Background(), backoffice.Key{Body: "m00", Year: 2024}); len(all) != 2 {
		t.Errorf("%d events", len(all))
	}
	// What is not whole is asked for, with what was chosen and typed.
	for _, x := range []struct {
		form url.Values
		want string
	}{
		{o.many(backoffice.Return, "m00", "m01"), "没有写退回的原因"},
		{o.many(backoffice.Approve), "没有选择任何机关"},
		{o.many(backoffice.Publish, "m00", "m01"), "没有填写公布日期"},
		{o.many(backoffice.Publish, "m00"), "“昨天”不是日期"},
	} {
		if x.want == "“昨天”不是日期" {
			x.form.Set("date", "昨天")
			x.form.Set("why", "因系统故障")
		}
		p := o.post("office", "/board?year=2024", x.form)
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, x.want) || picked(p.body) != len(x.form["body"]) || !strings.Contains(p.body, ">"+x.form.Get("why")+"</textarea>") {
			t.Errorf("%s: %d\n%s", x.want, p.status, p.body)
		}
	}
	form = o.many(backoffice.Return, "m00", "m10")
	form.Set("why", "请补充联系方式")
	o.post("office", "/board", form)
	form = o.many(backoffice.Publish, "m01", "m02")
	form.Set("date", "2025-01-10")
	o.post("office", "/board", form)
	for id, want := range map[string]backoffice.State{"m00": backoffice.Returned, "m10": backoffice.Returned, "m01": backoffice.Published, "m02": backoffice.Published} {
		if f := o.filing(id, 2024); f.State != want {
			t.Errorf("%s is %s, want %s", id, f.State, want)
		}
	}
	if form.Set("action", "submit"); o.post("office", "/board", form).status != http.StatusForbidden {
		t.Error("the office submitted")
	}
}
