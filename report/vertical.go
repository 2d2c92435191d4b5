package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// level is how much of a vertical system the figures of a body's report are of, as its
// name says.
type level uint8

const (
	levelOffice level = iota // 本级
	levelPlain               // the name does not say
	levelSystem              // 系统, 关区
)

// What names of bodies of vertical systems begin and end with, by their keys.
var (
	centralNames = []string{"国家税务总局", "中华人民共和国"}
	levelMarks   = []struct {
		mark string
		level
		of string // what is in its place in the name of the body, where that lacks one
	}{
		{"含本级", levelSystem, ""}, {"全系统", levelSystem, "局"}, {"系统", levelSystem, "局"}, {"关区", levelSystem, "海关"}, {"汇总", levelSystem, ""},
		{"省本级", levelOffice, ""}, {"市本级", levelOffice, ""}, {"县本级", levelOffice, ""}, {"区本级", levelOffice, ""}, {"本级", levelOffice, ""}, {"机关", levelOffice, ""},
	}
	bodyMarks = []string{"局", "海关", "厅", "委", "委员会", "署", "部", "办", "办公室", "院", "政府", "处", "队"}
)

// local returns the key of a name without that of the central body that it begins with.
func local(key string) string {
	for _, c := range centralNames {
		if rest, ok := strings.CutPrefix(key, c); ok && rest != "" {
			return rest
		}
	}
	return key
}

// vertical returns the name of a body of a vertical system, of the key of a name that may
// be its system's, and which of these it is: 某市税务局 of 某市税务系统, 某海关 of 某关区.
func vertical(key string) (base string, of level) {
	base, of = local(key), levelPlain
	for i := 0; i < len(levelMarks); i++ {
		x := levelMarks[i]
		rest, ok := strings.CutSuffix(base, x.mark)
		if !ok || rest == "" {
			continue
		}
		if base, i = rest, -1; of == levelPlain {
			of = x.level
		}
		if !hasSuffixAny(base, bodyMarks) {
			base += x.of
		}
	}
	return base, of
}

// placeEnd returns where the last of the places ends that a name begins with, of the kinds that
// the words are of; it has more behind it. In 市场监督管理局, 市中区 and 城市管理局 市 is the end of none.
func placeEnd(name string, isKind func(rune) bool) (end int) {
	for i, c := range name {
		before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(name[:i], "城"))
		word := c == '市' && (before == utf8.RuneError || isAreaWord(before))
		if strings.HasSuffix(name[:i], "州") && !strings.HasPrefix(name[i:], "市场") {
			word = false // 云州市
		}
		if next := i + len(string(c)); isKind(c) && next < len(name) && !word {
			end = next
		}
	}
	return end
}

// including is how names end that say whose figures are in besides: 某海关（含隶属海关）.
var including = regexp.MustCompile(`[（(][^（）()]*含[^（）()]*[）)]$`)

// ranks are what bodies of one system are called at their levels.
var ranks = strings.NewReplacer("总队", "队", "支队", "队", "大队", "队", "中队", "队")

// systemOf returns of which place and of what kind the body of a part is: 某市 and 税务局; and
// whether its report is by its name, or by what it says, that of the system.
func systemOf(p *Part) (place, kind string, whole bool) {
	name := strings.TrimSpace(p.Agency)
	cut := including.ReplaceAllString(name, "")
	base, level := vertical(LabelKey(cut))
	end := placeEnd(base, isAreaWord)
	if rest, ok := strings.CutSuffix(base, "海关"); ok {
		end = len(rest)
	}
	place, kind = base[:end], ranks.Replace(base[end:])
	return place, kind, level == levelSystem || cut != name || p.Scope == ScopeJurisdiction && !strings.HasSuffix(base, "人民政府")
}

// holds reports whether the figures of the one may have those of the other in them: none
// of a kind that adds up is smaller.
func holds(one, other Tables) bool {
	for r, col := range one.form().each() {
		if r.cols[col].joint {
			continue
		}
		a, ok := r.cell(one, col).number()
		b, known := r.cell(other, col).number()
		if _, amount := r.cell(one, col).(*Amount); !amount && ok && known && a < b {
			return false
		}
	}
	return true
}

// sameFigures reports whether the tables have the same figures, exactly.
func sameFigures(one, other Tables) bool {
	if one.form() != other.form() {
		return false
	}
	for r, col := range one.form().each() {
		a, b := r.at(one, col), r.at(other, col)
		x, amount := a.(*Amount)
		if !amount && a.String() != b.String() || amount && !x.same(b.(*Amount)) {
			return false
		}
	}
	return true
}

// same reports whether the amounts are the same in the same unit, or the same state.
func (a *Amount) same(b *Amount) bool {
	x, ok := a.Rat()
	y, known := b.Rat()
	return a.unit == b.unit && ok == known && (ok && x.Cmp(y) == 0 || !ok && a.coef == b.coef)
}

// stems returns what the names of bodies below a government, or another body whose report
// has their figures, begin with: 云栖市青石县 and 青石县 for 云栖市青石县人民政府.
func stems(key string) (whole, short string) {
	whole = strings.TrimSuffix(strings.TrimSuffix(key, "办公室"), "人民政府")
	end := placeEnd(whole, func(r rune) bool { return isCityWord(r) || r == '区' }) // of 自治区, too
	const least = 2 * len("县")                                                     // 某县
	if end > 0 && len(whole)-end >= least {
		short = whole[end:]
	}
	return whole, short
}
