package spell

import (
	"strings"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "政府", 2}, {"政府", "", 2}, {"政府", "政府", 0},
		{"其他法律行政止公开", "其他法律行政法规禁止公开", 3},
		{"kitten", "sitting", 3}, {"ab", "ba", 2},
		{strings.Repeat("a", 1000), "b", 200},
	} {
		if got := Distance(test.a, test.b); got != test.want {
			t.Errorf("Distance(%.20q, %.20q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
