package backoffice_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/examples/backoffice/sqlite"
	"github.com/nianbao/nianbao/report"
)

const penalties = "/tables/disclosure/penalties"

// walk is what a report and its history are to be, told apart from the program.
type walk struct {
	state     backoffice.State
	version   int64
	revision  int
	text      walked
	published []walked
	history   []step
}

// walked is what is written of the report.
type walked struct {
	licenses, penalties string
	reason              string // of the correction
	dates               [2]string
}

// step is an event.
type step struct {
	action      backoffice.Action
	from, to    backoffice.State
	revision    int
	person, why string
	text        walked
	kept        backoffice.Event // as it was when it was made
}

// ready reports whether nothing stands against submitting the report.
func (w *walk) ready() bool {
	for _, text := range []string{w.text.licenses, w.text.penalties} {
		if _, err := strconv.Atoi(text); err != nil {
			return false
		}
	}
	n := len(w.published)
	return n == 0 || w.state == backoffice.Published || w.text.licenses != w.published[n-1].licenses || w.text.penalties != w.published[n-1].penalties
}

// act takes an action, and returns the status.
func (w *walk) act(person string, action backoffice.Action, version int64, why string) int {
	status, to := expect(person, action, w.state)
	if n := len(w.history); n > 0 && (status == http.StatusSeeOther || status == http.StatusConflict) && version == w.version-1 {
		if e := &w.history[n-1]; e.action == action && e.person == person && e.why == why && w.twice() {
			return http.StatusSeeOther
		}
	}
	switch {
	case status != http.StatusSeeOther && status != http.StatusConflict:
		return status
	case version != w.version || status == http.StatusConflict:
		return http.StatusConflict
	case why == "" && (action == backoffice.Return || action == backoffice.Correct):
		return http.StatusUnprocessableEntity
	case action != backoffice.Return && action != backoffice.Correct && !w.ready():
		return http.StatusUnprocessableEntity
	}
	switch action {
	case backoffice.Publish:
		w.text.dates[min(w.revision, 1)] = "2025-01-10"
	case backoffice.Correct:
		w.revision++
		w.text.reason, w.text.dates[1] = why, ""
	}
	w.add(person, action, to, why)
	if action == backoffice.Publish {
		w.published = append(w.published, w.text)
	}
	return status
}

// twice reports whether the last event is the last thing that was saved.
func (w *walk) twice() bool { return w.history[len(w.history)-1].kept.Version == w.version }

// add adds an event to the history.
func (w *walk) add(person string, action backoffice.Action, to backoffice.State, why string) {
	w.version++
	w.history = append(w.history, step{action, w.state, to, w.revision, person, why, w.text, backoffice.Event{}})
	w.state = to
}

// restore puts back what an event has, and returns the status.
func (w *walk) restore(person string, number int) int {
	switch {
	case person == "nobody":
		return http.StatusUnauthorized
	case person != "editor" && person != "reviewer":
		return http.StatusForbidden
	case number > len(w.history):
		return http.StatusNotFound
	case !w.state.Open():
		return http.StatusConflict
	}
	back := w.history[number-1].text
	if w.history[number-1].revision != w.revision {
		back.reason, back.dates = w.text.reason, w.text.dates
	}
	if back != w.text {
		w.add(person, backoffice.Restore, w.state, fmt.Sprintf("恢复到历史记录第 %d 条", number))
		w.text = back
	}
	return http.StatusSeeOther
}

