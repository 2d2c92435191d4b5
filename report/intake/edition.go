package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// readTables reads the tables, which are in the order of the vocabularies.
func readTables(tables [][]block, year int, o Options, n *notes) (report.Tables, error) {
	readers, err := tableReaders(tables, n)
	if err != nil {
		return nil, err
	}
	e, err := editionOf(readers, year)
	if err != nil {
		return nil, err
	}
	for i, v := range words() {
		if tables[i] == nil && v.in(e).Rows != nil {
			return nil, v.notFound()
		}
	}
	rows, err := fillRows(readers, e)
	if err != nil {
		return nil, err
	}
	t := report.NewTables(e)
	return t, set(t, rows, o, n)
}

// tableReaders returns the readers of the tables that there are.
func tableReaders(tables [][]block, n *notes) (readers []*tableReader, err error) {
	for i, v := range words() {
		if tables[i] == nil {
			continue
		}
		t, err := readTable(v, tables[i], n)
		if err != nil {
			return nil, err
		}
		readers = append(readers, t)
	}
	return readers, nil
}

// fillRows returns the rows of the tables in the edition, by their paths.
func fillRows(readers []*tableReader, e report.Edition) (map[string]filledRow, error) {
	for _, t := range readers {
		if err := t.checkColumns(e); err != nil {
			return nil, err
		}
	}
	rows := map[string]filledRow{}
	for _, t := range readers {
		filled, err := t.fill(e)
		if err != nil {
			return nil, err
		}
		for _, r := range filled {
			rows[r.path] = r
		}
	}
	return rows, nil
}

// in returns the table as the edition has it: without rows where it does not.
func (v *vocabulary) in(e report.Edition) report.Table { return v.editions[e] }

func (v *vocabulary) notFound() error {
	return source.Error(pos{}, "I-g", "", v.Name+"（"+officialTitle(v.section())+"）", "")
}

// editionOf tells the edition: that which has all the labels, and of those that have, that
// of the year. Where none has, a label is at fault that the edition lacks which lacks the
// fewest.
func editionOf(tables []*tableReader, year int) (report.Edition, error) {
	e, _ := report.EditionFor(year)
	editions := report.Editions()
	inForce := slices.Index(editions, e)
	// The last that there was for the year, and the earlier ones; then the later ones.
	ordered := slices.Clone(editions[:inForce+1])
	slices.Reverse(ordered)
	ordered = append(ordered, editions[inForce+1:]...)

	var best report.Edition
	var fault error
	fewest := -1
	for _, e := range ordered {
		n, first := lacks(tables, e)
		if fewest < 0 || n < fewest {
			best, fewest, fault = e, n, first
		}
	}
	return best, fault
}

// lacks returns how many of the labels the edition lacks; the first is at fault.
func lacks(tables []*tableReader, e report.Edition) (n int, fault error) {
	for _, t := range tables {
		form := t.in(e)
		for _, l := range t.printed() {
			if l.isIn(form) {
				continue
			}
			if n++; fault == nil {
				fault = source.Error(l.at, "I-l", t.Name, l.label, string(e))
			}
		}
	}
	return n, fault
}

// printedLabel is a label of the form that was found: of a row, with its path, or
// of what rows and columns stand under.
type printedLabel struct {
	label, path string
	at          pos
}

func (t *tableReader) printed() (all []printedLabel) {
	for _, h := range t.heads {
		all = append(all, printedLabel{h.label, "", h.at})
	}
	for _, r := range t.records {
		if r.row {
			all = append(all, printedLabel{r.label, r.path, r.at})
		}
	}
	return all
}

// thisYear is what is often left out before the head of a column.
const thisYear = "本年"

// isIn reports whether an edition's table has the label. A row may go by the name that it
// has in another edition, or stand for several that are below it.
func (l printedLabel) isIn(table report.Table) bool {
	return slices.Contains(table.Labels, l.label) || slices.ContainsFunc(table.Rows, func(r report.Row) bool {
		if l.path != "" {
			return r.Path == l.path || strings.HasPrefix(r.Path, l.path+"/")
		}
		return r.Clause == l.label || r.Group == l.label || r.Label == l.label || r.Total && l.label == labelTotal ||
			slices.ContainsFunc(r.Columns, func(c string) bool { return c == l.label || c == thisYear+l.label })
	})
}
