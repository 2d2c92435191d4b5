package ruled

import (
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/pdf"
)

// A StreamLine is text in the order in which it was painted.
type StreamLine struct {
	At   report.Pos
	Text string
}

// Stream returns the lines of pages in the order in which they were painted, broken
// where the text moves off the line or back: what is seen of rules, and where a line
// stands, has no part in it.
func Stream(pages []*pdf.Page) (lines []StreamLine) {
	for _, p := range pages {
		var b strings.Builder
		var before *pdf.Char
		number := 0
		flush := func() {
			if text := strings.TrimSpace(b.String()); text != "" {
				number++
				lines = append(lines, StreamLine{report.Pos{Page: p.Number, Line: number}, text})
			}
			b.Reset()
		}
		seen := map[spot]*pdf.Char{}
		for i := range p.Chars {
			c := &p.Chars[i]
			if c.Invisible || c.Clipped || again(seen, c) {
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
	return lines
}

// spot is about where a text is painted.
type spot struct {
	text string
	x, y int
}

// again reports whether a character is painted that was painted there before, to be
// bold.
func again(seen map[spot]*pdf.Char, c *pdf.Char) bool {
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
