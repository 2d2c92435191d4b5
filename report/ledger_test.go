package report_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/report"
)

// entry is an application as a ledger of text has it, with dates as YYYY-MM-DD.
type entry struct {
	number, received, confirmed, applicant, result, closed string
	asked                                                  [][2]string
	corrected, fee                                         [2]string
	extended                                               int
}

const iso = "2006-01-02"

// randomLedger returns applications of three years from the first on, some of which were there
// before: those who apply and what comes of it, the year's form has.
func randomLedger(e report.Edition, first, n int, seed uint64) (lines []entry) {
	r := rand.New(rand.NewPCG(seed, 11))
	var results, kinds []string
	for _, t := range e.Tables() {
		if t.Number != 3 {
			continue
		}
		for _, row := range t.Rows {
			if strings.Contains(row.Path, "/results/") && !row.Computed {
				results, kinds = append(results, row.Path), row.Columns
			}
		}
	}
	begin := time.Date(first-1, 11, 15, 0, 0, 0, 0, time.UTC)
	days := int(time.Date(first+3, 1, 20, 0, 0, 0, 0, time.UTC).Sub(begin).Hours() / 24)
	later := func(day time.Time, most int) time.Time { return day.AddDate(0, 0, r.IntN(most+1)) }
	for i := range n {
		x := entry{number: fmt.Sprintf("%05d", i+1)}
		received := begin.AddDate(0, 0, r.IntN(days))
		x.received = received.Format(iso)
		x.applicant = kinds[min(r.IntN(len(kinds)), r.IntN(len(kinds)))]
		if r.IntN(4) == 0 { // over the internet
			received = later(received, 3)
			x.confirmed = received.Format(iso)
		}
		closed := later(received, 45)
		if r.IntN(12) == 0 {
			at := later(received, 9)
			x.corrected[0] = at.Format(iso)
			if at = later(at, 20); r.IntN(4) > 0 {
				x.corrected[1] = at.Format(iso)
			}
			closed = later(at, 40)
		}
		if r.IntN(40) == 0 {
			at := later(received, 20)
			x.fee = [2]string{at.Format(iso), later(at, 20).Format(iso)}
			closed = later(at.AddDate(0, 0, 20), 30)
		}
		at := received
		for range [...]int{3, 2, 1, 1, 1, 1, 1, 1, 1, 1}[r.IntN(10)] - 1 {
			at = later(at, 15)
			if closed.Before(at) {
				break
			}
			asked := [2]string{at.Format(iso), later(at, 25).Format(iso)}
			if r.IntN(8) == 0 {
				asked[1] = ""
			}
			x.asked = append(x.asked, asked)
		}
		if r.IntN(6) == 0 {
			x.extended = 1 + r.IntN(20)
			closed = closed.AddDate(0, 0, r.IntN(25))
		}
		for _, from := range []string{x.corrected[0], x.fee[0]} {
			if t, err := time.Parse(iso, from); err == nil && closed.Before(t) {
				closed = t
			}
		}
		if r.IntN(50) > 0 {
			x.closed, x.result = closed.Format(iso), results[r.IntN(len(results))]
		} else if received.Year() != first+2 {
			x.closed, x.result = closed.AddDate(0, 2, 0).Format(iso), results[0]
		}
		lines = append(lines, x)
	}
	return lines
}

