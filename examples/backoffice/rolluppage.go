package backoffice

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// rollupPage is the sums of a year.
type rollupPage struct {
	addQuery
	Years   []int
	States  []State // that reports may be in
	Bodies  []Body  // of which one may be the own office
	Name    string  // of the jurisdiction
	In, Out int     // reports that are added up, and that are left out
	Apart   []progress
	Groups  []betweenGroup // between the bodies
	Left    []omitted
	Whole   *progress // the jurisdiction's own report
	Beside  string    // what report the sums were compared with; "" is none
	Compare []betweenGroup
	Told    []report.Finding // of the reading of that
	Grids   []grid
	Rates   []rateLine
	Cell    *cellPage // that is asked for
	Sums    string    // hash of the sums that the page shows
	CanTake bool      // who asks may take the sums over
}

// omitted is a report that is not in the sums.
type omitted struct {
	addend
	Href, Why string
}

// rateLine is a rate of the sums.
type rateLine struct{ Name, Percent, Part, Whole string }

// betweenGroup are findings of one rule.
type betweenGroup struct {
	Code     string
	Severity report.Severity
	Count    int
	Items    []linkedFinding
	More     int // that are not shown
}

// Folded reports whether the group is so long that it is opened when it is wanted.
func (g betweenGroup) Folded() bool { return g.Count > 5 }

// linkedFinding is one with the reports that it is about.
type linkedFinding struct {
	report.Finding
	Cell  string // where the parts of the figure are shown
	Links []bodyLink
	More  int // bodies besides
}

// Name is how grave it is and by which rule it was found, which is told where it is one of
// the library's.
func (f linkedFinding) Name() string {
	if strings.Contains(f.Code, "/") {
		return f.Severity.String()
	}
	return f.Severity.String() + " " + f.Code
}

// Spot is where it is, but for what concerns a whole report.
func (f linkedFinding) Spot() string {
	if f.Place == report.Whole {
		return ""
	}
	return f.Place
}

// Many reports whether the links are so many that they are opened when they are wanted.
func (f linkedFinding) Many() bool { return len(f.Links) > 6 }

// bodyLink leads to the report of a body, and to that beside the first of those that a
// finding is about.
type bodyLink struct{ Name, Href, Beside string }

// The most that the page shows of one kind; the trace has all.
const (
	mostFindings = 100
	mostLinks    = 40
)

// groups returns findings by their rules, in the order of the first of each, with links.
func (x *addition) groups(findings []report.Finding) (groups []betweenGroup) {
	for _, f := range findings {
		i := slices.IndexFunc(groups, func(g betweenGroup) bool { return g.Code == f.Code && g.Severity == f.Severity })
		if i < 0 {
			i = len(groups)
			groups = append(groups, betweenGroup{Code: f.Code, Severity: f.Severity})
		}
		g := &groups[i]
		if g.Count++; g.Count > mostFindings {
			g.More++
			continue
		}
		g.Items = append(g.Items, x.linked(f))
	}
	return groups
}

func (x *addition) linked(f report.Finding) linkedFinding {
	y := linkedFinding{Finding: f}
	if _, ok := x.cell(f.Path); ok {
		y.Cell = x.path + x.query.cellAddress(f.Path)
	}
	for _, name := range f.Bodies {
		id, ok := x.ids[report.LabelKey(name)]
		switch {
		case !ok:
		case len(y.Links) == mostLinks:
			y.More++
		default:
			y.Links = append(y.Links, bodyLink{Name: name, Href: x.address(id)})
		}
	}
	return y
}

// cell returns a figure of the sums.
func (x *addition) cell(path string) (report.Cell, bool) {
	for c := range report.Cells(x.Report.Tables) {
		if c.Path == path {
			return c, true
		}
	}
	return report.Cell{}, false
}

// cellPage is what a figure of the sums was made of.
type cellPage struct {
	Place, Value string
	Joint        bool       // it is no sum
	Of           []cellPart // the cells that a total adds up
	Parts        []cellPart // the figures of bodies, but 0 and none
	Zero, Blank  []bodyLink // bodies that have 0, and those that have none
}

// cellPart is a figure that is added, and where it is.
type cellPart struct{ Name, Href, Value string }

