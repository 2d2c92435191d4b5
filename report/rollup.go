package report

import (
	"iter"
	"slices"
)

// Rollup adds up the reports of the bodies of a jurisdiction (汇总): those of a county's
// departments and townships, those of a province's cities. Its fields are set before the
// first [Rollup.Add]. Of a report it keeps what sums and comparisons need, so that there
// may be tens of thousands. It is not safe for concurrent use.
type Rollup struct {
	Agency  string   // 机关全称 of whose report is to have the sums: 某县人民政府
	Year    int      // that the reports are for
	Own     *Report  // of the work of the jurisdiction's own office (县人民政府机关), a body beside the others; nil is none
	Members []Member // the bodies that are to report; nil where that is not known
	// Checker says which rules between bodies hold, and how grave they are. A rule that
	// decides which figures are added up cannot be switched off, but for those that go
	// by names of bodies alone: H-k and H-p.
	Checker Checker

	parts  []Part
	alikes alikes // of parts
}

// Member is a body that is to report in a jurisdiction. Names are compared without
// brackets and spaces, whatever their width, and 国家税务总局某市税务局 is 某市税务局.
type Member struct {
	Agency string   // 机关全称
	Former []string // 曾用名: other names that its report may have, such as that of before a reorganisation
	Within string   // 数据计入: the body whose report has its figures already, which it was merged into or to whose system (系统) it belongs; "" is none
}

// Part is a body's report, as far as a roll-up keeps it.
type Part struct {
	Agency string
	Source string // where it is from, such as a file
	Year   int
	Scope  Scope
	Tables Tables
	Own    bool   // it is that of [Rollup.Own], or a correction that takes its place
	Left   string // code of the rule for which its figures are not in the sums; "" where they are

	revision int // its number; 0 is that of what was published first
	why      int // the finding that says so, by its place among those of the jurisdiction
}

// Add adds the report of a body. The source is where it is from, such as a file, and is
// told in findings.
func (u *Rollup) Add(source string, r *Report) {
	u.parts = append(u.parts, partOf(source, r))
	if !slices.Contains(u.Checker.Off, codeSameProse) {
		u.alikes.add(orEmpty(r))
	}
}

func partOf(source string, r *Report) Part {
	r = orEmpty(r)
	return Part{Agency: r.Agency, Source: source, Year: r.Year, Scope: r.Scope, Tables: r.Tables, revision: r.Revision.Number}
}

// Jurisdiction is what the reports of its bodies come to: see [Rollup.Sum].
type Jurisdiction struct {
	// Report has the sums in its tables, and no prose. Figures that are no sums (see
	// [Cell.Joint]) are those of the own one; without it they are [Blank], or 0 where
	// every body has 0.
	Report   *Report
	Parts    []Part    // the own one, then the others as they were added
	Findings []Finding // on the bodies, and between them

	rollup *Rollup
	roster roster
	cells  map[string]Cell // of Report, by path
	sums   []cellSum       // in the order of form.each
	left   []*Part         // of which no finding says so yet
	lacks  bool            // bodies have reported, and none of their reports is added up
}

// Sum adds up what was added. Cells without a figure add nothing, which is told; where no
// body has a figure, and where the sum is not known or is none that a cell may have, the
// cell is [Blank]. Reports that are not to be added, such as one of another year, are left
// out and told: see [Part].
func (u *Rollup) Sum() *Jurisdiction {
	j := &Jurisdiction{Report: &Report{Agency: u.Agency, Year: u.Year, Scope: ScopeJurisdiction}, rollup: u, cells: map[string]Cell{}}
	if u.Own != nil {
		own := partOf("", u.Own)
		own.Own = true
		j.Parts = append(j.Parts, own)
	}
	j.Parts = append(j.Parts, u.parts...)
	e, ok := EditionFor(u.Year)
	if !ok {
		j.Findings = faultsBy(j.Report, rulesOf(codeYear))
		for i := range j.Parts {
			j.Parts[i].Left = codeYear
		}
		return j
	}
	j.Report.Tables = NewTables(e)
	for c := range Cells(j.Report.Tables) {
		j.cells[c.Path] = c
	}
	j.roster = newRoster(u.Members, j.Parts)
	j.apply(memberRules)
	j.addUp()
	j.apply(betweenRules)
	return j
}

// Of yields the parts whose figures are added up in a cell of the report, in the order of
// Parts, with their cells; for a [Cell.Joint] one it is the own report alone. The path is
// that of the cell, see [Cell.Path].
func (j *Jurisdiction) Of(path string) iter.Seq2[*Part, Cell] {
	return func(yield func(*Part, Cell) bool) {
		at, ok := j.cells[path]
		if !ok {
			return
		}
		for i := range j.Parts {
			p := &j.Parts[i]
			if p.Left == "" && (p.Own || !at.Joint) && !yield(p, at.row.cellAt(p.Tables, at.col)) {
				return
			}
		}
	}
}

// bodyRule is a rule between the bodies of a jurisdiction. The Check of its Rule is nil,
// for there is more than one report.
type bodyRule struct {
	Rule
	check func(j *Jurisdiction, find func(Fault))
	// always says that it decides which figures are in the sums, so that it is applied
	// whatever a Checker switches off.
	always bool
}

// bodyRules are those of [Rollup.Sum], in the order in which they are applied: memberRules
// before the figures are added up, and betweenRules when they are.
var (
	bodyRules    = slices.Concat(memberRules, betweenRules)
	betweenRules = slices.Concat(sumRules, sameRules, likeRules)
)

// apply appends what the rules find, as the Checker has it.
func (j *Jurisdiction) apply(rules []bodyRule) {
	for _, x := range rules {
		rule, ok := j.rollup.Checker.adjust(x.Rule)
		if !ok && !x.always {
			continue
		}
		x.check(j, func(f Fault) {
			for _, p := range j.left {
				p.why = len(j.Findings)
			}
			j.left = nil
			j.Findings = append(j.Findings, rule.finding(j.Report, f))
		})
	}
}

// leave leaves parts out of the sums, for what the rule is about to find.
func (j *Jurisdiction) leave(code string, parts ...*Part) {
	for _, p := range parts {
		p.Left = code
	}
	j.left = append(j.left, parts...)
}

// Why returns the finding for which a part is left out of the sums; ok is false for one
// that is in them.
func (j *Jurisdiction) Why(p *Part) (f Finding, ok bool) {
	if p.Left == "" || p.why >= len(j.Findings) {
		return Finding{}, false
	}
	return j.Findings[p.why], true
}
