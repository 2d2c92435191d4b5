package backoffice

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/report"
)

// eventLine is an event as a line of the history.
type eventLine struct {
	Event
	When string
}

// lines returns the events as the history shows them.
func (s *server) lines(events []Event) (all []eventLine) {
	for _, e := range events {
		all = append(all, eventLine{e, s.clock(e.At)})
	}
	return all
}

// Before reports whether the event keeps the report as it was before it, for the event
// replaced what was written.
func (e eventLine) Before() bool { return e.Action.replaces() }

// history shows all that was done to a report.
func (s *server) history(a *ask) error {
	f, err := s.store.Filing(a.Context(), a.key)
	if err != nil {
		return err
	}
	events, err := s.store.Events(a.Context(), a.key)
	if err != nil {
		return err
	}
	lines := s.lines(events)
	slices.Reverse(lines)
	return s.page(a, http.StatusOK, "history.html", fmt.Sprintf("%d 年度报告的历史记录", a.key.Year), struct {
		Filing
		Saved  string
		Events []eventLine
	}{f, s.lastSaved(f), lines})
}

// asked returns the event that is asked for.
func (s *server) asked(a *ask) (Event, error) {
	n, err := strconv.Atoi(a.PathValue("number"))
	if err != nil {
		return Event{}, ErrNotFound
	}
	return s.store.Event(a.Context(), a.key, n)
}

// eventPage is what the page of an event shows.
type eventPage struct {
	eventLine
	With       string // what it is compared with: the number of an event, or "now"
	Others     []eventLine
	Compared   string // what is compared with what
	Changes    []report.Correction
	Matters    []found
	Findings   []found   // the others
	Typed      []unsaved // what could not be read
	Files      []link
	Restorable bool
}

// withNow is what stands for the report as it is now where events are chosen by number.
const withNow = "now"

// showEvent shows what was done once, and the report that it left or found.
func (s *server) showEvent(a *ask) error {
	e, err := s.asked(a)
	if err != nil {
		return err
	}
	r, _, err := report.Decode(e.Report)
	if err != nil {
		return err
	}
	w, err := s.read(a.Context(), a.body, a.key)
	if err != nil {
		return err
	}
	events, err := s.store.Events(a.Context(), a.key)
	if err != nil {
		return err
	}
	p := &eventPage{
		eventLine: s.lines([]Event{e})[0], With: a.URL.Query().Get("with"),
		Files: s.fileLinks(a.key, e.Number), Restorable: a.mayWrite(w),
	}
	for _, x := range s.lines(events) {
		if x.Number != e.Number {
			p.Others = append(p.Others, x)
		}
	}
	of := &written{Filing: w.Filing, Content: &Content{Report: r}}
	matters, others := e.matters()
	p.Matters, p.Findings = s.found(of, matters), s.found(of, others)
	for _, path := range slices.Sorted(maps.Keys(e.Unread)) {
		p.Typed = append(p.Typed, unsaved{Place: r.Place(path), Text: e.Unread[path]})
	}
	if p.With == "" {
		p.With = withNow
		if e.Number > 1 {
			p.With = strconv.Itoa(e.Number - 1)
		}
	}
	if p.With == withNow {
		p.Changes, p.Compared = differences(r, w.Report), fmt.Sprintf("从第 %d 条到现在", e.Number)
	} else {
		n, err := strconv.Atoi(p.With)
		if err != nil {
			return ErrNotFound
		}
		other, err := s.eventReport(a.Context(), a.key, n)
		if err != nil {
			return err
		}
		was, now := other, r
		if n > e.Number {
			was, now = r, other
		}
		p.Changes, p.Compared = differences(was, now), fmt.Sprintf("从第 %d 条到第 %d 条", min(n, e.Number), max(n, e.Number))
	}
	return s.page(a, http.StatusOK, "event.html", fmt.Sprintf("%d 年度报告的历史记录：第 %d 条", a.key.Year, e.Number), p)
}

