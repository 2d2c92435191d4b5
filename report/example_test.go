package report_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// A report is a struct. What happened is filled in; zero values are zeros.
func Example() {
	r := report.Report{
		Agency:   "某某市交通运输局",
		Year:     2023,
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》编制本报告。"},
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, Paragraphs: []string{"主动公开信息500条。"}},
			{Topic: report.TopicApplications, Paragraphs: []string{"新收申请3件，均已办结。"}},
			{Topic: report.TopicManagement, Paragraphs: []string{"清理失效文件2件。"}},
			{Topic: report.TopicPlatforms, Paragraphs: []string{"按规定的栏目更新门户网站。"}},
			{Topic: report.TopicSupervision, Paragraphs: []string{"列入年度考核，培训2次。"}},
		}},
		Problems: report.Section{Paragraphs: []string{"存在的问题：政策解读形式单一。改进情况：增加图解。"}},
		Other:    report.Section{Paragraphs: []string{"本年度未收取信息处理费。"}},
		Tables: &report.Tables2021{
			Disclosure: report.Disclosure2021{
				NormativeDocuments: report.DocumentCounts{Issued: 2, Repealed: 1, InForce: 11},
				Licenses:           550,
				AdministrativeFees: report.MustAmount("38.441094"),
			},
			Applications: report.Applications2021{
				Received: report.Applicants{NaturalPersons: 2, Enterprises: 1},
				Results: report.Results2021{
					Granted:     report.Applicants{NaturalPersons: 1, Enterprises: 1},
					Unavailable: report.Unavailable{NotHeld: report.Applicants{NaturalPersons: 1}},
				},
			},
		},
		Issuer: "某某市交通运输局",
		Date:   report.Date{Year: 2024, Month: 1, Day: 15},
	}
	fmt.Println(r.FullTitle())
	fmt.Println(len(r.Check()), "findings")

	// Output:
	// 某某市交通运输局2023年政府信息公开工作年度报告
	// 0 findings
}

// Findings say by code, place and both figures what does not agree.
func ExampleReport_Check() {
	tables := &report.Tables2021{}
	tables.Applications.Received.NaturalPersons = 7
	tables.Applications.Results.Granted.NaturalPersons = 6
	tables.Disclosure.Penalties = report.Blank
	r := report.Report{
		Agency:   "某某市交通运输局",
		Year:     2023,
		Title:    "某某市交通运输局2022年政府信息公开工作年度报告",
		Problems: report.Section{Paragraphs: []string{"存在的问题：政策解读形式单一。改进情况：增加图解。"}},
		Other:    report.Section{Paragraphs: []string{"本年度未收取信息处理费。"}},
		Tables:   tables,
	}
	findings := r.Check()
	for _, f := range findings {
		fmt.Println(f.Severity, f.Code, f.Place, f.Message())
	}
	fmt.Println(report.HasErrors(findings))
	fmt.Println(findings[0].English())

	// Output:
	// 错误 D-a 标题 年份不一致：文中为 2022，报告年度为 2023；请核对后改正其中之一
	// 警告 S-a 一、总体情况 总体情况应写明主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；没有写的：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障
	// 警告 N-f 表二 行政处罚 未填；没有发生的填 0
	// 错误 T3-a 表三 自然人 第一项加第二项之和不等于第三项加第四项之和：一＋二＝7，三（七）＋四＝6，相差 1
	// true
	// years differ: the text has 2022, the report is for 2023; correct the one or the other
}

