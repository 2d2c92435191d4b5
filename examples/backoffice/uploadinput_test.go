package backoffice_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/workbook"
)

// rows are those of a table of many bodies.
func rows(data []byte) [][]string {
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	must(err)
	return all
}

func csvOf(all [][]string) []byte {
	var b bytes.Buffer
	must(csv.NewWriter(&b).WriteAll(all))
	return b.Bytes()
}

// Of a table of many bodies the one row of this body and year is taken, or none.
func TestUploadMany(t *testing.T) {
	r := filledReport(2024)
	all := rows(manyCSV(r))
	head, other, own := all[0], all[1], all[2]
	changed := func(row []string, column int, text string) []string {
		row = append([]string(nil), row...)
		row[column] = text
		return row
	}
	agency, year, figure := 0, 1, 5
	if head[agency] != "机关全称" || head[year] != "报告年度" {
		t.Fatal(head[:3])
	}
	for name, c := range map[string]struct {
		rows [][]string
		says string
	}{
		"another year":      {[][]string{head, other, changed(own, year, "2023")}, "表中没有“云栖市交通运输局”2024 年度的一行，有的是 2023 年度"},
		"another body":      {[][]string{head, other}, "1 行里没有“云栖市交通运输局”2024 年度的一行；请核对机关全称"},
		"at fault":          {[][]string{head, other, changed(own, figure, "几件")}, "第 3 行"},
		"twice":             {[][]string{head, own, other, own}, "不止一行，不知道用哪一行"},
		"twice, once wrong": {[][]string{head, own, changed(own, year, "2024年")}, "不止一行"},
	} {
		o := newOffice(t)
		p := o.upload("editor", uploadPath, part{"file", "全市.csv", csvOf(c.rows)})
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), c.says) {
			t.Errorf("%s: %d %s", name, p.status, text(p.body))
		}
	}
	o := newOffice(t)
	p := o.upload("editor", uploadPath, part{"file", "全市.csv", csvOf([][]string{head, changed(other, figure, "几件"), changed(own, year, "2023"), own})})
	p.says(t, http.StatusOK, "第 4 行：这是多个机关的表，只取了“云栖市交通运输局”一行", "另有 1 行有错，没有用", "几件")
	o.apply("editor", p)
	sameFigures(t, o.content(2024).Report, r)
}

const ledgerText = `编号,收到日期,申请人类型,办理结果,办结日期,申请人姓名
2023-090,2023-12-20,自然人,予以公开,2024-01-10,张三丰
2024-001,2024-01-05,自然人,予以公开,2024-01-20,张三丰
2024-002,2024-01-06,自然人,部分公开,2024-02-01,张三丰
2024-003,2024-03-01,商业企业,本机关不掌握相关政府信息,2024-06-01,张三丰
2024-004,2024-08-01,商业企业,,,张三丰
2024-005,2024-09-26,自然人,予以公开,2024-10-28,张三丰
`

// table3 lists the figures of table three that are not 0, by the ends of their paths.
func table3(r *report.Report) string {
	var all []string
	for c := range report.Cells(r.Tables) {
		if c.Table == 3 && !c.Computed && c.String() != "0" {
			all = append(all, strings.TrimPrefix(c.Path, "/tables/applications/")+" "+c.String())
		}
	}
	return strings.Join(all, "\n")
}

// A ledger fills table three and nothing else; what is overdue is told, and nobody's name.
func TestUploadLedger(t *testing.T) {
	const want = `received/naturalPersons 3
received/enterprises 2
carriedOver/naturalPersons 1
results/granted/naturalPersons 3
results/partiallyGranted/naturalPersons 1
results/unavailable/notHeld/enterprises 1
carriedForward/enterprises 1`
	holidays := part{"holidays", "放假.csv", []byte("日期,安排\n2024-10-01,放假\n2024-10-02,放假\n2024-10-03,放假\n2024-10-04,放假\n2024-10-07,放假\n2023-12-25,上班\n")}
	for _, more := range [][]part{nil, {holidays}} {
		o := newOffice(t)
		o.draft(2024, func(c *backoffice.Content) {
			must(c.Set("/tables/disclosure/licenses", "77"))
			must(c.Set("/tables/applications/received/naturalPersons", "99"))
			must(c.Set("/problems/paragraphs", "解读少。"))
		})
		p := o.upload("editor", uploadPath, append(more, part{"file", "台账.csv", []byte(ledgerText)})...)
		p.says(t, http.StatusOK, "依申请公开台账，共 6 件；台账不写是哪个机关的，按本机关 2024 年度统计出表三，其他内容不动", "编号 2024-003：逾期答复", "编号 2024-004：尚未答复")
		if late := strings.Contains(text(p.body), "编号 2024-005：逾期答复"); late != (more == nil) {
			t.Errorf("with holidays %v: late %v", more != nil, late)
		}
		if strings.Contains(p.body, "张三丰") || strings.Contains(p.body, `name="rest"`) {
			t.Error(text(p.body))
		}
		o.apply("editor", p, part{"rest", "", []byte("clear")})
		c := o.content(2024)
		if got := table3(c.Report); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		licenses, _ := c.Get("/tables/disclosure/licenses")
		problems, _ := c.Get("/problems/paragraphs")
		if licenses != "77" || problems != "解读少。" {
			t.Errorf("%s, %s", licenses, problems)
		}
	}
}

