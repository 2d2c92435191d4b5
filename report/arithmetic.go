package report

import "slices"

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

// failing is how many sums do not hold.
func (a *arithmetic) failing() (n int) {
	for i := range a.sums {
		if a.sums[i].off != 0 {
			n++
		}
	}
	return n
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

// filled reports whether a cell holds a figure.
func (a *arithmetic) filled(cell int) bool {
	r, col := a.row(cell)
	if r.computedAt(col) {
		return true
	}
	_, ok := r.count(a.tables, col).Int()
	return ok
}

// index returns the index of a row.
func (t *table) index(r *row) int {
	return slices.IndexFunc(t.rows, func(x row) bool { return x.path == r.path })
}

// cellAt returns the cell of a table's [arithmetic] that a JSON pointer leads to, or -1.
func (t *table) cellAt(pointer string) int {
	for i := range t.rows {
		for col, at := range t.rows[i].cells {
			if at.pointer == pointer {
				return i*(len(t.rows[0].cols)+1) + col
			}
		}
	}
	return -1
}
