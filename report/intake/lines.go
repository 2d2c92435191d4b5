package intake

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report"
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
	lineEnds   = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	pageNumber = regexp.MustCompile(`^[-—–－―]\s*\d{1,3}\s*[-—–－―]$`)
)

// split returns the lines that are not blank. Page numbers and invisible
// characters go; other control characters are errors.
func (p *parser) split(text string) ([]line, error) {
	var lines []line
	joined := false
	number := 0
	for raw := range strings.SplitSeq(lineEnds.Replace(text), "\n") {
		number++
		if len(raw) > maxLine {
			return nil, inputError(number, "I-c", "", fmt.Sprintf("一行 %d 字节", len(raw)), fmt.Sprintf("%d 字节", maxLine))
		}
		if i := strings.IndexFunc(raw, isControl); i >= 0 {
			r := []rune(raw[i:min(i+4, len(raw))])[0]
			return nil, inputError(number, "I-e", "", codePoint(r), "")
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
		// A line separator is what a line break within a paragraph becomes.
		for _, raw := range strings.FieldsFunc(raw, func(r rune) bool { return r == '\u2028' || r == '\u2029' }) {
			text := strings.TrimSpace(raw)
			switch {
			case text == "":
				continue
			case pageNumber.MatchString(fold(text)):
				p.pageNumbers.add(1, number)
				continue
			case len(lines) == maxLines:
				return nil, inputError(number, "I-c", "", fmt.Sprintf("多于 %d 行", maxLines), fmt.Sprintf("%d 行", maxLines))
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

// isControl reports whether a report cannot carry the character: control
// characters other than the tab, bidirectional controls, noncharacters.
func isControl(r rune) bool {
	switch {
	case r == '\t', r == '\ufeff':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0, r == 0x200E, r == 0x200F, r == 0x061C,
		r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069,
		r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return true
	}
	return false
}

// cell is a cell of a line of a table.
type cell struct {
	kind cellKind
	text string
	key  string // report.LabelKey of a label
	line int
	col  int // -1 where the line has no columns, only space between words
}

type cellKind uint8

const (
	emptyCell cellKind = iota
	labelCell
	figureCell
)

// cellLine is a line taken apart into cells.
type cellLine struct {
	line
	cells []cell
	// padded is set where empty cells at the end of the line are there, and
	// were not trimmed.
	padded bool
}

// cells takes a line apart: by pipes, else by tabs, else by any space.
func (l line) cells() cellLine {
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
	figures := false
	for i, t := range texts {
		t = strings.TrimSpace(strings.Trim(strings.TrimSpace(t), `"`))
		x := cell{kind: kindOf(t, figures), text: t, line: l.number, col: i}
		if x.kind == labelCell {
			x.key = report.LabelKey(t)
		}
		figures = figures || x.kind == figureCell && !isOrdinal(t)
		if !columns {
			x.col = -1
		}
		c.cells[i] = x
	}
	c.ordinals()
	return c
}

// ordinals makes labels of numbers that stand in cells of their own before the
// label they belong to.
func (c *cellLine) ordinals() {
	for i := range c.cells {
		x := &c.cells[i]
		if x.kind != figureCell {
			continue
		}
		if !isOrdinal(x.text) {
			return
		}
		next := emptyCell
		for _, y := range c.cells[i+1:] {
			if next = y.kind; next != emptyCell {
				break
			}
		}
		if next != labelCell {
			return
		}
		x.kind, x.key = labelCell, report.LabelKey(x.text)
	}
}

var (
	ordinal  = regexp.MustCompile(`^[1-9][.、]?$`)
	withUnit = regexp.MustCompile(`^[-+]?[\d,.]*\d\s*(?:[件条项个宗份次部元]|万元)$`)
)

func isOrdinal(s string) bool { return ordinal.MatchString(fold(s)) }

// kindOf tells figures from labels: a label has Chinese characters. What is
// neither empty nor a label is a figure, if only a wrong one, so that nothing is
// passed over; punctuation alone is nothing before the figures of its line.
func kindOf(s string, afterFigures bool) cellKind {
	if s == "" {
		return emptyCell
	}
	if !strings.ContainsFunc(s, isHan) {
		if report.LabelKey(s) == "" && !afterFigures {
			if c, err := report.ParseCount(s); err != nil || c != report.NotApplicable {
				return emptyCell
			}
		}
		return figureCell
	}
	if s == "无" || s == "〇" || s == "零" || withUnit.MatchString(fold(s)) {
		return figureCell
	}
	return labelCell
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
