package intake

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// A ledger names persons and how to reach them, and a cell may be that of another column:
// what messages quote of it is no more than words that are known.

// left stands for what is not quoted.
const left = "…"

// knownPairs are the pairs of characters that stand beside each other in the words of results
// and of kinds of applicants.
var knownPairs = sync.OnceValue(func() map[[2]rune]bool {
	pairs := map[[2]rune]bool{}
	add := func(words ...string) {
		for _, w := range words {
			before := rune(0)
			for _, r := range w {
				pairs[[2]rune{before, r}] = true
				before = r
			}
		}
	}
	all := []*ledgerLabels{applicantLabels()}
	for _, x := range resultLabels() {
		all = append(all, x)
	}
	for _, x := range all {
		for _, l := range x.labels {
			for w := range l.words {
				add(w)
			}
		}
		for _, g := range x.groups {
			add(g.words...)
		}
		add(x.over...)
	}
	add(openWords...)
	add(closedWords...)
	return pairs
})

// quote returns what messages may quote of the words of a cell.
func (*ledgerReader) quote(text string) string {
	const longest = 100 // characters
	r := []rune(fold(oneLine(text)))
	r = r[:min(len(r), longest)]
	var b strings.Builder
	gap := false
	digits := 0
	for i, c := range r {
		known := i > 0 && knownPairs()[[2]rune{r[i-1], c}] || i+1 < len(r) && knownPairs()[[2]rune{c, r[i+1]}]
		if digits++; !unicode.IsDigit(c) {
			digits = 0
		}
		numeral := strings.ContainsRune("一二三四五六七", c) && (i == 0 || !unicode.IsLetter(r[i-1])) && (i+1 == len(r) || !unicode.IsLetter(r[i+1]))
		if digits == 1 || digits == 2 || numeral || !unicode.IsDigit(c) && !unicode.IsLetter(c) && unicode.IsGraphic(c) {
			known = true
		}
		switch {
		case known:
			b.WriteRune(c)
		case !gap:
			b.WriteString(left)
		}
		gap = !known
	}
	return b.String()
}

var looksLikeDay = regexp.MustCompile(`^'?\d{1,4}(?:[-/.年月日号 至到~～—]+\d{1,4}){0,5}[日号月年]?$|^(?:19|20)\d{4,6}$|^[1-9]\d{4}$`)

// quoteDay returns what messages may quote of a date.
func quoteDay(text string) string {
	if t := strings.TrimSpace(fold(oneLine(text))); looksLikeDay.MatchString(t) {
		return t
	}
	return left
}
