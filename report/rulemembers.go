package report

import (
	"slices"
	"strconv"
	"strings"
)

// The codes that are said of parts that are left out: see [Part].
const (
	codeTwice      = "H-e"
	codeOtherYear  = "H-i"
	codeOtherForm  = "H-j"
	codeSystem     = "H-k"
	codeNameless   = "H-n"
	codeIsSum      = "H-o"
	codeInSum      = "H-p"
	codeListedWith = "H-x"
)

// memberRules judge whose reports there are, and which of them are added up.
var memberRules = slices.Concat(rulesOnLists(), []bodyRule{
	{Rule{Code: codeNameless, Severity: Error, Source: "年度报告格式：报告标题",
		Chinese: "报告没有机关全称，不知道是哪个机关的，没有计入；请补上",
		English: "a report that names no body; its figures are left out; add the name",
		Example: "文件夹中一份报告的标题没有机关名称"},
		checkNameless, true},
	{Rule{Code: codeOtherYear, Severity: Warning, Source: "政府信息公开条例第四十九条",
		Chinese: "“{bodies}”的报告是 {got} 年的，不是 {want} 年的，没有计入；请换成 {want} 年的报告",
		English: "the report of {bodies} is for {got} and not for {want}; its figures are left out; ask for that for {want}",
		Example: "汇总 2023 年的数据，某县某局的报告是 2022 年的"},
		checkOtherYear, true},
	{Rule{Code: codeOtherForm, Severity: Warning, Source: "国办公开办函〔2021〕30号",
		Chinese: "“{bodies}”的报告没有用 {want}（现为{got}），没有计入；请其按 {want}重报",
		English: "the report of {bodies} is not in {want} but in {got}; it is left out; ask for it in {want}",
		Example: "2021 年的报告仍用 2019 年版格式"},
		checkOtherForm, true},
	{Rule{Code: codeTwice, Severity: Error, Source: "报送要求：一个机关一年一份报告",
		Chinese: "“{bodies}”的报告不止一份：{list}",
		English: "there is more than one report of {bodies}: {list}",
		Example: "某县某局报了两份，数据不同"},
		checkTwice, true},
	{Rule{Code: codeIsSum, Severity: Error, Source: Practice,
		Chinese: "“{bodies}”的报告已是汇总，不能再与各机关的数据相加，没有计入；请换成本机关（本级）自己的报告，汇总的报告用来与合计核对",
		English: "the report of {bodies} has the sums already, and is not to be added to those of the bodies; it is left out; give that of the office's own work, and compare the sums with this one",
		Example: "县人民政府的汇总报告作为县政府机关的报告给出"},
		checkIsSum, true},
	{Rule{Code: codeListedWith, Severity: Warning, Source: "应报机关名单：数据计入",
		Chinese: "“{got}”的数据已在“{want}”的报告中，不再相加",
		English: "the figures of {got} are in those of {want} already, and are not added once more",
		Example: "某县税务局（本级）的数据计入某县税务局（系统）"},
		checkListedWithin, true},
	{Rule{Code: codeSystem, Severity: Warning, Source: Practice,
		Chinese: "看名称，“{list}”与同一系统的报告重复[，数据已在“{want}”的报告中]，没有计入；请核对，并在应报机关名单的“数据计入”中写明",
		English: "by their names {list} and another report are of the same system[: their figures are in those of {want}]; they are left out; look into it, and say so on the list of bodies (数据计入)",
		Example: "某市税务局（本级）与某市税务局（系统）各报了一份"},
		checkSystems, false},
	{Rule{Code: codeInSum, Severity: Warning, Source: Practice,
		Chinese: "看名称，“{list}”的数据应已在“{want}”的汇总报告中，没有计入；请核对",
		English: "by their names the figures of {list} are in the sums of {want} already, and are left out; look into it",
		Example: "某县人民政府的汇总报告与某县某局的报告在一起"},
		checkInSum, false},
	{Rule{Code: "H-m", Severity: Info, Source: "应报机关名单：曾用名",
		Chinese: "“{got}”是“{want}”的曾用名，这份报告按后者计一次",
		English: "{got} is a former name of {want}: the report counts once, as the latter's",
		Example: "机构改革前名称的报告"},
		checkFormerNames, false},
	{Rule{Code: "H-l", Severity: Warning, Source: "应报机关名单",
		Chinese: "“{got}”不在应报机关名单中[，名单中没有报告的机关里最接近的是“{want}”]，已计入；请核对名称，或把它列入名单",
		English: "{got} is not on the list of bodies that are to report[; of those without a report the nearest is {want}]; its figures are added up; look at the name, or put it on the list",
		Example: "名单中是“某县市场监督管理局”，报告是“某县市场监管局”的"},
		checkUnlisted, false},
	{Rule{Code: "H-h", Severity: Warning, Source: Practice,
		Chinese: "没有收到“{want}”的报告，各数不含它；请催报，或从应报机关的名单中去掉",
		English: "there is no report of {want}, and no figure has its work; ask for it, or take it off the list of bodies that are to report",
		Example: "应报机关 52 个，收到 51 份报告"},
		checkMissingBodies, false},
})

