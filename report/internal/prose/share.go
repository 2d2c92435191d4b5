package prose

import (
	"slices"
	"strconv"
	"strings"
)

// Share is a percentage, and the count that it is of.
type Share struct {
	Percent Figure
	Part    Figure // the zero Figure where none is given
	Label   string // what it is of
}

// shareWords stand before a percentage that is a share of something.
var shareWords = []string{"占", "占比", "占比为", "占比达", "占比达到", "占比约为", "占比是", "占到", "比例为", "比重为", "占总数的", "占总数", "占比例为"}

// Shares are those that a sentence names, of the same unit and precision.
type Shares []Share

// Shares returns the shares of the text: 862 件，占 82.4%，171 件，占 16.3%.
func (t *Text) Shares() []Shares {
	var all []Shares
	last := -1 // the clause of the share before
	for i, f := range t.Figures {
		if f.Unit != "%" || !f.Exact {
			continue
		}
		if len(all) > maxLists {
			break
		}
		s, ok := t.share(i)
		if !ok {
			continue
		}
		same := last >= 0 && t.Clauses[last].Sentence == t.Clauses[f.Clause].Sentence
		if same {
			before := all[len(all)-1]
			same = before[0].Part.Unit == s.Part.Unit && before[0].Percent.Places == f.Places
		}
		if same {
			all[len(all)-1] = append(all[len(all)-1], s)
		} else {
			all = append(all, Shares{s})
		}
		last = f.Clause
	}
	return all
}

// share reads the share that the figure is.
func (t *Text) share(i int) (s Share, ok bool) {
	f := t.Figures[i]
	from := t.Clauses[f.Clause].start
	if i > 0 && t.Figures[i-1].Clause == f.Clause {
		from = t.Figures[i-1].end
	}
	before := strings.TrimLeft(t.words[from:f.start], "、")
	s.Percent = f
	bare := before == "" && strings.HasSuffix(t.marks(f.Clause), "（") && t.Behind(f) == "" // （82.4%）
	if !bare && !hasSuffix(before, shareWords) {
		return s, false
	}
	word := strings.Index(before, "占")
	if word > 0 { // 自然人申请占82.4%
		s.Label = before[:word]
		return s, true
	}
	if i == 0 {
		return s, false
	}
	part := t.Figures[i-1]
	if !part.isInt() || part.Unit == "" || part.Unit == "%" || t.Clauses[part.Clause].Sentence != t.Clauses[f.Clause].Sentence || part.Clause < f.Clause-1 {
		return s, false
	}
	s.Part, s.Label = part, unjoined(t.clauseAround(part))
	return s, true
}

// Counts returns the different exact counts of the text in the unit.
func (t *Text) Counts(unit string) (counts []int64) {
	for _, f := range t.Figures {
		if n, ok := f.Int(); ok && f.Unit == unit && !slices.Contains(counts, n) {
			counts = append(counts, n)
		}
	}
	return counts
}

// Whole returns what the shares are of: that of one of the text's lists that they stand in, a
// count of the text that their parts add up to, or that which the sentence begins with; or
// else 0. It may be one of the others instead.
func (x Shares) Whole(t *Text, lists []List) (whole int64, others []int64) {
	first := x[0].Part
	if first.Unit == "" {
		return 0, nil
	}
	for _, l := range lists {
		if slices.ContainsFunc(l.Parts, func(p Part) bool { return p.Span == first.Span }) {
			return l.Whole.Value, l.Wholes
		}
	}
	var sum int64
	for _, s := range x {
		sum += s.Part.Value
	}
	if len(x) > 1 && slices.Contains(t.Counts(first.Unit), sum) {
		return sum, nil
	}
	return t.beginning(first, sum)
}

// beginning returns the count of at least so much that the sentence of a figure begins with,
// and what it is with those that follow.
func (t *Text) beginning(f Figure, least int64) (whole int64, sums []int64) {
	i, _ := slices.BinarySearchFunc(t.Figures, f.start, startsAt)
	var before []int64
	for i--; i >= 0 && len(before) < maxWholes; i-- {
		g := t.Figures[i]
		if t.Clauses[g.Clause].Sentence != t.Clauses[f.Clause].Sentence {
			break
		}
		n, ok := g.Int()
		switch {
		case g.Unit == "%" || containsAny(t.clauseAround(g), comparisons):
			continue
		case g.Unit != f.Unit || !ok:
			return 0, nil
		}
		before = append(before, n)
	}
	if len(before) == 0 || len(before) == maxWholes {
		return 0, nil
	}
	slices.Reverse(before)
	whole = before[0]
	for i := range before {
		var sum int64
		for _, n := range before[i:] {
			sum += n
			sums = append(sums, sum)
		}
	}
	if whole < least || !containsAny(t.Clauses[f.Clause].Words, resultWords) {
		return 0, nil
	}
	return whole, sums
}

// Fits reports whether the part is the percentage of one of the wholes, but for rounding.
func (s Share) Fits(wholes []int64) bool {
	return slices.ContainsFunc(wholes, func(w int64) bool {
		off := s.Percent.Value*w - s.hundred()*s.Part.Value
		return w > 0 && -w <= off && off <= w
	})
}

// hundred is 100 % in units of the last place that is printed.
func (s Share) hundred() int64 {
	n := int64(100)
	for range s.Percent.Places {
		n *= 10
	}
	return n
}

// Of returns the percentage that the part is of the whole, printed as the share is.
func (s Share) Of(whole int64) string {
	f := s.Percent
	f.Value = s.Rounded(whole)
	return f.Number()
}

// Rounded is the percentage that the part is of the whole, in units of the last place of the
// share.
func (s Share) Rounded(whole int64) int64 {
	return (2*s.hundred()*s.Part.Value + whole) / (2 * whole)
}

// Sum returns what the shares of the whole, 0 where that is not known, are together; ok is
// false where that should be 100 % and is not.
func (x Shares) Sum(whole int64) (sum string, ok bool) {
	total, parts := x[0].Percent, int64(0)
	total.Value = 0
	kind := x[0].kind()
	rest := hasPrefix(x[len(x)-1].Label, others)
	for _, s := range x {
		total.Value += s.Percent.Value
		parts += s.Part.Value
		if k := s.kind(); k == unsure || k != kind && !hasPrefix(s.Label, others) || k == "" && s.Part.Unit == "" && !rest {
			return "", true
		}
	}
	off, n := total.Value-x[0].hundred(), int64(len(x))
	all := rest || whole > 0 && parts == whole
	return total.Number(), n < 2 || off <= n && (off >= -n || !all)
}

func (s Share) kind() string {
	if s.Part.Unit == "" {
		return kindOf(s.Label, applicationUnits[0])
	}
	return kindOf(s.Label, s.Part.Unit)
}

// others begin what takes the rest of a list.
var others = []string{"其他", "其它", "其余", "剩余"}

// Number returns the number as it is printed in Arabic numerals: 82.4.
func (f Figure) Number() string {
	s := strconv.FormatInt(f.Value, 10)
	if f.Places == 0 {
		return s
	}
	s = strings.Repeat("0", max(f.Places+1-len(s), 0)) + s
	return s[:len(s)-f.Places] + "." + s[len(s)-f.Places:]
}
