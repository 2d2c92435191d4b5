package report

import (
	"cmp"
	"errors"
	"iter"
	"math/big"
	"strconv"
)

// Cell is a figure of a report's tables by its place in the form. [Cells] yields
// them.
type Cell struct {
	Table    int    // 2 for table two
	Row      string // Path of its [Row]
	Column   string // label of its column: 自然人, 总计
	Path     string // JSON pointer into the report: /tables/applications/received/total
	Place    string // by the labels of the form: 表三 一、本年新收政府信息公开申请数量 总计
	Kind     Kind
	Computed bool // it is the sum of others: 总计 and （七）总计
	Joint    bool // bodies may count the same thing, as with documents that several issue: their figures do not add up to those of a jurisdiction

	tables Tables
	row    *row
	col    int // len(row.cols) for 总计
}

// Kind is what a figure counts.
type Kind uint8

// The kinds of figure.
const (
	KindCount  Kind = iota // a [Count]
	KindChange             // a [Change]
	KindAmount             // an [Amount]
)

// Cells yields every figure of the tables in printed order, totals among them: the
// way for programs that fill a form, read, compare or add up reports, whatever the
// edition. Where there are no tables it yields nothing.
//
//	for c := range report.Cells(r.Tables) {
//		if text, ok := posted[c.Path]; ok && !c.Computed {
//			err = errors.Join(err, c.Set(text))
//		}
//	}
func Cells(t Tables) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		if t == nil || t.form() == nil {
			return
		}
		for r := range t.form().rows() {
			for col := range r.width() {
				if !yield(r.cellAt(t, col)) {
					return
				}
			}
		}
	}
}

func (r *row) cellAt(t Tables, col int) Cell {
	c := Cell{
		Table: r.table.number(), Row: r.path, Column: r.column(col), Path: r.cells[col].pointer, Place: r.cells[col].name,
		Computed: r.computedAt(col), Joint: r.jointAt(col), tables: t, row: r, col: col,
	}
	if !c.Computed {
		c.Kind = r.cell(t, col).kind()
	}
	return c
}

// computedAt reports whether the figure of the column is the sum of others.
func (r *row) computedAt(col int) bool { return r.computed() || col == len(r.cols) }

// jointAt reports whether bodies may count the same thing in the column.
func (r *row) jointAt(col int) bool { return col < len(r.cols) && r.cols[col].joint }

// column returns the label of a column.
func (r *row) column(col int) string {
	if col == len(r.cols) {
		return labelTotal
	}
	return r.cols[col].label
}

// figure returns a copy of what is in the cell.
func (c Cell) figure() figure { return c.row.figure(c.tables, c.col) }

// Int returns the figure; ok is false where the cell holds none, and for an amount
// with decimals.
func (c Cell) Int() (n int64, ok bool) {
	f := c.figure()
	if a, isAmount := f.(*Amount); isAmount && a.scale > 0 {
		return 0, false
	}
	return f.number()
}

// Rat returns the exact figure, an amount in its [Cell.Unit]; ok is false where the
// cell holds none.
func (c Cell) Rat() (x *big.Rat, ok bool) {
	f := c.figure()
	if a, isAmount := f.(*Amount); isAmount {
		return a.Rat()
	}
	n, ok := f.number()
	return new(big.Rat).SetInt64(n), ok
}

// Sub returns the figure less that of another cell, exactly, an amount in its
// [Cell.Unit]; ok is false where one of them holds none, and where the units differ.
func (c Cell) Sub(other Cell) (x *big.Rat, ok bool) {
	x, ok = c.Rat()
	y, known := other.Rat()
	return x.Sub(x, y), ok && known && c.Unit() == other.Unit()
}

// Unit returns the unit of an amount, 元 or 万元: that which it carries, or else that
// of the head of its column; "" where neither names one, and for counts.
func (c Cell) Unit() string {
	a, ok := c.figure().(*Amount)
	if !ok {
		return ""
	}
	return cmp.Or(a.unit, c.row.cols[c.col].unit)
}

// Blank reports whether nothing was supplied for the cell, or for none of those
// that it adds up.
func (c Cell) Blank() bool { return c.String() == "" }

// String returns the figure as it is printed.
func (c Cell) String() string { return c.figure().String() }

