package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// numberHeads are the heads of a column that numbers the rows, by their keys.
var numberHeads = []string{"序号", "行次", "序次", "项次", "编号"}

// rowNumbers is what is told of a column that is left out.
const rowNumbers = "行的序号"

// withoutNumbers takes out of the rows of a table a column that does nothing but number
// them: one that is headed so, or stands before all labels, with 1, 2, 3 and so on down.
func withoutNumbers(rows []block, n *notes) []block {
	col, headed := numberColumn(rows)
	numbered := 0 // so far; below a head numbers may begin anew
	var first pos
	for _, b := range rows {
		i := b.grid.at(col)
		if i < 0 {
			continue
		}
		switch x := b.grid.cells[i]; {
		case x.text == strconv.Itoa(numbered+1), headed && x.text == "1":
			numbered, _ = strconv.Atoi(x.text)
			first = cmp.Or(first, x.at)
			if !headed && b.grid.lastLabel() <= i {
				return rows
			}
		case isDigits(x.text), x.kind == figureCell, x.kind == labelCell && !isNumberHead(x) && b.grid.hasFigures():
			return rows
		}
	}
	const sure = 3 // numbers, that nothing else is so
	if first == (pos{}) || !headed && numbered < sure {
		return rows
	}
	taken := 0
	rows = slices.Clone(rows)
	for r, b := range rows {
		i := b.grid.at(col)
		if i < 0 {
			continue
		}
		switch x := b.grid.cells[i]; {
		case isDigits(x.text):
			taken++
		case x.kind == labelCell && !isNumberHead(x):
			continue // over several columns
		}
		cells := slices.Delete(slices.Clone(b.grid.cells), i, i+1)
		for j := range cells {
			if cells[j].of--; j >= i && b.grid.table == 0 {
				cells[j].col--
			}
		}
		rows[r].grid.cells = cells
	}
	n.Leave(rowNumbers, taken, first)
	return rows
}

func isNumberHead(x cell) bool { return x.kind == labelCell && slices.Contains(numberHeads, x.key) }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// numberColumn returns the column that is headed as one of numbers, or the first.
func numberColumn(rows []block) (col int, headed bool) {
	for _, b := range rows {
		for _, x := range b.grid.cells {
			if x.col >= 0 && x.cols <= 1 && isNumberHead(x) {
				return x.col, true
			}
		}
	}
	return 0, false
}

// at returns which cell begins in a column, or -1.
func (g grid) at(col int) int {
	return slices.IndexFunc(g.cells, func(x cell) bool { return x.col == col })
}

// lastLabel returns which cell is the last label, or -1.
func (g grid) lastLabel() int {
	for i, x := range slices.Backward(g.cells) {
		if x.kind == labelCell {
			return i
		}
	}
	return -1
}

func (g grid) hasFigures() bool {
	return slices.ContainsFunc(g.cells, func(x cell) bool { return x.kind == figureCell })
}
