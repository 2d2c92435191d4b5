package report

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// figureRules look at the figures of the tables. Which of them a table is subject
// to is data of its form.
var figureRules = []Rule{
	{Code: "T2-a", Severity: Error, Source: Practice,
		Chinese: "件数、金额应为非负数且不超过十二位，现为 {got}",
		English: "counts and amounts are non-negative and of at most twelve digits; found {got}",
		Example: "表二行政许可填 -1",
		Check:   wrongFigures("T2-a")},
	{Code: "T3-d", Severity: Error, Source: Practice,
		Chinese: "件数应为非负整数且不超过十二位，现为 {got}",
		English: "counts are non-negative integers of at most twelve digits; found {got}",
		Example: "表三结转下年度继续办理填 -2",
		Check:   wrongFigures("T3-d")},
	{Code: "T4-b", Severity: Error, Source: Practice,
		Chinese: "件数应为非负整数且不超过十二位，现为 {got}",
		English: "counts are non-negative integers of at most twelve digits; found {got}",
		Example: "表四尚未审结填 -1",
		Check:   wrongFigures("T4-b")},
	{Code: codeUnit, Severity: Error, Source: "年度报告格式：单位",
		Chinese: "单位应为{want}，现为“{got}”；请换算",
		English: "the unit is to be {want}; found {got}; convert it",
		Example: "行政事业性收费填 251000元，该栏单位为万元",
		Check: func(s *Subject, find func(Fault)) {
			s.figures(func(row *row, col int) {
				want := row.cols[col].unit
				if want == "" {
					return
				}
				if a, ok := row.at(s.Tables, col).(*Amount); ok && a.unit != "" {
					find(Fault{Path: row.cells[col].pointer, Place: row.cells[col].name, Got: a.String(), Want: want})
				}
			})
		}},
	{Code: codeMissing, Severity: Warning, Source: Practice,
		Chinese: "{got}；没有发生的填 0",
		English: "{got}; what did not happen is 0",
		Example: "表三商业企业一格空白，或填“/”",
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
	{Code: "T2-c", Severity: Warning, Source: "立法法：规章由国务院部门和省、设区的市、自治州的人民政府制定",
		Chinese: "本机关无权制定规章，这一行应为 {want}，现为 {got}；行政规范性文件填在下一行",
		English: "the body has no power to make rules: the row is to be {want}, found {got}; normative documents belong in the row below",
		Example: "某镇人民政府的表二填规章现行有效 6 件",
		Check:   checkRules},
	{Code: "T2-d", Severity: Warning, Source: derived,
		Chinese: "本年制发 {got} 件，多于本年废止与现行有效之和 {want} 件；请核对",
		English: "{got} were issued this year, more than the {want} that were repealed this year or are in force; check them",
		Example: "行政规范性文件本年制发 3 件、废止 0 件、现行有效 1 件",
		Check:   checkDocuments},
	{Code: "T2-e", Severity: Warning, Source: "年度报告格式：单位",
		Chinese: "单位是万元，现为 {got}[，上年为 {want}]；请核对是否按元填的",
		English: "the unit is 万元; found {got}[, last year {want}]; see whether it is in yuan",
		Example: "某县行政事业性收费填 251000（万元）",
		Check:   checkFees},
	{Code: codeBalance, Severity: Error, Source: formText,
		Chinese: "第一项加第二项之和不等于第三项加第四项之和：一＋二＝{got}，三（七）＋四＝{want}，相差 {difference}",
		English: "items one and two do not add up to items three and four: {got} against {want}, a difference of {difference}",
		Example: "自然人一栏新收 7 件、上年结转 0 件，办理结果 5 件、结转下年度 1 件",
		Check:   checkBalance},
	{Code: "T3-e", Severity: Warning, Source: "条例第三十三条：答复期限二十个工作日，最多延长二十个工作日",
		Chinese: "结转下年度 {got} 件，多于本年新收 {want} 件；上年结转的在本年都应办结，请核对",
		English: "{got} are carried forward, more than the {want} received this year; what was carried over ends within the year: check them",
		Example: "自然人一栏新收 3 件、结转下年度 5 件",
		Check:   checkCarriedForward},
	{Code: "T3-f", Severity: Info, Source: derived,
		Chinese: "结转下年度 {got} 件，超过本年新收 {want} 件的三分之一；请核对",
		English: "{got} are carried forward, more than a third of the {want} received this year; check them",
		Example: "新收 30 件，结转下年度 12 件",
		Check:   checkBacklog},
	{Code: "T4-d", Severity: Info, Source: derived,
		Chinese: "复议后起诉 {got} 件，而行政复议本年[和上年都]为 0 件；请核对",
		English: "{got} lawsuits after reconsideration, but no reconsideration this year[ or last year]; check them",
		Example: "行政复议总计 0 件，复议后起诉总计 2 件",
		Check:   checkReconsidered},
	{Code: "T4-e", Severity: Info, Source: "行政复议法（2023 年修订）第二十三条（凭记忆，未核对）",
		Chinese: "未经复议直接起诉 {got} 件；2024 年起，不服不予公开的应先申请行政复议，请核对这些案件是否属于其他情形",
		English: "{got} lawsuits without reconsideration; since 2024 a refusal to disclose is reconsidered first: check whether these are others",
		Example: "2024 年的报告填未经复议直接起诉 3 件",
		Check:   checkDirectLitigation},
	{Code: "H-g", Severity: Info, Source: "国办公开办函〔2016〕201号",
		Chinese: "行政诉讼共 {got} 件，而表三全部为 0；只作为复议机关成为共同被告的案件由原行为机关计算，不计入本机关，请核对",
		English: "{got} lawsuits, and nothing but 0 in table three; those where the body is co-defendant only for having reconsidered count for the body that acted first, and not here: check them",
		Example: "某县司法局没有收到申请，复议后起诉总计 3 件",
		Check:   checkCoDefendant},

	// Found where printed totals are read.
	{Code: "T3-b", Severity: Error, Source: Practice,
		Chinese: "（七）总计与（一）至（六）之和不符：填报 {got}，应为 {want}，相差 {difference}",
		English: "the total of the results is not their sum: printed {got}, expected {want}, a difference of {difference}",
		Example: "（一）至（六）自然人之和为 21，（七）总计填 20"},
	{Code: "T3-c", Severity: Error, Source: Practice,
		Chinese: "总计与各类申请人之和不符：填报 {got}，应为 {want}，相差 {difference}",
		English: "the total is not the sum over the kinds of applicant: printed {got}, expected {want}, a difference of {difference}",
		Example: "自然人 20、商业企业 1，总计填 22；或 20 拆成 2 和 0 两格"},
	{Code: "T4-a", Severity: Error, Source: Practice,
		Chinese: "总计与维持、纠正、其他、尚未审结之和不符：填报 {got}，应为 {want}，相差 {difference}",
		English: "the total is not the sum of upheld, corrected, other and pending: printed {got}, expected {want}, a difference of {difference}",
		Example: "维持 10、纠正 1，总计填 0"},
}

// What is missing of a table: N-f.
const (
	missingCell  = "未填"
	missingSlash = "填的是“/”"
	missingRow   = "整行未填"
	missingTable = "整张表未填"
	slashRow     = "整行填的是“/”"
	slashTable   = "整张表填的是“/”"
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
		found, most := false, int64(0)
		for row, col := range f.each() {
			if row.table.wrongFigure != code {
				continue
			}
			x := row.cell(s.Tables, col)
			if n, ok := x.number(); ok {
				most = max(most, n)
			}
			if x.fault() {
				found = true
				find(Fault{Path: row.cells[col].pointer, Place: row.cells[col].name, Got: row.text(s.Tables, col)})
			}
		}
		const cells = 1000 // more than a table has
		if found || most <= maxCount/cells {
			return
		}
		for row := range f.rows() {
			for col, at := range row.cells {
				if row.table.wrongFigure != code || !row.computedAt(col) {
					continue
				}
				if n := row.count(s.Tables, col); n.fault() {
					find(Fault{Path: at.pointer, Place: at.name, Got: n.String()})
				}
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

// numbers returns the figures of columns of a row of the report's tables; ok is false
// where one is no number or no such column.
func (r *Report) numbers(row *row, cols ...int) (n []int64, ok bool) {
	for _, col := range cols {
		if col < 0 {
			return nil, false
		}
		x, ok := row.count(r.Tables, col).Int()
		if !ok {
			return nil, false
		}
		n = append(n, x)
	}
	return n, true
}

// pointers returns the JSON pointers of columns of the row.
func (r *row) pointers(cols ...int) (all []string) {
	for _, col := range cols {
		all = append(all, r.cells[col].pointer)
	}
	return all
}

// checkRules checks T2-c: who may not make rules has none.
func checkRules(s *Subject, find func(Fault)) {
	f := s.form()
	if f == nil || !makesNoRules(s.Kind, s.Agency) {
		return
	}
	row := f.row("disclosure/rules")
	if row == nil {
		return
	}
	cols := []int{row.col(added), row.col(taken), row.col(stock)}
	if cols[1] < 0 {
		cols = cols[:1] // the others count what was published, of whatever body
	}
	n, ok := s.numbers(row, cols...)
	if !ok {
		return
	}
	var got, want []string
	var wrong []int
	for i, x := range n {
		got, want = append(got, strconv.FormatInt(x, 10)), append(want, "0")
		if x > 0 {
			wrong = append(wrong, cols[i])
		}
	}
	if wrong != nil {
		cells := row.pointers(wrong...)
		find(Fault{Path: cells[0], Got: strings.Join(got, "/"), Want: strings.Join(want, "/"), Cells: cells})
	}
}

// makesNoRules reports whether a body surely has no power to make rules. Offices of a
// government may give the figures of the government, and so may those that keep its rules.
func makesNoRules(kind BodyKind, agency string) bool {
	switch kind {
	case BodyCounty, BodyTownship:
		return true
	case BodyDepartment:
		government, _, ok := strings.Cut(agency, "政府办")
		if !ok {
			return !strings.Contains(agency, "府办") && !strings.Contains(agency, "司法")
		}
		kind = KindOf(government + "政府")
		return kind == BodyCounty || kind == BodyTownship
	}
	return false
}

// checkDocuments checks T2-d: what was issued is in force or repealed.
func checkDocuments(s *Subject, find func(Fault)) {
	f := s.form()
	if f == nil {
		return
	}
	for row := range f.rows() {
		cols := []int{row.col(added), row.col(taken), row.col(stock)}
		n, ok := s.numbers(row, cols...)
		if ok && n[0] > n[1]+n[2] {
			find(Fault{
				Path: row.cells[cols[0]].pointer, Got: strconv.FormatInt(n[0], 10), Want: strconv.FormatInt(n[1]+n[2], 10),
				Cells: row.pointers(cols...),
			})
		}
	}
}

// The least amount in 万元, without decimals, that is too much for a county's body, and
// how many times as much as the other year's an amount in 元 is.
const (
	tooMuch         = 100_000
	atLeast, atMost = 5_000, 20_000
)

// checkFees checks T2-e: an amount in 万元 that may be one in 元.
func checkFees(s *Subject, find func(Fault)) {
	s.figures(func(row *row, col int) {
		if row.cols[col].unit != "万元" {
			return
		}
		amount, ok := row.at(s.Tables, col).(*Amount)
		if !ok || amount.unit != "" || amount.coef <= 0 {
			return
		}
		now, _ := amount.Rat()
		x := Fault{Path: row.cells[col].pointer, Got: amount.String()}
		large := now.IsInt() && now.Cmp(big.NewRat(tooMuch, 1)) >= 0 && ofCounty(s.Kind, s.Agency)
		if last := s.lastAmount(row, col); last != nil {
			before, _ := last.Rat()
			more, less := inYuan(now, before), inYuan(before, now)
			if large = large || more; large || less {
				x.Want = last.String()
			}
		}
		if large {
			x.more = inWan(row.cells[col].pointer, *amount)
		}
		if large || x.Want != "" {
			find(x)
		}
	})
}

// lastAmount returns the amount in the cell of last year's report, or nil where it has
// none in the unit of the column.
func (s *Subject) lastAmount(row *row, col int) *Amount {
	if s.Last == nil || s.Last.form() == nil {
		return nil
	}
	before := s.Last.form().row(row.path)
	if before == nil || len(before.cols) != len(row.cols) || before.cols[col].unit != row.cols[col].unit {
		return nil
	}
	amount, ok := before.at(s.Last.Tables, col).(*Amount)
	if !ok || amount.unit != "" || amount.coef <= 0 {
		return nil
	}
	return amount
}

// inYuan reports whether an amount is to another what one in 元 is to one in 万元.
func inYuan(x, other *big.Rat) bool {
	ratio := new(big.Rat).Quo(x, other)
	return ratio.Cmp(big.NewRat(atLeast, 1)) >= 0 && ratio.Cmp(big.NewRat(atMost, 1)) <= 0
}

// inWan returns an amount in 元 as one in 万元.
func inWan(pointer string, yuan Amount) hint {
	wan := Amount{coef: yuan.coef, scale: yuan.scale + 4}
	for wan.scale > 0 && wan.coef%10 == 0 {
		wan.coef, wan.scale = wan.coef/10, wan.scale-1
	}
	if wan.scale > maxDecimals {
		return hint{}
	}
	return hint{
		[]Value{{pointer, wan.String()}},
		"；" + yuan.String() + " 元是 " + wan.String() + " 万元", "; " + yuan.String() + " yuan are " + wan.String() + " of the unit",
	}
}

// ofCounty reports whether a body is surely one of a county or below.
func ofCounty(kind BodyKind, agency string) bool {
	switch kind {
	case BodyCounty, BodyTownship:
		return true
	case BodyDepartment:
		return strings.ContainsFunc(strings.ReplaceAll(agency, "自治区", ""), isCountyWord)
	}
	return false
}

// checkCarriedForward checks T3-e in every column; that of totals follows from the others.
func checkCarriedForward(s *Subject, find func(Fault)) {
	s.balances(func(_ *table, rows [4]*row) {
		for col := range rows[0].cols {
			received, ok := rows[0].count(s.Tables, col).Int()
			forward := rows[3].number(s.Tables, col)
			if ok && forward > received {
				find(Fault{
					Path: rows[3].cells[col].pointer, Got: strconv.FormatInt(forward, 10), Want: strconv.FormatInt(received, 10),
					Cells: []string{rows[3].cells[col].pointer, rows[0].cells[col].pointer},
				})
			}
		}
	})
}

// The least that are carried forward, and the share of those received, of which T3-f
// tells.
const (
	backlog      = 10
	backlogShare = 3 // a third
)

// checkBacklog checks T3-f. More than were received are for T3-e.
func checkBacklog(s *Subject, find func(Fault)) {
	s.balances(func(_ *table, rows [4]*row) {
		total := len(rows[0].cols)
		received, forward := rows[0].number(s.Tables, total), rows[3].number(s.Tables, total)
		if forward >= backlog && backlogShare*forward > received && forward <= received {
			find(Fault{
				Path: rows[3].cells[total].pointer, Got: strconv.FormatInt(forward, 10), Want: strconv.FormatInt(received, 10),
				Cells: []string{rows[3].cells[total].pointer, rows[0].cells[total].pointer},
			})
		}
	})
}

// The blocks of table four that rules name.
const (
	reconsideration  = "remedies/reconsideration"
	directLitigation = "remedies/directLitigation"
	litigationAfter  = "remedies/litigationAfterReconsideration"
)

// total returns the total of a row of the report, and its place; ok is false where there
// is none.
func (r *Report) total(path string) (n int64, at place, ok bool) {
	f := r.form()
	if f == nil {
		return 0, place{}, false
	}
	row := f.row(path)
	if row == nil {
		return 0, place{}, false
	}
	n, ok = row.count(r.Tables, len(row.cols)).Int()
	return n, row.cells[len(row.cols)], ok
}

// checkReconsidered checks T4-d: what was reconsidered before it went to court was so this
// year or last.
func checkReconsidered(s *Subject, find func(Fault)) {
	sued, at, _ := s.total(litigationAfter)
	reconsidered, from, ok := s.total(reconsideration)
	if sued <= 0 || !ok || reconsidered > 0 {
		return
	}
	x := Fault{Path: at.pointer, Place: at.name, Got: strconv.FormatInt(sued, 10), Cells: []string{at.pointer, from.pointer}}
	if s.Last != nil {
		switch before, _, ok := s.Last.total(reconsideration); {
		case ok && before > 0:
			return
		case ok:
			x.Want = "0"
		}
	}
	find(x)
}

// checkCoDefendant checks H-g: who reconsiders what others did is their co-defendant. What
// was answered last year may go to court in this one.
func checkCoDefendant(s *Subject, find func(Fault)) {
	var x Fault
	sued := int64(0)
	for _, path := range [...]string{directLitigation, litigationAfter} {
		if n, at, _ := s.total(path); n > 0 {
			sued += n
			x.Cells = append(x.Cells, at.pointer)
		}
	}
	if sued == 0 || !s.reconsiders() || !s.noApplications() || s.Last != nil && !s.Last.noApplications() || s.leavesOutCoDefendant() {
		return
	}
	x.Path, x.Got = x.Cells[0], strconv.FormatInt(sued, 10)
	find(x)
}

// reconsiders reports whether the body decides on reconsideration (行政复议机关) or does
// the work of that: a government from the county up, its office, or that of justice.
func (s *Subject) reconsiders() bool {
	if s.Kind.government() {
		return s.Kind != BodyTownship
	}
	return s.Kind == BodyDepartment && (strings.Contains(s.Agency, "司法") || officeOf(s.Agency))
}

// noApplications reports whether every figure on applications is there, and 0.
func (r *Report) noApplications() bool {
	all, known := true, false
	r.figures(func(row *row, col int) {
		if row.table.balance != nil {
			n, ok := row.cell(r.Tables, col).number()
			all, known = all && ok && n == 0, true
		}
	})
	return all && known
}

// leavesOutCoDefendant reports whether the text says that such cases are not counted.
func (s *Subject) leavesOutCoDefendant() bool {
	return slices.ContainsFunc(s.passages(), func(p passage) bool {
		return strings.Contains(p.text, "共同被告") &&
			containsAny(p.text, []string{"不计", "未计", "不含", "未含", "不包括", "未包括", "不列", "未列", "未纳入", "不纳入", "剔除", "除外"})
	})
}

// reconsideredFirst is the first year in which a refusal to disclose is to be
// reconsidered before it goes to court.
const reconsideredFirst = 2024

// checkDirectLitigation checks T4-e.
func checkDirectLitigation(s *Subject, find func(Fault)) {
	if n, at, _ := s.total(directLitigation); n > 0 && s.Year >= reconsideredFirst {
		find(Fault{Path: at.pointer, Place: at.name, Got: strconv.FormatInt(n, 10)})
	}
}
