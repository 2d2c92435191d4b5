package report

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
}
