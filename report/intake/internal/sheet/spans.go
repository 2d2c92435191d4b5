package sheet

import (
	"cmp"
	"slices"
	"sort"
)

// spans are rows or columns: in order and apart from each other, once tidied.
type spans []span

type span struct{ from, to int } // both of them within

func (s spans) tidy() spans {
	slices.SortFunc(s, func(a, b span) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	apart := s[:0]
	for _, x := range s {
		if n := len(apart); n > 0 && x.from <= apart[n-1].to+1 {
			apart[n-1].to = max(apart[n-1].to, x.to)
			continue
		}
		apart = append(apart, x)
	}
	return apart
}

// within returns the first span that does not end before i.
func (s spans) within(i int) int {
	return sort.Search(len(s), func(n int) bool { return s[n].to >= i })
}

func (s spans) has(i int) bool {
	n := s.within(i)
	return n < len(s) && s[n].from <= i
}

// next returns i, or what follows the span that has i.
func (s spans) next(i int) int {
	if n := s.within(i); n < len(s) && s[n].from <= i {
		return s[n].to + 1
	}
	return i
}
