package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// record is a row of a table as it was found: a label and the figures up to the
// next label.
type record struct {
	item
	line     int // of the label
	labelCol int // the column of the label on the line of the figures, or -1
	figures  []cell
	width    int // cells of the line of the figures
}

// tableReader finds the rows of a table by their labels: the columns that they
// stand in are often wrong.
type tableReader struct {
	*parser
	*vocabulary
	records []record
	heads   []head
	run     []cell      // labels since the last figures
	widths  map[int]int // how many lines have how many cells
	padded  bool        // lines were not trimmed of the empty cells at their ends
	// rest is what is missing of the last row's label.
	rest  string
	given bool
	row   *record // the last row
}

// head is a label above the columns.
type head struct {
	label     string
	line, col int
}

// maxRun is the most labels that follow each other without figures: a table
// without one figure has fewer.
const maxRun = 400

func (p *parser) readTable(table int) (*tableReader, error) {
	t := &tableReader{parser: p, vocabulary: p.words[table-2], widths: map[int]int{}}
	for _, l := range p.tables[table-2] {
		if err := t.line(l.cells()); err != nil {
			return nil, err
		}
	}
	if err := t.labels(false); err != nil {
		return nil, err
	}
	t.tellRest()
	return t, t.checkColumns()
}

func (t *tableReader) line(c cellLine) error {
	label := -1 // the last column of a label
	t.widths[len(c.cells)]++
	t.padded = t.padded || c.padded
	for _, x := range c.cells {
		switch x.kind {
		case labelCell:
			if len(t.run) == maxRun {
				return t.noPlace(x.line, x.text, x.key)
			}
			t.run = append(t.run, x)
			label = x.col
		case figureCell:
			if len(t.run) > 0 {
				before := len(t.records)
				if err := t.labels(true); err != nil {
					return err
				}
				if len(t.records) == before {
					return t.noPlace(x.line, x.text, "")
				}
			}
			if t.row == nil {
				return t.noPlace(x.line, x.text, "")
			}
			if t.row.figures == nil {
				t.row.labelCol, t.row.width = label, len(c.cells)
			}
			if len(t.row.figures) == maxRun {
				return t.noPlace(x.line, x.text, "")
			}
			t.row.figures = append(t.row.figures, x)
		}
	}
	return nil
}

func (t *tableReader) noPlace(line int, text, key string) error {
	return inputError(line, "I-i", tableName(t.table), clip(text), t.hint(key))
}

// labels makes out the labels since the last figures. The last of them names
// the row of the figures that follow.
func (t *tableReader) labels(figures bool) error {
	run := t.run
	t.run = nil
	// The rest of a label whose figures stood beside its first line.
	for len(run) > 0 && t.rest != "" && run[0].key != "" && strings.HasPrefix(t.rest, run[0].key) {
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

// label makes out the label at the start of the run and returns how many cells
// it takes.
func (t *tableReader) label(run []cell, figures bool) (cells int, err error) {
	const most = 12 // cells or lines that a label is torn into
	last := func(n int) bool { return figures && n == len(run) }
	for n := min(most, len(run)); n > 0; n-- {
		if x, ok := t.lookup(joinKeys(run[:n]), last(n)); ok {
			t.found(x, run[:n], last(n))
			return n, nil
		}
	}
	if items := t.several(run[0].key, last(1)); items != nil {
		for i, x := range items {
			t.found(x, run[:1], last(1) && i == len(items)-1)
		}
		return 1, nil
	}
	if n := len(run); figures && n <= most {
		if key := joinKeys(run); len([]rune(key)) >= 4 {
			if whole := t.labelBeginning(key); whole != "" {
				x := t.rows[whole]
				x.rest, x.given = strings.TrimPrefix(whole, key), false
				t.found(x, run, true)
				return n, nil
			}
		}
	}
	if t.fragment(run[0].key) && !last(1) {
		return 1, nil
	}
	cells, distance := 0, 1<<30
	var best item
	for n := min(4, len(run)); n > 0; n-- {
		if x, d, ok := t.nearest(joinKeys(run[:n]), last(n)); ok && d < distance {
			best, cells, distance = x, n, d
		}
	}
	if cells == 0 {
		return 0, t.noPlace(run[0].line, run[0].text, joinKeys(run[:1]))
	}
	t.found(best, run[:cells], last(cells))
	return cells, nil
}

func joinKeys(run []cell) string {
	if len(run) == 1 {
		return run[0].key
	}
	var b strings.Builder
	for _, c := range run {
		b.WriteString(c.key)
	}
	return b.String()
}

// found takes a label that was made out.
func (t *tableReader) found(x item, run []cell, beforeFigures bool) {
	if key := joinKeys(run); x.rest == "" && key != report.LabelKey(x.label) && !strings.Contains(key, report.LabelKey(x.label)) {
		var text strings.Builder
		for _, c := range run {
			text.WriteString(c.text)
		}
		t.find(run[0].line, "I-o", tableName(t.table), clip(text.String()), x.label)
	}
	t.row = nil
	switch {
	case x.kind == rowItem, beforeFigures && t.table == 4:
		t.records = append(t.records, record{item: x, line: run[0].line, labelCol: -1})
		t.row = &t.records[len(t.records)-1]
		t.rest, t.given = x.rest, x.given
	}
	if x.kind != rowItem {
		t.heads = append(t.heads, head{x.label, run[0].line, run[0].col})
	}
}

// tellRest tells that a row's label was cut short.
func (t *tableReader) tellRest() {
	if t.rest != "" && !t.given && t.row != nil {
		whole := report.LabelKey(t.row.label)
		t.find(t.row.line, "I-o", tableName(t.table), strings.TrimSuffix(whole, t.rest), t.row.label)
	}
	t.rest, t.given = "", false
}

// checkColumns checks that the heads name the columns in the order of the form.
func (t *tableReader) checkColumns() error {
	last, highest, line := -1, -1, 0 // the place of the last head, the highest of its line
	for _, h := range t.heads {
		i, ok := t.columns[report.LabelKey(h.label)]
		if !ok {
			continue
		}
		if h.line != line {
			highest, line = -1, h.line
		}
		// A block begins with its first column; 总计 of table three may stand on
		// a line above the others.
		total := t.table == 3 && h.label == labelTotal
		if i > 0 && i <= last && !total || t.table != 4 && i <= highest {
			return t.wrongOrder(h.line)
		}
		highest = max(highest, i)
		if !total {
			last = i
		}
	}
	for _, pair := range [...][2]string{{"行政复议", "行政诉讼"}, {"未经复议直接起诉", "复议后起诉"}} {
		a := slices.IndexFunc(t.heads, func(h head) bool { return h.label == pair[0] })
		b := slices.IndexFunc(t.heads, func(h head) bool { return h.label == pair[1] })
		if a > b && b >= 0 {
			return t.wrongOrder(t.heads[b].line)
		}
	}
	return nil
}

func (t *tableReader) wrongOrder(line int) error {
	var got []string
	for _, h := range t.heads {
		if h.line == line {
			got = append(got, h.label)
		}
	}
	want := report.Edition2021.Rows(t.table)[0].Columns
	return inputError(line, "I-k", tableName(t.table), strings.Join(got, "、"), strings.Join(want, "、"))
}
