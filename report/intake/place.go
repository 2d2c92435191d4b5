package intake

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// place returns the figures of a row in the order of its n columns, "" for
// those that are blank. Where some are, the columns of the cells decide; where
// these leave a doubt, it is an error.
func (t *tableReader) place(r *record, n int) ([]string, error) {
	texts := make([]string, n)
	switch {
	case len(r.figures) == 0:
		return texts, nil
	case r.right != nil:
		return t.placeInGrid(r, n)
	case len(r.figures) == n:
		for i, c := range r.figures {
			texts[i] = c.text
		}
		return texts, nil
	case len(r.figures) > n:
		if rest := t.withoutPageNumber(r, n); rest != nil {
			return rest, nil
		}
		each := t.oneEach(r, n)
		if each == nil {
			return nil, t.uncertain(r, n)
		}
		t.Find(r.at, "I-ay", t.placeOf(r), strings.Join(each, "、"), "")
		return each, nil
	}
	var columns []int
	beside := t.besideLabels(n)
	if beside {
		columns = having(sequence(r.labelCol+1, n), columnsIn(r))
	} else {
		columns = t.columnsOf(r, n)
	}
	if columns == nil {
		return nil, t.uncertain(r, n)
	}
	for _, c := range r.figures {
		texts[slices.Index(columns, c.col)] = c.text
	}
	if !beside && t.short(r, columns[n-1]) || columns[n-1] >= r.width && !t.trimmable(texts) || t.moved(texts) {
		return nil, t.uncertain(r, n)
	}
	t.Repair("I-z", 1, r.figures[0].at)
	return texts, nil
}

// besideLabels reports whether each row has its n places directly behind its label, as
// where the cells of a table were pasted that spans had made fewer: rows whose labels
// stand in different columns have as many, none has more, and their totals are right.
func (t *tableReader) besideLabels(n int) bool {
	if !t.totals {
		return false
	}
	labelCols := map[int]bool{}
	for i := range t.records {
		r := &t.records[i]
		if len(r.figures) == 0 {
			continue
		}
		places := r.width - 1 - r.labelCol
		if r.right != nil || r.labelCol < 0 || places > n || columnsIn(r) == nil {
			return false
		}
		if places == n {
			if !r.addsUp() {
				return false
			}
			labelCols[r.labelCol] = true
		}
	}
	return len(labelCols) > 1
}

// addsUp reports whether the figure at the end of the row, if there is one, is the sum of
// those before it.
func (r *record) addsUp() bool {
	var sum int64
	for _, c := range r.figures {
		v, err := report.ParseCount(c.text)
		figure, _ := v.Int()
		switch {
		case err != nil:
			return false
		case c.col == r.width-1:
			return figure == sum
		}
		sum += figure
	}
	return true
}

// columnsIn returns the columns of the row's figures, or nil where they have none or
// stand in several rows.
func columnsIn(r *record) []int {
	cols := make([]int, len(r.figures))
	for i, c := range r.figures {
		if c.row != r.figures[0].row || c.col < 0 {
			return nil
		}
		cols[i] = c.col
	}
	return cols
}

// short reports whether a cell of the row may be missing, rather than blank:
// where rows keep the empty cells at their ends, all are as long.
func (t *tableReader) short(r *record, last int) bool {
	if !t.padded {
		return false
	}
	common, most := 0, 0
	for width, rows := range t.widths {
		if rows > most || rows == most && width > common {
			common, most = width, rows
		}
	}
	return r.width < common || last >= r.width
}

// trimmable reports whether the last of the texts may be blank because empty
// cells at the end of the line were trimmed, and not because a cell before them
// is missing: then the total would stand where another figure should.
func (t *tableReader) trimmable(texts []string) bool {
	if !t.totals {
		return false
	}
	block := t.block(len(texts))
	for b := range slices.Chunk(texts, block) {
		var sum, last int64
		figures := 0
		for _, s := range b {
			if n, err := report.ParseCount(s); err == nil {
				if v, ok := n.Int(); ok {
					sum, last, figures = sum+v, v, figures+1
				}
			}
		}
		total := b[block-1] != ""
		switch {
		case t.Blocks && figures > 0:
			if !total || last != sum-last {
				return false
			}
		case !total && figures > 1 && last >= sum-last:
			return false // the last is as large as a total
		}
	}
	return true
}

