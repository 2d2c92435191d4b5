package report

import (
	"cmp"
	"slices"
)

// ExtensionDays are the working days by which the time for an answer may be extended at
// most (延长答复期限, article 33 of the Regulations).
const ExtensionDays = 20

// The working days of article 33 within which an application is to be answered, and those
// of articles 32 and 34 within which one who is asked is to give his opinion.
const (
	answerDays  = 20
	opinionDays = 15
)

// Overdue is an application that is or was answered late (逾期).
type Overdue struct {
	*Application
	Due    Date // the last day for the answer (答复期限)
	Days   int  // working days after Due up to the answer, or to the day as of which it is open; 0 where all of these days are off
	Open   bool // there is no answer yet
	Unsure bool // the holidays of a year that it concerns were not given, and change Due and Days, or even what is overdue
}

// clock runs while an application waits for its answer.
type clock struct {
	start, due int  // the day from which the time is counted, and its last day
	days       int  // working days that it has
	stopped    bool // the applicant has something to do first, and there is no last day
}

// clock returns the time for the answer to an application whose dates are sound. Times that
// cannot be are left out, as [Ledger.Count] tells.
func (k *calendar) clock(a *Application) clock {
	days := answerDays
	if a.soundExtension() {
		days += a.Extended
	}
	start := dayNumber(a.Receipt())
	c := clock{start: start, due: k.due(start, days, a), days: days}
	for _, wait := range [...]Period{a.Corrected, a.Fee} {
		switch {
		case wait == (Period{}) || !a.soundTime(wait):
		case wait.From.given() && dayNumber(wait.From) > c.due: // it was late by then
		case !wait.To.given():
			c.stopped = true
			return c
		default:
			c.start = max(c.start, dayNumber(wait.To))
			c.due = k.due(c.start, days, a)
		}
	}
	return c
}

// due returns the day on which so many working days after the start are over, without those
// during which others were asked. These are counted as times are: from the day after that
// on which they were asked.
func (k *calendar) due(start, days int, a *Application) int {
	asked := slices.Clone(a.Asked)
	slices.SortFunc(asked, func(p, q Period) int { return cmp.Compare(dayNumber(p.From), dayNumber(q.From)) })
	for _, p := range asked {
		if !p.From.given() || !a.soundTime(p) {
			continue
		}
		from, to := dayNumber(p.From), dayNumber(p.To)
		if !p.To.given() {
			to = k.after(from, opinionDays)
		}
		if to <= start {
			continue
		}
		passed := k.between(start, max(start, from))
		if passed >= days {
			break // it was due by then
		}
		start, days = to, days-passed
	}
	return k.after(start, days)
}

// soundExtension reports whether the time may be extended by so many days.
func (a *Application) soundExtension() bool { return a.Extended >= 0 && a.Extended <= ExtensionDays }

// soundTime reports whether the period, if there is one, may be one during which the
// application waited.
func (a *Application) soundTime(p Period) bool {
	switch from := p.From; {
	case p == (Period{}):
		return true
	case !from.given():
		return !p.To.before(a.Receipt())
	case from.before(a.Receipt()), a.Closed.given() && a.Closed.before(from):
		return false
	default:
		return !p.To.given() || !p.To.before(from)
	}
}

// judge returns the application as one that is late on the day, or was when it was closed;
// ok is false where it is not. The years, from the first to the last, are those whose holidays
// that hangs on where some of them are not given; else the first is 0.
func (k *calendar) judge(a *Application, on Date) (late Overdue, years [2]int, ok bool) {
	end := on
	open := !a.Closed.given() || on.before(a.Closed)
	if !open {
		end = a.Closed
	}
	c := k.clock(a)
	last := dayNumber(end)
	if c.stopped || last-c.start <= c.days {
		return late, years, false // whatever the holidays are
	}
	if first := numbered(c.start + 1).Year; !k.knows(first, end.Year) {
		years = [2]int{first, end.Year}
	}
	late = Overdue{Application: a, Due: numbered(c.due), Days: k.between(c.due, last), Open: open, Unsure: years[0] > 0}
	return late, years, last > c.due
}
