package ruled

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// A StreamLine is text in the order in which it was painted.
type StreamLine struct {
	At   report.Pos
	Text string
}

// Stream returns the lines of pages in the order in which they were painted, broken
// where the text moves off the line or back: what is seen of rules, and where a line
// stands, has no part in it. Page numbers are left out.
func Stream(pages []*paper.Page) (lines []StreamLine) {
	for _, p := range pages {
		var b strings.Builder
		var before *paper.Char
		number := 0
		flush := func() {
			if text := strings.TrimSpace(b.String()); text != "" {
				number++
				lines = append(lines, StreamLine{report.Pos{Page: p.Number, Line: number}, text})
			}
			b.Reset()
		}
		seen := map[spot]*paper.Char{}
		for i := range p.Chars {
			c := &p.Chars[i]
			if c.Invisible || c.Clipped || isWatermark(c) || again(seen, c) {
				continue
			}
			switch {
			case before == nil:
			case c.Line != before.Line:
				flush()
			case !c.Turned && c.Box.X0-before.Box.X1 > gap*c.Size:
				b.WriteByte(' ')
			}
			if c.NoText {
				b.WriteString(unreadable)
			} else {
				b.WriteString(c.Text)
			}
			before = c
		}
		flush()
	}
	return dropNumbers(lines)
}

var pageNumber = regexp.MustCompile(`^[-—–－―·\s]*(\d{1,3})[-—–－―·\s]*$`)

// dropNumbers drops the numbers of pages: what is painted first or last on several, and
// counts with them.
func dropNumbers(lines []StreamLine) []StreamLine {
	type count struct {
		last bool
		from int // less than the number of the page
	}
	counts := map[count]int{}
	of := func(i int) (count, bool) {
		first := i == 0 || lines[i-1].At.Page != lines[i].At.Page
		last := i == len(lines)-1 || lines[i+1].At.Page != lines[i].At.Page
		m := pageNumber.FindStringSubmatch(lines[i].Text)
		if !first && !last || m == nil {
			return count{}, false
		}
		n, _ := strconv.Atoi(m[1])
		return count{last, lines[i].At.Page - n}, true
	}
	for i := range lines {
		if c, ok := of(i); ok {
			counts[c]++
		}
	}
	var kept []StreamLine
	for i, l := range lines {
		if c, ok := of(i); !ok || counts[c] < 2 {
			kept = append(kept, l)
		}
	}
	return kept
}

// spot is about where a text is painted.
type spot struct {
	text string
	x, y int
}

// again reports whether a character is painted that was painted there before, to be
// bold.
func again(seen map[spot]*paper.Char, c *paper.Char) bool {
	const side = 2 // pt
	at := spot{c.Text, int(c.Box.X0 / side), int(base(c) / side)}
	for _, dx := range [...]int{0, -1, 1} {
		for _, dy := range [...]int{0, -1, 1} {
			if k := seen[spot{at.text, at.x + dx, at.y + dy}]; k != nil && isStruck(k, c) {
				return true
			}
		}
	}
	seen[at] = c
	return false
}
