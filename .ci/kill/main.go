// Kill runs nianbao build again and again over the same files and kills it, each time
// at another moment. Every file has to be whole, the old one or the new one.
//
//	go run ./.ci/kill [-n 300]
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

var runs = flag.Int("n", 300, "how often")

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

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
		return exec.Command(nianbao, "build", "-to", "docx,pdf,html,json", "-o", filepath.Join(tmp, dir), filepath.Join(tmp, version+".json"))
	}

	// Two versions of a report with one title, and the files of each.
	text, err := os.ReadFile("examples/nianbao/yunqi-2023.json")
	if err != nil {
		return err
	}
	whole := map[string]map[string][]byte{}
	var takes time.Duration
	for version, topic := range map[string]string{"old": "按季通报", "new": "按月通报"} {
		if err := os.WriteFile(filepath.Join(tmp, version+".json"), bytes.ReplaceAll(text, []byte("按季通报"), []byte(topic)), 0o644); err != nil {
			return err
		}
		start := time.Now()
		if out, err := build(version, version).CombinedOutput(); err != nil {
			return fmt.Errorf("%w\n%s", err, out)
		}
		takes = max(takes, time.Since(start))
		if whole[version], err = files(filepath.Join(tmp, version)); err != nil {
			return err
		}
	}

	finished, mixed, left := 0, 0, 0
	for i := range *runs {
		version := []string{"old", "new"}[i%2]
		cmd := build(version, "out")
		if err := cmd.Start(); err != nil {
			return err
		}
		timer := time.AfterFunc(takes*time.Duration(i)/time.Duration(*runs), func() { _ = cmd.Process.Kill() })
		if cmd.Wait() == nil {
			finished++
		}
		timer.Stop()
		out, err := files(filepath.Join(tmp, "out"))
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		for name, data := range out {
			switch {
			case strings.HasPrefix(name, ".nianbao-"):
				left++
				_ = os.Remove(filepath.Join(tmp, "out", name))
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
	}
	fmt.Printf("%d runs, %d of them to the end: no file damaged, %d sets of old and new ones, %d temporary files left\n",
		*runs, finished, mixed, left)
	return nil
}

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
