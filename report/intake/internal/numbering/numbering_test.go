package numbering

import (
	"strings"
	"testing"
)

func TestNumeral(t *testing.T) {
	for _, tt := range []struct {
		format string
		n      []int
		want   string
	}{
		{"decimal", []int{0, 7, 10000}, "0 7 10000"},
		{"", []int{7}, "7"},
		{"of a later version", []int{7}, "7"},
		{"none", []int{7}, ""},
		{"decimalZero", []int{7, 10}, "07 10"},
		{"decimalFullWidth", []int{107}, "１０７"},
		{"chineseCounting", []int{1, 10, 11, 19, 20, 21, 99}, "一 十 十一 十九 二十 二十一 九十九"},
		{"chineseCountingThousand", []int{0, 100, 105, 110, 1005, 2010, 9999, 10000}, "零 一百 一百零五 一百一十 一千零五 二千零一十 九千九百九十九 10000"},
		{"japaneseCounting", []int{3, 12}, "三 十二"},
		{"taiwaneseCountingThousand", []int{12}, "十二"},
		{"ideographDigital", []int{10, 21}, "一〇 二一"},
		{"chineseLegalSimplified", []int{1, 10, 12}, "壹 壹拾 壹拾贰"},
		{"ideographTraditional", []int{1, 10, 11}, "甲 癸 11"},
		{"ideographZodiac", []int{12}, "亥"},
		{"decimalEnclosedCircleChinese", []int{1, 20, 21}, "① ⑳ 21"},
		{"decimalEnclosedFullstop", []int{2}, "⒉"},
		{"decimalEnclosedParen", []int{3}, "⑶"},
		{"ideographEnclosedCircle", []int{4}, "㊃"},
		{"upperLetter", []int{1, 26, 27, 52, 53, 0}, "A Z AA ZZ AAA 0"},
		{"lowerLetter", []int{2}, "b"},
		{"upperRoman", []int{4, 1999, 0}, "IV MCMXCIX 0"},
		{"lowerRoman", []int{9}, "ix"},
		{"numberInDash", []int{5}, "- 5 -"},
		{"chineseCounting", []int{-1}, "-1"},
	} {
		var got []string
		for _, n := range tt.n {
			got = append(got, Numeral(n, tt.format))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.format, s, tt.want)
		}
	}
}

func TestBefore(t *testing.T) {
	for _, tt := range [][3]string{{"", "文", "文"}, {"1.", "", "1."}, {"1.", "其他", "1.其他"}, {"1.", "2023年", "1. 2023年"}, {"（一）", "2023年", "（一）2023年"}} {
		if got := Before(tt[0], tt[1]); got != tt[2] {
			t.Errorf("Before(%q, %q) is %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}
