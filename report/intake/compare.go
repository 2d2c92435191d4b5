package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/internal/align"
)

// unnamed stands in a document for an agency that its report does not name.
const unnamed = "××××"

// apartError says where a document is another than that of the data.
type apartError struct {
	at   pos
	says string // what stands there
}

func (e *apartError) Error() string { return e.says }

// compare takes into the report what a document says otherwise, which is told. The
// error is an *apartError where it is another document, with other rows or headings,
// or an [*report.InputError].
func compare(r *report.Report, s *source.Source) (*merge, error) {
	m := &merge{
		report: r, typeset: isPaged(s.Format), numbers: s.Format == formatXLSX,
		labels: map[string]bool{}, figures: map[string]said{}, changed: map[string]said{},
		lines: map[string][]string{}, added: map[string][]string{},
	}
	visible := linesOf(s)
	if m.numbers {
		visible = joinTitle(visible)
	}
	is, visible, with, err := m.align(visible, s)
	if err != nil {
		return m, err
	}
	m.know(is)
	for i, j := 0, 0; i < len(is) || j < len(visible); i, j = i+1, j+1 {
		nextI := i
		for nextI < len(is) && with[nextI] < 0 {
			nextI++
		}
		nextJ, next := len(visible), ""
		if nextI < len(is) {
			nextJ, next = with[nextI], is[nextI][0].path
		}
		if err := m.gap(is[i:nextI], visible[j:nextJ], next); err != nil {
			return m, err
		}
		if i, j = nextI, nextJ; i < len(is) {
			if err := m.line(is[i], visible[j]); err != nil {
				return m, err
			}
		}
	}
	m.paragraphs()
	return m, m.setFigures()
}

// isPaged reports whether files of a format are pages, of which the lines are those of
// typesetting.
func isPaged(format string) bool { return format == formatPDF || format == formatOFD }

func (m *merge) keys(lines []line) []string {
	keys := make([]string, len(lines))
	for i, l := range lines {
		if m.numbers {
			l = l.withoutBlankEnd()
		}
		keys[i] = l.key(m.typeset)
	}
	return keys
}

// align returns what the document of the report says, with headings that run in where the
// file has them so, the visible lines, and for each of the former which of the latter it
// is, or -1. The note on a revision is part of it where the file was made with one; PDF and
// OFD do not say whether it was, and show it.
func (m *merge) align(says []line, s *source.Source) (is, visible []line, with []int, err error) {
	named := *m.report
	if strings.TrimSpace(named.Agency) == "" {
		named.Agency = unnamed
	}
	least := 0
	note := slices.Contains(strings.Fields(s.Carried.Options), "note") ||
		m.typeset && slices.ContainsFunc(says, func(l line) bool { return beginsNote(l[0].text) })
	for _, runIn := range [...]bool{true, false} {
		lines, err := linesOfReport(&named, s.Format == formatHTML, runIn, note)
		if err != nil {
			return nil, nil, nil, &apartError{says: err.Error()}
		}
		seen := says
		if m.typeset {
			seen = fit(lines, says)
		}
		pairs := align.Pairs(m.keys(lines), m.keys(seen))
		differ := len(lines) + len(seen)
		for _, j := range pairs {
			if j >= 0 {
				differ -= 2
			}
		}
		if is == nil || differ < least {
			is, visible, with, least = lines, seen, pairs, differ
		}
	}
	return is, visible, with, nil
}

// know notes the labels and the sections that the document of the report has.
func (m *merge) know(is []line) {
	for _, l := range is {
		for _, x := range l {
			switch x.kind {
			case labelText:
				m.labels[report.LabelKey(x.text)] = true
			case sectionText:
				m.sections = append(m.sections, x.path)
			}
		}
	}
}

// joinTitle joins the title that stands in two lines, agency and year, as in workbooks.
func joinTitle(lines []line) []line {
	if len(lines) < 2 || len(lines[0]) > 1 || len(lines[1]) > 1 {
		return lines
	}
	if _, ok := parseHeading(lines[1][0].text); ok {
		return lines
	}
	title := lines[0][0]
	title.text += "\n" + lines[1][0].text
	return append([]line{{title}}, lines[2:]...)
}

// sameNumber reports whether two figures are the same number: +80 and 80, 180.00 and
// 180.
func sameNumber(a, b string) bool {
	x, err := report.ParseAmount(strings.TrimPrefix(a, "+"))
	y, err2 := report.ParseAmount(strings.TrimPrefix(b, "+"))
	const digits = "+0123456789.,"
	if err != nil || err2 != nil || strings.TrimLeft(a, digits) != strings.TrimLeft(b, digits) { // units differ
		return false
	}
	n, ok := x.Rat()
	k, ok2 := y.Rat()
	return ok && ok2 && n.Cmp(k) == 0
}
