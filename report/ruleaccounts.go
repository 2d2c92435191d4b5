package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// accountRules compare the figures of the text with one another and with last year's.
var accountRules = []Rule{
	{Code: "N-g", Severity: Warning, Source: formText,
		Chinese: "文字前后不一致：新收与上年结转之和为 {got}，办结与结转下年之和为 {want}；请核对这四个数",
		English: "the text contradicts itself: new and carried in are {got}, done and carried forward {want}; check the four figures",
		Example: "新收78件，上年结转3件，办结75件，结转下年3件",
		Check:   checkToldBalance},
	{Code: "N-l", Severity: Warning, Source: notice21 + "：内容应准确",
		Chinese: "各部分相加为 {got}，总数为 {want}，相差 {difference}：“{quote}”；请核对，只列了一部分的写明“等”",
		English: "the parts add up to {got}, the whole is {want}, {difference} apart: {quote}; check them, and say 等 where not all are named",
		Example: "共53条，其中甲2条、乙5条、丙43条、丁4条",
		Check:   checkParts},
	{Code: "N-m", Severity: Info, Source: "百分比按四舍五入计算（填报惯例）",
		Chinese: "“{quote}”：占比应为 {want}，文中为 {got}",
		English: "{quote}: the share is to be {want}; the text has {got}",
		Example: "共50件，其中自然人40件，占70%",
		Check:   checkShares},
	{Code: "N-n", Severity: Warning, Source: "年度报告格式：表三第二项、第四项",
		Chinese: "“{quote}”中的年份是 {got}，应为 {want}",
		English: "{quote} names {got}; it is to be {want}",
		Example: "2023年的报告写“2件结转至2023年办理”",
		Check:   checkCarriedYears},
	{Code: "N-o", Severity: Warning, Source: notice21 + "：内容应准确",
		Chinese: "“{quote}”：按上年报告的表格应为{want}，文中为{got}",
		English: "{quote}: by the tables of last year's report it is {want}; the text has {got}",
		Example: "收到申请2件，比上年增加1件；上年报告为2件",
		Check:   checkChanges},
	{Code: "N-p", Severity: Info, Source: notice21 + "：内容不得雷同、敷衍",
		Chinese: "总体情况像是套话：{got}；请写本机关这一年做了什么、有多少",
		English: "section one reads like boilerplate: {got}; say what the agency did this year, and how much of it",
		Example: "部分地区开通了在线申请平台",
		Check:   checkBoilerplate},
}

// checkToldBalance checks N-g: what a passage says is new and was carried in is what it says was
// done and is carried forward.
func checkToldBalance(s *Subject, find func(Fault)) {
	passages := s.passages()
	for i := range passages {
		p := &passages[i]
		if !containsAny(p.text, carryWords) || s.form() == nil {
			continue
		}
		if b := s.toldBalance(p); !b.holds() {
			x := Fault{Path: p.at.pointer(), Place: p.at.place(s.Report), Quote: p.text[b.start:b.end], Got: sumOfTwo(b.came[0].n, b.over[0]), Want: sumOfTwo(b.done[0].n, b.left[0])}
			find(x)
		}
	}
}

func sumOfTwo(a, b int64) string { return fmt.Sprintf("%d＋%d＝%d", a, b, a+b) }

// balance are the figures that a passage has for the four sides of the balance of table three.
type balance struct {
	came, done []toldCount
	over, left []int64
	apart      bool    // what was carried in is told to be done by itself
	others     []int64 // what else the passage counts
	start, end int     // of the words
}

// toldCount is a figure that may be another than the row: loose says by how much it may be less.
type toldCount struct {
	n     int64
	whole bool  // 收到: it may have what was carried in already
	loose int64 // 答复: it may leave out so many
}

