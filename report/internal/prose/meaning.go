package prose

import (
	"slices"
	"strings"
)

// clause reads the tokens of a clause: figure by figure, with the words before it, and those
// behind it where there are none before.
func (s *claimer) clause() {
	s.respectively()
	for i := 1; i < len(s.tokens); i++ {
		x := &s.tokens[i-1]
		if s.tokens[i].class == number && s.text.words[x.start:x.end] == "公开" && hasPrefix(s.text.words[s.tokens[i].end:], beforePartly) {
			x.meaning = meaning{outcome, resultPath + "granted"} // 公开5件、部分公开1件
		}
	}
	start := 0 // of the words before the figure
	for i := range s.tokens {
		if s.tokens[i].class != number {
			continue
		}
		end := i + 1
		for end < len(s.tokens) && s.tokens[end].class != number && s.tokens[end].class != join {
			end++
		}
		if end == i+2 && end < len(s.tokens) && s.tokens[end].class == number && s.tokens[i+1].class == event && s.tokens[len(s.tokens)-1].class == number {
			end = i + 1 // 本年9件办结7件
		}
		behind := s.figure(start, i, end)
		// What stands between this figure and the next goes with the next, but for what a list parts.
		if start = i + 1; behind || end < len(s.tokens) && s.tokens[end].class == join {
			start = end
		}
		for start < len(s.tokens) && s.tokens[start].class == join {
			start++
		}
	}
	if words := s.tokens[start:]; len(words) > 0 {
		s.wordsAlone(words, start > 0)
	}
}

// beforePartly stand behind 公开5件 where that is the first of the results.
var beforePartly = []string{"、部分公开", "，部分公开", "；部分公开"}

// respectively puts every figure of two lists behind what it counts: 行政许可、行政处罚分别为 24
// 件、203 件. What stands behind the last of what is counted is of all: 制发、废止文件.
func (s *claimer) respectively() {
	first := slices.IndexFunc(s.tokens, func(x token) bool { return x.class == number })
	if first < 3 {
		return
	}
	var figures []token
	for i, x := range s.tokens[first:] {
		switch {
		case i%2 == 0 && x.class == number:
			figures = append(figures, x)
		case i%2 == 0 || x.class != join:
			return
		}
	}
	names := s.tokens[:first]
	if last := names[first-1]; strings.HasPrefix(s.text.words[last.start:], "分别") {
		names = names[:first-1]
	}
	lists := split(names)
	const most = 20
	if len(figures) < 2 || len(figures) > most || len(lists) != len(figures) {
		return
	}
	last := lists[len(lists)-1]
	if slices.ContainsFunc(last, func(x token) bool { return x.class == matter }) {
		return // 行政许可、行政处罚信息
	}
	isThing := func(x token) bool { return x.class == thing }
	behind := slices.IndexFunc(last, isThing)
	if behind < 0 {
		behind = len(last)
	} else if slices.ContainsFunc(lists[0], isThing) {
		behind++ // 行政许可、行政处罚事项
	}
	var tokens []token
	for i, list := range lists {
		tokens = append(tokens, list...)
		if i < len(lists)-1 {
			tokens = append(tokens, last[behind:]...)
		}
		tokens = append(tokens, figures[i], token{meaning: meaning{class: join}, start: figures[i].end, end: figures[i].end})
	}
	s.tokens = tokens[:len(tokens)-1]
}

// split takes words apart where they are joined.
func split(tokens []token) (lists [][]token) {
	start := 0
	for i, x := range tokens {
		if x.class == join {
			lists = append(lists, tokens[start:i])
			start = i + 1
		}
	}
	return append(lists, tokens[start:])
}