// moved reports whether the last figure before a blank total is as large as a total,
// where others are printed: a cell before it may be missing, though not at the end.
func (t *tableReader) moved(texts []string) bool {
	if !t.totals {
		return false
	}
	block := t.block(len(texts))
	others, large := len(t.fullRows(len(texts))) > 0, false
	for b := range slices.Chunk(texts, block) {
		if b[block-1] != "" {
			others = true
			continue
		}
		var sum, last int64
		for _, s := range b[:block-1] {
			n, _ := report.ParseCount(s)
			last, _ = n.Int()
			sum += last
		}
		large = large || last > 0 && last >= sum-last
	}
	return others && large
}

// block returns how many of n figures have a total, which is the last of them.
func (t *tableReader) block(n int) int {
	if t.Blocks && n > len(t.Rows[0].Columns)+1 {
		return n / len(t.Rows)
	}
	return n
}

// withoutPageNumber returns the n figures of a row among which a number of a page stands
// on a line of its own, or nil: one of all pages, or that without which alone the totals are
// right.
func (t *tableReader) withoutPageNumber(r *record, n int) (texts []string) {
	if i := r.pageOfAll(); i >= 0 && len(r.figures) == n+3 {
		t.Repair("I-aa", 1, r.figures[i].at)
		for _, c := range slices.Concat(r.figures[:i], r.figures[i+3:]) {
			texts = append(texts, c.text)
		}
		return texts
	}
	if !t.totals || len(r.figures) != n+1 {
		return nil
	}
	var at pos
	for i, c := range r.figures {
		if c.of != 1 || c.text == "0" || !barePageNumber.MatchString(fold(c.text)) {
			continue
		}
		var rest []string
		for j, c := range r.figures {
			if j != i {
				rest = append(rest, c.text)
			}
		}
		right := true
		for b := range slices.Chunk(rest, t.block(n)) {
			right = right && addUp(b)
		}
		switch {
		case right && texts != nil:
			return nil
		case right:
			texts, at = rest, c.at
		}
	}
	if texts != nil {
		t.Repair("I-aa", 1, at)
	}
	return texts
}

// pageOfAll returns where in the row a line stands that looks like 3 / 7, or -1.
func (r *record) pageOfAll() int {
	for i := 0; i+2 < len(r.figures); i++ {
		a, b, c := r.figures[i], r.figures[i+1], r.figures[i+2]
		if a.of == 3 && a.row == c.row && a.col < 0 && b.text == "/" && barePageNumber.MatchString(fold(a.text)+"/"+fold(c.text)) {
			return i
		}
	}
	return -1
}

// addUp reports whether the last of the texts is the sum of the others.
func addUp(texts []string) bool {
	var sum, last int64
	for _, s := range texts {
		n, err := report.ParseCount(s)
		if err != nil {
			return false
		}
		v, _ := n.Int()
		sum, last = sum+v, v
	}
	return last == sum-last
}

func (t *tableReader) uncertain(r *record, n int) error {
	var b strings.Builder
	for i, c := range r.figures {
		if i > 20 {
			b.WriteString("…")
			break
		}
		if i > 0 {
			b.WriteByte(' ')
			if p := r.figures[i-1]; p.row == c.row {
				b.WriteString(strings.Repeat("□ ", min(max(c.col-p.col-1, 0), n)))
			}
		}
		b.WriteString(c.text)
	}
	return &report.InputError{Finding: source.Finding(r.figures[0].at, "I-j", t.placeOf(r), b.String(), strconv.Itoa(n))}
}

func (t *tableReader) placeOf(r *record) string {
	if r.path == "" {
		return t.Name
	}
	return t.Name + " " + r.group + r.label
}

