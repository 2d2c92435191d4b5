package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/fonts"
)

// serve serves the back office until it is told to stop: then requests that have begun are
// answered and the database is closed.
func serve(ctx context.Context, o options) (err error) {
	if len(o.args) > 0 {
		return refuse("不知道“%s”是什么；serve -h 列出各选项", o.args[0])
	}
	if o.path != "" && (!strings.HasPrefix(o.path, "/") || strings.HasSuffix(o.path, "/") || strings.ContainsAny(o.path, "{}?# ")) {
		return refuse("-path 的写法是 /gongkai，现为“%s”", o.path)
	}
	store, err := sqlite.Open(o.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	handler, greeting, err := o.handler(ctx, store)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", o.address)
	if err != nil {
		return refuse("不能在 %s 上监听，端口可能已被占用；请用 -addr 换一个，如 -addr 127.0.0.1:8081（%w）", o.address, err)
	}
	fmt.Fprintf(o.stdout, "政府信息公开工作年度报告：http://%s%s/\n数据在 %s；按 Ctrl+C 停止\n%s", listener.Addr(), o.path, o.db, greeting)
	server := newServer(handler, o.log)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	o.stopping()
	o.log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestStop)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("有的请求没有答完就停止了：%w", err), server.Close())
	}
	return nil
}

// longestStop is how long requests that have begun may take when the server is told to stop.
const longestStop = 30 * time.Second

// newServer returns a server that waits for nobody for ever. A handler may extend the time
// of its own answer (http.ResponseController).
func newServer(h http.Handler, l *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute, // an upload over a slow line
		WriteTimeout:      3 * time.Minute, // from the end of the header
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          log.New(quiet{l}, "", 0),
	}
}

// quiet logs what net/http has to say without what follows: addresses, and what a handler
// panicked with.
type quiet struct{ *slog.Logger }

func (q quiet) Write(line []byte) (int, error) {
	text, _, _ := strings.Cut(string(line), "\n")
	for _, mark := range []string{" serving ", " from "} {
		text, _, _ = strings.Cut(text, mark)
	}
	q.Error("server", "told", text)
	return len(line), nil
}

// handler returns what is served, and what to say of it when it begins.
func (o *options) handler(ctx context.Context, store backoffice.Store) (h http.Handler, greeting string, err error) {
	options := backoffice.Options{Path: o.path, Log: o.log}
	if o.origins != "" {
		options.Origins = strings.Split(o.origins, ",")
	}
	for _, origin := range options.Origins {
		if err := http.NewCrossOriginProtection().AddTrustedOrigin(origin); err != nil {
			return nil, "", refuse("-origins 的写法是 https://www.example.gov.cn，现为“%s”", origin)
		}
	}
	switch o.fonts {
	case "":
	case "system":
		options.Fonts = fonts.System()
	default:
		if options.Fonts, err = fonts.Files(o.fonts); err != nil {
			return nil, "", refuse("-fonts 的字体用不了：%w", err)
		}
	}
	if o.people == "" {
		return o.demonstration(ctx, store, options)
	}
	return o.real(ctx, store, options)
}
