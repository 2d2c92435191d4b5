package render_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/nianbao/nianbao/render"
)

// A set that is drawn is seen only when it is published, and then wholly; what a batch
// that is closed has not published is gone.
func TestBatchSets(t *testing.T) {
	dir := t.TempDir()
	var b render.Batch
	draw := func(names ...string) *render.Set {
		t.Helper()
		var paths []string
		for _, name := range names {
			paths = append(paths, filepath.Join(dir, name))
		}
		s, err := b.Draw(func(w io.Writer, path string) error {
			_, err := io.WriteString(w, filepath.Base(path))
			return err
		}, paths...)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	seen := func() (names []string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), ".") {
				names = append(names, e.Name())
			}
		}
		return names
	}
	first, second, third := draw("a", "b"), draw("c", "d"), draw("e")
	draw("f")
	if got := seen(); got != nil {
		t.Errorf("%q before they are published", got)
	}
	if err := second.Publish(); err != nil || !slices.Equal(seen(), []string{"c", "d"}) {
		t.Errorf("%q, %v", seen(), err)
	}
	third.Discard()
	(*render.Set)(nil).Discard()
	if err := first.Publish(); err != nil {
		t.Error(err)
	}
	b.Close()
	entries, err := os.ReadDir(dir)
	if want := []string{"a", "b", "c", "d"}; err != nil || len(entries) != len(want) || !slices.Equal(seen(), want) {
		t.Errorf("%q of %d, %v", seen(), len(entries), err)
	}
	for _, s := range []*render.Set{first, third} {
		if err := s.Publish(); !errors.Is(err, render.ErrClosed) {
			t.Errorf("published again: %v", err)
		}
	}
	if _, err := b.Draw(func(io.Writer, string) error { return nil }, filepath.Join(dir, "g")); !errors.Is(err, render.ErrClosed) {
		t.Errorf("drawn after Close: %v", err)
	}
}

// Close waits for what is being drawn, and leaves nothing of it.
func TestBatchClose(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var b render.Batch
		begun, goOn := make(chan bool), make(chan bool)
		go b.Draw(func(w io.Writer, _ string) error {
			close(begun)
			<-goOn
			_, err := io.WriteString(w, "whole")
			return err
		}, filepath.Join(dir, "a"))
		<-begun
		closed := false
		go func() {
			b.Close()
			closed = true
		}()
		synctest.Wait()
		if entries, _ := os.ReadDir(dir); closed || len(entries) != 1 {
			t.Errorf("closed: %v, with %d files", closed, len(entries))
		}
		close(goOn)
		synctest.Wait()
		if entries, _ := os.ReadDir(dir); !closed || len(entries) != 0 {
			t.Errorf("closed: %v, with %d files", closed, len(entries))
		}
	})
}
