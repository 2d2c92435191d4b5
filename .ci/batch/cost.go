package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// cost shows the CPU time that a report takes, beside that which it took at a commit of
// old, of the same files in one run.
func (b *batch) cost() error {
	if *old == "" {
		return nil
	}
	if _, err := output("git", "cat-file", "-e", *old); err != nil {
		fmt.Printf("CPU a report: commit %s is not here to compare with\n", *old)
		return nil
	}
	if err := b.buildOld(); err != nil {
		return err
	}
	off, err := b.rulesSince()
	if err != nil {
		return err
	}
	const reports = 300
	f, err := os.Create(b.path("few.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := writeBodies(f, reports); err != nil {
		return err
	}
	if _, err := output(b.path("nianbao"), "build", b.path("few.csv"), "-to", "json", "-o", b.path("few")); err != nil {
		return err
	}
	var then, now, all []float64
	for range 2 * rounds {
		for _, x := range []struct {
			times   *[]float64
			program string
			args    []string
		}{{&then, "old", nil}, {&now, "nianbao", []string{"-office", off}}, {&all, "nianbao", nil}} {
			u, err := b.build(x.program, "few", "out", append(x.args, "-to", "docx,pdf")...) // the old one writes no OFD
			if err != nil {
				return err
			}
			*x.times = append(*x.times, milliseconds(u.cpu, reports))
			if err := os.RemoveAll(b.path("out")); err != nil {
				return err
			}
		}
	}
	a, n := median(then), median(now)
	fmt.Printf("CPU a report: %.2f ms at %s, %.2f ms now with its rules, that is %.2f of it; %.2f ms with all rules\n", a, *old, n, n/a, median(all))
	return nil
}

// buildOld builds the command of the commit.
func (b *batch) buildOld() error {
	tree := b.path("tree")
	if err := os.Mkdir(tree, 0o777); err != nil {
		return err
	}
	if _, err := output("git", "archive", "-o", b.path("tree.tar"), *old); err != nil {
		return err
	}
	if _, err := output("tar", "-xf", b.path("tree.tar"), "-C", tree); err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-o", b.path("old"), "./examples/nianbao")
	cmd.Dir = tree
	text, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, text)
	}
	return err
}

// rulesSince writes what an office asks that has no rules but those of the commit.
func (b *batch) rulesSince() (path string, err error) {
	files, err := filepath.Glob(b.path("tree/report/*.go"))
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		text.Write(data)
	}
	off := map[string]string{}
	for _, r := range report.Rules() {
		if strings.Contains(text.String(), `"`+r.Code+`"`) {
			continue
		}
		// Of ledgers and between bodies there are rules that are not looked at here.
		if _, err := report.DecodeChecker(fmt.Appendf(nil, `{"rules": {%q: "off"}}`, r.Code)); err == nil {
			off[r.Code] = "off"
		}
	}
	data, err := json.Marshal(map[string]any{"rules": off})
	if err == nil {
		path = b.path("office.json")
		err = os.WriteFile(path, data, 0o666)
	}
	fmt.Printf("rules since %s: %d\n", *old, len(off))
	return path, err
}
