package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

var (
	chineseYear   = regexp.MustCompile(`[〇零○OＯ一二三四五六七八九]{4}年`)
	chineseDigits = strings.NewReplacer("〇", "0", "零", "0", "○", "0", "O", "0", "Ｏ", "0", "一", "1", "二", "2",
		"三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// arabicYear writes 二〇二三年 as 2023年.
func arabicYear(s string) string { return chineseYear.ReplaceAllStringFunc(s, chineseDigits.Replace) }

// checkDate refuses days that there are not.
func checkDate(d report.Date, at pos) error {
	if _, err := time.Parse("2006年1月2日", d.String()); err != nil {
		return source.Error(at, "R-f", "成文日期", d.String(), "")
	}
	return nil
}

var (
	date        = regexp.MustCompile(`^([1-9]\d{3})年(\d{1,2})月(\d{1,2})日$`)
	chineseDate = regexp.MustCompile(`^([1-9]\d{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$`)
)

// parseDate reads a date that stands alone: 2024年1月15日 or 二〇二四年一月十五日.
func parseDate(s string) (report.Date, bool) {
	s = arabicYear(strings.Join(strings.Fields(fold(s)), ""))
	if m := date.FindStringSubmatch(s); m != nil {
		return report.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}, true
	}
	if m := chineseDate.FindStringSubmatch(s); m != nil {
		return report.Date{Year: number(m[1]), Month: chineseNumber(m[2]), Day: chineseNumber(m[3])}, true
	}
	return report.Date{}, false
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// chineseNumber returns the number from 1 to 99, or 0.
func chineseNumber(s string) int {
	n := 0
	for _, r := range s {
		if r == '十' {
			n = max(n, 1) * 10
			continue
		}
		d := slices.Index([]rune("一二三四五六七八九"), r)
		if d < 0 {
			return 0
		}
		n += d + 1
	}
	return n
}
