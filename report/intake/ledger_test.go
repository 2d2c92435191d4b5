package intake

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
)

// ledgerDump tells what came of a ledger: a line an application, finding or error.
func ledgerDump(applications []report.Application, findings []report.Finding, err error) string {
	var b strings.Builder
	day := func(d report.Date) string {
		if d == (report.Date{}) {
			return "-"
		}
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	for _, a := range applications {
		fmt.Fprintf(&b, "%v: %s, %s, %s", a.Pos, a.Number, day(a.Received), a.Applicant)
		if a.Result != "" || a.Closed != (report.Date{}) {
			fmt.Fprintf(&b, ", %s %s", day(a.Closed), a.Result)
		}
		if a.Confirmed != (report.Date{}) {
			fmt.Fprintf(&b, ", confirmed %s", day(a.Confirmed))
		}
		for _, x := range append([]report.Period{a.Corrected, a.Fee}, a.Asked...) {
			if x != (report.Period{}) {
				fmt.Fprintf(&b, ", %s to %s", day(x.From), day(x.To))
			}
		}
		if a.Extended != 0 {
			fmt.Fprintf(&b, ", extended %d", a.Extended)
		}
		b.WriteByte('\n')
	}
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %v %s: %s\n", f.Severity, f.Code, f.Pos, f.Place, f.Message())
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

// TestLedgerGolden reads the input of each archive in testdata/ledger and compares what came
// of it.
func TestLedgerGolden(t *testing.T) {
	golden(t, "testdata/ledger/*.txtar", func(input string) string { return ledgerDump(ReadLedger(strings.NewReader(input))) })
}

// sheetWith returns a sheet with rows of cells that a bar divides.
func sheetWith(name string, rows ...string) *sheetOf {
	s := newSheet(name)
	for i, row := range rows {
		for j, text := range strings.Split(row, "|") {
			if text != "" {
				s.cells[[2]int{i, j}] = text
			}
		}
	}
	s.rows = len(rows)
	return s
}

const ledgerHeadRow = "编号|收到日期|申请人类型|办理结果|办结日期|申请人"

func readLedgerOf(t *testing.T, sheets ...*sheetOf) string {
	t.Helper()
	got := ledgerDump(ReadLedger(bytes.NewReader(xlsxOf(t, sheets...))))
	if strings.Contains(got, "张三") {
		t.Errorf("a name is told:\n%s", got)
	}
	return got
}

func checkLedger(t *testing.T, got string, want ...string) {
	t.Helper()
	if w := strings.Join(want, "\n") + "\n"; got != w {
		t.Errorf("got\n%s\nwant\n%s", got, w)
	}
}

// Every sheet with the heads of a ledger is read, with blank rows in between; what else is
// dated is told.
func TestLedgerSheets(t *testing.T) {
	january := sheetWith("1月", "云栖市某局依申请公开台账", ledgerHeadRow, "1|2024-01-05|自然人|予以公开|2024-01-20|张三", "", "2|2024-01-06|企业|||张三", "", "注：无。")
	february := sheetWith("2月", "收到日期|编号|申请人类型|办理结果|办结日期", "2024-02-05|3|自然人|予以公开|2024-02-20", "合计|1")
	march := sheetWith("3月", "编号|收到日期|类型不明|办理结果|办结日期", "4|2024-03-05|自然人|予以公开|2024-03-20")
	other := sheetWith("值班", "日期|姓名", "2024-01-01|张三")
	choices := sheetWith("选项", "自然人|予以公开", "企业|部分公开")
	checkLedger(t, readLedgerOf(t, january, february, other, choices),
		"1月!A3: 1, 2024-01-05, 自然人, 2024-01-20 （一）予以公开",
		"1月!A5: 2, 2024-01-06, 商业企业",
		"2月!A2: 3, 2024-02-05, 自然人, 2024-02-20 （一）予以公开",
		"提示 I-ed 1月!A2 全文: 没有读入这些栏：申请人",
		"警告 I-er 值班!A1 全文: 这张表没有台账的表头，没有读入；是台账的，请加上表头",
		"提示 I-aq 1月!A7 全文: 没有读入表下的说明：1 处",
		"提示 I-aq 2月!A3 全文: 没有读入合计行：1 处")
	// A sheet that goes on without heads, and hidden ones.
	more := sheetWith("续", "5|2024-01-07|自然人|予以公开|2024-01-20|张三")
	hidden := sheetWith("旧", ledgerHeadRow, "1|2023-01-05|自然人|予以公开|2023-01-20|张三")
	choices.hidden, hidden.hidden = "hidden", "veryHidden"
	checkLedger(t, readLedgerOf(t, more, january, hidden, choices),
		"1月!A3: 1, 2024-01-05, 自然人, 2024-01-20 （一）予以公开",
		"1月!A5: 2, 2024-01-06, 商业企业",
		"提示 I-ed 1月!A2 全文: 没有读入这些栏：申请人",
		"错误 I-gc 续!A1 全文: 这张表没有表头，像是台账的续表，没有读入；请加上与前面相同的表头",
		"错误 I-ez 旧!A1 全文: 隐藏的工作表里有台账，没有读入；请取消隐藏，保存后再读，不要的请删去",
		"提示 I-aq 旧 全文: 没有读入隐藏的工作表：2 处",
		"提示 I-aq 1月!A7 全文: 没有读入表下的说明：1 处",
		"错误 I-eu  全文: 有 2 处没有读入（见各行的错误），据此统计的表三不完整；请改正后再统计")
	checkLedger(t, readLedgerOf(t, january, march),
		"1月!A3: 1, 2024-01-05, 自然人, 2024-01-20 （一）予以公开",
		"1月!A5: 2, 2024-01-06, 商业企业",
		"提示 I-ed 1月!A2 全文: 没有读入这些栏：申请人",
		"错误 I-ea 3月!A1 全文: 台账没有这些栏：申请人类型；请加上，或把栏名改成这样",
		"提示 I-aq 1月!A7 全文: 没有读入表下的说明：1 处",
		"错误 I-eu  全文: 有 1 处没有读入（见各行的错误），据此统计的表三不完整；请改正后再统计")
}

// What is hidden, merged or not calculated is not passed over.
func TestLedgerCells(t *testing.T) {
	filtered := sheetWith("台账", ledgerHeadRow, "1|2024-01-05|自然人|予以公开|2024-01-20|张三", "2|2024-01-05|自然人|||张三")
	filtered.hiddenRow = 1
	checkLedger(t, readLedgerOf(t, filtered),
		"台账!A3: 2, 2024-01-05, 自然人",
		"提示 I-ed 台账!A1 全文: 没有读入这些栏：申请人",
		"错误 I-es 台账!A2 全文: 有 1 行隐藏着，没有读入；请取消筛选和隐藏，保存后再读")
	merged := sheetWith("台账", ledgerHeadRow, "1|2024-01-05|自然人|予以公开|2024-01-20|张三", "2|2024-01-05|自然人||2024-01-20|张三", "3|2024-01-05|自然人|=A1|2024-01-20|张三", "第一季度")
	merged.merges = [][4]int{{1, 3, 2, 1}, {4, 0, 1, 6}}
	checkLedger(t, readLedgerOf(t, merged),
		"提示 I-ed 台账!A1 全文: 没有读入这些栏：申请人",
		"错误 I-dh 台账!D2 全文: “办理结果”的单元格合并了几栏或几行，不知道是哪一个的数；请拆开，各填各的",
		"错误 I-dh 台账!A3 全文: “办理结果”的单元格合并了几栏或几行，不知道是哪一个的数；请拆开，各填各的",
		"错误 I-ef 台账!D4 全文: “办理结果”是没有算出值的公式，或者是图片，没有读入这一行；请在表格软件中打开、保存后再读，或填入文字",
		"提示 I-aq 台账!A5 全文: 没有读入表下的说明：1 处",
		"错误 I-eu  全文: 有 3 处没有读入（见各行的错误），据此统计的表三不完整；请改正后再统计")
	covered := sheetWith("台账", ledgerHeadRow, "1|2024-01-05|自然人|予以公开|2024-01-20|张三", "2|2024-01-05|自然人|予以公开|2024-01-20|张三丰")
	covered.merges = [][4]int{{1, 5, 2, 1}}
	checkLedger(t, readLedgerOf(t, covered), "error: 台账!F3：合并单元格盖住了“…”；请取消合并，只留正确的一处")
	heads := sheetWith("台账", "编号|收到日期|申请人||办理情况", "||姓名|类型|结果|日期", "1|2024-01-05|张三|自然人|予以公开|2024-01-20")
	heads.merges = [][4]int{{0, 0, 2, 1}, {0, 1, 2, 1}, {0, 2, 1, 2}, {0, 4, 1, 2}}
	checkLedger(t, readLedgerOf(t, heads),
		"台账!A3: 1, 2024-01-05, 自然人, 2024-01-20 （一）予以公开",
		"警告 I-ec 台账!A1 全文: 把“办理情况 日期”当作“办结日期”，台账没有这一栏；不是同一天的，请加上",
		"提示 I-ed 台账!A1 全文: 没有读入这些栏：申请人 姓名")
}

// A ledger is the same from text of any kind, a workbook, a page and a document.
func TestLedgerFormats(t *testing.T) {
	long.OneGoroutine(t)
	rows := table{strings.Split(ledgerHeadRow, "|")}
	for i := range 10_000 {
		rows = append(rows, []string{fmt.Sprintf("2024-%05d", i), fmt.Sprintf("2024-%02d-%02d", i%12+1, i%28+1), []string{"自然人", "企业", "其他"}[i%3],
			[]string{"予以公开", "", "不予公开（过程性信息）", "重复申请"}[i%4], []string{"2024-12-30", "", "2024/12/31", "2024年12月31日"}[i%4], "张三"})
	}
	want, _, err := ReadLedger(strings.NewReader(rows.text(',')))
	if err != nil || len(want) != 10_000 {
		t.Fatal(len(want), err)
	}
	check := func(name string, data []byte, codes ...string) {
		t.Helper()
		got, findings, err := ReadLedger(bytes.NewReader(data))
		if err != nil || len(got) != len(want[:len(got)]) || len(got) == 0 {
			t.Fatalf("%s: %d, %v", name, len(got), err)
		}
		for i := range got {
			x := want[i]
			if x.Pos = got[i].Pos; !reflect.DeepEqual(got[i], x) || x.Pos == (report.Pos{}) {
				t.Fatalf("%s: %+v, not %+v", name, got[i], x)
			}
		}
		for _, f := range findings {
			if f.Code != "I-ed" && f.Code != "I-ep" && !slices.Contains(codes, f.Code) {
				t.Errorf("%s: %s %v: %s", name, f.Code, f.Pos, f.Message())
			}
		}
	}
	for _, mark := range ",\t;" {
		for _, encoding := range []string{"UTF-8", "BOM", "GB 18030", "UTF-16"} {
			check(string(mark)+" "+encoding, encode(t, rows[:1000].text(mark), encoding), "I-t")
		}
	}
	s := newSheet("台账")
	for i, row := range rows {
		for j, text := range row {
			if text != "" {
				s.cells[[2]int{i, j}] = text
			}
		}
	}
	check("XLSX", xlsxOf(t, s))
	check("SpreadsheetML", xml2003Of(s))
	var page strings.Builder
	page.WriteString("<html><body><p>依申请公开台账</p><table>")
	for _, row := range rows[:1000] {
		page.WriteString("<tr><td>" + strings.Join(row, "</td><td>") + "</td></tr>")
	}
	page.WriteString("</table></body></html>")
	check("HTML", []byte(page.String()))
	check("DOCX", docxOf(t, "依申请公开台账\n"+rows[:500].text('\t')+"注：无。\n"))
}

// Every label of every result, as the form writes it and in other spellings, is that of its
// row; what stands for several is none.
func TestLedgerResults(t *testing.T) {
	for _, e := range report.Editions() {
		labels := resultLabels()[e]
		if len(labels.labels) < 19 {
			t.Fatalf("%s: %q", e, labels.all())
		}
		for _, l := range labels.labels {
			group, label, inGroup := strings.Cut(l.label, " ")
			spellings := []string{l.label, "三、本年度办理结果" + l.label, strings.NewReplacer("（", "(", "）", ") ", ".", "、", "、", ",").Replace(l.label)}
			if inGroup {
				bare := label[len("1."):]
				spellings = append(spellings, group+"—"+bare, string([]rune(group)[3:])+"（"+bare+"）", group+bare, string([]rune(group)[1:2])+"、"+label, string([]rune(group)[:3])+label[:1])
				if !l.rest {
					spellings = append(spellings, label, bare, "属于"+bare)
				}
			} else {
				spellings = append(spellings, string([]rune(l.label)[3:]))
			}
			for _, s := range spellings {
				if m := labels.find(s); m.kind != aLabel || m.label != l.label {
					t.Errorf("%s: %s is %+v, not %s", e, s, m, l.label)
				}
			}
			for w := range l.words {
				if m := labels.find(w); m.kind == aLabel && m.label != l.label || m.kind != aLabel && !(l.rest && m.kind == aGroup) {
					t.Errorf("%s: %s is %+v, not %s", e, w, m, l.label)
				}
			}
		}
		for _, s := range []string{"不予公开", "（三）不予公开", "三", "1.不予公开", "无法提供", "不予处理决定书", "其他", "3.其他", "2.其他", "其它", "其他情形"} {
			if m := labels.find(s); m.kind == aLabel {
				t.Errorf("%s: %s is %s", e, s, m.label)
			}
		}
		for s, how := range map[string]toldHow{"（四）重复申请": judged, "1.重复申请": judged, "2.重复申请": itsLabel, "1.信访": sameThing} {
			if m := labels.find(s); m.kind != aLabel || m.told != how {
				t.Errorf("%s: %s is %+v", e, s, m)
			}
		}
		for _, s := range []string{"", "1", "予以公开、重复申请", "不属于国家秘密", "（七）总计", "一、本年新收政府信息公开申请数量", "公民", "不予公开 部分公开", "非公开", "不予公开 9", strings.Repeat("不予公开", 1000)} {
			if m := labels.find(s); m.kind != unknownWords {
				t.Errorf("%s: %s is %+v", e, s, m)
			}
		}
	}
}

func TestLedgerApplicants(t *testing.T) {
	for text, want := range map[string]string{
		"自然人": "自然人", "公民": "自然人", "个人": "自然人", "自然人（公民）": "自然人", "商业企业": "商业企业", "企业": "商业企业", "公司": "商业企业",
		"法人或其他组织—商业企业": "商业企业", "法人或者其他组织其他": "其他", "申请人情况 自然人": "自然人", "科研院所": "科研机构", "社会组织": "社会公益组织", "律师事务所": "法律服务机构", "其他": "其他", "其它": "其他",
		"法人": "", "法人或其他组织": "", "单位": "", "组织": "", "其他组织": "", "机关": "", "总计": "", "张三": "", "": "", "公民、企业": "", "自然人/公民": "自然人", "自然人/法人": "",
	} {
		if m := applicantLabels().find(text); m.kind == aLabel != (want != "") || want != "" && m.label != want {
			t.Errorf("%s is %+v, not %s", text, m, want)
		}
	}
}

func TestReadDay(t *testing.T) {
	for _, text := range []string{
		"2024-01-05", "2024-1-5", "2024/1/5", "2024/01/05", "2024.1.5", "2024年1月5日", "2024年01月05日", "2024年1月5号", "2024 年 1 月 5 日", "20240105", "20240105103000", "202401051030", "二〇二四年一月五日",
		"2024-01-05 10:30", "2024-01-05 10:30:00", "2024-01-05T10:30:00", "2024-01-05T10:30:00.000+08:00", "2024-01-05T00:00:00Z", "2024/1/5 9:05", "2024年1月5日上午9时", "2024年1月5日 下午3:05", "2024年1月5日10时30分",
		"2024-1-5 星期五", "2024年1月5日（周五）", "２０２４－０１－０５", "2024-01-05 PM", " 2024-01-05 ", "2024\u00a0年1月5日", "2024/1/5 下午 3:05:06", "2024年1月5日9点半",
	} {
		if d, why, ok := readDay(text); !ok && text != "2024-01-05 PM" || ok && d != (report.Date{Year: 2024, Month: 1, Day: 5}) {
			t.Errorf("%s is %v, %s", text, d, why)
		}
	}
	for text, want := range map[string]string{
		"24-1-5": yearOfTwoDigits, "24年1月5日": yearOfTwoDigits, "1/5/2024": unknownOrder, "5.1.2024": unknownOrder, "1月5日": noYear, "1-5": noYear, "2024年1月": noDay, "2024-01": noDay, "45296": serialDay, "45296.5": serialDay,
		"2024-01-05至2024-01-08": severalDays, "2024-01-05、2024-01-08": severalDays, "2024-01-05T18:00:00Z": otherZone, "2024-01-05 18:00 +09:00": otherZone,
		"": "", "1": "", "13812345678": "", "2024-01-0510:30": "", "2024-01/05": "", "87654321": "", "2024-1-5a": "", "Jan 5, 2024": "", "2024": "", "20241305": "", "2024年1月5日前": "", "2024-01-051": "", "2024-01-05 25:61": "", "2023-12-31 24:00": "", "202401052561": "", "2024年1月5日25时": "",
	} {
		if d, why, ok := readDay(text); ok || why != want {
			t.Errorf("%s is %v, %q", text, d, why)
		}
	}
}

// Neither a finding nor an error has a word of the columns that are not read, or that stands
// in another column by mistake.
func TestLedgerPersonal(t *testing.T) {
	secrets := []string{"张三丰", "13812345678", "110101199003074477", "幸福路", "zhangsan"}
	rows := []string{"编号,收到日期,申请人类型,申请人,电话,证件号码,地址,邮箱,办理结果,办结日期"}
	for i := range 10 {
		cells := strings.Split("1,2024-01-05,自然人,张三丰,13812345678,110101199003074477,幸福路8号,zhangsan@a.cn,予以公开,2024-01-20", ",")
		moved := slices.Clone(cells)
		copy(moved[i:], cells[min(i+1, 9):])
		rows = append(rows, strings.Join(moved, ","), strings.Join(slices.Insert(cells, i, "张三丰"), ","), strings.Join(append([]string{"\"张三丰\n幸福路\""}, cells...), ","))
	}
	text := strings.Join(rows, "\n")
	for _, data := range []string{text, text + "\n\xff\xff张三丰", strings.ReplaceAll(text, "收到日期", "幸福"), text + ",\"张三丰"} {
		applications, findings, err := ReadLedger(strings.NewReader(data))
		got := fmt.Sprint(findings, err)
		for _, f := range findings {
			got += f.Message() + f.English() + f.Quote
		}
		for _, a := range applications {
			a.Number = "" // which may be anything
			got += fmt.Sprint(a)
		}
		for _, s := range secrets {
			if strings.Contains(got, s) {
				t.Errorf("%s is told: %.2000s", s, got)
			}
		}
	}
}

// Hostile ledgers are refused, or read, within bounds.
func TestLedgerHostile(t *testing.T) {
	long.OneGoroutine(t)
	head := strings.ReplaceAll(ledgerHeadRow, "|", ",")
	row := "1,2024-01-05,自然人,予以公开,2024-01-20,张三\n"
	for name, data := range map[string]string{
		"many columns": head + strings.Repeat(",甲", 15_000) + "\n" + row,
		"many heads":   strings.Repeat(head+",", 1000) + "\n" + row,
		"a long row":   head + "\n1" + strings.Repeat(",", 30_000) + "\n" + row,
		"a long cell":  head + "\n1,2024-01-05," + strings.Repeat("自", 100_000) + ",予以公开,2024-01-20,张三\n" + row,
		"many faults":  head + "\n" + strings.Repeat("1,x,自然人,予以公开,2024-01-20,张三\n", 5_000),
		"a long quote": head + "\n1,\"" + strings.Repeat("自然人\n", 2_000_000),
		"many words":   head + "\n" + manyWords(5_000),
		"many rows":    head + "\n" + strings.Repeat(row, maxLedgerRows+1),
		"heads alone":  head + "\n" + strings.Repeat(head+"\n", 20_000),
	} {
		applications, findings, err := ReadLedger(strings.NewReader(data))
		if len(findings) > maxLedgerFaults+100 || len(applications) > maxLedgerRows {
			t.Errorf("%s: %d applications, %d findings, %v", name, len(applications), len(findings), err)
		}
		if err == nil && !report.HasErrors(findings) && name != "heads alone" && name != "many columns" {
			t.Errorf("%s: %d applications, and nothing is told: %v", name, len(applications), findings)
		}
	}
}

func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d,2024-01-05,自然人,不予公开%d,2024-01-20,张三\n", i, i)
	}
	return b.String()
}

