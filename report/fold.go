package report

import (
	"slices"
	"strconv"
)

// Fold returns the findings of a report for people: of a row or a table all of whose
// figures are missing (N-f) one finding instead of one for each, one for all figures
// that were read from another spelling (I-dk), and one for all sums that the same mistake
// makes wrong.
func (r *Report) Fold(findings []Finding) []Finding {
	findings = foldSpellings(findings)
	f := r.form()
	if f == nil {
		return findings
	}
	findings = r.foldSums(findings)
	missing := map[string]bool{} // by pointer
	for _, x := range findings {
		if x.Code == codeMissing && (x.Got == missingCell) {
			missing[x.Path] = true
		}
	}
	instead := map[string]*Finding{} // of a cell's pointer; nil for nothing
	fold := func(rows []row, path, place, got string) bool {
		var cells []string
		for _, row := range rows {
			for col := range row.cols {
				if row.computed() {
					continue
				}
				if !missing[row.cells[col].pointer] {
					return false
				}
				cells = append(cells, row.cells[col].pointer)
			}
		}
		if len(cells) < 2 {
			return false
		}
		for _, pointer := range cells {
			instead[pointer] = nil
		}
		x := newFinding(codeMissing, path, place, got, "")
		instead[cells[0]] = &x
		return true
	}
	for i := range f.tables {
		t := &f.tables[i]
		if fold(t.rows, t.pointer(), t.name(), missingTable) {
			continue
		}
		for j := range t.rows {
			fold(t.rows[j:j+1], t.rows[j].pointer(), t.rows[j].place(), missingRow)
		}
	}
	var out []Finding
	for _, x := range findings {
		whole, folded := instead[x.Path]
		switch {
		case x.Code != codeMissing || !folded:
			out = append(out, x)
		case whole != nil:
			whole.Severity = x.Severity
			out = append(out, *whole)
		}
	}
	return out
}

// foldSpellings leaves the first of the figures read from another spelling, which
// then says how many more there are.
func foldSpellings(findings []Finding) []Finding {
	var out []Finding
	first, more := 0, 0
	for _, x := range findings {
		switch {
		case x.Code != codeSpelling:
		case more > 0:
			more++
			continue
		default:
			first, more = len(out), 1
		}
		out = append(out, x)
	}
	if more > 1 {
		x := &out[first]
		f := newFinding(x.Code, x.Path, x.Place, x.Got, x.Want+andMore+strconv.Itoa(more-1)+places)
		f.Severity = x.Severity
		*x = f.At(x.Pos)
	}
	return out
}

// foldSums leaves the first of the wrong sums that the same figures mend, and no total
// that is wrong because others are.
func (r *Report) foldSums(findings []Finding) []Finding {
	var first []*Finding // of each hint
	var out []Finding
	for i := range findings {
		x := &findings[i]
		t, cell := r.sumAt(x)
		if t == nil {
			out = append(out, *x)
			continue
		}
		told := slices.ContainsFunc(first, func(y *Finding) bool {
			return x.Severity <= y.Severity && (slices.Equal(x.Hint, y.Hint) || r.mendsBalance(t, y.Hint, cell))
		})
		if told || r.follows(t, cell, findings) {
			continue
		}
		if out = append(out, *x); x.Hint != nil {
			first = append(first, x)
		}
	}
	return out
}

// sumAt returns the table of a sum that a finding says is wrong, and where it stands, or
// nil for another finding.
func (r *Report) sumAt(x *Finding) (t *table, cell int) {
	f := r.form()
	for i := range f.tables {
		t := &f.tables[i]
		if x.Code != t.wrongTotal && x.Code != t.wrongSum && (t.balance == nil || x.Code != codeBalance) || x.Code == "" {
			continue
		}
		if cell := t.cellAt(x.Path); cell >= 0 {
			return t, cell
		}
	}
	return nil, 0
}

// mendsBalance reports whether the figures make the column of a balance hold.
func (r *Report) mendsBalance(t *table, hint []Value, cell int) bool {
	a := newArithmetic(r.Tables, t, nil, nil)
	if a.isTotal(cell) {
		return false
	}
	var e edit
	for _, v := range hint {
		n, err := strconv.ParseInt(v.Value, 10, 64)
		at := t.cellAt(v.Path)
		if err != nil || at < 0 || a.isTotal(at) {
			return false
		}
		e = append(e, change{at, n})
	}
	return slices.ContainsFunc(a.mends(e), func(s int) bool { return a.sums[s].column == cell%a.width })
}

// follows reports whether a total is the sum of those beside it or above it, of which
// findings say that they are wrong, too.
func (r *Report) follows(t *table, cell int, findings []Finding) bool {
	var printed []printedTotal
	for i := range t.rows {
		row := &t.rows[i]
		for col, at := range row.cells {
			if !row.computedAt(col) {
				continue
			}
			n := row.number(r.Tables, col)
			for _, x := range findings {
				if x.Path == at.pointer && (x.Code == t.wrongTotal || x.Code == t.wrongSum) {
					n, _ = strconv.ParseInt(x.Got, 10, 64)
				}
			}
			printed = append(printed, printedTotal{row, col, Count(n)})
		}
	}
	a := newArithmetic(r.Tables, t, printed, nil)
	return slices.ContainsFunc(a.sums, func(s sum) bool { return s.total == cell && s.off == 0 })
}
