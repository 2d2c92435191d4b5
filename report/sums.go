package report

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// cellSum is what the figures of a cell come to.
type cellSum struct {
	row  *row
	col  int
	kind Kind
	n    int64      // of counts and changes
	of   [3]big.Int // of amounts, in millionths of their units: see amountUnits
	has  [3]bool    // some amounts are in the unit
	from int        // how many figures are not 0
	some int        // how many there are
}

// amountUnits are the units of amounts.
var amountUnits = [3]string{"", "元", "万元"}

// yuanIn is how many 元 the units are.
var yuanIn = [3]int64{1: 1, 2: 10_000}

// sumsOf adds up the figures of parts, whose tables are all of the form.
func sumsOf(f *form, parts []*Part) (sums []cellSum) {
	blank := f.blank()
	for r, col := range f.each() {
		sums = append(sums, cellSum{row: r, col: col, kind: r.cell(blank, col).kind()})
	}
	for _, p := range parts {
		for i := range sums {
			s := &sums[i]
			s.add(s.row.cell(p.Tables, s.col))
		}
	}
	return sums
}

// joint reports whether the figures do not add up to that of the jurisdiction.
func (s *cellSum) joint() bool { return s.row.cols[s.col].joint }

// add adds a figure, if it is one.
func (s *cellSum) add(f figure) {
	n, ok := f.number()
	if !ok || f.fault() {
		return
	}
	if s.some++; n == 0 {
		return
	}
	s.from++
	a, amount := f.(*Amount)
	if !amount {
		s.n += n
		return
	}
	unit := slices.Index(amountUnits[:], a.unit)
	if named := s.row.cols[s.col].unit; a.unit == "" && named != "" {
		unit = slices.Index(amountUnits[:], named)
	}
	x := big.NewInt(n)
	s.of[unit].Add(&s.of[unit], x.Mul(x, power(maxDecimals-int(a.scale))))
	s.has[unit] = true
}

func power(of int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(of)), nil)
}

// unit returns the unit of the sum of amounts, by its place in amountUnits; ok is false
// where it is not known.
func (s *cellSum) unit() (unit int, ok bool) {
	if named := s.row.cols[s.col].unit; named != "" {
		return slices.Index(amountUnits[:], named), true
	}
	units := 0
	for i, has := range s.has {
		if has {
			unit = i
			units++
		}
	}
	return unit, units == 0 || units == 1 && (unit > 0 || s.from == 1)
}

// inUnit returns the exact sum of the amounts that have units in one of these.
func (s *cellSum) inUnit(unit int) *big.Rat {
	if unit == 0 {
		return new(big.Rat).SetFrac(&s.of[0], power(maxDecimals))
	}
	total := new(big.Int)
	for i := range s.of {
		total.Add(total, new(big.Int).Mul(&s.of[i], big.NewInt(yuanIn[i])))
	}
	return new(big.Rat).SetFrac(total, new(big.Int).Mul(power(maxDecimals), big.NewInt(yuanIn[unit])))
}

// text returns the sum as it is printed, or "" where there is no figure or the unit of its
// sum is not known.
func (s *cellSum) text() string {
	switch {
	case s.some == 0:
		return ""
	case s.kind != KindAmount:
		return strconv.FormatInt(s.n, 10)
	}
	unit, ok := s.unit()
	if !ok {
		return ""
	}
	text := decimal(s.inUnit(unit))
	if s.row.cols[s.col].unit == "" {
		text += amountUnits[unit]
	}
	return text
}

// decimal returns a number in digits, exactly: with more decimals than an amount has, if it
// has these.
func decimal(x *big.Rat) string {
	const most = maxDecimals + 4 // those of 元 in 万元
	return strings.TrimSuffix(strings.TrimRight(x.FloatString(most), "0"), ".")
}

// counted returns the parts that are added up.
func (j *Jurisdiction) counted() (parts []*Part) {
	for i := range j.Parts {
		if p := &j.Parts[i]; p.Left == "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// own returns the report of the jurisdiction's own office, if it is added up.
func (j *Jurisdiction) own() *Part {
	for i := range j.Parts {
		if p := &j.Parts[i]; p.Own && p.Left == "" {
			return p
		}
	}
	return nil
}

// addUp sets the figures of the report.
func (j *Jurisdiction) addUp() {
	parts, own := j.counted(), j.own()
	j.sums = sumsOf(j.Report.form(), parts)
	for i := range j.sums {
		s := &j.sums[i]
		text := s.text()
		switch {
		case !s.joint():
		case own != nil:
			text = s.row.cell(own.Tables, s.col).String()
		case s.from > 0 || s.some < len(parts):
			text = ""
		}
		sum := s.row.cell(j.Report.Tables, s.col)
		if sum.clear(); text != "" {
			sum.parse(text) // which fails for one that is beyond what a cell may have
		}
	}
}
