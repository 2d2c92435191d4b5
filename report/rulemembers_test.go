package report

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// among returns a roll-up of the bodies' reports, of which the members are to be.
func among(members []Member, bodies ...string) *Rollup {
	u := county(bodies...)
	u.Members = members
	return u
}

// with adds a report that a function has changed.
func (u *Rollup) with(agency, source string, change func(r *Report, t *Tables2021)) *Rollup {
	r := body(agency)
	change(r, r.Tables.(*Tables2021))
	u.Add(source, r)
	return u
}

func unchanged(*Report, *Tables2021) {}

// district is the report of a district with the figures of its bodies, and that of a body beside it.
func district(agency, whole, body string) *Rollup {
	u := &Rollup{Agency: agency, Year: 2023}
	return u.with(whole, "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction }).with(body, "", unchanged)
}

var memberTests = []bodyTest{
	{
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局"}}, "某县甲局")
		},
		want:   []found{{"H-h", Warning, 0, "", Whole, "", "某县乙局"}},
		bodies: []string{"某县乙局"},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县甲局"}}, "某县甲局")
		},
	},
	{ // a report that is left out is there
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局"}}, "某县丙局")
		},
		want: []found{{"H-h", Warning, 0, "", Whole, "", "某县甲局"}, {"H-h", Warning, 0, "", Whole, "", "某县乙局"}},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}}).with("某县甲局", "", func(r *Report, _ *Tables2021) { r.Year = 2022 })
		},
	},
	{
		trips: func() *Rollup {
			return county("某县甲局").with("某县乙局", "b.docx", func(r *Report, _ *Tables2021) { r.Agency = " " })
		},
		want:   []found{{"H-n", Error, 0, "", Whole, "", ""}},
		bodies: nil,
		near:   func() *Rollup { return county("甲") },
	},
	{
		trips: func() *Rollup {
			return county("某县甲局").with("某县乙局", "b.docx", func(r *Report, _ *Tables2021) { r.Year = 2022 })
		},
		want:   []found{{"H-i", Warning, 0, "", Whole, "2022", "2023"}},
		bodies: []string{"某县乙局"},
		near:   func() *Rollup { return county("某县甲局", "某县乙局2022") },
	},
	{ // last year's beside this year's
		trips: func() *Rollup {
			return county("某县甲局").with("某县 甲局", "", func(r *Report, _ *Tables2021) { r.Year = 2022 })
		},
		want: []found{{"H-i", Info, 0, "", Whole, "2022", "2023"}},
		near: func() *Rollup { return county("某县甲局", "某县 甲局") },
	},
	{
		trips: func() *Rollup {
			return county("某县甲局").
				with("某县乙局", "", func(r *Report, _ *Tables2021) { r.Tables = NewTables(Edition2019) }).
				with("某县丙局", "", func(r *Report, _ *Tables2021) { r.Tables = nil }).
				with("某县丁局", "", func(r *Report, _ *Tables2021) { r.Tables = (*Tables2021)(nil) })
		},
		want: []found{
			{"H-j", Warning, 0, "", Whole, "2019 年版格式", "2021 年版格式"},
			{"H-j", Warning, 0, "", Whole, "没有表格的文稿", "2021 年版格式"},
			{"H-j", Warning, 0, "", Whole, "没有表格的文稿", "2021 年版格式"},
		},
		bodies: []string{"某县乙局"},
		near:   func() *Rollup { return county("某县甲局", "某县乙局") },
	},
	{ // two files of one report
		trips: func() *Rollup {
			return county("某县甲局（本部）", "某县乙局").with("某县甲局 (本部)", "a.pdf", unchanged)
		},
		want:   []found{{"H-e", Warning, 0, "", Whole, "某县甲局（本部）（某县甲局（本部）.json）、某县甲局 (本部)（a.pdf）", ""}},
		bodies: []string{"某县甲局（本部）", "某县甲局 (本部)"},
		near:   func() *Rollup { return county("某县甲局", "某县乙局") },
	},
	{
		trips: func() *Rollup {
			return county("某县甲局").with("某县甲局", "a.pdf", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = Blank })
		},
		want:   []found{{"H-e", Error, 0, "", Whole, "某县甲局（某县甲局.json）、某县甲局（a.pdf）", ""}},
		bodies: []string{"某县甲局"},
		near: func() *Rollup {
			return county("某县甲局").with("某县甲局", "a.pdf", func(r *Report, t *Tables2021) { r.Year, t.Disclosure.Licenses = 2022, 1 })
		},
	},
	{ // by a former name, and a third
		trips: func() *Rollup {
			u := among([]Member{{Agency: "某县甲局", Former: []string{"某县老局"}}}, "某县甲局", "某县老局")
			return u.with("某县甲局", "a.pdf", func(_ *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("0") })
		},
		want: []found{{"H-e", Error, 0, "", Whole, "某县甲局（某县甲局.json）、某县老局（某县老局.json）、某县甲局（a.pdf）", ""}},
		near: func() *Rollup { return among(nil, "某县甲局", "某县老局") },
	},
	{ // a correction takes the place of what was published, and of an earlier one
		trips: func() *Rollup {
			u := county("某县甲局")
			for i, name := range []string{"第二次.json", "第一次.json"} {
				u.with("某县甲局", name, func(r *Report, t *Tables2021) { r.Revision.Number, t.Disclosure.Licenses = 2-i, 1000 })
			}
			return u
		},
		want: []found{{"H-e", Warning, 0, "", Whole, "某县甲局（某县甲局.json）、某县甲局（第二次.json）、某县甲局（第一次.json）", ""}},
		near: func() *Rollup {
			return (&Rollup{Year: 2023}).with("某县甲局", "", func(r *Report, _ *Tables2021) { r.Revision.Number = 1 })
		},
	},
	{ // unless there are two
		trips: func() *Rollup {
			u := county("某县甲局")
			for i, name := range []string{"一.json", "二.json"} {
				u.with("某县甲局", name, func(r *Report, t *Tables2021) { r.Revision.Number, t.Disclosure.Licenses = 1, Count(i) })
			}
			return u
		},
		want: []found{{"H-e", Error, 0, "", Whole, "某县甲局（某县甲局.json）、某县甲局（一.json）、某县甲局（二.json）", ""}},
		near: func() *Rollup { return county("某县甲局") },
	},
	{ // amounts that are the same in other words are not another figure
		trips: func() *Rollup {
			return county("某县甲局").with("某县甲局", "", func(_ *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("38.441094万元") })
		},
		want: []found{{"H-e", Warning, 0, "", Whole, "某县甲局（某县甲局.json）、某县甲局", ""}},
		near: func() *Rollup { return county("某县甲局") },
	},
	{
		trips: func() *Rollup {
			u := county("某县甲局", "某县乙局")
			u.Own = body("某县人民政府")
			u.Own.Scope = ScopeJurisdiction
			return u
		},
		want:   []found{{"H-o", Error, 0, "", Whole, "", ""}},
		bodies: []string{"某县人民政府"},
		near: func() *Rollup {
			u := county("某县甲局", "某县乙局")
			u.Own = body("某县人民政府")
			return u
		},
	},
	{ // the published sums in the folder of the bodies; those of a town in the county are a body's
		trips: func() *Rollup {
			return county("某县甲局", "某县乙局").with("某县人民政府", "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction })
		},
		want: []found{{"H-o", Error, 0, "", Whole, "", ""}},
		near: func() *Rollup {
			return county("某县甲局", "某县乙局").with("某县丙镇人民政府", "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction })
		},
	},
	{ // by a shorter name, or where it is not said whose sums these are
		trips: func() *Rollup {
			u := county("某县甲局", "某县乙局").with("某县人民政府办公室", "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction })
			u.Agency = "某市某县人民政府"
			return u
		},
		want: []found{{"H-o", Error, 0, "", Whole, "", ""}},
		near: func() *Rollup { // a county's among a city's
			u := county("某县甲局").with("某县人民政府", "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction })
			u.Agency = "某市人民政府"
			return u
		},
	},
	{
		trips: func() *Rollup {
			u := county("某县甲局", "某县乙局").with("某市某县人民政府", "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction })
			u.Agency = ""
			return u
		},
		want: []found{{"H-o", Error, 0, "", Whole, "", ""}},
		near: func() *Rollup {
			u := county("某县甲局", "某省乙局").with("某市某县人民政府", "", func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction })
			u.Agency = ""
			return u
		},
	},
	{ // its figures say that it has the sums
		trips: func() *Rollup {
			u := county("某县甲局", "某县乙局")
			u.Own = body("某县人民政府")
			u.Own.Tables = county("某县甲局", "某县乙局").Sum().Report.Tables
			return u
		},
		want: []found{{"H-o", Error, 0, "", Whole, "", ""}},
		near: func() *Rollup {
			u := county("某县甲局", "某县乙局")
			u.Own = body("某县人民政府")
			u.Own.Tables = county("某县甲局", "某县乙局").Sum().Report.Tables
			u.Own.Tables.(*Tables2021).Applications = Applications2021{} // of many figures not one
			return u
		},
	},
	{ // so do those of a body of any name
		trips: func() *Rollup {
			return county("某县甲局", "某县乙局").with("某县丙局", "", func(r *Report, _ *Tables2021) {
				r.Tables = county("某县甲局", "某县乙局").Sum().Report.Tables
			}).with("某县丁局", "", func(_ *Report, t *Tables2021) { *t = Tables2021{} })
		},
		want:   []found{{"H-o", Error, 0, "", Whole, "", ""}},
		bodies: []string{"某县丙局"},
		near: func() *Rollup { // two of the same, and one that has nothing
			return county("某县甲局", "某县丙局").with("某县丁局", "", func(_ *Report, t *Tables2021) { *t = Tables2021{} })
		},
	},
	{ // though one of them is off, and its own office's work is in it
		trips: func() *Rollup {
			u := county("某县甲局", "某县乙局")
			u.Own = body("某县人民政府")
			u.Own.Tables = county("某县甲局", "某县乙局").Sum().Report.Tables
			t := u.Own.Tables.(*Tables2021)
			t.Disclosure.Licenses--
			t.Applications.Results.Granted.NaturalPersons += 100
			return u
		},
		want: []found{{"H-o", Error, 0, "", Whole, "", ""}},
		near: func() *Rollup { // an office with far more of the little that there is
			few := func(_ *Report, t *Tables2021) {
				*t = Tables2021{}
				t.Disclosure.Licenses = 1
				t.Applications.Received.NaturalPersons, t.Applications.Results.Granted.NaturalPersons = 1, 1
			}
			u := (&Rollup{Agency: "某县人民政府", Year: 2023}).with("某县甲局", "", few).with("某县乙局", "", few)
			u.Own = body("某县人民政府")
			return u
		},
	},
	{ // that of the jurisdiction itself, when its own office's is there
		trips: func() *Rollup {
			u := county("某县甲局", "某县乙局", "某县人民政府")
			u.Own = body("某县人民政府机关")
			return u
		},
		want: []found{{"H-o", Error, 0, "", Whole, "", ""}},
		near: func() *Rollup {
			u := county("某县甲局", "某县乙局", "某县人民政府办公室")
			u.Own = body("某县人民政府机关")
			return u
		},
	},
	{ // by the list, over a body that has not reported
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县丙局"}, {Agency: "某县丙局", Within: "某县 甲局"}}, "某县乙局", "某县甲局")
		},
		want:   []found{{"H-x", Info, 0, "", Whole, "某县乙局", "某县甲局"}},
		bodies: []string{"某县甲局", "某县乙局"},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县丙局"}, {Agency: "某县丙局"}}, "某县乙局", "某县甲局")
		},
	},
	{ // though it cannot be that it has these figures
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县甲局"}}, "某县甲局").
				with("某县乙局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Penalties = 9 })
		},
		want: []found{{"H-x", Warning, 0, "", Whole, "某县乙局", "某县甲局"}},
		near: func() *Rollup { // of another year
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县甲局"}}, "某县乙局").
				with("某县甲局", "", func(r *Report, _ *Tables2021) { r.Year = 2022 })
		},
	},
	{ // no one's figures are in its own
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局", Within: "某县乙局"}, {Agency: "某县乙局", Within: "某县甲局"}, {Agency: "某县丙局", Within: "某县甲局"}}, "某县甲局", "某县乙局", "某县丙局")
		},
		want: []found{{"H-x", Info, 0, "", Whole, "某县丙局", "某县甲局"}},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县甲局", Within: "某县乙局"}, {Agency: "某县乙局", Within: "某县甲局"}, {Agency: "某县丙局", Within: "某县丙局"}}, "某县甲局", "某县乙局", "某县丙局")
		},
	},
	{
		trips: func() *Rollup {
			return county("某市税务局（本级）", "国家税务总局某市税务局（系统）", "某市税务局", "某市财政局")
		},
		want:   []found{{"H-k", Warning, 0, "", Whole, "某市税务局（某市税务局.json）、某市税务局（本级）（某市税务局（本级）.json）", "国家税务总局某市税务局（系统）"}},
		bodies: []string{"国家税务总局某市税务局（系统）", "某市税务局", "某市税务局（本级）"},
		near: func() *Rollup {
			return county("某市税务局（本级）", "国家税务总局某县税务局（系统）", "某市财政局（系统）")
		},
	},
	{
		trips: func() *Rollup { return county("中华人民共和国某海关", "某关区") },
		want:  []found{{"H-k", Warning, 0, "", Whole, "中华人民共和国某海关（中华人民共和国某海关.json）", "某关区"}},
		near:  func() *Rollup { return county("某海关", "某海关缉私局", "另一关区", "某局") },
	},
	{ // a system beside its bodies in the counties, the sum of whose figures is in its own
		trips: func() *Rollup {
			u := county("国家税务总局某市青山县税务局", "白水县税务局", "青山县气象局", "某市财政局", "另一市红岭县税务局")
			whole := func(r *Report, _ *Tables2021) { r.Tables = county("甲", "乙", "丙").Sum().Report.Tables }
			return u.with("国家税务总局某市税务局（系统）", "", whole).
				with("某市气象局", "", func(r *Report, t *Tables2021) { whole(r, t); r.Scope = ScopeJurisdiction }).
				with("某海关（含隶属海关）", "", whole).with("青山海关", "", unchanged).with("白水海关", "", unchanged).
				with("某市消防救援支队（含各大队）", "", whole).with("青山县消防救援大队", "", unchanged)
		},
		want: []found{
			{"H-k", Warning, 0, "", Whole, "国家税务总局某市青山县税务局（国家税务总局某市青山县税务局.json）、白水县税务局（白水县税务局.json）", "国家税务总局某市税务局（系统）"},
			{"H-k", Warning, 0, "", Whole, "青山县气象局（青山县气象局.json）", "某市气象局"},
			{"H-k", Warning, 0, "", Whole, "青山海关、白水海关", "某海关（含隶属海关）"},
			{"H-k", Warning, 0, "", Whole, "青山县消防救援大队", "某市消防救援支队（含各大队）"},
		},
		near: func() *Rollup { // no room for the sum, another city's, and a city's own work
			u := county("某市青山县税务局", "白水县税务局", "另一市红岭县税务局", "某市气象局", "青山县气象局")
			return u.with("某市税务系统", "", unchanged).with("某市含山县财政局", "", unchanged).with("青山县财政局", "", unchanged)
		},
	},
	{ // 市 is the end of a place, and not of 云栖市市
		trips: func() *Rollup {
			whole := func(r *Report, _ *Tables2021) { r.Tables = county("甲", "乙", "丙").Sum().Report.Tables }
			return county("云栖市青石县市场监督管理局", "白水县市场监督管理局").with("云栖市市场监督管理局（系统）", "", whole)
		},
		want: []found{{"H-k", Warning, 0, "", Whole, "云栖市青石县市场监督管理局（云栖市青石县市场监督管理局.json）、白水县市场监督管理局（白水县市场监督管理局.json）", "云栖市市场监督管理局（系统）"}},
		near: func() *Rollup { return county("盐城市城市管理局", "青石县城市管理局") },
	},
	{ // a city whose name ends as that of a prefecture
		trips: func() *Rollup {
			return district("云栖省人民政府", "云州市余山区人民政府", "余山区甲局")
		},
		want: []found{{"H-p", Warning, 0, "", Whole, "余山区甲局", "云州市余山区人民政府"}},
		near: func() *Rollup {
			return district("云栖省人民政府", "云州市余山区人民政府", "远山区甲局")
		},
	},
	{ // neither has the other's figures
		trips: func() *Rollup {
			return county("某县公安局").with("某县公安局机关", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses, t.Disclosure.Penalties = 0, 1000 })
		},
		want: []found{{"H-k", Warning, 0, "", Whole, "某县公安局（某县公安局.json）、某县公安局机关", ""}},
		near: func() *Rollup {
			u := county("某县公安局", "某县公安局机关")
			u.Checker.Off = []string{"H-k"}
			return u
		},
	},
	{ // a county's sums, of which a document does not say that they are
		trips: func() *Rollup {
			twice := func(_ *Report, t *Tables2021) {
				for c := range Cells(t) {
					if n, ok := c.Int(); ok && !c.Computed {
						_ = c.Set(strconv.FormatInt(2*n, 10))
					}
				}
			}
			u := &Rollup{Agency: "云栖市人民政府", Year: 2023}
			return u.with("青石县人民政府", "", twice).with("青石县甲局", "", unchanged).with("青石县乙镇人民政府", "", unchanged)
		},
		want: []found{{"H-p", Warning, 0, "", Whole, "青石县甲局、青石县乙镇人民政府", "青石县人民政府"}},
		near: func() *Rollup { // the figures of one of two are in it, but not those of both
			u := &Rollup{Agency: "云栖市人民政府", Year: 2023}
			return u.with("青石县人民政府", "", unchanged).with("青石县甲局", "", unchanged).with("青石县乙镇人民政府", "", unchanged)
		},
	},
	{ // a county's sums beside its own bodies, for the city's
		trips: func() *Rollup {
			u := &Rollup{Agency: "云栖市人民政府", Year: 2023}
			whole := func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction }
			return u.with("云栖市青石县人民政府", "", whole).with("青石县甲局", "", unchanged).with("云栖市青石县乙镇人民政府", "", unchanged).
				with("白水县人民政府", "", whole).with("云栖市甲局", "", unchanged)
		},
		want:   []found{{"H-p", Warning, 0, "", Whole, "青石县甲局、云栖市青石县乙镇人民政府", "云栖市青石县人民政府"}},
		bodies: []string{"云栖市青石县人民政府", "青石县甲局", "云栖市青石县乙镇人民政府"},
		near: func() *Rollup { // 东市's and 西市's districts of one name, and a report of a government's own work
			u := &Rollup{Agency: "某省人民政府", Year: 2023}
			whole := func(r *Report, _ *Tables2021) { r.Scope = ScopeJurisdiction }
			return u.with("东市鼓山区人民政府", "", whole).with("西市鼓山区人民政府", "", whole).with("鼓山区甲局", "", unchanged).
				with("南市人民政府", "", unchanged).with("南市甲局", "", unchanged)
		},
	},
	{ // a district whose name begins with 市
		trips: func() *Rollup {
			return district("云栖市人民政府", "云栖市市中区人民政府", "市中区甲局")
		},
		want: []found{{"H-p", Warning, 0, "", Whole, "市中区甲局", "云栖市市中区人民政府"}},
		near: func() *Rollup {
			return district("云栖市人民政府", "云栖市市中区人民政府", "中区甲局")
		},
	},
	{
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局", Former: []string{"某县（老）局"}}}, "某县老局")
		},
		want:   []found{{"H-m", Info, 0, "", Whole, "某县老局", "某县甲局"}},
		bodies: []string{"某县甲局", "某县老局"},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县(甲)局", Former: []string{"某县老局"}}}, "某县甲局")
		},
	},
	{
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县市场监督管理局"}, {Agency: "某县甲局"}}, "某县甲局", "某县市场监管局")
		},
		want:   []found{{"H-l", Warning, 0, "", Whole, "某县市场监管局", "某县市场监督管理局"}},
		bodies: []string{"某县市场监管局"},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县市场监督管理局"}}, "某县 市场监督管理局")
		},
	},
	{ // the name of a local body of a central one is its own, unless two have it
		trips: func() *Rollup {
			return among([]Member{{Agency: "国家税务总局某市税务局"}, {Agency: "中华人民共和国某市税务局"}}, "某市税务局")
		},
		want: []found{{"H-l", Warning, 0, "", Whole, "某市税务局", "国家税务总局某市税务局"}},
		near: func() *Rollup {
			return among([]Member{{Agency: "某市税务局"}, {Agency: "中华人民共和国某海关"}}, "国家税务总局某市税务局", "某海关")
		},
	},
	{ // nothing is near, or what is near is there; the own office is on no list
		trips: func() *Rollup {
			u := among([]Member{{Agency: "某县甲局"}, {Agency: "某县丁丁丁丁丁局"}}, "某县甲局", "某县乙局")
			u.Own = body("某县人民政府办公室")
			return u
		},
		want: []found{{"H-l", Warning, 0, "", Whole, "某县乙局", ""}},
		near: func() *Rollup {
			u := among([]Member{{Agency: "某县甲局"}}, "某县甲局")
			u.Own = body("某县人民政府办公室")
			return u
		},
	},
	{
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Former: []string{"某县老局", "某县老局"}}, {Agency: "某县 甲局"}, {Agency: "某县丙局", Former: []string{"某县老局"}}})
		},
		want:   []found{{"H-v", Error, 0, "", Whole, "某县 甲局", ""}, {"H-v", Error, 0, "", Whole, "某县老局", "某县乙局"}},
		bodies: []string{"某县 甲局"},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县甲局", Former: []string{"某县甲局", ""}}, {Agency: ""}, {Agency: ""}})
		},
	},
	{
		trips: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县丙局"}})
		},
		want:   []found{{"H-y", Error, 0, "", Whole, "某县丙局", "某县甲局"}},
		bodies: []string{"某县乙局"},
		near: func() *Rollup {
			return among([]Member{{Agency: "某县甲局", Former: []string{"某县丙局"}}, {Agency: "某县乙局", Within: "某县丙局"}})
		},
	},
	{
		trips: func() *Rollup {
			return among([]Member{{Agency: "甲", Within: "乙"}, {Agency: "乙", Within: "丙"}, {Agency: "丙", Within: "乙"}, {Agency: "丁", Within: "丁"}})
		},
		want:   []found{{"H-z", Error, 0, "", Whole, "丙", ""}, {"H-z", Error, 0, "", Whole, "乙", ""}, {"H-z", Error, 0, "", Whole, "丁", ""}},
		bodies: []string{"乙"},
		near: func() *Rollup {
			return among([]Member{{Agency: "甲", Within: "乙"}, {Agency: "乙", Within: "丙"}, {Agency: "丙"}})
		},
	},
}

