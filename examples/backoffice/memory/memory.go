// Package memory is a backoffice.Store that keeps everything while the program runs: for
// tests, and to try the back office out.
package memory

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// Store is a backoffice.Store. The zero value is ready for use.
type Store struct {
	mu       sync.Mutex
	bodies   []backoffice.Body
	settings backoffice.Settings
	filings  map[backoffice.Key]backoffice.Filing
	events   map[backoffice.Key][][]byte // as JSON, which nobody else holds a part of
}

var _ backoffice.Store = (*Store)(nil)

// lock locks the store for a call whose context is not done yet.
func (s *Store) lock(ctx context.Context) error {
	s.mu.Lock()
	if err := ctx.Err(); err != nil {
		s.mu.Unlock()
		return err
	}
	return nil
}

func (s *Store) Bodies(ctx context.Context) ([]backoffice.Body, error) {
	if err := s.lock(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	return slices.Clone(s.bodies), nil
}

func (s *Store) SetBodies(ctx context.Context, was, bodies []backoffice.Body) error {
	if err := s.lock(ctx); err != nil {
		return err
	}
	defer s.mu.Unlock()
	if !slices.Equal(s.bodies, was) {
		return backoffice.ErrChanged
	}
	s.bodies = slices.Clone(bodies)
	return nil
}

func (s *Store) Settings(ctx context.Context) (backoffice.Settings, error) {
	if err := s.lock(ctx); err != nil {
		return backoffice.Settings{}, err
	}
	defer s.mu.Unlock()
	x := s.settings
	x.Checker = slices.Clone(x.Checker)
	return x, nil
}

func (s *Store) SetSettings(ctx context.Context, was, x backoffice.Settings) error {
	if err := s.lock(ctx); err != nil {
		return err
	}
	defer s.mu.Unlock()
	if !s.settings.Equal(was) {
		return backoffice.ErrChanged
	}
	x.Checker = slices.Clone(x.Checker)
	s.settings = x
	return nil
}

func (s *Store) Years(ctx context.Context) ([]int, error) {
	if err := s.lock(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	years := map[int]bool{}
	for k := range s.filings {
		years[k.Year] = true
	}
	return slices.SortedFunc(maps.Keys(years), func(a, b int) int { return cmp.Compare(b, a) }), nil
}

func (s *Store) Filings(ctx context.Context, year int) ([]backoffice.Filing, error) {
	if err := s.lock(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	var all []backoffice.Filing
	for k, f := range s.filings {
		if k.Year == year {
			f.Content = nil
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b backoffice.Filing) int { return cmp.Compare(a.Body, b.Body) })
	return all, nil
}

func (s *Store) Filing(ctx context.Context, k backoffice.Key) (backoffice.Filing, error) {
	if err := s.lock(ctx); err != nil {
		return backoffice.Filing{}, err
	}
	defer s.mu.Unlock()
	f, ok := s.filings[k]
	if !ok {
		return backoffice.Filing{Key: k, State: backoffice.Draft}, nil
	}
	f.Content = slices.Clone(f.Content)
	return f, nil
}

func (s *Store) Save(ctx context.Context, f backoffice.Filing, e *backoffice.Event) (backoffice.Filing, error) {
	if err := s.lock(ctx); err != nil {
		return backoffice.Filing{}, err
	}
	defer s.mu.Unlock()
	if s.filings[f.Key].Version != f.Version {
		return backoffice.Filing{}, backoffice.ErrChanged
	}
	if s.filings == nil {
		s.filings, s.events = map[backoffice.Key]backoffice.Filing{}, map[backoffice.Key][][]byte{}
	}
	f.Version++
	if e != nil {
		if err := e.Fits(f.Key); err != nil {
			return backoffice.Filing{}, err
		}
		kept := *e
		kept.Number, kept.Version = len(s.events[f.Key])+1, f.Version
		data, err := json.Marshal(kept)
		if err != nil {
			return backoffice.Filing{}, err
		}
		s.events[f.Key] = append(s.events[f.Key], data)
		e.Number, e.Version = kept.Number, kept.Version
		if e.To == backoffice.Published {
			f.Published = e.Number
		}
	}
	kept := f
	kept.Content = slices.Clone(f.Content)
	s.filings[f.Key] = kept
	return f, nil
}

func (s *Store) Events(ctx context.Context, k backoffice.Key) ([]backoffice.Event, error) {
	if err := s.lock(ctx); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	all := make([]backoffice.Event, len(s.events[k]))
	for i, data := range s.events[k] {
		if err := json.Unmarshal(data, &all[i]); err != nil {
			return nil, err
		}
		all[i].Report, all[i].Findings, all[i].Matters, all[i].Unread = nil, nil, nil, nil
	}
	return all, nil
}

func (s *Store) Event(ctx context.Context, k backoffice.Key, number int) (e backoffice.Event, err error) {
	if err := s.lock(ctx); err != nil {
		return e, err
	}
	defer s.mu.Unlock()
	if number < 1 || number > len(s.events[k]) {
		return e, backoffice.ErrNotFound
	}
	if err := json.Unmarshal(s.events[k][number-1], &e); err != nil {
		return e, err
	}
	return e, e.Fits(k)
}
