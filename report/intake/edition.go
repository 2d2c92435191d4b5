package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// readTables reads the tables, which are in the order of the vocabularies.
func readTables(tables [][]block, year int, n *notes) (report.Tables, error) {
	var t []*tableReader
	for i, v := range words() {
		x, err := readTable(v, tables[i], n)
		if err != nil {
			return nil, err
		}
		t = append(t, x)
	}
	e, err := editionOf(t, year)
	if err != nil {
		return nil, err
	}
	for _, x := range t {
		if err := x.checkColumns(e); err != nil {
			return nil, err
		}
	}
	filled := make([][]filledRow, len(t))
	for i, x := range t {
		if filled[i], err = x.fill(e); err != nil {
			return nil, err
		}
	}
	switch e {
	case report.Edition2019:
		var x report.Tables2019
		x.Disclosure, err = build(n, report.NewDisclosure2019(), filled[0])
		if err == nil {
			x.Applications, err = build(n, report.NewApplications2019(), filled[1])
		}
		if err == nil {
			x.Remedies, err = build(n, report.NewRemedies(), filled[2])
		}
		return &x, err
	default:
		var x report.Tables2021
		x.Disclosure, err = build(n, report.NewDisclosure2021(), filled[0])
		if err == nil {
			x.Applications, err = build(n, report.NewApplications2021(), filled[1])
		}
		if err == nil {
			x.Remedies, err = build(n, report.NewRemedies(), filled[2])
		}
		return &x, err
	}
}

// editionOf tells the edition: labels rule out the editions that lack them, and
// of those that remain it is that of the year.
func editionOf(tables []*tableReader, year int) (report.Edition, error) {
	remain := report.Editions()
	for _, t := range tables {
		for _, l := range t.printed() {
			if slices.ContainsFunc(remain, func(e report.Edition) bool { return t.has(e, l) }) {
				remain = slices.DeleteFunc(remain, func(e report.Edition) bool { return !t.has(e, l) })
				continue
			}
			var names []string
			for _, e := range remain {
				names = append(names, string(e))
			}
			return "", inputError(l.at, "I-l", t.name(), l.label, strings.Join(names, "、"))
		}
	}
	e, _ := report.EditionFor(year)
	last := remain[0] // the last that there was for the year, else the first
	for _, x := range remain[1:] {
		if slices.Index(report.Editions(), x) <= slices.Index(report.Editions(), e) {
			last = x
		}
	}
	return last, nil
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
		if r.kind == rowItem {
			all = append(all, printedLabel{r.label, r.path, r.at})
		}
	}
	return all
}

// thisYear is what is often left out before the head of a column.
const thisYear = "本年"

// has reports whether the edition has the label. A row may go by the name that it
// has in another edition, or stand for several that are below it.
func (t *tableReader) has(e report.Edition, l printedLabel) bool {
	if l.label == labelTotal || slices.Contains(otherHeads[t.table-2], l.label) {
		return true
	}
	return slices.ContainsFunc(rowsOf(e, t.table), func(r report.Row) bool {
		if l.path != "" {
			return r.Path == l.path || strings.HasPrefix(r.Path, l.path+"/")
		}
		return r.Clause == l.label || r.Group == l.label || r.Label == l.label ||
			slices.ContainsFunc(r.Columns, func(c string) bool { return c == l.label || c == thisYear+l.label })
	})
}
