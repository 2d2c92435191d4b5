package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// vocabulary is every label that a table has, in whatever edition.
type vocabulary struct {
	table   int
	heads   map[string]item   // heads, groups and clauses by their key
	rows    map[string]item   // rows by their key
	bare    map[string][]item // rows by their key without its number
	context []string          // keys of heads, groups and clauses, in order
	labels  []string          // keys of rows, in order
	columns map[string]int    // the place of a head among its columns
}

// item is a label of the form.
type item struct {
	kind  itemKind
	label string // as the form prints it
	path  string // of a row: report.Row.Path
	group string // of a row: report.Row.Group
	rest  string // of a row found by the beginning of its label: the rest of its key
	given bool   // the rest may be left out
}

type itemKind uint8

const (
	headItem itemKind = iota
	groupItem
	rowItem
)

// The labels that are not in report.Row.
const (
	labelTotal   = "总计"
	labelBalance = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
	labelPartial = "（二）部分公开"
	groupResults = "三、本年度办理结果"
	singleOther  = "（六）其他处理"
)

var otherHeads = [3][]string{
	{"信息内容"},
	{labelBalance, "申请人情况", "法人或其他组织", groupResults},
	{"行政复议", "行政诉讼"},
}

func newVocabulary(table int) *vocabulary {
	v := &vocabulary{
		table: table,
		heads: map[string]item{}, rows: map[string]item{}, bare: map[string][]item{}, columns: map[string]int{},
	}
	for _, label := range otherHeads[table-2] {
		v.addHead(headItem, label)
	}
	for _, e := range report.Editions() {
		for _, r := range e.Rows(table) {
			v.addRow(r)
		}
	}
	// The row that is often printed without what stands in its brackets.
	short := report.LabelKey(labelPartial)
	if whole := v.labelBeginning(short); whole != "" {
		x := v.rows[whole]
		x.rest, x.given = whole[len(short):], true
		v.rows[short] = x
	}
	return v
}

func (v *vocabulary) addHead(kind itemKind, label string) {
	key := report.LabelKey(label)
	if _, ok := v.heads[key]; key == "" || ok {
		return
	}
	v.heads[key] = item{kind: kind, label: label}
	v.context = append(v.context, key)
}

func (v *vocabulary) addRow(r report.Row) {
	v.addHead(headItem, r.Clause)
	v.addHead(groupItem, r.Group)
	for i, c := range r.Columns {
		v.addHead(headItem, c)
		v.columns[report.LabelKey(c)] = i
	}
	if r.Total {
		v.addHead(headItem, labelTotal)
		v.columns[report.LabelKey(labelTotal)] = len(r.Columns)
	}
	key := report.LabelKey(r.Label)
	if v.table == 4 {
		v.addHead(headItem, r.Label)
	}
	if _, ok := v.rows[key]; ok {
		return
	}
	x := item{kind: rowItem, label: r.Label, path: r.Path, group: r.Group}
	v.rows[key] = x
	v.labels = append(v.labels, key)
	if bare := withoutNumber(key); bare != key {
		v.bare[bare] = append(v.bare[bare], x)
	}
}

func withoutNumber(key string) string {
	r, n := utf8.DecodeRuneInString(key)
	if unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七", r) {
		return key[n:]
	}
	return key
}

// lookup finds a label. Before figures it is a row's, if it can be.
func (v *vocabulary) lookup(key string, beforeFigures bool) (item, bool) {
	head, isHead := v.heads[key]
	if isHead && !beforeFigures {
		return head, true
	}
	if x, ok := v.rows[key]; ok {
		return x, true
	}
	if bare := v.bare[withoutNumber(key)]; len(bare) == 1 {
		return bare[0], true
	}
	return head, isHead
}

// labelBeginning returns the key of the one row whose label begins with key.
func (v *vocabulary) labelBeginning(key string) string {
	found := ""
	for _, l := range v.labels {
		if strings.HasPrefix(l, key) {
			if found != "" {
				return ""
			}
			found = l
		}
	}
	return found
}

// several takes apart labels that follow each other without anything between.
func (v *vocabulary) several(key string, beforeFigures bool) []item {
	const longest = 600 // bytes: more than all the heads of a table
	if len(key) > longest {
		return nil
	}
	from := make([]int, len(key)+1) // where the label that ends here starts
	for i := range from {
		from[i] = -1
	}
	from[0] = 0
	for i := range len(key) {
		if from[i] < 0 {
			continue
		}
		for _, words := range [...][]string{v.context, v.labels} {
			for _, w := range words {
				if strings.HasPrefix(key[i:], w) {
					from[i+len(w)] = i
				}
			}
		}
	}
	if from[len(key)] < 0 {
		return nil
	}
	var items []item
	for end := len(key); end > 0; end = from[end] {
		x, ok := v.lookup(key[from[end]:end], beforeFigures && end == len(key))
		if !ok {
			return nil
		}
		items = append(items, x)
	}
	slices.Reverse(items)
	return items
}

