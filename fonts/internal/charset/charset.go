// Package charset lists the characters that the embedded faces are to cover.
package charset

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

//go:embed tgh2013.txt
var tgh2013 string

// TGH returns the characters of 通用规范汉字表 (2013) in its order.
func TGH() []rune {
	var list []rune
	for line := range strings.Lines(tgh2013) {
		if !strings.HasPrefix(line, "#") {
			list = append(list, []rune(strings.TrimSpace(line))...)
		}
	}
	return list
}

// gbkOnly is the places, first and last, that GBK has added to the rows of
// GB/T 2312-1980.
var gbkOnly = [][2]int{{0xA2A1, 0xA2B0}, {0xA2E3, 0xA2E4}, {0xA6E0, 0xA6FE}, {0xA8BB, 0xA8C4}}

// GB2312 returns the 7,445 characters of GB/T 2312-1980 in its order.
func GB2312() []rune {
	var list []rune
	decoder := simplifiedchinese.GBK.NewDecoder()
	for row := 0xA1; row <= 0xF7; row++ {
		for cell := 0xA1; cell <= 0xFE; cell++ {
			added := slices.ContainsFunc(gbkOnly, func(r [2]int) bool {
				return r[0] <= row<<8|cell && row<<8|cell <= r[1]
			})
			s, err := decoder.Bytes([]byte{byte(row), byte(cell)})
			if r := []rune(string(s)); !added && err == nil && len(r) == 1 && r[0] != utf8.RuneError && !unicode.Is(unicode.Co, r[0]) {
				list = append(list, r[0])
			}
		}
	}
	return list
}

// Face returns, in code point order, the characters that an embedded face holds
// as far as its source covers them.
func Face() []rune {
	list := append(TGH(), GB2312()...)
	for _, block := range [][2]rune{
		{0x0020, 0x007E}, // ASCII
		{0x00A0, 0x00FF}, // Latin-1
		{0x2000, 0x206F}, // General Punctuation
		{0x20A0, 0x20BF}, // Currency Symbols
		{0x2100, 0x214F}, // Letterlike Symbols: ℃ № ℡
		{0x2150, 0x218F}, // Number Forms: Ⅰ ⅰ ⅓
		{0x2460, 0x24FF}, // Enclosed Alphanumerics: ①
		{0x25A0, 0x25FF}, // Geometric Shapes: □
		{0x2605, 0x2612}, // ★ ☐ ☑ ☒
		{0x2713, 0x2718}, // ✓ ✗
		{0x2776, 0x2793}, // ❶
		{0x3000, 0x303F}, // CJK Symbols and Punctuation
		{0x30FB, 0x30FB}, // ・
		{0x3220, 0x3243}, // parenthesized ideographs: ㈠
		{0x3251, 0x325F}, // ㉑
		{0x3280, 0x32BF}, // ㊀ ㊱
		{0x3380, 0x33DF}, // units: ㎡
		{0xFE10, 0xFE1F}, // Vertical Forms
		{0xFE30, 0xFE4F}, // CJK Compatibility Forms
		{0xFE50, 0xFE6F}, // Small Form Variants
		{0xFF00, 0xFFEF}, // Halfwidth and Fullwidth Forms
	} {
		for r := block[0]; r <= block[1]; r++ {
			list = append(list, r)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
