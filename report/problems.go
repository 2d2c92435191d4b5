package report

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// What a sentence of section five is known by.
var (
	problemWords = []string{
		"问题", "不足", "差距", "薄弱", "短板", "弱项", "瓶颈", "制约", "困难", "难题", "难点", "难以", "难度", "漏洞", "误区", "隐患", "空间",
		"不够", "不强", "不高", "不到位", "不及时", "不规范", "不全", "不深", "不多", "不细", "不大", "不平衡", "不均", "不了解", "不熟", "不健全",
		"不完善", "不完整", "不充分", "不明", "不统一", "不准", "不太", "不尽", "不能", "不佳", "不理想", "不严", "不一", "不畅", "不紧", "不便", "不清", "不实", "不精", "不透", "不勤", "不浓", "不广", "不丰富", "不专业", "不协调",
		"有待", "还需", "仍需", "尚需", "需进一步", "需要", "还要", "还应", "需加强", "需提高", "需提升", "亟待", "亟需", "急需",
		"欠缺", "欠佳", "缺乏", "缺少", "缺失", "缺位", "滞后", "单一", "单调", "较少", "偏少", "过少", "太少", "较慢", "偏慢", "缓慢", "较低", "偏低", "较弱", "偏弱",
		"较差", "偏差", "较窄", "较浅", "较单", "不高效", "模糊", "脱节", "参差", "尚未", "未能", "未形成", "未完全", "没有形成", "局限", "被动", "松懈", "淡薄", "懈怠",
		"迟缓", "拖延", "错误", "错别字", "错敏", "流于形式", "照搬", "紧张", "变动", "流动", "兼职", "占比小", "时有", "时效性差", "死链", "错链", "过于", "不适应", "压力", "距离",
	}
	// What is done about problems is known by marks, whatever else the clause says; behind
	// a problem by words of what is to come, and by verbs, which what is wanting has too
	// (有待加强).
	measureMarks = []string{"改进", "改善", "整改", "下一步", "下步", "今后", "下阶段", "下一阶段", "明年", "来年", "措施", "针对", "解决", "对策", "为此", "对此"}
	toCome       = []string{"将", "拟", "计划", "努力", "打算"}
	measureVerbs = []string{
		"加强", "提升", "提高", "完善", "强化", "优化", "健全", "丰富", "拓宽", "拓展", "规范", "增加", "推进", "推动", "深化", "细化", "落实", "建立", "开展",
		"组织", "配备", "培训", "加大", "加快", "充实", "创新", "畅通", "压实", "严格", "明确", "做好", "抓好", "持续", "继续", "增强", "梳理", "扩大", "修订", "制定", "邀请", "设立", "学习", "通过", "定期", "安排", "督促", "确保", "做到", "编印", "增设", "增配", "增聘", "聘请", "举办", "改版", "升级", "推出", "新建", "上线", "出台",
	}
	// plainWords are of sentences that tell of success, or lead over to what follows.
	plainWords = []string{"成效", "成绩", "成果", "取得", "良好", "顺利", "圆满", "进展", "认真", "按照", "根据", "坚持", "围绕", "高度重视", "如下", "较好", "全面", "领导下", "指导下", "支持下", "关心下", "帮助下", "部署", "为中心", "为指导", "一年来", "以来"}
)

// labelWords are the words that headings and labels of section five are made of, as
// 存在的主要问题 and 改进情况 are, and sentences that say that there is none.
var labelWords = []string{
	"政府信息公开", "信息公开", "政务公开", "工作", "存在", "主要", "问题", "不足", "困难", "改进", "整改", "情况", "措施", "方面", "本年度", "年度", "本年", "全年", "今年", "目前", "当前",
	"我局", "我单位", "我镇", "我乡", "我街道", "我办", "本局", "本单位", "本机关", "本部门", "本镇", "本街道", "单位", "街道", "下一步", "需要", "应当", "此类", "上述", "相关", "有关", "任何", "发现", "内容", "事项", "打算", "方向",
	"及", "和", "与", "以及", "的", "年", "需", "其", "中", "为", "在", "也", "均", "皆", "尚", "暂", "未", "不", "无", "没有", "暂无", "没", "有", "是",
}

// noneWords are those of labelWords that say none.
var noneWords = []string{"无", "没有", "不存在", "未发现", "未存在"}

// onlyLabel reports whether a text is made of labelWords alone.
func onlyLabel(s string) bool {
	s, _ = cutNumbering(s)
next:
	for s != "" {
		for _, w := range labelWords {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s = rest
				continue next
			}
		}
		c, size := utf8.DecodeRuneInString(s)
		if isWordRune(c) && (c < '0' || c > '9') {
			return false
		}
		s = s[size:]
	}
	return true
}