// Beside the report of the year before, a report is seen not to follow from it.
func ExampleReport_CheckAgainst() {
	last := report.Report{Agency: "某某市交通运输局", Year: 2022, Tables: &report.Tables2021{
		Disclosure:   report.Disclosure2021{NormativeDocuments: report.DocumentCounts{InForce: 10}},
		Applications: report.Applications2021{CarriedForward: report.Applicants{NaturalPersons: 3}},
	}}
	r := report.Report{Agency: "某某市交通运输局", Year: 2023, Tables: &report.Tables2021{
		Disclosure:   report.Disclosure2021{NormativeDocuments: report.DocumentCounts{Issued: 2, Repealed: 1, InForce: 13}},
		Applications: report.Applications2021{CarriedOver: report.Applicants{NaturalPersons: 2}},
	}}
	for _, f := range r.CheckAgainst(&last) {
		if f.Code == "Y-a" || f.Code == "T2-b" {
			fmt.Println(f.Severity, f.Code, f.Place, f.Message())
		}
	}

	// Output:
	// 错误 Y-a 表三 二、上年结转政府信息公开申请数量 自然人 上年结转 2 件，上年报告的“结转下年度继续办理”是 3 件，相差 1；请核对两年的报告
	// 警告 T2-b 表二 行政规范性文件 现行有效件数 现行有效 13 件，上年报告的现行有效件数加本年制发、减本年废止是 11 件，相差 2；因清理、失效、机构改革而不同的，请说明
}

// The document is a tree of headings, paragraphs and tables that every format
// is drawn from.
func ExampleReport_Document() {
	r := report.Report{
		Agency: "某某市交通运输局",
		Year:   2023,
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"主动公开信息500条。"}},
		}},
		Tables: &report.Tables2021{},
	}
	d, err := r.Document()
	if err != nil {
		fmt.Println(err)
		return
	}
	d.Blocks = d.Blocks[:4]
	d.Dump(os.Stdout)

	// Output:
	// document zh-CN "某某市交通运输局2023年政府信息公开工作年度报告"
	// index "名称" "某某市交通运输局2023年政府信息公开工作年度报告"
	// index "发布机构" "某某市交通运输局"
	// heading 0 source="/title" "某某市交通运输局"/"2023年政府信息公开工作年度报告"
	// heading 1 source="/overview" "一、总体情况"
	// heading 2 run-in source="/overview/subsections/0" "（一）主动公开。"
	// paragraph Body source="/overview/subsections/0/paragraphs/0" "主动公开信息500条。"
}

// The tables of a document have the merged cells of the form.
func ExampleReport_Document_table() {
	r := report.Report{Agency: "某某市交通运输局", Year: 2023, Tables: &report.Tables2021{}}
	d, err := r.Document()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range d.Blocks {
		table, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		grid, err := table.Grid()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %d rows, %d columns, %d cells\n", table.Caption, grid.Rows, grid.Cols, len(grid.Cells))
	}

	// Output:
	// 表二：主动公开政府信息情况: 14 rows, 4 columns, 30 cells
	// 表三：收到和处理政府信息公开申请情况: 28 rows, 10 columns, 215 cells
	// 表四：政府信息公开行政复议、行政诉讼情况: 4 rows, 15 columns, 34 cells
}

// A builder fills a table by the labels of the form. Rest says what the rows
// are that were not given; without it they stay blank and are reported.
func ExampleNewApplications2021() {
	applications, _, err := report.NewApplications2021().
		Row("一、本年新收政府信息公开申请数量", 20, 5, 0, 0, 0, 0).
		Row("二、上年结转政府信息公开申请数量", 1, 0, 0, 0, 0, 0).
		Row("（一）予以公开", 15, 4, 0, 0, 0, 0).
		Row("1.本机关不掌握相关政府信息", 5, 0, 0, 0, 0, 0).
		Row("四、结转下年度继续办理", 1, 1, 0, 0, 0, 0).
		Rest(0).
		Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(applications.Results.Unavailable.NotHeld.NaturalPersons)
	fmt.Println(applications.Received.Total(), applications.Results.Total().Total())

	// Output:
	// 5
	// 25 24
}

// Totals are never stored. One that is given is compared.
func ExampleBuilder_Row() {
	remedies, findings, err := report.NewRemedies().
		Row("行政复议", 10, 1, 0, 0, 0).
		Row("未经复议直接起诉", 0, 0, 0, 0).
		Row("复议后起诉", 5, 0, 0, 0, 5).
		Build()
	fmt.Println(remedies.Reconsideration.Total(), err)
	for _, f := range findings {
		fmt.Println(f.Code, f.Place, f.Message())
	}

	// Output:
	// 11 <nil>
	// T4-a 表四 行政复议 总计 总计与维持、纠正、其他、尚未审结之和不符：填报 0，应为 11，相差 11
}

