package sqlite

import (
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// fileError says why a file cannot be used. It is a report.UserError.
type fileError struct {
	path, chinese, english string
	err                    error // of the system; nil for none
}

func (e *fileError) Error() string   { return e.path + "：" + e.chinese }
func (e *fileError) English() string { return e.path + ": " + e.english }
func (e *fileError) Where() string   { return e.path }
func (e *fileError) Unwrap() error   { return e.err }

func notOpened(path string, err error) error {
	return &fileError{path, fmt.Sprintf("数据库文件打不开（%v）；请核对路径，以及本程序在该文件夹中的读写权限", err),
		fmt.Sprintf("the database cannot be opened (%v); check the path, and that this program may read and write in the folder", err), err}
}

func foreign(path string) error {
	return &fileError{path, "这不是本系统的数据库文件，没有改动；请核对路径，或换一个还没有的文件名",
		"this is no database of this program and was left as it is; check the path, or name a file that is not there yet", nil}
}

func damaged(path, told string) error {
	return &fileError{path, fmt.Sprintf("数据库文件已损坏（%s），没有改动；请留存这个文件，用最近的备份启动", told),
		fmt.Sprintf("the database is damaged (%s) and was left as it is; keep this file, and start with the latest backup", told), nil}
}

func newer(path string, version, known int) error {
	return &fileError{path, fmt.Sprintf("数据库是更新版本的程序写的（结构第 %d 版，本程序只认到第 %d 版），没有改动；请用新版程序打开", version, known),
		fmt.Sprintf("the database is of a newer program (its structure is version %d, this program knows up to %d) and was left as it is; open it with the newer program", version, known), nil}
}

func notShared(path, mode string) error {
	return &fileError{path, fmt.Sprintf("数据库文件不能用预写日志（现为 %s）；请放在本机磁盘上，不要放在网络共享文件夹里", mode),
		fmt.Sprintf("the database cannot have a write-ahead log (it is %s); put it on a disk of this machine, not in a folder of the network", mode), nil}
}

func occupied(path string) error {
	return &fileError{path, "已有这个文件，没有覆盖；请换一个文件名", "there is such a file already, which was left as it is; give another name", nil}
}

// refused returns what SQLite told of a file as an error of the file.
func refused(path string, err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		return foreign(path)
	case sqlite3.SQLITE_CORRUPT:
		return damaged(path, err.Error())
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return notOpened(path, err)
	}
	return err
}
