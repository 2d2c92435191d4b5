package backoffice

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
