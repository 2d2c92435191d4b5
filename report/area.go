package report

import (
	"strings"
	"unicode/utf8"
)

// isCityWord reports whether names of areas that have counties end with the character. 区 of
// 自治区 is not told from 区 of a city.
func isCityWord(r rune) bool { return r == '省' || r == '市' || r == '州' || r == '盟' }

// isCountyWord reports whether names of counties and what is of their level end with the
// character; 市 may be, too.
func isCountyWord(r rune) bool { return r == '县' || r == '区' || r == '旗' }

// isAreaWord reports whether names of areas that have townships end with the character.
func isAreaWord(r rune) bool { return isCityWord(r) || isCountyWord(r) }

// isPlaceWord reports whether the character says of what kind a place is.
func isPlaceWord(r rune) bool { return isAreaWord(r) || r == '镇' || r == '乡' }

// isArea reports whether the name is that of an area, as titles have it for its government.
func isArea(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(name))
	return isAreaWord(last)
}
