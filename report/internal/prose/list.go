package prose

import (
	"slices"
	"strings"
)

// List is a count, and what it is said to be made up of: 53 条，其中 2 条、5 条.
type List struct {
	Span
	Whole Figure // that which stands before the parts
	// Wholes are the counts that the parts may be of: Whole, those before it, and what
	// some of them are together.
	Wholes []int64
	Parts  []Part
	// Closed is true where nothing is left out: the list goes to the end of the sentence,
	// all of it was read, and no word says that there is more.
	Closed bool

	commas  bool // the parts are set apart by more than 、
	overlap bool // the text says that something may be in several parts
	said    bool // a word says that the parts are of what stands before
}

// Part is one of the parts of a list.
type Part struct {
	Figure
	Label string // what it counts
	Kind  string // by what the whole is taken apart: see kinds
}

// openers are the words that the parts of a count follow.
var openers = []string{
	"其中包括", "其中包含", "其中含", "其中有", "其中", "具体包括", "具体为", "具体是", "主要包括", "主要为", "主要是", "包括", "包含", "分别为", "分别是", "分为", "含",
}

// kinds are the ways to take a count apart. Parts of different kinds are those of two lists
// beside each other: by 网络、信函 and by 自然人、法人.
var kinds = []struct {
	name  string
	words []string
}{
	{openness, []string{"主动公开", "依申请公开"}},
	{"remedy", []string{"复议", "诉讼", "起诉", "应诉", "被诉", "败诉", "纠错", "投诉举报"}},
	{"proposal", []string{"人大建议", "代表建议", "人大代表", "提案"}},
	{"applicant", []string{"自然人", "个人", "公民", "法人", "商业企业", "科研机构", "公益组织", "法律服务机构", "其他组织", "律师", "企业申请"}},
	{result, resultWords},
	{stage, []string{
		"结转", "转结", "办结", "答复", "办理完毕", "回复", "在办", "未办", "正在办理", "办理中", "上年", "去年", "新收", "新增申请", "顺延", "转至", "转入", "期限内", "按期", "按时", "延期",
	}},
	{channel, []string{
		"网络", "网上", "线上", "线下", "在线", "互联网", "平台", "系统", "邮件", "邮箱", "信函", "邮寄", "信件", "来信", "当面", "现场", "窗口", "传真", "书面", "电话", "纸质",
		"来访", "网站", "微信", "微博", "公众号", "新媒体", "抖音", "视频号", "客户端", "报纸", "报刊", "电视", "广播", "公告栏", "公示栏", "政务网", "门户网", "头条",
	}},
}

// resultWords are what became of applications.
var resultWords = []string{
	"予以公开", "同意公开", "部分公开", "不予公开", "不同意公开", "无法提供", "不予处理", "其他处理", "信息不存在", "不掌握", "非本机关", "不属于", "已主动公开", "告知",
	"补正", "重复申请", "信访", "撤回", "撤销", "驳回", "国家秘密", "内部事务", "过程性", "执法案卷", "行政查询", "不存在", "不明确", "现成", "另行制作", "出版物", "三安全", "第三方", "反复申请", "确认",
}

// Names of kinds, and of that of a part which is of more than one.
const (
	openness = "openness"
	result   = "result"
	stage    = "stage"
	channel  = "channel"
	unsure   = "?"
)

// applicationUnits are what applications are counted in, thingUnits what is published.
var (
	applicationUnits = []string{"件", "宗", "份", "起", "例", "件次"}
	thingUnits       = []string{"条", "篇", "条次", "篇次"}
)

// kindOf returns the kind of a part by what it counts; "" is that of things counted by what
// they are about.
func kindOf(label, unit string) string {
	found := ""
	for _, k := range kinds {
		if !slices.Contains(applicationUnits, unit) && !(slices.Contains(thingUnits, unit) && k.name == channel) || !containsAny(label, k.words) {
			continue
		}
		switch {
		case found == "":
			found = k.name
		case found == result && k.name == stage:
			// 答复予以公开
		default:
			return unsure
		}
	}
	return found
}

