package report

import (
	"strconv"
	"strings"
)

// likeRules compare the bodies with one another.
var likeRules = []bodyRule{
	{Rule{Code: codeSameProse, Severity: Warning, Source: likeness20 + "（界限 90% 是本程序定的）",
		Chinese: "“{bodies}”的总体情况、存在的主要问题，不计机关名称、数字和通用的套语，相似度为 {got}，相同的如“{quote}”；请各机关按本机关的工作情况写",
		English: "sections one and five of {bodies} are the same to {got}, names, figures and common phrases aside, such as {quote}; each body is to write what it did itself",
		Example: "两个镇的报告只有镇名和数字不同"},
		checkSameProseOfBodies, false},
	{Rule{Code: "H-f", Severity: Info, Source: "其他核查程序的规则",
		Chinese: "“{bodies}”为 {got}，而同类机关五分之四以上不为 0，平均 {want}；请核对是否漏填",
		English: "{bodies} has {got}, where four fifths or more of the bodies like it have figures, of {want} in the mean; see whether it was left out",
		Example: "某镇行政处罚 0 件，其他镇多有，平均 150 件"},
		checkZeros, false},
}

const codeSameProse = "H-c"

// proseLinks returns the links of the bodies by their parts, but for those of reports that
// are left out, which other rules tell.
func (j *Jurisdiction) proseLinks() (links []link) {
	alikes, before := &j.rollup.alikes, len(j.Parts)-len(j.rollup.parts)
	add := func(a, b int, l link) {
		l.a, l.b = a, b
		p, q := &j.Parts[a], &j.Parts[b]
		if p.Left == "" && q.Left == "" && LabelKey(p.Agency) != LabelKey(q.Agency) {
			links = append(links, l)
		}
	}
	if j.rollup.Own != nil {
		if own := printOf(j.rollup.Own); own != nil {
			for _, l := range alikes.like(own) {
				add(0, l.b+before, l)
			}
		}
	}
	for _, l := range alikes.links {
		add(l.a+before, l.b+before, l)
	}
	return links
}

// checkSameProseOfBodies checks H-c. Bodies that are alike one after the other are one
// finding.
func checkSameProseOfBodies(j *Jurisdiction, find func(Fault)) {
	links := j.proseLinks()
	group := make([]int, len(j.Parts)) // the first of those that each is alike
	for i := range group {
		group[i] = i
	}
	first := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for _, l := range links {
		a, b := first(l.a), first(l.b)
		group[max(a, b)] = min(a, b)
	}
	type same struct {
		bodies      []string
		least, most float64
		words       string
	}
	groups := map[int]*same{}
	for _, l := range links {
		g := groups[first(l.a)]
		if g == nil {
			g = &same{least: l.share, words: l.words}
			groups[first(l.a)] = g
		}
		g.least, g.most = min(g.least, l.share), max(g.most, l.share)
	}
	var order []*same
	for i := range j.Parts {
		if g := groups[first(i)]; g != nil {
			if g.bodies == nil {
				order = append(order, g)
			}
			g.bodies = append(g.bodies, j.Parts[i].Agency)
		}
	}
	for _, g := range order {
		got := percent(g.least)
		if most := percent(g.most); most != got {
			got += "–" + most
		}
		find(Fault{Got: got, Quote: g.words, Bodies: g.bodies, more: others(g.bodies)})
	}
}

// others names the bodies behind those that a message begins with, but for very many.
func others(bodies []string) hint {
	const most = 30
	if len(bodies) <= fewBodies {
		return hint{}
	}
	rest, and, more := bodies[fewBodies:], "", ""
	if len(rest) > most {
		rest, and, more = rest[:most], "等", " and others"
	}
	return hint{chinese: "（其他机关：" + strings.Join(rest, "、") + and + "）", english: " (the others: " + strings.Join(rest, ", ") + more + ")"}
}

// percent returns a share in whole percent, rounded down.
func percent(share float64) string { return strconv.Itoa(int(share*100)) + "%" }

// What a zero is out of the ordinary beside: the least of bodies like it, so that one of
// them is a fifth; and what their figures are more than, in the mean.
const (
	fewestLike = 5
	manyEach   = 100
)

