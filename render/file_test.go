package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/render"
)

// A set is all or none: where the last file cannot have its name, the others are
// what they were.
func TestWriteFilesRestores(t *testing.T) {
	for name, first := range map[string]func(path string) error{
		"a file":  func(path string) error { return os.WriteFile(path, []byte("old"), 0o600) },
		"a link":  func(path string) error { return os.Symlink("elsewhere", path) },
		"nothing": func(string) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			sub := filepath.Join(dir, "sub")
			if err := os.Mkdir(sub, 0o755); err != nil {
				t.Fatal(err)
			}
			// The second name stands in the way of the third, which passes through it.
			link := filepath.Join(dir, "b.json")
			if err := errors.Join(os.Symlink(sub, link), first(filepath.Join(dir, "a.json"))); err != nil {
				t.Skip(err)
			}
			before := tree(t, dir)
			var e *render.FileError
			blocked := filepath.Join(link, "c.json")
			err := render.Options{}.WriteFiles(example(t), filepath.Join(dir, "a.json"), link, blocked)
			if !errors.As(err, &e) || e.Path != blocked || len(e.New) > 0 {
				t.Errorf("%v", err)
			}
			if after := tree(t, dir); !slices.Equal(after, before) {
				t.Errorf("%q, before %q", after, before)
			}
		})
	}
}

// Files are put back in the reverse order: the second took the name of the first's
// folder.
func TestWriteFilesRestoresBackwards(t *testing.T) {
	dir := t.TempDir()
	sub := filepath.Join(dir, "sub")
	link := filepath.Join(dir, "b.json")
	if err := os.Mkdir(sub, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Symlink(sub, link), os.WriteFile(filepath.Join(sub, "a.json"), []byte("old"), 0o600)); err != nil {
		t.Skip(err)
	}
	before := tree(t, dir)
	var e *render.FileError
	err := render.Options{}.WriteFiles(example(t), filepath.Join(link, "a.json"), link, filepath.Join(link, "c.json"))
	if !errors.As(err, &e) || len(e.New) > 0 || len(e.Old) > 0 {
		t.Errorf("%v", err)
	}
	if after := tree(t, dir); !slices.Equal(after, before) {
		t.Errorf("%q, before %q", after, before)
	}
}

// tree lists everything below a folder with its mode and content.
func tree(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var content []byte
		if d.Type().IsRegular() {
			if content, err = os.ReadFile(path); err != nil {
				return err
			}
		}
		all = append(all, fmt.Sprintf("%s %v %.20q", strings.TrimPrefix(path, dir), info.Mode(), content))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// An error of the system names the file that was to be written.
func TestFileError(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "none", "a.pdf"), filepath.Join(dir, "file", "a.pdf"), filepath.Join(dir, strings.Repeat("a", 300)+".pdf")} {
		var e *render.FileError
		err := render.WriteFile(path, example(t))
		if !errors.As(err, &e) {
			t.Fatalf("%v", err)
		}
		for _, text := range []string{e.Error(), e.English()} {
			if e.Path != path || !strings.HasPrefix(text, path) || strings.Contains(text, ".nianbao") {
				t.Errorf("%q, %q", e.Path, text)
			}
		}
	}
	e := &render.FileError{Path: "b.pdf", Err: errors.New("full"), New: []string{"a.docx"}, Old: []string{"a.kept"}}
	for _, text := range []string{e.Error(), e.English()} {
		if !strings.Contains(text, "a.docx") || !strings.Contains(text, "a.kept") || !strings.Contains(text, "full") {
			t.Errorf("%q", text)
		}
	}
}

// Sweep removes what killed programs left, and nothing else.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	now := time.Now().Unix()
	var want []string
	for name, stays := range map[string]bool{
		fmt.Sprintf(".nianbao-%d-123", now-7200):     false,
		fmt.Sprintf(".nianbao-%d-123.old", now-7200): false,
		fmt.Sprintf(".nianbao-%d-123", now-60):       true,
		fmt.Sprintf(".nianbao-%d-123.old", now-60):   true,
		".nianbao-1-2.json":                          true,
		".nianbao-1-2.old.kept":                      true,
		".nianbao-":                                  true,
		".nianbao-99999999999999999999-1":            true,
		"x.nianbao-1-2":                              true,
		"a.json":                                     true,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if stays {
			want = append(want, name)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".nianbao-1-2"), 0o755); err != nil {
		t.Fatal(err)
	}
	want = append(want, ".nianbao-1-2")
	slices.Sort(want)
	render.Sweep(dir)
	if got := list(t, dir); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	render.Sweep(filepath.Join(dir, "none"))
}

// A file that is written over has a name of one inode alone afterwards, and the
// temporary ones are gone.
func TestWriteFilesReplaces(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.json"), filepath.Join(dir, "b.json")
	for range 2 {
		if err := (render.Options{}).WriteFiles(example(t), a, b); err != nil {
			t.Fatal(err)
		}
		if got := list(t, dir); !slices.Equal(got, []string{"a.json", "b.json"}) {
			t.Errorf("%q", got)
		}
	}
	if got, err := os.ReadFile(a); err != nil || !bytes.Equal(got, write(t, render.JSON, example(t))) {
		t.Error(err)
	}
}