var (
	// comparisons are what a figure stands behind that is no count but a difference.
	comparisons = []string{
		"同比", "环比", "比上", "比去", "比前", "比2", "比往", "较上", "较去", "较前", "较2", "较往", "增加", "减少", "增长", "上升", "下降", "降低", "增幅", "降幅", "提高", "提升", "多了", "少了", "相比", "翻",
	}
	// asides begin what is no part of the list that it stands in.
	asides = []string{
		"另", "并", "此外", "同时", "还", "共", "累计", "合计", "总计", "总共", "全年", "截至", "截止", "未发生", "未收到", "未出现", "未产生", "未因", "无因", "无行政", "无复议", "无诉讼", "没有发生", "没有收到", "均", "全部", "已全部", "不含", "不包", "比", "较", "与", "阅读", "点击", "浏览", "参与", "粉丝", "关注",
	}
	// amongThem are what the parts of a part follow.
	amongThem = []string{"其中", "当中", "之中", "信息中", "申请中", "文件中", "件中", "条中", "篇中", "分别"}
	// each multiplies what stands behind it.
	each = []string{"各", "平均", "每", "人均"}
	// acts begin a statement. In a list of things one that begins none of the things before
	// it begins another statement.
	acts = []string{
		"发布", "公布", "公开了", "公开各类", "主动公开", "及时", "制发", "制定", "印发", "出台", "举办", "召开", "开展", "收到", "受理", "接收", "接受", "接到", "编辑", "编发", "报送",
		"推送", "转载", "转发", "刊发", "撰写", "参加", "新建", "建立", "设立", "清理", "废止", "修改", "修订", "维护", "发放", "接待", "完成", "上报", "查处", "作出", "在", "通过", "向",
	}
	// dealtWith are what is done with all of a count that stands before.
	dealtWith = []string{"办结", "答复", "回复", "办理", "处理"}
	// overlapWords say that parts of a list share something.
	overlapWords = []string{"既", "又有", "重复计", "有重复", "含重复", "重叠", "交叉", "分别计算", "分别统计", "分别计", "同一", "兼有", "部分重复", "出席", "同步", "多平台", "叠加", "同时归入", "同时计入", "同时属于", "涉及多项", "涉及多类", "涉及多个"}
	// more are words by which a list is not whole.
	more = []string{"等", "主要", "重点", "例如", "比如", "譬如", "如", "特别是", "尤其", "最多", "较多", "居多", "居前", "排名", "集中在"}
)

// What is read of one text: of a text with more nothing can be said.
const (
	maxLists   = 1000
	maxClauses = 100 // of a list, and between it and the whole
	maxWholes  = 8
)

// Lists returns the counts of the text that are said to be made up of others.
func (t *Text) Lists() []List {
	if len(t.Figures) < 2 {
		return nil
	}
	var lists []List
	depths := t.depths()
	for i := range t.Clauses {
		if len(lists) == maxLists {
			break
		}
		if l, ok := t.summed(i, depths); ok {
			lists = append(lists, l)
		}
		if start, ok := t.opens(i); ok {
			if l, ok := t.list(i, start, depths); ok {
				l.said = start > t.Clauses[i].start || t.saysHow(i-1)
				if !l.said && t.marks(i) == "，" { // 办结的20件中，: what follows may be of some only
					l.Closed = false
					if slices.ContainsFunc(l.Parts, func(p Part) bool { return p.Kind != result }) {
						continue
					}
				}
				lists = append(lists, l)
			}
		}
	}
	return lists
}

// sums stand alone before what the figures before them are together.
var sums = []string{"共", "共计", "合计", "总计", "总共", "一共", "累计", "共公开", "共发布", "共计公开", "共计发布"}

// summed returns the list whose whole stands behind it, as the first figure of the clause: 政策 2
// 条、动态 5 条，共计 7 条.
func (t *Text) summed(clause int, depths []int) (l List, ok bool) {
	figures := t.figuresOf(clause)
	if len(figures) == 0 || !slices.Contains(sums, t.Before(figures[0])) || !figures[0].isInt() {
		return l, false
	}
	l = List{Whole: figures[0], Wholes: []int64{figures[0].Value}, Closed: true, said: true}
	first, ok := t.sumStart(clause, depths)
	for i := first; i < clause && ok; i++ {
		ok = t.addends(&l, i)
	}
	if !ok || len(l.Parts) < 2 || l.endsWith(l.Whole.Value) {
		return l, false // 收到12件，办结9件、退回2件，共11件
	}
	l.overlap = t.overlaps(first, clause)
	l.Span = Span{l.Parts[0].Start, l.Whole.End}
	return l, true
}

