package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A shape is how something looks that stands on a page beside its text.
type shape struct {
	what  string // as I-aq tells it; "" is what I-aa tells
	zone  zone
	lines *regexp.Regexp // of a line in half-width characters
}

// zone is where a shape is no text.
type zone uint8

const (
	anywhere     zone = iota
	besideOthers      // beside other furniture, at the edge of a page, or between two sentences
	header            // before the first section
	footer            // everywhere, and what follows the last of the text too
)

// What I-aq tells of pages.
const (
	leftNumber  = ""
	leftPrint   = "打印网页的页眉页脚"
	leftTitle   = "重复的标题"
	leftCaption = "表格的标题"
	leftHead    = "网页标题下的发布信息"
	leftButtons = "网页的按钮、链接"
	leftFiller  = "填表人、审核人等"
)

const (
	metaKeys = `发布日期|发布时间|发文日期|成文日期|生成日期|公开日期|更新时间|时间|日期|(?:信息|文章|稿件|文件)?来源|作者|(?:责任)?编辑|审核|签发|撰稿|` +
		`(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?|点击|阅读|人气|字体|字号|文字大小|索引号|信息分类|(?:发布|发文|公开)(?:机构|单位|机关)|(?:发文字|文)号|文件编号|主题词|主题分类|体裁分类|有效性|时效|时效性|公开(?:方式|范围|形式|类别|类型|属性)|名称|信息名称|关键词|内容概述`
	button = `打印(?:本页|本文|此页|文章)?|关闭(?:窗口|本页|页面)?|分享(?:到|至)?|收藏(?:本页|本站)?|我要(?:纠错|分享|收藏|打印)|纠错|返回(?:顶部|首页|列表|上页|上一页)?|加入收藏|设为首页|` +
		`字体|字号|放大|缩小|默认|恢复|微信|微博|新浪微博|腾讯微博|QQ(?:空间|好友)?|人人网|朗读|语音(?:播报|阅读)?|无障碍(?:浏览|阅读)?|适老化|长者版|繁体(?:版)?|简体(?:版)?|(?:English|EN)|(?:附件)?下载|保存|大|中|小|` +
		`网站首页|首页|网站地图|网站声明|隐私声明|关于我们|联系我们|网站帮助|使用帮助|RSS|TOP|登录|注册|搜索|检索`
)

const (
	fillerKeys = `填[表报]人|填报|制表人?|经办人|审[核批]人?`
	formKeys   = fillerKeys + `|(?:单位|部门)?(?:主要)?负责人|(?:分管|主管)领导|联系人|(?:联系)?(?:电话|手机)|(?:填[表报]|报送|报出|制表)?(?:日期|时间)|(?:填[表报]|报送)(?:单位|机关|部门)(?:（盖章）|（公章）|\(盖章\)|\(公章\))?`
	formValue  = `\s*[:：][^:：。，；]{0,30}`
)

