package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// With -skip-existing what is there, whole and unchanged, stays as it is, and all else is
// made as without.
func TestSkipExisting(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	save(t, in, "bodies.csv", tableOf(t, numbered("云栖市第%d局", 4)...))
	last := save(t, t.TempDir(), "last.csv", strings.ReplaceAll(tableOf(t, numbered("云栖市第%d局", 4)...), ",2023,", ",2022,"))
	to := []string{"-to", "docx,pdf,ofd,html,json,xlsx", "-o", out}
	build := func(more ...string) (written []string) {
		t.Helper()
		status, stdout, stderr := nianbao(slices.Concat([]string{"build", in, "-json"}, to, more)...)
		if status == exitUnusable {
			t.Fatalf("status %d, %.500s, %s", status, stdout, stderr)
		}
		for line := range strings.Lines(stdout) {
			var x struct{ Written, Present []string }
			if err := json.Unmarshal([]byte(line), &x); err != nil || len(x.Written)+len(x.Present) != 6 {
				t.Fatalf("%v: %s", err, line)
			}
			for _, path := range x.Written {
				written = append(written, filepath.Base(path))
			}
		}
		return written
	}
	files := func() map[string]string {
		all := map[string]string{}
		for _, name := range names(out) {
			all[name] = load(t, filepath.Join(out, name))
		}
		return all
	}
	same := func(a, b map[string]string) bool {
		for name := range a {
			if a[name] != b[name] {
				return false
			}
		}
		return len(a) == len(b)
	}
	if n := len(build("-skip-existing")); n != 24 {
		t.Errorf("%d files written at first", n)
	}
	whole := files()
	old := time.Now().Add(-time.Hour)
	for name := range whole {
		if err := os.Chtimes(filepath.Join(out, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if got := build("-skip-existing"); got != nil {
		t.Errorf("%q are written again", got)
	}
	for name := range whole {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || time.Since(info.ModTime()) < time.Minute {
			t.Errorf("%s is another file: %v", name, err)
		}
	}
	// Files that are damaged or gone are made as they were.
	var want []string
	for i, ext := range []string{".docx", ".pdf", ".ofd", ".html", ".json", ".xlsx"} {
		name := "云栖市第1局2023年政府信息公开工作年度报告" + ext
		save(t, out, name, whole[name][:len(whole[name])-i])
		if i == 0 {
			os.Remove(filepath.Join(out, name))
		}
		want = append(want, name)
	}
	if got := build("-skip-existing"); !slices.Equal(got, want) || !same(files(), whole) {
		t.Errorf("%q are written, want %q", got, want)
	}
	// Who names other options gets other files, and only those that depend on them.
	for option, exts := range map[string]string{
		"-draft": ".docx .pdf .ofd .html .xlsx", "-data=never": ".docx .ofd .html .xlsx", "-data=always": ".pdf", "-archive": ".ofd", "-embed": ".docx", "-force -last=" + last: ".xlsx",
	} {
		option := strings.Fields(option)
		var want []string
		for _, name := range names(out) {
			if strings.Contains(exts, filepath.Ext(name)) {
				want = append(want, name)
			}
		}
		if got := build(append(option, "-skip-existing")...); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
			t.Errorf("%s: %q are written, want %q", option, got, want)
		}
		changed := files()
		if strings.Contains(exts, ".ofd") {
			sound(t, out)
		}
		if build(option...); !same(files(), changed) {
			t.Errorf("%s: the files are others than without -skip-existing", option)
		}
		if build("-skip-existing"); !same(files(), whole) {
			t.Errorf("%s: the files are not made anew without it", option)
		}
	}
}
