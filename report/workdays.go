package report

import (
	"slices"
	"sort"
	"time"
)

// Holidays are the days of a year that are no working days though they are none of a
// weekend, and the other way round, by the notice of the State Council's office on the
// holidays of the year (节假日安排的通知). They are given, never computed. Several of one year are
// taken together.
type Holidays struct {
	Year int
	Off  []Date // 放假; those of a weekend may be among them
	Work []Date // 上班: days of a weekend that are worked (调休)
}

// calendar counts working days.
type calendar struct {
	years []int // whose holidays are given whole
	days  []int // that are not what their weekday says, ascending
	more  []int // working days that there are for these besides those of the weeks, up to and with days[i]
}

// leastHolidays are the days off that there are at least in a year, by the measures on
// national holidays (全国年节及纪念日放假办法): those of a weekend are made up for. A year of which
// fewer are given lacks some.
const leastHolidays = 11

// newCalendar returns the calendar with the holidays, and the days that are said to be off
// and worked, or are none.
func newCalendar(holidays []Holidays) (k *calendar, wrong []Date) {
	k = &calendar{}
	worked := map[int]bool{}
	off := map[int]int{}
	for _, h := range holidays {
		for i, dates := range [][]Date{h.Off, h.Work} {
			for _, d := range dates {
				n, work := dayNumber(d), i == 1
				before, again := worked[n]
				if !d.valid() || again && before != work {
					wrong = append(wrong, d)
					continue
				}
				worked[n] = work
				if !again && !work {
					off[h.Year]++
				}
			}
		}
	}
	for year, days := range off {
		if days >= leastHolidays {
			k.years = append(k.years, year)
		}
	}
	for n, work := range worked {
		if work == weekend(n) {
			k.days = append(k.days, n)
		}
	}
	slices.Sort(k.days)
	more := 0
	for _, n := range k.days {
		if worked[n] {
			more++
		} else {
			more--
		}
		k.more = append(k.more, more)
	}
	return k, wrong
}

// knows reports whether the holidays of all years from the first to the last are given.
func (k *calendar) knows(first, last int) bool {
	missing := last - first + 1
	for _, year := range k.years {
		if first <= year && year <= last {
			missing--
		}
	}
	return missing == 0
}

// dayNumber numbers the days from 0001-01-01, a Monday.
func dayNumber(d Date) int {
	const epoch = 719162 // of the day from which time counts
	return int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Unix()/(24*60*60)) + epoch
}

// numbered returns the day with the number.
func numbered(n int) Date {
	year, month, day := time.Date(1, 1, 1+n, 0, 0, 0, 0, time.UTC).Date()
	return Date{year, int(month), day}
}

func weekend(n int) bool { return n%7 >= 5 }

// upTo is how many working days there are from the first day on up to and with the day.
func (k *calendar) upTo(n int) int {
	days := (n+1)/7*5 + min((n+1)%7, 5)
	if i := sort.SearchInts(k.days, n+1); i > 0 {
		days += k.more[i-1]
	}
	return days
}

// between is how many working days there are after a day, up to and with another.
func (k *calendar) between(after, to int) int { return k.upTo(to) - k.upTo(after) }

// after returns the working day that is the n-th after the day.
func (k *calendar) after(day, n int) int {
	most := 2*(n+len(k.days)) + 7
	return day + 1 + sort.Search(most, func(i int) bool { return k.between(day, day+1+i) >= n })
}
