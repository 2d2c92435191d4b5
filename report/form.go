package report

import (
	"iter"
	"slices"
	"strings"
)

// form is an edition of the official form as data: what tables it has, what rows
// and columns they have, what these are called and where their figures are. It
// alone drives the document, the checks, the JSON, its schema, the builders and the
// readers.
type form struct {
	edition Edition
	notice  string // number of the notice that issued it
	title   string // of that notice
	cited   string // what of the title texts cite it by
	trial   string // what follows the name of the form where it was on trial
	from    int    // the first year it is for
	topics  bool   // the notice names the five subjects of section one
	fees    bool   // section six states the fees for processing information (国办函〔2020〕109号)
	blank   func() Tables
	tables  []table
}

// table is a standard table. It has no number or caption of its own in print; it is
// called after the section that it stands in.
type table struct {
	section     int    // index in Report.Sections; table two stands in section two
	caption     string // for those who do not see the page, as are the columns' heads in
	description string
	shape       shape

	stub   string // head of the column of labels, in every clause
	corner string // what stands above the labels, left of the heads
	over   string // head of all columns

	rows []row

	wrongFigure string // code of the rule for a figure that the form does not allow
	wrongTotal  string // of the rule for 总计
	wrongSum    string // of the rule for a computed row
	// balance is the paths of rows of which the first two add up to the same as
	// the last two, column by column.
	balance []string
}

// shape is how a table is printed.
type shape uint8

const (
	inClauses shape = iota // blocks below one another, each under a clause and heads of its own: table two
	inLines                // a line a row, below heads that all rows share: table three
	inBlocks               // one line of figures, the rows side by side as blocks of columns: table four
)

// row is a row of figures, or in a table of blocks a block of columns.
type row struct {
	path   string   // of its object or value in the JSON, below /tables
	clause string   // in a table of clauses: 第二十条第（一）项
	part   string   // the outer of the labels that it stands under: 三、本年度办理结果
	group  string   // the inner: （三）不予公开; in a table of blocks the head of several: 行政诉讼
	label  string   // as printed
	cols   []column // without the total
	sum    bool     // a total, 总计, follows the columns
	rest   bool     // it takes what its group has besides: 3.其他
	lapsed bool     // it is of applications of which the applicant did not do what he was asked to, so that no answer was due
	// cell returns the figure of a column; nil in a row that adds up the rows of
	// its part.
	cell func(t Tables, col int) figure

	table *table
	cells []place // with the total
}

// place is what a figure of a row is called.
type place struct {
	pointer string // JSON pointer
	name    string // by the labels of the form
}

// column is a column of figures.
type column struct {
	key    string // of its value in the row's JSON object; "" where the row has one figure only
	group  string // the head over this and the columns beside it that have the same
	label  string
	unit   string // named in the head, so that the cell carries none
	joint  bool   // bodies may count the same thing, so that their figures are not to be added up
	counts role   // where it matters beside the row's other columns, or from year to year
}

// role is what the figures of a column are to those of the row's others, and to last
// year's.
type role uint8

const (
	anything role = iota
	added         // to the stock in the year: 本年制发件数
	taken         // from the stock in the year: 本年废止件数
	stock         // what there is at the end of the year, or was at that of the last: 现行有效件数
	pending       // what next year's figures are to show again: 尚未审结
)

// newForm completes a form: rows know their tables and what their figures are
// called.
func newForm(f form) *form {
	for i := range f.tables {
		t := &f.tables[i]
		for j := range t.rows {
			r := &t.rows[j]
			r.table = t
			for col := range r.width() {
				r.cells = append(r.cells, place{r.pointerAt(col), r.placeAt(col)})
			}
		}
	}
	return &f
}

// number is what the table is called by: 2 for table two.
func (t *table) number() int { return t.section + 1 }

// name is what people call the table: 表二.
func (t *table) name() string { return "表" + chineseNumber(t.number()) }

// key is the key of the table in the JSON, below /tables.
func (t *table) key() string {
	key, _, _ := strings.Cut(t.rows[0].path, "/")
	return key
}

// pointer is the JSON pointer of the table.
func (t *table) pointer() string { return "/" + keyTables + "/" + t.key() }

// row returns the row with the path, or nil.
func (t *table) row(path string) *row {
	for i := range t.rows {
		if t.rows[i].path == path {
			return &t.rows[i]
		}
	}
	return nil
}

