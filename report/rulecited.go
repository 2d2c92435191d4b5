package report

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// cited is a fault in what the text cites, and the rule that it is told by.
type cited struct {
	code string
	Fault
}

// citing returns the check of the rule with the code: a citation is told by one rule, D-f if it
// is misspelt, else D-d, else D-b, else D-e.
func citing(code string) func(s *Subject, find func(Fault)) {
	return func(s *Subject, find func(Fault)) {
		for _, c := range s.citations() {
			if c.code == code {
				find(c.Fault)
			}
		}
	}
}

// citations returns what is wrong in what the report cites, read once for all rules.
func (s *Subject) citations() []cited {
	if s.cited == nil {
		s.cited = []cited{}
		for _, p := range s.passages() {
			s.citationsIn(p)
		}
	}
	return s.cited
}

func (s *Subject) citationsIn(p passage) {
	if !containsAny(p.text, []string{"国办", "国务院", "年度报告", "条例", "条列"}) {
		return
	}
	told := map[string]bool{}
	tell := func(code, got, want, quote string, mild bool) {
		if key := code + got; !told[key] {
			told[key] = true
			s.cited = append(s.cited, cited{code, Fault{Path: p.at.pointer(), Got: got, Want: want, Quote: quote, Mild: mild}})
		}
	}
	s.regulations(p.text, tell)
	all := citationsOf(p.text)
	used, due := s.form(), formFor(s.Year)
	if used == nil {
		used = due
	}
	// A report may rightly cite an earlier notice beside that of its form.
	both := slices.ContainsFunc(all, func(c citation) bool { return c.number.form == used && used == due })
	for _, c := range all {
		named, number := c.title.form, c.number.form
		spelt := used.notice
		if both && number != nil {
			spelt = number.notice
		}
		switch quote := p.text[c.start:c.end]; {
		case c.number.misspelt && !c.number.mild:
			written := p.text[c.number.start:c.number.end]
			tell("D-f", written, spelt, written, false)
		case c.issuer.name != "" && !c.issuer.mild:
			tell("D-f", c.issuer.name, noticeIssuer, c.issuer.name, false)
		case named != nil && number != nil && named != number && named.from <= max(due.from, number.from):
			tell("D-d", p.text[c.title.start:c.title.end], due.title+"（"+due.notice+"）", quote, false)
		case number != nil && s.form() != nil && number != used && !both:
			tell("D-b", number.notice, used.notice, quote, false)
		case named != nil && named.from < due.from && !both:
			tell("D-e", p.text[c.title.start:c.title.end], due.notice, quote, false)
		case c.number.misspelt:
			written := p.text[c.number.start:c.number.end]
			tell("D-f", written, spelt, written, true)
		case c.issuer.name != "":
			tell("D-f", c.issuer.name, noticeIssuer, c.issuer.name, true)
		}
	}
}

const (
	noticeIssuer = "国务院办公厅政府信息与政务公开办公室"
	noticePrefix = "国办公开办函"
)

// citation is where the text cites a notice of the form: by title, by number, or both.
type citation struct {
	start, end int
	title      noticeTitle
	number     noticeNumber
	issuer     issuer
}

// noticeTitle is the title of a notice, or the name of the form.
type noticeTitle struct {
	start, end int
	form       *form // nil for none
}

// noticeNumber is the number of a notice: 国办公开办函〔2021〕30号.
type noticeNumber struct {
	start, end     int
	prefix         string
	form           *form // whose notice it is; nil for another's
	misspelt, mild bool
}

