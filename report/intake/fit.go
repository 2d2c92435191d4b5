package intake

import (
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report"
)

// fit returns the lines of pages as those of the report where typesetting alone makes them
// others: a title and paragraphs that stand in several, heads that are repeated on the next
// page, and the cells of groups that go on there.
func fit(is, visible []line) (fitted []line) {
	var single []string
	rows, heads := map[rowKind]bool{}, map[string]int{}
	for _, l := range is {
		if len(l) > 1 {
			rows[kindOfRow(l)] = true
		} else {
			single = append(single, l.key(true))
		}
		if l.labels() {
			heads[l.key(true)]++
		}
	}
	slices.Sort(single)
	visible = joinedTitle(is, visible)
	for i := 0; i < len(visible); i++ {
		l := visible[i]
		if k := l.key(true); heads[k] > 0 {
			if heads[k]--; heads[k] == 0 {
				heads[k] = -1
			}
		} else if heads[k] < 0 {
			continue
		}
		if len(l) > 1 {
			fitted = append(fitted, l.withoutGroups(rows))
			continue
		}
		n := togetherIn(single, visible[i:])
		fitted = append(fitted, joinedLines(visible[i:i+n]))
		i += n - 1
	}
	return fitted
}

// labels reports whether a line of the report is a row of labels alone.
func (l line) labels() bool {
	for _, x := range l {
		if x.kind != labelText {
			return false
		}
	}
	return true
}

// rowKind tells a row by its first label and how many cells it has.
type rowKind struct {
	label string
	cells int
}

func kindOfRow(l line) rowKind { return rowKind{report.LabelKey(l[0].text), len(l)} }

// withoutGroups returns a row without the cells at its start that go on from a page
// before, where the report has such a row without them, and none with them.
func (l line) withoutGroups(rows map[rowKind]bool) line {
	for rest := l; len(rest) > 1 && !rows[kindOfRow(l)]; rest = rest[1:] {
		if strings.ContainsFunc(rest[0].text, unicode.IsDigit) && !rows[kindOfRow(rest)] {
			break // no group
		}
		if rest[0].text != "" && rows[kindOfRow(rest)] {
			return rest
		}
	}
	return l
}

const maxTogether = 4 // lines that are one in the report

// togetherIn returns how many lines make one that is known, of those in order, or are
// about as long as one that begins so; or 1.
func togetherIn(known []string, lines []line) int {
	text, whole := "", ""
	best, n := 0, 1
	for i, l := range lines[:min(len(lines), maxTogether)] {
		if len(l) > 1 {
			break
		}
		key := l.key(true)
		if _, itself := slices.BinarySearch(known, key); itself && i > 0 {
			break
		}
		text += key
		at, ok := slices.BinarySearch(known, text)
		if ok {
			return i + 1
		}
		if i == 0 && at < len(known) && strings.HasPrefix(known[at], text) {
			whole = known[at]
		}
		if off := max(len(text)-len(whole), len(whole)-len(text)); whole != "" && (i == 0 || off < best) {
			best, n = off, i+1
		}
	}
	return n
}

func joinedLines(lines []line) line {
	if len(lines) == 1 {
		return lines[0]
	}
	x := lines[0][0]
	for _, l := range lines[1:] {
		x.text += l[0].text
	}
	return line{x}
}

// joinedTitle joins the lines of a title, as many as are about as long as that of the
// report.
func joinedTitle(is, visible []line) []line {
	if len(is) == 0 || len(visible) == 0 || len(is[0]) > 1 || is[0][0].kind != titleText {
		return visible
	}
	want, best, n, length := inked(is[0][0].text), 0, 0, 0
	for i, l := range visible[:min(len(visible), maxTogether)] {
		if _, heading := parseHeading(l[0].text); len(l) > 1 || heading {
			break
		}
		length += inked(l[0].text)
		if off := max(length-want, want-length); n == 0 || off < best {
			best, n = off, i+1
		}
	}
	if n < 2 {
		return visible
	}
	title := visible[0][0]
	texts := make([]string, n)
	for i := range texts {
		texts[i] = visible[i][0].text
	}
	title.text = strings.Join(texts, "\n")
	return append([]line{{title}}, visible[n:]...)
}
