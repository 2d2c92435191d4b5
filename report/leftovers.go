package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is left over, for [Fault.Got].
const (
	leftBlank    = "像是模板里没有填的地方"
	leftMarkup   = "像是网页、文档或排版的标记"
	leftPage     = "像是网页上的按钮或栏目"
	leftEmpty    = "里面没有内容"
	leftUnpaired = "括号、引号没有成对"
)

var (
	// toFill begin what a template says between brackets of any kind.
	toFill = []string{"请填", "请核", "填写说明", "填报说明", "请补", "请输入", "请插入", "请根据实际", "此处填", "此处写", "此处插", "此处为", "此处输入", "在此填", "待填", "待补", "待定", "待核", "待完善", "插入", "单位名称", "机关名称", "部门名称", "单位全称", "机关全称"}
	// yetToFill end what an author says there of figures: 数据待核实.
	yetToFill = []string{"待核实", "待填写", "待补充"}
	// wanting are of what a report says to be wanting: 内容有待补充.
	wanting = []string{"有待", "尚待", "亟待"}
	// toReplace are what it says between brackets that stand for nothing else.
	toReplace = []string{"年份", "日期", "年", "月", "日", "数字", "数量", "数据", "姓名", "名称", "单位", "机关", "部门", "地区", "地址", "电话", "联系电话", "邮编", "邮箱", "网址", "内容", "图片", "表格", "附件", "图", "表"}
	// pageWords are what the buttons of web pages say between such brackets.
	pageWords = []string{"打印", "关闭", "字体", "字号", "下载", "收藏", "返回", "分享", "纠错", "大 中 小"}
	// pageHeads begin lines of web pages.
	pageHeads = []string{"上一篇", "下一篇", "分享到", "责任编辑：", "浏览次数", "扫一扫", "打印本页", "关闭窗口"}
	// marks are what programs leave in a text.
	marks = []string{
		"MERGEFORMAT", "HYPERLINK", "PAGEREF", "_x000D_", "undefined", "nullnull", "```", "{{", "}}", "${",
		"错误！未找到引用源", "错误!未找到引用源", "错误！未定义书签", "错误!未定义书签", "单击此处", "点击此处输入", "点击输入", "在此处键入", "在此处输入",
	}
	// unitsOfX are what a single X is a number, a name or a date of.
	unitsOfX = "年月日号件条个次万元局市县区镇乡部委办"
	// unitsOfBlank are what a figure that is not filled in stands before.
	unitsOfBlank = "件条个次篇期"
	// bodiesOfX are what 某某 stands for; 李某某 is a person whose name is kept back.
	bodiesOfX       = "局市县区镇乡部委办省厅街单科股年月"
	numeralsAndYear = "一二三四五六七八九零〇○年"
)

// checkLeftovers checks X-b: nothing is left over from a template or a paste, and
// brackets and quotation marks are in pairs.
func checkLeftovers(s *Subject, find func(Fault)) {
	var all []passage
	s.texts(func(at textAt, text string) {
		if v := at.field.value; at.section < 0 && at.object == "" && (v == &s.Title || v == &s.Agency || v == &s.Issuer) {
			all = append(all, passage{at: at, text: text})
		}
	})
	all = append(all, s.passages()...)
	r := leftoverReader{find: find}
	for i := range all {
		if i > 0 && !sameText(all[i-1].at, all[i].at) {
			r.brackets.unpaired(all, find)
		}
		r.passage, r.n, r.told = &all[i], i, r.told[:0]
		r.read()
	}
	r.brackets.unpaired(all, find)
}

// prose reports whether the passage is none of the names of the body, in which 某某市 may
// stand for one that is not told.
func (p *passage) prose() bool { return p.at.section >= 0 || p.at.field.paragraph() }

// mostTold is how much a rule tells of one passage.
const mostTold = 10

// leftoverReader finds what is left over in a passage, and takes its brackets in.
type leftoverReader struct {
	find     func(Fault)
	brackets bracketPairs
	*passage
	n    int      // which one it is
	told []string // of it
}