// citationsOf returns the citations of the text, in its order.
func citationsOf(text string) (all []citation) {
	numbers := noticeNumbers(text)
	taken := make([]bool, len(numbers))
	for _, t := range noticeTitles(text) {
		c := citation{start: t.start, end: t.end, title: t}
		// Its number stands behind it, or else before.
		i, _ := slices.BinarySearchFunc(numbers, t.end, func(n noticeNumber, end int) int { return n.start - end })
		if i == len(numbers) || !onlyOf(text[t.end:numbers[i].start], betweenTitleAndNumber) {
			i--
			if i >= 0 && (numbers[i].end > t.start || !onlyOf(text[numbers[i].end:t.start], betweenNumberAndTitle)) {
				i = -1
			}
		}
		if i >= 0 && !taken[i] {
			taken[i] = true
			n := numbers[i]
			if n.form == nil { // as that of a notice of the form it can only be misspelt
				n.misspelt, n.mild = true, false
			}
			c.number, c.start, c.end = n, min(c.start, n.start), max(c.end, n.end)
		}
		c.issuer = issuerOf(text[:t.start], c.number.form != nil)
		if !toldOf(text, c.start, c.end) && !(c.issuer.local && c.number.form == nil) {
			all = append(all, c)
		}
	}
	for i, n := range numbers {
		if !taken[i] && n.form != nil && (strings.Contains(n.prefix, "公") || speaksOfForm(text, n)) && !toldOf(text, n.start, n.end) {
			all = append(all, citation{start: n.start, end: n.end, number: n})
		}
	}
	slices.SortStableFunc(all, func(a, b citation) int { return a.start - b.start })
	return all
}

// noticeTitles finds the titles of the notices and the names of the forms.
func noticeTitles(text string) (all []noticeTitle) {
	const word = "年度报告"
	for start := range indexes(text, word) {
		at := start + len(word)
		t := noticeTitle{start: start}
		for _, f := range editions {
			before, after, _ := strings.Cut(f.cited, word)
			if f.cited != "" && strings.HasSuffix(text[:start], before) && strings.HasPrefix(text[at:], after) {
				t = noticeTitle{start - len(before), at + len(after), f}
			}
		}
		if t.form == nil {
			continue
		}
		for _, f := range editions {
			rest := strings.TrimLeft(text[t.end:], "》〉>”（(〈< ")
			if f.trial != "" && strings.HasPrefix(rest, f.trial) {
				t.form, t.end = f, len(text)-len(rest)+len(f.trial)
				if r, size := utf8.DecodeRuneInString(text[t.end:]); strings.ContainsRune("）)〉>", r) {
					t.end += size
				}
			}
		}
		all = append(all, t)
	}
	return all
}

// noticeNumbers finds the numbers of documents of the General Office of the State Council, and
// those of notices of the form that have lost the first character or two.
func noticeNumbers(text string) (all []noticeNumber) {
	for i := range indexes(text, stateOffice) {
		if n, ok := readNoticeNumber(text, i); ok {
			all = append(all, n)
		}
	}
	for i := range indexes(text, "公开办函") {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == '国':
			i -= size
		case unicode.Is(unicode.Han, r): // whole, or of another office
			continue
		}
		if n, ok := readNoticeNumber(text, i); ok && n.form != nil {
			all = append(all, n)
		}
	}
	slices.SortFunc(all, func(a, b noticeNumber) int { return a.start - b.start })
	return all
}

const stateOffice = "国办"

// indexes returns where the word stands in the text.
func indexes(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; at += len(word) {
			i := strings.Index(text[at:], word)
			if at += i; i < 0 || !yield(at) {
				return
			}
		}
	}
}

// readNoticeNumber reads the number that begins at the byte, however it is spelt.
func readNoticeNumber(text string, at int) (n noticeNumber, ok bool) {
	const (
		longest     = 10 // characters of what stands before the year
		opening     = "〔﹝[［(（【〖〈<「{"
		closing     = "〕﹞]］)）】〗〉>」}"
		proper      = "〔〕﹝﹞"
		acceptable  = proper + "[]［］()（）" // where a keyboard has no others
		digitsAYear = 4
	)
	n.start = at
	for range longest {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		at += size
	}
	n.prefix = text[n.start:at]
	r := numberReader{text, at}
	open, year := r.one(opening), r.digits()
	unit, shut := r.one("年"), r.one(closing)
	unit = max(unit, r.one("年")) // 〔2019〕年60号
	ordinal, number := r.one("第"), r.digits()
	end := r.one("号")
	n.end = r.at
	if len(year) > digitsAYear && number == "" { // 〔202130号
		year, number, shut = year[:digitsAYear], year[digitsAYear:], 0
	}
	if len(year) != digitsAYear || number == "" || len(number) > 3 {
		return n, false
	}
	for _, f := range editions {
		if strings.HasSuffix(f.notice, "〔"+year+"〕"+number+"号") {
			n.form = f
		}
	}
	within := func(set string) bool { return strings.ContainsRune(set, open) && strings.ContainsRune(set, shut) }
	n.misspelt = n.prefix != noticePrefix || !within(proper) || unit != 0 || ordinal != 0 || end == 0
	n.mild = n.prefix == noticePrefix && within(acceptable) && unit == 0
	return n, true
}

