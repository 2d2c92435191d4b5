package intake

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// closeRow ends a row of a table whose places the file gives: what stands to the
// right of the last label are the places of its figures, blank ones too.
func (t *tableReader) closeRow(g grid) {
	if g.table == 0 || t.row == nil || len(t.row.figures) == 0 || t.row.right != nil {
		return
	}
	last := -1
	for i, x := range g.cells {
		if x.kind == labelCell && !t.isFigure(x) {
			last = i
		}
	}
	end := g.cells[len(g.cells)-1]
	t.row.right, t.row.table, t.row.end = g.cells[last+1:], g.table, end.col+end.cols
}

// isFigure reports whether the cell was taken for a figure of the last row, if only
// a wrong one.
func (t *tableReader) isFigure(x cell) bool {
	return slices.ContainsFunc(t.row.figures, func(f cell) bool { return f.at == x.at && f.col == x.col && f.row == x.row })
}

// placeInGrid returns the figures of a row in the order of its n columns. Where the
// row has as many places, that is exact whatever columns they stand in; else the
// heads decide, or the rows that have.
func (t *tableReader) placeInGrid(r *record, n int) ([]string, error) {
	if len(r.right) < len(r.figures) || slices.ContainsFunc(r.figures, func(x cell) bool { return x.row != r.right[0].row }) {
		return nil, t.uncertain(r, n)
	}
	if len(r.right) == n {
		texts := make([]string, n)
		for i, x := range r.right {
			text, err := t.figureText(r, x)
			if err != nil {
				return nil, err
			}
			texts[i] = text
			r.stand = append(r.stand, r.placeOf(x))
		}
		if t.shorter(r) && !t.trimmable(texts) {
			return nil, t.uncertain(r, n) // a cell before a stray one may be missing
		}
		return texts, nil
	}
	for _, columns := range [...][]span{t.headSpans(r, n), t.exactColumns(r, n), t.filledColumns(r, n)} {
		if cells := in(columns, r.right); cells != nil && t.allIn(columns, r) {
			texts, err := t.onePer(r, cells)
			if err == nil && (t.Blocks && r.end > columns[n-1].to || !t.totals && t.longer(r)) && slices.Contains(texts, "") && !t.trimmable(texts) {
				return nil, t.uncertain(r, n) // a cell may have been put in, and have moved the others
			}
			return texts, err
		}
	}
	return nil, t.uncertain(r, n)
}

// in returns the cells that stand in each of the columns, or nil where one has none,
// or a figure stands beside them.
func in(columns []span, right []cell) [][]cell {
	cells := make([][]cell, len(columns))
	for _, x := range right {
		i := slices.IndexFunc(columns, func(c span) bool { return c.from <= x.col && x.col < c.to })
		switch {
		case i >= 0:
			cells[i] = append(cells[i], x)
		case isFilled(x):
			return nil
		}
	}
	if len(columns) == 0 || slices.ContainsFunc(cells, func(c []cell) bool { return c == nil }) {
		return nil
	}
	return cells
}

// allIn reports whether the figures of the other rows stand in the columns, too,
// where the rows share them.
func (t *tableReader) allIn(columns []span, r *record) bool {
	return !t.shared() || !slices.ContainsFunc(t.records, func(o record) bool {
		return o.table == r.table && len(o.right) >= len(columns) && in(columns, o.right) == nil
	})
}

// onePer returns the figure of each column.
func (t *tableReader) onePer(r *record, cells [][]cell) (texts []string, err error) {
	for _, c := range cells {
		text, err := t.oneOf(r, c)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
		i := max(slices.IndexFunc(c, func(x cell) bool { return x.text != "" }), 0)
		r.stand = append(r.stand, r.placeOf(c[i]))
	}
	return texts, nil
}

// placeOf returns where a figure of the row stands. A formula that has no value is no
// empty cell: there is no place of its figure.
func (r *record) placeOf(x cell) pos {
	if x.state == source.NoValue {
		return pos{}
	}
	return cmp.Or(x.at, r.at)
}

// shorter reports whether another row of the table goes on to the right of this one.
func (t *tableReader) shorter(r *record) bool {
	return t.shared() && slices.ContainsFunc(t.records, func(o record) bool { return o.table == r.table && o.end > r.end })
}

