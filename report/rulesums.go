package report

import (
	"slices"
	"strings"
)

// sumRules judge what the figures of the bodies come to.
var sumRules = []bodyRule{
	{Rule{Code: "H-q", Severity: Warning, Source: Practice,
		Chinese: "合计中没有{bodies}的数：{got}；请其补上，没有发生的填 0",
		English: "the sum has no figure of {bodies}: {got}; ask for it; what did not happen is 0",
		Example: "某县某局的“商业企业”一格空白"},
		checkLacking, false},
	{Rule{Code: "H-w", Severity: Error, Source: Practice,
		Chinese: "{bodies}的数是 {got}，不是这一格能填的，没有计入；请其改正",
		English: "the figure of {bodies} is {got}, which the cell cannot have; it is not in the sum; have it mended",
		Example: "某县某局的行政许可填 -1"},
		checkWrongAddends, true},
	{Rule{Code: "H-t", Severity: Error, Source: Practice,
		Chinese: "合计 {got} 超出一格能填的（整数最多十二位，小数最多六位），没有填入；请核对各机关的数",
		English: "the sum {got} is beyond what a cell can have, twelve digits before the point and six behind; it is not filled in; look at the figures of the bodies",
		Example: "某县某局把 12 件写成 999999999999 件"},
		checkBeyond, true},
	{Rule{Code: "H-u", Severity: Warning, Source: "年度报告格式（试行）：采购总金额没有单位",
		Chinese: "各机关的金额单位不一，或没有单位：{got}，没有相加；请核实单位后填入",
		English: "the amounts of the bodies are in several units or in none: {got}; they are not added up; find out the units and fill the sum in",
		Example: "一个机关填 251000元，另一个填 8040"},
		checkUnits, true},
	{Rule{Code: "H-r", Severity: Info, Source: "由制定机关各计一次：联合发文、逐项清单不相加",
		Chinese: "取自本级的报告：{got}；各机关相加是 {want}，联合制发的会重复；请核对",
		English: "taken from the report of the own office: {got}; those of the bodies come to {want}, where what several issue together counts more than once; look at it",
		Example: "规章、行政规范性文件"},
		checkJointTaken, false},
	{Rule{Code: "H-s", Severity: Warning, Source: "由制定机关各计一次：联合发文、逐项清单不相加",
		Chinese: "不能由各机关相加得出：{got}，请按本级的情况填写[；各机关相加是 {want}，联合制发的会重复]",
		English: "not to be had by adding up the bodies: {got}; fill it in for the jurisdiction[; those of the bodies come to {want}, where what several issue together counts more than once]",
		Example: "没有本级的报告，规章、行政规范性文件"},
		checkJointAsked, false},
}

// state is what stands in a cell instead of a figure that can be added.
type state uint8

const (
	figureGiven state = iota
	figureBlank
	figureSlash
	figureWrong
)

func stateOf(f figure) state {
	switch _, ok := f.number(); {
	case f.fault():
		return figureWrong
	case ok:
		return figureGiven
	case f.String() == "":
		return figureBlank
	}
	return figureSlash
}

// rowState returns what stands in all figures of the row that add up, or figureGiven.
func (r *row) rowState(t Tables) (of state, figures int) {
	for col, c := range r.cols {
		if c.joint || r.computed() {
			continue
		}
		at := stateOf(r.cell(t, col))
		if figures > 0 && at != of {
			at = figureGiven
		}
		if of = at; of == figureGiven {
			return of, figures + 1
		}
		figures++
	}
	return of, figures
}

// lacking is the bodies that have no figure at a place: see state.
type lacking map[string]*[figureWrong + 1][]string

func (l lacking) add(pointer string, s state, p *Part) {
	if l[pointer] == nil {
		l[pointer] = new([figureWrong + 1][]string)
	}
	l[pointer][s] = append(l[pointer][s], p.Agency)
}

// checkLacking finds figures that bodies have not given: of a wholly blank row or table of a
// body it tells that alone. Whoever gives a “/” says that he has none, which is milder.
func checkLacking(j *Jurisdiction, find func(Fault)) {
	parts := j.counted()
	if !slices.ContainsFunc(j.sums, func(s cellSum) bool { return !s.joint() && s.some < len(parts) }) {
		return
	}
	f := j.Report.form()
	at := lacking{}
	for _, p := range parts {
		for i := range f.tables {
			at.table(&f.tables[i], p)
		}
	}
	tell := func(pointer, place string, got [figureWrong]string) {
		if of := at[pointer]; of != nil {
			for s := figureBlank; s < figureWrong; s++ {
				if of[s] != nil {
					find(Fault{Path: pointer, Place: place, Got: got[s], Bodies: of[s], Mild: s == figureSlash})
				}
			}
		}
	}
	for i := range f.tables {
		t := &f.tables[i]
		tell(t.pointer(), t.name(), [...]string{figureBlank: missingTable, figureSlash: slashTable})
		for k := range t.rows {
			r := &t.rows[k]
			if !r.single() {
				tell(r.pointer(), r.place(), [...]string{figureBlank: missingRow, figureSlash: slashRow})
			}
			for _, c := range r.cells {
				tell(c.pointer, c.name, [...]string{figureBlank: missingCell, figureSlash: missingSlash})
			}
		}
	}
}

