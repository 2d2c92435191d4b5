package linear

import (
	"strings"
	"testing"
)

// told is a test that keeps whether it was told of an error.
type told struct {
	testing.TB
	errors int
}

func (t *told) Helper()               {}
func (t *told) Errorf(string, ...any) { t.errors++ }

func TestCheck(t *testing.T) {
	count := 0
	for name, tt := range map[string]struct {
		f    func(text string)
		want int
	}{
		"in proportion": {func(text string) { count += strings.Count(text, "b") }, 0},
		"squared": {func(text string) {
			for i := range len(text) {
				count += strings.Count(text[i:], "b")
			}
		}, 1},
	} {
		got := &told{TB: t}
		Check(got, "ac", 1<<16, tt.f)
		if got.errors != tt.want {
			t.Errorf("%s: told %d times", name, got.errors)
		}
	}
}
