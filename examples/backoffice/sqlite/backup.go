package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a copy of the file, whole or not at all, as it stands at one moment; the
// store may be written meanwhile. A file that is there is not overwritten: that is a
// [report.UserError].
func (s *Store) Backup(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return occupied(path)
	}
	// The copy comes to its name when it is on the disk.
	file, err := os.CreateTemp(filepath.Dir(path), ".nianbao-*")
	if err != nil {
		return notOpened(path, err)
	}
	defer os.Remove(file.Name())
	defer file.Close()
	if _, err := s.readers.ExecContext(ctx, "VACUUM INTO ?", file.Name()); err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	switch err := os.Link(file.Name(), path); {
	case err == nil:
	case errors.Is(err, fs.ErrExist):
		return occupied(path)
	default: // a file system without links
		if _, err := os.Lstat(path); err == nil {
			return occupied(path)
		}
		if err := os.Rename(file.Name(), path); err != nil {
			return err
		}
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil { // not everywhere can a folder be synced
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}
