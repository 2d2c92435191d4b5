package intake

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"

	"github.com/nianbao/nianbao/report/internal/spell"
)

// words returns the vocabularies of the tables that any edition has, in the order
// of their numbers.
var words = sync.OnceValue(func() (all []*vocabulary) {
	for _, e := range report.Editions() {
		for _, t := range e.Tables() {
			i := slices.IndexFunc(all, func(v *vocabulary) bool { return v.Number == t.Number })
			if i < 0 {
				i = len(all)
				all = append(all, newVocabulary(t))
			}
			all[i].addTable(e, t)
		}
	}
	slices.SortFunc(all, func(a, b *vocabulary) int { return a.Number - b.Number })
	for _, v := range all {
		v.addShort()
		v.addVariants()
	}
	return all
})

// vocabulary is every label that a table has, in whatever edition.
type vocabulary struct {
	report.Table // of the first edition that has it
	editions     map[report.Edition]report.Table
	totals       bool              // its rows have totals
	heads        map[string]item   // heads, groups and clauses by their key
	rows         map[string]item   // rows by their key
	bare         map[string][]item // rows by their key without its number
	context      []string          // keys of heads, groups and clauses, in order
	labels       []string          // keys of rows, in order
	columns      map[string]int    // the place of a head among its columns
}

// item is a label of the form.
type item struct {
	row   bool   // of a row, and not a head, a group or a clause
	label string // as the form prints it
	path  string // of a row: report.Row.Path
	group string // of a row: report.Row.Group
	rest  string // of a row found by the beginning of its label: the rest of its key
	given bool   // the rest may be left out
	width int    // of a row: its figures, with the total
}

const (
	labelTotal         = "总计"      // the head of totals
	labelOrganisations = "法人或其他组织" // that of a group of columns
)

func newVocabulary(t report.Table) *vocabulary {
	return &vocabulary{
		Table: t, totals: t.Rows[0].Total, editions: map[report.Edition]report.Table{},
		heads: map[string]item{}, rows: map[string]item{}, bare: map[string][]item{}, columns: map[string]int{},
	}
}

func (v *vocabulary) addTable(e report.Edition, t report.Table) {
	v.editions[e] = t
	for _, label := range t.Labels {
		v.addHead(label)
	}
	for _, r := range t.Rows {
		v.addRow(r)
	}
}

// addShort adds the labels of rows that are often printed without what stands in
// brackets at their end.
func (v *vocabulary) addShort() {
	for _, key := range v.labels {
		x := v.rows[key]
		before, _, ok := strings.Cut(x.label[1:], "（")
		if short := labelKey(x.label[:1] + before); ok && v.labelBeginning(short) == key {
			x.rest, x.given = key[len(short):], true
			v.rows[short] = x
		}
	}
}

// addVariants adds the other wordings of labels.
func (v *vocabulary) addVariants() {
	for _, x := range variants {
		if x.table != v.Number {
			continue
		}
		key := labelKey(x.label)
		for _, w := range x.wordings {
			w := labelKey(w)
			if _, ok := v.rows[w]; ok {
				continue
			}
			if head, ok := v.heads[key]; (ok || key == "") && v.heads[w] == (item{}) {
				v.heads[w] = head
				if key != "" { // a corner is no part of another label
					v.context = append(v.context, w)
				}
			}
			if row, ok := v.rows[key]; ok {
				v.rows[w] = row
			}
		}
	}
}

func (v *vocabulary) addHead(label string) {
	key := labelKey(label)
	if _, ok := v.heads[key]; key == "" || ok {
		return
	}
	v.heads[key] = item{label: label}
	v.context = append(v.context, key)
}