// numberReader reads marks and digits, with spaces anywhere.
type numberReader struct {
	text string
	at   int
}

func (m *numberReader) next() (r rune, size int) {
	for {
		r, size = utf8.DecodeRuneInString(m.text[m.at:])
		if r != ' ' && r != '\u3000' && r != '\u00A0' {
			return r, size
		}
		m.at += size
	}
}

// one reads one of the characters, or returns 0.
func (m *numberReader) one(set string) rune {
	r, size := m.next()
	if size == 0 || r == utf8.RuneError || !strings.ContainsRune(set, r) {
		return 0
	}
	m.at += size
	return r
}

func (m *numberReader) digits() string {
	var all []byte
	for {
		r, size := m.next()
		d, ok := prose.Digit(r)
		if _, chinese := prose.ChineseDigit(r); !ok || chinese || len(all) > 8 {
			return string(all)
		}
		all = append(all, byte('0'+d))
		m.at += size
	}
}

// What may stand between the title of a notice and its number, and between the number and
// a title behind it.
var (
	betweenTitleAndNumber = []string{"》", "〉", ">", "＞", "”", "\"", "的通知", "通知", "（", "(", "）", ")", "，", ",", "：", ":", " ", "\u3000", "文件", "文号", "发文字号", "要求", "规定"}
	betweenNumberAndTitle = []string{
		"）", ")", "文件", "《", "〈", "<", "＜", "“", "关于印发", "印发", "发布", "中华人民共和国", "政府信息公开工作", noticeIssuer, "国务院办公厅", "的", "，", ",", " ", "\u3000", "：", ":",
	}
)

// onlyOf reports whether the text is made of the words alone.
func onlyOf(s string, words []string) bool {
	const longest = 200 // bytes
	return len(s) <= longest && onlyWords(s, words)
}

// speaksOfForm reports whether the number, which may be that of another document, is cited as
// that of the form: 按照国办发〔2021〕30号要求编制年度报告.
func speaksOfForm(text string, n noticeNumber) bool {
	before, after := sentenceAround(text, n.start, n.end)
	ofTitle := hasSuffixAny(strings.TrimRight(before, "（( "), []string{"》", "〉", ">", "通知"})
	sentence := before + after
	return !ofTitle && containsAny(sentence, []string{"年度报告", "年报", "本报告"}) && containsAny(sentence, []string{"编制", "格式", "要求"})
}

// lapsed are words of those who tell that a notice is no longer in force.
var lapsed = []string{"废止", "停止", "不再", "替代", "代替", "取代"}

// toldOf reports whether the text does not cite the notice as its own basis: it tells that the
// notice has lapsed, or cites one that forwards it.
func toldOf(text string, start, end int) bool {
	before, after := sentenceAround(text, start, end)
	return strings.Contains(before, "转发") || containsAny(before, lapsed) || containsAny(after, lapsed)
}

// issuer is who is named as having issued a notice.
type issuer struct {
	name  string // where it is not the one that did
	mild  bool   // it is so to speak
	local bool   // another body, which may have issued a notice of the same title
}

