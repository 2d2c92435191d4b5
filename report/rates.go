package report

import (
	"math/big"
	"slices"
)

// Rate is a share of what tables three and four count, with its base. No notice defines
// such rates: the definitions are this package's own, and each says what it is of.
type Rate struct {
	Name, English string // 实质公开率, share of results that disclose
	Part, Whole   RateCount
}

// RateCount is what a rate is a share of, or the share.
type RateCount struct {
	Label, English string // 三、（七）总计, all results
	Count          int64
	Known          bool // every figure that it adds up has been filled in; one of “/” adds nothing
}

// LeastBase is the least base of a rate: of fewer cases a share says nothing.
const LeastBase = 30

// Rat returns the exact rate, from 0 to 1; ok is false where the base is under 30 or a
// figure is not filled in.
func (r Rate) Rat() (x *big.Rat, ok bool) {
	if !r.Part.Known || !r.Whole.Known || r.Whole.Count < LeastBase {
		return nil, false
	}
	return big.NewRat(r.Part.Count, r.Whole.Count), true
}

// Percent returns the rate in percent with so many decimals, rounded half up, such as
// 37.5%; or "" where there is none (see [Rate.Rat]).
func (r Rate) Percent(decimals int) string {
	x, ok := r.Rat()
	if !ok {
		return ""
	}
	return x.Mul(x, big.NewRat(100, 1)).FloatString(decimals) + "%"
}

// Rates returns the rates of the tables: of a report, of a [Jurisdiction] or of a [Part].
//
//   - 实质公开率: （一）予以公开 and （二）部分公开 of all results, （七）总计.
//   - 复议纠错占比: 结果纠正 of the reviews that were concluded, 尚未审结 not among them.
//   - 诉讼纠错占比: the same of lawsuits, with and without a review before.
//   - 结转率: what is carried forward of what was received and carried over.
func Rates(t Tables) (all []Rate) {
	if t == nil || t.form() == nil {
		return nil
	}
	for _, d := range rates {
		all = append(all, Rate{Name: d.name, English: d.english, Part: d.part.in(t), Whole: d.whole.in(t)})
	}
	return all
}

// rates are the definitions of [Rates].
var rates = []struct {
	name, english string
	part, whole   rateOf
}{
	{"实质公开率", "share of results that disclose, wholly or in part",
		rateOf{"（一）予以公开＋（二）部分公开", "granted and partially granted", []string{results + "granted", results + "partiallyGranted"}, nil},
		rateOf{"三、（七）总计", "all results", []string{results + "total"}, nil}},
	{"复议纠错占比", "share of reviews that corrected",
		rateOf{"行政复议 结果纠正", "reviews that corrected", reviewRows, corrected},
		rateOf{"行政复议 已审结", "concluded reviews", reviewRows, concluded}},
	{"诉讼纠错占比", "share of lawsuits that corrected",
		rateOf{"行政诉讼 结果纠正", "lawsuits that corrected", lawsuitRows, corrected},
		rateOf{"行政诉讼 已审结", "concluded lawsuits", lawsuitRows, concluded}},
	{"结转率", "share carried forward to the next year",
		rateOf{"四、结转下年度继续办理", "carried forward", []string{"applications/carriedForward"}, nil},
		rateOf{"一、本年新收＋二、上年结转", "received and carried over", []string{"applications/received", "applications/carriedOver"}, nil}},
}

var (
	reviewRows  = []string{reconsideration}
	lawsuitRows = []string{directLitigation, litigationAfter}
	corrected   = []string{"corrected"}
	concluded   = []string{"upheld", "corrected", "other"}
)

// rateOf is figures that are added up: those of rows, in the columns with the keys or, for
// nil, in all.
type rateOf struct {
	label, english string
	rows, columns  []string
}

// in adds the figures up in tables.
func (c rateOf) in(t Tables) RateCount {
	n := RateCount{Label: c.label, English: c.english, Known: true}
	add := func(r *row) {
		for col, x := range r.cols {
			if c.columns != nil && !slices.Contains(c.columns, x.key) {
				continue
			}
			f := r.cell(t, col)
			figure, _ := f.number()
			n.Count += figure
			n.Known = n.Known && !f.fault() && f.String() != ""
		}
	}
	for _, path := range c.rows {
		r := t.form().row(path)
		switch {
		case r == nil:
			n.Known = false
		case r.computed():
			for p := range r.parts() {
				add(p)
			}
		default:
			add(r)
		}
	}
	return n
}
