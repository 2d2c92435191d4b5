package report

import (
	"slices"
	"testing"
)

// publishedTests are the cases of the rules of [Jurisdiction.Compare].
var publishedTests = []struct {
	of        func() *Rollup
	published func(sums *Report, t *Tables2021) // changes the sums into what was published
	want      []found
	bodies    []string // of the first finding
	near      func(sums *Report, t *Tables2021)
}{
	{
		of: func() *Rollup { return county("某县甲局", "某县乙局") },
		published: func(_ *Report, t *Tables2021) {
			t.Applications.Received.Enterprises++
			t.Disclosure.AdministrativeFees = MustAmount("76.882187")
			t.Disclosure.Rules = DocumentCounts{}
		},
		want: []found{
			{"H-a", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "76.882187", "76.882188"},
			{"H-a", Warning, 0, "/tables/applications/received/enterprises", "表三 一、本年新收政府信息公开申请数量 商业企业", "3751", "3750"},
		},
		near: func(_ *Report, t *Tables2021) {
			t.Disclosure.Rules = DocumentCounts{9, 9, 9} // no sums
			t.Disclosure.AdministrativeFees = MustAmount("768821.88元")
		},
	},
	{ // where the figure is missing
		of: func() *Rollup { return county("某县甲局", "某县乙局") },
		published: func(_ *Report, t *Tables2021) {
			t.Disclosure.Licenses, t.Disclosure.Penalties = Blank, NotApplicable
		},
		want: []found{
			{"H-a", Warning, 0, "/tables/disclosure/licenses", "表二 行政许可", "未填", "14"},
			{"H-a", Warning, 0, "/tables/disclosure/penalties", "表二 行政处罚", "/", "16"},
		},
		near: func(*Report, *Tables2021) {},
	},
	{ // a body that is missing may have what is published besides, but takes nothing away
		of: func() *Rollup {
			return among([]Member{{Agency: "某县甲局"}, {Agency: "某县乙局"}, {Agency: "某县丙局"}}, "某县甲局", "某县乙局")
		},
		published: func(_ *Report, t *Tables2021) {
			t.Disclosure.Licenses, t.Disclosure.Penalties = 13, 17
		},
		want: []found{{"H-a", Warning, 0, "/tables/disclosure/licenses", "表二 行政许可", "13", "14"}},
		near: func(_ *Report, t *Tables2021) { t.Disclosure.Licenses, t.Disclosure.Penalties = 1400, 17 },
	},
	{ // so may one of which no report counts, or that has not filled the cell in
		of: func() *Rollup {
			return county("某县甲局").with("某县乙局", "", func(_ *Report, t *Tables2021) {
				t.Disclosure.Licenses, t.Disclosure.Penalties = Blank, NotApplicable
			})
		},
		published: func(_ *Report, t *Tables2021) { t.Disclosure.Penalties = 9 },
		want:      []found{{"H-a", Warning, 0, "/tables/disclosure/penalties", "表二 行政处罚", "9", "8"}},
		near:      func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 15 },
	},
	{
		of: func() *Rollup {
			return county("某县甲局").with("某县乙局", "", func(r *Report, _ *Tables2021) { r.Year = 2022 })
		},
		published: func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 6 },
		want:      []found{{"H-b", Warning, 0, "/tables/disclosure/licenses", "表二 行政许可", "6", "7"}},
		bodies:    []string{"某县甲局"},
		near:      func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 8 },
	},
	{
		of: func() *Rollup {
			return county("某县甲局").with("某县乙局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 300 })
		},
		published: func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 120 },
		want:      []found{{"H-b", Warning, 0, "/tables/disclosure/licenses", "表二 行政许可", "120", "300"}},
		bodies:    []string{"某县乙局"},
		near:      func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 307 },
	},
	{
		of:        func() *Rollup { return county("某县甲局") },
		published: func(r *Report, t *Tables2021) { r.Year, t.Disclosure.Licenses = 2022, 0 },
		want:      []found{{"H-ac", Error, 0, "", Whole, "2022", "2023"}},
		near:      func(r *Report, _ *Tables2021) { r.Agency = "某县人民政府办公室" },
	},
	{
		of:        func() *Rollup { return county("某县甲局") },
		published: func(r *Report, _ *Tables2021) { r.Tables = sample(Edition2019).Tables },
		want:      []found{{"H-ac", Error, 0, "", Whole, "2019 年版格式", "2021 年版格式"}},
		near:      func(*Report, *Tables2021) {},
	},
	{
		of:        func() *Rollup { return county("某县甲局") },
		published: func(r *Report, _ *Tables2021) { r.Tables = nil },
		want:      []found{{"H-ac", Error, 0, "", Whole, "没有表格的文稿", "2021 年版格式"}},
		near:      func(*Report, *Tables2021) {},
	},
}

