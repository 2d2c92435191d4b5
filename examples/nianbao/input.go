package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// maxInput is the most bytes of a file that are read; the readers refuse one
// that is larger still.
const maxInput = 16<<20 + 1

// files returns the files that the arguments name: a folder stands for every
// file in and below it that is not hidden.
func files(args []string) ([]string, error) {
	var all []string
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			hidden := path != arg && strings.HasPrefix(d.Name(), ".")
			switch {
			case err != nil:
				return err
			case d.IsDir() && hidden:
				return fs.SkipDir
			case !d.IsDir() && !hidden:
				all = append(all, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// read reads a report and checks it. The findings are those of the reading and
// of the check.
func read(path string) (*report.Report, []report.Finding, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxInput))
	if err != nil {
		return nil, nil, err
	}
	decode := intake.Text
	if t := bytes.TrimLeft(data, "\uFEFF \t\r\n"); len(t) > 0 && t[0] == '{' {
		decode = report.Decode
	}
	r, findings, err := decode(data)
	if err != nil {
		return nil, nil, err
	}
	return r, append(findings, r.Check()...), nil
}

// inputs reads the files one by one and hands each to use; it returns the
// gravest status.
func (c *call) inputs(args []string, use func(path string, r *report.Report, findings []report.Finding) int) int {
	if len(args) == 0 {
		c.say("没有给出要读的文件", "no input given")
		return exitUnusable
	}
	paths, err := files(args)
	if err != nil {
		c.say("%s", "%s", c.text(err))
		return exitUnusable
	}
	if len(paths) == 0 {
		c.say("文件夹里没有文件：%s", "no files in %s", strings.Join(args, " "))
		return exitUnusable
	}
	status := exitDone
	step := c.progress(len(paths))
	for _, path := range paths {
		r, findings, err := read(path)
		if err != nil {
			c.failed(path, err)
			status = exitUnusable
		} else {
			status = max(status, use(path, r, findings))
		}
		step()
	}
	return status
}
