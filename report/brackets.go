package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// brackets are what stands in pairs, by families of those that people mix.
var brackets = [...]struct{ open, close string }{
	{"（([［〔【﹝", "）)]］〕】﹞"},
	{"《〈", "》〉"},
	{"“", "”"},
	{"<＜", ">＞"},
}

const (
	quotes   = 2
	angles   = 3             // < > are mark-up, too, and more or less than
	straight = len(brackets) // " " pair with “ ”, and none is told of alone
)

// opened is where a bracket stands that is not closed yet, or closes nothing.
type opened struct {
	passage, family, at int
}

// sameText reports whether one passage may close what the other opens.
func sameText(a, b textAt) bool {
	return a.section == b.section && a.sub == b.sub && (a.sub >= 0 || a.field.key == b.field.key)
}

// bracketPairs are the brackets of passages that belong together.
type bracketPairs struct {
	open  [len(brackets) + 1][]opened // by families, and the straight quotation marks of a passage
	alone []opened                    // those that close nothing
}

// unpaired tells of brackets that have no partner, once a passage and family.
func (p *bracketPairs) unpaired(all []passage, find func(Fault)) {
	type of struct{ passage, family int }
	seen := map[of]bool{}
	for family := range p.open {
		p.alone = append(p.alone, p.open[family]...)
		p.open[family] = p.open[family][:0]
	}
	slices.SortFunc(p.alone, func(a, b opened) int { return cmp.Or(a.passage-b.passage, a.at-b.at) })
	for _, x := range p.alone {
		if text := all[x.passage].text; !seen[of{x.passage, x.family}] && !(x.family == angles && leadsAlong(text, x.at)) {
			seen[of{x.passage, x.family}] = true
			find(Fault{Path: all[x.passage].at.pointer(), Got: leftUnpaired, Want: string(firstRune(text[x.at:])), Quote: around(text, x.at)})
		}
	}
	p.alone = p.alone[:0]
}

// around returns the character with those of its clause behind it, and before it where
// there are few.
func around(text string, at int) string {
	const most = 9 // characters
	start, end := at, at
	for n := 0; n < most && end < len(text); n++ {
		c, size := utf8.DecodeRuneInString(text[end:])
		if n > 0 && strings.ContainsRune("。；，\n", c) {
			break
		}
		end += size
	}
	for n := utf8.RuneCountInString(text[at:end]); n < most && start > 0; n++ {
		c, size := utf8.DecodeLastRuneInString(text[:start])
		if strings.ContainsRune("。；，\n", c) {
			break
		}
		start -= size
	}
	return text[start:end]
}

// trails are the places of a site behind which > leads to the next.
var trails = []string{"首页", "主页", "网站", "网", "平台", "栏目", "专栏"}

// leadsAlong reports whether > stands between the columns of a site: 首页>政务公开.
func leadsAlong(text string, at int) bool {
	const around = 100 * len("字") // bytes
	before, after := text[max(0, at-around):at], text[at:min(len(text), at+around)]
	before = before[strings.LastIndex(before, "。")+1:]
	after, _, _ = strings.Cut(after, "。")
	others := strings.Count(before, ">") + strings.Count(before, "＞") + strings.Count(after, ">") + strings.Count(after, "＞") - 1
	return others > 0 && !strings.ContainsAny(before+after, "<＜") || hasSuffixAny(strings.TrimSpace(before), trails)
}

// close takes the last bracket of the family off that is open. Quotation marks of both
// shapes close one another.
func (p *bracketPairs) close(family int) bool {
	last := func(family int) (x opened, ok bool) {
		if n := len(p.open[family]); n > 0 {
			return p.open[family][n-1], true
		}
		return opened{}, false
	}
	x, ok := last(family)
	if family == quotes {
		if y, too := last(straight); too && (!ok || y.passage > x.passage || y.passage == x.passage && y.at > x.at) {
			family, ok = straight, true
		}
	}
	if ok {
		p.open[family] = p.open[family][:len(p.open[family])-1]
	}
	return ok
}

// bracketFamily returns the family of a bracket, or -1.
func bracketFamily(c rune) (family int, opens bool) {
	const lastCJK, firstCompatible = '〗', '﹙' // between which there is none
	if c < '(' || c > '>' && c < '[' || c > ']' && c < '“' || c > lastCJK && c < firstCompatible {
		return -1, false
	}
	for i, b := range brackets {
		if strings.ContainsRune(b.open, c) {
			return i, true
		}
		if strings.ContainsRune(b.close, c) {
			return i, false
		}
	}
	return -1, false
}

// compares reports whether < or > stands before a figure, or draws an arrow.
func compares(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:start], " "))
	after := firstRune(strings.TrimLeft(text[end:], " "))
	return unicode.IsDigit(after) || strings.ContainsRune("=-－—<>＜＞", before) || strings.ContainsRune("=<>＜＞", after)
}

// closesSoon reports whether the text goes on to what closes <.
func closesSoon(text string) bool {
	text = text[:min(len(text), 100*len("字"))]
	return strings.Contains(text, ">") || strings.Contains(text, "＞")
}

// numbersItem reports whether a closing bracket behind the text numbers an item: 1）.
func numbersItem(before string) bool {
	n := len(before) - len(strings.TrimRight(before, "0123456789一二三四五六七八九十abcdefghABCDEFGH①②③④⑤⑥⑦⑧⑨⑩"))
	return n > 0 && n <= 2*len("一")
}
