package intake

import (
	"errors"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// filledRow is a row with the text of each figure.
type filledRow struct {
	path  string
	texts []string
	at    pos
	// places are those of the figures, where they are not all at. The zero pos is one
	// for which the input has no place.
	places []pos
}

// figure returns the text of the figure of a column and where it stands; ok is false
// where the input has no place for it.
func (r filledRow) figure(col int) (text string, at pos, ok bool) {
	switch {
	case col >= len(r.texts):
		return "", r.at, false
	case r.places == nil:
		return r.texts[col], r.at, true
	}
	return r.texts[col], r.places[col], r.places[col] != pos{}
}

// fill returns the rows of the table in the edition, each with its figures.
func (t *tableReader) fill(e report.Edition) ([]filledRow, error) {
	if t.Blocks {
		return t.fillBlocks(e)
	}
	total := 1 // columns
	if !slices.ContainsFunc(t.heads, func(h head) bool { return h.label == labelTotal }) {
		total = 0
	}
	form := t.in(e).Rows
	seen := map[string]pos{} // by path
	totals := false          // there are any
	var rows []filledRow
	for i := range t.records {
		r := &t.records[i]
		if before, ok := seen[r.path]; ok {
			return nil, source.Twice(r.at, before, t.Name, r.group+r.label)
		}
		seen[r.path] = r.at
		of := rowOf(form, r.path)
		n := 0
		if of != nil {
			n = len(of.Columns)
		} else if below := rowsBelow(form, r.path); below != nil {
			n = len(below[0].Columns)
		} else {
			return nil, source.Error(r.at, "I-l", t.Name, r.group+r.label, string(e))
		}
		if t.shared() && (total == 1 || r.places() == n+1) {
			n++
			totals = true
		}
		texts, err := t.place(r, n)
		if err != nil {
			return nil, err
		}
		if of == nil {
			split, err := t.single(r, texts, rowsBelow(form, r.path))
			if err != nil {
				return nil, err
			}
			rows = append(rows, split...)
			continue
		}
		t.tellUnit(r, of, texts)
		if of.Label != r.label {
			t.Find(r.at, "I-o", t.Name, r.label, of.Label)
		}
		rows = append(rows, filledRow{r.path, texts, r.at, r.stand})
	}
	for _, r := range form {
		// A row without a figure whose label is that of a group too.
		i := slices.IndexFunc(t.heads, func(h head) bool { return h.table > 0 && h.label == r.Label })
		if _, ok := seen[r.Path]; !ok && !r.Computed && i >= 0 && columnsWith(form, r.Label) == nil {
			rows = append(rows, filledRow{path: r.Path, texts: make([]string, len(r.Columns)), at: t.heads[i].at})
		}
	}
	if t.shared() {
		t.tellMisplaced(len(form[0].Columns) + total)
		for _, r := range form {
			if _, ok := seen[r.Path]; r.Computed && !ok {
				t.Find(pos{}, "I-al", t.Name, r.Label, "")
			}
		}
		t.tellTotals(totals)
	}
	return rows, nil
}

// tellUnit tells that the unit of an amount is assumed: the form has it in the
// head of the column, and neither a head nor the amount gives one.
func (t *tableReader) tellUnit(r *record, of *report.Row, texts []string) {
	for i, c := range of.Columns {
		u := unit.FindString(c)
		if u == "" || !strings.ContainsFunc(fold(texts[i]), isDigit) || strings.Contains(texts[i], "元") {
			continue
		}
		if !slices.ContainsFunc(t.heads, func(h head) bool { return h.label == c }) {
			t.Find(r.at, "I-ak", t.placeOf(r), u, c)
		}
	}
}

// rowOf returns the row of the form with the path, or nil.
func rowOf(form []report.Row, path string) *report.Row {
	i := slices.IndexFunc(form, func(r report.Row) bool { return r.Path == path })
	if i < 0 {
		return nil
	}
	return &form[i]
}

// rowsBelow returns the rows of the form that a single row may stand for.
func rowsBelow(form []report.Row, path string) (below []report.Row) {
	for _, r := range form {
		if strings.HasPrefix(r.Path, path+"/") {
			below = append(below, r)
		}
	}
	return below
}

// single gives the figures of a row such as （六）其他处理 to the rows below it:
// zeros to all, other figures to that which takes what the others do not.
func (t *tableReader) single(r *record, texts []string, below []report.Row) ([]filledRow, error) {
	figures := texts[:len(below[0].Columns)]
	split := slices.ContainsFunc(figures, func(s string) bool {
		n, err := report.ParseCount(s)
		return err != nil || n != 0 && n != report.Blank
	})
	if split {
		i := slices.IndexFunc(below, func(x report.Row) bool { return x.Rest })
		if i < 0 {
			return nil, source.Error(r.at, "I-i", t.Name, r.label, "")
		}
		below = below[i : i+1]
		t.Find(r.at, "I-p", t.Name+" "+r.label, strings.Join(texts, " "), below[0].Label)
	}
	var rows []filledRow
	for _, x := range below {
		rows = append(rows, filledRow{x.Path, texts, r.at, r.stand})
	}
	return rows, nil
}

// fillBlocks reads a table of blocks: one row of figures for all, with or without
// totals, or one row for each.
func (t *tableReader) fillBlocks(e report.Edition) ([]filledRow, error) {
	blocks := t.in(e).Rows
	var records []*record
	for i := range t.records {
		if r := &t.records[i]; len(r.figures) > 0 {
			records = append(records, r)
		}
	}
	of := len(blocks[0].Columns) // figures of a block
	if slices.ContainsFunc(t.heads, func(h head) bool { return h.label == labelTotal }) {
		of++
	}
	var rows []filledRow
	if len(records) == 1 && records[0].path == "" {
		r := records[0]
		if r.places() == len(blocks)*(len(blocks[0].Columns)+1) {
			of = len(blocks[0].Columns) + 1
		}
		texts, err := t.place(r, of*len(blocks))
		if err != nil {
			return nil, err
		}
		t.tellTotals(of > len(blocks[0].Columns))
		for i, b := range blocks {
			x := filledRow{path: b.Path, texts: texts[i*of : (i+1)*of], at: r.figures[0].at}
			if r.stand != nil {
				x.places = r.stand[i*of : (i+1)*of]
			}
			rows = append(rows, x)
		}
		return rows, nil
	}
	if t.apart(records, blocks) {
		for i, r := range records {
			r.path = blocks[i].Path
		}
	}
	totals := false
	seen := map[string]pos{} // by path
	for _, r := range records {
		if r.path == "" {
			return nil, t.uncertain(r, of*len(blocks))
		}
		if before, ok := seen[r.path]; ok {
			return nil, source.Twice(r.at, before, t.Name, r.label)
		}
		seen[r.path] = r.at
		n := of
		if r.places() == len(blocks[0].Columns)+1 {
			n = r.places()
		}
		texts, err := t.place(r, n)
		if err != nil {
			return nil, err
		}
		totals = totals || n > len(blocks[0].Columns)
		rows = append(rows, filledRow{r.path, texts, r.at, r.stand})
	}
	t.tellTotals(totals || len(records) == 0)
	return rows, nil
}

// apart reports whether each block has a table of its own, with its name above its heads.
func (t *tableReader) apart(records []*record, blocks []report.Row) bool {
	if len(records) != len(blocks) {
		return false
	}
	above := -1 // the last row of the table before
	for i, r := range records {
		named := slices.ContainsFunc(t.heads, func(h head) bool {
			return h.label == blocks[i].Label && above < h.row && h.row < r.figures[0].row
		})
		if !named || r.path != "" {
			return false
		}
		above = r.figures[len(r.figures)-1].row
	}
	return true
}

// tellTotals tells that the table has no column of totals, unless there are some.
func (t *tableReader) tellTotals(some bool) {
	if !some {
		t.Find(pos{}, "I-al", t.Name, labelTotal, "")
	}
}

// printedTotal is a total as it was printed.
type printedTotal struct {
	report.Cell
	text string
	at   pos
}

// set sets the figures of the rows, by their paths, and compares printed totals.
// The error has every figure that is none.
func set(t report.Tables, rows map[string]filledRow, o Options, n *notes) error {
	n.filled = rows
	var totals []printedTotal
	var blanks []blankCell
	var wrong faults
	zeros, row, col := 0, "", 0
	for c := range report.Cells(t) {
		if c.Row != row {
			row, col = c.Row, 0
		}
		if text, at, ok := rows[row].figure(col); ok {
			switch {
			case c.Computed:
				totals = append(totals, printedTotal{c, text, at})
			case text == "" && o.BlankAsZero:
				zeros++
				wrong.add(c.Set("0"), at)
			case text == "":
				blanks = append(blanks, blankCell{c, at})
			default:
				wrong.add(c.Set(text), at)
				n.tellSpelling(c, text, at)
			}
		}
		col++
	}
	found := compareTotals(t, totals, &wrong)
	for _, c := range totals {
		if f, ok := found[c.Path]; ok {
			n.Findings = append(n.Findings, f)
		} else {
			n.tellSpelling(c.Cell, c.text, c.at)
		}
	}
	n.tellAdded(totals)
	n.tellBlanks(blanks, totals)
	n.tellZeros(zeros)
	return wrong.err()
}

// compareTotals returns what the printed totals differ in, by JSON pointer. Those that are no
// counts are added to what is wrong.
func compareTotals(t report.Tables, totals []printedTotal, wrong *faults) map[string]report.Finding {
	texts, at := map[string]string{}, map[string]pos{}
	for _, c := range totals {
		texts[c.Path], at[c.Path] = c.text, c.at
	}
	findings, err := report.CompareTotals(t, texts)
	if e := (*report.InputError)(nil); errors.As(err, &e) {
		for _, f := range e.All() {
			*wrong = append(*wrong, f.At(at[f.Path]))
		}
	}
	found := map[string]report.Finding{}
	for _, f := range findings {
		found[f.Path] = f.At(at[f.Path])
	}
	return found
}
