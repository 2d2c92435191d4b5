package backoffice

import (
	"context"
	"iter"
	"sync"
)

// inOrder does something for each of the jobs, for as many at once as there are free slots,
// and yields what comes of it in the order of the jobs, of which it begins only some before
// the one that is waited for. It ends early with the context, and leaves nothing running.
func inOrder[J, T any](ctx context.Context, slots chan struct{}, jobs []J, do func(J) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		ctx, stop := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer stop()
		queue := make(chan chan T, cap(slots))
		running.Go(func() {
			defer close(queue)
			for _, job := range jobs {
				done := make(chan T, 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				select {
				case slots <- struct{}{}:
				case <-ctx.Done():
					return
				}
				running.Go(func() {
					defer func() { <-slots }()
					done <- do(job)
				})
			}
		})
		for done := range queue {
			select {
			case x := <-done:
				if !yield(x) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
