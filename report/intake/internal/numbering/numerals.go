package numbering

import (
	"strconv"
	"strings"
)

// Numeral returns a number in one of the formats of ST_NumberFormat (ISO/IEC 29500-1,
// 17.18.59) that Chinese documents have; in others it is decimal, as Word has it where
// it lacks the characters.
func Numeral(n int, format string) string {
	if n < 0 || n > maxNumber {
		return strconv.Itoa(n)
	}
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return digits(n, "〇一二三四五六七八九")
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return counting(n, "零一二三四五六七八九", "十百千", true)
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return counting(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", false)
	case "ideographTraditional":
		return within(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return within(n, "子丑寅卯辰巳午未申酉戌亥")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return within(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case "decimalEnclosedFullstop":
		return within(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case "decimalEnclosedParen":
		return within(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "ideographEnclosedCircle":
		return within(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	}
	return strconv.Itoa(n)
}

const maxNumber = 9999

// digits writes the decimal digits with others.
func digits(n int, set string) string {
	ten := []rune(set)
	return strings.Map(func(r rune) rune { return ten[r-'0'] }, strconv.Itoa(n))
}

// counting writes a number with units: 一百零五. Up to 19, 十 may stand without 一.
func counting(n int, set, units string, bareTen bool) string {
	ten, unit := []rune(set), []rune(units)
	if n == 0 {
		return string(ten[0])
	}
	decimal := strconv.Itoa(n)
	var b strings.Builder
	gap := false
	for i, c := range decimal {
		d, power := int(c-'0'), len(decimal)-1-i
		if d == 0 {
			gap = true
			continue
		}
		if gap {
			b.WriteRune(ten[0])
			gap = false
		}
		if !(bareTen && n < 20 && power == 1) {
			b.WriteRune(ten[d])
		}
		if power > 0 {
			b.WriteRune(unit[power-1])
		}
	}
	return b.String()
}

// within returns the nth of a series, and behind its end the number.
func within(n int, series string) string {
	all := []rune(series)
	if n < 1 || n > len(all) {
		return strconv.Itoa(n)
	}
	return string(all[n-1])
}

// letters writes A to Z, then AA to ZZ.
func letters(n int, a rune) string {
	if n < 1 || n > 780 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(a+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range [...]struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// Format returns the format of ST_NumberFormat that has a code in older formats.
func Format(code int) string {
	if code < 0 || code >= len(formats) {
		return ""
	}
	return formats[code]
}

// formats are the formats of numbers by their code ([MS-OSHARED], 2.2.1.3).
var formats = [256]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
	10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimal", 16: "japaneseLegal",
	17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero",
	23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
	29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
	34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
	37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 57: "numberInDash", 255: "none",
}
