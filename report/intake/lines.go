package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// line is a line of the input that is not blank.
type line struct {
	number int    // in the input, from 1
	raw    string // as it stands: tabs at its ends count
	text   string // without the space at its ends
	joined bool   // no blank line stands before it
}

func (l line) indented() bool { return l.raw[0] != l.text[0] }

var (
	lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	// furniture is what stands on a page beside its text.
	furniture = regexp.MustCompile(`^(?:[-—–－―]\s*\d{1,3}\s*[-—–－―]|第\s*\d{1,3}\s*页(?:[\s,，/、]*共\s*\d{1,3}\s*页)?|[（(]?(?:续表|续上表|接上表)[）)]?)$`)
	markup    = regexp.MustCompile(`(?i)<!doctype|<\?xml|</?(?:html|head|body|table|thead|tbody|tr|th|td|div|p|span|br)(?:\s[^<>]*|/)?>`)
)

// split returns the lines that are not blank. What stands on a page beside its
// text and invisible characters go; other control characters and mark-up are
// errors.
func (p *parser) split(text string) ([]line, error) {
	var lines []line
	joined := false
	number := 0
	for raw := range strings.SplitSeq(lineEnds.Replace(text), "\n") {
		number++
		if len(raw) > maxLine {
			return nil, inputError(number, "I-c", "", strconv.Itoa(len(raw)), strconv.Itoa(maxLine))
		}
		if i := strings.IndexFunc(raw, isControl); i >= 0 {
			r := []rune(raw[i:min(i+4, len(raw))])[0]
			return nil, inputError(number, "I-e", "", codePoint(r), "")
		}
		if markup.MatchString(raw) {
			return nil, inputError(number, "I-b", "", "HTML", "")
		}
		if n := strings.Count(raw, "\u200b") + strings.Count(raw, "\ufeff") + strings.Count(raw, "\u2060") + strings.Count(raw, "\u00ad"); n > 0 {
			p.invisible.add(n, number)
			raw = strings.Map(func(r rune) rune {
				if r == '\u200b' || r == '\ufeff' || r == '\u2060' || r == '\u00ad' {
					return -1
				}
				return r
			}, raw)
		}
		for _, raw := range strings.FieldsFunc(raw, isBreak) {
			text := strings.TrimSpace(raw)
			switch {
			case text == "":
				continue
			case furniture.MatchString(fold(text)):
				p.furniture.add(1, number)
				continue
			case len(lines) == maxLines:
				return nil, inputError(number, "I-ae", "", "", strconv.Itoa(maxLines))
			}
			lines = append(lines, line{number, raw, text, joined})
			joined = true
		}
		if strings.TrimSpace(raw) == "" {
			joined = false
		}
	}
	return lines, nil
}

// isBreak reports whether the character ends a line within a paragraph, as a
// word processor's line breaks and page breaks do.
func isBreak(r rune) bool { return r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029' }

// isControl reports whether a report cannot carry the character, in a line from
// which breaks and what is invisible are still to be taken.
func isControl(r rune) bool { return doc.Forbidden(r) && r != '\ufeff' && !isBreak(r) }

// cell is a cell of a line of a table.
type cell struct {
	kind cellKind
	text string
	key  string // report.LabelKey of a label
	line int
	col  int // -1 where the line has no columns, only space between words
	of   int // cells of its line
}

type cellKind uint8

const (
	emptyCell cellKind = iota
	labelCell
	figureCell
	markCell // punctuation alone: a figure only where one must stand
)

// cellLine is a line taken apart into cells.
type cellLine struct {
	line
	cells []cell
	// padded is set where empty cells at the end of the line are there, and
	// were not trimmed.
	padded bool
}

// marksAlone reports whether several marks are all that is on the line, and draw
// no rule.
func (c cellLine) marksAlone() bool {
	marks, rule := 0, true
	for _, x := range c.cells {
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

// hasColumns reports whether something divides the cells of the line but space.
func (l line) hasColumns() bool { return strings.ContainsAny(l.raw, "\t|│｜┃") }

// cells takes a line apart: by pipes, else by tabs, else by any space.
func (p *parser) cells(l line) cellLine {
	c := cellLine{line: l}
	var texts []string
	columns := true
	switch pipes := strings.Map(pipe, l.raw); {
	case strings.Contains(pipes, "|"):
		pipes = strings.TrimSpace(pipes)
		c.padded = strings.HasSuffix(pipes, "|")
		pipes = strings.TrimSuffix(strings.TrimPrefix(pipes, "|"), "|")
		if strings.Trim(pipes, "-:| +=") == "" && strings.Contains(pipes, "---") {
			return c // the rule below the head
		}
		texts = strings.Split(pipes, "|")
	case strings.Contains(l.raw, "\t"):
		texts = strings.Split(l.raw, "\t")
		c.padded = strings.TrimSpace(texts[len(texts)-1]) == ""
	default:
		texts = strings.Fields(l.raw)
		columns = len(texts) == 1
	}
	c.cells = make([]cell, len(texts))
	for i, t := range texts {
		t = strings.TrimSpace(strings.Trim(strings.TrimSpace(t), `"`))
		x := cell{kind: kindOf(t), text: t, line: l.number, col: i, of: len(texts)}
		switch x.kind {
		case labelCell:
			x.key = report.LabelKey(t)
		case figureCell:
			x.text = unitInBrackets.ReplaceAllString(t, "$1$2")
		}
		if !columns {
			x.col = -1
		}
		c.cells[i] = x
	}
	p.ordinals(c)
	return c
}

// ordinals makes labels of numbers that stand in cells of their own before the
// label they belong to: the form has such a label, or nothing stands before the
// number but what several rows stand under.
func (p *parser) ordinals(c cellLine) {
	v := p.words[table3]
	leading := true
	for i := range c.cells {
		x := &c.cells[i]
		switch x.kind {
		case labelCell:
			_, group := v.heads[x.key]
			leading = leading && group
		case figureCell:
			next := slices.IndexFunc(c.cells[i+1:], func(y cell) bool { return y.kind != emptyCell })
			if isOrdinal(x.text) && next >= 0 {
				y, key := c.cells[i+1+next], report.LabelKey(x.text)
				if y.kind == labelCell && (leading || v.beginsLabel(key+y.key)) {
					x.kind, x.key = labelCell, key
					leading = false
					continue
				}
			}
			leading = false
		}
	}
}

const units = `件|条|项|个|宗|份|次|部|元|万元`

var (
	ordinal        = regexp.MustCompile(`^[1-9][.、]?$`)
	withUnit       = regexp.MustCompile(`^[-+]?[\d,.]*\d\s*(?:(?:` + units + `)|\((?:` + units + `)\))$`)
	unitInBrackets = regexp.MustCompile(`^(.*\S)\s*[（(](` + units + `)[）)]$`)
)

func isOrdinal(s string) bool { return ordinal.MatchString(fold(s)) }

// kindOf tells figures from labels: a label has Chinese characters. What is
// neither empty nor a label is a figure, if only a wrong one, so that nothing is
// passed over.
func kindOf(s string) cellKind {
	switch {
	case s == "":
		return emptyCell
	case s == "无" || s == "〇" || s == "零" || withUnit.MatchString(fold(s)):
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

func pipe(r rune) rune {
	if r == '│' || r == '｜' || r == '┃' {
		return '|'
	}
	return r
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

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
