package backoffice_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/report"
)

// failing is a store of which one call fails; with after it has done what it was asked for, as
// where the answer of a database is lost.
type failing struct {
	backoffice.Store
	mu    sync.Mutex
	left  int // calls until it fails; below 0 none does any more
	after bool
}

var errStore = errors.New("the store of a test fails")

// do does a call, or fails.
func (s *failing) do(call func() error) error {
	s.mu.Lock()
	s.left--
	fails := s.left == -1
	s.mu.Unlock()
	if fails && !s.after {
		return errStore
	}
	if err := call(); err != nil || !fails {
		return err
	}
	return errStore
}

func (s *failing) Bodies(ctx context.Context) (x []backoffice.Body, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Bodies(ctx); return err })
	return x, err
}

func (s *failing) SetBodies(ctx context.Context, was, bodies []backoffice.Body) error {
	return s.do(func() error { return s.Store.SetBodies(ctx, was, bodies) })
}

func (s *failing) Settings(ctx context.Context) (x backoffice.Settings, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Settings(ctx); return err })
	return x, err
}

func (s *failing) SetSettings(ctx context.Context, was, x backoffice.Settings) error {
	return s.do(func() error { return s.Store.SetSettings(ctx, was, x) })
}

func (s *failing) Years(ctx context.Context) (x []int, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Years(ctx); return err })
	return x, err
}

func (s *failing) Filings(ctx context.Context, year int) (x []backoffice.Filing, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Filings(ctx, year); return err })
	return x, err
}

func (s *failing) Filing(ctx context.Context, k backoffice.Key) (x backoffice.Filing, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Filing(ctx, k); return err })
	return x, err
}

func (s *failing) Save(ctx context.Context, f backoffice.Filing, e *backoffice.Event) (x backoffice.Filing, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Save(ctx, f, e); return err })
	return x, err
}

func (s *failing) Events(ctx context.Context, k backoffice.Key) (x []backoffice.Event, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Events(ctx, k); return err })
	return x, err
}

func (s *failing) Event(ctx context.Context, k backoffice.Key, number int) (x backoffice.Event, err error) {
	err = s.do(func() (err error) { x, err = s.Store.Event(ctx, k, number); return err })
	return x, err
}

// kept is all that a store keeps.
func kept(s backoffice.Store) string {
	var b strings.Builder
	ctx := context.Background()
	bodies, err := s.Bodies(ctx)
	must(err)
	settings, err := s.Settings(ctx)
	must(err)
	fmt.Fprintln(&b, bodies, settings)
	years, err := s.Years(ctx)
	must(err)
	for _, year := range years {
		filings, err := s.Filings(ctx, year)
		must(err)
		for _, f := range filings {
			f, err = s.Filing(ctx, f.Key)
			must(err)
			events, err := s.Events(ctx, f.Key)
			must(err)
			fmt.Fprintf(&b, "%+v %s\n%+v\n", f, f.Content, events)
		}
	}
	return b.String()
}

// answered is what the handler answers, or an answer that was broken off.
func (o *office) answered(q *http.Request) (r *httptest.ResponseRecorder, broken bool) {
	r = httptest.NewRecorder()
	defer func() {
		if v := recover(); v != nil {
			if v != http.ErrAbortHandler {
				panic(v)
			}
			broken = true
		}
	}()
	o.handler.ServeHTTP(r, q)
	return r, false
}

