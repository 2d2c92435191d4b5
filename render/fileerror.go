package render

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
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
