package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// record is a row of a table as it was found: a label and the figures up to the
// next label.
type record struct {
	item
	at       pos // of the label
	text     string
	last     cell // of the label
	labelCol int  // the column of the label in the row of the figures, or -1
	figures  []cell
	width    int // cells of the row of the figures
	// Of a row of a table that the file gives with its spans:
	table int
	right []cell // the cells to the right of its last label, blank ones too
	end   int    // the column behind them
	stand []pos  // where its figures stand, once they are placed
}

// add gives the row a figure.
func (r *record) add(x cell) {
	if r.figures == nil {
		r.labelCol, r.width = -1, x.of
		if r.last.row == x.row {
			r.labelCol = r.last.col
		}
	}
	r.figures = append(r.figures, x)
}

// places is how many figures the row has room for, as far as the input shows.
func (r *record) places() int { return max(len(r.figures), len(r.right)) }

// endsIn reports whether the label or figures of the record end in the row: then
// what follows in it is to be a figure, if it is no label.
func (r *record) endsIn(row int) bool {
	if n := len(r.figures); n > 0 {
		return r.figures[n-1].row == row
	}
	return r.last.row == row
}

// tableReader finds the rows of a table by their labels: the columns that they
// stand in are often wrong.
type tableReader struct {
	*notes
	*vocabulary
	records []record
	heads   []head
	run     []cell      // labels since the last figures
	widths  map[int]int // how many lines have how many cells
	filled  bool        // cells that others cover were filled with the same
	padded  bool        // lines were not trimmed of the empty cells at their ends
	// rest is what is missing of the last row's label.
	rest  string
	given bool
	row   *record // the last row
	wrong int     // figures that are words
}

// head is a label above the columns.
type head struct {
	label    string
	at       pos
	row, col int
	// Of a table that the file gives with its spans:
	table, cols int
}

// maxRun is the most rows, and the most labels that follow each other without
// figures: a table without one figure has fewer.
const maxRun = 400

func readTable(v *vocabulary, rows []block, n *notes) (*tableReader, error) {
	t := &tableReader{notes: n, vocabulary: v, widths: map[int]int{}}
	rows, t.filled = v.collapse(withoutNumbers(rows, n), n)
	for _, b := range rows {
		if err := t.addRow(b.grid); err != nil {
			return nil, err
		}
	}
	if err := t.labels(false); err != nil {
		return nil, err
	}
	t.tellRest()
	if len(t.records) == 0 && !v.Blocks {
		return nil, source.Error(rows[0].at, "I-g", "", v.Name+"的数据", "")
	}
	return t, nil
}

func (t *tableReader) addRow(g grid) error {
	t.widths[len(g.cells)]++
	t.padded = t.padded || g.padded
	for i, x := range g.cells {
		kind := x.kind
		if kind == markCell && t.standsForFigure(g, i) {
			kind = figureCell
		}
		switch kind {
		case labelCell:
			if len(t.run) == maxRun {
				return t.noPlace(x.at, x.text, x.key)
			}
			t.run = append(t.run, x)
		case figureCell:
			if !t.inRow(x) {
				return t.noPlace(x.at, x.text, "")
			}
			if len(t.run) > 0 {
				rows, wrong := len(t.records), t.wrong
				if err := t.labels(true); err != nil {
					return err
				}
				if len(t.records) == rows && t.wrong == wrong {
					return t.noPlace(x.at, x.text, "")
				}
			}
			if t.row == nil || len(t.row.figures) >= maxRun {
				return t.noPlace(x.at, x.text, "")
			}
			t.row.add(x)
		}
	}
	t.closeRow(g)
	return nil
}

// inRow reports whether a figure may belong to the last label: where the file gives
// the places, it stands in the same row, for the row of a label may be blank. Below
// heads a row needs no label.
func (t *tableReader) inRow(x cell) bool {
	var last cell
	switch n := len(t.run); {
	case n > 0:
		last = t.run[n-1]
	case t.row != nil:
		last = t.row.last
	}
	return t.Blocks || x.table == 0 && last.table == 0 || x.row == last.row
}

// standsForFigure reports whether punctuation alone, at g.cells[i], is where a
// figure is to be: behind the label of a row, or among its figures.
func (t *tableReader) standsForFigure(g grid, i int) bool {
	x := g.cells[i]
	if g.marksAlone() || t.Blocks && mostFigures(g.cells) {
		return true
	}
	if len(t.run) == 0 {
		return t.row != nil && (t.row.endsIn(x.row) || x.of == 1 && t.row.width == 1 && utf8.RuneCountInString(x.text) < 3)
	}
	for _, y := range g.cells[i+1:] {
		if y.kind == labelCell && x.col < 0 {
			return false // it is within a label
		}
		if y.kind != emptyCell {
			break
		}
	}
	for n := 1; n <= min(mostCells, len(t.run)); n++ {
		if y, ok := t.lookup(joinKeys(t.run[len(t.run)-n:]), true); ok && y.row {
			return true
		}
	}
	return false
}

func (t *tableReader) noPlace(at pos, text, key string) error {
	return source.Error(at, "I-i", t.Name, text, t.hint(key))
}

// labels makes out the labels since the last figures. The last of them names
// the row of the figures that follow.
func (t *tableReader) labels(figures bool) error {
	run := t.run
	t.run = nil
	if t.Blocks {
		run = t.stack(run)
	}
	// The rest of a label whose figures stood beside its first line.
	for len(run) > 0 && t.rest != "" && run[0].key != "" && strings.HasPrefix(t.rest, run[0].key) {
		t.row.last = run[0]
		t.rest, run = t.rest[len(run[0].key):], run[1:]
		t.given = false
	}
	if len(run) > 0 || !figures {
		t.tellRest()
	}
	for len(run) > 0 {
		n, err := t.label(run, figures)
		if err != nil {
			return err
		}
		run = run[n:]
	}
	return nil
}

