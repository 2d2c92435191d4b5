// Command serve is the back office as a server of its own, on a file of SQLite: to try it
// out, or behind a proxy or with a provider that signs persons in. See README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/report"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `用法：
  serve [选项]            启动；新的数据库装入演示机关，可以立即试用
  serve backup [选项] 文件  备份数据库，不必停止服务

选项：
`

// The exit statuses.
const (
	done   = 0
	failed = 1 // while it ran
	unable = 2 // to begin
)

// run runs the command, and returns its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	command := serve
	if len(args) > 0 && args[0] == "backup" {
		command, args = backup, args[1:]
	}
	var o options
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // it speaks English
	o.define(flags)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		help(stdout, flags)
		return done
	case err != nil:
		fmt.Fprintln(stderr, "错误："+flagMessage(err.Error())+"；serve -h 列出各选项")
		return unable
	}
	o.args, o.stdout, o.log = flags.Args(), stdout, slog.New(slog.NewTextHandler(stderr, nil))
	o.stopping = func() { stop() } // a second signal ends it at once
	err := command(ctx, o)
	if err == nil {
		return done
	}
	fmt.Fprintln(stderr, "错误："+err.Error())
	_, ofCommand := errors.AsType[*unusable](err)
	if _, ofFile := errors.AsType[report.UserError](err); ofCommand || ofFile {
		return unable
	}
	return failed
}

// help lists the flags.
func help(w io.Writer, flags *flag.FlagSet) {
	fmt.Fprint(w, usage)
	flags.VisitAll(func(f *flag.Flag) {
		value, text := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "  -%s %s\n      %s\n", f.Name, value, text)
	})
}

// flagMessage is a message of package flag in Chinese.
func flagMessage(text string) string {
	for prefix, chinese := range map[string]string{
		"flag provided but not defined: ": "没有 %s 这个选项", "bad flag syntax: ": "没有 %s 这个选项", "flag needs an argument: ": "%s 后面要有值",
	} {
		if name, ok := strings.CutPrefix(text, prefix); ok {
			return fmt.Sprintf(chinese, name)
		}
	}
	return "选项不对：" + text
}

// unusable is an error of what the command was given.
type unusable struct{ error }

func (e *unusable) Unwrap() error { return e.error }

// refuse returns an error of what the command was given.
func refuse(format string, args ...any) error { return &unusable{fmt.Errorf(format, args...)} }

// options are what the command is given.
type options struct {
	address, db, path string
	fonts             string
	origins           string
	people            string
	header, proxies   string
	issuer, client    string
	redirect, claim   string

	args     []string
	stdout   io.Writer
	log      *slog.Logger
	stopping func()
}

// clientSecret is the variable of the environment that has the secret of the server at its
// provider: other users of the machine see the flags of a process.
const clientSecret = "BACKOFFICE_CLIENT_SECRET"

func (o *options) define(f *flag.FlagSet) {
	f.StringVar(&o.address, "addr", "127.0.0.1:8080", "监听的`地址`；默认是 127.0.0.1:8080，只有本机能访问")
	f.StringVar(&o.db, "db", "backoffice.db", "数据库`文件`，没有就新建；默认是 backoffice.db")
	f.StringVar(&o.path, "path", "", "网址中的`路径`，如 /gongkai；默认在根上")
	f.StringVar(&o.origins, "origins", "", "代理改了 Host 时，用户看到的`网址`，如 https://www.example.gov.cn；几个用逗号分开")
	f.StringVar(&o.fonts, "fonts", "", "PDF 和 OFD 用的字体：system 是本机装的，或一个`文件夹`；默认是程序自带的，以宋体代替仿宋")
	f.StringVar(&o.people, "people", "", "使用者名单`文件`（JSON）；不给就是演示，任何人不用口令即可登录")
	f.StringVar(&o.header, "header", "", "代理登录后写入使用者 ID 的`请求头`，如 X-Remote-User；与 -people、-proxies 同用")
	f.StringVar(&o.proxies, "proxies", "", "代理的`地址`，如 10.0.0.5/32；几个用逗号分开")
	f.StringVar(&o.issuer, "issuer", "", "统一身份认证（OpenID Connect）的`网址`；与 -people、-client、-redirect 同用，密钥在环境变量 "+clientSecret+" 中")
	f.StringVar(&o.client, "client", "", "在统一身份认证登记的应用 `ID`")
	f.StringVar(&o.redirect, "redirect", "", "在统一身份认证登记的回调`网址`，如 https://www.example.gov.cn/gongkai/signin")
	f.StringVar(&o.claim, "claim", "sub", "统一身份认证的`项`，其值是使用者 ID；默认是 sub")
}

// backup writes a copy of the database.
func backup(ctx context.Context, o options) error {
	if len(o.args) != 1 {
		return refuse("备份要写明一个文件，如 serve backup 2025-01-31.db")
	}
	if _, err := os.Stat(o.db); err != nil {
		return refuse("没有数据库文件 %s；请用 -db 写明", o.db)
	}
	store, err := sqlite.Open(o.db)
	if err != nil {
		return err
	}
	if err := errors.Join(store.Backup(ctx, o.args[0]), store.Close()); err != nil {
		return err
	}
	fmt.Fprintf(o.stdout, "已备份到 %s\n", o.args[0])
	return nil
}
