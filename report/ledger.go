package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Ledger counts the applications of a body's ledger (依申请公开台账) into table three, and
// lists what is overdue. With Year alone it counts that calendar year.
type Ledger struct {
	Agency  string  // 机关全称
	Year    int     // of the report
	Edition Edition // of its form; "" is that of [EditionFor]
	// Period is what is counted, where it is not the whole year: see [Quarter].
	Period Period
	// On is the day as of which applications are overdue; the zero Date is the last day of
	// the period.
	On       Date
	Holidays []Holidays // for the working days within which an answer is due
	Checker  Checker    // says which rules hold, and how grave they are
}

// Counted is what a ledger comes to: see [Ledger.Count].
type Counted struct {
	// Report has table three, where 0 is that the ledger has none; its other figures are
	// [Blank].
	Report   *Report
	Findings []Finding
	// Overdue is what is open as of [Ledger.On] and was to be answered before, and what was
	// answered late from the begin of the period to that day; in the order in which it was due.
	// An application that ended because the applicant did not correct or pay for it is not
	// among them where the ledger has no day from which he was waited for.
	Overdue []Overdue

	ledger       Ledger
	applications []Application
	cells        map[string][]int // the applications of each figure that is not computed, by its path
}

// Count counts applications. Row one of table three is those received in the period, row two
// those received before that were open when it began. Of these, row three is what was closed
// in the period, by its result, and row four what was open when it ended, whatever happened
// later. So rows one and two add up to rows three and four, and row two is row four of the
// period before.
//
// An application of which something is missing or impossible is in no figure, and is
// told; so is how many are not of the period.
func (l Ledger) Count(applications []Application) *Counted {
	c := &Counted{Report: &Report{Agency: l.Agency, Year: l.Year}, applications: applications, cells: map[string][]int{}}
	if l.Edition == "" {
		l.Edition, _ = EditionFor(l.Year)
	}
	if l.Period == (Period{}) {
		l.Period = Period{Date{l.Year, 1, 1}, Date{l.Year, 12, 31}}
	}
	c.ledger = l
	if !c.countable() {
		return c
	}
	c.Report.Tables = NewTables(l.Edition)
	n := newCounting(c)
	for i := range applications {
		n.application(i)
	}
	n.write()
	return c
}

// countable reports whether there is a form and a period to count by, and tells what is wrong
// with them.
func (c *Counted) countable() bool {
	l := &c.ledger
	switch {
	case l.Edition != "" && l.Edition.form() == nil:
		c.find("J-f", Pos{}, Fault{Path: "/edition", Got: string(l.Edition), Want: list(Editions())})
	case l.Edition == "" || l.Year > lastYear:
		c.find("R-b", Pos{}, Fault{Path: "/year", Got: strconv.Itoa(l.Year)})
	case !l.Period.From.valid() || !l.Period.To.valid() || l.Period.To.before(l.Period.From):
		c.find("A-q", Pos{}, Fault{Place: "统计期间", Got: l.Period.String()})
	case l.On.given() && !l.On.valid():
		c.find("A-q", Pos{}, Fault{Place: "逾期截至日期", Got: l.On.String()})
	default:
		return true
	}
	return false
}

// find tells a fault, as the Checker has it.
func (c *Counted) find(code string, at Pos, x Fault) {
	if r, ok := c.ledger.Checker.adjust(rule(code)); ok {
		c.Findings = append(c.Findings, r.finding(c.Report, x).At(at))
	}
}

// Of yields the applications that a figure of table three counts, in the order of the
// ledger; the path is that of [Cell.Path], of a total too.
func (c *Counted) Of(path string) iter.Seq[*Application] {
	return func(yield func(*Application) bool) {
		for cell := range Cells(c.Report.Tables) {
			if cell.Path != path {
				continue
			}
			for _, i := range c.in(cell) {
				if !yield(&c.applications[i]) {
					return
				}
			}
		}
	}
}

// in returns the indices of the applications that the cell counts.
func (c *Counted) in(cell Cell) []int {
	if !cell.Computed {
		return c.cells[cell.Path]
	}
	var all []int
	for a := range cell.Addends() {
		all = append(all, c.in(a)...)
	}
	slices.Sort(all)
	return all
}