const (
	mostCells    = 12 // that a label is torn into
	shortestBare = 4  // characters of a label without its number behind the figures of another
	shortestPart = 3  // characters of a part of a head below a row without figures
)

// label makes out the label at the start of the run and returns how many cells
// it takes. Behind the label of a row, in its row, only labels that leave no
// doubt are labels; anything else is a wrong figure.
func (t *tableReader) label(run []cell, figures bool) (cells int, err error) {
	last := func(n int) bool { return figures && n == len(run) }
	behind := t.row != nil && t.row.endsIn(run[0].row)
	waiting := t.row != nil && t.row.figures == nil
	for n := min(mostCells, len(run)); n > 0; n-- {
		key := joinKeys(run[:n])
		x, ok := t.lookup(key, last(n))
		if ok && x.label == "" && (behind || waiting) {
			continue // a word where a figure is to be
		}
		if ok && behind {
			own := key == labelKey(x.label)
			ok = x.row && (own || utf8.RuneCountInString(key) >= shortestBare) ||
				!x.row && !(waiting && run[0].col >= 0)
		}
		if ok {
			return n, t.found(x, run[:n], joinTexts(run[:n]), last(n))
		}
	}
	if items := t.several(run[0].key, last(1)); items != nil && !(behind && waiting) && len(items) > 1 {
		for i, x := range items {
			if err := t.found(x, run[:1], x.label, last(1) && i == len(items)-1); err != nil {
				return 0, err
			}
		}
		return 1, nil
	}
	if behind {
		t.wrong++
		t.row.add(run[0])
		return 1, nil
	}
	if n := len(run); figures && n <= mostCells {
		if key := joinKeys(run); len([]rune(key)) >= 4 {
			if whole := t.labelBeginning(key); whole != "" {
				x := t.rows[whole]
				x.rest, x.given = strings.TrimPrefix(whole, key), false
				return n, t.found(x, run, joinTexts(run), true)
			}
		}
	}
	// Where a row has no figures yet, a short word may be one.
	if !last(1) && (!waiting || utf8.RuneCountInString(run[0].key) >= shortestPart) && t.fragment(run[0].key) {
		return 1, nil
	}
	cells, distance := 0, 1<<30
	var best item
	most := 1
	for most < min(4, len(run)) && !t.known(run[most].key) {
		most++
	}
	for n := most; n > 0; n-- {
		if x, d, ok := t.nearest(joinKeys(run[:n]), last(n)); ok && d < distance {
			best, cells, distance = x, n, d
		}
	}
	switch {
	case cells > 0:
	case waiting && t.row.last.of == 1 && run[0].of == 1 && t.row.width == 0: // a cell a line
		t.wrong++
		t.row.add(run[0])
		return 1, nil
	default:
		return 0, t.noPlace(run[0].at, run[0].text, joinKeys(run[:1]))
	}
	return cells, t.found(best, run[:cells], joinTexts(run[:cells]), last(cells))
}

func joinKeys(run []cell) string {
	if len(run) == 1 {
		return run[0].key
	}
	var b strings.Builder
	for _, c := range run {
		b.WriteString(c.key)
	}
	return sameWords.Replace(b.String()) // a word may be torn
}

// unit is the unit of an amount.
var unit = regexp.MustCompile(`[十百千万亿]*元`)

func joinTexts(run []cell) string {
	var b strings.Builder
	for _, c := range run {
		b.WriteString(c.text)
	}
	return b.String()
}

// found takes a label that was made out, and its text as it is printed.
func (t *tableReader) found(x item, run []cell, text string, beforeFigures bool) error {
	if x.label == "" { // of a corner
		return nil
	}
	if x.rest == "" && report.LabelKey(text) != report.LabelKey(x.label) {
		if u, want := unit.FindString(text), unit.FindString(x.label); u != "" && u != want {
			if want == "" {
				return t.noPlace(run[0].at, text, joinKeys(run))
			}
			return source.Error(run[0].at, "F-d", t.Name+" "+x.label, u, want)
		}
		t.Find(run[0].at, "I-o", t.Name, text, x.label)
	}
	t.row = nil
	switch {
	case x.row, beforeFigures && t.Blocks:
		if len(t.records) == maxRun {
			for _, r := range t.records {
				if x.row && r.path == x.path {
					return source.Twice(run[0].at, r.at, t.Name, x.group+x.label)
				}
			}
			return t.noPlace(run[0].at, text, joinKeys(run))
		}
		t.records = append(t.records, record{item: x, at: run[0].at, text: text, last: run[len(run)-1], labelCol: -1})
		t.row = &t.records[len(t.records)-1]
		t.rest, t.given = x.rest, x.given
	}
	if !x.row {
		last := run[len(run)-1]
		t.heads = append(t.heads, head{x.label, run[0].at, run[0].row, run[0].col, run[0].table, last.col + last.cols - run[0].col})
	}
	return nil
}

// tellRest tells that a row's label was cut short.
func (t *tableReader) tellRest() {
	if t.rest != "" && !t.given && t.row != nil {
		t.Find(t.row.at, "I-o", t.Name, t.row.text, t.row.label)
	}
	t.rest, t.given = "", false
}
