package remarks

import (
	"fmt"
	"testing"

	"github.com/nianbao/nianbao/report/doc"
)

func TestWalk(t *testing.T) {
	runs := []doc.Run{{Text: "ab"}, {Text: "cd", Bold: true}, {Text: ""}, {Text: "ef"}}
	for _, c := range []struct {
		runs []doc.Run
		at   [][2]int
		want string
	}{
		{runs, nil, "ab0 cd0* ef0 "},
		{runs, [][2]int{{0, 6}}, "(0 ab1 cd1* ef1 0) "},
		{runs, [][2]int{{1, 3}}, "a0 (0 b1 c1* 0) d0* ef0 "},
		{runs, [][2]int{{0, 3}, {2, 5}}, "(0 ab1 (1 c2* 0) d1* e1 1) f0 "}, // they overlap
		{runs, [][2]int{{2, 4}, {2, 4}}, "ab0 (0 (1 cd2* 0) 1) ef0 "},
		{runs, [][2]int{{0, 2}, {2, 4}}, "(0 ab1 0) (1 cd1* 1) ef0 "}, // they meet
		{runs, [][2]int{{0, 6}, {0, 1}}, "(0 (1 a2 1) b1 cd1* ef1 0) "},
		{nil, [][2]int{{0, 0}, {0, 0}}, "(0 0) (1 1) "},
	} {
		var at []doc.Remark
		for i, x := range c.at {
			at = append(at, doc.Remark{Comment: doc.Comment{Text: fmt.Sprint(i)}, From: x[0], To: x[1]})
		}
		got := ""
		Walk(c.runs, at,
			func(r doc.Run, on int) { got += fmt.Sprintf("%s%d%s ", r.Text, on, map[bool]string{true: "*"}[r.Bold]) },
			func(r doc.Remark) { got += "(" + r.Text + " " },
			func(r doc.Remark) { got += r.Text + ") " })
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.at, got, c.want)
		}
	}
}

func TestTake(t *testing.T) {
	cell := new(doc.Cell)
	l := List{{Block: 1}, {Block: 1}, {Block: 2, Cell: cell}, {Block: 3}}
	for i, c := range []struct {
		block int
		cell  *doc.Cell
		want  int
	}{{0, nil, 0}, {1, nil, 2}, {2, nil, 0}, {2, new(doc.Cell), 0}, {2, cell, 1}, {3, nil, 1}, {3, nil, 0}} {
		if got := l.Take(c.block, c.cell); len(got) != c.want {
			t.Errorf("%d: %d, want %d", i, len(got), c.want)
		}
	}
}