// figure reads the figure at i, with the words from start on before it and those up to end
// behind it. It reports whether those behind it say what it counts.
func (s *claimer) figure(start, i, end int) (behind bool) {
	left, right := s.tokens[start:i], s.tokens[i+1:end]
	f := s.text.Figures[s.tokens[i].figure]
	c := Claim{Figure: s.tokens[i].figure, Span: s.text.span(s.tokens[start].start, s.tokens[i].end)}
	var m sense
	s.read(&m, left)
	if start == 0 && len(s.before) > 0 {
		var b sense
		whose, otherYear, yearSaid := s.scope, s.otherYear, s.yearSaid
		s.read(&b, s.before)
		s.scope, s.otherYear, s.yearSaid = whose, otherYear, yearSaid // those of the clause before were taken
		if !m.headed() {
			m = b
			s.read(&m, left)
			c.Start = s.text.span(s.before[0].start, s.before[0].end).Start
		} else if b.part && (b.ofWhich || strings.HasPrefix(s.text.words[s.before[0].start:], "通过")) {
			m.part = true
		}
	}
	if !m.headed() || len(m.things) == 0 && !m.other {
		var r sense
		s.read(&r, right)
		if !m.headed() && r.headed() {
			behind = true
			r.rest, r.ofWhich, r.residue, r.part = r.rest || m.rest, r.ofWhich || m.ofWhich, r.residue || m.residue, r.part || m.part
			r.timely = r.timely || m.timely
			m = r
			c.End = s.text.span(s.tokens[i].start, s.tokens[end-1].end).End
		} else {
			m.things = append(m.things, r.things...)
			m.residue, m.part, m.other = m.residue || r.residue, m.part || r.part || r.thisYear, m.other || r.other
		}
	}
	if behind && m.all && slices.Contains(m.events, Closed) {
		if n := len(m.things); n > 0 && topicOf(m.things[n-1]) == applications {
			s.topic = applications // 20件申请已全部办结
			s.allDone(&m, c)
		} else if came, ok := f.Int(); n == 0 && ok && s.came && came == s.left {
			s.allDone(&m, c) // 收到申请20件，20件均已办结
		}
		m.events = nil
	}
	s.last = ""
	topic := s.topic
	switch {
	case m.rate:
		if whole := (Share{Percent: f}); f.Exact && f.Unit == "%" && f.Value == whole.hundred() {
			s.allDone(&m, c)
		}
	case f.Unit == "%" && (m.other || m.residue || m.part) && strings.Contains(s.text.words[s.tokens[start].start:f.start], "率"):
		s.narrowed = true // 热线响应率100%，办结率100%
	case f.Unit == "%" || f.Unit == "倍" || f.Unit == "百分点" || m.compared || m.lastYear && !m.carrying:
	case m.other, s.mixed && len(m.events) == 0 && !m.carrying && topic == untold && (len(m.things) == 0 || m.things[len(m.things)-1] == applications):
		// 文件86份，其中依申请公开11份
		s.topic, s.total, s.mixed = untold, "", true
	default:
		if n := len(m.things); n > 0 {
			s.topic = topicOf(m.things[n-1])
			if start == 0 && topic == applications && s.topic.isOf(remedies) {
				s.event = "" // 收到申请9件，行政复议2件
			}
		}
		s.meaning(&m, f, c, behind)
	}
	return behind
}

// topicOf returns the topic that a thing belongs to.
func topicOf(x Item) Item {
	if strings.HasPrefix(string(x), string(applications)) {
		return applications
	}
	return x
}

// isOf reports whether the item is one of a table.
func (x Item) isOf(table string) bool { return strings.HasPrefix(string(x), table) }

// The units that what is counted may have.
const (
	unitsOfApplications = "件 件次 条 份 宗 起 例 项 个 次 人次 封 笔 条次"
	unitsOfDocuments    = "件 份 部 个 项"
	unitsOfCases        = "件 件次 宗 起 例"
)

func hasUnit(f Figure, units string) bool {
	return f.Unit == "" || slices.Contains(strings.Fields(units), f.Unit)
}

