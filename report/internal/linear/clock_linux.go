package linear

import (
	"time"

	"golang.org/x/sys/unix"
)

// clock is the time that the thread has had on a processor, in which nothing counts that
// the machine does besides.
func clock() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		panic(err)
	}
	return time.Duration(t.Nano())
}
