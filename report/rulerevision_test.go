package report

import "testing"

// correcting makes a report the first correction of another, for the reason.
func correcting(reason string) trial {
	return func(r *Report, _ *Tables2021) { r.Revision = Revision{1, reason, Date{2024, 3, 5}} }
}

// first is a correction and a change that it makes.
func first(change trial) trial {
	return func(r *Report, t *Tables2021) {
		r.Revision = Revision{1, "漏计2件", Date{2024, 3, 5}}
		change(r, t)
	}
}

func asItWas(*Report, *Tables2021) {}

const inReceived = "/tables/applications/received/"

var revisionTests = []checkTest{
	{
		trips: func(r *Report, _ *Tables2021) { r.Revision = Revision{Reason: "漏计2件"} },
		want:  []found{{"C-a", Error, 0, "/revision/number", "更正次数", "0", ""}},
		near:  func(r *Report, _ *Tables2021) { r.Revision = Revision{Number: 1} },
	},
	{
		trips: func(r *Report, _ *Tables2021) { r.Revision.Number = -1 },
		want:  []found{{"C-a", Error, 0, "/revision/number", "更正次数", "-1", ""}},
		near:  func(r *Report, _ *Tables2021) { r.Revision.Number = 99 },
	},
	{
		trips: func(r *Report, _ *Tables2021) { r.Revision = Revision{100, "漏计2件", Date{2024, 3, 5}} },
		want:  []found{{"C-a", Error, 0, "/revision/number", "更正次数", "100", ""}},
		near:  correcting("漏计2件"),
	},
	{
		trips: func(r *Report, _ *Tables2021) { r.Revision = Revision{Number: 1, Date: Date{2024, 2, 30}} },
		want:  []found{{"R-f", Error, 0, "/revision/date", "更正日期", "2024年2月30日", ""}},
		near:  func(r *Report, _ *Tables2021) { r.Revision = Revision{Number: 1, Date: Date{2024, 2, 29}} },
	},
	{
		trips: correcting("漏计\n2件"),
		want:  []found{{"R-d", Error, 0, "/revision/reason", "更正原因", "U+000A", ""}},
		near:  correcting("漏计 2件"),
	},
	{
		trips: correcting("经核实，数据有误。"),
		want:  []found{{"C-b", Warning, 0, "/revision/reason", "更正原因", "经核实，数据有误。", ""}},
		near:  correcting("经核实，漏计上年结转2件。"),
	},
	{
		trips: correcting(" "),
		want:  []found{{"C-b", Warning, 0, "/revision/reason", "更正原因", "空白", ""}},
		near:  correcting("录入错误"),
	},
	{
		trips: func(r *Report, _ *Tables2021) { r.Revision = Revision{Number: 1, Reason: "漏计2件"} },
		want:  []found{{"C-c", Warning, 0, "/revision/date", "更正日期", "", ""}},
		near:  correcting("漏计2件"),
	},
	{
		trips: first(func(r *Report, _ *Tables2021) { r.Date = Date{2024, 3, 6} }),
		want:  []found{{"C-d", Warning, 0, "/revision/date", "更正日期", "2024年3月5日", "2024年3月6日"}},
		near:  first(func(r *Report, _ *Tables2021) { r.Date = Date{2024, 3, 5} }),
	},
	{ // no day of issue is given
		trips: func(r *Report, _ *Tables2021) { r.Revision = Revision{1, "漏计2件", Date{2023, 3, 5}} },
		want:  []found{{"C-d", Warning, 0, "/revision/date", "更正日期", "2023年3月5日", "2024年1月1日"}},
		near:  func(r *Report, _ *Tables2021) { r.Revision = Revision{1, "漏计2件", Date{2024, 1, 2}} },
	},
	{ // it is given as a line of the text, or by the report that it replaces
		trips: first(func(r *Report, _ *Tables2021) {
			r.Other.Paragraphs = append(r.Other.Paragraphs, "2024年4月5日")
		}),
		want: []found{{"C-d", Warning, 0, "/revision/date", "更正日期", "2024年3月5日", "2024年4月5日"}},
		near: first(func(r *Report, _ *Tables2021) {
			r.Other.Paragraphs = append(r.Other.Paragraphs, "公开日期：2024年4月5日")
		}),
	},
	{ // what is published anew is late for the first time alone
		trips: first(func(r *Report, _ *Tables2021) { r.Date = Date{2024, 2, 5} }),
		want:  []found{{"D-h", Warning, 0, "/date", "成文日期", "2024年2月5日", "2024年1月31日"}},
		near:  first(func(r *Report, _ *Tables2021) { r.Date, r.Index.Published = Date{2024, 1, 5}, Date{2024, 3, 5} }),
	},
	{
		replaced: func(r *Report, _ *Tables2021) { r.Agency = "某市另一局" },
		trips:    correcting("漏计2件"),
		want:     []found{{"C-e", Warning, 0, "/agency", "机关全称", "某市另一局", "某市某局"}},
		near:     first(func(r *Report, _ *Tables2021) { r.Agency = " 某市另一局 " }),
	},
	{
		replaced: func(r *Report, _ *Tables2021) { r.Year = 2022 },
		trips:    correcting("漏计2件"),
		want:     []found{{"C-e", Warning, 0, "/year", "报告年度", "2022 年", "2023 年"}},
		near:     func(r *Report, _ *Tables2021) { r.Year = 2022 },
	},
	{
		replaced: asItWas,
		trips:    func(r *Report, t *Tables2021) { t.Disclosure.Licenses, t.Disclosure.Penalties = 2, 3 },
		want:     []found{{"C-f", Warning, 0, "/revision", "更正", "2", ""}},
		near:     first(func(r *Report, t *Tables2021) { t.Disclosure.Licenses, t.Disclosure.Penalties = 2, 3 }),
	},
	{
		replaced: asItWas,
		trips: func(r *Report, t *Tables2021) {
			r.Other.Paragraphs = []string{"2023年度收取信息处理费0元。"}
		},
		want: []found{{"C-f", Info, 0, "/revision", "更正", "1", ""}},
		near: func(r *Report, t *Tables2021) { r.Date, r.Index.Number = Date{2024, 1, 9}, "1" },
	},
	{ // the second that has number 1
		replaced: first(asItWas),
		trips:    first(func(r *Report, t *Tables2021) { t.Disclosure.Licenses = 2 }),
		want:     []found{{"C-g", Warning, 0, "/revision", "更正", "1", "1"}},
		near: func(r *Report, t *Tables2021) {
			r.Revision, t.Disclosure.Licenses = Revision{2, "漏计2件", Date{2024, 4, 5}}, 2
		},
	},
	{ // one is left out
		replaced: first(asItWas),
		trips: func(r *Report, t *Tables2021) {
			r.Revision, t.Disclosure.Licenses = Revision{3, "漏计2件", Date{2024, 4, 5}}, 2
		},
		want: []found{{"C-g", Warning, 0, "/revision", "更正", "3", "1"}},
		near: asItWas, // the two the wrong way round: C-h
	},
	{ // of which it is not known which correction it is
		replaced: asItWas,
		trips: func(r *Report, t *Tables2021) {
			r.Revision, t.Disclosure.Licenses = Revision{2, "漏计2件", Date{2024, 4, 5}}, 2
		},
		want: []found{{"C-g", Info, 0, "/revision", "更正", "2", "0"}},
		near: first(func(r *Report, t *Tables2021) { t.Disclosure.Licenses = 2 }),
	},
	{
		replaced: func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("1.50") },
		trips: first(func(r *Report, t *Tables2021) {
			t.Disclosure.AdministrativeFees = MustAmount("1.5")
			r.Date, r.Index.Published = Date{2024, 1, 9}, Date{2024, 3, 5}
		}),
		want: []found{{"C-h", Warning, 0, "", Whole, "", ""}},
		near: first(func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("1.05") }),
	},
	{
		replaced: first(asItWas),
		trips:    first(asItWas),
		want:     []found{{"C-h", Info, 0, "", Whole, "", ""}},
		near:     first(func(r *Report, t *Tables2021) { r.Issuer = "某市某局" }),
	},
	{
		replaced: func(r *Report, t *Tables2021) { r.Tables = new(Tables2019) },
		trips:    first(func(r *Report, t *Tables2021) { t.Remedies.Reconsideration.Upheld = 1 }),
		want: []found{
			{"C-i", Info, 0, "/edition", "格式年版", "2019", "2021"},
			{"C-j", Info, 0, "/tables/remedies/reconsideration/upheld", "表四 行政复议 结果维持", "1", "0"},
		},
		near: func(r *Report, t *Tables2021) { r.Tables = new(Tables2019) },
	},
	{
		replaced: func(r *Report, t *Tables2021) { t.Applications.Received = Applicants{NaturalPersons: 7, Others: Blank} },
		trips: first(func(r *Report, t *Tables2021) {
			t.Applications.Received = Applicants{NaturalPersons: 9, Enterprises: NotApplicable}
		}),
		want: []found{
			{"C-j", Info, 0, inReceived + "naturalPersons", "表三 一、本年新收政府信息公开申请数量 自然人", "9", "7"},
			{"C-j", Info, 0, inReceived + "enterprises", "表三 一、本年新收政府信息公开申请数量 商业企业", "/", "0"},
			{"C-j", Info, 0, inReceived + "others", "表三 一、本年新收政府信息公开申请数量 其他", "0", "空白"},
			{"C-k", Info, 0, inReceived + "total", "表三 一、本年新收政府信息公开申请数量 总计", "9", "7"},
		},
		near: func(r *Report, t *Tables2021) { t.Applications.Received = Applicants{NaturalPersons: 7, Others: Blank} },
	},
	{ // the total stays
		replaced: func(r *Report, t *Tables2021) { t.Applications.Received = Applicants{NaturalPersons: 7} },
		trips:    first(func(r *Report, t *Tables2021) { t.Applications.Received = Applicants{NaturalPersons: 6, Others: 1} }),
		want: []found{
			{"C-j", Info, 0, inReceived + "naturalPersons", "表三 一、本年新收政府信息公开申请数量 自然人", "6", "7"},
			{"C-j", Info, 0, inReceived + "others", "表三 一、本年新收政府信息公开申请数量 其他", "1", "0"},
		},
		near: func(r *Report, t *Tables2021) { t.Applications.Received = Applicants{NaturalPersons: 7} },
	},
	{
		replaced: asItWas,
		trips: first(func(r *Report, _ *Tables2021) {
			r.Overview.Subsections[0].Paragraphs = []string{"通过门户网站主动公开信息600条。"}
			r.Scope, r.Title = ScopeJurisdiction, "某市某局2023年政府信息公开年度报告"
		}),
		want: []found{
			{"C-l", Info, 0, "/title", "标题", "…023年政府信息公开年度报告", "…023年政府信息公开工作年度报告"},
			{"C-l", Info, 0, "/overview/subsections/0/paragraphs/0", "一、总体情况 （一）主动公开 第 1 段", "…门户网站主动公开信息600条。", "…门户网站主动公开信息500条。"},
		},
		near: first(func(r *Report, _ *Tables2021) {
			r.Overview.Subsections[0].Paragraphs = []string{"通过门户网站主动公开信息 ５００ 条。\n"}
		}),
	},
	{
		replaced: asItWas,
		trips: first(func(r *Report, _ *Tables2021) {
			r.Disclosure.Notes, r.Issuer = []string{"注：含所属单位。"}, "某市某局"
		}),
		want: []found{
			{"C-m", Info, 0, "/disclosure/notes/0", "二、主动公开政府信息情况 表后 第 1 段", "注：含所属单位。", ""},
			{"C-m", Info, 0, "/issuer", "署名", "某市某局", ""},
		},
		near: first(func(r *Report, _ *Tables2021) { r.Disclosure.Notes, r.Issuer = []string{" \n"}, " " }),
	},
	{
		replaced: asItWas,
		trips:    first(func(r *Report, _ *Tables2021) { r.Overview.Subsections = r.Overview.Subsections[:4] }),
		want: []found{
			{"C-n", Info, 0, "/overview/subsections/4", "一、总体情况 （五）监督保障", "", "监督保障"},
			{"C-n", Info, 0, "/overview/subsections/4/paragraphs/0", "一、总体情况 （五）监督保障 第 1 段", "", "开展工作考核和社会评议，未发生责任追究的情形。"},
		},
		near: first(func(r *Report, _ *Tables2021) { r.Overview.Subsections[4].Title = "监督保障。" }),
	},
	{
		replaced: func(r *Report, t *Tables2021) { t.Applications.CarriedForward = Applicants{NaturalPersons: 3} },
		trips:    first(func(r *Report, t *Tables2021) { t.Applications.CarriedForward = Applicants{NaturalPersons: 2} }),
		want:     []found{{"C-o", Info, 0, "/tables/applications/carriedForward/total", "表三 四、结转下年度继续办理 总计", "2", "3"}},
		near:     first(func(r *Report, t *Tables2021) { t.Applications.CarriedForward = Applicants{Enterprises: 3} }),
	},
}

