// Package sqlite is a backoffice.Store in a file of SQLite, which needs neither a server
// of its own nor C.
//
// What Save has kept is on the disk when it returns. Several processes of one machine may
// have the file open; a file system of a network does not do.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/nianbao/nianbao/examples/backoffice"

	driver "modernc.org/sqlite"
)

// Store is a backoffice.Store in a file.
type Store struct {
	writer  *sql.DB // of one connection: who writes waits for others here, and not in SQLite
	readers *sql.DB
}

var _ backoffice.Store = (*Store)(nil)

// mostReaders is how many read at once.
const mostReaders = 4

// Open opens the file of a store, makes it where there is none, and brings one of an older
// program up to date. A file that is damaged, of another program or of a newer one is left
// as it is, and the error is a [report.UserError].
func Open(path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	// Nobody else is to read what is in it; SQLite gives the files beside it the same mode.
	// One that is there is not opened here: closing it would take SQLite's locks from it.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = file.Close()
	} else if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	if err != nil {
		return nil, notOpened(path, err)
	}
	s := new(Store)
	if s.writer, err = connect(path, 1, "synchronous(full)", "foreign_keys(1)"); err != nil {
		return nil, err
	}
	if s.readers, err = connect(path, mostReaders); err == nil {
		err = prepare(context.Background(), s.writer, path)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connect returns connections to a file, each with the pragmas. They wait ten seconds for
// another process that writes.
func connect(path string, most int, pragmas ...string) (*sql.DB, error) {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	query := url.Values{"_busy_timeout": {"10000"}, "_txlock": {"immediate"}, "_dqs": {"0"}, "_defensive": {"1"}, "_pragma": pragmas}
	connector, err := driver.NewConnector((&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// Close closes the file. Nothing may be asked of the store any more.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.readers, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// write runs a transaction that writes. It waits for others while the context lasts; once
// begun it is done whole, so that nobody who is told of an error has written.
func (s *Store) write(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx = context.WithoutCancel(ctx)
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}
