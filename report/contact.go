package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// contactLabels are what stands before the parts of a contact, longest first.
var contactLabels = []struct {
	label  string
	number func(value string) string // says what is wrong with it
}{
	{"联系电话", judgeTelephone}, {"咨询电话", judgeTelephone}, {"办公电话", judgeTelephone}, {"电话", judgeTelephone}, {"传真", judgeTelephone},
	{"邮政编码", judgePostcode}, {"邮编", judgePostcode},
	{"电子邮箱", nil}, {"电子邮件", nil}, {"邮箱", nil}, {"联系地址", nil}, {"办公地址", nil}, {"通讯地址", nil}, {"通信地址", nil}, {"地址", nil}, {"联系人", nil},
}

// What is wrong with a contact, for [Fault.Got].
const (
	contactEmpty    = "没有填"
	contactArea     = "电话没有区号"
	contactDigits   = "电话的位数不对"
	contactPostcode = "邮编应为六位数字"
)

// checkContact checks X-e: what the report gives of a contact is complete.
func checkContact(s *Subject, find func(Fault)) {
	passages := s.passages()
	for n, p := range passages {
		if p.at.section > 0 && p.at.section < len(sectionKeys)-1 || p.at.sub >= 0 || !p.at.field.paragraph() {
			continue
		}
		area := strings.Contains(p.text, "区号")
		goesOn := n+1 < len(passages) && passages[n+1].at.field.value == p.at.field.value
		for at, told := 0, 0; told < mostTold; {
			start, end, i := nextLabel(p.text, at)
			if i < 0 {
				break
			}
			at = end
			value, colon := labelled(p.text[end:])
			got := ""
			switch judge := contactLabels[i].number; {
			case colon && isEmptyValue(value) && !(goesOn && strings.TrimSpace(value) == ""):
				got = contactEmpty
			case judge != nil && !area:
				got = judge(value)
			}
			if got != "" {
				told++
				quote := p.text[start : len(p.text)-len(value)]
				if got != contactEmpty {
					quote += value[:numberEnd(value)]
				}
				find(Fault{Path: p.at.pointer(), Got: got, Quote: strings.TrimSpace(quote)})
			}
		}
	}
}

// nextLabel returns where the next label of a contact stands, and which; -1 is none.
func nextLabel(text string, from int) (start, end, label int) {
	for i, c := range text[from:] {
		switch c {
		case '联', '咨', '办', '电', '传', '邮', '通', '地':
			if label := labelAt(text[from+i:]); label >= 0 {
				return from + i, from + i + len(contactLabels[label].label), label
			}
		}
	}
	return len(text), len(text), -1
}

// labelAt returns which label a text begins with, or -1.
func labelAt(text string) int {
	for i, l := range contactLabels {
		if strings.HasPrefix(text, l.label) {
			return i
		}
	}
	return -1
}

// labelled returns what stands behind a label, without a remark in parentheses and the colon.
func labelled(rest string) (value string, colon bool) {
	if inner, ok := strings.CutPrefix(rest, "（"); ok {
		const longest = 10 * len("字")
		if i := strings.Index(inner[:min(len(inner), longest)], "）"); i >= 0 && !strings.ContainsAny(inner[:i], "0123456789") {
			rest = inner[i+len("）"):]
		}
	}
	trimmed := strings.TrimLeft(rest, " 　")
	for _, c := range []string{"：", ":"} {
		if value, ok := strings.CutPrefix(trimmed, c); ok {
			return strings.TrimLeft(value, " 　"), true
		}
	}
	return trimmed, false
}

// isEmptyValue reports whether nothing stands where a value is expected: the text or the
// clause ends, or another label follows.
func isEmptyValue(value string) bool {
	value = strings.TrimLeft(value, " 　")
	c, size := utf8.DecodeRuneInString(value)
	if size == 0 || strings.ContainsRune("，。；、,;）)】\n", c) {
		return true
	}
	if i := labelAt(value); i >= 0 {
		_, colon := labelled(value[len(contactLabels[i].label):])
		return colon
	}
	return false
}

// numberEnd returns where the number ends that a value begins with.
func numberEnd(value string) int {
	end := 0
	for i, c := range value {
		switch {
		case unicode.IsDigit(narrow(c)):
			end = i + utf8.RuneLen(c)
		case !strings.ContainsRune("-－—–_.·*()（） +", c):
			return end
		}
	}
	return end
}

// groupsOf returns the groups of digits of the number that a value begins with.
func groupsOf(value string) []string {
	return strings.FieldsFunc(strings.Map(narrow, value[:numberEnd(value)]), func(c rune) bool { return c < '0' || c > '9' })
}

// judgeTelephone says what is wrong with the telephone number that a value begins with.
func judgeTelephone(value string) string {
	groups := groupsOf(value)
	if len(groups) > 1 && (groups[0] == "86" || groups[0] == "0086") {
		return "" // the area code has no 0 then
	}
	switch digits := strings.Join(groups, ""); {
	case digits == "", len(digits) < 7 && digits[0] != '0': // no number, or a short one as 12345 is
	case isMobile(digits), strings.HasPrefix(digits, "400"), strings.HasPrefix(digits, "800") && len(digits) == 10:
	case digits[0] != '0':
		if len(groups[0]) == 7 || len(groups[0]) == 8 || len(groups) > 1 && len(digits) < 9 {
			return contactArea
		}
		return contactDigits
	case len(digits) < 10, len(groups) == 1 && len(digits) > 12, len(groups) == 2 && len(groups[0]) < 5 && len(groups[1]) != 7 && len(groups[1]) != 8:
		return contactDigits
	}
	return ""
}

// judgePostcode says what is wrong with the postcode that a value begins with.
func judgePostcode(value string) string {
	if groups := groupsOf(value); len(groups) > 0 && len(groups[0]) != 6 {
		return contactPostcode
	}
	return ""
}
