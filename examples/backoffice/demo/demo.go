// Package demo is an invented city, 云栖市, to try the back office out: the city and its
// bodies have published the report for the year before the last and are at work on that for
// the last, each as far as another; and there is one person in each role.
package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

// cityName is the name of the jurisdiction.
const cityName = "云栖市人民政府"

// People returns one person in each role. The first two are of 云栖市交通运输局.
func People() []backoffice.User {
	return []backoffice.User{editor, reviewer, officer, admin}
}

var (
	editor   = backoffice.User{ID: "zhoumin", Name: "周敏", Role: backoffice.Editor, Body: "jt"}
	reviewer = backoffice.User{ID: "wuqiang", Name: "吴强", Role: backoffice.Reviewer, Body: "jt"}
	officer  = backoffice.User{ID: "wangfang", Name: "王芳", Role: backoffice.Office}
	admin    = backoffice.User{ID: "fengxue", Name: "冯雪", Role: backoffice.Admin}
)

// allBodies returns the bodies of the city.
func allBodies() (all []backoffice.Body) {
	for _, b := range append([]body{city}, bodies...) {
		all = append(all, backoffice.Body{ID: b.id, Agency: b.agency})
	}
	return all
}

// Agency returns the name of the body of a person, or "" where he is of none.
func Agency(u backoffice.User) string {
	for _, b := range bodies {
		if b.id == u.Body {
			return b.agency
		}
	}
	return ""
}

// Fill fills an empty store. now is when the demonstration begins: the last year is the one
// before it, and everything was done in the weeks before.
func Fill(ctx context.Context, store backoffice.Store, now time.Time) error {
	if err := store.SetSettings(ctx, backoffice.Settings{}, backoffice.Settings{Name: cityName}); err != nil {
		return err
	}
	if err := store.SetBodies(ctx, nil, allBodies()); err != nil {
		return err
	}
	year := now.Year() - 1
	sums := report.Rollup{Agency: cityName, Year: year - 1}
	for i, b := range bodies {
		c := chronicle{store: store, by: b.reviewer(i), now: now.AddDate(-1, 0, 0)}
		last, err := b.report(year-1, b.last, b.words, i)
		if err != nil {
			return fmt.Errorf("demo: %s: %w", b.agency, err)
		}
		if err := c.keep(ctx, last, nil, published...); err != nil {
			return err
		}
		if b.agency == cityName+"办公室" {
			sums.Own = last
		} else {
			sums.Add(b.agency, last)
		}
		x, begun := work[b.id]
		if !begun {
			continue
		}
		j := i // whose prose it has
		if x.like != "" {
			j = slices.IndexFunc(bodies, func(b body) bool { return b.id == x.like })
		}
		this, err := b.report(year, b.this, bodies[j].words, j)
		if err != nil {
			return fmt.Errorf("demo: %s: %w", b.agency, err)
		}
		if x.spoil != nil {
			x.spoil(this)
		}
		if x.why != "" {
			if err := explain(this, last, x.why, c.by.Name); err != nil {
				return fmt.Errorf("demo: %s: %w", b.agency, err)
			}
		}
		c.now = now
		if err := c.keep(ctx, this, last, x.steps...); err != nil {
			return err
		}
	}
	last, err := city.with(sums.Sum().Report.Tables, year-1, city.words, len(bodies))
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	last.Scope = report.ScopeJurisdiction
	c := chronicle{store: store, by: city.reviewer(len(bodies)), now: now.AddDate(-1, 0, 0)}
	return c.keep(ctx, last, nil, published...)
}

// step is something that was done to a report.
type step struct {
	action backoffice.Action
	to     backoffice.State
	why    string
}

// What was done to a report until it was published.
var published = []step{
	{backoffice.Submit, backoffice.Submitted, ""},
	{backoffice.Approve, backoffice.Approved, ""},
	{backoffice.Publish, backoffice.Published, ""},
}

