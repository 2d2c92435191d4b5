package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/internal/long"
)

// mutant is what is printed of a report's tables with one mistake.
type mutant struct {
	kind  string
	sheet sheet
	cells []Cell // whose text is another one
}

// The kinds of mistake.
const (
	byOne   = "one more or fewer"
	swapped = "exchanged with a neighbour"
	blanked = "blank"
	tenfold = "ten times"
	shorter = "a digit lost"
)

var mutantKinds = []string{byOne, swapped, tenfold, shorter, blanked}

// mutants yields every change of a single cell of the sheet, and of two neighbours in a
// row or a column that differ.
func mutants(tables Tables, s sheet, yield func(mutant)) {
	cells := slices.Collect(Cells(tables))
	change := func(kind string, c Cell, text string, more ...Cell) {
		m := mutant{kind, maps.Clone(s), append([]Cell{c}, more...)}
		for _, d := range more {
			m.sheet[d.Path] = s[c.Path]
		}
		m.sheet[c.Path] = text
		yield(m)
	}
	for i, c := range cells {
		text := s[c.Path]
		for _, by := range []int64{1, -1} {
			if next, ok := plus(text, by); ok && (text != "" || !c.Computed) {
				change(byOne, c, next)
			}
		}
		for j := i + 1; j < len(cells); j++ {
			d := cells[j]
			beside := j == i+1 && d.Row == c.Row
			below := d.Table == c.Table && d.Row != c.Row && d.Column == c.Column
			if (beside || below) && (c.Kind == KindAmount) == (d.Kind == KindAmount) && orZero(s[d.Path]) != orZero(text) {
				change(swapped, c, s[d.Path], d)
			}
			if below {
				break
			}
		}
		if orZero(text) == "0" {
			if text != "" {
				change(blanked, c, "")
			}
			continue
		}
		change(blanked, c, "")
		number, unit := cutUnit(text, "元")
		change(tenfold, c, times10(number)+unit)
		if len(number) > 1 {
			change(shorter, c, number[:len(number)-1]+unit)
			if number[1] != '0' {
				change(shorter, c, number[1:]+unit)
			}
		}
	}
}

func orZero(text string) string {
	if text == "" {
		return "0"
	}
	return text
}

// plus returns a figure with the last of its digits changed by so many; ok is false for
// what is none, or is negative.
func plus(text string, by int64) (next string, ok bool) {
	a, err := ParseAmount(orZero(text))
	if err != nil || a.coef+by < 0 {
		return "", false
	}
	a.coef += by
	return a.String(), true
}

func times10(text string) string {
	whole, decimals, point := strings.Cut(text, ".")
	if !point {
		return text + "0"
	}
	x, _ := new(big.Rat).SetString(whole + "." + decimals)
	return x.Mul(x, big.NewRat(10, 1)).FloatString(max(len(decimals)-1, 1))
}

// wrong returns the sums of what is printed that do not hold, as a person with a
// calculator would find: a printed total is the sum of its figures, and items one and two
// of a column are those of three and four.
func (s sheet) wrong(tables Tables) (sums []string) {
	figures := map[string]int64{} // by row and column
	for c := range Cells(tables) {
		n, _ := c.Int()
		figures[c.Row+" "+c.Column] = n
		if printed, err := ParseCount(s[c.Path]); c.Computed && err == nil && printed != Blank && int64(printed) != n {
			sums = append(sums, c.Path)
		}
	}
	for _, t := range tables.Edition().Tables() {
		if t.Balance == nil {
			continue
		}
		for _, col := range t.Rows[0].Columns {
			b := t.Balance
			if figures[b[0]+" "+col]+figures[b[1]+" "+col] != figures[b[2]+" "+col]+figures[b[3]+" "+col] {
				sums = append(sums, t.Name+" "+col)
			}
		}
	}
	return sums
}

// fate is what became of the mutants of a kind in a table.
type fate struct {
	mutants, errors, warnings, last, asked, nothing int
	named                                           int // with the right cells and figures
	explicable                                      int // of which sums say in which row and in which column the mistake is
}

