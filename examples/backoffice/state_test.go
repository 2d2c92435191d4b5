package backoffice_test

import (
	"net/http"
	"reflect"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// paths is who may do what in which state, and what comes of it: written down apart from the
// program's own table.
var paths = []struct {
	state   backoffice.State
	action  backoffice.Action
	persons []string
	to      backoffice.State
}{
	{"draft", "submit", []string{"reviewer"}, "submitted"},
	{"returned", "submit", []string{"reviewer"}, "submitted"},
	{"submitted", "return", []string{"office"}, "returned"},
	{"approved", "return", []string{"office"}, "returned"},
	{"submitted", "approve", []string{"office"}, "approved"},
	{"approved", "publish", []string{"reviewer", "office"}, "published"},
	{"published", "correct", []string{"reviewer"}, "draft"},
}

// expect returns what a person gets who asks for an action in a state, and the state that is then.
func expect(person string, action backoffice.Action, state backoffice.State) (status int, to backoffice.State) {
	status = http.StatusForbidden // unless he may do it in some state
	switch {
	case person == "nobody":
		return http.StatusUnauthorized, state
	case person == "editor", person == "admin", person == "stranger":
		return status, state
	case !slices.Contains([]backoffice.Action{"submit", "return", "approve", "publish", "correct"}, action):
		return http.StatusNotFound, state
	}
	for _, w := range paths {
		if w.action != action || !slices.Contains(w.persons, person) {
			continue
		}
		if w.state == state {
			return http.StatusSeeOther, w.to
		}
		status = http.StatusConflict
	}
	return status, state
}

// road is how a report comes to a state.
var road = map[backoffice.State][]backoffice.Action{
	"draft":     {},
	"submitted": {"submit"},
	"returned":  {"submit", "return"},
	"approved":  {"submit", "approve"},
	"published": {"submit", "approve", "publish"},
}

// Every person asks for every action in every state, of a report and of its correction.
func TestStates(t *testing.T) {
	persons := []string{"nobody", "editor", "reviewer", "stranger", "office", "admin"}
	all := []backoffice.Action{"submit", "return", "approve", "publish", "correct", "import", "restore", "delete"}
	for revision := range 2 {
		for state, actions := range road {
			// at brings a report there.
			at := func() *office {
				o := newOffice(t)
				o.save("jt", 2024, ready(t, "云栖市交通运输局", 2024))
				if revision == 1 {
					o.must("submit", "approve", "publish", "correct")
					o.types(licenses, "0", "1")
				}
				o.must(actions...)
				return o
			}
			o := at()
			for _, person := range persons {
				for _, action := range all {
					before, events := o.filing("jt", 2024), o.events("jt", 2024)
					status, to := expect(person, action, state)
					p := o.act(person, action)
					after, now := o.filing("jt", 2024), o.events("jt", 2024)
					if p.status != status || after.State != to {
						t.Errorf("revision %d, %s: %s asks to %s: got %d, %s, want %d, %s", revision, state, person, action, p.status, after.State, status, to)
					}
					if status == http.StatusSeeOther {
						if len(now) != len(events)+1 || !reflect.DeepEqual(append([]backoffice.Event(nil), now[:len(events)]...), events) || now[len(events)].Action != action {
							t.Errorf("revision %d, %s: %s is not in the history alone", revision, state, action)
						}
						o = at()
					} else if !reflect.DeepEqual(before, after) || !reflect.DeepEqual(events, now) {
						t.Errorf("revision %d, %s: %s was refused to %s, and something changed", revision, state, action, person)
					}
					if page := o.get(person, "/reports/jt/2024/actions/"+string(action)).status; status != http.StatusSeeOther && page != status {
						t.Errorf("revision %d, %s: the page of %s for %s: %d, want %d", revision, state, action, person, page, status)
					}
				}
			}
		}
	}
}

// types types something in a field of the report of "jt" for 2024.
func (o *office) types(path, was, now string) reply {
	o.t.Helper()
	section := "disclosure"
	p := o.post("editor", "/reports/jt/2024/sections/"+section, map[string][]string{path: {now}, "was:" + path: {was}})
	return p
}
