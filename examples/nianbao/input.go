package main

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// input is a file to read.
type input struct {
	path  string // "-" is the standard input
	named bool   // by the user, and not found in a folder
	many  bool   // it is of a table of many bodies, the body of which is meant
}

const standardInput = "-"

// files returns the files that the arguments stand for: a folder stands for
// every regular file in and below it that is not hidden. Arguments that cannot
// be used are told, and the status is that of them.
func (c *call) files(args []string, failed func(path string, err error)) (all []input, status int) {
	switch {
	case len(args) == 0:
		c.say("没有给出要读的文件；请写在后面，如 nianbao %s 年报.docx", "no file to read is given; write it behind, such as nianbao %s report.docx", c.command.name)
		return nil, exitUnusable
	case slices.Contains(args, ""):
		c.say("有一个输入是空的；当前文件夹写作 .", "an input is empty; the current folder is .")
		return nil, exitUnusable
	}
	for _, arg := range args {
		all = append(all, filesOf(arg, func(path string, err error) {
			failed(path, err)
			status = exitUnusable
		})...)
	}
	if len(all) == 0 && status == exitDone {
		c.say("没有可读的文件：%s", "no file to read: %s", strings.Join(args, " "))
		return nil, exitUnusable
	}
	slices.SortFunc(all, func(a, b input) int {
		switch {
		case a.path != b.path:
			return strings.Compare(a.path, b.path)
		case a.named == b.named:
			return 0
		case a.named: // stays, where it is found in a folder, too
			return -1
		}
		return 1
	})
	return slices.CompactFunc(all, func(a, b input) bool { return a.path == b.path }), status
}

// filesOf returns the files that an argument stands for, and tells what cannot be used.
func filesOf(arg string, failed func(path string, err error)) (all []input) {
	if arg == standardInput {
		return []input{{path: arg, named: true}}
	}
	arg = filepath.Clean(arg)
	// A link to a folder is a folder; links within folders are not followed.
	root, err := filepath.EvalSymlinks(arg)
	if err != nil {
		failed(arg, err)
		return nil
	}
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		hidden := path != root && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), lockPrefix))
		below, _ := filepath.Rel(root, path)
		shown := filepath.Join(arg, below)
		switch {
		case err != nil:
			failed(shown, err) // and the rest of the folder it is in is read all the same
		case d.IsDir() && hidden:
			return fs.SkipDir
		case path == root && !d.IsDir() && !d.Type().IsRegular():
			failed(arg, errNotFile)
		case d.Type().IsRegular() && !hidden:
			all = append(all, input{path: shown, named: path == root})
		}
		return nil
	})
	return all
}

// lockPrefix begins the name of the file that says beside a document that it is open in
// Word, Excel or WPS Office.
const lockPrefix = "~$"

// errNotInput is a file in a folder that is of no format that is read.
var errNotInput = errors.New("of no format that is read")

// bodies reads the reports of an input: one, or those of a table of many bodies.
func (c *call) bodies(in input) iter.Seq2[intake.Body, error] { return c.read(in, c.reading) }

// read is bodies with other options.
func (c *call) read(in input, reading intake.Options) iter.Seq2[intake.Body, error] {
	return func(yield func(intake.Body, error) bool) {
		r, err := c.open(in.path)
		if err != nil {
			yield(intake.Body{}, err)
			return
		}
		defer r.Close()
		for b, err := range reading.ReadAll(r) {
			if e := (*report.InputError)(nil); !in.named && errors.As(err, &e) && (e.Code == "I-a" || e.Code == "I-b") {
				err = errNotInput
			}
			if !yield(b, err) {
				return
			}
		}
	}
}

// readLast reads the report of last year, and tells what may be wrong with it.
func (c *call) readLast(path string) (*report.Report, int) {
	b, status := c.readSingle("-last", path)
	c.lastFindings(path, b.Findings)
	return b.Report, status
}

// readSingle reads the report that a flag gives.
func (c *call) readSingle(flag, path string) (intake.Body, int) {
	for b, err := range c.bodies(input{path: path, named: true}) {
		switch {
		case err != nil:
			c.failed(path, err)
			return intake.Body{}, exitUnusable
		case b.At != (report.Pos{}):
			c.say("%s 应是一份报告，不是多个机关的表：%s", "%s is one report, not a table of many bodies: %s", flag, path)
			return intake.Body{}, exitUnusable
		}
		return b, exitDone
	}
	return intake.Body{}, exitUnusable
}

