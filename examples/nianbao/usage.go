package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

type command struct {
	name, inputs string
	message      // what it does
	run          func(*call) int
}

func commands() []command {
	return []command{
		{"new", "", message{
			"写一份空白报告、多个机关的空白表或空白台账，供填写",
			"write a blank report, table of many bodies or ledger to fill in",
		}, runNew},
		{"build", "INPUT…", message{
			"检查报告并排成文件；有错误或未填的数据时不写",
			"check reports and write documents; nothing where there is an error or a missing figure",
		}, runBuild},
		{"check", "INPUT…", message{"检查报告", "check reports"}, runCheck},
		{"ledger", "FILE… -year N", message{
			"由依申请公开的台账统计表三，列出逾期的申请；有读不了的行或错误时不写表三",
			"count table three from ledgers of applications, and list what is overdue; no table where rows cannot be read or there are errors",
		}, runLedger},
		{"rollup", "INPUT… -o FILE", message{
			"汇总各机关的报告，写明每个合计由哪些机关的哪些数相加而来",
			"add up the reports of bodies, and trace every total to its parts",
		}, runRollup},
		{"fonts", "[DIR… | embedded | system] [仿宋=FILE]", message{
			"说明每种公文字体用哪个字体文件，看过哪些，为什么没有用",
			"tell which face is used for which official one, which were looked at, and why others are not used",
		}, runFonts},
		{"schema", "", message{"写出报告 JSON 的 JSON Schema", "print the JSON Schema of a report's JSON"}, runSchema},
		{"licences", "", message{"写出自带字体的许可证", "print the licences of the program's own faces"}, runLicences},
	}
}

// does is what help says of a flag: what its value is called, "" where it has none, and
// what the flag does.
func does(value, zh, en string) string { return value + "\n" + zh + "\n" + en }

// usage tells which commands there are.
func (c *call) usage(w io.Writer, status int) int {
	fmt.Fprintln(w, c.choose("用法：nianbao 命令 … [选项]", "usage: nianbao COMMAND … [FLAG…]"))
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  nianbao %-9s%s\n", cmd.name, c.text(&cmd.message))
	}
	fmt.Fprintln(w, c.choose(
		"nianbao build -h 说明 build 怎么用、有哪些选项，其他命令也一样。\n-lang en 显示英文；-version 显示版本。\n退出状态：0 完成；1 完成，但有错误；2 输入或用法不对；130 已中断。",
		"nianbao build -h tells how build is used and what flags it has, and so for the others.\n-lang zh is the default; -version tells the version.\nexit status: 0 done; 1 done, with an error found; 2 unusable input or call; 130 interrupted."))
	return status
}

// help tells how the command is used.
func (c *call) help() int {
	call := strings.TrimSpace(c.command.name + " " + c.command.inputs)
	fmt.Fprintf(c.stdout, c.choose("用法：nianbao %s [选项]\n", "usage: nianbao %s [FLAG…]\n"), call)
	fmt.Fprintln(c.stdout, c.text(&c.command.message))
	c.flags.VisitAll(func(f *flag.Flag) {
		parts := strings.SplitN(f.Usage, "\n", 3)
		fmt.Fprintf(c.stdout, "  %s\n        %s\n", strings.TrimSpace("-"+f.Name+" "+parts[0]), c.choose(parts[1], parts[2]))
	})
	if strings.HasPrefix(c.command.inputs, "INPUT") {
		fmt.Fprintln(c.stdout, c.choose(
			"INPUT 是一份报告（JSON、文本、DOCX、DOC、HTML、XLSX、PDF、OFD）、多个机关的表，或放着它们的文件夹，按内容辨认；- 是标准输入。",
			"INPUT is a report (JSON, text, DOCX, DOC, HTML, XLSX, PDF, OFD), a table of many bodies, or a folder of them, known by content; - is the standard input."))
	}
	return exitDone
}

// misused tells what is wrong with the call.
func (c *call) misused(err error) int {
	m := c.badValue
	if m == nil {
		m = flagMessage(err.Error(), strings.TrimSpace("nianbao "+c.command.name))
	}
	c.say("%s", "%s", c.text(m))
	return exitUnusable
}

// flagMessage is a message of package flag in the words of this program, of a call of which
// the beginning is given.
func flagMessage(text, call string) *message {
	for _, prefix := range []string{"flag provided but not defined: ", "bad flag syntax: "} {
		if name, ok := strings.CutPrefix(text, prefix); ok {
			return &message{fmt.Sprintf("没有 %s 这个选项；%s -h 列出有哪些", name, call), fmt.Sprintf("there is no flag %s; %s -h lists those there are", name, call)}
		}
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		return &message{name + " 后面要有值", name + " needs a value"}
	}
	if at := strings.LastIndex(text, " for -"); at >= 0 && strings.HasPrefix(text, "invalid boolean value ") {
		name, _, _ := strings.Cut(text[at+len(" for "):], ":")
		return &message{name + " 后面没有值，写上就是要", name + " has no value: it is asked for by its name alone"}
	}
	return &message{"选项不对：" + text, "bad flag: " + text}
}
