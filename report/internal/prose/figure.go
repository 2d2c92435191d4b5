package prose

import (
	"strings"
	"unicode/utf8"
)

// Figure is a number in a text, with its unit. Numbers of dates, years, telephones, notices
// and articles are none.
type Figure struct {
	Span          // of the number and its unit
	Value  int64  // in units of the last place that is written: 824 for 82.4%
	Places int    // how many of its digits are decimals: 1 for 82.4%
	Exact  bool   // false for 10余件, 近100件, 4万余条, 1.2万条
	Place  int64  // what the last digit that is written is worth, where it is rounded: 1000 for 1.2万条
	Unit   string // as units has it; "" where none is written
	Clause int    // index of its clause

	start, end int // of it in Text.words
}

// Int returns the number; ok is false where it is not exact or has decimals.
func (f Figure) Int() (n int64, ok bool) { return f.Value, f.isInt() }

func (f Figure) isInt() bool { return f.Exact && f.Places == 0 }

// Stands reports whether the number is n, or what n is rounded to, or cut to where that leaves two
// digits or more: 2.1万 for 21570, as 2.2万, but not 2万 for 29570.
func (f Figure) Stands(n int64) bool {
	off := n - f.Value
	cut := f.Value >= 10*f.Place
	return off == 0 || 2*max(off, -off) <= f.Place || cut && 0 < off && off < f.Place
}

// Before returns what the clause of the figure says before it, and Behind what behind.
func (t *Text) Before(f Figure) string {
	return t.words[t.Clauses[f.Clause].start:f.start]
}

// Behind returns what the clause of the figure says behind it.
func (t *Text) Behind(f Figure) string {
	c := t.Clauses[f.Clause]
	return t.words[f.end : c.start+len(c.Words)]
}

// units are the measure words, in one spelling, the longer before those that they begin
// with. One with a name is another spelling of it.
var units = []struct {
	word, name string
	numeral    bool // it may follow Chinese numerals: 三类 is no figure
}{
	{"件（次）", "件次", true}, {"件/次", "件次", true}, {"件·次", "件次", true}, {"件次", "", true}, {"件", "", true},
	{"条（次）", "条次", true}, {"条次", "", true}, {"条", "", true},
	{"篇（次）", "篇次", true}, {"篇次", "", true}, {"篇", "", true},
	{"人（次）", "人次", true}, {"人次", "", true}, {"人", "", true},
	{"场次", "", true}, {"场", "", true}, {"批次", "", true}, {"批", "", true},
	{"份", "", true}, {"项", "", true}, {"宗", "", true}, {"起", "", true}, {"例", "", true}, {"次", "", true}, {"则", "", true},
	{"部", "", true}, {"封", "", true}, {"笔", "", true}, {"名", "", true}, {"家", "", true}, {"期", "", false}, {"户", "", true},
	{"个工作日", "工作日", true}, {"工作日", "", false}, {"个百分点", "百分点", true}, {"百分点", "", false}, {"个", "", true},
	{"万元", "", true}, {"亿元", "", true}, {"元", "", true}, {"%", "", true}, {"‰", "", true}, {"倍", "", true},
	{"处", "", false}, {"张", "", false}, {"幅", "", false}, {"册", "", false}, {"页", "", false}, {"字", "", false},
	{"种", "", false}, {"类", "", false}, {"块", "", false}, {"套", "", false}, {"天", "", false}, {"小时", "", false}, {"分钟", "", false}, {"分", "", false},
}

// What makes a number of something else than things counted, before and behind it.
const (
	ordinalBefore = "第"
	// A Chinese numeral behind these counts nothing: 每一条, 以上三项; and 一 behind further ones: 统一, 同一件.
	notCounted = "每这那哪第上下前后"
	wordsOfOne = "统同唯之逐单进专其万任某另划合归"
	// A number behind or before these that has no unit is of a notice, a telephone, a range.
	codeMarks = "〔[【〈《﹝{<-—~_/\\.+#@&="
)

// notOne are what 一件 says behind that there is none: 没有一件, 未收到一件.
var notOne = []string{"无", "没有", "未有", "未收到", "没有收到", "没收到", "未接到", "没有接到", "未受理", "没有受理", "未发生", "没有发生", "未出现", "没有出现", "未产生", "没有产生", "未引发", "没有引发"}

// What a number is not exact with.
var (
	aboutBefore = []string{"近", "约", "大约", "超", "超过", "逾", "至少", "不到", "不足", "将近", "多达", "突破", "高于", "低于", "不低于", "不少于", "不超过", "超出", "接近", "-", "—", "～", "~", "－"}
	// Before Chinese numerals alone: 数十件, 上百件.
	someBefore  = []string{"上", "几", "数", "好几"}
	aboutBehind = []string{"余", "多", "几", "来", "以上", "左右", "上下", "以内", "以下", "-", "—", "～", "~", "－"}
)

