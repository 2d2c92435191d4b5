package fonts

import (
	"io/fs"
	"strings"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// Error is why a font cannot be used: it is damaged, of an unsupported kind,
// or its licence bits forbid embedding.
type Error struct {
	Table string // tag of the OpenType table at fault; empty for the file as a whole
	fault sfnt.Fault
}

// Error returns the message in Chinese.
func (e *Error) Error() string {
	switch {
	case e.fault.Sound:
		return e.fault.Chinese
	case e.Table == "":
		return "字体文件无法使用：" + e.fault.Chinese
	}
	return "字体文件无法使用：" + strings.TrimSpace(e.Table) + " 表：" + e.fault.Chinese
}

// English returns the message in English.
func (e *Error) English() string {
	switch {
	case e.fault.Sound:
		return e.fault.English
	case e.Table == "":
		return "unusable font file: " + e.fault.English
	}
	return "unusable font file: table " + strings.TrimSpace(e.Table) + ": " + e.fault.English
}

// Where returns the table at fault.
func (e *Error) Where() string { return strings.TrimSpace(e.Table) }

func faultOf(f *sfnt.Fault) *Error { return &Error{f.Table, *f} }

// fault makes the *Error of a damaged font; both formats take the same arguments.
func fault(table, chinese, english string, args ...any) error {
	return faultOf(sfnt.Faultf(table, chinese, english, args...))
}

// refusal makes the *Error of what is not damaged and cannot be used all the same.
func refusal(table, chinese, english string, args ...any) *Error {
	return faultOf(sfnt.Refusal(table, chinese, english, args...))
}

// tooShort is the fault of a table that ends within what must be read of it.
func tooShort(table string, got, want int) error {
	return fault(table, "长度 %d 字节，至少应为 %d", "%d bytes; at least %d are needed", got, want)
}

// FileError is a font file or a folder of fonts that cannot be used.
type FileError struct {
	Path   string
	Err    error    // an *Error, or one of the file system
	Looked []Looked // what there is in a folder
}

// Error returns the message in Chinese.
func (e *FileError) Error() string { return e.Path + "：" + e.cause().Error() }

// English returns the message in English.
func (e *FileError) English() string {
	if bad, ok := e.Err.(*Error); ok {
		return e.Path + ": " + bad.English()
	}
	return e.Path + ": " + e.cause().Error()
}

// cause is Err without the path, which is told once.
func (e *FileError) cause() error {
	if err, ok := e.Err.(*fs.PathError); ok {
		return err.Err
	}
	return e.Err
}

// Where returns Path.
func (e *FileError) Where() string { return e.Path }

// Unwrap returns Err.
func (e *FileError) Unwrap() error { return e.Err }