// toldBalance reads the figures of the balance in a passage.
func (s *Subject) toldBalance(p *passage) (b balance) {
	b.start = len(p.text)
	var carried []int64
	var handled []toldCount
	total := func(paths ...string) int64 {
		n, _, _ := s.sum(rows(paths...), "")
		return n
	}
	for _, c := range s.claims(p) {
		if c.Other || len(c.Items) != 1 || c.Column != "" || c.Kind == prose.AllDone {
			continue
		}
		n := int64(0)
		if c.Kind == prose.Count {
			n = p.figures().Figures[c.Figure].Value
		}
		switch c.Items[0] {
		case prose.New:
			if c.Kind == prose.Nothing {
				continue
			}
			b.came = append(b.came, toldCount{n: n})
		case prose.Arrived, prose.Accepted:
			// What the tables have for it tells what it is.
			isNew := n == total(received) && total(carriedOver) > 0
			b.came = append(b.came, toldCount{n: n, whole: !isNew})
		case prose.Handled:
			handled = append(handled, toldCount{n: n, whole: true})
		case prose.Answered:
			b.done = append(b.done, toldCount{n: n, loose: total(notProcessed, otherResults)})
		case prose.Closed:
			b.done = append(b.done, toldCount{n: n})
		case prose.CarriedOver:
			b.over = append(b.over, n)
			behind, _, _ := strings.Cut(strings.NewReplacer("。", "，", "；", "，").Replace(p.text[c.End:]), "，")
			b.apart = b.apart || containsAny(behind, []string{"办结", "答复", "办理完", "处理完"})
		case prose.CarriedForward:
			b.left = append(b.left, n)
		case prose.Carried:
			carried = append(carried, n)
		default:
			continue
		}
		b.start, b.end = min(b.start, c.Start), max(b.end, c.End)
	}
	for i, c := range s.claimsByFigure(p) {
		n, ok := p.figures().Figures[i].Int()
		if ok && (c == nil || strings.HasPrefix(string(c.Items[0]), results)) {
			b.others = append(b.others, n)
		}
	}
	if len(b.left) == 0 && len(b.over) > 0 {
		b.left = carried
	}
	if len(b.came) == 0 {
		b.came = handled
	}
	return b
}

// claimsByFigure returns what the passage's figures count, nil for what is not known.
func (s *Subject) claimsByFigure(p *passage) []*prose.Claim {
	counts := make([]*prose.Claim, len(p.figures().Figures))
	claims := s.claims(p)
	for i := range claims {
		if c := &claims[i]; c.Kind == prose.Count && c.Figure >= 0 {
			counts[c.Figure] = c
		}
	}
	return counts
}

// mostSides is how many figures a side of a balance may have that can be compared.
const mostSides = 6

// holds reports whether the balance holds, or not all of its four sides are there.
func (b balance) holds() bool {
	if len(b.came) == 0 || len(b.over) == 0 || len(b.done) == 0 || len(b.left) == 0 {
		return true
	}
	if max(len(b.came), len(b.over), len(b.done), len(b.left)) > mostSides {
		return true
	}
	done := b.done
	if len(done) == 2 { // of what is new, and of what was carried in
		done = append(slices.Clone(done), toldCount{n: done[0].n + done[1].n, loose: max(done[0].loose, done[1].loose)})
	}
	for _, c := range b.came {
		for _, o := range b.over {
			for _, d := range done {
				for _, l := range b.left {
					gap := c.n + o - d.n - l
					if 0 <= gap && gap <= d.loose || gap > 0 && slices.Contains(b.others, gap) || (c.whole || b.apart) && (gap == o || o <= gap && gap <= o+d.loose) {
						return true
					}
				}
			}
		}
	}
	return false
}

// checkChanges checks N-o: what the text says of the change from the year before is that of
// the tables of both years.
func checkChanges(s *Subject, find func(Fault)) {
	if s.Last == nil || s.form() == nil || s.Last.form() == nil {
		return
	}
	last := &Subject{Report: s.Last}
	passages := s.passages()
	for i := range passages {
		p := &passages[i]
		if !containsAny(p.text, []string{"比", "较", "增", "减", "上年", "去年"}) {
			continue
		}
		counts := s.claimsByFigure(p)
		for _, change := range p.figures().Changes() {
			if change.Year != 0 && change.Year != s.Year-1 {
				continue
			}
			if c := counts[change.Of]; c != nil && !c.Other && len(c.Items) == 1 {
				if want := s.otherChange(last, *c, p.figures().Figures[c.Figure].Value, change); want != "" {
					find(Fault{
						Path: p.at.pointer(), Place: p.at.place(s.Report), Quote: p.text[change.Words.Start:change.Words.End],
						Got: changeText(change), Want: want,
					})
				}
			}
		}
	}
}