// rulesOnLists are those of [CheckMembers].
func rulesOnLists() (rules []bodyRule) {
	for _, x := range listRules {
		rules = append(rules, bodyRule{x.Rule, func(j *Jurisdiction, find func(Fault)) {
			x.check(j.rollup.Members, func(_ int, f Fault) { find(f) })
		}, false})
	}
	return rules
}

// from says behind a message which files reports are from.
func from(parts ...*Part) (h hint) {
	var sources []string
	for _, p := range parts {
		if p.Source != "" {
			sources = append(sources, p.Source)
		}
	}
	if len(sources) > 0 {
		h = hint{chinese: "（" + strings.Join(sources, "、") + "）", english: " (" + strings.Join(sources, ", ") + ")"}
	}
	return h
}

// label names a part and where it is from.
func (p *Part) label() string {
	if p.Source == "" {
		return p.Agency
	}
	return p.Agency + "（" + p.Source + "）"
}

// listOf names parts and where they are from, as far as a message can.
func listOf(parts []*Part) string {
	const most = 20
	var labels []string
	for _, p := range parts[:min(len(parts), most)] {
		labels = append(labels, p.label())
	}
	list := strings.Join(labels, "、")
	if more := len(parts) - most; more > 0 {
		list += andMore + strconv.Itoa(more) + places
	}
	return list
}

// agencies are the names of the bodies of parts, each once.
func agencies(parts []*Part) (names []string) {
	there := map[string]bool{}
	for _, p := range parts {
		if !there[p.Agency] {
			there[p.Agency] = true
			names = append(names, p.Agency)
		}
	}
	return names
}

// groups returns the parts that are added up by what a function says of them, in the
// order of their first; those of which it says "" are in none.
func (j *Jurisdiction) groups(by func(i int) string) (groups [][]*Part) {
	at := map[string]int{}
	for i := range j.Parts {
		if j.Parts[i].Left != "" {
			continue
		}
		key := by(i)
		if key == "" {
			continue
		}
		g, ok := at[key]
		if !ok {
			g = len(groups)
			at[key], groups = g, append(groups, nil)
		}
		groups[g] = append(groups[g], &j.Parts[i])
	}
	return groups
}

func checkNameless(j *Jurisdiction, find func(Fault)) {
	for i := range j.Parts {
		if p := &j.Parts[i]; j.roster.who[i] == "" {
			j.leave(codeNameless, p)
			j.lacks = true
			find(Fault{Got: strings.TrimSpace(p.Agency), more: from(p)})
		}
	}
}

// checkOtherYear finds reports of another year: mildly where there is one of the year, too.
func checkOtherYear(j *Jurisdiction, find func(Fault)) {
	there := map[string]bool{}
	for i := range j.Parts {
		there[j.roster.who[i]] = there[j.roster.who[i]] || j.Parts[i].Year == j.Report.Year
	}
	for i := range j.Parts {
		if p := &j.Parts[i]; p.Left == "" && p.Year != j.Report.Year {
			j.leave(codeOtherYear, p)
			find(Fault{
				Got: strconv.Itoa(p.Year), Want: strconv.Itoa(j.Report.Year), Bodies: []string{p.Agency},
				Mild: there[j.roster.who[i]], more: from(p),
			})
		}
	}
}