// Whatever people do in whatever order, the history has all of it, and nothing in it changes.
func TestWalk(t *testing.T) {
	persons := []string{"nobody", "editor", "reviewer", "reviewer", "reviewer", "stranger", "office", "office", "office", "admin"}
	actions := []backoffice.Action{"submit", "submit", "return", "approve", "approve", "publish", "publish", "correct", "import"}
	done := map[backoffice.Action]int{}
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 12))
		var store backoffice.Store = new(memory.Store)
		if seed == 1 {
			file, err := sqlite.Open(filepath.Join(t.TempDir(), "office.db"))
			must(err)
			defer file.Close()
			store = file
		}
		o := newOfficeOn(t, store)
		o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
		w := &walk{state: backoffice.Draft, version: 1, text: walked{licenses: "0", penalties: "0"}}
		for n := range 150 {
			person := persons[random.IntN(len(persons))]
			var did string
			var got reply
			want := 0
			switch x := random.IntN(10); {
			case x < 3:
				path, was, now := licenses, &w.text.licenses, []string{"1", "2", "3", "4"}[random.IntN(4)]
				if random.IntN(3) == 0 {
					path, was, now = penalties, &w.text.penalties, []string{"5", "6", "约7", ""}[random.IntN(4)]
				}
				if now == *was {
					continue
				}
				did = fmt.Sprintf("%s types %s", person, now)
				got = o.post(person, "/reports/jt/2024/sections/disclosure", url.Values{path: {now}, "was:" + path: {*was}})
				switch {
				case person == "nobody":
					want = http.StatusUnauthorized
				case person != "editor" && person != "reviewer":
					want = http.StatusForbidden
				case !w.state.Open():
					want = http.StatusConflict
				default:
					want = http.StatusSeeOther
					*was = now
					w.version++
				}
			case x < 4:
				number := 1 + random.IntN(len(w.history)+1)
				did = fmt.Sprintf("%s restores %d", person, number)
				got = o.post(person, fmt.Sprintf("/reports/jt/2024/history/%d/restore", number), nil)
				want = w.restore(person, number)
			default:
				action, version, why := actions[random.IntN(len(actions))], w.version, "原因"+strconv.Itoa(n)
				if random.IntN(2) == 0 { // one that leads on, if it is not refused
					var on []int
					for i, x := range paths {
						if x.state == w.state {
							on = append(on, i)
						}
					}
					x := paths[on[random.IntN(len(on))]]
					action, person = x.action, x.persons[0]
				}
				if random.IntN(5) == 0 {
					version -= random.Int64N(3)
				}
				if k := len(w.history); random.IntN(8) == 0 {
					why = ""
				} else if k > 0 && random.IntN(3) == 0 {
					why = w.history[k-1].why
				}
				did = fmt.Sprintf("%s asks to %s version %d, as for %q", person, action, version, why)
				got = o.act(person, action, "version", strconv.FormatInt(version, 10), "why", why)
				want = w.act(person, action, version, why)
			}
			if got.status != want {
				t.Fatalf("seed %d, step %d, %s: %s: got %d, want %d\n%s", seed, n, w.state, did, got.status, want, text(got.body))
			}
			if why := w.differs(o); why != "" {
				t.Fatalf("seed %d, step %d: %s: %s", seed, n, did, why)
			}
		}
		for _, e := range w.history {
			done[e.action]++
		}
	}
	for _, action := range []backoffice.Action{"submit", "return", "approve", "publish", "correct", "restore"} {
		if done[action] < 2 {
			t.Errorf("%s was done %d times", action, done[action])
		}
	}
}

// differs says what of the report and its history is not as it is to be, or "".
func (w *walk) differs(o *office) string {
	f := o.filing("jt", 2024)
	if f.State != w.state || f.Version != w.version || f.Revision != w.revision {
		return fmt.Sprintf("it is %+v, not %s, version %d, correction %d", f.Counts, w.state, w.version, w.revision)
	}
	if got := textOf(o.content(2024)); got != w.text {
		return fmt.Sprintf("it has %q, not %q", got, w.text)
	}
	events := o.events("jt", 2024)
	if len(events) != len(w.history) {
		return fmt.Sprintf("%d events, not %d", len(events), len(w.history))
	}
	for i, e := range events {
		s := &w.history[i]
		if s.kept.Number > 0 {
			if !reflect.DeepEqual(e, s.kept) {
				return fmt.Sprintf("event %d changed", e.Number)
			}
			continue
		}
		s.kept = e
		who := people[s.person]
		if e.Action != s.action || e.From != s.from || e.To != s.to || e.Revision != s.revision || e.Number != i+1 ||
			e.UserID != who.ID || e.UserName != who.Name || e.Why != s.why || !e.At.Equal(o.now) || e.Hash != backoffice.HashOf(e.Report) {
			return fmt.Sprintf("event %d is %s, %s → %s, correction %d, %s: %s; not %+v", e.Number, e.Action, e.From, e.To, e.Revision, e.UserName, e.Why, *s)
		}
		r, _, err := report.Decode(e.Report)
		must(err)
		if got := textOf(&backoffice.Content{Report: r, Unread: e.Unread}); got != s.text {
			return fmt.Sprintf("event %d has %q, not %q", e.Number, got, s.text)
		}
		if p := o.get("office", fmt.Sprintf("/reports/jt/2024/history/%d/json", e.Number)); !bytes.Equal([]byte(p.body), e.Report) {
			return fmt.Sprintf("event %d gives another report", e.Number)
		}
	}
	return ""
}

// textOf is what content has.
func textOf(c *backoffice.Content) (x walked) {
	x.licenses, _ = c.Get(licenses)
	x.penalties, _ = c.Get(penalties)
	x.reason = c.Report.Revision.Reason
	x.dates[0], _ = c.Get("/index/published")
	x.dates[1], _ = c.Get("/revision/date")
	return x
}
