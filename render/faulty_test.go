package render

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nianbao/nianbao/report"
)

var step = flag.Int("step", 997, "how many bytes lie between the places at which writing fails")

// faulty is a disk that fails once.
type faulty struct {
	err    error
	bytes  int // that can be written before; a write is cut there
	writes int // calls that can be made before, or -1
	opens  int // files that can be opened before, or -1
	syncs  int
	closes int

	sizes []int // of the writes
}

// sound never fails.
func sound() *faulty { return &faulty{bytes: 1 << 30, writes: -1, opens: -1, syncs: -1, closes: -1} }

func (d *faulty) open(name string) (handle, error) {
	if d.opens--; d.opens == -1 {
		return nil, &os.PathError{Op: "open", Path: name, Err: d.err}
	}
	f, err := openNew(name)
	return &faultyFile{f, d}, err
}

type faultyFile struct {
	handle
	disk *faulty
}

func (f *faultyFile) Write(p []byte) (int, error) {
	d := f.disk
	d.sizes = append(d.sizes, len(p))
	if d.writes--; d.writes == -1 {
		return 0, &os.PathError{Op: "write", Path: f.Name(), Err: d.err}
	}
	if len(p) > d.bytes {
		n, _ := f.handle.Write(p[:d.bytes])
		d.bytes = 0
		return n, &os.PathError{Op: "write", Path: f.Name(), Err: d.err}
	}
	d.bytes -= len(p)
	return f.handle.Write(p)
}

func (f *faultyFile) Sync() error {
	if f.disk.syncs--; f.disk.syncs == -1 {
		return &os.PathError{Op: "sync", Path: f.Name(), Err: f.disk.err}
	}
	return nil // there is nothing that the test would learn from waiting for the disk
}

func (f *faultyFile) Close() error {
	err := f.handle.Close()
	if f.disk.closes--; f.disk.closes == -1 {
		return &os.PathError{Op: "close", Path: f.Name(), Err: f.disk.err}
	}
	return err
}

// prepared is the example report.
func prepared(t *testing.T) *Prepared {
	t.Helper()
	data, err := os.ReadFile("../examples/nianbao/yunqi-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := report.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Prepare(r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Wherever writing fails, the old files stay as they are, nothing half stays beside
// them, and the error says of which file, what and what to do.
func TestFailingWrites(t *testing.T) {
	p := prepared(t)
	var sets [][]string
	var all []string
	for _, f := range Formats() {
		sets = append(sets, []string{"a." + string(f)})
		all = append(all, "a."+string(f))
	}
	for _, set := range append(sets, all) {
		t.Run(strings.Join(set, " "), func(t *testing.T) {
			dir := t.TempDir()
			var paths []string
			for _, name := range set {
				paths = append(paths, filepath.Join(dir, name))
				if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			failures := 0
			fails := func(d *faulty) {
				t.Helper()
				failures++
				b := Batch{open: d.open}
				checkFailed(t, b.WriteFiles(p, paths...), d.err, paths)
				checkOld(t, dir, set)
			}

			counted := sound()
			elsewhere := t.TempDir()
			var there []string
			for _, name := range set {
				there = append(there, filepath.Join(elsewhere, name))
			}
			if b := (Batch{open: counted.open}); b.WriteFiles(p, there...) != nil {
				t.Fatal("a sound disk fails")
			}
			size := 0
			for i, n := range counted.sizes {
				size += n
				d := sound()
				d.err, d.writes = syscall.EIO, i
				fails(d)
			}
			for i := range set {
				for _, err := range []error{syscall.EIO, diskFull} {
					d := sound()
					d.err, d.opens = err, i
					fails(d)
					d = sound()
					d.err, d.syncs = err, i
					fails(d)
					d = sound()
					d.err, d.closes = err, i
					fails(d)
				}
			}
			errs := []error{diskFull, syscall.EIO, syscall.EDQUOT, io.ErrShortWrite}
			for i, at := 0, 0; at < size; i, at = i+1, at+*step {
				d := sound()
				d.err, d.bytes = errs[i%len(errs)], at
				fails(d)
			}
			t.Logf("%d bytes in %d writes: %d failures, none damaged", size, len(counted.sizes), failures)
		})
	}
}

// checkFailed checks that the error is one that says what to do.
func checkFailed(t *testing.T, err, want error, paths []string) {
	t.Helper()
	var e *FileError
	if !errors.As(err, &e) || !errors.Is(err, want) || !slices.Contains(paths, e.Path) || e.New != nil || e.Old != nil {
		t.Fatalf("%v, want %v", err, want)
	}
	f := e.failure()
	if f == nil {
		t.Fatalf("%v is not explained", err)
	}
	if zh := e.Path + "：" + f.zh + "；" + f.way; e.Error() != zh {
		t.Errorf("%q, want %q", e.Error(), zh)
	}
	if en := e.Path + ": " + f.en + "; " + f.wayEn; e.English() != en {
		t.Errorf("%q, want %q", e.English(), en)
	}
}

// checkOld checks that the folder has these files, as they were, and no other.
func checkOld(t *testing.T, dir string, set []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(set) {
		t.Fatalf("%v, %v", entries, err)
	}
	for _, name := range set {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != "old" {
			t.Fatalf("%s: %.20q, %v", name, got, err)
		}
	}
}
