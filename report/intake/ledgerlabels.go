package intake

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/internal/spell"
)

// meaning is what the words of a cell of a ledger stand for.
type meaning struct {
	kind  meaningKind
	label string // as the form has it, with its group: （三）不予公开 1.属于国家秘密
	group string // key of the group that is meant
	told  toldHow
	// choices are the labels of which one is to be said where the words do not.
	choices []string
	nearest string // label
}

type meaningKind uint8

const (
	unknownWords meaningKind = iota
	aLabel
	aGroup // or a label that says something in its group alone
	isOpen
	isClosed // and not how
)

// toldHow is how sure it is what words stand for.
type toldHow uint8

const (
	itsLabel  toldHow = iota // by the label itself, in whatever spelling
	sameThing                // other words for it
	judged                   // by what is commonly meant
)

// ledgerLabels are the labels of results or of kinds of applicants.
type ledgerLabels struct {
	labels []ledgerLabel
	groups []ledgerGroup
	over   []string // keys of what may stand before them all
	number string   // of these
}

type ledgerGroup struct {
	key    string   // of its label
	words  []string // keys that stand for it, the longest first
	labels []int
}

type ledgerLabel struct {
	label string
	group string // key
	key   string
	bare  string // the key without its number
	rest  bool   // it says something in its group alone: 3.其他
	words map[string]toldHow
}

// resultLabels are the results of every edition.
var resultLabels = sync.OnceValue(func() map[report.Edition]*ledgerLabels {
	all := map[report.Edition]*ledgerLabels{}
	for _, e := range report.Editions() {
		all[e] = newResultLabels(e)
	}
	return all
})

// applicantsTable returns the table of applications.
func applicantsTable(e report.Edition) (t report.Table, v *vocabulary) {
	tables := e.Tables()
	t = tables[slices.IndexFunc(tables, func(t report.Table) bool { return t.Balance != nil })]
	return t, words()[slices.IndexFunc(words(), func(v *vocabulary) bool { return v.Number == t.Number })]
}

func newResultLabels(e report.Edition) *ledgerLabels {
	t, v := applicantsTable(e)
	x := &ledgerLabels{}
	for _, label := range t.Labels {
		if keys := bareToo(labelKey(label)); len(keys) == 2 && strings.HasPrefix(label, keys[0][:len("三")]+"、") { // 三、本年度办理结果
			x.over, x.number = keys, strings.TrimSuffix(keys[0], keys[1])
		}
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Computed || slices.Contains(t.Balance, r.Path) {
			continue
		}
		key := labelKey(r.Label)
		l := ledgerLabel{label: strings.TrimSpace(r.Group + " " + r.Label), group: labelKey(r.Group), key: key, bare: withoutNumber(key), rest: r.Rest, words: map[string]toldHow{}}
		for k, y := range v.rows {
			if y.path == r.Path {
				l.words[k] = itsLabel
				if bare := withoutNumber(k); !strings.HasPrefix(bare, others) {
					l.words[bare] = itsLabel
				}
			}
		}
		l.words[key], l.words[l.bare] = itsLabel, itsLabel
		if r.Group != "" {
			g := x.groupOf(l.group)
			if g == nil {
				x.groups = append(x.groups, newLedgerGroup(r.Group, v))
				g = &x.groups[len(x.groups)-1]
			}
			g.labels = append(g.labels, len(x.labels))
		}
		x.labels = append(x.labels, l)
	}
	x.addWords(ledgerResults)
	return x
}

