package backoffice

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// addQuery says which reports are added up.
type addQuery struct {
	Year  int
	Count []State // in which reports count; one that was published counts as it was, whatever became of it since
	Own   string  // ID of the body whose report is that of the jurisdiction's own office; "" is none
}

// addedStates are those that count where no others are asked for: of sums, and of what is
// compared before it is approved.
var (
	addedStates    = []State{Approved, Published}
	comparedStates = []State{Submitted, Approved, Published}
)

// addQuery reads which reports are asked for; the states are those where none are.
func (s *server) addQuery(a *ask, form url.Values, states []State) (q addQuery, err error) {
	if q.Year, err = s.yearOf(form); err != nil {
		return q, err
	}
	q.Count = states
	if asked := form["count"]; asked != nil {
		if q.Count, err = statesOf(asked); err != nil {
			return q, err
		}
		if q.Count == nil {
			return q, refuse("没有选择计入哪些状态的报告；请至少选一种")
		}
	}
	if own, ok := form["own"]; ok {
		q.Own = own[0]
		return q, nil
	}
	q.Own, err = s.ownOffice(a.Context())
	return q, err
}

// ownNames are behind the name of a jurisdiction those of its own office.
var ownNames = []string{"办公室", "办公厅", "机关", "本级"}

// ownOffice returns the body that is the jurisdiction's own office by its name; "" is none.
func (s *server) ownOffice(ctx context.Context) (string, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil || settings.Name == "" {
		return "", err
	}
	bodies, err := s.store.Bodies(ctx)
	if err != nil {
		return "", err
	}
	for _, b := range bodies {
		for _, name := range ownNames {
			if goesBy(b, settings.Name+name) {
				return b.ID, nil
			}
		}
	}
	return "", nil
}

// values are the query as an address has it.
func (q addQuery) values() url.Values {
	v := url.Values{"year": {strconv.Itoa(q.Year)}, "own": {q.Own}}
	for _, state := range q.Count {
		v.Add("count", string(state))
	}
	return v
}

// Counts reports whether reports in the state count.
func (q addQuery) Counts(s State) bool { return slices.Contains(q.Count, s) }

// addition is the reports of bodies added up.
type addition struct {
	*report.Jurisdiction
	query    addQuery
	settings Settings
	checker  report.Checker
	of       []addend          // of each of its Parts
	apart    []progress        // whose reports do not count, for what they have come to
	whole    *progress         // that of the jurisdiction itself, if it is a body of the list
	ids      map[string]string // of bodies, by the keys of their names
	path     string            // of the back office
}

// addend is a report that was added.
type addend struct {
	Body  Body
	State State // in which it counts
	From  string
}

// ruleErrors is that of reports in which there are errors and which are added up.
var ruleErrors = report.Rule{Code: "backoffice/errors", Severity: report.Error, Source: report.Practice,
	Chinese: "“{want}”的报告有 {got} 处错误，也计入了；请退回改正后重新汇总",
	English: "errors in the report of {want}, which is added up: {got}; return it, and add up anew",
	Example: "某县某局的报告还在填报，表三各栏不平"}

