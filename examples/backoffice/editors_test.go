package backoffice_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
)

var editing = flag.Duration("editing", time.Second, "how long TestEditors has fifty editors write")

// TestEditors has fifty editors of two servers write five reports at once, many of them in the
// same fields, through the script of a page and by its form, on what each has seen some time
// before. Each
// change that was accepted has to stand, or to have been replaced by one that was made on it;
// and each that was not has to have been told as a conflict.
func TestEditors(t *testing.T) {
	const editors, bodies = 50, 5
	path := filepath.Join(t.TempDir(), "office.db")
	var list []backoffice.Body
	for n := range bodies {
		list = append(list, backoffice.Body{ID: fmt.Sprint("body-", n), Agency: fmt.Sprintf("云栖市第%d局", n)})
	}
	var store *sqlite.Store
	var servers []*httptest.Server
	for range 2 { // of one file, as two processes
		var err error
		if store, err = sqlite.Open(path); err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		server := httptest.NewServer(backoffice.Handler(store, backoffice.Options{Path: "/gongkai", User: func(r *http.Request) (backoffice.User, error) {
			return backoffice.User{ID: r.Header.Get("X-Editor"), Role: backoffice.Editor, Body: r.Header.Get("X-Body")}, nil
		}}))
		defer server.Close()
		servers = append(servers, server)
	}
	if err := store.SetBodies(t.Context(), nil, list); err != nil {
		t.Fatal(err)
	}

	var all []*writer
	var typed atomic.Int64
	var group sync.WaitGroup
	until := time.Now().Add(*editing)
	for n := range editors {
		w := &writer{
			name: fmt.Sprintf("编辑%d", n), body: list[n%bodies].ID, url: servers[n%len(servers)].URL + "/gongkai", typed: &typed,
			random: rand.New(rand.NewPCG(1, uint64(n))), known: map[string]map[string]string{}, changes: map[string][]made{},
			client: &http.Client{Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		}
		all = append(all, w)
		group.Go(func() {
			for time.Now().Before(until) && w.err == nil {
				w.err = w.write()
			}
			w.client.CloseIdleConnections()
		})
	}
	group.Wait()

	accepted, told := 0, 0
	for _, b := range list {
		next := map[string]map[string]string{} // by path, by what stood there
		for _, w := range all {
			if w.err != nil {
				t.Fatalf("%s: %v", w.name, w.err)
			}
			if w.body != b.ID {
				continue
			}
			for path, changes := range w.changes {
				if next[path] == nil {
					next[path] = map[string]string{}
				}
				for _, x := range changes {
					if x.conflict {
						told++
						continue
					}
					accepted++
					if other, ok := next[path][x.was]; ok {
						t.Errorf("%s: %q was replaced both by %q and by %q", path, x.was, other, x.now)
					}
					next[path][x.was] = x.now
				}
			}
		}
		f, err := store.Filing(t.Context(), backoffice.Key{Body: b.ID, Year: 2024})
		if err != nil {
			t.Fatal(err)
		}
		c, err := backoffice.DecodeContent(f.Content)
		if err != nil {
			t.Fatal(err)
		}
		empty, err := backoffice.NewContent(b.Agency, 2024)
		if err != nil {
			t.Fatal(err)
		}
		for path, next := range next {
			at, _ := empty.Get(path)
			steps := 0
			for now, ok := next[at]; ok; now, ok = next[at] {
				at = now
				steps++
			}
			if stands, _ := c.Get(path); stands != at || steps != len(next) {
				t.Errorf("%s %s: %q stands, and %q was written; of %d changes %d are lost", b.ID, path, stands, at, len(next), len(next)-steps)
			}
		}
	}
	t.Logf("%d changes were accepted, and %d told as conflicts", accepted, told)
	if accepted == 0 || told == 0 {
		t.Error("the editors did not meet")
	}
}

// writer is an editor who writes.
type writer struct {
	name, body, url string
	typed           *atomic.Int64 // counts what all have typed: no two type the same
	random          *rand.Rand
	client          *http.Client
	known           map[string]map[string]string // what he has seen, by section and pointer
	changes         map[string][]made            // what he has sent, by pointer
	err             error
}

// made is a change that was sent, and whether it was told as a conflict.
type made struct {
	was, now string
	conflict bool
}

// write changes some fields of a section.
func (w *writer) write() error {
	section := []string{"about", "overview", "disclosure", "applications", "problems"}[w.random.IntN(5)]
	if w.known[section] == nil || w.random.IntN(4) == 0 {
		return w.post(section)
	}
	return w.send(section)
}

// change chooses some of the fields, most of them among the first ones, and types something.
func (w *writer) change(fields map[string]string) map[string]string {
	paths := slices.Sorted(func(yield func(string) bool) {
		for path := range fields {
			if writable.MatchString(path) && !yield(path) {
				return
			}
		}
	})
	changes := map[string]string{}
	for range 1 + w.random.IntN(4) {
		path := paths[w.random.IntN(min(len(paths), 1+w.random.IntN(len(paths))))]
		n := w.typed.Add(1)
		switch {
		case !strings.HasPrefix(path, "/tables/"):
			changes[path] = fmt.Sprintf("%s的第%d次修改。", w.name, n)
		case n%10 == 0:
			changes[path] = fmt.Sprintf("约%d件", n)
		default:
			changes[path] = fmt.Sprint(n)
		}
	}
	return changes
}

// writable are the fields that take any text, or any figure.
var writable = regexp.MustCompile(`^/tables/|^/(title|preamble|issuer|index/number)$|/(title|paragraphs|notes)$`)

// send sends changes as the script of the page does.
func (w *writer) send(section string) error {
	known := w.known[section]
	changes := w.change(known)
	form := url.Values{}
	for path, now := range changes {
		form.Set("was:"+path, known[path])
		form.Set(path, now)
	}
	code, body, err := w.ask(http.MethodPost, w.page(section), form, "application/json")
	if err != nil {
		return err
	}
	var told struct {
		Values    map[string]string
		Conflicts []struct{ Path, Stands string }
	}
	if err := json.Unmarshal([]byte(body), &told); err != nil || code != http.StatusOK && code != http.StatusConflict || code == http.StatusConflict && len(told.Conflicts) == 0 {
		return fmt.Errorf("%d %w\n%s", code, err, body)
	}
	conflicts := map[string]string{}
	for _, x := range told.Conflicts {
		conflicts[x.Path] = x.Stands
	}
	for path, now := range changes {
		stands, conflict := conflicts[path]
		w.changes[path] = append(w.changes[path], made{known[path], now, conflict})
		known[path] = now
		if conflict {
			known[path] = stands
		}
	}
	if w.random.IntN(2) == 0 { // else he goes on with what he had seen of the other fields
		for path, value := range told.Values {
			known[path] = value
		}
	}
	return nil
}

// takePattern finds the fields of which a page says that others have changed them.
var takePattern = regexp.MustCompile(`<button name="take" value="([^"]*)"`)

// post loads the page, and posts its whole form with changes; where others have changed the
// fields he may insist.
func (w *writer) post(section string) error {
	code, page, err := w.ask(http.MethodGet, w.page(section), nil, "text/html")
	if err != nil || code != http.StatusOK {
		return fmt.Errorf("%d %w\n%s", code, err, page)
	}
	form := url.Values{}
	known := map[string]string{}
	for _, x := range fieldsOf(page) {
		form.Set(x.name, x.value)
		if path, ok := strings.CutPrefix(x.name, "was:"); ok {
			known[path] = x.value
		}
	}
	w.known[section] = known
	changes := w.change(known)
	for range 3 {
		for path, now := range changes {
			form.Set(path, now)
		}
		code, page, err = w.ask(http.MethodPost, html.UnescapeString(actionPattern.FindStringSubmatch(page)[1]), form, "text/html")
		switch {
		case err != nil:
			return err
		case code != http.StatusSeeOther && code != http.StatusConflict:
			return fmt.Errorf("%d\n%s", code, page)
		}
		var conflicts []string
		for _, m := range takePattern.FindAllStringSubmatch(page, -1) {
			conflicts = append(conflicts, m[1])
		}
		if (code == http.StatusConflict) != (len(conflicts) > 0) {
			return fmt.Errorf("%d with %d conflicts\n%s", code, len(conflicts), page)
		}
		again := map[string]string{}
		for path, now := range changes {
			conflict := slices.Contains(conflicts, path)
			w.changes[path] = append(w.changes[path], made{known[path], now, conflict})
			known[path] = now
			if conflict {
				again[path] = now
			}
		}
		if len(again) == 0 {
			return nil
		}
		form = url.Values{}
		for _, x := range fieldsOf(page) {
			form.Set(x.name, x.value)
			if path, ok := strings.CutPrefix(x.name, "was:"); ok {
				known[path] = x.value
			}
		}
		changes = again
	}
	return nil
}

func (w *writer) page(section string) string {
	return "/reports/" + w.body + "/2024/sections/" + section
}

func (w *writer) ask(method, path string, form url.Values, accept string) (code int, body string, err error) {
	q, err := http.NewRequest(method, w.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	q.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Accept": {accept}, "X-Editor": {w.name}, "X-Body": {w.body}}
	p, err := w.client.Do(q)
	if err != nil {
		return 0, "", err
	}
	defer p.Body.Close()
	data, err := io.ReadAll(p.Body)
	return p.StatusCode, string(data), err
}