// meaning finds what the figure counts by what the words around it mean.
func (s *claimer) meaning(m *sense, f Figure, c Claim, behind bool) {
	ok := !m.residue && !m.part && m.negations == 0
	switch {
	case s.topic == untold:
		return
	case s.topic == applications || s.topic == "" && len(m.outcomes) > 0:
		s.ofApplications(m, f, c, ok && hasUnit(f, unitsOfApplications) && s.topic != "", behind)
		return
	case s.topic.isOf(remedies):
		ok = s.ofRemedies(m, f, &c, ok && hasUnit(f, unitsOfCases))
	case s.topic == Documents || s.topic == Orders:
		ok = s.ofDocuments(m, &c, ok && hasUnit(f, unitsOfDocuments))
	case s.topic == Fees:
		c.Items = []Item{Fees}
		ok = ok && len(m.things) > 0 && strings.HasSuffix(f.Unit, "元") && f.Exact
		if ok {
			s.claim(c)
		}
		return
	case s.topic.isOf(disclosure):
		ok = s.ofDecisions(m, &c, ok && hasUnit(f, unitsOfCases))
	default:
		return
	}
	_, whole := f.Int()
	if ok && (whole || f.Place > 0 && s.topic.isOf(disclosure)) {
		s.claim(c)
	} else if !ok {
		s.narrowed = true
	}
}

// claim appends a claim.
func (s *claimer) claim(c Claim) {
	c.Other = s.scope == scopeOther || s.otherYear
	c.Bare = s.scope == scopeNone
	s.claims = append(s.claims, c)
}

// sumWords stand alone before what the figures before are together.
var sumWords = []string{"共", "共计", "合计", "总计", "总共", "一共", "共有"}

// ofApplications finds what a figure of applications counts.
func (s *claimer) ofApplications(m *sense, f Figure, c Claim, ok, behind bool) {
	items, known := s.applications(m, c.Figure)
	if before := s.text.Before(f); !known && slices.Contains(sumWords, before) {
		return // 新收20件，上年结转1件，共21件
	}
	if s.unit != "" && slices.Contains([]string{"项", "条", "份"}, f.Unit) {
		ok = false // 收到申请9件，涉及20项，依申请公开信息12条
	}
	n, exact := f.Int()
	// 全年收到申请9件 begins anew what a part was spoken of before.
	anew := len(m.things) > 0 && !m.ofWhich && !behind && known && len(items) == 1 &&
		slices.Contains([]Item{New, Arrived, Accepted}, items[0])
	ok = ok && known && m.columns <= 1 && s.fits(m, items)
	if s.answer > 0 && !m.ofWhich && (!ok || len(m.outcomes) > 0) {
		s.claims[s.answer-1].AtMost = true // 答复7件，不予受理4件
	}
	if ok && s.narrowed && !anew {
		return
	}
	if anew && ok {
		s.narrowed = false
	}
	if !ok {
		s.narrowed = true
		if s.left -= n; exact && s.left == 0 {
			s.narrowed = false // the parts are all there are
		}
		return
	}
	item := items[0]
	if f.Unit == "件" {
		s.unit = f.Unit
	}
	c.Items, c.Column = items, m.column
	if m.carrying && len(m.years) > 0 {
		c.Year = m.years[0]
	}
	s.last = item
	if m.columns == 0 && !m.ofWhich && item != CarriedForward && !(item == Carried && c.Year > 0) { // of which there are no results
		s.several = s.several || s.total != "" && s.total != item
		s.total, s.left, s.totalAt = item, n, c.Figure
	}
	switch item {
	case New, Arrived, Accepted:
		s.came = true
		s.event = item
		exact = exact || f.Place > 0 // 收到申请2.15万件
	case Handled, Answered, Closed:
		s.event = item
	case Named:
		s.event = Handled
	case CarriedForward, Carried:
		s.carried = s.carried || n > 0
	}
	s.carried = s.carried || m.rest
	if exact {
		s.claim(c)
		if item == Answered || item == Handled || item == Named {
			s.answer = len(s.claims)
		}
	}
}