// Text takes figures as published reports print them, and labels whatever their
// brackets and spaces.
func ExampleBuilder_Text() {
	disclosure, _, err := report.NewDisclosure2021().
		Text("行政规范性文件", "２", "1件", "11").
		Text("行政许可", "11,398,889").
		Text("行政处罚", "／").
		Text("行政事业性收费", "7730.00万元").
		Build()
	fmt.Println(disclosure.Licenses, disclosure.Penalties, disclosure.AdministrativeFees, err)

	_, _, err = report.NewApplications2021().Text("(一) 予以公开", "1", "2", "3", "4", "5", "6").Build()
	fmt.Println(err)

	// Output:
	// 11398889 / 7730.00 <nil>
	// <nil>
}

// Errors name the row and the column, and what may have been meant.
func ExampleBuilder_Build_errors() {
	_, _, err := report.NewApplications2021().Row("1.属于国家机密", 0, 0, 0, 0, 0, 0).Build()
	fmt.Println(err)

	_, _, err = report.NewDisclosure2021().Row("规章", 1, 2).Build()
	fmt.Println(err)

	_, _, err = report.NewDisclosure2021().Text("规章", "1", "2", "1e3").Build()
	fmt.Println(err)

	_, _, err = report.NewDisclosure2021().Row("规章", 1, 2, 3).Row("rules", 1, 2, 3).Build()
	fmt.Println(err)
	fmt.Println(err.(*report.InputError).English())

	// Output:
	// 表三：没有“1.属于国家机密”这一行；最相近的是“1.属于国家秘密”
	// 表二 规章：这一行有 2 个数，应有 3 个
	// 表二 规章 现行有效件数：“1e3”不是件数；应填 0 或正整数，最多十二位
	// 表二 规章：同一行给了两次，只应给一次
	// 表二 规章: the row is given twice and is to be given once
}

