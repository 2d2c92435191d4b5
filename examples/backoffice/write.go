package backoffice

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"sync"

	"github.com/nianbao/nianbao/report"
)

// written is a filing with what it holds and what was found in it.
type written struct {
	Filing
	*Content
	judge    *judge
	findings []report.Finding
}

// read returns the filing of a body for a year, with what was found in it.
func (s *server) read(ctx context.Context, b Body, k Key) (*written, error) {
	w, err := s.load(ctx, b, k)
	if err == nil {
		w.findings = w.judge.judge(w.Content)
	}
	return w, err
}

// load returns the filing of a body for a year to be changed: nothing has been looked for in it.
func (s *server) load(ctx context.Context, b Body, k Key) (*written, error) {
	f, err := s.store.Filing(ctx, k)
	if err != nil {
		return nil, err
	}
	w := &written{Filing: f}
	if f.Content == nil {
		w.Content, err = NewContent(b.Agency, k.Year)
	} else {
		w.Content, err = DecodeContent(f.Content)
	}
	if err != nil {
		return nil, err
	}
	if f.State.Open() && f.Published == 0 { // the name of its body may be another by now
		w.rename(b.Agency)
	}
	if w.judge, err = s.judge(ctx, f); err != nil {
		return nil, err
	}
	return w, nil
}

// mostTries is how often a change is made again where somebody else saved meanwhile.
const mostTries = 20

// alone waits for those who write a report, or each would do in vain what another was sooner with, and lets the
// next one begin when what it returns is called. The Store alone knows of other processes.
func (s *server) alone(k Key) (done func()) {
	lock, _ := s.writing.LoadOrStore(k, new(sync.Mutex))
	lock.(*sync.Mutex).Lock()
	return lock.(*sync.Mutex).Unlock
}

// write changes what is written of the report that is asked for, and keeps it, with the
// event that change returns if it returns one; change is given no findings. Where somebody
// else saved meanwhile the change is made again to what he saved. A report that is locked is
// not changed.
func (s *server) write(a *ask, change func(*written) (*Event, error)) (*written, error) {
	defer s.alone(a.key)()
	for range mostTries {
		w, err := s.load(a.Context(), a.body, a.key)
		if err != nil {
			return nil, err
		}
		if !w.State.Open() {
			return nil, errLocked
		}
		e, err := change(w)
		if err != nil {
			return nil, err
		}
		err = s.keep(a, w, e)
		if !errors.Is(err, ErrChanged) {
			return w, err
		}
	}
	return nil, &status{http.StatusServiceUnavailable, "同时修改这份报告的人太多，这次没有保存；请稍后再试"}
}

// keep judges what is written, and keeps it with an event if there is one.
func (s *server) keep(a *ask, w *written, e *Event) (err error) {
	for _, path := range w.changed {
		if w.by == nil {
			w.by = map[string]string{}
		}
		w.by[path] = a.user.name()
	}
	if e != nil && (e.Action.replaces() || e.Action == Correct) {
		w.moved = w.Version + 1
	}
	w.findings = w.judge.judge(w.Content)
	w.Counts = Count(w.findings)
	if w.Filing.Content, err = w.Content.Encode(); err != nil {
		return err
	}
	if len(w.Filing.Content) > maxContent {
		return errTooLong
	}
	if _, err := DecodeContent(w.Filing.Content); err != nil { // nothing is kept that could not be read again
		return err
	}
	w.SavedBy, w.SavedAt = a.user.name(), s.Now()
	w.Filing, err = s.store.Save(a.Context(), w.Filing, e)
	return err
}

// event returns an event of the person who asks, with the report as it stands now.
func (s *server) event(a *ask, w *written, action Action, to State, why string) (*Event, error) {
	data, err := report.Encode(w.Report)
	if err != nil {
		return nil, err
	}
	return &Event{
		Key: w.Key, Revision: w.Revision, Action: action, From: w.State, To: to,
		Report: data, Hash: HashOf(data), Unread: maps.Clone(w.Unread),
		UserID: a.user.ID, UserName: a.user.name(), At: s.Now(), Why: why,
	}, nil
}
