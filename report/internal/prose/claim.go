package prose

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Reader reads what the sentences of a report say of its tables. It leaves alone what it is
// not sure of.
type Reader struct {
	Agency string // whose report it is
	Year   int
	Whole  bool // it is of a jurisdiction: 全市 is what the tables count
	// Applications says that the passage is of applications by its heading, so that 收到
	// needs no word for what was received.
	Applications bool
}

// Claim is what a passage says of figures of the tables.
type Claim struct {
	Kind   ClaimKind
	Span          // the words, with the figure
	Figure int    // index of the figure; -1 where the claim is in words
	Items  []Item // what is counted; several are added up
	Column string // key of the column; "" for the total of the row
	AtMost bool   // the tables may count more
	Other  bool   // it is of another body, of a part or of another year than the tables
	Bare   bool   // the sentence does not say whose it is
	Year   int    // that 结转 is from or to; 0 where the text names none
}

// ClaimKind is a kind of claim.
type ClaimKind uint8

// The kinds of claim.
const (
	Count   ClaimKind = iota // the figure is that of the tables
	Nothing                  // there was none, in words: 未收到申请
	AllDone                  // nothing was carried forward: 全部办结, 办结率100%
)

// Claims returns what the text says of the tables, in its order but for AllDone.
func (r Reader) Claims(t *Text) []Claim {
	if len(t.Figures) == 0 && Silent(t.words) {
		return nil
	}
	s := claimer{Reader: r, text: t, words: dictionary(), names: namesOf(r.Agency), all: r.Whole && containsAny(t.words, areaWords)}
	if r.Applications {
		s.topic = applications
	}
	for i := range t.Clauses {
		c := &t.Clauses[i]
		if i > 0 {
			s.mark(t.Clauses[i-1].Mark)
			if t.Clauses[i-1].Sentence != c.Sentence {
				s.sentence()
			}
		}
		s.tokenize(c)
		s.clause()
	}
	s.sentence()
	return s.claims
}

// Silent reports whether a text says nothing of the tables, at a glance.
func Silent(text string) bool {
	for _, s := range [...]string{"件", "未", "无", "没", "不存在", "零", "0", "办结", "完毕", "%", "％", "０"} {
		if strings.Contains(text, s) {
			return false
		}
	}
	return !strings.ContainsAny(text, "123456789")
}

// scope is whose figures a passage has.
type scope uint8

const (
	scopeNone  scope = iota // it does not say
	scopeOwn                // those of the tables
	scopeOther              // others
)

// untold is the topic of what the tables do not count.
const untold Item = "-"

// context is what earlier words mean for later ones.
type context struct {
	topic     Item  // the thing last spoken of, or what the paths of such things begin with; "" for none
	event     Item  // what became of applications, last in the sentence
	published bool  // the sentence speaks of what was published
	mixed     bool  // the sentence has figures of what the tables do not count
	narrowed  bool  // what follows may be of a part only
	total     Item  // the last figure that was no part of another
	totalAt   int   // its index, in the sentence
	several   bool  // there were others before
	left      int64 // what of it no part that the tables do not count has had
}

// token is a word, a figure, a year or unknown characters of a clause.
type token struct {
	meaning
	start, end int // in Text.words
	figure     int
	year       int
}

// outside is what stood before a bracket.
type outside struct {
	context
	words   []token // of the clause, that belong to no figure in it
	figures int     // how many there were
}

// claimer reads the clauses of a text one by one.
type claimer struct {
	Reader
	text   *Text
	words  map[rune][]word
	names  []string // of the agency
	all    bool     // the text speaks of all bodies of the jurisdiction
	tokens []token  // of the clause
	next   int      // index of the first figure behind what was read
	claims []Claim
	first  int // index of the sentence's first claim

	scope     scope
	otherYear bool
	yearSaid  bool // the sentence says that it is of this year
	context
	outside []outside // of the brackets
	before  []token   // the clause before, where it has no figure
	carried bool      // the sentence says that some are carried forward, or has a rest
	came    bool      // the sentence says how many came
	answer  int       // index of the claim behind that of Answered, of the sentence; 0 for none
	unit    string    // 件, once applications were counted so
	last    Item      // what the last figure counts; "" for what is not known
	done    []Claim   // AllDone, of the sentence
}

// mark is at the end of a clause.
func (s *claimer) mark(mark rune) {
	switch mark {
	case '（':
		s.outside = append(s.outside, outside{context: s.context, words: slices.Clone(ahead(s.tokens)), figures: s.next})
		s.before = s.before[:0]
	case '）':
		s.before = s.before[:0]
		if n := len(s.outside); n > 0 {
			o := s.outside[n-1]
			if s.context, s.outside = o.context, s.outside[:n-1]; o.figures == s.next && !adds(o.words, s.tokens) {
				s.before = append(s.before, o.words...) // 不予公开（含内部事务信息）7件
			}
		}
	case '，', '：':
		s.before = s.before[:0]
		if !hasFigure(s.tokens) {
			s.before = append(s.before, s.tokens...)
		}
	default:
		s.before = s.before[:0]
		s.came = false
	}
}

// ahead returns the words of a clause that belong to a figure behind it: all, or those that
// a list has behind its last figure.
func ahead(tokens []token) []token {
	for i := len(tokens) - 1; i >= 0; i-- {
		if tokens[i].class == number {
			return nil
		}
		if tokens[i].class == join && hasFigure(tokens[:i]) {
			return tokens[i+1:]
		}
	}
	return tokens
}

