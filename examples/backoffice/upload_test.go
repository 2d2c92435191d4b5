package backoffice_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// filledReport is a whole report of the body "jt", whose figures differ from each other as
// far as their sums let them.
func filledReport(year int) *report.Report {
	e, _ := report.EditionFor(year)
	r := &report.Report{
		Agency: "云栖市交通运输局", Year: year, Issuer: "云栖市交通运输局", Date: report.Date{Year: year + 1, Month: 1, Day: 15},
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》（国务院令第711号），编制本报告。数据统计期限自1月1日起至12月31日止。"},
		Problems: report.Section{Paragraphs: []string{"主要问题是解读形式单一。下一步丰富形式。"}},
		Other:    report.Section{Paragraphs: []string{"本年度没有收取信息处理费。"}},
		Tables:   report.NewTables(e),
	}
	for i, topic := range report.Topics() {
		r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: topic, Paragraphs: []string{"第" + strconv.Itoa(i+1) + "项工作按要求完成。"}})
	}
	n := 0
	done := map[string]int64{} // of table three, by column
	for c := range report.Cells(r.Tables) {
		if n++; c.Computed || strings.HasSuffix(c.Row, "/received") {
			continue
		}
		figure := int64(n % 17)
		must(c.Set(strconv.FormatInt(figure, 10)))
		if strings.HasSuffix(c.Row, "/carriedOver") {
			figure = -figure
		}
		if c.Table == 3 {
			done[c.Column] += figure
		}
	}
	for c := range report.Cells(r.Tables) {
		if strings.HasSuffix(c.Row, "/received") && !c.Computed {
			must(c.Set(strconv.FormatInt(done[c.Column], 10)))
		}
	}
	return r
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// part is a part of a form with files: a file where it has a name.
type part struct {
	field, name string
	data        []byte
}

// upload posts a form with files.
func (o *office) upload(person, path string, parts ...part) reply {
	o.t.Helper()
	body, kind := formOf(parts...)
	return o.do(person, http.MethodPost, path, body, http.Header{"Content-Type": {kind}})
}

// formOf is a form with files, and its type.
func formOf(parts ...part) (body *bytes.Buffer, kind string) {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for _, p := range parts {
		w, err := m.CreateFormField(p.field)
		if p.name != "" {
			w, err = m.CreateFormFile(p.field, p.name)
		}
		if err == nil {
			_, err = w.Write(p.data)
		}
		must(err)
	}
	must(m.Close())
	return &b, m.FormDataContentType()
}

// apply posts the form of a page that shows what was read; more fields are those that a
// person fills in.
func (o *office) apply(person string, page reply, more ...part) reply {
	o.t.Helper()
	const form = `action="/gongkai([^"]*/upload/apply)">\s*<input type="hidden" name="read" value="([^"]*)"><input type="hidden" name="version" value="(\d+)">`
	all := regexp.MustCompile(form).FindAllStringSubmatch(page.body, -1)
	if page.status != http.StatusOK && page.status != http.StatusConflict && page.status != http.StatusUnprocessableEntity || all == nil {
		o.t.Fatalf("there is nothing to apply: %d\n%s", page.status, text(page.body))
	}
	m := all[len(all)-1]
	return o.upload(person, m[1], append(more, part{"read", "", []byte(html.UnescapeString(m[2]))}, part{"version", "", []byte(m[3])})...)
}

// imported uploads a file, applies it, and follows to the page that says so.
func (o *office) imported(person, path string, parts ...part) reply {
	o.t.Helper()
	p := o.upload(person, path, parts...)
	if p.status != http.StatusOK {
		o.t.Fatalf("read: %d\n%s", p.status, text(p.body))
	}
	p = o.apply(person, p)
	if p.status != http.StatusSeeOther {
		o.t.Fatalf("applied: %d\n%s", p.status, text(p.body))
	}
	return o.get(person, strings.TrimPrefix(p.location, "/gongkai"))
}

// text is what a page says, roughly.
func text(page string) string {
	page = regexp.MustCompile(`value="[^"]{200,}"`).ReplaceAllString(page, "")
	page = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(html.UnescapeString(page)), " ")
}

// rename gives the body "jt" another name.
func (o *office) rename(agency string) {
	o.t.Helper()
	was, err := o.store.Bodies(context.Background())
	must(err)
	bodies := slices.Clone(was)
	bodies[0].Agency = agency
	must(o.store.SetBodies(context.Background(), was, bodies))
}

// content returns what is written of the report of "jt".
func (o *office) content(year int) *backoffice.Content {
	o.t.Helper()
	f, err := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: year})
	must(err)
	if f.Content == nil {
		o.t.Fatalf("nothing is written for %d", year)
	}
	c, err := backoffice.DecodeContent(f.Content)
	must(err)
	return c
}

// sameFigures fails where two reports differ in a figure.
func sameFigures(t *testing.T, got, want *report.Report) {
	t.Helper()
	n := 0
	figures := map[string]string{}
	for c := range report.Cells(want.Tables) {
		figures[c.Path] = c.String()
	}
	for c := range report.Cells(got.Tables) {
		if n++; c.String() != figures[c.Path] {
			t.Errorf("%s is %q, not %q", c.Place, c.String(), figures[c.Path])
		}
	}
	if n != len(figures) || n < 190 {
		t.Errorf("%d figures of %d", n, len(figures))
	}
}

