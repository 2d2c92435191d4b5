package report

import (
	"fmt"
	"math"
	"testing"
)

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