// Decode reads a report from its JSON. What is not there is blank, not zero.
func ExampleDecode() {
	r, findings, err := report.Decode([]byte(`{
		"agency": "某某市交通运输局",
		"year": 2023,
		"tables": {
			"disclosure": {"licenses": 550, "penalties": 0, "administrativeFees": "7730.28"},
			"remedies": {"reconsideration": {"upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 11}}
		}
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	t := r.Tables.(*report.Tables2021)
	fmt.Println(r.Tables.Edition(), t.Disclosure.Licenses, t.Disclosure.AdministrativeFees, t.Remedies.Reconsideration.Total())
	fmt.Println(t.Disclosure.Penalties == 0, t.Disclosure.CompulsoryMeasures == report.Blank)
	fmt.Println(findings)

	// Output:
	// 2021 550 7730.28 11
	// true true
	// []
}

// Errors have the line and the JSON pointer of what is wrong.
func ExampleDecode_errors() {
	for _, tables := range []string{
		`{"disclosure": {"licences": 550}}`,
		`{"disclosure": {"licenses": "550件"}}`,
		`{"disclosure": {"licenses": -1}}`,
		`{"disclosure": {"administrativeFees": 7730.28}}`,
	} {
		_, _, err := report.Decode([]byte("{\"agency\": \"某某市交通运输局\", \"year\": 2023,\n\"tables\": " + tables + "}"))
		fmt.Println(err)
		fmt.Println(err.(*report.InputError).Path)
	}

	// Output:
	// 第 2 行 表二：不认识的键“licences”；是不是“licenses”？
	// /tables/disclosure/licences
	// 第 2 行 表二 行政许可：应是550，现为"550件"
	// /tables/disclosure/licenses
	// 第 2 行 表二 行政许可：“-1”不是件数；应填 0 或正整数，最多十二位
	// /tables/disclosure/licenses
	// 第 2 行 表二 行政事业性收费：应是"7730.28"，现为没加引号的 7730.28
	// /tables/disclosure/administrativeFees
}

// Encode writes every key, in the order of the form: a blank report is one to
// fill in.
func ExampleEncode() {
	text, err := report.Encode(&report.Report{
		Agency: "某某市交通运输局",
		Year:   2023,
		Tables: report.NewTables(report.Edition2021),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	from := strings.Index(string(text), `  "tables"`)
	for _, line := range strings.Split(string(text)[from:], "\n")[:9] {
		fmt.Println(line)
	}

	// Output:
	//   "tables": {
	//     "disclosure": {
	//       "rules": {"issued": null, "repealed": null, "inForce": null},
	//       "normativeDocuments": {"issued": null, "repealed": null, "inForce": null},
	//       "licenses": null,
	//       "penalties": null,
	//       "compulsoryMeasures": null,
	//       "administrativeFees": null
	//     },
}

// A count may be written as published reports print it; what is blank or does
// not apply is told apart from zero.
func ExampleParseCount() {
	for _, s := range []string{"１，２３４", "12件", "0", "", "/", "12,34"} {
		c, err := report.ParseCount(s)
		_, ok := c.Int()
		fmt.Printf("%q %v %v\n", c, ok, err)
	}

	// Output:
	// "1234" true <nil>
	// "12" true <nil>
	// "0" true <nil>
	// "" false <nil>
	// "/" false <nil>
	// "0" true “12,34”不是件数；应填 0 或正整数，最多十二位
}

// Amounts are exact and keep their zeros.
func ExampleParseAmount() {
	for _, s := range []string{"38.441094", "7730.00", "1,234.5", "251000元", "0.1234567"} {
		fmt.Println(report.ParseAmount(s))
	}

	// Output:
	// 38.441094 <nil>
	// 7730.00 <nil>
	// 1234.5 <nil>
	// 251000元 <nil>
	// 0 “0.1234567”不是金额；应填 0 或正数，小数最多六位，如 38.441094
}

// The rows of the form are data, for programs that make forms or read tables.
func ExampleEdition_Tables() {
	e, _ := report.EditionFor(2023)
	for _, row := range e.Tables()[0].Rows[:3] {
		fmt.Println(row.Clause, row.Label, strings.Join(row.Columns, "、"), row.Path)
	}
	for _, row := range e.Tables()[1].Rows[22:] {
		fmt.Println(row.Group, row.Label, row.Path, row.Computed)
	}

	// Output:
	// 第二十条第（一）项 规章 本年制发件数、本年废止件数、现行有效件数 disclosure/rules
	// 第二十条第（一）项 行政规范性文件 本年制发件数、本年废止件数、现行有效件数 disclosure/normativeDocuments
	// 第二十条第（五）项 行政许可 本年处理决定数量 disclosure/licenses
	// （六）其他处理 3.其他 applications/results/other/other false
	//  （七）总计 applications/results/total true
	//  四、结转下年度继续办理 applications/carriedForward false
}

// An edition decides by the year of the report.
func ExampleEditionFor() {
	for _, year := range []int{2018, 2020, 2021, 2025} {
		fmt.Println(report.EditionFor(year))
	}

	// Output:
	//  false
	// 2019 true
	// 2021 true
	// 2021 true
}

func ExampleLabelKey() {
	fmt.Println(report.LabelKey("(一) 予以公开") == report.LabelKey("（一）予以公开"))

	// Output:
	// true
}

// Cells are the way for forms, imports and sums: every figure by its place, whatever
// the edition. Here a form posts texts by the JSON pointers of the cells.
func ExampleCells() {
	posted := map[string]string{
		"/tables/disclosure/licenses":               "1,204",
		"/tables/disclosure/administrativeFees":     "38.441094",
		"/tables/remedies/reconsideration/upheld":   "3",
		"/tables/remedies/reconsideration/pending":  "一件",
		"/tables/applications/received/enterprises": "2",
	}
	tables := report.NewTables(report.Edition2021)
	for c := range report.Cells(tables) {
		if text, ok := posted[c.Path]; ok {
			if err := c.Set(text); err != nil {
				fmt.Println(err)
			}
		}
	}
	for c := range report.Cells(tables) {
		if !c.Blank() {
			fmt.Println(c.Place, c, c.Computed)
		}
	}

	// Output:
	// 表四 行政复议 尚未审结：“一件”不是件数；应填 0 或正整数，最多十二位
	// 表二 行政许可 1204 false
	// 表二 行政事业性收费 38.441094 false
	// 表三 一、本年新收政府信息公开申请数量 商业企业 2 false
	// 表三 一、本年新收政府信息公开申请数量 总计 2 true
	// 表四 行政复议 结果维持 3 false
	// 表四 行政复议 总计 3 true
}

// A province adds up its bodies cell by cell, and a figure that nobody supplied is
// never counted as zero in silence.
func ExampleCells_sum() {
	bodies := []report.Tables{
		&report.Tables2021{Disclosure: report.Disclosure2021{Licenses: 1204}},
		&report.Tables2021{Disclosure: report.Disclosure2021{Licenses: report.Blank}},
		&report.Tables2021{Disclosure: report.Disclosure2021{Licenses: 30}},
	}
	var licenses []report.Count
	for _, t := range bodies {
		licenses = append(licenses, t.(*report.Tables2021).Disclosure.Licenses)
		for c := range report.Cells(t) {
			if c.Blank() {
				fmt.Println("未填：", c.Place)
			}
		}
	}
	fmt.Println(report.Sum(licenses...))

	// Output:
	// 未填： 表二 行政许可
	// 1234
}

// An office switches rules off, makes them graver, and adds its own.
func ExampleChecker() {
	office := report.Checker{
		Off:      []string{"S-a", "N-b", "N-c"},
		Severity: map[string]report.Severity{"N-f": report.Error},
		Extra: []report.Rule{{
			Code: "acme/1", Severity: report.Warning, Source: "某市政务公开办通知",
			Chinese: "应在第六部分写明收取信息处理费的情况",
			English: "section six is to say what fees were charged",
			Check: func(s *report.Subject, find func(report.Fault)) {
				if len(s.Other.Paragraphs) == 0 {
					find(report.Fault{Path: "/other"})
				}
			},
		}},
	}
	r := &report.Report{Agency: "某某市交通运输局", Year: 2023, Tables: new(report.Tables2021)}
	r.Tables.(*report.Tables2021).Disclosure.Licenses = report.Blank
	for _, f := range office.Check(r) {
		fmt.Println(f.Severity, f.Code, f.Place, f.Message())
	}

	// Output:
	// 错误 N-f 表二 行政许可 未填；没有发生的填 0
	// 警告 acme/1 六、其他需要报告的事项 应在第六部分写明收取信息处理费的情况
}

// A report with a figure missing has no error, and yet is not ready to publish.
func ExampleReady() {
	r := &report.Report{
		Agency: "某某市交通运输局", Year: 2023, Tables: new(report.Tables2021),
		Problems: report.Section{Paragraphs: []string{"存在的问题：解读形式单一。改进情况：增加图解。"}},
	}
	fmt.Println(len(report.Ready(r)))
	r.Tables.(*report.Tables2021).Disclosure.Licenses = report.Blank
	fmt.Println(report.HasErrors(r.Check()), report.Ready(r)[0].Place)

	// Output:
	// 0
	// false 表二 行政许可
}

// A form beside the figures names what a total adds up.
func ExampleCell_Addends() {
	tables := &report.Tables2021{Remedies: report.Remedies{Reconsideration: report.Outcomes{Upheld: 3, Pending: 1}}}
	for c := range report.Cells(tables) {
		if c.Path != "/tables/remedies/reconsideration/total" {
			continue
		}
		fmt.Println(c.Place, c)
		for a := range c.Addends() {
			fmt.Println(" ", a.Column, a)
		}
	}
	// Output:
	// 表四 行政复议 总计 4
	//   结果维持 3
	//   结果纠正 0
	//   其他结果 0
	//   尚未审结 1
}

// A program that keeps places of a report as JSON pointers shows them in words.
func ExampleReport_Place() {
	r := &report.Report{
		Year:     2023,
		Overview: report.Section{Paragraphs: []string{"一段。"}},
		Tables:   report.NewTables(report.Edition2021),
	}
	for _, pointer := range []string{"/agency", "/overview/paragraphs/0", "/tables/disclosure/licenses"} {
		fmt.Println(r.Place(pointer))
	}
	// Output:
	// 机关全称
	// 一、总体情况 第 1 段
	// 表二 行政许可
}

// A body counts table three from its ledger of applications. Every figure names those that
// it counts, and what is overdue is listed; the holidays of a year are given.
func ExampleLedger() {
	day := func(year, month, day int) report.Date { return report.Date{Year: year, Month: month, Day: day} }
	applications := []report.Application{
		{Number: "2023-61", Received: day(2023, 12, 18), Applicant: "自然人", Result: "（一）予以公开", Closed: day(2024, 1, 5)},
		{Number: "2024-01", Received: day(2024, 2, 26), Applicant: "自然人", Result: "1.本机关不掌握相关政府信息", Closed: day(2024, 4, 1)},
		{Number: "2024-02", Received: day(2024, 12, 9), Applicant: "商业企业", Result: "（一）予以公开", Closed: day(2025, 1, 3)},
		{Number: "2024-03", Received: day(2024, 11, 1), Applicant: "自然人"},
		{Number: "2024-04", Received: day(2024, 12, 2), Applicant: "企业"},
	}
	var off, work []report.Date // as the notice on the holidays of 2024 says, those of weekends left out
	for _, d := range [][2]int{{1, 1}, {2, 12}, {2, 13}, {2, 14}, {2, 15}, {2, 16}, {4, 4}, {4, 5}, {5, 1}, {5, 2}, {5, 3}, {6, 10}, {9, 16}, {9, 17}, {10, 1}, {10, 2}, {10, 3}, {10, 4}, {10, 7}} {
		off = append(off, day(2024, d[0], d[1]))
	}
	for _, d := range [][2]int{{2, 4}, {2, 18}, {4, 7}, {4, 28}, {5, 11}, {9, 14}, {9, 29}, {10, 12}} {
		work = append(work, day(2024, d[0], d[1]))
	}
	ledger := report.Ledger{Agency: "青石县水利局", Year: 2024, Holidays: []report.Holidays{{Year: 2024, Off: off, Work: work}}}
	counted := ledger.Count(applications)
	for c := range report.Cells(counted.Report.Tables) {
		if n, ok := c.Int(); !ok || n == 0 || c.Column == "总计" {
			continue
		}
		fmt.Print(c.Place, " ", c)
		for a := range counted.Of(c.Path) {
			fmt.Print(" ", a.Number)
		}
		fmt.Println()
	}
	for _, o := range counted.Overdue {
		fmt.Println(o.Number, "应于", o.Due, "前答复，逾期", o.Days, "个工作日，尚未答复：", o.Open)
	}
	for _, f := range counted.Findings {
		fmt.Println(f.Severity, f.Code, f.Place, f.Message())
	}

	// Output:
	// 表三 一、本年新收政府信息公开申请数量 自然人 2 2024-01 2024-03
	// 表三 一、本年新收政府信息公开申请数量 商业企业 1 2024-02
	// 表三 二、上年结转政府信息公开申请数量 自然人 1 2023-61
	// 表三 （一）予以公开 自然人 1 2023-61
	// 表三 （四）无法提供1.本机关不掌握相关政府信息 自然人 1 2024-01
	// 表三 （七）总计 自然人 2 2023-61 2024-01
	// 表三 四、结转下年度继续办理 自然人 1 2024-03
	// 表三 四、结转下年度继续办理 商业企业 1 2024-02
	// 2024-01 应于 2024年3月25日 前答复，逾期 5 个工作日，尚未答复： false
	// 2024-03 应于 2024年11月29日 前答复，逾期 22 个工作日，尚未答复： true
	// 错误 A-i 编号 2024-04 申请人类型 没有“企业”这类申请人，不计入各数；应为自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他
}

// Quarters are counted in the same way, and add up to the year.
func ExamplePeriods() {
	applications := []report.Application{
		{Number: "1", Received: report.Date{Year: 2024, Month: 3, Day: 25}, Applicant: "自然人", Result: "（一）予以公开", Closed: report.Date{Year: 2024, Month: 4, Day: 8}},
		{Number: "2", Received: report.Date{Year: 2024, Month: 5, Day: 6}, Applicant: "自然人", Result: "（一）予以公开", Closed: report.Date{Year: 2024, Month: 5, Day: 9}},
	}
	var quarters report.Periods
	for n := range 4 {
		ledger := report.Ledger{Year: 2024, Period: report.Quarter(2024, n+1)}
		quarters = append(quarters, ledger.Count(applications).Report.Tables)
	}
	year, findings := quarters.Sum()
	a := year.(*report.Tables2021).Applications
	fmt.Println(a.Received.NaturalPersons, a.CarriedOver.NaturalPersons, a.Results.Granted.NaturalPersons, a.CarriedForward.NaturalPersons, findings)

	quarters[1].(*report.Tables2021).Applications.CarriedOver.NaturalPersons = 0
	for _, f := range quarters.Check(year) {
		fmt.Println(f.Code, f.Place, f.Message())
	}

	// Output:
	// 2 0 2 0 []
	// A-r 第 2 期 表三 二、上年结转政府信息公开申请数量 自然人 期初结转 0 件，前一期期末结转 1 件，相差 1；请核对两期
}

// A report that was published is corrected by another, which says so. What was changed is
// listed, totals that follow among it; the note is printed where it is asked for.
func ExampleCorrections() {
	tables := &report.Tables2021{}
	tables.Applications.Received.NaturalPersons = 7
	published := report.Report{Agency: "某某市交通运输局", Year: 2023, Tables: tables}

	mended := *tables
	mended.Applications.Received.NaturalPersons = 9
	corrected := published
	corrected.Tables = &mended
	corrected.Revision = report.Revision{Number: 1, Reason: "漏计2件当面提交的申请", Date: report.Date{Year: 2024, Month: 3, Day: 5}}

	for _, x := range report.Corrections(&published, &corrected) {
		fmt.Printf("%s：%s → %s %v\n", x.Place, x.Was, x.Now, x.Computed)
	}
	fmt.Println(corrected.Revision.Note())

	// Output:
	// 表三 一、本年新收政府信息公开申请数量 自然人：7 → 9 false
	// 表三 一、本年新收政府信息公开申请数量 总计：7 → 9 true
	// （更正说明：本报告经第一次更正，于2024年3月5日重新公布。更正原因：漏计2件当面提交的申请。）
}

// The reports of a county's bodies are added up, compared with what it published, and the
// total that differs is traced to its parts: in the program, and in the JSON of the trace.
func ExampleRollup() {
	department := func(agency string, received report.Count) *report.Report {
		tables := new(report.Tables2021)
		tables.Applications.Received.NaturalPersons = received
		tables.Applications.Results.Granted.NaturalPersons = received
		return &report.Report{Agency: agency, Year: 2023, Tables: tables}
	}
	u := report.Rollup{Agency: "某县人民政府", Year: 2023, Own: department("某县人民政府办公室", 8)}
	u.Add("a.docx", department("某县教育局", 3))
	u.Add("b.xlsx", department("某县民政局", 4))
	late := department("某县林业局", 1)
	late.Year = 2022
	u.Add("c.pdf", late)

	j := u.Sum()
	for _, f := range j.Findings {
		fmt.Println(f.Code, f.Message())
	}
	published := department("某县人民政府", 14)
	for _, f := range j.Compare(published) {
		if f.Path != "/tables/applications/received/naturalPersons" {
			continue
		}
		fmt.Println(f.Code, f.Place, f.Message())
		for part, cell := range j.Of(f.Path) {
			fmt.Println("-", part.Agency, part.Source, cell)
		}
	}
	var trace strings.Builder
	if err := j.WriteTrace(&trace, report.TraceOptions{Published: published}); err != nil {
		panic(err)
	}
	for line := range strings.Lines(trace.String()) {
		if strings.Contains(line, `"path":"/tables/applications/received/naturalPersons"`) {
			fmt.Println(strings.Trim(line, " ,\n"))
		}
	}

	// Output:
	// H-i “某县林业局”的报告是 2022 年的，不是 2023 年的，没有计入；请换成 2023 年的报告（c.pdf）
	// H-a 表三 一、本年新收政府信息公开申请数量 自然人 公布的是 14，各机关之和是 15；请核对
	// - 某县人民政府办公室  8
	// - 某县教育局 a.docx 3
	// - 某县民政局 b.xlsx 4
	// {"path":"/tables/applications/received/naturalPersons","table":3,"place":"表三 一、本年新收政府信息公开申请数量 自然人","value":15,"published":14,"difference":-1,"parts":[8,3,4,1]}
}
