//go:build !linux

package linear

import "time"

var began = time.Now()

// clock is the time that passes: other systems do not tell it by thread.
func clock() time.Duration { return time.Since(began) }
