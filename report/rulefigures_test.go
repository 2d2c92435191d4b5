package report

import "testing"

var figureTests = []checkTest{
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.Licenses = -1 },
		want:  []found{{"T2-a", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "-1", ""}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.Licenses = 999_999_999_999 },
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.Rules.InForce = 1_000_000_000_000 },
		want:  []found{{"T2-a", Error, 0, "/tables/disclosure/rules/inForce", "表二 规章 现行有效件数", "1000000000000", ""}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.Rules.InForce = 1 },
	},
	{
		trips: func(r *Report, _ *Tables2021) {
			t := new(Tables2019)
			t.Disclosure.Licenses.Change = -1_000_000_000_000
			r.Year, r.Tables, r.Preamble = 2020, t, nil
		},
		want: []found{{"T2-a", Error, 0, "/tables/disclosure/licenses/change", "表二 行政许可 本年增/减", "-1000000000000", ""}},
		near: func(r *Report, _ *Tables2021) {
			t := new(Tables2019)
			t.Disclosure.Licenses.Change = -1
			r.Year, r.Tables, r.Preamble = 2020, t, nil
		},
	},
	{ // In one column; that the total's is wrong too follows from it.
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises = 7
			t.Applications.Results.Granted.Enterprises = 5
			t.Applications.CarriedForward.Enterprises = 1
		},
		want: []found{
			{"T3-a", Error, 0, "/tables/applications/received/enterprises", "表三 商业企业", "7", "6"},
		},
		near: func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises = 7
			t.Applications.Results.Granted.Enterprises = 5
			t.Applications.CarriedForward.Enterprises = 2
		},
	},
	{ // In two columns that make up for one another.
		trips: func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.NaturalPersons = 1
			t.Applications.Results.Other.FeeNotPaid.Others = 1
		},
		want: []found{
			{"T3-a", Error, 0, "/tables/applications/received/naturalPersons", "表三 自然人", "1", "0"},
			{"T3-a", Error, 0, "/tables/applications/received/others", "表三 其他", "0", "1"},
		},
		near: func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.NaturalPersons = 1
			t.Applications.Results.Other.FeeNotPaid.NaturalPersons = 1
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.Others, t.Applications.CarriedForward.Others = -2, -2
		},
		want: []found{
			{"T3-d", Error, 0, "/tables/applications/carriedOver/others", "表三 二、上年结转政府信息公开申请数量 其他", "-2", ""},
			{"T3-d", Error, 0, "/tables/applications/carriedForward/others", "表三 四、结转下年度继续办理 其他", "-2", ""},
		},
		near: func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.Others, t.Applications.CarriedForward.Others = 2, 2
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Remedies.DirectLitigation.Pending = -1 },
		want:  []found{{"T4-b", Error, 0, "/tables/remedies/directLitigation/pending", "表四 行政诉讼未经复议直接起诉 尚未审结", "-1", ""}},
		near:  func(r *Report, t *Tables2021) { t.Remedies.DirectLitigation.Pending = 1 },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises, t.Applications.Received.Others = Blank, NotApplicable
			t.Disclosure.AdministrativeFees = MustAmount("/")
		},
		want: []found{
			{"N-f", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "填的是“/”", ""},
			{"N-f", Warning, 0, "/tables/applications/received/enterprises", "表三 一、本年新收政府信息公开申请数量 商业企业", "未填", ""},
			{"N-f", Warning, 0, "/tables/applications/received/others", "表三 一、本年新收政府信息公开申请数量 其他", "填的是“/”", ""},
		},
		near: func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("0.00") },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure.Rules.Issued, t.Disclosure.Rules.InForce = Blank, Blank
		},
		want: []found{
			{"N-f", Warning, 0, "/tables/disclosure/rules/issued", "表二 规章 本年制发件数", "未填", ""},
			{"N-f", Warning, 0, "/tables/disclosure/rules/inForce", "表二 规章 现行有效件数", "未填", ""},
		},
		near: func(r *Report, t *Tables2021) {},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("251000元") },
		want:  []found{{"F-d", Error, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "251000元", "万元"}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("25.1万元") },
	},
	{ // Sums of more digits than a figure may have.
		trips: func(r *Report, t *Tables2021) {
			t.Remedies.Reconsideration.Upheld, t.Remedies.Reconsideration.Other = 999_999_999_999, 1
		},
		want: []found{{"T4-b", Error, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "1000000000000", ""}},
		near: func(r *Report, t *Tables2021) { t.Remedies.Reconsideration.Upheld = 999_999_999_999 },
	},
	{ // A town that has rules, or 规章制度.
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.Rules.InForce = "某县某镇人民政府", 6
		},
		want: []found{{"T2-c", Warning, 0, "/tables/disclosure/rules/inForce", "表二 规章 现行有效件数", "0/0/6", "0/0/0"}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.NormativeDocuments.InForce = "某县某镇人民政府", 6
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.Rules = "某市某区人民政府", DocumentCounts{1, 0, 1}
		},
		want: []found{{"T2-c", Warning, 0, "/tables/disclosure/rules/issued", "表二 规章 本年制发件数", "1/0/1", "0/0/0"}},
		near: func(r *Report, t *Tables2021) { // 设区的市 or not
			r.Agency, t.Disclosure.Rules = "某市人民政府", DocumentCounts{1, 0, 1}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.Rules = DocumentCounts{0, 2, 0} },
		want:  []found{{"T2-c", Warning, 0, "/tables/disclosure/rules/repealed", "表二 规章 本年废止件数", "0/2/0", "0/0/0"}},
		near: func(r *Report, t *Tables2021) { // gives those of the government
			r.Agency, t.Disclosure.Rules = "某市人民政府办公室", DocumentCounts{0, 2, 0}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.Rules.InForce = "某县人民政府办公室", 3
		},
		want: []found{{"T2-c", Warning, 0, "/tables/disclosure/rules/inForce", "表二 规章 现行有效件数", "0/0/3", "0/0/0"}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.Rules.InForce = "国家某局", 3
		},
	},
	{ // The trial form counts what is published of others' rules, too.
		trips: func(r *Report, _ *Tables2021) {
			t := new(Tables2019)
			t.Disclosure.Rules.Made = 2
			r.Year, r.Tables, r.Preamble = 2020, t, nil
		},
		want: []found{{"T2-c", Warning, 0, "/tables/disclosure/rules/made", "表二 规章 本年新制作数量", "2", "0"}},
		near: func(r *Report, _ *Tables2021) {
			t := new(Tables2019)
			t.Disclosure.Rules.Disclosed, t.Disclosure.Rules.Total = 2, 40
			r.Year, r.Tables, r.Preamble = 2020, t, nil
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{3, 0, 1} },
		want:  []found{{"T2-d", Warning, 0, "/tables/disclosure/normativeDocuments/issued", "表二 行政规范性文件 本年制发件数", "3", "1"}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{12, 3, 25} },
	},
	{ // One of them was repealed within the year.
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.Rules = "某省人民政府", DocumentCounts{3, 1, 1}
		},
		want: []found{{"T2-d", Warning, 0, "/tables/disclosure/rules/issued", "表二 规章 本年制发件数", "3", "2"}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.Rules = "某省人民政府", DocumentCounts{3, 1, 2}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{1, 0, 0} },
		want:  []found{{"T2-d", Warning, 0, "/tables/disclosure/normativeDocuments/issued", "表二 行政规范性文件 本年制发件数", "1", "0"}},
		near: func(r *Report, t *Tables2021) { // what is missing is told by N-f
			t.Disclosure.NormativeDocuments = DocumentCounts{1, 0, Blank}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.AdministrativeFees = "某市某区人民政府", MustAmount("77302800")
		},
		want: []found{{"T2-e", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "77302800", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.AdministrativeFees = "某市某区人民政府", MustAmount("7730.28")
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Disclosure.AdministrativeFees = "某县教育局", MustAmount("100000")
		},
		want: []found{{"T2-e", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "100000", ""}},
		near: func(r *Report, t *Tables2021) { // a province has as much
			r.Agency, t.Disclosure.AdministrativeFees = "某省人民政府", MustAmount("3120000")
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("251000") },
		last:  func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("23.7") },
		want:  []found{{"T2-e", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "251000", "23.7"}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("95.1") },
	},
	{ // Then it was last year's that was in 元.
		trips: func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("25.1") },
		last:  func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("237000") },
		want:  []found{{"T2-e", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "25.1", "237000"}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("0") },
	},
	{ // In one column; the total's follows.
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises, t.Applications.CarriedOver.Enterprises, t.Applications.CarriedForward.Enterprises = 3, 2, 5
		},
		want: []found{{"T3-e", Warning, 0, "/tables/applications/carriedForward/enterprises", "表三 四、结转下年度继续办理 商业企业", "5", "3"}},
		near: func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises, t.Applications.CarriedOver.Enterprises = 3, 2
			t.Applications.CarriedForward.Enterprises, t.Applications.Results.Granted.Enterprises = 3, 2
		},
	},
	{ // In all, fewer are carried forward than received.
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Received.NaturalPersons, t.Applications.Results.Granted.NaturalPersons = 90, 90
			t.Applications.CarriedOver.Others, t.Applications.CarriedForward.Others = 1, 1
		},
		want: []found{{"T3-e", Warning, 0, "/tables/applications/carriedForward/others", "表三 四、结转下年度继续办理 其他", "1", "0"}},
		near: func(r *Report, t *Tables2021) { // what was received is not filled in
			t.Applications.Received.Others = Blank
			t.Applications.CarriedOver.Others, t.Applications.CarriedForward.Others = 1, 1
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Received.NaturalPersons = 29
			t.Applications.Results.Granted.NaturalPersons, t.Applications.CarriedForward.NaturalPersons = 19, 10
		},
		want: []found{{"T3-f", Info, 0, "/tables/applications/carriedForward/total", "表三 四、结转下年度继续办理 总计", "10", "29"}},
		near: func(r *Report, t *Tables2021) { // 23 in a hundred
			t.Applications.Received.NaturalPersons = 100
			t.Applications.Results.Granted.NaturalPersons, t.Applications.CarriedForward.NaturalPersons = 77, 23
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Received.NaturalPersons, t.Applications.CarriedForward.NaturalPersons = 10, 10
		},
		want: []found{{"T3-f", Info, 0, "/tables/applications/carriedForward/total", "表三 四、结转下年度继续办理 总计", "10", "10"}},
		near: func(r *Report, t *Tables2021) { // few
			t.Applications.Received.NaturalPersons, t.Applications.CarriedForward.NaturalPersons = 9, 9
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Remedies.LitigationAfterReconsideration.Pending = 2 },
		want:  []found{{"T4-d", Info, 0, "/tables/remedies/litigationAfterReconsideration/total", "表四 行政诉讼复议后起诉 总计", "2", ""}},
		near: func(r *Report, t *Tables2021) {
			t.Remedies.LitigationAfterReconsideration.Pending, t.Remedies.Reconsideration.Upheld = 2, 1
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { t.Remedies.LitigationAfterReconsideration.Upheld = 1 },
		last:  func(r *Report, t *Tables2021) {},
		want:  []found{{"T4-d", Info, 0, "/tables/remedies/litigationAfterReconsideration/total", "表四 行政诉讼复议后起诉 总计", "1", "0"}},
		near:  func(r *Report, t *Tables2021) { t.Remedies.DirectLitigation.Upheld = 1 },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Year, t.Remedies.DirectLitigation.Upheld = 2024, 3 },
		want:  []found{{"T4-e", Info, 0, "/tables/remedies/directLitigation/total", "表四 行政诉讼未经复议直接起诉 总计", "3", ""}},
		near:  func(r *Report, t *Tables2021) { t.Remedies.DirectLitigation.Upheld = 3 },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Year, t.Remedies.DirectLitigation.Pending = 2025, 1 },
		want:  []found{{"T4-e", Info, 0, "/tables/remedies/directLitigation/total", "表四 行政诉讼未经复议直接起诉 总计", "1", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Year, t.Remedies.Reconsideration.Pending, t.Remedies.LitigationAfterReconsideration.Pending = 2025, 1, 1
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Remedies = "青石县司法局", Remedies{Outcomes{}, Outcomes{Upheld: 1}, Outcomes{Upheld: 1, Pending: 1}}
		},
		want: []found{{"H-g", Info, 0, "/tables/remedies/directLitigation/total", "表四 行政诉讼未经复议直接起诉 总计", "3", ""}},
		near: func(r *Report, t *Tables2021) { // one application
			r.Agency, t.Remedies = "青石县司法局", Remedies{Outcomes{}, Outcomes{Upheld: 1}, Outcomes{Upheld: 1, Pending: 1}}
			t.Applications.Received.Others, t.Applications.Results.Granted.Others = 1, 1
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Remedies.LitigationAfterReconsideration.Other = "青石县人民政府", 2
		},
		want: []found{{"H-g", Info, 0, "/tables/remedies/litigationAfterReconsideration/total", "表四 行政诉讼复议后起诉 总计", "2", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Remedies.LitigationAfterReconsideration.Other = "青石县人民政府", 2
			t.Applications.Received.Others = Blank
		},
	},
	{ // last year's applications
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Remedies.LitigationAfterReconsideration.Other = "青石县人民政府办公室", 2
		},
		last: func(r *Report, t *Tables2021) {},
		want: []found{{"H-g", Info, 0, "/tables/remedies/litigationAfterReconsideration/total", "表四 行政诉讼复议后起诉 总计", "2", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Remedies.LitigationAfterReconsideration.Other = "青石县教育局", 2
		},
	},
}

// What was reconsidered last year may go to court in this one.
func TestReconsideredLastYear(t *testing.T) {
	sued := func(r *Report, t *Tables2021) { t.Remedies.LitigationAfterReconsideration.Pending = 2 }
	codes := map[string]bool{"T4-d": true}
	if got := checked(sued, func(r *Report, t *Tables2021) { t.Remedies.Reconsideration.Upheld = 2 }, nil, codes); len(got) > 0 {
		t.Errorf("got %+v", got)
	}
	for _, tt := range []struct {
		last trial
		want string
	}{
		{nil, "复议后起诉 2 件，而行政复议本年为 0 件；请核对"},
		{func(r *Report, t *Tables2021) {}, "复议后起诉 2 件，而行政复议本年和上年都为 0 件；请核对"},
		{func(r *Report, t *Tables2021) { t.Remedies.Reconsideration = Outcomes{Blank, Blank, Blank, Blank} }, "复议后起诉 2 件，而行政复议本年为 0 件；请核对"},
	} {
		got := checked(sued, tt.last, nil, codes)
		if len(got) != 1 || got[0].Message() != tt.want {
			t.Errorf("got %+v, want %s", got, tt.want)
		}
	}
}
