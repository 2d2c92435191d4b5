package report

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// proseRules compare what the text says with the tables.
var proseRules = []Rule{
	{Code: "N-a", Severity: Warning, Source: Practice,
		Chinese: "文字与表格不一致：“{quote}”为 {got}，而{cells}为 {want}；请核对后改正其中之一",
		English: "the text differs from the tables: {quote} is {got}, and {cells} is {want}; correct the one or the other",
		Example: "文中“收到申请9件”，表三第一项 8",
		Check:   checkCounts("applications/", "remedies/")},
	{Code: "N-h", Severity: Warning, Source: Practice,
		Chinese: "文中说没有（“{quote}”），而{cells}为 {want}；请核对后改正其中之一",
		English: "the text says that there was none ({quote}), and {cells} is {want}; correct the one or the other",
		Example: "文中“未收到政府信息公开申请”，表三第一项 3",
		Check:   checkNothing("applications/", "remedies/")},
	{Code: "N-i", Severity: Warning, Source: Practice,
		Chinese: "文中说全部办结（“{quote}”），而{cells}为 {want}；请核对，或写明是按期办结",
		English: "the text says that all was done ({quote}), and {cells} is {want}; correct the one or the other, or say that it was done in time",
		Example: "文中“办结率100%”，表三第四项 2",
		Check:   checkAllDone},
	{Code: "N-j", Severity: Warning, Source: Practice,
		Chinese: "文字与表二不一致：“{quote}”为 {got}，而{cells}为 {want}；请核对后改正其中之一",
		English: "the text differs from table two: {quote} is {got}, and {cells} is {want}; correct the one or the other",
		Example: "文中“现行有效行政规范性文件26件”，表二 25",
		Check: func(s *Subject, find func(Fault)) {
			checkCounts("disclosure/")(s, find)
			checkNothing("disclosure/")(s, find)
		}},
	{Code: "N-k", Severity: Warning, Source: Practice,
		Chinese: "文字与表三的办理结果不一致：“{quote}”为 {got}，表中各行之和为 {want}；请核对后改正其中之一",
		English: "the text differs from the results in table three: {quote} is {got}, and the rows add up to {want}; correct the one or the other",
		Example: "文中“不予公开2件”，表三（三）各行之和 1",
		Check:   checkCounts(results)},
}

// results is what the paths of the rows of 三、本年度办理结果 begin with.
const results = "applications/results/"

// ways are the sums that a figure of the text may be, the first before all. Of results that
// the text lumps together only those count that the passage does not tell one by one.
type ways struct {
	item prose.Item
	sums []account
	// least is what the figure may be down to, where it may leave out more or less.
	least account
}

// account is rows to be added, and to be taken away from that, each by its path or by what
// several paths begin with.
type account struct{ add, take []string }

func rows(paths ...string) account { return account{add: paths} }

const (
	received       = string(prose.New)
	carriedOver    = string(prose.CarriedOver)
	carriedForward = string(prose.CarriedForward)
	allResults     = results + "total"
	refused        = results + "refused"
	unavailable    = results + "unavailable"
	notProcessed   = results + "notProcessed"
	otherResults   = results + "other"
)

// readings are what the words of clerks may mean that are no single row of the form: 收到 are
// those that are new or with them those carried over, 答复 leaves out some that were withdrawn
// or never corrected, 不予公开 may be all that was not disclosed.
var readings = []ways{
	{prose.Arrived, []account{rows(received), rows(received, carriedOver)}, account{}},
	{prose.Accepted, []account{rows(received), rows(received, carriedOver), rows(allResults)}, account{}},
	{prose.Named, []account{rows(received), rows(received, carriedOver), rows(allResults)}, account{}},
	{prose.Handled, []account{rows(allResults), rows(received), rows(received, carriedOver)}, account{}},
	{prose.Answered, []account{rows(allResults), rows(received), rows(received, carriedOver)}, account{[]string{allResults}, []string{carriedOver, notProcessed, otherResults}}},
	{prose.Closed, []account{rows(allResults), {[]string{allResults}, []string{carriedOver}},
		{[]string{allResults}, []string{otherResults}}, {[]string{allResults}, []string{carriedOver, otherResults}}}, account{}},
	{prose.Carried, []account{rows(carriedOver), rows(carriedForward)}, account{}},
	{prose.Litigation, []account{rows(string(prose.Direct), string(prose.AfterReview))}, account{}},
	{refused, []account{rows(refused), rows(refused, unavailable), rows(refused, unavailable, notProcessed), rows(refused, unavailable, notProcessed, otherResults)}, account{}},
	{unavailable + "/notHeld", []account{rows(unavailable + "/notHeld"), rows(unavailable)}, account{}},
	{notProcessed, []account{rows(notProcessed), rows(notProcessed, otherResults)}, account{}},
	{otherResults, []account{rows(otherResults), rows(notProcessed, otherResults), rows(unavailable, notProcessed, otherResults), rows(otherResults + "/other")}, account{}},
}

