package backoffice_test

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// draft saves what is written of the report of "jt", as another person does.
func (o *office) draft(year int, change func(*backoffice.Content)) {
	o.t.Helper()
	f, err := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: year})
	must(err)
	c, err := backoffice.NewContent("云栖市交通运输局", year)
	if f.Content != nil {
		c, err = backoffice.DecodeContent(f.Content)
	}
	must(err)
	change(c)
	f.Content, err = c.Encode()
	must(err)
	f.SavedBy = "吴强"
	_, err = o.store.Save(context.Background(), f, nil)
	must(err)
}

// event returns an event of the report of "jt".
func (o *office) event(year, number int) backoffice.Event {
	o.t.Helper()
	e, err := o.store.Event(context.Background(), backoffice.Key{Body: "jt", Year: year}, number)
	must(err)
	return e
}

// encoded is a report as its JSON.
func encoded(r *report.Report) []byte {
	data, err := report.Encode(r)
	must(err)
	return data
}

// says fails where a page does not say something.
func (p reply) says(t *testing.T, code int, all ...string) {
	t.Helper()
	said := text(p.body)
	for _, s := range all {
		if !strings.Contains(said, s) {
			t.Errorf("does not say %q:\n%.2000s", s, said)
		}
	}
	if p.status != code {
		t.Errorf("status %d\n%.2000s", p.status, said)
	}
}

// tablesOf is a page that has the tables of a report alone.
func tablesOf(r *report.Report) []byte {
	var b bytes.Buffer
	must(render.Write(&b, render.HTML, r))
	tables := regexp.MustCompile(`(?s)<table.*?</table>`).FindAll(b.Bytes(), -1)
	return append([]byte("<!DOCTYPE html><meta charset=utf-8><body>"), bytes.Join(tables[len(tables)-3:], []byte("\n"))...)
}

// A file that has tables alone fills tables alone, and says that it names nobody.
func TestUploadTablesAlone(t *testing.T) {
	o, want := newOffice(t), filledReport(2024)
	o.draft(2024, func(c *backoffice.Content) {
		must(c.Set("/problems/paragraphs", "解读少。"))
		must(c.Set("/index/number", "K-1"))
		must(c.Set("/tables/disclosure/licenses", "77"))
		c.Report.Reasons = []report.Reason{{Code: "T3-x", Path: "/tables", Text: "上年有大额案件", Who: "周敏"}}
	})
	data := tablesOf(want)
	p := o.upload("editor", uploadPath, part{"file", "三张表.htm", data})
	p.says(t, http.StatusOK, "看不出是哪个机关、哪一年的；按“云栖市交通运输局”2024 年度读入，只填表格", "表二 行政许可", "77", "文字 没有", "待说明")
	if strings.Contains(text(p.body), "解读少") {
		t.Error("text would change")
	}
	if f, err := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: 2024}); err != nil || f.Version != 1 {
		t.Errorf("version %d: what was read is kept before it is applied", f.Version)
	}
	o.apply("editor", p)
	got := o.content(2024).Report
	sameFigures(t, got, want)
	if len(got.Reasons) != 1 || got.Index.Number != "K-1" || got.Problems.Paragraphs[0] != "解读少。" {
		t.Errorf("%+v", got)
	}
	e := o.event(2024, 1)
	before, _, err := report.Decode(e.Report)
	must(err)
	if e.Action != backoffice.Import || e.UserName != "周敏" || e.From != backoffice.Draft || e.To != backoffice.Draft || len(e.Findings) == 0 {
		t.Errorf("%+v", e)
	}
	for c := range report.Cells(before.Tables) {
		if c.Path == "/tables/disclosure/licenses" && c.String() != "77" {
			t.Errorf("the history has %s", c.String())
		}
	}
}

