package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Column is a column of a table of many bodies: see [Options.ReadAll].
type Column struct {
	// Path is what the column is known by: the Path of a [report.Cell], or a name.
	Path string
	// Labels are the official ones, from the outermost head to the innermost: 表三,
	// 一、本年新收政府信息公开申请数量, 自然人.
	Labels []string
}

// Columns returns the columns of a table of many bodies, without totals: these may
// follow the figures of their row, and are compared. Text columns may be left out.
func Columns(e report.Edition) []Column {
	var all, below []Column
	for _, f := range textFields() {
		switch c := (Column{f.path, []string{f.labels[0]}}); {
		case !f.common:
		case f.behind:
			below = append(below, c)
		default:
			all = append(all, c)
		}
	}
	tables := e.Tables()
	for c := range report.Cells(report.NewTables(e)) {
		if c.Computed {
			continue
		}
		i := slices.IndexFunc(tables, func(t report.Table) bool { return t.Number == c.Table })
		row := rowOf(tables[i].Rows, c.Row)
		all = append(all, Column{c.Path, []string{tables[i].Name, row.Group + row.Label, c.Column}})
	}
	return append(all, below...)
}

// textField is a column that is no figure.
type textField struct {
	path   string
	labels []string // the first is the official one
	common bool     // a blank table has it
	behind bool     // it stands behind the figures
	set    func(r *report.Report, text string, at pos) error
}

const (
	pathAgency = "agency"
	pathYear   = "year"
)

// textFields are the columns that are no figures.
func textFields() []textField {
	lines := func(of func(r *report.Report) *[]string) func(*report.Report, string, pos) error {
		return func(r *report.Report, text string, _ pos) error {
			*of(r) = paragraphsOf(text)
			return nil
		}
	}
	fields := []textField{
		{pathAgency, []string{"机关全称", "机关名称", "行政机关名称", "行政机关", "机关", "单位名称", "单位全称", "单位", "填报单位", "报送单位", "报告单位", "部门名称", "机构名称"}, true, false,
			func(r *report.Report, text string, _ pos) error { r.Agency = text; return nil }},
		{pathYear, []string{"报告年度", "年度", "年份", "统计年度", "所属年度"}, true, false, func(r *report.Report, text string, at pos) (err error) {
			r.Year, err = readYear(text, at)
			return err
		}},
		{"title", []string{"标题"}, false, false, func(r *report.Report, text string, _ pos) error { r.Title = text; return nil }},
		{"preamble", []string{"引言"}, true, false, lines(func(r *report.Report) *[]string { return &r.Preamble })},
	}
	for i, title := range report.SectionTitles() {
		section := func(r *report.Report) *report.Section { return r.Sections()[i] }
		key := [...]string{"overview", "disclosure", "applications", "remedies", "problems", "other"}[i]
		labels := []string{title, officialTitle(i)}
		fields = append(fields, textField{key + "/paragraphs", labels, i > 3, i > 3, lines(func(r *report.Report) *[]string { return &section(r).Paragraphs })})
		for _, topic := range report.Topics() {
			if i > 0 {
				break
			}
			fields = append(fields, textField{key + "/subsections/" + string(topic), []string{title + " " + topic.Title(), topic.Title()}, true, false,
				func(r *report.Report, text string, _ pos) error {
					if p := paragraphsOf(text); p != nil {
						r.Overview.Subsections = append(r.Overview.Subsections, report.Subsection{Topic: topic, Paragraphs: p})
					}
					return nil
				}})
		}
	}
	return append(fields,
		textField{"issuer", []string{"署名", "发布机关"}, true, true, func(r *report.Report, text string, _ pos) error { r.Issuer = text; return nil }},
		textField{"date", []string{"成文日期", "日期"}, true, true, func(r *report.Report, text string, at pos) (err error) {
			r.Date, err = readDate(text, at)
			return err
		}})
}

