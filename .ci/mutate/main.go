// Mutate changes one thing at a time in code that is not a test, runs the tests of
// its package, and tells which changes no test has noticed. No file is touched.
//
//	go run ./.ci/mutate [flags] PACKAGE|FILE.go…
//
// A sample of the mutants is evenly spaced over the text and the same in every run.
// Mutants that do not compile are none. While tests are written, -state FILE spares
// the time of those that were killed before:
//
//	go run ./.ci/mutate -n 100 -state /tmp/killed report/check.go
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

var (
	sample  = flag.Int("n", 0, "how many mutants to try of each package; 0 is all")
	skip    = flag.Int("skip", 0, "begin the sample this many mutants later, for another sample")
	workers = flag.Int("p", runtime.NumCPU(), "how many to try at the same time")
	limit   = flag.Duration("for", 0, "stop after this long; 0 is never")
	least   = flag.Int("least", 0, "exit 1 if fewer than this many percent were killed")
	state   = flag.String("state", "", "file of the killed, kept and read again: they are not tried twice")
	tags    = flag.String("tags", "", "build tags")
	tests   = flag.String("tests", "", "packages whose tests are run, separated by spaces; by default that of the mutant")
)

func main() {
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	killed, tried, err := run(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Printf("%d of %d killed, %s\n", killed, tried, percent(killed, tried))
	if killed*100 < *least*tried {
		os.Exit(1)
	}
}

func percent(part, whole int) string {
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(max(1, whole)))
}

// target is a package, or some files of it.
type target struct {
	mutants []mutant
	tests   []string
	limit   time.Duration // for the tests of one mutant
}

func run(args []string) (killed, tried int, err error) {
	known, err := readState()
	if err != nil {
		return 0, 0, err
	}
	stop := context.Background()
	if *limit > 0 {
		var cancel context.CancelFunc
		stop, cancel = context.WithTimeout(stop, *limit)
		defer cancel()
	}
	tmp, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(tmp)
	// Files of a folder are one sample.
	var dirs []string
	only := map[string][]string{}
	for _, arg := range args {
		if strings.HasSuffix(arg, "_test.go") {
			continue // a pattern has found it
		}
		dir := filepath.Clean(arg)
		if strings.HasSuffix(arg, ".go") {
			dir = filepath.Dir(arg)
			only[dir] = append(only[dir], filepath.Clean(arg))
		}
		if !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		t, err := newTarget(dir, only[dir])
		if err != nil {
			return 0, 0, err
		}
		k, n, err := t.try(stop, tmp, known)
		if err != nil {
			return 0, 0, err
		}
		fmt.Printf("%s: %d of %d killed, %s\n", dir, k, n, percent(k, n))
		killed, tried = killed+k, tried+n
		if stop.Err() != nil {
			fmt.Println("time is up")
			break
		}
	}
	return killed, tried, nil
}

// newTarget finds the mutants of a package, or of the files of it that are named, and
// sees how long its tests take and that they pass.
func newTarget(dir string, only []string) (*target, error) {
	pkg := "./" + filepath.ToSlash(dir)
	out, err := exec.Command("go", "list", "-tags", *tags, "-f", `{{join .GoFiles "\n"}}`, pkg).Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	t := &target{tests: []string{pkg}}
	if *tests != "" {
		t.tests = strings.Fields(*tests)
	}
	for _, name := range strings.Fields(string(out)) {
		path := filepath.Join(dir, name)
		if only != nil && !slices.Contains(only, path) {
			continue
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		found, err := mutantsOf(path, src)
		if err != nil {
			return nil, err
		}
		t.mutants = append(t.mutants, found...)
	}
	for _, name := range only {
		if !slices.Contains(strings.Fields(string(out)), filepath.Base(name)) {
			return nil, fmt.Errorf("%s: no such file in the package", name)
		}
	}
	if len(t.mutants) == 0 {
		return nil, fmt.Errorf("%s: nothing to change", dir)
	}
	start := time.Now()
	if out, err := t.command(context.Background(), time.Hour).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: the tests fail as it is:\n%s", dir, out)
	}
	t.limit = max(30*time.Second, 6*time.Since(start)) // a busy machine kills no mutant
	return t, nil
}

