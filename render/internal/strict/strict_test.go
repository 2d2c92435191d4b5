package strict

import (
	"bufio"
	"errors"
	"io"
	"testing"
)

// liar says that it wrote so many bytes.
type liar struct {
	n     func(len int) int
	err   error
	calls int
}

func (l *liar) Write(p []byte) (int, error) { l.calls++; return l.n(len(p)), l.err }

// What breaks the promise of io.Writer is an error, at once and ever after; what keeps
// it passes.
func TestWriter(t *testing.T) {
	full := errors.New("full")
	for name, tt := range map[string]struct {
		w     liar
		n     int
		err   error
		calls int
	}{
		"all":               {liar{n: func(n int) int { return n }}, 10000, nil, 2},
		"short":             {liar{n: func(n int) int { return n / 2 }}, 5000, io.ErrShortWrite, 1},
		"nothing":           {liar{n: func(int) int { return 0 }}, 0, io.ErrShortWrite, 1},
		"negative":          {liar{n: func(int) int { return -1 }}, 0, errWritten, 1},
		"too long":          {liar{n: func(n int) int { return n + 1 }}, 0, errWritten, 1},
		"short and why":     {liar{n: func(n int) int { return n / 2 }, err: full}, 5000, full, 1},
		"all, and an error": {liar{n: func(n int) int { return n }, err: full}, 10000, full, 1},
		"negative, and why": {liar{n: func(int) int { return -1 }, err: full}, 0, errWritten, 1},
	} {
		s := &Writer{W: &tt.w}
		// What bufio does with writers that break it is why this is here.
		n, err := bufio.NewWriterSize(s, 16).Write(make([]byte, 10000))
		if n != tt.n || err != tt.err {
			t.Errorf("%s: %d, %v", name, n, err)
		}
		if _, err := s.Write(make([]byte, 1)); err != tt.err {
			t.Errorf("%s: afterwards %v", name, err)
		}
		if tt.w.calls != tt.calls {
			t.Errorf("%s: written to %d times", name, tt.w.calls)
		}
	}
}