// table adds what a body lacks in a table.
func (l lacking) table(t *table, p *Part) {
	all, begun := figureGiven, false
	rows, figures := make([]state, len(t.rows)), make([]int, len(t.rows))
	for i := range t.rows {
		rows[i], figures[i] = t.rows[i].rowState(p.Tables)
		s := rows[i]
		if figures[i] == 0 {
			continue
		}
		if begun && s != all {
			s = figureGiven
		}
		all, begun = s, true
	}
	if all == figureBlank || all == figureSlash {
		l.add(t.pointer(), all, p)
		return
	}
	for i := range t.rows {
		r := &t.rows[i]
		switch s := rows[i]; {
		case figures[i] == 0:
		case (s == figureBlank || s == figureSlash) && figures[i] > 1:
			l.add(r.pointer(), s, p)
		default:
			for col, c := range r.cols {
				if s := stateOf(r.cell(p.Tables, col)); !c.joint && (s == figureBlank || s == figureSlash) {
					l.add(r.cells[col].pointer, s, p)
				}
			}
		}
	}
}

// checkWrongAddends finds figures of bodies that no cell can have.
func checkWrongAddends(j *Jurisdiction, find func(Fault)) {
	parts := j.counted()
	for _, s := range j.sums {
		if s.joint() || s.some == len(parts) {
			continue
		}
		for _, p := range parts {
			if f := s.row.cell(p.Tables, s.col); f.fault() {
				at := s.row.cells[s.col]
				find(Fault{Path: at.pointer, Place: at.name, Got: f.String(), Bodies: []string{p.Agency}, more: from(p)})
			}
		}
	}
}

// checkBeyond finds sums that no cell can have.
func checkBeyond(j *Jurisdiction, find func(Fault)) {
	for i := range j.sums {
		s := &j.sums[i]
		if text := s.text(); !s.joint() && text != "" && s.row.text(j.Report.Tables, s.col) == "" {
			find(Fault{Path: s.row.cells[s.col].pointer, Place: s.row.cells[s.col].name, Got: text})
		}
	}
}

// checkUnits finds amounts that are in several units, or in none that is known. Where they
// are in 元 and 万元 the sum can be offered.
func checkUnits(j *Jurisdiction, find func(Fault)) {
	for i := range j.sums {
		s := &j.sums[i]
		if _, ok := s.unit(); ok || s.joint() {
			continue
		}
		at := s.row.cells[s.col]
		x := Fault{Path: at.pointer, Place: at.name}
		var sums []string
		for unit, has := range s.has {
			if has {
				name := amountUnits[unit]
				if name == "" {
					name = noUnit
				}
				sums = append(sums, name)
			}
		}
		x.Got = strings.Join(sums, "、")
		for _, p := range j.counted() {
			if n, ok := s.row.cell(p.Tables, s.col).number(); ok && n != 0 {
				x.Bodies = append(x.Bodies, p.Agency)
			}
		}
		if yuan := decimal(s.inUnit(1)) + amountUnits[1]; !s.has[0] {
			x.more = hint{
				values:  []Value{{Path: at.pointer, Value: yuan}},
				chinese: "；换算后合计 " + yuan, english: "; converted they come to " + yuan,
			}
		}
		find(x)
	}
}

const noUnit = "没有单位"

// joints yields the rows of figures that do not add up, each with its sums.
func (j *Jurisdiction) joints(yield func(r *row, sums []*cellSum)) {
	var sums []*cellSum
	for i := range j.sums {
		if s := &j.sums[i]; s.joint() {
			sums = append(sums, s)
		}
		if i+1 == len(j.sums) || j.sums[i+1].row != j.sums[i].row {
			if sums != nil {
				yield(j.sums[i].row, sums)
			}
			sums = nil
		}
	}
}

// labelled returns figures with the labels of their columns.
func (s *cellSum) labelled(figure string) string {
	return strings.TrimSpace(s.row.cols[s.col].label + " " + figure)
}

func checkJointTaken(j *Jurisdiction, find func(Fault)) {
	if j.own() == nil {
		return
	}
	j.joints(func(r *row, sums []*cellSum) {
		x := Fault{Path: r.pointer(), Place: r.place()}
		var got, want []string
		for _, s := range sums {
			taken := r.text(j.Report.Tables, s.col)
			if _, ok := r.cell(j.Report.Tables, s.col).number(); ok && strings.TrimPrefix(taken, "+") != s.text() {
				got, want = append(got, s.labelled(taken)), append(want, s.labelled(s.text()))
				x.Cells = append(x.Cells, r.cells[s.col].pointer)
			}
		}
		if x.Got, x.Want = strings.Join(got, "、"), strings.Join(want, "、"); x.Cells != nil {
			find(x)
		}
	})
}

func checkJointAsked(j *Jurisdiction, find func(Fault)) {
	if j.counted() == nil {
		return
	}
	j.joints(func(r *row, sums []*cellSum) {
		x := Fault{Path: r.pointer(), Place: r.place()}
		var got, want []string
		for _, s := range sums {
			if r.text(j.Report.Tables, s.col) != "" {
				continue
			}
			got = append(got, s.labelled(""))
			x.Cells = append(x.Cells, r.cells[s.col].pointer)
			if sum := s.text(); sum != "" {
				want = append(want, s.labelled(sum))
			}
		}
		if x.Got, x.Want = strings.Join(got, "、"), strings.Join(want, "、"); x.Cells != nil {
			find(x)
		}
	})
}
