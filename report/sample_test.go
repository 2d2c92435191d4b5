package report

import (
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

// samples are reports of all editions, of all shapes that the data has.
func samples() map[string]*Report {
	all := map[string]*Report{
		"zero":  {Agency: "某局", Year: 2023, Tables: new(Tables2021)},
		"blank": {Agency: "某局", Year: 2020, Tables: NewTables(Edition2019)},
		"odd": {
			Agency: "“局” \\ \u2028 \u0007 \U00020BB7", Year: 9999, Title: "<&>", Scope: ScopeJurisdiction,
			Preamble: []string{"", "a\r\nb\tc"},
			Overview: Section{Subsections: []Subsection{{}, {Topic: TopicManagement, Title: "管理", RunIn: true}}},
			Tables:   new(Tables2019),
			Date:     Date{2024, 2, 29},
			Reasons: []Reason{
				{Code: "N-b", Path: "/problems", Figures: []string{"现为空白", ""}, Text: "“新设”\n机构", Who: "张三", When: Date{2024, 1, 8}},
				{},
			},
			Revision: Revision{Number: 99, Reason: "“漏计” \\ 2件"},
		},
	}
	for _, e := range Editions() {
		all[string(e)] = sample(e)
	}
	return all
}

// sample returns a report whose every figure is another one, and balanced.
func sample(e Edition) *Report {
	r := &Report{
		Agency:   "国家某局",
		Year:     map[Edition]int{Edition2019: 2020, Edition2021: 2023, "pretend": 9000}[e],
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》，编制本报告。"},
		Overview: Section{
			Paragraphs: []string{"本年度工作如下。"},
			Subsections: []Subsection{
				{Topic: TopicDisclosure, RunIn: true, Paragraphs: []string{"公开信息 500 条。"}},
				{Topic: TopicApplications, Title: "依申请公开情况", Paragraphs: []string{"收到申请。", "均已办结。"}},
				{Topic: TopicManagement, Paragraphs: []string{"清理失效文件。"}},
				{Topic: TopicPlatforms, Paragraphs: []string{"更新网站栏目。"}},
				{Topic: TopicSupervision, Paragraphs: []string{"列入年度考核。"}},
				{Title: "标准化建设", Paragraphs: []string{"完成目录。"}},
			},
		},
		Disclosure:   Section{Notes: []string{"注：含所属单位。"}},
		Applications: Section{Paragraphs: []string{"下表含上年结转。"}},
		Problems:     Section{Paragraphs: []string{"存在的主要问题：解读不够。改进：加强解读。"}},
		Other:        Section{Paragraphs: []string{"本年度未收取信息处理费。"}},
		Tables:       NewTables(e),
		Issuer:       "国家某局",
	}
	r.Date = Date{r.Year + 1, 1, 15}
	n := Count(0)
	f := r.Tables.form()
	for row, col := range f.each() {
		switch c := row.cell(r.Tables, col).(type) {
		case *Count:
			n++
			*c = n
		case *Change:
			n++
			*c = -Change(n)
		case *Amount:
			*c = MustAmount("38.441094")
		}
	}
	// New applications are what the results and those carried forward leave.
	rows := f.tables[1].rows
	for i := range applicantKinds {
		carried := rows[1].number(r.Tables, i)
		out := rows[len(rows)-2].number(r.Tables, i) + rows[len(rows)-1].number(r.Tables, i)
		*rows[0].cell(r.Tables, i).(*Count) = Count(out - carried)
	}
	return r
}

// checkBlock fails where a block cannot be drawn.
func checkBlock(t *testing.T, b doc.Block) {
	t.Helper()
	switch b := b.(type) {
	case *doc.Table:
		if _, err := b.Grid(); err != nil {
			t.Error(err)
		}
		for _, row := range b.Rows {
			for _, c := range row.Cells {
				checkText(t, c.Runs)
			}
		}
	case *doc.Heading:
		checkText(t, b.Runs)
		if doc.PlainText(b.Runs) == "" {
			t.Error("a heading without text")
		}
	case *doc.Paragraph:
		checkText(t, b.Runs)
	}
}

func checkText(t *testing.T, runs []doc.Run) {
	t.Helper()
	if bad, found := unprintable(doc.PlainText(runs), false); found {
		t.Errorf("%s in %q", bad, doc.PlainText(runs))
	}
}
