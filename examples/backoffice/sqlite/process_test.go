package sqlite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
)

// TestMain is the test, or a process that a test starts to do something to a file.
func TestMain(m *testing.M) {
	if do, ok := children[os.Getenv("CHILD")]; ok {
		if err := do(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	m.Run()
}

// children are what processes do to the file that their argument names.
var children = map[string]func(path string) error{"add": addLines, "serve": serve}

// child returns a process that does something to a file.
func child(t *testing.T, does, path string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, path)
	cmd.Env = append(os.Environ(), "CHILD="+does)
	return cmd
}

const linesAdded = 20

// addLines opens the file, and adds lines to a filing.
func addLines(path string) error {
	s, err := sqlite.Open(path)
	if err != nil {
		return err
	}
	for n := range linesAdded {
		if err := add(s, fmt.Sprintf("%d.%d", os.Getpid(), n)); err != nil {
			return err
		}
	}
	return s.Close()
}

// TestProcesses has several processes make one file at once and write to it: all that they
// wrote is there.
func TestProcesses(t *testing.T) {
	const processes = 4
	path := filepath.Join(t.TempDir(), "office.db")
	told := make(chan error)
	for range processes {
		cmd := child(t, "add", path)
		go func() {
			out, err := cmd.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w\n%s", err, out)
			}
			told <- err
		}()
	}
	for range processes {
		if err := <-told; err != nil {
			t.Error(err)
		}
	}
	s := open(t, path)
	f, err := s.Filing(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for line := range strings.Lines(string(f.Content)) {
		lines[line] = true
	}
	events, err := s.Events(t.Context(), key)
	if err != nil || len(lines) != processes*linesAdded || len(events) != len(lines) || f.Version != int64(len(lines)) {
		t.Errorf("%d lines, %d events, version %d, %v", len(lines), len(events), f.Version, err)
	}
}
