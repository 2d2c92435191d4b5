package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report"
)

// body returns a report with random figures, balanced.
func body(agency string, e report.Edition, rnd *rand.Rand) *report.Report {
	r := full(e)
	r.Agency = agency
	forward := map[string]int{} // by column of table three
	for c := range report.Cells(r.Tables) {
		n := rnd.IntN(40)
		switch {
		case c.Computed:
		case c.Kind == report.KindAmount:
			text := fmt.Sprintf("%d.%02d", rnd.IntN(500), rnd.IntN(100))
			if c.Unit() == "" {
				text += "万元"
			}
			c.Set(text)
		case c.Row == "applications/carriedForward":
			c.Set(strconv.Itoa(forward[c.Column]))
		case c.Row == "applications/received" || c.Row == "applications/carriedOver":
			forward[c.Column] += 30 + n
			c.Set(strconv.Itoa(30 + n))
		case c.Table == 3:
			forward[c.Column] -= n % 3
			c.Set(strconv.Itoa(n % 3))
		default:
			c.Set(strconv.Itoa(n))
		}
	}
	return r
}

// set sets figures by their rows and columns.
func set(r *report.Report, row, column, text string) {
	for c := range report.Cells(r.Tables) {
		if c.Row == row && (c.Column == column || column == "") && !c.Computed {
			if err := c.Set(text); err != nil {
				panic(err)
			}
		}
	}
}

// county returns a jurisdiction of so many bodies and some that are wanting, and what it
// published.
func county(e report.Edition, bodies int) (*report.Jurisdiction, *report.Report) {
	rnd := rand.New(rand.NewPCG(1, 2))
	u := &report.Rollup{Agency: "青石县人民政府", Year: full(e).Year, Own: body("青石县人民政府办公室", e, rnd)}
	add := func(source, agency string) *report.Report {
		r := body(agency, e, rnd)
		u.Add(source, r)
		return r
	}
	for i := range bodies {
		add(fmt.Sprintf("reports/%d.json", i+1), fmt.Sprintf("青石县第%d局", i+1))
	}
	published := *u.Sum().Report
	blank := add("blank.json", "青石县甲局")
	set(blank, "applications/received", "自然人", "")
	set(blank, "applications/results/granted", "", "")
	set(blank, "remedies/directLitigation", "", "/")
	add("=HYPERLINK(\"http://a.b\")", "青石县乙局")
	add("last.json", "青石县丙局").Year--
	u.Add("none.json", &report.Report{Agency: "青石县丁局", Year: u.Year})
	add("twice.json", "青石县第1局")
	return u.Sum(), &published
}

func writeTrace(t *testing.T, j *report.Jurisdiction, o report.TraceOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	ok(t, WriteTrace(&b, j, o))
	return b.Bytes()
}

// traceSheet is a sheet of a trace as it was read.
type traceSheet struct {
	*excelize.File
	t    *testing.T
	name string
	rows [][]string
	at   map[string]int // rows, by what stands in their first column
}

func openTrace(t *testing.T, f *excelize.File, sheet string) traceSheet {
	s := traceSheet{f, t, sheet, rows(t, f, sheet), map[string]int{}}
	for i, r := range s.rows {
		if len(r) > 0 && r[0] != "" {
			s.at[r[0]] = i
		}
	}
	return s
}

func (s *traceSheet) cell(row string, col int) (text, formula string) {
	s.t.Helper()
	i, there := s.at[row]
	if !there {
		s.t.Fatalf("%s has no row %s", s.name, row)
	}
	if col < len(s.rows[i]) {
		text = s.rows[i][col]
	}
	formula, err := s.GetCellFormula(s.name, name(i, col))
	ok(s.t, err)
	return text, formula
}

// calculated returns what a formula comes to.
func (s *traceSheet) calculated(row string, col int) string {
	s.t.Helper()
	text, err := s.CalcCellValue(s.name, name(s.at[row], col), excelize.Options{RawCellValue: true})
	ok(s.t, err)
	return text
}

