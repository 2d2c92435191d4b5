package report

import (
	"iter"
	"math/big"
	"slices"
	"strings"
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
	Checker Checker  // says which rules between bodies hold, and how grave they are

	parts []Part
}

// Member is a body that is to report in a jurisdiction.
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
	Tables Tables
	Own    bool   // it is that of [Rollup.Own]
	Left   string // code of the rule for which its figures are not in the sums; "" where they are
}

// Add adds the report of a body. The source is where it is from, such as a file, and is
// told in findings.
func (u *Rollup) Add(source string, r *Report) {
	u.parts = append(u.parts, Part{Agency: r.Agency, Source: source, Year: r.Year, Tables: r.Tables})
}

// Jurisdiction is what the reports of its bodies come to: see [Rollup.Sum].
type Jurisdiction struct {
	// Report has the sums in its tables, and no prose. Figures that are no sums (see
	// [Cell.Joint]) are those of [Rollup.Own]; without it they are [Blank].
	Report   *Report
	Parts    []Part    // the own one, then the others as they were added
	Findings []Finding // on the bodies, and between them
	rollup   *Rollup
}

// Sum adds up what was added. Cells without a figure add nothing, which is told.
func (u *Rollup) Sum() *Jurisdiction {
	j := &Jurisdiction{Report: &Report{Agency: u.Agency, Year: u.Year, Scope: ScopeJurisdiction}, rollup: u}
	if u.Own != nil {
		j.Parts = append(j.Parts, Part{Agency: u.Own.Agency, Year: u.Own.Year, Tables: u.Own.Tables, Own: true})
	}
	j.Parts = append(j.Parts, u.parts...)
	if e, ok := EditionFor(u.Year); ok {
		j.Report.Tables = NewTables(e)
	}
	for c := range Cells(j.Report.Tables) {
		if c.Computed {
			continue
		}
		var figures []figure
		for _, of := range j.Of(c.Path) {
			figures = append(figures, of.figure())
		}
		addFigures(c.row.cell(c.tables, c.col), figures)
	}
	for _, rule := range bodyRules {
		j.apply(rule)
	}
	return j
}

// Of yields the parts whose figures are added up in a cell of the report, in the order of
// Parts, with their cells; for a [Cell.Joint] one it is the own report alone. The path is
// that of the cell, see [Cell.Path].
func (j *Jurisdiction) Of(path string) iter.Seq2[*Part, Cell] {
	return func(yield func(*Part, Cell) bool) {
		var at Cell
		for c := range Cells(j.Report.Tables) {
			if c.Path == path {
				at = c
			}
		}
		if at.row == nil {
			return
		}
		for i := range j.Parts {
			p := &j.Parts[i]
			if p.Left != "" || at.Joint && !p.Own || p.Tables == nil || p.Tables.form() != j.Report.Tables.form() {
				continue
			}
			if !yield(p, at.row.cellAt(p.Tables, at.col)) {
				return
			}
		}
	}
}

// addFigures sets a figure to the sum of others of its kind.
func addFigures(sum figure, figures []figure) {
	sum.clear()
	total, known := new(big.Rat), false
	for _, f := range figures {
		switch f := f.(type) {
		case *Amount:
			x, ok := f.Rat()
			total.Add(total, x)
			known = known || ok
		default:
			n, ok := f.number()
			total.Add(total, new(big.Rat).SetInt64(n))
			known = known || ok
		}
	}
	if known {
		sum.parse(strings.TrimRight(strings.TrimRight(total.FloatString(maxDecimals), "0"), "."))
	}
}

// bodyRule is a rule between the bodies of a jurisdiction. The Check of its Rule is nil,
// for there is more than one report.
type bodyRule struct {
	Rule
	check func(j *Jurisdiction, find func(Fault))
}

// bodyRules are applied by [Rollup.Sum].
var bodyRules = slices.Concat(memberRules)

// apply appends what the rule finds, as the Checker has it.
func (j *Jurisdiction) apply(x bodyRule) {
	rule, c := x.Rule, j.rollup.Checker
	if slices.Contains(c.Off, rule.Code) {
		return
	}
	if severity, ok := c.Severity[rule.Code]; ok {
		rule.Severity = severity
	}
	x.check(j, func(f Fault) { j.Findings = append(j.Findings, rule.finding(j.Report, f)) })
}