// changeText returns a change in words.
func changeText(c prose.Change) string {
	if c.Value == 0 {
		return "持平"
	}
	unit := " " + c.Unit
	if c.Unit == "%" {
		unit = c.Unit
	}
	if c.Less {
		return "减少 " + c.Number() + unit
	}
	return "增加 " + c.Number() + unit
}

// otherChange returns what the change of a count is by the tables of both years, where the
// text has another and the tables have the count.
func (s *Subject) otherChange(last *Subject, c prose.Claim, n int64, change prose.Change) (want string) {
	for _, way := range waysOf(c.Items[0]).sums {
		now, _, ok := s.sum(way, c.Column)
		before, _, ok2 := last.sum(way, c.Column)
		if !ok || now != n {
			continue
		}
		if !ok2 || before == 0 && change.Unit == "%" {
			return ""
		}
		off := now - before
		x := change
		if x.Less = off < 0; x.Unit == "%" {
			share := prose.Share{Percent: change.Figure, Part: prose.Figure{Value: max(off, -off)}}
			if share.Fits([]int64{before}) && (x.Less == change.Less || off == 0) {
				return ""
			}
			if want == "" {
				x.Value = share.Rounded(before)
				want = changeText(x)
			}
			continue
		}
		if x.Value = max(off, -off); change.Places == 0 && x.Value == change.Value && (x.Less == change.Less || off == 0) {
			return ""
		}
		if want == "" {
			want = changeText(x)
		}
	}
	return want
}

// checkParts checks N-l: the parts of a count are no more than the whole, and where
// nothing says that there are others no less.
func checkParts(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if !mayList(p.text) {
			continue
		}
		for _, l := range p.figures().Lists() {
			sum, over := l.Excess()
			short := false
			if !over {
				sum, short = l.Shortage()
			}
			if over || short {
				find(Fault{
					Path: p.at.pointer(), Place: p.at.place(s.Report), Quote: p.text[l.Start:l.End],
					Got: strconv.FormatInt(sum, 10), Want: strconv.FormatInt(l.Whole.Value, 10), Mild: short,
				})
			}
		}
	}
}

// checkShares checks N-m: a percentage is that of its part, and those of one whole are
// 100 % together, both but for rounding.
func checkShares(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if !strings.ContainsAny(p.text, "%％﹪") || !strings.Contains(p.text, "占") && !strings.ContainsAny(p.text, "（(") {
			continue
		}
		text := p.figures()
		lists := text.Lists()
		for _, shares := range text.Shares() {
			fault := func(from, to prose.Figure, got, want string) {
				find(Fault{
					Path: p.at.pointer(), Place: p.at.place(s.Report), Quote: p.text[from.Start:to.End],
					Got: got + "%", Want: want + "%",
				})
			}
			whole, wholes := shares.Whole(text, lists)
			wholes = append(append(wholes, text.Counts(shares[0].Part.Unit)...), s.applicationCounts()...)
			wrong := false
			for _, x := range shares {
				if whole > 0 && !x.Fits(wholes) {
					wrong = true
					fault(x.Part, x.Percent, x.Percent.Number(), x.Of(whole))
				}
			}
			if sum, ok := shares.Sum(whole); !wrong && !ok {
				fault(shares[0].Percent, shares[len(shares)-1].Percent, sum, "100")
			}
		}
	}
}

// applicationCounts are the totals of the tables that shares of applications may be of.
func (s *Subject) applicationCounts() (counts []int64) {
	f := s.form()
	if f == nil {
		return nil
	}
	for i := range f.tables {
		t := &f.tables[i]
		var sum int64
		for _, path := range t.balance {
			r := t.row(path)
			n := r.number(s.Tables, len(r.cols))
			sum += n
			counts = append(counts, n, sum)
		}
	}
	return counts
}