// saysNone reports whether a text says that there is nothing to tell, and no more.
func saysNone(s string) bool { return containsAny(s, noneWords) && onlyLabel(s) }

// side is what a part of section five is about.
type side struct{ problems, measures bool }

// sideOf returns what a heading or a label of section five announces.
func sideOf(label string) side {
	return side{containsAny(label, []string{"问题", "不足", "困难", "短板", "差距"}), containsAny(label, []string{"改进", "整改", "措施", "下一步", "打算", "努力", "对策", "解决"})}
}

// told is what section five tells.
type told struct {
	words              bool // there are any
	problems, measures bool
	begun              bool // words of measures were found, be they of problems
	none               bool // it says that there is none
}

// checkProblems checks N-b: section five gives problems and improvements. It goes by
// the headings and labels, and by the words of the clauses where there are none.
func checkProblems(s *Subject, find func(Fault)) {
	var t told
	var under side
	for _, p := range s.passages() {
		switch {
		case p.at.section != 4:
		case p.at.field.key == "title" || p.at.field.key == "topic":
			t.words = true
			under = sideOf(p.text)
			if !onlyLabel(p.text) {
				t.clauses(p.text)
			}
		default:
			under = t.paragraph(p, under)
		}
		if t.problems && t.measures {
			return
		}
	}
	x := Fault{Path: "/problems", Place: sectionTitles[4]}
	switch {
	case !t.words:
		x.Got = "现为空白"
	case !t.problems && !t.measures && t.none:
		x.Got = "现为“无”"
	case !t.problems:
		x.Got = "没有写问题"
	case !t.measures:
		x.Got = "没有写改进情况"
	default:
		return
	}
	find(x)
}

// paragraph takes a paragraph in, which stands under a heading, and returns what the
// next stands under.
func (t *told) paragraph(p passage, under side) side {
	for sentence := range statements(p.text) {
		label, text, ok := strings.Cut(sentence, "：")
		if !ok {
			label, text, ok = strings.Cut(sentence, ":")
		}
		if label = strings.TrimLeft(label, "，, 　"); !ok || len(label) > longestHeading {
			label, text = "", sentence
		}
		if strings.IndexFunc(sentence, isWordRune) >= 0 {
			t.words = true
		}
		if label != "" {
			if of := sideOf(label); of != (side{}) {
				under = of
				if of.problems && of.measures && !onlyLabel(label) {
					t.clauses(label) // 问题主要有三个，均已整改：
				}
			} else {
				text = sentence
			}
		}
		switch {
		case strings.IndexFunc(text, isWordRune) < 0:
		case saysNone(text):
			t.none = true
		case onlyLabel(text):
			under = sideOf(text)
		case under.problems != under.measures:
			t.problems = t.problems || under.problems
			t.measures = t.measures || under.measures
			t.clauses(text)
		default:
			t.clauses(text)
		}
	}
	return under
}

// statements yields what stands between full stops and semicolons, and before and
// behind a comma that a label follows: 主要问题：无，改进情况：无.
func statements(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, comma, colon := 0, -1, false
		for i, c := range text {
			switch c {
			case '。', '；', ';', '！', '？', '\n':
				if !yield(text[start:i]) {
					return
				}
				start, comma, colon = i+len(string(c)), -1, false
			case '，', ',':
				comma = i
			case '：', ':':
				if colon && comma >= 0 {
					if !yield(text[start:comma]) {
						return
					}
					start = comma
				}
				comma, colon = -1, true
			}
		}
		yield(text[start:])
	}
}

// clauses judges the clauses of a sentence by their words. What is in no known words is a
// problem where nothing was said of measures before.
func (t *told) clauses(sentence string) {
	for clause := range strings.FieldsFuncSeq(sentence, func(c rune) bool { return strings.ContainsRune("，,、：:", c) }) {
		if saysNone(clause) { // 不存在任何问题，今后继续保持
			t.none = true
			continue
		}
		problem := containsAny(clause, problemWords)
		mark := containsAny(clause, measureMarks)
		measure := mark || containsAny(clause, toCome) || !problem && containsAny(clause, measureVerbs)
		t.measures = t.measures || mark || measure && t.problems
		t.problems = t.problems || problem || !measure && !t.begun && len(clause) >= shortestTold && !containsAny(clause, plainWords)
		t.begun = t.begun || measure
	}
}

// shortestTold is of how many bytes a clause is that tells something.
const shortestTold = 6 * len("字")
