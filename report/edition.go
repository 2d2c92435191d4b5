package report

import "slices"

// Edition is an edition of the official form.
type Edition string

// The editions of the form.
const (
	Edition2019 Edition = "2019" // 国办公开办函〔2019〕60号（试行）: reports for 2019 and 2020
	Edition2021 Edition = "2021" // 国办公开办函〔2021〕30号: reports for 2021 and later
)

type edition struct {
	edition Edition
	from    int // the first year it is for
	form    *form
	blank   func() Tables
}

// editions is the list that a new edition adds a line to.
var editions = []edition{
	{Edition2019, 2019, form2019, func() Tables { return new(Tables2019) }},
	{Edition2021, 2021, form2021, func() Tables { return new(Tables2021) }},
}

// Editions returns the editions of the form, oldest first.
func Editions() []Edition {
	var all []Edition
	for _, e := range editions {
		all = append(all, e.edition)
	}
	return all
}

// EditionFor returns the edition that reports for the year are to use; ok is
// false for years before the first edition, 2019. A report may override it: its
// [Tables] decide.
func EditionFor(year int) (e Edition, ok bool) {
	for _, x := range slices.Backward(editions) {
		if year >= x.from {
			return x.edition, true
		}
	}
	return "", false
}

// Tables are the figures of a report: a [*Tables2021] or a [*Tables2019]. An
// edition is a type of data, for neither form can be computed from the other.
type Tables interface {
	Edition() Edition
	form() *form
}

// noTables reports whether there are none; a nil pointer is none.
func noTables(t Tables) bool {
	switch t := t.(type) {
	case *Tables2019:
		return t == nil
	case *Tables2021:
		return t == nil
	}
	return true
}

// NewTables returns the tables of the edition with every cell [Blank], or nil
// where there is no such edition.
func NewTables(e Edition) Tables {
	for _, x := range editions {
		if x.edition == e {
			t := x.blank()
			x.form.each(func(_ int, r *row) {
				for c := range r.cols {
					r.cell(t, c).clear()
				}
			})
			return t
		}
	}
	return nil
}

// resultsTotal adds up the results rows of the tables.
func resultsTotal(t Tables) (total Applicants) {
	r := resultsTotalRow()
	for i := range applicantKinds {
		*total.at(i) = t.form().count(t, &r, i)
	}
	return total
}
