package report

import (
	"slices"
	"testing"
)

// ledgerTest is a ledger or periods that trip a rule, and one near to it that does not.
type ledgerTest struct {
	trips func() []Finding
	want  found
	near  func() []Finding
}

// year2024 has the holidays of its first half that the cases need.
var year2024 = Holidays{
	Year: 2024,
	Off:  []Date{{2024, 1, 1}, {2024, 2, 12}, {2024, 2, 13}, {2024, 2, 14}, {2024, 2, 15}, {2024, 2, 16}, {2024, 4, 4}, {2024, 4, 5}, {2024, 5, 1}, {2024, 5, 2}, {2024, 5, 3}, {2024, 6, 10}},
	Work: []Date{{2024, 2, 4}, {2024, 2, 18}, {2024, 4, 7}, {2024, 4, 28}, {2024, 5, 11}},
}

// someHolidays returns as many holidays of a year as there are at least.
func someHolidays(year int) Holidays {
	h := Holidays{Year: year}
	for day := range leastHolidays {
		h.Off = append(h.Off, Date{year, 10, day + 1})
	}
	return h
}

// answered returns an application that is sound, with changes.
func answered(changes ...func(a *Application)) Application {
	a := Application{
		Number: "2024-001", Received: Date{2024, 3, 4}, Applicant: "自然人", Result: "（一）予以公开", Closed: Date{2024, 3, 20}, Pos: Pos{Line: 2},
	}
	for _, change := range changes {
		change(&a)
	}
	return a
}

// ledgered returns what is found in a ledger of 2024 of the applications.
func ledgered(applications ...Application) func() []Finding {
	return ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{year2024}}, applications...)
}

func ledgeredBy(l Ledger, applications ...Application) func() []Finding {
	return func() []Finding { return l.Count(applications).Findings }
}

// with returns a ledger of an application that is sound but for a change.
func with(change func(a *Application)) func() []Finding { return ledgered(answered(change)) }

// quarters returns the tables of quarters of which each carries forward two applications to
// the next, with a change.
func quarters(change func(of []*Tables2021)) Periods {
	var of []*Tables2021
	var all Periods
	for range 4 {
		t := new(Tables2021)
		t.Applications.Received.NaturalPersons = 10
		t.Applications.CarriedOver.NaturalPersons = 2
		t.Applications.Results.Granted.NaturalPersons = 10
		t.Applications.CarriedForward.NaturalPersons = 2
		of, all = append(of, t), append(all, t)
	}
	change(of)
	return all
}

// wholeYear returns the tables of the year that has the quarters.
func wholeYear(change func(t *Tables2021)) *Tables2021 {
	t := new(Tables2021)
	t.Applications.Received.NaturalPersons = 40
	t.Applications.CarriedOver.NaturalPersons = 2
	t.Applications.Results.Granted.NaturalPersons = 40
	t.Applications.CarriedForward.NaturalPersons = 2
	change(t)
	return t
}

func sumOf(p Periods) func() []Finding {
	return func() []Finding {
		_, findings := p.Sum()
		return findings
	}
}

