package report

import (
	"strings"
	"unicode/utf8"
)

// setAside is what is not compared in the prose of two bodies: what names them and their
// places, titles, and what the reports of all bodies say in the same words.
type setAside struct{ agency string }

// length returns the length of what a text begins with that is not compared.
func (x setAside) length(text string) int {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case isPlaceWord(first): // 全县 and 全区
		return size
	case first == '《':
		const longest = 80 * len("字")
		if end := strings.Index(text[:min(len(text), longest)], "》"); end >= 0 {
			return end
		}
	case first == '我' || first == '本':
		for _, w := range selfWords {
			if strings.HasPrefix(text[size:], w) {
				return size + len(w)
			}
		}
	}
	longest := x.named(text, first)
	for _, words := range commonWords[first] {
		longest = max(longest, sameLetters(text, words))
	}
	return longest
}

// selfWords are what a body calls itself by behind 我 or 本.
var selfWords = []string{"局", "街道", "办", "委", "厅", "县", "市", "区", "镇", "乡", "州", "省", "处", "院", "站", "所", "中心", "单位", "机关", "部门", "级"}

// named returns the length of what a text begins with that is a part of the body's name, of
// three characters at least.
func (x setAside) named(text string, first rune) (longest int) {
	const least = 3 * len("字")
	for at, r := range x.agency {
		if r != first {
			continue
		}
		n, name := 0, x.agency[at:]
		for n < min(len(text), len(name)) && text[n] == name[n] {
			n++
		}
		for n > 0 && n < len(text) && !utf8.RuneStart(text[n]) {
			n--
		}
		longest = max(longest, n)
	}
	if longest < least {
		return 0
	}
	return longest
}

// commonWords are what reports of all bodies say, without marks, figures and words of
// places, by the first character.
var commonWords = byFirst(
	// by what the work goes
	"坚持以习近平新时代中国特色社会主义思想为指导", "以习近平新时代中国特色社会主义思想为指导", "习近平新时代中国特色社会主义思想", "习近平总书记", "重要讲话精神", "重要指示精神", "重要指示批示精神",
	"深入学习贯彻党的二十大精神", "全面贯彻落实党的二十大精神", "全面贯彻党的二十大精神", "党的二十大", "二十届", "二中全会", "三中全会", "四中全会", "历次全会精神", "全会精神",
	"深刻领悟两个确立的决定性意义", "增强四个意识", "坚定四个自信", "做到两个维护", "党中央国务院", "委政府的正确领导下", "委政府的坚强领导下", "委政府", "决策部署", "工作部署",
	"以人民为中心的发展思想", "坚持以人民为中心", "认真贯彻落实", "深入贯彻落实", "全面贯彻落实", "认真落实", "严格落实", "严格按照", "有关要求", "相关要求", "有关规定", "相关规定",
	"中华人民共和国政府信息公开条例", "政府信息公开条例", "政府信息公开工作", "政务公开工作", "信息公开工作", "政府信息公开", "政务公开",
	"坚持以公开为常态不公开为例外", "坚持公开为常态不公开为例外", "以公开为常态不公开为例外", "公开为原则不公开为例外", "公正公平合法便民", "公开公平公正便民",
	"应公开尽公开", "谁公开谁审查谁负责", "谁主管谁负责", "先审查后公开", "三审三校", "及时准确", "依法依规",
	"公民法人和其他组织", "依法获取政府信息", "知情权参与权表达权监督权", "知情权参与权表达权和监督权", "知情权参与权和监督权", "知情权参与权监督权",
	// that there was nothing
	"未收到政府信息公开申请", "没有收到政府信息公开申请", "收到政府信息公开申请", "未收到依申请公开", "收到依申请公开", "依申请公开", "主动公开政府信息", "主动公开信息", "主动公开",
	"未发生因政府信息公开引起的行政复议行政诉讼", "因政府信息公开引起的行政复议行政诉讼", "未发生行政复议行政诉讼", "没有发生行政复议行政诉讼", "未发生行政复议", "行政复议行政诉讼", "行政复议", "行政诉讼",
	"未收取信息处理费", "没有收取信息处理费", "收取信息处理费", "未发生责任追究", "没有发生责任追究", "责任追究", "工作考核", "社会评议", "上年结转", "结转下年度继续办理",
	// what parts are called
	"政府信息管理", "政府信息公开平台建设", "平台建设", "监督保障", "存在的主要问题", "存在的问题", "主要问题", "改进措施", "改进情况", "下步",
)

// byFirst returns texts by their first characters.
func byFirst(texts ...string) map[rune][]string {
	all := map[rune][]string{}
	for _, s := range texts {
		first, _ := utf8.DecodeRuneInString(s)
		all[first] = append(all[first], s)
	}
	return all
}

// sameLetters returns the length of what a text begins with that has the letters, whatever
// marks, figures and words of places stand between; 0 is none.
func sameLetters(text, letters string) int {
	at := 0
	for _, want := range letters {
		for {
			r, size := utf8.DecodeRuneInString(text[at:])
			if size == 0 {
				return 0
			}
			at += size
			if r == want {
				break
			}
			if lasting(r) && !isPlaceWord(r) {
				return 0
			}
		}
	}
	return at
}
