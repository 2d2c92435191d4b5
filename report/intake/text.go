package intake

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

var (
	lineEnds  = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	markup    = regexp.MustCompile(`(?i)<!doctype|<\?xml|</?(?:html|head|body|table|thead|tbody|tr|th|td|div|p|span)(?:\s[^<>]*|/)?>`)
	lineBreak = regexp.MustCompile(`(?i)<br(?:\s[^<>]*)?/?>`) // as Markdown has it
	invisible = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u2060", "", "\u00ad", "")
)

// markedText is text among which there is mark-up.
const markedText = "夹有网页标记的文本"

// readText is the front end for text: a line is a block.
func readText(data []byte, n *notes) ([]block, error) {
	if len(data) > source.MaxText {
		return nil, source.TooLong(pos{}, len(data), source.MaxText)
	}
	text, encoding, err := charset.Decode(data)
	if err != nil {
		return nil, err
	}
	if encoding != "UTF-8" {
		n.Find(pos{}, "I-t", "", encoding, "")
	}
	lines, err := split(text, n)
	if err != nil {
		return nil, err
	}
	lines = withoutPipes(lines, n)
	lines = separate(lines, n)
	cells := 0
	for i := range lines {
		lines[i].grid = divide(lines[i], i)
		if cells += len(lines[i].grid.cells); cells > source.MaxCells {
			return nil, source.TooManyCells(lines[i].at)
		}
	}
	return lines, nil
}

// split returns the lines that are not blank. Invisible characters go; other control
// characters and mark-up are errors.
func split(text string, n *notes) ([]block, error) {
	var lines []block
	joined := false
	chars := 0
	var at pos
	text = lineEnds.Replace(text)
	if !strings.Contains(strings.TrimSuffix(text, "\n"), "\n") {
		text = strings.ReplaceAll(text, "\v", "\n") // the lines of one paragraph
	}
	all := strings.Split(text, "\n")
	for i := 0; i < len(all); i++ {
		at.Line = i + 1
		raw, more := quotedLines(all[i:])
		i += more
		if len(raw) > source.MaxCell {
			return nil, source.TooLong(at, len(raw), source.MaxCell)
		}
		if err := noControls(raw, at); err != nil {
			return nil, err
		}
		raw = strings.ReplaceAll(raw, "&nbsp;", " ")
		if strings.Contains(raw, "|") {
			raw = lineBreak.ReplaceAllString(raw, "\n")
		} else {
			raw = lineBreak.ReplaceAllString(raw, "\v")
		}
		if markup.MatchString(raw) {
			return nil, source.Error(at, "I-b", "", markedText, copyAll)
		}
		raw = n.visible(raw, at)
		if strings.HasPrefix(raw, "\f") && len(lines) > 0 {
			lines[len(lines)-1].pageEnd = true
		}
		for _, raw := range strings.FieldsFunc(raw, isBreak) {
			text := oneLine(strings.TrimSpace(raw))
			switch {
			case text == "":
				continue
			case len(lines) == source.MaxBlocks:
				return nil, source.TooManyBlocks(at)
			}
			if chars += utf8.RuneCountInString(text); chars > source.MaxChars {
				return nil, source.TooManyChars(at, chars)
			}
			lines = append(lines, block{at: at, raw: raw, text: text, joined: joined})
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

// noControls refuses characters that no report can carry.
func noControls(s string, at pos) error {
	i := strings.IndexFunc(s, isControl)
	if i < 0 {
		return nil
	}
	r := []rune(s[i:min(i+4, len(s))])[0]
	return source.Error(at, "I-e", "", fmt.Sprintf("%U", r), "")
}

// isControl reports whether a report cannot carry the character, in a line from
// which breaks and what is invisible are still to be taken.
func isControl(r rune) bool { return doc.Forbidden(r) && r != '\ufeff' && !isBreak(r) }
