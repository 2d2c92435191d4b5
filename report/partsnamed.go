package report

import (
	"strconv"
	"strings"
)

// partWords are by what words a list names the parts of the report, part by part.
var partWords = [len(sectionKeys)][]string{
	{"总体", "概述", "概况", "基本情况", "整体情况"},
	{"主动公开"},
	{"申请"},
	{"复议", "诉讼"},
	{"问题", "不足", "改进"},
	{"其他需", "其它需", "其他应", "其它应", "其他事项", "其它事项", "其他报告", "其它报告", "其他情况", "其它情况", "其他重要", "其他有关", "其他相关", "需要报告", "需报告", "需要说明"},
}

// notApplications are where the word of part three is of another.
var notApplications = strings.NewReplacer("依申请", "依", "被申请", "被", "申请行政", "行政", "申请复议", "复议", "申请提起", "提起", "申请引", "引", "申请而", "而", "申请产生", "产生", "申请发生", "发生")

// notParts are what lists name besides: subjects of section one, and parts of the
// reports for 2018 and before.
var notParts = []string{"依申请公开", "信息管理", "平台建设", "监督保障", "教育培训", "收费及减免", "收费和减免", "收费减免", "咨询情况", "咨询处理"}

// Where a list of the parts begins and ends in its sentence, and what it is a list of.
var (
	listBegins = []string{"包括", "包含", "涵盖", "分为", "内容为", "内容有", "分别为", "分别是", "由", "从", "部分：", "部分:", "共分", "报告分", "年报分", "全文分", "内容分"}
	listEnds   = []string{"所列数据", "列举数据", "统计期限", "统计数据", "数据统计", "统计起止", "电子版", "如对", "如有", "可在", "可从", "请与", "请联系", "编制", "现予以公布"}
	reportSelf = []string{"全文", "报告", "年报", "内容"}
)

// checkPartsNamed checks S-c: where the text names the parts of the report, it names
// the six, and no others.
func checkPartsNamed(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if p.at.section > 0 || p.at.sub >= 0 || !p.at.field.paragraph() {
			continue
		}
		for _, sentence := range sentences(p.text) {
			if len(sentence) > longestList || !containsAny(sentence, reportSelf) {
				continue
			}
			before, list := partsList(sentence)
			x, ok := Fault{}, true
			switch {
			case list == "":
				x, ok = judgeNumber(sentence)
			case p.at.section != 0 || !ofSectionOne(list):
				x, ok = judgeParts(before, list)
				x.Quote = list
			}
			if !ok {
				x.Path = p.at.pointer()
				find(x)
				return
			}
		}
	}
}

// ofSectionOne reports whether a list in section one is of what that tells itself.
func ofSectionOne(list string) bool {
	named, _ := wordsOf(list)
	n := 0
	for i, ok := range named {
		if ok && i != 1 {
			n++
		}
	}
	return n < 2
}

// longestList is of how many bytes a sentence is at most that lists the parts.
const longestList = 1000 * len("字")

// partsList returns what a sentence lists as the parts of the report, and what stands
// before it; "" is no list.
func partsList(sentence string) (before, list string) {
	for _, word := range listBegins {
		for at := 0; ; {
			i := strings.Index(sentence[at:], word)
			if i < 0 {
				break
			}
			head := sentence[:at+i]
			at += i + len(word)
			before, list = sentence[:at], sentence[at:]
			for _, end := range listEnds {
				list, _, _ = strings.Cut(list, end)
			}
			list = strings.Trim(list, "。；，,：:\n 　")
			whole := strings.HasSuffix(head, "总体情况") || strings.HasSuffix(head, "总体情况主要")
			if !whole && containsAny(before, reportSelf) && countWords(list) >= 3 {
				return before, list
			}
		}
	}
	return "", ""
}

// countWords counts the parts and what else a list names.
func countWords(list string) (n int) {
	named, others := wordsOf(list)
	for _, ok := range named {
		if ok {
			n++
		}
	}
	return n + len(others)
}

// wordsOf returns which parts a list names, and what else.
func wordsOf(list string) (named [len(sectionKeys)]bool, others []string) {
	list = withoutParentheses(list)
	for _, word := range notParts {
		if strings.Contains(list, word) {
			others = append(others, word)
		}
	}
	list = notApplications.Replace(list)
	for i, words := range partWords {
		named[i] = containsAny(list, words)
	}
	return named, others
}

// judgeParts judges a list of parts; ok is right, or not sure to be wrong.
func judgeParts(before, list string) (x Fault, ok bool) {
	named, others := wordsOf(list)
	var missing []string
	for i, title := range sectionTitles {
		if !named[i] {
			missing = append(missing, strings.TrimPrefix(title, chineseNumber(i+1)+"、"))
		}
	}
	stated, number := statedParts(list)
	open := strings.Contains(list, "等"+stated) || strings.HasSuffix(list, "等")
	if number == 0 {
		stated, number = statedParts(before)
	}
	given := len(named) - len(missing)
	switch {
	case missing == nil && others == nil && (number == 0 || number == len(named)):
		return Fault{}, true
	case number == 0 && open && given+len(others) < len(named)-1:
		return Fault{}, true
	case number != 0 && number != len(named):
		x.Got = stated
	case others != nil:
		x.Got = others[0]
	default:
		x.Got = strconv.Itoa(given) + figuresWord
	}
	x.Want = strings.Join(missing, "、")
	x.Mild = open && number == len(named) && given < len(named)-1
	return x, false
}

// judgeNumber judges a sentence that says how many parts the report has, and not which:
// 本报告共分五个部分.
func judgeNumber(sentence string) (x Fault, ok bool) {
	if !containsAny(sentence, []string{"本报告", "本年度报告", "本年报", "全文"}) || !containsAny(sentence, []string{"共", "分", "由", "组成"}) {
		return x, true
	}
	words, number := statedParts(sentence)
	if number < 3 || number == len(sectionKeys) || !strings.HasSuffix(words, "部分") {
		return x, true
	}
	return Fault{Got: words, Quote: words}, false
}

// partUnits are what parts are counted in.
var partUnits = []string{"个部分", "大部分", "部分", "项内容", "个方面", "方面", "个章节", "项"}

// statedParts returns how many parts a text says that there are: its words, such as
// 六个部分, and the number; 0 where it says none.
func statedParts(text string) (words string, number int) {
	for _, unit := range partUnits {
		for i := strings.Index(text, unit); i >= 0; {
			for n := 9; n >= 2; n-- {
				for _, digits := range [...]string{chineseNumber(n), strconv.Itoa(n)} {
					if before, ok := strings.CutSuffix(text[:i], digits); ok && !strings.HasSuffix(before, "第") && !endsInDigit(before) {
						return digits + unit, n
					}
				}
			}
			next := strings.Index(text[i+len(unit):], unit)
			if next < 0 {
				break
			}
			i += len(unit) + next
		}
	}
	return "", 0
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// withoutParentheses takes out what stands in parentheses.
func withoutParentheses(s string) string {
	depth := 0
	return strings.Map(func(c rune) rune {
		switch c {
		case '（', '(':
			depth++
			return -1
		case '）', ')':
			depth = max(depth-1, 0)
			return -1
		}
		if depth > 0 {
			return -1
		}
		return c
	}, s)
}
