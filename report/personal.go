package report

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What personal data there are, for [Fault.Got].
const (
	isIdentityNumber = "身份证号码"
	isBankCardNumber = "银行卡号"
	isMobileNumber   = "手机号码"
	isPrivateMailbox = "个人邮箱"
)

// checkPersonal checks X-d: identity numbers, bank cards, mobile numbers and private
// mailboxes. What an office gives as its own contact is less grave.
func checkPersonal(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		at, told := p.at.pointer(), 0
		for start, end := range numbersIn(p.text) {
			digits := plainDigits(p.text[start:end])
			x := Fault{Path: at, Quote: p.text[start:end]}
			switch {
			case isIdentity(digits):
				x.Got = isIdentityNumber
			case isBankCard(digits):
				x.Got = isBankCardNumber
			case isMobile(digits) && !strings.ContainsRune("件条个份次万亿元人", firstRune(p.text[end:])):
				x.Got = isMobileNumber
				x.Mild = p.at.section < 0 || givesContact(p.text[:start])
			default:
				continue
			}
			find(x)
			if told++; told == mostTold {
				break
			}
		}
		if !strings.Contains(p.text, "@") {
			continue
		}
		for start, end := range addresses(p.text) {
			if _, domain, ok := strings.Cut(strings.ToLower(p.text[start:end]), "@"); ok && isPrivate(domain) {
				find(Fault{Path: at, Quote: p.text[start:end], Got: isPrivateMailbox, Mild: true})
				if told++; told >= mostTold {
					break
				}
			}
		}
	}
}

// privateMail are the mailboxes that anyone can have.
var privateMail = []string{"qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com", "189.cn", "wo.cn", "aliyun.com", "21cn.com", "tom.com", "hotmail.com", "outlook.com", "gmail.com", "icloud.com"}

// isPrivate reports whether a domain is of privateMail, or below it as vip.163.com is.
func isPrivate(domain string) bool {
	for _, d := range privateMail {
		if domain == d || strings.HasSuffix(domain, "."+d) {
			return true
		}
	}
	return false
}

// contactWords stand before the number that an office gives.
var contactWords = []string{"联系电话", "咨询电话", "办公电话", "监督电话", "举报电话", "受理电话", "服务电话", "值班电话", "联系方式"}

// givesContact reports whether an office's number follows the text.
func givesContact(before string) bool {
	const most = 20 * len("字")
	return containsAny(before[max(0, len(before)-most):], contactWords)
}

// groupings are how people part the digits of the numbers looked for.
var groupings = [][]int{{3, 4, 4}, {3, 8}, {6, 8, 4}, {4, 4, 4, 4}, {4, 4, 4, 4, 1}, {4, 4, 4, 4, 2}, {4, 4, 4, 4, 3}}

// numbersIn yields where long numbers begin and end, spaces and hyphens between their
// groups included, that are no part of addresses and marks.
func numbersIn(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for i := 0; i < len(text); {
			if !isDigit(text[i]) {
				i += widthOf(text[i])
				continue
			}
			end := digitsEnd(text, i)
			for _, g := range groupings {
				if e := grouped(text, i, g); e > end {
					end = e
				}
			}
			if end-i == 17 && end < len(text) && (text[end]|0x20) == 'x' {
				end++
			}
			start := i
			i = end
			if end-start < 11 || start > 0 && inAddress(rune(text[start-1])) && text[start-1] != '-' || end < len(text) && text[end] < utf8.RuneSelf && inAddress(rune(text[end])) && text[end] != '.' {
				continue
			}
			if !yield(start, end) {
				return
			}
		}
	}
}

// digitsEnd returns where the digits end that begin at start.
func digitsEnd(text string, start int) int {
	for start < len(text) && isDigit(text[start]) {
		start++
	}
	return start
}

// grouped returns where a number ends whose digits are grouped so, or 0 where they are
// grouped otherwise.
func grouped(text string, at int, groups []int) int {
	for i, n := range groups {
		if i > 0 {
			if at >= len(text) || text[at] != ' ' && text[at] != '-' {
				return 0
			}
			at++
		}
		end := digitsEnd(text, at)
		if i == len(groups)-1 && n == 4 && end-at == 3 && end < len(text) && (text[end]|0x20) == 'x' {
			end++
		}
		if end-at != n {
			return 0
		}
		at = end
	}
	return at
}

// widthOf is how many bytes to step over at a byte in search of ASCII.
func widthOf(b byte) int {
	if b >= 0xE0 && b < 0xF0 {
		return 3
	}
	return 1
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// plainDigits takes the spaces and hyphens out of a number.
func plainDigits(s string) string {
	if !strings.ContainsAny(s, " -") {
		return s
	}
	return strings.NewReplacer(" ", "", "-", "").Replace(s)
}

// isIdentity reports whether the number is that of an identity card: GB 11643-1999,
// with its day of birth and its check digit (ISO 7064, MOD 11-2).
func isIdentity(s string) bool {
	if len(s) != 18 || s[0] < '1' || s[0] > '8' {
		return false
	}
	year, _ := strconv.Atoi(s[6:10])
	month, _ := strconv.Atoi(s[10:12])
	day, _ := strconv.Atoi(s[12:14])
	d := Date{year, month, day}
	if d.Year < 1900 || d.Year > 2100 || !d.valid() {
		return false
	}
	sum := 0
	for i := range 17 {
		sum += int(s[i]-'0') * (1 << (17 - i) % 11)
	}
	return "10X98765432"[sum%11] == strings.ToUpper(s)[17]
}

// isBankCard reports whether the number is that of a UnionPay card, with its check digit
// (ISO/IEC 7812).
func isBankCard(s string) bool {
	if len(s) < 16 || len(s) > 19 || s[:2] != "62" {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i]) - '0'
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// isMobile reports whether the number is that of a mobile telephone.
func isMobile(s string) bool {
	if len(s) == 13 {
		s = strings.TrimPrefix(s, "86")
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}
