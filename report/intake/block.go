package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// pos is a place in the input.
type pos = report.Pos

// block is a paragraph or a row of a table, and often there is no telling which.
type block struct {
	at     pos
	text   string // without the space at its ends
	raw    string // of a line of text: as it stands
	joined bool   // of a line of text: it follows on the line before
	cut    bool   // furniture of the page stood before it
	// pageEnd is of the last line of a page, as far as that is known.
	pageEnd bool
	grid    grid
}

func (b block) indented() bool { return b.raw[0] != b.text[0] }

// single returns the text of the block, of one cell where the others have the same or none.
func (b block) single() string {
	if !b.grid.divided {
		return b.text
	}
	text := ""
	for _, x := range b.grid.cells {
		if isFilled(x) && text != "" && x.text != text {
			return b.text
		}
		if isFilled(x) {
			text = x.text
		}
	}
	return text
}

// grid is the cells of a block.
type grid struct {
	cells   []cell
	divided bool // by more than space
	padded  bool // empty cells at the end of the row are there, and were not trimmed
	table   int  // of a row of a table that the file gives with its spans: which, from 1; else 0
}

// cell is a cell of a table.
type cell struct {
	kind cellKind
	text string
	key  string // labelKey of a label
	at   pos
	row  int // its block
	col  int // -1 where nothing but space divides the cells
	of   int // cells of its row
	// Of a cell of a table that the file gives:
	table int          // which, from 1; else 0
	cols  int          // that it spans
	lines []string     // of its text, where there are several
	state source.State // how the text is to be taken
}

type cellKind uint8

const (
	emptyCell cellKind = iota
	labelCell
	figureCell
	markCell // punctuation alone: a figure only where one must stand
)

func newCell(text string) cell {
	c := cell{kind: kindOf(text), text: text}
	if c.kind == labelCell {
		c.key = labelKey(text)
	}
	return c
}

func isLabel(c cell) bool { return c.kind == labelCell }

func isFilled(c cell) bool { return c.kind != emptyCell }

// marksAlone reports whether several marks are all that is in the row, and draw
// no rule.
func (g grid) marksAlone() bool {
	marks, rule := 0, true
	for _, x := range g.cells {
		switch x.kind {
		case emptyCell:
		case markCell:
			marks++
			rule = rule && strings.Trim(x.text, "-=+:") == ""
		default:
			return false
		}
	}
	return marks > 1 && !rule
}

// figuresAlone reports whether nothing but figures is in the row.
func (g grid) figuresAlone() bool {
	figures := 0
	for _, x := range g.cells {
		switch x.kind {
		case emptyCell:
		case figureCell:
			figures++
		default:
			return false
		}
	}
	return figures > 0
}

// ordinals makes labels of numbers that stand in cells of their own before the
// label they belong to: the form has such a label, or nothing stands before the
// number but what several rows stand under.
func (g grid) ordinals(v *vocabulary) {
	leading := true
	for i := range g.cells {
		x := &g.cells[i]
		switch x.kind {
		case labelCell:
			_, group := v.heads[x.key]
			leading = leading && group
		case figureCell:
			next := slices.IndexFunc(g.cells[i+1:], isFilled)
			if isOrdinal(x.text) && next >= 0 {
				y, key := g.cells[i+1+next], labelKey(x.text)
				if y.kind == labelCell && (leading || v.beginsLabel(key+y.key)) {
					x.kind, x.key = labelCell, key
				}
			}
			leading = false
		}
	}
}

const units = `件|条|项|个|宗|份|次|部|元|万元`

var (
	ordinal = regexp.MustCompile(`^[1-9][.、]?$`)
	// figureInWords is a figure with Chinese characters before or behind the digits.
	figureInWords = regexp.MustCompile(`^[-+−–增减]?[\d,.]*\d\s*(?:(?:` + units + `)|\((?:` + units + `)\))?$`)
)

func isOrdinal(s string) bool { return ordinal.MatchString(fold(s)) }

// kindOf tells figures from labels: a label has Chinese characters. What is
// neither empty nor a label is a figure, if only a wrong one, so that nothing is
// passed over.
func kindOf(s string) cellKind {
	switch {
	case s == "":
		return emptyCell
	case s == "无" || s == "〇" || s == "零" || figureInWords.MatchString(fold(s)):
		return figureCell
	case strings.ContainsFunc(s, isHan):
		return labelCell
	case report.LabelKey(s) != "":
		return figureCell
	}
	if c, err := report.ParseCount(s); err == nil && c == report.NotApplicable {
		return figureCell
	}
	return markCell
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// fold makes full-width letters, digits and marks half-width. Chinese
// punctuation stays.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == '\u3000' || r == '\u00a0':
			return ' '
		}
		return r
	}, s)
}