// command runs the tests. What a mutant makes of a loop may take all memory.
func (t *target) command(ctx context.Context, limit time.Duration, flags ...string) *exec.Cmd {
	args := []string{"-c", `ulimit -v 8000000; exec go test "$@"`, "sh",
		"-vet=off", "-failfast", "-tags", *tags, "-timeout", limit.String()}
	return exec.CommandContext(ctx, "sh", slices.Concat(args, flags, t.tests)...)
}

// spread returns n of the mutants, evenly spaced; those that do not compile are
// replaced by their neighbours.
func (t *target) spread() [][]mutant {
	n := *sample
	if n == 0 || n > len(t.mutants) {
		n = len(t.mutants)
	}
	var groups [][]mutant
	for i := range n {
		group := t.mutants[i*len(t.mutants)/n : (i+1)*len(t.mutants)/n]
		k := *skip % len(group)
		groups = append(groups, slices.Concat(group[k:], group[:k]))
	}
	return groups
}

func (t *target) try(stop context.Context, tmp string, known map[string]bool) (killed, tried int, err error) {
	groups := t.spread()
	var (
		wait sync.WaitGroup
		lock sync.Mutex
		work = make(chan []mutant)
	)
	for w := range *workers {
		wait.Go(func() {
			dir := filepath.Join(tmp, fmt.Sprint(w))
			for group := range work {
				m, result := t.first(stop, dir, group, known)
				lock.Lock()
				switch result {
				case dead:
					killed, tried = killed+1, tried+1
					err = errors.Join(err, writeState(m, known))
				case alive:
					tried++
					fmt.Printf("%s:%d: survives: %s\n", m.file, m.line, m.told)
				}
				lock.Unlock()
			}
		})
	}
	for _, g := range groups {
		select {
		case work <- g:
		case <-stop.Done():
		}
	}
	close(work)
	wait.Wait()
	return killed, tried, err
}

type result int

const (
	unknown result = iota // out of time, or nothing compiles
	invalid
	dead
	alive
)

// first tries the first mutant of the group that compiles.
func (t *target) first(stop context.Context, dir string, group []mutant, known map[string]bool) (mutant, result) {
	for _, m := range group {
		if known[m.key()] {
			return m, dead
		}
		r := t.one(stop, dir, m)
		if stop.Err() != nil {
			break
		}
		if r != invalid {
			return m, r
		}
	}
	return mutant{}, unknown
}

func (t *target) one(stop context.Context, dir string, m mutant) result {
	src, err := os.ReadFile(m.file)
	if err != nil {
		panic(err)
	}
	path, err := filepath.Abs(m.file)
	if err != nil {
		panic(err)
	}
	changed := filepath.Join(dir, "mutant.go")
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{path: changed}})
	if err != nil {
		panic(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(changed, m.apply(src), 0o600),
		os.WriteFile(list, overlay, 0o600)); err != nil {
		panic(err)
	}
	out, err := t.command(stop, t.limit, "-overlay", list).CombinedOutput()
	switch {
	case err == nil:
		return alive
	case strings.Contains(string(out), "[build failed]"):
		return invalid
	}
	return dead
}

// key says which mutant it is by its line, wherever that stands in the file: where
// lines are the same, one that was killed stands for all.
func (m mutant) key() string {
	src, err := os.ReadFile(m.file)
	if err != nil {
		panic(err)
	}
	from := strings.LastIndex(string(src[:m.start]), "\n") + 1
	to := m.end + max(0, strings.Index(string(src[m.end:]), "\n"))
	data, err := json.Marshal([]string{m.file, string(src[from:m.start]), m.told, string(src[m.end:to])})
	if err != nil {
		panic(err)
	}
	return string(data)
}

func readState() (map[string]bool, error) {
	known := map[string]bool{}
	if *state == "" {
		return known, nil
	}
	data, err := os.ReadFile(*state)
	if errors.Is(err, os.ErrNotExist) {
		return known, nil
	}
	lines := bufio.NewScanner(strings.NewReader(string(data)))
	for lines.Scan() {
		known[lines.Text()] = true
	}
	return known, err
}

func writeState(m mutant, known map[string]bool) error {
	if *state == "" || known[m.key()] {
		return nil
	}
	f, err := os.OpenFile(*state, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, m.key())
	return errors.Join(err, f.Close())
}
