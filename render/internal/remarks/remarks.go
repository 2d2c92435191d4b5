// Package remarks hands the writers the comments of a document as they come to the
// places of these.
package remarks

import (
	"slices"

	"github.com/nianbao/nianbao/report/doc"
)

// List is remarks that are still to be written, in reading order.
type List []doc.Remark

// Take returns those at the block or at its cell, which come first, and forgets them.
func (l *List) Take(block int, cell *doc.Cell) []doc.Remark {
	n := 0
	for n < len(*l) && (*l)[n].Block == block && (*l)[n].Cell == cell {
		n++
	}
	taken := (*l)[:n]
	*l = (*l)[n:]
	return taken
}

// Walk goes through the runs of a place with the remarks at it: piece gets the text
// between the edges of what they are on, and of how many of them it is part. Without
// remarks, pieces are the runs.
func Walk(runs []doc.Run, at []doc.Remark, piece func(r doc.Run, on int), begin, end func(doc.Remark)) {
	var edges []int
	for _, r := range at {
		edges = append(edges, r.From, r.To)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	offset, on := 0, 0
	edge := func() {
		if len(edges) == 0 || edges[0] != offset {
			return
		}
		edges = edges[1:]
		for _, r := range at {
			if r.To == offset && r.From < offset {
				end(r)
				on--
			}
		}
		for _, r := range at {
			if r.From != offset {
				continue
			}
			begin(r)
			if r.To == offset { // it is on a place without text
				end(r)
			} else {
				on++
			}
		}
	}
	edge()
	for _, r := range runs {
		for r.Text != "" {
			n := len(r.Text)
			if len(edges) > 0 {
				n = min(n, edges[0]-offset)
			}
			p := r
			p.Text, r.Text = r.Text[:n], r.Text[n:]
			piece(p, on)
			offset += n
			edge()
		}
	}
}