// same reports whether texts are the same figure.
func same(a, b string) bool {
	x, xok := new(big.Rat).SetString(a)
	y, yok := new(big.Rat).SetString(b)
	return a == b || xok && yok && x.Cmp(y) == 0
}

const (
	sumRow        = "合计"
	blankRow      = "没有填这一栏的报告（份）"
	publishedRow  = "公布的数"
	differenceRow = "差额（公布的数减合计）"
)

// Every figure of every body is there; sums, totals and differences are formulas that come
// to what stands beside them, which is what the report has.
func TestTraceFigures(t *testing.T) {
	for _, e := range report.Editions() {
		j, published := county(e, 5)
		f := open(t, writeTrace(t, j, report.TraceOptions{Published: published}))
		first := map[int]int{} // cells, by table
		publishedCells := cellsOf(published)
		bodies := map[string]map[string]report.Cell{}
		for _, p := range j.Parts {
			if p.Tables != nil && (p.Left == "" || bodies[p.Agency] == nil) {
				bodies[p.Agency] = cellsOf(&report.Report{Tables: p.Tables})
			}
		}
		formulas := 0
		sheets := map[int]traceSheet{}
		for c := range report.Cells(j.Report.Tables) {
			s, read := sheets[c.Table]
			if !read {
				sheet, _, _ := strings.Cut(c.Place, " ")
				s = openTrace(t, f, sheet)
				sheets[c.Table] = s
			}
			col := traceColumns + first[c.Table]
			calculate := first[c.Table]%11 == 6 // which takes long
			first[c.Table]++
			text, formula := s.cell(sumRow, col)
			number := strings.TrimSuffix(c.String(), "万元")
			if text != c.String() && !same(text, number) {
				t.Errorf("%s %s: the sum is %q, not %q", e, c.Path, text, c)
			}
			if isText := number != c.String(); (formula == "") != (c.Joint || isText) {
				t.Errorf("%s %s: =%s", e, c.Path, formula)
			}
			if formula != "" {
				formulas++
				if got := c.String(); calculate && !same(s.calculated(sumRow, col), got) {
					t.Errorf("%s %s: =%s is %s, not %s", e, c.Path, formula, got, c)
				}
			}
			blanks := 0
			for p := range j.Of(c.Path) {
				x := bodies[p.Agency][c.Path]
				text, formula := s.cell(p.Agency, col)
				if text != x.String() && !same(text, x.String()) || (formula != "") != c.Computed {
					t.Errorf("%s %s of %s is %q, not %q", e, c.Path, p.Agency, text, x)
				}
				if c.Computed && calculate {
					if got := s.calculated(p.Agency, col); !same(got, x.String()) {
						t.Errorf("%s %s of %s: =%s is %q, not %q", e, c.Path, p.Agency, formula, got, x)
					}
				}
				if x.Blank() {
					blanks++
				}
			}
			if !c.Joint && !c.Computed && calculate {
				if got := s.calculated(blankRow, col); got != strconv.Itoa(blanks) {
					t.Errorf("%s %s: %s bodies have no figure, not %d", e, c.Path, got, blanks)
				}
			}
			text, _ = s.cell(publishedRow, col)
			if want := publishedCells[c.Path].String(); text != want && !same(text, want) {
				t.Errorf("%s %s: %q was published, not %q", e, c.Path, text, want)
			}
			a, hasA := c.Rat()
			b, hasB := publishedCells[c.Path].Rat()
			if text, formula = s.cell(differenceRow, col); hasA && hasB && !c.Joint {
				want := new(big.Rat).Sub(b, a).FloatString(6)
				if !same(text, want) || formula != "" && calculate && !same(s.calculated(differenceRow, col), want) {
					t.Errorf("%s %s: the difference is %q (=%s), not %s", e, c.Path, text, formula, want)
				}
			} else if c.Joint && text != "" {
				t.Errorf("%s %s: a difference of %q", e, c.Path, text)
			}
		}
		if formulas < 150 {
			t.Errorf("%s: %d sums", e, formulas)
		}
		// The reports that are left out stand below, with the reason.
		s := sheets[3]
		for _, p := range j.Parts {
			i := slices.IndexFunc(s.rows, func(r []string) bool { return len(r) > 1 && r[0] == p.Agency && r[1] == stateOf(&p) })
			if below := i > s.at["以下各份报告不计入合计，原因见“机关”表"]; i < 0 || below != (p.Left != "") {
				t.Errorf("%s %s is in row %d", e, p.Agency, i)
			}
		}
		if got := len(s.rows); got != traceSum+4+len(j.Parts)+1 {
			t.Errorf("%s: %d rows", e, got)
		}
	}
}

