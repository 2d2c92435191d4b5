package report

import (
	"fmt"
	"regexp"
	"strconv"
)

// Date is a calendar date.
type Date struct{ Year, Month, Day int }

// String returns the date as official documents print it, such as 2024年1月15日,
// or "" for the zero Date.
func (d Date) String() string {
	if !d.given() {
		return ""
	}
	return strconv.Itoa(d.Year) + "年" + strconv.Itoa(d.Month) + "月" + strconv.Itoa(d.Day) + "日"
}

// iso returns the date as YYYY-MM-DD (ISO 8601), or "" for the zero Date.
func (d Date) iso() string {
	if !d.given() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// given reports whether there is a date at all.
func (d Date) given() bool { return d != (Date{}) }

// valid reports whether there is such a day.
func (d Date) valid() bool {
	if d.Month < 1 || d.Month > 12 || d.Year < 1 || d.Year > 9999 {
		return false
	}
	days := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[d.Month-1]
	if d.Month == 2 && d.Year%4 == 0 && (d.Year%100 != 0 || d.Year%400 == 0) {
		days = 29
	}
	return d.Day >= 1 && d.Day <= days
}

// before reports whether the date is before another.
func (d Date) before(other Date) bool {
	if d.Year != other.Year {
		return d.Year < other.Year
	}
	return d.Month < other.Month || d.Month == other.Month && d.Day < other.Day
}

var isoDate = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)

// parseDate reads YYYY-MM-DD; ok is false where there is no such day.
func parseDate(s string) (d Date, ok bool) {
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		return d, false
	}
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	return d, d.valid()
}