// newLedgerGroup returns the group with a label: it may be called by its number, too.
func newLedgerGroup(label string, v *vocabulary) ledgerGroup {
	g := ledgerGroup{key: labelKey(label)}
	for key, x := range v.heads {
		if x.label == label {
			g.words = append(g.words, bareToo(key)...)
		}
	}
	if bare := withoutNumber(g.key); bare != g.key {
		g.words = append(g.words, strings.TrimSuffix(g.key, bare))
	}
	for _, w := range ledgerGroups {
		if w.labels[0] == label {
			g.words = append(g.words, w.words...)
		}
	}
	slices.SortFunc(g.words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return g
}

// groupOf returns the group with the key, or nil.
func (x *ledgerLabels) groupOf(key string) *ledgerGroup {
	for i := range x.groups {
		if x.groups[i].key == key {
			return &x.groups[i]
		}
	}
	return nil
}

// others are what a label says alone that says something in its group alone.
const others = "其他"

// bareToo returns the key with and without its number.
func bareToo(key string) []string {
	if bare := withoutNumber(key); bare != key {
		return []string{key, bare}
	}
	return []string{key}
}

// addWords adds other words for labels, but those that are labels themselves.
func (x *ledgerLabels) addWords(words []ledgerWords) {
	for _, w := range words {
		i := slices.IndexFunc(x.labels, func(l ledgerLabel) bool {
			return slices.ContainsFunc(w.labels, func(s string) bool { return strings.HasSuffix(l.label, s) })
		})
		if i < 0 {
			continue
		}
		for _, word := range w.words {
			key, how := labelKey(word), sameThing
			if w.judged {
				how = judged
			}
			if !slices.ContainsFunc(x.labels, func(l ledgerLabel) bool { _, ok := l.words[key]; return ok }) {
				x.labels[i].words[key] = how
			}
		}
	}
}

// applicantLabels are the kinds of applicants, which every edition has.
var applicantLabels = sync.OnceValue(func() *ledgerLabels {
	x := &ledgerLabels{}
	for _, e := range report.Editions() {
		t, v := applicantsTable(e)
		for _, c := range t.Rows[0].Columns {
			if slices.ContainsFunc(x.labels, func(l ledgerLabel) bool { return l.label == c }) {
				continue
			}
			l := ledgerLabel{label: c, words: map[string]toldHow{labelKey(c): itsLabel}}
			for key, y := range v.heads {
				if y.label == c {
					l.words[key] = itsLabel
				}
			}
			x.labels = append(x.labels, l)
		}
		for _, s := range t.Labels {
			if _, is := v.columns[labelKey(s)]; is {
				continue
			}
			for key, y := range v.heads {
				if y.label == s && !slices.Contains(x.over, key) {
					x.over = append(x.over, key)
				}
			}
		}
	}
	slices.SortFunc(x.over, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	x.addWords(ledgerApplicants)
	return x
})

// What may stand before and behind the words of a result.
var (
	beforeResult = []string{"依法", "决定", "答复", "作出", "已经", "已", "属于", "属"}
	behindResult = []string{"告知书", "决定书", "答复书", "通知书", "告知", "决定", "答复", "处理", "类", "情形", "申请", "信息", "的"}
)

// find returns what words stand for.
func (x *ledgerLabels) find(text string) (m meaning) {
	const longest = 300 // bytes: more than a group and its longest label
	if len(text) > longest {
		return m
	}
	if m = x.findKey(labelKey(text), ""); m.kind != unknownWords {
		return m
	}
	// What stands in brackets says the same, or which of a group it is.
	if before, within, ok := brackets(text); ok {
		a, b := x.findKey(labelKey(before), ""), x.findKey(labelKey(within), "")
		switch {
		case a.kind == aGroup && b.kind == aLabel:
			if c := x.findKey(labelKey(within), a.group); c.kind == aLabel {
				return c
			}
		case a.kind == aLabel && (b.kind == aLabel && b.label == a.label || b.kind == aGroup && x.in(a.label, b.group)):
			return a
		}
	}
	if m = x.same(text); m.kind == aLabel {
		return m
	}
	// Other words behind those of a group do not say which of it is meant.
	for _, g := range x.groups {
		for _, w := range g.words {
			if len(w) > len("三") && strings.HasPrefix(labelKey(text), w) {
				m = x.choose(g.key, g.labels)
				m.kind = unknownWords
				return m
			}
		}
	}
	return meaning{}
}

// same returns the one label that each of several words stands for: 自然人/公民.
func (x *ledgerLabels) same(text string) (m meaning) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/／、,，;；|", r) })
	if len(words) < 2 {
		return m
	}
	for i, w := range words {
		y := x.findKey(labelKey(w), "")
		if y.kind != aLabel || i > 0 && y.label != m.label {
			return meaning{}
		}
		y.told = max(y.told, m.told)
		m = y
	}
	return m
}

// brackets returns what stands before the one pair of brackets at the end of a text, and
// within it.
func brackets(text string) (before, within string, ok bool) {
	text = strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "[", "(", "]", ")").Replace(strings.TrimSpace(text))
	i := strings.LastIndexByte(text, '(')
	if i <= 0 || !strings.HasSuffix(text, ")") {
		return "", "", false
	}
	return text[:i], text[i+1 : len(text)-1], true
}

func (x *ledgerLabels) in(label, group string) bool {
	return slices.ContainsFunc(x.labels, func(l ledgerLabel) bool { return l.label == label && l.group == group })
}

// findKey returns what a key stands for within a group, or within any: "".
func (x *ledgerLabels) findKey(key, group string) (m meaning) {
	for _, over := range x.over {
		if rest, ok := strings.CutPrefix(key, over); ok {
			key = rest
			break
		}
	}
	for i := 0; ; i++ {
		if m = x.exactly(key, group); m.kind != unknownWords || key == "" {
			return m
		}
		for _, g := range x.groups {
			if group == "" || group == g.key {
				if m = x.beside(key, &g, true); m.kind == aLabel {
					return m
				}
			}
		}
		rest := withoutFillers(key)
		if rest == key || i == maxFillers {
			return meaning{}
		}
		key = rest
	}
}

// maxFillers is how often words may stand before and behind a result.
const maxFillers = 3

