// Command nianbao makes, checks and builds annual reports on government
// information disclosure (政府信息公开工作年度报告).
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

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
	name, zh, en string
	run          func(*call) int
}

func commands() []command {
	return []command{
		{"new", "[-year N] [-o FILE.json]\n        写一份空白报告，供填写", "[-year N] [-o FILE.json]\n        write a blank report to fill in", runNew},
		{"build", "INPUT… [-to docx,pdf,json] [-o DIR] [-fonts embedded|system|DIR] [-force]\n        检查报告并排成文件；有错误时不写，除非 -force。PDF 的字体取自程序自带、本机或某个文件夹", "INPUT… [-to docx,pdf,json] [-o DIR] [-fonts embedded|system|DIR] [-force]\n        check reports and write documents; with an error only with -force. The faces of the PDF are the program's own, the system's, or those of a folder", runBuild},
		{"check", "INPUT… [-json]\n        检查报告", "INPUT… [-json]\n        check reports", runCheck},
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
	c := &call{stdout: stdout, stderr: stderr}
	if len(args) == 0 {
		return c.usage(stderr, exitUnusable)
	}
	for _, cmd := range commands() {
		if cmd.name == args[0] {
			c.args = args[1:]
			c.flags = flag.NewFlagSet(cmd.name, flag.ContinueOnError)
			c.flags.SetOutput(io.Discard)
			c.flags.Func("lang", "", func(s string) error {
				if s != "zh" && s != "en" {
					return errors.New("zh, en")
				}
				c.english = s == "en"
				return nil
			})
			return cmd.run(c)
		}
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		c.english = strings.Contains(strings.Join(args, " "), "-lang en")
		return c.usage(stdout, exitDone)
	}
	c.say("没有“%s”这个命令", "no command %q", args[0])
	return c.usage(stderr, exitUnusable)
}

func (c *call) usage(w io.Writer, status int) int {
	head, tail := "用法：\n", "INPUT 是 JSON、粘贴的文本，或放着它们的文件夹，按内容辨认。-lang en 显示英文。\n退出状态：0 完成；1 完成，但有错误；2 输入或用法不对。\n"
	if c.english {
		head, tail = "usage:\n", "INPUT is JSON, pasted text, or a folder of them, known by content. -lang zh is the default.\nexit status: 0 done; 1 done, with an error found; 2 unusable input or call.\n"
	}
	fmt.Fprint(w, head)
	for _, cmd := range commands() {
		text := cmd.zh
		if c.english {
			text = cmd.en
		}
		fmt.Fprintf(w, "  nianbao %-6s%s\n", cmd.name, text)
	}
	fmt.Fprint(w, tail)
	return status
}

// parse reads flags, which may stand before and behind the inputs.
func (c *call) parse() (inputs []string, ok bool) {
	args := c.args
	for {
		if err := c.flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				c.usage(c.stderr, 0)
			} else {
				c.say("用法不对：%v", "bad call: %v", err)
			}
			return nil, false
		}
		args = c.flags.Args()
		if len(args) == 0 {
			return inputs, true
		}
		inputs, args = append(inputs, args[0]), args[1:]
	}
}

// say tells the user something about the call.
func (c *call) say(zh, en string, args ...any) {
	if c.english {
		zh = en
	}
	c.line("nianbao: "+zh+"\n", args...)
}
