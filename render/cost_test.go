//go:build !race

package render_test

import (
	"io"
	"testing"

	"github.com/nianbao/nianbao/render"
)

// What a DOCX costs stays low: the checks of the race detector aside, which take
// memory of their own.
func TestDOCXAllocations(t *testing.T) {
	r := example(t)
	n := testing.AllocsPerRun(20, func() {
		if err := render.Write(io.Discard, render.DOCX, r); err != nil {
			t.Fatal(err)
		}
	})
	if n > 300 {
		t.Errorf("%.0f allocations, 300 at most", n)
	}
}

// The report of a department takes no more than 14 KB, data included.
func TestDOCXSize(t *testing.T) {
	r := published(t)
	if n := len(write(t, render.DOCX, r)); n > 14<<10 {
		t.Errorf("%d bytes", n)
	}
}