// files returns a report in every way in which it is uploaded, by file names.
func files(t testing.TB, r *report.Report) map[string][]byte {
	all := map[string][]byte{}
	for _, f := range render.Formats() {
		var b bytes.Buffer
		if err := render.Write(&b, f, r); err != nil {
			t.Fatal(err)
		}
		all["年报."+string(f)] = b.Bytes()
	}
	for name, o := range map[string]workbook.Options{"年报.xlsx": {}, "无数据.xlsx": {NoData: true}} {
		var b bytes.Buffer
		if err := workbook.Write(&b, r, o); err != nil {
			t.Fatal(err)
		}
		all[name] = b.Bytes()
	}
	all["全市.csv"] = manyCSV(r)
	all["全市.xml"] = spreadsheetML(rows(all["全市.csv"]))
	return all
}

// spreadsheetML is a workbook of 2003 that has the rows.
func spreadsheetML(rows [][]string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="全市"><Table>`)
	for _, row := range rows {
		b.WriteString("<Row>")
		for _, text := range row {
			b.WriteString(`<Cell><Data ss:Type="String">` + html.EscapeString(text) + `</Data></Cell>`)
		}
		b.WriteString("</Row>")
	}
	b.WriteString("</Table></Worksheet></Workbook>")
	return b.Bytes()
}

// manyCSV is a table of many bodies with the report and that of another body, whose figures
// are others.
func manyCSV(r *report.Report) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var heads, row, other []string
	figures := map[string]string{}
	for c := range report.Cells(r.Tables) {
		figures[c.Path] = c.String()
	}
	for _, c := range intake.Columns(r.Tables.Edition()) {
		if figure, ok := figures[c.Path]; ok {
			heads, row, other = append(heads, c.Path), append(row, figure), append(other, "99")
		} else if len(c.Labels) == 1 && (c.Labels[0] == "机关全称" || c.Labels[0] == "报告年度") {
			is := map[string][2]string{"机关全称": {r.Agency, "云栖市水利局"}, "报告年度": {strconv.Itoa(r.Year), strconv.Itoa(r.Year)}}[c.Labels[0]]
			heads, row, other = append(heads, c.Labels[0]), append(row, is[0]), append(other, is[1])
		}
	}
	must(w.WriteAll([][]string{heads, other, row}))
	return b.Bytes()
}

const uploadPath = "/reports/jt/2024/upload"

// A report comes in with its figures in every format that it is written in.
func TestUploadFormats(t *testing.T) {
	want := filledReport(2024)
	for name, data := range files(t, want) {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			p := o.imported("editor", uploadPath, part{"file", name, data})
			if p.status != http.StatusOK || !strings.Contains(p.body, "已经导入“"+name+"”") || !strings.Contains(p.body, "/history/1/restore") {
				t.Errorf("%d\n%s", p.status, text(p.body))
			}
			got := o.content(2024).Report
			sameFigures(t, got, want)
			if !strings.HasPrefix(name, "全市") {
				for _, c := range report.Corrections(want, got) {
					t.Errorf("%s: %q, not %q", c.Place, c.Now, c.Was)
				}
			}
		})
	}
}

// Text that is pasted from a page is read, too.
func TestUploadPasted(t *testing.T) {
	data, err := os.ReadFile("../../report/intake/testdata/plain.txt")
	if err != nil {
		t.Fatal(err)
	}
	want, _, err := intake.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t)
	o.rename(want.Agency)
	path := fmt.Sprintf("/reports/jt/%d/upload", want.Year)
	p := o.imported("editor", path, part{"text", "", data}, part{"file", "", nil})
	if !strings.Contains(p.body, "已经导入“粘贴的文字”") {
		t.Error(text(p.body))
	}
	sameFigures(t, o.content(want.Year).Report, want)
}

// A PDF that another program printed and a body published: its figures are those that a
// person read in it.
func TestUploadPublished(t *testing.T) {
	data, err := os.ReadFile("../../../shared/cases/published/hongze-2023-wps.pdf")
	if err != nil {
		t.Skip("there is no published file here")
	}
	r, _, err := intake.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t)
	o.rename(r.Agency)
	o.imported("editor", "/reports/jt/2023/upload", part{"file", "年报.pdf", data})
	var got []string
	for c := range report.Cells(o.content(2023).Report.Tables) {
		if !c.Computed {
			got = append(got, c.String())
		}
	}
	if want := publishedFigures(t, "hongze-2023"); !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

// publishedFigures returns the figures of a published report that are no totals, in printed
// order, as a person read them.
func publishedFigures(t *testing.T, id string) (figures []string) {
	t.Helper()
	data, err := os.ReadFile("../../../shared/cases/figures.json")
	if err != nil {
		t.Fatal(err)
	}
	type dataset struct {
		ID string
		T2 map[string]any
		T3 map[string][]any
		T4 [][]any
	}
	var all struct{ Datasets []dataset }
	must(json.Unmarshal(data, &all))
	i := slices.IndexFunc(all.Datasets, func(d dataset) bool { return d.ID == id })
	add := func(values ...any) {
		for _, v := range values {
			figures = append(figures, fmt.Sprint(v))
		}
	}
	d := all.Datasets[i]
	for _, row := range strings.Fields("gz gf xk cf qz fee") {
		if list, ok := d.T2[row].([]any); ok {
			add(list...)
		} else {
			add(d.T2[row])
		}
	}
	for _, row := range strings.Fields("new in open part d1 d2 d3 d4 d5 d6 d7 d8 u1 u2 u3 n1 n2 n3 n4 n5 o o o out") { // （六） is one row of 0
		add(d.T3[row][:6]...)
	}
	for _, block := range d.T4 {
		add(block[:4]...)
	}
	return figures
}
