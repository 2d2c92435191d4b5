package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

const source = `package p

func sum(a []int, max int) (n int, ok bool) {
	for _, x := range a {
		if x < 0 || !wanted(x) {
			continue
		}
		n += x
	}
	return n, n+1 <= max
}
`

func TestMutants(t *testing.T) {
	found, err := mutantsOf("p.go", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, m := range found {
		told = append(told, fmt.Sprint(m.line, " ", m.told))
		changed := m.apply([]byte(source))
		if string(changed) == source {
			t.Errorf("%s changes nothing", m.told)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "p.go", changed, 0); err != nil {
			t.Errorf("%s: %v", m.told, err)
		}
	}
	want := []string{
		"3 sum returns at once",
		"4 without for _, x := range a {",
		"5 if true",
		"5 if false",
		"5 < → <=",
		"5 < → >=",
		"5 0 → (0+1)",
		"5 || → &&",
		"5 ! → ",
		"6 without continue",
		"8 without n += x",
		"8 += → -=",
		"10 without return n, n+1 <= max",
		"10 + → -",
		"10 1 → (1-1)",
		"10 <= → <",
		"10 <= → >",
	}
	if !slices.Equal(told, want) {
		t.Errorf("got %q\nwant %q", told, want)
	}
}
