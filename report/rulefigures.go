package report

import "strconv"

// figureRules look at the figures of the tables. Which of them a table is subject
// to is data of its form.
var figureRules = []Rule{
	{Code: "T2-a", Severity: Error, Source: Practice,
		Chinese: "件数、金额应为非负数且不超过十二位，现为 {got}",
		English: "counts and amounts are non-negative and of at most twelve digits; found {got}",
		Check:   wrongFigures("T2-a")},
	{Code: "T3-d", Severity: Error, Source: Practice,
		Chinese: "件数应为非负整数且不超过十二位，现为 {got}",
		English: "counts are non-negative integers of at most twelve digits; found {got}",
		Check:   wrongFigures("T3-d")},
	{Code: "T4-b", Severity: Error, Source: Practice,
		Chinese: "件数应为非负整数且不超过十二位，现为 {got}",
		English: "counts are non-negative integers of at most twelve digits; found {got}",
		Check:   wrongFigures("T4-b")},
	{Code: codeUnit, Severity: Error, Source: "年度报告格式：单位",
		Chinese: "单位应为{want}，现为“{got}”；请换算",
		English: "the unit is to be {want}; found {got}; convert it",
		Check: func(s *Subject, find func(Fault)) {
			s.figures(func(row *row, col int) {
				a, ok := row.at(s.Tables, col).(*Amount)
				if want := row.cols[col].unit; ok && a.unit != "" && want != "" {
					find(Fault{Path: row.cells[col].pointer, Place: row.cells[col].name, Got: a.String(), Want: want})
				}
			})
		}},
	{Code: codeMissing, Severity: Warning, Source: Practice,
		Chinese: "{got}；没有发生的填 0",
		English: "{got}; what did not happen is 0",
		Check: func(s *Subject, find func(Fault)) {
			s.figures(func(row *row, col int) {
				f := row.cell(s.Tables, col)
				if _, ok := f.number(); !ok && !f.fault() {
					got := missingCell
					if f.String() != "" {
						got = missingSlash
					}
					find(Fault{Path: row.cells[col].pointer, Place: row.cells[col].name, Got: got})
				}
			})
		}},
	{Code: "T3-a", Severity: Error, Source: formText,
		Chinese: "第一项加第二项之和不等于第三项加第四项之和：一＋二＝{got}，三（七）＋四＝{want}，相差 {difference}",
		English: "items one and two do not add up to items three and four: {got} against {want}, a difference of {difference}",
		Check:   checkBalance},

	// Found where printed totals are read.
	{Code: "T3-b", Severity: Error, Source: Practice,
		Chinese: "（七）总计与（一）至（六）之和不符：填报 {got}，应为 {want}，相差 {difference}",
		English: "the total of the results is not their sum: printed {got}, expected {want}, a difference of {difference}"},
	{Code: "T3-c", Severity: Error, Source: Practice,
		Chinese: "总计与各类申请人之和不符：填报 {got}，应为 {want}，相差 {difference}",
		English: "the total is not the sum over the kinds of applicant: printed {got}, expected {want}, a difference of {difference}"},
	{Code: "T4-a", Severity: Error, Source: Practice,
		Chinese: "总计与维持、纠正、其他、尚未审结之和不符：填报 {got}，应为 {want}，相差 {difference}",
		English: "the total is not the sum of upheld, corrected, other and pending: printed {got}, expected {want}, a difference of {difference}"},
}

// What is missing of a table: N-f.
const (
	missingCell  = "未填"
	missingSlash = "填的是“/”"
	missingRow   = "整行未填"
	missingTable = "整张表未填"
)

// figures calls yield with every figure that is not computed.
func (r *Report) figures(yield func(row *row, col int)) {
	if f := r.form(); f != nil {
		for row, col := range f.each() {
			yield(row, col)
		}
	}
}

// wrongFigures returns the check of values for the tables that have the rule: what
// the form does not allow, and, where there is none of that, sums of more digits
// than a figure may have.
func wrongFigures(code string) func(s *Subject, find func(Fault)) {
	return func(s *Subject, find func(Fault)) {
		f := s.form()
		if f == nil {
			return
		}
		found := false
		for _, computed := range [...]bool{false, true} {
			for row := range f.rows() {
				for col, at := range row.cells {
					if row.table.wrongFigure != code || row.computedAt(col) != computed {
						continue
					}
					if x := row.figure(s.Tables, col); x.fault() {
						found = true
						find(Fault{Path: at.pointer, Place: at.name, Got: x.String()})
					}
				}
			}
			if found {
				return
			}
		}
	}
}

// checkBalance checks T3-a: in every column, items one and two add up to items three
// and four. The column of totals follows from the others, and is not told again.
func checkBalance(s *Subject, find func(Fault)) {
	f := s.form()
	if f == nil {
		return
	}
	for i := range f.tables {
		t := &f.tables[i]
		if t.balance == nil {
			continue
		}
		var rows [4]*row
		for j, path := range t.balance {
			rows[j] = t.row(path)
		}
		for col, c := range rows[0].cols {
			a := rows[0].number(s.Tables, col) + rows[1].number(s.Tables, col)
			b := rows[2].number(s.Tables, col) + rows[3].number(s.Tables, col)
			if a != b {
				find(Fault{Path: rows[0].cells[col].pointer, Place: t.name() + " " + c.label, Got: strconv.FormatInt(a, 10), Want: strconv.FormatInt(b, 10)})
			}
		}
	}
}

// Fold returns the findings of a report for people: of a row or a table all of whose
// figures are missing (N-f) one finding instead of one for each, and one for all
// figures that were read from another spelling (I-dk).
func (r *Report) Fold(findings []Finding) []Finding {
	findings = foldSpellings(findings)
	f := r.form()
	if f == nil {
		return findings
	}
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