// A correction of what was corrected wrongly: what moved is not told as changed, and of a
// paragraph that was put in the others stay what they were.
func TestCorrections(t *testing.T) {
	was, now := clean(), clean()
	was.Other.Paragraphs = []string{"甲是原来的一段文字。", "乙是另一段文字，收到3件。", "丙没有变。"}
	now.Other.Paragraphs = []string{"新增的内容在这里。", "又一段。", "乙是另一段文字，收到4件。", "丙没有变。", "丁。"}
	now.Overview.Subsections[1].Title = "依申请公开情况"
	now.Title = "某市某局2023年政府信息公开工作年度报告（更正版）"
	was.Index.Number, now.Index = "1", Index{Number: "1", Keywords: []string{"年报"}}
	now.Tables.(*Tables2021).Applications.Results.Granted.Others = 1
	now.Revision, now.Reasons = Revision{Number: 1}, []Reason{{Code: "N-b"}}
	const results = "/tables/applications/results/"
	want := []Correction{
		{Path: "/title", Place: "标题", Was: "某市某局2023年政府信息公开工作年度报告", Now: "某市某局2023年政府信息公开工作年度报告（更正版）"},
		{Path: "/index/keywords/0", Place: "关键词 第 1 个", Now: "年报"},
		{Path: "/overview/subsections/1", Place: "一、总体情况 （二）依申请公开情况", Was: "依申请公开", Now: "依申请公开情况"},
		{Path: "/other/paragraphs/0", Place: "六、其他需要报告的事项 第 1 段", Was: "甲是原来的一段文字。"},
		{Path: "/other/paragraphs/0", Place: "六、其他需要报告的事项 第 1 段", Now: "新增的内容在这里。"},
		{Path: "/other/paragraphs/1", Place: "六、其他需要报告的事项 第 2 段", Now: "又一段。"},
		{Path: "/other/paragraphs/2", Place: "六、其他需要报告的事项 第 3 段", Was: "乙是另一段文字，收到3件。", Now: "乙是另一段文字，收到4件。"},
		{Path: "/other/paragraphs/4", Place: "六、其他需要报告的事项 第 5 段", Now: "丁。"},
		{Path: results + "granted/others", Place: "表三 （一）予以公开 其他", Was: "0", Now: "1"},
		{Path: results + "granted/total", Place: "表三 （一）予以公开 总计", Was: "0", Now: "1", Computed: true},
		{Path: results + "total/others", Place: "表三 （七）总计 其他", Was: "0", Now: "1", Computed: true},
		{Path: results + "total/total", Place: "表三 （七）总计 总计", Was: "0", Now: "1", Computed: true},
	}
	got := Corrections(was, now)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%d:\ngot  %+v\nwant %+v", i, got[min(i, len(got)):], want[min(i, len(want)):])
		}
	}
	if got := Corrections(nil, new(Report)); got != nil {
		t.Errorf("of nothing: %+v", got)
	}
	for _, e := range Editions() {
		for name, r := range samples() {
			if got := Corrections(r, r); got != nil {
				t.Errorf("%s: %s is not the same: %+v", e, name, got)
			}
		}
	}
}