// adds reports whether words in brackets name a result that is none of that before them:
// 予以公开（含部分公开）5件.
func adds(words, bracket []token) bool {
	for _, x := range bracket {
		if x.class == outcome && !slices.ContainsFunc(words, func(w token) bool {
			return w.class == outcome && (x.item == w.item || strings.HasPrefix(string(x.item), string(w.item)+"/"))
		}) {
			return true
		}
	}
	return false
}

func hasFigure(tokens []token) bool {
	for i := range tokens {
		if tokens[i].class == number {
			return true
		}
	}
	return false
}

// sentence is at the end of a sentence.
func (s *claimer) sentence() {
	if !s.carried {
		s.claims = append(s.claims, s.done...)
	}
	s.done = s.done[:0]
	s.context = context{topic: s.topic, total: s.total, totalAt: -2, several: s.several}
	s.outside = s.outside[:0]
	s.carried, s.came, s.yearSaid, s.answer, s.first = false, false, false, 0, len(s.claims)
}

// tokenize takes a clause apart.
func (s *claimer) tokenize(c *Clause) {
	s.tokens = s.tokens[:0]
	words, figures := s.text.words, s.text.Figures
	for at, end := c.start+s.text.item(c), c.start+len(c.Words); at < end; {
		if s.next < len(figures) && figures[s.next].start == at {
			s.tokens = append(s.tokens, token{meaning: meaning{class: number}, start: at, end: figures[s.next].end, figure: s.next})
			at = figures[s.next].end
			s.next++
			continue
		}
		first, size := utf8.DecodeRuneInString(words[at:end])
		if isDigit(first) {
			x := readTime(words[at:end])
			x.start, x.end = at, at+x.end
			s.tokens = append(s.tokens, x)
			at = x.end
			continue
		}
		x := token{start: at, end: at + size}
		w, name := lookUp(s.words, words[at:end], first), s.named(words[at:end])
		if name > 0 && (w == nil || name >= len(w.text)) {
			x.class, x.end = body, at+name
		} else if w != nil {
			x.meaning, x.end = w.meaning, at+len(w.text)
		} else if n := len(s.tokens); n > 0 && s.tokens[n-1].class == unknown && s.tokens[n-1].end == at {
			s.tokens[n-1].end = x.end
			at = x.end
			continue
		}
		s.tokens = append(s.tokens, x)
		at = x.end
	}
}

// readTime reads digits that are no figure: of a year, a day or something unknown. A day
// narrows what is counted, but for the first and the last of the year.
func readTime(s string) token {
	n, i := 0, 0
	for i < len(s) && isDigit(rune(s[i])) {
		if n < 1e6 {
			n = n*10 + int(s[i]-'0')
		}
		i++
	}
	for _, day := range [...]string{"1月1日", "12月31日前", "12月31日"} {
		if strings.HasPrefix(s, day) {
			return token{meaning: meaning{class: filler}, end: len(day)}
		}
	}
	for _, unit := range [...]string{"年度", "年", "月", "日", "号", "季度"} {
		if !strings.HasPrefix(s[i:], unit) {
			continue
		}
		i += len(unit)
		if unit[:len("年")] == "年" && n >= 1000 && n <= 9999 {
			return token{meaning: meaning{class: year}, end: i, year: n}
		}
		return token{meaning: meaning{class: part}, end: i}
	}
	return token{end: i}
}

// namesOf returns what an agency is called in full: 青石县财政局, 县财政局, 财政局, 县人民政府, 县政府,
// 柳湾镇.
func namesOf(agency string) (names []string) {
	add := func(name string) {
		if utf8.RuneCountInString(name) >= 3 && !strings.HasPrefix(name, "人民政府") && !strings.HasPrefix(name, "政府") {
			names = append(names, name)
		}
	}
	for i, c := range agency {
		name := agency[i:]
		if i > 0 && !strings.ContainsRune("省市州盟县区旗", c) {
			continue
		}
		add(name)
		add(strings.Replace(name, "人民政府", "政府", 1))
		add(governed(name))
		if i > 0 {
			add(name[utf8.RuneLen(c):])
			add(governed(name[utf8.RuneLen(c):]))
		}
	}
	return names
}

// governed returns the place that a government is of, 柳湾镇 of 柳湾镇人民政府, or "".
func governed(name string) string {
	for _, government := range [...]string{"人民政府", "办事处"} {
		if place, ok := strings.CutSuffix(name, government); ok {
			return place
		}
	}
	return ""
}

// named returns how long the name of the agency is that the text begins with, or 0.
func (s *claimer) named(text string) int {
	for _, name := range s.names {
		if strings.HasPrefix(text, name) {
			return len(name)
		}
	}
	return 0
}

// isOwn reports whether unknown characters are a short name of the agency: 市文旅局.
func (s *claimer) isOwn(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(s.Agency)
	if utf8.RuneCountInString(name) < 2 || !strings.HasSuffix(name, string(last)) {
		return false
	}
	rest := s.Agency
	for _, c := range name {
		_, after, ok := strings.Cut(rest, string(c))
		if !ok {
			return false
		}
		rest = after
	}
	return true
}

// bodies are what names of bodies end with.
var bodies = []string{"局", "委", "办", "厅", "镇", "乡", "街道", "处", "院", "所", "中心", "单位", "部门", "机关", "政府", "县", "区", "市", "旗", "州", "科室", "办公室", "公司", "学校"}