// shapes are what stands on the pages of published reports beside their text, as it
// was seen in text pasted from there.
var shapes = []shape{
	{leftNumber, anywhere, regexp.MustCompile(`^(?:[-—–－―·•~]\s*\d{1,3}\s*[-—–－―·•~]|第\s*\d{1,3}\s*页(?:[\s,，/、|]*共\s*\d{1,3}\s*页)?|共\s*\d{1,3}\s*页[\s,，/、|]*第\s*\d{1,3}\s*页|(?i:page|p\.)\s*\d{1,3}(?:\s*(?i:of|/)\s*\d{1,3})?|[（(]?(?:续表|续上表|接上表|接上页|转下页|下页续|续下表)[）)]?)$`)},
	{leftNumber, besideOthers, barePageNumber},
	{leftPrint, anywhere, regexp.MustCompile(`^\d{2,4}([-/.])\d{1,2}[-/.]\d{1,2},?\s+(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2})?(?:\s.*)?$`)},
	{leftPrint, anywhere, regexp.MustCompile(`^\d{1,2}/\d{1,2}/\d{2,4},\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s.*)?$`)},
	{leftPrint, besideOthers, regexp.MustCompile(`^(?:https?|file)://[!-~]+(?:\s+\d{1,3}\s*/\s*\d{1,3})?$`)},
	{leftPrint, anywhere, regexp.MustCompile(`^(?:https?|file)://[!-~]+\s+\d{1,3}\s*/\s*\d{1,3}$`)},
	{leftCaption, anywhere, regexp.MustCompile(`^[（(【]?表\s*[二三四2-4]\s*[)）】]?[:：、.\s]*[\p{Han}、及和]{0,30}(?:情况|表)$`)},
	{leftHead, header, regexp.MustCompile(`^[【\[（(]?\s*(?:` + metaKeys + `)\s*[:：\]】]`)},
	{leftHead, header, regexp.MustCompile(`^\d{4}-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$`)},
	{leftHead, header, regexp.MustCompile(`^(?:您?(?:现在|当前)?的?(?:所在)?位置\s*[:：]|(?:网站)?首页\s*[>›»\\/-])`)},
	{leftFiller, anywhere, regexp.MustCompile(`^(?:(?:` + formKeys + `)` + formValue + `\s)*(?:` + fillerKeys + `)` + formValue + `(?:\s(?:` + formKeys + `)` + formValue + `)*$`)},
	{leftButtons, anywhere, regexp.MustCompile(`^[\s【】\[\]（）()|]*(?i:` + button + `)(?:[\s:：|/,，、>【】\[\]（）()]+(?i:` + button + `))*[\s:：|【】\[\]（）()]*$`)},
	{leftButtons, footer, regexp.MustCompile(`^[【\[]?\s*(?:(?:微信|手机)?扫(?:一扫|码|描)|用手机|上一[篇条页]\s*[:：]?|下一[篇条页]\s*[:：]?|[（(]?(?:责任)?编辑\s*[:：]|附件(?:下载)?\s*[:：]?\s*$|附件(?:下载)?\s*\d?\s*[:：][^。，；]{1,80}\.(?i:pdf|docx?|wps|ofd|xlsx?)\s*$|相关(?:链接|信息|文章|稿件|阅读|新闻|推荐|解读)\s*[:：]?|打印本页|关闭窗口|版权所有|[Cc]opyright|©|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|主管(?:单位)?\s*[:：]|技术支持\s*[:：]|网站标识码|网站地图|友情链接|您是第|总?访问量\s*[:：])`)},
	{leftButtons, footer, regexp.MustCompile(`^.{0,40}(?:ICP备|公网安备|网站标识码)`)},
}

var barePageNumber = regexp.MustCompile(`^(?:\d{1,3}|\d{1,3}\s*/\s*\d{1,3})$`)

// runningHead is the title once more.
var runningHead = shape{what: leftTitle}

// longestFurniture is more characters than a line of furniture has.
const longestFurniture = 120

// dropFurniture takes away what stands on pages beside the text, and marks what
// follows it, for the end of a page may cut a sentence.
func dropFurniture(blocks []block, n *notes) []block {
	first := len(blocks) // the first section
	for i := range blocks {
		if h, _, ok := headingAt(blocks, i); ok && h.exact {
			first = i
			break
		}
	}
	found := make([]*shape, len(blocks))
	t, titled := findTitle(blocks[:first])
	for i, b := range blocks {
		switch {
		case utf8.RuneCountInString(b.text) > longestFurniture:
		case titled && i >= t.to && t.again(b.text):
			found[i] = &runningHead
		case !titled || i < t.from || i >= t.to:
			found[i] = shapeOf(fold(b.text), titled && i >= t.to && i < first)
		}
	}
	numbered := numberedPages(blocks, found)
	times := map[string]int{} // that a line is there
	for i, b := range blocks {
		if found[i] != nil && found[i].zone == besideOthers {
			times[b.text]++
		}
	}
	for _, what := range [...]string{leftPrint, leftNumber} { // numbers stand beside addresses
		for i, s := range found {
			if s != nil && s.zone == besideOthers && s.what == what && !(numbered && blocks[i].pageEnd) && !isBeside(blocks, found, i, times[blocks[i].text]) {
				found[i] = nil
			}
		}
	}
	end := tail(blocks, found)
	var out []block
	cut := false
	for i, b := range blocks[:end] {
		switch s := found[i]; {
		case s == nil:
			b.cut = cut
			out = append(out, b)
		case s.what == leftNumber:
			n.Repair("I-aa", 1, b.at)
		default:
			n.Leave(s.what, 1, b.at)
		}
		cut = found[i] != nil
	}
	if end < len(blocks) {
		n.leaveTail(blocks[end:])
	}
	return out
}

