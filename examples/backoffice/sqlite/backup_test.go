package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// TestBackup makes copies while people write: each is the store as it stood at one moment,
// not before the copy was asked for.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "office.db"))
	stop := make(chan struct{})
	var group sync.WaitGroup
	for p := range 3 {
		group.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := add(s, fmt.Sprintf("%d.%d", p, n)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	copies := map[string]int64{} // the version that stood when one was asked for
	for n := range 5 {
		for len(copies) == n {
			f, err := s.Filing(t.Context(), key)
			if err != nil {
				t.Fatal(err)
			}
			if f.Version < int64(10*n) {
				continue
			}
			path := filepath.Join(dir, fmt.Sprintf("copy %d.db", n))
			if err := s.Backup(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			copies[path] = f.Version
		}
	}
	close(stop)
	group.Wait()
	now, err := s.Filing(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	for path, least := range copies {
		copy := open(t, path)
		f, err := copy.Filing(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		events, err := copy.Events(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		if f.Version < least || f.Version != int64(len(events)) || f.Version != int64(strings.Count(string(f.Content), "\n")) ||
			!strings.HasPrefix(string(now.Content), string(f.Content)) {
			t.Errorf("%s: version %d, at least %d, with %d events", path, f.Version, least, len(events))
		}
		if f.Version == 0 {
			continue
		}
		if e, err := copy.Event(t.Context(), key, len(events)); err != nil || string(e.Report) != string(f.Content) {
			t.Errorf("%s: the last event is not what stands: %v", path, err)
		}
		if err := add(copy, "on"); err != nil {
			t.Error(err)
		}
	}
}

func TestBackupRefused(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "office.db"))
	if err := add(s, "0"); err != nil {
		t.Fatal(err)
	}
	there := filepath.Join(dir, "there.db")
	if err := os.WriteFile(there, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var users report.UserError
	for _, path := range []string{there, filepath.Join(dir, "office.db"), filepath.Join(dir, "nowhere", "copy.db")} {
		if err := s.Backup(t.Context(), path); !errors.As(err, &users) || users.Where() != path {
			t.Errorf("%s: %v", path, err)
		}
	}
	if info, err := os.Stat(there); err != nil || info.Size() != 0 {
		t.Errorf("the file that was there: %v, %v", info, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Backup(ctx, filepath.Join(dir, "copy.db")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	for _, pattern := range []string{"copy.db*", ".nianbao-*"} {
		if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	}
}
