package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/nianbao/nianbao/render"
)

// folder is where a run writes files.
type folder struct {
	*call
	dir     string
	flag    string               // that gives it
	sources map[string][]*source // the inputs that are files, by the sameName of theirs
	made    map[string]string    // the sameName of a path → the input it was made from
	batch   render.Batch
	exists  func() error // makes the folder
}

// source is a file that is an input.
type source struct {
	input
	info fs.FileInfo // nil where it is no input after all
	made bool        // by an earlier run, and found in a folder
}

// addSources notes the inputs that are files, and reports whether an earlier run made any.
func (f *folder) addSources(all []input) (made bool) {
	f.sources = map[string][]*source{}
	for s := range inOrder(f.ctx, newSlots(f.workers), func(yield func(func() *source) bool) {
		for _, in := range all {
			if in.path != standardInput && !yield(func() *source { return newSource(in) }) {
				return
			}
		}
	}) {
		if s == nil {
			continue
		}
		made = made || s.made
		names := []string{render.NameKey(filepath.Base(s.path))}
		if real, err := filepath.EvalSymlinks(s.path); err == nil {
			names = append(names, render.NameKey(filepath.Base(real)))
		}
		for _, name := range slices.Compact(names) {
			f.sources[name] = append(f.sources[name], s)
		}
	}
	return made
}

// newSource returns the source that an input is, or nil.
func newSource(in input) *source {
	info, err := os.Stat(in.path)
	if err != nil {
		return nil
	}
	return &source{in, info, !in.named && made(in.path)}
}

// leaveOut takes out of the inputs what an earlier run made of another input beside it
// or in the folder: it is made anew.
func (f *folder) leaveOut(all []input) (left []input) {
	if !f.addSources(all) {
		return all
	}
	drop := map[string]bool{}
	var told []string
	for _, in := range all {
		if in.path == standardInput || drop[in.path] {
			continue
		}
		for x, err := range f.bodies(in) {
			if err != nil {
				continue // which is told when it is to be built
			}
			for _, name := range outputs(x.Report) {
				for _, dir := range [...]string{f.dir, filepath.Dir(in.path)} {
					if s := f.source(filepath.Join(dir, name)); s != nil && s.made && s.path != in.path {
						drop[s.path] = true
						told = append(told, s.path)
						s.info = nil
					}
				}
			}
		}
	}
	if len(told) > 0 {
		f.say("没有读其他输入写出的文件：%s", "not read, for other inputs are written to them: %s", f.list(told))
	}
	return slices.DeleteFunc(all, func(in input) bool { return drop[in.path] })
}

// source returns the input that is the same file as that of the path, by the name there or
// of what a link leads to, or nil.
func (f *folder) source(path string) *source {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	for _, s := range f.sources[render.NameKey(filepath.Base(path))] {
		if s.info != nil && os.SameFile(s.info, info) {
			return s
		}
	}
	return nil
}

// free says why the paths are not free: they are those of another report or of an input.
func (f *folder) free(in input, paths []string) (why *message) {
	for _, path := range paths {
		if other, ok := f.made[render.NameKey(path)]; ok {
			return &message{
				fmt.Sprintf("没有写 %s 的文件：与 %s 的文件重名：%s；请只留一份，或另写到一个文件夹", in.path, other, path),
				fmt.Sprintf("nothing written for %s: its file and that of %s would be the same: %s; keep one of them, or write the other to another folder", in.path, other, path),
			}
		}
		if f.source(path) != nil {
			return &message{
				fmt.Sprintf("没有写 %s 的文件：%s 是输入；换一个文件夹，如 %s out", in.path, path, f.flag),
				fmt.Sprintf("nothing written for %s: %s is an input; take another folder, such as %s out", in.path, path, f.flag),
			}
		}
	}
	return nil
}

// keep notes what was made of the input.
func (f *folder) keep(in input, paths []string) {
	for _, path := range paths {
		f.made[render.NameKey(path)] = in.path
	}
}

// open begins to write into the folder, what a killed run left there aside. An
// interruption waits until what is being written is whole; another one does not wait.
func (f *folder) open() (closing func()) {
	render.Sweep(f.dir)
	f.made = map[string]string{}
	var made []string // folders, the innermost first
	f.exists = sync.OnceValue(func() (err error) {
		made, err = makeFolder(f.dir)
		return err
	})
	stop := f.catchInterrupt()
	return func() {
		f.batch.Close()
		for _, d := range made {
			os.Remove(d) // where nothing was written to it
		}
		stop()
	}
}

// makeFolder makes a folder and those it is in, and returns those that it made, the
// innermost first.
func makeFolder(dir string) (made []string, err error) {
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !os.IsNotExist(err) {
			break
		}
		made = append(made, d)
	}
	err = os.MkdirAll(dir, 0o777)
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = &render.FileError{Path: dir, Err: path.Err}
	}
	return made, err
}

// draw draws files, which have not their names yet, in the folder.
func (f *folder) draw(write func(w io.Writer, path string) error, paths []string) (set *render.Set, err error) {
	if err := f.exists(); err != nil {
		return nil, err
	}
	f.slots.leave(func() {
		set, err = f.batch.Draw(func(w io.Writer, path string) error {
			f.slots.enter()
			defer f.slots.exit()
			return write(w, path)
		}, paths...)
	})
	return set, err
}
