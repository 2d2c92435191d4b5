package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

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
		if x.orTotal && a.failing() > 2*len(x.mends) {
			continue // it is the column of totals that is wrong
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
	if a.table.shape != inLines {
		return // the rows do not stand below one another
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
	total := line[a.width-1]
	for _, cell := range line[:a.width-1] {
		if a.isTotal(cell) || !a.sumOfOthers(cell) || !a.wrong(cell) {
			continue
		}
		e := edit{{cell, 0}}
		if a.stated[total] {
			e = append(e, change{total, a.value[cell]})
		}
		try(misplaced, e)
	}
}

// misplacedColumn tries the table without a column in which each figure is the sum of the
// others of its row.
func (a *arithmetic) misplacedColumn(col int, try func(mistake, edit)) {
	if col == a.width-1 {
		return
	}
	var e edit
	for i := range a.table.rows {
		cell := a.at(i, col)
		switch {
		case !a.stated[cell] || a.value[cell] == 0:
		case !a.sumOfOthers(cell):
			return
		default:
			e = append(e, change{cell, 0})
		}
	}
	if len(e) > 1 {
		try(misplaced, e)
	}
}

// sumOfOthers reports whether a figure is the sum of the others of its row, and not 0.
func (a *arithmetic) sumOfOthers(cell int) bool {
	all, first := int64(0), cell-cell%a.width
	for _, n := range a.value[first : first+a.width-1] {
		all += n
	}
	return a.value[cell] != 0 && all == 2*a.value[cell]
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
	var first *row
	for _, c := range x.edit {
		r, col := a.row(c.cell)
		if r.computedAt(col) {
			continue
		}
		name := r.cells[col].name
		switch first {
		case nil:
			first = r
		case r: // of the same row
			name = r.column(col)
		}
		h.values = append(h.values, Value{r.cells[col].pointer, strconv.FormatInt(c.to, 10)})
		names, is = append(names, name), append(is, strconv.FormatInt(c.to, 10))
		was = append(was, cmp.Or(r.text(a.tables, col), "空白"))
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
