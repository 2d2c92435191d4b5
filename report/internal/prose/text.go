package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a text taken apart.
type Text struct {
	Sentences []Span   // a sentence ends with 。！？ or the line
	Clauses   []Clause // in their order; none is empty
	Figures   []Figure // in their order

	text  string
	words string  // the text in one spelling: see fold
	at    []int32 // where each byte of words stands in the text
}

// Span is a part of a text, from a byte to before another.
type Span struct{ Start, End int }

// Clause is a part of a sentence, up to a mark other than 、.
type Clause struct {
	Span            // without the mark
	Sentence int    // index of its sentence
	Words    string // the clause in one spelling: no spaces, digits and letters of half width, marks of full width
	Mark     rune   // what ends it: one of ，：；（）。！？ or a line end; 0 at the end of the text

	start int // of Words in Text.words
}

// Read takes a text apart.
func Read(text string) *Text {
	t := &Text{text: text}
	t.words, t.at = fold(text)
	t.split()
	t.figures()
	return t
}

// span returns where a part of words, which is not empty, stands in the text.
func (t *Text) span(start, end int) Span {
	_, size := utf8.DecodeLastRuneInString(t.words[start:end])
	last := int(t.at[end-size])
	_, size = utf8.DecodeRuneInString(t.text[last:])
	return Span{int(t.at[start]), last + size}
}

// split finds the clauses and the sentences.
func (t *Text) split() {
	start, first := 0, 0 // of the clause, and the first clause of the sentence
	end := func(at int, mark rune) {
		if at > start {
			c := Clause{Span: t.span(start, at), Sentence: len(t.Sentences), Words: t.words[start:at], Mark: mark, start: start}
			t.Clauses = append(t.Clauses, c)
		}
		if (endsSentence(mark) || mark == 0) && first < len(t.Clauses) {
			t.Sentences = append(t.Sentences, Span{t.Clauses[first].Start, t.Clauses[len(t.Clauses)-1].End})
			first = len(t.Clauses)
		}
		start = at + utf8.RuneLen(mark)
	}
	for i, c := range t.words {
		if (c == '（' || c == '）') && isUnitMark(t.words, i) {
			continue
		}
		switch c {
		case '，', '：', '；', '（', '）', '。', '！', '？', '\n':
			end(i, c)
		}
	}
	end(len(t.words), 0)
}

// item returns how long the number is that a clause has as an item of a list: 2、 or 2. or 二、
// or, as all there is between brackets, 2.
func (t *Text) item(c *Clause) int {
	lead, bracketed := strings.CutSuffix(t.words[:c.start], "（")
	if before, _ := utf8.DecodeLastRuneInString(lead); lead != "" && !endsSentence(before) && before != '；' && before != '：' {
		return 0
	}
	const longest = len("二十一")
	if bracketed {
		if c.Mark == '）' && len(c.Words) <= longest && strings.Trim(c.Words, "0123456789一二三四五六七八九十") == "" {
			return len(c.Words)
		}
		return 0
	}
	for i, r := range c.Words {
		switch _, ok := Digit(r); {
		case (ok || r == '十') && i < longest:
		case i > 0 && (r == '、' || r == '.'):
			short := i <= len("一")
			i += utf8.RuneLen(r)
			if short && readTime(c.Words[i:]).class == year {
				return i // 1.2023年
			}
			next, _ := utf8.DecodeRuneInString(c.Words[i:])
			if _, ok := Digit(next); ok || next == '十' || !unicode.Is(unicode.Han, next) {
				return 0 // 1、2月
			}
			return i
		default:
			return 0
		}
	}
	return 0
}

// isUnitMark reports whether the bracket at the byte is one of 件（次）.
func isUnitMark(s string, at int) bool {
	const times = "（次）"
	return strings.HasPrefix(s[at:], times) || strings.HasSuffix(s[:at+len("）")], times)
}

func endsSentence(mark rune) bool {
	return mark == '。' || mark == '！' || mark == '？' || mark == '\n'
}

// fold writes a text in one spelling: without spaces, digits and letters of half width and
// marks of full width. It returns where each byte of that stands in the text.
func fold(text string) (string, []int32) {
	b := make([]byte, 0, len(text)+len(text)/8+utf8.UTFMax)
	at := make([]int32, 0, cap(b))
	last := ' '
	digits := 0 // how many stand just before
	for i, size := 0, 0; i < len(text); i += size {
		c := rune(text[i])
		if size = 1; c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		if c < 0x2E80 || c == '\u3000' || c >= 0xFE00 {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if isSpace(c) {
				// 2023 12 are two numbers.
				if !isCode(last) || !isCode(next) {
					continue
				}
				c = ' '
			} else if c == '，' && 0 < digits && digits <= 3 && isThousands(text[i+size:]) {
				c = ','
			} else {
				c = oneSpelling(c, isDigit(last) && isDigit(next))
			}
		}
		last = c
		if digits++; !isDigit(c) {
			digits = 0
		}
		n := len(b)
		b = utf8.AppendRune(b, c)
		for range len(b) - n {
			at = append(at, int32(i))
		}
	}
	return string(b), at
}

// isThousands reports whether a text begins with three digits and no more: 208 of 1，208件.
func isThousands(s string) bool {
	n := 0
	for _, c := range s {
		if !isDigit(c) || n > 3 {
			break
		}
		n++
	}
	return n == 3
}

// runeLen is how many bytes the first character of the text has; a broken one has 1.
func runeLen(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// oneSpelling returns a character, letters and digits of half width, marks of full width. A
// mark between digits may be part of a number.
func oneSpelling(c rune, inNumber bool) rune {
	switch c {
	case ',':
		if !inNumber {
			return '，'
		}
	case ':':
		if !inNumber {
			return '：'
		}
	case '(':
		return '（'
	case ')':
		return '）'
	case ';':
		return '；'
	case '!':
		return '！'
	case '?':
		return '？'
	case '，', '：', '（', '）', '；', '！', '？':
		return c
	case '﹪':
		return '%'
	}
	if '！' <= c && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

func isSpace(c rune) bool {
	switch c {
	case ' ', '\t', '\r', '\u00A0', '\u3000', '\u200B', '\uFEFF':
		return true
	}
	return '\u2000' <= c && c <= '\u200A'
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' || '０' <= c && c <= '９' }

// isCode reports whether the character may be part of a number or a Latin word.
func isCode(c rune) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