// readReplaced reads the report that -replaces gives, which the one of the input corrects.
// The status is exitDone where it can be used.
func (c *call) readReplaced(inputs []input) (status int) {
	if c.replaces == "" {
		return exitDone
	}
	if len(inputs) > 1 {
		c.say("-replaces 只用于一份报告，输入有 %d 份", "-replaces is for one report, and there are %d inputs", len(inputs))
		return exitUnusable
	}
	b, status := c.readSingle("-replaces", c.replaces)
	c.replaced = b.Report
	c.lastFindings(c.replaces, b.Findings)
	return status
}

// open opens an input.
func (c *call) open(path string) (io.ReadCloser, error) {
	if path == standardInput {
		return io.NopCloser(c.stdin), nil
	}
	return os.Open(path)
}

// whole reads a file that a flag gives, up to a byte more than any file may have.
func (c *call) whole(path string) ([]byte, error) {
	r, err := c.open(path)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, intake.MaxSize+1))
}

// of returns the input by the body of it that is used: of a table of many bodies, the
// agency is named.
func (in input) of(b intake.Body) input {
	if b.Report != nil && b.At != (report.Pos{}) {
		in.path += "（" + b.Report.Agency + "）"
		in.many = true
	}
	return in
}

// outcome is what became of an input, or of a body of one.
type outcome struct {
	in   input
	tell func() int // nil where there is an err
	err  error
	many bool // a table of many bodies, none of which has been used
}

// work does what takes long with a report and the findings of its reading; several
// reports are worked on at once. What it returns is called in the order of the inputs,
// one by one: it tells the user, and returns the status.
type work func(in input, r *report.Report, read []report.Finding) (tell func() int)

// each hands the report of every input to work, or, in the same order, to failed why it
// cannot be used; it returns the gravest status.
func (c *call) each(all []input, work work, failed func(path string, err error)) int {
	status := exitDone
	var skipped []string
	take := func(x outcome) {
		var s int
		err := x.err
		if err == nil {
			s, err = x.telling()
		}
		switch {
		case err == errNotInput:
			skipped = append(skipped, x.in.path)
		case err != nil:
			failed(x.in.path, err)
			s = exitUnusable
		}
		status = max(status, s)
	}
	step := c.progress(len(all))
	c.slots = newSlots(c.workers)
	for x := range inOrder(c.ctx, c.slots, c.inputs(all, work)) {
		if !x.many {
			take(x)
		} else {
			body, end := c.progressOfBodies()
			for x := range inOrder(c.ctx, c.slots, c.rows(x.in, work)) {
				take(x)
				body()
			}
			end()
		}
		step()
	}
	if c.ctx.Err() != nil {
		c.say("已中断；要接着做就再运行一次，build 加上 -skip-existing", "interrupted; to go on, run it again, build with -skip-existing")
		return exitInterrupted
	}
	c.skipped = skipped
	if len(skipped) > 0 {
		c.say("跳过读不了的文件：%s", "skipped, for they are of no format that is read: %s", c.list(skipped))
	}
	if len(skipped) == len(all) && len(all) > 0 {
		c.say("没有可读的文件", "no file to read")
		return exitUnusable
	}
	return status
}

// inputs are the jobs of the inputs. What has many bodies is read row by row later, and
// so is what can be read only once.
func (c *call) inputs(all []input, work work) iter.Seq[func() outcome] {
	return func(yield func(func() outcome) bool) {
		for _, in := range all {
			job := func() (x outcome) {
				x.in = in
				defer caught(&x.err)
				for b, err := range c.bodies(in) {
					if b.At != (report.Pos{}) {
						return outcome{in: in, many: true}
					}
					return use(in, b, err, work)
				}
				return x
			}
			if len(all) == 1 || in.path == standardInput {
				job = func() outcome { return outcome{in: in, many: true} }
			}
			if !yield(job) {
				return
			}
		}
	}
}

// rows are the jobs of the bodies of an input.
func (c *call) rows(in input, work work) iter.Seq[func() outcome] {
	return func(yield func(func() outcome) bool) {
		var fault error
		func() {
			defer caught(&fault)
			for b, err := range c.bodies(in) {
				if !yield(func() outcome { return use(in, b, err, work) }) {
					return
				}
			}
		}()
		if fault != nil {
			yield(func() outcome { return outcome{in: in, err: fault} })
		}
	}
}

// use hands a body of an input to work.
func use(in input, b intake.Body, err error, work work) (x outcome) {
	if x = (outcome{in: in, err: err}); err != nil {
		return x
	}
	defer caught(&x.err)
	x.in = in.of(b)
	x.tell = work(x.in, b.Report, b.Findings)
	return x
}

// telling calls tell.
func (x outcome) telling() (status int, err error) {
	defer caught(&err)
	return x.tell(), nil
}
