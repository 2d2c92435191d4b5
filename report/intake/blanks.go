package intake

import (
	"path"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// tellZeros tells how many empty cells were read as 0.
func (n *notes) tellZeros(zeros int) {
	if zeros > 0 {
		n.Find(pos{}, "I-ap", "", strconv.Itoa(zeros), "")
	}
}

// tellAdded tells, once for a table, that totals were left blank.
func (n *notes) tellAdded(totals []printedTotal) {
	table := 0
	for _, c := range totals {
		if c.text == "" && !c.Blank() && c.Table != table {
			table = c.Table
			n.tellAt(c.Path, source.Finding(c.at, "I-al", c.Place, labelTotal, ""))
		}
	}
}

// blankCell is a cell for which nothing was printed.
type blankCell struct {
	report.Cell
	at pos
}

// tellBlanks tells, once for a table, how many of the blank cells would agree with
// the printed totals of their rows and columns if they were zeros.
func (n *notes) tellBlanks(blanks []blankCell, totals []printedTotal) {
	for len(blanks) > 0 {
		first, zeros := blanks[0], 0
		for len(blanks) > 0 && blanks[0].Table == first.Table {
			if blanks[0].agrees(totals) {
				if zeros == 0 {
					first = blanks[0]
				}
				zeros++
			}
			blanks = blanks[1:]
		}
		if zeros > 0 {
			table, _, _ := strings.Cut(first.Place, " ")
			n.Find(first.at, "I-dl", table, strconv.Itoa(zeros), "")
		}
	}
}

// agrees reports whether there are printed totals to which the cell belongs, and
// all of them are right without a figure in it.
func (c blankCell) agrees(totals []printedTotal) bool {
	some := false
	for _, total := range totals {
		if !c.belongsTo(total) {
			continue
		}
		printed, _ := report.ParseCount(total.text)
		n, ok := printed.Int()
		if !ok {
			continue
		}
		if sum, _ := total.Int(); sum != n {
			return false
		}
		some = true
	}
	return some
}

func (c blankCell) belongsTo(total printedTotal) bool {
	return total.Row == c.Row || total.Column == c.Column && strings.HasPrefix(c.Row, path.Dir(total.Row)+"/")
}