// issuerOf returns who is named before the title of a notice, which is numbered as one of the
// form or not.
func issuerOf(before string, numbered bool) (x issuer) {
	before, _ = sentenceAround(before, len(before), len(before))
	rest := trimLastWords(before, beforeTitles)
	lead := before[len(rest):]
	name := rest
	if i := strings.LastIndexFunc(rest, func(r rune) bool { return !unicode.Is(unicode.Han, r) }); i >= 0 {
		_, size := utf8.DecodeRuneInString(rest[i:])
		name = rest[i+size:]
	}
	if i := strings.LastIndex(name, "国务院"); i >= 0 {
		switch name = name[i:]; {
		case name == noticeIssuer, containsAny(lead, []string{"印发的", "发布的", "下发的", "制定的", "公布的", "统一的", "规定的"}):
		case name == "国务院办公厅", name == "国务院":
			x.name, x.mild = name, true
		case strings.HasPrefix(noticeIssuer, name): // 国务院办公厅政府信息与政务公开办
		case name == "国务院办公室", strings.Contains(name, "公开") && hasSuffixAny(name, localOffices):
			x.name = name
		}
		return x
	}
	for _, w := range [...]string{"按照", "根据", "依据", "遵循", "落实", "执行", "以及", "和", "及", "与"} {
		if _, rest, ok := strings.Cut(name, w); ok && !strings.HasPrefix(rest, "政务公开") {
			name = rest
		}
	}
	party := hasSuffixAny(name, partyOffices)
	office := !party && !strings.Contains(name, stateOffice) && hasSuffixAny(name, localOffices)
	if party || office && numbered && !strings.Contains(lead, "的") {
		x.name = name
	}
	// 《某省政府信息公开工作年度报告格式（试行）》 is the province's own.
	x.local = office || isArea(name) && !strings.ContainsAny(lead, "《〈<“")
	return x
}

var (
	partyOffices = []string{
		"省委办", "市委办", "县委办", "区委办", "州委办", "旗委办", "党委办", "省委办公厅", "市委办公厅", "市委办公室", "县委办公室", "区委办公室", "州委办公室", "旗委办公室", "党委办公室",
	}
	localOffices = []string{"办", "办公室", "办公厅", "人民政府", "政府", "领导小组"}
)

// beforeTitles are what may stand between the issuer and the title.
var beforeTitles = []string{
	"《", "〈", "<", "＜", "“", "关于印发", "印发的", "印发", "发布的", "下发的", "制定的", "公布的", "统一的", "规定的", "中华人民共和国", "政府信息公开工作", "政府信息公开", "最新", "新修订",
}

// regulations tells D-f of the Regulations, by their name, and that they are 国务院令第711号 since 2019.
func (s *Subject) regulations(text string, tell func(code, got, want, quote string, mild bool)) {
	const (
		name = "信息公开条例"
		want = "国务院令第711号"
		now  = "711"
		old  = "492"
	)
	if s.Year < 2019 {
		return
	}
	for _, x := range misnamed {
		if strings.Contains(text, x.written) {
			tell("D-f", x.written, x.name, x.written, false)
		}
	}
	for start := range indexes(text, "国务院") {
		r := numberReader{text, start + len("国务院")}
		order := r.one("令")
		ordinal := r.one("第")
		number := r.digits()
		end := r.one("号")
		if order == 0 {
			order = r.one("令")
		}
		if number == "" || number == now || order == 0 || ordinal == 0 && end == 0 {
			continue
		}
		before, after := sentenceAround(text, start, r.at)
		ofRegulations := hasSuffixAny(strings.TrimRight(before, "（( 》〉>中华人民共和国"), []string{name}) || number == old
		if !ofRegulations || strings.Contains(before+after, now) || containsAny(strings.ReplaceAll(before+after, "新修订", ""), amended) {
			continue
		}
		got := text[start:r.at]
		tell("D-f", got, want, got, false)
	}
}

// misnamed are names of the Regulations that are none.
var misnamed = []struct{ written, name string }{
	{"中华人民共和国信息公开条例", "中华人民共和国政府信息公开条例"},
	{"政府公开信息条例", "政府信息公开条例"},
	{"信息公开条列", "信息公开条例"},
}

// amended are words of those who tell of the Regulations as they were.
var amended = []string{"修订", "修正", "修改", "原《", "原条例", "旧", "2007", "2008", "废止"}
