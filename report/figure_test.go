package report

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestParseCount(t *testing.T) {
	tests := []struct {
		text string
		want Count
	}{
		{"0", 0},
		{"7", 7},
		{" 12 ", 12},
		{"\u300012\u00a0", 12},
		{"1234", 1234},
		{"１，２３４", 1234},
		{"1,234", 1234},
		{"11,398,889", 11398889},
		{"12件", 12},
		{"12 条", 12},
		{"１２３项", 123},
		{"1,234 部", 1234},
		{"999999999999", 999999999999},
		{"999,999,999,999", 999999999999},
		{"", Blank},
		{" \t\n", Blank},
		{"\u3000", Blank},
		{"/", NotApplicable},
		{" ／ ", NotApplicable},
		{"-", NotApplicable},
		{"－", NotApplicable},
		{"--", NotApplicable},
		{"—", NotApplicable},
		{"——", NotApplicable},
		{"―", NotApplicable},
		{"无", NotApplicable},
	}
	for _, tt := range tests {
		got, err := ParseCount(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("%q: got %d, %v; want %d", tt.text, got, err, tt.want)
		}
	}
}

// notFigures are texts that are no figure of any kind.
var notFigures = []string{
	"12,34", "1,2345", ",123", "123,", "1,,234", "1234,567", "0,123", "1，23",
	"007", "00", "1e3", "1E3", "1_000", "0x1F", "NaN", "Inf", "∞", "²", "①", "Ⅳ", "一百", "〇",
	"1234567890123", "1,234,567,890,123", "12 34", "12件件", "件", "无件", "/件", "1/2", "//", "50%", "约12", "12\x00", "\xff", "1\u00ad2",
}

func TestParseCountErrors(t *testing.T) {
	for _, s := range append([]string{"+5", "-5", "－5", "1.5", "1.0", ".5", "5.", "-0", "7730.00", "251000元", "3万元"}, notFigures...) {
		got, err := ParseCount(s)
		wantFigureError(t, s, got, err, "F-a")
	}
}

// wantFigureError checks an error, and that it names the text at fault.
func wantFigureError(t *testing.T, text string, got any, err error, code string) {
	t.Helper()
	var fe *figureError
	if !errors.As(err, &fe) || fe.code != code || !strings.Contains(err.Error(), text) {
		t.Errorf("%q: got %v and error %v, want an error %s that names the text", text, got, err, code)
	}
}

func TestParseChange(t *testing.T) {
	tests := []struct {
		text string
		want Change
		ok   bool
	}{
		{"5", 5, true},
		{"+5", 5, true},
		{"＋5", 5, true},
		{"+1036", 1036, true},
		{"-5", -5, true},
		{"－１，２３４", -1234, true},
		{"-999999999999", -999999999999, true},
		{"0", 0, true},
		{"+0", 0, true},
		{"-0", 0, true},
		{"-3项", -3, true},
		{"", Blank, true},
		{"-", NotApplicable, true},
		{"/", NotApplicable, true},
		{"+", 0, false},
		{"+-5", 0, false},
		{"--5", 0, false},
		{"- 5", 0, false},
		{"5-", 0, false},
		{"+007", 0, false},
		{"1.5", 0, false},
		{"—5", 0, false},
	}
	for _, s := range notFigures {
		tests = append(tests, struct {
			text string
			want Change
			ok   bool
		}{s, 0, false})
	}
	for _, tt := range tests {
		var got Change
		err := got.parse(tt.text)
		if !tt.ok {
			wantFigureError(t, tt.text, got, err, "F-c")
		} else if err != nil || got != tt.want {
			t.Errorf("%q: got %d, %v; want %d", tt.text, got, err, tt.want)
		}
	}
}

