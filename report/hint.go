package report

import (
	"slices"
	"strconv"
	"strings"
)

// arithmetic is a table as the sums that hold where nothing is wrong: over its figures
// and the totals that were printed, which may be wrong themselves.
type arithmetic struct {
	tables Tables
	table  *table
	width  int     // cells of a row, its total included
	value  []int64 // of the cells, row by row
	stated []bool  // the cell is no total, or one that was printed
	totals bool    // some were printed
	sums   []sum
	in     [][]part // of each cell, the sums that it is in

	delta   []int64 // of each sum, while an edit is tried
	touched []int
}

// sum is cells that come to nothing, each with its sign.
type sum struct {
	off    int64 // by how much they do not
	across bool  // it is of the cells of a row, or of the same cell in another table
	total  int   // the cell that was printed for the others, or -1
	column int   // of the balance that it is, or -1
}

// part is how a cell counts in a sum.
type part struct {
	sum  int
	sign int64
}

// edit is figures and totals that are set to other values.
type edit []change

type change struct {
	cell int
	to   int64
}

// mistake is how a table was filled in wrongly.
type mistake uint8

const (
	mistyped  mistake = iota // one figure or total is another one
	exchanged                // two neighbours stand in each other's place
	shifted                  // figures stand one place too far
	split                    // the digits of one figure stand in two cells
	misplaced                // a total stands among the figures that it adds up
)

// explanation is one mistake that makes sums wrong, and what mends all of them.
type explanation struct {
	mistake
	edit
	mends   []int // sums
	orTotal bool  // the totals beside may stand in each other's place instead
}

// newArithmetic returns a table with the totals that were printed, by cell; last is the
// report of the year before, or nil.
func newArithmetic(tables Tables, t *table, printed []printedTotal, last *Report) *arithmetic {
	a := &arithmetic{tables: tables, table: t, width: len(t.rows[0].cols) + 1, totals: len(printed) > 0}
	cells := len(t.rows) * a.width
	a.value, a.stated, a.in = make([]int64, cells), make([]bool, cells), make([][]part, cells)
	for i := range t.rows {
		r := &t.rows[i]
		for col := range r.cols {
			if at := a.at(i, col); !r.computed() {
				a.value[at], a.stated[at] = r.number(tables, col), true
			}
		}
	}
	for _, p := range printed {
		if n, ok := p.value.Int(); ok && p.row.table == t {
			at := a.at(t.index(p.row), p.col)
			a.value[at], a.stated[at] = n, true
		}
	}
	a.addTotals()
	a.addBalance()
	a.addLast(last)
	a.delta = make([]int64, len(a.sums))
	return a
}

func (a *arithmetic) at(row, col int) int { return row*a.width + col }

// row returns the row of a cell, and the cell's column.
func (a *arithmetic) row(cell int) (*row, int) {
	return &a.table.rows[cell/a.width], cell % a.width
}

// isTotal reports whether a cell is the sum of others.
func (a *arithmetic) isTotal(cell int) bool {
	r, col := a.row(cell)
	return r.computedAt(col)
}

// stand returns the cells that stand for one: itself, or where it is a total that was not
// printed those that it adds up.
func (a *arithmetic) stand(cell int) (cells []int) {
	if a.stated[cell] {
		return []int{cell}
	}
	return a.addends(cell)
}

// addends returns the cells that a total adds up, or what stands for them: that of all
// those of its row.
func (a *arithmetic) addends(cell int) (cells []int) {
	r, col := a.row(cell)
	if col == len(r.cols) {
		for c := range r.cols {
			cells = append(cells, a.stand(cell-col+c)...)
		}
		return cells
	}
	for p := range r.parts() {
		cells = append(cells, a.stand(a.at(a.table.index(p), col))...)
	}
	return cells
}

// addTotals adds the sums of which a total was printed.
func (a *arithmetic) addTotals() {
	for cell, stated := range a.stated {
		if !stated || !a.isTotal(cell) {
			continue
		}
		r, col := a.row(cell)
		if col == len(r.cols) {
			a.add(sum{across: true, total: cell, column: -1}, a.addends(cell), []int{cell})
		}
		if !r.computed() {
			continue
		}
		var column []int
		for p := range r.parts() {
			if at := a.at(a.table.index(p), col); a.stated[at] {
				column = append(column, at)
			} else {
				column = nil
				break
			}
		}
		if column != nil {
			a.add(sum{total: cell, column: -1}, column, []int{cell})
		}
	}
}

