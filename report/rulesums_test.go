package report

import (
	"slices"
	"testing"
)

// sumTests are of 甲局 and 乙局, and of what is added to them.
var sumTests = []bodyTest{
	{
		trips: func() *Rollup {
			return county("某县甲局", "某县乙局").with("某县丙局", "", func(_ *Report, t *Tables2021) {
				t.Disclosure.Licenses, t.Disclosure.Penalties = Blank, NotApplicable
				t.Applications.Received.Enterprises = Blank
				t.Disclosure.Rules = DocumentCounts{Blank, Blank, Blank}
			})
		},
		want: []found{
			{"H-q", Warning, 0, "/tables/disclosure/licenses", "表二 行政许可", "未填", ""},
			{"H-q", Info, 0, "/tables/disclosure/penalties", "表二 行政处罚", "填的是“/”", ""},
			{"H-q", Warning, 0, "/tables/applications/received/enterprises", "表三 一、本年新收政府信息公开申请数量 商业企业", "未填", ""},
		},
		bodies: []string{"某县丙局"},
		near: func() *Rollup {
			return county("某县甲局").with("某县丙局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 0 })
		},
	},
	{ // rows and tables, and several bodies of one cell
		trips: func() *Rollup {
			blank := NewTables(Edition2021).(*Tables2021)
			none := Outcomes{NotApplicable, NotApplicable, NotApplicable, NotApplicable}
			return county("某县甲局").with("某县乙局", "", func(_ *Report, t *Tables2021) {
				t.Applications.CarriedForward = blank.Applications.CarriedForward
				t.Remedies = Remedies{none, none, none}
			}).with("某县丙局", "", func(_ *Report, t *Tables2021) {
				t.Applications = blank.Applications
				t.Remedies.Reconsideration = none
			}).with("某县丁局", "", func(_ *Report, t *Tables2021) {
				t.Applications.CarriedForward.Enterprises = Blank
				t.Applications.CarriedForward.Others = NotApplicable
			}).with("某县戊局", "", func(_ *Report, t *Tables2021) { t.Applications.CarriedForward.Enterprises = Blank })
		},
		want: []found{
			{"H-q", Warning, 0, "/tables/applications", "表三", "整张表未填", ""},
			{"H-q", Warning, 0, "/tables/applications/carriedForward", "表三 四、结转下年度继续办理", "整行未填", ""},
			{"H-q", Warning, 0, "/tables/applications/carriedForward/enterprises", "表三 四、结转下年度继续办理 商业企业", "未填", ""},
			{"H-q", Info, 0, "/tables/applications/carriedForward/others", "表三 四、结转下年度继续办理 其他", "填的是“/”", ""},
			{"H-q", Info, 0, "/tables/remedies", "表四", "整张表填的是“/”", ""},
			{"H-q", Info, 0, "/tables/remedies/reconsideration", "表四 行政复议", "整行填的是“/”", ""},
		},
		bodies: []string{"某县丙局"},
		near:   func() *Rollup { return county("某县甲局", "某县乙局") },
	},
	{ // of a row of which one figure adds up, and the rest do not
		trips: func() *Rollup {
			r := sample(Edition2019)
			r.Tables.(*Tables2019).Disclosure.Licenses = Items2019{1, 1, Blank}
			u := &Rollup{Agency: "某县人民政府", Year: 2020}
			u.Add("", r)
			return u
		},
		want: []found{{"H-q", Warning, 0, "/tables/disclosure/licenses/decisions", "表二 行政许可 处理决定数量", "未填", ""}},
		near: func() *Rollup {
			r := sample(Edition2019)
			r.Tables.(*Tables2019).Disclosure.Licenses = Items2019{Blank, Blank, 1}
			u := &Rollup{Agency: "某县人民政府", Year: 2020}
			u.Add("", r)
			return u
		},
	},
	{
		trips: func() *Rollup {
			return county("某县甲局").with("某县丙局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = -1 })
		},
		want:   []found{{"H-w", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "-1", ""}},
		bodies: []string{"某县丙局"},
		near: func() *Rollup {
			return county("某县甲局").with("某县丙局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = maxCount })
		},
	},
	{
		trips: func() *Rollup {
			most := func(_ *Report, t *Tables2021) {
				t.Disclosure.Licenses, t.Disclosure.AdministrativeFees = maxCount, MustAmount("999999999999.999999")
			}
			return (&Rollup{Year: 2023}).with("某县甲局", "", most).with("某县丙局", "", most)
		},
		want: []found{
			{"H-t", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "1999999999998", ""},
			{"H-t", Error, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "1999999999999.999998", ""},
		},
		near: func() *Rollup {
			return (&Rollup{Year: 2023}).with("某县甲局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = maxCount - 1 }).
				with("某县丙局", "", func(_ *Report, t *Tables2021) { t.Disclosure.Licenses = 1 })
		},
	},
	{ // 0.000001元 are no 万元 of six decimals
		trips: func() *Rollup { return fees("38.441094", "0.000001元") },
		want:  []found{{"H-t", Error, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "38.4410940001", ""}},
		near:  func() *Rollup { return fees("38.441094", "0.01元") },
	},
	{
		trips: func() *Rollup { return procurement("251000元", "8.5万元", "0") },
		want:  []found{{"H-u", Warning, 0, "/tables/disclosure/procurement/amount", "表二 政府集中采购 采购总金额", "元、万元", ""}},
		near:  func() *Rollup { return procurement("251000元", "85000元", "0", "/") },
	},
	{
		trips:  func() *Rollup { return procurement("8040", "251000元") },
		want:   []found{{"H-u", Warning, 0, "/tables/disclosure/procurement/amount", "表二 政府集中采购 采购总金额", "没有单位、元", ""}},
		bodies: []string{"局 0", "局 1"},
		near:   func() *Rollup { return procurement("8040", "0元") },
	},
	{ // which may be 元 or 万元 each
		trips: func() *Rollup { return procurement("8040", "25") },
		want:  []found{{"H-u", Warning, 0, "/tables/disclosure/procurement/amount", "表二 政府集中采购 采购总金额", "没有单位", ""}},
		near:  func() *Rollup { return procurement("0", "0") },
	},
	{
		trips: func() *Rollup {
			u := county("某县甲局")
			u.Own = body("某县人民政府办公室")
			u.Own.Tables.(*Tables2021).Disclosure.Rules = DocumentCounts{}
			return u
		},
		want: []found{
			{"H-r", Info, 0, "/tables/disclosure/rules", "表二 规章", "本年制发件数 0、本年废止件数 0、现行有效件数 0", "本年制发件数 1、本年废止件数 2、现行有效件数 3"},
			{"H-r", Info, 0, "/tables/disclosure/normativeDocuments", "表二 行政规范性文件", "本年制发件数 4、本年废止件数 5、现行有效件数 6", "本年制发件数 8、本年废止件数 10、现行有效件数 12"},
		},
		near: func() *Rollup {
			u := (&Rollup{Agency: "某县人民政府", Year: 2023}).with("某县甲局", "", func(_ *Report, t *Tables2021) {
				t.Disclosure.Rules, t.Disclosure.NormativeDocuments = DocumentCounts{}, DocumentCounts{Repealed: Blank}
			})
			u.Own = body("某县人民政府办公室")
			return u
		},
	},
	{
		trips: func() *Rollup { return county("某县甲局", "某县乙局") },
		want: []found{
			{"H-s", Warning, 0, "/tables/disclosure/rules", "表二 规章", "本年制发件数、本年废止件数、现行有效件数", "本年制发件数 2、本年废止件数 4、现行有效件数 6"},
			{"H-s", Warning, 0, "/tables/disclosure/normativeDocuments", "表二 行政规范性文件", "本年制发件数、本年废止件数、现行有效件数", "本年制发件数 8、本年废止件数 10、现行有效件数 12"},
		},
		near: func() *Rollup { // whatever is counted once or twice, none is none
			return (&Rollup{Year: 2023}).with("某县甲局", "", func(_ *Report, t *Tables2021) {
				t.Disclosure.Rules, t.Disclosure.NormativeDocuments = DocumentCounts{}, DocumentCounts{}
			})
		},
	},
}

// fees returns a roll-up of bodies with these fees, by their column in 万元.
func fees(amounts ...string) *Rollup {
	u := &Rollup{Year: 2023}
	for i, a := range amounts {
		u.with("局 "+string(rune('0'+i)), "", func(_ *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount(a) })
	}
	return u
}

// procurement returns a roll-up of bodies with these amounts, whose column has no unit.
func procurement(amounts ...string) *Rollup {
	u := &Rollup{Year: 2020}
	for i, a := range amounts {
		r := sample(Edition2019)
		r.Agency = "局 " + string(rune('0'+i))
		r.Tables.(*Tables2019).Disclosure.Procurement.Amount = MustAmount(a)
		u.Add("", r)
	}
	return u
}

func TestSumsOfAmounts(t *testing.T) {
	fee := func(j *Jurisdiction) string {
		return j.Report.Tables.(*Tables2021).Disclosure.AdministrativeFees.String()
	}
	spent := func(j *Jurisdiction) string {
		return j.Report.Tables.(*Tables2019).Disclosure.Procurement.Amount.String()
	}
	for _, tt := range []struct {
		of   func(*Jurisdiction) string
		u    *Rollup
		want string
	}{
		{fee, fees("38.441094", "7545", "0.1", "0.2"), "7583.741094"},
		{fee, fees("251000元", "7.50", "12万元"), "44.6"},
		{fee, fees("0", "/"), "0"},
		{fee, fees("/", ""), ""},
		{fee, fees("999999999999.999999", "0.01元"), ""},
		{fee, fees("999999999999", "0.01元"), "999999999999.000001"},
		{spent, procurement("251000元", "0.50元", "0"), "251000.5元"},
		{spent, procurement("25.1万元", "0.9万元"), "26万元"},
		{spent, procurement("25.1万元", "1元"), ""},
		{spent, procurement("8040", "1元"), ""},
		{spent, procurement("8040", "1"), ""},
		{spent, procurement("8040", "0元", "/"), "8040"},
		{spent, procurement("0", "0元"), "0"},
	} {
		if got := tt.of(tt.u.Sum()); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	for _, f := range procurement("251000元", "8.5万元").Sum().Findings {
		if f.Code == "H-u" && !slices.Equal(f.Hint, []Value{{"/tables/disclosure/procurement/amount", "336000元"}}) {
			t.Errorf("the hint is %v", f.Hint)
		}
	}
}
