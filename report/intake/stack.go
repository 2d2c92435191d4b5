package intake

import (
	"slices"
	"strings"
)

// stack puts the heads of blocks together that were torn: over cells or lines one after
// the other, or line by line, so that the beginnings of several come before their ends.
// What makes no head stays as it was.
func (v *vocabulary) stack(run []cell) []cell {
	type slot struct {
		cell
		parts []cell
	}
	var slots []slot
	var open []int // slots of beginnings, in order
	at := 0        // which of them is next on the line
	for i, x := range run {
		if i > 0 && x.row != run[i-1].row {
			at = 0
		}
		if at < len(open) {
			s := &slots[open[at]]
			key := sameWords.Replace(s.key + x.key)
			_, whole := v.heads[key]
			if whole || v.beginsHead(key) {
				s.key, s.text = key, s.text+x.text
				s.parts = append(s.parts, x)
				if whole {
					open = slices.Delete(open, at, at+1)
				} else {
					at++
				}
				continue
			}
		}
		slots = append(slots, slot{x, []cell{x}})
		if _, whole := v.heads[x.key]; !whole && v.beginsHead(x.key) {
			open = append(open, len(slots)-1)
		}
		at = len(open)
	}
	var out []cell
	for i, s := range slots {
		if len(open) > 0 && open[0] == i {
			open = open[1:]
			out = append(out, s.parts...)
			continue
		}
		out = append(out, s.cell)
	}
	return out
}

// beginsHead reports whether a head begins with the key and is longer.
func (v *vocabulary) beginsHead(key string) bool {
	for _, c := range v.context {
		if len(c) > len(key) && strings.HasPrefix(c, key) {
			return true
		}
	}
	return false
}

// longestHeads is more blocks than the heads of a table stand on where they are torn
// into characters.
const longestHeads = 120

// headsAt returns how many blocks from the first are heads of a table of blocks, torn or
// not, or 0 where they are not all of a block's.
func (v *vocabulary) headsAt(blocks []block) int {
	var run []cell
	n := 0
	for n < min(len(blocks), longestHeads) && v.all(blocks[n].grid) {
		for _, x := range blocks[n].grid.cells {
			if isLabel(x) {
				run = append(run, x)
			}
		}
		n++
	}
	if n < 2 {
		return 0
	}
	found := map[string]bool{}
	for _, x := range v.stack(run) {
		for _, y := range v.several(x.key, false) {
			found[y.label] = true
		}
	}
	for _, c := range v.Rows[0].Columns {
		if !found[c] {
			return 0
		}
	}
	return n
}
