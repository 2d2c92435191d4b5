package render

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// file is a file that appears under its name only when it is whole: a
// temporary file in the same folder, synced and renamed. A program that is
// killed leaves the old file or the new one, never half of it.
type file struct {
	*os.File
	path string
	done bool
}

func create(path string) (*file, error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".nianbao-*")
	if err != nil {
		return nil, err
	}
	return &file{File: tmp, path: path}, nil
}

// finish makes sure that what was written is on the disk.
func (f *file) finish() error {
	if err := f.Chmod(0o644); err != nil && runtime.GOOS != "windows" {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// replaceable reports what stands in the way of its name.
func (f *file) replaceable() error {
	if info, err := os.Lstat(f.path); err == nil && info.IsDir() {
		return &os.PathError{Op: "write", Path: f.path, Err: syscall.EISDIR}
	}
	return nil
}

// rename gives the file its name.
func (f *file) rename() error {
	if err := os.Rename(f.Name(), f.path); err != nil {
		return err
	}
	f.done = true
	// Not every system can sync a folder; the file itself is safe by now.
	if dir, err := os.Open(filepath.Dir(f.path)); err == nil {
		dir.Sync()
		dir.Close()
	}
	return nil
}

// discard removes the file unless it has its name.
func (f *file) discard() {
	if !f.done {
		f.Close()
		os.Remove(f.Name())
	}
}
