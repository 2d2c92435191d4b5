//go:build !race

package intake

import "testing"

// oneGoroutine begins a long test of one goroutine, which runs beside others.
func oneGoroutine(t *testing.T) { t.Parallel() }