// addBalance adds the sums of the rows that balance.
func (a *arithmetic) addBalance() {
	if a.table.balance == nil {
		return
	}
	for col := range a.width {
		var sides [2][]int
		printed := true
		for i, path := range a.table.balance {
			at := a.at(a.table.index(a.table.row(path)), col)
			printed = printed && a.stated[at]
			sides[i/2] = append(sides[i/2], a.stand(at)...)
		}
		if col < a.width-1 || printed { // else it follows from the others
			a.add(sum{total: -1, column: col}, sides[0], sides[1])
		}
	}
}

// addLast adds what was carried over, which is what last year's report carried forward.
func (a *arithmetic) addLast(last *Report) {
	if last == nil || last.form() == nil || a.table.balance == nil {
		return
	}
	over := a.table.row(a.table.balance[1])
	for i := range last.form().tables {
		before := &last.form().tables[i]
		if before.section != a.table.section || before.balance == nil {
			continue
		}
		forward := before.row(before.balance[3])
		for col := range over.cols {
			n, ok := forward.count(last.Tables, col).Int()
			if _, filled := over.count(a.tables, col).Int(); ok && filled {
				a.add(sum{off: -n, across: true, total: -1, column: -1}, []int{a.at(a.table.index(over), col)}, nil)
			}
		}
	}
}

// add adds a sum of cells that are added, and of some that are taken from them.
func (a *arithmetic) add(s sum, plus, minus []int) {
	for i, cells := range [...][]int{plus, minus} {
		sign := int64(1 - 2*i)
		for _, cell := range cells {
			a.in[cell] = append(a.in[cell], part{len(a.sums), sign})
			s.off += sign * a.value[cell]
		}
	}
	a.sums = append(a.sums, s)
}

// wrong reports whether a sum that the cell is in does not hold.
func (a *arithmetic) wrong(cell int) bool {
	return slices.ContainsFunc(a.in[cell], func(p part) bool { return a.sums[p.sum].off != 0 })
}

// needs returns the value of a cell that makes the first of its sums hold that does not,
// once the other cells of an edit are set.
func (a *arithmetic) needs(cell int, others edit) int64 {
	for _, p := range a.in[cell] {
		off := a.sums[p.sum].off
		for _, c := range others {
			for _, q := range a.in[c.cell] {
				if q.sum == p.sum && c.cell != cell {
					off += q.sign * (c.to - a.value[c.cell])
				}
			}
		}
		if off != 0 {
			return a.value[cell] - p.sign*off
		}
	}
	return a.value[cell]
}

// mends returns the wrong sums that an edit makes hold; none where any sum that it
// touches is wrong after it.
func (a *arithmetic) mends(e edit) (sums []int) {
	defer func() {
		for _, s := range a.touched {
			a.delta[s] = 0
		}
		a.touched = a.touched[:0]
	}()
	for _, c := range e {
		if c.to < 0 || c.to > maxCount {
			return nil
		}
		for _, p := range a.in[c.cell] {
			a.delta[p.sum] += p.sign * (c.to - a.value[c.cell])
			a.touched = append(a.touched, p.sum)
		}
	}
	for _, s := range a.touched {
		if a.sums[s].off+a.delta[s] != 0 {
			return nil
		}
	}
	for _, s := range a.touched {
		if a.sums[s].off != 0 && !slices.Contains(sums, s) {
			sums = append(sums, s)
		}
	}
	return sums
}

// explain returns the mistakes that explain wrong sums, of which no other explains any.
func (a *arithmetic) explain() (all []explanation) {
	var found []explanation
	try := func(m mistake, e edit) {
		e = slices.DeleteFunc(slices.Clone(e), func(c change) bool { return c.to == a.value[c.cell] })
		mends := a.mends(e)
		if len(mends) < 2 {
			return
		}
		down := slices.ContainsFunc(mends, func(s int) bool { return !a.sums[s].across })
		across := slices.ContainsFunc(mends, func(s int) bool { return a.sums[s].across })
		if len(e) == 1 && m == mistyped && !(down && across) {
			return // another figure of the row or the column does as well
		}
		slices.SortFunc(e, func(x, y change) int { return x.cell - y.cell })
		if !slices.ContainsFunc(found, func(x explanation) bool { return slices.Equal(x.edit, e) }) {
			found = append(found, explanation{mistake: m, edit: e, mends: mends})
		}
	}
	a.mistypes(try)
	a.moves(try)
	found = slices.DeleteFunc(slices.Clone(found), func(x explanation) bool {
		return slices.ContainsFunc(found, func(y explanation) bool { return y.includes(x) })
	})
	for i, x := range found {
		alone := a.totals || x.mistake == mistyped || !a.elsewhere(x)
		for j, y := range found {
			if i == j || !slices.ContainsFunc(x.mends, func(s int) bool { return slices.Contains(y.mends, s) }) {
				continue
			}
			if a.ofTotals(x) || !a.ofTotals(y) {
				alone = false
				break
			}
			x.orTotal = true
		}
		if alone {
			all = append(all, x)
		}
	}
	return all
}

