package backoffice_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

func TestHome(t *testing.T) {
	o := newOffice(t)
	if p := o.get("", "/"); p.status != http.StatusUnauthorized {
		t.Errorf("nobody: %d", p.status)
	}
	if p := o.get("editor", "/"); p.status != http.StatusOK || !strings.Contains(p.body, `href="/gongkai/reports/jt/2024"`) || !strings.Contains(p.body, `href="/gongkai/reports/jt/2023"`) {
		t.Errorf("editor: %d\n%s", p.status, p.body)
	}
	for year, want := range map[string]int{"2018": 404, "2019": 200, "2025": 200, "2026": 404, "9999": 404, "-1": 404, "x": 404} {
		if p := o.get("editor", "/reports/jt/"+year); p.status != want {
			t.Errorf("the report for %s: %d; want %d", year, p.status, want)
		}
	}
	if p := o.get("editor", "/nowhere"); p.status != http.StatusNotFound {
		t.Errorf("nowhere: %d", p.status)
	}
}

func TestCrossOrigin(t *testing.T) {
	o := newOffice(t)
	for person, want := range map[string]struct {
		status int
		told   string
	}{"editor": {http.StatusForbidden, "来自别的网站"}, "": {http.StatusUnauthorized, "登录"}} {
		p := o.do(person, http.MethodPost, "/", strings.NewReader("why=请致电123"), http.Header{"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {"application/x-www-form-urlencoded"}})
		if p.status != want.status || !strings.Contains(p.body, want.told) || strings.Contains(p.body, "请致电") {
			t.Errorf("%q: %d\n%s", person, p.status, p.body)
		}
	}
}

// Where no other clock is given, days end when they do in Beijing, wherever the server is.
func TestClock(t *testing.T) {
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("elsewhere", -5*60*60)
	h := backoffice.Handler(new(memory.Store), backoffice.Options{User: func(*http.Request) (backoffice.User, error) { return people["office"], nil }})
	beijing := func() string { return time.Now().UTC().Add(8 * time.Hour).Format("2006-01-02 15:04") }
	before, w := beijing(), httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/board/missing", nil))
	if said := text(w.Body.String()); !strings.Contains(said, before) && !strings.Contains(said, beijing()) {
		t.Errorf("at %s\n%s", before, said)
	}
}
