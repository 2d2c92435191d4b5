package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// cutNote takes the last note on a revision out of the blocks: what begins as one and, with
// the lines that it goes on in, reads as one.
func cutNote(blocks []block, n *notes) ([]block, report.Revision, error) {
	const most = 50 // lines that a note has
	for i, first := range slices.Backward(blocks) {
		if !beginsNote(first.text) {
			continue
		}
		var text strings.Builder
		for j, b := range blocks[i:min(len(blocks), i+most)] {
			if j > 0 {
				text.WriteString(between(blocks[i+j-1].text, b.text))
			}
			text.WriteString(b.text)
			x, ok := report.ParseNote(typeset(text.String()).text)
			if !ok {
				continue
			}
			n.typeset(text.String(), first.at) // what was put right is told
			n.Repair("I-x", j, first.at)
			return slices.Concat(blocks[:i], blocks[i+j+1:]), x, checkNote(x, first.at)
		}
	}
	return blocks, report.Revision{}, nil
}

// beginsNote reports whether the text begins as a note on a revision.
func beginsNote(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, "（( "), "更正说明")
}

// checkNote refuses what no revision may have.
func checkNote(x report.Revision, at pos) error {
	if err := noControls(x.Reason, at); err != nil || x.Date == (report.Date{}) {
		return err
	}
	if checkDate(x.Date, at) != nil {
		return source.Error(at, "R-f", "更正日期", x.Date.String(), "")
	}
	return nil
}
