//go:build race

package intake

import "testing"

// oneGoroutine begins a long test of one goroutine, in which no races are: looking for them
// takes ten times as long as the test.
func oneGoroutine(t *testing.T) { t.Skip("there is one goroutine") }