// sumStart returns the first clause that a sum may have parts in; ok is false where another sum
// stands before it.
func (t *Text) sumStart(clause int, depths []int) (first int, ok bool) {
	first = clause
	for first > 0 && clause-first < maxClauses && depths[first-1] == depths[clause] && !strings.ContainsAny(t.marks(first), "（）：") &&
		t.Clauses[first-1].Sentence == t.Clauses[clause].Sentence {
		first--
		if before := t.figuresOf(first); len(before) > 0 && slices.Contains(sums, t.Before(before[0])) {
			return 0, false
		}
	}
	return first, true
}

// addends adds the parts of a sum that a clause has; ok is false where it is none of a sum.
func (t *Text) addends(l *List, clause int) (ok bool) {
	words, from := t.Clauses[clause].Words, t.Clauses[clause].start
	if containsAny(words, openers) || containsAny(words, amongThem) || containsAny(words, comparisons) {
		return false
	}
	for _, f := range t.figuresOf(clause) {
		p := Part{Figure: f, Label: unjoined(t.words[from:f.start])}
		from = f.end
		if f.Unit != l.Whole.Unit || !f.isInt() || p.Label == "" || containsAny(p.Label, each) || slices.Contains(sums, p.Label) {
			return false
		}
		if p.Kind = kindOf(p.Label, p.Unit); p.Kind == unsure {
			return false
		}
		l.Closed = l.Closed && !containsAny(p.Label, more)
		l.add(p)
	}
	l.Closed = l.Closed && !strings.HasSuffix(words, "等")
	return true
}

func (l *List) add(p Part) {
	l.commas = l.commas || len(l.Parts) > 0 && p.Clause != l.Parts[len(l.Parts)-1].Clause
	l.Parts = append(l.Parts, p)
}

// endsWith reports whether the last parts are the sum, or one is more.
func (l List) endsWith(whole int64) bool {
	var sum int64
	for i := len(l.Parts) - 1; i >= 0; i-- {
		if sum += l.Parts[i].Value; sum == whole || l.Parts[i].Value > whole {
			return true
		}
	}
	return false
}

// depths returns how many brackets each clause stands in.
func (t *Text) depths() []int {
	depths := make([]int, len(t.Clauses))
	depth := 0
	for i, c := range t.Clauses {
		if i > 0 && c.Sentence != t.Clauses[i-1].Sentence {
			depth = 0
		}
		for _, mark := range t.marks(i) {
			switch mark {
			case '（':
				depth++
			case '）':
				depth = max(depth-1, 0)
			}
		}
		depths[i] = depth
	}
	return depths
}

// marks are what stands between a clause and that before it.
func (t *Text) marks(clause int) string {
	switch clause {
	case 0:
		return t.words[:t.Clauses[0].start]
	case len(t.Clauses):
		return ""
	}
	before := t.Clauses[clause-1]
	return t.words[before.start+len(before.Words) : t.Clauses[clause].start]
}

// opens reports whether the parts of a count follow in a clause, and from where in words on.
func (t *Text) opens(i int) (start int, ok bool) {
	c := t.Clauses[i]
	for _, w := range openers {
		at := strings.Index(c.Words, w)
		if at < 0 {
			continue
		}
		at += c.start
		if at == c.start || strings.HasPrefix(w, "其中") || t.figureEnds(i, at) {
			return at + len(w), true
		}
	}
	if i == 0 || t.Clauses[i-1].Sentence != c.Sentence {
		return 0, false
	}
	before := t.Clauses[i-1]
	mark := t.marks(i)
	end := before.start + len(before.Words)
	if t.saysHow(i-1) && i > 1 && t.marks(i-1) == "，" { // 收到20件，按申请方式分，网上12件
		return c.start, t.figureEnds(i-2, t.Clauses[i-2].start+len(t.Clauses[i-2].Words))
	}
	if mark == "，" && strings.HasSuffix(before.Words, "中") { // 办结的20件中，予以公开8件
		return c.start, t.figureEnds(i-1, end-len("中")) || t.figureEnds(i-1, end-len("申请中"))
	}
	return c.start, (mark == "：" || mark == "（") && t.figureEnds(i-1, end)
}

