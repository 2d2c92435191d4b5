package report

import "slices"

// Edition is an edition of the official form.
type Edition string

// The editions of the form.
const (
	Edition2019 Edition = "2019" // 国办公开办函〔2019〕60号（试行）: reports for 2019 and 2020
	Edition2021 Edition = "2021" // 国办公开办函〔2021〕30号: reports for 2021 and later
)

// editions is the list that a new edition adds a line to, oldest first.
var editions = slices.Concat([]*form{form2019, form2021}, pretended)

// Editions returns the editions of the form, oldest first.
func Editions() []Edition {
	var all []Edition
	for _, f := range editions {
		all = append(all, f.edition)
	}
	return all
}

// EditionFor returns the edition that reports for the year are to use; ok is
// false for years before the first edition, 2019. A report may override it: its
// [Tables] decide.
func EditionFor(year int) (e Edition, ok bool) {
	if f := formFor(year); year >= f.from {
		return f.edition, true
	}
	return "", false
}

// formFor returns the form for the year, or the first there was.
func formFor(year int) *form {
	for _, f := range slices.Backward(editions) {
		if year >= f.from {
			return f
		}
	}
	return editions[0]
}

// tableIn reports whether some edition has a table in the section.
func tableIn(section int) bool {
	return slices.ContainsFunc(editions, func(f *form) bool { return f.hasTable(section) })
}

// form returns the form of the edition, or nil where there is no such edition.
func (e Edition) form() *form {
	for _, f := range editions {
		if f.edition == e {
			return f
		}
	}
	return nil
}

// Tables are the figures of a report, such as [*Tables2021]: each edition has a type
// of its own, for no form can be computed from another.
type Tables interface {
	Edition() Edition
	form() *form // nil where the pointer is nil: then there are no tables
}

// formOf is the form of tables of an edition's type.
func formOf[T any](t *T, f *form) *form {
	if t == nil {
		return nil
	}
	return f
}

// NewTables returns the tables of the edition with every cell [Blank], or nil
// where there is no such edition.
func NewTables(e Edition) Tables {
	f := e.form()
	if f == nil {
		return nil
	}
	t := f.blank()
	for r, col := range f.each() {
		r.cell(t, col).clear()
	}
	return t
}

// Table describes a standard table as the form prints it: for programs that make
// forms, read tables or explain findings.
type Table struct {
	Number  int      // 2 for table two; of the section that it stands in, too
	Name    string   // 表二
	Caption string   // 表二：主动公开政府信息情况
	Blocks  bool     // the rows are blocks of columns side by side, as in table four
	Balance []string // Paths of rows of which the first two add up to the same as the last two; nil is none
	Labels  []string // printed in it, naming neither a row nor a column of figures
	Rows    []Row    // in printed order
}

// Row describes a row of a standard table; in a table of blocks it is a block of
// columns.
type Row struct {
	Path     string   // below /tables in the JSON
	Clause   string   // that it stands under: 第二十条第（一）项
	Group    string   // that it stands in: （三）不予公开, 行政诉讼
	Label    string   // 1.属于国家秘密
	Columns  []string // without 总计
	Total    bool     // 总计 follows the columns
	Computed bool     // the row is the sum of others: （七）总计
	Rest     bool     // the row takes what its group has besides the others: 3.其他
}

// Tables returns the tables of the edition in printed order, or nil where there is
// no such edition.
func (e Edition) Tables() []Table {
	f := e.form()
	if f == nil {
		return nil
	}
	var all []Table
	for i := range f.tables {
		t := &f.tables[i]
		x := Table{Number: t.number(), Name: t.name(), Caption: t.caption, Blocks: t.shape == inBlocks, Balance: slices.Clone(t.balance), Labels: t.labels()}
		for _, r := range t.rows {
			row := Row{Path: r.path, Clause: r.clause, Group: r.group, Label: r.label, Total: r.sum, Computed: r.computed(), Rest: r.rest}
			for _, c := range r.cols {
				row.Columns = append(row.Columns, c.label)
			}
			x.Rows = append(x.Rows, row)
		}
		all = append(all, x)
	}
	return all
}

// resultsTotal adds up the results rows of the tables.
func resultsTotal(t Tables) (total Applicants) {
	for r := range t.form().rows() {
		if r.computed() {
			for col := range r.cols {
				*total.at(col) = r.count(t, col)
			}
		}
	}
	return total
}
