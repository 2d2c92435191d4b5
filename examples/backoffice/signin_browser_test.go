//go:build conformance

package backoffice_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/demo"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

// The page to sign in for trying is one that everybody can use, by keys alone; and who signs out
// comes back to it.
func TestSignInInBrowser(t *testing.T) {
	o := &office{t: t, store: new(memory.Store), now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)}
	if err := demo.Fill(t.Context(), o.store, o.now); err != nil {
		t.Fatal(err)
	}
	s := &demo.SignIn{Path: "/gongkai"}
	o.handler = s.Handler(backoffice.Handler(o.store, backoffice.Options{Path: s.Path, User: s.User, SignOut: s.SignOut(), Now: func() time.Time { return o.now }}))
	server := httptest.NewServer(o.handler)
	t.Cleanup(server.Close)
	o.url = server.URL + s.Path

	b := o.open("", "/")
	b.until("location.pathname === '/gongkai/signin'")
	b.look("signin")
	b.tabTo("document.activeElement.value === 'wangfang'")
	b.keys("\r")
	b.until("location.pathname === '/gongkai/board'")
	if text := b.text("header"); !strings.Contains(text, "王芳（上级审核）") {
		t.Errorf("the head of the page is %q", text)
	}
	b.visit("/signout")
	b.until("location.pathname === '/gongkai/signin'")
}