// Sheets of tables as text.
func TestTraceSheets(t *testing.T) {
	j, published := county(report.Edition2021, 2)
	f := open(t, writeTrace(t, j, report.TraceOptions{Published: published}))
	for _, sheet := range []string{"表三", "机关", "问题"} {
		ok(t, f.DeleteSheet(sheet))
	}
	got := dump(t, f)
	path := filepath.Join("testdata", "trace.txt")
	if *update {
		ok(t, os.WriteFile(path, []byte(got), 0o666))
	}
	want, err := os.ReadFile(path)
	ok(t, err)
	if got != string(want) {
		t.Errorf("the sheets are not as in %s:\n%s", path, firstDifference(got, string(want)))
	}
}

// The lists say of every report whether it is in the sums or why not, and all that was
// found; a text that is too long for a cell ends in three dots.
func TestTraceLists(t *testing.T) {
	j, _ := county(report.Edition2021, 2)
	long := strings.Repeat("长\U00020BB7", maxText)
	j.Findings = append(j.Findings, report.Finding{Code: "H-c", Place: "一、总体情况", Bodies: []string{long, "青石县甲局"}})
	f := open(t, writeTrace(t, j, report.TraceOptions{}))
	bodies, findings := rows(t, f, "机关"), rows(t, f, "问题")
	many := make([]string, 1000)
	for i := range many {
		many[i] = "青石县第" + strconv.Itoa(i) + "局"
	}
	if got := someOf(many); !strings.HasSuffix(got, "青石县第19局 等 1000 个机关") {
		t.Errorf("%s", got)
	}
	if len(bodies) != 2+len(j.Parts) || len(findings) != 2+len(j.Findings) {
		t.Fatalf("%d and %d rows", len(bodies), len(findings))
	}
	for i := range j.Parts {
		p := &j.Parts[i]
		got := append(bodies[2+i], make([]string, 7)...)
		if got[0] != strconv.Itoa(i+1) || got[1] != p.Agency || got[2] != p.Source || got[3] != strconv.Itoa(p.Year) || got[5] != stateOf(p) || (got[6] == "") != (p.Left == "") {
			t.Errorf("%+v: %q", p, got)
		}
	}
	for i, x := range j.Findings {
		got := append(findings[2+i], make([]string, 5)...)
		if want := strings.Join(x.Bodies, "、"); got[0] != x.Code || got[1] != x.Severity.String() || got[2] != x.Place || got[4] != x.Message() || got[3] != want && !strings.HasPrefix(want, strings.TrimSuffix(got[3], "…")) {
			t.Errorf("%+v: %.100q", x, got)
		}
	}
}

