package backoffice

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
)

// asked are the parts of such a form.
const (
	askedVersion = "version"
	askedWhy     = "why"
	askedDate    = "date"
	askedMatter  = "matter"
	askedSeen    = "seen"
)

// deedOf reads what is asked for in a form.
func deedOf(action Action, form url.Values) (d deed, err error) {
	d = deed{action: action, why: form.Get(askedWhy), matters: form[askedMatter], seen: form.Get(askedSeen)}
	if d.version, err = strconv.ParseInt(form.Get(askedVersion), 10, 64); err != nil {
		return d, refuse("页面不完整，请刷新页面后重试")
	}
	d.date, err = dateOf(form)
	return d, err
}

// dateOf reads the day that is asked for in a form.
func dateOf(form url.Values) (d report.Date, err error) {
	if text := form.Get(askedDate); dateField(&d).set(text) != nil {
		return d, refuse("“" + text + "”不是日期；请写成 2025-01-15 的样子")
	}
	return d, nil
}

// actionPage is what the page of an action shows.
type actionPage struct {
	Filing
	Action    Action
	Does      string // what comes of it
	Open      bool   // it can be taken
	NeedsWhy  bool
	WhyLabel  string // what the reason is called; "" asks for none
	Why       string
	DateLabel string // what the day is called; "" asks for none
	Date      string
	Matters   []matterBox
	Against   []found
	Refused   string
	Since     []eventLine
	Changes   []report.Correction
	Parts     []string // in which there were changes
	Seen      string
	Named     string // what the body is called in the report, where it goes by another name by now; else ""
	Last      int    // the number of the event that has the report as it is, which is locked; 0 is none
}

// NoWhy reports whether a reason was asked for and not given.
func (p *actionPage) NoWhy() bool {
	return p.NeedsWhy && p.Refused != "" && strings.TrimSpace(p.Why) == ""
}

// Typed is the reason that was typed, for a page that has no field for it any more.
func (p *actionPage) Typed() []unsaved { return typedReason(p.Why) }

// typedReason is a reason that was typed and not taken; none where there is none.
func typedReason(why string) []unsaved {
	if strings.TrimSpace(why) == "" {
		return nil
	}
	return []unsaved{{Place: "您写的原因", Text: why}}
}

// found is a finding, and where it leads to.
type found struct {
	report.Finding
	Href string
}

// found returns the findings as lists show them: those that say the same of a row or a table
// are one.
func (s *server) found(w *written, findings []report.Finding) (list []found) {
	for _, f := range w.Report.Fold(findings) {
		list = append(list, found{f, s.Path + w.Key.path() + spot(w.placeOf(f.Path))})
	}
	return list
}

// matterBox is a finding that the office may say is to be mended.
type matterBox struct {
	report.Finding
	Name   string
	Chosen bool
}

// what comes of an action, for those who are about to take it.
var does = map[Action]string{
	Submit:  "报送后报告锁定，由上级审核；报送后要修改的，由上级退回。",
	Return:  "退回后由报告机关修改，再次报送。检查的结果随退回一并保存，报告机关看得到。",
	Approve: "通过后报告仍然锁定，可以发布；要修改的，还可以退回。",
	Publish: "发布后不能再退回；有错的，由报告机关更正，更正前的报告留在历史记录里。",
	Correct: "更正从已发布报告的副本开始，改好后再报送、通过、发布；在此之前，已发布的报告仍然有效，比较和汇总都用它。",
}

// action shows what an action does and what stands against it, and asks for what it needs;
// posted, it takes the action.
func (s *server) action(a *ask) error {
	t, ok := transitionOf(Action(a.PathValue("action")))
	switch {
	case !ok:
		return ErrNotFound
	case !slices.Contains(t.roles, a.user.Role):
		return errForbidden
	}
	var d deed
	var refused *refusal
	code := http.StatusOK
	if a.Method == http.MethodPost {
		var err error
		if d, err = deedOf(t.action, a.PostForm); err == nil {
			err = s.act(a, d)
		}
		if err == nil {
			return s.see(a, a.key.path())
		}
		if own := (*status)(nil); !errors.As(err, &refused) && errors.As(err, &own) && own.code == http.StatusUnprocessableEntity {
			refused = &refusal{status: own}
		}
		if refused == nil {
			return err
		}
		code = refused.code
	}
	w, err := s.read(a.Context(), a.body, a.key)
	if err != nil {
		return err
	}
	if refused == nil && !slices.Contains(t.from, w.State) {
		return &status{http.StatusConflict, fmt.Sprintf("报告现在是“%s”，不能%s", w.State, t.action)}
	}
	p, err := s.actionPage(a, w, t, d, refused)
	if err != nil {
		return err
	}
	return s.page(a, code, "action.html", fmt.Sprintf("%s %d 年度报告", t.action, a.key.Year), p)
}

// actionPage returns what the page of an action shows: what was typed, after a refusal.
func (s *server) actionPage(a *ask, w *written, t transition, d deed, refused *refusal) (*actionPage, error) {
	p := &actionPage{Filing: w.Filing, Action: t.action, Does: does[t.action], Why: a.PostForm.Get(askedWhy), NeedsWhy: t.why, Seen: w.sums()}
	if t.ready {
		p.Against = s.found(w, against(w.findings))
		if report.LabelKey(w.Report.Agency) != report.LabelKey(a.body.Agency) {
			p.Named = w.Report.Agency
		}
	}
	p.Counts = Count(w.findings)
	p.Open = slices.Contains(t.from, w.State) && len(p.Against) == 0
	switch {
	case t.action == Publish:
		p.WhyLabel, p.DateLabel, p.Date = "逾期公布的原因（没有逾期的不填）", "公布日期", a.PostForm.Get(askedDate)
		if w.Report.Revision.Number > 0 {
			p.DateLabel = "更正后重新公布的日期"
		}
		if refused == nil {
			there, _ := w.Get(w.datePath())
			p.Date = cmp.Or(there, s.Now().Format(time.DateOnly))
		}
	case t.why:
		p.WhyLabel = fmt.Sprintf("%s原因", t.action)
	}
	if t.action == Return {
		for _, f := range w.findings {
			name := findingKey(&f)
			p.Matters = append(p.Matters, matterBox{f, name, slices.Contains(d.matters, name)})
		}
	}
	events, err := s.store.Events(a.Context(), w.Key)
	if err != nil {
		return nil, err
	}
	if !w.State.Open() {
		p.Last = len(events)
	}
	if refused != nil {
		p.Refused, p.Changes, p.Parts, p.Since = refused.text, refused.changes, refused.parts, s.lines(refused.since)
		if !refused.stale {
			p.Version, p.Seen = d.version, d.seen
		}
		if t.ready {
			p.Against = s.found(w, refused.against)
		}
	}
	return p, nil
}