// fragment reports whether the key is part of a head, a group or a clause that
// was torn apart.
func (v *vocabulary) fragment(key string) bool {
	return slices.ContainsFunc(v.context, func(c string) bool { return strings.Contains(c, key) })
}

// nearest finds the label that a misprint comes nearest to; ok is false where
// it is too far or two are as near.
func (v *vocabulary) nearest(key string, beforeFigures bool) (x item, d int, ok bool) {
	const longest = 60
	if utf8.RuneCountInString(key) > longest {
		return item{}, 0, false
	}
	d = longest
	try := func(label string, y item) {
		most := utf8.RuneCountInString(label) / 4
		switch n := spell.Distance(key, label); {
		case n > most:
		case n < d:
			x, d, ok = y, n, true
		case n == d && y.label != x.label:
			ok = false
		}
	}
	for _, l := range v.labels {
		try(l, v.rows[l])
	}
	if !beforeFigures {
		for _, l := range v.context {
			try(l, v.heads[l])
		}
	}
	return x, d, ok
}

// hint names the label nearest to a key that is none.
func (v *vocabulary) hint(key string) string {
	best, label := utf8.RuneCountInString(key)/2+1, ""
	for _, l := range v.labels {
		if d := spell.Distance(firstCharacters(key, 60), l); d < best {
			best, label = d, v.rows[l].label
		}
	}
	if label == "" {
		return ""
	}
	return "；最相近的是“" + label + "”"
}

// known reports whether a key is one label or several.
func (v *vocabulary) known(key string) bool {
	if key == "" {
		return false
	}
	if _, ok := v.lookup(key, false); ok {
		return true
	}
	return v.several(key, false) != nil
}

// lineLabels looks at the labels of a line: how many cells are known, whether
// every one is, and whether one names the table.
func (v *vocabulary) lineLabels(c cellLine) (known, figures int, every, names bool) {
	var whole strings.Builder
	every = true
	for _, x := range c.cells {
		switch x.kind {
		case figureCell:
			figures++
		case labelCell:
			whole.WriteString(x.key)
			if v.known(x.key) {
				known++
				names = names || v.names(x.key)
			} else if !v.fragment(x.key) || utf8.RuneCountInString(x.key) < 2 {
				every = false
			}
		}
	}
	if key := whole.String(); !every && len(key) < maxHeading*3 && v.known(key) {
		known, every, names = known+1, true, names || v.names(key)
	}
	return known, figures, every && whole.Len() > 0, names
}

// names reports whether a label is of this table and no other.
func (v *vocabulary) names(key string) bool {
	switch key {
	case "其他", labelTotal, "行政复议", "行政诉讼":
		return false
	}
	return true
}

// starts reports whether a table starts at the line.
func (v *vocabulary) starts(c cellLine) bool {
	known, figures, every, names := v.lineLabels(c)
	if !names {
		return v.table == 4 && known == 2 && figures == 0 && every && len(c.cells) > 1
	}
	if known >= 2 || figures > 0 {
		return every || c.cells[0].col >= 0 && len(c.cells) > 1
	}
	return every && (v.table != 2 || strings.Contains(c.text, "第二十条"))
}

// all reports whether the line has labels alone.
func (v *vocabulary) all(c cellLine) bool {
	_, figures, every, _ := v.lineLabels(c)
	return every && figures == 0
}

// contains reports whether a line after the start is one of a table.
func (v *vocabulary) contains(c cellLine) bool {
	filled, digits, last := 0, 0, 0
	for _, x := range c.cells {
		if x.kind == emptyCell {
			continue
		}
		filled++
		last++
		if x.kind != figureCell {
			last = 0
		} else if strings.ContainsFunc(fold(x.text), isDigit) {
			digits++
		}
	}
	switch {
	case filled == 0:
		return false
	case filled >= 2 && c.cells[0].col >= 0, last == filled && digits > 0, last >= 2 && digits > 0:
		return true
	}
	_, _, every, _ := v.lineLabels(c)
	return every
}

func tableName(table int) string { return [...]string{"表二", "表三", "表四"}[table-2] }
