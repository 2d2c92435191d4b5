package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var numeral = regexp.MustCompile(`^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$`)

// parseNumber reads a number as a file has it.
func parseNumber(s string) (v float64, ok bool) {
	s = strings.TrimSpace(s)
	if !numeral.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, false
	}
	digits, _, _ := strings.Cut(strings.ToLower(s), "e")
	return v, v != 0 || !strings.ContainsAny(digits, "123456789")
}

// decimal is a number to 15 digits, without an exponent: a spreadsheet shows no more,
// and what is behind them comes of its binary arithmetic.
func decimal(v float64) string {
	if v == 0 {
		return "0"
	}
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// lastDay is 9999-12-31, the last day that has a number.
const lastDay = 2_958_465

// dateText is the date, or the time, that a number is. Day 60 is 29 February 1900,
// which there was not.
func dateText(v float64, date1904 bool) string {
	day, part := math.Modf(v)
	if date1904 {
		day += 1462
	}
	if day < 0 || day > lastDay {
		return decimal(v)
	}
	clock := time.Unix(0, 0).UTC().Add(time.Duration(math.Round(part*86400)) * time.Second).Format(" 15:04:05")
	switch {
	case day == 0:
		return strings.TrimSpace(clock)
	case day == 60:
		return "1900年2月29日"
	case day < 60:
		day++
	}
	text := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(day)).Format("2006年1月2日")
	if part != 0 {
		text += clock
	}
	return text
}

var isoDate = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)(?:T(?:00:00:00(?:\.0*)?)?Z?)?$`)

// isoText is the text of a date in the manner of ISO 8601.
func isoText(s string) string {
	s = strings.TrimSpace(s)
	if m := isoDate.FindStringSubmatch(s); m != nil {
		if t, err := time.Parse(time.DateOnly, m[1]); err == nil {
			return t.Format("2006年1月2日")
		}
	}
	return s
}
