package layout

import "unicode"

// class is what line breaking asks of a character. The classes follow those of
// Unicode Standard Annex #14, cut down to what Chinese official text and the
// Latin words, figures and addresses in it need.
type class uint8

const (
	ideograph   class = iota // lines may break on either side
	alphabetic               // letters, figures and the signs that stand in words
	hyphen                   // - and /: in words, never at a line start
	space                    // vanishes at a line end
	opening                  // never at a line end; a character wide
	openingHalf              // the same, of ASCII width
	closing                  // never at a line start; a character wide
	closingHalf              // the same, of ASCII width: 12,345 and 3:20 stay whole
	dash                     // — and …: never at a line start, never parted
	glue                     // no break on either side
	mark                     // combining: stays with its base
	newline                  // a forced break
)

// classOf returns the class of a character. Which marks may not begin or end a
// line is said in GB/T 15834-2011, 5.1, and in Requirements for Chinese Text
// Layout, 3.1.8.
func classOf(r rune) class {
	if r < 0x80 {
		switch r {
		case ' ':
			return space
		case '(', '[', '{', '$':
			return openingHalf
		case ')', ']', '}', ',', '.', ';', ':', '!', '?', '%':
			return closingHalf
		case '-', '/':
			return hyphen
		case '"', '\'':
			return glue
		}
		return alphabetic
	}
	switch r {
	case '\u00A0', '\u2007', '\u2011', '\u202F':
		return glue
	case '\u1680', '\u205F', '\u3000':
		return space
	case '（', '《', '〈', '「', '『', '【', '〔', '〖', '〘', '〚', '［', '｛', '“', '‘', '〝',
		'￥', '＄', '￡', '﹙', '﹛', '﹝', '︵', '︷', '︹', '︻', '︽', '︿', '﹁', '﹃':
		return opening
	case '«', '‹', '¥', '£', '€', '№':
		return openingHalf
	case '、', '。', '，', '．', '：', '；', '！', '？', '）', '》', '〉', '」', '』', '】', '〕', '〗', '〙', '〛',
		'］', '｝', '”', '’', '〞', '〟', '～', '〜', '・', '％', '々', '〻', 'ー',
		'﹐', '﹑', '﹒', '﹔', '﹕', '﹖', '﹗', '﹚', '﹜', '﹞', '︶', '︸', '︺', '︼', '︾', '﹀', '﹂', '﹄',
		'︐', '︑', '︒', '︓', '︔', '︕', '︖':
		return closing
	case '»', '›', '·', '‧', '•', '‰', '‱', '°', '′', '″', '℃', '℉', '¢', '∶':
		return closingHalf
	case '—', '―', '…', '‥', '⸺':
		return dash
	case '–', '‐', '／':
		return hyphen
	}
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return space
	case unicode.Is(unicode.M, r):
		return mark
	case r >= 0x3371 && r <= 0x33DF: // ㎡ ㎏ and the other squared units
		return closingHalf
	case fullwidthAlphanumeric(r):
		return alphabetic
	case wide(r):
		return ideograph
	}
	return alphabetic
}

func fullwidthAlphanumeric(r rune) bool {
	return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// wide reports whether a character is set by itself, as Chinese characters are.
func wide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115F, // Hangul Jamo
		r >= 0x2150 && r <= 0x23FF,                             // number forms, arrows, signs
		r >= 0x2460 && r <= 0x27BF,                             // enclosed numbers, shapes, dingbats
		r >= 0x2E80 && r <= 0xA4CF,                             // CJK, Kana, Yi
		r >= 0xAC00 && r <= 0xD7A3,                             // Hangul
		r >= 0xF900 && r <= 0xFAFF,                             // CJK compatibility
		r >= 0xFE30 && r <= 0xFE6F,                             // vertical and small forms
		r >= 0xFF01 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6, // full-width forms
		r >= 0x1F000 && r <= 0x1FAFF,
		r >= 0x20000 && r <= 0x3FFFD:
		return true
	}
	return false
}

// ignorable reports whether a character has no look of its own where it is not
// supported: Default_Ignorable_Code_Point of the Unicode Character Database.
func ignorable(r rune) bool {
	if r < 0xAD {
		return false
	}
	switch {
	case r == 0xAD, r == 0x34F, r == 0x61C,
		r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5,
		r >= 0x180B && r <= 0x180F,
		r >= 0x200B && r <= 0x200F,
		r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x206F,
		r == 0x3164,
		r >= 0xFE00 && r <= 0xFE0F,
		r == 0xFEFF, r == 0xFFA0,
		r >= 0xFFF0 && r <= 0xFFF8,
		r >= 0x1BCA0 && r <= 0x1BCA3,
		r >= 0x1D173 && r <= 0x1D17A,
		r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}
