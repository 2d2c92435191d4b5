package prose

import (
	"slices"
	"strings"
)

// sense is what some words mean together.
type sense struct {
	things   []Item
	events   []Item
	outcomes []Item
	column   string
	columns  int // how many
	years    []int

	carrying, lastYear, nextYear, decided, published bool
	all, rate, timely, ofWhich, rest, join, compared bool

	negations int
	about     bool // it says 政府信息公开
	thisYear  bool // it says 本年, 当年
	residue   bool // some of it is unknown
	part      bool // only some of what there is
	other     bool // what the tables do not count
	strange   bool // of class other
	narrow    bool // of class matter, but for information
}

// headed reports whether the words say what is counted.
func (m *sense) headed() bool {
	return len(m.things)+len(m.events)+len(m.outcomes)+m.columns > 0 || m.carrying || m.other || m.compared
}

// read adds what the tokens mean, and takes notice of whose and of which year they are.
func (s *claimer) read(m *sense, tokens []token) {
	first := len(m.years)
	carried := slices.ContainsFunc(tokens, func(x token) bool { return x.class == carry })
	for i, x := range tokens {
		switch x.class {
		case unknown, body, own, whole, inner:
			s.readWhose(m, tokens, i)
		case year:
			if m.years = append(m.years, x.year); !carried {
				s.otherYear = x.year != s.Year || m.years[first] != x.year
				s.yearSaid = !s.otherYear
			}
		case thisYear:
			if m.thisYear = true; !carried {
				s.otherYear, s.yearSaid = false, true
			}
		case manyYears:
			s.otherYear = s.otherYear || !s.yearSaid
		default:
			m.add(x, s.text.words[x.start:x.end])
		}
	}
}

// readWhose takes notice of whose the figures are by the nth token.
func (s *claimer) readWhose(m *sense, tokens []token, n int) {
	switch x, behind := tokens[n], tokens[n+1:]; x.class {
	case unknown:
		name := s.text.words[x.start:x.end]
		if s.isOwn(name) {
			s.scope = scopeOwn
			return
		}
		m.residue = true
		if hasSuffix(name, bodies) && !isSite(behind) {
			s.scope = scopeOther
		}
	case body:
		switch {
		case isSite(behind):
		case s.elsewhere(tokens[:n], x):
			s.scope = scopeOther
		default:
			s.scope = s.scopeOf(x)
		}
	case own:
		if n > 0 && tokens[n-1].class == unknown && tokens[n-1].end == x.start {
			return // 基本社会, 安全关口
		}
		s.scope = scopeOwn
		if s.Whole {
			s.scope = scopeOther
		}
	case whole:
		s.scope = scopeOther
		if s.Whole {
			s.scope = scopeOwn
		}
	case inner:
		s.scope = scopeOther
	}
}

// add adds what a token means, which is no name and no time.
func (m *sense) add(x token, words string) {
	switch x.class {
	case thing:
		m.things = append(m.things, x.item)
		m.part = m.part || m.strange || m.narrow // 来信申请, 收取费用的申请
		m.other, m.strange, m.narrow = false, false, false
	case other:
		m.other, m.strange = true, true
	case matter:
		m.other = true
		m.narrow = m.narrow || x.item != information
	case event:
		if !slices.Contains(m.events, x.item) {
			m.events = append(m.events, x.item)
		}
	case outcome:
		m.outcomes = append(m.outcomes, x.item)
	case column:
		if key := string(x.item); key != m.column {
			m.column = key
			m.columns++
		}
	case carry:
		m.carrying = true
		m.events = slices.DeleteFunc(m.events, func(x Item) bool { return x == Arrived || x == Accepted || x == Handled })
	case negation:
		if zero := words == "零"; !zero || m.negations == 0 { // 零复议、零诉讼
			m.negations++
		}
	case filler:
		m.about = m.about || strings.Contains(words, "信息公开")
	case lastYear:
		m.lastYear = true
	case nextYear:
		m.nextYear = true
	case decided:
		m.decided = true
	case published:
		m.published = true
	case all:
		m.all = true
	case rate:
		m.rate = true
	case timely:
		m.timely = true
	case ofWhich:
		m.ofWhich = true
	case rest:
		m.rest = true
	case join:
		m.join = true
	case compared:
		m.compared = true
	case part:
		m.part = true
	case channels:
		m.part = m.part && m.ofWhich
	}
}

// areaWords speak of all bodies of a jurisdiction, or of those beside its government: 县政府收到17件，
// 部门、乡镇收到78件.
var areaWords = []string{
	"全省", "全市", "全县", "全区", "全州", "全盟", "全旗", "各级",
	"部门收到", "部门新收", "部门共收到", "部门受理", "单位收到", "单位新收", "单位共收到", "单位受理",
	"街道收到", "街道新收", "街道共收到", "街道受理", "乡镇收到", "乡镇新收", "乡镇共收到", "乡镇受理", "（街道）收到", "（街道）新收", "（街道）共收到", "（街道）受理",
}

// scopeOf returns whose the figures are behind a name of the agency. In a report of a
// jurisdiction 县政府 may be all of it, or one body, as it is where the text speaks of 全县, too.
func (s *claimer) scopeOf(name token) scope {
	switch {
	case !s.all:
		return scopeOwn
	case s.inFull(name):
		return scopeNone
	case !hasFigure(s.tokens) || name.start < s.tokens[0].start: // 在县政府的领导下
		return s.scope
	}
	return scopeOther
}

// inFull reports whether a name of the agency is that which it begins with.
func (s *claimer) inFull(name token) bool {
	return strings.HasPrefix(s.Agency, s.text.words[name.start:name.end])
}

// elsewhere reports whether a name of the agency, behind the tokens, is that of a body like it in
// another place: 青石县气象局, 各县气象局, 县（市）气象局.
func (s *claimer) elsewhere(before []token, name token) bool {
	at := name.start
	if s.inFull(name) {
		return false // 云栖市青石县水利局
	}
	if n := len(before); n > 0 {
		last := before[n-1]
		return last.end == at && (last.class == inner || last.class == unknown && hasSuffix(s.text.words[last.start:at], places))
	}
	return hasSuffix(s.text.words[:at], []string{"（市）", "（区）", "（市、区）", "（县）", "（县、区）", "（旗）"})
}

// places are what names of places end with.
var places = []string{"省", "县", "区", "市", "州", "旗", "盟"}

// isSite reports whether the tokens behind a body's name are a site of it: 门户网站,
// 信息公开专栏. It says nothing of whose the figures are.
func isSite(tokens []token) bool {
	for i := range min(len(tokens), 3) {
		switch tokens[i].class {
		case part, matter:
			return true
		case filler, body:
		default:
			return false
		}
	}
	return false
}
