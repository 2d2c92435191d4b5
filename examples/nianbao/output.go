package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
)

// progress shows a bar where there is more than one input and somebody to see
// it; the function it returns counts one input done.
func (c *call) progress(inputs int) (step func()) {
	if inputs < 2 {
		return func() {}
	}
	return c.showBar(inputs)
}

// progressOfBodies shows, where no bar is shown, how many bodies of a table are done; of
// how many, nobody knows.
func (c *call) progressOfBodies() (step, end func()) {
	if c.bar != nil && !c.bar.IsFinished() {
		return func() {}, func() {}
	}
	done := 0
	count := func() {}
	step = func() {
		if done++; done == 2 {
			count = c.showBar(-1)
			count()
		}
		count()
	}
	end = func() {
		if done > 1 && c.bar != nil {
			c.bar.Clear()
			c.bar = nil
		}
	}
	return step, end
}

func (c *call) showBar(most int) (step func()) {
	f, ok := c.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func() {}
	}
	bar := progressbar.NewOptions(most, progressbar.OptionSetWriter(f), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(),
		progressbar.OptionSetSpinnerChangeInterval(0)) // by which nothing is printed but in step
	c.bar = bar
	return func() { bar.Add(1) }
}

// maxLine is the most characters of a line that the user is shown.
const maxLine = 500

// line prints a line to the user without leaving a piece of the bar in it.
func (c *call) line(format string, args ...any) {
	if c.bar != nil {
		c.bar.Clear()
	}
	fmt.Fprintln(c.stderr, shown(fmt.Sprintf(format, args...)))
}

// shown is the text as a terminal may have it: what an input holds is not to steer
// it, to hide in it, or to fill it.
func shown(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > maxLine {
			b.WriteString("…")
			break
		}
		if unicode.IsGraphic(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "U+%04X", r)
		}
	}
	return b.String()
}

// list joins names, the first of many.
func (c *call) list(names []string) string {
	const most = 10
	sep := c.choose("、", ", ")
	if len(names) <= most {
		return strings.Join(names, sep)
	}
	return strings.Join(names[:most], sep) + fmt.Sprintf(c.choose("，另有 %d 个", " and %d more"), len(names)-most)
}

// wrote tells which files were written, where somebody is there to see it.
func (c *call) wrote(paths ...string) {
	if f, ok := c.stdout.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return
	}
	if c.bar != nil {
		c.bar.Clear()
	}
	for _, p := range paths {
		fmt.Fprintln(c.stdout, shown(c.choose("已写 ", "written: ")+p))
	}
}

// say tells the user something about the call.
func (c *call) say(zh, en string, args ...any) {
	c.line("nianbao: "+c.choose(zh, en), args...)
}

func (c *call) choose(zh, en string) string {
	if c.english {
		return en
	}
	return zh
}

// maxFindings is the most findings of an input that are told.
const maxFindings = 1000

// findings prints findings, one a line, and returns the status they stand for.
func (c *call) findings(path string, findings []report.Finding) int {
	for _, f := range findings[:min(len(findings), maxFindings)] {
		c.finding(path, f)
	}
	if more := len(findings) - maxFindings; more > 0 {
		c.line(c.choose("%s：另有 %d 条，没有列出", "%s: %d more are not listed"), path, more)
	}
	if report.HasErrors(findings) {
		return exitFindings
	}
	return exitDone
}

// finding prints a line: file, severity, code, line and place, message, source.
func (c *call) finding(path string, f report.Finding) {
	severity, message, colon := f.Severity.String(), f.Message(), "："
	if c.english {
		severity, message, colon = f.Severity.English(), f.English(), ": "
	}
	place := " " + f.Place
	switch pos := c.choose(f.Pos.String(), f.Pos.English()); {
	case pos != "" && f.Place == report.Whole:
		place = " " + pos
	case pos != "":
		place = " " + pos + place
	}
	if basis := f.Basis(); basis != "" {
		message += fmt.Sprintf(c.choose("（依据：%s）", " (%s)"), basis)
	}
	if x := f.Reason; x != nil {
		message += fmt.Sprintf(c.choose("；说明（%s）：%s", "; reason (%s): %s"), strings.TrimSpace(x.Who+" "+x.When.String()), x.Text)
	}
	c.line("%s%s%s %s%s%s%s", path, colon, severity, f.Code, place, colon, message)
}

// failed tells that an input could not be used.
func (c *call) failed(path string, err error) {
	var input *report.InputError
	if errors.As(err, &input) {
		for _, f := range input.All() {
			c.finding(path, f)
		}
		if input.More > 0 {
			c.say("%s：另有 %d 处错误没有列出", "%s: %d more errors are not listed", path, input.More)
		}
		return
	}
	// What is wrong with a file that is written is not the fault of the input.
	var file *render.FileError
	if errors.As(err, &file) {
		if len(file.Old) > 0 {
			defer c.say("原来的文件在：%s", "the old files are: %s", c.list(file.Old))
		}
		if len(file.New) > 0 {
			defer c.say("已是新文件：%s", "new by now: %s", c.list(file.New))
		}
		one := render.FileError{Path: file.Path, Err: file.Err}
		c.line("%s", c.choose(one.Error(), one.English()))
		return
	}
	c.line("%s%s%s", path, c.choose("：", ": "), c.text(err))
	var missing *layout.MissingGlyphError
	if errors.As(err, &missing) {
		c.say("用 -to docx、不加 -embed，可以单独写 DOCX，它不需要字体", "-to docx without -embed writes a DOCX alone, which needs no fonts")
	}
	if embed := new(*render.EmbedError); errors.As(err, embed) {
		c.say("不加 -embed 就不嵌入 DOCX", "without -embed nothing is embedded in a DOCX")
	}
}

var errNotFile = errors.New("not a regular file")

// systemErrors are what the operating system says of a file that is read, and the way out.
// What it says of one that is written is in [render.FileError].
var systemErrors = []struct {
	err    error
	zh, en string
}{
	{fs.ErrNotExist, "没有这个文件或文件夹；请核对名称和所在的文件夹", "no such file or folder; see to the name and where it is"},
	{fs.ErrPermission, "没有读取的权限；请取得权限，或拷一份再用", "there is no permission to read; get it, or take a copy"},
	{syscall.ENOTDIR, "路径中有一段不是文件夹；请改路径", "a part of the path is not a folder; take another path"},
	{syscall.EISDIR, "这是文件夹；请给出文件", "it is a folder; give a file"},
	{syscall.ENAMETOOLONG, "文件名太长；请核对名称", "the file name is too long; see to it"},
	{errNotFile, "不是普通文件；请给出文件或文件夹", "not a regular file; give a file or a folder"},
}

// text is the text of an error in the user's language.
func (c *call) text(err error) string {
	var e interface{ English() string }
	if c.english && errors.As(err, &e) {
		return e.English()
	}
	for _, s := range systemErrors {
		if errors.Is(err, s.err) {
			return c.choose(s.zh, s.en)
		}
	}
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err // the path is told beside it
	}
	return err.Error()
}