// Addends yields the cells that a computed cell adds up, in printed order: nothing for
// another cell.
func (c Cell) Addends() iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		switch {
		case c.row == nil || !c.Computed:
		case c.col == len(c.row.cols):
			for col := range c.row.cols {
				if !yield(c.row.cellAt(c.tables, col)) {
					return
				}
			}
		default:
			for p := range c.row.parts() {
				if !yield(p.cellAt(c.tables, c.col)) {
					return
				}
			}
		}
	}
}

// Set sets the figure from text as published reports print it: see [ParseCount] and
// [ParseAmount]; an empty text makes the cell [Blank]. The error is an
// [*InputError], and the cell as it was; a computed cell cannot be set.
func (c Cell) Set(text string) error {
	if f := c.row.set(c.tables, c.col, text); f != nil {
		return &InputError{Finding: *f}
	}
	return nil
}

// set sets a figure that is not computed.
func (r *row) set(t Tables, col int, text string) *Finding {
	if r.computedAt(col) {
		return r.fault(col, &figureError{code: codeComputed, got: text})
	}
	if err := r.parse(r.cell(t, col), col, text); err != nil {
		return r.fault(col, err)
	}
	return nil
}

// fault returns what is wrong with a figure as a finding at its cell.
func (r *row) fault(col int, e *figureError) *Finding {
	f := newFinding(e.code, r.cells[col].pointer, r.cells[col].name, e.got, e.want)
	return &f
}

// Compare compares the text of a total as it was printed with the computed one: a
// difference is a finding (T3-b, T3-c, T4-a). It is for when the figures are set, of
// which the blank ones add nothing. Where nothing was printed there is no finding. The
// error is an [*InputError] for text that is no count, or says that the cell is not
// computed. [CompareTotals] compares all totals, and says more of what is wrong.
func (c Cell) Compare(printed string) ([]Finding, error) {
	if !c.Computed {
		return nil, errors.New("report: " + c.Path + " is no total")
	}
	total, err := parseTotal(printed)
	if err != nil {
		return nil, &InputError{Finding: *c.row.fault(c.col, err)}
	}
	return compareTotals(c.tables, []printedTotal{{c.row, c.col, total}}), nil
}

// CompareTotals compares the texts of totals as they were printed, by JSON pointer, with
// the computed ones, as [Cell.Compare] does. Where one mistake explains all sums of a row
// and a column that are wrong, what is found says which, and has what would mend it
// ([Finding.Hint]). The findings are in the order of [Cells]. The error is an
// [*InputError] that has every text that is no count.
func CompareTotals(t Tables, printed map[string]string) ([]Finding, error) {
	var totals []printedTotal
	var faults []Finding
	for c := range Cells(t) {
		text, ok := printed[c.Path]
		if !ok || !c.Computed {
			continue
		}
		total, err := parseTotal(text)
		if err != nil {
			faults = append(faults, *c.row.fault(c.col, err))
			continue
		}
		totals = append(totals, printedTotal{c.row, c.col, total})
	}
	return compareTotals(t, totals), inputError(faults)
}

// parseTotal reads a printed total.
func parseTotal(printed string) (Count, *figureError) {
	n, err := parseCount(printed, maxTotalDigits)
	if err != nil {
		return 0, &figureError{code: codeCount, got: printed}
	}
	return n, nil
}

// printedTotal is a total that stood in what was read.
type printedTotal struct {
	row   *row
	col   int // len(row.cols) for 总计
	value Count
}

// wrong returns the total as it was printed and as it is computed, where they differ.
func (p printedTotal) wrong(t Tables) (got, want int64, wrong bool) {
	got, ok := p.value.Int()
	want = p.row.number(t, p.col)
	return got, want, ok && got != want
}

// compareTotals compares printed totals with the computed ones.
func compareTotals(t Tables, printed []printedTotal) (findings []Finding) {
	tables := map[*table]*arithmetic{}
	mistakes := map[*table][]explanation{}
	for _, p := range printed {
		got, want, wrong := p.wrong(t)
		if !wrong {
			continue
		}
		of := p.row.table
		a := tables[of]
		if a == nil {
			a = newArithmetic(t, of, printed, nil)
			tables[of], mistakes[of] = a, a.explain()
		}
		cell := a.at(of.index(p.row), p.col)
		code := of.wrongTotal
		if p.row.computed() {
			code = of.wrongSum
		}
		at := p.row.cells[p.col]
		f := newFinding(code, at.pointer, at.name, strconv.FormatInt(got, 10), strconv.FormatInt(want, 10))
		findings = append(findings, f.with(a.hintFor(mistakes[of], func(x explanation) bool { return a.mendsTotal(x, cell) })))
	}
	return findings
}
