package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

// application marks a file as one of this program: "nbao".
const application = 0x6e62616f

// The structure of a file is changed by migrations/NNNN.sql, one after the other from
// 0001. Its user_version is the number of the last one that it has. One that files have
// is never edited.
//
//go:embed migrations/*.sql
var files embed.FS

// migrations returns the statements of each, in their order.
func migrations() ([]string, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]string, len(names))
	for i, name := range names {
		if want := fmt.Sprintf("migrations/%04d.sql", i+1); name != want {
			return nil, fmt.Errorf("sqlite: there is %s, but not %s", name, want)
		}
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all[i] = string(data)
	}
	return all, nil
}

// prepare makes sure that the file is a whole one of this program, and brings it up to
// date.
func prepare(ctx context.Context, db *sql.DB, path string) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	version, err := examine(ctx, db, path)
	if err != nil {
		return refused(path, err)
	}
	if version > len(steps) {
		return newer(path, version, len(steps))
	}
	var mode string
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode = wal").Scan(&mode); err != nil {
		return refused(path, err)
	}
	if mode != "wal" {
		return notShared(path, mode)
	}
	return refused(path, migrate(ctx, db, steps))
}

// examine returns the number of the last migration that the file has.
func examine(ctx context.Context, db *sql.DB, path string) (version int, err error) {
	// In one transaction, for another process may be making the file.
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	var mark, tables int
	for pragma, value := range map[string]*int{"PRAGMA application_id": &mark, "PRAGMA user_version": &version, "SELECT count(*) FROM sqlite_schema": &tables} {
		if err := tx.QueryRowContext(ctx, pragma).Scan(value); err != nil {
			return 0, err
		}
	}
	if mark != application {
		if mark != 0 || version != 0 || tables != 0 {
			return 0, foreign(path)
		}
		return 0, nil
	}
	var told string
	if err := tx.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&told); err != nil {
		return 0, err
	}
	if told != "ok" {
		return 0, damaged(path, told)
	}
	return version, nil
}

// migrate makes the changes of structure that a file does not have yet, each whole or not
// at all.
func migrate(ctx context.Context, db *sql.DB, steps []string) error {
	for i, step := range steps {
		err := func() error {
			tx, err := db.BeginTx(ctx, nil)
			if err != nil {
				return err
			}
			defer tx.Rollback()
			var version int
			if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version > i {
				return err
			}
			for _, statements := range []string{step, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, i+1)} {
				if _, err := tx.ExecContext(ctx, statements); err != nil {
					return err
				}
			}
			return tx.Commit()
		}()
		if err != nil {
			return fmt.Errorf("sqlite: migration %d: %w", i+1, err)
		}
	}
	return nil
}