// counting is a ledger being counted.
type counting struct {
	*Counted
	table    *table
	rows     [4]*row             // of table three: what came, what was there, what was done and what is left
	results  map[string]resolved // by name
	calendar *calendar
	on       Date // as of which applications are overdue
	last     Date // what comes later is not looked at
	numbers  map[numberedIn]int
	outside  int    // applications that are sound, and not of the period
	unsure   int    // applications whose time hangs on holidays that are not given
	years    [2]int // the first and the last year that these are of
}

// numberedIn is the number of an application and its year, for numbers may begin anew.
type numberedIn struct {
	number string
	year   int
}

func newCounting(c *Counted) *counting {
	l := &c.ledger
	n := &counting{
		Counted: c, results: map[string]resolved{}, numbers: map[numberedIn]int{},
		on: l.On, last: l.Period.To,
	}
	if !n.on.given() {
		n.on = l.Period.To
	}
	if n.last.before(n.on) {
		n.last = n.on
	}
	c.Report.balances(func(t *table, rows [4]*row) { n.table, n.rows = t, rows })
	var wrong []Date
	n.calendar, wrong = newCalendar(l.Holidays)
	for _, d := range wrong {
		n.find("A-p", Pos{}, Fault{Place: "节假日", Got: d.String()})
	}
	return n
}

// application counts an application.
func (n *counting) application(i int) {
	a := &n.applications[i]
	concerns := n.concerns(a)
	n.repeated(i, concerns)
	if !concerns {
		n.outside++
		return
	}
	in, result, col, ok := n.place(i)
	if !ok {
		return
	}
	if in == nil {
		n.outside++
	} else {
		n.add(in, col, i)
		n.add(result, col, i)
	}
	n.judgeTimes(i)
	n.overdue(a)
}

func (n *counting) add(r *row, col, i int) {
	path := r.cells[col].pointer
	n.cells[path] = append(n.cells[path], i)
}

// overdue tells whether an application is, or was answered late.
func (n *counting) overdue(a *Application) {
	if n.on.before(a.Receipt()) {
		return
	}
	if a.Closed.given() && !n.on.before(a.Closed) && !a.Corrected.From.given() && !a.Fee.From.given() {
		if r := n.result(strings.TrimSpace(a.Result)).row; r != nil && r.lapsed {
			return // from what day the applicant was waited for, the ledger does not say
		}
	}
	late, years, ok := n.calendar.judge(a, n.on)
	if years[0] > 0 {
		if n.unsure++; n.unsure == 1 {
			n.years = years
		}
		n.years = [2]int{min(n.years[0], years[0]), max(n.years[1], years[1])}
	}
	if ok {
		n.Overdue = append(n.Overdue, late)
	}
}

// write sets the figures, and tells what concerns the whole ledger.
func (n *counting) write() {
	n.table.figures(func(r *row, col int) {
		*r.cell(n.Report.Tables, col).(*Count) = Count(len(n.cells[r.cells[col].pointer]))
	})
	slices.SortStableFunc(n.Overdue, func(a, b Overdue) int { return dayNumber(a.Due) - dayNumber(b.Due) })
	if n.outside > 0 {
		n.find("A-n", Pos{}, Fault{
			Place: "台账", Got: strconv.Itoa(len(n.applications)), Want: strconv.Itoa(n.outside), Quote: n.ledger.Period.String(),
		})
	}
	if n.unsure > 0 {
		n.find("A-o", Pos{}, Fault{Place: "节假日", Got: n.unknownYears(), Want: strconv.Itoa(n.unsure)})
	}
}

// unknownYears lists the years that the holidays are missing of: 2019—2021、2024.
func (n *counting) unknownYears() string {
	var spans []string
	for year := n.years[0]; year <= n.years[1]; year++ {
		first := year
		for year <= n.years[1] && !n.calendar.knows(year, year) {
			year++
		}
		switch year - first {
		case 0:
		case 1:
			spans = append(spans, strconv.Itoa(first))
		default:
			spans = append(spans, strconv.Itoa(first)+"—"+strconv.Itoa(year-1))
		}
	}
	return strings.Join(spans, "、")
}
