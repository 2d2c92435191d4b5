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
	"slices"
	"strconv"
	"strings"

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

type command struct {
	name, args, zh, en string
	run                func(*call) int
}

func commands() []command {
	return []command{
		{"new", "[-kind report|many|ledger] [-agency NAME] [-year N] [-last FILE] [-o FILE.json|.xlsx|.csv]",
			"写一份空白报告，供填写：JSON 或工作簿；-last：工作簿的各表旁列出上年的数据。-kind many：多个机关一机关一行的空白表，CSV 或工作簿；-kind ledger：空白的依申请公开台账，CSV 或工作簿",
			"write a blank report to fill in, as JSON or as a workbook; -last: last year's figures beside the tables of the workbook. -kind many: a blank table of many bodies, a row a body, as CSV or as a workbook; -kind ledger: a blank ledger of applications, likewise", runNew},
		{"build", "INPUT… [-to docx,pdf,ofd,html,json,xlsx] [-o DIR] [-fonts embedded|system|DIR] [-fonts 仿宋=FILE] [-embed] [-data always|never] [-archive] [-fragment] [-note] [-last FILE|FOLDER] [-office FILE.json] [-blank-as-zero] [-agency NAME] [-year N] [-workers N] [-skip-existing] [-json] [-draft | -force]",
			"检查报告并排成文件；有错误或未填的数据时不写。-draft：写草稿，每页标明“草稿”；-force：照样写，不加标记。PDF 和 OFD 的字体取自程序自带、本机或某个文件夹，也可以指定哪个文件作仿宋、小标宋、黑体、楷体或宋体；-embed：字体也嵌入 DOCX。-data：always，PDF 也附报告数据；never，都不附。-archive：OFD 按 GB/T 42133 供归档，不附报告数据，有 -data always 时附为文本；PDF 不加它也可以归档。-fragment：HTML 不是整页，而是供粘贴到网站内容管理系统的片段。-note：报告是更正（revision）的，文末印更正说明。-last：与上年的报告比较，见 check；XLSX 的各表旁列出上年的数据。-office：上级机关的要求，见 check。-blank-as-zero：表格里的空单元格读作 0。-agency、-year：只有表格、没有标题的文件是哪个机关、哪一年的。-workers：同时处理几份，缺省为每个处理器一份。-skip-existing：已经在那里、而且完好无改动的文件不再写，中断的一次可以这样接着做。-json：每份报告一行 JSON，列出写了哪些文件",
			"check reports and write documents; nothing where there is an error or a missing figure. -draft: write a draft, with 草稿 on every page; -force: write all the same, without a mark. The faces of PDF and OFD are the program's own, the system's, or those of a folder; a file may be given for 仿宋, 小标宋, 黑体, 楷体 or 宋体. -embed: they are embedded in the DOCX, too. -data always: the PDF carries the report's data, too; never: no file does. -archive: the OFD is one for archives (GB/T 42133), without data, or with -data always with the data as text; a PDF is one without it. -fragment: the HTML is no page but a fragment for pasting into a content management system. -note: where a report is a correction (revision), the note on that is printed at the end. -last: compare with last year's report, as check does; the XLSX has its figures beside the tables. -office: as for check. -blank-as-zero: empty cells of tables are read as 0. -agency, -year: of a file that has tables alone, without a title. -workers: how many reports are worked on at once, by default one a processor. -skip-existing: files that are there already, whole and unchanged, are not written again, so that a run that was ended can go on. -json: a line of JSON for each report, with the files written", runBuild},
		{"check", "INPUT… [-last FILE|FOLDER] [-replaces FILE] [-json] [-review DIR] [-office FILE.json] [-blank-as-zero] [-agency NAME] [-year N] [-workers N]", "检查报告；-last：与上年的报告比较，给出它的文件，或放着各机关上年报告的文件夹，按机关全称查找；-replaces：本报告更正的是哪一份已公布的报告，列出改动；-json：每个文件一行 JSON；-review：把报告连同发现的问题写成校核副本（DOCX 中为批注，HTML 中为标记和清单）；-office：上级机关的要求（哪些规则算错误、截止日期等）；-blank-as-zero：表格里的空单元格读作 0。-agency、-year：只有表格、没有标题的文件是哪个机关、哪一年的。-workers：同时处理几份，缺省为每个处理器一份", "check reports; -last: compare with last year's report, which is a file, or found by the agency's name in a folder of those of many bodies; -replaces: the published report that this one corrects, of which the changes are listed; -json: a line of JSON for each file; -review: write review copies, with what was found as comments in a DOCX and as marks and a list in an HTML; -office: what the superior office asks (which rules are errors, deadlines and so on); -blank-as-zero: empty cells of tables are read as 0. -agency, -year: of a file that has tables alone, without a title. -workers: how many reports are worked on at once, by default one a processor", runCheck},
		{"ledger", "FILE… -year N [-period q1|q2|q3|q4|h1|h2] [-on DATE] [-holidays FILE] [-last FILE] [-agency NAME] [-into FILE] [-o FILE.json|.xlsx] [-overdue FILE.csv] [-trace FILE.csv|.json] [-office FILE.json] [-force]",
			"由依申请公开的台账统计出表三，列出逾期的申请；台账有读不了的行或错误时不写 -o（-force：照样写）。-period：一个季度（q1）或半年（h1）的表；-on：逾期算到哪一天，不写是期末；-holidays：各年放假、调休上班的日期，有“日期”“安排”两栏的表或 JSON；-last：与上年报告的结转核对；-into：把表三填入这份报告，其余不动；-overdue：逾期清单写成 CSV，不写就显示出来；-trace：表三每个数是哪几件申请",
			"count table three from a ledger of applications, and list what is overdue; where rows cannot be read or there are errors, -o is not written (-force: it is all the same). -period: the table of a quarter (q1) or a half year (h1); -on: overdue as of that day, the end of the period by default; -holidays: the days off and the days of weekends worked of the years, a table with the columns 日期 and 安排 or a JSON; -last: compare what is carried over with last year's report; -into: put table three into that report and leave the rest as it is; -overdue: write the list of what is overdue as CSV, or else it is printed; -trace: which applications each figure counts", runLedger},
		{"rollup", "INPUT… -o FILE.json|FILE.xlsx [-trace FILE.xlsx|FILE.json] [-own FILE] [-members FILE.csv] [-published FILE] [-agency NAME] [-year N] [-office FILE.json] [-json] [-blank-as-zero] [-workers N]",
			"汇总各机关的报告。-o FILE.json：汇总的报告数据，没有文字，供 build 用；-o FILE.xlsx，或 -trace 的 XLSX、JSON：底稿，每个合计由哪些机关的哪些数相加而来。-o、-trace 可以给几次，已有的文件不覆盖。-own：本级机关自己的报告；-members：应报机关的名单（CSV 或工作簿，列有机关全称、曾用名、数据计入）；-published：已公布的汇总报告，与各机关之和核对。-agency、-year：汇总的机关和年份，有 -published 时可以不写。-json：每个文件一行 JSON，最后一行是汇总的结果。-office、-blank-as-zero、-workers：见 check",
			"add up the reports of bodies. -o FILE.json: the data of the report, without text, for build; -o FILE.xlsx, or the XLSX or JSON of -trace: which figures of which bodies every total was added up from. -o and -trace may be given several times; no file is overwritten. -own: the report on the office's own work; -members: a list of the bodies that are to report (CSV or a workbook, with the columns 机关全称, 曾用名, 数据计入); -published: the report that was published, which is compared with the sums. -agency, -year: whose jurisdiction and which year; -published tells, too. -json: a line of JSON for each file, and a last one for the sums. -office, -blank-as-zero, -workers: as for check", runRollup},
		{"fonts", "[DIR… | embedded | system] [仿宋=FILE]", "说明每种公文字体用哪个字体文件，看过哪些，为什么没有用", "tell which face is used for which official one, which were looked at, and why others are not used", runFonts},
		{"schema", "", "写出报告 JSON 的 JSON Schema", "print the JSON Schema of a report's JSON", runSchema},
		{"licences", "", "写出自带字体的许可证", "print the licences of the program's own faces", runLicences},
	}
}

