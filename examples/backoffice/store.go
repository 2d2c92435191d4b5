package backoffice

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
)

// Store keeps what the back office has: package sqlite in a file, package memory while
// a program runs. Every method is safe for concurrent use; what it is given stays, and what
// it returns is, the caller's own. One whose context is done does nothing and returns the
// context's error. Package storetest has what every Store must do.
type Store interface {
	// Bodies returns the bodies in the order of SetBodies.
	Bodies(ctx context.Context) ([]Body, error)
	// SetBodies replaces the list of bodies that was read; where it is another one by now,
	// nothing is, and the error is ErrChanged. A body that is not in it any more keeps its
	// reports, and has them again when it comes back.
	SetBodies(ctx context.Context, was, bodies []Body) error

	// Settings returns what the office has chosen; the zero Settings at first.
	Settings(ctx context.Context) (Settings, error)
	// SetSettings replaces the settings that were read; where they are others by now,
	// nothing is, and the error is ErrChanged.
	SetSettings(ctx context.Context, was, s Settings) error

	// Years returns the years that have filings, the latest first.
	Years(ctx context.Context) ([]int, error)
	// Filings returns those of a year in the order of their bodies' IDs, without Content:
	// for the board.
	Filings(ctx context.Context, year int) ([]Filing, error)
	// Filing returns that of a body for a year. Where nothing was saved it is a filing in
	// the state Draft without Content, whose Version is 0.
	Filing(ctx context.Context, k Key) (Filing, error)
	// Save keeps f, and the event with it if there is one: both or neither. The event is one
	// of f.Key and has the Hash of its Report, or nothing is kept; one that leads to
	// Published is f.Published from then on. f.Version is that of the filing that was read;
	// where another one was saved since, nothing is kept, and the error is ErrChanged. What
	// it returns has its new Version, and the event that and its Number.
	Save(ctx context.Context, f Filing, e *Event) (Filing, error)

	// Events returns the history of a filing from its begin, without Report, Findings, Matters and
	// Unread.
	Events(ctx context.Context, k Key) ([]Event, error)
	// Event returns one with all that it has; ErrNotFound where there is none. The Store
	// makes sure that the Report still has the Hash.
	Event(ctx context.Context, k Key, number int) (Event, error)
}

// Errors of a Store.
var (
	ErrChanged  = errors.New("backoffice: the report was changed meanwhile")
	ErrNotFound = errors.New("backoffice: there is no such thing")
)

// Body is a body that reports.
type Body struct {
	ID     string // in addresses and in User.Body: letters, digits and hyphens, at most 64
	Agency string // 机关全称, at most 100 characters
	Former string // 曾用名, divided by 、; a report that was published under one of them is this body's
	Within string // 数据计入: the body whose report has its figures already; empty is none
}

// member returns the body as one that is to report in a jurisdiction.
func (b Body) member() report.Member {
	m := report.Member{Agency: b.Agency, Within: b.Within}
	if b.Former != "" {
		m.Former = strings.Split(b.Former, "、")
	}
	return m
}

// Settings are what the office has chosen.
type Settings struct {
	Name string // 机关全称 of the jurisdiction whose report has the sums: 云栖市人民政府; may be empty
	// Checker is the choices of the office as report.DecodeChecker reads them; empty is
	// none.
	Checker []byte
}

// Equal reports whether both are the same.
func (s Settings) Equal(o Settings) bool {
	return s.Name == o.Name && bytes.Equal(s.Checker, o.Checker)
}

// Key is what a filing is known by.
type Key struct {
	Body string // its ID
	Year int    // that is reported on
}

// Filing is the report of a body for a year as it stands now.
type Filing struct {
	Key
	Revision  int // 0, or which correction it is
	State     State
	Version   int64  // counts what was saved; 0 is nothing yet
	Content   []byte // as Content.Encode makes it
	Counts    Counts // what was found in it when it was saved
	SavedBy   string // Name of the User
	SavedAt   time.Time
	Published int // Number of the event by which it was last published; 0 is none
}

// Counts is how many findings a report has.
type Counts struct {
	Errors  int // and what was typed and is no figure
	Blanks  int // figures that are missing
	Open    int // warnings that have no reason
	Settled int // warnings that have one
}

// Ready reports whether nothing stands against submitting the report.
func (c Counts) Ready() bool { return c.Errors+c.Blanks+c.Open == 0 }

// String returns in Chinese what stands against submitting the report; "" where nothing does.
func (c Counts) String() string {
	var parts []string
	for _, x := range []struct {
		n      int
		format string
	}{{c.Errors, "%d 处错误"}, {c.Blanks, "%d 格未填"}, {c.Open, "%d 条警告待说明"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf(x.format, x.n))
		}
	}
	return strings.Join(parts, "，")
}

// Event is something that was done to a filing. It is never changed and never taken
// away: the events are the history that shows who did what.
type Event struct {
	Key
	Number   int   // from 1, of the filing; 0 before it is saved
	Version  int64 // of the filing that was saved with it
	Revision int
	Action   Action
	From, To State
	Report   []byte // the whole report as report.Encode makes it: after the action, but before it for Import and Restore
	Hash     string // HashOf the Report
	UserID   string
	UserName string
	At       time.Time
	Why      string
	Findings []report.Finding  // in the report; of Import, what was told of the reading
	Matters  []int             // which of the Findings the office wants mended, by their indices; none is all
	Unread   map[string]string // Content.Unread that was there beside Report, of Import and Restore
}

// HashOf returns the SHA-256 of a report as an event keeps it, in hexadecimal digits.
func HashOf(report []byte) string {
	sum := sha256.Sum256(report)
	return hex.EncodeToString(sum[:])
}

// Fits returns an error where the event is not one of the filing with the key, or where
// its Report does not have the Hash.
func (e *Event) Fits(k Key) error {
	if e.Key != k {
		return fmt.Errorf("backoffice: an event of %s %d in the history of %s %d", e.Body, e.Year, k.Body, k.Year)
	}
	if HashOf(e.Report) != e.Hash {
		return fmt.Errorf("backoffice: the report of event %d of %s %d does not have its hash", e.Number, k.Body, k.Year)
	}
	return nil
}
