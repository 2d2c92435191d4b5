package render

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Batch writes the files of many reports, those of each whole and all of them or none. What
// has its name in a folder is whole, even after a power failure; that the names are on the
// disk too is made sure of once for all of them, by Sync. The zero value is ready for use,
// by several goroutines at once: while one waits for the disk, others go on.
type Batch struct {
	mu      sync.Mutex
	folders map[string]bool                   // where names were given since the last Sync
	open    func(name string) (handle, error) // openNew unless nil
}

// WriteAll writes files whole, all of them or none: write writes what is to be in that of
// the path. The error is its own, or a [*FileError]. Files that stood there are replaced.
func WriteAll(write func(w io.Writer, path string) error, paths ...string) error {
	var b Batch
	defer b.Sync()
	return b.WriteAll(write, paths...)
}

// WriteAll writes files as the function of that name does.
func (b *Batch) WriteAll(write func(w io.Writer, path string) error, paths ...string) error {
	open := b.open
	if open == nil {
		open = openNew
	}
	files := make([]*file, 0, len(paths))
	defer func() {
		for _, f := range files {
			f.discard()
		}
	}()
	for _, path := range paths {
		f, err := create(path, open)
		if err != nil {
			return err
		}
		files = append(files, f)
		if err := write(f, path); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := f.finish(); err != nil {
			return err
		}
	}
	defer b.note(paths)
	return publish(files)
}

// note keeps in mind the folders of the paths.
func (b *Batch) note(paths []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.folders == nil {
		b.folders = map[string]bool{}
	}
	for _, path := range paths {
		b.folders[filepath.Dir(path)] = true
	}
}

// Sync makes sure that the names of the files written so far are on the disk, by one sync a
// folder. Not every system can; the files themselves are safe by then.
func (b *Batch) Sync() {
	b.mu.Lock()
	folders := b.folders
	b.folders = nil
	b.mu.Unlock()
	for folder := range folders {
		if dir, err := os.Open(folder); err == nil {
			dir.Sync()
			dir.Close()
		}
	}
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
