package intake

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// sums are how that ends which stands for an agency in a row that adds up others.
var sums = []string{"合计", "总计", "小计", "汇总", "共计"}

// remark is how a line below the table looks.
var remark = regexp.MustCompile(`^(?:注|备注|说明|填表说明)|[：:]`)

// What is left out of a table of many bodies.
const (
	sumRows       = "合计行"
	repeatedHeads = "重复的表头"
	remarks       = "表下的说明"
)

// bodies reads the rows of a table of many bodies.
func (o Options) bodies(t *manyTable, yield func(Body, error) bool) {
	if t.fault != nil {
		yield(Body{Findings: t.notes.Findings}, t.fault)
		return
	}
	if names := t.unknown(); names != nil {
		t.notes.Find(pos{}, "I-da", "", strings.Join(names, "、"), "")
	}
	var last *Body // waits for what is left out behind it
	var fault error
	told := map[*formColumns]bool{}
	seen := map[string]pos{}
	pass := func() bool {
		if last == nil {
			return true
		}
		t.notes.TellRepairs()
		b := *last
		b.Findings = append(t.notes.Findings, b.Findings...)
		t.notes, last = notes{}, nil
		return yield(b, fault)
	}
	for row, err := range t.rows {
		if err == nil {
			if row.blank() {
				continue
			}
			if what := t.leftOut(&row); what != "" {
				t.notes.Leave(what, 1, row.at)
				continue
			}
		}
		if !pass() {
			return
		}
		last, fault = &Body{At: row.at}, err
		if errors.Is(err, errEnd) {
			break
		}
		if err != nil {
			continue
		}
		var n notes
		r, err := o.body(t, &row, &n)
		if err == nil {
			f := t.form(r.Year)
			if !told[f] {
				told[f] = true
				f.missing(&t.notes)
			}
			key := report.LabelKey(r.Agency) + " " + strconv.Itoa(r.Year)
			if before, ok := seen[key]; ok {
				err = source.Twice(row.at, before, "", r.Agency)
			} else {
				seen[key] = row.at
			}
		}
		n.TellRepairs()
		last.Findings = n.Findings
		if fault = err; err == nil {
			last.Report = r
		}
	}
	if last == nil && len(seen) == 0 {
		last, fault = &Body{}, source.Error(pos{}, "I-dd", "", "", "")
	}
	pass()
}

// leftOut says what a row is that is of no body, or "".
func (t *manyTable) leftOut(r *listRow) string {
	agency := r.text(t.at[pathAgency])
	switch f := t.field(agency); {
	case slices.ContainsFunc(sums, func(end string) bool { return strings.HasSuffix(report.LabelKey(agency), end) }):
		return sumRows
	case r.filled() == 1 && slices.ContainsFunc(r.cells, func(c listCell) bool { return remark.MatchString(c.text) }):
		return remarks
	case f != nil && f.path == pathAgency:
		return repeatedHeads
	}
	return ""
}

// body reads the report of a row.
func (o Options) body(t *manyTable, row *listRow, n *notes) (*report.Report, error) {
	r := &report.Report{Year: t.year}
	if col := t.beyond(row); col >= 0 {
		return nil, source.Error(row.place(col), "I-di", "", row.text(col), "")
	}
	for i := range t.fields {
		f := &t.fields[i]
		col, ok := t.at[f.path]
		if !ok {
			continue
		}
		at := row.place(col)
		text, err := n.cell(row, col)
		if err != nil {
			return nil, err
		}
		switch {
		case text == "" && f.path == pathYear && t.year != 0:
			continue
		case text == "" && (f.path == pathAgency || f.path == pathYear):
			return nil, source.Error(at, "I-dc", "", f.labels[0], "")
		}
		if err := f.set(r, text, at); err != nil {
			return nil, err
		}
	}
	f := t.form(r.Year)
	if r.Year == 0 {
		n.Find(row.at, "I-dc", "", "报告年度", "")
	}
	r.Tables = report.NewTables(f.edition)
	rows, err := t.figures(f, row, n)
	if err != nil {
		return nil, err
	}
	return r, set(r.Tables, rows, o, n)
}

// beyond returns the first cell that is filled behind the last head, or -1: one more
// before it may have moved the figures.
func (t *manyTable) beyond(row *listRow) int {
	last := len(t.columns) - 1
	for last >= 0 && t.columns[last].name() == "" {
		last--
	}
	for col := last + 1; col < len(row.cells); col++ {
		if row.text(col) != "" {
			return col
		}
	}
	return -1
}

// cell returns the text of a cell as a report may have it.
func (n *notes) cell(row *listRow, col int) (string, error) {
	text, at := row.text(col), row.place(col)
	if len(text) > source.MaxCell {
		return "", source.TooLong(at, len(text), source.MaxCell)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if err := noControls(line, at); err != nil {
			return "", err
		}
	}
	if col < len(row.cells) && row.cells[col].state == source.BadValue {
		return "", source.Error(at, "I-av", "", text, "")
	}
	if col < len(row.cells) && row.cells[col].state == source.NoValue {
		n.Find(at, "I-au", "", "", "")
		return "", nil
	}
	return strings.TrimSpace(n.visible(text, at)), nil
}

// figures returns the texts of the figures of a row by the rows of the form.
func (t *manyTable) figures(f *formColumns, row *listRow, n *notes) (map[string]filledRow, error) {
	rows := map[string]filledRow{}
	for c := range report.Cells(report.NewTables(f.edition)) {
		x := rows[c.Row]
		x.path, x.at = c.Row, row.at
		text, at := "", pos{}
		if col, ok := f.at[c.Path]; ok {
			var err error
			if text, err = n.cell(row, col); err != nil {
				return nil, err
			}
			at = row.place(col)
			if text != "" && col < len(row.cells) && row.cells[col].wide {
				return nil, source.Error(at, "I-dh", c.Place, text, "")
			}
		}
		x.texts, x.places = append(x.texts, text), append(x.places, at)
		rows[c.Row] = x
	}
	// What is of another edition has no place.
	for i := range t.columns {
		if f.paths[i] != "" || t.columns[i].field || row.text(i) == "" {
			continue
		}
		for _, other := range t.forms {
			if other.paths[i] != "" {
				return nil, source.Error(row.place(i), "I-l", "", t.columns[i].name(), string(f.edition))
			}
		}
	}
	return rows, nil
}