// withoutFillers returns the key without one word that may stand before or behind a result.
func withoutFillers(key string) string {
	for _, w := range beforeResult {
		if rest, ok := strings.CutPrefix(key, w); ok {
			return rest
		}
	}
	for _, w := range behindResult {
		if rest, ok := strings.CutSuffix(key, w); ok {
			return rest
		}
	}
	return key
}

// beside returns the label that a key has before or behind that of its group, which may stand
// there again: 不予公开 （三）1.
func (x *ledgerLabels) beside(key string, g *ledgerGroup, again bool) (m meaning) {
	for _, w := range g.words {
		rest, before := strings.CutPrefix(strings.TrimPrefix(key, x.number), w)
		if !strings.HasPrefix(key, x.number+w) {
			rest, before = strings.CutPrefix(key, w)
		}
		if !before {
			if rest, before = strings.CutSuffix(key, w); withoutNumber(rest) == "" {
				continue
			}
		}
		if !before || rest == "" {
			continue
		}
		if m = x.exactly(rest, g.key); m.kind != aLabel && again {
			m = x.beside(rest, g, false)
		}
		if m.kind == aLabel {
			return m
		}
	}
	return meaning{}
}

// exactly returns what a key stands for that is all of a label, or of a group.
func (x *ledgerLabels) exactly(key, group string) (m meaning) {
	if key == "" {
		return m
	}
	var found []int
	how := itsLabel
	bare := withoutNumber(key)
	inGroup := group != ""
	for i := range x.labels {
		l := &x.labels[i]
		if group != "" && l.group != group {
			continue
		}
		sure, ok := l.words[key]
		another := false // the number is that of another label
		if !ok && bare != "" && !isDigit(rune(bare[0])) && (!l.rest || group != "") {
			sure, ok = l.words[bare]
			another = ok && !strings.HasPrefix(l.key, strings.TrimSuffix(key, bare))
		}
		if !ok && group != "" && bare == "" { // the number is all there is
			ok = strings.HasPrefix(l.key, key)
		}
		if !ok {
			continue
		}
		inGroup = inGroup || sure != itsLabel
		if how = sure; another {
			how = judged
		}
		found = append(found, i)
	}
	if len(found) > 0 {
		l := &x.labels[found[0]]
		if len(found) == 1 && (!l.rest || inGroup) {
			return meaning{kind: aLabel, label: l.label, group: l.group, told: how}
		}
		return x.choose(l.group, found)
	}
	for _, g := range x.groups {
		if group == "" && (slices.Contains(g.words, key) || bare != "" && slices.Contains(g.words, bare)) {
			return x.choose(g.key, g.labels)
		}
	}
	return x.begins(bare, group)
}

// choose is that one of some labels is meant, which are all of their group where it is one.
func (x *ledgerLabels) choose(group string, labels []int) (m meaning) {
	m.kind, m.group = aGroup, group
	if g := x.groupOf(group); g != nil && len(g.labels) > len(labels) {
		labels = g.labels
	}
	for _, i := range labels {
		m.choices = append(m.choices, x.labels[i].label)
	}
	return m
}

// shortestBegin is how many characters the beginning of a label has that stands for it.
const shortestBegin = 5

// begins returns the one label that begins with the key.
func (x *ledgerLabels) begins(bare, group string) (m meaning) {
	if utf8.RuneCountInString(bare) < shortestBegin {
		return m
	}
	for _, l := range x.labels {
		switch {
		case group != "" && l.group != group || !strings.HasPrefix(l.bare, bare):
		case m.kind == aLabel:
			return meaning{}
		default:
			m = meaning{kind: aLabel, label: l.label, group: l.group, told: sameThing}
		}
	}
	return m
}

// nearest returns the label that words come nearest to: as what they stand for where they are
// a misprint of that and no other, and else to be told.
func (x *ledgerLabels) nearest(text string) (m meaning) {
	const (
		longest  = 60 // characters
		shortest = 6  // characters of words that may be misprinted: in shorter ones one makes others of them
	)
	key := labelKey(text)
	size := utf8.RuneCountInString(key)
	if size > longest {
		return m
	}
	best, word, same := size/2+1, "", false // two labels are as near
	for _, l := range x.labels {
		for w := range l.words {
			switch d := spell.Distance(key, w); {
			case d < best:
				best, word, same = d, w, false
				m = meaning{label: l.label, group: l.group, told: judged, nearest: l.label}
			case d > best || word == "":
			case l.label != m.label:
				same = true
			case len(w) > len(word):
				word = w
			}
		}
	}
	if n := utf8.RuneCountInString(word); !same && n >= shortest && best <= n/4 && denials(key) == denials(word) && !strings.ContainsFunc(key, isDigit) {
		m.kind = aLabel
	}
	return m
}

// denials counts what makes the contrary of words.
func denials(key string) (n int) {
	for _, r := range key {
		if strings.ContainsRune("不非未无没否", r) {
			n++
		}
	}
	return n
}

// all returns every label.
func (x *ledgerLabels) all() (labels []string) {
	for _, l := range x.labels {
		labels = append(labels, l.label)
	}
	return labels
}