// maxDigits is the most digits of a number that is read.
const maxDigits = 15

// figures finds the figures, clause by clause.
func (t *Text) figures() {
	for i := range t.Clauses {
		c := &t.Clauses[i]
		for at := t.item(c); at < len(c.Words); {
			r, size := rune(c.Words[at]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(c.Words[at:])
			}
			var f Figure
			switch {
			case isDigit(r):
				f, at = arabic(c.Words, at)
			case startsNumeral(r):
				f, at = chinese(c.Words, at)
			default:
				at += size
			}
			if f.end > 0 {
				t.add(f, i)
			}
		}
	}
}

// add appends a figure of a clause.
func (t *Text) add(f Figure, clause int) {
	start := t.Clauses[clause].start
	f.start += start
	f.end += start
	f.Clause = clause
	f.Span = t.span(f.start, f.end)
	t.Figures = append(t.Figures, f)
}

// arabic reads the number at the byte, which is a digit, and returns where to read on. The
// figure is empty where the number is of something else.
func arabic(s string, at int) (Figure, int) {
	f := Figure{Exact: true, start: at}
	i, digits := at, 0
	for i < len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			if digits++; digits <= maxDigits {
				f.Value = f.Value*10 + int64(c-'0')
			}
			i++
			continue
		case c == ',' && groups(s, at, i):
			i++
			continue
		}
		break
	}
	if i+1 < len(s) && s[i] == '.' && isDigit(rune(s[i+1])) {
		for i++; i < len(s) && isDigit(rune(s[i])); i++ {
			if digits++; digits <= maxDigits {
				f.Value = f.Value*10 + int64(s[i]-'0')
			}
			f.Places++
		}
	}
	whole := digits <= maxDigits && !(i < len(s) && strings.IndexByte(".,:/", s[i]) >= 0 && i+1 < len(s) && isDigit(rune(s[i+1])))
	if at > 0 && (isLetter(s[at-1]) || strings.IndexByte(".,:/", s[at-1]) >= 0) || i < len(s) && isLetter(s[i]) {
		whole = false
	}
	end, ok := f.measure(s, i, false)
	if !whole || !ok {
		f.end = 0
		return f, max(end, i)
	}
	return f, end
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// groups reports whether the comma at i parts thousands of the number that begins at the byte.
func groups(s string, start, i int) bool {
	first := strings.IndexByte(s[start:], ',')
	return (first < 0 || first <= 3) && i+3 < len(s) && isDigit(rune(s[i+1])) && isDigit(rune(s[i+2])) && isDigit(rune(s[i+3])) &&
		(i+4 == len(s) || !isDigit(rune(s[i+4]))) && (i == start+first || i-start > 3 && s[i-4] == ',')
}

// measure reads what stands behind the digits of a number: 万, 余, its unit. ok is false where
// the number counts nothing.
func (f *Figure) measure(s string, i int, numeral bool) (end int, ok bool) {
	before := s[:f.start]
	if strings.HasSuffix(before, ordinalBefore) {
		return i, false
	}
	f.Exact = f.Exact && !hasSuffix(before, aboutBefore) && !isRange(before) && !(numeral && hasSuffix(before, someBefore))
	i = f.about(s, i)
	switch {
	case strings.HasPrefix(s[i:], "万元"), strings.HasPrefix(s[i:], "亿元"):
	case strings.HasPrefix(s[i:], "百分点"):
	case !numeral:
		for _, scale := range [...]struct {
			word  string
			zeros int
		}{{"亿", 8}, {"万", 4}, {"千", 3}, {"百", 2}} {
			if strings.HasPrefix(s[i:], scale.word) {
				f.scale(scale.zeros)
				i = f.about(s, i+len(scale.word))
				break
			}
		}
	}
	for _, unit := range units {
		if strings.HasPrefix(s[i:], unit.word) && (!numeral || unit.numeral) {
			if f.Unit = unit.name; unit.name == "" {
				f.Unit = unit.word
			}
			i += len(unit.word)
			break
		}
	}
	behind := s[i:]
	switch {
	case f.Unit == "" && numeral:
		return i, false
	case f.Unit == "件" && strings.HasPrefix(behind, "事") && !strings.HasPrefix(behind, "事项"):
		return i, false // 高效办成一件事
	case f.Unit == "" && !f.standsAlone(s, i):
		return i, false
	}
	if hasPrefix(behind, aboutBehind) {
		f.Exact, f.Place = false, 0
	}
	f.end = i
	return i, true
}