// A file of another body or another year is shown beside this one, and taken only when
// somebody says so; what it says of itself is never taken.
func TestUploadStranger(t *testing.T) {
	other := filledReport(2023)
	other.Title = "云栖市交通运输局2023年年报"
	stranger := filledReport(2024)
	stranger.Agency, stranger.Issuer = "云栖市水利局", "云栖市水利局"
	for name, r := range map[string]*report.Report{"云栖市交通运输局，2023 年度": other, "云栖市水利局，2024 年度": stranger} {
		o := newOffice(t)
		p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
		p.says(t, http.StatusOK, "文件写的不是这份报告", name, "云栖市交通运输局，2024 年度", "标题、署名、日期和目录信息不用")
		o.apply("editor", p).says(t, http.StatusUnprocessableEntity, "还没有导入", name)
		if f, _ := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: 2024}); f.Version != 0 {
			t.Errorf("%s: taken without being asked", name)
		}
		if q := o.apply("editor", p, part{"confirm", "", []byte("1")}); q.status != http.StatusSeeOther {
			t.Errorf("%d\n%s", q.status, text(q.body))
		}
		got := o.content(2024).Report
		sameFigures(t, got, r)
		if got.Agency != "云栖市交通运输局" || got.Year != 2024 || got.Title != "" || got.Issuer != "云栖市交通运输局" || got.Date != (report.Date{}) {
			t.Errorf("%s: %s %d %s %s %s", name, got.Agency, got.Year, got.Title, got.Issuer, got.Date)
		}
	}
}

// A file that does not say whose it is is taken for that of the body, which is told.
func TestUploadNameless(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	r.Agency, r.Issuer = "", ""
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
	p.says(t, http.StatusOK, "文件没有写是哪个机关的；按“云栖市交通运输局”读入")
	o.apply("editor", p)
	sameFigures(t, o.content(2024).Report, r)
}

// A body is known by its former name, which is told.
func TestUploadFormerName(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	bodies, err := o.store.Bodies(context.Background())
	must(err)
	now := append([]backoffice.Body{{ID: "jt", Agency: "云栖市交通运输局", Former: "云栖市交通局、云栖市公路局"}}, bodies[1:]...)
	must(o.store.SetBodies(context.Background(), bodies, now))
	r.Agency = "云栖市公路局"
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
	p.says(t, http.StatusOK, "文件写的是曾用名“云栖市公路局”；机关名称仍为“云栖市交通运输局”")
	o.apply("editor", p)
	if got := o.content(2024).Report; got.Agency != "云栖市交通运输局" {
		t.Error(got.Agency)
	}
}

// The report of the year before, where there is none, is kept as that of its year.
func TestUploadLastYear(t *testing.T) {
	for year, file := range map[int]int{2024: 2023, 2021: 2020} { // of one form, and of two
		o, r := newOffice(t), filledReport(file)
		of := strings.Replace(uploadPath, "2024", map[int]string{2024: "2024", 2021: "2021"}[year], 1)
		o.get("editor", of).says(t, http.StatusOK, "还没有 "+r.FullTitle()[len(r.Agency):][:4]+" 年度的报告")
		p := o.upload("editor", of, part{"file", "a.json", encoded(r)})
		saves := regexp.MustCompile(`(?s)<form.*?</form>`).FindString(p.body[strings.Index(p.body, "文件写的不是这份报告"):])
		q := o.apply("editor", reply{status: p.status, body: saves})
		o.get("editor", strings.TrimPrefix(q.location, "/gongkai")).says(t, http.StatusOK, "已经导入“a.json”")
		sameFigures(t, o.content(file).Report, r)
		for _, y := range []int{file, year} {
			f, err := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: y})
			must(err)
			if f.State != backoffice.Draft || (f.Version > 0) != (y == file) {
				t.Errorf("%d: %s, version %d", y, f.State, f.Version)
			}
		}
		if p := o.upload("editor", of, part{"file", "a.json", encoded(r)}); strings.Contains(p.body, "存为") {
			t.Error("it would be kept again")
		}
	}
}

// Tables of another form have no place.
func TestUploadForm(t *testing.T) {
	o := newOffice(t)
	o.upload("editor", uploadPath, part{"file", "a.json", encoded(filledReport(2020))}).
		says(t, http.StatusUnprocessableEntity, "表是 2019 年的格式，这一年度应为 2021 年的格式")
}

