package intake

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// readTables reads the three tables.
func (p *parser) readTables() error {
	var t [3]*tableReader
	for i := range t {
		var err error
		if t[i], err = p.readTable(i + 2); err != nil {
			return err
		}
	}
	e, err := p.editionOf(t[0], t[1])
	if err != nil {
		return err
	}
	for i := range t {
		if err := t[i].checkColumns(e); err != nil {
			return err
		}
	}
	var filled [3][]filledRow
	for i := range t {
		if filled[i], err = t[i].fill(e); err != nil {
			return err
		}
	}
	switch e {
	case report.Edition2019:
		var x report.Tables2019
		x.Disclosure, err = build(p, report.NewDisclosure2019(), filled[0])
		if err == nil {
			x.Applications, err = build(p, report.NewApplications2019(), filled[1])
		}
		if err == nil {
			x.Remedies, err = build(p, report.NewRemedies(), filled[2])
		}
		p.report.Tables = &x
	case report.Edition2021:
		var x report.Tables2021
		x.Disclosure, err = build(p, report.NewDisclosure2021(), filled[0])
		if err == nil {
			x.Applications, err = build(p, report.NewApplications2021(), filled[1])
		}
		if err == nil {
			x.Remedies, err = build(p, report.NewRemedies(), filled[2])
		}
		p.report.Tables = &x
	}
	return err
}

// editionOf tells the edition by the labels that only one edition has, else by
// the year.
func (p *parser) editionOf(disclosure, applications *tableReader) (report.Edition, error) {
	var found report.Edition
	for _, t := range [...]*tableReader{disclosure, applications} {
		for _, e := range report.Editions() {
			line, label := t.onlyIn(e)
			switch {
			case label == "" || found == e:
			case found == "":
				found = e
			default:
				return "", inputError(line, "I-l", tableName(t.table), label, string(found))
			}
		}
	}
	if found != "" {
		return found, nil
	}
	e, ok := report.EditionFor(p.report.Year)
	if !ok {
		return "", inputError(p.printedTitle, "R-b", "", strconv.Itoa(p.report.Year), "")
	}
	return e, nil
}

// onlyIn returns the first label of the table that the edition alone has. A
// single row （六）其他处理, 规范性文件 and 处理决定数量 are no evidence: reports on
// either form have them.
func (t *tableReader) onlyIn(e report.Edition) (line int, label string) {
	others := map[string]bool{"规范性文件": true, "行政规范性文件": true, singleOther: true, labelDecisions: true}
	own := map[string]bool{}
	for _, x := range report.Editions() {
		for _, r := range x.Rows(t.table) {
			for _, label := range append([]string{r.Clause, r.Label}, r.Columns...) {
				if x == e {
					own[label] = true
				} else {
					others[label] = true
				}
			}
		}
	}
	for _, h := range t.heads {
		if own[h.label] && !others[h.label] {
			return h.line, h.label
		}
	}
	for _, r := range t.records {
		if own[r.label] && !others[r.label] {
			return r.line, r.label
		}
	}
	return 0, ""
}

// filledRow is a row with the text of each figure.
type filledRow struct {
	path  string
	texts []string
	line  int
}

