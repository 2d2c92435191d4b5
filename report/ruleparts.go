package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const article50 = "条例第五十条第（四）项"

// partRules look at the parts of the report: whether they are there, and say what
// they are to say.
var partRules = []Rule{
	{Code: "S-a", Severity: Warning, Source: notice21 + "一、（一）",
		Chinese: "总体情况应写明主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；没有写的：{got}",
		English: "section one is to tell of the five official subjects; missing: {got}",
		Example: "总体情况只有主动公开、依申请公开两个小标题",
		Check:   checkTopics},
	{Code: "S-b", Severity: Info, Source: Practice,
		Chinese: "编制依据、统计期限、联系方式应写在“一、总体情况”之前，请移过去",
		English: "basis, period and contact stand before 一、总体情况; move them there",
		Example: "一、总体情况 本报告根据《条例》编制，统计期限为……",
		Check:   checkPreamble},
	{Code: "S-c", Severity: Warning, Source: notice21,
		Chinese: "文中所列的各部分不是报告的六个部分：现为“{got}”[，缺“{want}”]；请照六个部分的标题改写",
		English: "the parts that the text names are not the six of the report: {got}[; missing: {want}]; name them by the six titles",
		Example: "全文包括总体情况、主动公开政府信息情况……等五项内容",
		Check:   checkPartsNamed},
	{Code: "N-b", Severity: Warning, Source: article50,
		Chinese: "应写明存在的主要问题和改进情况，{got}",
		English: "the section is to give the main problems and the improvements: {got}",
		Example: "存在的主要问题：无；改进情况：无。",
		Check:   checkProblems},
	{Code: "N-c", Severity: Warning, Source: "国办函〔2020〕109号；" + Practice,
		Chinese: "应写明收取信息处理费的情况，没有收取的也写明（单位为元；表二的行政事业性收费是另一回事）",
		English: "the section is to state the fees charged for processing information, none too (in yuan; 行政事业性收费 of table two is another matter)",
		Example: "六、其他需要报告的事项 无。",
		Check: func(s *Subject, find func(Fault)) {
			if n, _, _ := s.total(feeNotPaid); formFor(s.Year).fees && n <= 0 && !s.statesFee() {
				find(Fault{Path: "/other"})
			}
		}},
	{Code: "T3-h", Severity: Warning, Source: "年度报告格式（六）2；国办函〔2020〕109号",
		Chinese: "有 {got} 件因逾期不缴费不再处理，第六部分却没有写收取信息处理费的情况；请补写或核对件数",
		English: "{got} applications ended because a fee was not paid, and section six does not state the fees charged for processing information; state them, or check the figure",
		Example: "（六）2 总计 3，其他需要报告的事项写“无”",
		Check: func(s *Subject, find func(Fault)) {
			if n, at, _ := s.total(feeNotPaid); n > 0 && !s.statesFee() {
				find(Fault{Path: at.pointer, Place: at.name, Got: strconv.FormatInt(n, 10)})
			}
		}},
	{Code: "N-d", Severity: Warning, Source: article50,
		Chinese: "各级人民政府的报告还应写明工作考核、社会评议和责任追究结果情况；没有写的：{got}",
		English: "the report of a government is also to give the results of assessment, public review and accountability; missing: {got}",
		Example: "县人民政府的监督保障只写了考核",
		Check:   checkAccountability},
	{Code: "H-d", Severity: Warning, Source: article49 + "；中国社会科学院 2016 年年度报告评估：未反映全部行政区域的情况",
		Chinese: "按机关全称，这是{want}的报告，而所写的统计范围是“{got}”；请核对各表是谁的数据，改正其中之一",
		English: "by its name the report is that of {want}, and what it says of whose work is counted is {got}; see whose figures the tables have, and correct the one or the other",
		Example: "某市人民政府的报告写“涵盖了市政府办公室政府信息公开各项工作”",
		Check:   checkScope},
	{Code: "N-e", Severity: Info, Source: "地方通知（武威市 2025 年）",
		Chinese: "总体情况有 {got} 个字，超过 {want} 个字；有的地方限制篇幅，可以压缩",
		English: "section one has {got} characters, more than {want}; some offices limit its length",
		Example: "总体情况写了三千字",
		Check: func(s *Subject, find func(Fault)) {
			if n, most := s.overviewLength(), overviewLimit(s); n > most {
				find(Fault{Path: "/overview", Got: strconv.Itoa(n), Want: strconv.Itoa(most)})
			}
		}},
}