// What the file has not stays, or goes where the person says so.
func TestUploadRest(t *testing.T) {
	r := filledReport(2024)
	for c := range report.Cells(r.Tables) {
		if c.Path == "/tables/disclosure/licenses" {
			must(c.Set(""))
		}
	}
	r.Problems, r.Issuer = report.Section{}, ""
	r.Overview.Subsections = r.Overview.Subsections[:4]
	for _, rest := range []string{"", "keep", "clear"} {
		o := newOffice(t)
		o.draft(2024, func(c *backoffice.Content) {
			must(c.Set("/tables/disclosure/licenses", "77"))
			must(c.Set("/tables/disclosure/penalties", "88"))
			must(c.Set("/problems/paragraphs", "解读少。"))
			must(c.Set("/other/paragraphs", "别的。"))
			must(c.Set("/overview/subsections/4/paragraphs", "监督到位。"))
			must(c.Set("/index/number", "K-1"))
		})
		p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
		p.says(t, http.StatusOK, "这份报告有、文件没有的 ", "表二 行政许可 77 空白", "解读少。 没有", "监督到位。 没有", "表二 行政处罚 88 ")
		if p = o.apply("editor", p, part{"rest", "", []byte(rest)}); p.status != http.StatusSeeOther {
			t.Fatal(text(p.body))
		}
		c := o.content(2024)
		var got []string
		for _, path := range []string{"/tables/disclosure/licenses", "/problems/paragraphs", "/overview/subsections/4/paragraphs", "/issuer"} {
			value, _ := c.Get(path)
			got = append(got, value)
		}
		want := "77|解读少。|监督到位。|云栖市交通运输局"
		if rest == "clear" {
			want = "|||"
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %s", rest, s)
		}
		if value, _ := c.Get("/index/number"); value != "K-1" {
			t.Errorf("%q: the entry in the catalogue, which no file but JSON has, is %q", rest, value)
		}
		if value, _ := c.Get("/other/paragraphs"); value != "本年度没有收取信息处理费。" {
			t.Error(value)
		}
	}
}

// Where another person saves between reading and applying, nothing is applied, and the page
// compares anew.
func TestUploadConflict(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	r.Problems = report.Section{}
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
	o.draft(2024, func(c *backoffice.Content) { must(c.Set("/problems/paragraphs", "解读少。")) })
	p = o.apply("editor", p)
	p.says(t, http.StatusConflict, "还没有导入", "吴强于 ", "解读少。")
	if c := o.content(2024); c.Report.Other.Paragraphs != nil {
		t.Error("it was applied all the same")
	}
	if p = o.apply("editor", p); p.status != http.StatusSeeOther {
		t.Fatal(text(p.body))
	}
	c := o.content(2024).Report
	sameFigures(t, c, r)
	if len(c.Problems.Paragraphs) != 1 {
		t.Error("what the other person wrote is lost")
	}
}

// A button that is pressed twice imports once; another person's import is not one's own, and another file not the same.
func TestUploadTwice(t *testing.T) {
	o, other := newOffice(t), filledReport(2024)
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(other)})
	other.Problems.Paragraphs = []string{"解读少。"}
	second := o.upload("editor", uploadPath, part{"file", "a.json", encoded(other)})
	for range 3 {
		if q := o.apply("editor", p); q.status != http.StatusSeeOther || !strings.HasSuffix(q.location, "/upload?done=1") {
			t.Fatalf("%d %s\n%s", q.status, q.location, text(q.body))
		}
	}
	o.apply("reviewer", p).says(t, http.StatusConflict, "还没有导入", "与现在的报告相同")
	o.apply("editor", second).says(t, http.StatusConflict, "还没有导入", "解读少。")
	if n := len(o.events("jt", 2024)); n != 1 {
		t.Errorf("%d events", n)
	}
}

// What was told of a file is no finding of the report that its event keeps, and the page that says so brought it back.
func TestUploadTold(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	r.Agency, r.Issuer = "", ""
	o.imported("editor", uploadPath, part{"file", "a.json", encoded(r)})
	told := o.event(2024, 1).Findings[0].Message()
	if p := o.get("office", "/reports/jt/2024/files/review.html?event=1"); p.status != http.StatusOK || strings.Contains(p.body, told) {
		t.Errorf("%d: the review copy has %q\n%.1000s", p.status, told, text(p.body))
	}
	o.get("office", "/reports/jt/2024/history/1").says(t, http.StatusOK, "读入时的假定（由导入的页面带回）", told)
}

// The page that tells of an import has the way back.
func TestUploadUndone(t *testing.T) {
	o := newOffice(t)
	o.draft(2024, func(c *backoffice.Content) {
		must(c.Set("/tables/disclosure/licenses", "约七十件"))
		must(c.Set("/problems/paragraphs", "解读少。"))
	})
	before := o.content(2024)
	p := o.imported("editor", uploadPath, part{"file", "a.json", encoded(filledReport(2024))})
	back := regexp.MustCompile(`<form method="post" action="/gongkai([^"]*/restore)">`).FindStringSubmatch(p.body)
	if back == nil {
		t.Fatal(text(p.body))
	}
	if p := o.post("editor", back[1], nil); p.status != http.StatusSeeOther {
		t.Fatal(p.status, text(p.body))
	}
	after := o.content(2024)
	if got := encoded(after.Report); !bytes.Equal(got, encoded(before.Report)) || !maps.Equal(after.Unread, before.Unread) {
		t.Errorf("%s\n%v", got, after.Unread)
	}
}