// standsAlone reports whether a number without a unit, which ends at i, is a number all the
// same: 维持3、纠正2.
func (f *Figure) standsAlone(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:f.start])
	behind, _ := utf8.DecodeRuneInString(s[i:])
	return !strings.ContainsRune(codeMarks, before) && (i == len(s) || behind == '、') && s[f.start] != '0' || s[f.start:i] == "0" && (i == len(s) || behind == '、')
}

// isRange reports whether the text ends with the first number of a range: 3至.
func isRange(s string) bool {
	for _, to := range [...]string{"至", "到"} {
		if rest, ok := strings.CutSuffix(s, to); ok && rest != "" && isDigit(rune(rest[len(rest)-1])) {
			return true
		}
	}
	return false
}

// about reads 余 or 多 behind the digits.
func (f *Figure) about(s string, i int) int {
	for _, word := range aboutBehind[:4] {
		if strings.HasPrefix(s[i:], word) {
			f.Exact, f.Place = false, 0
			return i + len(word)
		}
	}
	return i
}

// scale multiplies the number by a power of ten: 1.2万 and 2万 are rounded.
func (f *Figure) scale(zeros int) {
	rounded := f.Exact
	f.Exact = false
	place := int64(1)
	for range zeros {
		switch {
		case f.Places > 0:
			f.Places--
		case f.Value > 1e17:
			rounded = false
		default:
			f.Value *= 10
			place *= 10
		}
	}
	if rounded && f.Places == 0 {
		f.Place, f.Exact = place, place == 1 // 0.1208万
	}
}

// chinese reads the number in Chinese numerals at the byte, if there is one, and returns where
// to read on.
func chinese(s string, at int) (Figure, int) {
	f := Figure{Exact: true, start: at}
	if strings.HasPrefix(s[at:], "百分百") {
		f.Value, f.Unit, f.end = 100, "%", at+len("百分百")
		return f, f.end
	}
	if rest, ok := strings.CutPrefix(s[at:], "百分之"); ok {
		i := len(s) - len(rest)
		if i < len(s) && isDigit(rune(s[i])) {
			g, end := arabic(s[i:], 0)
			g.start, g.Unit = at, "%"
			g.end = i + end
			return g, i + end
		}
		n, size := numeral(rest)
		switch {
		case strings.HasPrefix(rest, "百"):
			n, size = 100, len("百")
		case size == 0 || n < 0:
			return f, i + size
		}
		f.Value, f.Unit, f.end = n, "%", i+size
		return f, f.end
	}
	n, size := numeral(s[at:])
	if size == 0 {
		return f, at + runeLen(s[at:])
	}
	f.Value = n
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	if n < 0 || strings.ContainsRune(notCounted, before) || n == 1 && (strings.ContainsRune(wordsOfOne, before) || hasSuffix(s[:at], notOne)) {
		return f, at + size
	}
	end, ok := f.measure(s, at+size, true)
	if !ok {
		f.end = 0
	}
	return f, max(end, at+size)
}

// startsNumeral reports whether a number in Chinese numerals, or 百分之, may begin with the character.
func startsNumeral(c rune) bool {
	_, ok := ChineseDigit(c)
	return ok || c == '两' || c == '十' || c == '百'
}

// numeral returns the number in Chinese numerals that the text begins with, and how many
// bytes it is; -1 for what is no number.
func numeral(s string) (n int64, size int) {
	if strings.HasPrefix(s, "百") {
		return 0, 0
	}
	// 一万二千三百零五: what 万 counts, what stands before the next 万, and the digit before the next 十.
	var total, section, digit int64
	digits, places, broken := 0, 0, false
	for size < len(s) {
		c, length := utf8.DecodeRuneInString(s[size:])
		d, ok := ChineseDigit(c)
		if c == '两' {
			d, ok = 2, true
		}
		place := placeOf(c)
		switch {
		case ok:
			// 三五件 are some, and 零 stands between.
			broken = broken || digits > 0 && digit > 0
			digit = int64(d)
			digits++
		case place == 0:
			if broken {
				return -1, size
			}
			return total + section + digit, size
		default:
			if digits == 0 {
				digit = 1 // 十五
				broken = broken || size > 0 && place < 10000
			}
			if place >= 10000 {
				if digits == 0 && size > 0 {
					digit = 0 // 二十万
				}
				total, section = (total+section+digit)*place, 0
			} else {
				section += digit * place
			}
			digit, digits = 0, 0
			places++
		}
		if size += length; places > maxDigits || total > 1e12 {
			broken = true
			total, section, places = 0, 0, 0
		}
	}
	if broken {
		return -1, size
	}
	return total + section + digit, size
}

// placeOf returns the place that a numeral names, or 0.
func placeOf(c rune) int64 {
	switch c {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10000
	case '亿':
		return 100_000_000
	}
	return 0
}

func hasPrefix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func hasSuffix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
