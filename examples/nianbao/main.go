// Command nianbao makes, checks and builds annual reports on government
// information disclosure (政府信息公开工作年度报告).
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/schollz/progressbar/v3"
)

// Exit statuses.
const (
	exitDone     = 0
	exitFindings = 1 // done, but a finding of severity error
	exitUnusable = 2 // unusable input or call
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type command struct {
	name, args, zh, en string
	run                func(*call) int
}

func commands() []command {
	return []command{
		{"new", "[-year N] [-o FILE.json]", "写一份空白报告，供填写", "write a blank report to fill in", runNew},
		{"build", "INPUT… [-to docx,pdf,html,json] [-o DIR] [-fonts embedded|system|DIR] [-embed] [-fragment] [-force]",
			"检查报告并排成文件；有错误时不写，除非 -force。PDF 的字体取自程序自带、本机或某个文件夹；-embed：字体也嵌入 DOCX。-fragment：HTML 不是整页，而是供粘贴到网站内容管理系统的片段",
			"check reports and write documents; with an error only with -force. The faces of the PDF are the program's own, the system's, or those of a folder. -embed: they are embedded in the DOCX, too. -fragment: the HTML is no page but a fragment for pasting into a content management system", runBuild},
		{"check", "INPUT… [-json]", "检查报告", "check reports", runCheck},
	}
}

// call is one run of the command.
type call struct {
	args           []string
	stdout, stderr io.Writer
	flags          *flag.FlagSet
	english        bool
	bar            *progressbar.ProgressBar // nil where none is shown
}

func run(args []string, stdout, stderr io.Writer) int {
	c := &call{stdout: stdout, stderr: stderr, flags: flag.NewFlagSet("nianbao", flag.ContinueOnError)}
	c.flags.SetOutput(io.Discard)
	c.flags.Func("lang", "", func(s string) error {
		if s != "zh" && s != "en" {
			return errors.New("zh, en")
		}
		c.english = s == "en"
		return nil
	})
	// -lang may stand before the command, too.
	if err := c.flags.Parse(args); err != nil {
		return c.misused(err)
	}
	args = c.flags.Args()
	if len(args) == 0 {
		return c.usage(stderr, exitUnusable)
	}
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			c.args = args[1:]
			return cmd.run(c)
		}
	}
	if args[0] == "help" {
		c.args = args[1:]
		if _, status := c.parse(); status != proceed {
			return status
		}
		return c.usage(stdout, exitDone)
	}
	c.say("没有“%s”这个命令", "no command %q", args[0])
	return c.usage(stderr, exitUnusable)
}

func (c *call) usage(w io.Writer, status int) int {
	fmt.Fprintln(w, c.choose("用法：", "usage:"))
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  nianbao %-6s%s\n        %s\n", cmd.name, cmd.args, c.choose(cmd.zh, cmd.en))
	}
	fmt.Fprintln(w, c.choose(
		"INPUT 是 JSON、粘贴的文本，或放着它们的文件夹，按内容辨认。-lang en 显示英文。\n退出状态：0 完成；1 完成，但有错误；2 输入或用法不对。",
		"INPUT is JSON, pasted text, or a folder of them, known by content. -lang zh is the default.\nexit status: 0 done; 1 done, with an error found; 2 unusable input or call."))
	return status
}

// misused tells what is wrong with the call, or how it is used where that was
// asked.
func (c *call) misused(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return c.usage(c.stdout, exitDone)
	}
	c.say("用法不对：%v", "bad call: %v", err)
	return exitUnusable
}

// proceed is the status of a call that goes on.
const proceed = -1

// parse reads flags, which may stand before and behind the inputs. Where the
// call ends here, the status is not proceed.
func (c *call) parse() (inputs []string, status int) {
	if slices.ContainsFunc(c.args, func(s string) bool { return s == "-h" || s == "-help" || s == "--help" }) {
		return nil, c.misused(flag.ErrHelp)
	}
	for args := c.args; ; {
		if err := c.flags.Parse(args); err != nil {
			return nil, c.misused(err)
		}
		if args = c.flags.Args(); len(args) == 0 {
			return inputs, proceed
		}
		inputs, args = append(inputs, args[0]), args[1:]
	}
}
