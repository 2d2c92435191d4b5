package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/examples/backoffice/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) backoffice.Store { return open(t, filepath.Join(t.TempDir(), "office.db")) })
}

// open opens a store, and closes it at the end of the test.
func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