// call is one run of the command.
type call struct {
	args           []string
	stdin          io.Reader
	stdout, stderr io.Writer
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
		stdin: stdin, stdout: stdout, stderr: stderr, flags: flag.NewFlagSet("nianbao", flag.ContinueOnError),
		workers: runtime.GOMAXPROCS(0), ctx: context.Background(),
	}
	c.flags.SetOutput(io.Discard)
	c.flag("lang", func(s string) *message {
		c.english = s == "en"
		if s != "zh" && s != "en" {
			return &message{"-lang 应为 zh 或 en", "-lang is zh or en"}
		}
		return nil
	})
	version := c.flags.Bool("version", false, "")
	// -lang may stand before the command, too.
	if err := c.flags.Parse(args); err != nil {
		return c.misused(err)
	}
	args = c.flags.Args()
	if *version {
		return c.print([]byte("nianbao " + programVersion() + "\n"))
	}
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
		fmt.Fprintf(w, "  nianbao %-9s%s\n        %s\n", cmd.name, cmd.args, c.choose(cmd.zh, cmd.en))
	}
	fmt.Fprintln(w, c.choose(
		"INPUT 是一份报告（JSON、文本、DOCX、DOC、HTML、XLSX、PDF、OFD）、多个机关的表，或放着它们的文件夹，按内容辨认；- 是标准输入。\n-lang en 显示英文；-version 显示版本。\n退出状态：0 完成；1 完成，但有错误；2 输入或用法不对；130 已中断。",
		"INPUT is a report (JSON, text, DOCX, DOC, HTML, XLSX, PDF, OFD), a table of many bodies, or a folder of them, known by content; - is the standard input.\n-lang zh is the default; -version tells the version.\nexit status: 0 done; 1 done, with an error found; 2 unusable input or call; 130 interrupted."))
	return status
}