// differences returns all that differs in two states of a report: its fields, and the reasons of
// its warnings.
func differences(was, now *report.Report) []report.Correction {
	list := corrections(&Content{Report: was}, &Content{Report: now})
	of := func(r *report.Report, beside *report.Report, add func(x report.Correction, text string)) {
		for _, x := range r.Reasons {
			if slices.ContainsFunc(beside.Reasons, func(y report.Reason) bool { return reasonKey(&x) == reasonKey(&y) }) {
				continue
			}
			add(report.Correction{Path: "/reasons", Place: "核实说明 " + r.Place(x.Path)}, x.Text+"（"+x.Who+"）")
		}
	}
	of(was, now, func(x report.Correction, text string) { x.Was = text; list = append(list, x) })
	of(now, was, func(x report.Correction, text string) { x.Now = text; list = append(list, x) })
	return list
}

// eventFile sends the report that an event keeps: as it is kept, so that anybody can make its
// hash again, or as a web page to be read.
func (s *server) eventFile(a *ask) error {
	e, err := s.asked(a)
	if err != nil {
		return err
	}
	switch a.PathValue("format") {
	case "json":
		_, err := a.attachment(fmt.Sprintf("%s-%d-%d.json", e.Body, e.Year, e.Number), render.JSON.MediaType()).Write(e.Report)
		return err
	case "html":
		h, err := s.handout(a.Context(), a.body, a.key, e.Number)
		if err != nil {
			return err
		}
		d, err := h.document()
		if err != nil {
			return err
		}
		var buf bytes.Buffer
		if err := html.Write(&buf, d); err != nil {
			return err
		}
		a.w.Header().Set("Content-Type", render.HTML.MediaType())
		a.w.Header().Set("Content-Security-Policy", sandbox)
		_, err = a.w.Write(buf.Bytes())
		return err
	}
	return ErrNotFound
}

// errSame is that of what would change nothing.
var errSame = errors.New("backoffice: the report is so already")

// restore puts what an event keeps in the place of what is written, which the event of the
// restoring keeps in turn. Whose report it is, which correction, and when it was published
// first, stays as it is.
func (s *server) restore(a *ask) error {
	e, err := s.asked(a)
	if err != nil {
		return err
	}
	_, err = s.write(a, func(w *written) (*Event, error) {
		r, _, err := report.Decode(e.Report)
		if err != nil {
			return nil, err
		}
		back := &Content{Report: r, Unread: maps.Clone(e.Unread)}
		back.rename(w.Report.Agency)
		if e.Revision != w.Revision {
			const path = "/revision/date"
			r.Revision, r.Index.Published = w.Report.Revision, w.Report.Index.Published
			delete(back.Unread, path)
			if typed, ok := w.Unread[path]; ok {
				if err := back.Set(path, typed); err != nil {
					return nil, err
				}
			}
		}
		x, err := s.event(a, w, Restore, w.State, fmt.Sprintf("恢复到历史记录第 %d 条", e.Number))
		if err != nil {
			return nil, err
		}
		data, err := report.Encode(r)
		if err == nil && bytes.Equal(data, x.Report) && maps.Equal(back.Unread, x.Unread) {
			err = errSame
		}
		w.Content = back
		return x, err
	})
	if err != nil && !errors.Is(err, errSame) {
		return err
	}
	return s.see(a, a.key.path())
}

// latest is what was done last to a report that leads to the state that it is in.
type latest struct {
	eventLine
	Matters []found // of Return: what the office wants mended
}

// latest returns what was done last that changed the state; nil for nothing.
func (s *server) latest(a *ask, w *written) (*latest, error) {
	events, err := s.store.Events(a.Context(), w.Key)
	if err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(events) {
		if e.Action.replaces() {
			continue
		}
		if e, err = s.store.Event(a.Context(), w.Key, e.Number); err != nil {
			return nil, err
		}
		matters, _ := e.matters()
		return &latest{s.lines([]Event{e})[0], s.found(w, matters)}, nil
	}
	return nil, nil
}

// matters returns the findings that the office wants mended, and the others.
func (e Event) matters() (matters, others []report.Finding) {
	for i, f := range e.Findings {
		if slices.Contains(e.Matters, i) {
			matters = append(matters, f)
		} else {
			others = append(others, f)
		}
	}
	return matters, others
}
