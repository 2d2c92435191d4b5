package ruled

import (
	"cmp"
	"slices"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const (
	snap     = 2.6  // that rules are apart which are one: the double borders of browsers
	widest   = 5    // of rules that are one
	dot      = 3    // is no rule
	shortest = 8    // of a rule: less are strokes of characters that are painted as pictures
	overhang = 6    // beyond the last rule, of what goes on without one
	covered  = 0.6  // of an edge, by the rules that divide two cells
	maxRules = 1000 // of a page in each direction, once those that are one are joined
)

// rule is a line on a page: an upright at x from y to y, or a level at y from x to x.
type rule struct{ at, from, to paper.Pt }

// rulesOf returns the rules of a page, those in line joined where they touch.
func rulesOf(p *paper.Page) (uprights, levels []rule, err error) {
	for _, r := range p.Rules {
		switch w, h := r.X1-r.X0, r.Y1-r.Y0; {
		case max(w, h) <= dot:
		case w < h:
			uprights = append(uprights, rule{(r.X0 + r.X1) / 2, r.Y0, r.Y1})
		default:
			levels = append(levels, rule{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		}
	}
	uprights, levels = inLine(uprights), inLine(levels)
	short := func(r rule) bool { return r.to-r.from < shortest }
	uprights, levels = slices.DeleteFunc(uprights, short), slices.DeleteFunc(levels, short)
	if max(len(uprights), len(levels)) > maxRules {
		return nil, nil, source.TooMany(report.Pos{Page: p.Number}, "页上的线条", maxRules)
	}
	return uprights, levels, nil
}

// inLine gives rules that nearly coincide the same place and joins those that touch.
func inLine(rules []rule) (joined []rule) {
	slices.SortFunc(rules, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	for i := 0; i < len(rules); {
		end, sum := i, paper.Pt(0)
		for ; end < len(rules) && (end == i || rules[end].at-rules[end-1].at <= snap && rules[end].at-rules[i].at <= widest); end++ {
			sum += rules[end].at
		}
		same := rules[i:end]
		at := sum / paper.Pt(len(same))
		slices.SortFunc(same, func(a, b rule) int { return cmp.Compare(a.from, b.from) })
		first := len(joined)
		for _, r := range same {
			if n := len(joined); n > first && r.from-joined[n-1].to <= snap {
				joined[n-1].to = max(joined[n-1].to, r.to)
				continue
			}
			joined = append(joined, rule{at, r.from, r.to})
		}
		i = end
	}
	return joined
}

// part is the rules that hang together.
type part struct{ uprights, levels []rule }

// touching returns the parts that the rules make, each with rules in both directions.
func touching(uprights, levels []rule) (parts []part) {
	group := make([]int, len(uprights)+len(levels))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, u := range uprights {
		for j, l := range levels {
			if u.at >= l.from-snap && u.at <= l.to+snap && l.at >= u.from-snap && l.at <= u.to+snap {
				group[root(len(uprights)+j)] = root(i)
			}
		}
	}
	place := map[int]int{}
	of := func(i int) *part {
		r := root(i)
		if _, ok := place[r]; !ok {
			place[r] = len(parts)
			parts = append(parts, part{})
		}
		return &parts[place[r]]
	}
	for i, u := range uprights {
		p := of(i)
		p.uprights = append(p.uprights, u)
	}
	for j, l := range levels {
		p := of(len(uprights) + j)
		p.levels = append(p.levels, l)
	}
	return slices.DeleteFunc(parts, func(p part) bool { return len(p.uprights) == 0 || len(p.levels) == 0 })
}

// close draws the rules that are missing around a part: where rules run past the last
// that crosses them, as at the foot of a page where a table goes on, their ends are
// one.
func (p *part) close() {
	p.levels = closed(p.uprights, p.levels)
	p.uprights = closed(p.levels, p.uprights)
}

// closed returns the rules across with those added where the ends of at least two run
// past the first or the last of them.
func closed(along, across []rule) []rule {
	low, high := across[0].at, across[0].at
	for _, r := range across {
		low, high = min(low, r.at), max(high, r.at)
	}
	before := rule{low, along[0].at, along[0].at}
	after := rule{high, along[0].at, along[0].at}
	var past, beyond int
	for _, r := range along {
		if r.from < low-overhang {
			if past++; past == 1 {
				before = rule{r.from, r.at, r.at}
			}
			before = rule{min(before.at, r.from), min(before.from, r.at), max(before.to, r.at)}
		}
		if r.to > high+overhang {
			if beyond++; beyond == 1 {
				after = rule{r.to, r.at, r.at}
			}
			after = rule{max(after.at, r.to), min(after.from, r.at), max(after.to, r.at)}
		}
	}
	if past > 1 {
		across = append(across, before)
	}
	if beyond > 1 {
		across = append(across, after)
	}
	return across
}