// misused tells what is wrong with the call, or how it is used where that was
// asked.
func (c *call) misused(err error) int {
	if errors.Is(err, flag.ErrHelp) {
		return c.usage(c.stdout, exitDone)
	}
	m := c.badValue
	if m == nil {
		m = flagMessage(err.Error())
	}
	c.say("%s", "%s", c.text(m))
	return exitUnusable
}

// message is what there is to say, in both languages.
type message struct{ zh, en string }

// Error returns the message in Chinese.
func (m *message) Error() string { return m.zh }

// English returns the message in English.
func (m *message) English() string { return m.en }

// flag defines a flag with its own words for a bad value.
func (c *call) flag(name string, set func(string) *message) {
	c.flags.Func(name, "", func(s string) error {
		if c.badValue = set(s); c.badValue != nil {
			return c.badValue
		}
		return nil
	})
}

// flagMessage is a message of package flag in the words of this program.
func flagMessage(text string) *message {
	for _, m := range []struct{ prefix, zh, en string }{
		{"flag provided but not defined: ", "没有 %s 这个选项", "there is no flag %s"},
		{"bad flag syntax: ", "没有 %s 这个选项", "there is no flag %s"},
		{"flag needs an argument: ", "%s 后面要有值", "%s needs a value"},
	} {
		if name, ok := strings.CutPrefix(text, m.prefix); ok {
			return &message{fmt.Sprintf(m.zh, name), fmt.Sprintf(m.en, name)}
		}
	}
	return &message{"选项不对：" + text, "bad flag: " + text}
}

// readingFlags defines the flags that say how inputs are read.
func (c *call) readingFlags() {
	c.flags.BoolVar(&c.reading.BlankAsZero, "blank-as-zero", false, "")
	c.flags.StringVar(&c.reading.Agency, "agency", "", "")
	c.yearFlag(&c.reading.Year)
	c.flag("workers", func(s string) *message {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > maxWorkers {
			return &message{fmt.Sprintf("-workers 应为 1 到 %d；0 是每个处理器一个", maxWorkers), fmt.Sprintf("-workers is 1 to %d; 0 is one a processor", maxWorkers)}
		}
		c.workers = cmp.Or(n, c.workers)
		return nil
	})
}

// maxWorkers is more than one machine makes use of.
const maxWorkers = 1000

// checkingFlags defines the flags that say how reports are checked.
func (c *call) checkingFlags() {
	c.flag("office", func(path string) *message {
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
func (c *call) yearFlag(year *int) {
	c.flag("year", func(s string) (m *message) {
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