// saysHow reports whether a clause only says how a count is taken apart: 按申请方式分.
func (t *Text) saysHow(clause int) bool {
	if clause < 0 || len(t.figuresOf(clause)) > 0 {
		return false
	}
	words := t.Clauses[clause].Words
	return hasPrefix(words, []string{"按", "从", "就"}) && hasSuffix(words, []string{"分", "看", "划分", "分类", "统计", "区分"})
}

// figureEnds reports whether a figure of the clause ends at the place in words.
func (t *Text) figureEnds(clause, at int) bool {
	return slices.ContainsFunc(t.figuresOf(clause), func(f Figure) bool { return f.end == at })
}

// figuresOf returns the figures of a clause.
func (t *Text) figuresOf(clause int) []Figure {
	first, _ := slices.BinarySearchFunc(t.Figures, clause, func(f Figure, c int) int { return f.Clause - c })
	last := first
	for last < len(t.Figures) && t.Figures[last].Clause == clause {
		last++
	}
	return t.Figures[first:last]
}

// list reads the list whose parts begin in the clause, at the place in words.
func (t *Text) list(first, start int, depths []int) (l List, ok bool) {
	l.Closed = true
	t.readParts(&l, first, start, depths)
	if len(l.Parts) == 0 || !t.wholes(&l, first, start, depths) {
		return l, false
	}
	l.overlap = t.overlaps(first, l.Parts[len(l.Parts)-1].Clause)
	l.Span = Span{l.Whole.Start, l.Parts[len(l.Parts)-1].End}
	return l, l.Span.End > l.Span.Start
}

// overlaps reports whether the clauses, or those just behind them, say that something may be in
// several parts.
func (t *Text) overlaps(first, last int) bool {
	for i := first; i < min(len(t.Clauses), last+4) && t.Clauses[i].Sentence == t.Clauses[first].Sentence; i++ {
		if containsAny(t.Clauses[i].Words, overlapWords) {
			return true
		}
	}
	return false
}

// wholes finds what the parts are of.
func (t *Text) wholes(l *List, first, start int, depths []int) bool {
	sentence := t.Clauses[first].Sentence
	unit := l.Parts[0].Unit
	var candidates []Figure
	near := true // the figure nearest to the parts was not seen yet
	behind, _ := slices.BinarySearchFunc(t.Figures, start, startsAt)
	for n := behind - 1; n >= max(behind-maxClauses, 0) && len(candidates) < maxWholes; n-- {
		f := t.Figures[n]
		if f.end > start || depths[f.Clause] > depths[first] {
			continue
		}
		if s := t.Clauses[f.Clause].Sentence; s != sentence {
			// 。其中 is about the sentence before.
			if len(candidates) > 0 || s < sentence-1 || !near || !strings.HasPrefix(t.Clauses[first].Words, "其中") {
				break
			}
			sentence = s
		}
		if f.Unit == "%" || f.Unit == "" || containsAny(t.clauseAround(f), comparisons) {
			continue
		}
		if near && f.Unit != unit || f.Unit == unit && !f.isInt() {
			return false
		}
		near = false
		if f.Unit == unit {
			candidates = append(candidates, f)
		}
		if depths[first] > depths[f.Clause] {
			break // in brackets: what stands before them
		}
	}
	if len(candidates) == 0 {
		return false
	}
	if sentence != t.Clauses[first].Sentence && slices.ContainsFunc(candidates, func(f Figure) bool { return f.Value != candidates[0].Value }) {
		return false // of which of them the next sentence speaks is not clear
	}
	l.Whole = candidates[0]
	// 收到 10 件，上年结转 2 件，其中; but not 收到 10 件，办结 10 件，其中.
	together := !containsAny(t.clauseAround(l.Whole), dealtWith)
	var sum int64
	for i, f := range candidates {
		l.Wholes = append(l.Wholes, f.Value)
		if sum += f.Value; i > 0 && together {
			l.Wholes = append(l.Wholes, sum)
		}
	}
	return true
}

