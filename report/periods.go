package report

import "strconv"

// Periods are the tables of the periods of a year in their order, such as those that
// [Ledger.Count] counts for its quarters.
type Periods []Tables

// Sum returns table three of the year: what was received and what came of it is added up,
// what was carried over is that of the first period, and what is carried forward that of the
// last. The figures of other tables are [Blank], for what they count need not add up. It tells
// where a period does not go on from the one before.
func (p Periods) Sum() (Tables, []Finding) {
	for _, t := range p {
		if t != nil && t.form() != nil {
			return p.sum(t.form())
		}
	}
	return nil, p.none("")
}

// Check compares the tables three of the periods with each other, as [Periods.Sum] does, and
// their sum with that of the year.
func (p Periods) Check(year Tables) []Finding {
	if year == nil || year.form() == nil {
		return p.none("")
	}
	sum, findings := p.sum(year.form())
	of := &Report{Tables: year}
	of.balances(func(t *table, _ [4]*row) {
		t.figures(func(r *row, col int) {
			got, ok := r.count(year, col).Int()
			want, ok2 := r.count(sum, col).Int()
			if ok && ok2 && got != want {
				findings = append(findings, rule("A-s").finding(of, Fault{
					Path: r.cells[col].pointer, Got: strconv.FormatInt(got, 10), Want: strconv.FormatInt(want, 10),
				}))
			}
		})
	})
	return findings
}

// none tells that no period has tables of the form.
func (p Periods) none(e Edition) (findings []Finding) {
	for i := range p {
		findings = append(findings, newFinding("A-u", "", nameOfPeriod(i), "", string(e)))
	}
	return findings
}

func (p Periods) sum(f *form) (Tables, []Finding) {
	var findings []Finding
	sum := NewTables(f.edition)
	tell := func(code string, i int, r *row, col int, got, want string) {
		at := r.cells[col]
		findings = append(findings, newFinding(code, at.pointer, nameOfPeriod(i)+" "+at.name, got, want))
	}
	fits := make([]bool, len(p))
	for i, t := range p {
		if fits[i] = t != nil && t.form() == f; !fits[i] {
			findings = append(findings, newFinding("A-u", "", nameOfPeriod(i), "", string(f.edition)))
		}
	}
	of := &Report{Tables: sum}
	of.balances(func(t *table, rows [4]*row) {
		t.figures(func(r *row, col int) {
			var counts []Count
			for i, period := range p {
				if !fits[i] || r == rows[1] && i > 0 || r == rows[3] && i < len(p)-1 {
					continue
				}
				n := r.count(period, col)
				if _, ok := n.Int(); !ok {
					tell("A-t", i, r, col, "", "")
				}
				counts = append(counts, n)
			}
			*r.cell(sum, col).(*Count) = Sum(counts...)
		})
		for i := 1; i < len(p); i++ {
			for col := range rows[1].cols {
				if !fits[i-1] || !fits[i] {
					break
				}
				got, ok := rows[1].count(p[i], col).Int()
				want, ok2 := rows[3].count(p[i-1], col).Int()
				if ok && ok2 && got != want {
					tell("A-r", i, rows[1], col, strconv.FormatInt(got, 10), strconv.FormatInt(want, 10))
				}
			}
		}
	})
	return sum, findings
}

// figures calls yield with every figure of the table that is not computed.
func (t *table) figures(yield func(r *row, col int)) {
	for i := range t.rows {
		for col := range t.rows[i].cols {
			if r := &t.rows[i]; !r.computed() {
				yield(r, col)
			}
		}
	}
}

// nameOfPeriod is what a period is called.
func nameOfPeriod(i int) string { return "第 " + strconv.Itoa(i+1) + " 期" }
