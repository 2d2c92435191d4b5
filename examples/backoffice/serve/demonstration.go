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
	if len(bodies) == 0 { // filled by the clock that the board goes by
		if err := demo.Fill(ctx, store, time.Now().In(time.FixedZone("UTC+8", 8*60*60))); err != nil {
			return nil, "", err
		}
	}
	var b strings.Builder
	fmt.Fprint(&b, "演示，仅供试用：任何人不用口令即可登录为以下各人\n")
	for _, u := range demo.People() {
		fmt.Fprintf(&b, "  %s　%s　%s\n", u.Name, u.Role, demo.Agency(u))
	}
	s := &demo.SignIn{Path: o.path}
	options.User, options.SignOut = s.User, s.SignOut()
	h := s.Handler(backoffice.Handler(store, options))
	if local(o.address) {
		h = onlyLocal(h)
	} else {
		fmt.Fprint(&b, "注意：-addr 不是本机地址，别的机器也能登录并修改\n")
	}
	return h, b.String(), nil
}

// local reports whether an address with a port is of the machine itself.
func local(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && (host == "localhost" || net.ParseIP(host).IsLoopback())
}

// onlyLocal refuses requests that give the machine another name: those of a page of another
// site whose name was made to lead here (DNS rebinding).
func onlyLocal(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host := r.Host; !local(host) && !local(net.JoinHostPort(strings.Trim(host, "[]"), "80")) {
			http.Error(w, "演示只能在本机用 localhost 或 127.0.0.1 打开", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
