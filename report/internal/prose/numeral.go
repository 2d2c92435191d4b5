// Package prose reads what sentences of official Chinese say in figures, with its place
// in the text.
package prose

import (
	"strings"
	"unicode/utf8"
)

// Digit returns the value of a character that is written for one digit: of 0 to 9, ０ to ９
// and 〇, 零, ○, 一 to 九.
func Digit(r rune) (d int, ok bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '０' <= r && r <= '９':
		return int(r - '０'), true
	}
	return ChineseDigit(r)
}

// ChineseDigit is [Digit] for Chinese numerals alone.
func ChineseDigit(r rune) (d int, ok bool) {
	switch r {
	case '〇', '零', '○':
		return 0, true
	case '一':
		return 1, true
	case '二':
		return 2, true
	case '三':
		return 3, true
	case '四':
		return 4, true
	case '五':
		return 5, true
	case '六':
		return 6, true
	case '七':
		return 7, true
	case '八':
		return 8, true
	case '九':
		return 9, true
	}
	return 0, false
}

// SmallNumber returns the number from 1 to 99 that is written in Chinese numerals, such as
// 十二 or 三十一, or 0 where the text is none.
func SmallNumber(s string) int {
	tens, ones, ten := strings.Cut(s, "十")
	if !ten {
		tens, ones = "〇", s
	} else if tens == "" {
		tens = "一"
	}
	if ten && ones == "" {
		ones = "〇"
	}
	t, ok := single(tens)
	o, ok2 := single(ones)
	if !ok || !ok2 || ten && t == 0 {
		return 0
	}
	return t*10 + o
}

// single returns the value of a text of one Chinese numeral.
func single(s string) (d int, ok bool) {
	for i, r := range s {
		if i > 0 {
			return 0, false
		}
		if d, ok = ChineseDigit(r); !ok {
			return 0, false
		}
	}
	return d, ok
}

// ArabicYears writes the years of the text that are in Chinese numerals in Arabic ones: 二〇二三年
// as 2023年. The letter O stands for 〇.
func ArabicYears(s string) string {
	const year = "年"
	var b strings.Builder
	done := 0
	for at := 0; ; {
		i := strings.Index(s[at:], year)
		if i < 0 {
			break
		}
		end := at + i
		at = end + len(year)
		var digits [4]byte
		start := end
		n := len(digits)
		for ; n > 0 && start > done; n-- {
			r, size := utf8.DecodeLastRuneInString(s[done:start])
			d, ok := ChineseDigit(r)
			if r == 'O' || r == 'Ｏ' {
				d, ok = 0, true
			}
			if !ok {
				break
			}
			start -= size
			digits[n-1] = byte('0' + d)
		}
		if n == 0 {
			b.WriteString(s[done:start])
			b.Write(digits[:])
			done = end
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}