// row returns the row with the path, or nil.
func (f *form) row(path string) *row {
	for r := range f.rows() {
		if r.path == path {
			return r
		}
	}
	return nil
}

// labels are what is printed in the table and names neither a row nor a column of
// figures.
func (t *table) labels() []string {
	var all []string
	add := func(s string) {
		if s != "" && (len(all) == 0 || all[len(all)-1] != s) {
			all = append(all, s)
		}
	}
	add(t.stub)
	add(t.corner)
	add(t.over)
	for _, c := range t.rows[0].cols {
		add(c.group)
	}
	for _, r := range t.rows {
		if t.shape == inBlocks && r.group == "" {
			add(r.label)
		}
		if t.shape == inBlocks {
			add(r.group)
		}
		add(r.part)
	}
	return all
}

// name is what a person calls the row.
func (r *row) name() string { return r.group + r.label }

// computed reports whether the row's figures are the sums of others.
func (r *row) computed() bool { return r.cell == nil }

// width is how many figures the row has, its total included.
func (r *row) width() int {
	if r.sum {
		return len(r.cols) + 1
	}
	return len(r.cols)
}

// single reports whether the row is one value in the JSON, and no object.
func (r *row) single() bool { return !r.sum && r.cols[0].key == "" }

// col returns the column of the role, or -1.
func (r *row) col(counts role) int {
	return slices.IndexFunc(r.cols, func(c column) bool { return c.counts == counts })
}

// at returns the figure of a column as it is printed and kept: without the unit
// that the head of the column names.
func (r *row) at(t Tables, col int) figure {
	f := r.cell(t, col)
	if a, ok := f.(*Amount); ok && a.unit != "" && a.unit == r.cols[col].unit {
		b := *a
		b.unit = ""
		return &b
	}
	return f
}

// rows yields every row.
func (f *form) rows() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		for i := range f.tables {
			rows := f.tables[i].rows
			for j := range rows {
				if !yield(&rows[j]) {
					return
				}
			}
		}
	}
}

// results are the rows that 三、本年度办理结果 adds up.
func (f *form) results() (all []row) {
	for i := range f.tables {
		t := &f.tables[i]
		if t.balance == nil {
			continue
		}
		for r := range t.row(t.balance[2]).parts() {
			all = append(all, *r)
		}
	}
	return all
}

// each yields every figure that is not computed, by its row and column.
func (f *form) each() iter.Seq2[*row, int] {
	return func(yield func(*row, int) bool) {
		for r := range f.rows() {
			if r.computed() {
				continue
			}
			for col := range r.cols {
				if !yield(r, col) {
					return
				}
			}
		}
	}
}

// count returns a count of the row; col == len(r.cols) is the total, and a
// computed row is added up.
func (r *row) count(t Tables, col int) Count {
	var total tally
	switch {
	case col == len(r.cols):
		for i := range r.cols {
			total.add(r.count(t, i))
		}
	case r.computed():
		for p := range r.parts() {
			total.add(p.count(t, col))
		}
	default:
		return *r.cell(t, col).(*Count)
	}
	return total.count()
}

// parts yields the rows that a computed row adds up.
func (r *row) parts() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		for i := range r.table.rows {
			if p := &r.table.rows[i]; !p.computed() && p.part == r.part && !yield(p) {
				return
			}
		}
	}
}

// number is count with cells without a figure as 0.
func (r *row) number(t Tables, col int) int64 {
	n, _ := r.count(t, col).Int()
	return n
}

// figure returns a figure of the row, computed or not.
func (r *row) figure(t Tables, col int) figure {
	if r.computedAt(col) {
		n := r.count(t, col)
		return &n
	}
	return r.at(t, col)
}

// text returns a figure of the row as it is printed.
func (r *row) text(t Tables, col int) string {
	if r.computedAt(col) {
		return r.count(t, col).String()
	}
	return r.at(t, col).String()
}

// form returns the form of the report's tables, or nil where it has none.
func (r *Report) form() *form {
	if r.Tables == nil {
		return nil
	}
	return r.Tables.form()
}

// hasTable reports whether a table stands in the section.
func (f *form) hasTable(section int) bool {
	return slices.ContainsFunc(f.tables, func(t table) bool { return t.section == section })
}

// nameOfTables is what the tables of the report are called: 表二至表四.
func (r *Report) nameOfTables() string {
	f := r.form()
	if f == nil {
		f = formFor(r.Year)
	}
	return f.tables[0].name() + "至" + f.tables[len(f.tables)-1].name()
}
