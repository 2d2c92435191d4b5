package backoffice_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

// office is a back office with three bodies and one person in each role, for tests.
type office struct {
	t       testing.TB
	store   backoffice.Store
	handler http.Handler
	url     string
	now     time.Time // of the server's clock
}

// The people of an office. The editor and the reviewer are of the body "jt".
var people = map[string]backoffice.User{
	"editor":   {ID: "editor", Name: "周敏", Role: backoffice.Editor, Body: "jt"},
	"reviewer": {ID: "reviewer", Name: "吴强", Role: backoffice.Reviewer, Body: "jt"},
	"stranger": {ID: "stranger", Name: "郑凯", Role: backoffice.Reviewer, Body: "sl"},
	"office":   {ID: "office", Name: "王芳", Role: backoffice.Office},
	"admin":    {ID: "admin", Name: "冯雪", Role: backoffice.Admin},
}

// newOffice starts a back office at /gongkai on a store in memory.
func newOffice(t testing.TB) *office { return newOfficeOn(t, new(memory.Store)) }

// newOfficeOn starts a back office on a store.
func newOfficeOn(t testing.TB, store backoffice.Store) *office {
	t.Helper()
	o := &office{t: t, store: store, now: time.Date(2025, 1, 10, 9, 0, 0, 0, time.UTC)}
	err := store.SetBodies(context.Background(), nil, []backoffice.Body{
		{ID: "jt", Agency: "云栖市交通运输局"}, {ID: "sl", Agency: "云栖市水利局"}, {ID: "qs", Agency: "青石县人民政府"},
	})
	if err != nil {
		t.Fatal(err)
	}
	o.serve(backoffice.Options{})
	return o
}

// serve starts the back office with other options.
func (o *office) serve(options backoffice.Options) {
	options.Path = "/gongkai"
	options.User = func(r *http.Request) (backoffice.User, error) {
		u, ok := people[r.Header.Get("X-Person")]
		if !ok {
			return u, backoffice.ErrSignedOut
		}
		return u, nil
	}
	options.Now = func() time.Time { return o.now }
	o.handler = backoffice.Handler(o.store, options)
	server := httptest.NewServer(o.handler)
	o.t.Cleanup(server.Close)
	o.url = server.URL + options.Path
}

// reply is what the back office answered.
type reply struct {
	status   int
	body     string
	location string
	header   http.Header
}

// get asks for a page as a person.
func (o *office) get(person, path string) reply { return o.do(person, http.MethodGet, path, nil, nil) }

// post posts a form as a person.
func (o *office) post(person, path string, form url.Values) reply {
	return o.do(person, http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
}

// do asks as a person, and follows no redirect.
func (o *office) do(person, method, path string, body io.Reader, header http.Header) reply {
	o.t.Helper()
	q, err := http.NewRequest(method, o.url+path, body)
	if err != nil {
		o.t.Fatal(err)
	}
	for k, v := range header {
		q.Header[k] = v
	}
	q.Header.Set("X-Person", person)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	p, err := client.Do(q)
	if err != nil {
		o.t.Fatal(err)
	}
	defer p.Body.Close()
	data, err := io.ReadAll(p.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return reply{p.StatusCode, string(data), p.Header.Get("Location"), p.Header}
}
