package backoffice

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// askedBody is the body of a report that is to be acted on, among many, and askedVersion with
// it behind is which version of it was seen.
const askedBody = "body"

// boardDone says what came of an action on many.
type boardDone struct {
	Back          string // the board as it was asked for
	Action        Action
	Done, Refused []outcome
	Gone          int       // bodies that were asked for and are not in the list
	Typed         []unsaved // the reason, for those that were refused
}

// outcome is what came of an action on the report of a body.
type outcome struct {
	Body   Body
	Year   int
	Why    string           // it was refused
	Faults []report.Finding // what is to be mended first: a few
	More   int              // how many there are besides
}

// boardAct does the same to many reports: to each of them as if it were alone, and only
// where nobody saved it since the board was drawn.
func (s *server) boardAct(a *ask) error {
	q, err := s.boardQuery(a.URL.Query())
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, id := range a.PostForm[askedBody] {
		wanted[id] = true
	}
	t, ok := transitionOf(Action(a.PostForm.Get("action")))
	if !ok {
		return s.boardAgain(a, q, wanted, "没有选择怎样办理；请按名单下面的一个按钮", "acts")
	}
	if !slices.Contains(t.roles, a.user.Role) {
		return errForbidden
	}
	if at, err := a.refusedMany(t, len(wanted)); err != nil {
		return s.boardAgain(a, q, wanted, err.Error(), at)
	}
	bodies, err := s.store.Bodies(a.Context())
	if err != nil {
		return err
	}
	done := boardDone{Back: q.Address(), Action: t.action, Typed: typedReason(a.PostForm.Get(askedWhy))}
	for _, b := range bodies {
		if !wanted[b.ID] {
			continue
		}
		if err := a.Context().Err(); err != nil {
			return err // nobody waits for the rest
		}
		delete(wanted, b.ID)
		x := outcome{Body: b, Year: q.Year}
		if err := s.actOn(a, b, q.Year, t.action); err != nil {
			x.refused(s, err)
			done.Refused = append(done.Refused, x)
		} else {
			done.Done = append(done.Done, x)
		}
	}
	done.Gone = len(wanted)
	return s.page(a, http.StatusOK, "board-done.html", fmt.Sprintf("批量%s的结果", t.action), done)
}

// refusedMany returns why nothing can be done to any of so many, and the ID of what is to be
// mended on the page.
func (a *ask) refusedMany(t transition, n int) (at string, err error) {
	date, err := dateOf(a.PostForm)
	switch {
	case n == 0:
		return "shown", refuse("没有选择任何机关；请在名单中勾选")
	case t.why && strings.TrimSpace(a.PostForm.Get(askedWhy)) == "":
		return askedWhy, noWhy(t.action)
	case err == nil && t.action == Publish && date == (report.Date{}):
		err = errNoDate
	}
	return askedDate, err
}

// boardAgain shows the board with what was chosen and typed, and why nothing was done.
func (s *server) boardAgain(a *ask, q boardQuery, wanted map[string]bool, refused, at string) error {
	p, err := s.boardPage(a, q)
	if err != nil {
		return err
	}
	changed := 0
	for i := range p.Rows {
		x := &p.Rows[i]
		if !wanted[x.Agency.ID] {
			continue
		}
		if x.Chosen = a.PostForm.Get(askedVersion+":"+x.Agency.ID) == strconv.FormatInt(x.Version, 10); !x.Chosen {
			changed++
		}
	}
	if changed > 0 {
		refused += fmt.Sprintf("。另有 %d 个机关的报告在您打开页面之后有改动，已取消勾选；请核对后再选", changed)
	}
	p.Refused, p.RefusedAt, p.Why, p.Date = refused, at, a.PostForm.Get(askedWhy), a.PostForm.Get(askedDate)
	return s.drawBoard(a, http.StatusUnprocessableEntity, p)
}

// actOn does an action to the report of one of many bodies, as the form asks for it.
func (s *server) actOn(a *ask, b Body, year int, action Action) error {
	one := *a
	one.body, one.key = b, Key{b.ID, year}
	form := map[string][]string{askedVersion: {a.PostForm.Get(askedVersion + ":" + b.ID)}, askedWhy: {a.PostForm.Get(askedWhy)}}
	if action == Publish {
		form[askedDate] = a.PostForm[askedDate]
	}
	d, err := deedOf(action, form)
	if err != nil {
		return err
	}
	return s.act(&one, d)
}

// refused notes why an action was not done.
func (x *outcome) refused(s *server, err error) {
	const most = 3
	code, text := statusOf(err)
	if code == http.StatusInternalServerError {
		s.Log.Error("failed", "error", err)
	}
	x.Why = text
	if r := (*refusal)(nil); errors.As(err, &r) && code == http.StatusUnprocessableEntity {
		x.Faults = r.against[:min(most, len(r.against))]
		x.More = len(r.against) - len(x.Faults)
	}
}