// Whichever call of the store fails, the answer is an error, and nothing is half done.
func TestStoreFails(t *testing.T) {
	type question struct {
		person, path string
		form         url.Values // nil asks for a page
		parts        []part     // of a form with files
	}
	file, err := report.Encode(filledReport(2024))
	must(err)
	questions := []question{
		{"editor", "/reports/jt/2024/sections/about", pairs(map[string][2]string{"/title": {"", "x"}}), nil},
		{"editor", "/reports/jt/2024/reasons", url.Values{"drop": {"x"}}, nil},
		{"editor", "/reports/jt/2024/check?section=about", pairs(map[string][2]string{"/title": {"", "x"}}), nil},
		{"reviewer", "/reports/jt/2024/actions/submit", url.Values{"version": {"2"}}, nil},
		{"office", "/reports/sl/2024/actions/return", url.Values{"version": {"2"}, "why": {"x"}}, nil},
		{"office", "/reports/sl/2024/actions/return", url.Values{"version": {"1"}, "why": {"x"}}, nil},
		{"office", "/reports/sl/2024/actions/approve", url.Values{"version": {"2"}}, nil},
		{"office", "/board?year=2024", url.Values{"action": {"approve"}, "body": {"sl"}, "version:sl": {"2"}}, nil},
		{"stranger", "/reports/sl/2023/actions/correct", url.Values{"version": {"3"}, "why": {"x"}}, nil},
		{"editor", "/reports/jt/2024/history/1/restore", url.Values{}, nil},
		{"editor", "/reports/jt/2024/upload", nil, []part{{"file", "a.json", file}}},
		{"admin", "/admin/bodies", nil, []part{{"list", "", []byte("机关全称\n某局")}}},
		{"admin", "/admin/settings", nil, []part{{"name", "", []byte("云栖市人民政府")}, {"confirm", "", []byte(backoffice.HashOf([]byte("\x00")))}}},
		{"admin", "/board/archive?year=2024&format=json", nil, nil},
		{"office", "/reports/sl/2024/history/1/json", nil, nil}, {"office", "/reports/sl/2024/history/1", nil, nil},
		{"office", "/reports/sl/2024/actions/return", nil, nil}, {"office", "/reports/sl/2024/files/json?event=1", nil, nil},
	}
	for _, r := range backoffice.AllRoutes() {
		if r.Method != http.MethodGet || strings.Contains(r.Path, "{number}") || strings.Contains(r.Path, "{action}") || r.Path == "/board/archive" {
			continue
		}
		person := map[bool]string{true: "admin", false: "editor"}[slices.Contains(r.Roles, backoffice.Admin) && r.Path != "/{$}"]
		questions = append(questions, question{person, addressesOf(t, r, "jt")[0], nil, nil})
	}
	for _, q := range questions {
		for _, after := range []bool{false, true} {
			if after && q.form == nil && q.parts == nil {
				break
			}
			failures := 0
			for n := 0; ; n++ {
				store := &failing{Store: new(memory.Store), left: 1 << 30}
				o := newOfficeOn(t, store)
				o.imported("editor", "/reports/jt/2024/upload", part{"file", "a.json", file})
				o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
				o.save("sl", 2024, ready(t, "云栖市水利局", 2024))
				o.post("stranger", "/reports/sl/2024/actions/submit", url.Values{"version": {"1"}})
				before := kept(store.Store)
				store.left, store.after = n, after
				method := http.MethodGet
				body, kind := strings.NewReader(q.form.Encode()), "application/x-www-form-urlencoded"
				if q.parts != nil {
					b, of := formOf(q.parts...)
					body, kind = strings.NewReader(b.String()), of
				}
				if q.form != nil || q.parts != nil {
					method = http.MethodPost
				}
				asked := httptest.NewRequest(method, "/gongkai"+q.path, body)
				asked.Header.Set("Content-Type", kind)
				asked.Header.Set("X-Person", q.person)
				p, broken := o.answered(asked)
				if store.left >= 0 {
					break // none failed
				}
				failures++
				what := q.person + " " + method + " " + q.path + " " + strconv.Itoa(n)
				told := strings.Contains(p.Body.String(), "系统出错")
				if !broken && !told {
					t.Errorf("%s: %d, and not that the store failed\n%.300s", what, p.Code, text(p.Body.String()))
				}
				if !broken && p.Code != http.StatusInternalServerError && !strings.HasPrefix(q.path, "/board?") {
					t.Errorf("%s: %d", what, p.Code)
				}
				store.left = 1 << 30
				if now := kept(store.Store); now != before && !after {
					t.Errorf("%s: what is kept has changed\n%.2000s\n%.2000s", what, before, now)
				}
			}
			if failures == 0 {
				t.Errorf("%s asks nothing of the store", q.path)
			}
		}
	}
}
