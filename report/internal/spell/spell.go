// Package spell compares what was written with what could have been meant.
package spell

// longest is the most characters of a text that are compared.
const longest = 200

// Distance returns the Levenshtein distance of two texts in characters: how
// many have to be put in, left out or changed. Texts are compared up to their
// two hundredth character.
func Distance(a, b string) int {
	s, t := runes(a), runes(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j := range t {
			cost := diagonal
			if s[i] != t[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(t)]
}

func runes(s string) []rune {
	r := []rune(s)
	return r[:min(len(r), longest)]
}
