package backoffice

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/report"
)

// progress is how far a body has come with its report for a year.
type progress struct {
	Filing
	Agency Body
	Due    report.Date // until when it is to be published
	Over   int         // by how many days that is over, whether or not it was published
}

// Filed reports whether the report has been submitted, and is not returned; one that was
// published is filed also while it is corrected.
func (x progress) Filed() bool { return x.Published > 0 || !x.State.Open() }

// Begun reports whether anything was saved.
func (x progress) Begun() bool { return x.Version > 0 }

// Missing reports whether the body has not filed a report of its own, and is to.
func (x progress) Missing() bool { return !x.Filed() && x.Agency.Within == "" }

// Late reports whether the report should have been published by now.
func (x progress) Late() bool { return x.Over > 0 && x.Published == 0 && x.Agency.Within == "" }

// progresses returns those of all bodies for a year, in the order of the list of bodies. No
// report is read for it.
func (s *server) progresses(ctx context.Context, year int) ([]progress, error) {
	bodies, err := s.store.Bodies(ctx)
	if err != nil {
		return nil, err
	}
	filings, err := s.store.Filings(ctx, year)
	if err != nil {
		return nil, err
	}
	checker, err := s.checker(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]Filing{}
	for _, f := range filings {
		of[f.Body] = f
	}
	now := s.Now()
	all := make([]progress, 0, len(bodies))
	for _, b := range bodies {
		f, ok := of[b.ID]
		if !ok {
			f = Filing{Key: Key{b.ID, year}, State: Draft}
		}
		due := checker.Due(&report.Report{Agency: b.Agency, Year: year})
		all = append(all, progress{Filing: f, Agency: b, Due: due, Over: daysOver(due, now)})
	}
	return all, nil
}

// option is one of several things that a page offers.
type option[T any] struct {
	Key, Name string // in the address, and in Chinese
	Is        T
}

// boardOnly are what reports the board can be asked for besides their state and name.
var boardOnly = []option[func(progress) bool]{
	{"missing", "未报送", progress.Missing},
	{"unbegun", "未开始", func(x progress) bool { return !x.Begun() }},
	{"late", "逾期未公布", progress.Late},
	{"errors", "有错误", func(x progress) bool { return x.Counts.Errors > 0 }},
	{"blanks", "有未填", func(x progress) bool { return x.Counts.Blanks > 0 }},
	{"open", "有警告待说明", func(x progress) bool { return x.Counts.Open > 0 }},
	{"ready", "可以报送而未报送", func(x progress) bool { return x.Missing() && x.Begun() && x.Counts.Ready() }},
	{"corrected", "更正过或更正中", func(x progress) bool { return x.Revision > 0 }},
}

// boardOrders are the orders of the board; equal ones stay in the order of the list.
var boardOrders = []option[func(x, y progress) int]{
	{"", "名单次序", func(x, y progress) int { return 0 }},
	{"findings", "问题多的在前", func(x, y progress) int {
		return cmp.Or(y.Counts.Errors-x.Counts.Errors, y.Counts.Blanks-x.Counts.Blanks, y.Counts.Open-x.Counts.Open)
	}},
	{"due", "公布期限早的在前", func(x, y progress) int {
		return cmp.Or(x.Due.Year-y.Due.Year, x.Due.Month-y.Due.Month, x.Due.Day-y.Due.Day)
	}},
	{"state", "状态", func(x, y progress) int {
		return cmp.Compare(slices.Index(States(), x.State), slices.Index(States(), y.State))
	}},
	{"saved", "最近保存的在前", func(x, y progress) int { return y.SavedAt.Compare(x.SavedAt) }},
}

// chosen returns the choice with the key.
func chosen[T any](of []option[T], key string) (c option[T], err error) {
	i := slices.IndexFunc(of, func(c option[T]) bool { return c.Key == key })
	if i < 0 {
		return c, refuse("没有“" + key + "”这一项；请从页面上选择")
	}
	return of[i], nil
}

// statesOf returns the states that are asked for by their keys; "" is none.
func statesOf(keys []string) (states []State, err error) {
	for _, key := range keys {
		switch state := State(key); {
		case key == "" || slices.Contains(states, state):
		case !slices.Contains(States(), state):
			return nil, refuse("没有“" + key + "”这种状态；请从页面上选择")
		default:
			states = append(states, state)
		}
	}
	return states, nil
}

// boardQuery is what the board is asked for.
type boardQuery struct {
	Year                    int
	State, Find, Only, Sort string
}

// boardQuery reads what is asked for.
func (s *server) boardQuery(q url.Values) (b boardQuery, err error) {
	b = boardQuery{State: q.Get("state"), Find: strings.TrimSpace(q.Get("find")), Only: q.Get("only"), Sort: q.Get("sort")}
	b.Year, err = s.yearOf(q)
	return b, err
}

