package prose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/internal/linear"
)

// show writes a date as the tests do: 2023-01-01, -01-01 without a year, ~ for one told by
// a word, ! for a misprint.
func (d Date) show() string {
	s := ""
	if d.Misprinted {
		s = "!"
	}
	if d.Relative {
		s += "~"
	}
	if d.Year > 0 {
		s += fmt.Sprint(d.Year)
	}
	if d.Month > 0 {
		s += fmt.Sprintf("-%02d", d.Month)
	}
	if d.Day > 0 {
		s += fmt.Sprintf("-%02d", d.Day)
	}
	return s
}

// A period in every spelling, with what may follow it.
func TestReadPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2023年1月1日起至2023年12月31日止|，本报告": "2023-01-01 2023-12-31",
		"2023年1月1日至12月31日|。":           "2023-01-01 -12-31",
		"2023年1月1日起，至2023年12月31日止|":    "2023-01-01 2023-12-31",
		"2023 年 1 月 1 日 至 12 月 31 日|，": "2023-01-01 -12-31",
		"２０２３年１月１日－１２月３１日|":            "2023-01-01 -12-31",
		"2023年01月01日——2023年12月31日|":    "2023-01-01 2023-12-31",
		"2023年1月1日～12月31日|":            "2023-01-01 -12-31",
		"2023年1月1日一12月31日|":            "2023-01-01 -12-31",
		"2023年1月1日零时起至12月31日24时止|":     "2023-01-01 -12-31",
		"2023年1月1日到年底|":                "2023-01-01 ~-12-31",
		"2023年1月1至12月31日|":             "2023-01-01 -12-31",
		"2023年1月1日至当年12月31日|":          "2023-01-01 ~-12-31",
		"2023年12月1日至31日|":              "2023-12-01 -12-31",
		"2023年1—12月|，":                 "2023-01 -12",
		"2023年1月至12月|":                 "2023-01 -12",
		"2023年1月-2023年12月|":            "2023-01 2023-12",
		"1-12月|":                       "-01 -12",
		"1月1日至12月31日|":                 "-01-01 -12-31",
		"2O23年1月1日-12月31日|":            "2023-01-01 -12-31",
		"2023.1.1至2023.12.31|":         "2023-01-01 2023-12-31",
		"2023.01.01-12.31|":            "2023-01-01 -12-31",
		"2023.1-2023.12|":              "2023-01 2023-12",
		"2023.1-12月|":                  "2023-01 -12",
		"2023年1.1—12.31|":              "2023-01-01 -12-31",
		"2023-01-01至2023-12-31|":       "2023-01-01 2023-12-31",
		"2023/1/1-2023/12/31|":         "2023-01-01 2023-12-31",
		"20230101-20231231|":           "2023-01-01 2023-12-31",
		"二〇二三年一月一日至二〇二三年十二月三十一日|":    "2023-01-01 2023-12-31",
		"二零二三年一月一日至十二月三十一日|":         "2023-01-01 -12-31",
		"上年12月1日至本年11月30日|":          "~-12-01 ~-11-30",
		"2023年1月1日始，至2023年12月31日终|":  "2023-01-01 2023-12-31",
		"2023年元月1日至12月31日|":          "2023-01-01 -12-31",
		"2023年1月1日至12月31月|":          "2023-01-01 !-12",
		"2023年度|":                    "2023 ",
		"2023年|1.2万件":                "2023 ",
		"2023年|全年":                   "2023 ",
		"2023年|一季度":                  "2023 ",
		"2023年|12件":                  "2023 ",
		"2023年12月|5件":                "2023-12 ",
		"2023年底|":                    "2023-12-31 ",
		"23年1月1日至12月31日|":            "2023-01-01 -12-31",
		"2023年1月1日|至今":               "2023-01-01 ",
		"2023年1月1日|起施行":              "2023-01-01 ",
		"202020年1月1日至12月31日|":        "!-01-01 -12-31",
		"2020年1月1日起至202020年12月31日止|": "2020-01-01 !-12-31",
		"20231月1日至12月31日|":           "!-01 -12-31",
		"202111日至2021年12月31日|":       "! 2021-12-31",
		"2025111231日|。":              "! ",
		"20231年1日至12月31日|":           "! -12-31",
		"2023年1月1日至12月32日|":          "2023-01-01 !-12-32",
		"2023年1月1日至13月31日|":          "2023-01-01 !-13-31",
		"2023年2月29日|":                "!2023-02-29 ",
		"2024年2月29日|":                "2024-02-29 ",
		"2023年1月1日至12年31日|":          "2023-01-01 !2012",
		"2023年1231日|":                "!2023 ",
		"2023年月日|":                   "!2023 ",
		"202年12月31日|":                "!-12-31 ",
		"3年|":                        "",
		"三年|行动":                      "",
		"20年|来":                      "",
		"120年|":                      "",
		"一日|":                        "",
		"12345年|":                    "",
		"2023|件":                     "",
		"20001234|":                  "",
	} {
		written, _, _ := strings.Cut(text, "|")
		text = strings.Replace(text, "|", "", 1)
		for _, before := range []string{"", "自"} {
			p, ok := ReadPeriod(before+text, len(before))
			got := ""
			if ok {
				got = p.From.show() + " " + p.To.show()
			}
			if got != want {
				t.Errorf("%s is %q, want %q", text, got, want)
			}
			if ok && (before + text)[p.Start:p.End] != written {
				t.Errorf("%s: read %s", text, (before + text)[p.Start:p.End])
			}
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"某局2023年度报告": "2023",
		"自2019年5月15日起施行，2023年1月1日至12月31日收到5件。":           "2019-05-15 2023-01-01",
		"（2023.12.20）二〇二四年":                              "2023-12-20 2024",
		"统计至202020年12月31日":                               "!-12-31",
		"电话0500-8000000，邮编200000，12345热线，三年行动，第7次，3.5万件": "",
		"国办公开办函〔2021〕30号":                                "",
		"2021—2023年":                                     "2023",
	} {
		var got []string
		for d := range Dates(text) {
			got = append(got, d.show())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
	for d := range Dates("2023年1月、2024年") {
		if d.Year != 2023 || d.Start != 0 || d.End != len("2023年1月") {
			t.Errorf("got %+v", d)
		}
		break
	}
}

func TestPeriods(t *testing.T) {
	const text = "统计期限自2023年1月1日起至12月31日止，比2022年增加，每月一日更新，1—12月共5次，1月1日至31日。"
	var got []string
	for p := range Periods(text) {
		got = append(got, text[p.Start:p.End])
	}
	const want = "2023年1月1日起至12月31日止 2022年 1—12月 1月1日至31日"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

// dateTexts are what the readers of dates may be slow in.
var dateTexts = []string{
	"1", "十", "2023", "2023年", "2023年1月1日至", "2023年1月1日起", " 2023 ", "—", "二〇", "1 ", "2023.1.", "　", "上年", "二十", "O二", "至",
}

func TestDatesAreLinear(t *testing.T) {
	for _, s := range dateTexts {
		linear.Check(t, s, 1<<18, func(text string) {
			for range Dates(text) {
			}
			for range Periods(text) {
			}
			ArabicYears(text)
		})
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range dateTexts {
		f.Add(s + "2023年1月1日起至202020年12月31日止" + s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for d := range Dates(text) {
			if d.Start < last || d.End <= d.Start || d.End > len(text) {
				t.Fatalf("%q: %+v after %d", text, d, last)
			}
			last = d.End
		}
		for at := range text {
			p, ok := ReadPeriod(text, at)
			if ok && (p.Start != at || p.End <= at || p.End > len(text) || p.To != (Date{}) && p.To.Start < p.From.End) {
				t.Fatalf("%q: %+v", text, p)
			}
		}
	})
}
