package backoffice

import (
	"fmt"
	"net/http"
	"path"
	"runtime"
	"strings"
)

// answer is a http.ResponseWriter that knows whether its header has been sent.
type answer struct {
	http.ResponseWriter
	status int // 0 as long as nothing has been sent
}

func (w *answer) WriteHeader(code int) {
	if w.status == 0 && code >= http.StatusOK {
		w.status = code
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *answer) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap is for http.ResponseController.
func (w *answer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// panicked is a panic as an error. It says where, and not with what: that may be something
// of a report or of a person.
func panicked() error {
	var callers [32]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers[:])])
	var at []string
	for more := true; more && len(at) < 6; {
		var f runtime.Frame
		f, more = frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			at = append(at, fmt.Sprintf("%s:%d", path.Base(f.Function), f.Line))
		}
	}
	return fmt.Errorf("panic: %s", strings.Join(at, " < "))
}
