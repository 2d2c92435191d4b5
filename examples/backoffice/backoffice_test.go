package backoffice_test

import (
	"net/http"
	"strings"
	"testing"
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
	p := o.do("editor", http.MethodPost, "/", strings.NewReader(""), http.Header{"Sec-Fetch-Site": {"cross-site"}})
	if p.status != http.StatusForbidden || !strings.Contains(p.body, "来自别的网站") {
		t.Errorf("%d\n%s", p.status, p.body)
	}
}