// waysOf returns what a figure of the item may be.
func waysOf(item prose.Item) ways {
	for _, w := range readings {
		if w.item == item {
			return w
		}
	}
	return ways{item: item, sums: []account{rows(string(item))}}
}

// claimsOf calls yield with what the prose says of the tables, of the kind, where it is of
// rows whose paths begin so. Results are never those of applications at large.
func (s *Subject) claimsOf(kind prose.ClaimKind, prefixes []string, yield func(p *passage, c prose.Claim)) {
	if s.form() == nil {
		return
	}
	passages := s.passages()
	for i := range passages {
		p := &passages[i]
		for _, c := range s.claims(p) {
			if c.Kind != kind || c.Other {
				continue
			}
			path := waysOf(c.Items[0]).sums[0].add[0]
			of := func(prefix string) bool { return strings.HasPrefix(path, prefix) }
			if isResult := of(results) && path != allResults; slices.ContainsFunc(prefixes, of) && (isResult == slices.Contains(prefixes, results)) {
				yield(p, c)
			}
		}
	}
}

// checkCounts returns the check that figures of the text are those of the tables.
func checkCounts(prefixes ...string) func(s *Subject, find func(Fault)) {
	return func(s *Subject, find func(Fault)) {
		s.claimsOf(prose.Count, prefixes, func(p *passage, c prose.Claim) {
			f := p.figures().Figures[c.Figure]
			x := Fault{Path: p.at.pointer(), Quote: p.text[c.Start:c.End], Mild: c.Bare && s.whole()}
			var differs bool
			if c.Items[0] == prose.Fees {
				differs = s.otherAmount(p, f, &x)
			} else {
				differs = s.otherCount(p, c, f, &x)
			}
			if differs {
				find(x)
			}
		})
	}
}

// otherCount reports whether a figure of the text is none that the tables may have, and sets
// the figures and cells of the fault.
func (s *Subject) otherCount(p *passage, c prose.Claim, f prose.Figure, x *Fault) bool {
	n := f.Value
	sums := []account{{}}
	for _, item := range c.Items {
		var all []account
		for _, a := range sums {
			for _, b := range s.told(p, waysOf(item)) {
				all = append(all, account{slices.Concat(a.add, b.add), slices.Concat(a.take, b.take)})
			}
		}
		sums = all
	}
	most := int64(0)
	for i, way := range sums {
		for _, column := range columnsOf(c.Column) {
			v, cells, ok := s.sum(way, column)
			if !ok || f.Stands(v) {
				return false
			}
			if i == 0 && x.Cells == nil {
				x.Got, x.Want, x.Cells = strconv.FormatInt(n, 10), strconv.FormatInt(v, 10), cells
			}
			most = max(most, v)
		}
	}
	if least := waysOf(c.Items[0]).least; least.add != nil && len(c.Items) == 1 {
		v, _, ok := s.sum(least, c.Column)
		return ok && (n > most || n < v && !c.AtMost)
	}
	return !c.AtMost || n > most
}

// told returns the ways without those that lump what the passage tells apart.
func (s *Subject) told(p *passage, w ways) (sums []account) {
	for _, x := range w.sums {
		if len(x.add) == 1 || !strings.HasPrefix(string(w.item), results) || !slices.ContainsFunc(s.claims(p), func(c prose.Claim) bool {
			return slices.ContainsFunc(c.Items, func(item prose.Item) bool {
				return slices.Contains(x.add, string(item)) && item != w.item
			})
		}) {
			sums = append(sums, x)
		}
	}
	return sums
}

// columnsOf returns the columns that a figure may be of.
func columnsOf(column string) []string {
	if column == prose.Citizens {
		return []string{"", "naturalPersons"}
	}
	return []string{column}
}

// sum returns what rows add up to in the column of the key, "" being the total, and the
// cells. ok is false where the tables have no such figure.
func (s *Subject) sum(x account, column string) (n int64, cells []string, ok bool) {
	for i, paths := range [...][]string{x.add, x.take} {
		for _, path := range paths {
			m, more, found := s.sumOf(path, column)
			if !found {
				return 0, nil, false
			}
			if i == 0 {
				n += m
			} else {
				n -= m
			}
			cells = append(cells, more...)
		}
	}
	return n, cells, true
}

