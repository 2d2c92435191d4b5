package intake

import (
	"slices"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/report"
)

// labelled is the figures of an edition by their labels.
type labelled []labelledFigure

type labelledFigure struct {
	path    string
	context []string // keys of what the figure stands under, any of which may be given
	rows    []string // keys of the row, one of which is
	column  string   // the key of its column
	single  bool     // the row has no other column
}

// labelledForms is the figures of every edition by their labels.
var labelledForms = sync.OnceValue(func() map[report.Edition]labelled {
	all := map[report.Edition]labelled{}
	for _, e := range report.Editions() {
		all[e] = newLabelled(e)
	}
	return all
})

func newLabelled(e report.Edition) (all labelled) {
	tables := e.Tables()
	for c := range report.Cells(report.NewTables(e)) {
		t := tables[slices.IndexFunc(tables, func(t report.Table) bool { return t.Number == c.Table })]
		row := rowOf(t.Rows, c.Row)
		x := labelledFigure{path: c.Path, column: report.LabelKey(c.Column), single: len(row.Columns) == 1 && !row.Total}
		for _, label := range slices.Concat([]string{t.Name, t.Caption, row.Clause, row.Group}, t.Labels) {
			if key := report.LabelKey(label); key != "" {
				x.context = append(x.context, key)
			}
		}
		x.context = append(x.context, report.LabelKey(report.SectionTitles()[t.Number-1]), report.LabelKey(officialTitle(t.Number-1)))
		slices.Sort(x.context)
		x.context = slices.Compact(x.context)
		x.rows = labelKeys(t.Number, row)
		all = append(all, x)
	}
	return all
}

// labelKeys returns the keys of the labels that stand for the row in the vocabulary.
func labelKeys(table int, row *report.Row) (keys []string) {
	v := words()[slices.IndexFunc(words(), func(v *vocabulary) bool { return v.Number == table })]
	keys = []string{report.LabelKey(row.Label)}
	for key, x := range v.rows {
		if x.path == row.Path {
			keys = append(keys, key)
		}
	}
	for key, items := range v.bare {
		if len(items) == 1 && items[0].path == row.Path {
			keys = append(keys, key)
		}
	}
	return keys
}

// find returns the path of the one figure that the key of all the heads of a column
// stands for, or "".
func (l labelled) find(key string) (path string) {
	const longest = 600 // bytes: more than all the heads of a column
	if key == "" || len(key) > longest {
		return ""
	}
	for i := range l {
		if l[i].names(key) {
			if path != "" && path != l[i].path {
				return ""
			}
			path = l[i].path
		}
	}
	return path
}

// names reports whether the key is that of the row and the column, each with or without
// what it stands under.
func (x *labelledFigure) names(key string) bool {
	var columns []string
	for _, rest := range x.under([]string{key}) {
		for _, row := range x.rows {
			switch column, ok := strings.CutPrefix(rest, row); {
			case ok && column == "" && x.single:
				return true
			case ok:
				columns = append(columns, column)
			}
		}
	}
	return slices.Contains(x.under(columns), x.column)
}

// under returns the keys and what remains of them below what the figure stands under,
// each once: a hostile key may be taken apart in very many ways.
func (x *labelledFigure) under(keys []string) []string {
	for i := 0; i < len(keys); i++ {
		for _, c := range x.context {
			if rest, ok := strings.CutPrefix(keys[i], c); ok && !slices.Contains(keys, rest) {
				keys = append(keys, rest)
			}
		}
	}
	return keys
}
