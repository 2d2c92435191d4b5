package render

import "syscall"

// What Windows says. Source: Win32 system error codes.
const (
	diskFull       = syscall.Errno(112) // ERROR_DISK_FULL
	writeProtected = syscall.Errno(19)  // ERROR_WRITE_PROTECT
	inUse          = syscall.Errno(32)  // ERROR_SHARING_VIOLATION
	nameTooLong    = syscall.Errno(206) // ERROR_FILENAME_EXCED_RANGE
)