func TestParseAmount(t *testing.T) {
	tests := []struct{ text, printed string }{
		{"0", "0"},
		{"0.00", "0.00"},
		{"7545", "7545"},
		{"7730.28", "7730.28"},
		{"7730.00", "7730.00"},
		{"59237.2449", "59237.2449"},
		{"38.441094", "38.441094"},
		{"0.000001", "0.000001"},
		{"0.05", "0.05"},
		{"1.10", "1.10"},
		{"７７３０．２８", "7730.28"},
		{"1,234.50", "1234.50"},
		{"１，２３４．５", "1234.5"},
		{"999999999999.999999", "999999999999.999999"},
		{"251000元", "251000元"},
		{"251000 元", "251000元"},
		{"25.1万元", "25.1万元"},
		{" ２５．１ 万元 ", "25.1万元"},
		{"", ""},
		{"\u3000", ""},
		{"/", "/"},
		{"／", "/"},
		{"-", "/"},
		{"—", "/"},
		{"无", "/"},
	}
	for _, tt := range tests {
		a, err := ParseAmount(tt.text)
		if err != nil || a.String() != tt.printed {
			t.Errorf("%q: got %q, %v; want %q", tt.text, a, err, tt.printed)
			continue
		}
		again, err := ParseAmount(a.String())
		if err != nil || again != a {
			t.Errorf("%q is printed %q, which reads as %#v, %v; want %#v", tt.text, a, again, err, a)
		}
		if must := MustAmount(tt.text); must != a {
			t.Errorf("MustAmount(%q) is %v, ParseAmount %v", tt.text, must, a)
		}
	}
}

func TestParseAmountErrors(t *testing.T) {
	for _, s := range append([]string{
		"+5", "-5", "-0.5", "1.2345678", "0.0000000", "1.", ".5", "1.2.3", "1.2e3", "1.2,345", "00.5", "1 .5", "1. 5",
		"元", "万元", "5元元", "5亿元", "5万", "¥5", "元5", "1.+5", "1.-5", "1.０a",
	}, notFigures...) {
		got, err := ParseAmount(s)
		wantFigureError(t, s, got, err, "F-b")
	}
	defer func() {
		if recover() == nil {
			t.Error("MustAmount of what is no amount does not panic")
		}
	}()
	MustAmount("1e3")
}

func TestAmountZeroValue(t *testing.T) {
	if got := (Amount{}).String(); got != "0" {
		t.Errorf("the zero Amount is printed %q, want 0", got)
	}
	if MustAmount("0") != (Amount{}) {
		t.Error("0 is not the zero Amount")
	}
	if MustAmount("") == (Amount{}) || MustAmount("/") == (Amount{}) {
		t.Error("a cell without an amount is the same as 0")
	}
}

func TestFigureString(t *testing.T) {
	tests := []struct {
		figure  fmt.Stringer
		printed string
		n       int64
		ok      bool
	}{
		{Count(0), "0", 0, true},
		{Count(11398889), "11398889", 11398889, true},
		{Count(Blank), "", 0, false},
		{Count(NotApplicable), "/", 0, false},
		{Change(-12), "-12", -12, true},
		{Change(1036), "+1036", 1036, true},
		{Change(0), "0", 0, true},
		{Change(Blank), "", 0, false},
		{Change(NotApplicable), "/", 0, false},
	}
	for _, tt := range tests {
		n, ok := tt.figure.(interface{ Int() (int64, bool) }).Int()
		if tt.figure.String() != tt.printed || n != tt.n || ok != tt.ok {
			t.Errorf("got %q, %d, %v; want %q, %d, %v", tt.figure, n, ok, tt.printed, tt.n, tt.ok)
		}
	}
}

