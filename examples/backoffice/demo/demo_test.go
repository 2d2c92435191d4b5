package demo_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/demo"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

// kept is what a store has.
type kept struct {
	Bodies  []backoffice.Body
	Filings []backoffice.Filing
	Events  []backoffice.Event
}

// fill returns what a store has that was filled on a day of March.
func fill(t *testing.T, year int) (k kept) {
	t.Helper()
	ctx := context.Background()
	store := new(memory.Store)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(demo.Fill(ctx, store, time.Date(year, 3, 10, 9, 0, 0, 0, time.UTC)))
	var err error
	k.Bodies, err = store.Bodies(ctx)
	must(err)
	for _, y := range []int{year - 2, year - 1} {
		filings, err := store.Filings(ctx, y)
		must(err)
		for _, f := range filings {
			f, err = store.Filing(ctx, f.Key)
			must(err)
			k.Filings = append(k.Filings, f)
			events, err := store.Events(ctx, f.Key)
			must(err)
			for _, e := range events {
				e, err = store.Event(ctx, e.Key, e.Number)
				must(err)
				k.Events = append(k.Events, e)
			}
		}
	}
	return k
}

// Whatever the year, the bodies are as far as they are said to be: what was submitted was
// ready, and there is a report in every state, of which some have mistakes and one is a
// correction.
func TestFill(t *testing.T) {
	for year := 2024; year <= 2031; year++ {
		states := map[backoffice.State]int{}
		wrong, settled, corrections := 0, 0, 0
		k := fill(t, year)
		for _, f := range k.Filings {
			switch {
			case f.Year == year-2:
				if f.State != backoffice.Published {
					t.Errorf("%v is %s", f.Key, f.State)
				}
			case f.State == backoffice.Draft:
				wrong += f.Counts.Errors
			}
			if f.State != backoffice.Draft && !f.Counts.Ready() {
				t.Errorf("%v is %s and has %+v", f.Key, f.State, f.Counts)
			}
			if f.Year == year-1 {
				states[f.State]++
				settled += f.Counts.Settled
				corrections += f.Revision
			}
		}
		for _, s := range backoffice.States() {
			if states[s] == 0 {
				t.Errorf("%d: nothing is %s", year, s)
			}
		}
		if blank := 2*len(k.Bodies) - len(k.Filings); blank != 2 || wrong == 0 || settled == 0 || corrections != 1 {
			t.Errorf("%d: %d blank, %d wrong, %d settled, %d corrections", year, blank, wrong, settled, corrections)
		}
	}
}

func TestFillTwice(t *testing.T) {
	if a, b := fill(t, 2026), fill(t, 2026); !reflect.DeepEqual(a, b) {
		t.Error("the demonstration differs from itself")
	}
}

// There is one person in each role, and those who write are of a body.
func TestPeople(t *testing.T) {
	var roles []backoffice.Role
	for _, u := range demo.People() {
		roles = append(roles, u.Role)
		if writes := u.Role == backoffice.Editor || u.Role == backoffice.Reviewer; writes != (demo.Agency(u) != "") {
			t.Errorf("%s, %s, is of %q", u.Name, u.Role, demo.Agency(u))
		}
	}
	if !slices.Equal(roles, backoffice.Roles()) {
		t.Errorf("the people are %v", roles)
	}
}