// sumOf returns what the rows below a path add up to, and the cells that have more than 0, or
// all where none has.
func (s *Subject) sumOf(path, column string) (n int64, cells []string, ok bool) {
	var zero []string
	for r := range s.form().rows() {
		if r.path != path && !strings.HasPrefix(r.path, path+"/") {
			continue
		}
		for _, col := range r.colsOf(column) {
			if _, isCount := r.figure(s.Tables, col).(*Count); !isCount {
				continue
			}
			v, isNumber := r.count(s.Tables, col).Int()
			if !isNumber {
				continue
			}
			ok = true
			if n += v; v != 0 {
				cells = append(cells, r.cells[col].pointer)
			} else {
				zero = append(zero, r.cells[col].pointer)
			}
		}
	}
	if cells == nil {
		cells = zero
	}
	return n, cells, ok
}

// colsOf returns the columns of the row that a figure of the text is of.
func (r *row) colsOf(column string) (cols []int) {
	switch {
	case column == "" && r.sum:
		return []int{len(r.cols)}
	case column == "" && r.single():
		return []int{0}
	case column == "":
		column = "decisions"
	}
	for i, c := range r.cols {
		if c.key == column || column == prose.Organisations && c.group != "" {
			cols = append(cols, i)
		}
	}
	return cols
}

// otherAmount is otherCount for the amount of fees.
func (s *Subject) otherAmount(p *passage, f prose.Figure, x *Fault) bool {
	for cell := range Cells(s.Tables) {
		if cell.Row != string(prose.Fees) || cell.Kind != KindAmount {
			continue
		}
		v, ok := cell.Rat()
		unit, ok2 := yuan[cell.Unit()]
		printed, ok3 := yuan[f.Unit]
		if !ok || !ok2 || !ok3 {
			return false
		}
		// The last place that the text writes, which may be rounded.
		place := new(big.Rat).SetInt64(printed)
		for range f.Places {
			place.Quo(place, big.NewRat(10, 1))
		}
		n := new(big.Rat).Mul(new(big.Rat).SetInt64(f.Value), place)
		v.Mul(v, new(big.Rat).SetInt64(unit))
		x.Got, x.Want, x.Cells = p.text[f.Start:f.End], cell.String()+cell.Unit(), []string{cell.Path}
		n.Sub(n, v)
		return n.Abs(n).Cmp(place) >= 0
	}
	return false
}

// yuan is how many 元 a unit is.
var yuan = map[string]int64{"元": 1, "万元": 10_000, "亿元": 100_000_000}

// checkNothing returns the check that the tables have none of what the text says there was
// none of.
func checkNothing(prefixes ...string) func(s *Subject, find func(Fault)) {
	return func(s *Subject, find func(Fault)) {
		s.claimsOf(prose.Nothing, prefixes, func(p *passage, c prose.Claim) {
			x := Fault{Path: p.at.pointer(), Quote: p.text[c.Start:c.End], Got: "0", Mild: c.Bare && s.whole()}
			total := int64(0)
			for _, item := range c.Items {
				if fee := x; item == prose.Fees {
					if s.otherAmount(p, prose.Figure{Unit: "元"}, &fee) {
						fee.Got = "0"
						find(fee)
					}
					continue
				}
				n, cells := s.least(waysOf(item), c.Column)
				total += n
				x.Cells = append(x.Cells, cells...)
			}
			if x.Want = strconv.FormatInt(total, 10); total > 0 {
				find(x)
			}
		})
	}
}

// least returns the least that the tables have of an item, and its cells.
func (s *Subject) least(w ways, column string) (n int64, cells []string) {
	for i, x := range w.sums {
		if v, at, ok := s.sum(x, column); !ok || v <= 0 {
			return 0, nil
		} else if i == 0 || v < n {
			n, cells = v, at
		}
	}
	return n, cells
}

// checkAllDone checks N-i: nothing is carried forward where the text says that all was done.
func checkAllDone(s *Subject, find func(Fault)) {
	s.claimsOf(prose.AllDone, []string{"applications/"}, func(p *passage, c prose.Claim) {
		if n, cells, ok := s.sum(rows(carriedForward), ""); ok && n > 0 {
			find(Fault{Path: p.at.pointer(), Quote: p.text[c.Start:c.End], Want: strconv.FormatInt(n, 10), Cells: cells, Mild: c.Bare && s.whole()})
		}
	})
}
