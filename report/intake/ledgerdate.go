package intake

import (
	"regexp"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
)

// What is wrong with dates.
const (
	yearOfTwoDigits = "年份要写四位"
	unknownOrder    = "分不清年、月、日的次序"
	noYear          = "没有年份"
	noDay           = "没有写是哪一日"
	serialDay       = "像是表格软件中日期的序数，请把单元格的格式改为日期"
	severalDays     = "不止一个日期"
	otherZone       = "不是北京时间"
)

var (
	dayInOrder   = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})([日号]?)(.*)$`)
	dayAtOnce    = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?$`)
	betweenParts = regexp.MustCompile(`\s*([-/.年月])\s*`)
	weekday      = regexp.MustCompile(`^\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?`)
	clock        = regexp.MustCompile(`^[T,，]?\s*(?:上午|下午|早上|晚上|中午)?\s*(?:(?:[01]?\d|2[0-3])(?:[:：][0-5]?\d){1,2}(?:\.\d+)?(?:\s*[AaPp][Mm])?|(?:[01]?\d|2[0-3])[时点](?:[0-5]?\d分?|半|整)?(?:[0-5]?\d秒)?|)$`)
	timeZone     = regexp.MustCompile(`\s*(?:Z|[+-]\d\d:?\d\d)$`)
	ownZone      = regexp.MustCompile(`[+]08:?00$`)
	midnight     = regexp.MustCompile(`^[T ]?00:00(?::00(?:\.0+)?)?$`)
)

// whyNoDay are the dates that may be meant, and why it is not certain.
var whyNoDay = []struct {
	looks *regexp.Regexp
	why   string
}{
	{regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\D*$`), unknownOrder},
	{regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{1,2}$`), yearOfTwoDigits},
	{regexp.MustCompile(`^'?\d\d年\d{1,2}月`), yearOfTwoDigits},
	{regexp.MustCompile(`^\d{1,2}(?:月\d{1,2}[日号]?|[-/.]\d{1,2})$`), noYear},
	{regexp.MustCompile(`^\d{4}[-/.年]\d{1,2}月?$`), noDay},
	{regexp.MustCompile(`^\d{5}(?:\.\d+)?$`), serialDay},
	{regexp.MustCompile(`[-/.年]\d{1,2}.*\D\d{4}[-/.年]|[至到~～—]`), severalDays},
}

// readDay reads the day of a cell of a ledger, with whatever time behind it. Where it is none
// for sure, it says why, as far as that is known. A day that there is not is read, too.
func readDay(text string) (d report.Date, why string, ok bool) {
	t := betweenParts.ReplaceAllString(strings.Join(strings.Fields(fold(text)), " "), "$1")
	if m := dayAtOnce.FindStringSubmatch(t); m != nil {
		if _, err := time.Parse("20060102", m[1]+m[2]+m[3]); err == nil {
			return report.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}, "", true
		}
	}
	if m := dayInOrder.FindStringSubmatch(t); m != nil {
		d = report.Date{Year: number(m[1]), Month: number(m[2] + m[3] + m[4] + m[5]), Day: number(m[6])}
		behind := strings.TrimPrefix(m[8], weekday.FindString(m[8]))
		z := timeZone.FindString(behind)
		behind = strings.TrimSuffix(behind, z)
		switch {
		case m[7] == "" && behind != "" && isDigit(rune(behind[0])): // which may be of the day
		case z != "" && !ownZone.MatchString(z) && !midnight.MatchString(behind):
			return report.Date{}, otherZone, false
		case clock.MatchString(strings.TrimSpace(behind)):
			return d, "", true
		}
	}
	if d, ok := parseDate(t); ok { // 二〇二四年一月五日
		return d, "", true
	}
	for _, x := range whyNoDay {
		if x.looks.MatchString(t) {
			return report.Date{}, x.why, false
		}
	}
	return report.Date{}, "", false
}