// fill returns the rows of the table in the edition, each with its figures.
func (t *tableReader) fill(e report.Edition) ([]filledRow, error) {
	if t.table == 4 {
		return t.fillRemedies(e)
	}
	total := 1 // columns
	if !slices.ContainsFunc(t.heads, func(h head) bool { return h.label == labelTotal }) {
		total = 0
	}
	form := e.Rows(t.table)
	lines := map[string]int{} // by path
	totals := false           // there are any
	var rows []filledRow
	for i := range t.records {
		r := &t.records[i]
		if before, ok := lines[r.path]; ok {
			return nil, inputError(r.line, "I-h", tableName(t.table), r.group+r.label, strconv.Itoa(before))
		}
		lines[r.path] = r.line
		of := rowOf(form, r.path)
		n := 0
		if of != nil {
			n = len(of.Columns)
		} else if r.label == singleOther {
			n = len(form[0].Columns)
		} else {
			return nil, inputError(r.line, "I-l", tableName(t.table), r.group+r.label, string(e))
		}
		if t.table == 3 && (total == 1 || len(r.figures) == n+1) {
			n++
			totals = true
		}
		texts, err := t.place(r, n)
		if err != nil {
			return nil, err
		}
		if of == nil {
			rows = append(rows, t.singleOther(r, texts, form)...)
			continue
		}
		t.tellUnit(r, of, texts)
		if of.Label != r.label {
			t.find(r.line, "I-o", tableName(t.table), r.label, of.Label)
		}
		rows = append(rows, filledRow{r.path, texts, r.line})
	}
	if t.table == 3 {
		t.tellMisplaced(6 + total)
		if _, ok := lines["applications/results/total"]; !ok {
			t.find(0, "I-al", tableName(t.table), "（七）总计", "")
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
			t.find(r.line, "I-ak", t.placeOf(r), u, c)
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

// singleOther gives the figures of a single row （六）其他处理 to the three rows
// of a form that has three: zeros to all, other figures to 3.其他.
func (t *tableReader) singleOther(r *record, texts []string, form []report.Row) []filledRow {
	zero, blank := true, true
	for _, s := range texts {
		n, err := report.ParseCount(s)
		zero = zero && err == nil && n == 0
		blank = blank && err == nil && n == report.Blank
	}
	if blank {
		return nil
	}
	var rows []filledRow
	for _, x := range form {
		if strings.HasPrefix(x.Path, r.path+"/") {
			rows = append(rows, filledRow{x.Path, texts, r.line})
		}
	}
	if !zero {
		rows = rows[len(rows)-1:]
		t.find(r.line, "I-p", tableName(t.table), strings.Join(texts, " "), "")
	}
	return rows
}

// fillRemedies reads table four: one row of figures for its three blocks, with
// or without totals, or one row for each block.
func (t *tableReader) fillRemedies(e report.Edition) ([]filledRow, error) {
	blocks := e.Rows(t.table)
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
		if len(r.figures) == len(blocks)*(len(blocks[0].Columns)+1) {
			of = len(blocks[0].Columns) + 1
		}
		texts, err := t.place(r, of*len(blocks))
		if err != nil {
			return nil, err
		}
		t.tellTotals(of > len(blocks[0].Columns))
		for i, b := range blocks {
			rows = append(rows, filledRow{b.Path, texts[i*of : (i+1)*of], r.figures[0].line})
		}
		return rows, nil
	}
	totals := false
	lines := map[string]int{} // by path
	for _, r := range records {
		if r.path == "" {
			return nil, t.uncertain(r, of)
		}
		if before, ok := lines[r.path]; ok {
			return nil, inputError(r.line, "I-h", tableName(t.table), r.label, strconv.Itoa(before))
		}
		lines[r.path] = r.line
		n := of
		if len(r.figures) == len(blocks[0].Columns)+1 {
			n = len(r.figures)
		}
		texts, err := t.place(r, n)
		if err != nil {
			return nil, err
		}
		totals = totals || n > len(blocks[0].Columns)
		rows = append(rows, filledRow{r.path, texts, r.line})
	}
	t.tellTotals(totals || len(records) == 0)
	return rows, nil
}

// tellTotals tells that the table has no column of totals.
func (t *tableReader) tellTotals(any bool) {
	if !any {
		t.find(0, "I-al", tableName(t.table), labelTotal, "")
	}
}

// build gives the rows to the builder of a table.
func build[T any](p *parser, b *report.Builder[T], rows []filledRow) (T, error) {
	for _, r := range rows {
		b.Text(r.path, r.texts...)
	}
	lineOf := func(path string) int {
		for _, r := range rows {
			if p := "/tables/" + r.path; path == p || strings.HasPrefix(path, p+"/") {
				return r.line
			}
		}
		return 0
	}
	table, findings, err := b.Build()
	if e, ok := err.(*report.InputError); ok {
		e.Line = lineOf(e.Path)
	}
	for _, f := range findings {
		if line := lineOf(f.Path); line > 0 {
			f.Place = linePlace(line, f.Place)
		}
		p.findings = append(p.findings, f)
	}
	return table, err
}
