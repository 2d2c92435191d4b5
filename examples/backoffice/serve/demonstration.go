package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/demo"
	"github.com/nianbao/nianbao/examples/backoffice/signin"
)

// person is one as whom somebody may try the back office out.
type person struct {
	backoffice.User
	Agency string // of his body; empty for none
}

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
	d := &demonstration{path: o.path}
	d.sessions.Insecure = true
	var b strings.Builder
	fmt.Fprint(&b, "演示，仅供试用：任何人不用口令即可登录为以下各人\n")
	for _, u := range demo.People() {
		p := person{User: u}
		if i := slices.IndexFunc(demo.Bodies(), func(b backoffice.Body) bool { return b.ID == u.Body }); i >= 0 {
			p.Agency = demo.Bodies()[i].Agency
		}
		d.people = append(d.people, p)
		fmt.Fprintf(&b, "  %s　%s　%s\n", u.Name, u.Role, p.Agency)
	}
	if host, _, err := net.SplitHostPort(o.address); err == nil && host != "localhost" && !net.ParseIP(host).IsLoopback() {
		fmt.Fprint(&b, "注意：-addr 不是本机地址，别的机器也能登录并修改\n")
	}
	options.User, options.SignOut = d.sessions.User, o.path+"/signout"
	return d.handler(backoffice.Handler(store, options)), b.String(), nil
}

// demonstration is the page on which one chooses who to be.
type demonstration struct {
	path     string
	people   []person
	sessions signin.Sessions
}

//go:embed signin.html
var signinHTML string

var signinPage = template.Must(template.New("signin.html").Parse(signinHTML))

// handler returns the pages to sign in and out, and next for all else.
func (d *demonstration) handler(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+d.path+"/signin", d.show)
	mux.Handle("POST "+d.path+"/signin", http.NewCrossOriginProtection().Handler(http.HandlerFunc(d.begin)))
	mux.HandleFunc("GET "+d.path+"/signout", d.end)
	mux.Handle("/", signin.Lead(next, d.sessions.User, d.toSignIn))
	return mux
}

func (d *demonstration) toSignIn(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, d.path+"/signin", http.StatusSeeOther)
}

func (d *demonstration) show(w http.ResponseWriter, _ *http.Request) {
	var page bytes.Buffer
	if err := signinPage.Execute(&page, map[string]any{"Path": d.path, "People": d.people}); err != nil {
		http.Error(w, "系统出错", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
	_, _ = w.Write(page.Bytes())
}

func (d *demonstration) begin(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	i := slices.IndexFunc(d.people, func(p person) bool { return p.ID == r.PostFormValue("person") })
	if i < 0 {
		d.toSignIn(w, r)
		return
	}
	d.sessions.Begin(w, r, d.people[i].User)
	http.Redirect(w, r, d.path+"/", http.StatusSeeOther)
}

func (d *demonstration) end(w http.ResponseWriter, r *http.Request) {
	d.sessions.End(w, r)
	d.toSignIn(w, r)
}
