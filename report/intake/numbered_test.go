package intake

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNumbered reads tables with a column that numbers their rows.
func TestNumbered(t *testing.T) {
	want := plainFigures(t)
	// numbered puts numbers into the rows of table three, by how many there are before, and a
	// head above them, before the labels or behind them.
	numbered := func(head string, behind bool, number func(int) string) string {
		row := regexp.MustCompile(`^(.*\p{Han}.*?)((?:\t\d+){7})$`)
		lines := strings.Split(plain(t), "\n")
		n := 0
		for i, l := range lines {
			m := row.FindStringSubmatch(l)
			at, what := 0, ""
			switch {
			case strings.HasPrefix(l, "（本列数据"):
				what = head
			case m != nil:
				what = number(n)
				n++
			case !strings.HasPrefix(l, "\t\t\t"):
				continue
			}
			if behind {
				at = 3
			}
			lines[i] = strings.Join(slices.Insert(strings.Split(l, "\t"), at, what), "\t")
		}
		return strings.Join(lines, "\n")
	}
	inOrder := func(n int) string { return fmt.Sprint(n + 1) }
	for _, c := range []struct {
		name, head string
		behind     bool
		number     func(int) string
		read       bool
	}{
		{"before the labels", "序号", false, inOrder, true},
		{"with a space in the head", "序 号", false, inOrder, true},
		{"without a head", "", false, inOrder, true},
		{"behind the labels", "行次", true, inOrder, true},
		{"one row without", "序号", false, func(n int) string { return strings.TrimSuffix(inOrder(n), "25") }, true},
		{"anew", "序号", false, func(n int) string { return inOrder(n % 5) }, true},
		{"behind the labels, without a head", "", true, inOrder, false},
		{"anew, without a head", "", false, func(n int) string { return inOrder(n % 5) }, false},
		{"one left out", "序号", false, func(n int) string { return inOrder(n + n/7) }, false},
		{"figures", "序号", true, func(n int) string { return inOrder(n * 3) }, false},
	} {
		r, findings, err := Read([]byte(numbered(c.head, c.behind, c.number)))
		switch {
		case c.read != (err == nil):
			t.Errorf("%s: %v", c.name, err)
		case c.read && !reflect.DeepEqual(figuresOf(reflect.ValueOf(r.Tables).Elem()), want):
			t.Errorf("%s: other figures", c.name)
		case c.read && !strings.Contains(dump(nil, findings, nil), "没有读入行的序号：2"):
			t.Errorf("%s: not told: %s", c.name, dump(nil, findings, nil))
		}
	}
}