// work is how far the bodies are with the report for the last year. Those that are not in it
// have not begun.
var work = map[string]struct {
	steps []step
	spoil func(*report.Report) // makes mistakes
	like  string               // ID of a body from which the prose is copied
	why   string               // every warning may stand
}{
	"bgs": {steps: published[:1], why: "2 件文件有效期届满，自行失效，不计入本年废止"},
	"hb":  {steps: published},
	"qs":  {steps: append(slices.Clone(published), step{backoffice.Correct, backoffice.Draft, "表三新收和予以公开的自然人各少计 1 件，是转来的一件申请漏登"})},
	"kfq": {spoil: func(r *report.Report) {
		t := r.Tables.(*report.Tables2021)
		t.Remedies = report.NewTables(report.Edition2021).(*report.Tables2021).Remedies
		r.Problems, r.Other = report.Section{}, report.Section{}
	}},
	"jt": {spoil: func(r *report.Report) {
		r.Tables.(*report.Tables2021).Applications.Results.Granted.NaturalPersons = 71 // 17
		r.Problems.Paragraphs = r.Problems.Paragraphs[:1]
	}},
	"jy":   {steps: published[:1]},
	"ga":   {steps: []step{published[0], {backoffice.Return, backoffice.Returned, "第五部分的改进情况过于简略，请写明已经做了什么；表二行政处罚比上年少七千多件，请核实后说明"}}},
	"scjg": {steps: published[:2]},
	"wj":   {steps: published},
	"lx":   {steps: published[:1], like: "dj"},
	"dj":   {steps: published[:1]},
}

// explain gives the reason for which all warnings of a report may stand.
func explain(r, last *report.Report, why, who string) error {
	for _, f := range r.CheckAgainst(last) {
		if f.Severity == report.Warning {
			x, err := f.Explain(why, who, r.Date)
			if err != nil {
				return err
			}
			r.Reasons = append(r.Reasons, x)
		}
	}
	return nil
}

// staff are the persons who submit and publish for the bodies, in their order.
var staff = []string{"何静", "沈涛", "赵琳", "潘宇", "吴强", "孙洁", "许明", "罗毅", "丁岚", "江帆", "袁莉", "谢军", "彭岩"}

// reviewer returns the person who submits and publishes for the body with the index.
func (b body) reviewer(i int) backoffice.User {
	if b.id == reviewer.Body {
		return reviewer
	}
	return backoffice.User{ID: b.id + "-reviewer", Name: staff[i], Role: backoffice.Reviewer, Body: b.id}
}

// chronicle keeps what was done to the reports of a body.
type chronicle struct {
	store backoffice.Store
	by    backoffice.User // the reviewer of the body
	now   time.Time

	replaced *report.Report // that the report corrects; nil for none
}

// keep keeps a report and what was done to it, the latest an hour before now. Its state is
// that to which the last step leads; without steps it is at work. Where it was begun to be
// corrected, it is a correction.
func (c *chronicle) keep(ctx context.Context, r, last *report.Report, steps ...step) error {
	f := backoffice.Filing{Key: backoffice.Key{Body: c.by.Body, Year: r.Year}, State: backoffice.Draft}
	f.SavedBy = c.by.Name
	if f.Body == editor.Body {
		f.SavedBy = editor.Name
	}
	f.SavedAt = c.now.Add(-time.Duration(len(steps))*24*time.Hour - 2*time.Hour)
	f, err := c.save(ctx, f, r, last, nil)
	for i, s := range steps {
		if err != nil {
			return err
		}
		e := &backoffice.Event{Key: f.Key, Action: s.action, From: f.State, To: s.to, Why: s.why}
		who := c.by
		if s.action == backoffice.Approve || s.action == backoffice.Return {
			who = officer
		}
		e.UserID, e.UserName = who.ID, who.Name
		e.At = c.now.Add(-time.Duration(len(steps)-1-i)*24*time.Hour - time.Hour)
		switch s.action {
		case backoffice.Publish:
			r.Index.Published = report.Date{Year: r.Year + 1, Month: 1, Day: 20}
		case backoffice.Correct:
			replaced := *r
			c.replaced = &replaced
			tables := *r.Tables.(*report.Tables2021)
			tables.Applications.Received.NaturalPersons++
			tables.Applications.Results.Granted.NaturalPersons++
			r.Tables = &tables
			r.Revision = report.Revision{Number: f.Revision + 1, Reason: s.why}
			f.Revision++
		}
		f.State, f.SavedBy, f.SavedAt = s.to, who.Name, e.At
		f, err = c.save(ctx, f, r, last, e)
	}
	return err
}

// save keeps a filing with the report, and an event if there is one.
func (c *chronicle) save(ctx context.Context, f backoffice.Filing, r, last *report.Report, e *backoffice.Event) (_ backoffice.Filing, err error) {
	// The day on which a correction is published is asked for when it is.
	findings := report.Checker{Off: []string{"C-c"}}.CheckRevision(r, last, c.replaced)
	f.Counts = backoffice.Count(findings)
	if f.Content, err = (&backoffice.Content{Report: r}).Encode(); err != nil {
		return f, err
	}
	if e != nil {
		if e.Report, err = report.Encode(r); err != nil {
			return f, err
		}
		e.Hash, e.Revision = backoffice.HashOf(e.Report), f.Revision
		if e.Action == backoffice.Return {
			e.Findings = findings
		}
	}
	return c.store.Save(ctx, f, e)
}
