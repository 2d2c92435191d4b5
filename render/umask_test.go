//go:build unix

package render_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/nianbao/nianbao/render"
)

// Files have the modes that the caller's umask gives them.
func TestUmask(t *testing.T) {
	for umask, want := range map[int]os.FileMode{0o077: 0o600, 0o022: 0o644, 0o002: 0o664} {
		path := filepath.Join(t.TempDir(), "a.json")
		old := syscall.Umask(umask)
		err := render.WriteFile(path, example(t))
		syscall.Umask(old)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("umask %03o: %v, %v", umask, info.Mode(), err)
		}
	}
}