func (v *vocabulary) addRow(r report.Row) {
	v.addHead(r.Clause)
	v.addHead(r.Group)
	for i, c := range r.Columns {
		v.addHead(c)
		v.columns[labelKey(c)] = i
	}
	if r.Total {
		v.addHead(labelTotal)
		v.columns[labelKey(labelTotal)] = len(r.Columns)
	}
	key := labelKey(r.Label)
	if v.Blocks {
		v.addHead(r.Label)
	}
	if _, ok := v.rows[key]; ok {
		return
	}
	x := item{row: true, label: r.Label, path: r.Path, group: r.Group, width: len(r.Columns)}
	if r.Total {
		x.width++
	}
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
// was torn apart. A unit is not torn.
func (v *vocabulary) fragment(key string) bool {
	return !strings.HasPrefix(key, "元") &&
		slices.ContainsFunc(v.context, func(c string) bool { return strings.Contains(c, key) })
}

// beginsLabel reports whether the label of a row begins with the key.
func (v *vocabulary) beginsLabel(key string) bool {
	return slices.ContainsFunc(v.labels, func(l string) bool { return strings.HasPrefix(l, key) })
}

// Labels shorter than these, in characters, are never taken for misprints: one
// character makes another label of them.
const (
	shortestRow  = 6
	shortestHead = 5
)

// nearest finds the label that a misprint comes nearest to; ok is false where
// it is too far or two are as near. A number is no misprint, but for that of the
// label.
func (v *vocabulary) nearest(key string, beforeFigures bool) (x item, d int, ok bool) {
	const longest = 60
	if key == "" || utf8.RuneCountInString(key) > longest || strings.ContainsFunc(key[1:], isDigit) {
		return item{}, 0, false
	}
	d = longest
	try := func(label string, y item, shortest int) {
		size := utf8.RuneCountInString(label)
		if size < shortest || isDigit(rune(key[0])) && !isDigit(rune(label[0])) {
			return
		}
		switch n := spell.Distance(key, label); {
		case n > size/4:
		case n < d:
			x, d, ok = y, n, true
		case n == d && y.label != x.label:
			ok = false
		}
	}
	for _, l := range v.labels {
		try(l, v.rows[l], shortestRow)
	}
	if !beforeFigures {
		for _, l := range v.context {
			try(l, v.heads[l], shortestHead)
		}
	}
	return x, d, ok
}

// hint returns the label of the row nearest to a key that is none, or "".
func (v *vocabulary) hint(key string) string {
	best, label := utf8.RuneCountInString(key)/2+1, ""
	for _, l := range v.labels {
		if d := spell.Distance(firstCharacters(key, 60), l); d < best {
			best, label = d, v.rows[l].label
		}
	}
	return label
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

// rowLabels looks at the labels of a row: how many cells are known, whether
// every one is, and whether one names the table.
func (v *vocabulary) rowLabels(g grid) (known, figures int, every, names bool) {
	var whole strings.Builder
	every = true
	for _, x := range g.cells {
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
	if key := sameWords.Replace(whole.String()); !every && len(key) < maxHeading*3 && v.known(key) {
		known, every, names = known+1, true, names || v.names(key)
	}
	return known, figures, every && whole.Len() > 0, names
}

// names reports whether a label is of this table and no other.
func (v *vocabulary) names(key string) bool {
	switch key {
	case "其他", labelTotal, "行政复议", "行政诉讼", "维持", "纠正", "直接起诉":
		return false
	}
	return !v.isCorner(key)
}

// isCorner reports whether the key is of what stands above the labels of rows alone.
func (v *vocabulary) isCorner(key string) bool {
	x, ok := v.heads[key]
	return ok && x == item{}
}

// starts reports whether a table starts at the line: for sure, or only if it
// starts nowhere for sure, since lists in the text have single labels too.
func (v *vocabulary) starts(g grid) (sure, maybe bool) {
	known, figures, every, names := v.rowLabels(g)
	columns := len(g.cells) > 1 && g.cells[0].col >= 0
	if !names {
		sure = v.Blocks && known == 2 && figures == 0 && every && len(g.cells) > 1
		return sure, sure
	}
	if known >= 2 || figures > 0 {
		return (every || columns) && (figures == 0 || v.rowOfFigures(g)), every || columns
	}
	return every && v.distinctive(g), every && v.totals
}

// rowOfFigures reports whether the label of a row is in the row with two figures
// or more behind it.
func (v *vocabulary) rowOfFigures(g grid) bool {
	label, figures := "", 0
	for _, x := range g.cells {
		switch x.kind {
		case labelCell:
			label, figures = x.key, 0
		case figureCell:
			figures++
		}
		if x, ok := v.lookup(label, true); figures == 2 && ok && x.row && v.names(label) {
			return true
		}
	}
	return false
}

// distinctive reports whether a label of the line is so long that it is nowhere
// but in the head of the table.
func (v *vocabulary) distinctive(g grid) bool {
	const long = 7 // characters
	return slices.ContainsFunc(g.cells, func(x cell) bool {
		return slices.ContainsFunc(v.context, func(l string) bool {
			return utf8.RuneCountInString(l) >= long && strings.Contains(x.key, l)
		})
	})
}

// all reports whether the line has labels or parts of them alone.
func (v *vocabulary) all(g grid) bool {
	labels := 0
	for _, x := range g.cells {
		switch {
		case x.kind == emptyCell:
		case x.kind != labelCell || !v.known(x.key) && !v.fragment(x.key):
			return false
		default:
			labels++
		}
	}
	return labels > 0
}

// contains reports whether a line after the start is one of a table.
func (v *vocabulary) contains(b block) bool {
	g := b.grid
	filled, digits, last := 0, 0, 0
	for _, x := range g.cells {
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
	case filled >= 2 && g.cells[0].col >= 0, last == filled && digits > 0, last >= 2 && digits > 0:
		return true
	}
	_, _, every, _ := v.rowLabels(g)
	return every || v.undivided(b.text)
}

// awaits reports whether a block may be a figure, if only a mark or a word for one,
// because the last row of the table lacks some and each cell is a block. Of a table of
// blocks it may be a mark, or a line of marks for all its figures.
func (v *vocabulary) awaits(table []block, next block) bool {
	const (
		longest = 12 // characters
		most    = 20 // figures: more than a row has
	)
	if _, dated := parseDate(next.text); dated || isIssuer(next.text, "", true) || next.grid.table > 0 ||
		!next.grid.figuresAlone() && (len(next.grid.cells) != 1 || utf8.RuneCountInString(next.text) > longest) || strings.ContainsAny(next.text, "。，；：:") {
		return false
	}
	marks := v.Blocks && next.grid.figuresAlone()
	if n := len(next.grid.cells); marks && n > 1 {
		of := len(v.Rows[0].Columns)
		return v.all(table[len(table)-1].grid) && (n == of*len(v.Rows) || n == (of+1)*len(v.Rows))
	}
	figures := 0
	for _, b := range slices.Backward(table) {
		if len(b.grid.cells) != 1 || b.grid.table > 0 {
			return false
		}
		key := b.grid.cells[0].key
		if x, ok := v.rows[key]; ok && v.names(key) {
			return figures < x.width
		}
		if b.grid.cells[0].kind == labelCell && v.known(key) {
			of := len(v.Rows[0].Columns) + 1
			if !slices.ContainsFunc(v.Rows, func(r report.Row) bool { return labelKey(r.Label) == key }) {
				of *= len(v.Rows) // heads are above
			}
			return marks && figures < of
		}
		if figures++; figures > most {
			return false
		}
	}
	return false
}

// lacks reports whether a line is of the last row of the table, which does not have it yet:
// it begins with the label, or has a figure behind what may be one.
func (v *vocabulary) lacks(table []block, next block) bool {
	if v.Blocks || next.grid.table > 0 || strings.ContainsAny(next.text, "。，；：:") {
		return false
	}
	key, some := labelKey(next.text), false // some edition's last row is there
	for _, e := range v.editions {
		last := labelKey(e.Rows[len(e.Rows)-1].Label)
		found := slices.ContainsFunc(table, func(b block) bool {
			return slices.ContainsFunc(b.grid.cells, func(x cell) bool { return x.key == last })
		})
		if !found && strings.HasPrefix(key, last) {
			return true
		}
		some = some || found
	}
	if some {
		return false
	}
	cells := next.grid.cells
	labels := slices.IndexFunc(cells, func(x cell) bool { return !isLabel(x) })
	return labels > 0 && !slices.ContainsFunc(cells[labels:], isLabel) && strings.ContainsFunc(fold(cells[len(cells)-1].text), isDigit)
}

// undivided reports whether the text is a row whose cells are divided by
// something else than the cells of a line are, or by nothing.
func (v *vocabulary) undivided(text string) bool {
	key := report.LabelKey(text)
	label := strings.TrimRight(key, "0123456789件条项个宗份次部元万")
	if !strings.ContainsFunc(key[len(label):], isDigit) || !v.names(label) {
		return false
	}
	label = labelKey(label)
	_, ok := v.rows[label]
	return ok || v.several(label, true) != nil
}

// section is the place of the section that the table stands in.
func (v *vocabulary) section() int { return v.Number - 1 }

// shared reports whether the rows share their columns, a total among them.
func (v *vocabulary) shared() bool { return v.totals && !v.Blocks }