// What was typed and cannot be read gives way to a figure, and stays in the history.
func TestUploadTyped(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	o.draft(2024, func(c *backoffice.Content) { must(c.Set("/tables/disclosure/licenses", "约七十件")) })
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
	p.says(t, http.StatusOK, "原来填的“约七十件”认不出，换成文件里的")
	o.apply("editor", p)
	if got := o.event(2024, 1).Unread["/tables/disclosure/licenses"]; got != "约七十件" || len(o.content(2024).Unread) != 0 {
		t.Errorf("%q, %v", got, o.content(2024).Unread)
	}
}

// Which correction a report is, a file does not say; whose reason it has, it does not either.
func TestUploadRevisionAndReasons(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	r.Revision = report.Revision{Number: 2, Reason: "数错了"}
	r.Reasons = []report.Reason{{Code: "T3-x", Path: "/tables", Text: "上年有大额案件", Who: "王芳"}}
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
	p.says(t, http.StatusOK, "文件是第 2 次更正，这份报告是第 0 次", "“王芳”写的核实说明")
	o.apply("editor", p)
	got := o.content(2024).Report
	if got.Revision != (report.Revision{}) || len(got.Reasons) != 1 || got.Reasons[0].Who != "王芳（周敏导入）" {
		t.Errorf("%+v %+v", got.Revision, got.Reasons)
	}
	// The same again is nothing new.
	p = o.upload("editor", uploadPath, part{"file", "a.json", encoded(got)})
	p.says(t, http.StatusOK, "与现在的报告相同，没有要改的")
}

// A report that is locked takes nothing in, and nobody but its writers is asked.
func TestUploadLocked(t *testing.T) {
	o, r := newOffice(t), filledReport(2024)
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)})
	o.draft(2024, func(*backoffice.Content) {})
	f, err := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: 2024})
	must(err)
	f.State = backoffice.Submitted
	_, err = o.store.Save(context.Background(), f, nil)
	must(err)
	o.apply("editor", p).says(t, http.StatusConflict, "不能修改")
	o.get("editor", uploadPath).says(t, http.StatusConflict, "不能修改")
	o.upload("editor", uploadPath, part{"file", "a.json", encoded(r)}).says(t, http.StatusConflict, "不能修改")
	for _, who := range []string{"office", "admin", "stranger"} {
		o.upload(who, uploadPath, part{"file", "a.json", encoded(r)}).says(t, http.StatusForbidden)
		o.upload(who, uploadPath+"/apply").says(t, http.StatusForbidden)
	}
}

// What a page brings back is read as strictly as a file.
func TestUploadTampered(t *testing.T) {
	o := newOffice(t)
	p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(filledReport(2024))})
	for name, read := range map[string]string{
		"nothing": "", "no object": "[]", "another field": `{"name":"a","reach":"report","report":{},"findings":[],"state":"published"}`,
		"another reach": `{"reach":"all","report":{"agency":"云栖市交通运输局","year":2024}}`, "more": `{"reach":"report","report":{"agency":"云栖市交通运输局","year":2024}}{}`,
		"no report": `{"reach":"report"}`, "a figure": `{"reach":"report","report":{"agency":"云栖市交通运输局","year":2024,"tables":{"disclosure":{"licenses":-3}}}}`,
	} {
		q := o.upload("editor", uploadPath+"/apply", part{"version", "", []byte("0")}, part{"read", "", []byte(read)})
		if q.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", name, q.status, text(q.body))
		}
	}
	o.upload("editor", uploadPath+"/apply", part{"read", "", encoded(filledReport(2024))}).says(t, http.StatusUnprocessableEntity)
	o.apply("editor", reply{status: p.status, body: strings.Replace(p.body, `name="version" value="0"`, `name="version" value="7"`, 1)}).says(t, http.StatusConflict)
	if f, _ := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: 2024}); f.Version != 0 {
		t.Error("something was kept")
	}
}
