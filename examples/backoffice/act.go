package backoffice

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// maxWhy is the most characters of a reason.
const maxWhy = 2000

// deed is what a person wants done to a report that he has seen.
type deed struct {
	action  Action
	version int64       // of the filing that he has seen
	why     string      // the reason; of Publish why a day that is too late may stand
	date    report.Date // of Publish: the day on which the report is published
	matters []string    // of Return: the findings that are to be mended, by findingKey
	seen    string      // Content.sums of what he has seen; "" is not known
}

// refusal is why a deed was not done.
type refusal struct {
	*status
	stale   bool                // the report is not as the person has seen it
	against []report.Finding    // what is to be mended first
	since   []Event             // what was done since the version that the person has seen
	changes []report.Correction // what that changed in the report, where it is known
	parts   []string            // or in which sections that was
}

func (e *refusal) Unwrap() error { return e.status }

// act does the deed to the report of a.body for a.key. The error is a *refusal where
// something stands against it, or the report is not as the person has seen it. A deed that
// the same person has just done (he pressed the button twice) is no error, and is not done
// again.
func (s *server) act(a *ask, d deed) error {
	t, ok := transitionOf(d.action)
	if !ok {
		return ErrNotFound
	}
	if !slices.Contains(t.roles, a.user.Role) || !a.user.sees(a.body.ID) {
		return errForbidden
	}
	d.why = strings.TrimSpace(strings.ReplaceAll(d.why, "\r\n", "\n"))
	defer s.alone(a.key)()
	w, err := s.read(a.Context(), a.body, a.key)
	if err != nil {
		return err
	}
	if w.Version != d.version {
		return s.stale(a, w, d)
	}
	e, err := s.carryOut(a, w, t, d)
	if code, text := statusOf(err); err != nil && code < http.StatusInternalServerError {
		return &refusal{status: &status{code, text}, against: against(w.findings)}
	}
	if err != nil {
		return err
	}
	w.State = t.to
	if err := s.keep(a, w, e); !errors.Is(err, ErrChanged) {
		return err
	}
	if w, err = s.read(a.Context(), a.body, a.key); err != nil {
		return err
	}
	return s.stale(a, w, d)
}

// made reports whether the event, after which the report stands as it is written, is what the deed
// asks for.
func (d *deed) made(e *Event, w *written) bool {
	if e.Action != d.action || e.Why != d.why {
		return false
	}
	switch d.action {
	case Publish:
		day, _ := w.Get(w.datePath())
		return day == dateField(&d.date).get()
	case Return:
		var names []string
		matters, _ := e.matters()
		for _, f := range matters {
			names = append(names, findingKey(&f))
		}
		return equalSets(names, d.matters)
	}
	return true
}

// equalSets reports whether both have the same names, each as often as it may be.
func equalSets(a, b []string) bool {
	in := func(list []string) func(string) bool {
		return func(name string) bool { return !slices.Contains(list, name) }
	}
	return !slices.ContainsFunc(a, in(b)) && !slices.ContainsFunc(b, in(a))
}

// What is refused of a deed, be it to one report or to many.
var errNoDate = refuse("没有填写公布日期；请填写报告实际公布的那一天")

func noWhy(a Action) error {
	return refuse(fmt.Sprintf("没有写%s的原因；请写明哪里要改、为什么", a))
}

// carryOut makes of what is written what the deed makes of it, but for the state, and returns
// the event to be kept with it.
func (s *server) carryOut(a *ask, w *written, t transition, d deed) (*Event, error) {
	n := utf8.RuneCountInString(d.why)
	switch {
	case !slices.Contains(t.from, w.State):
		return nil, &status{http.StatusConflict, fmt.Sprintf("报告现在是“%s”，不能%s", w.State, d.action)}
	case t.why && n == 0:
		return nil, noWhy(d.action)
	case !plain(d.why):
		return nil, refuse("原因里有看不见的控制字符；请重新填写")
	case n > maxWhy:
		return nil, refuse(fmt.Sprintf("原因有 %d 字，最多 %d 字；请写短一些", n, maxWhy))
	}
	var err error
	switch d.action {
	case Correct:
		err = s.correct(a, w, d.why)
	case Publish:
		err = s.date(a, w, d)
	}
	if err != nil {
		return nil, err
	}
	if n := len(w.Report.Fold(against(w.findings))); t.ready && n > 0 {
		return nil, refuse(fmt.Sprintf("还有 %d 处要先处理，不能%s；请看下面各条", n, d.action))
	}
	if d.action == Submit {
		if err := s.draw(a.Context(), func() error { return s.drawable(w.Report) }); err != nil {
			return nil, err
		}
	}
	e, err := s.event(a, w, d.action, t.to, d.why)
	if err != nil {
		return nil, err
	}
	e.Findings = w.findings
	if d.action == Return {
		e.Matters, err = matters(w.findings, d.matters)
	}
	return e, err
}