func checkOtherForm(j *Jurisdiction, find func(Fault)) {
	want := j.Report.form()
	for i := range j.Parts {
		p := &j.Parts[i]
		if p.Left != "" || p.Tables != nil && p.Tables.form() == want {
			continue
		}
		x := Fault{Got: noTables, Want: nameOfForm(want), Bodies: []string{p.Agency}, more: from(p)}
		if p.Tables != nil && p.Tables.form() != nil {
			x.Got = nameOfForm(p.Tables.form())
		}
		j.leave(codeOtherForm, p)
		find(x)
	}
}

// noTables is what a report is in that has no figures at all.
const noTables = "没有表格的文稿"

func nameOfForm(f *form) string { return string(f.edition) + formOfEdition }

const formOfEdition = " 年版格式"

// checkTwice finds bodies of which there is more than one report. With the same figures
// these are one; with others the last that corrects a published one holds, or else it is not
// known which is right, and none counts. A report of the body's own work and one that has the sums are two things.
func checkTwice(j *Jurisdiction, find func(Fault)) {
	for _, parts := range j.groups(func(i int) string { return j.roster.who[i] + "/" + string(j.Parts[i].Scope) }) {
		if len(parts) < 2 {
			continue
		}
		x := Fault{Got: listOf(parts), Bodies: agencies(parts)}
		newest := slices.MaxFunc(parts, byRevision)
		other := func(p *Part) bool { return !sameFigures(newest.Tables, p.Tables) }
		switch {
		case !slices.ContainsFunc(parts, other):
			j.leave(codeTwice, parts[1:]...)
			x.Mild = true
			x.more = hint{chinese: "；各份数据相同，只计一份", english: "; their figures are the same and count once"}
		case !slices.ContainsFunc(parts, func(p *Part) bool { return p.revision == newest.revision && other(p) }):
			newest.Own = slices.ContainsFunc(parts, func(p *Part) bool { return p.Own })
			j.leave(codeTwice, slices.DeleteFunc(parts, func(p *Part) bool { return p == newest })...)
			x.Mild = true
			x.more = hint{chinese: "；取最后更正的一份：" + newest.label(), english: "; the last correction is taken: " + newest.label()}
		default:
			j.leave(codeTwice, parts...)
			j.lacks = true
			x.more = hint{
				chinese: "；各份数据不同，不知道哪一份对，都没有计入；请只留下对的一份，是不同的机关就各写全称",
				english: "; their figures differ, so that none is added up; leave the right one alone, or where they are several bodies give their full names",
			}
		}
		find(x)
	}
}

func byRevision(a, b *Part) int { return a.revision - b.revision }

// checkIsSum finds reports that have the sums already: by their figures, or, as the report
// of the jurisdiction itself and that of its own office may be, by what they say. Where it
// is of the jurisdiction by its name and that of its own office is there, it is no body's.
func checkIsSum(j *Jurisdiction, find func(Fault)) {
	same := j.sumsOfOthers()
	for i := range j.Parts {
		p := &j.Parts[i]
		whole := p.Own || j.isWhole(p)
		if p.Left != "" || !whole && !same[p] {
			continue
		}
		x := Fault{Bodies: []string{p.Agency}, more: from(p)}
		named := LabelKey(p.Agency) == LabelKey(j.Report.Agency) && j.own() != nil
		switch {
		case same[p]:
			x.more.chinese += "；它的各数正是其他机关之和"
			x.more.english += "; its figures are just the sums of the others'"
		case p.Scope == ScopeJurisdiction:
		case j.likeSum(p):
			x.more.chinese += "；它的数几乎都不小于其他机关之和"
			x.more.english += "; hardly any of its figures is less than the sum of the others'"
		case named && !p.Own:
			x.more.chinese += "；本级的报告已另有一份"
			x.more.english += "; that of the own office's work is there besides"
		default:
			continue
		}
		j.leave(codeIsSum, p)
		j.lacks = j.lacks || p.Own || !whole
		find(x)
	}
}

