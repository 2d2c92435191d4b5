package backoffice

import (
	"errors"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// reasonInput is where it is written why a warning may stand.
type reasonInput struct {
	Name string // of the field
	ID   string
	Text string
	Was  string // that stands in the report
	By   string // who wrote it, and when; "" where there is none
	Told string // why what was typed was not taken
}

// newReasonInput returns the field of a finding, or nil where no reason helps.
func newReasonInput(f *report.Finding) *reasonInput {
	if of := weightOf(f); of != isOpen && of != isSettled {
		return nil
	}
	key := findingKey(f)
	i := &reasonInput{Name: fieldReason + key, ID: "r-" + key}
	if f.Reason != nil {
		i.Text, i.Was, i.By = f.Reason.Text, f.Reason.Text, f.Reason.Who+" "+f.Reason.When.String()
	}
	return i
}

// refusedReason is a reason that was not taken.
type refusedReason struct {
	change
	stands string // what is given as the reason now
	why    string
}

// giveReasons gives the reasons that were posted, and returns those that cannot be given.
func (s *server) giveReasons(a *ask, w *written, p *posted) (refused []refusedReason) {
	if p.drop != "" {
		w.Report.Reasons = slices.DeleteFunc(w.Report.Reasons, func(r report.Reason) bool { return reasonKey(&r) == p.drop })
	}
	if len(p.reasons) == 0 {
		return nil
	}
	findings := w.judge.judge(w.Content)
	found := map[string]int{} // index in findings, by key
	for i := range findings {
		found[findingKey(&findings[i])] = i
	}
	for _, x := range p.reasons {
		at, ok := found[x.Path]
		if !ok {
			refused = append(refused, refusedReason{x, "", "它所说明的警告已经没有，或所据的数已变；需要的话请重新说明"})
			continue
		}
		f := &findings[at]
		stands := ""
		if f.Reason != nil {
			stands = asTyped.Replace(f.Reason.Text)
		}
		switch {
		case stands == x.Now:
		case stands != x.Was && f.Reason == nil:
			refused = append(refused, refusedReason{x, stands, "别人已删去原来的说明"})
		case stands != x.Was:
			refused = append(refused, refusedReason{x, stands, f.Reason.Who + " 已写：" + stands})
		case x.Now == "":
			w.Report.Reasons = withoutReason(w.Report.Reasons, f, found)
		default:
			r, err := f.Explain(x.Now, a.user.name(), s.today())
			var e *report.InputError
			if errors.As(err, &e) {
				refused = append(refused, refusedReason{x, stands, e.Message()})
				continue
			}
			w.Report.Reasons = append(withoutReason(w.Report.Reasons, f, found), r)
		}
	}
	return refused
}

// withoutReason returns the reasons without that of the finding, and without those that were
// given for it with other figures. The keys are of what is found.
func withoutReason(reasons []report.Reason, f *report.Finding, found map[string]int) []report.Reason {
	own := findingKey(f)
	return slices.DeleteFunc(slices.Clone(reasons), func(r report.Reason) bool {
		if r.Code != f.Code || r.Path != f.Path {
			return false
		}
		key := keyOfReason(&r)
		_, other := found[key]
		return key == own || !other
	})
}

// keyOfReason is the key of the finding that the reason was given for.
func keyOfReason(r *report.Reason) string {
	f := report.Finding{Code: r.Code, Path: r.Path}
	if len(r.Figures) == 2 {
		f.Got, f.Want = r.Figures[0], r.Figures[1]
	}
	return findingKey(&f)
}

// Idle are the reasons that are given for nothing that is found now.
func (w *written) Idle() (idle []idleReason) {
	given := map[string]bool{}
	for i := range w.findings {
		if w.findings[i].Reason != nil {
			given[findingKey(&w.findings[i])] = true
		}
	}
	for i := range w.Report.Reasons {
		if r := &w.Report.Reasons[i]; !given[keyOfReason(r)] {
			idle = append(idle, idleReason{reasonKey(r), w.Report.Place(r.Path), r.Text, r.Who + " " + r.When.String()})
		}
	}
	return idle
}

// idleReason is a reason that may go.
type idleReason struct{ Key, Place, Text, By string }

func reasonKey(r *report.Reason) string {
	return findingKey(&report.Finding{Code: r.Code, Path: r.Path, Got: strings.Join(r.Figures, "\x00"), Want: r.Who + "\x00" + r.Text})
}

// refuse puts reasons that were not taken to their findings, where these are in the list, and
// returns what a page says of them.
func (l *findingList) refuse(refused []refusedReason) (all []unsaved) {
	for _, x := range refused {
		y := unsaved{Place: "核实说明", Text: x.Now, Why: x.why}
		if i := l.reason(fieldReason + x.Path); i != nil {
			i.Text, i.Was, i.Told = x.Now, x.stands, x.why
			y.Href = "#" + i.ID
		}
		all = append(all, y)
	}
	return all
}

// reason returns the field of a reason in the list.
func (l *findingList) reason(name string) *reasonInput {
	for _, g := range l.Groups {
		for i := range g.Items {
			if r := g.Items[i].Reason; r != nil && r.Name == name {
				return r
			}
		}
	}
	return nil
}
