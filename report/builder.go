package report

import "strconv"

// Builder fills one standard table row by row. Cells start as [Blank], so that
// a row that is forgotten is reported as missing and never counted as zero.
// Calls can be chained; the first error is kept and returned by Build.
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
// those above it.
type Builder[T any] struct {
	tables Tables
	table  int
	part   func(Tables) T
	given  map[string]bool // by path
	totals []printedTotal
	err    error
}

// NewDisclosure2021 returns a builder of table two of the 2021 form.
func NewDisclosure2021() *Builder[Disclosure2021] {
	return newBuilder(Edition2021, 2, func(t Tables) Disclosure2021 { return t.(*Tables2021).Disclosure })
}

// NewDisclosure2019 returns a builder of table two of the 2019 form.
func NewDisclosure2019() *Builder[Disclosure2019] {
	return newBuilder(Edition2019, 2, func(t Tables) Disclosure2019 { return t.(*Tables2019).Disclosure })
}

// NewApplications2021 returns a builder of table three of the 2021 form.
func NewApplications2021() *Builder[Applications2021] {
	return newBuilder(Edition2021, 3, func(t Tables) Applications2021 { return t.(*Tables2021).Applications })
}

// NewApplications2019 returns a builder of table three of the 2019 form.
func NewApplications2019() *Builder[Applications2019] {
	return newBuilder(Edition2019, 3, func(t Tables) Applications2019 { return t.(*Tables2019).Applications })
}

// NewRemedies returns a builder of table four, which both editions share.
func NewRemedies() *Builder[Remedies] {
	return newBuilder(Edition2021, 4, func(t Tables) Remedies { return t.(*Tables2021).Remedies })
}

func newBuilder[T any](e Edition, table int, part func(Tables) T) *Builder[T] {
	return &Builder[T]{tables: NewTables(e), table: table, part: part, given: map[string]bool{}}
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
	if b.err != nil {
		return b
	}
	b.err = b.set(name, figures)
	return b
}

// Rest sets every figure of the rows that were not given.
func (b *Builder[T]) Rest(figure Count) *Builder[T] {
	if b.err != nil {
		return b
	}
	b.tables.form().each(func(table int, r *row) {
		for i := range r.cols {
			if table == b.table && !b.given[r.path] && b.err == nil {
				b.err = b.setCell(r, i, figure.String())
			}
		}
	})
	return b
}

// Build returns the table and what the given totals differ in. The error is an
// [*InputError] that names the row and the column.
func (b *Builder[T]) Build() (T, []Finding, error) {
	return b.part(b.tables), compareTotals(b.tables, b.totals), b.err
}

// set is Text without the chaining.
func (b *Builder[T]) set(name string, figures []string) error {
	f := b.tables.form()
	r, nearest := findRow(f.rows(b.table), name)
	if r == nil {
		return &InputError{NewFinding("F-e", "", tableName(b.table), name, nearest)}
	}
	if b.given[r.path] {
		return &InputError{NewFinding("F-f", r.pointer(), r.place(b.table, -1), "", "")}
	}
	b.given[r.path] = true
	if n := len(r.cols); len(figures) != n && !(r.sum && len(figures) == n+1) {
		want := strconv.Itoa(n)
		if r.sum {
			want += "–" + strconv.Itoa(n+1)
		}
		return &InputError{NewFinding("F-g", r.pointer(), r.place(b.table, -1), strconv.Itoa(len(figures)), want)}
	}
	for i, text := range figures {
		if err := b.setCell(r, i, text); err != nil {
			return err
		}
	}
	return nil
}

func (b *Builder[T]) setCell(r *row, col int, text string) error {
	total := r.computed() || col == len(r.cols)
	var fig figure = new(Count)
	if !total {
		fig = r.cell(b.tables, col)
	}
	if err := r.parse(fig, col, text); err != nil {
		return &InputError{NewFinding(err.code, r.pointerAt(col), r.place(b.table, col), err.got, err.want)}
	}
	if total {
		b.totals = append(b.totals, printedTotal{b.table, r, col, *fig.(*Count)})
	}
	return nil
}