// fits reports whether what is said of a part can be said of what was spoken of before.
func (s *claimer) fits(m *sense, items []Item) bool {
	if m.rest {
		return len(items) == 1 && items[0] == CarriedForward
	}
	if !m.ofWhich {
		return true
	}
	if s.total == "" {
		return false
	}
	switch items[0] {
	case Arrived, Accepted, Handled, Named:
		return m.columns > 0
	case New: // 办结11件，其中新收10件
		return s.total != Closed && s.total != Answered
	}
	return s.total != CarriedOver && s.total != CarriedForward && s.total != Carried
}

// applications returns what of applications the words at a figure count.
func (s *claimer) applications(m *sense, figure int) (items []Item, ok bool) {
	switch {
	case m.carrying:
		return s.carryings(m)
	case len(m.outcomes) > 0:
		for _, x := range m.events {
			if x != Handled && x != Answered && x != Closed {
				return nil, false
			}
		}
		return outcomes(m)
	case len(m.events) > 0:
		x, ok := together(m.events)
		if m.timely && x == Closed {
			x = Answered // of those that were due
		}
		return []Item{x}, ok
	case m.columns > 0 && m.column != Citizens:
		// 新收91件，上年结转4件；自然人申请83件: of both.
		of := !s.several && s.total != CarriedOver && s.total != Carried || m.ofWhich && s.totalAt == figure-1
		return []Item{s.total}, s.total != "" && of
	case len(m.things) == 0:
		return nil, false
	case s.event == New, s.event == Arrived, s.event == Accepted:
		return []Item{s.event}, true
	case s.event == "":
		return []Item{Named}, true
	}
	return []Item{Handled}, true
}

// carryings returns from or to where 结转 is.
func (s *claimer) carryings(m *sense) ([]Item, bool) {
	from, to := m.lastYear, m.nextYear
	for _, y := range m.years {
		from, to = from || y < s.Year, to || y > s.Year
	}
	x := Carried
	switch {
	case from && to, len(m.outcomes) > 0:
		return nil, false
	case from:
		x = CarriedOver
	case to:
		x = CarriedForward
	}
	if x == CarriedOver && m.join && len(m.events) == 1 && m.events[0] == New {
		return []Item{New, CarriedOver}, true // 新收及上年结转
	}
	for _, e := range m.events {
		if e == New || x == CarriedOver && e != Handled {
			return nil, false
		}
	}
	return []Item{x}, true
}

// outcomes returns the results that the words name: one, several that are joined, or a row
// instead of the group that it is in.
func outcomes(m *sense) ([]Item, bool) {
	var items []Item
	if m.published { // 公开或部分公开
		if !m.join {
			return nil, false
		}
		items = append(items, resultPath+"granted")
	}
	for _, x := range m.outcomes {
		if !slices.Contains(items, x) {
			items = append(items, x)
		}
	}
	if len(items) == 1 || m.join && len(items) > 1 && !nested(items) {
		return items, true
	}
	if len(items) == 2 && nested(items) {
		return []Item{max(items[0], items[1])}, true // the path of the row is the longer
	}
	return nil, false
}

// nested reports whether one of the items is in another.
func nested(items []Item) bool {
	for _, x := range items {
		for _, y := range items {
			if x != y && strings.HasPrefix(string(x), string(y)+"/") {
				return true
			}
		}
	}
	return false
}

// together returns what several words for what became of applications mean as one.
func together(events []Item) (Item, bool) {
	if len(events) == 1 {
		return events[0], true
	}
	for _, x := range [...]struct {
		words [2]Item
		means Item
	}{
		{[2]Item{Handled, Answered}, Answered},
		{[2]Item{Answered, Closed}, Answered},
		{[2]Item{Handled, Closed}, Closed},
		{[2]Item{New, Arrived}, New},
		{[2]Item{New, Accepted}, New},
		{[2]Item{Arrived, Accepted}, Accepted},
		{[2]Item{Arrived, Answered}, Answered},
		{[2]Item{Accepted, Answered}, Answered},
		{[2]Item{Accepted, Closed}, Closed},
	} {
		if len(events) == 2 && slices.Contains(events, x.words[0]) && slices.Contains(events, x.words[1]) {
			return x.means, true
		}
	}
	return "", false
}

