package report

import (
	"math/big"
	"slices"
	"strconv"
)

// The codes of [Jurisdiction.Compare].
const (
	codeDiffers = "H-a"
	codeBelow   = "H-b"
	codeUnlike  = "H-ac"
)

// publishedRules compare a published report of a jurisdiction with its bodies': see
// [Jurisdiction.Compare].
var publishedRules = []Rule{
	{Code: codeDiffers, Severity: Warning, Source: Practice,
		Chinese: "公布的是 {got}，各机关之和是 {want}；请核对",
		English: "published is {got}, and the bodies' come to {want}; look into it",
		Example: "公布收到 95 件，各机关之和是 97 件"},
	{Code: codeBelow, Severity: Warning, Source: "由各栏的含义推得：总数不小于其中一个机关的数",
		Chinese: "公布的是 {got}，少于{bodies}一个机关的 {want}；请核对",
		English: "published is {got}, less than the {want} of {bodies} alone; look into it",
		Example: "全县公布行政许可 120 件，某局一个机关 300 件"},
	{Code: codeUnlike, Severity: Error, Source: Practice,
		Chinese: "公布的报告不能与合计核对：年度或格式是 {got}，应为 {want}；请换成同一年度、同一格式的报告",
		English: "the published report cannot be compared with the sums: its year or form is {got}, and is to be {want}; give the one for the year and in the form",
		Example: "用 2022 年公布的报告核对 2023 年的合计"},
}

// Compare compares a published report of the jurisdiction with the sums, figure by figure,
// and returns what differs (H-a), and of these what is less than the figure of a single
// body (H-b). Totals that follow, and figures that are no sums ([Cell.Joint]), are not
// compared, nor is what has no sum. Where bodies that are to report have not, or have no
// figure, more than the sum may be right and is not told; without a list of members
// ([Rollup.Members]) what was added is taken for all there is.
func (j *Jurisdiction) Compare(published *Report) []Finding {
	var findings []Finding
	find := func(code string, x Fault) {
		for _, r := range publishedRules {
			if r, ok := j.rollup.Checker.adjust(r); ok && r.Code == code {
				findings = append(findings, r.finding(j.Report, x))
			}
		}
	}
	published = orEmpty(published)
	if got, want, unlike := j.unlike(published); unlike {
		find(codeUnlike, Fault{Got: got, Want: want})
		return findings
	}
	incomplete := j.incomplete()
	single := !slices.Contains(j.rollup.Checker.Off, codeBelow)
	for i := range j.sums {
		s := &j.sums[i]
		want := s.text()
		if s.joint() || want == "" {
			continue
		}
		figure := s.row.cell(published.Tables, s.col)
		is := cellSum{row: s.row, col: s.col, kind: s.kind}
		is.add(figure)
		less, differ := is.differs(s)
		at := s.row.cells[s.col]
		x := Fault{Path: at.pointer, Place: at.name, Got: figure.String(), Want: want}
		switch {
		case !differ || !less && (incomplete || j.blankIn(s)):
			continue
		case is.some == 0 && figure.String() == "":
			x.Got = missingCell
		}
		code := codeDiffers
		if p, n := j.greatest(s); single && is.some > 0 && s.kind == KindCount && n > is.n {
			code, x.Want, x.Bodies = codeBelow, strconv.FormatInt(n, 10), []string{p.Agency}
		}
		find(code, x)
	}
	return findings
}

// unlike reports whether a published report is for another year, or in another form than
// that of the year.
func (j *Jurisdiction) unlike(published *Report) (got, want string, unlike bool) {
	form := j.Report.form()
	switch is := published.form(); {
	case published.Year != j.Report.Year || form == nil:
		return strconv.Itoa(published.Year), strconv.Itoa(j.Report.Year), true
	case is == nil:
		return noTables, nameOfForm(form), true
	case is != form:
		return nameOfForm(is), nameOfForm(form), true
	}
	return "", "", false
}

// incomplete reports whether the sums lack the work of a body: one that is to report and
// has not, or of which no report is added up.
func (j *Jurisdiction) incomplete() bool {
	there, gone := map[string]bool{}, []string(nil)
	for i := range j.Parts {
		switch p, who := &j.Parts[i], j.roster.who[i]; p.Left {
		case codeOtherYear, codeOtherForm:
			gone = append(gone, who)
		default:
			there[who] = true
		}
	}
	for _, m := range j.rollup.Members {
		if m.Within == "" {
			gone = append(gone, j.roster.body(LabelKey(m.Agency)))
		}
	}
	return j.lacks || slices.ContainsFunc(gone, func(who string) bool { return !there[who] })
}

// blankIn reports whether a body that is added up has not filled the cell in.
func (j *Jurisdiction) blankIn(s *cellSum) bool {
	parts := j.counted()
	return s.some < len(parts) && slices.ContainsFunc(parts, func(p *Part) bool {
		of := stateOf(s.row.cell(p.Tables, s.col))
		return of == figureBlank || of == figureWrong
	})
}

// greatest returns the first body with the greatest figure of a cell.
func (j *Jurisdiction) greatest(s *cellSum) (of *Part, n int64) {
	n = -1
	for _, p := range j.counted() {
		if x, ok := s.row.cell(p.Tables, s.col).number(); ok && x > n {
			of, n = p, x
		}
	}
	return of, n
}

// differs reports whether a figure, which may be missing, is another than the sum of
// others, and less. An amount without a unit may be in 元 or in 万元.
func (s *cellSum) differs(sum *cellSum) (less, differ bool) {
	if s.kind != KindAmount {
		return s.n < sum.n, s.n != sum.n
	}
	unit, _ := sum.unit()
	is, _ := s.unit()
	a, b := s.inUnit(is), sum.inUnit(unit)
	if is > 0 && unit > 0 {
		a, b = s.inUnit(1), sum.inUnit(1)
	}
	by := new(big.Rat).SetInt64(yuanIn[2])
	if (is == 0) != (unit == 0) && (new(big.Rat).Mul(a, by).Cmp(b) == 0 || new(big.Rat).Mul(b, by).Cmp(a) == 0) {
		return false, false
	}
	return a.Cmp(b) < 0, a.Cmp(b) != 0
}
