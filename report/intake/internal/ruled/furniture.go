package ruled

import (
	"regexp"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

const (
	margin    = 0.14 // of the height of a page: what stands there may be furniture
	sameLevel = 3    // pt: that the same furniture is apart on two pages
	share     = 3    // it is on more than one page in so many
)

var digits = regexp.MustCompile(`[0-9０-９]+`)

// dropFurniture drops what stands at the head or the foot of several pages on the same
// level and differs in numbers alone.
func dropFurniture(sheets []*sheet, n *source.Notes) {
	type furniture struct {
		level paper.Pt
		key   string
	}
	pages := map[furniture]int{}
	of := func(sh *sheet, l *line) (near []furniture, ok bool) {
		h := sh.page.Box.Y1
		if l.base > margin*h && l.base < (1-margin)*h {
			return nil, false
		}
		key := digits.ReplaceAllString(strings.ReplaceAll(l.text, " ", ""), "0")
		level := paper.Pt(int(l.base / sameLevel))
		return []furniture{{level, key}, {level - 1, key}, {level + 1, key}}, true
	}
	for _, sh := range sheets {
		for _, l := range sh.lines {
			if f, ok := of(sh, l); ok {
				pages[f[0]]++
			}
		}
	}
	for _, sh := range sheets {
		numbers, heads := 0, 0
		kept := sh.lines[:0]
		for _, l := range sh.lines {
			f, ok := of(sh, l)
			same := 0
			for _, x := range f {
				same += pages[x]
			}
			if !ok || same < 2 || share*same <= len(sheets) {
				kept = append(kept, l)
				continue
			}
			if strings.Trim(f[0].key, "0-—–－―·.第页共,，/of ") == "" {
				numbers++
			} else {
				heads++
			}
		}
		sh.lines = kept
		at := report.Pos{Page: sh.page.Number}
		n.Repair("I-aa", numbers, at)
		n.Leave("页眉、页脚", heads, at)
	}
}
