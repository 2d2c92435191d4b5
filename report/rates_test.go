package report

import (
	"math/big"
	"slices"
	"testing"
)

func TestRates(t *testing.T) {
	tables := &Tables2021{}
	a := &tables.Applications
	a.Received = Applicants{NaturalPersons: 61, Enterprises: 1}
	a.CarriedOver.NaturalPersons = 5
	a.Results.Granted.NaturalPersons = 15
	a.Results.PartiallyGranted.Enterprises = 1
	a.Results.Other.Other.NaturalPersons = 16
	a.CarriedForward.NaturalPersons = 35
	tables.Remedies.Reconsideration = Outcomes{Upheld: 20, Corrected: 5, Other: 4, Pending: 100}
	tables.Remedies.DirectLitigation = Outcomes{Upheld: 20, Corrected: 3, Other: NotApplicable, Pending: 1}
	tables.Remedies.LitigationAfterReconsideration = Outcomes{Upheld: 6, Corrected: 4}
	old := NewTables(Edition2019)
	for c := range Cells(old) {
		if !c.Computed {
			if err := c.Set("7"); err != nil {
				t.Fatal(err)
			}
		}
	}
	of := func(t Tables) (list []string) {
		for _, r := range Rates(t) {
			list = append(list, r.Name+" "+r.Percent(1))
		}
		return list
	}
	for _, tt := range []struct {
		tables Tables
		want   []string
	}{
		// 16 of 32, 5 of 29, 7 of 33, and 35 of 67.
		{tables, []string{"实质公开率 50.0%", "复议纠错占比 ", "诉讼纠错占比 21.2%", "结转率 52.2%"}},
		{old, []string{"实质公开率 10.5%", "复议纠错占比 ", "诉讼纠错占比 33.3%", "结转率 50.0%"}}, // 2 of 19 rows
		{NewTables(Edition2021), []string{"实质公开率 ", "复议纠错占比 ", "诉讼纠错占比 ", "结转率 "}},
		{nil, nil}, {(*Tables2021)(nil), nil},
	} {
		if got := of(tt.tables); !slices.Equal(got, tt.want) {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	tables.Remedies.Reconsideration.Other++
	if got := of(tables)[1]; got != "复议纠错占比 16.7%" {
		t.Errorf("of 30 reviews: %q", got)
	}
	for _, r := range Rates(tables) {
		if x, ok := r.Rat(); !ok || x.Cmp(big.NewRat(r.Part.Count, r.Whole.Count)) != 0 || r.English == "" || r.Part.English == "" || r.Whole.Label == "" {
			t.Errorf("%+v", r)
		}
	}
	a.Results.Refused.StateSecrets.Others = Blank
	tables.Remedies.Reconsideration.Upheld = -5
	if got := of(tables); got[0] != "实质公开率 " || got[1] != "复议纠错占比 " || got[3] == "结转率 " {
		t.Errorf("with figures that are missing or wrong: %q", got)
	}
	if r := Rates(tables)[0]; r.Whole.Known || !r.Part.Known || r.Part.Count != 16 {
		t.Errorf("%+v", r)
	}
}

// The rates of a jurisdiction are those of the sums, and of its parts their own.
func TestRatesOfJurisdiction(t *testing.T) {
	u, _ := many(40, 5)
	j := u.Sum()
	part, whole := int64(0), int64(0)
	for i := range j.Parts {
		r := Rates(j.Parts[i].Tables)[3]
		part, whole = part+r.Part.Count, whole+r.Whole.Count
	}
	if r := Rates(j.Report.Tables)[3]; r.Part.Count != part || r.Whole.Count != whole || part == 0 {
		t.Errorf("%+v, want %d of %d", r, part, whole)
	}
}