// matters returns the indices of the findings that are named.
func matters(findings []report.Finding, names []string) (list []int, err error) {
	there := map[string]bool{}
	for i := range findings {
		name := findingKey(&findings[i])
		if there[name] = true; slices.Contains(names, name) {
			list = append(list, i)
		}
	}
	if slices.ContainsFunc(names, func(name string) bool { return !there[name] }) {
		return nil, &status{http.StatusConflict, "检查的规则有改动，所勾选的检查结果已经没有了；请重新勾选"}
	}
	return list, nil
}

// correct begins the correction of the report that was published: it is a copy that says
// which correction it is, and why.
func (s *server) correct(a *ask, w *written, why string) error {
	r, err := s.published(a.Context(), w.Filing)
	if err != nil {
		return err
	}
	r.Revision = report.Revision{Number: r.Revision.Number + 1, Reason: why}
	f := w.Filing
	f.State, f.Revision = Draft, r.Revision.Number
	j, err := s.judge(a.Context(), f)
	if err != nil {
		return err
	}
	w.Content, w.Revision, w.judge = &Content{Report: r}, f.Revision, j
	w.findings = j.judge(w.Content)
	return nil
}

// datePath is the place of the day on which the report, or the correction, is published.
func (w *written) datePath() string {
	if w.Report.Revision.Number > 0 {
		return "/revision/date"
	}
	return "/index/published"
}

// date enters the day on which the report is published: that which the person gives. Where a
// rule finds it too late, the why of the deed is the reason for which it may stand.
func (s *server) date(a *ask, w *written, d deed) error {
	day, issued, now := dateField(&d.date).get(), dateField(&w.Report.Date).get(), s.Now()
	tomorrow := now.AddDate(0, 0, 1).Format(time.DateOnly) // it may have begun where the person is
	switch {
	case day == "":
		return errNoDate
	case day > tomorrow:
		return refuse(fmt.Sprintf("公布日期 %s 还没有到；请核对，或到那一天再发布", d.date))
	case day < issued:
		return refuse(fmt.Sprintf("公布日期 %s 早于报告的成文日期 %s；请核对，成文日期有误的请先退回修改", d.date, w.Report.Date))
	}
	path := w.datePath()
	if err := w.Set(path, day); err != nil {
		return err
	}
	w.findings = w.judge.judge(w.Content)
	for _, f := range against(w.findings) {
		if f.Path != path || f.Blocks() {
			continue
		}
		if d.why == "" {
			return refuse(f.Message() + "；日期无误的，请写明原因")
		}
		x, err := f.Explain(d.why, a.user.name(), s.today())
		if err != nil {
			return err
		}
		w.Report.Reasons = append(w.Report.Reasons, x)
	}
	w.findings = w.judge.judge(w.Content)
	return nil
}

// stale refuses a deed to a version that is not there any more, and tells what was done
// since.
func (s *server) stale(a *ask, w *written, d deed) error {
	events, err := s.store.Events(a.Context(), w.Key)
	if err != nil {
		return err
	}
	n := 0 // events that the person has seen
	for n < len(events) && events[n].Version <= d.version {
		n++
	}
	since := events[n:]
	if len(since) == 1 && w.Version == d.version+1 && since[0].UserID == a.user.ID {
		e, err := s.store.Event(a.Context(), w.Key, since[0].Number)
		if err != nil {
			return err
		}
		if d.made(&e, w) {
			return nil
		}
	}
	text := "您打开页面之后报告有了改动，这次没有" + d.action.String() + "；请核对后再操作"
	if w.SavedBy != "" {
		text += fmt.Sprintf("。最后改动的是%s，时间是 %s", w.SavedBy, s.clock(w.SavedAt))
	}
	e := &refusal{status: &status{http.StatusConflict, text}, stale: true, against: against(w.findings), since: since}
	if n > 0 && events[n-1].Version == d.version {
		then, err := s.eventReport(a.Context(), w.Key, n)
		if err != nil {
			return err
		}
		e.changes = differences(then, w.Report)
	} else if d.seen != "" {
		e.parts = changedParts(d.seen, w.sums())
	}
	return e
}

// sums tells what stands in the sections from other contents: a short hash of each.
func (c *Content) sums() string {
	texts := map[string][]string{}
	for _, key := range sections() {
		f := c.fields(key, 0)
		for _, i := range f.all() {
			texts[key] = append(texts[key], i.Path, i.Value)
		}
	}
	for cell := range report.Cells(c.Report.Tables) {
		value, _ := c.Get(cell.Path)
		key := sectionKeys[cell.Table-1]
		texts[key] = append(texts[key], cell.Path, value)
	}
	var sums []string
	for _, key := range sections() {
		sums = append(sums, HashOf([]byte(strings.Join(texts[key], "\x00")))[:8])
	}
	return strings.Join(sums, "-")
}

// changedParts returns the titles of the sections whose sums differ.
func changedParts(was, now string) (titles []string) {
	then, sums := strings.Split(was, "-"), strings.Split(now, "-")
	for i, key := range sections() {
		if len(then) == len(sums) && then[i] != sums[i] {
			title, _ := sectionTitle(key)
			titles = append(titles, title)
		}
	}
	return titles
}

// plain reports whether a text is one that people type.
func plain(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}