// Address returns the address of the board that is asked for.
func (b boardQuery) Address() string { return b.With("year", strconv.Itoa(b.Year)) }

// With returns the same with another value for a key.
func (b boardQuery) With(key, value string) string {
	q := url.Values{}
	for k, v := range map[string]string{"year": strconv.Itoa(b.Year), "state": b.State, "find": b.Find, "only": b.Only, "sort": b.Sort} {
		if v != "" {
			q.Set(k, v)
		}
	}
	q.Set(key, value)
	return "/board?" + q.Encode()
}

// among returns those that are asked for, in the order that is.
func (b boardQuery) among(all []progress) ([]progress, error) {
	order, err := chosen(boardOrders, b.Sort)
	if err != nil {
		return nil, err
	}
	only := func(progress) bool { return true }
	if b.Only != "" {
		c, err := chosen(boardOnly, b.Only)
		if err != nil {
			return nil, err
		}
		only = c.Is
	}
	if _, err := statesOf([]string{b.State}); err != nil {
		return nil, err
	}
	key := report.LabelKey(b.Find)
	all = slices.DeleteFunc(slices.Clone(all), func(x progress) bool {
		named := func(name string) bool { return strings.Contains(report.LabelKey(name), key) }
		return b.State != "" && x.State != State(b.State) || !only(x) || !named(x.Agency.Agency) && !named(x.Agency.Former)
	})
	slices.SortStableFunc(all, order.Is)
	return all, nil
}

// boardRow is a line of the board.
type boardRow struct {
	progress
	Can     bool   // who asks may do something to it
	Chosen  bool   // for what is done to many
	SavedOn string // when it was saved last, by the clock of the server
}

// boardPage is the board.
type boardPage struct {
	boardQuery
	Years     []int
	Orders    []option[func(x, y progress) int]
	States    []stateTotal
	Totals    []onlyTotal
	All       int // bodies
	Rows      []boardRow
	Acts      []boardAction // that are done to many
	Refused   string        // why nothing was done to those that are chosen
	RefusedAt string        // the ID of what is to be mended
	Why       string        // that was given for it
	Date      string        // of publication
	Archive   archiveForm
}

// boardAction is what may be done to many reports.
type boardAction struct {
	Action Action
	Why    bool // only with a reason
}

// Key returns the action as a form has it.
func (x boardAction) Key() string { return string(x.Action) }

// stateTotal and onlyTotal say how many bodies there are of a kind.
type (
	stateTotal struct {
		State State
		Count int
	}
	onlyTotal struct {
		Key, Name string
		Count     int
	}
)

// board shows all bodies, and how far they have come.
func (s *server) board(a *ask) error {
	q, err := s.boardQuery(a.URL.Query())
	if err != nil {
		return err
	}
	p, err := s.boardPage(a, q)
	if err != nil {
		return err
	}
	all := a.URL.Query().Has("all")
	for i := range p.Rows {
		p.Rows[i].Chosen = all && p.Rows[i].Can
	}
	return s.drawBoard(a, http.StatusOK, p)
}

func (s *server) drawBoard(a *ask, code int, p *boardPage) error {
	return s.page(a, code, "board.html", "各机关年度报告", p)
}

// boardPage returns the board as it is asked for.
func (s *server) boardPage(a *ask, q boardQuery) (*boardPage, error) {
	all, err := s.progresses(a.Context(), q.Year)
	if err != nil {
		return nil, err
	}
	years, err := s.years(a.Context(), q.Year)
	if err != nil {
		return nil, err
	}
	rows, err := q.among(all)
	if err != nil {
		return nil, err
	}
	p := &boardPage{boardQuery: q, Years: years, Orders: boardOrders, All: len(all), Date: s.Now().Format(time.DateOnly), Archive: s.archiveForm(q.Year)}
	states := map[State]int{}
	for _, x := range all {
		states[x.State]++
	}
	for _, state := range States() {
		p.States = append(p.States, stateTotal{state, states[state]})
	}
	for _, c := range boardOnly {
		n := 0
		for _, x := range all {
			if c.Is(x) {
				n++
			}
		}
		p.Totals = append(p.Totals, onlyTotal{c.Key, c.Name, n})
	}
	for _, x := range rows {
		row := boardRow{progress: x, Can: len(actions(a.user.Role, x.State)) > 0}
		if x.Begun() {
			row.SavedOn = s.clock(x.SavedAt)
		}
		p.Rows = append(p.Rows, row)
	}
	for _, t := range transitions {
		if slices.Contains(t.roles, a.user.Role) {
			p.Acts = append(p.Acts, boardAction{t.action, t.why})
		}
	}
	return p, nil
}
