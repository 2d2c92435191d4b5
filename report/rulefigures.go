package report

import (
	"strconv"
)

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
	{Code: codeBalance, Severity: Error, Source: formText,
		Chinese: "第一项加第二项之和不等于第三项加第四项之和：一＋二＝{got}，三（七）＋四＝{want}，相差 {difference}",
		English: "items one and two do not add up to items three and four: {got} against {want}, a difference of {difference}",
		Example: "自然人一栏新收 7 件、上年结转 0 件，办理结果 5 件、结转下年度 1 件",
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
	s.balances(func(t *table, rows [4]*row) {
		var a *arithmetic
		var mistakes []explanation
		for col, c := range rows[0].cols {
			got, want := rows[0].number(s.Tables, col)+rows[1].number(s.Tables, col), rows[2].number(s.Tables, col)+rows[3].number(s.Tables, col)
			if got == want {
				continue
			}
			if a == nil {
				a = newArithmetic(s.Tables, t, nil, s.Last)
				mistakes = a.explain()
			}
			x := Fault{Path: rows[0].cells[col].pointer, Place: t.name() + " " + c.label, Got: strconv.FormatInt(got, 10), Want: strconv.FormatInt(want, 10)}
			for _, row := range rows {
				x.Cells = append(x.Cells, row.cells[col].pointer)
			}
			x.more = a.hintFor(mistakes, func(x explanation) bool { return a.mendsColumn(x, col) })
			find(x)
		}
	})
}

// balances yields the tables with rows that balance, and these.
func (r *Report) balances(yield func(t *table, rows [4]*row)) {
	f := r.form()
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
		yield(t, rows)
	}
}