// shapeOf returns the shape of a line that is no text, or nil.
func shapeOf(line string, inHeader bool) *shape {
	if utf8.RuneCountInString(line) < 2 && !isDigit(rune(line[0])) {
		return nil // a character of a word that was torn apart
	}
	for i := range shapes {
		if s := &shapes[i]; (s.zone != header || inHeader) && s.lines.MatchString(line) {
			return s
		}
	}
	return nil
}

// numberedPages reports whether the lines at the ends of pages are their numbers, one
// after the other.
func numberedPages(blocks []block, found []*shape) bool {
	last, pages := 0, 0
	for i, b := range blocks {
		if !b.pageEnd {
			continue
		}
		if found[i] == nil || found[i].what != leftNumber {
			return false
		}
		n := number(pageDigits.FindString(fold(b.text)))
		if n == 0 || pages > 0 && n != last+1 {
			return false
		}
		last = n
		pages++
	}
	return pages > 1
}

var pageDigits = regexp.MustCompile(`\d+`)

// isBeside reports whether what may be text stands beside furniture, or is there several
// times, and a number where no table is.
func isBeside(blocks []block, found []*shape, i, times int) bool {
	if found[i].what != leftNumber {
		beside := func(j int) bool { return j >= 0 && j < len(found) && found[j] != nil }
		return beside(i-1) || beside(i+1) || times > 1
	}
	certain := func(j int) bool { return j >= 0 && j < len(found) && isCertain(found[j]) }
	ofAll := strings.Contains(blocks[i].text, "/") // no cell has such a number
	if ofAll && (certain(i-1) || certain(i+1)) {
		return true
	}
	if i > 0 && blocks[i-1].grid.divided && len(blocks[i-1].grid.cells) > 1 && (ofAll || certain(i+1)) {
		return true // the row before has its cells on its line
	}
	before, after := i-1, i+1
	for before >= 0 && isCertain(found[before]) {
		before--
	}
	for after < len(blocks) && isCertain(found[after]) {
		after++
	}
	if before < 0 || blocks[before].isNone() && !(before > 0 && blocks[before-1].isText()) {
		return false // it may be a figure
	}
	text := func(b block) bool { return b.isNone() || b.isText() }
	return text(blocks[before]) && (after == len(blocks) || text(blocks[after]))
}

// isNone reports whether the block says that a section has nothing to say, or a cell.
func (b block) isNone() bool { return b.text == "无" }

func isCertain(s *shape) bool { return s != nil && !(s.what == leftNumber && s.zone == besideOthers) }

// isText reports whether the block is a heading or text, and nothing in it may be of a
// table of the form.
func (b block) isText() bool {
	if h, ok := parseHeading(b.text); ok && h.exact {
		return true
	}
	texts := 0
	for _, x := range b.grid.cells {
		switch {
		case x.kind == emptyCell:
		case x.kind != labelCell, utf8.RuneCountInString(x.key) < 2,
			slices.ContainsFunc(words(), func(v *vocabulary) bool { return v.known(x.key) || v.fragment(x.key) }):
			return false
		default:
			texts++
		}
	}
	return texts > 0
}

// isSentence reports whether the block is text, and no line of a page's head or foot.
func isSentence(b block) bool {
	const shortest = 20 // characters
	return strings.HasSuffix(b.text, "。") && utf8.RuneCountInString(b.text) >= shortest
}

// tail returns where the end of a web page begins that is no text: at the first line
// that is known for it, behind which there are no sentences and no signature.
func tail(blocks []block, found []*shape) int {
	end := len(blocks)
	for i, b := range slices.Backward(blocks) {
		if found[i] != nil {
			if found[i].zone == footer {
				end = i
			}
			continue
		}
		_, _, dated := datedLine(b.text, "")
		h, _, heading := headingAt(blocks, i)
		if dated || heading && h.exact || isSentence(b) {
			break
		}
	}
	return end
}

// leaveTail tells what was left out at the end.
func (n *notes) leaveTail(blocks []block) {
	n.Find(blocks[0].at, "I-bf", "", joinBlocks(blocks), strconv.Itoa(len(blocks)))
}

func joinBlocks(blocks []block) string {
	var texts []string
	for _, b := range blocks {
		texts = append(texts, strings.Join(strings.Fields(b.text), " "))
	}
	return strings.Join(texts, " / ")
}