// read reads the passage, character by character.
func (r *leftoverReader) read() {
	for _, w := range pageHeads {
		if strings.HasPrefix(r.text, w) {
			r.find(Fault{Path: r.at.pointer(), Got: leftPage, Quote: w})
		}
	}
	for i := 0; i < len(r.text); {
		if plainHan(r.text[i:]) {
			i += len("字")
		} else {
			i = r.character(i)
		}
	}
	r.brackets.open[straight] = r.brackets.open[straight][:0]
}

// tell tells of words once, of so many in all.
func (r *leftoverReader) tell(start, end int, got string) {
	if words := r.text[start:end]; len(r.told) < mostTold && !slices.Contains(r.told, words) {
		r.told = append(r.told, words)
		r.find(Fault{Path: r.at.pointer(), Got: got, Quote: words})
	}
}

// character looks at what begins at a byte, and returns where to read on.
func (r *leftoverReader) character(i int) (next int) {
	text := r.text
	c, size := utf8.DecodeRuneInString(text[i:])
	next = i + size
	switch c {
	case 'M', 'H', 'P', 'u', 'n', '`', '{', '}', '$', '错', '单', '点', '在':
		for _, w := range marks {
			if strings.HasPrefix(text[i:], w) {
				r.tell(i, i+len(w), leftMarkup)
			}
		}
	case 'X', 'x', '×', 'Ｘ', 'ｘ', '╳', '✕', '*', '＊', '_', '＿', '某', '�', '○', '〇', '△', '□', '?', '？', '…', ' ':
		return r.blank(c, i, next)
	case '#', '＃':
		if (i == 0 || text[i-1] == '\n') && (strings.HasPrefix(text[next:], " ") || strings.HasPrefix(text[next:], "#")) {
			r.tell(i, next, leftMarkup)
		}
	case '&':
		if end := strings.IndexByte(text[i:min(len(text), i+10)], ';'); end > 1 && isASCII(text[i:i+end]) && !strings.Contains(text[i:i+end], " ") {
			r.tell(i, i+end+1, leftMarkup)
		}
	case '"', '＂':
		if !r.brackets.close(quotes) && !(i > 0 && isDigit(text[i-1])) {
			r.brackets.open[straight] = append(r.brackets.open[straight], opened{r.n, straight, i})
		}
	default:
		return r.bracket(c, i, next)
	}
	return next
}

// blank looks at a run of a character that blanks of templates are made of.
func (r *leftoverReader) blank(c rune, start, next int) int {
	for {
		d, size := utf8.DecodeRuneInString(r.text[next:])
		if d != c || size == 0 {
			break
		}
		next += size
	}
	if strings.HasPrefix(r.text[start:], "_x000D_") {
		r.tell(start, start+len("_x000D_"), leftMarkup)
	}
	if end := blankEnd(r.text, c, start, next); end > 0 && !(c == '某' && !r.prose()) {
		r.tell(start, end, leftBlank)
	}
	return next
}

// bracket looks at a bracket, if the character is one.
func (r *leftoverReader) bracket(c rune, start, next int) int {
	text := r.text
	family, opens := bracketFamily(c)
	switch {
	case family < 0:
	case family == angles && opens && compares(text, start, next) && !closesSoon(text[next:]):
	case family == angles && opens && tagEnd(text, start) > 0:
		end := tagEnd(text, start)
		r.tell(start, end, leftMarkup)
		return end
	case opens:
		if end, got := bracketed(text[next:], c); got != "" {
			r.tell(start, next+end, got)
			return next + end
		}
		r.brackets.open[family] = append(r.brackets.open[family], opened{r.n, family, start})
	case !r.brackets.close(family) && !(family == 0 && numbersItem(text[:start])) && !(family == angles && compares(text, start, next)):
		r.brackets.alone = append(r.brackets.alone, opened{r.n, family, start})
	}
	return next
}

// plainHan reports whether a text begins with a common Chinese character that no
// leftover begins with: most of a report are.
func plainHan(text string) bool {
	const han = "\xe4\xe9" // the first bytes of U+4000 to U+9FFF
	if len(text) < len("字") || text[0] < han[0] || text[0] > han[1] {
		return false
	}
	switch text[:len("字")] {
	case "某", "错", "单", "点", "在":
		return false
	}
	return true
}