// columnsOf returns the n columns that the figures of the row stand in, or nil
// where that is uncertain.
func (t *tableReader) columnsOf(r *record, n int) []int {
	if r.width == 1 {
		return nil // a cell a line
	}
	cols := columnsIn(r)
	if cols == nil {
		return nil
	}
	full := t.fullRows(n)
	gaps := slices.ContainsFunc(full, func(f fullRow) bool { return f.cols[n-1]-f.cols[0] != n-1 })
	first, last := cols[0], cols[len(cols)-1]
	if !gaps {
		if last-first == n-1 {
			return sequence(first, n)
		}
		full = append(full, t.spanningRows(n)...)
	}
	// The rows whose label stands in the same column show the columns.
	var like []int
	for _, f := range full {
		if f.labelCol != r.labelCol {
			continue
		}
		if like != nil && !slices.Equal(like, f.cols) {
			return nil
		}
		like = f.cols
	}
	if like != nil {
		return having(like, cols)
	}
	if gaps {
		return nil
	}
	// The figures stand between the label and the end of the line.
	low, high := max(r.labelCol+1, last-n+1), first
	if t.padded {
		high = min(high, r.width-n)
	}
	if low == high {
		return sequence(low, n)
	}
	if at := t.startBySums(r, low, high, n); at >= 0 {
		return sequence(at, n)
	}
	// The heads decide, or rows whose labels stand in different columns, unless
	// a row stands otherwise.
	at, labelCols := t.headColumn(n), 0
	if len(full) > 0 {
		start := full[0].cols[0]
		for _, f := range full {
			if f.cols[0] != start {
				return nil
			}
			if f.labelCol != full[0].labelCol {
				labelCols = 2
			}
		}
		if at != start && labelCols < 2 {
			return nil
		}
		at = start
	}
	if at < low || at > high {
		return nil
	}
	return sequence(at, n)
}

// startBySums returns the column where the n columns of a row of blocks start, of those
// from low to high, which is the only one with which the totals are right, or -1.
func (t *tableReader) startBySums(r *record, low, high, n int) int {
	found := -1
	for at := low; t.Blocks && at <= high; at++ {
		texts := make([]string, n)
		for _, c := range r.figures {
			texts[c.col-at] = c.text
		}
		switch right := t.trimmable(texts); {
		case right && found >= 0:
			return -1
		case right:
			found = at
		}
	}
	return found
}

// headColumn returns the column of the first of n heads that stand side by
// side, or -1.
func (t *tableReader) headColumn(n int) int {
	at := -1
	for _, h := range t.heads {
		i, ok := t.columns[labelKey(h.label)]
		switch {
		case !ok || h.col < 0 || !t.shared():
		case i == 0:
			at = h.col
		case i == n-1 && h.col-at != n-1:
			return -1
		}
	}
	return at
}

// fullRow is a row that has a figure in every column.
type fullRow struct {
	labelCol int
	cols     []int
	at       pos
}

func (t *tableReader) fullRows(n int) []fullRow {
	var full []fullRow
rows:
	for i := range t.records {
		r := &t.records[i]
		if len(r.figures) != n || r.right != nil {
			continue
		}
		first := r.figures[0]
		f := fullRow{labelCol: r.labelCol, at: first.at}
		for _, c := range r.figures {
			if c.col < 0 || c.row != first.row {
				continue rows
			}
			f.cols = append(f.cols, c.col)
		}
		full = append(full, f)
	}
	return full
}

// spanningRows are the rows that have a figure in the first and in the last of n
// columns, though not in every one.
func (t *tableReader) spanningRows(n int) []fullRow {
	var rows []fullRow
	for i := range t.records {
		r := &t.records[i]
		k := len(r.figures)
		if k < 2 || k == n || r.right != nil {
			continue
		}
		a, b := r.figures[0], r.figures[k-1]
		if a.col >= 0 && a.row == b.row && b.col-a.col == n-1 {
			rows = append(rows, fullRow{r.labelCol, sequence(a.col, n), a.at})
		}
	}
	return rows
}

func sequence(from, n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = from + i
	}
	return s
}

// having returns columns if all of cols are among them.
func having(columns, cols []int) []int {
	for _, c := range cols {
		if !slices.Contains(columns, c) {
			return nil
		}
	}
	return columns
}

// tellMisplaced counts the rows whose figures are not in the columns that most
// rows have them in.
func (t *tableReader) tellMisplaced(n int) {
	full := t.fullRows(n)
	var common []int
	most := 0
	for _, f := range full {
		same := 0
		for _, g := range full {
			if slices.Equal(f.cols, g.cols) {
				same++
			}
		}
		if same > most {
			common, most = f.cols, same
		}
	}
	for _, f := range full {
		if !slices.Equal(f.cols, common) {
			t.Repair("I-y", 1, f.at)
		}
	}
}