// A ledger is no report, and says so; a report is no ledger.
func TestLedgerIsNoReport(t *testing.T) {
	text := strings.ReplaceAll(ledgerHeadRow, "|", ",") + "\n1,2024-01-05,自然人,予以公开,2024-01-20,张三\n"
	book := xlsxOf(t, sheetWith("台账", ledgerHeadRow, "1|2024-01-05|自然人|予以公开|2024-01-20|张三"))
	for _, data := range [][]byte{[]byte(text), book, encode(t, text, "GB 18030")} {
		_, _, err := Read(data)
		if e := (*report.InputError)(nil); !errors.As(err, &e) || e.Code != "I-ew" {
			t.Errorf("read as a report: %v", err)
		}
		for _, err := range ReadAll(bytes.NewReader(data)) {
			if e := (*report.InputError)(nil); !errors.As(err, &e) || e.Code != "I-ew" {
				t.Errorf("read as reports: %v", err)
			}
		}
	}
	for _, data := range []string{plain(t), "", "{}", "%PDF-1.7", "\x89PNG", strings.Repeat("张三\n", 10)} {
		_, _, err := ReadLedger(strings.NewReader(data))
		if e := (*report.InputError)(nil); !errors.As(err, &e) {
			t.Errorf("%.20q: %v", data, err)
		}
	}
}

// FuzzReadLedger reads anything: every row below the heads is an application, at fault, or
// told to be left out, and no application has a kind or a result that the form has not.
func FuzzReadLedger(f *testing.F) {
	addGoldens(f, "testdata/ledger/*.txtar")
	f.Fuzz(func(t *testing.T, data []byte) {
		if sniff(data) != formatText {
			return
		}
		applications, findings, err := ReadLedger(bytes.NewReader(data))
		if err != nil && (err.Error() == "" || applications != nil) {
			t.Fatal(err)
		}
		for _, x := range findings {
			if x.Message() == "" || x.English() == "" {
				t.Errorf("%+v", x)
			}
		}
		for _, a := range applications {
			if m := applicantLabels().find(a.Applicant); a.Applicant != "" && m.label != a.Applicant {
				t.Errorf("%+v", a)
			}
			if labels := resultLabels()[closedEdition(&a)]; a.Result != "" && !slices.Contains(labels.all(), a.Result) {
				t.Errorf("%+v", a)
			}
		}
	})
}
