package prose

import (
	"slices"
	"strings"
)

// partReader reads the parts of a list clause by clause.
type partReader struct {
	*Text
	list         *List
	first        int    // the clause that they begin in
	label        string // what stands before a bracket, or a clause without a figure
	semicolons   bool   // they are set apart by ；
	numbersFirst bool   // a figure stands before what it counts
}

// readParts reads the parts of a list, which begin in the clause, at the place in words.
func (t *Text) readParts(l *List, first, start int, depths []int) {
	r := partReader{Text: t, list: l, first: first}
	for i := first; i < len(t.Clauses); i++ {
		c := t.Clauses[i]
		from, end := max(start, c.start), c.start+len(c.Words)
		switch {
		case i-first > maxClauses:
			l.Closed = false
			return
		case c.Sentence != t.Clauses[first].Sentence || depths[i] < depths[first]:
			return
		case depths[i] > depths[first]: // in brackets
		case i > first && !r.goesOn(i):
			l.Closed = false
			return
		case len(t.figuresOf(i)) == 0:
			if hasPrefix(t.words[from:end], asides) {
				return
			}
			r.label = t.words[from:end]
			l.Closed = l.Closed && strings.HasPrefix(t.marks(i+1), "（") // an item without a figure
		case !r.clause(i, from, end):
			l.Closed = false
			return
		}
	}
}

// goesOn reports whether a clause behind the first may have parts of the list.
func (r *partReader) goesOn(clause int) bool {
	if strings.Contains(r.marks(clause), "；") && !r.semicolons && len(r.list.Parts) > 0 {
		// 其中甲 2 条；乙 3 条；丙 4 条, and not 其中甲 2 条；发布乙 3 条
		next := clause + 1
		if len(r.list.Parts) > 1 || next == len(r.Clauses) || !strings.Contains(r.marks(next), "；") && !strings.HasSuffix(r.marks(r.first+1), "：") {
			return false
		}
		r.semicolons = true
	}
	return !opensAgain(r.Clauses[clause].Words)
}

// clause reads the parts that a clause has between two places in words. It returns false
// where the list breaks off.
func (r *partReader) clause(clause, from, end int) bool {
	figures := slices.DeleteFunc(slices.Clone(r.figuresOf(clause)), func(f Figure) bool { return f.start < from || f.Unit == "%" }) // 占 82.4%
	for k, f := range figures {
		next, last := end, k+1 == len(figures)
		if !last {
			next = figures[k+1].start
		}
		between, behind := r.words[from:f.start], r.words[f.end:next]
		if from = f.end; k > 0 && !strings.ContainsAny(between, "、和及与") {
			return false // 1 件申请公开 8 件文件
		}
		if f.Unit == "" && f.isInt() && (behind == "、" || behind == "和") && !last {
			f.Unit = figures[len(figures)-1].Unit // 2、5、43 和 4 件
		}
		if !r.part(f, unjoined(between), behind, last) {
			return false
		}
	}
	return true
}

// part adds the part that a figure is, by what stands before it and behind it; last says that
// no other figure of the clause follows. It returns false where the list breaks off.
func (r *partReader) part(f Figure, before, behind string, last bool) bool {
	l := r.list
	p := Part{Figure: f, Label: r.labelOf(before, behind, last)}
	switch {
	case hasPrefix(p.Label, asides), containsAny(p.Label, each), strings.HasPrefix(before, "等"):
		return false
	case containsAny(p.Label, comparisons), len(l.Parts) > 0 && p.Unit != l.Parts[0].Unit:
		l.Closed = false
		return true
	case p.Unit == "" || !p.isInt():
		return false
	}
	if p.Kind = kindOf(p.Label, p.Unit); p.Kind == result && len(l.Parts) > 0 && l.Parts[len(l.Parts)-1].Kind == openness {
		p.Kind = openness // 主动公开30份、不予公开20份
	}
	if p.Kind == unsure || p.Kind == "" && startsAnew(l, p) {
		return false
	}
	if containsAny(p.Label, more) || strings.HasPrefix(behind, "等") || strings.HasPrefix(behind, "余") {
		l.Closed = false
	}
	l.add(p)
	return true
}

// labelOf returns what a figure counts, and uses up the label that stood before.
func (r *partReader) labelOf(before, behind string, last bool) string {
	label := r.label + before
	if len(r.list.Parts) == 0 {
		r.numbersFirst = label == ""
	}
	r.label = ""
	switch {
	case r.numbersFirst:
		return strings.TrimRight(behind, "、和及与")
	case last && !strings.HasPrefix(behind, "等"):
		return label + behind
	}
	return label
}

// unjoined returns a text without what joins it to the part before it.
func unjoined(s string) string {
	s = strings.TrimLeft(s, "、：")
	for _, and := range [...]string{"以及", "和", "与", "及"} {
		if strings.HasPrefix(s, and) && !strings.HasPrefix(s, "及时") {
			return s[len(and):]
		}
	}
	return s
}

// opensAgain reports whether the parts of a part follow.
func opensAgain(words string) bool {
	return containsAny(words, amongThem) || hasPrefix(words, openers)
}

// startsAnew reports whether a part of a list of things says what none of the parts before
// it says was done: it may begin another statement.
func startsAnew(l *List, p Part) bool {
	for _, act := range acts {
		if len(l.Parts) > 0 && strings.HasPrefix(p.Label, act) &&
			!slices.ContainsFunc(l.Parts, func(q Part) bool { return strings.HasPrefix(q.Label, act) }) {
			return true
		}
	}
	return false
}