// The last correction of a report is what is added up.
func TestCorrectionsAddedUp(t *testing.T) {
	u := county("某县甲局", "某县乙局")
	for _, n := range []int{2, 1} {
		u.with("某县甲局", "", func(r *Report, t *Tables2021) { r.Revision.Number, t.Disclosure.Licenses = n, Count(1000*n) })
	}
	if got := u.Sum().Report.Tables.(*Tables2021).Disclosure.Licenses; got != 2007 {
		t.Errorf("got %d", got)
	}
}

// What is left out is so whatever a Checker switches off, but for what goes by names alone.
func TestLeftOut(t *testing.T) {
	for _, tt := range memberTests {
		u := tt.trips()
		code := tt.want[0].Code
		left := func() (n int) {
			for _, p := range u.Sum().Parts {
				if p.Left == code {
					n++
				}
			}
			return n
		}
		before := left()
		j := u.Sum()
		for i := range j.Parts {
			p := &j.Parts[i]
			if f, ok := j.Why(p); ok != (p.Left != "") || ok && (f.Code != p.Left || p.Source != "" && !strings.Contains(f.Message(), p.Source)) {
				t.Errorf("%s of %q is left out for %+v, %t", p.Source, p.Agency, f, ok)
			}
		}
		u.Checker.Off = []string{code}
		off := left()
		if byName := code == codeSystem || code == codeInSum; byName && (before == 0 || off > 0) || !byName && off != before {
			t.Errorf("%s: %d left out, and %d when it is off", code, before, off)
		}
		silent := !slices.ContainsFunc(u.Sum().Findings, func(f Finding) bool { return f.Code == code })
		if before > 0 && off > 0 && silent {
			t.Errorf("%s leaves out without a word", code)
		}
	}
}
