package intake

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// manyHead is the heads of a table of many bodies.
type manyHead struct {
	columns []manyColumn // by their place
	fields  []textField
	at      map[string]int // the columns of the fields, by their paths
	forms   []formColumns  // by edition
	year    int            // of a line above, or 0
	fault   error          // in the heads
}

// manyColumn is a column under its heads.
type manyColumn struct {
	listColumn
	field bool
}

// formColumns is the figures of an edition by their columns.
type formColumns struct {
	edition report.Edition
	paths   []string       // of the columns; "" for what is no figure of it
	at      map[string]int // the columns, by the paths of the figures
}

// leastFigures is how many figures the heads of a table of many bodies name at least.
const leastFigures = 3

// newManyHead returns the heads that the first rows have, and how many rows these are, or
// nil where they are none of a table of many bodies.
func newManyHead(rows []listRow) (h *manyHead, used int) {
	h = &manyHead{fields: textFields(), at: map[string]int{}}
	from, col := h.findAgency(rows)
	if from < 0 {
		return nil, 0
	}
	used = from + 1
	for used < len(rows) && h.isHead(&rows[used], col) {
		used++
	}
	for from > 0 && rows[from-1].filled() > 1 {
		from--
	}
	for i := range rows[:from] {
		for _, c := range rows[i].cells {
			if h.year == 0 {
				h.year = namedYear(c.text)
			}
		}
	}
	h.addColumns(rows[from:used])
	most := 0
	for _, e := range report.Editions() {
		f := h.addForm(e)
		h.forms = append(h.forms, f)
		most = max(most, len(f.at))
	}
	if most < leastFigures {
		return nil, 0
	}
	return h, used
}

// findAgency returns the row and the column of the head of the agencies.
func (h *manyHead) findAgency(rows []listRow) (row, col int) {
	for i := range rows {
		for j, c := range rows[i].cells {
			if f := h.field(c.text); f != nil && f.path == pathAgency && rows[i].filled() > 1 {
				return i, j
			}
		}
	}
	return -1, -1
}

// field returns the field with the label or the path.
func (h *manyHead) field(label string) *textField {
	if label == "" {
		return nil
	}
	key := report.LabelKey(label)
	for i := range h.fields {
		f := &h.fields[i]
		if strings.TrimPrefix(label, "/") == f.path || slices.ContainsFunc(f.labels, func(l string) bool { return report.LabelKey(l) == key }) {
			return f
		}
	}
	return nil
}

// isHead reports whether the row goes on with the heads: it names no agency and has no
// figure.
func (h *manyHead) isHead(r *listRow, agency int) bool {
	if text := r.text(agency); text != "" {
		f := h.field(text)
		if f == nil || f.path != pathAgency {
			return false
		}
	}
	return r.filled() > 0 && !slices.ContainsFunc(r.cells, func(c listCell) bool {
		return c.text != "" && kindOf(c.text) != labelCell && !isPath.MatchString(c.text)
	})
}

// addColumns makes columns of the rows of heads.
func (h *manyHead) addColumns(rows []listRow) {
	for col, x := range listColumns(rows, func(label string) bool { return h.field(label) != nil }) {
		f := h.field(x.path)
		if f != nil {
			x.path = f.path
		} else if x.path == "" {
			f = h.field(strings.Join(x.labels, ""))
		}
		h.columns = append(h.columns, manyColumn{x, f != nil})
		if f == nil {
			continue
		}
		if before, ok := h.at[f.path]; ok && h.fault == nil {
			h.fault = source.Twice(x.at, h.columns[before].at, "", x.name())
		}
		h.at[f.path] = col
	}
}

// addForm finds the figures of an edition among the columns.
func (h *manyHead) addForm(e report.Edition) formColumns {
	f := formColumns{e, make([]string, len(h.columns)), map[string]int{}}
	byPath, labelled := map[string]bool{}, labelledForms()[e]
	for _, x := range labelled {
		byPath[x.path] = true
	}
	for i := range h.columns {
		c := &h.columns[i]
		if c.field {
			continue
		}
		path := ""
		if byPath[c.path] {
			path = c.path
		}
		if found := labelled.find(report.LabelKey(strings.Join(c.labels, ""))); found != "" {
			if path != "" && path != found && h.fault == nil {
				h.fault = source.Error(c.at, "I-de", "", c.path, strings.Join(c.labels, " "))
			}
			path = found
		}
		if path == "" {
			continue
		}
		if before, ok := f.at[path]; ok && h.fault == nil {
			h.fault = source.Twice(c.at, h.columns[before].at, "", c.name())
		}
		f.paths[i], f.at[path] = path, i
	}
	return f
}

// unknown returns the names of the columns that have heads and are not taken.
func (h *manyHead) unknown() (names []string) {
	for i := range h.columns {
		c := &h.columns[i]
		taken := c.field || slices.ContainsFunc(h.forms, func(f formColumns) bool { return f.paths[i] != "" })
		if !taken && c.name() != "" {
			names = append(names, c.name())
		}
	}
	return names
}

// form returns the columns of the edition for a year, or where that is 0 of the one that
// most of them are of, the newest of these.
func (h *manyHead) form(year int) *formColumns {
	if e, ok := report.EditionFor(year); ok {
		return &h.forms[slices.Index(report.Editions(), e)]
	}
	best := 0
	for i := range h.forms {
		if len(h.forms[i].at) >= len(h.forms[best].at) {
			best = i
		}
	}
	return &h.forms[best]
}

// missing tells the figures that have no column.
func (f *formColumns) missing(n *notes) {
	var names []string
	for c := range report.Cells(report.NewTables(f.edition)) {
		if _, ok := f.at[c.Path]; !ok && !c.Computed {
			names = append(names, c.Place)
		}
	}
	if len(names) > 0 {
		n.Find(pos{}, "I-db", "", strconv.Itoa(len(names)), names[0])
	}
}
