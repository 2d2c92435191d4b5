package backoffice

import (
	"fmt"
	"net/http"

	"github.com/nianbao/nianbao/report"
)

// filingPage is the page of a report: what there is to do.
type filingPage struct {
	*written
	Base      string
	Write     bool
	LastSaved string
	Due       report.Date // the last day on which it is to be published
	Tasks     []task
	Actions   []link
	Files     []link
	Standing  []link // files of the published report while its correction is written
	Findings  findingList
	Latest    *latest
	Saved     *saved
	Unsaved   unsavedList
	ReasonsTo string // address that reasons are posted to
}

// task is a section and how far it is.
type task struct {
	link
	Done string // in Chinese
	Kind string // "new", "error", "warning" or "done"
}

// filing shows what there is to do in a report.
func (s *server) filing(a *ask) error {
	w, err := s.read(a.Context(), a.body, a.key)
	if err != nil {
		return err
	}
	p, err := s.filingPage(a, w)
	if err != nil {
		return err
	}
	if q := a.URL.Query(); q.Has("saved") {
		p.Saved = s.saved(w, q)
	}
	return s.showFiling(a, http.StatusOK, p)
}

func (s *server) showFiling(a *ask, code int, p *filingPage) error {
	return s.page(a, code, "filing.html", fmt.Sprintf("%d 年度报告", p.Key.Year), p)
}

func (s *server) filingPage(a *ask, w *written) (*filingPage, error) {
	p := &filingPage{
		written: w, Base: s.Path + a.key.path(), Write: a.mayWrite(w), LastSaved: s.lastSaved(w.Filing), Files: s.fileLinks(a.key, 0),
		Due: w.judge.checker.Due(w.Report), Findings: s.findingList(a, w, ""),
	}
	var err error
	if p.Latest, err = s.latest(a, w); err != nil {
		return nil, err
	}
	if w.Published > 0 && w.State != Published {
		p.Standing = s.fileLinks(a.key, w.Published)
	}
	p.ReasonsTo = p.Base + "/reasons" + drawnQuery(w)
	fresh, err := NewContent(a.body.Agency, a.key.Year)
	if err != nil {
		return nil, err
	}
	for _, key := range sections() {
		title, _ := sectionTitle(key)
		t := task{link: link{p.Base + "/sections/" + key, title}}
		t.Done, t.Kind = done(w.countsOf(key), w.begun(key, fresh))
		p.Tasks = append(p.Tasks, t)
	}
	for _, t := range actions(a.user.Role, w.State) {
		p.Actions = append(p.Actions, link{p.Base + "/actions/" + string(t.action), t.action.String()})
	}
	return p, nil
}

// countsOf counts what was found in a section.
func (w *written) countsOf(section string) Counts {
	var here []report.Finding
	for _, f := range w.findings {
		if of, _ := w.placeOf(f.Path); of == section {
			here = append(here, f)
		}
	}
	return Count(here)
}

// begun reports whether something stands in the section that did not in the fresh content.
func (w *written) begun(section string, fresh *Content) bool {
	f := w.fields(section, 0)
	for _, i := range f.all() {
		if was, _ := fresh.Get(i.Path); was != i.Value {
			return true
		}
	}
	for c := range report.Cells(w.Report.Tables) {
		if value, _ := w.Get(c.Path); sectionKeys[c.Table-1] == section && !c.Computed && value != "" {
			return true
		}
	}
	return false
}

// done says how far a section is.
func done(n Counts, begun bool) (text, kind string) {
	if !begun {
		n.Blanks, n.Open = 0, 0 // which one sees
	}
	switch {
	case n.Errors > 0:
		return n.String(), "error"
	case !n.Ready():
		return n.String(), "warning"
	case !begun:
		return "未开始", "new"
	}
	return "已完成", "done"
}

// saveReasons saves why warnings may stand.
func (s *server) saveReasons(a *ask) error {
	p, err := a.posted()
	if err != nil {
		return err
	}
	r, err := s.save(a, p)
	if err != nil {
		return err
	}
	if !r.stopped() {
		return s.see(a, a.key.path()+p.savedQuery())
	}
	page, err := s.filingPage(a, r.written)
	if err != nil {
		return err
	}
	page.Unsaved = unsavedList{append(r.lost(p), page.Findings.refuse(r.refused)...), r.locked, true}
	return s.showFiling(a, http.StatusConflict, page)
}

// NextStep says what a person of the role waits for, who can do nothing now.
func (p *filingPage) NextStep(role Role) string {
	switch {
	case p.State.Open() && role.bound():
		return "填好各部分后，由本单位审核的人报送。"
	case p.State.Open():
		return "等报告机关填写和报送。"
	case p.State == Submitted:
		return "等上级审核。"
	case p.State == Approved:
		return "等发布。"
	}
	return "报告已发布；要改的话，由本单位审核的人发起更正。"
}
