package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/demo"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/report"
)

var kills = flag.Int("kills", 3, "how often TestKill kills a server")

// pressed is the filing that is submitted again and again.
var pressed = backoffice.Key{Body: "jy", Year: 2024}

// TestKill kills a server while a report is submitted to it, each time at another moment
// from when it begins to keep it. The file is as it was, or as it is when the report is
// submitted, which it is whenever the server has said so; and nothing else is changed.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.db")
	s, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(t.Context(), s, time.Date(2025, 1, 10, 9, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, takes := submit(t, path, giveBack(t, path), time.Hour)
	random := rand.New(rand.NewPCG(1, 2))
	told, kept := 0, 0
	for n := range *kills {
		version := giveBack(t, path)
		before := rows(t, path)
		done, _ := submit(t, path, version, time.Duration(random.Int64N(int64(takes)*3/2)))
		after := rows(t, path)
		if done {
			told++
		}
		gone, come := without(before, after), without(after, before)
		if len(gone)+len(come) == 0 && !done {
			continue
		}
		kept++
		if len(gone) != 1 || !strings.HasPrefix(gone[0], "filings 2024 jy ") || len(come) != 2 ||
			!strings.HasPrefix(come[0], "events 2024 jy ") || !strings.HasPrefix(come[1], "filings 2024 jy ") {
			t.Fatalf("kill %d: gone are\n%q\ncome are\n%q", n, gone, come)
		}
		agree(t, path, version+1)
	}
	t.Logf("%d kills: as it was %d times, submitted %d times, of which %d were told", *kills, *kills-kept, kept, told)
	if *kills >= 20 && (kept == 0 || kept == *kills) {
		t.Error("all of the kills have come before the report was kept, or all after that")
	}
}

// submit starts a server of the file, submits the report as it stands in the version, and
// kills the server a time after it has begun to keep it. It returns whether the server had
// said that it is done, and how long after that.
func submit(t *testing.T, path string, version int64, after time.Duration) (done bool, took time.Duration) {
	t.Helper()
	cmd := child(t, "serve", path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the server did not start")
	}
	q := press(t, lines.Text(), backoffice.Reviewer, backoffice.Submit, version)
	answer := make(chan bool, 1)
	go func() {
		p, err := http.DefaultTransport.RoundTrip(q)
		if err == nil {
			_ = p.Body.Close()
		}
		answer <- err == nil && p.StatusCode == http.StatusSeeOther
	}()
	if !lines.Scan() {
		t.Fatal("the server did not begin to keep the report")
	}
	began := time.Now()
	select {
	case done = <-answer:
	case <-time.After(after):
		_ = cmd.Process.Kill()
		done = <-answer
	}
	return done, time.Since(began)
}

// opened returns the store in the file, to be closed, and the filing.
func opened(t *testing.T, path string) (*sqlite.Store, backoffice.Filing) {
	t.Helper()
	s, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Filing(t.Context(), pressed)
	if err != nil {
		t.Fatal(errors.Join(err, s.Close()))
	}
	return s, f
}

// giveBack opens the file, has the office return the report if it is submitted, and returns
// the version in which it stands.
func giveBack(t *testing.T, path string) int64 {
	t.Helper()
	s, f := opened(t, path)
	defer s.Close()
	if f.State != backoffice.Submitted {
		return f.Version
	}
	w := httptest.NewRecorder()
	office(s).ServeHTTP(w, press(t, "", backoffice.Office, backoffice.Return, f.Version))
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	return f.Version + 1
}

// agree opens the file, and fails unless the filing is submitted in the version, and the
// history ends with what stands in it.
func agree(t *testing.T, path string, version int64) {
	t.Helper()
	s, f := opened(t, path)
	defer s.Close()
	events, err := s.Events(t.Context(), pressed)
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Event(t.Context(), pressed, len(events))
	if err != nil {
		t.Fatal(err)
	}
	c, err := backoffice.DecodeContent(f.Content)
	if err != nil {
		t.Fatal(err)
	}
	stands, err := report.Encode(c.Report)
	if err != nil {
		t.Fatal(err)
	}
	if f.State != backoffice.Submitted || f.Version != version || e.Version != version || e.Action != backoffice.Submit || string(e.Report) != string(stands) {
		t.Errorf("%s in version %d, want %d; the last event is %s in version %d", f.State, f.Version, version, e.Action, e.Version)
	}
}

// rows opens the file, and returns all the rows of all its tables in their order.
func rows(t *testing.T, path string) (all []string) {
	t.Helper()
	open(t, path) // which makes sure that it is whole
	db := raw(t, path)
	for _, table := range []string{"bodies", "events", "filings", "settings"} {
		rows, err := db.Query("SELECT * FROM " + table)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, at := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				at[i] = &values[i]
			}
			if err := rows.Scan(at...); err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprintln(append([]any{table}, values...)...))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// without returns the rows that the others do not have.
func without(rows, others []string) (left []string) {
	has := map[string]bool{}
	for _, row := range others {
		has[row] = true
	}
	for _, row := range rows {
		if !has[row] {
			left = append(left, row)
		}
	}
	return left
}

// press returns the request that takes an action on the report as it stands in a version.
func press(t *testing.T, server string, role backoffice.Role, action backoffice.Action, version int64) *http.Request {
	t.Helper()
	form := url.Values{"version": {strconv.FormatInt(version, 10)}, "why": {"请核对表三"}}
	q, err := http.NewRequest(http.MethodPost, fmt.Sprintf("%s/reports/%s/%d/actions/%s", server, pressed.Body, pressed.Year, string(action)), strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("X-Role", string(role))
	return q
}

// serve serves the back office of a file. It tells its address, and when something begins
// to be kept.
func serve(path string) error {
	s, err := sqlite.Open(path)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + l.Addr().String())
	return http.Serve(l, office(telling{s}))
}

// telling is a store that tells when something begins to be kept.
type telling struct{ backoffice.Store }

func (s telling) Save(ctx context.Context, f backoffice.Filing, e *backoffice.Event) (backoffice.Filing, error) {
	fmt.Println("saving")
	return s.Store.Save(ctx, f, e)
}

// office is the back office of a store, which is told the role of who asks.
func office(s backoffice.Store) http.Handler {
	return backoffice.Handler(s, backoffice.Options{User: func(r *http.Request) (backoffice.User, error) {
		u := backoffice.User{ID: "x", Role: backoffice.Role(r.Header.Get("X-Role"))}
		if u.Role == backoffice.Reviewer {
			u.Body = pressed.Body
		}
		return u, nil
	}})
}
