package doc

import (
	"fmt"
	"strings"
	"testing"
)

func TestGroups(t *testing.T) {
	for _, test := range []struct {
		name     string
		table    *Table
		headRows int
		want     string // rows of each; ^ after the head, ' after those with heads of their own
	}{
		{"no rows", grid(2), 0, ""},
		{"no heads", grid(2, "a b", "c d"), 0, "0-2"},
		{"repeated heads", grid(2, "C1 C2", "R1 a", "R2 b"), 1, "0-1^ 1-3"},
		{"heads that are not repeated", grid(2, "C1 C2", "R1 a", "R2 b"), 0, "0-3"},
		{"heads alone", grid(2, "C1 C2"), 1, "0-1^"},
		{"a cell from the heads into the body", grid(2, "C1:2x1 C2", "a", "R1 b"), 1, "0-3"},
		{"heads of two rows", grid(2, "C1:2x1 C2", "C3", "R1 b"), 2, "0-2^ 2-3"},
		{"blocks under heads of their own", grid(2, "C1:1x2", "C2 C3", "R1 a", "C4:1x2", "C5 C6", "R2 b", "R3 c"), 0, "0-3 3-7'"},
		{"the same below repeated heads", grid(2, "C1 C2", "R1 a", "C3 C4", "R2 b"), 1, "0-1^ 1-2 2-4'"},
		{"heads below repeated heads", grid(2, "C1 C2", "C3 C4", "R2 b"), 1, "0-1^ 1-3"},
		{"heads in some columns", grid(2, "R1 a", "R2 C1", "R3 b"), 0, "0-1 1-3'"},
		{"a head in the first column alone", grid(2, "R1 a", "C1 b"), 0, "0-1 1-2'"},
		{"labels of several rows", grid(3, "R1 R2 a", "R3:2x1 R4 b", "R5 c", "R6:1x2 d", "R7:1x2 e"), 0, "0-1 1-3 3-5"},
		{"one label after another", grid(3, "R1:2x1 R2 a", "R3 b", "R4:2x1 R5 c", "R6 d"), 0, "0-2 2-4"},
		{"a label with heads", grid(3, "R1 R2 a", "R3:2x1 C1 C2", "R5 c"), 0, "0-1 1-3'"},
		{"a label of several rows in another column", grid(3, "R1 R2 a", "R3 R4:2x1 b", "R5 c"), 0, "0-3"},
		{"repeated rows without heads", grid(2, "R1 a", "C1 C2", "R2 b"), 1, "0-1^ 1-3'"},
		{"a figure of several rows", grid(2, "a:2x1 b", "c", "d e"), 0, "0-3"},
		{"a cell across the beginning of a block", grid(2, "R1 a:2x1", "C1", "R2 b"), 0, "0-3"},
	} {
		g, err := kinds(test.table).Grid()
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, x := range g.Groups(test.headRows) {
			s := fmt.Sprintf("%d-%d", x.From, x.To)
			if x.Head {
				s += "^"
			}
			if x.Heads {
				s += "'"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: %s, want %s", test.name, s, test.want)
		}
	}
}