// topicWords are by what words a heading is known to be of an official subject of
// section one, whatever else it says; alone are those that a heading has, and not what
// a paragraph begins with. Below a heading of none of them, the first word tells.
var topicWords = []struct {
	topic        Topic
	words, alone []string
}{
	{TopicDisclosure, []string{"主动公开"}, []string{"公开情况", "公开内容", "信息发布", "领域信息公开", "公开信息"}},
	{TopicApplications, []string{"依申请", "申请公开", "公开申请"}, []string{"申请"}},
	{TopicManagement, []string{"信息管理", "信息资源", "信息规范管理", "信息规范化管理", "信息审查"}, []string{"管理", "审查", "审核", "规范性文件"}},
	{TopicPlatforms, []string{"平台"}, []string{"网站", "载体", "渠道", "阵地", "新媒体", "专区"}},
	{TopicSupervision, []string{"监督", "保障"}, []string{"考核", "培训", "评议", "组织领导", "责任"}},
}

// checkTopics checks S-a: section one tells of the five official subjects, each below
// a heading or in a paragraph that begins with it.
func checkTopics(s *Subject, find func(Fault)) {
	if !formFor(s.Year).topics {
		return
	}
	told := map[Topic]bool{}
	for i := range s.Overview.Subsections {
		sub := &s.Overview.Subsections[i]
		heading, known := sub.Heading(), false
		for _, t := range topicWords {
			if sub.Topic == t.topic || containsAny(heading, t.words) || containsAny(heading, t.alone) {
				known = true
				told[t.topic] = told[t.topic] || tells(sub.Paragraphs, t.topic) || len(heading) > longestHeading
			}
		}
		for _, t := range topicWords {
			told[t.topic] = told[t.topic] || !known && slices.ContainsFunc(sub.Paragraphs, func(s string) bool { return strings.Contains(s, t.words[0]) })
		}
	}
	for _, text := range s.Overview.Paragraphs {
		for head := range heads(text) {
			for _, t := range topicWords {
				told[t.topic] = told[t.topic] || containsAny(head, t.words)
			}
		}
	}
	var missing []string
	for _, t := range topics {
		if !told[t.topic] {
			missing = append(missing, t.title)
		}
	}
	if missing != nil {
		find(Fault{Path: "/overview", Got: strings.Join(missing, "、")})
	}
}

// longestHeading is of how many bytes a heading may be; what is longer has the text with it.
const longestHeading = 30 * len("字")

// tells reports whether the paragraphs say something: of applications, that there are
// none is something.
func tells(paragraphs []string, topic Topic) bool {
	return slices.ContainsFunc(paragraphs, func(s string) bool {
		return strings.IndexFunc(s, isWordRune) >= 0 && (topic == TopicApplications || !saysNone(s))
	})
}

func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }

// heads yields what a paragraph, and every numbered sentence of it, begins with.
func heads(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		first := true
		for _, s := range sentences(text) {
			head, numbered := cutNumbering(s)
			if end := strings.IndexAny(head, "。：:；;，,\n"); end >= 0 {
				head = head[:end]
			}
			if (first || numbered) && len(head) <= longestHeading && !yield(head) {
				return
			}
			first = false
		}
	}
}

// numberings are what stands before a numbered sentence, with # for a number.
var numberings = []string{"（#）", "(#)", "#是", "第#，", "#、", "#.", "#．", "#)", "#）"}

// cutNumbering cuts the number off that a sentence begins with.
func cutNumbering(s string) (rest string, numbered bool) {
	s = strings.TrimSpace(s)
	for _, n := range numberings {
		before, after, _ := strings.Cut(n, "#")
		if rest, ok := strings.CutPrefix(s, before); ok {
			digits := strings.TrimLeft(rest, "一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨")
			if rest, ok := strings.CutPrefix(digits, after); ok && len(digits) < len(s)-len(before) {
				return strings.TrimSpace(rest), true
			}
		}
	}
	return s, false
}

// sentences yields the sentences of a text and where they begin.
func sentences(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		start := 0
		for i, c := range text {
			if c == '。' || c == '\n' || c == '！' || c == '？' {
				end := i + len(string(c))
				if !yield(start, text[start:end]) {
					return
				}
				start = end
			}
		}
		if start < len(text) {
			yield(start, text[start:])
		}
	}
}

// preambleWords are by what words a sentence is known to belong to the preamble: it has
// one word of each list of a line.
var preambleWords = [][][]string{
	{{"根据", "依据", "依照", "按照"}, {"编制本", "编制此", "编制了本", "编制完成本", "制作本", "现编制", "特编制", "现公布", "现公开", "现发布", "现向社会公布", "现将", "要求编制", "规定编制", "编制而成"}, {"报告", "年报"}},
	{{"本报告", "本年度报告", "本年报", "报告中", "报告所"}, {"统计期限", "统计时限", "统计时间", "所列数据", "统计数据", "数据统计"}},
	{{"统计期限", "统计时限", "统计时间"}, {"12月31日", "12 月 31 日"}},
	{{"本报告", "本年度报告", "本年报"}, {"疑问", "电子版"}},
}

