package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/nianbao/nianbao/render"
)

// newFile is a file that a flag asks for. It is not written over one that exists, for
// somebody may have worked on that.
type newFile struct {
	flag, path string   // the path "" is no file
	formats    []string // the extensions that it may have
	over       string   // the one file that it may take the place of
}

// free reports whether the files can be written, and tells where they cannot.
func (c *call) free(files ...newFile) bool {
	there := map[string]bool{}
	for _, x := range files {
		if x.path == "" {
			continue
		}
		whole, err := filepath.Abs(x.path)
		if err != nil {
			c.failed(x.path, err)
			return false
		}
		ext, key := extension(x.path), render.NameKey(whole)
		switch {
		case !slices.Contains(x.formats, ext):
			c.say("%s：%s 写的是 %s；请换扩展名，如 %s", "%s: %s writes %s; take another extension, such as %s",
				x.path, x.flag, strings.ToUpper(c.list(x.formats)), strings.TrimSuffix(x.path, filepath.Ext(x.path))+"."+x.formats[0])
			return false
		case there[key]:
			c.say("%s 给出了两次；请换一个名称", "%s is given twice; take another name", x.path)
			return false
		}
		there[key] = true
		if err := vacant(x.path, x.over); err != nil {
			c.failed(x.path, err)
			return false
		}
	}
	return true
}

// vacant returns why a file cannot be written at the path, a [*render.FileError].
func vacant(path, over string) error {
	dir, err := os.Stat(filepath.Dir(path))
	if err == nil && !dir.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		return &render.FileError{Path: path, Err: err}
	}
	if file, err := os.Lstat(path); err == nil {
		if may, err := os.Lstat(over); err != nil || !os.SameFile(may, file) {
			return &render.FileError{Path: path, Err: fs.ErrExist}
		}
	}
	return nil
}

// extension is that of a file, without the dot, in small letters.
func extension(path string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
}
