package intake

import (
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

var (
	// pageReference is the end of a line in a table of contents.
	pageReference = regexp.MustCompile(`[\s.．·…⋯]+-?\s*\d{1,3}\s*-?$`)
	partStart     = regexp.MustCompile(`^[（(]\s*[一二三四五六七八九十]`)
)

// dropContents drops a table of contents: the title 目录, or titles of sections
// with page numbers, as long as the titles come again below.
func (p *parser) dropContents(lines []line) []line {
	for from := range lines[:min(maxHeader, len(lines))] {
		key := report.LabelKey(lines[from].text)
		titled := key == "目录" || key == "目次"
		at := from
		if titled {
			at++
		}
		var sections []int
		end := at
		for ; end < len(lines); end++ {
			text := lines[end].text
			entry := strings.TrimSpace(pageReference.ReplaceAllString(fold(text), ""))
			paged := entry != fold(text)
			h, ok := parseHeading(entry)
			ok = ok && h.exact && h.rest == ""
			if ok && slices.Contains(sections, h.section) || !ok && !(paged && partStart.MatchString(entry)) || !titled && !paged {
				break
			}
			if ok {
				sections = append(sections, h.section)
			}
		}
		if len(sections) < 2 || !titled && len(sections) < 3 || !comeAgain(lines[end:], sections) {
			continue
		}
		p.contents.add(end-from, lines[from].number)
		return slices.Concat(lines[:from], lines[end:])
	}
	return lines
}

// comeAgain reports whether the titles of the sections are among the lines.
func comeAgain(lines []line, sections []int) bool {
	missing := slices.Clone(sections)
	for i := range lines {
		if h, _, ok := headingAt(lines, i); ok {
			missing = slices.DeleteFunc(missing, func(s int) bool { return s == h.section })
		}
	}
	return len(missing) == 0
}
