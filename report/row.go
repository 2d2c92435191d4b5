package report

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// Row describes a row of a standard table as the form prints it: for programs
// that make forms, read tables or explain findings.
type Row struct {
	Path     string   // below /tables in the JSON
	Clause   string   // in table two: 第二十条第（一）项
	Group    string   // in tables three and four: （三）不予公开, 行政诉讼
	Label    string   // 1.属于国家秘密
	Columns  []string // without 总计
	Total    bool     // 总计 follows the columns
	Computed bool     // the row is the sum of others: （七）总计
}

// Rows returns the rows of table two, three or four of the edition in printed
// order; in table four they are its blocks of columns.
func (e Edition) Rows(table int) []Row {
	i := slices.IndexFunc(editions, func(x edition) bool { return x.edition == e })
	if i < 0 || table < 2 || table > 4 {
		return nil
	}
	f := editions[i].form
	var rows []Row
	for _, r := range f.rows(table) {
		x := Row{Path: r.path, Group: r.group, Label: r.label, Total: r.sum, Computed: r.computed()}
		if table == 2 {
			x.Clause = f.clauseOf(r.path)
		}
		for _, c := range r.cols {
			x.Columns = append(x.Columns, c.label)
		}
		rows = append(rows, x)
	}
	return rows
}

func (f *form) clauseOf(path string) string {
	for _, c := range f.clauses {
		for _, r := range c.rows {
			if r.path == path {
				return c.label
			}
		}
	}
	return ""
}

// parse reads the text of a cell of the row.
func (r *row) parse(f figure, col int, text string) *figureError {
	if err := f.parse(text); err != nil {
		var fe *figureError
		errors.As(err, &fe)
		return fe
	}
	if a, ok := f.(*Amount); ok && col < len(r.cols) && r.cols[col].unit != "" && a.unit != "" {
		if a.unit != r.cols[col].unit {
			return &figureError{"F-d", text, r.cols[col].unit}
		}
		a.unit = ""
	}
	return nil
}

// pointer is the JSON pointer of the row.
func (r *row) pointer() string { return "/tables/" + r.path }

// pointerAt is the JSON pointer of a cell.
func (r *row) pointerAt(col int) string {
	switch {
	case col == len(r.cols):
		return r.pointer() + "/total"
	case r.cols[col].key == "":
		return r.pointer()
	}
	return r.pointer() + "/" + r.cols[col].key
}

// place names the row, or with col ≥ 0 the cell, by the labels of the form.
func (r *row) place(table, col int) string {
	s := tableName(table) + " " + r.name()
	switch {
	case col < 0 || len(r.cols) == 1 && !r.sum:
		return s
	case col == len(r.cols):
		return s + " " + labelTotal
	}
	return s + " " + r.cols[col].label
}

func tableName(table int) string { return [...]string{"表二", "表三", "表四"}[table-2] }

// findRow returns the row with the label, group and label, or path or end of a
// path; where there is none, the label nearest to it.
func findRow(rows []row, name string) (r *row, nearest string) {
	key := LabelKey(name)
	best := len([]rune(key))/2 + 1
	for i := range rows {
		x := &rows[i]
		if strings.HasSuffix("/"+x.path, "/"+name) && name != "" || key == LabelKey(x.label) || key == LabelKey(x.name()) {
			return x, ""
		}
		if d := spell.Distance(key, LabelKey(x.label)); d < best {
			best, nearest = d, x.label
		}
	}
	return nil, nearest
}

// LabelKey folds a label for comparison: letters and digits alone, of half
// width. "(一) 予以公开" and "（一）予以公开" have the same key.
func LabelKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, width.Narrow.String(s))
}