// paragraphsOf returns the lines that have text.
func paragraphsOf(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

var (
	aYear    = regexp.MustCompile(`^([1-9]\d{3})\s*(?:年度?)?$`)
	someYear = regexp.MustCompile(`([1-9]\d{3})\s*年`)
	isoDate  = regexp.MustCompile(`^([1-9]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})$`)
)

// readYear reads a year for which there is a form.
func readYear(text string, at pos) (int, error) {
	if m := aYear.FindStringSubmatch(arabicYear(fold(text))); m != nil {
		year := number(m[1])
		if _, ok := report.EditionFor(year); ok {
			return year, nil
		}
	}
	return 0, source.Error(at, "R-b", "", text, "")
}

// namedYear returns the year that a line names, or 0.
func namedYear(line string) int {
	if m := someYear.FindStringSubmatch(arabicYear(fold(line))); m != nil {
		if _, ok := report.EditionFor(number(m[1])); ok {
			return number(m[1])
		}
	}
	return 0
}

// readDate reads a date of issue, or nothing.
func readDate(text string, at pos) (d report.Date, err error) {
	if text == "" {
		return d, nil
	}
	d, ok := parseDate(text)
	if m := isoDate.FindStringSubmatch(fold(text)); m != nil {
		d, ok = report.Date{Year: number(m[1]), Month: number(m[2]), Day: number(m[3])}, true
	}
	if !ok {
		return d, source.Error(at, "R-f", "成文日期", text, "")
	}
	return d, checkDate(d, at)
}

// manyHead is the heads of a table of many bodies.
type manyHead struct {
	columns []manyColumn // by their place
	fields  []textField
	at      map[string]int // the columns of the fields, by their paths
	forms   []formColumns  // by edition
	year    int            // of a line above, or 0
	fault   error          // in the heads
}

// manyColumn is a column under its heads.
type manyColumn struct {
	at     pos
	labels []string // from the outermost
	path   string   // that stands among them, or ""
	field  bool
}

func (c *manyColumn) name() string {
	if len(c.labels) == 0 {
		return c.path
	}
	return strings.Join(c.labels, " ")
}

// formColumns is the figures of an edition by their columns.
type formColumns struct {
	edition report.Edition
	paths   []string       // of the columns; "" for what is no figure of it
	at      map[string]int // the columns, by the paths of the figures
}

// isPath is how the path of a column looks.
var isPath = regexp.MustCompile(`^/?[a-z][A-Za-z]*(?:/[A-Za-z]+)*$`)

// leastFigures is how many figures the heads of a table of many bodies name at least.
const leastFigures = 3

// newManyHead returns the heads that the first rows have, and how many rows these are, or
// nil where they are none of a table of many bodies.
func newManyHead(rows []manyRow) (h *manyHead, used int) {
	h = &manyHead{fields: textFields(), at: map[string]int{}}
	from, col := h.findAgency(rows)
	if from < 0 {
		return nil, 0
	}
	used = from + 1
	for used < len(rows) && h.isHead(&rows[used], col) {
		used++
	}
	for from > 0 && filledCells(&rows[from-1]) > 1 {
		from--
	}
	for i := range rows[:from] {
		for _, c := range rows[i].cells {
			if h.year == 0 {
				h.year = namedYear(c.text)
			}
		}
	}
	h.addColumns(rows[from:used])
	most := 0
	for _, e := range report.Editions() {
		f := h.addForm(e)
		h.forms = append(h.forms, f)
		most = max(most, len(f.at))
	}
	if most < leastFigures {
		return nil, 0
	}
	return h, used
}

// findAgency returns the row and the column of the head of the agencies.
func (h *manyHead) findAgency(rows []manyRow) (row, col int) {
	for i := range rows {
		for j, c := range rows[i].cells {
			if f := h.field(c.text); f != nil && f.path == pathAgency && filledCells(&rows[i]) > 1 {
				return i, j
			}
		}
	}
	return -1, -1
}

func filledCells(r *manyRow) (n int) {
	for _, c := range r.cells {
		if c.text != "" && !c.part {
			n++
		}
	}
	return n
}

// field returns the field with the label or the path.
func (h *manyHead) field(label string) *textField {
	if label == "" {
		return nil
	}
	key := report.LabelKey(label)
	for i := range h.fields {
		f := &h.fields[i]
		if strings.TrimPrefix(label, "/") == f.path || slices.ContainsFunc(f.labels, func(l string) bool { return report.LabelKey(l) == key }) {
			return f
		}
	}
	return nil
}

// isHead reports whether the row goes on with the heads: it names no agency and has no
// figure.
func (h *manyHead) isHead(r *manyRow, agency int) bool {
	if text := r.text(agency); text != "" {
		f := h.field(text)
		if f == nil || f.path != pathAgency {
			return false
		}
	}
	return filledCells(r) > 0 && !slices.ContainsFunc(r.cells, func(c manyCell) bool {
		return c.text != "" && kindOf(c.text) != labelCell && !isPath.MatchString(c.text)
	})
}

// addColumns makes columns of the rows of heads. In the rows above the last one a head
// goes on over the blank cells behind it, as far as that above it does.
func (h *manyHead) addColumns(rows []manyRow) {
	width, last := 0, 0 // the last row that has labels
	for i := range rows {
		width = max(width, len(rows[i].cells))
		if slices.ContainsFunc(rows[i].cells, func(c manyCell) bool { return c.text != "" && !isPath.MatchString(c.text) }) {
			last = i
		}
	}
	h.columns = make([]manyColumn, width)
	over := make([]string, len(rows))
	for col := range h.columns {
		c := &h.columns[col]
		c.at = rows[0].place(col)
		begun := false // a head stands above
		for i := range rows {
			text := ""
			if col < len(rows[i].cells) {
				text = oneLine(rows[i].cells[col].text)
			}
			if isPath.MatchString(text) {
				c.path, text = "/"+strings.TrimPrefix(text, "/"), ""
				if f := h.field(c.path); f != nil {
					c.path = f.path
				}
			}
			switch {
			case text != "":
				begun = true
			case i < last && !begun:
				text = over[i]
			}
			if f := h.field(text); f == nil {
				over[i] = text
			} else {
				over[i] = "" // which is the head of its own column alone
			}
			if n := len(c.labels); text != "" && (n == 0 || c.labels[n-1] != text) {
				c.labels = append(c.labels, text)
			}
		}
		f := h.field(c.path)
		if f == nil && c.path == "" {
			f = h.field(strings.Join(c.labels, ""))
		}
		if f == nil {
			continue
		}
		c.field = true
		if before, ok := h.at[f.path]; ok && h.fault == nil {
			h.fault = source.Twice(c.at, h.columns[before].at, "", c.name())
		}
		h.at[f.path] = col
	}
}

// addForm finds the figures of an edition among the columns.
func (h *manyHead) addForm(e report.Edition) formColumns {
	f := formColumns{e, make([]string, len(h.columns)), map[string]int{}}
	byPath, labelled := map[string]bool{}, labelledForms()[e]
	for _, x := range labelled {
		byPath[x.path] = true
	}
	for i := range h.columns {
		c := &h.columns[i]
		if c.field {
			continue
		}
		path := ""
		if byPath[c.path] {
			path = c.path
		}
		if found := labelled.find(report.LabelKey(strings.Join(c.labels, ""))); found != "" {
			if path != "" && path != found && h.fault == nil {
				h.fault = source.Error(c.at, "I-de", "", c.path, strings.Join(c.labels, " "))
			}
			path = found
		}
		if path == "" {
			continue
		}
		if before, ok := f.at[path]; ok && h.fault == nil {
			h.fault = source.Twice(c.at, h.columns[before].at, "", c.name())
		}
		f.paths[i], f.at[path] = path, i
	}
	return f
}

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

// unknown returns the names of the columns that have heads and are not taken.
func (h *manyHead) unknown() (names []string) {
	for i := range h.columns {
		c := &h.columns[i]
		taken := c.field || slices.ContainsFunc(h.forms, func(f formColumns) bool { return f.paths[i] != "" })
		if !taken && c.name() != "" {
			names = append(names, c.name())
		}
	}
	return names
}

// form returns the columns of the edition for a year, or where that is 0 of the one that
// most of them are of, the newest of these.
func (h *manyHead) form(year int) *formColumns {
	if e, ok := report.EditionFor(year); ok {
		return &h.forms[slices.Index(report.Editions(), e)]
	}
	best := 0
	for i := range h.forms {
		if len(h.forms[i].at) >= len(h.forms[best].at) {
			best = i
		}
	}
	return &h.forms[best]
}

// missing tells the figures that have no column.
func (f *formColumns) missing(n *notes) {
	var names []string
	for c := range report.Cells(report.NewTables(f.edition)) {
		if _, ok := f.at[c.Path]; !ok && !c.Computed {
			names = append(names, c.Place)
		}
	}
	if len(names) > 0 {
		n.Find(pos{}, "I-db", "", strconv.Itoa(len(names)), names[0])
	}
}
