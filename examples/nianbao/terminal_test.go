//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// terminal opens a terminal and returns what shows what was printed on it.
func terminal(t *testing.T) (tty *os.File, shown func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { master.Close() })
	var unlock, n uint32
	for request, arg := range map[uintptr]*uint32{syscall.TIOCSPTLCK: &unlock, syscall.TIOCGPTN: &n} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(unsafe.Pointer(arg))); errno != 0 {
			t.Skip(errno)
		}
	}
	tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	var all bytes.Buffer
	done := make(chan bool)
	go func() {
		all.ReadFrom(master)
		close(done)
	}()
	return tty, func() string {
		tty.Close()
		<-done
		return strings.ReplaceAll(all.String(), "\r\n", "\n")
	}
}

// What was written is told on a terminal, as all is that a user sees, and nowhere else.
func TestWroteOnTerminal(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "new.json", "")
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"build", "yunqi-2023.json", "-to", "docx,json", "-o", dir}, "已写 " + filepath.Join(dir, yunqi+".docx") + "\n已写 " + filepath.Join(dir, yunqi+".json") + "\n"},
		{[]string{"-lang", "en", "new", "-o", filepath.Join(dir, "blank.json")}, "written: " + filepath.Join(dir, "blank.json") + "\n"},
		{[]string{"new", "-o", filepath.Join(dir, "new.json")}, ""},
		{[]string{"check", "yunqi-2023.json"}, ""},
	} {
		tty, shown := terminal(t)
		var stderr strings.Builder
		run(test.args, strings.NewReader(""), tty, &stderr)
		if got := shown(); got != test.want {
			t.Errorf("%q: shows %q and %q", test.args, got, stderr.String())
		}
	}
	// Of one report that nothing is wrong with, that.
	tty, shown := terminal(t)
	run([]string{"check", "yunqi-2023.json"}, strings.NewReader(""), io.Discard, tty)
	if got := shown(); got != "共 1 份：没有错误和警告\n" {
		t.Errorf("%q", got)
	}
	// A table of many bodies: how many are done.
	tty, shown = terminal(t)
	table := save(t, dir, "bodies.csv", tableOf(t, numbered("第%d局", 30)...))
	run([]string{"check", table}, strings.NewReader(""), io.Discard, tty)
	if got := shown(); !strings.Contains(got, "29/-") || !strings.Contains(got, "共 30 份：警告 ") || strings.Contains(got[strings.Index(got, "共 30 份"):], "/-") {
		t.Errorf("%q", got)
	}
	// More than one input: a bar, of which nothing stays.
	tty, shown = terminal(t)
	var stdout strings.Builder
	if status := run([]string{"check", "yunqi-2023.json", "qingping-2024.txt"}, strings.NewReader(""), &stdout, tty); status != exitDone {
		t.Errorf("status %d", status)
	}
	if got := shown(); !strings.Contains(got, "1/2") || !strings.Contains(got, "qingping-2024.txt：提示") || stdout.Len() > 0 {
		t.Errorf("%q, %q", got, stdout.String())
	}
}
