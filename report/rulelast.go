package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// formCarriedOver is the source of what compares the figures of one period with the next.
const formCarriedOver = "年度报告格式：二、上年结转政府信息公开申请数量"

// lastRules compare the report with that of the year before. Where the names of the two
// bodies differ, a reorganisation may explain what else would be graver.
var lastRules = []Rule{
	{Code: "Y-h", Severity: Warning, Source: Practice,
		Chinese: "上年报告的机关是“{got}”，本报告的机关是“{want}”：更名、合并的，请在报告中说明与上年数据不能衔接之处；不是同一机关的，请换用本机关的上年报告",
		English: "last year's report is that of {got}, this one that of {want}: where the body was renamed or merged, explain in the report what does not follow from last year's figures; where it is another body, take its own report",
		Example: "上年报告的机关是某市旅游局，本报告的机关是某市文化和旅游局",
		Check:   checkLastBody},
	{Code: "Y-i", Severity: Warning, Source: Practice,
		Chinese: "上年报告的年度是 {got}，应为 {want}：没有与它比较；请换用 {want} 年的报告",
		English: "the year of last year's report is {got}, expected {want}: nothing was compared with it; take the report for {want}",
		Example: "2024 年报告的上年报告是 2022 年的",
		Check: func(s *Subject, find func(Fault)) {
			if s.given == nil || s.Last != nil || !hasYear(s.Report) {
				return
			}
			got := "空白"
			if s.given.Year != 0 {
				got = strconv.Itoa(s.given.Year)
			}
			find(Fault{Path: "/year", Got: got, Want: strconv.Itoa(s.Year - 1)})
		}},
	{Code: "Y-j", Severity: Info, Source: Practice,
		Chinese: "上年报告用的是 {got} 年版的格式，本报告用的是 {want} 年版的：这张表没有与上年比较",
		English: "last year's report has the form of {got}, this one that of {want}: the table was not compared with last year's",
		Example: "2021 年报告的表二没有与 2020 年的比较",
		Check:   checkLastForm},
	{Code: "Y-a", Severity: Error, Source: formCarriedOver,
		Chinese: "上年结转 {got} 件，上年报告的“结转下年度继续办理”是 {want} 件，相差 {difference}；请核对两年的报告",
		English: "{got} applications are carried over, and last year's report carried {want} forward, a difference of {difference}; compare the two reports",
		Example: "上年报告结转下年度 3 件，本年上年结转 2 件",
		Check:   checkCarriedOver},
	{Code: "Y-b", Severity: Info, Source: derived,
		Chinese: "上年报告尚未审结 {want} 件，今年的总计只有 {got} 件（{cells}）；上年未结的应列入今年的结果",
		English: "last year's report has {want} cases pending, and this year's total is {got} ({cells}); what was pending then is to be among this year's results",
		Example: "行政复议上年尚未审结 5 件，今年总计 0 件",
		Check:   checkPending},
	{Code: "Y-c", Severity: Warning, Source: likeness20,
		Chinese: "各表非零的数据有 {got} 项，全部与上年报告相同；请核对是不是沿用了上年的数据",
		English: "the tables have {got} figures other than 0, every one the same as in last year's report; see whether they are last year's",
		Example: "各表的数据与上年逐项相同",
		Check:   checkSameFigures},
	{Code: "Y-d", Severity: Warning, Source: likeness20 + "（界限 70%、90% 是本程序定的）",
		Chinese: "不计数字，与上年报告的相似度为 {got}，相同的如“{quote}”；请按本年的工作情况写",
		English: "but for figures, {got} of it is the same as in last year's report, such as {quote}; write what was done this year",
		Example: "第五部分只改了年份",
		Check:   checkSameProse},
	{Code: "Y-e", Severity: Info, Source: "其他核查程序的规则",
		Chinese: "{got} 件，上年为 {want} 件，相差五倍以上；请核对",
		English: "{got}, and {want} last year, more than five times as many or few; see whether it is right",
		Example: "行政处罚上年 300 件，今年 20 件",
		Check:   checkLeaps},
	{Code: "Y-f", Severity: Warning, Source: derived,
		Chinese: "本年废止 {got} 件，多于上年报告的现行有效件数与本年制发件数之和 {want} 件；请核对",
		English: "{got} were repealed, more than the {want} that were in force last year or issued since; see which is wrong",
		Example: "上年现行有效 10 件，本年制发 2 件，废止 15 件",
		Check: func(s *Subject, find func(Fault)) {
			s.stocks(func(x stocks) {
				if most := x.before + x.added; x.taken > most {
					find(s.stockFault(x.row, taken, x.taken, most))
				}
			})
		}},
	{Code: "T2-b", Severity: Warning, Source: Practice,
		Chinese: "现行有效 {got} 件，上年报告的现行有效件数加本年制发、减本年废止是 {want} 件，相差 {difference}；因清理、失效、机构改革而不同的，请说明",
		English: "{got} are in force; those of last year's report with those issued and without those repealed are {want}, a difference of {difference}; where a review, expiry or a reorganisation explains it, say so",
		Example: "上年现行有效 10 件，本年制发 2 件，废止 1 件，现行有效 13 件",
		Check: func(s *Subject, find func(Fault)) {
			s.stocks(func(x stocks) {
				// Where more were taken than there were, that is told alone: Y-f.
				if want := x.before + x.added - x.taken; want >= 0 && x.now != want {
					find(s.stockFault(x.row, stock, x.now, want))
				}
			})
		}},
	{Code: "Y-g", Severity: Info, Source: derived,
		Chinese: "复议后起诉 {got} 件，多于今年与上年行政复议之和 {want} 件；请核对",
		English: "{got} lawsuits after reconsideration are more than the {want} reconsiderations of this year and last; see which is wrong",
		Example: "复议后起诉 5 件，今年与上年的行政复议共 3 件",
		Check:   checkLawsuits},
}