// includes reports whether an explanation has all that another has, and mends more; or has
// less, and mends as much.
func (x explanation) includes(y explanation) bool {
	has := func(x, y edit) bool {
		return len(x) > len(y) && !slices.ContainsFunc(y, func(c change) bool { return !slices.Contains(x, c) })
	}
	return has(x.edit, y.edit) && len(x.mends) > len(y.mends) || has(y.edit, x.edit) && len(x.mends) == len(y.mends)
}

// ofTotals reports whether only totals are wrong.
func (a *arithmetic) ofTotals(x explanation) bool {
	return !slices.ContainsFunc(x.edit, func(c change) bool { return !a.isTotal(c.cell) })
}

// mistypes tries every cell with the value that its sums need.
func (a *arithmetic) mistypes(try func(mistake, edit)) {
	for cell, stated := range a.stated {
		if !stated || !a.wrong(cell) {
			continue
		}
		// A total is right for all that is known where nothing was filled in beside it.
		if r, col := a.row(cell); r.computedAt(col) && slices.IndexFunc(a.addends(cell), a.filled) < 0 {
			continue
		}
		try(mistyped, edit{{cell, a.needs(cell, nil)}})
	}
}

// filled reports whether a cell holds a figure.
func (a *arithmetic) filled(cell int) bool {
	r, col := a.row(cell)
	if r.computedAt(col) {
		return true
	}
	_, ok := r.count(a.tables, col).Int()
	return ok
}

// moves tries what can have moved within a row or a column.
func (a *arithmetic) moves(try func(mistake, edit)) {
	rows := len(a.table.rows)
	for i := range rows {
		line := make([]int, a.width)
		for col := range line {
			line[col] = a.at(i, col)
		}
		a.along(line, try)
		a.misplacements(line, try)
		a.splits(line, try)
	}
	for col := range a.width {
		line := make([]int, rows)
		for i := range line {
			line[i] = a.at(i, col)
		}
		a.along(line, try)
		a.misplacedColumn(col, try)
	}
}

// along tries the figures between two cells of a line one place further, in either
// direction. The last comes to the place of the first; or, where nothing stands there, it
// was lost, and is what the sums need.
func (a *arithmetic) along(line []int, try func(mistake, edit)) {
	var ends []int
	for i, cell := range line {
		if a.stated[cell] && a.wrong(cell) {
			ends = append(ends, i)
		}
	}
	for x, i := range ends {
		for _, j := range ends[x+1:] {
			cells := line[i : j+1]
			if slices.ContainsFunc(cells, func(c int) bool { return !a.stated[c] }) {
				break
			}
			for _, step := range [...]int{1, len(cells) - 1} {
				e := make(edit, len(cells))
				for k, cell := range cells {
					e[k] = change{cell, a.value[cells[(k+step)%len(cells)]]}
				}
				if len(cells) == 2 {
					try(exchanged, e)
					break
				}
				try(shifted, e)
				if last := (len(cells) - step) % len(cells); e[last].to == 0 {
					e[last].to = a.needs(e[last].cell, e)
					try(shifted, e)
				}
			}
		}
	}
}

// misplacements tries a row without the figure that is the sum of its others.
func (a *arithmetic) misplacements(line []int, try func(mistake, edit)) {
	figures, total := line[:a.width-1], line[a.width-1]
	if a.isTotal(figures[0]) {
		return
	}
	all := int64(0)
	for _, cell := range figures {
		all += a.value[cell]
	}
	for _, cell := range figures {
		n := a.value[cell]
		if n == 0 || 2*n != all || !a.wrong(cell) {
			continue
		}
		e := edit{{cell, 0}}
		if a.stated[total] {
			e = append(e, change{total, n})
		}
		try(misplaced, e)
	}
}

// misplacedColumn tries the rows without a column in which each has the sum of its
// others.
func (a *arithmetic) misplacedColumn(col int, try func(mistake, edit)) {
	var e edit
	for i := range a.table.rows {
		cell := a.at(i, col)
		if col == a.width-1 || !a.stated[cell] || a.value[cell] == 0 {
			continue
		}
		e = append(e, change{cell, 0})
	}
	if len(e) > 1 {
		try(misplaced, e)
	}
}

