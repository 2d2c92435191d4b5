package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// querier is the file, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// list returns the rows of a query; fields are where the columns of one are read to.
func list[T any](ctx context.Context, q querier, fields func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(fields(&v)...); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

func bodies(ctx context.Context, q querier) ([]backoffice.Body, error) {
	fields := func(b *backoffice.Body) []any { return []any{&b.ID, &b.Agency, &b.Former, &b.Within} }
	return list(ctx, q, fields, "SELECT id, agency, former, within FROM bodies ORDER BY position")
}

func settings(ctx context.Context, q querier) (x backoffice.Settings, err error) {
	err = q.QueryRowContext(ctx, "SELECT name, checker FROM settings").Scan(&x.Name, &x.Checker)
	if errors.Is(err, sql.ErrNoRows) {
		return backoffice.Settings{}, nil
	}
	return x, err
}

func (s *Store) Bodies(ctx context.Context) ([]backoffice.Body, error) {
	return bodies(ctx, s.readers)
}

func (s *Store) SetBodies(ctx context.Context, was, all []backoffice.Body) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		stands, err := bodies(ctx, tx)
		if err != nil {
			return err
		}
		if !slices.Equal(stands, was) {
			return backoffice.ErrChanged
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM bodies"); err != nil {
			return err
		}
		for i, b := range all {
			_, err := tx.ExecContext(ctx, "INSERT INTO bodies (position, id, agency, former, within) VALUES (?, ?, ?, ?, ?)", i, b.ID, b.Agency, b.Former, b.Within)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) Settings(ctx context.Context) (backoffice.Settings, error) {
	return settings(ctx, s.readers)
}

func (s *Store) SetSettings(ctx context.Context, was, x backoffice.Settings) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		stands, err := settings(ctx, tx)
		if err != nil {
			return err
		}
		if !stands.Equal(was) {
			return backoffice.ErrChanged
		}
		_, err = tx.ExecContext(ctx, "REPLACE INTO settings (only, name, checker) VALUES (1, ?, ?)", x.Name, x.Checker)
		return err
	})
}
