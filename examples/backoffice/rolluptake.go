package backoffice

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// hash is that of the sums, by which it is known whether they are still what a page showed.
func (x *addition) hash() (string, error) {
	data, err := report.Encode(x.Report)
	return HashOf(data), err
}

// takenPage says what came of taking sums over.
type takenPage struct {
	Back   string
	Number int // of the event that has what stood there before
	Filled int // figures
	Kept   []keptFigure
}

// keptFigure is one that has no sum.
type keptFigure struct{ Place, Stands string }

// take takes the sums over into the report of the jurisdiction, if it is open. What stood
// there is kept in the history; figures that have no sum stay.
func (s *server) take(a *ask) error {
	q, err := s.addQuery(a, a.URL.Query(), addedStates)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(a.PostForm.Get(askedVersion), 10, 64)
	if err != nil {
		return refuse("页面不完整，没有写入；请刷新页面后重试")
	}
	x, err := s.add(a.Context(), q, nil)
	if err != nil {
		return err
	}
	hash, err := x.hash()
	switch {
	case err != nil:
		return err
	case x.whole == nil:
		return refuse("机关名单中没有汇总机关自己的报告，不能写入；请下载合计的 JSON，或在机关名单中加入该机关")
	case hash != a.PostForm.Get("sums"):
		return &status{http.StatusConflict, "打开页面之后有机关的报告有变动，合计已经不同，没有写入；请重新查看汇总，核对后再写入"}
	}
	one := *a
	one.body, one.key = x.whole.Agency, x.whole.Key
	p := takenPage{Back: q.Here()}
	var e *Event
	_, err = s.write(&one, func(w *written) (*Event, error) {
		now, err := w.Content.clone()
		if err != nil {
			return nil, err
		}
		if p.Filled, p.Kept, err = x.fill(now); err != nil {
			return nil, err
		}
		if w.Version != version {
			if e, err = s.twice(&one, w, version, now); e != nil || err != nil {
				return nil, cmp.Or(err, errSame)
			}
			return nil, &status{http.StatusConflict, "打开页面之后，" + w.SavedBy + "于 " + s.clock(w.SavedAt) + " 保存了这份报告，没有写入；请重新查看汇总后再写入"}
		}
		e, err = s.event(&one, w, Import, w.State, x.why())
		w.Content = now
		return e, err
	})
	if err != nil && !errors.Is(err, errSame) {
		return err
	}
	p.Number = e.Number
	return s.page(&one, http.StatusOK, "rollup-taken.html", "已取用合计", p)
}

// why says in the history what was taken over.
func (x *addition) why() string {
	n := 0
	for _, p := range x.Parts {
		if p.Left == "" {
			n++
		}
	}
	var states []string
	for _, state := range x.query.Count {
		states = append(states, state.String())
	}
	return fmt.Sprintf("取用各机关的合计：%s的报告 %d 份", strings.Join(states, "、"), n)
}

// fill sets the figures of a report that have a sum, and returns how many these are, and the
// others.
func (x *addition) fill(c *Content) (filled int, kept []keptFigure, err error) {
	if err := c.Set("/scope", string(report.ScopeJurisdiction)); err != nil {
		return 0, nil, err
	}
	for cell := range report.Cells(x.Report.Tables) {
		if cell.Computed {
			continue
		}
		text := cell.String()
		if text == "" {
			stands, _ := c.Get(cell.Path)
			kept = append(kept, keptFigure{cell.Place, stands})
			continue
		}
		if err := c.Set(cell.Path, text); err != nil {
			return 0, nil, err
		}
		if typed, unread := c.Unread[cell.Path]; unread {
			return 0, nil, fmt.Errorf("backoffice: the sum %q of %s is no figure", typed, cell.Path)
		}
		filled++
	}
	return filled, kept, nil
}
