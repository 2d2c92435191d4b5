package render

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
)

// mountTmpfs mounts a file system of its own at a new folder.
func mountTmpfs(t *testing.T, options string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("nianbao", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// oldFiles makes one file of each format.
func oldFiles(t *testing.T, dir string) (set, paths []string) {
	t.Helper()
	for _, f := range Formats() {
		name := "a." + string(f)
		set, paths = append(set, name), append(paths, filepath.Join(dir, name))
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return set, paths
}

// Many reports that several goroutines write to a disk on which there is no room for all:
// what is there is whole, set by set, and the others are errors that say so.
func TestFullDisk(t *testing.T) {
	dir := mountTmpfs(t, "size=2m")
	p := prepared(t)
	var docx, pdf bytes.Buffer
	if err := p.Write(&docx, DOCX); err != nil {
		t.Fatal(err)
	}
	if err := p.Write(&pdf, PDF); err != nil {
		t.Fatal(err)
	}
	const reports = 40
	set := func(i int) []string {
		return []string{filepath.Join(dir, fmt.Sprintf("%02d.docx", i)), filepath.Join(dir, fmt.Sprintf("%02d.pdf", i))}
	}
	var b Batch
	var errs [reports]error
	var all sync.WaitGroup
	next := make(chan int)
	for range 4 {
		all.Go(func() {
			for i := range next {
				errs[i] = b.WriteFiles(p, set(i)...)
			}
		})
	}
	for i := range reports {
		next <- i
	}
	close(next)
	all.Wait()
	b.Sync()

	whole := 0
	for i, err := range errs {
		if err != nil {
			checkFailed(t, err, syscall.ENOSPC, set(i))
			continue
		}
		whole++
		for k, want := range []*bytes.Buffer{&docx, &pdf} {
			if got, err := os.ReadFile(set(i)[k]); err != nil || !bytes.Equal(got, want.Bytes()) {
				t.Errorf("%s is damaged: %d bytes, %v", set(i)[k], len(got), err)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if whole == 0 || whole == reports || len(entries) != 2*whole {
		t.Errorf("%d of %d reports whole, %d files, %v", whole, reports, len(entries), err)
	}
}

// What is on a disk that is full or read-only stays, and nothing is beside it.
func TestFullAndReadOnlyDisk(t *testing.T) {
	p := prepared(t)
	for name, test := range map[string]struct {
		prepare func(dir string) error
		want    error
	}{
		"full": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "a.pdf"), make([]byte, 1<<16), 0o644) // in place of that of three bytes
		}, syscall.ENOSPC},
		"read-only": {func(dir string) error {
			return syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
		}, syscall.EROFS},
	} {
		t.Run(name, func(t *testing.T) {
			dir := mountTmpfs(t, "size=128k")
			_, paths := oldFiles(t, dir)
			if err := test.prepare(dir); err != nil {
				t.Fatal(err)
			}
			before := readAll(t, dir)
			checkFailed(t, p.WriteFiles(paths...), test.want, paths)
			for _, path := range paths {
				if path == paths[1] || test.want == syscall.EROFS { // for which there is no room
					checkFailed(t, p.WriteFiles(path), test.want, []string{path})
				}
			}
			if after := readAll(t, dir); !slices.Equal(after, before) {
				t.Errorf("%q, before %q", after, before)
			}
		})
	}
}

// readAll returns the names of a folder with what is in the files.
func readAll(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e.Name()+": "+string(data))
	}
	return all
}

// A limit on the length of files stops a write where it is passed. It is of a whole
// process, so that the test is one of its own: go test writes files as well.
func TestFileSizeLimit(t *testing.T) {
	const own = "NIANBAO_FILE_SIZE_LIMIT"
	if os.Getenv(own) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFileSizeLimit$")
		cmd.Env = append(os.Environ(), own+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	p := prepared(t)
	dir := t.TempDir()
	set, paths := oldFiles(t, dir)
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	for _, limit := range []uint64{0, 1, 4095, 5000} {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: old.Max}); err != nil {
			t.Fatal(err)
		}
		var errs []error
		for _, path := range paths {
			errs = append(errs, p.WriteFiles(path))
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
			t.Fatal(err)
		}
		for i, err := range errs {
			checkFailed(t, err, syscall.EFBIG, paths[i:i+1])
		}
		checkOld(t, dir, set)
	}
}

// A folder in which nothing may be made is told of.
func TestForbiddenFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write anywhere")
	}
	dir := t.TempDir()
	set, paths := oldFiles(t, dir)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	checkFailed(t, prepared(t).WriteFiles(paths...), os.ErrPermission, paths)
	checkOld(t, dir, set)
}
