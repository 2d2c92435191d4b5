package report

import "strconv"

// Builder fills one standard table row by row. Cells start as [Blank], so that
// a row that is forgotten is reported as missing and never counted as zero.
// Calls can be chained; what is wrong is kept and returned by Build.
//
//	t, _, err := report.NewApplications2021().
//		Row("一、本年新收政府信息公开申请数量", 3402, 99, 0, 4, 5, 1).
//		Row("carriedOver", 91, 3, 0, 0, 2, 0).
//		…
//		Rest(0).
//		Build()
//
// Rows are named by their official label, whatever its brackets and spaces, with
// or without that of their group, or by their key in the JSON, with or without
// those above it. Programs that have figures by cell rather than by row use [Cells].
type Builder[T any] struct {
	tables Tables
	table  *table
	part   func(Tables) *T
	given  map[*row]bool
	totals []printedTotal
	faults []Finding
}

// newBuilder returns a builder of the table with the key in the JSON.
func newBuilder[T any](e Edition, key string, part func(Tables) *T) *Builder[T] {
	b := &Builder[T]{tables: NewTables(e), part: part, given: map[*row]bool{}}
	for i := range e.form().tables {
		if t := &e.form().tables[i]; t.key() == key {
			b.table = t
		}
	}
	return b
}

// Row sets the figures of a row in the order of its columns. A total may follow
// them: it is not stored, but compared with the computed one, and a difference
// is a finding. （七）总计 may be given too, to be compared likewise.
func (b *Builder[T]) Row(name string, figures ...Count) *Builder[T] {
	texts := make([]string, len(figures))
	for i, f := range figures {
		texts[i] = f.String()
	}
	return b.Text(name, texts...)
}

// Text sets the figures of a row from text as published reports print it: see
// [ParseCount] and [ParseAmount].
func (b *Builder[T]) Text(name string, figures ...string) *Builder[T] {
	r, nearest := findRow(b.table.rows, name)
	switch {
	case r == nil:
		return b.fault(newFinding("F-e", "", b.table.name(), name, nearest))
	case b.given[r]:
		return b.fault(newFinding("F-f", r.pointer(), r.place(), "", ""))
	}
	b.given[r] = true
	if n := len(r.cols); len(figures) != n && len(figures) != r.width() {
		want := strconv.Itoa(n) + figuresWord
		if r.sum {
			want += totalMayFollow
		}
		return b.fault(newFinding("F-g", r.pointer(), r.place(), strconv.Itoa(len(figures)), want))
	}
	for col, text := range figures {
		b.set(r, col, text)
	}
	return b
}

// Rest sets every figure of the rows that were not given.
func (b *Builder[T]) Rest(figure Count) *Builder[T] {
	for i := range b.table.rows {
		if r := &b.table.rows[i]; !b.given[r] && !r.computed() {
			for col := range r.cols {
				b.set(r, col, figure.String())
			}
		}
	}
	return b
}

func (b *Builder[T]) set(r *row, col int, text string) {
	if !r.computedAt(col) {
		if f := r.set(b.tables, col, text); f != nil {
			b.fault(*f)
		}
		return
	}
	n, err := parseTotal(text)
	if err != nil {
		b.fault(*r.fault(col, err))
		return
	}
	b.totals = append(b.totals, printedTotal{r, col, n})
}

func (b *Builder[T]) fault(f Finding) *Builder[T] {
	b.faults = append(b.faults, f)
	return b
}

// Build returns the table and what the given totals differ in. The error is an
// [*InputError] that names the row and the column of every fault.
func (b *Builder[T]) Build() (T, []Finding, error) {
	return *b.part(b.tables), compareTotals(b.tables, b.totals), inputError(b.faults)
}
