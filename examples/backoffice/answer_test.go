package backoffice_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

// broken is a store that panics with what a person wrote.
type broken struct{ memory.Store }

func (*broken) Bodies(context.Context) ([]backoffice.Body, error) {
	panic("云栖市交通运输局：一份没有公布的报告")
}

// What panics is told to the person as an error of the system and to the log by its place
// alone, and the server goes on.
func TestPanic(t *testing.T) {
	var log bytes.Buffer
	server := httptest.NewServer(backoffice.Handler(new(broken), backoffice.Options{
		User: func(*http.Request) (backoffice.User, error) { return people["editor"], nil },
		Log:  slog.New(slog.NewTextHandler(&log, nil)),
	}))
	defer server.Close()
	o := &office{t: t, url: server.URL}
	for range 2 {
		p := o.get("editor", "/")
		if p.status != http.StatusInternalServerError || !strings.Contains(p.body, "系统出错") {
			t.Errorf("%d\n%s", p.status, p.body)
		}
	}
	if s := log.String(); !strings.Contains(s, "broken).Bodies:") || strings.Contains(s, "报告") {
		t.Errorf("the log has\n%s", s)
	}
}