// checkPreamble checks S-b: what belongs before section one does not stand in it.
func checkPreamble(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if p.at.section != 0 || !p.at.field.paragraph() {
			continue
		}
		for _, sentence := range sentences(p.text) {
			plain := withoutNotices(sentence)
			for i, line := range preambleWords {
				// Below the subsections a report may be made as other work is.
				if (i > 0 || p.at.sub < 0) && !slices.ContainsFunc(line, func(words []string) bool { return !containsAny(plain, words) }) {
					find(Fault{Path: p.at.pointer(), Quote: strings.TrimSpace(sentence)})
					return
				}
			}
		}
	}
}

// withoutNotices takes the titles of notices out, which speak of reports, too.
func withoutNotices(s string) string {
	var rest strings.Builder
	for {
		title, after, ok := strings.Cut(s, "》")
		start := strings.Index(title, "《")
		if ok && start >= 0 && (strings.HasSuffix(title, "通知") || strings.HasSuffix(title, "格式")) {
			title = title[:start]
		}
		rest.WriteString(title)
		if s = after; !ok {
			return rest.String()
		}
	}
}

// feeNotPaid is the row of the applications that ended because a fee was not paid.
const feeNotPaid = "applications/results/other/feeNotPaid"

// Words that state the fees charged for processing information: wherever they stand, and
// in section six alone, where a sentence has one of feesOf too and speaks of no other fees.
var (
	feeWords      = []string{"处理费", "收费及减免", "收费和减免", "收费减免", "收取费用", "收取任何费用", "收取申请人"}
	feeWordsOfSix = []string{"收费", "费用", "收取"}
	notFeeWords   = []string{"行政事业性收费", "收费标准", "收费清单", "收费目录", "收费项目", "涉企收费"}
	feesOf        = []string{"信息", "申请", "公开", "未", "无", "没", "元", "0", "零"}
)

// statesFee reports whether the text says what fees were charged for processing
// information.
func (s *Subject) statesFee() bool {
	return slices.ContainsFunc(s.passages(), func(p passage) bool {
		if !strings.Contains(p.text, "费") && !strings.Contains(p.text, "收取") {
			return false
		}
		if containsAny(p.text, feeWords) {
			return true
		}
		if p.at.section != len(sectionKeys)-1 {
			return false
		}
		for _, sentence := range sentences(p.text) {
			if containsAny(sentence, feeWordsOfSix) && containsAny(sentence, feesOf) && !containsAny(sentence, notFeeWords) {
				return true
			}
		}
		return false
	})
}

// accountabilityWords are by what words a report speaks of what the Regulations ask of
// governments.
var accountabilityWords = []struct {
	label string
	words []string
}{
	{"工作考核", []string{"考核", "考评", "绩效", "测评", "评估", "评比"}},
	{"社会评议", []string{"评议", "评价", "满意", "问卷", "社会监督", "群众监督", "公众监督", "社会各界监督", "监督员", "打分"}},
	{"责任追究", []string{"追究", "追责", "问责", "约谈", "通报批评"}},
}

// checkAccountability checks N-d: a government tells of assessment, public review and
// accountability.
func checkAccountability(s *Subject, find func(Fault)) {
	if !s.Kind.government() || strings.Contains(s.Agency, "街道") { // these are no governments
		return
	}
	var missing []string
	for _, a := range accountabilityWords {
		if !slices.ContainsFunc(s.passages(), func(p passage) bool { return p.at.section >= 0 && containsAny(p.text, a.words) }) {
			missing = append(missing, a.label)
		}
	}
	if missing != nil {
		path := "/overview"
		if i := slices.IndexFunc(s.Overview.Subsections, func(sub Subsection) bool { return sub.Topic == TopicSupervision }); i >= 0 {
			path = subsectionAt{0, i}.pointer()
		}
		find(Fault{Path: path, Got: strings.Join(missing, "、")})
	}
}

// overviewLimit is how many characters section one may have.
func overviewLimit(s *Subject) int {
	if s.checker.Overview > 0 {
		return s.checker.Overview
	}
	return 1000
}

// overviewLength is how many characters section one has, without spaces.
func (r *Report) overviewLength() (n int) {
	count := func(texts ...string) {
		for _, s := range texts {
			for _, c := range s {
				if !unicode.IsSpace(c) {
					n++
				}
			}
		}
	}
	count(r.Overview.Paragraphs...)
	for i := range r.Overview.Subsections {
		count(r.Overview.Subsections[i].Heading())
		count(r.Overview.Subsections[i].Paragraphs...)
	}
	return n
}
