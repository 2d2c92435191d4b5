package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// addresses are left as they are: nothing within them is punctuation.
var addresses = regexp.MustCompile(`(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+`)

// contact is a label that the spaces before it set off from what it follows.
var contact = regexp.MustCompile(`^(?:联系)?(?:地址|邮编|邮政编码|电话|人|方式|传真|邮箱|电子邮箱|电子邮件|网址|网站)[：:]`)

// setting is a paragraph with its typography put right, and in how many places.
type setting struct {
	text                        string
	punctuation, spaces, quotes int
}

// typeset is the function typeset with the places noted.
func (n *notes) typeset(s string, at pos) string {
	t := typeset(s)
	n.Repair("I-u", t.punctuation, at)
	n.Repair("I-v", t.spaces, at)
	n.Repair("I-w", t.quotes, at)
	return t.text
}

// typeset puts a paragraph's typography right (GB/T 15834—2011): full-width
// punctuation next to Chinese characters, no spaces next to them, curly
// quotation marks. Numbers, times, addresses and Latin text stay.
func typeset(s string) (out setting) {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 && !isAlnum(r) || unicode.IsSpace(r) }) {
		return setting{text: s}
	}
	t := newTypesetter(s)
	out.quotes = t.quotes()
	out.punctuation = t.brackets() + t.stops()
	out.text, out.spaces = t.spaces()
	return out
}

type typesetter struct {
	runes  []rune
	fixed  []bool // part of an address
	before []int  // the nearest character before that is no space, or -1
	after  []int  // the nearest after, or -1
}

func newTypesetter(s string) *typesetter {
	t := &typesetter{}
	spans := addresses.FindAllStringIndex(s, -1)
	for i := range spans {
		address := s[spans[i][0]:spans[i][1]]
		spans[i][1] -= len(address) - len(strings.TrimRight(address, `.,;:?!)"'`))
	}
	for i, r := range s {
		for len(spans) > 0 && i >= spans[0][1] {
			spans = spans[1:]
		}
		t.runes = append(t.runes, r)
		t.fixed = append(t.fixed, len(spans) > 0 && i >= spans[0][0])
	}
	n := len(t.runes)
	t.before, t.after = make([]int, n), make([]int, n)
	last := -1
	for i, r := range t.runes {
		t.before[i] = last
		if !unicode.IsSpace(r) {
			last = i
		}
	}
	last = -1
	for i := n - 1; i >= 0; i-- {
		t.after[i] = last
		if !unicode.IsSpace(t.runes[i]) {
			last = i
		}
	}
	return t
}

func (t *typesetter) chinese(i int) bool { return i >= 0 && isChinese(t.runes[i]) }

func (t *typesetter) nextToChinese(i int) bool {
	return t.chinese(t.before[i]) || t.chinese(t.after[i])
}

// brackets makes pairs of brackets full-width, both or neither.
func (t *typesetter) brackets() (places int) {
	var open []int
	for i, r := range t.runes {
		switch {
		case t.fixed[i]:
		case r == '(' || r == '（':
			open = append(open, i)
		case (r == ')' || r == '）') && len(open) > 0:
			o := open[len(open)-1]
			open = open[:len(open)-1]
			if t.runes[o] == '（' || r == '）' || t.nextToChinese(o) || t.nextToChinese(i) {
				places += t.set(o, '（') + t.set(i, '）')
			}
		case r == ')' && t.nextToChinese(i):
			places += t.set(i, '）')
		}
	}
	for _, o := range open {
		if t.nextToChinese(o) {
			places += t.set(o, '（')
		}
	}
	return places
}

func (t *typesetter) set(i int, r rune) (places int) {
	if t.runes[i] == r {
		return 0
	}
	t.runes[i] = r
	return 1
}

var fullWidth = map[rune]rune{',': '，', ';': '；', ':': '：', '?': '？', '!': '！'}

// stops makes the other marks full-width.
func (t *typesetter) stops() (places int) {
	for i, r := range t.runes {
		if full, ok := fullWidth[r]; ok && !t.fixed[i] && t.nextToChinese(i) {
			places += t.set(i, full)
		}
	}
	return places
}

// quotes makes straight quotation marks curly where they come in pairs.
func (t *typesetter) quotes() (places int) {
	var at []int
	for i, r := range t.runes {
		if r == '"' && !t.fixed[i] {
			at = append(at, i)
		}
	}
	if len(at)%2 != 0 {
		return 0
	}
	for i := 0; i < len(at); i += 2 {
		o, c := at[i], at[i+1]
		if t.nextToChinese(o) || t.nextToChinese(c) {
			places += t.set(o, '“') + t.set(c, '”')
		}
	}
	return places
}

// spaces returns the text without the runs of space next to Chinese
// characters; the others, and tabs between columns, become one space.
func (t *typesetter) spaces() (text string, places int) {
	var b strings.Builder
	for i := 0; i < len(t.runes); i++ {
		r := t.runes[i]
		if !unicode.IsSpace(r) {
			b.WriteRune(r)
			continue
		}
		before, after := t.before[i], t.after[i]
		i = after - 1
		if after < 0 {
			break
		}
		if before < 0 {
			continue
		}
		tab := slices.Contains(t.runes[before+1:after], '\t') &&
			(before >= longestListNumber || !listNumber.MatchString(string(t.runes[:before+1])))
		if t.nextToSpace(before, after, tab) {
			b.WriteByte(' ')
		} else {
			places++
		}
	}
	return b.String(), places
}

// nextToSpace reports whether a space stays between two characters; it does
// where it divides columns.
func (t *typesetter) nextToSpace(before, after int, columns bool) bool {
	if isFullWidthMark(t.runes[before]) || isFullWidthMark(t.runes[after]) {
		return false
	}
	if columns || t.fixed[before] || t.fixed[after] || !t.chinese(before) && !t.chinese(after) {
		return true
	}
	return contact.MatchString(string(t.runes[after:min(after+8, len(t.runes))]))
}

func isChinese(r rune) bool { return isHan(r) || isFullWidthMark(r) }

func isFullWidthMark(r rune) bool {
	return r >= 0x3001 && r <= 0x3004 || r >= 0x3008 && r <= 0x3020 || r >= 0xFF01 && r <= 0xFF0F || r >= 0xFF1A && r <= 0xFF1F ||
		r >= 0xFF3B && r <= 0xFF3D || strings.ContainsRune("“”‘’—…", r)
}

func isAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}
