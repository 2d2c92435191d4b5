// Command nianbao makes, checks and builds annual reports on government
// information disclosure (政府信息公开工作年度报告).
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/schollz/progressbar/v3"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// Exit statuses.
const (
	exitDone     = 0
	exitFindings = 1 // done, but a finding of severity error
	exitUnusable = 2 // unusable input or call

	exitInterrupted = 130 // as shells have it
)

func main() {
	debug.SetGCPercent(garbage)
	debug.SetMemoryLimit(memory)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// What a report leaves behind is several times what the program keeps: the heap may grow by
// garbage per cent before it is swept, and to memory before it is swept more often.
const (
	garbage = 200
	memory  = 40 << 20
)

// call is one run of the command.
type call struct {
	args           []string
	stdin          io.Reader
	stdout, stderr io.Writer
	command        command
	flags          *flag.FlagSet
	badValue       *message // why a flag cannot have its value
	english        bool
	reading        intake.Options
	checker        report.Checker
	last           lastYears
	replaces       string         // file of the report that the input corrects; "" is none
	replaced       *report.Report // the same; nil is none
	workers        int
	slots          slots                    // of the workers, while reports are worked on
	ctx            context.Context          // ends where the run is interrupted
	bar            *progressbar.ProgressBar // nil where none is shown
	skipped        []string                 // files found in folders that are of no format that is read
	told           []report.Finding         // that are the same for every input
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &call{
		stdin: stdin, stdout: stdout, stderr: stderr,
		workers: runtime.GOMAXPROCS(0), ctx: context.Background(),
	}
	return c.run(args)
}

// run runs the command that the arguments name. -lang may stand before it, too.
func (c *call) run(args []string) int {
	c.newFlags()
	version := c.flags.Bool("version", false, "")
	err := c.flags.Parse(args)
	help := errors.Is(err, flag.ErrHelp)
	for errors.Is(err, flag.ErrHelp) { // in the language of a flag that follows
		err = c.flags.Parse(c.flags.Args())
	}
	switch {
	case help && err == nil:
		return c.usage(c.stdout, exitDone)
	case err != nil:
		return c.misused(err)
	case *version:
		return c.print([]byte("nianbao " + programVersion() + "\n"))
	}
	args = c.flags.Args()
	if len(args) == 0 {
		return c.usage(c.stderr, exitUnusable)
	}
	if args[0] == "help" {
		return c.run(append(args[1:], "-h"))
	}
	c.newFlags()
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			c.command, c.args = cmd, args[1:]
			return cmd.run(c)
		}
	}
	c.say("没有“%s”这个命令", "no command %q", args[0])
	return c.usage(c.stderr, exitUnusable)
}

// newFlags begins the flags of a call or of a command.
func (c *call) newFlags() {
	c.flags = flag.NewFlagSet("nianbao", flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flag("lang", does("zh|en", "用中文或英文", "the language of messages"), func(s string) *message {
		c.english = s == "en"
		if s != "zh" && s != "en" {
			return &message{"-lang 应为 zh 或 en", "-lang is zh or en"}
		}
		return nil
	})
}

// message is what there is to say, in both languages.
type message struct{ zh, en string }

// Error returns the message in Chinese.
func (m *message) Error() string { return m.zh }

// English returns the message in English.
func (m *message) English() string { return m.en }

// flag defines a flag with its own words for a bad value.
func (c *call) flag(name, does string, set func(string) *message) {
	c.flags.Func(name, does, func(s string) error {
		if c.badValue = set(s); c.badValue != nil {
			return c.badValue
		}
		return nil
	})
}

// readingFlags defines the flags that say how inputs are read.
func (c *call) readingFlags() {
	c.flags.BoolVar(&c.reading.BlankAsZero, "blank-as-zero", false, does("", "表格里的空单元格读作 0", "empty cells of tables are read as 0"))
	c.flag("workers", does("N", "同时处理几份，缺省为每个处理器一份", "how many reports are worked on at once, by default one a processor"), func(s string) *message {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > maxWorkers {
			return &message{fmt.Sprintf("-workers 应为 1 到 %d；0 是每个处理器一个", maxWorkers), fmt.Sprintf("-workers is 1 to %d; 0 is one a processor", maxWorkers)}
		}
		c.workers = cmp.Or(n, c.workers)
		return nil
	})
}

// titleFlags defines the flags that stand for the title of a file that has none.
func (c *call) titleFlags() {
	c.flags.StringVar(&c.reading.Agency, "agency", "", does("NAME", "只有表格、没有标题的文件是哪个机关的", "whose a file is that has tables alone, without a title"))
	c.yearFlag(&c.reading.Year, "只有表格、没有标题的文件是哪一年的", "the year of a file that has tables alone, without a title")
}

// maxWorkers is more than one machine makes use of.
const maxWorkers = 1000

// checkingFlags defines the flags that say how reports are checked.
func (c *call) checkingFlags() {
	c.flag("office", does("FILE.json", "上级机关的要求：哪些规则算错误、截止日期等", "what the superior office asks: which rules are errors, deadlines and so on"), func(path string) *message {
		data, err := c.whole(path)
		if err == nil {
			c.checker, err = report.DecodeChecker(data)
		}
		if err != nil {
			english := err.Error()
			if e := report.UserError(nil); errors.As(err, &e) {
				english = e.English()
			}
			return &message{path + "：" + c.text(err), path + ": " + english}
		}
		return nil
	})
}

// yearFlag defines the flag for a year.
func (c *call) yearFlag(year *int, zh, en string) {
	c.flag("year", does("N", zh, en), func(s string) (m *message) {
		var err error
		if *year, err = strconv.Atoi(s); err != nil {
			m = &message{"-year 应为年份，如 2024", "-year is a year such as 2024"}
		}
		return m
	})
}

// proceed is the status of a call that goes on.
const proceed = -1

// parse reads flags, which may stand before and behind the inputs. Where the
// call ends here, the status is not proceed.
func (c *call) parse() (inputs []string, status int) {
	help := false
	for args := c.args; ; {
		err := c.flags.Parse(args)
		args = c.flags.Args()
		switch {
		case errors.Is(err, flag.ErrHelp):
			help = true // in the language of a flag that follows
		case err != nil && !help:
			return nil, c.misused(err)
		case help && (err != nil || len(args) == 0):
			return nil, c.help()
		case len(args) == 0:
			return inputs, proceed
		default:
			inputs, args = append(inputs, args[0]), args[1:]
		}
	}
}
