// Package memory is a backoffice.Store that keeps everything while the program runs: for
// tests, and to try the back office out.
package memory

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
	events   map[backoffice.Key][]backoffice.Event
}

var _ backoffice.Store = (*Store)(nil)

func (s *Store) Bodies(context.Context) ([]backoffice.Body, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.bodies), nil
}

func (s *Store) SetBodies(_ context.Context, bodies []backoffice.Body) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bodies = slices.Clone(bodies)
	return nil
}

func (s *Store) Settings(context.Context) (backoffice.Settings, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.settings
	x.Checker = slices.Clone(x.Checker)
	return x, nil
}

func (s *Store) SetSettings(_ context.Context, x backoffice.Settings) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x.Checker = slices.Clone(x.Checker)
	s.settings = x
	return nil
}

func (s *Store) Years(context.Context) ([]int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	years := map[int]bool{}
	for k := range s.filings {
		years[k.Year] = true
	}
	return slices.SortedFunc(maps.Keys(years), func(a, b int) int { return cmp.Compare(b, a) }), nil
}

func (s *Store) Filings(_ context.Context, year int) ([]backoffice.Filing, error) {
	s.mu.Lock()
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

func (s *Store) Filing(_ context.Context, k backoffice.Key) (backoffice.Filing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.filings[k]
	if !ok {
		return backoffice.Filing{Key: k, State: backoffice.Draft}, nil
	}
	f.Content = slices.Clone(f.Content)
	return f, nil
}

func (s *Store) Save(_ context.Context, f backoffice.Filing, e *backoffice.Event) (backoffice.Filing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.filings[f.Key].Version != f.Version {
		return backoffice.Filing{}, backoffice.ErrChanged
	}
	if s.filings == nil {
		s.filings, s.events = map[backoffice.Key]backoffice.Filing{}, map[backoffice.Key][]backoffice.Event{}
	}
	f.Version++
	if e != nil {
		e.Number = len(s.events[f.Key]) + 1
		if e.To == backoffice.Published {
			f.Published = e.Number
		}
		e.Version = f.Version
		kept := *e
		kept.Report, kept.Findings = slices.Clone(e.Report), slices.Clone(e.Findings)
		kept.Matters, kept.Unread = slices.Clone(e.Matters), maps.Clone(e.Unread)
		s.events[f.Key] = append(s.events[f.Key], kept)
	}
	kept := f
	kept.Content = slices.Clone(f.Content)
	s.filings[f.Key] = kept
	return f, nil
}

func (s *Store) Events(_ context.Context, k backoffice.Key) ([]backoffice.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Clone(s.events[k])
	for i := range all {
		all[i].Report, all[i].Findings, all[i].Matters, all[i].Unread = nil, nil, nil, nil
	}
	return all, nil
}

func (s *Store) Event(_ context.Context, k backoffice.Key, number int) (backoffice.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if number < 1 || number > len(s.events[k]) {
		return backoffice.Event{}, backoffice.ErrNotFound
	}
	e := s.events[k][number-1]
	if sum := sha256.Sum256(e.Report); hex.EncodeToString(sum[:]) != e.Hash {
		return backoffice.Event{}, fmt.Errorf("memory: the report of event %d does not have its hash", number)
	}
	e.Report, e.Findings = slices.Clone(e.Report), slices.Clone(e.Findings)
	e.Matters, e.Unread = slices.Clone(e.Matters), maps.Clone(e.Unread)
	return e, nil
}