// ofRemedies finds what a figure of reviews and lawsuits counts: those that the tables have
// at least, for they count those closed in the year, and a text often those filed.
func (s *claimer) ofRemedies(m *sense, f Figure, c *Claim, ok bool) bool {
	if len(m.events) > 0 {
		s.event = m.events[len(m.events)-1]
	}
	c.Items = s.things(m, remedies)
	c.Column = m.column
	if m.about && (m.ofWhich || len(m.things) == 0 && m.columns == 0) {
		s.withdraw(remedies, len(s.claims)-1) // 行政复议26件，其中涉及政府信息公开5件
	}
	if slices.ContainsFunc(m.things, func(x Item) bool { return x.isOf(disclosure) }) {
		return false // 因行政处罚引发的行政复议3件
	}
	if len(m.things) == 0 && slices.Contains(sumWords, s.text.Before(f)) {
		return false // 直接起诉1件，复议后起诉2件，共3件
	}
	n, _ := f.Int()
	c.AtMost = n > 0 && m.column != pending
	switch m.column {
	case "", upheld, corrected, otherwise, pending:
	default:
		return false
	}
	return ok && s.event == "" && !m.decided && !m.published && !m.rest && !m.carrying && m.columns <= 1 && len(m.outcomes) == 0 &&
		(len(m.things) > 0 || !s.narrowed)
}

// withdraw takes back what was said of the table from a claim on: it was of other matters, too.
func (s *claimer) withdraw(table string, from int) {
	for i := max(from, 0); i < len(s.claims); i++ {
		s.claims[i].Other = s.claims[i].Other || s.claims[i].Items[0].isOf(table)
	}
}

// things returns the things of the table that the words name: those that are joined, or the
// last; that spoken of before where they name none.
func (s *claimer) things(m *sense, table string) (items []Item) {
	for _, x := range m.things {
		if x.isOf(table) && !slices.Contains(items, x) {
			items = append(items, x)
		}
	}
	if slices.Contains(items, Direct) || slices.Contains(items, AfterReview) { // 复议后起诉的行政诉讼
		items = slices.DeleteFunc(items, func(x Item) bool { return x == Litigation })
	}
	switch {
	case len(items) == 0:
		return []Item{s.topic}
	case !m.join:
		return items[len(items)-1:]
	}
	return items
}

// ofDocuments finds what a figure of rules and normative documents counts.
func (s *claimer) ofDocuments(m *sense, c *Claim, ok bool) bool {
	c.Items, c.Column, c.AtMost = s.things(m, disclosure), m.column, m.published
	switch m.column {
	case issued, revoked, inForce:
		return ok && m.columns == 1 && len(m.events) == 0 && !m.rest && (len(m.things) > 0 || !s.narrowed)
	}
	return false
}

// ofDecisions finds what a figure of licenses, penalties and measures counts.
func (s *claimer) ofDecisions(m *sense, c *Claim, ok bool) bool {
	verb := m.decided || len(m.events) > 0
	if len(m.events) > 0 {
		s.event = m.events[len(m.events)-1]
	}
	if verb || m.published {
		s.published = m.published
	}
	c.Items, c.AtMost = s.things(m, disclosure), s.published
	taken := s.event == "" || s.event == Handled || s.event == Closed || m.decided
	if !verb && !m.published && (s.Applications || s.came || m.ofWhich && s.total.isOf(applications)) {
		return false // 收到申请9件，其中行政处罚4件
	}
	return ok && taken && len(m.things) > 0 && m.columns == 0 && !m.rest && !m.carrying
}

