package render

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
)

// FileError is a file that could not be written. All files are as they were but
// those of New. It is no [report.UserError]: what a user gave is not at fault.
type FileError struct {
	Path string
	Err  error    // what the system says, without a path
	New  []string // files of the same call that could not be put back
	Old  []string // where those that stood there are now, as far as they could be kept
}

// Error returns the message in Chinese: what is wrong, and what to do.
func (e *FileError) Error() string {
	text := e.Path + "：" + e.Err.Error()
	if f := e.failure(); f != nil {
		text = fmt.Sprintf("%s：%s；%s", e.Path, f.zh, f.way)
	}
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
	text := e.Path + ": " + e.Err.Error()
	if f := e.failure(); f != nil {
		text = fmt.Sprintf("%s: %s; %s", e.Path, f.en, f.wayEn)
	}
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

// failure returns what the system says as users know it, or nil.
func (e *FileError) failure() *failure {
	i := slices.IndexFunc(failures, func(f failure) bool { return errors.Is(e.Err, f.err) })
	if i < 0 {
		return nil
	}
	return &failures[i]
}

// failure is what stands in the way of a file, and the way out.
type failure struct {
	err       error
	zh, way   string
	en, wayEn string
}

// failures are those that users meet.
var failures = []failure{
	{diskFull, "磁盘已满", "请腾出空间，或换一个文件夹", "the disk is full", "make room, or take another folder"},
	{syscall.EDQUOT, "超过了磁盘配额", "请腾出空间，或换一个文件夹", "the disk quota is exceeded", "make room, or take another folder"},
	{syscall.EFBIG, "超过了文件大小的限制", "请放宽限制，或换一个文件夹", "the file would be larger than is allowed", "lift the limit, or take another folder"},
	{writeProtected, "磁盘只读", "请换一个文件夹", "the disk is read-only", "take another folder"},
	{syscall.EIO, "磁盘出错", "请检查磁盘或网络，或换一个文件夹", "the disk has failed", "look after the disk or the network, or take another folder"},
	{io.ErrShortWrite, "没有写完", "请检查磁盘或网络，或换一个文件夹", "not all could be written", "look after the disk or the network, or take another folder"},
	{inUse, "文件正由其他程序使用", "请先关闭它", "the file is in use by another program", "close it there first"},
	{fs.ErrPermission, "没有写入的权限", "请取得权限、关闭正打开它的程序，或换一个文件夹", "there is no permission to write", "get it, close the program that has the file open, or take another folder"},
	{fs.ErrExist, "已有这个文件，没有覆盖", "请换一个名称，或先移开它", "the file exists, and is not overwritten", "take another name, or move it away first"},
	{fs.ErrNotExist, "没有这个文件夹", "请先建立", "no such folder", "make it first"},
	{syscall.ENOTDIR, "路径中有一段不是文件夹", "请改路径", "a part of the path is not a folder", "take another path"},
	{syscall.EISDIR, "这是文件夹", "请移开它，或换一个文件夹", "it is a folder", "move it away, or take another folder"},
	{nameTooLong, "文件名太长", "请用短一些的名称", "the file name is too long", "take a shorter one"},
	{syscall.EMFILE, "打开的文件太多", "请少开一些，再试一次", "too many files are open", "open fewer, and try again"},
}

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
