package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// eventColumns are those of an event but for what Events leaves out, in the order of
// eventFields.
const eventColumns = "year, body, number, version, revision, action, from_state, to_state, user_id, user_name, at, why, hash"

// eventFields are where the columns of an event are read to.
func eventFields(e *backoffice.Event) []any {
	return []any{&e.Year, &e.Body, &e.Number, &e.Version, &e.Revision, &e.Action, &e.From, &e.To, &e.UserID, &e.UserName, moment{&e.At}, &e.Why, &e.Hash}
}

// document is what the file has as JSON: where it is read to, or what is written.
type document struct{ v any }

func (d document) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("sqlite: %T instead of JSON", v)
	}
	return json.Unmarshal([]byte(text), d.v)
}

func (d document) Value() (driver.Value, error) {
	data, err := json.Marshal(d.v)
	return string(data), err
}

func (s *Store) Events(ctx context.Context, k backoffice.Key) ([]backoffice.Event, error) {
	return list(ctx, s.readers, eventFields, "SELECT "+eventColumns+" FROM events WHERE year = ? AND body = ? ORDER BY number", k.Year, k.Body)
}

func (s *Store) Event(ctx context.Context, k backoffice.Key, number int) (e backoffice.Event, err error) {
	err = s.readers.QueryRowContext(ctx, "SELECT "+eventColumns+", findings, matters, unread, report FROM events WHERE year = ? AND body = ? AND number = ?", k.Year, k.Body, number).
		Scan(append(eventFields(&e), document{&e.Findings}, document{&e.Matters}, document{&e.Unread}, &e.Report)...)
	if errors.Is(err, sql.ErrNoRows) {
		return e, backoffice.ErrNotFound
	}
	if err != nil {
		return e, err
	}
	return e, e.Fits(k)
}

// insertEvent adds an event to the history.
func insertEvent(ctx context.Context, tx *sql.Tx, e backoffice.Event) error {
	row := []any{
		e.Year, e.Body, e.Number, e.Version, e.Revision, e.Action, e.From, e.To, e.UserID, e.UserName, text(e.At), e.Why, e.Hash,
		document{e.Findings}, document{e.Matters}, document{e.Unread}, e.Report,
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO events ("+eventColumns+", findings, matters, unread, report) VALUES "+places(row), row...)
	return err
}
