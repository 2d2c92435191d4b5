// Batch shows what nianbao build of very many reports takes: memory, which is that of a
// tenth of them; what a second worker gains; what the disk alone takes; what a report costs
// beside a commit of old, with the rules of that commit alone and with all. And a run that
// is killed over and over and goes on writes the same files as one that is not.
//
//	go run ./.ci/batch [-n 10000] [-old COMMIT]
//
// It fails where the files or the memory are not as they should be; times are for people to
// look at, since they depend on what else the machine does.
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

var (
	bodies = flag.Int("n", 10_000, "how many reports")
	old    = flag.String("old", "", "the commit to compare the cost of a report with")
)

func main() {
	flag.Parse()
	tmp, err := os.MkdirTemp("", "batch")
	if err == nil {
		err = errors.Join((&batch{tmp: tmp}).run(), os.RemoveAll(tmp))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// batch is a run, whose files are in a folder of its own.
type batch struct{ tmp string }

func (b *batch) path(name string) string { return filepath.Join(b.tmp, name) }

func (b *batch) run() error {
	if _, err := output("go", "build", "-o", b.path("nianbao"), "./examples/nianbao"); err != nil {
		return err
	}
	for name, n := range map[string]int{"all.csv": *bodies, "tenth.csv": *bodies / 10} {
		f, err := os.Create(b.path(name))
		if err == nil {
			err = errors.Join(writeBodies(f, n), f.Close())
		}
		if err != nil {
			return err
		}
	}
	for _, step := range []func() error{b.memory, b.killed, b.workers, b.disk, b.cost} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// usage is what a program took.
type usage struct {
	wall, cpu time.Duration
	memory    int64 // bytes, at most
}

// formats are those that are written of a report.
var formats = []string{"docx", "pdf", "ofd"}

// build runs a version of the command.
func (b *batch) build(program, input, out string, args ...string) (u usage, err error) {
	cmd := exec.Command(b.path(program), slices.Concat([]string{"build", b.path(input), "-o", b.path(out), "-to", strings.Join(formats, ",")}, args)...)
	start := time.Now()
	if text, err := cmd.CombinedOutput(); err != nil {
		return u, fmt.Errorf("%w\n%.2000s", err, text)
	}
	u.wall = time.Since(start)
	u.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = r.Maxrss << 10
	}
	return u, nil
}

// memory shows that ten times as many reports take no more memory.
func (b *batch) memory() error {
	const most = 1.2
	few, err := b.build("nianbao", "tenth.csv", "tenth")
	if err != nil {
		return err
	}
	all, err := b.build("nianbao", "all.csv", "whole")
	if err != nil {
		return err
	}
	ratio := float64(all.memory) / float64(few.memory)
	fmt.Printf("memory: %d MB at most for %d reports, %d MB for %d: %.2f times as much; %.1f s, %.2f ms of CPU a report\n",
		few.memory>>20, *bodies/10, all.memory>>20, *bodies, ratio, all.wall.Seconds(), milliseconds(all.cpu, *bodies))
	if ratio > most {
		return fmt.Errorf("that is more than %.1f times as much", most)
	}
	return nil
}

func milliseconds(t time.Duration, n int) float64 { return t.Seconds() * 1000 / float64(n) }

// killed kills a run again and again and lets it go on. In the end there is what a run
// made that nothing happened to.
func (b *batch) killed() error {
	want, err := digests(b.path("whole"))
	if err != nil {
		return err
	}
	if len(want) != len(formats)**bodies {
		return fmt.Errorf("%d files for %d reports", len(want), *bodies)
	}
	const kills = 5
	for i := range kills {
		cmd := exec.Command(b.path("nianbao"), "build", b.path("all.csv"), "-o", b.path("killed"), "-to", strings.Join(formats, ","), "-skip-existing")
		if err := cmd.Start(); err != nil {
			return err
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		more := len(want) * (i + 1) / (kills + 1)
		for waiting := true; waiting; {
			select {
			case err := <-ended:
				return fmt.Errorf("ended before it was killed: %v", err)
			case <-time.After(time.Duration(rand.IntN(20)) * time.Millisecond):
				entries, _ := os.ReadDir(b.path("killed"))
				waiting = len(entries) < more
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			return err
		}
		<-ended
	}
	before, err := digests(b.path("killed"))
	if err != nil {
		return err
	}
	u, err := b.build("nianbao", "all.csv", "killed", "-skip-existing")
	if err != nil {
		return err
	}
	got, err := digests(b.path("killed"))
	if err != nil {
		return err
	}
	if !maps.Equal(got, want) {
		return errors.New("a run that was killed and went on has other files than one that was not")
	}
	again, err := b.build("nianbao", "all.csv", "killed", "-skip-existing")
	if err != nil {
		return err
	}
	fmt.Printf("killed %d times, with %d files at last, and gone on: the same %d files; %.1f s for those that were left, %.1f s where none was\n",
		kills, len(before), len(got), u.wall.Seconds(), again.wall.Seconds())
	return os.RemoveAll(b.path("killed"))
}

// digests returns those of the files in a folder but temporary ones.
func digests(dir string) (map[string][sha256.Size]byte, error) {
	all := map[string][sha256.Size]byte{}
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".nianbao-") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		all[e.Name()] = sha256.Sum256(data)
	}
	return all, err
}

// rounds is how often a time is taken; the median is told.
const rounds = 5

// workers shows what a second worker gains.
func (b *batch) workers() error {
	var times [3][]float64
	for range rounds {
		for n := 1; n <= 2; n++ {
			u, err := b.build("nianbao", "tenth.csv", "workers", "-workers", strconv.Itoa(n))
			if err != nil {
				return err
			}
			times[n] = append(times[n], u.wall.Seconds())
			if err := os.RemoveAll(b.path("workers")); err != nil {
				return err
			}
		}
	}
	one, two := median(times[1]), median(times[2])
	fmt.Printf("workers: one %.2f s, two %.2f s for %d reports: %.2f times as fast\n", one, two, *bodies/10, one/two)
	return nil
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// disk shows what the disk takes for the same files: written, synced and renamed, by as
// many at once.
func (b *batch) disk() error {
	type file struct {
		name string
		data []byte
	}
	for _, n := range []int{1, 2} {
		if err := os.Mkdir(b.path("disk"), 0o777); err != nil {
			return err
		}
		todo := make(chan file)
		var all sync.WaitGroup
		failed := make(chan error, 1)
		for range n {
			all.Go(func() {
				for f := range todo {
					if err := write(b.path("disk"), f.name, f.data); err != nil {
						select {
						case failed <- err:
						default:
						}
					}
				}
			})
		}
		var bytes int
		start := time.Now()
		err := filepath.WalkDir(b.path("tenth"), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			bytes += len(data)
			todo <- file{d.Name(), data}
			return err
		})
		close(todo)
		all.Wait()
		took := time.Since(start)
		select {
		case err = <-failed:
		default:
		}
		if err = errors.Join(err, os.RemoveAll(b.path("disk"))); err != nil {
			return err
		}
		fmt.Printf("the disk alone, %d at once: %.2f s for the %d MB of %d reports\n", n, took.Seconds(), bytes>>20, *bodies/10)
	}
	return nil
}

// write writes a file as nianbao does.
func write(dir, name string, data []byte) error {
	f, err := os.CreateTemp(dir, ".disk-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, name))
}

func output(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	text, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%.2000s", name, err, text)
	}
	return string(text), nil
}
