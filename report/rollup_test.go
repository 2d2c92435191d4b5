package report

import (
	"slices"
	"testing"
)

// body returns the report of a body of the sample's figures.
func body(agency string) *Report {
	r := sample(Edition2021)
	r.Agency, r.Year = agency, 2023
	return r
}

// bodyTest is a case of reports that trips a rule between bodies, and one near to it that
// does not.
type bodyTest struct {
	trips  func() *Rollup
	want   []found
	bodies []string // of the first finding
	near   func() *Rollup
}

// bodyTests are the cases of every rule between bodies, which stand beside the rules.
var bodyTests = slices.Concat(memberTests, sumTests, sameTests, likeTests)

func TestBetweenBodies(t *testing.T) {
	for _, tt := range bodyTests {
		of := func(u *Rollup) []Finding {
			return slices.DeleteFunc(u.Sum().Findings, func(f Finding) bool { return f.Code != tt.want[0].Code })
		}
		got := of(tt.trips())
		if !slices.Equal(seen(got), tt.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", tt.want[0].Code, seen(got), tt.want)
		}
		if tt.bodies != nil && len(got) > 0 && !slices.Equal(got[0].Bodies, tt.bodies) {
			t.Errorf("%s: of the bodies %q", tt.want[0].Code, got[0].Bodies)
		}
		if got := of(tt.near()); len(got) > 0 {
			t.Errorf("the case near to %+v: got %+v", tt.want[0], got)
		}
	}
}

// county returns a roll-up of the bodies' reports.
func county(bodies ...string) *Rollup {
	u := &Rollup{Agency: "某县人民政府", Year: 2023}
	for _, name := range bodies {
		u.Add(name+".json", body(name))
	}
	return u
}

func TestRollup(t *testing.T) {
	own := body("某县人民政府办公室")
	u := Rollup{Agency: "某县人民政府", Year: 2023, Own: own, Members: []Member{{Agency: "某县甲局"}, {Agency: "某县乙局"}, {Agency: "某县丙局"}}}
	u.Add("a.json", body("某县甲局"))
	u.Add("b.json", body("某县乙局"))
	j := u.Sum()
	for c := range Cells(j.Report.Tables) {
		if c.Computed {
			continue
		}
		times := int64(3)
		if c.Joint {
			times = 1
		}
		one, _ := c.row.figure(own.Tables, c.col).number()
		if got, _ := c.figure().number(); got != times*one {
			t.Errorf("%s is %s, of %d times %d", c.Path, c, times, one)
		}
		n := int64(0)
		for range j.Of(c.Path) {
			n++
		}
		if n != times {
			t.Errorf("%s is of %d bodies", c.Path, n)
		}
	}
	var codes []string
	for _, f := range j.Findings {
		codes = append(codes, f.Code)
	}
	if !slices.Equal(codes, []string{"H-h", "H-r", "H-r", "H-ad"}) {
		t.Errorf("found %v", codes)
	}
}

// A correction of the own report is the own one.
func TestRollupOfCorrectedOwnReport(t *testing.T) {
	u := county("某县甲局", "某县乙局").with("某县人民政府办公室", "更正.json", func(r *Report, t *Tables2021) {
		r.Revision.Number, t.Disclosure.NormativeDocuments.InForce = 1, 9
	})
	u.Own = body("某县人民政府办公室")
	j := u.Sum()
	const path = "/tables/disclosure/normativeDocuments/inForce"
	if got := j.cells[path].String(); got != "9" {
		t.Errorf("%s is %q", path, got)
	}
	n := 0
	for p := range j.Of(path) {
		n++
		if p.Source != "更正.json" {
			t.Errorf("%s is of %s", path, p.Agency)
		}
	}
	if n != 1 {
		t.Errorf("%s is of %d bodies", path, n)
	}
	for _, f := range j.Findings {
		if f.Code == "H-s" {
			t.Errorf("%s: %s", f.Code, f.Message())
		}
	}
}