// isWhole reports whether a part is of the jurisdiction itself by its name; where that is
// not given, all others are below it.
func (j *Jurisdiction) isWhole(p *Part) bool {
	whole, short := stems(LabelKey(p.Agency))
	if key := LabelKey(j.Report.Agency); key != "" {
		of, shortOf := stems(key)
		return whole != "" && (whole == of || whole == shortOf || short == of)
	}
	return len(j.Parts) > 2 && !slices.ContainsFunc(j.Parts, func(other Part) bool {
		key := LabelKey(other.Agency)
		return !strings.HasPrefix(key, whole) && (short == "" || !strings.HasPrefix(key, short))
	})
}

// sumsOfOthers returns the parts whose figures are just the sums of the others': so many
// that this is no chance, and of two others at least.
func (j *Jurisdiction) sumsOfOthers() map[*Part]bool {
	const enough = 10 // sums that are not 0
	parts := j.counted()
	sums := sumsOf(j.Report.form(), parts)
	figures, some := 0, map[*Part]bool{}
	for _, s := range sums {
		if !s.joint() && s.from > 0 {
			figures++
		}
	}
	if figures < enough {
		return nil
	}
	for _, p := range parts {
		some[p] = slices.ContainsFunc(sums, func(s cellSum) bool {
			n, ok := s.row.cell(p.Tables, s.col).number()
			return ok && n != 0 && !s.joint()
		})
		if !some[p] {
			delete(some, p)
		}
	}
	same := map[*Part]bool{}
	for p := range some {
		if len(some) > 2 && !slices.ContainsFunc(sums, func(s cellSum) bool { return !s.joint() && !s.isHalf(s.row.cell(p.Tables, s.col)) }) {
			same[p] = true
		}
	}
	return same
}

// isHalf reports whether a figure of a cell is half of the sum, and the others' are the rest.
func (s *cellSum) isHalf(f figure) bool {
	twice := cellSum{row: s.row, col: s.col, kind: s.kind}
	twice.add(f)
	twice.add(f)
	if twice.n != s.n {
		return false
	}
	for i := range s.of {
		if twice.of[i].Cmp(&s.of[i]) != 0 {
			return false
		}
	}
	return true
}

// likeSum reports whether of the figures of a part hardly any is less than the sum of the
// others': of so many that this is no chance.
func (j *Jurisdiction) likeSum(p *Part) bool {
	const (
		enough = 30 // sums that are not 0
		most   = 10 // of so many one may be greater
	)
	var others []*Part
	for _, other := range j.counted() {
		if other != p {
			others = append(others, other)
		}
	}
	if len(others) < 2 {
		return false
	}
	figures, less := 0, 0
	for _, s := range sumsOf(p.Tables.form(), others) {
		if s.kind == KindCount && !s.joint() && s.n > 0 {
			figures++
			own := cellSum{row: s.row, col: s.col, kind: s.kind}
			if own.add(s.row.cell(p.Tables, s.col)); own.n < s.n {
				less++
			}
		}
	}
	return figures >= enough && less*most <= figures
}

// checkListedWithin finds bodies whose figures are in those of others by the list.
func checkListedWithin(j *Jurisdiction, find func(Fault)) {
	o := &j.roster
	counted := map[string]*Part{}
	for i := range j.Parts {
		if j.Parts[i].Left == "" {
			counted[o.who[i]] = &j.Parts[i]
		}
	}
	holders := o.holders(counted)
	for i := range j.Parts {
		p, m := &j.Parts[i], o.of[i]
		if p.Left != "" || m == noMember || o.members[m].Within == "" || holders[m] == nil {
			continue
		}
		in := holders[m]
		j.leave(codeListedWith, p)
		x := Fault{Got: p.Agency, Want: in.Agency, Bodies: []string{in.Agency, p.Agency}, more: from(p), Mild: holds(in.Tables, p.Tables)}
		if !x.Mild {
			x.more.chinese += lessChinese
			x.more.english += lessEnglish
		}
		find(x)
	}
}

