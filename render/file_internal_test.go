package render

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// An old file that cannot be put back is not removed: the error names it, and Sweep
// leaves it.
func TestOldFileIsKept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.json")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := create(path, openNew)
	if err != nil {
		t.Fatal(err)
	}
	if f.keep(); f.old == "" {
		t.Skip("no second names here")
	}
	// A folder takes the place of the file: nothing can be renamed to it.
	if err := errors.Join(f.finish(), f.rename(), os.Remove(path), os.Mkdir(path, 0o755)); err != nil {
		t.Fatal(err)
	}
	var e FileError
	restore([]*file{f}, &e)
	f.discard()
	if !slices.Equal(e.New, []string{path}) || len(e.Old) != 1 {
		t.Fatalf("%+v", e)
	}
	if old, err := os.ReadFile(e.Old[0]); err != nil || string(old) != "old" {
		t.Errorf("%q, %v", old, err)
	}
	if tempName.MatchString(filepath.Base(e.Old[0])) {
		t.Errorf("%s will be swept away", e.Old[0])
	}
}