// blankEnd returns where a blank of a template ends of which the run of characters is
// part, or 0 where it is none: in addresses, masked numbers, 7×24.
func blankEnd(text string, c rune, start, end int) int {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, size := utf8.DecodeRuneInString(text[end:])
	n := utf8.RuneCountInString(text[start:end])
	numbers := unicode.IsDigit(before) && unicode.IsDigit(after)
	counted := unicode.Is(unicode.Han, before) && size > 0 && strings.ContainsRune(unitsOfBlank, after) && !strings.HasPrefix(text[end:], "条例") // 公开信息__条
	switch c {
	case '�':
		return end
	case '某':
		if n == 1 || !strings.ContainsRune(bodiesOfX, after) || size == 0 {
			return 0
		}
	case '○', '〇', '△', '□': // ○ is a zero, too
		if n == 1 || !unicode.Is(unicode.Han, after) || strings.ContainsRune(numeralsAndYear, before) || strings.ContainsRune(numeralsAndYear, after) {
			return 0
		}
	case '?', '？':
		if n < 3 {
			return 0
		}
		return end
	case '…', ' ': // a figure is to stand there
		if c == ' ' && n < 3 || !counted {
			return 0
		}
	case '_', '＿':
		if n < 2 || c == '_' && n < 3 && !counted || inAddress(before) || inAddress(after) && !unicode.IsDigit(after) {
			return 0
		}
		return end
	case '*', '＊':
		if n < 2 && !(counted && after != '个') || unicode.IsDigit(before) || numbers {
			return 0
		}
		return end
	case 'X', 'x':
		if before == '.' && after == '.' && n > 2 { // www.xxx.gov.cn
			return end
		}
		if inAddress(before) && !unicode.IsDigit(before) || inAddress(after) {
			return 0
		}
		fallthrough
	default:
		if numbers || n == 1 && (!strings.ContainsRune(unitsOfX, after) || size == 0 || c == '×' && unicode.IsDigit(before)) {
			return 0
		}
	}
	if unicode.Is(unicode.Han, after) {
		end += size
	}
	return end
}

// inAddress reports whether the character may be of an address or of a Latin word.
func inAddress(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.ContainsRune("/_.-@=%&?#", c)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return c >= utf8.RuneSelf }) < 0
}

func firstRune(s string) rune { c, _ := utf8.DecodeRuneInString(s); return c }

// tagEnd returns where a tag of mark-up ends, or 0 where none begins.
func tagEnd(text string, start int) int {
	rest := text[start+1:]
	name := strings.TrimLeft(rest, "/!")
	if text[start] != '<' || name == "" || name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return 0
	}
	for i := 0; i < len(rest) && i < 300 && rest[i] < utf8.RuneSelf; i++ {
		if rest[i] == '>' {
			return start + 1 + i + 1
		}
	}
	return 0
}

// named reports whether a text stands for a name or a number, as 具体政策名称 does.
func named(s string) bool {
	return strings.HasPrefix(s, "具体") && hasSuffixAny(s, []string{"名称", "数量", "数字", "日期", "时间", "内容"})
}

// bracketed says what is wrong with what stands behind an opening bracket, and where that
// ends behind the closing one.
func bracketed(rest string, open rune) (end int, got string) {
	const most = 60 * len("字")
	family, _ := bracketFamily(open)
	i := strings.IndexAny(rest[:min(len(rest), most)], brackets[family].close)
	if i < 0 {
		return 0, ""
	}
	inner := strings.TrimSpace(rest[:i])
	end = i + utf8.RuneLen(firstRune(rest[i:]))
	marking := strings.ContainsRune("【[［<＜", open)
	switch {
	case inner == "" && family != angles:
		return end, leftEmpty
	case hasPrefixAny(inner, toFill) && !strings.Contains(inner, "申请"), hasSuffixAny(inner, yetToFill) && !containsAny(inner, wanting) && !strings.ContainsAny(inner, "0123456789"), marking && slices.Contains(toReplace, inner), (marking || family == quotes) && named(inner):
		return end, leftBlank
	case marking && containsAny(inner, pageWords):
		return end, leftPage
	}
	return 0, ""
}
