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

// maxContents is more entries than a table of contents has.
const maxContents = 200

// dropContents drops a table of contents: the title 目录, or titles of sections
// with page numbers, as long as the titles come again below.
func dropContents(blocks []block, n *notes) []block {
	for from := range blocks[:min(maxHeader, len(blocks))] {
		key := report.LabelKey(blocks[from].text)
		titled := key == "目录" || key == "目次"
		at := from
		if titled {
			at++
		}
		var sections []int
		end := at
		for ; end < min(len(blocks), from+maxContents); end++ {
			text := fold(blocks[end].text)
			entry := strings.TrimSpace(pageReference.ReplaceAllString(text, ""))
			paged := entry != text
			h, ok := parseHeading(entry)
			ok = ok && h.exact && h.rest == ""
			if ok && slices.Contains(sections, h.section) || !ok && !(paged && partStart.MatchString(entry)) || !titled && !paged {
				break
			}
			if ok {
				sections = append(sections, h.section)
			}
		}
		if len(sections) < 2 || !titled && len(sections) < 3 || !comeAgain(blocks[end:], sections) {
			continue
		}
		n.Repair("I-ai", end-from, blocks[from].at)
		return slices.Concat(blocks[:from], blocks[end:])
	}
	return blocks
}

// comeAgain reports whether the titles of the sections are among the blocks.
func comeAgain(blocks []block, sections []int) bool {
	missing := slices.Clone(sections)
	for i := range blocks {
		if h, _, ok := headingAt(blocks, i); ok {
			missing = slices.DeleteFunc(missing, func(s int) bool { return s == h.section })
		}
	}
	return len(missing) == 0
}