// day reads a date of a entry.
func day(s string) (d report.Date) {
	fmt.Sscanf(s, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
	return d
}

func span(p [2]string) report.Period { return report.Period{From: day(p[0]), To: day(p[1])} }

func (x entry) application() report.Application {
	a := report.Application{
		Number: x.number, Received: day(x.received), Confirmed: day(x.confirmed), Applicant: x.applicant, Result: x.result, Closed: day(x.closed),
		Corrected: span(x.corrected), Fee: span(x.fee), Extended: x.extended,
	}
	for _, p := range x.asked {
		a.Asked = append(a.Asked, span(p))
	}
	return a
}

func (x entry) start() string {
	if x.confirmed != "" {
		return x.confirmed
	}
	return x.received
}

// desk goes through the days of a ledger as the clerks did, and keeps book of what lies on
// the desk: for every path of table three the numbers of its applications.
type desk struct {
	opening, closing map[string][]entry // by day
	lying            map[string]entry   // by number
}

func newDesk(lines []entry) *desk {
	d := &desk{map[string][]entry{}, map[string][]entry{}, map[string]entry{}}
	for _, x := range lines {
		d.opening[x.start()] = append(d.opening[x.start()], x)
		if x.closed != "" {
			d.closing[x.closed] = append(d.closing[x.closed], x)
		}
	}
	return d
}

// work goes through the days from one to another, both included.
func (d *desk) work(from, to time.Time) map[string][]string {
	book := map[string][]string{}
	enter := func(row string, x entry) {
		at := row + "/" + x.applicant
		book[at] = append(book[at], x.number)
	}
	for _, x := range d.lying {
		enter("applications/carriedOver", x)
	}
	for at := from; !at.After(to); at = at.AddDate(0, 0, 1) {
		for _, x := range d.opening[at.Format(iso)] {
			enter("applications/received", x)
			d.lying[x.number] = x
		}
		for _, x := range d.closing[at.Format(iso)] {
			enter(x.result, x)
			delete(d.lying, x.number)
		}
	}
	for _, x := range d.lying {
		enter("applications/carriedForward", x)
	}
	return book
}

// compareBook compares the figures of table three, and the applications that each names, with a
// book.
func compareBook(t *testing.T, c *report.Counted, book map[string][]string) (printed map[string]string) {
	t.Helper()
	printed = map[string]string{}
	seen := map[string]bool{}
	columns := map[string][]string{} // of （七）总计
	for cell := range report.Cells(c.Report.Tables) {
		if cell.Table != 3 {
			if !cell.Computed && !cell.Blank() {
				t.Errorf("%s is %s, of which a ledger says nothing", cell.Path, cell)
			}
			continue
		}
		at := cell.Row + "/" + cell.Column
		want := book[at]
		switch {
		case cell.Column == "总计":
			for k, numbers := range book {
				if strings.HasPrefix(k, cell.Row+"/") && strings.Count(k, "/") == strings.Count(at, "/") {
					want = append(want, numbers...)
				}
			}
			if cell.Computed && strings.HasSuffix(cell.Row, "results/total") {
				for _, numbers := range columns {
					want = append(want, numbers...)
				}
			}
		case cell.Computed:
			want = columns[cell.Column]
		case strings.Contains(cell.Row, "/results/"):
			columns[cell.Column] = append(columns[cell.Column], want...)
		}
		want = slices.Sorted(slices.Values(want))
		var got []string
		for a := range c.Of(cell.Path) {
			got = append(got, a.Number)
		}
		if !slices.Equal(got, want) || cell.String() != fmt.Sprint(len(want)) {
			t.Errorf("%s is %s, of the applications %v, want %v", cell.Place, cell, got, want)
		}
		if cell.Computed {
			printed[cell.Path] = fmt.Sprint(len(want))
		}
		seen[at] = true
	}
	for at := range book {
		if !seen[at] {
			t.Errorf("nothing counts %s", at)
		}
	}
	return printed
}

// relations are the rules on table three that tables of a ledger keep.
var relations = []string{"T3-a", "T3-b", "T3-c", "T3-d", "T3-e", "Y-a"}

// A ledger of three years, by form: every figure is what the clerks' desk says, year by year
// and quarter by quarter, no relation is broken, and what is overdue is what a walk through
// the calendar finds.
func TestLedger(t *testing.T) {
	long.OneGoroutine(t)
	for _, e := range report.Editions() {
		for seed := range uint64(3) {
			first := 2019
			for f, ok := report.EditionFor(first); !ok || f != e; f, ok = report.EditionFor(first) {
				first++
			}
			lines := randomLedger(e, first, 10_000, seed)
			var applications []report.Application
			for _, x := range lines {
				applications = append(applications, x.application())
			}
			yearly, quarterly := newDesk(lines), newDesk(lines)
			var last *report.Report
			for i := range 3 {
				year := first + i
				begin := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
				if i == 0 {
					for _, d := range []*desk{yearly, quarterly} {
						d.work(begin.AddDate(0, 0, -60), begin.AddDate(0, 0, -1))
					}
				}
				l := report.Ledger{Agency: "青石县水利局", Year: year, Edition: e, Holidays: holidaysOf(first, year)}
				c := l.Count(applications)
				printed := compareBook(t, c, yearly.work(begin, begin.AddDate(1, 0, -1)))
				findings := c.Report.CheckAgainst(last)
				wrong, err := report.CompareTotals(c.Report.Tables, printed)
				for _, f := range slices.Concat(findings, wrong, c.Findings) {
					if slices.Contains(relations, f.Code) || f.Severity == report.Error && f.Code[0] == 'A' || f.Code == "A-o" || f.Code == "A-l" {
						t.Errorf("%s, seed %d, %d: %s %s %s", e, seed, year, f.Code, f.Place, f.Message())
					}
				}
				if err != nil {
					t.Error(err)
				}
				compareOverdue(t, c.Overdue, lines, l)
				last = c.Report

				var quarters report.Periods
				for q := range 4 {
					l := l
					l.Period = report.Quarter(year, q+1)
					from := begin.AddDate(0, 3*q, 0)
					c := l.Count(applications)
					compareBook(t, c, quarterly.work(from, from.AddDate(0, 3, -1)))
					quarters = append(quarters, c.Report.Tables)
				}
				for _, f := range quarters.Check(c.Report.Tables) {
					t.Errorf("%s, seed %d, %d: %s %s %s", e, seed, year, f.Code, f.Place, f.Message())
				}
				var halves report.Periods
				for h := range 2 {
					l := l
					l.Period = report.HalfYear(year, h+1)
					halves = append(halves, l.Count(applications).Report.Tables)
				}
				sum, findings := halves.Sum()
				if err := sameTables(sum, c.Report.Tables); err != nil || findings != nil {
					t.Errorf("the halves of %d: %v, %v", year, err, findings)
				}
			}
		}
	}
}

func sameTables(a, b report.Tables) error {
	texts := map[string]string{}
	for c := range report.Cells(a) {
		texts[c.Path] = c.String()
	}
	for c := range report.Cells(b) {
		if texts[c.Path] != c.String() {
			return fmt.Errorf("%s is %s and %s", c.Place, texts[c.Path], c)
		}
	}
	return nil
}

// holidaysOf returns holidays of the years, which are of no real year: those of spring and
// October move from year to year, and weekends before them are worked.
func holidaysOf(first, last int) (all []report.Holidays) {
	for year := first - 1; year <= last; year++ {
		h := report.Holidays{Year: year, Off: []report.Date{{Year: year, Month: 1, Day: 1}}}
		for n := range 8 {
			h.Off = append(h.Off, report.Date{Year: year, Month: 2, Day: 1 + year%10 + n}, report.Date{Year: year, Month: 10, Day: 1 + n})
		}
		for at := time.Date(year, 9, 22, 0, 0, 0, 0, time.UTC); at.Day() < 30; at = at.AddDate(0, 0, 1) {
			if at.Weekday() == time.Sunday {
				h.Work = append(h.Work, report.Date{Year: year, Month: 9, Day: at.Day()})
			}
		}
		all = append(all, h)
	}
	return all
}

// compareOverdue compares what is overdue with what a walk through the calendar finds, day
// by day.
func compareOverdue(t *testing.T, got []report.Overdue, lines []entry, l report.Ledger) {
	t.Helper()
	off := map[string]bool{}
	work := map[string]bool{}
	key := func(d report.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
	for _, h := range l.Holidays {
		for _, d := range h.Off {
			off[key(d)] = true
		}
		for _, d := range h.Work {
			work[key(d)] = true
		}
	}
	working := func(at time.Time) bool {
		if w := at.Weekday(); w == time.Saturday || w == time.Sunday {
			return work[at.Format(iso)]
		}
		return !off[at.Format(iso)]
	}
	parse := func(s string) time.Time {
		at, _ := time.Parse(iso, s)
		return at
	}
	end := fmt.Sprintf("%04d-12-31", l.Year)
	want := map[string]string{}
	for _, x := range lines {
		// What the applicant has to do, by the day on which it was asked.
		waits := [][2]string{x.corrected, x.fee}
		until, open := x.closed, false
		if until == "" || until > end {
			until, open = end, true
		}
		if lapsed := strings.HasSuffix(x.result, "other/notCorrected") || strings.HasSuffix(x.result, "other/feeNotPaid"); lapsed && !open && x.corrected[0] == "" && x.fee[0] == "" {
			continue
		}
		if x.start() > end || !open && until < fmt.Sprintf("%04d-01-01", l.Year) {
			continue
		}
		asked := map[string]bool{}
		for _, p := range x.asked {
			to := p[1]
			if to == "" {
				at, n := parse(p[0]), 0
				for n < 15 {
					if at = at.AddDate(0, 0, 1); working(at) {
						n++
					}
				}
				to = at.Format(iso)
			}
			for at := parse(p[0]).AddDate(0, 0, 1); at.Format(iso) <= to; at = at.AddDate(0, 0, 1) {
				asked[at.Format(iso)] = true
			}
		}
		due := func(start string) string {
			at := parse(start)
			for n := 0; n < 20+x.extended; {
				if at = at.AddDate(0, 0, 1); working(at) && !asked[at.Format(iso)] {
					n++
				}
			}
			return at.Format(iso)
		}
		start, stopped := x.start(), false
		for _, w := range waits {
			if w[0] == "" || w[0] > due(start) || stopped {
				continue
			}
			if w[1] == "" {
				stopped = true
			} else {
				start = max(start, w[1])
			}
		}
		if stopped || due(start) >= until {
			continue
		}
		days := 0
		for at := parse(due(start)).AddDate(0, 0, 1); at.Format(iso) <= until; at = at.AddDate(0, 0, 1) {
			if working(at) {
				days++
			}
		}
		want[x.number] = fmt.Sprint(due(start), days, open)
	}
	found := map[string]string{}
	for i, o := range got {
		found[o.Number] = fmt.Sprint(key(o.Due), o.Days, o.Open)
		if i > 0 && key(o.Due) < key(got[i-1].Due) {
			t.Errorf("%s is behind %s", o.Number, got[i-1].Number)
		}
		if o.Unsure {
			t.Errorf("%s is unsure", o.Number)
		}
	}
	if len(want) < 20 {
		t.Errorf("no more than %d are overdue", len(want))
	}
	for _, number := range slices.Sorted(maps.Keys(want)) {
		if found[number] != want[number] {
			t.Errorf("%d: application %s is overdue by %q, want %q", l.Year, number, found[number], want[number])
		}
	}
	if len(found) != len(want) {
		t.Errorf("%d are overdue, want %d", len(found), len(want))
	}
}

// The last day for an answer, with the holidays of spring and May 2024.
func TestDue(t *testing.T) {
	d := func(month, day int) report.Date { return report.Date{Year: 2024, Month: month, Day: day} }
	holidays := report.Holidays{
		Year: 2024,
		Off:  []report.Date{d(2, 10), d(2, 12), d(2, 13), d(2, 14), d(2, 15), d(2, 16), d(4, 4), d(4, 5), d(5, 1), d(5, 2), d(5, 3)},
		Work: []report.Date{d(2, 4), d(2, 18), d(4, 7), d(4, 28), d(5, 11)},
	}
	for _, tt := range []struct {
		name string
		a    report.Application
		due  report.Date
	}{
		{"received on a Monday", report.Application{Received: d(3, 4)}, d(4, 1)},
		{"received on a Sunday", report.Application{Received: d(3, 3)}, d(3, 29)},
		{"over spring, with two Sundays worked", report.Application{Received: d(1, 31)}, d(3, 4)},
		{"extended over two holidays", report.Application{Received: d(3, 4), Extended: 20}, d(4, 29)},
		{"extended by a week", report.Application{Received: d(3, 4), Extended: 5}, d(4, 9)},
		{"confirmed later", report.Application{Received: d(3, 1), Confirmed: d(3, 4)}, d(4, 1)},
		{"corrected", report.Application{Received: d(2, 20), Corrected: report.Period{From: d(2, 26), To: d(3, 4)}}, d(4, 1)},
		{"corrected, from a day that the ledger does not have", report.Application{Received: d(2, 20), Corrected: report.Period{To: d(3, 4)}}, d(4, 1)},
		{"to be corrected", report.Application{Received: d(3, 4), Corrected: report.Period{From: d(3, 8)}}, report.Date{}},
		{"to be corrected, as was said on the last day", report.Application{Received: d(3, 4), Corrected: report.Period{From: d(4, 1)}}, report.Date{}},
		{"to be corrected, as was said when it was late", report.Application{Received: d(3, 4), Corrected: report.Period{From: d(4, 2)}}, d(4, 1)},
		{"corrected, and paid for later", report.Application{Received: d(1, 8), Corrected: report.Period{From: d(1, 9), To: d(2, 1)}, Fee: report.Period{From: d(2, 20), To: d(3, 4)}}, d(4, 1)},
		{"to be paid for", report.Application{Received: d(3, 4), Fee: report.Period{From: d(3, 8)}}, report.Date{}},
		{"not corrected, as the result says", report.Application{Received: d(3, 4), Result: "other/notCorrected", Closed: d(4, 30)}, report.Date{}},
		{"told late that it was to be corrected, and not corrected", report.Application{Received: d(3, 4), Corrected: report.Period{From: d(4, 2)}, Result: "other/notCorrected", Closed: d(4, 30)}, d(4, 1)},
		{"not paid for, as the result says", report.Application{Received: d(3, 4), Result: "other/feeNotPaid", Closed: d(4, 30)}, report.Date{}},
		{"of another result", report.Application{Received: d(3, 4), Result: "granted", Closed: d(4, 30)}, d(4, 1)},
		{"asked for three working days", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(3, 7), To: d(3, 12)}}}, d(4, 7)},
		{"asked twice, at the same time", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(3, 8), To: d(3, 12)}, {From: d(3, 7), To: d(3, 11)}}}, d(4, 7)},
		{"asked and answered on one day", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(3, 7), To: d(3, 7)}}}, d(4, 1)},
		{"asked, and no opinion came", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(3, 4)}}}, d(4, 23)},
		{"asked on the last day", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(4, 1), To: d(4, 12)}}}, d(4, 1)},
		{"asked on the day before", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(3, 31), To: d(4, 12)}}}, d(4, 15)},
		{"asked before it was corrected", report.Application{Received: d(2, 20), Asked: []report.Period{{From: d(2, 21), To: d(3, 5)}}, Corrected: report.Period{From: d(2, 26), To: d(3, 4)}}, d(4, 2)},
		{"asked from an impossible day", report.Application{Received: d(3, 4), Asked: []report.Period{{From: d(3, 1), To: d(3, 12)}}}, d(4, 1)},
		{"extended beyond what may be", report.Application{Received: d(3, 4), Extended: 30}, d(4, 1)},
	} {
		tt.a.Number, tt.a.Applicant = "1", "自然人"
		c := report.Ledger{Year: 2024, Holidays: []report.Holidays{holidays}}.Count([]report.Application{tt.a})
		var due report.Date
		for _, o := range c.Overdue {
			due = o.Due
		}
		if due != tt.due {
			t.Errorf("%s: due %v, want %v", tt.name, due, tt.due)
		}
		if (tt.due == report.Date{}) {
			continue
		}
		// It is late on the day after that, and not on the day itself.
		for i, on := range []report.Date{tt.due, {Year: 2024, Month: tt.due.Month, Day: tt.due.Day + 1}} {
			if !validDay(on) {
				on = report.Date{Year: 2024, Month: on.Month + 1, Day: 1}
			}
			c := report.Ledger{Year: 2024, On: on, Holidays: []report.Holidays{holidays}}.Count([]report.Application{tt.a})
			if len(c.Overdue) != i {
				t.Errorf("%s: on %v %d are overdue", tt.name, on, len(c.Overdue))
			}
		}
	}
}

// What was due on a Friday is late from Saturday on, and by a working day from Monday on.
func TestLateOnDaysOff(t *testing.T) {
	for day, days := range map[int]int{29: -1, 30: 0, 31: 0, 32: 1, 33: 2} {
		on := report.Date{Year: 2024, Month: 3, Day: day}
		if day > 31 {
			on = report.Date{Year: 2024, Month: 4, Day: day - 31}
		}
		a := report.Application{Number: "1", Applicant: "自然人", Received: report.Date{Year: 2024, Month: 3, Day: 1}}
		answered := a
		answered.Result, answered.Closed = "granted", on
		for _, c := range []*report.Counted{
			report.Ledger{Year: 2024, On: on}.Count([]report.Application{a}),
			report.Ledger{Year: 2024}.Count([]report.Application{answered}),
		} {
			got := -1
			if len(c.Overdue) == 1 {
				got = c.Overdue[0].Days
			}
			if got != days {
				t.Errorf("on %v: late by %d days, want %d (-1 is not at all)", on, got, days)
			}
		}
	}
}

func earlier(d, other report.Date) bool {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day)) < 0
}

func validDay(d report.Date) bool {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Day() == d.Day
}
