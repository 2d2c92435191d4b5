// Package strict holds writers to the promise of [io.Writer], on which others rely.
package strict

import (
	"errors"
	"io"
)

// Writer writes to W until its first error, which stays. That a write was short, or
// longer than what there was, is an error, too: [bufio.Writer], for one, would try
// for ever to write the rest.
type Writer struct {
	W   io.Writer
	err error
}

var errWritten = errors.New("the writer says that it wrote what it cannot have written")

// Write writes p.
func (s *Writer) Write(p []byte) (n int, err error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err = s.W.Write(p)
	switch {
	case n < 0 || n > len(p):
		n, err = 0, errWritten
	case n < len(p) && err == nil:
		err = io.ErrShortWrite
	}
	s.err = err
	return n, err
}
