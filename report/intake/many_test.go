package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// table is a table of many bodies: rows by columns.
type table [][]string

func (t table) text(mark rune) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = mark
	w.WriteAll(t)
	return b.String()
}

// bodiesTable returns a table that has all columns of an edition, and what its rows say.
func bodiesTable(e report.Edition, heads func(Column) []string, agencies ...string) (t table, want []*report.Report) {
	columns := Columns(e)
	for i := range heads(columns[0]) {
		var row []string
		for _, c := range columns {
			row = append(row, heads(c)[i])
		}
		t = append(t, row)
	}
	for _, agency := range agencies {
		r := bodyReport(e, agency)
		want = append(want, r)
		cells := map[string]string{}
		for c := range report.Cells(r.Tables) {
			cells[c.Path] = c.String()
		}
		var row []string
		for _, c := range columns {
			text, ok := cells[c.Path]
			if !ok {
				text = map[string]string{
					"agency": agency, "year": strconv.Itoa(r.Year), "preamble": "引言，第一段。\n第二段。", "overview/subsections/platforms": "网站一个。",
					"problems/paragraphs": "存在的问题：=1+1。", "issuer": agency, "date": "2024年1月15日",
				}[c.Path]
			}
			row = append(row, text)
		}
		t = append(t, row)
	}
	return t, want
}

func bodyReport(e report.Edition, agency string) *report.Report {
	r := &report.Report{
		Agency: agency, Year: map[report.Edition]int{report.Edition2019: 2020, report.Edition2021: 2023}[e],
		Preamble: []string{"引言，第一段。", "第二段。"},
		Overview: report.Section{Subsections: []report.Subsection{{Topic: report.TopicPlatforms, Paragraphs: []string{"网站一个。"}}}},
		Problems: report.Section{Paragraphs: []string{"存在的问题：=1+1。"}},
		Tables:   report.NewTables(e), Issuer: agency, Date: report.Date{Year: 2024, Month: 1, Day: 15},
	}
	if r.Year == 0 {
		r.Year = 9000
	}
	n := 100 * len(agency)
	for c := range report.Cells(r.Tables) {
		if n++; !c.Computed {
			c.Set(strconv.Itoa(n))
		}
	}
	return r
}

func byLabel(c Column) []string { return []string{strings.Join(c.Labels, " ")} }

func byPath(c Column) []string { return []string{c.Path} }

func byBoth(c Column) []string { return []string{strings.Join(c.Labels, " "), c.Path} }

// stacked is as a sheet of merged heads is saved: a head stands over its first column.
func stacked() func(Column) []string {
	over := [2]string{}
	rows := map[string][]string{} // by the path, for every call gives the same
	return func(c Column) []string {
		if rows[c.Path] != nil {
			return rows[c.Path]
		}
		row := []string{c.Labels[0], "", ""}
		if len(c.Labels) == 3 {
			copy(row, c.Labels)
			for i := range over {
				if over[i] == row[i] {
					row[i] = ""
				} else {
					over[i] = row[i]
				}
			}
		}
		rows[c.Path] = row
		return row
	}
}