const likeness20 = "鲤城区2020年年度报告评分：与往年或其他单位雷同的扣分"

// hasYear reports whether the report has a year that it may be for.
func hasYear(r *Report) bool {
	_, ok := EditionFor(r.Year)
	return ok && r.Year <= lastYear
}

// checkLastBody checks Y-h. It is less grave where one name is the other with words
// added, or of another kind of place: whether the body is the same is for people to say.
func checkLastBody(s *Subject, find func(Fault)) {
	if s.given == nil {
		return
	}
	now, then := strings.TrimSpace(s.Agency), strings.TrimSpace(s.given.Agency)
	a, b := LabelKey(now), LabelKey(then)
	if a == "" || b == "" || a == b {
		return
	}
	j, k := KindOf(now), KindOf(then)
	kin := j == BodyUnknown || k == BodyUnknown || j.government() == k.government()
	a, b = placeWords.Replace(a), placeWords.Replace(b)
	find(Fault{Path: "/agency", Got: then, Want: now, Mild: kin && (contains(a, b) || contains(b, a))})
}

// placeWords are what a reorganisation changes of the name of a place or its government.
var placeWords = strings.NewReplacer("人民政府", "", "办事处", "", "街道", "", "镇", "", "乡", "", "县", "", "市", "", "区", "", "旗", "")

