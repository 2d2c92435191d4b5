package report

// Application is an application for disclosure (政府信息公开申请) as a body's ledger (台账)
// has it. What the ledger leaves blank stays the zero value, and is never taken for
// something else.
type Application struct {
	Number string // 编号
	// Received is 收到日期, when the application is deemed received by article 31 of the
	// Regulations (before: 国办公开办函〔2015〕207号): the day on which it was handed in, or on
	// which the body signed for the mail.
	Received Date
	// Confirmed is 确认日期. What came by ordinary mail, over the internet or by fax is deemed
	// received on the day on which both sides confirmed it: where the day is given, it stands
	// in the place of Received.
	Confirmed Date
	Applicant string // 申请人类型: the column of table three, by its label or its key in the JSON: 自然人
	// Result is 办理结果: the row of table three, named as for [Builder.Row]; empty while the
	// application is open.
	Result string
	Closed Date // 办结日期: of the answer; the zero Date while the application is open

	// Corrected is 补正: from the day on which the applicant was told what to correct to that on
	// which the corrected application was received, and the time for the answer begins anew
	// (article 30). The zero To is that it has not come.
	Corrected Period
	// Fee is 收费, likewise: from the notice of the fee to its payment (国办函〔2020〕109号, from
	// memory).
	Fee Period
	// Asked is 征求意见: from the day on which a third party or another body was asked to that
	// of its opinion, which is not counted (article 33). The zero To is that it has not come.
	Asked    []Period
	Extended int // 延长答复期限, in working days: at most 20 (article 33)

	Pos Pos // where it stands in the ledger
}

// Period is a span of time from one day to another, both included.
type Period struct{ From, To Date }

// String returns the period as official documents print it: 2024年1月1日至2024年3月31日.
func (p Period) String() string { return p.From.String() + "至" + p.To.String() }

// Quarter returns a quarter (季度) of the year, from 1 to 4.
func Quarter(year, n int) Period { return months(year, 3*n-2, 3*n) }

// HalfYear returns a half of the year, 1 or 2.
func HalfYear(year, n int) Period { return months(year, 6*n-5, 6*n) }

// months returns the period of months of the year, all of which end as those of quarters do.
func months(year, from, to int) Period {
	end := Date{year, to, 31}
	if !end.valid() {
		end.Day = 30
	}
	return Period{Date{year, from, 1}, end}
}

// Receipt returns the day on which the application is deemed received: Confirmed, or else
// Received.
func (a *Application) Receipt() Date {
	if a.Confirmed.given() {
		return a.Confirmed
	}
	return a.Received
}