// A sum that the numbers of a workbook cannot have, or that is not the sum of the cells, is
// text or blank, and no formula.
func TestTraceExact(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"123456789012.345678", "1", "123456789013.345678"}, // more digits than a number has
		{"12345678901.234567", "0.1", "12345678901.334567"},
		{"0.1", "0.2", ""},
		{"38.441094", "/", ""},
	} {
		u := &report.Rollup{Agency: "某县人民政府", Year: 2023}
		for i, text := range []string{tt.a, tt.b} {
			r := body("某县第"+strconv.Itoa(i)+"局", report.Edition2021, rand.New(rand.NewPCG(1, 2)))
			set(r, "disclosure/administrativeFees", "", text)
			u.Add("", r)
		}
		j := u.Sum()
		f := open(t, writeTrace(t, j, report.TraceOptions{Published: j.Report}))
		s := openTrace(t, f, "表二")
		col := len(s.rows[s.at[sumRow]]) - 1
		text, formula := s.cell(sumRow, col)
		sum := cellsOf(j.Report)["/tables/disclosure/administrativeFees"].String()
		difference, _ := s.cell(differenceRow, col)
		if kind, err := f.GetCellType("表二", name(s.at[differenceRow], col)); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s and %s: the difference is no number", tt.a, tt.b) // and shows in red
		}
		if exact := tt.want == ""; !same(text, sum) || exact != (formula != "") || !exact && text != tt.want || exact && s.calculated(sumRow, col) != sum || difference != "0" {
			t.Errorf("%s and %s: got %q (=%s), a difference of %q, and not %s", tt.a, tt.b, text, formula, difference, sum)
		}
	}
}

// Figures that cannot be added up have no sum, which is said, and what was published for
// another year is not shown.
func TestTraceNoSum(t *testing.T) {
	u := &report.Rollup{Agency: "某县人民政府", Year: 2020}
	for i, text := range []string{"8.5", "251000元"} {
		r := body("某县第"+strconv.Itoa(i)+"局", report.Edition2019, rand.New(rand.NewPCG(1, 2)))
		set(r, "disclosure/procurement", "采购总金额", text)
		u.Add("", r)
	}
	j := u.Sum()
	published := *j.Report
	published.Year++
	f := open(t, writeTrace(t, j, report.TraceOptions{Published: &published}))
	s := openTrace(t, f, "表二")
	if text, formula := s.cell(sumRow, len(s.rows[s.at[sumRow]])-1); text != seeFindings || formula != "" || s.at[publishedRow] != 0 {
		t.Errorf("%q, =%s, %v", text, formula, s.at)
	}
}

// The same jurisdiction gives the same bytes, which are known for a trace, and no text of a
// report is a formula.
func TestTraceBytes(t *testing.T) {
	j, published := county(report.Edition2021, 3)
	j.Findings = append(j.Findings, report.Rule{Code: "H-i", Chinese: "=1+1"}.Finding("", "@x", "", ""))
	a := writeTrace(t, j, report.TraceOptions{Published: published})
	if !bytes.Equal(a, writeTrace(t, j, report.TraceOptions{Published: published})) {
		t.Error("not the same bytes")
	}
	if !IsTrace(bytes.NewReader(a), int64(len(a))) {
		t.Error("it is not known for a trace")
	}
	if other := write(t, full(report.Edition2021), Options{}); IsTrace(bytes.NewReader(other), int64(len(other))) || IsTrace(strings.NewReader("x"), 1) {
		t.Error("another file is taken for a trace")
	}
	f := open(t, a)
	texts := 0
	for _, sheet := range f.GetSheetList() {
		for i, r := range rows(t, f, sheet) {
			for col, text := range r {
				if !risky(text) || isNumber(text) {
					continue
				}
				texts++
				formula, err := f.GetCellFormula(sheet, name(i, col))
				ok(t, err)
				id, err := f.GetCellStyle(sheet, name(i, col))
				ok(t, err)
				style, err := f.GetStyle(id)
				ok(t, err)
				if formula != "" || style.NumFmt != 49 {
					t.Errorf("%q: formula %q, format %d", text, formula, style.NumFmt)
				}
			}
		}
	}
	if texts < 3 {
		t.Errorf("%d texts", texts)
	}
}

func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

// More bodies than a sheet has rows are refused before anything is written.
func TestTraceTooMany(t *testing.T) {
	j := &report.Jurisdiction{Report: &report.Report{Agency: "某省人民政府", Year: 2023}, Parts: make([]report.Part, maxRows)}
	var b bytes.Buffer
	err := WriteTrace(&b, j, report.TraceOptions{})
	if e := (*TooManyError)(nil); !errors.As(err, &e) || b.Len() > 0 {
		t.Errorf("%v", err)
	}
}