// cellPage returns what a figure was made of.
func (x *addition) cellPage(path string) (*cellPage, error) {
	c, ok := x.cell(path)
	if !ok {
		return nil, refuse("合计中没有“" + path + "”这一格；请从表中选择")
	}
	p := &cellPage{Place: c.Place, Value: c.String(), Joint: c.Joint}
	for a := range c.Addends() {
		p.Of = append(p.Of, cellPart{a.Place, x.path + x.query.cellAddress(a.Path), a.String()})
	}
	for part, c := range x.Of(path) {
		b := x.part(part).Body
		href := x.address(b.ID)
		n, known := c.Rat()
		switch {
		case !known && c.Blank():
			p.Blank = append(p.Blank, bodyLink{Name: b.Agency, Href: href})
		case known && n.Sign() == 0:
			p.Zero = append(p.Zero, bodyLink{Name: b.Agency, Href: href})
		default:
			p.Parts = append(p.Parts, cellPart{b.Agency, href, c.String()})
		}
	}
	return p, nil
}

// address returns an address of the roll-up that asks for the same reports.
func (q addQuery) address(path string) string { return path + "?" + q.values().Encode() }

// cellAddress returns where the parts of a figure are shown.
func (q addQuery) cellAddress(path string) string {
	v := q.values()
	v.Set("of", path)
	return "/board/rollup?" + v.Encode() + "#of"
}

// XLSX, JSON and Report are the addresses of the files.
func (q addQuery) XLSX() string   { return q.address("/board/rollup/trace.xlsx") }
func (q addQuery) JSON() string   { return q.address("/board/rollup/trace.json") }
func (q addQuery) Report() string { return q.address("/board/rollup/report.json") }

// Take is the address at which the sums are taken over.
func (q addQuery) Take() string { return q.address("/board/rollup/take") }

// Here is that of the page.
func (q addQuery) Here() string { return q.address("/board/rollup") }

// rollup shows the sums of the bodies' reports. Posted, it compares them with a report that
// is uploaded.
func (s *server) rollup(a *ask) error {
	q, err := s.addQuery(a, a.URL.Query(), addedStates)
	if err != nil {
		return err
	}
	beside, done, err := s.beside(a, q)
	if err != nil {
		return err
	}
	defer done()
	x, err := s.add(a.Context(), q, nil)
	if err != nil {
		return err
	}
	p, err := s.rollupPage(a, x, beside)
	if err != nil {
		return err
	}
	return s.page(a, http.StatusOK, "rollup.html", "汇总", p)
}

// rollupPage returns the page of sums, compared with an uploaded report or else with the
// jurisdiction's own in the list.
func (s *server) rollupPage(a *ask, x *addition, beside *reading) (*rollupPage, error) {
	years, err := s.years(a.Context(), x.query.Year)
	if err != nil {
		return nil, err
	}
	p := &rollupPage{
		addQuery: x.query, Years: years, States: States(), Name: x.settings.Name, Apart: x.apart, Whole: x.whole,
		Groups: x.groups(x.Findings), CanTake: a.user.Role == Office,
	}
	if p.Bodies, err = s.store.Bodies(a.Context()); err != nil {
		return nil, err
	}
	p.Bodies = slices.DeleteFunc(p.Bodies, func(b Body) bool { return x.whole != nil && b.ID == x.whole.Body })
	for i := range x.Parts {
		part := &x.Parts[i]
		if part.Left == "" {
			p.In++
			continue
		}
		p.Out++
		why, _ := x.Why(part)
		p.Left = append(p.Left, omitted{x.of[i], x.address(x.of[i].Body.ID), why.Message()})
	}
	published, name, err := s.comparison(a, x, beside)
	if err != nil {
		return nil, err
	}
	if published != nil {
		p.Beside, p.Compare = name, x.groups(x.Jurisdiction.Compare(published))
	}
	if beside != nil {
		p.Told = beside.Findings
	}
	form := &report.Report{Agency: cmp.Or(x.Report.Agency, "汇总"), Year: x.Report.Year, Tables: x.Report.Tables}
	if p.Grids, err = grids(form, x.figure); err != nil {
		return nil, err
	}
	for _, r := range report.Rates(x.Report.Tables) {
		p.Rates = append(p.Rates, rateLine{r.Name, r.Percent(2), rateCount(r.Part), rateCount(r.Whole)})
	}
	if of := a.URL.Query().Get("of"); of != "" {
		if p.Cell, err = x.cellPage(of); err != nil {
			return nil, err
		}
	}
	p.Sums, err = x.hash()
	return p, err
}

// figure is what stands in the place of a sum: it leads to what it was made of.
func (x *addition) figure(c report.Cell) figure {
	text := c.String()
	if text == "" {
		text = "—"
	}
	return figure{Text: text, Href: x.path + x.query.cellAddress(c.Path)}
}

// rateCount returns what a rate is of, and what it is called.
func rateCount(c report.RateCount) string {
	if !c.Known {
		return c.Label + "：不全"
	}
	return c.Label + "：" + strconv.FormatInt(c.Count, 10)
}