// mayList reports whether the text may have a count and its parts.
func mayList(text string) bool {
	return strings.Contains(text, "其中") || strings.Contains(text, "含") || strings.Contains(text, "包括") || strings.Contains(text, "分") || strings.ContainsAny(text, "：（:(")
}

// Words of applications that are carried over from one year to the next.
var (
	carryWords = []string{"结转", "转结", "接转", "续转", "转入", "转至", "转到", "顺延", "延续至", "延续到", "延至"}
	// carryAims stand between such a word and the year that an application is carried to.
	carryAims = []string{"至", "到", "入", "于", "为", "给", "在"}
	// carryEnds are what is done with it in that year.
	carryEnds = []string{"继续", "办理", "办结", "答复", "处理", "完成", "再"}
	// carriedThings are what is carried over, and stand between a year and such a word.
	carriedThings = []string{"年度", "度", "的", "）", ")", "未", "办结", "新", "受理", "收到", "收", "政府信息公开", "申请", "、", "并", "后", "尚", " "}
	// earlierWords say that it came from the year before, or may have.
	earlierWords = []string{"上年", "上一年", "上一个年", "去年", "往年", "前一年", "历年", "以前年", "含", "包括", "从", "自", "由"}
	// otherCarried are things that are carried over as applications are.
	otherCarried = []string{"资金", "预算", "决算", "经费", "结余", "万元", "拨款", "指标", "期限", "时限"}
)

// checkCarriedYears checks N-n: applications are carried over from the year before the
// report's to that year, and from that year to the next.
func checkCarriedYears(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if !containsAny(p.text, carryWords) {
			continue
		}
		for sentence := range strings.FieldsFuncSeq(p.text, endsSentence) {
			if !containsAny(sentence, carryWords) || containsAny(sentence, otherCarried) {
				continue
			}
			before := ""
			for clause := range strings.FieldsFuncSeq(sentence, endsClause) {
				c, ok := readCarry(clause)
				if !ok {
					before = clause
					continue
				}
				c.earlier = c.earlier || containsAny(before, earlierWords) || yearBefore(before, s.Year)
				if got, want := c.wrongYear(s.Year); want > 0 {
					find(Fault{
						Path: p.at.pointer(), Place: p.at.place(s.Report), Quote: c.quote,
						Got: strconv.Itoa(got) + " 年", Want: strconv.Itoa(want) + " 年",
					})
				}
				before = ""
			}
		}
	}
}

func endsSentence(r rune) bool { return strings.ContainsRune("。；;！!？?\n", r) }

func endsClause(r rune) bool { return r == '，' || r == ',' }

// carry is what a clause says of applications that are carried over: from and to which
// year, 0 where it gives none.
type carry struct {
	from, to int
	earlier  bool   // they came from the year before, or may have
	quote    string // the words that say so
}

// readCarry reads a clause; ok is false where it does not say one thing of one carrying over.
func readCarry(clause string) (c carry, ok bool) {
	verb, word := indexAny(clause, carryWords)
	if verb < 0 {
		return c, false
	}
	behind := verb + len(word)
	if next, _ := indexAny(clause[behind:], carryWords); next >= 0 {
		return c, false
	}
	c.earlier = containsAny(clause[:verb], earlierWords)
	start, end := verb, behind
	for d := range prose.Dates(clause) {
		switch {
		case d.Misprinted:
			return c, false
		case d.End <= verb && d.Month == 0 && onlyWords(clause[d.End:verb], carriedThings):
			c.from, start = d.Year, d.Start
		case d.Start < behind || c.to > 0:
		default:
			rest := strings.TrimLeft(clause[d.End:], "度）) ")
			if !hasSuffixAny(strings.TrimRight(clause[:d.Start], " （("), carryAims) && !hasPrefixAny(rest, carryEnds) {
				break // 结转2022年3件: from that year, or to it
			}
			c.to, end = d.Year, d.End
			c.earlier = c.earlier || strings.Contains(rest, "的") // 结转至2023年办理的3件
		}
	}
	c.quote = clause[start:end]
	return c, true
}

