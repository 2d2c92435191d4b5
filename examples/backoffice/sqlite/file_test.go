package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/report"
)

var key = backoffice.Key{Body: "jt", Year: 2024}

// event returns an event of the filing with a text for a report.
func event(text string) *backoffice.Event {
	return &backoffice.Event{Key: key, Action: backoffice.Submit, From: backoffice.Draft, To: backoffice.Submitted,
		Report: []byte(text), Hash: backoffice.HashOf([]byte(text)), At: time.Unix(0, 0)}
}

// add adds a line to a filing, with an event, again until nobody comes between.
func add(s backoffice.Store, line string) error {
	for {
		f, err := s.Filing(context.Background(), key)
		if err != nil {
			return err
		}
		f.Content = append(f.Content, line+"\n"...)
		if _, err = s.Save(context.Background(), f, event(string(f.Content))); !errors.Is(err, backoffice.ErrChanged) {
			return err
		}
	}
}

// raw opens a file as whoever has SQLite does.
func raw(t *testing.T, path string, statements ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return db
}

// closed makes a file with some lines, and closes it.
func closed(t *testing.T, path string, lines int) {
	t.Helper()
	s, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range lines {
		if err := add(s, fmt.Sprint(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "年报 100%?x#y.db") // whatever a file may be called
	closed(t, path, 3)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v: others may read it", info, err)
	}
	s := open(t, path)
	f, err := s.Filing(t.Context(), key)
	if err != nil || string(f.Content) != "0\n1\n2\n" || f.Version != 3 {
		t.Errorf("%+v, %v", f, err)
	}
	if e, err := s.Event(t.Context(), key, 2); err != nil || string(e.Report) != "0\n1\n" {
		t.Errorf("%+v, %v", e, err)
	}
	names, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !strings.HasPrefix(name, path) {
			t.Errorf("there is %s", name)
		}
	}
}

// TestRefused opens files that are none of this program, or cannot be used: each is told
// for what it is, and left as it is.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	closed(t, file("whole.db"), 200)
	whole, err := os.ReadFile(file("whole.db"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(file(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("text", []byte(strings.Repeat("机关,新收\n", 1000)))
	write("short", whole[:100])
	write("half", whole[:len(whole)/2])
	scratched := bytes.Clone(whole)
	for i := range 8 {
		copy(scratched[(i*len(scratched)/8)+5000:], "scratched scratched scratched")
	}
	write("scratched", scratched)
	raw(t, file("foreign"), "CREATE TABLE accounts (a)").Close()
	raw(t, file("marked"), "PRAGMA application_id = 7").Close()
	closed(t, file("newer"), 1)
	raw(t, file("newer"), "PRAGMA user_version = 99").Close()
	if err := os.Mkdir(file("folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"text":        "不是本系统的数据库文件",
		"short":       "已损坏",
		"half":        "已损坏",
		"scratched":   "已损坏",
		"foreign":     "不是本系统的数据库文件",
		"marked":      "不是本系统的数据库文件",
		"newer":       "结构第 99 版",
		"folder":      "打不开",
		"nowhere/a.b": "打不开",
	} {
		before, _ := os.ReadFile(file(name))
		s, err := sqlite.Open(file(name))
		if err == nil {
			_ = s.Close()
		}
		var users report.UserError
		if !errors.As(err, &users) || !strings.Contains(err.Error(), want) || users.Where() != file(name) || users.English() == "" {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(file(name)); !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed", name)
		}
		if beside, _ := filepath.Glob(file(name) + "-*"); len(beside) > 0 {
			t.Errorf("%s: left %v", name, beside)
		}
	}
}

// TestUnchanging has the events stay as they are whoever writes to the file, and told
// where they do not.
func TestUnchanging(t *testing.T) {
	path := filepath.Join(t.TempDir(), "office.db")
	closed(t, path, 3)
	db := raw(t, path)
	for _, statement := range []string{
		"UPDATE events SET why = 'x'",
		"UPDATE events SET number = 9 WHERE number = 3",
		"DELETE FROM events WHERE number = 3",
		"DELETE FROM events",
		"REPLACE INTO events SELECT * FROM events WHERE number = 2",
		"INSERT OR REPLACE INTO events SELECT * FROM events",
		"DELETE FROM filings",
	} {
		if _, err := db.Exec(statement); err == nil || !strings.Contains(err.Error(), "are never") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	s := open(t, path)
	if e, err := s.Event(t.Context(), key, 3); err != nil || string(e.Report) != "0\n1\n2\n" {
		t.Errorf("%+v, %v", e, err)
	}
	raw(t, path, "DROP TRIGGER events_update", "UPDATE events SET report = X'37' WHERE number = 2", "UPDATE filings SET content = X'37'")
	if _, err := s.Event(t.Context(), key, 2); err == nil || !strings.Contains(err.Error(), "hash") {
		t.Errorf("event: %v", err)
	}
	if _, err := s.Filing(t.Context(), key); err == nil || !strings.Contains(err.Error(), "hash") {
		t.Errorf("filing: %v", err)
	}
	if _, err := s.Event(t.Context(), key, 1); err != nil {
		t.Error(err)
	}
}

// TestCut loses what was written last, at each of many places, as a machine does whose
// power fails: the file has the filing with its event, or neither.
func TestCut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "office.db")
	closed(t, path, 1)
	s := open(t, path)
	if err := add(s, strings.Repeat("长", 5000)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]int{}
	for n := len(log); n >= 0; n -= 256 {
		cut := filepath.Join(dir, "cut.db")
		for name, data := range map[string][]byte{cut: data, cut + "-wal": log[:n]} {
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		s, err := sqlite.Open(cut)
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		f, err := s.Filing(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		events, err := s.Events(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		e, err := s.Event(t.Context(), key, len(events))
		if err != nil || int64(len(events)) != f.Version || string(e.Report) != string(f.Content) {
			t.Errorf("cut at %d: version %d with %d events, %v", n, f.Version, len(events), err)
		}
		seen[len(events)]++
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 2 || seen[1] == 0 || seen[2] == 0 {
		t.Errorf("files by how many events they have: %v", seen)
	}
}
