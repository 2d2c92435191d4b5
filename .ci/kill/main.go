// Kill runs nianbao build again and again over the same files and kills it, each time
// at another moment after it has begun to write. Every file has to be whole, the old one
// or the new one.
//
//	go run ./.ci/kill [-n 200]
package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

var runs = flag.Int("n", 200, "how often")

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A run writes this many reports in these formats.
const (
	reports = 8
	formats = "docx,pdf,ofd,html,json"
)

func run() error {
	tmp, err := os.MkdirTemp("", "kill")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	nianbao := filepath.Join(tmp, "nianbao")
	if out, err := exec.Command("go", "build", "-o", nianbao, "./examples/nianbao").CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	build := func(version, dir string) *exec.Cmd {
		return exec.Command(nianbao, "build", "-to", formats, "-o", filepath.Join(tmp, dir), filepath.Join(tmp, version+"-in"))
	}

	// Two versions of reports with the same titles, and the files of each.
	text, err := os.ReadFile("examples/nianbao/yunqi-2023.json")
	if err != nil {
		return err
	}
	versions := [...]string{"old", "new"}
	whole := map[string]map[string][]byte{}
	takes := time.Minute // from the first file on
	for i, topic := range [...]string{"按季通报", "按月通报"} {
		version := versions[i]
		in := filepath.Join(tmp, version+"-in")
		if err := os.Mkdir(in, 0o777); err != nil {
			return err
		}
		for r := range reports {
			text := strings.NewReplacer("按季通报", topic, "云栖市人民政府", fmt.Sprintf("第%d局", r)).Replace(string(text))
			if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%d.json", r)), []byte(text), 0o644); err != nil {
				return err
			}
		}
		cmd, told := build(version, version), new(bytes.Buffer)
		cmd.Stderr = told
		ended, err := start(cmd, filepath.Join(tmp, version))
		if err != nil {
			return err
		}
		began := time.Now()
		if err := <-ended; err != nil {
			return fmt.Errorf("%w\n%s", err, told)
		}
		takes = min(takes, time.Since(began))
		if whole[version], err = files(filepath.Join(tmp, version)); err != nil {
			return err
		}
		if n := reports * (1 + strings.Count(formats, ",")); len(whole[version]) != n {
			return fmt.Errorf("%d files, want %d", len(whole[version]), n)
		}
	}

	random := rand.New(rand.NewPCG(1, 2))
	finished, within, mixed, left := 0, 0, 0, 0
	out := filepath.Join(tmp, "out")
	for i := range *runs {
		cmd := build(versions[i%2], "out")
		ended, err := start(cmd, out)
		if err != nil {
			return err
		}
		time.Sleep(time.Duration(random.Int64N(int64(takes))))
		_ = cmd.Process.Kill()
		if <-ended == nil {
			finished++
		}
		all, err := files(out)
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		temporary := 0
		for name, data := range all {
			switch {
			case isTemporary(name):
				temporary++
				_ = os.Remove(filepath.Join(out, name))
			case bytes.Equal(data, whole["old"][name]):
				seen["old"] = true
			case bytes.Equal(data, whole["new"][name]):
				seen["new"] = true
			default:
				return fmt.Errorf("run %d: %s is damaged: %d bytes", i, name, len(data))
			}
		}
		if len(seen) == 2 {
			mixed++
		}
		if left += temporary; temporary > 0 {
			within++
		}
	}
	fmt.Printf("%d runs, %d of them to the end, %d killed with a temporary file there (%d files in all): no file damaged, %d folders of old and new ones\n",
		*runs, finished, within, left, mixed)
	if within < *runs/4 {
		return fmt.Errorf("too few of the runs were killed while they wrote a file")
	}
	return nil
}

// start starts a run and waits until it has begun a file in the folder, or has ended.
func start(cmd *exec.Cmd, dir string) (ended chan error, err error) {
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended = make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for len(ended) == 0 {
		list, _ := os.ReadDir(dir)
		for _, e := range list {
			if isTemporary(e.Name()) {
				return ended, nil
			}
		}
	}
	return ended, nil
}

func isTemporary(name string) bool { return strings.HasPrefix(name, ".nianbao-") }

// files are the files of a folder; there are none where it is not there.
func files(dir string) (map[string][]byte, error) {
	list, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	all := map[string][]byte{}
	for _, e := range list {
		if all[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return all, nil
}