// contains reports whether b is a with nothing or something taken out of it.
func contains(a, b string) bool {
	rest := []rune(b)
	for _, r := range a {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0 && b != ""
}

// sameBody reports whether the two reports are, by what they say, of the same body and
// the same scope.
func (s *Subject) sameBody() bool {
	return LabelKey(s.Agency) == LabelKey(s.Last.Agency) && strings.TrimSpace(s.Agency) != "" && s.Scope == s.Last.Scope
}

// forms returns the form of the report and that of last year's; ok is false where there
// are not both.
func (s *Subject) forms() (now, then *form, ok bool) {
	if s.Last == nil {
		return nil, nil, false
	}
	now, then = s.form(), s.Last.form()
	return now, then, now != nil && then != nil
}

// pair is the rows of two editions that count the same: one each, or where an edition
// divides the row of the other, such as （六）其他处理, several on a side.
type pair struct{ now, then []*row }

// pairs returns the rows of figures that the two reports both have, found once for all
// rules.
func (s *Subject) pairs() []pair {
	if now, then, ok := s.forms(); ok && s.both == nil {
		s.both = commonRows(now, then)
	}
	return s.both
}

// commonRows returns the rows of figures that two editions both have.
func commonRows(now, then *form) (all []pair) {
	if now == then {
		var rows []*row
		for r := range now.rows() {
			if !r.computed() {
				rows = append(rows, r)
			}
		}
		for i := range rows {
			all = append(all, pair{rows[i : i+1], rows[i : i+1]})
		}
		return all
	}
	for r := range now.rows() {
		if r.computed() {
			continue
		}
		var others []*row
		for q := range then.rows() {
			if !q.computed() && sameColumns(r, q) && (q.path == r.path || strings.HasPrefix(q.path, r.path+"/") || strings.HasPrefix(r.path, q.path+"/")) {
				others = append(others, q)
			}
		}
		if len(others) == 0 {
			continue
		}
		if n := len(all); n > 0 && slices.Equal(all[n-1].then, others) {
			all[n-1].now = append(all[n-1].now, r)
		} else {
			all = append(all, pair{[]*row{r}, others})
		}
	}
	return all
}

func sameColumns(a, b *row) bool {
	return a.sum == b.sum && slices.EqualFunc(a.cols, b.cols, func(a, b column) bool { return a.key == b.key && a.unit == b.unit })
}

// addUp adds up a column of the rows.
func addUp(t Tables, rows []*row, col int) (n int64) {
	for _, r := range rows {
		n += r.number(t, col)
	}
	return n
}

// checkLastForm checks Y-j: of a table the form of last year has no row.
func checkLastForm(s *Subject, find func(Fault)) {
	now, then, ok := s.forms()
	if !ok || now == then {
		return
	}
	for i := range now.tables {
		t := &now.tables[i]
		if !slices.ContainsFunc(s.pairs(), func(p pair) bool { return p.now[0].table == t }) {
			find(Fault{Path: t.pointer(), Got: string(then.edition), Want: string(now.edition)})
		}
	}
}

// checkCarriedOver checks Y-a: in every column, what was carried over is what last year's
// report carried forward. The column of totals follows from the others.
func checkCarriedOver(s *Subject, find func(Fault)) {
	now, then, ok := s.forms()
	if !ok {
		return
	}
	for i := range now.tables {
		t := &now.tables[i]
		if t.balance == nil {
			continue
		}
		in, out := t.row(t.balance[1]), then.row(t.balance[3])
		if out == nil || !sameColumns(in, out) {
			continue
		}
		for col, at := range in.cells[:len(in.cols)] {
			got, ok := in.count(s.Tables, col).Int()
			want, ok2 := out.count(s.Last.Tables, col).Int()
			if !ok || !ok2 || got == want {
				continue
			}
			x := Fault{Path: at.pointer, Place: at.name, Got: fmt.Sprint(got), Want: fmt.Sprint(want), Mild: !s.sameBody()}
			if surplus := t.row(t.balance[0]).number(s.Tables, col) + got - t.row(t.balance[2]).number(s.Tables, col) - t.row(t.balance[3]).number(s.Tables, col); surplus == got-want {
				x.Hint = []Value{{at.pointer, x.Want}} // T3-a finds as much
			}
			find(x)
		}
	}
}

// checkPending checks Y-b: in a block, what was pending last year is among this year's
// cases. It is told once for a table.
func checkPending(s *Subject, find func(Fault)) {
	var table *table
	var x Fault
	var got, want int64
	tell := func() {
		if table != nil {
			x.Got, x.Want = fmt.Sprint(got), fmt.Sprint(want)
			find(x)
		}
	}
	for _, p := range s.pairs() {
		r := p.now[0]
		col := r.col(pending)
		if col < 0 || !r.sum {
			continue
		}
		total, before := addUp(s.Tables, p.now, len(r.cols)), addUp(s.Last.Tables, p.then, col)
		if total >= before {
			continue
		}
		if r.table != table {
			tell()
			table, x, got, want = r.table, Fault{Path: r.table.pointer()}, 0, 0
		}
		x.Cells = append(x.Cells, r.cells[len(r.cols)].pointer)
		got, want = got+total, want+before
	}
	tell()
}

// enoughDigits are the digits that figures have together of which no chance makes every
// one the same in two years.
const enoughDigits = 3

// checkSameFigures checks Y-c. What there is at the end of a year may well stay as it is,
// and what was received follows from the rest: they alone tell nothing.
func checkSameFigures(s *Subject, find func(Fault)) {
	same, digits := 0, 0
	for _, p := range s.pairs() {
		r := p.now[0]
		for col := range r.cols {
			f, g := r.at(s.Tables, col), p.then[0].at(s.Last.Tables, col)
			if len(p.now)+len(p.then) > 2 {
				a, b := Count(addUp(s.Tables, p.now, col)), Count(addUp(s.Last.Tables, p.then, col))
				f, g = &a, &b
			}
			if !sameFigure(f, g) {
				return
			}
			n, _ := f.number()
			if n == 0 {
				continue
			}
			same++
			if r.cols[col].counts != stock && (r.table.balance == nil || r.path != r.table.balance[0]) {
				digits += digitsOf(n)
			}
		}
	}
	if digits > 0 {
		find(Fault{Path: "/" + keyTables, Got: strconv.Itoa(same), Mild: digits < enoughDigits})
	}
}

// digitsOf returns how many digits the number has.
func digitsOf(n int64) int {
	digits := 1
	for n /= 10; n != 0; n /= 10 {
		digits++
	}
	return digits
}

// sameFigure reports whether two figures are the same; what is no figure is as 0.
func sameFigure(f, g figure) bool {
	a, ok := f.(*Amount)
	b, ok2 := g.(*Amount)
	if ok && ok2 && a.scale != b.scale {
		x, _ := a.Rat()
		y, _ := b.Rat()
		return x.Cmp(y) == 0
	}
	m, _ := f.number()
	n, _ := g.number()
	return m == n
}

// The sections whose prose is compared with last year's, the least of letters that it
// must have, and the shares of those from which it is told.
const (
	fewLetters = 50
	alike      = 0.7
	almostSame = 0.9
)

var proseSections = [...]int{0, 4}

// checkSameProse checks Y-d.
func checkSameProse(s *Subject, find func(Fault)) {
	if s.Last == nil {
		return
	}
	last := s.Last.prose()
	for _, section := range proseSections {
		wanted := func(at textAt) bool { return at.section == section && at.field.paragraph() }
		now, then := likenessOf(s.passages(), wanted, nil), likenessOf(last, wanted, nil)
		if min(len(now.letters), len(then.letters)) < fewLetters {
			continue
		}
		if share, in, words := now.like(then); share >= alike {
			find(Fault{
				Path: in.at.pointer(), Place: sectionTitles[section], Got: percent(share), Quote: words,
				Mild: share < almostSame,
			})
		}
	}
}

// The least that both figures are, and how many times the other one is more, of which Y-e
// tells.
const (
	leastCompared = 20
	leap          = 5
)

// checkLeaps checks Y-e of the rows that are one figure or have a total. That of money is
// for T2-e.
func checkLeaps(s *Subject, find func(Fault)) {
	for _, p := range s.pairs() {
		r := p.now[0]
		col := len(r.cols)
		if !r.sum {
			col = 0
			if !r.single() || r.cell(s.Tables, 0).kind() != KindCount {
				continue
			}
		}
		a, b := addUp(s.Tables, p.now, col), addUp(s.Last.Tables, p.then, col)
		if min(a, b) >= leastCompared && max(a, b) > leap*min(a, b) {
			x := Fault{Path: r.cells[col].pointer, Got: fmt.Sprint(a), Want: fmt.Sprint(b)}
			if len(p.now) > 1 {
				x.Place = r.table.name() + " " + r.group
			}
			find(x)
		}
	}
}

// stocks is a row of documents: how many there were last year, how many came and went,
// and how many there are.
type stocks struct {
	row                       *row
	before, added, taken, now int64
}

// stocks calls yield with every row of which both years count the same documents, and no
// figure is missing.
func (s *Subject) stocks(yield func(stocks)) {
	now, then, ok := s.forms()
	if !ok {
		return
	}
	for r := range now.rows() {
		q := then.row(r.path)
		if r.computed() || r.col(stock) < 0 || r.col(added) < 0 || r.col(taken) < 0 || q == nil || !sameColumns(r, q) {
			continue
		}
		all := true
		number := func(t Tables, counts role) int64 {
			n, ok := r.count(t, r.col(counts)).Int()
			all = all && ok
			return n
		}
		x := stocks{r, number(s.Last.Tables, stock), number(s.Tables, added), number(s.Tables, taken), number(s.Tables, stock)}
		if all {
			yield(x)
		}
	}
}

// stockFault returns a fault at the figure of the role, with the figures of the row that were
// compared; it is less grave where the body may be another one.
func (s *Subject) stockFault(r *row, at role, got, want int64) Fault {
	x := Fault{Path: r.cells[r.col(at)].pointer, Got: fmt.Sprint(got), Want: fmt.Sprint(want), Mild: !s.sameBody()}
	for _, c := range r.cells {
		x.Cells = append(x.Cells, c.pointer)
	}
	return x
}

// checkLawsuits checks Y-g. That there was no reconsideration at all is for T4-d.
func checkLawsuits(s *Subject, find func(Fault)) {
	if s.Last == nil {
		return
	}
	got, at, _ := s.total(litigationAfter)
	now, from, _ := s.total(reconsideration)
	before, _, _ := s.Last.total(reconsideration)
	if want := now + before; got > want && want > 0 {
		find(Fault{
			Path: at.pointer, Place: at.name, Got: fmt.Sprint(got), Want: fmt.Sprint(want), Cells: []string{at.pointer, from.pointer},
		})
	}
}