// add adds up the reports of a year. They are read one after the other, each is shown to
// look, which may be nil, and its figures alone are kept; the jurisdiction's own is shown and
// not added.
func (s *server) add(ctx context.Context, q addQuery, look func(addend, *report.Report)) (*addition, error) {
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	x := &addition{query: q, settings: settings, path: s.Path, ids: map[string]string{}}
	if x.checker, err = settings.checker(); err != nil {
		return nil, err
	}
	all, err := s.progresses(ctx, q.Year)
	if err != nil {
		return nil, err
	}
	u := report.Rollup{Agency: settings.Name, Year: q.Year, Checker: x.checker}
	var own *addend
	var errors []report.Finding
	for _, p := range all {
		x.ids[report.LabelKey(p.Agency.Agency)] = p.Agency.ID
		if settings.Name != "" && goesBy(p.Agency, settings.Name) {
			x.whole = &p
			if look == nil {
				continue
			}
			if r, f, err := s.counted(ctx, q, p); err != nil {
				return nil, err
			} else if r != nil {
				look(addend{Body: p.Agency, State: f.State}, r)
			}
			continue
		}
		u.Members = append(u.Members, p.Agency.member())
		r, f, err := s.counted(ctx, q, p)
		if err != nil {
			return nil, err
		}
		if r == nil {
			x.apart = append(x.apart, p)
			continue
		}
		a := addend{Body: p.Agency, State: f.State, From: sourceOf(f)}
		x.ids[report.LabelKey(r.Agency)] = p.Agency.ID
		if n := f.Counts.Errors; n > 0 {
			of := ruleErrors.Finding("", p.Agency.Agency, strconv.Itoa(n), p.Agency.Agency)
			of.Bodies = []string{p.Agency.Agency}
			errors = append(errors, of)
		}
		if look != nil {
			look(a, r)
		}
		if p.Agency.ID == q.Own {
			own, u.Own = &a, r
			continue
		}
		x.of = append(x.of, a)
		u.Add(a.From, r)
	}
	switch {
	case q.Own == "", own != nil:
	case x.whole != nil && q.Own == x.whole.Body:
		return nil, refuse("“" + x.whole.Agency.Agency + "”的报告就是汇总，不能再当作本级机关自己的报告；请另选")
	case !slices.ContainsFunc(all, func(p progress) bool { return p.Body == q.Own }):
		return nil, refuse("机关名单中没有“" + q.Own + "”；请从页面上选择")
	}
	if own != nil {
		x.of = slices.Insert(x.of, 0, *own)
	}
	x.Jurisdiction = u.Sum()
	x.Findings = append(x.Findings, errors...)
	return x, nil
}

// counted returns the report of a body that counts, and its filing as it counts; nil where
// none does.
func (s *server) counted(ctx context.Context, q addQuery, p progress) (*report.Report, Filing, error) {
	if f := p.Filing; f.Published > 0 {
		if !q.Counts(Published) {
			return nil, f, nil
		}
		f.State, f.Counts = Published, Counts{}
		r, err := s.published(ctx, f)
		if r != nil {
			f.Revision = r.Revision.Number
		}
		return r, f, err
	}
	if !p.Begun() || !q.Counts(p.State) {
		return nil, p.Filing, nil
	}
	f, err := s.store.Filing(ctx, p.Key) // it may have been changed since
	if err != nil || !q.Counts(f.State) || f.Content == nil {
		return nil, f, err
	}
	c, err := DecodeContent(f.Content)
	if err != nil {
		return nil, f, err
	}
	return c.Report, f, nil
}

// sourceOf tells where a report is from.
func sourceOf(f Filing) string {
	s := f.Body + " " + f.State.String()
	if f.Revision > 0 {
		s += "，第 " + strconv.Itoa(f.Revision) + " 次更正"
	}
	return s
}

// ownReport returns the report of the jurisdiction itself that is compared with the sums, and its
// filing; nil where there is none with a figure.
func (s *server) ownReport(ctx context.Context, x *addition) (*report.Report, error) {
	if x.whole == nil || !x.whole.Begun() {
		return nil, nil
	}
	r, err := s.standing(ctx, x.whole.Key)
	if err != nil || r == nil {
		return nil, err
	}
	for c := range report.Cells(r.Tables) {
		if !c.Blank() {
			return r, nil
		}
	}
	return nil, nil
}

// address returns where the report of a body is, by its ID.
func (x *addition) address(id string) string {
	return x.path + Key{id, x.query.Year}.path()
}

// part returns the addend of a part.
func (x *addition) part(p *report.Part) addend {
	for i := range x.Parts {
		if &x.Parts[i] == p {
			return x.of[i]
		}
	}
	return addend{}
}

// name is what files of the sums are called.
func (x *addition) name(what string) string {
	return render.SafeName(x.settings.Name + strconv.Itoa(x.query.Year) + "年" + what)
}