// TestMutations makes every mistake in the figures of published reports, and counts what
// finds it: an error, a warning, the comparison with last year's report, a question (提示)
// or nothing. Whatever makes a sum wrong is an error. Where there are totals of rows and
// columns, the hint names the right cell and value in nine of ten. -v prints the counts,
// and the cells that no rule sees.
func TestMutations(t *testing.T) {
	long.OneGoroutine(t)
	for _, file := range []string{"testdata/cases/figures.json", "../../shared/cases/figures.json"} {
		if _, err := os.Stat(file); err != nil {
			t.Logf("%s is not here", file)
			continue
		}
		fates := map[string]*fate{} // by table and kind
		all := publishedAll(t, file)
		for i := range all {
			var last *Report
			if i > 0 && strings.TrimSuffix(all[i-1].ID, "2023") == strings.TrimSuffix(all[i].ID, "2024") {
				last = publishedReport(t, file, all[i-1].ID)
			}
			mutateFigures(t, file, &all[i], last, fates)
		}
		t.Logf("%s:\n%-36s %8s %8s %8s %8s %8s %8s   %s", file, "", "changes", "error", "warning", "last", "info", "nothing", "named, of those that two sums cross at")
		for _, table := range []string{"表二", "表三", "表四"} {
			for _, kind := range mutantKinds {
				f := fates[table+" "+kind]
				if f == nil {
					t.Errorf("%s: no %s %s", file, table, kind)
					continue
				}
				share := func(n int) string { return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(f.mutants)) }
				named := ""
				if f.explicable > 0 {
					named = fmt.Sprintf("%.1f%% of %d", 100*float64(f.named)/float64(f.explicable), f.explicable)
				}
				t.Logf("%s %-33s %8d %8s %8s %8s %8s %8s   %s", table, kind, f.mutants, share(f.errors), share(f.warnings), share(f.last), share(f.asked), share(f.nothing), named)
				if table == "表三" && (kind == byOne || kind == swapped) && 10*f.named < 9*f.explicable {
					t.Errorf("%s: %s %s: %d of %d are named", file, table, kind, f.named, f.explicable)
				}
			}
		}
	}
}

// mutateFigures adds what becomes of the mutants of a published report.
func mutateFigures(t *testing.T, file string, p *published, last *Report, fates map[string]*fate) {
	r := publishedReport(t, file, p.ID)
	s := p.printed(t)
	var c Checker
	for _, x := range Rules() {
		if !strings.HasPrefix(x.Code, "T") && !strings.HasPrefix(x.Code, "Y-") && x.Code != codeMissing || x.Code == "Y-d" {
			c.Off = append(c.Off, x.Code)
		}
	}
	check := func(s sheet) (tables Tables, alone, beside []Finding) {
		changed := *r
		changed.Tables = s.tables(t, r.Tables.Edition())
		sums, err := CompareTotals(changed.Tables, s)
		if err != nil {
			t.Fatal(err)
		}
		alone = append(sums, c.Check(&changed)...)
		if last != nil {
			beside = c.CheckAgainst(&changed, last)
		}
		return changed.Tables, alone, beside
	}
	asPrinted, before, besideBefore := check(s)
	wrongBefore := s.wrong(asPrinted)
	known := map[string]bool{}
	for _, f := range append(before, besideBefore...) {
		known[f.Code+f.Path+f.Got+f.Want] = true
	}
	gravest := func(findings []Finding) int {
		n := -1
		for _, f := range findings {
			if !known[f.Code+f.Path+f.Got+f.Want] {
				n = max(n, int(f.Severity))
			}
		}
		return n
	}
	seen, leftOut := map[string]bool{}, map[string]bool{}
	mutants(r.Tables, s, func(m mutant) {
		if slices.ContainsFunc(m.cells, func(c Cell) bool { return slices.Contains(wrongBefore, "/tables/"+c.Row+"/total") }) {
			leftOut[m.cells[0].Path] = true // the sum was published wrong, and says nothing
			return
		}
		table := "表" + chineseNumber(m.cells[0].Table)
		f := fates[table+" "+m.kind]
		if f == nil {
			f = new(fate)
			fates[table+" "+m.kind] = f
		}
		tables, alone, beside := check(m.sheet)
		f.mutants++
		told := true
		switch n, with := gravest(alone), gravest(beside); {
		case n == int(Error):
			f.errors++
		case n == int(Warning):
			f.warnings++
		case with >= int(Warning):
			f.last++
		case n == int(Info) || with == int(Info):
			f.asked++
			told = false
		default:
			f.nothing++
			told = false
		}
		if told && m.kind != blanked {
			for _, c := range m.cells {
				seen[c.Path] = true
			}
		}
		wrongNow := slices.DeleteFunc(m.sheet.wrong(tables), func(sum string) bool { return slices.Contains(wrongBefore, sum) })
		if len(wrongNow) > 0 && gravest(alone) < int(Error) {
			t.Errorf("%s: %s, %s: a sum is wrong, and no error", p.ID, m.cells[0].Place, m.kind)
		}
		if m.crossed(s) {
			f.explicable++
			if m.named(s, alone) {
				f.named++
			} else if testing.Verbose() && (m.kind == byOne || m.kind == swapped) {
				t.Logf("%s: not named: %s %s", p.ID, m.kind, m.cells[0].Place)
			}
		}
	})
	var unseen []string
	for c := range Cells(r.Tables) {
		if !seen[c.Path] && !leftOut[c.Path] && (s[c.Path] != "" || !c.Computed) {
			unseen = append(unseen, c.Place)
		}
	}
	t.Logf("%s: no rule sees a wrong figure in: %s; left out are %d cells of sums that were published wrong", p.ID, strings.Join(unseen, "、"), len(leftOut))
}

