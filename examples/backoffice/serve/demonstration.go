package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/demo"
)

// demonstration returns the back office for anybody who chooses to be one of four people. A
// store in which there is nothing has the invented city first.
func (o *options) demonstration(ctx context.Context, store backoffice.Store, options backoffice.Options) (http.Handler, string, error) {
	if o.header+o.proxies+o.issuer+o.client+o.redirect != "" {
		return nil, "", refuse("没有使用者名单，请用 -people 写明；登录的人有什么权限以名单为准")
	}
	bodies, err := store.Bodies(ctx)
	if err != nil {
		return nil, "", err
	}
	if len(bodies) == 0 {
		if err := demo.Fill(ctx, store, time.Now()); err != nil {
			return nil, "", err
		}
	}
	var b strings.Builder
	fmt.Fprint(&b, "演示，仅供试用：任何人不用口令即可登录为以下各人\n")
	for _, u := range demo.People() {
		fmt.Fprintf(&b, "  %s　%s　%s\n", u.Name, u.Role, demo.Agency(u))
	}
	if host, _, err := net.SplitHostPort(o.address); err == nil && host != "localhost" && !net.ParseIP(host).IsLoopback() {
		fmt.Fprint(&b, "注意：-addr 不是本机地址，别的机器也能登录并修改\n")
	}
	s := &demo.SignIn{Path: o.path}
	options.User, options.SignOut = s.User, s.SignOut()
	return s.Handler(backoffice.Handler(store, options)), b.String(), nil
}
