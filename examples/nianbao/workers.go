package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
)

// slots are those of the workers: who works has put something into one.
type slots chan struct{}

// newSlots returns slots for so many workers.
func newSlots(workers int) slots { return make(slots, workers) }

// leave lets another work while the disk is waited for.
func (s slots) leave(wait func()) {
	s.exit()
	defer s.enter()
	wait()
}

func (s slots) enter() { s <- struct{}{} }
func (s slots) exit()  { <-s }

// inOrder does the jobs, as many at once as there are slots, and yields what they return in
// the order of the jobs, of which it begins only some before the one that is waited for. It
// ends early with the context.
func inOrder[T any](ctx context.Context, slots slots, jobs iter.Seq[func() T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		queue := make(chan chan T, aheadOf*cap(slots))
		go func() {
			defer close(queue)
			for job := range jobs {
				done := make(chan T, 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				slots.enter()
				go func() {
					done <- job()
					slots.exit()
				}()
			}
		}()
		for {
			select {
			case done, ok := <-queue:
				if !ok {
					return
				}
				select {
				case x := <-done:
					if !yield(x) {
						return
					}
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// aheadOf is how many results a worker may be ahead of the one that is waited for.
const aheadOf = 4

// catchInterrupt makes an interruption wait until the files that are being written are
// whole; another one does not wait.
func (c *call) catchInterrupt() (stop func()) {
	c.ctx, stop = signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(c.ctx, stop)
	return stop
}

// defect is a fault of this program, and not of what it reads.
type defect struct {
	what any    // that it panicked with
	at   string // where
}

// Error returns the message in Chinese.
func (e *defect) Error() string {
	return fmt.Sprintf("程序出错，没有处理这一份，其余照常；请把这份文件和这一行报告给开发者：%s：%v", e.at, e.what)
}

// English returns the message in English.
func (e *defect) English() string {
	return fmt.Sprintf("a fault of this program, which leaves this one out and goes on; please report the file and this line: %s: %v", e.at, e.what)
}

// caught, deferred, makes an error of a panic.
func caught(err *error) {
	what := recover()
	if what == nil {
		return
	}
	var callers [64]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers[:])])
	f, more := frames.Next()
	for more && strings.HasPrefix(f.Function, "runtime.") {
		f, more = frames.Next()
	}
	*err = &defect{what, fmt.Sprintf("%s:%d", f.Function, f.Line)}
}
