//go:build !windows

package render

import "syscall"

const (
	diskFull       = syscall.ENOSPC
	writeProtected = syscall.EROFS
	inUse          = syscall.EBUSY
	nameTooLong    = syscall.ENAMETOOLONG
)
