package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// maxInput is one byte more than a reader takes, so that it can tell.
const maxInput = 16<<20 + 1

// input is a file to read.
type input struct {
	path  string
	named bool // by the user, and not found in a folder
}

// files returns the files that the arguments stand for: a folder stands for
// every regular file in and below it that is not hidden. Arguments that cannot
// be used are told.
func (c *call) files(args []string, failed func(path string, err error)) (all []input, ok bool) {
	ok = true
	for _, arg := range args {
		arg = filepath.Clean(arg)
		// A link to a folder is a folder; links within folders are not followed.
		root, err := filepath.EvalSymlinks(arg)
		if err == nil {
			err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				hidden := path != root && strings.HasPrefix(d.Name(), ".")
				switch {
				case err != nil:
					return err
				case d.IsDir() && hidden:
					return fs.SkipDir
				case path == root && !d.IsDir():
					if !d.Type().IsRegular() {
						return errNotFile
					}
					all = append(all, input{arg, true})
				case d.Type().IsRegular() && !hidden:
					all = append(all, input{arg + strings.TrimPrefix(path, root), false})
				}
				return nil
			})
		}
		if err != nil {
			failed(arg, err)
			ok = false
		}
	}
	slices.SortFunc(all, func(a, b input) int { return strings.Compare(a.path, b.path) })
	return slices.CompactFunc(all, func(a, b input) bool { return a.path == b.path }), ok
}

// errNotInput is a file in a folder that is neither JSON nor text.
var errNotInput = errors.New("neither JSON nor text")

// read reads a report and checks it. The findings are those of the reading and
// of the check.
func (in input) read() (*report.Report, []report.Finding, error) {
	f, err := os.Open(in.path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxInput))
	if err != nil {
		return nil, nil, err
	}
	if !in.named && (len(data) == 0 || bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0 || bytes.HasPrefix(data, []byte("%PDF-")) || bytes.HasPrefix(data, []byte("PK\x03\x04"))) {
		return nil, nil, errNotInput
	}
	decode := intake.Text
	if t := bytes.TrimLeft(data, "\uFEFF \t\r\n"); len(t) > 0 {
		switch t[0] {
		case '{', '[':
			decode = report.Decode
		case '<':
			if !in.named { // HTML
				return nil, nil, errNotInput
			}
		}
	}
	r, findings, err := decode(data)
	if err != nil {
		return nil, nil, err
	}
	return r, append(findings, r.Check()...), nil
}

// inputs reads the files one by one and hands each to use, or to failed where it
// cannot be used; it returns the gravest status.
func (c *call) inputs(args []string, use func(path string, r *report.Report, findings []report.Finding) int, failed func(path string, err error)) int {
	if len(args) == 0 {
		c.say("没有给出要读的文件", "no input given")
		return exitUnusable
	}
	all, ok := c.files(args, failed)
	status := exitDone
	if !ok {
		status = exitUnusable
	}
	step := c.progress(len(all))
	skipped := 0
	for _, in := range all {
		r, findings, err := in.read()
		switch {
		case err == errNotInput:
			skipped++
		case err != nil:
			failed(in.path, err)
			status = exitUnusable
		default:
			status = max(status, use(in.path, r, findings))
		}
		step()
	}
	if skipped > 0 {
		c.say("跳过文件夹中不是 JSON 也不是文本的文件：%d 个", "files in folders that are neither JSON nor text, skipped: %d", skipped)
	}
	if skipped == len(all) && ok {
		c.say("没有可读的文件：%s", "no file to read: %s", strings.Join(args, " "))
		return exitUnusable
	}
	return status
}
