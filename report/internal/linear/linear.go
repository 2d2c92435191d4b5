// Package linear is for tests of what is to take time in proportion to its input. They ask
// how many times longer a longer input takes in one run, and not how long: that depends on
// the machine and on what else it does.
package linear

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

const (
	times    = 8 // as long is the longer input
	most     = 3 * times
	attempts = 6 // for memory and caches are those of all that runs
)

// Check reports an error of the test where f takes longer with a text of a unit, repeated
// up to a size in bytes, than a text of an eighth of it justifies. Squared, it would take 64
// times as long; it may take 24.
func Check(t testing.TB, unit string, size int, f func(text string)) {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	short := strings.Repeat(unit, max(1, size/times/len(unit)))
	long := strings.Repeat(unit, max(1, size/len(unit)))
	var least [2]time.Duration
	for range attempts {
		for i, text := range [2]string{short, long} {
			start := clock()
			f(text)
			if d := max(1, clock()-start); least[i] == 0 || d < least[i] {
				least[i] = d
			}
		}
		if least[1] <= most*least[0] {
			return
		}
	}
	t.Errorf("%d KB of %.30q take %v, an eighth of it %v", size>>10, unit, least[1], least[0])
}