// crossed reports whether the rows and the columns of all cells that are wrong have printed
// totals, or balance.
func (m mutant) crossed(s sheet) bool {
	if m.kind == blanked && (m.cells[0].Computed || orZero(s[m.cells[0].Path]) == "0") {
		return false // no sum is wrong
	}
	return !slices.ContainsFunc(m.cells, func(c Cell) bool { return c.Table != 3 || s["/tables/"+c.Row+"/total"] == "" })
}

// named reports whether what is found names what was printed before: the figures in hints,
// and the totals as what was expected.
func (m mutant) named(s sheet, findings []Finding) bool {
	right := map[string]string{}
	for _, c := range m.cells {
		right[c.Path] = orZero(s[c.Path])
	}
	hinted := map[string]string{}
	for _, f := range findings {
		for _, v := range f.Hint {
			hinted[v.Path] = v.Value
		}
	}
	var figures []Cell
	for _, c := range m.cells {
		if !c.Computed {
			figures = append(figures, c)
		}
	}
	if len(figures) > 0 { // the totals follow
		return len(hinted) == len(figures) && !slices.ContainsFunc(figures, func(c Cell) bool { return hinted[c.Path] != right[c.Path] })
	}
	// Totals of rows with one figure alone may stand in each other's place as well as the
	// figures may.
	orTotals := slices.ContainsFunc(findings, func(f Finding) bool { return strings.Contains(f.Message(), "或是总计写反了") })
	return (len(hinted) == 0 || orTotals) && !slices.ContainsFunc(m.cells, func(c Cell) bool {
		return !slices.ContainsFunc(findings, func(f Finding) bool { return f.Path == c.Path && f.Want == right[c.Path] })
	})
}

// printed returns what was printed of the report's tables.
func (p *published) printed(t testing.TB) sheet {
	t.Helper()
	s := sheet{}
	var walk func(path string, node any)
	walk = func(path string, node any) {
		switch v := node.(type) {
		case map[string]any:
			for key, below := range v {
				walk(path+"/"+key, below)
			}
		case nil:
			s[path] = ""
		default:
			s[path] = fmt.Sprint(v)
		}
	}
	d := json.NewDecoder(bytes.NewReader(p.json(t)))
	d.UseNumber()
	var whole struct{ Tables any }
	if err := d.Decode(&whole); err != nil {
		t.Fatal(err)
	}
	walk("/"+keyTables, whole.Tables)
	return s
}

// tables returns tables of the figures that are printed.
func (s sheet) tables(t testing.TB, e Edition) Tables {
	t.Helper()
	tables := NewTables(e)
	for c := range Cells(tables) {
		if !c.Computed {
			if err := c.Set(s[c.Path]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return tables
}
