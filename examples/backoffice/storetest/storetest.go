// Package storetest has what every backoffice.Store must do, for the tests of one.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// Run tests a Store. open returns a new one with nothing in it.
func Run(t *testing.T, open func(t *testing.T) backoffice.Store) {
	e := event(key, "{}")
	e.Number, e.Version = 1, 1
	f := filing(key)
	f.Version, f.Published = 1, 1
	whole(t, *e)
	whole(t, f)
	whole(t, bodies()[0])
	whole(t, settings())
	for name, test := range map[string]func(*testing.T, backoffice.Store){
		"Empty":      testEmpty,
		"Bodies":     testBodies,
		"Settings":   testSettings,
		"Filing":     testFiling,
		"Versions":   testVersions,
		"Concurrent": testConcurrent,
		"Events":     testEvents,
		"Published":  testPublished,
		"Refused":    testRefused,
		"OwnCopies":  testOwnCopies,
		"Order":      testOrder,
		"Cancelled":  testCancelled,
		"Leaving":    testLeaving,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var (
	key  = backoffice.Key{Body: "jt", Year: 2024}
	east = time.FixedZone("", 8*60*60)
	at   = time.Date(2025, 1, 10, 9, 31, 7, 123456789, east)
)

// filing returns one with all that a filing has.
func filing(k backoffice.Key) backoffice.Filing {
	return backoffice.Filing{
		Key: k, Revision: 2, State: backoffice.Returned, Content: []byte("{\"机关\":\"云栖市\"}\x00\xff"),
		Counts:  backoffice.Counts{Errors: 1, Blanks: 2, Open: 3, Settled: 4},
		SavedBy: "周敏", SavedAt: at,
	}
}

// event returns one with all that an event has.
func event(k backoffice.Key, text string) *backoffice.Event {
	return &backoffice.Event{
		Key: k, Revision: 2, Action: backoffice.Return, From: backoffice.Submitted, To: backoffice.Returned,
		Report: []byte(text), Hash: backoffice.HashOf([]byte(text)),
		UserID: "office", UserName: "王芳", At: at, Why: "表三本年新收与总计不符\n请核对",
		Findings: findings(), Matters: []int{1}, Unread: map[string]string{"/date": "一月"},
	}
}

// findings are of a report with all kinds of things that a finding has.
func findings() []report.Finding {
	f := report.Rules()[0].Finding("/tables/requests", "表三", "12", "13").At(report.Pos{Sheet: "表三", Cell: "F12"})
	f.Cells, f.Hint = []string{"/a", "/b"}, []report.Value{{Path: "/a", Value: "13"}}
	f.Reason = &report.Reason{Text: "机构改革"}
	return []report.Finding{f, report.Rules()[1].Finding("", "全文", "", "")}
}

// bodies are some, the first with all that a body has.
func bodies() []backoffice.Body {
	return []backoffice.Body{
		{ID: "sl", Agency: "云栖市水利局", Former: "云栖市水电局、云栖市水务局", Within: "云栖市人民政府"},
		{ID: "jt", Agency: "云栖市交通运输局"},
		{ID: "qs", Agency: "青石县人民政府"},
	}
}

// settings returns all that there are.
func settings() backoffice.Settings {
	return backoffice.Settings{Name: "云栖市人民政府", Checker: []byte(`{"off":["W-a"]}`)}
}

// whole fails where a field has nothing in what the tests keep: it would not be tested.
func whole(t *testing.T, v any) {
	for field, value := range reflect.ValueOf(v).Fields() {
		if value.IsZero() {
			t.Errorf("%T: the tests have no %s", v, field.Name)
		}
	}
}

// must returns what came without an error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// save saves the filing as it follows the one that stands.
func save(t testing.TB, s backoffice.Store, f backoffice.Filing, e *backoffice.Event) backoffice.Filing {
	t.Helper()
	f.Version = must(s.Filing(t.Context(), f.Key))(t).Version
	return must(s.Save(t.Context(), f, e))(t)
}

// same fails where the two do not have the same JSON: times have to be the same, and of
// the same zone.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if got, want := plain(t, got), plain(t, want); got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

func plain(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func testEmpty(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	if bodies := must(s.Bodies(ctx))(t); len(bodies) != 0 {
		t.Errorf("bodies: %v", bodies)
	}
	if x := must(s.Settings(ctx))(t); !x.Equal(backoffice.Settings{}) {
		t.Errorf("settings: %v", x)
	}
	if years := must(s.Years(ctx))(t); len(years) != 0 {
		t.Errorf("years: %v", years)
	}
	if all := must(s.Filings(ctx, 2024))(t); len(all) != 0 {
		t.Errorf("filings: %v", all)
	}
	same(t, "filing", must(s.Filing(ctx, key))(t), backoffice.Filing{Key: key, State: backoffice.Draft})
	if events := must(s.Events(ctx, key))(t); len(events) != 0 {
		t.Errorf("events: %v", events)
	}
	for _, n := range []int{-1, 0, 1} {
		if _, err := s.Event(ctx, key, n); !errors.Is(err, backoffice.ErrNotFound) {
			t.Errorf("event %d: %v", n, err)
		}
	}
	if all := must(s.Filings(ctx, 2024))(t); len(all) != 0 {
		t.Errorf("filings after one was asked for: %v", all)
	}
}

func testBodies(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	first := bodies()
	if err := s.SetBodies(ctx, nil, first); err != nil {
		t.Fatal(err)
	}
	same(t, "bodies", must(s.Bodies(ctx))(t), first)
	save(t, s, filing(key), event(key, "{}"))

	next := []backoffice.Body{first[2], {ID: "sl", Agency: "云栖市水务局"}}
	for _, was := range [][]backoffice.Body{nil, first[:2], next} {
		if err := s.SetBodies(ctx, was, next); !errors.Is(err, backoffice.ErrChanged) {
			t.Errorf("instead of %v: %v", was, err)
		}
	}
	same(t, "bodies", must(s.Bodies(ctx))(t), first)
	if err := s.SetBodies(ctx, first, next); err != nil {
		t.Fatal(err)
	}
	same(t, "bodies", must(s.Bodies(ctx))(t), next)
	if f := must(s.Filing(ctx, key))(t); f.Version != 1 || len(must(s.Events(ctx, key))(t)) != 1 {
		t.Errorf("a body that is in the list no more has lost its report: %v", f)
	}
	if err := s.SetBodies(ctx, next, nil); err != nil {
		t.Fatal(err)
	}
	if bodies := must(s.Bodies(ctx))(t); len(bodies) != 0 {
		t.Errorf("bodies: %v", bodies)
	}
}

func testSettings(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	first := settings()
	if err := s.SetSettings(ctx, backoffice.Settings{}, first); err != nil {
		t.Fatal(err)
	}
	same(t, "settings", must(s.Settings(ctx))(t), first)
	next := backoffice.Settings{Name: first.Name}
	for _, was := range []backoffice.Settings{{}, {Name: first.Name}, {Checker: first.Checker}} {
		if err := s.SetSettings(ctx, was, next); !errors.Is(err, backoffice.ErrChanged) {
			t.Errorf("instead of %v: %v", was, err)
		}
	}
	same(t, "settings", must(s.Settings(ctx))(t), first)
	if err := s.SetSettings(ctx, first, next); err != nil {
		t.Fatal(err)
	}
	if x := must(s.Settings(ctx))(t); !x.Equal(next) {
		t.Errorf("settings: %v", x)
	}
}

func testFiling(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	want := filing(key)
	got := save(t, s, want, nil)
	want.Version = 1
	same(t, "saved", got, want)
	same(t, "read", must(s.Filing(ctx, key))(t), want)

	want.State, want.Content, want.Counts, want.SavedBy, want.SavedAt = backoffice.Draft, []byte("2"), backoffice.Counts{}, "", at.Add(time.Hour).UTC()
	want.Revision, want.Published = 3, 7
	save(t, s, want, nil)
	want.Version = 2
	same(t, "read again", must(s.Filing(ctx, key))(t), want)
	want.Content = nil
	same(t, "filings", must(s.Filings(ctx, key.Year))(t), []backoffice.Filing{want})
	save(t, s, want, nil)
	want.Version = 3
	same(t, "read without content", must(s.Filing(ctx, key))(t), want)
}

func testVersions(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	f := filing(key)
	for _, version := range []int64{-1, 1, 2} {
		f.Version = version
		if _, err := s.Save(ctx, f, nil); !errors.Is(err, backoffice.ErrChanged) {
			t.Errorf("version %d of nothing: %v", version, err)
		}
	}
	want := save(t, s, filing(key), nil)
	for _, version := range []int64{0, 2} {
		f.Version, f.Content = version, []byte("of another")
		e := event(key, "{}")
		if _, err := s.Save(ctx, f, e); !errors.Is(err, backoffice.ErrChanged) {
			t.Errorf("version %d instead of 1: %v", version, err)
		}
		if e.Number != 0 || e.Version != 0 {
			t.Errorf("an event that is not kept has the number %d and the version %d", e.Number, e.Version)
		}
	}
	same(t, "filing", must(s.Filing(ctx, key))(t), want)
	if events := must(s.Events(ctx, key))(t); len(events) != 0 {
		t.Errorf("events: %v", events)
	}
}

// testConcurrent has several people add to two reports at once, each to what he has
// read: whatever was kept has to stand, and the history to tell it in the same order.
func testConcurrent(t *testing.T, s backoffice.Store) {
	const people, times = 8, 10
	keys := []backoffice.Key{key, {Body: "sl", Year: 2024}}
	var group sync.WaitGroup
	for p := range people {
		group.Go(func() {
			for n := range times {
				k := keys[(p+n)%len(keys)]
				for {
					f, err := s.Filing(t.Context(), k)
					if err != nil {
						t.Error(err)
						return
					}
					line := fmt.Sprintf("%d.%d\n", p, n)
					f.State, f.Content = backoffice.Draft, append(f.Content, line...)
					var e *backoffice.Event
					if n%2 == 0 {
						e = event(k, string(f.Content))
					}
					if _, err = s.Save(t.Context(), f, e); err == nil {
						break
					} else if !errors.Is(err, backoffice.ErrChanged) {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	group.Wait()
	lines, events := map[string]int{}, 0
	for _, k := range keys {
		f := must(s.Filing(t.Context(), k))(t)
		all := strings.SplitAfter(strings.TrimSuffix(string(f.Content), "\n"), "\n")
		if f.Version != int64(len(all)) {
			t.Errorf("%s: version %d with %d lines", k.Body, f.Version, len(all))
		}
		for _, line := range all {
			lines[strings.TrimSpace(line)]++
		}
		last := ""
		for i, e := range must(s.Events(t.Context(), k))(t) {
			if e.Number != i+1 {
				t.Fatalf("%s: event %d has the number %d", k.Body, i+1, e.Number)
			}
			e = must(s.Event(t.Context(), k, e.Number))(t)
			if !strings.HasPrefix(string(e.Report), last) || !strings.HasPrefix(string(f.Content), string(e.Report)) {
				t.Errorf("%s: event %d is none of what was saved", k.Body, e.Number)
			}
			last = string(e.Report)
			events++
		}
	}
	if len(lines) != people*times || events != people*times/2 {
		t.Errorf("%d lines, %d events", len(lines), events)
	}
	for line, n := range lines {
		if n != 1 {
			t.Errorf("%s stands %d times", line, n)
		}
	}
}

func testEvents(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	other := backoffice.Key{Body: key.Body, Year: 2023}
	save(t, s, filing(other), event(other, "of the year before"))
	var want []backoffice.Event
	for n := range 3 {
		e := event(key, strings.Repeat("表三", n+1))
		e.At = at.Add(-time.Duration(n) * time.Hour) // the order is that of saving, whatever a clock says
		save(t, s, filing(key), e)
		if e.Number != n+1 || e.Version != int64(n+1) {
			t.Errorf("event %d has the number %d and the version %d", n+1, e.Number, e.Version)
		}
		want = append(want, *e)
	}
	check := func() {
		t.Helper()
		for _, e := range want {
			got := must(s.Event(ctx, key, e.Number))(t)
			same(t, "event", got, e)
			if got.Findings[0].Message() != e.Findings[0].Message() || got.Findings[0].English() != e.Findings[0].English() {
				t.Errorf("%q, want %q", got.Findings[0].Message(), e.Findings[0].Message())
			}
		}
		short := slices.Clone(want)
		for i := range short {
			short[i].Report, short[i].Findings, short[i].Matters, short[i].Unread = nil, nil, nil, nil
		}
		same(t, "events", must(s.Events(ctx, key))(t), short)
		for _, n := range []int{-1, 0, 4} {
			if _, err := s.Event(ctx, key, n); !errors.Is(err, backoffice.ErrNotFound) {
				t.Errorf("event %d: %v", n, err)
			}
		}
	}
	check()

	plain := event(key, "{}")
	plain.Why, plain.UserName, plain.Findings, plain.Matters, plain.Unread = "", "", nil, nil, nil
	save(t, s, filing(key), plain)
	same(t, "event with little", must(s.Event(ctx, key, 4))(t), *plain)
	want = append(want, *plain)[:3]
	// What is saved later, and without an event, leaves the history as it is.
	again := event(other, "again")
	save(t, s, filing(other), again)
	for range 3 {
		save(t, s, filing(key), nil)
	}
	if n := len(must(s.Events(ctx, key))(t)); n != 4 {
		t.Errorf("%d events", n)
	}
	for _, e := range want {
		same(t, "event later", must(s.Event(ctx, key, e.Number))(t), e)
	}
	same(t, "event of the other", must(s.Event(ctx, other, 2))(t), *again)
}

func testPublished(t *testing.T, s backoffice.Store) {
	f := filing(key)
	for n, step := range []struct {
		to   backoffice.State // "" without an event
		want int
	}{{backoffice.Submitted, 0}, {backoffice.Published, 2}, {"", 2}, {backoffice.Draft, 2}, {backoffice.Published, 4}} {
		var e *backoffice.Event
		if step.to != "" {
			e = event(key, fmt.Sprint(n))
			e.To = step.to
		}
		f = save(t, s, f, e)
		if f.Published != step.want {
			t.Errorf("step %d: published by %d, want %d", n, f.Published, step.want)
		}
		same(t, "filing", must(s.Filing(t.Context(), key))(t), f)
	}
}

// testRefused has events that are none of the filing.
func testRefused(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	want := save(t, s, filing(key), nil)
	foreign, broken := event(backoffice.Key{Body: "sl", Year: 2024}, "{}"), event(key, "{}")
	broken.Hash = backoffice.HashOf([]byte("another"))
	for name, e := range map[string]*backoffice.Event{"of another filing": foreign, "with another hash": broken} {
		f := want
		f.Content = []byte("changed")
		if _, err := s.Save(ctx, f, e); err == nil || errors.Is(err, backoffice.ErrChanged) || e.Number != 0 {
			t.Errorf("%s: %v, number %d", name, err, e.Number)
		}
	}
	same(t, "filing", must(s.Filing(ctx, key))(t), want)
	for _, k := range []backoffice.Key{key, foreign.Key} {
		if events := must(s.Events(ctx, k))(t); len(events) != 0 {
			t.Errorf("events: %v", events)
		}
	}
}

// testOwnCopies changes what it has given, and what it was given.
func testOwnCopies(t *testing.T, s backoffice.Store) {
	ctx := t.Context()
	scribble := func(b []byte) {
		for i := range b {
			b[i] = '#'
		}
	}
	list, x := bodies(), settings()
	if err := errors.Join(s.SetBodies(ctx, nil, list), s.SetSettings(ctx, backoffice.Settings{}, x)); err != nil {
		t.Fatal(err)
	}
	f, e := filing(key), event(key, "{}")
	f, err := s.Save(ctx, f, e)
	if err != nil {
		t.Fatal(err)
	}
	ruin := func(bodies []backoffice.Body, x backoffice.Settings, f backoffice.Filing, e *backoffice.Event) {
		bodies[0].ID = "#"
		scribble(x.Checker)
		scribble(f.Content)
		scribble(e.Report)
		e.Findings[0].Cells[0], e.Findings[0].Hint[0].Value, e.Findings[0].Reason.Text = "#", "#", "#"
		e.Findings[1], e.Matters[0], e.Unread["/date"] = report.Finding{}, 0, "#"
	}
	ruin(list, x, f, e)
	for range 2 {
		list, x := must(s.Bodies(ctx))(t), must(s.Settings(ctx))(t)
		f, e := must(s.Filing(ctx, key))(t), must(s.Event(ctx, key, 1))(t)
		same(t, "bodies", list, bodies())
		same(t, "settings", x, settings())
		same(t, "content", string(f.Content), string(filing(key).Content))
		same(t, "findings", e.Findings, findings())
		same(t, "matters", e.Matters, event(key, "").Matters)
		same(t, "unread", e.Unread, event(key, "").Unread)
		if string(e.Report) != "{}" {
			t.Errorf("report: %s", e.Report)
		}
		ruin(list, x, f, &e)
		must(s.Filings(ctx, key.Year))(t)[0].SavedBy = "#"
		must(s.Events(ctx, key))(t)[0].Why = "#"
	}
	same(t, "filing", must(s.Filings(ctx, key.Year))(t)[0].SavedBy, "周敏")
	same(t, "event", must(s.Events(ctx, key))(t)[0].Why, event(key, "").Why)
}

func testOrder(t *testing.T, s backoffice.Store) {
	for _, k := range []backoffice.Key{{Body: "sl", Year: 2024}, {Body: "b", Year: 2022}, {Body: "qs-2", Year: 2024}, {Body: "jt", Year: 2024}, {Body: "Jt", Year: 2024}, {Body: "qs", Year: 2024}, {Body: "sl", Year: 2023}} {
		save(t, s, filing(k), nil)
	}
	if years := must(s.Years(t.Context()))(t); !slices.Equal(years, []int{2024, 2023, 2022}) {
		t.Errorf("years: %v", years)
	}
	var ids []string
	for _, f := range must(s.Filings(t.Context(), 2024))(t) {
		ids = append(ids, f.Body)
	}
	if !slices.Equal(ids, []string{"Jt", "jt", "qs", "qs-2", "sl"}) {
		t.Errorf("filings: %v", ids)
	}
}

// testCancelled asks in a context that is over: what was asked for is not done.
func testCancelled(t *testing.T, s backoffice.Store) {
	first := bodies()
	if err := s.SetBodies(t.Context(), nil, first); err != nil {
		t.Fatal(err)
	}
	want := save(t, s, filing(key), event(key, "{}"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f := want
	f.Content = []byte("changed")
	for name, do := range map[string]func() error{
		"Bodies":      func() error { _, err := s.Bodies(ctx); return err },
		"SetBodies":   func() error { return s.SetBodies(ctx, first, nil) },
		"Settings":    func() error { _, err := s.Settings(ctx); return err },
		"SetSettings": func() error { return s.SetSettings(ctx, backoffice.Settings{}, backoffice.Settings{Name: "云栖市"}) },
		"Years":       func() error { _, err := s.Years(ctx); return err },
		"Filings":     func() error { _, err := s.Filings(ctx, key.Year); return err },
		"Filing":      func() error { _, err := s.Filing(ctx, key); return err },
		"Save":        func() error { _, err := s.Save(ctx, f, event(key, "{}")); return err },
		"Events":      func() error { _, err := s.Events(ctx, key); return err },
		"Event":       func() error { _, err := s.Event(ctx, key, 1); return err },
	} {
		if err := do(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	same(t, "filing", must(s.Filing(t.Context(), key))(t), want)
	same(t, "bodies", must(s.Bodies(t.Context()))(t), first)
	if n := len(must(s.Events(t.Context(), key))(t)); n != 1 {
		t.Errorf("%d events", n)
	}
	if x := must(s.Settings(t.Context()))(t); !x.Equal(backoffice.Settings{}) {
		t.Errorf("settings: %v", x)
	}
}

// testLeaving has people leave while what they did is being kept: who is told of an error has
// kept nothing, and who is told of none has.
func testLeaving(t *testing.T, s backoffice.Store) {
	want := save(t, s, filing(key), nil)
	kept := 0
	for n := range 100 {
		ctx, cancel := context.WithCancel(t.Context())
		if n%10 == 0 {
			cancel()
		}
		go func() {
			time.Sleep(time.Duration(n) * 20 * time.Microsecond)
			cancel()
		}()
		f := want
		f.Content = fmt.Append(nil, n)
		f, err := s.Save(ctx, f, event(key, string(f.Content)))
		if err == nil {
			want = f
			kept++
		} else if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		<-ctx.Done()
		same(t, "filing", must(s.Filing(t.Context(), key))(t), want)
		if events := must(s.Events(t.Context(), key))(t); len(events) != kept {
			t.Fatalf("%d events, %d were kept", len(events), kept)
		}
	}
	if kept == 0 || kept == 100 {
		t.Errorf("%d of 100 were kept", kept)
	}
}