// wordsAlone reads words without a figure, which stand in a clause alone or behind a figure.
func (s *claimer) wordsAlone(words []token, behind bool) {
	var m sense
	c := Claim{Figure: -1, Span: s.text.span(words[0].start, words[len(words)-1].end)}
	if len(s.before) > 0 && len(words) == 1 && words[0].class == negation && strings.HasSuffix(s.text.words[:words[0].start], "：") {
		s.read(&m, s.before) // 行政复议情况：无
		c.Start = s.text.span(s.before[0].start, s.before[0].end).Start
	}
	s.read(&m, words)
	if m.about && strings.Contains(s.text.words[words[0].start:words[len(words)-1].end], "无关") {
		s.withdraw(remedies, s.first) // 行政复议3件，均与政府信息公开无关
	}
	if n := len(m.things); n > 0 {
		s.topic = topicOf(m.things[n-1])
		if s.topic == Documents || s.topic == Orders {
			s.narrowed = m.residue || m.part
		}
	}
	if m.strange && len(m.things) == 0 {
		s.topic, s.total = untold, ""
	}
	if m.part && m.ofWhich {
		s.narrowed = true
	}
	s.carried = s.carried || m.rest || m.carrying && m.negations == 0 && !m.lastYear
	if m.negations == 1 && !behind {
		s.nothing(&m, c)
	}
	if m.all && slices.Contains(m.events, Closed) && !(behind && s.last != New && s.last != Arrived && s.last != Accepted && s.last != Handled && s.last != Named) {
		s.allDone(&m, c)
	}
}

// nothing finds what there was none of.
func (s *claimer) nothing(m *sense, c Claim) {
	if m.residue || m.part || m.compared || m.timely || m.rest || m.ofWhich || m.all && m.carrying || len(m.outcomes) > 0 || m.published ||
		m.lastYear && !m.carrying {
		return
	}
	c.Kind, c.Column = Nothing, m.column
	applicants := m.column == "" || m.column == Citizens || m.column == Organisations
	switch {
	case s.topic == untold, s.topic == "":
		return
	case s.topic == applications:
		if s.narrowed || m.other || !applicants {
			return
		}
		if m.columns > 1 || m.column != Organisations { // 未收到公民的申请
			c.Column = ""
		}
		switch x, _ := together(m.events); {
		case m.carrying:
			items, ok := s.carryings(m)
			if !ok {
				return
			}
			c.Items = items
		case len(m.things) > 0 && (len(m.events) == 0 || x == New || x == Arrived || x == Accepted):
			c.Items = []Item{New}
		default:
			return
		}
	case s.topic.isOf(remedies):
		if len(m.events) > 0 && (len(m.events) > 1 || m.events[0] != Arrived) || m.columns > 0 || len(m.things) == 0 {
			return
		}
		m.join = true
		c.Items = s.things(m, remedies)
	case s.topic == Documents, s.topic == Orders:
		if m.other || len(m.things) == 0 || m.column != issued && m.column != revoked || m.columns != 1 || len(m.events) > 0 {
			return
		}
		m.join = true
		c.Items = s.things(m, disclosure)
	default:
		if len(m.things) == 0 || len(m.events) > 0 || m.columns > 0 || m.other && s.topic != Fees {
			return
		}
		m.join = true
		c.Items = s.things(m, disclosure)
	}
	s.claim(c)
}

// allDone finds that nothing is carried forward.
func (s *claimer) allDone(m *sense, c Claim) {
	if s.topic != applications || s.narrowed || m.timely || m.rest || m.residue || m.part || m.compared || m.carrying || m.lastYear || m.ofWhich ||
		m.negations > 0 || len(m.outcomes) > 0 || m.other || m.columns > 0 && m.column != Citizens {
		return
	}
	known := s.came || len(m.things) > 0
	switch s.total {
	case New, Arrived, Accepted, Handled, Named, Closed, Answered:
		known = true
	}
	if !known {
		return
	}
	c.Kind, c.Items = AllDone, []Item{CarriedForward}
	c.Other, c.Bare = s.scope == scopeOther || s.otherYear, s.scope == scopeNone
	if m.rate { // 结转下年1件，办结率100%
		s.claims = append(s.claims, c)
		return
	}
	s.done = append(s.done, c)
}
