//go:build race

package long

import "testing"

// OneGoroutine begins a long test of one goroutine, in which no races are: looking for them
// takes ten times as long as the test.
func OneGoroutine(t *testing.T) { t.Skip("there is one goroutine") }
