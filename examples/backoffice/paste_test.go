package backoffice_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// answerOfPaste is what the script of a page is told of a block.
type answerOfPaste struct {
	Values map[string]string
	Told   []string
	Error  string
}

// paste pastes as the script of a page does, into the report of a year.
func (o *office) paste(year int, at, text, html string, typed map[string][2]string) (x answerOfPaste) {
	o.t.Helper()
	form := pairs(typed)
	form.Set("at", "/tables/"+at)
	form.Set("text", text)
	form.Set("html", html)
	p := o.do("editor", http.MethodPost, fmt.Sprintf("/reports/jt/%d/paste", year), strings.NewReader(form.Encode()),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {"application/json"}})
	if err := json.Unmarshal([]byte(p.body), &x); err != nil {
		o.t.Fatalf("%d %v\n%s", p.status, err, p.body)
	}
	if (x.Error == "") != (p.status == http.StatusOK) {
		o.t.Errorf("%d %s", p.status, p.body)
	}
	return x
}

func (x answerOfPaste) String() string {
	var b strings.Builder
	for _, path := range slices.Sorted(func(yield func(string) bool) {
		for path := range x.Values {
			if !yield(path) {
				return
			}
		}
	}) {
		fmt.Fprintf(&b, "%s=%s\n", strings.TrimPrefix(path, "/tables/"), x.Values[path])
	}
	for _, told := range append(x.Told, x.Error) {
		if told != "" {
			fmt.Fprintf(&b, "- %s\n", told)
		}
	}
	return b.String()
}

