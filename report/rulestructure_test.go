package report

import (
	"slices"
	"strings"
)

var structureTests = []checkTest{
	{
		trips: func(r *Report, _ *Tables2021) { r.Tables = (*Tables2021)(nil) },
		want:  []found{{"R-c", Error, 0, "/tables", "表二至表四", "", ""}},
		near:  func(r *Report, t *Tables2021) { r.Tables = NewTables(Edition2021) },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Agency = "\u3000 " },
		want:  []found{{"R-a", Error, 0, "/agency", "机关全称", "", ""}},
		near:  func(r *Report, t *Tables2021) { r.Agency = "局" },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2018, nil, new(Tables2019) },
		want:  []found{{"R-b", Error, 0, "/year", "报告年度", "2018", ""}},
		near:  func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2019, nil, new(Tables2019) },
	},
	{
		trips: func(r *Report, _ *Tables2021) { r.Year, r.Preamble, r.Tables = 10000, nil, formFor(10000).blank() },
		want:  []found{{"R-b", Error, 0, "/year", "报告年度", "10000", ""}},
		near:  func(r *Report, _ *Tables2021) { r.Year, r.Preamble, r.Tables = 9999, nil, formFor(9999).blank() },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Tables = nil },
		want:  []found{{"R-c", Error, 0, "/tables", "表二至表四", "", ""}},
		near:  func(r *Report, t *Tables2021) { r.Tables = new(Tables2019) },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"收费", "0\v元"} },
		want:  []found{{"R-d", Error, 0, "/other/paragraphs/1", "六、其他需要报告的事项 第 2 段", "U+000B", ""}},
		near:  func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"收费\r\n\t0元\r"} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Title = "某市某局\n2023年报告" },
		want:  []found{{"R-d", Error, 0, "/title", "标题", "U+000A", ""}},
		near:  func(r *Report, t *Tables2021) { r.Title = "某市某局 2023年报告" },
	},
	{ // A title that reads like the place of a paragraph is a title still.
		trips: func(r *Report, t *Tables2021) { r.Overview.Subsections = []Subsection{{Title: "新\n阶段"}} },
		want:  []found{{"R-d", Error, 0, "/overview/subsections/0/title", "一、总体情况 （一）新\n阶段", "U+000A", ""}},
		near:  func(r *Report, t *Tables2021) { r.Overview.Subsections = []Subsection{{Title: "新阶段"}} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Disclosure.Notes = []string{"\u202e注"} },
		want:  []found{{"R-d", Error, 0, "/disclosure/notes/0", "二、主动公开政府信息情况 表后 第 1 段", "U+202E", ""}},
		near:  func(r *Report, t *Tables2021) { r.Disclosure.Notes = []string{"𠮷\ufffd“”—…①"} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Issuer = "某\xff局" },
		want:  []found{{"R-d", Error, 0, "/issuer", "署名", "无效的 UTF-8", ""}},
		near:  func(r *Report, t *Tables2021) { r.Issuer = "某局" },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections = []Subsection{{Topic: TopicDisclosure}, {Title: " "}}
		},
		want: []found{{"R-e", Error, 0, "/overview/subsections/1", "一、总体情况 （二）", "", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Subsections = []Subsection{{Topic: TopicDisclosure}, {Title: "标准化"}}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"", strings.Repeat("字", 200_001)} },
		want:  []found{{"R-g", Error, 0, "/other/paragraphs/1", "六、其他需要报告的事项 第 2 段", "200001", "200000"}},
		near:  func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"", strings.Repeat("字", 200_000)} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Agency = strings.Repeat("局", 1001) },
		want:  []found{{"R-g", Error, 0, "/agency", "机关全称", "1001", "1000"}},
		near:  func(r *Report, t *Tables2021) { r.Agency = strings.Repeat("局", 1000) },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			bare(r)
			r.Other.Paragraphs = slices.Repeat([]string{strings.Repeat("字", 100_000)}, 5)
		},
		want: []found{{"R-g", Error, 0, "", "全文", "500079", "500000"}},
		near: func(r *Report, t *Tables2021) {
			bare(r)
			r.Other.Paragraphs = slices.Repeat([]string{strings.Repeat("字", 99_000)}, 5)
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			bare(r)
			r.Other.Paragraphs = []string{strings.Repeat("\n", 19_998)}
		},
		want: []found{{"R-h", Error, 0, "", "全文", "20001", "20000"}},
		near: func(r *Report, t *Tables2021) {
			bare(r)
			r.Other.Paragraphs = []string{strings.Repeat("\r\n", 19_997)}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			bare(r)
			r.Other.Subsections = slices.Repeat([]Subsection{{Title: "其他"}}, 19_999)
		},
		want: []found{{"R-h", Error, 0, "", "全文", "20001", "20000"}},
		near: func(r *Report, t *Tables2021) {
			bare(r)
			r.Other.Subsections = slices.Repeat([]Subsection{{Title: "其他"}}, 19_998)
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Date = Date{2023, 2, 29} },
		want:  []found{{"R-f", Error, 0, "/date", "成文日期", "2023年2月29日", ""}},
		near:  func(r *Report, t *Tables2021) { r.Date = Date{2024, 2, 29} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Index.Published = Date{2024, 13, 1} },
		want:  []found{{"R-f", Error, 0, "/index/published", "公开日期", "2024年13月1日", ""}},
		near:  func(r *Report, t *Tables2021) { r.Index.Published = Date{2024, 12, 1} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Index.Keywords = []string{"年报", "公开\n信息"} },
		want:  []found{{"R-d", Error, 0, "/index/keywords/1", "关键词 第 2 个", "U+000A", ""}},
		near:  func(r *Report, t *Tables2021) { r.Index.Keywords = []string{"年报", "公开信息"} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Index.Number = "1\t2" },
		want:  []found{{"R-d", Error, 0, "/index/number", "索引号", "U+0009", ""}},
		near:  func(r *Report, t *Tables2021) { r.Index.Number = "1/2" },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Scope = "all" },
		want:  []found{{"J-g", Error, 0, "/scope", "统计范围", "all", "agency、jurisdiction"}},
		near:  func(r *Report, t *Tables2021) { r.Scope = ScopeJurisdiction },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Overview.Notes = []string{"注"} },
		want:  []found{{"J-b", Error, 0, "/overview/notes", "一、总体情况", "notes", ""}},
		near:  func(r *Report, t *Tables2021) { r.Remedies.Notes = []string{"注"} },
	},
}

// bare takes from the report what it need not have.
func bare(r *Report) {
	r.Preamble, r.Overview, r.Other = []string{"本报告统计期限为2023年1月1日至2023年12月31日，按照国办公开办函〔2021〕30号编制。"}, Section{}, Section{}
}