// What is said where a report cannot have all of another's figures in it.
const (
	lessChinese = "；但后者有的数比前者还小，请核对是不是真的包括在内"
	lessEnglish = "; but some of its figures are less than theirs: see whether it has them"
)

// checkSystems finds reports of a vertical system, or of its own office, beside one another
// by their names. The one of the system has the figures of the others, or the one whose
// figures are the greatest; where there is none such it is not known which has.
func checkSystems(j *Jurisdiction, find func(Fault)) {
	levelOf := func(p *Part) level {
		_, l := vertical(LabelKey(p.Agency))
		return l
	}
	for _, parts := range j.groups(func(i int) string {
		base, _ := vertical(LabelKey(j.Parts[i].Agency))
		return base
	}) {
		if len(parts) < 2 {
			continue
		}
		slices.SortStableFunc(parts, func(a, b *Part) int { return int(levelOf(b)) - int(levelOf(a)) })
		at := slices.IndexFunc(parts, func(p *Part) bool {
			return !slices.ContainsFunc(parts, func(other *Part) bool { return !holds(p.Tables, other.Tables) })
		})
		x := Fault{Bodies: agencies(parts)}
		if at >= 0 && levelOf(parts[at]) == levelOf(parts[0]) {
			x.Want = parts[at].Agency
			parts = slices.Delete(parts, at, at+1)
		} else {
			j.lacks = true
			x.more = hint{
				chinese: "；从各份的数看，没有一份包括得了其他，都没有计入",
				english: "; by their figures none can have those of the others",
			}
		}
		j.leave(codeSystem, parts...)
		x.Got = listOf(parts)
		find(x)
	}
	j.checkBelowSystems(find)
}

// checkBelowSystems finds the bodies of a system below the one whose report is that of the
// system, where its figures have room for the sum of theirs. Those whose names do not say of
// which city they are belong to the only system of the kind.
func (j *Jurisdiction) checkBelowSystems(find func(Fault)) {
	systems := map[string][]*Part{} // by kind
	places := map[*Part]string{}
	for _, p := range j.counted() {
		if place, kind, whole := systemOf(p); whole && place != "" && kind != "" {
			systems[kind] = append(systems[kind], p)
			places[p] = place
		}
	}
	below := map[*Part][]*Part{}
	for _, p := range j.counted() {
		place, kind, _ := systemOf(p)
		if _, whole := places[p]; whole || place == "" {
			continue
		}
		for _, of := range systems[kind] {
			within := strings.HasPrefix(place, places[of]) && place != places[of]
			alone := len(systems[kind]) == 1 && (kind == "海关" || !strings.ContainsFunc(place, isCityWord))
			if place != places[of] && (within || alone) {
				below[of] = append(below[of], p)
				break
			}
		}
	}
	for _, p := range j.counted() {
		parts := below[p]
		if parts == nil || len(parts) == 1 && sameFigures(p.Tables, parts[0].Tables) || slices.ContainsFunc(sumsOf(p.Tables.form(), parts), func(s cellSum) bool {
			n, ok := s.row.cell(p.Tables, s.col).number()
			return s.kind == KindCount && !s.joint() && s.n > 0 && (!ok || n < s.n)
		}) {
			continue
		}
		j.leave(codeSystem, parts...)
		find(Fault{Got: listOf(parts), Want: p.Agency, Bodies: agencies(append([]*Part{p}, parts...))})
	}
}

// mayHaveSums reports whether a report that says its own work alone is counted may have the
// sums of a government below that of the roll-up.
func (j *Jurisdiction) mayHaveSums(p *Part) bool {
	k := KindOf(p.Agency)
	return !p.Own && p.Scope != ScopeJurisdiction && k.government() && k != BodyTownship && LabelKey(p.Agency) != LabelKey(j.rollup.Agency)
}