func TestTotals(t *testing.T) {
	const b, na = Blank, NotApplicable
	tests := []struct {
		cells [6]Count
		want  Count
	}{
		{[6]Count{}, 0},
		{[6]Count{1, 2, 3, 4, 5, 6}, 21},
		{[6]Count{1, b, b, b, b, b}, 1},
		{[6]Count{1, na, 0, b, 2, b}, 3},
		{[6]Count{0, b, b, b, b, b}, 0},
		{[6]Count{b, b, b, b, b, b}, b},
		{[6]Count{na, na, na, na, na, na}, na},
		{[6]Count{na, na, b, na, na, na}, b},
		{[6]Count{999_999_999_999, 1}, 1_000_000_000_000},
	}
	for _, tt := range tests {
		c := tt.cells
		if got := (Applicants{c[0], c[1], c[2], c[3], c[4], c[5]}).Total(); got != tt.want {
			t.Errorf("Applicants%v: total %d, want %d", c, got, tt.want)
		}
	}
	for _, tt := range []struct {
		outcomes Outcomes
		want     Count
	}{
		{Outcomes{10, 1, 0, 0}, 11},
		{Outcomes{5, b, b, 2}, 7},
		{Outcomes{b, b, b, b}, b},
		{Outcomes{na, na, na, na}, na},
	} {
		if got := tt.outcomes.Total(); got != tt.want {
			t.Errorf("%v: total %d, want %d", tt.outcomes, got, tt.want)
		}
	}
}

func TestResultsTotal(t *testing.T) {
	// Every result row has another power of two in each column, so that a row
	// left out or counted twice shows.
	for _, e := range Editions() {
		tables := NewTables(e)
		n, want := 0, Count(0)
		for r := range tables.form().rows() {
			if r.table.number() != 3 {
				continue
			}
			switch {
			case r.part != "" && !r.computed():
				for col := range r.cols {
					*r.cell(tables, col).(*Count) = 1 << n
				}
				want += 1 << n
				n++
			case !r.computed():
				for col := range r.cols {
					*r.cell(tables, col).(*Count) = 1 << 30
				}
			}
		}
		var got Applicants
		switch tables := tables.(type) {
		case *Tables2019:
			got = tables.Applications.Results.Total()
		case *Tables2021:
			got = tables.Applications.Results.Total()
		default:
			continue // a type of its own
		}
		if got != (Applicants{want, want, want, want, want, want}) {
			t.Errorf("%s: total of the results %v, want %d in every column", e, got, want)
		}
		if rows := map[Edition]int{Edition2019: 19, Edition2021: 21}[e]; n != rows {
			t.Errorf("%s: %d rows of results, want %d", e, n, rows)
		}
	}
	if got := (Results2021{}).Total(); got != (Applicants{}) {
		t.Errorf("total of zeros is %v", got)
	}
	blank := NewTables(Edition2021).(*Tables2021).Applications.Results.Total()
	if blank.NaturalPersons != Blank || blank.Total() != Blank {
		t.Errorf("total of blank rows is %v", blank)
	}
}

func TestFigureRange(t *testing.T) {
	for _, tt := range []struct {
		figure figure
		fault  bool
	}{
		{new(Count(0)), false},
		{new(Count(maxCount)), false},
		{new(Count(maxCount + 1)), true},
		{new(Count(-1)), true},
		{new(Count(math.MaxInt64)), true},
		{new(Count(math.MinInt64 + 2)), true},
		{new(Count(Blank)), false},
		{new(Count(NotApplicable)), false},
		{new(Change(-maxCount)), false},
		{new(Change(-maxCount - 1)), true},
		{new(Change(maxCount + 1)), true},
		{new(Amount), false},
	} {
		if got := tt.figure.fault(); got != tt.fault {
			t.Errorf("%s: fault %v, want %v", tt.figure, got, tt.fault)
		}
	}
}

func TestAmountRat(t *testing.T) {
	for text, want := range map[string]string{"0": "0/1", "38.441094": "19220547/500000", "7730.00": "7730/1", "251000元": "251000/1"} {
		if r, ok := MustAmount(text).Rat(); !ok || r.String() != want {
			t.Errorf("%s is %v, %v; want %s", text, r, ok, want)
		}
	}
	for _, text := range []string{"", "/"} {
		if r, ok := MustAmount(text).Rat(); ok || r.Sign() != 0 {
			t.Errorf("%q is %v, %v", text, r, ok)
		}
	}
}