// Figures alone go to the cells where they would stand from the cell on that has the cursor;
// those with labels go to the cells that these name.
func TestPaste(t *testing.T) {
	for _, test := range []struct{ name, at, text, html, want string }{
		{"one row", "applications/received/naturalPersons", "1,234\t２\t 3 \t\"4\n\"\t0\t1", "", `applications/received/enterprises=2
applications/received/legalServiceInstitutions=0
applications/received/naturalPersons=1234
applications/received/others=1
applications/received/publicWelfareOrganizations=4
applications/received/researchInstitutions=3
- 读入表三 6 格
- 2 格的写法已统一：“1,234”作“1234”、“２”作“2”
`},
		{"totals, CRLF and BOM", "applications/received/others", "\ufeff1\t1\r\n2\t3\r\n", "", `applications/carriedOver/others=2
applications/received/others=1
- 读入表三 2 格
- 表三 二、上年结转政府信息公开申请数量 总计：总计与各类申请人之和不符：填报 3，应为 2，相差 1
`},
		{"unread and blank", "remedies/reconsideration/upheld", "12a\t\t3\t无", "", `remedies/reconsideration/corrected=
remedies/reconsideration/other=3
remedies/reconsideration/pending=/
remedies/reconsideration/upheld=12a
- 读入表四 4 格
- 1 格不是数字，照原样填入并标出，请改正：表四 行政复议 结果维持 “12a”
- 1 格是空的，填为空白；没有发生的请填 0：表四 行政复议 结果纠正
- 1 格的写法已统一：“无”作“/”
`},
		{"word that is no label", "remedies/reconsideration/upheld", "不详\t1", "", `remedies/reconsideration/corrected=1
remedies/reconsideration/upheld=不详
- 读入表四 2 格
- 1 格不是数字，照原样填入并标出，请改正：表四 行政复议 结果维持 “不详”
`},
		{"too wide", "applications/received/others", "1\t2\t3", "", "- 没有填入：粘贴的是 1 行 3 列，从“表三 一、本年新收政府信息公开申请数量 其他”填起，第 1 行第 3 列的“3”没有格子可填。请先点这块数字左上角对应的格子，或连同行名和表头一起复制\n"},
		{"blank beside the table", "applications/carriedForward/others", "1\t1\t\n\t\t\n", "", "applications/carriedForward/others=1\n- 读入表三 1 格\n- 1 个合计由系统计算，与粘贴的没有出入\n"},
		{"on a head", "disclosure/normativeDocuments/issued", "1\t2\t3\n4\t5\t6", "", "- 没有填入：粘贴的是 2 行 3 列，从“表二 行政规范性文件 本年制发件数”填起，第 2 行第 1 列的“4”落在“第二十条第（五）项”上。请先点这块数字左上角对应的格子，或连同行名和表头一起复制\n"},
		{"ragged", "applications/received/naturalPersons", "1\t2\n3", "", "- 没有填入：粘贴的内容第 1 行有 2 格，第 2 行有 1 格；请从表格软件重新复制\n"},
		{"row with its label", "applications/received/others", "二、上年结转政府信息公开申请数量\t0\t1\t0\t0\t0\t0\t1", "", `applications/carriedOver/enterprises=1
applications/carriedOver/legalServiceInstitutions=0
applications/carriedOver/naturalPersons=0
applications/carriedOver/others=0
applications/carriedOver/publicWelfareOrganizations=0
applications/carriedOver/researchInstitutions=0
- 读入表三 6 格
- 1 个合计由系统计算，与粘贴的没有出入
`},
		{"html with its spans", "disclosure/rules/issued", "第二十条第（六）项\t\t\t\n信息内容\t本年处理决定数量\t\t\n行政处罚\t1,234\t\t\n行政强制\t0\t\t",
			`<meta charset="utf-8"><table><tr><th colspan="4">第二十条第（六）项</th></tr><tr><th>信息内容</th><th colspan="3">本年处理决定数量</th></tr>
<tr><td>行政处罚</td><td colspan="3">1,234</td></tr><tr><td>行政强制</td><td colspan="3">0</td></tr></table>`, `disclosure/compulsoryMeasures=0
disclosure/penalties=1234
- 读入表二 2 格
- 1 格的写法已统一：“1,234”作“1234”
`},
		{"of Excel", "remedies/reconsideration/upheld", "1,234\t9\t\t5\r\n", `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!--table {mso-displayed-decimal-separator:"\.";} td {white-space:nowrap;} .xl65 {mso-number-format:"\#\,\#\#0";}--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'>
<!--StartFragment--><col width=64 style='width:48pt'><col width=0 style='display:none;mso-width-source:userset'><col width=64 span=2>
<tr height=20 style='height:15.0pt'><td height=20 class=xl65 align=right x:num="1234">1,234</td><td class=xl65 style='display:none'>9</td><td></td><td align=right>5</td></tr><!--EndFragment--></table></body></html>`, `remedies/reconsideration/corrected=
remedies/reconsideration/other=5
remedies/reconsideration/upheld=1234
- 读入表四 3 格
- 1 格是空的，填为空白；没有发生的请填 0：表四 行政复议 结果纠正
- 1 格的写法已统一：“1,234”作“1234”
- 隐藏的行、列没有填入，请核对；也要填的，请取消隐藏后重新复制
`},
		{"hidden cells", "remedies/reconsideration/upheld", "1\t9\t2\n", `<table><tr><td>1</td><td style="display:none">9</td><td>2</td></tr></table>`, `remedies/reconsideration/corrected=2
remedies/reconsideration/upheld=1
- 读入表四 2 格
- 隐藏的行、列没有填入，请核对；也要填的，请取消隐藏后重新复制
`},
		{"another table", "remedies/reconsideration/upheld", "行政处罚\t1\n行政强制\t2", "", "- 没有填入：粘贴的内容里没有表四的数字，是表二的；请到那一部分去粘贴\n"},
		{"another form", "disclosure/rules/issued", "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t2\t3", "", "- 没有填入：第 1 行第 2 格 表二：2021 年版的格式没有“本年新制作数量”；请看看是不是混用了两个版本的表格。请连同行名和表头一起复制，或只复制数字\n"},
		{"no cell", "applications/received/total", "1\t2", "", "- 不知道从哪一格填起；请先点一下表格里要填数字的格子，再粘贴\n"},
		{"long", "applications/received/naturalPersons", strings.Repeat("1\t", 1<<19) + "1", "", "- 粘贴的内容超过 1 MB，没有填入；请只复制这张表\n"},
	} {
		if got := newOffice(t).paste(2024, test.at, test.text, test.html, nil).String(); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// What is typed and not saved yet counts in the totals that a block is compared with, and a
// figure that a blank cell replaces is told.
func TestPasteBesideTyped(t *testing.T) {
	o := newOffice(t)
	typed := map[string][2]string{
		"/tables/remedies/reconsideration/upheld":  {"", "5"},
		"/tables/remedies/reconsideration/pending": {"", "7"},
	}
	want := `remedies/reconsideration/corrected=1
remedies/reconsideration/other=2
remedies/reconsideration/pending=
- 读入表四 3 格
- 1 格是空的，填为空白；没有发生的请填 0：表四 行政复议 尚未审结（原为“7”）
- 1 个合计由系统计算，与粘贴的没有出入
`
	if got := o.paste(2024, "remedies/reconsideration/corrected", "1\t2\t\t8", "", typed).String(); got != want {
		t.Errorf("%s", got)
	}
}

// Every table of both editions, printed as a sheet has it, is read back cell by cell: with its
// labels, and the figures alone.
func TestPasteWholeTables(t *testing.T) {
	for _, year := range []int{2020, 2024} {
		e, _ := report.EditionFor(year)
		for _, table := range e.Tables() {
			tables := report.NewTables(e)
			n := 0
			want := map[string]string{}
			first := ""
			for c := range report.Cells(tables) {
				if c.Table != table.Number || c.Computed {
					continue
				}
				n++
				if err := c.Set(fmt.Sprint(n)); err != nil {
					t.Fatal(err)
				}
				want[c.Path] = c.String()
				first = cmp.Or(first, c.Path)
			}
			r := &report.Report{Agency: "云栖市交通运输局", Year: year, Tables: tables}
			text, html := clipboardOf(t, r, table.Number)
			for _, flavours := range [][2]string{{text, html}, {text, ""}} {
				x := newOffice(t).paste(year, strings.TrimPrefix(first, "/tables/"), flavours[0], flavours[1], nil)
				if fmt.Sprint(x.Values) != fmt.Sprint(want) {
					t.Errorf("%d %s, HTML %t: %v\n%s\nwant %v", year, table.Name, flavours[1] != "", x, text, want)
				}
			}
		}
	}
}

// clipboardOf returns a table of a report as a sheet puts it on the clipboard.
func clipboardOf(t *testing.T, r *report.Report, number int) (text, page string) {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	var tables []*doc.Table
	for _, b := range d.Blocks {
		if x, ok := b.(*doc.Table); ok {
			tables = append(tables, x)
		}
	}
	g, err := tables[number-2].Grid()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([][]string, g.Rows)
	var b strings.Builder
	b.WriteString("<html><body><!--StartFragment--><table>")
	for i := range rows {
		rows[i] = make([]string, g.Cols)
		b.WriteString("<tr>")
		for _, p := range g.Cells {
			if p.Row == i {
				rows[i][p.Col] = doc.PlainText(p.Runs)
				fmt.Fprintf(&b, `<td rowspan="%d" colspan="%d">%s</td>`, p.RowSpan, p.ColSpan, html.EscapeString(rows[i][p.Col]))
			}
		}
		b.WriteString("</tr>")
		text += strings.Join(rows[i], "\t") + "\r\n"
	}
	b.WriteString("</table><!--EndFragment--></body></html>")
	return text, b.String()
}

// Without script a block is read to a page that shows what it would change, and saves that.
func TestPasteWithoutScript(t *testing.T) {
	o := newOffice(t)
	const page = "/reports/jt/2024/sections/remedies"
	if p := o.get("editor", page); !strings.Contains(p.body, `formaction="/gongkai/reports/jt/2024/paste?drawn=0"`) {
		t.Fatalf("%d %s", p.status, p.body)
	}
	block := url.Values{"at": {"/tables/remedies/reconsideration/upheld"}, "text": {"1\t2\t3\t4\t11"}}
	p := o.post("editor", "/reports/jt/2024/paste", block)
	if p.status != http.StatusOK || !strings.Contains(p.body, "读入表四 4 格") || !strings.Contains(p.body, "相差 1") {
		t.Fatalf("%d %s", p.status, p.body)
	}
	if value := o.get("editor", page).field("/tables/remedies/reconsideration/upheld"); value != "" {
		t.Errorf("saved before the button was pressed: %q", value)
	}
	form := url.Values{}
	for _, x := range fieldsOf(p.body) {
		if strings.Contains(x.name, "/tables/") {
			form.Set(x.name, x.value)
		}
	}
	if p := o.post("editor", page, form); p.status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.status, p.body)
	}
	if value := o.get("editor", page).field("/tables/remedies/reconsideration/pending"); value != "4" {
		t.Errorf("saved: %q", value)
	}
	block.Set("text", "1\t2\n3")
	if p := o.post("editor", "/reports/jt/2024/paste", block); p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, "第 2 行有 1 格") || !strings.Contains(p.body, ">\n1\t2\n3</textarea>") {
		t.Errorf("%d %s", p.status, p.body)
	}
}