func startsAt(f Figure, at int) int { return f.start - at }

// clauseAround returns the part of the clause of a figure that is about it: from the figure
// before it on.
func (t *Text) clauseAround(f Figure) string {
	from := t.Clauses[f.Clause].start
	if i, _ := slices.BinarySearchFunc(t.Figures, f.start, startsAt); i > 0 && t.Figures[i-1].Clause == f.Clause {
		from = t.Figures[i-1].end
	}
	return t.words[from:f.end]
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// Excess returns what the parts of one kind are together where that is more than they can
// be parts of. What is published on several channels may be counted on each, and things of
// which the first are the whole may be those of two lists: maybe is true of both.
func (l List) Excess() (sum int64, over, maybe bool) {
	if l.overlap || l.inTwo() || !l.said && slices.ContainsFunc(l.Parts, func(p Part) bool { return p.Value > l.most() }) {
		return 0, false, false // 13个（村级延伸点120个）
	}
	for i, p := range l.Parts {
		if slices.ContainsFunc(l.Parts[:i], func(q Part) bool { return q.Kind == p.Kind }) {
			continue
		}
		var values []int64
		distinct := true
		for _, q := range l.Parts[i:] {
			if q.Kind == p.Kind {
				values = append(values, q.Value)
				distinct = distinct && containsAny(q.Label, exclusive)
			}
		}
		if i > 0 && len(values) == 1 {
			continue // may begin another statement
		}
		if sum = total(values); sum > l.most() && (distinct || !l.explained(values, p.Kind)) {
			several := p.Kind == channel && slices.Contains(thingUnits, p.Unit) && len(values) > 1
			return sum, true, several || p.Kind == "" && (l.begins(values) || slices.Contains(values, l.Whole.Value))
		}
	}
	return 0, false, false
}

// exclusive are results of which an application has one.
var exclusive = []string{"予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"}

// Shortage returns what the parts are together where that is less than the whole, though
// all parts seem to be named.
func (l List) Shortage() (sum int64, short bool) {
	for i, p := range l.Parts {
		if i > 0 && (p.Kind != l.Parts[0].Kind && p.thing() != l.Parts[0].thing()) {
			return 0, false
		}
		sum += p.Value
	}
	if !l.Closed || l.most() > l.Whole.Value || len(l.Parts) < 2 {
		return 0, false
	}
	// Two of many are named as examples; most of them are thought to be all.
	share := int64(5)
	if len(l.Parts) == 2 {
		share = 8
	}
	return sum, sum < l.Whole.Value && sum*10 >= l.Whole.Value*share
}

// thing reports whether the part is counted by what it is about, or where it was published.
func (p Part) thing() bool { return p.Kind == "" || p.Kind == channel }

// most is the most that the parts may be together.
func (l List) most() int64 { return slices.Max(l.Wholes) }

// inTwo reports whether the parts are those of the whole taken apart in several ways, one behind
// the other: 30件，其中建议18件、提案12件，A类20件、B类10件.
func (l List) inTwo() bool {
	sum, lists := int64(0), 0
	for _, p := range l.Parts {
		if sum += p.Value; sum == l.Whole.Value {
			sum, lists = 0, lists+1
		}
	}
	return sum == 0 && lists > 1
}

// begins reports whether the first of the values are a whole.
func (l List) begins(values []int64) bool {
	var sum int64
	for _, v := range values {
		if sum += v; slices.Contains(l.Wholes, sum) {
			return true
		}
	}
	return false
}

// explained reports whether parts of a kind, that are more than the whole, are a list of it
// with something behind, or parts with parts of theirs.
func (l List) explained(values []int64, kind string) bool {
	for i := range values {
		if kind == "" && (i > 0 || !l.commas) {
			break
		}
		if l.begins(values[i:]) {
			return true
		}
	}
	all := total(values)
	for i, v := range values {
		var sum int64
		for n, part := range values[i+1:] {
			if sum += part; sum == v && (kind != "" && all-sum <= l.most() || n > 0 && slices.Contains(l.Wholes, all-sum)) {
				return true
			}
		}
	}
	return false
}

func total(values []int64) (sum int64) {
	for _, v := range values {
		sum += v
	}
	return sum
}