// yearBefore reports whether the text names a year before the one.
func yearBefore(text string, year int) bool {
	for d := range prose.Dates(text) {
		if 0 < d.Year && d.Year < year {
			return true
		}
	}
	return false
}

// wrongYear returns the year that is wrong in a report of the year, and the right one;
// want is 0 where none is wrong or it is not clear.
func (c carry) wrongYear(year int) (got, want int) {
	switch {
	case c.from > year, c.from > 0 && c.from < year-1 && c.to > 0:
		// what was, or will be
	case c.from > 0 && c.to > 0:
		if c.to != c.from+1 {
			return c.to, c.from + 1
		}
	case c.from > 0:
		if c.from < year-1 {
			return c.from, year - 1
		}
	case c.to == 0, c.to == year+1, c.to == year && c.earlier:
	case c.to < year && c.earlier:
		return c.to, year
	default:
		return c.to, year + 1
	}
	return 0, 0
}

// Words of one who looks on from outside: some of those that are many.
var (
	someWords = []string{"大部分", "部分", "一些", "有些", "大多数", "多数", "许多", "不少"}
	manyWords = []string{"地区", "地方", "部门", "单位", "机关", "行政机关", "政府部门", "基层"}
	// leadWords may stand before them.
	leadWords = []string{"但", "而", "目前", "同时", "此外", "例如", "如", "还有", " ", "　"}
)

// leastOverview is the length from which a section one can be boilerplate, in characters.
const leastOverview = 20

// checkBoilerplate checks N-p: section one is about the agency itself, and has figures.
func checkBoilerplate(s *Subject, find func(Fault)) {
	var fault Fault
	bystanders, figures, length := 0, false, 0
	for _, p := range s.passages() {
		if p.at.section != 0 || !p.at.field.paragraph() || strings.TrimSpace(p.text) == "" {
			continue
		}
		length += utf8.RuneCountInString(p.text)
		figures = figures || strings.ContainsAny(p.text, "0123456789０１２３４５６７８９")
		for clause := range strings.FieldsFuncSeq(p.text, func(r rune) bool { return endsSentence(r) || endsClause(r) }) {
			if words := bystander(clause); words != "" {
				if bystanders++; bystanders == 1 {
					fault = Fault{Path: p.at.pointer(), Place: p.at.place(s.Report), Quote: words, Got: "“" + words + "”"}
				}
			}
		}
	}
	switch {
	case bystanders > 1, bystanders > 0 && (s.Kind == BodyDepartment || s.Kind == BodyTownship):
		find(fault)
	case length >= leastOverview && !figures:
		find(Fault{Path: "/" + sectionKeys[0], Got: "没有一个数字"})
	}
}

// bystander returns the words that a clause begins with where they are those of a bystander.
func bystander(clause string) string {
	begin := trimWords(clause, leadWords)
	for _, some := range someWords {
		rest, ok := strings.CutPrefix(begin, some)
		if !ok {
			continue
		}
		for _, many := range manyWords {
			if strings.HasPrefix(rest, many) {
				return some + many
			}
		}
		return ""
	}
	return ""
}

// trimWords cuts the words off the beginning of the text.
func trimWords(text string, words []string) string {
next:
	for _, w := range words {
		if rest, ok := strings.CutPrefix(text, w); ok {
			text = rest
			goto next
		}
	}
	return text
}

// onlyWords reports whether the text is made up of the words.
func onlyWords(text string, words []string) bool { return trimWords(text, words) == "" }

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func hasPrefixAny(text string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func hasSuffixAny(text string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// indexAny returns where the first of the words in the text begins, and which it is, or -1.
func indexAny(text string, words []string) (at int, word string) {
	at = -1
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 && (at < 0 || i < at) {
			at, word = i, w
		}
	}
	return at, word
}
