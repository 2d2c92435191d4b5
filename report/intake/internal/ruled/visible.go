package ruled

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// unreadable stands for a character of which nothing is known but its place: the geta
// mark of the typesetters.
const unreadable = "〓"

// visible returns the characters that are seen on the page. What is not to be seen is
// told, and refused where it is what the page is read by, or where a table is cut.
func (sh *sheet) visible(n *source.Notes) (chars []*paper.Char, err error) {
	if turned := sh.turned(); turned > len(sh.page.Chars)/2 {
		return nil, source.Error(sh.at(), "I-cz", "", "", "")
	}
	hidden, outside, unknown, marks := 0, 0, 0, 0
	var doubtful strings.Builder
	lines := newStrikes(sh.page)
	for i := range sh.page.Chars {
		c := &sh.page.Chars[i]
		inTable := sh.tableAt(c) != nil
		switch {
		case c.Text != "" && strings.TrimSpace(c.Text) == "":
			continue
		case isWatermark(c):
			marks++
			continue
		case c.Invisible && sh.overPicture(c):
			return nil, source.Error(sh.at(), "I-ct", "", "", "")
		case c.Invisible:
			hidden++
			continue
		case c.Clipped && (inTable || sh.besideTable(c)):
			return nil, source.Error(sh.at(), "I-cq", "", c.Text, "")
		case c.Clipped:
			outside++
			continue
		case c.NoText && inTable:
			return nil, source.Error(sh.at(), "I-cu", "", "", "")
		case c.NoText:
			unknown++
			known := *c
			known.Text = unreadable
			c = &known
		}
		if c.Doubtful || lines.strike(c) {
			doubtful.WriteString(c.Text)
		}
		chars = append(chars, c)
	}
	if lines.compared > maxStrikes {
		return nil, source.TooMany(sh.at(), "页面上的线条和图形", maxStrikes)
	}
	if doubtful.Len() > 0 {
		n.Find(sh.at(), "I-dt", "", quoted(doubtful.String()), "")
	}
	n.Leave("水印", min(marks, 1), sh.at())
	n.Leave("隐藏的文字", hidden, sh.at())
	n.Leave("页面以外的文字", outside, sh.at())
	if unknown > 0 {
		n.Find(sh.at(), "I-cv", "", strconv.Itoa(unknown), unreadable)
	}
	for _, t := range sh.tables {
		const over = 1 // pt
		if b := sh.page.Box; t.box.X0 < b.X0-over || t.box.X1 > b.X1+over || t.box.Y0 < b.Y0-over || t.box.Y1 > b.Y1+over {
			return nil, source.Error(sh.at(), "I-cq", "", "", "")
		}
	}
	return chars, nil
}

func (sh *sheet) overPicture(c *paper.Char) bool {
	x, y := centre(c)
	for _, r := range sh.page.Pictures {
		if r.X0 <= x && x <= r.X1 && r.Y0 <= y && y <= r.Y1 {
			return true
		}
	}
	return false
}

// besideTable reports whether a character is on the height of a table.
func (sh *sheet) besideTable(c *paper.Char) bool {
	_, y := centre(c)
	for _, t := range sh.tables {
		if t.box.Y0 <= y && y <= t.box.Y1 {
			return true
		}
	}
	return false
}

// isWatermark reports whether a character is of a text across the page.
func isWatermark(c *paper.Char) bool {
	const large = 24 // pt: that no text is whose lines run up or down the page
	return c.Turned && c.Size > large
}

// turned counts the characters in lines that run up or down the page.
func (sh *sheet) turned() (n int) {
	for i := range sh.page.Chars {
		if sh.page.Chars[i].Turned {
			n++
		}
	}
	return n
}

// strikes are the level rules of a page, from its foot, by which characters may be struck
// out.
type strikes struct {
	levels   []rule
	compared int
}

const maxStrikes = 10_000_000 // characters with rules

func newStrikes(p *paper.Page) *strikes {
	var levels []rule
	for _, r := range p.Rules {
		if w, h := r.X1-r.X0, r.Y1-r.Y0; w > h {
			levels = append(levels, rule{(r.Y0 + r.Y1) / 2, r.X0, r.X1})
		}
	}
	slices.SortFunc(levels, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	return &strikes{levels: levels}
}

// strike reports whether a rule runs through a letter or a digit.
func (s *strikes) strike(c *paper.Char) bool {
	const low, high = 0.15, 0.6 // above the baseline, of the size
	r, _ := utf8.DecodeRuneInString(c.Text)
	if c.Turned || !isWord(r) {
		return false
	}
	x, _ := centre(c)
	i, _ := slices.BinarySearchFunc(s.levels, c.Base+low*c.Size, func(l rule, at paper.Pt) int { return cmp.Compare(l.at, at) })
	for ; i < len(s.levels) && s.levels[i].at <= c.Base+high*c.Size && s.compared <= maxStrikes; i++ {
		s.compared++
		if l := s.levels[i]; l.from <= x && x <= l.to {
			return true
		}
	}
	return false
}
