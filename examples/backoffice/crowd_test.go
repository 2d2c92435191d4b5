package backoffice_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/report"
)

// Ten people do at once whatever they like. The history is that of one after the other: each
// thing that was not refused is in it once, nothing else is, each begins where the one before
// ended, and what was locked did not change.
func TestCrowd(t *testing.T) {
	file, err := sqlite.Open(filepath.Join(t.TempDir(), "office.db"))
	must(err)
	defer file.Close()
	for _, store := range []backoffice.Store{new(memory.Store), file} {
		o := newOfficeOn(t, store)
		o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
		var mu sync.Mutex
		done := map[string]string{} // who did what, by the reason
		enough := func() bool {
			mu.Lock()
			defer mu.Unlock()
			return len(done) >= 12
		}
		var all sync.WaitGroup
		for n, person := range []string{"editor", "editor", "reviewer", "reviewer", "reviewer", "office", "office", "office", "stranger", "admin"} {
			all.Go(func() {
				random := rand.New(rand.NewPCG(uint64(n), 12))
				for i := 0; i < 3000 && !enough(); i++ {
					f := o.filing("jt", 2024)
					switch {
					case random.IntN(6) == 0:
						events := o.events("jt", 2024)
						if len(events) > 0 {
							o.post(person, fmt.Sprintf("/reports/jt/2024/history/%d/restore", 1+random.IntN(len(events))), nil)
						}
						continue
					case random.IntN(4) == 0:
						was, _ := o.content(2024).Get(licenses)
						o.post(person, "/reports/jt/2024/sections/disclosure", url.Values{licenses: {strconv.Itoa(random.IntN(9))}, "was:" + licenses: {was}})
						continue
					}
					var on []backoffice.Action
					for _, x := range paths {
						if x.state == f.State {
							on = append(on, x.action)
						}
					}
					action, why := on[random.IntN(len(on))], fmt.Sprintf("第 %d 人第 %d 次的原因", n, i)
					p := o.post(person, "/reports/jt/2024/actions/"+string(action), url.Values{
						"version": {strconv.FormatInt(f.Version, 10)}, "why": {why}, "date": {"2025-01-10"},
					})
					switch p.status {
					case http.StatusSeeOther:
						mu.Lock()
						done[why] = person + " " + string(action)
						mu.Unlock()
					case http.StatusConflict, http.StatusForbidden, http.StatusUnprocessableEntity:
					default:
						t.Errorf("%s, %s: %d\n%s", person, action, p.status, text(p.body))
					}
				}
			})
		}
		all.Wait()

		state, version, revision, published := backoffice.Draft, int64(0), 0, 0
		var locked walked
		if len(done) < 12 {
			t.Errorf("only these were done: %v", done)
		}
		for _, e := range o.events("jt", 2024) {
			if e.From != state || e.Version <= version {
				t.Fatalf("event %d begins at %s, version %d, and the one before ended at %s, version %d", e.Number, e.From, e.Version, state, version)
			}
			state, version = e.To, e.Version
			r, _, err := report.Decode(e.Report)
			must(err)
			got := textOf(&backoffice.Content{Report: r, Unread: e.Unread})
			if e.Action == backoffice.Restore {
				if e.From != e.To || !e.From.Open() {
					t.Errorf("event %d restores what is %s", e.Number, e.From)
				}
				continue
			}
			if did := done[e.Why]; did != e.UserID+" "+string(e.Action) {
				t.Errorf("event %d, %s of %s: %s was told of %q", e.Number, e.Action, e.UserID, did, e.Why)
			}
			delete(done, e.Why)
			if !slices.ContainsFunc(paths, func(x struct {
				state   backoffice.State
				action  backoffice.Action
				persons []string
				to      backoffice.State
			}) bool {
				return x.state == e.From && x.action == e.Action && x.to == e.To && slices.Contains(x.persons, e.UserID)
			}) {
				t.Errorf("event %d: %s may not %s what is %s", e.Number, e.UserID, e.Action, e.From)
			}
			switch e.Action {
			case backoffice.Submit:
				locked = got
			case backoffice.Publish:
				published = e.Number
				locked.dates = got.dates
			case backoffice.Correct:
				revision++
				locked.reason, locked.dates[1] = e.Why, ""
			}
			if got != locked || e.Revision != revision || r.Revision.Number != revision {
				t.Errorf("event %d, %s: it has %q as correction %d, not %q as correction %d", e.Number, e.Action, got, e.Revision, locked, revision)
			}
		}
		if f := o.filing("jt", 2024); f.State != state || f.Revision != revision || f.Published != published || f.Version < version {
			t.Errorf("it is %s, correction %d, published by %d; and by the history %s, %d, %d", f.State, f.Revision, f.Published, state, revision, published)
		}
		if len(done) > 0 {
			t.Errorf("not in the history: %v", done)
		}
	}
}
