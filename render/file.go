package render

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"time"
)

// file is a file that appears under its name only when it is whole: a
// temporary file in the same folder, synced and renamed. A program that is
// killed leaves the old file or the new one, never half of it.
type file struct {
	handle
	path  string
	old   string // another name of the file that stood at the path, or ""
	fresh bool   // nothing stood at the path
	done  bool   // the file has its name
}

// handle is an open file, as [os.File] is one.
type handle interface {
	io.WriteCloser
	Name() string
	Sync() error
}

// openNew opens a file that is not there yet.
func openNew(name string) (handle, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

func create(path string, open func(name string) (handle, error)) (*file, error) {
	for {
		name := fmt.Sprintf("%s%d-%d", tempPrefix, time.Now().Unix(), rand.Uint32())
		tmp, err := open(filepath.Join(filepath.Dir(path), name))
		if err == nil {
			return &file{handle: tmp, path: path}, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, fileError(path, err)
		}
	}
}

// Temporary files have the time of their making in their names: the file system
// may have another clock, and what is kept of an old file has that one's time.
const (
	tempPrefix = ".nianbao-"
	oldSuffix  = ".old"
	keptSuffix = ".kept"   // of what Sweep does not remove
	tempAge    = time.Hour // longer than any run takes to write a report
)

var tempName = regexp.MustCompile(`^\.nianbao-(\d{1,12})-\d+(\.old)?$`)

// Sweep removes from a folder the temporary files of programs that were killed
// while they wrote files there: those that are more than an hour old.
func Sweep(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		m := tempName.FindStringSubmatch(e.Name())
		if m == nil || e.IsDir() {
			continue
		}
		if made, err := strconv.ParseInt(m[1], 10, 64); err == nil && time.Since(time.Unix(made, 0)) > tempAge {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// Write writes to the temporary file.
func (f *file) Write(p []byte) (int, error) {
	n, err := f.handle.Write(p)
	return n, fileError(f.path, err)
}

// finish makes sure that what was written is on the disk.
func (f *file) finish() error {
	if err := f.Sync(); err != nil {
		return fileError(f.path, err)
	}
	return fileError(f.path, f.Close())
}

// replaceable reports what stands in the way of its name.
func (f *file) replaceable() error {
	switch info, err := os.Lstat(f.path); {
	case errors.Is(err, fs.ErrNotExist):
		f.fresh = true
	case err != nil:
		return fileError(f.path, err)
	case info.IsDir():
		return &FileError{Path: f.path, Err: syscall.EISDIR}
	}
	return nil
}

// rename gives the file its name.
func (f *file) rename() error {
	if err := os.Rename(f.Name(), f.path); err != nil {
		return fileError(f.path, err)
	}
	f.done = true
	return nil
}

// keep gives the file that stands at the path a second name, where the system has
// such.
func (f *file) keep() {
	if old := f.Name() + oldSuffix; !f.fresh && os.Link(f.path, old) == nil {
		f.old = old
	}
}

// restore takes the file away again and puts back what was there. Where that fails,
// what was there has the name kept, if it has one.
func (f *file) restore() (kept string, ok bool) {
	switch {
	case f.fresh:
		ok = os.Remove(f.path) == nil
	case f.old != "":
		if ok = os.Rename(f.old, f.path) == nil; !ok {
			kept = f.old + keptSuffix
			if os.Rename(f.old, kept) != nil {
				kept = f.old
			}
		}
		f.old = "" // not for discard
	}
	return kept, ok
}

// discard removes what is left under other names.
func (f *file) discard() {
	if !f.done {
		f.Close()
		os.Remove(f.Name())
	}
	if f.old != "" {
		os.Remove(f.old)
	}
}