// splits tries every two neighbours of a row as one figure, in the place of either, and
// the figures behind them one place nearer.
func (a *arithmetic) splits(line []int, try func(mistake, edit)) {
	figures := line[:a.width-1]
	if a.isTotal(figures[0]) {
		return
	}
	for i := range figures[1:] {
		x, y := a.value[figures[i]], a.value[figures[i+1]]
		if x <= 0 || x > 9 || y < 0 || y > 9 {
			continue
		}
		joined := 10*x + y
		try(split, edit{{figures[i], joined}, {figures[i+1], 0}})
		try(split, edit{{figures[i], 0}, {figures[i+1], joined}})
		e := edit{{figures[i], joined}}
		for k := i + 1; k < len(figures); k++ {
			to := int64(0)
			if k+1 < len(figures) {
				to = a.value[figures[k+1]]
			}
			e = append(e, change{figures[k], to})
		}
		try(split, e)
	}
}

// elsewhere reports whether another row alone could make up for what an explanation
// mends. Where no total was printed, nothing else says in which row the mistake is.
func (a *arithmetic) elsewhere(x explanation) bool {
	for i := range a.table.rows {
		if i == x.edit[0].cell/a.width {
			continue
		}
		var e edit
		for col := range a.width - 1 {
			cell := a.at(i, col)
			if a.stated[cell] && slices.ContainsFunc(a.in[cell], func(p part) bool { return slices.Contains(x.mends, p.sum) }) {
				e = append(e, change{cell, a.needs(cell, nil)})
			}
		}
		if len(a.mends(e)) >= len(x.mends) {
			return true
		}
	}
	return false
}

// index returns the index of a row.
func (t *table) index(r *row) int {
	return slices.IndexFunc(t.rows, func(x row) bool { return x.path == r.path })
}

// hint is what an explanation says, and the figures that mend it.
type hint struct {
	values           []Value
	chinese, english string
}

// hint returns what an explanation says.
func (a *arithmetic) hint(x explanation) (h hint) {
	if a.ofTotals(x) {
		return hint{} // what was expected says it
	}
	var names, was, is []string
	for _, c := range x.edit {
		r, col := a.row(c.cell)
		if r.computedAt(col) {
			continue
		}
		h.values = append(h.values, Value{r.cells[col].pointer, strconv.FormatInt(c.to, 10)})
		names = append(names, r.cells[col].name)
		was, is = append(was, r.text(a.tables, col)), append(is, strconv.FormatInt(c.to, 10))
		if was[len(was)-1] == "" {
			was[len(was)-1] = "空白"
		}
	}
	switch {
	case x.mistake == exchanged && len(names) == 2:
		h.chinese = "；把 " + names[0] + "（" + was[0] + "）与 " + names[1] + "（" + was[1] + "）对调就全部相符"
		h.english = "; all agree with " + names[0] + " (" + was[0] + ") and " + names[1] + " (" + was[1] + ") exchanged"
	default:
		var chinese, english []string
		for i, name := range names {
			chinese = append(chinese, name+" 由 "+was[i]+" 改为 "+is[i])
			english = append(english, name+" as "+is[i]+" instead of "+phrase(was[i]))
		}
		h.chinese = "；" + mistakes[x.mistake].chinese + "把 " + strings.Join(chinese, "、") + " 就全部相符"
		h.english = "; " + mistakes[x.mistake].english + "all agree with " + strings.Join(english, ", ")
	}
	if x.orTotal {
		h.chinese += "，或是总计写反了"
		h.english += ", or else it is the totals that are exchanged"
	}
	return h
}

// with returns the finding with a hint.
func (f Finding) with(h hint) Finding {
	f.Hint = h.values
	f.chinese += h.chinese
	f.english += h.english
	return f
}

// mistakes are what hints call them.
var mistakes = [...]struct{ chinese, english string }{
	shifted:   {"这些数错开了一格：", "figures stand one place off: "},
	split:     {"一个数拆成了两格：", "one figure stands in two cells: "},
	misplaced: {"总计填进了分项：", "the total stands among its parts: "},
}

// mendsTotal reports whether an explanation makes a total that was printed the sum of the
// figures that it adds up.
func (a *arithmetic) mendsTotal(x explanation, total int) bool {
	r, col := a.row(total)
	is, to, some := r.number(a.tables, col), a.value[total], false
	for _, c := range x.edit {
		of, at := a.row(c.cell)
		switch {
		case c.cell == total:
			to, some = c.to, true
		case !of.computedAt(at) && (col == len(r.cols) || at == col) && (of.path == r.path || r.computed() && of.part == r.part):
			is, some = is+c.to-a.value[c.cell], true
		}
	}
	return some && is == to
}

// mendsColumn reports whether an explanation makes a column balance.
func (a *arithmetic) mendsColumn(x explanation, col int) bool {
	return slices.ContainsFunc(x.mends, func(s int) bool { return a.sums[s].column == col })
}

// hintFor returns what the first of the explanations says that mends something.
func (a *arithmetic) hintFor(all []explanation, mends func(explanation) bool) hint {
	for _, x := range all {
		if mends(x) {
			return a.hint(x)
		}
	}
	return hint{}
}
