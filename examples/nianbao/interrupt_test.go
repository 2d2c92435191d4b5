//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// goBuild builds a command as it is used, without the checks of the race detector.
func goBuild(t *testing.T, dir string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "command")
	if out, err := exec.Command("go", "build", "-o", path, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// A run that is interrupted leaves whole sets of files and nothing else.
func TestInterrupt(t *testing.T) {
	command := goBuild(t, ".")
	in := t.TempDir()
	example := load(t, "yunqi-2023.json")
	for i := range 500 {
		save(t, in, fmt.Sprintf("%04d.json", i), strings.ReplaceAll(example, "云栖市人民政府", fmt.Sprintf("第%d局", i)))
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		out := filepath.Join(t.TempDir(), "out")
		cmd := exec.Command(command, "build", in, "-to", "docx,pdf,ofd,html", "-o", out)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		whole := func() int {
			return len(slices.DeleteFunc(names(out), func(name string) bool { return strings.HasPrefix(name, ".") }))
		}
		for deadline := time.Now().Add(time.Minute); whole() < 10 && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		cmd.Process.Signal(signal)
		cmd.Wait()
		// Between two reports it ends at once, as any program does.
		status := cmd.ProcessState.Sys().(syscall.WaitStatus)
		if status.Exited() && (status.ExitStatus() != exitInterrupted || !strings.Contains(stderr.String(), "已中断")) {
			t.Errorf("%v: status %d, %q", signal, status.ExitStatus(), stderr.String())
		}
		written := names(out)
		if n := len(written); n < 10 || n > 1900 || n%4 != 0 {
			t.Errorf("%v: %d files", signal, n)
		}
		if i := slices.IndexFunc(written, func(name string) bool { return strings.HasPrefix(name, ".") }); i >= 0 {
			t.Errorf("%v: %s is left", signal, written[i])
		}
	}
}