func TestCompare(t *testing.T) {
	for i, tt := range publishedTests {
		compare := func(change func(*Report, *Tables2021)) []Finding {
			published := tt.of().Sum().Report
			change(published, published.Tables.(*Tables2021))
			return tt.of().Sum().Compare(published)
		}
		got := compare(tt.published)
		if !slices.Equal(seen(got), tt.want) {
			t.Errorf("case %d:\ngot  %+v\nwant %+v", i, seen(got), tt.want)
		}
		if len(got) > 0 && !slices.Equal(got[0].Bodies, tt.bodies) {
			t.Errorf("case %d: of the bodies %q", i, got[0].Bodies)
		}
		if got := compare(tt.near); len(got) > 0 {
			t.Errorf("the case near to %d: %+v", i, seen(got))
		}
	}
	if got := county("某县甲局").Sum().Compare(nil); len(got) != 1 || got[0].Code != "H-ac" {
		t.Errorf("nothing published: %+v", seen(got))
	}
	if got := (&Rollup{Year: 1}).Sum().Compare(&Report{Year: 1}); len(got) != 1 || got[0].Code != "H-ac" {
		t.Errorf("a year without a form: %+v", seen(got))
	}
}

// What is less than a body's figure is no sum, either, and the Checker says how grave it is.
func TestCompareAsChecked(t *testing.T) {
	of := func(c Checker) []found {
		u := county("某县甲局")
		u.Checker = c
		published := u.Sum().Report
		published.Tables.(*Tables2021).Disclosure.Licenses = 0
		return seen(u.Sum().Compare(published))
	}
	for _, tt := range []struct {
		Checker
		code string
		Severity
	}{
		{Checker{}, "H-b", Warning},
		{Checker{Off: []string{"H-a"}}, "H-b", Warning},
		{Checker{Off: []string{"H-b"}, Severity: map[string]Severity{"H-a": Error}}, "H-a", Error},
	} {
		if got := of(tt.Checker); len(got) != 1 || got[0].Code != tt.code || got[0].Severity != tt.Severity {
			t.Errorf("%+v: %+v", tt.Checker, got)
		}
	}
	if got := of(Checker{Off: []string{"H-a", "H-b"}}); got != nil {
		t.Errorf("got %+v", got)
	}
}

// Of amounts without a unit it is not known which they are in.
func TestCompareAmounts(t *testing.T) {
	for _, tt := range []struct {
		sum, published string
		differs        bool
	}{
		{"251000元", "25.1万元", false}, {"251000元", "251000", false}, {"251000元", "25.1", false}, {"25.1万元", "251000", false},
		{"251000元", "25.2", true}, {"8040", "8040元", false}, {"8040", "8041", true}, {"8040", "8040", false}, {"0", "0元", false}, {"251000元", "", true},
	} {
		j := procurement(tt.sum).Sum()
		published := procurement(tt.published).Sum().Report
		if got := j.Compare(published); (len(got) > 0) != tt.differs {
			t.Errorf("%s beside %s: %+v", tt.published, tt.sum, seen(got))
		}
	}
}
