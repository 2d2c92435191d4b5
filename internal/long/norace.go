//go:build !race

// Package long is for tests that take long.
package long

import "testing"

// OneGoroutine begins a long test of one goroutine, which runs beside others.
func OneGoroutine(t *testing.T) { t.Parallel() }