var ledgerTests = []ledgerTest{
	{
		trips: with(func(a *Application) { a.Number = " " }),
		want:  found{"A-a", Warning, 2, "", "第 2 行 编号", "", ""},
		near:  with(func(a *Application) { a.Number = "1" }),
	},
	{
		trips: ledgered(answered(), answered(func(a *Application) { a.Number, a.Pos = " 2024-００1", Pos{Line: 3} })),
		want:  found{"A-b", Error, 3, "", "编号 2024-００1 编号", "", "第 2 行"},
		near: ledgered(answered(), answered(func(a *Application) { a.Number = "2024-01" }),
			// Numbers may begin anew every year.
			answered(func(a *Application) { a.Received = Date{2023, 12, 20}; a.Closed = Date{2024, 1, 3} })),
	},
	{
		trips: ledgered(answered(func(a *Application) { a.Number = "青依〔2024〕1号" }), answered(func(a *Application) { a.Number, a.Pos = "青依[2024] 1号", Pos{Line: 3} })),
		want:  found{"A-b", Error, 3, "", "编号 青依[2024] 1号 编号", "", "第 2 行"},
		near:  ledgered(answered(func(a *Application) { a.Number = "青依〔2024〕1号" }), answered(func(a *Application) { a.Number = "青依[2024]11号" })),
	},
	{
		trips: with(func(a *Application) { a.Received = Date{} }),
		want:  found{"A-c", Error, 2, "", "编号 2024-001 收到日期", "", ""},
		near:  with(func(a *Application) { a.Received, a.Confirmed = Date{}, Date{2024, 3, 5} }),
	},
	{
		trips: with(func(a *Application) { a.Received = Date{2024, 2, 30} }),
		want:  found{"A-d", Error, 2, "", "编号 2024-001 收到日期", "2024年2月30日", ""},
		near:  with(func(a *Application) { a.Received = Date{2024, 2, 29} }),
	},
	{
		trips: with(func(a *Application) { a.Asked = []Period{{Date{2024, 3, 5}, Date{2024, 13, 1}}} }),
		want:  found{"A-d", Error, 2, "", "编号 2024-001 征求意见", "2024年13月1日", ""},
		near:  with(func(a *Application) { a.Asked = []Period{{Date{2024, 3, 5}, Date{}}} }),
	},
	{
		trips: with(func(a *Application) { a.Closed = Date{2023, 3, 20} }),
		want:  found{"A-e", Error, 2, "", "编号 2024-001 办结日期", "2023年3月20日", "2024年3月4日"},
		near:  with(func(a *Application) { a.Closed = a.Received }),
	},
	{
		trips: with(func(a *Application) { a.Confirmed = Date{2024, 3, 1} }),
		want:  found{"A-e", Error, 2, "", "编号 2024-001 确认日期", "2024年3月1日", "2024年3月4日"},
		near:  with(func(a *Application) { a.Confirmed = Date{2024, 3, 6} }),
	},
	{
		trips: with(func(a *Application) { a.Closed = Date{} }),
		want:  found{"A-f", Error, 2, "", "编号 2024-001 办结日期", "（一）予以公开", ""},
		near:  with(func(a *Application) { a.Result, a.Closed = "", Date{} }),
	},
	{
		trips: with(func(a *Application) { a.Result = "" }),
		want:  found{"A-g", Error, 2, "", "编号 2024-001 办理结果", "2024年3月20日", ""},
		near:  with(func(a *Application) { a.Result, a.Closed = " ", Date{} }),
	},
	{
		trips: with(func(a *Application) { a.Applicant = "" }),
		want:  found{"A-h", Error, 2, "", "编号 2024-001 申请人类型", "", ""},
		// It came after the period.
		near: ledgeredBy(Ledger{Year: 2024, On: Date{2025, 3, 1}}, answered(func(a *Application) {
			a.Applicant, a.Received, a.Closed = "", Date{2025, 1, 6}, Date{2025, 1, 8}
		})),
	},
	{
		trips: with(func(a *Application) { a.Applicant = "企业" }),
		want:  found{"A-i", Error, 2, "", "编号 2024-001 申请人类型", "企业", "自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他"},
		near:  with(func(a *Application) { a.Applicant = "enterprises" }),
	},
	{
		trips: with(func(a *Application) { a.Result = "予以公布" }),
		want:  found{"A-j", Error, 2, "", "编号 2024-001 办理结果", "予以公布", "（一）予以公开"},
		near:  with(func(a *Application) { a.Result = "(一) 予以公开" }),
	},
	{
		// The form of 2021 divides it.
		trips: with(func(a *Application) { a.Result = "applications/results/other" }),
		want:  found{"A-j", Error, 2, "", "编号 2024-001 办理结果", "applications/results/other", ""},
		near: ledgeredBy(Ledger{Year: 2020, Holidays: []Holidays{someHolidays(2020)}}, answered(func(a *Application) {
			a.Result, a.Received, a.Closed = "applications/results/other/feeNotPaid", Date{2020, 3, 4}, Date{2020, 3, 20}
		})),
	},
	{
		trips: ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{someHolidays(2023), year2024}},
			answered(func(a *Application) { a.Received, a.Result, a.Closed = Date{2022, 12, 31}, "", Date{} })),
		want: found{"A-k", Warning, 2, "", "编号 2024-001 收到日期", "2022年12月31日", "2024年1月1日"},
		near: with(func(a *Application) { a.Received, a.Closed = Date{2023, 1, 5}, Date{2024, 1, 5} }),
	},
	{
		trips: ledgered(answered(func(a *Application) { a.Received, a.Closed = Date{2024, 12, 30}, Date{2052, 1, 6} })),
		want:  found{"A-k", Warning, 2, "", "编号 2024-001 收到日期", "2024年12月30日", "2052年1月6日"},
		// What is later than the day as of which something is overdue is no fault.
		near: ledgeredBy(Ledger{Year: 2024, On: Date{2024, 6, 30}, Holidays: []Holidays{year2024}},
			answered(func(a *Application) { a.Received, a.Closed = Date{2024, 12, 30}, Date{2025, 1, 6} }),
			answered(func(a *Application) { a.Number, a.Received, a.Closed = "2", Date{2025, 12, 30}, Date{2026, 1, 6} })),
	},
	{
		trips: with(func(a *Application) { a.Asked = []Period{{Date{2024, 3, 8}, Date{2024, 3, 7}}} }),
		want:  found{"A-l", Warning, 2, "", "编号 2024-001 征求意见", "2024年3月8日至2024年3月7日", ""},
		near:  with(func(a *Application) { a.Asked = []Period{{Date{2024, 3, 8}, Date{2024, 3, 8}}} }),
	},
	{
		trips: with(func(a *Application) { a.Corrected = Period{Date{2024, 3, 1}, Date{2024, 3, 7}} }),
		want:  found{"A-l", Warning, 2, "", "编号 2024-001 补正", "2024年3月1日至2024年3月7日", ""},
		near:  with(func(a *Application) { a.Corrected = Period{Date{}, Date{2024, 3, 7}} }),
	},
	{
		trips: with(func(a *Application) { a.Fee = Period{Date{2024, 3, 21}, Date{2024, 3, 22}} }),
		want:  found{"A-l", Warning, 2, "", "编号 2024-001 收费", "2024年3月21日至2024年3月22日", ""},
		near:  with(func(a *Application) { a.Fee = Period{Date{2024, 3, 20}, Date{}} }),
	},
	{
		trips: with(func(a *Application) { a.Extended = 21 }),
		want:  found{"A-m", Warning, 2, "", "编号 2024-001 延长答复", "21", "20"},
		near:  with(func(a *Application) { a.Extended = 20 }),
	},
	{
		trips: ledgered(answered(), answered(func(a *Application) { a.Received = Date{2023, 3, 4}; a.Closed = Date{2023, 12, 31} })),
		want:  found{"A-n", Info, 0, "", "台账", "2", "1"},
		near:  ledgered(answered(), answered(func(a *Application) { a.Number, a.Received, a.Closed = "2", Date{2023, 12, 28}, Date{2024, 1, 2} })),
	},
	{
		trips: ledgeredBy(Ledger{Year: 2024}, answered(func(a *Application) { a.Closed = Date{2024, 3, 25} })),
		want:  found{"A-o", Warning, 0, "", "节假日", "2024", "1"},
		// Whatever the holidays are, twenty days are not over.
		near: ledgeredBy(Ledger{Year: 2024}, answered(func(a *Application) { a.Closed = Date{2024, 3, 24} })),
	},
	{
		// One line for all years, however many.
		trips: ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{year2024, someHolidays(2022), someHolidays(2020)}, Checker: Checker{Off: []string{"A-k"}}},
			answered(func(a *Application) { a.Received = Date{2017, 12, 31} })),
		want: found{"A-o", Warning, 0, "", "节假日", "2018—2019、2021、2023", "1"},
		near: ledgered(answered()),
	},
	{
		// Some are not all.
		trips: ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{{Year: 2024, Off: year2024.Off[:10]}}}, answered(func(a *Application) { a.Closed = Date{2024, 3, 25} })),
		want:  found{"A-o", Warning, 0, "", "节假日", "2024", "1"},
		near:  ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{{Year: 2024, Off: year2024.Off[:10]}, {Year: 2024, Off: year2024.Off[9:]}}}, answered(func(a *Application) { a.Closed = Date{2024, 3, 25} })),
	},
	{
		trips: ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{year2024, {Year: 2024, Off: []Date{{2024, 2, 18}}}}}, answered()),
		want:  found{"A-p", Error, 0, "", "节假日", "2024年2月18日", ""},
		near:  ledgeredBy(Ledger{Year: 2024, Holidays: []Holidays{year2024, {Year: 2024, Work: []Date{{2024, 2, 18}}}}}, answered()),
	},
	{
		trips: ledgeredBy(Ledger{Year: 2024, Period: Period{Date{2024, 3, 31}, Date{2024, 1, 1}}}, answered()),
		want:  found{"A-q", Error, 0, "", "统计期间", "2024年3月31日至2024年1月1日", ""},
		near:  ledgeredBy(Ledger{Year: 2024, Period: Quarter(2024, 1)}, answered()),
	},
	{
		trips: ledgeredBy(Ledger{Year: 2024, On: Date{2024, 11, 31}}, answered()),
		want:  found{"A-q", Error, 0, "", "逾期截至日期", "2024年11月31日", ""},
		near:  ledgeredBy(Ledger{Year: 2024, On: Date{2024, 11, 30}}, answered()),
	},
	{
		trips: sumOf(quarters(func(of []*Tables2021) { of[2].Applications.CarriedOver.NaturalPersons = 3 })),
		want:  found{"A-r", Error, 0, "/tables/applications/carriedOver/naturalPersons", "第 3 期 表三 二、上年结转政府信息公开申请数量 自然人", "3", "2"},
		near: sumOf(quarters(func(of []*Tables2021) {
			of[2].Applications.CarriedOver.NaturalPersons, of[1].Applications.CarriedForward.NaturalPersons = 3, 3
			of[0].Applications.CarriedOver.NaturalPersons, of[3].Applications.CarriedForward.NaturalPersons = 7, 8
		})),
	},
	{
		trips: func() []Finding {
			return quarters(func([]*Tables2021) {}).Check(wholeYear(func(t *Tables2021) { t.Applications.Received.NaturalPersons = 42 }))
		},
		want: found{"A-s", Error, 0, "/tables/applications/received/naturalPersons", "表三 一、本年新收政府信息公开申请数量 自然人", "42", "40"},
		near: func() []Finding {
			return quarters(func(of []*Tables2021) { of[0].Disclosure.Licenses = 1 }).Check(wholeYear(func(*Tables2021) {}))
		},
	},
	{
		trips: sumOf(quarters(func(of []*Tables2021) { of[1].Applications.Results.Granted.Others = Blank })),
		want:  found{"A-t", Warning, 0, "/tables/applications/results/granted/others", "第 2 期 表三 （一）予以公开 其他", "", ""},
		near: sumOf(quarters(func(of []*Tables2021) {
			of[1].Applications.CarriedOver.Others, of[1].Applications.CarriedForward.Others = Blank, Blank
		})),
	},
	{
		trips: sumOf(append(quarters(func([]*Tables2021) {}), new(Tables2019))),
		want:  found{"A-u", Error, 0, "", "第 5 期", "", "2021"},
		near:  sumOf(quarters(func([]*Tables2021) {})[:3]),
	},
}

func TestLedgerRules(t *testing.T) {
	for _, tt := range ledgerTests {
		if got := seen(tt.trips()); !slices.Equal(got, []found{tt.want}) {
			t.Errorf("got  %+v\nwant %+v", got, tt.want)
		}
		for _, f := range tt.near() {
			if f.Code == tt.want.Code || f.Severity == Error {
				t.Errorf("the case near to %+v: got %+v", tt.want, f)
			}
		}
	}
}