// However much is overdue, a page stays one that can be looked through.
func TestUploadLedgerLong(t *testing.T) {
	o := newOffice(t)
	ledger := ledgerText
	for i := range 3000 {
		ledger += fmt.Sprintf("2024-%d,2024-03-01,商业企业,,,\n", 1000+i)
	}
	p := o.upload("editor", uploadPath, part{"file", "台账.csv", []byte(ledger)})
	p.says(t, http.StatusOK, "还有 2506 条没有列出")
	if n := strings.Count(p.body, `class="finding`); n < 500 || n > 800 {
		t.Errorf("%d findings", n)
	}
	o.apply("editor", p)
	if got := table3(o.content(2024).Report); !strings.Contains(got, "carriedForward/enterprises 3001") {
		t.Error(got)
	}
}

// A ledger is read as a workbook, too, as the library lays it out.
func TestUploadLedgerWorkbook(t *testing.T) {
	var b bytes.Buffer
	must(workbook.WriteLedger(&b, report.Edition2021, 2024))
	o := newOffice(t)
	p := o.upload("editor", uploadPath, part{"file", "台账.xlsx", b.Bytes()})
	p.says(t, http.StatusOK, "依申请公开台账，共 0 件")
	o.apply("editor", p)
	if got := table3(o.content(2024).Report); got != "" {
		t.Error(got)
	}
}

// A vendor may take shorter files alone.
func TestUploadMost(t *testing.T) {
	o := newOffice(t)
	o.serve(backoffice.Options{MaxUpload: 100 << 10})
	o.get("editor", uploadPath).says(t, http.StatusOK, "最多 100 KB")
	o.upload("editor", uploadPath, part{"file", "a.docx", make([]byte, 101<<10)}).says(t, http.StatusUnprocessableEntity, "文件太大，最多 100 KB")
	if p := o.upload("editor", uploadPath, part{"file", "a.json", encoded(filledReport(2024))}); p.status != http.StatusOK {
		t.Error(p.status)
	}
}

// A blank workbook changes nothing, and says so.
func TestUploadBlank(t *testing.T) {
	c, err := backoffice.NewContent("云栖市交通运输局", 2024)
	must(err)
	var b bytes.Buffer
	must(workbook.Write(&b, c.Report, workbook.Options{}))
	o := newOffice(t)
	p := o.upload("editor", uploadPath, part{"file", "空表.xlsx", b.Bytes()})
	p.says(t, http.StatusOK, "表三 0 个数，另有 144 个空白", "与现在的报告相同，没有要改的")
	p = o.upload("editor", uploadPath, part{"file", "空表.xlsx", b.Bytes()}, part{"blank", "", []byte("1")})
	p.says(t, http.StatusOK, "填入空白处：")
}

// A ledger with a fault counts for nothing, and every fault is told with its place.
func TestUploadLedgerFaults(t *testing.T) {
	o := newOffice(t)
	bad := strings.Replace(strings.Replace(ledgerText, "2024-01-06", "2024-13-06", 1), "商业企业", "外星人", 1)
	p := o.upload("editor", uploadPath, part{"file", "台账.csv", []byte(bad)})
	p.says(t, http.StatusUnprocessableEntity, "台账有错，统计出的表三不完整，没有读入", "错误 第 5 行第 3 格：申请人类型：", "第 4 行：编号 2024-002 收到日期：没有 2024年13月6日 这一天")
	if said := text(p.body); strings.Index(said, "提示 ") < strings.LastIndex(said, "错误 ") {
		t.Error("what stands against it does not come first")
	}
	p = o.upload("editor", uploadPath, part{"file", "台账.csv", []byte(ledgerText)}, part{"holidays", "放假.csv", []byte("日期,安排\n昨天,放假\n")})
	p.says(t, http.StatusUnprocessableEntity, "节假日的文件读不出", "昨天")
}

// What cannot be read is told with its place, and what was pasted stays on the page.
func TestUploadRefused(t *testing.T) {
	report := encoded(filledReport(2024))
	file := part{"file", "a.json", report}
	for name, c := range map[string]struct {
		parts []part
		says  string
	}{
		"nothing":         {nil, "还没有选择文件，也没有粘贴文字"},
		"an empty choice": {[]part{{"file", "", nil}, {"text", "", []byte(" \r\n")}}, "还没有选择文件"},
		"an empty file":   {[]part{{"file", "a.docx", nil}}, "空"},
		"both":            {[]part{file, {"text", "", []byte("总体情况")}}, "请只留一个"},
		"two files":       {[]part{file, file}, "请只选一个"},
		"a picture":       {[]part{{"file", "a.png", []byte("\x89PNG\r\n\x1a\n")}}, "图片"},
		"prose":           {[]part{{"text", "", []byte("今天天气很好。")}}, "今天天气很好。"},
		"a bad figure":    {[]part{{"file", "a.json", bytes.Replace(report, []byte(`"licenses": `), []byte(`"licenses": -`), 1)}}, "表二 行政许可：“-"},
	} {
		o := newOffice(t)
		p := o.upload("editor", uploadPath, c.parts...)
		if p.status != http.StatusUnprocessableEntity || !strings.Contains(text(p.body), c.says) {
			t.Errorf("%s: %d %s", name, p.status, text(p.body))
		}
		if f, _ := o.store.Filing(context.Background(), backoffice.Key{Body: "jt", Year: 2024}); f.Version != 0 {
			t.Errorf("%s: something was kept", name)
		}
	}
}
