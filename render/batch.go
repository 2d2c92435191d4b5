package render

import (
	"errors"
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
	open    func(name string) (handle, error) // openNew unless nil
	drawing sync.WaitGroup
	mu      sync.Mutex
	folders map[string]bool // where names were given since the last Sync
	sets    map[*Set]bool   // that are drawn and no more
	closed  bool
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
	s, err := b.Draw(write, paths...)
	if err != nil {
		return err
	}
	return s.Publish()
}

// Set is files that are on the disk and have not their names yet: Publish gives them to
// them, or Discard takes the files away.
type Set struct {
	batch *Batch
	files []*file
}

// ErrClosed is what [Batch.Draw] returns after Close, and [Set.Publish] of a set that has
// been published, discarded or closed.
var ErrClosed = errors.New("render: the batch is closed")

// Draw does what WriteAll does but the last step, so that a program which draws several
// sets at once can give them their names in an order of its own. The error is that of
// WriteAll, or [ErrClosed].
func (b *Batch) Draw(write func(w io.Writer, path string) error, paths ...string) (*Set, error) {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil, ErrClosed
	}
	b.drawing.Add(1)
	b.mu.Unlock()
	defer b.drawing.Done()

	s := &Set{batch: b}
	if err := s.draw(write, paths); err != nil {
		s.discard()
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sets == nil {
		b.sets = map[*Set]bool{}
	}
	b.sets[s] = true
	return s, nil
}

func (s *Set) draw(write func(w io.Writer, path string) error, paths []string) error {
	open := s.batch.open
	if open == nil {
		open = openNew
	}
	for _, path := range paths {
		f, err := create(path, open)
		if err != nil {
			return err
		}
		s.files = append(s.files, f)
		if err := write(f, path); err != nil {
			return err
		}
	}
	for _, f := range s.files {
		if err := f.finish(); err != nil {
			return err
		}
	}
	return nil
}

// Publish gives all files their names, in place of those that had them, or none. The
// error is a [*FileError], and the set is gone then, too; or [ErrClosed], where it was
// gone already. A nil set has no files.
func (s *Set) Publish() error {
	if s == nil {
		return nil
	}
	if !s.take() {
		return ErrClosed
	}
	defer s.discard()
	defer s.batch.note(s.files)
	return publish(s.files)
}

// Discard takes the files away. A nil set has none.
func (s *Set) Discard() {
	if s != nil && s.take() {
		s.discard()
	}
}

// take reports whether the set has not been published, discarded or closed.
func (s *Set) take() bool {
	s.batch.mu.Lock()
	defer s.batch.mu.Unlock()
	here := s.batch.sets[s]
	delete(s.batch.sets, s)
	return here
}

func (s *Set) discard() {
	for _, f := range s.files {
		f.discard()
	}
}

// Close ends the batch: it waits for what is being drawn, takes away the sets without
// names, and then does what Sync does.
func (b *Batch) Close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.drawing.Wait()
	for s := range b.sets {
		s.discard()
	}
	b.sets = nil
	b.Sync()
}

// note keeps in mind the folders of the files.
func (b *Batch) note(files []*file) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.folders == nil {
		b.folders = map[string]bool{}
	}
	for _, f := range files {
		b.folders[filepath.Dir(f.path)] = true
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
