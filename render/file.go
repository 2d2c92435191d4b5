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
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// FileError is a file that could not be written. All files are as they were but
// those of New. It is no [report.UserError]: what a user gave is not at fault.
type FileError struct {
	Path string
	Err  error    // what the system says, without a path
	New  []string // files of the same call that could not be put back
	Old  []string // where those that stood there are now, as far as they could be kept
}

// Error returns the message in Chinese.
func (e *FileError) Error() string {
	text := fmt.Sprintf("%s：%v", e.Path, e.Err)
	if len(e.New) > 0 {
		text += "；已是新文件：" + strings.Join(e.New, "、")
	}
	if len(e.Old) > 0 {
		text += "；原来的文件在：" + strings.Join(e.Old, "、")
	}
	return text
}

// English returns the message in English.
func (e *FileError) English() string {
	text := fmt.Sprintf("%s: %v", e.Path, e.Err)
	if len(e.New) > 0 {
		text += "; new by now: " + strings.Join(e.New, ", ")
	}
	if len(e.Old) > 0 {
		text += "; the old files are: " + strings.Join(e.Old, ", ")
	}
	return text
}

// Unwrap returns Err.
func (e *FileError) Unwrap() error { return e.Err }

// fileError says of the file at the path what an error of the system says of
// another name, that of a temporary file.
func fileError(path string, err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &p):
		err = p.Err
	case errors.As(err, &l):
		err = l.Err
	}
	return &FileError{Path: path, Err: err}
}

// file is a file that appears under its name only when it is whole: a
// temporary file in the same folder, synced and renamed. A program that is
// killed leaves the old file or the new one, never half of it.
type file struct {
	*os.File
	path  string
	old   string // another name of the file that stood at the path, or ""
	fresh bool   // nothing stood at the path
	done  bool   // the file has its name
}

func create(path string) (*file, error) {
	for {
		name := fmt.Sprintf("%s%d-%d", tempPrefix, time.Now().Unix(), rand.Uint32())
		tmp, err := os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil {
			return &file{File: tmp, path: path}, nil
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
// while they wrote files there.
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
	n, err := f.File.Write(p)
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
	f.syncFolder()
	return nil
}

// syncFolder makes sure that a name is on the disk. Not every system can; the
// file itself is safe by then.
func (f *file) syncFolder() {
	if dir, err := os.Open(filepath.Dir(f.path)); err == nil {
		dir.Sync()
		dir.Close()
	}
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
	f.syncFolder()
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

// WriteAll writes files whole, all of them or none: write writes what is to be in that of
// the path. The error is its own, or a [*FileError]. Files that stood there are replaced.
func WriteAll(write func(w io.Writer, path string) error, paths ...string) error {
	files := make([]*file, 0, len(paths))
	defer func() {
		for _, f := range files {
			f.discard()
		}
	}()
	for _, path := range paths {
		f, err := create(path)
		if err != nil {
			return err
		}
		files = append(files, f)
		if err := write(f, path); err != nil {
			return err
		}
		if err := f.finish(); err != nil {
			return err
		}
	}
	return publish(files)
}

// publish gives all files their names, or none.
func publish(files []*file) error {
	for _, f := range files {
		if err := f.replaceable(); err != nil {
			return err
		}
	}
	for i, f := range files {
		if i < len(files)-1 { // nothing fails after the last
			f.keep()
		}
		err := f.rename()
		if err == nil {
			continue
		}
		restore(files[:i], err.(*FileError))
		return err
	}
	return nil
}

// restore puts back what was there before the files, the last first: a file may stand
// in a folder that another has taken the name of. The error tells of those that
// cannot be put back.
func restore(files []*file, e *FileError) {
	for _, f := range slices.Backward(files) {
		kept, ok := f.restore()
		if ok {
			continue
		}
		e.New = append(e.New, f.path)
		if kept != "" {
			e.Old = append(e.Old, kept)
		}
	}
}