func encode(t *testing.T, text, encoding string) []byte {
	t.Helper()
	var out []byte
	var err error
	switch encoding {
	case "UTF-8":
		return []byte(text)
	case "BOM":
		return []byte("\uFEFF" + text)
	case "GB 18030":
		out, err = simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	case "UTF-16":
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever names the columns, divides them and encodes the text, the bodies are the same.
func TestReadAll(t *testing.T) {
	t.Parallel()
	for _, e := range report.Editions() {
		for name, heads := range map[string]func(Column) []string{"labels": byLabel, "paths": byPath, "both": byBoth, "stacked": stacked()} {
			rows, want := bodiesTable(e, heads, "某市某局", "某市市场监督管理局")
			for _, mark := range ",\t;" {
				for _, encoding := range []string{"UTF-8", "BOM", "GB 18030", "UTF-16"} {
					t.Run(fmt.Sprintf("%s %s %q %s", e, name, mark, encoding), func(t *testing.T) {
						i := 0
						for b, err := range ReadAll(bytes.NewReader(encode(t, rows.text(mark), encoding))) {
							if err != nil || i == len(want) {
								t.Fatalf("body %d: %v", i, err)
							}
							checkSame(t, b.Report, want[i])
							if told := codesOf(b.Findings); b.At.Line < 2 || len(told) > 1 || len(told) == 1 && told[0] != "I-t" {
								t.Errorf("body %d at %v: %v", i, b.At, b.Findings)
							}
							i++
						}
						if i != len(want) {
							t.Errorf("%d bodies", i)
						}
					})
				}
			}
		}
	}
}

func checkSame(t *testing.T, got, want *report.Report) {
	t.Helper()
	a, err := report.Encode(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := report.Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("got %s\nwant %s", a, b)
	}
}

func codesOf(findings []report.Finding) (codes []string) {
	for _, f := range findings {
		codes = append(codes, f.Code)
	}
	return codes
}

// bodiesOf tells what came of a table: a line a body, or error, or finding.
func bodiesOf(bodies iter.Seq2[Body, error]) string {
	var b strings.Builder
	for x, err := range bodies {
		if err != nil {
			fmt.Fprintf(&b, "%v: error %v\n", x.At, err)
		} else {
			fmt.Fprintf(&b, "%v: %s %d %s\n", x.At, x.Report.Agency, x.Report.Year, x.Report.Tables.Edition())
			for c := range report.Cells(x.Report.Tables) {
				if !c.Blank() && !c.Computed {
					fmt.Fprintf(&b, "  %s %s\n", c.Path, c.String())
				}
			}
		}
		for _, f := range x.Findings {
			fmt.Fprintf(&b, "  %s %s：%s\n", f.Code, where(f), f.Message())
		}
	}
	return b.String()
}

const heads = "机关全称,年度,一、本年新收政府信息公开申请数量 自然人,一、本年新收政府信息公开申请数量 商业企业,行政许可,一、本年新收政府信息公开申请数量 总计\n"

// What is wrong with a table, or a row of it.
func TestReadAllTells(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a row that is wrong is that row's error, and the others are read", heads + "甲局,2023,1,2,3,3\n乙局,2023,x,1.5,3,3\n丙局,2023,4,/,6,4\n", `
第 2 行: 甲局 2023 2021
  /tables/disclosure/licenses 3
  /tables/applications/received/naturalPersons 1
  /tables/applications/received/enterprises 2
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
第 3 行: error 第 3 行第 3 格 表三 一、本年新收政府信息公开申请数量 自然人：“x”不是件数；应填 0 或正整数，最多十二位（另有 1 处）
  T3-c 第 3 行 表三 一、本年新收政府信息公开申请数量 总计：总计与各类申请人之和不符：填报 3，应为 0，相差 3
第 4 行: 丙局 2023 2021
  /tables/disclosure/licenses 6
  /tables/applications/received/naturalPersons 4
  /tables/applications/received/enterprises /
`},
		{"a wrong total is told with its cell", heads + "甲局,2023,1,2,3,4\n", `
第 2 行: 甲局 2023 2021
  /tables/disclosure/licenses 3
  /tables/applications/received/naturalPersons 1
  /tables/applications/received/enterprises 2
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
  T3-c 第 2 行 表三 一、本年新收政府信息公开申请数量 总计：总计与各类申请人之和不符：填报 4，应为 3，相差 1
`},
		{"a body that is there twice, one of another year, sums and repeated heads", heads + "甲局,2023,1,2,3,3\n甲 局,2023,1,2,3,3\n甲局,2024,5,,,\n" + heads + "全市合计,,2,4,6,6\n,,,,,\n填表人：张三,,,,,\n", `
第 2 行: 甲局 2023 2021
  /tables/disclosure/licenses 3
  /tables/applications/received/naturalPersons 1
  /tables/applications/received/enterprises 2
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
第 3 行: error 第 3 行：“甲 局”出现了两次，前一次在第 2 行；请只留一处，或看看合并单元格是不是拆开了、各页的次序对不对
第 4 行: 甲局 2024 2021
  /tables/applications/received/naturalPersons 5
  I-aq 第 5 行：没有读入重复的表头：1 处
  I-aq 第 6 行：没有读入合计行：1 处
  I-aq 第 8 行：没有读入表下的说明：1 处
  I-al 第 4 行 表三 一、本年新收政府信息公开申请数量 总计：没有填报总计，由各项相加得出
`},
		{"a figure with a comma and no quotation marks", "机关全称,报告年度,行政许可,行政处罚,行政强制,,\n甲局,2023,1,204,3,0,\n乙局,2023,\"1,204\",3,0,,\n丙局,2023,1,2,3,,,,4\n", `
第 2 行: error 第 2 行第 6 格：“0”在最后一栏之后，没有栏名，前面的数可能错了位；请看看是不是多了一格，带逗号的数要加引号
第 3 行: 乙局 2023 2021
  /tables/disclosure/licenses 1204
  /tables/disclosure/penalties 3
  /tables/disclosure/compulsoryMeasures 0
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
  I-dk 第 3 行 表二 行政许可：“1,204”读作 1204
第 4 行: error 第 4 行第 9 格：“4”在最后一栏之后，没有栏名，前面的数可能错了位；请看看是不是多了一格，带逗号的数要加引号
`},
		{"columns that are not known", "机关全称,报告年度,序号,行政许可,行政处罚,行政强制,行政许可证\n甲局,2023,1,1,2,3,9\n", `
第 2 行: 甲局 2023 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 2
  /tables/disclosure/compulsoryMeasures 3
  I-da 全文：没有采用这些栏：序号、行政许可证；栏名应是格式的行名和列名，如“一、本年新收政府信息公开申请数量”下的“自然人”
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
`},
		{"a column that is there twice", "机关全称,报告年度,行政许可,行政处罚,行政强制,行政许可\n甲局,2023,1,2,3,9\n", `
: error 第 1 行第 6 格：“行政许可”出现了两次，前一次在第 1 行第 3 格；请只留一处，或看看合并单元格是不是拆开了、各页的次序对不对
`},
		{"heads that contradict each other", "机关全称,报告年度,行政许可,行政处罚,行政强制\nagency,year,tables/disclosure/licenses,tables/disclosure/compulsoryMeasures,\n甲局,2023,1,2,3\n", `
: error 第 1 行第 4 格：同一栏的两行表头说的不是一项：/tables/disclosure/compulsoryMeasures、行政处罚；请改正其中一个
`},
		{"no agency, no year, a year without a form", "机关全称,报告年度,行政许可,行政处罚,行政强制\n,2023,1,2,3\n甲局,,1,2,3\n乙局,2018,1,2,3\n丙局,二〇二四年,1,2,3\n", `
第 2 行: error 第 2 行第 1 格：这一行没有机关全称；请加上
第 3 行: error 第 3 行第 2 格：这一行没有报告年度；请加上
第 4 行: error 第 4 行第 2 格：报告年度应为 2019 年至 9999 年，现为 2018
第 5 行: 丙局 2024 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 2
  /tables/disclosure/compulsoryMeasures 3
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
`},
		{"the year above the heads, or nowhere", "某市2023年政府信息公开情况汇总表,,,\n单位名称,行政许可,行政处罚,行政强制,年度\n甲局,1,2,,\n乙局,1,2,,2024\n", `
第 3 行: 甲局 2023 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 2
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
第 4 行: 乙局 2024 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 2
`},
		{"no year at all", "单位名称,行政许可,行政处罚,行政强制\n甲局,1,2,3\n", `
第 2 行: 甲局 0 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 2
  /tables/disclosure/compulsoryMeasures 3
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
  I-dc 第 2 行：这一行没有报告年度；请加上
`},
		{"a figure of another edition", "单位名称,年度,一、本年新收政府信息公开申请数量 自然人,一、本年新收政府信息公开申请数量 其他,表四 行政复议 结果维持,（六）其他处理 自然人\n甲局,2020,1,2,3,4\n乙局,2023,1,2,3,\n丙局,2023,1,2,3,0\n", `
第 2 行: 甲局 2020 2019
  /tables/applications/received/naturalPersons 1
  /tables/applications/received/others 2
  /tables/applications/results/other/naturalPersons 4
  /tables/remedies/reconsideration/upheld 3
  I-db 全文：有 162 个数据没有栏，作为空白，第一个是“表二 规章 本年新制作数量”
第 3 行: 乙局 2023 2021
  /tables/applications/received/naturalPersons 1
  /tables/applications/received/others 2
  /tables/remedies/reconsideration/upheld 3
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
第 4 行: error 第 4 行第 6 格：2021 年版的格式没有“（六）其他处理 自然人”；请看看是不是混用了两个版本的表格
`},
		{"no body", "单位名称,年度,行政许可,行政处罚,行政强制\n", `
: error 表头下没有一个机关；请一个机关填一行
`},
		{"text that is in no encoding", "单位名称,年度,行政许可,行政处罚,行政强制\n甲局,2023,1,2,3\n乙\xFF,2023,1,2,3\n", `
第 2 行: 甲局 2023 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 2
  /tables/disclosure/compulsoryMeasures 3
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
第 3 行: error 第 3 行第 1 格：不是 UTF-8 编码的文字：乙�；请另存为 UTF-8 文本
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "no year at all" && len(report.Editions()) > 2 {
				t.Skip("it is taken for the newest edition")
			}
			if got := bodiesOf(ReadAll(strings.NewReader(c.in))); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// A table of a workbook is read as text is, whether its heads are merged or stand over
// their first column alone.
func TestReadAllGrid(t *testing.T) {
	rows, want := bodiesTable(report.Edition2021, stacked(), "某市某局", "某市市场监督管理局")
	for _, merged := range []bool{false, true} {
		g := &source.Grid{Rows: len(rows), Cols: len(rows[0])}
		covered := map[[2]int]bool{}
		for i, row := range rows {
			for j, text := range row {
				c := source.Cell{At: report.Pos{Sheet: "汇总", Cell: fmt.Sprint(i+1, "-", j+1)}, Row: i, Col: j, Rows: 1, Cols: 1, Text: text}
				if merged && i < 2 && text != "" {
					for j+c.Cols < len(row) && row[j+c.Cols] == "" && (i == 0 || rows[0][j+c.Cols] == "") && rows[2][j+c.Cols] != "" && rows[2][j] != "" {
						covered[[2]int{i, j + c.Cols}] = true
						c.Cols++
					}
				}
				if !covered[[2]int{i, j}] {
					g.Cells = append(g.Cells, c)
				}
			}
		}
		if merged && len(covered) < 100 {
			t.Fatalf("%d places are covered", len(covered))
		}
		table := newGridTable(g, nil, new(notes))
		if table == nil {
			t.Fatalf("merged %v: no table of many bodies", merged)
		}
		i := 0
		Options{}.bodies(table, func(b Body, err error) bool {
			if err != nil || len(b.Findings) > 0 {
				t.Fatalf("merged %v: %v, %v", merged, err, b.Findings)
			}
			checkSame(t, b.Report, want[i])
			if b.At.Sheet != "汇总" || b.At.Cell != fmt.Sprint(i+4, "-1") {
				t.Errorf("merged %v: body %d at %v", merged, i, b.At)
			}
			i++
			return true
		})
		if i != len(want) {
			t.Errorf("merged %v: %d bodies", merged, i)
		}
	}
}

// A figure in a cell that is merged over several is nobody's.
func TestReadAllMerged(t *testing.T) {
	for _, span := range [][2]int{{1, 1}, {1, 2}, {2, 1}} {
		g := &source.Grid{Rows: 3, Cols: 5}
		add := func(row, col, rows, cols int, text string) {
			g.Cells = append(g.Cells, source.Cell{At: report.Pos{Table: 1, Row: row + 1, Col: col + 1}, Row: row, Col: col, Rows: rows, Cols: cols, Text: text})
		}
		for i, head := range []string{"机关全称", "年度", "行政许可", "行政处罚", "行政强制"} {
			add(0, i, 1, 1, head)
		}
		add(1, 0, 1, 1, "甲局")
		add(1, 1, 1, 1, "2023")
		add(1, 2, span[0], span[1], "5")
		add(1, 4, 1, 1, "6")
		add(2, 0, 1, 1, "乙局")
		add(2, 1, 1, 1, "2023")
		var codes []string
		Options{}.bodies(newGridTable(g, nil, new(notes)), func(_ Body, err error) bool {
			e := (*report.InputError)(nil)
			errors.As(err, &e)
			if codes = append(codes, ""); e != nil {
				codes[len(codes)-1] = e.Code
			}
			return true
		})
		want := []string{"I-dh", ""}
		if span == [2]int{1, 1} {
			want[0] = ""
		}
		if !slices.Equal(codes, want) {
			t.Errorf("%v: %q", span, codes)
		}
	}
}

// Other inputs have the one report that Read reads, or its error.
func TestReadAllOfOne(t *testing.T) {
	data, err := report.Encode(bodyReport(report.Edition2021, "某市某局"))
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{string(data), "", "不是报告", "%PDF-1.7", "机关全称,年度\n甲局,2023\n"} {
		want, findings, wantErr := Read([]byte(in))
		n := 0
		for b, err := range ReadAll(strings.NewReader(in)) {
			n++
			if fmt.Sprint(err) != fmt.Sprint(wantErr) || (b.Report == nil) != (want == nil) || len(b.Findings) != len(findings) || b.At != (report.Pos{}) {
				t.Errorf("%.20q: %v, not %v", in, err, wantErr)
			}
			if want != nil {
				checkSame(t, b.Report, want)
			}
		}
		if n != 1 {
			t.Errorf("%.20q: %d bodies", in, n)
		}
	}
}

// However many rows there are, no more than one is held; and whoever has enough stops.
func TestReadAllStreams(t *testing.T) {
	const bodies = 5_000
	in := &generator{rest: heads, head: heads, row: func(n int) string { return fmt.Sprintf("第%d局,2023,%d,0,0,%d\n", n, n, n) }, rows: bodies}
	n := 0
	for b, err := range ReadAll(in) {
		if err != nil {
			t.Fatal(err)
		}
		if b.Report.Agency != fmt.Sprintf("第%d局", n) {
			t.Fatalf("body %d is %s", n, b.Report.Agency)
		}
		if n++; n == 10 && in.next > 4_000 {
			t.Errorf("%d rows were read for 10", in.next)
		}
	}
	if n != bodies {
		t.Errorf("%d bodies", n)
	}
	in.next, in.rest = 0, in.head
	for range ReadAll(in) {
		break
	}
	if in.next > 4_000 {
		t.Errorf("%d rows were read for one", in.next)
	}
	// A row that does not end is an error, not all the memory there is.
	endless := io.MultiReader(strings.NewReader(heads+"甲局,2023,1,2,3,3\n乙局,2023,\""), zeros{})
	var last error
	n = 0
	for _, err := range ReadAll(endless) {
		last = err
		n++
	}
	if e := (*report.InputError)(nil); n != 2 || !errors.As(last, &e) || e.Code != "I-dg" {
		t.Errorf("an endless row: %d, %v", n, last)
	}
}

// Nor may a row have cells without end.
func TestReadAllWide(t *testing.T) {
	in := heads + "甲局,2023,1,2,3,3\n乙局,2023" + strings.Repeat(",", 3<<20) + "\n丙局,2023,1,2,3,3\n"
	var codes []string
	for _, err := range ReadAll(strings.NewReader(in)) {
		if e := (*report.InputError)(nil); errors.As(err, &e) {
			codes = append(codes, e.Code)
		} else {
			codes = append(codes, "")
		}
	}
	if !slices.Equal(codes, []string{"", "I-dg"}) {
		t.Errorf("%q", codes)
	}
}

// generator gives rows as they are read.
type generator struct {
	head, rest string
	row        func(int) string
	next, rows int
}

func (g *generator) Read(p []byte) (int, error) {
	if g.rest == "" {
		if g.next == g.rows {
			return 0, io.EOF
		}
		g.rest = g.row(g.next)
		g.next++
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	return n, nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func FuzzReadAll(f *testing.F) {
	f.Add([]byte(heads + "甲局,2023,1,2,3,3\n乙局,2023,x,1.5,3,3\n合计,,1,2,3,3\n"))
	f.Add([]byte("\uFEFF某市2023年汇总,,,\n单位名称\t行政许可\t行政处罚\t行政强制\n甲局\t1\t2\t3\n"))
	f.Add([]byte("机关全称;年度;行政许可;行政处罚;行政强制\nagency;year;tables/disclosure/licenses;;\n\"甲\n局\";2023;1;2;3\n"))
	rows, _ := bodiesTable(report.Edition2019, stacked(), "某局")
	f.Add([]byte(rows.text(',')))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for b, err := range ReadAll(bytes.NewReader(data)) {
			if (b.Report == nil) != (err != nil) {
				t.Errorf("%v, %v", b.Report, err)
			}
			if n++; n > len(data)+1 {
				t.Fatal("more bodies than bytes")
			}
			if err != nil {
				continue
			}
			for c := range report.Cells(b.Report.Tables) {
				if n, ok := c.Int(); ok && !c.Computed && b.At != (report.Pos{}) && n != 0 && !strings.ContainsAny(string(data), "123456789０１２３４５６７８９〇零") {
					t.Errorf("%s is %d", c.Path, n)
				}
			}
		}
	})
}

// A blank cell is 0 where that is asked for; what has no column is blank all the same.
func TestReadAllBlankAsZero(t *testing.T) {
	const in = "机关全称,年度,行政许可,行政处罚,行政强制\n甲局,2023,1,,\n"
	const want = `第 2 行: 甲局 2023 2021
  /tables/disclosure/licenses 1
  /tables/disclosure/penalties 0
  /tables/disclosure/compulsoryMeasures 0
  I-db 全文：有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
  I-ap 全文：空单元格按 0 读入：2 个
`
	if got := bodiesOf(Options{BlankAsZero: true}.ReadAll(strings.NewReader(in))); got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestHostileHeads reads heads that say again and again what they stand under.
func TestHostileHeads(t *testing.T) {
	head := strings.Repeat("表三收到和处理政府信息公开申请情况", 60) // 2⁶⁰ ways to take it apart
	input := "机关全称,报告年度" + strings.Repeat(","+head+"其他", 80) + "\n某某局,2023\n"
	for b, err := range ReadAll(strings.NewReader(input)) {
		if err == nil {
			t.Errorf("%+v", b)
		}
	}
}
