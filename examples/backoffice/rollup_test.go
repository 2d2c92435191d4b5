package backoffice_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"math/big"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

const city = "云栖市人民政府"

// name sets the name of the jurisdiction.
func (o *office) name(name string) {
	o.t.Helper()
	was, err := o.store.Settings(context.Background())
	if err == nil {
		is := was
		is.Name = name
		err = o.store.SetSettings(context.Background(), was, is)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// add puts bodies behind those that there are.
func (o *office) add(j *jurisdiction, bodies ...backoffice.Body) {
	o.t.Helper()
	was, err := o.store.Bodies(context.Background())
	if err == nil {
		j.bodies = append(slices.Clone(was), bodies...)
		err = o.store.SetBodies(context.Background(), was, j.bodies)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// figuresOf returns the figures of the JSON of a report by their pointers.
func figuresOf(t testing.TB, data []byte) map[string]*big.Rat {
	t.Helper()
	var whole map[string]any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&whole); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	figures := map[string]*big.Rat{}
	var walk func(at string, v any)
	walk = func(at string, v any) {
		if of, ok := v.(map[string]any); ok {
			for key, x := range of {
				walk(at+"/"+key, x)
			}
		} else if x, ok := new(big.Rat).SetString(fmt.Sprint(v)); ok {
			figures[at] = x
		}
	}
	walk("/tables", whole["tables"])
	return figures
}

// sumsOf adds up reports without the roll-up, by their JSON.
func sumsOf(t testing.TB, reports []*report.Report) map[string]*big.Rat {
	t.Helper()
	sums := map[string]*big.Rat{}
	for _, r := range reports {
		data, err := report.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		for path, x := range figuresOf(t, data) {
			if sums[path] == nil {
				sums[path] = new(big.Rat)
			}
			sums[path].Add(sums[path], x)
		}
	}
	return sums
}

func sameSums(t testing.TB, got, want map[string]*big.Rat) {
	t.Helper()
	if len(want) < 100 || !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
		t.Errorf("%d figures, want %d", len(got), len(want))
		return
	}
	for path, x := range want {
		if got[path].Cmp(x) != 0 {
			t.Errorf("%s is %s, want %s", path, got[path].FloatString(2), x.FloatString(2))
		}
	}
}

// joint are the figures that do not add up.
func joint(tables report.Tables) (paths []string) {
	for c := range report.Cells(tables) {
		if c.Joint {
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// The sums are those of the JSON of the reports that count; one that is being corrected counts
// as it was published.
func TestRollupSums(t *testing.T) {
	o := newOffice(t)
	j := o.fill(400, 4)
	o.name(city)
	for query, states := range map[string][]backoffice.State{
		"":                        {backoffice.Approved, backoffice.Published},
		"&count=&count=published": {backoffice.Published},
		"&count=draft&count=submitted&count=returned&count=approved&count=published": backoffice.States(),
		"&count=submitted&count=returned":                                            {backoffice.Submitted, backoffice.Returned},
	} {
		var reports []*report.Report
		in := 0
		for _, b := range j.bodies {
			f, r := j.filings[b.ID], j.reports[b.ID]
			state := f.State
			if f.Published > 0 {
				state, r = backoffice.Published, j.published[b.ID]
			}
			if r == nil || !slices.Contains(states, state) {
				continue
			}
			in++
			reports = append(reports, r)
		}
		left := 0
		if i := slices.IndexFunc(reports, func(r *report.Report) bool { return r.Agency == j.bodies[1].Agency }); i >= 0 {
			if slices.ContainsFunc(reports, func(r *report.Report) bool { return r.Agency == j.bodies[0].Agency }) {
				reports, left = slices.Delete(reports, i, i+1), 1 // 数据计入
			}
		}
		p := o.get("office", "/board/rollup/report.json?year=2024"+query)
		want := sumsOf(t, reports)
		for _, path := range joint(report.NewTables(report.Edition2021)) {
			delete(want, path)
		}
		sameSums(t, figuresOf(t, []byte(p.body)), want)
		page := o.get("office", "/board/rollup?year=2024"+query).body
		if want := fmt.Sprintf("计入 <strong>%d</strong> 份报告，未计入 %d 份；另有 %d 个机关", in-left, left, 400-in); !strings.Contains(page, want) {
			t.Errorf("%s: no %q", query, want)
		}
		for path, x := range want {
			if n := x.RatString(); x.IsInt() && !strings.Contains(page, `of=`+url.QueryEscape(path)) || x.IsInt() && !strings.Contains(page, ">"+n+"</a>") {
				t.Errorf("%s: %s is not shown as %s", query, path, n)
			}
		}
	}
}

// Every total leads to the bodies whose figures it is, and these come to it.
func TestRollupParts(t *testing.T) {
	o := newOffice(t)
	j := o.fill(120, 5)
	o.name(city)
	blank := j.bodies[slices.IndexFunc(j.bodies, func(b backoffice.Body) bool {
		return b.Within == "" && j.filings[b.ID].State == backoffice.Approved
	})]
	const path = "/tables/applications/received/naturalPersons"
	r := j.reports[blank.ID]
	r.Tables.(*report.Tables2021).Applications.Received.NaturalPersons = report.Blank
	o.keep(j, j.filings[blank.ID], r, "")
	page := o.get("office", "/board/rollup").body
	links := regexp.MustCompile(`href="/gongkai(/board/rollup\?[^"#]*of=[^"#]*)#of">([^<]*)</a>`).FindAllStringSubmatch(page, -1)
	if len(links) < 150 {
		t.Fatalf("%d links", len(links))
	}
	for i := 0; i < len(links); i += 13 {
		part := o.get("office", html.UnescapeString(links[i][1])).body
		if links[i][2] == "—" {
			if !strings.Contains(part, "几个机关联合制发的会重复") {
				t.Errorf("%s: why there is no sum", links[i][1])
			}
			continue
		}
		sum := new(big.Rat)
		for _, m := range regexp.MustCompile(`<th scope="row"><a href="/gongkai/reports/(\w+)/2024">[^<]*</a></th><td class="number">([\d.]+)</td>`).FindAllStringSubmatch(part, -1) {
			x, _ := new(big.Rat).SetString(m[2])
			sum.Add(sum, x)
		}
		if want, _ := new(big.Rat).SetString(links[i][2]); sum.Cmp(want) != 0 {
			t.Errorf("%s: %s of %s", links[i][1], sum, want)
		}
	}
	part := o.get("office", "/board/rollup?of="+path).body
	if !strings.Contains(part, "没有填的 1 个机关：<a href=\"/gongkai/reports/"+blank.ID+"/2024\">"+blank.Agency+"</a>") {
		t.Errorf("no blank\n%s", part)
	}
	total := o.get("office", "/board/rollup?of=/tables/applications/received/total").body
	if !strings.Contains(total, "由以下各格相加") || !strings.Contains(total, url.QueryEscape(path)) {
		t.Error("a total does not lead to its cells")
	}
	if p := o.get("office", "/board/rollup?of=/tables/nothing"); p.status != http.StatusUnprocessableEntity {
		t.Errorf("nothing: %d", p.status)
	}
}

// What is found between the bodies leads to them.
func TestRollupFindings(t *testing.T) {
	o := newOffice(t)
	j := o.fill(40, 6)
	o.name(city)
	o.add(j, backoffice.Body{ID: "p1", Agency: "云栖市新一局"}, backoffice.Body{ID: "p2", Agency: "云栖市新二局"})
	rnd := rand.New(rand.NewPCG(8, 8))
	r := figures("云栖市新一局", rnd)
	o.file(j, j.bodies[40], backoffice.Approved, r)
	other := *r
	other.Agency = "云栖市新二局"
	o.file(j, j.bodies[41], backoffice.Approved, &other)
	page := o.get("office", "/board/rollup").body
	i := strings.Index(page, "<strong>警告 H-ad</strong>")
	if i < 0 || !strings.Contains(page[i:i+800], `<a href="/gongkai/reports/p1/2024">云栖市新一局</a>、<a href="/gongkai/reports/p2/2024">云栖市新二局</a>`) {
		t.Errorf("no H-ad\n%s", page)
	}
	if f := j.filings["p1"]; f.Counts.Errors > 0 && !strings.Contains(page, fmt.Sprintf("“云栖市新一局”的报告有 %d 处错误，也计入了", f.Counts.Errors)) {
		t.Error("errors are not told")
	}
	missing := 0
	for _, b := range j.bodies {
		if f := j.filings[b.ID]; f.Published == 0 && f.State != backoffice.Approved && b.Within == "" {
			missing++
		}
	}
	if !strings.Contains(page, fmt.Sprintf("警告 H-h：%d 条", missing)) {
		t.Errorf("not %d bodies are missing", missing)
	}
}

// The traces are of the sums, and the same in both formats.
func TestRollupTrace(t *testing.T) {
	o := newOffice(t)
	j := o.fill(60, 7)
	o.name(city)
	p := o.get("admin", "/board/rollup/trace.json")
	var trace struct {
		Agency string
		Bodies []struct {
			Agency, Source, Left string
			Own                  bool
		}
		Cells []struct {
			Path      string
			Value     any
			Published any
		}
	}
	if err := json.Unmarshal([]byte(p.body), &trace); err != nil || trace.Agency != city || len(trace.Cells) < 150 {
		t.Fatalf("%v\n%.300s", err, p.body)
	}
	var in []string
	for _, b := range trace.Bodies {
		in = append(in, b.Agency)
	}
	var want []string
	for _, b := range j.bodies {
		if f := j.filings[b.ID]; f.Published > 0 || f.State == backoffice.Approved {
			want = append(want, b.Agency)
		}
	}
	if !slices.Equal(in, want) || !strings.HasPrefix(trace.Bodies[0].Source, "b") {
		t.Errorf("of %v, want %v", in, want)
	}
	if got := p.header.Get("Content-Disposition"); !strings.Contains(got, url.PathEscape(city+"2024年汇总底稿")+".json") || p.header.Get("Content-Type") != "application/json" {
		t.Errorf("%s", got)
	}
	p = o.get("office", "/board/rollup/trace.xlsx")
	if !strings.HasPrefix(p.body, "PK") || p.header.Get("Content-Type") != "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" {
		t.Errorf("%d: %v %.100q", p.status, p.header, p.body)
	}
}

// uploaded is a form with a file.
func uploaded(t testing.TB, field, name string, data []byte) (*bytes.Buffer, http.Header) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	f, err := w.CreateFormFile(field, name)
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return &b, http.Header{"Content-Type": {w.FormDataContentType()}}
}

// A published report is compared with the sums, whether it is uploaded or in the list.
func TestRollupCompare(t *testing.T) {
	o := newOffice(t)
	j := o.fill(60, 9)
	o.name(city)
	r, _, err := report.Decode([]byte(o.get("office", "/board/rollup/report.json").body))
	if err != nil {
		t.Fatal(err)
	}
	tables := r.Tables.(*report.Tables2021)
	was, _ := tables.Applications.Received.Enterprises.Int()
	tables.Applications.Received.Enterprises = 3
	for c := range report.Cells(tables) {
		if c.Blank() && c.Set("1") != nil {
			t.Fatal(c.Path)
		}
	}
	finding := "公布的是 3，"
	var docx bytes.Buffer
	if err := render.Write(&docx, render.DOCX, r); err != nil {
		t.Fatal(err)
	}
	body, header := uploaded(t, "published", "公布.docx", docx.Bytes())
	p := o.do("office", http.MethodPost, "/board/rollup", body, header)
	if p.status != http.StatusOK || !strings.Contains(p.body, "合计与上传的“公布.docx”核对") || !strings.Contains(p.body, finding) {
		t.Errorf("%d\n%s", p.status, p.body)
	}
	body, header = uploaded(t, "published", "公布.docx", docx.Bytes())
	p = o.do("office", http.MethodPost, "/board/rollup/trace.json", body, header)
	if !strings.Contains(p.body, `"published": 3,"difference": `+strconv.FormatInt(3-was, 10)) && !strings.Contains(p.body, fmt.Sprintf(`"published":3,"difference":%d`, 3-was)) {
		t.Errorf("no difference\n%.3000s", p.body)
	}
	other := *r
	other.Agency, other.Year = "青石县人民政府", 2023
	data, err := report.Encode(&other)
	if err != nil {
		t.Fatal(err)
	}
	body, header = uploaded(t, "published", "a.json", data)
	p = o.do("office", http.MethodPost, "/board/rollup", body, header)
	for _, want := range []string{"上传的报告是“青石县人民政府”的，合计是“云栖市人民政府”的", "公布的报告不能与合计核对"} {
		if !strings.Contains(p.body, want) {
			t.Errorf("no %q\n%s", want, p.body)
		}
	}
	for name, data := range map[string]string{"": "", "a.txt": "没有表格", "a.zip": "PK\x03\x04\x00"} {
		body, header = uploaded(t, "published", name, []byte(data))
		if p := o.do("office", http.MethodPost, "/board/rollup", body, header); p.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d\n%s", name, p.status, p.body)
		}
	}
	o.add(j, backoffice.Body{ID: "city", Agency: city})
	o.file(j, j.bodies[60], backoffice.Published, r)
	if page := o.get("office", "/board/rollup").body; !strings.Contains(page, "合计与“云栖市人民政府”的报告（已发布）核对") || !strings.Contains(page, finding) {
		t.Errorf("not compared\n%s", page)
	}
	if trace := o.get("office", "/board/rollup/trace.json").body; !strings.Contains(trace, `"published": 3`) && !strings.Contains(trace, `"published":3`) {
		t.Error("the trace is without what was published")
	}
}

// The sums are taken over into the open report of the jurisdiction, and nothing that stood
// there is lost.
func TestRollupTake(t *testing.T) {
	o := newOffice(t)
	j := o.fill(60, 10)
	o.name(city)
	o.add(j, backoffice.Body{ID: "city", Agency: city}, backoffice.Body{ID: "bgs", Agency: city + "办公室"})
	own := figures(city+"办公室", rand.New(rand.NewPCG(3, 3)))
	o.file(j, j.bodies[61], backoffice.Published, own)
	c, err := backoffice.NewContent(city, 2024)
	if err != nil {
		t.Fatal(err)
	}
	const typed, joint = "/tables/applications/received/naturalPersons", "/tables/disclosure/normativeDocuments/issued"
	set(t, c, typed, "约五十")
	set(t, c, "/overview/paragraphs", "全市的情况。")
	o.save("city", 2024, c)
	page := o.get("office", "/board/rollup?own=").body
	form := func(page string) url.Values {
		v := url.Values{}
		for _, name := range []string{"version", "sums"} {
			if m := regexp.MustCompile(`name="` + name + `" value="([^"]+)"`).FindStringSubmatch(page); m != nil {
				v.Set(name, m[1])
			}
		}
		return v
	}
	if strings.Contains(o.get("admin", "/board/rollup").body, "/board/rollup/take") {
		t.Error("the admin is offered to take sums over")
	}
	for person, want := range map[string]int{"editor": 403, "reviewer": 403, "admin": 403, "": 401} {
		if p := o.post(person, "/board/rollup/take?own=", form(page)); p.status != want {
			t.Errorf("%s: %d", person, p.status)
		}
	}
	stale := form(page)
	stale.Set("version", "7")
	other := form(page)
	other.Set("sums", strings.Repeat("0", 64))
	for _, f := range []url.Values{stale, other} {
		if p := o.post("office", "/board/rollup/take?own=", f); p.status != http.StatusConflict {
			t.Errorf("%v: %d\n%s", f, p.status, p.body)
		}
	}
	if o.filing("city", 2024).Version != 1 {
		t.Error("something was written")
	}
	p := o.post("office", "/board/rollup/take?own=", form(page))
	if q := o.post("office", "/board/rollup/take?own=", form(page)); q.status != http.StatusOK || text(q.body) != text(p.body) { // the button is pressed twice
		t.Errorf("%d\n%s\nnot\n%s", q.status, text(q.body), text(p.body))
	}
	f := o.filing("city", 2024)
	taken, err := backoffice.DecodeContent(f.Content)
	if p.status != http.StatusOK || err != nil || f.State != backoffice.Draft || f.Version != 2 || !strings.Contains(p.body, "没有合计的") {
		t.Fatalf("%d %v %+v\n%s", p.status, err, f, p.body)
	}
	data, err := report.Encode(taken.Report)
	if err != nil {
		t.Fatal(err)
	}
	sameSums(t, figuresOf(t, data), figuresOf(t, []byte(o.get("office", "/board/rollup/report.json?own=").body)))
	if text, _ := taken.Get("/overview/paragraphs"); text != "全市的情况。" || taken.Report.Scope != report.ScopeJurisdiction || len(taken.Unread) != 0 {
		t.Errorf("%q %q %v", text, taken.Report.Scope, taken.Unread)
	}
	e, err := o.store.Event(context.Background(), f.Key, 1)
	if err != nil || e.Action != backoffice.Import || !strings.HasPrefix(e.Why, "取用各机关的合计：已通过、已发布的报告 ") || e.UserName != "王芳" || e.Unread[typed] != "约五十" {
		t.Errorf("%v %+v", err, e)
	}
	for _, own := range []string{"city", "nobody"} {
		if p := o.get("office", "/board/rollup?own="+own); p.status != http.StatusUnprocessableEntity {
			t.Errorf("own=%s: %d", own, p.status)
		}
	}
	// With the own office's report, which is suggested by its name, what does not add up is its.
	page = o.get("office", "/board/rollup").body
	if !strings.Contains(page, `<option value="bgs" selected>`) {
		t.Error("the own office is not suggested")
	}
	if p := o.post("office", "/board/rollup/take", form(page)); p.status != http.StatusOK {
		t.Fatalf("%d\n%s", p.status, p.body)
	}
	taken, _ = backoffice.DecodeContent(o.filing("city", 2024).Content)
	for cell := range report.Cells(own.Tables) {
		if got, _ := taken.Get(cell.Path); cell.Path == joint && got != cell.String() {
			t.Errorf("%s is %s, want %s", joint, got, cell)
		}
	}
	// Locked, it is not written.
	page = o.get("office", "/board/rollup").body
	o.keep(j, o.filing("city", 2024), taken.Report, backoffice.Submit)
	f2 := form(page)
	f2.Set("version", strconv.FormatInt(o.filing("city", 2024).Version, 10))
	if p := o.post("office", "/board/rollup/take", f2); p.status != http.StatusConflict {
		t.Errorf("locked: %d", p.status)
	}
	if strings.Contains(o.get("office", "/board/rollup").body, "<button class=\"primary\">取用合计") {
		t.Error("a locked report is offered")
	}
}

func TestRollupRefuses(t *testing.T) {
	o := newOffice(t)
	for path, want := range map[string]int{
		"/board/rollup": 200, "/board/rollup?count=": 422, "/board/rollup?count=lost": 422, "/board/rollup?year=1800": 404,
		"/board/rollup/trace.json": 200, "/board/rollup/trace.xlsx": 200, "/board/rollup/report.json": 200,
	} {
		for person, want := range map[string]int{"office": want, "admin": want, "editor": 403, "reviewer": 403} {
			if p := o.get(person, path); p.status != want {
				t.Errorf("%s of %s: %d, want %d\n%s", path, person, p.status, want, p.body)
			}
		}
	}
	if p := o.post("office", "/board/rollup/take", url.Values{"version": {"0"}, "sums": {"x"}}); p.status != http.StatusUnprocessableEntity {
		t.Errorf("no jurisdiction: %d", p.status)
	}
}
