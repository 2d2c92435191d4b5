package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// unproven returns the figures that no sums prove, by page and row. A figure is proven
// where the total of its row holds and, so that nothing has moved within the row, that
// of its column, or no cell of the row is blank; and where these would not hold as well
// if one digit had been read for another wherever it stands.
func (x *pageReading) unproven() (list []string) {
	all := x.figures()
	columns := x.sumsOf(all, func(f pageFigure) string { return f.Column }, true)
	rows := x.sumsOf(all, func(f pageFigure) string { return f.Row }, false)
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(f pageFigure) bool { return f.Row != all[0].Row })
		if n < 0 {
			n = len(all)
		}
		row := all[:n]
		all = all[n:]
		blank := slices.ContainsFunc(row, func(f pageFigure) bool { return f.blank })
		var texts []string
		for _, f := range row {
			r, c := rows[sumKey{f.Table, f.Row}], columns[sumKey{f.Table, f.Column}]
			if f.text != "" && !f.Computed && !(r.holds && (c.holds || !blank) && !r.mistaken(f.text, c)) {
				texts = append(texts, f.text)
			}
		}
		if texts != nil {
			at := pos{Page: row[0].at.Page}
			_, place, _ := strings.Cut(rowPlace(row[0].Cell), " ")
			list = append(list, strings.TrimSpace(at.String()+" "+place)+" "+strings.Join(texts, "、"))
		}
	}
	return list
}

// sumKey is a row or a column of a table.
type sumKey struct {
	table int
	of    string
}

// sum is what the total of a row or a column proves.
type sum struct {
	holds bool
	// alike has, for each digit, those that could stand in its place everywhere in the
	// row or the column, and the total would hold.
	alike [10]uint16
}

// mistaken reports whether a digit of a figure could be another one for all that its
// row and its column say. A column without a total says nothing.
func (s sum) mistaken(text string, column sum) bool {
	return strings.ContainsFunc(text, func(d rune) bool {
		if !isDigit(d) {
			return false
		}
		others := s.alike[d-'0']
		if column.holds {
			others &= column.alike[d-'0']
		}
		return others != 0
	})
}

// sumsOf returns what the totals of the rows or the columns of the tables prove, those
// of columns with the balance of items one to four.
func (x *pageReading) sumsOf(all []pageFigure, of func(pageFigure) string, columns bool) map[sumKey]sum {
	groups := map[sumKey][]pageFigure{}
	for _, f := range all {
		k := sumKey{f.Table, of(f)}
		groups[k] = append(groups[k], f)
	}
	sums := map[sumKey]sum{}
	for k, figures := range groups {
		total := slices.ContainsFunc(figures, func(f pageFigure) bool { return f.Computed && f.text != "" })
		if !total || !slices.ContainsFunc(figures, func(f pageFigure) bool { return !f.Computed }) || !x.holds(figures, columns) {
			continue
		}
		s := sum{holds: true}
		for d := range 10 {
			if !slices.ContainsFunc(figures, func(f pageFigure) bool { return strings.Contains(f.text, digitOf(d)) }) {
				continue
			}
			for e := range 10 {
				if e != d && x.holdsWith(figures, d, e, columns) {
					s.alike[d] |= 1 << e
				}
			}
		}
		sums[k] = s
	}
	return sums
}

func digitOf(d int) string { return string(rune('0' + d)) }

// holds reports whether the totals among the figures hold.
func (x *pageReading) holds(figures []pageFigure, balanced bool) bool {
	for _, f := range figures {
		if f.Computed && f.text != "" && f.text != f.String() {
			return false
		}
	}
	if !balanced {
		return true
	}
	return !slices.ContainsFunc(onlyBalance().Check(x.r), func(b report.Finding) bool {
		return slices.ContainsFunc(figures, func(f pageFigure) bool { return f.Path == b.Path })
	})
}

// holdsWith reports whether the totals hold with another digit in place of one.
func (x *pageReading) holdsWith(figures []pageFigure, d, e int, balanced bool) bool {
	with := slices.Clone(figures)
	ok := true
	for i, f := range with {
		with[i].text = strings.ReplaceAll(f.text, digitOf(d), digitOf(e))
		if !f.Computed && with[i].text != f.text {
			ok = f.Set(with[i].text) == nil && ok
		}
	}
	ok = ok && x.holds(with, balanced)
	for i, f := range figures {
		if !f.Computed && with[i].text != f.text {
			_ = f.Set(f.text) // as it was
		}
	}
	return ok
}

// onlyBalance checks the balance of table three and nothing else.
func onlyBalance() report.Checker {
	var c report.Checker
	for _, r := range report.Rules() {
		if r.Code != "T3-a" {
			c.Off = append(c.Off, r.Code)
		}
	}
	return c
}
