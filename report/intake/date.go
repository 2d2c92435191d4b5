package intake

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/internal/prose"
)

// checkDate refuses days that there are not.
func checkDate(d report.Date, at pos) error {
	if _, err := time.Parse("2006年1月2日", d.String()); err != nil {
		return source.Error(at, "R-f", "成文日期", d.String(), "")
	}
	return nil
}

// parseDate reads a date that stands alone: 2024年1月15日 or 二〇二四年一月十五日.
func parseDate(s string) (report.Date, bool) {
	s = strings.Join(strings.Fields(fold(s)), "")
	d, ok := prose.ReadDate(s, 0)
	year := strings.Index(s, "年")
	whole := ok && d.End == len(s) && year >= 0 && utf8.RuneCountInString(s[:year]) == len("2024") && strings.HasSuffix(s, "日")
	if !whole || d.Relative || d.Year == 0 || d.Month == 0 || d.Day == 0 {
		return report.Date{}, false
	}
	return report.Date{Year: d.Year, Month: d.Month, Day: d.Day}, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
