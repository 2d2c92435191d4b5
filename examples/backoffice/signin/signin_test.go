package signin_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/signin"
)

var zhou = backoffice.User{ID: "zhoumin", Name: "周敏", Role: backoffice.Editor, Body: "jt"}

// only knows 周敏 alone, by a name.
func only(known string) func(context.Context, string) (backoffice.User, error) {
	return func(_ context.Context, name string) (backoffice.User, error) {
		if name != known {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		return zhou, nil
	}
}

// check asks user who has sent a request.
func check(t *testing.T, name string, user signin.UserFunc, r *http.Request, known bool) {
	t.Helper()
	got, err := user(r)
	switch {
	case known && (err != nil || got != zhou):
		t.Errorf("%s: %+v, %v", name, got, err)
	case !known && (!errors.Is(err, backoffice.ErrSignedOut) || got != (backoffice.User{})):
		t.Errorf("%s: %+v, %v; want ErrSignedOut", name, got, err)
	}
}

func TestProxy(t *testing.T) {
	user := signin.Proxy("X-Remote-User", []netip.Prefix{
		netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("fd00::1/128"),
	}, only("周敏"))
	const name = "%E5%91%A8%E6%95%8F" // 周敏
	for _, x := range []struct {
		what, from string
		header     []string
		known      bool
	}{
		{"the proxy", "10.1.2.3:4567", []string{name}, true},
		{"the proxy, in bytes", "10.1.2.3:4567", []string{"周敏"}, true},
		{"the proxy, by IPv6", "[fd00::1]:4567", []string{name}, true},
		{"the proxy, as IPv4 in IPv6", "[::ffff:10.1.2.3]:4567", []string{name}, true},
		{"another machine", "10.2.2.3:4567", []string{name}, false},
		{"another machine, by IPv6", "[fd00::2]:4567", []string{name}, false},
		{"the machine itself", "127.0.0.1:4567", []string{name}, false},
		{"no address", "", []string{name}, false},
		{"a path instead of an address", "@", []string{name}, false},
		{"no header", "10.1.2.3:4567", nil, false},
		{"an empty header", "10.1.2.3:4567", []string{""}, false},
		{"two headers", "10.1.2.3:4567", []string{name, name}, false},
		{"half an escape", "10.1.2.3:4567", []string{"%E5%9"}, false},
		{"no UTF-8", "10.1.2.3:4567", []string{"%D6%DC%C3%F4"}, false}, // GBK
		{"somebody else", "10.1.2.3:4567", []string{"admin"}, false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = x.from
		r.Header["X-Remote-User"] = x.header
		r.Header.Set("X-Forwarded-For", "10.1.2.3")
		check(t, x.what, user, r, x.known)
	}
}

func TestCookie(t *testing.T) {
	user := signin.Cookie("SESSION", only("s27"))
	for _, x := range []struct {
		what, name, value string
		known             bool
	}{
		{"a session", "SESSION", "s27", true},
		{"a session that has ended", "SESSION", "s26", false},
		{"no value", "SESSION", "", false},
		{"another cookie", "SESSION2", "s27", false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", x.name+"="+x.value)
		check(t, x.what, user, r, x.known)
	}
}

func TestSessions(t *testing.T) {
	var sessions signin.Sessions
	ask := func(c *http.Cookie) *http.Request {
		r := httptest.NewRequest(http.MethodGet, "https://www.example.gov.cn/", nil)
		if c != nil {
			r.AddCookie(c)
		}
		return r
	}
	begin := func(c *http.Cookie) *http.Cookie {
		w := httptest.NewRecorder()
		sessions.Begin(w, ask(c), zhou)
		return w.Result().Cookies()[0]
	}
	check(t, "nobody", sessions.User, ask(nil), false)
	first := begin(nil)
	if !first.HttpOnly || !first.Secure || first.SameSite != http.SameSiteLaxMode || first.Path != "/" || first.Domain != "" || first.MaxAge <= 0 {
		t.Errorf("the cookie is %v", first)
	}
	check(t, "signed in", sessions.User, ask(first), true)
	check(t, "a guess", sessions.User, ask(&http.Cookie{Name: first.Name, Value: "AAAAAAAAAAAAAAAAAAAAAAAAAA"}), false)
	second := begin(first)
	check(t, "signed in again", sessions.User, ask(second), true)
	check(t, "the cookie of before", sessions.User, ask(first), false)
	w := httptest.NewRecorder()
	sessions.End(w, ask(second))
	check(t, "signed out", sessions.User, ask(second), false)
	if c := w.Result().Cookies()[0]; c.MaxAge >= 0 || c.Value != "" {
		t.Errorf("the cookie when one signs out is %v", c)
	}
	over := signin.Sessions{Lasts: 1}
	w = httptest.NewRecorder()
	over.Begin(w, ask(nil), zhou)
	check(t, "long ago", over.User, ask(w.Result().Cookies()[0]), false)
}

// Who has not signed in is led to where one does if he asks for a page, and for nothing else.
func TestLead(t *testing.T) {
	h := signin.Lead(http.NotFoundHandler(), signin.Cookie("SESSION", only("s27")), func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
	})
	for _, x := range []struct {
		method, accept, cookie string
		led                    bool
	}{
		{"GET", "text/html,*/*", "", true},
		{"GET", "text/html", "SESSION=s26", true},
		{"GET", "text/html", "SESSION=s27", false},
		{"GET", "text/css,*/*", "", false},
		{"GET", "application/json", "", false},
		{"POST", "text/html", "", false},
	} {
		r := httptest.NewRequest(x.method, "/", nil)
		r.Header.Set("Accept", x.accept)
		r.Header.Set("Cookie", x.cookie)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if led := w.Code == http.StatusTeapot; led != x.led {
			t.Errorf("%v: %d", x, w.Code)
		}
	}
}