// surelyHolds reports whether the sum of each count of the parts is in the tables, and so
// many are other than 0 that it is no chance.
func surelyHolds(one Tables, parts []*Part) bool {
	if len(parts) == 1 && sameFigures(one, parts[0].Tables) { // which H-ad tells
		return false
	}
	some := 0
	for _, s := range sumsOf(one.form(), parts) {
		if s.joint() || s.n == 0 {
			continue
		}
		if n, ok := s.row.cell(one, s.col).number(); !ok || n < s.n {
			return false
		}
		some++
	}
	return some >= fewestSame
}

// checkInSum finds bodies beside a report that has the sums of its bodies, to which they
// belong by their names. A government's report that does not say whose work it counts, as
// most documents do not, has them where all their figures are in its own.
func checkInSum(j *Jurisdiction, find func(Fault)) {
	j.inSums(find, func(p *Part) bool { return p.Scope == ScopeJurisdiction }, func(Tables, []*Part) bool { return true })
	j.inSums(find, j.mayHaveSums, surelyHolds)
}

// inSums finds bodies beside a report that may have their figures and does.
func (j *Jurisdiction) inSums(find func(Fault), may func(*Part) bool, does func(Tables, []*Part) bool) {
	sums := map[string]*Part{} // by stem; nil where it is that of several
	add := func(stem string, p *Part) {
		if _, ok := sums[stem]; ok {
			p = nil
		}
		sums[stem] = p
	}
	for i := range j.Parts {
		if p := &j.Parts[i]; p.Left == "" && may(p) {
			whole, short := stems(LabelKey(p.Agency))
			add(whole, p)
			if short != "" {
				add(short, p)
			}
		}
	}
	if len(sums) == 0 {
		return
	}
	in := map[*Part][]*Part{}
	for i := range j.Parts {
		p, key := &j.Parts[i], LabelKey(j.Parts[i].Agency)
		if p.Left != "" {
			continue
		}
		for end := range key {
			if whole := sums[key[:end]]; whole != nil && whole != p {
				in[whole] = append(in[whole], p)
				break
			}
		}
	}
	for i := range j.Parts {
		whole := &j.Parts[i]
		if parts := in[whole]; parts != nil && does(whole.Tables, parts) {
			j.leave(codeInSum, parts...)
			x := Fault{Got: listOf(parts), Want: whole.Agency, Bodies: agencies(append([]*Part{whole}, parts...))}
			if slices.ContainsFunc(parts, func(p *Part) bool { return !holds(whole.Tables, p.Tables) }) {
				x.more = hint{chinese: lessChinese, english: lessEnglish}
			}
			find(x)
		}
	}
}

func checkFormerNames(j *Jurisdiction, find func(Fault)) {
	for i := range j.Parts {
		if p, m := &j.Parts[i], j.roster.of[i]; p.Left == "" && m != noMember && local(LabelKey(p.Agency)) != local(j.roster.who[i]) {
			name := j.roster.members[m].Agency
			find(Fault{Got: p.Agency, Want: name, Bodies: []string{name, p.Agency}, more: from(p)})
		}
	}
}

func checkUnlisted(j *Jurisdiction, find func(Fault)) {
	if j.rollup.Members == nil {
		return
	}
	there := j.there()
	n := newNearest(j.rollup.Members, func(m int) bool { return !there[m] })
	for i := range j.Parts {
		if p := &j.Parts[i]; p.Left == "" && !p.Own && j.roster.of[i] == noMember {
			want := n.to(j.roster.who[i], noMember)
			find(Fault{Got: p.Agency, Want: want, Bodies: []string{p.Agency}, more: from(p)})
		}
	}
}

// there returns of which members there is a report.
func (j *Jurisdiction) there() []bool {
	there := make([]bool, len(j.rollup.Members))
	for _, m := range j.roster.of {
		if m != noMember {
			there[m] = true
		}
	}
	return there
}

// checkMissingBodies finds members of which there is no report.
func checkMissingBodies(j *Jurisdiction, find func(Fault)) {
	there := j.there()
	for i, m := range j.rollup.Members {
		if m.Within == "" && !there[i] && j.roster.member(LabelKey(m.Agency)) == i {
			find(Fault{Want: m.Agency, Bodies: []string{m.Agency}})
		}
	}
}