// longer reports whether the row ends behind all others of its table that have figures.
func (t *tableReader) longer(r *record) bool {
	others := false
	for _, o := range t.records {
		if o.table == r.table && o.at != r.at {
			if o.end >= r.end {
				return false
			}
			others = true
		}
	}
	return others
}

// oneOf returns the figure of cells that stand where the form has one: all that are
// filled have the same.
func (t *tableReader) oneOf(r *record, cells []cell) (text string, err error) {
	filled := 0
	for _, x := range cells {
		s, err := t.figureText(r, x)
		if err != nil {
			return "", err
		}
		switch {
		case s == "":
		case text == "" || text == s:
			text = s
			filled++
		default:
			return "", t.uncertain(r, 1)
		}
	}
	if filled > 1 {
		t.Find(r.at, "I-ay", t.placeOf(r), text, "")
	}
	return text, nil
}

// figureText returns the text of a cell as a figure.
func (t *tableReader) figureText(r *record, x cell) (string, error) {
	switch {
	case x.state == source.BadValue:
		return "", source.Error(x.at, "I-av", t.placeOf(r), x.text, "")
	case x.state == source.Picture:
		return "", source.Error(x.at, "I-aw", "", t.placeOf(r), "")
	case len(x.lines) > 1 && (x.state != source.Wrapped || !t.totals):
		return "", source.Error(x.at, "I-ax", t.placeOf(r), strings.Join(x.lines, " / "), "")
	case len(x.lines) > 1:
		t.Repair("I-az", 1, x.at)
	}
	return x.text, nil
}

// span is the columns from one to before another.
type span struct{ from, to int }

func (s span) meets(o span) bool { return s.from < o.to && o.from < s.to }

// headSpans returns the columns below each of the n heads of a row, or nil where
// the heads do not tell: a head belongs to what stands below it as far as no lower
// one does, and not to what is below the heads of other rows.
func (t *tableReader) headSpans(r *record, n int) []span {
	first := r.right[0]
	above := -1 // the row above the heads that has a label of a row
	var spans []span
	for _, h := range slices.Backward(t.heads) {
		s := span{h.col, h.col + h.cols}
		if h.table != r.table || h.row >= first.row || s.to <= first.col ||
			slices.ContainsFunc(spans, s.meets) {
			continue
		}
		if spans == nil {
			above = t.rowAbove(h)
		}
		if h.row > above {
			spans = append(spans, s)
		}
	}
	if len(spans) != n {
		return nil
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	return spans
}

// rowAbove returns where the last row above a head is, or -1.
func (t *tableReader) rowAbove(h head) int {
	row := -1
	for _, r := range t.records {
		if r.last.table == h.table && r.last.row < h.row {
			row = max(row, r.last.row)
		}
	}
	return row
}

// exactColumns returns the columns in which the rows of the table stand that have n
// places, or nil where there is none or they differ.
func (t *tableReader) exactColumns(r *record, n int) (columns []span) {
	for _, o := range t.records {
		if o.table != r.table || len(o.right) != n {
			continue
		}
		var spans []span
		for _, x := range o.right {
			spans = append(spans, span{x.col, x.col + x.cols})
		}
		if columns != nil && !slices.Equal(columns, spans) {
			return nil
		}
		columns = spans
	}
	return columns
}

// filledColumns returns the columns in which any row of the table has a figure, or
// nil where they are not n: then one that has none may be the form's.
func (t *tableReader) filledColumns(r *record, n int) (columns []span) {
	for _, o := range t.records {
		if o.table != r.table {
			continue
		}
		for _, x := range o.right {
			if s := (span{x.col, x.col + x.cols}); isFilled(x) && !slices.Contains(columns, s) {
				columns = append(columns, s)
			}
			if len(columns) > n {
				return nil
			}
		}
	}
	slices.SortFunc(columns, func(a, b span) int { return a.from - b.from })
	for i := range columns {
		if len(columns) < n || i > 0 && columns[i-1].meets(columns[i]) {
			return nil
		}
	}
	return columns
}
