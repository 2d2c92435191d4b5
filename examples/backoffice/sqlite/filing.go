package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// filingColumns are those of a filing but for its content, in the order of fields.
const filingColumns = "year, body, revision, state, version, errors, blanks, open, settled, saved_by, saved_at, published"

// fields are where the columns of a filing are read to.
func fields(f *backoffice.Filing) []any {
	return []any{&f.Year, &f.Body, &f.Revision, &f.State, &f.Version, &f.Counts.Errors, &f.Counts.Blanks, &f.Counts.Open, &f.Counts.Settled,
		&f.SavedBy, moment{&f.SavedAt}, &f.Published}
}

// moment is where a time is read to: RFC 3339, in the zone that it was saved with.
type moment struct{ *time.Time }

func (m moment) Scan(v any) (err error) {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("sqlite: %T instead of a time", v)
	}
	*m.Time, err = time.Parse(time.RFC3339Nano, text)
	return err
}

// text is a time as the file has it.
func text(t time.Time) string { return t.Format(time.RFC3339Nano) }

func (s *Store) Years(ctx context.Context) ([]int, error) {
	return list(ctx, s.readers, func(year *int) []any { return []any{year} }, "SELECT DISTINCT year FROM filings ORDER BY year DESC")
}

func (s *Store) Filings(ctx context.Context, year int) ([]backoffice.Filing, error) {
	return list(ctx, s.readers, fields, "SELECT "+filingColumns+" FROM filings WHERE year = ? ORDER BY body", year)
}

func (s *Store) Filing(ctx context.Context, k backoffice.Key) (backoffice.Filing, error) {
	var f backoffice.Filing
	var hash string
	err := s.readers.QueryRowContext(ctx, "SELECT "+filingColumns+", hash, content FROM filings WHERE year = ? AND body = ?", k.Year, k.Body).
		Scan(append(fields(&f), &hash, &f.Content)...)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return backoffice.Filing{Key: k, State: backoffice.Draft}, nil
	case err != nil:
		return backoffice.Filing{}, err
	case backoffice.HashOf(f.Content) != hash:
		return backoffice.Filing{}, fmt.Errorf("sqlite: the content of %s %d does not have its hash", k.Body, k.Year)
	}
	return f, nil
}

func (s *Store) Save(ctx context.Context, f backoffice.Filing, e *backoffice.Event) (backoffice.Filing, error) {
	var kept backoffice.Event
	if e != nil {
		if err := e.Fits(f.Key); err != nil {
			return backoffice.Filing{}, err
		}
		kept = *e
	}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var version int64
		err := tx.QueryRowContext(ctx, "SELECT version FROM filings WHERE year = ? AND body = ?", f.Year, f.Body).Scan(&version)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if version != f.Version {
			return backoffice.ErrChanged
		}
		f.Version++
		if e != nil {
			kept.Version = f.Version
			err := tx.QueryRowContext(ctx, "SELECT count(*) + 1 FROM events WHERE year = ? AND body = ?", f.Year, f.Body).Scan(&kept.Number)
			if err != nil {
				return err
			}
			if e.To == backoffice.Published {
				f.Published = kept.Number
			}
		}
		const columns = "(" + filingColumns + ", hash, content)"
		row := []any{
			f.Year, f.Body, f.Revision, f.State, f.Version, f.Counts.Errors, f.Counts.Blanks, f.Counts.Open, f.Counts.Settled,
			f.SavedBy, text(f.SavedAt), f.Published, backoffice.HashOf(f.Content), f.Content,
		}
		if version == 0 {
			_, err = tx.ExecContext(ctx, "INSERT INTO filings "+columns+" VALUES "+places(row), row...)
		} else {
			_, err = tx.ExecContext(ctx, "UPDATE filings SET "+columns+" = "+places(row)+" WHERE year = ? AND body = ?", append(row, f.Year, f.Body)...)
		}
		if err != nil || e == nil {
			return err
		}
		return insertEvent(ctx, tx, kept)
	})
	if err != nil {
		return backoffice.Filing{}, err
	}
	if e != nil {
		e.Number, e.Version = kept.Number, kept.Version
	}
	return f, nil
}

// places are those of the values of a row in a statement.
func places(row []any) string { return "(?" + strings.Repeat(", ?", len(row)-1) + ")" }
