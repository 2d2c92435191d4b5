package sqlite

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestMigrate brings a file up to date by steps, one of which fails: it has those before,
// and nothing of that one.
func TestMigrate(t *testing.T) {
	db, err := connect(filepath.Join(t.TempDir(), "office.db"), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	known, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	check := func(want int) {
		t.Helper()
		if version, err := examine(t.Context(), db, ""); err != nil || version != want {
			t.Errorf("version %d, want %d: %v", version, want, err)
		}
	}
	check(0)
	for range 2 {
		if err := migrate(t.Context(), db, known); err != nil {
			t.Fatal(err)
		}
		check(len(known))
	}
	if _, err := db.Exec("INSERT INTO bodies VALUES (0, 'jt', '云栖市交通运输局', '', '')"); err != nil {
		t.Fatal(err)
	}
	next := append(slices.Clone(known), "ALTER TABLE bodies ADD COLUMN first TEXT NOT NULL DEFAULT '1'", "ALTER TABLE bodies ADD COLUMN second; DROP TABLE nowhere")
	if err := migrate(t.Context(), db, next); err == nil {
		t.Error("a step that cannot be done was done")
	}
	check(len(known) + 1)
	next[len(known)+1] = "ALTER TABLE bodies ADD COLUMN second TEXT NOT NULL DEFAULT '2'"
	if err := migrate(t.Context(), db, next); err != nil {
		t.Fatal(err)
	}
	check(len(known) + 2)
	var agency, first, second string
	if err := db.QueryRow("SELECT agency, first, second FROM bodies").Scan(&agency, &first, &second); err != nil || agency != "云栖市交通运输局" || first+second != "12" {
		t.Errorf("%s %s %s %v", agency, first, second, err)
	}
}
