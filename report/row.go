package report

import (
	"errors"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// parse reads the text of a cell of the row; where it is none, the figure stays as
// it was.
func (r *row) parse(f figure, col int, text string) *figureError {
	a, isAmount := f.(*Amount)
	before := Amount{}
	if isAmount {
		before = *a
	}
	if err := f.parse(text); err != nil {
		var fe *figureError
		errors.As(err, &fe)
		return fe
	}
	if unit := r.cols[col].unit; isAmount && unit != "" && a.unit != "" {
		if a.unit != unit {
			*a = before
			return &figureError{codeUnit, text, unit}
		}
		a.unit = ""
	}
	return nil
}

// pointer is the JSON pointer of the row.
func (r *row) pointer() string { return "/" + keyTables + "/" + r.path }

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

// place names the row by the labels of the form.
func (r *row) place() string { return r.table.name() + " " + r.name() }

// placeAt names a cell by the labels of the form.
func (r *row) placeAt(col int) string {
	if r.width() == 1 {
		return r.place()
	}
	return r.place() + " " + r.column(col)
}

// findRow returns the row with the label, group and label, or path or end of a
// path; where there is none, the label nearest to it.
func findRow(rows []row, name string) (r *row, nearest string) {
	key := LabelKey(clip(name))
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