// checkZeros checks H-f. It is told once for a body and row.
func checkZeros(j *Jurisdiction, find func(Fault)) {
	for _, like := range j.groups(func(i int) string { return j.rollup.likeOf(&j.Parts[i]) }) {
		for r := range j.Report.form().rows() {
			faults := map[*Part]*Fault{}
			for _, col := range r.whole() {
				j.zeros(like, r, col, faults)
			}
			for _, p := range like {
				if x := faults[p]; x != nil {
					find(*x)
				}
			}
		}
	}
}

// whole returns the columns that say what a row has: its total, or all where it has none.
func (r *row) whole() (cols []int) {
	switch {
	case r.computed():
		return nil
	case r.sum:
		return []int{len(r.cols)}
	}
	for col := range r.cols {
		cols = append(cols, col)
	}
	return cols
}

// zeros adds the faults of bodies that have 0 in a cell where those like them have not.
func (j *Jurisdiction) zeros(like []*Part, r *row, col int, faults map[*Part]*Fault) {
	known, some, sum := 0, 0, int64(0)
	var none []*Part
	for _, p := range like {
		n, zero, ok := r.rounded(p.Tables, col)
		if !ok {
			continue
		}
		if known++; zero {
			none = append(none, p)
		} else {
			some++
			sum += n
		}
	}
	// Beside each of those that have 0 there is one body less.
	if known <= fewestLike || 5*some < 4*(known-1) || sum <= manyEach*int64(some) {
		return
	}
	for _, p := range none {
		x := faults[p]
		if x == nil {
			x = &Fault{Path: r.cells[col].pointer, Got: "0", Want: strconv.FormatInt(sum/int64(some), 10), Bodies: []string{p.Agency}, more: from(p)}
			faults[p] = x
		}
		x.Cells = append(x.Cells, r.cells[col].pointer)
	}
}

// rounded returns a figure rounded down, and whether it is 0; ok is false where one is
// missing, or it is a change, of which 0 is one as good as another.
func (r *row) rounded(t Tables, col int) (n int64, zero, ok bool) {
	if col == len(r.cols) {
		zero = true
		for i := range r.cols {
			m, isZero, known := r.rounded(t, i)
			if !known {
				return 0, false, false
			}
			n, zero = n+m, zero && isZero
		}
		return n, zero, true
	}
	f := r.at(t, col)
	n, ok = f.number()
	zero = n == 0
	if a, isAmount := f.(*Amount); isAmount {
		ok = ok && a.unit == ""
		for range a.scale {
			n /= 10
		}
	}
	return n, zero, ok && !f.fault() && f.kind() != KindChange
}

// likeOf says with which bodies one is compared: of its kind, and of a department those of
// the same work and level. It is "" for one that has none like it.
func (u *Rollup) likeOf(p *Part) string {
	kind := u.Checker.kindOf(p.Agency)
	if kind == BodyUnknown || p.Own {
		return ""
	}
	key := string(kind) + " " + string(p.Scope)
	switch name := strings.TrimSpace(p.Agency); kind {
	case BodyTownship:
		if strings.Contains(name, "街道") {
			key += " 街道"
		}
	case BodyDepartment:
		work, level := workOf(name)
		key += " " + level + work
	}
	return key
}

// noPlaces are words that have the characters of places.
var noPlaces = strings.NewReplacer(
	"市场", "〇〇", "市政", "〇〇", "市容", "〇〇", "市民", "〇〇", "市直", "〇〇", "县直", "〇〇", "区直", "〇〇", "城市", "〇〇", "城乡", "〇〇", "城镇", "〇〇",
	"乡村", "〇〇", "乡镇", "〇〇", "社区", "〇〇", "园区", "〇〇", "区域", "〇〇", "区划", "〇〇", "县域", "〇〇",
)

// workOf returns what a department does, by the end of its name behind its place, and the
// level of that: 教育局 and 县.
func workOf(name string) (work, level string) {
	at := strings.LastIndexFunc(noPlaces.Replace(name), isPlaceWord)
	if at < 0 {
		return name, ""
	}
	level = name[at : at+len("县")]
	if strings.ContainsFunc(level, isCountyWord) {
		level = "县"
	}
	return name[at+len(level):], level
}
