package report

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// many returns a roll-up of so many bodies with figures at random, and their reports, the
// own office's first.
func many(n int, seed uint64) (u *Rollup, reports []*Report) {
	rnd := rand.New(rand.NewPCG(seed, 0))
	names := []string{"青石县人民政府办公室"}
	for i := range n {
		names = append(names, fmt.Sprintf("青石县第%s%s", chineseNumber(i+1), []string{"局", "镇人民政府", "街道办事处"}[i%3]))
	}
	u = &Rollup{Agency: "青石县人民政府", Year: 2023}
	for i, name := range names {
		r := &Report{Agency: name, Year: 2023, Tables: NewTables(Edition2021)}
		for c := range Cells(r.Tables) {
			if c.Computed {
				continue
			}
			text := fmt.Sprint(rnd.Int64N([]int64{2, 100, 1_000_000}[rnd.IntN(3)]))
			switch {
			case c.Joint && i > 0:
				text = "0"
			case strings.HasPrefix(c.Row, "disclosure/") && c.Kind == KindCount: // other than 0, for H-f
				text = "1" + text
			case c.Kind == KindAmount:
				text = fmt.Sprintf("%d.%0*d", rnd.IntN(100_000), 1+rnd.IntN(6), rnd.IntN(10))
			}
			if err := c.Set(text); err != nil {
				panic(err)
			}
		}
		reports = append(reports, r)
	}
	u.Own = reports[0]
	for _, r := range reports {
		u.Members = append(u.Members, Member{Agency: r.Agency})
	}
	for _, r := range reports[1:] {
		u.Add(r.Agency+".json", r)
	}
	return u, reports
}

// figuresOf returns the figures of the JSON of a report by their pointers, as decimals;
// what is no figure is not among them.
func figuresOf(t *testing.T, r *Report) map[string]*big.Rat {
	t.Helper()
	data, err := Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	var whole map[string]any
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	if err := d.Decode(&whole); err != nil {
		t.Fatal(err)
	}
	figures := map[string]*big.Rat{}
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, x := range v {
				walk(at+"/"+key, x)
			}
		default:
			if x, ok := new(big.Rat).SetString(fmt.Sprint(v)); ok {
				figures[at] = x
			}
		}
	}
	walk("/tables", whole["tables"])
	return figures
}

// The sums of 300 bodies are those of their JSON, added up without the roll-up, and its
// parts come to them.
func TestRollupOfMany(t *testing.T) {
	for seed := range uint64(3) {
		u, reports := many(300, seed)
		j := u.Sum()
		want := map[string]*big.Rat{}
		for _, r := range reports {
			for path, x := range figuresOf(t, r) {
				if want[path] == nil {
					want[path] = new(big.Rat)
				}
				want[path].Add(want[path], x)
			}
		}
		got := figuresOf(t, j.Report)
		if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) || len(got) < 150 {
			t.Fatalf("%d figures, of %d", len(got), len(want))
		}
		for path, x := range got {
			if x.Cmp(want[path]) != 0 {
				t.Errorf("%s is %s, want %s", path, x.FloatString(6), want[path].FloatString(6))
			}
		}
		for c := range Cells(j.Report.Tables) {
			sum := new(big.Rat)
			for _, of := range j.Of(c.Path) {
				x, _ := of.Rat()
				sum.Add(sum, x)
			}
			if x, _ := c.Rat(); x.Cmp(sum) != 0 {
				t.Errorf("%s is %s, and its parts %s", c.Path, c, sum.FloatString(6))
			}
		}
		if j.Findings != nil {
			t.Errorf("a clean set: %+v", seen(j.Findings)[0])
		}
		if published := j.Compare(u.Sum().Report); published != nil {
			t.Errorf("the sums are not themselves: %+v", seen(published)[0])
		}
	}
}

// Each of what goes wrong in a folder has its own code, and no other is said of it.
func TestRollupSpoilt(t *testing.T) {
	for _, tt := range []struct {
		spoil func(u *Rollup, reports []*Report)
		codes string
		body  string
	}{
		{func(u *Rollup, r []*Report) { u.Add("再报.pdf", r[7]) }, "H-e", "青石县第七局"},
		{func(u *Rollup, r []*Report) {
			other := *r[7]
			tables := *r[7].Tables.(*Tables2021)
			tables.Remedies.Reconsideration.Upheld++
			other.Tables = &tables
			u.Add("再报.pdf", &other)
		}, "H-e", "青石县第七局"},
		{func(u *Rollup, r []*Report) { u.Members = append(u.Members, Member{Agency: "青石县档案局"}) }, "H-h", "青石县档案局"},
		{func(u *Rollup, r []*Report) { u.Add("", r[0]) }, "H-e", "青石县人民政府办公室"},
		{func(u *Rollup, r []*Report) { u.parts[6].Year = 2022 }, "H-i", "青石县第七局"},
		{func(u *Rollup, r []*Report) { u.parts[6].Tables = NewTables(Edition2019) }, "H-j", "青石县第七局"},
		{func(u *Rollup, r []*Report) { r[7].Tables.(*Tables2021).Applications.Received.Enterprises = Blank }, "H-q", "青石县第七局"},
		{func(u *Rollup, r []*Report) {
			u.Members[7].Agency = "青石县税务局"
			u.parts[6].Agency = "青石县税务局（本级）"
			whole := *r[7]
			whole.Agency = "青石县税务局"
			u.Add("", &whole)
			u.Members = append(u.Members, Member{Agency: "青石县税务局（本级）"})
		}, "H-k", "青石县税务局"},
		{func(u *Rollup, r []*Report) {
			u.Members[7].Agency, u.parts[6].Agency = "青石县粮食局", "青石县良食局"
		}, "H-l H-h", "青石县良食局"},
		{func(u *Rollup, r []*Report) { u.Members[7].Within = "青石县第八镇人民政府" }, "H-x", "青石县第八镇人民政府"},
		{func(u *Rollup, r []*Report) {
			u.Members[7] = Member{Agency: "青石县新局", Former: []string{"青石县第七局"}}
		}, "H-m", "青石县新局"},
		{func(u *Rollup, r []*Report) { u.parts[6].Agency = "" }, "H-n H-h", ""},
		{func(u *Rollup, r []*Report) { u.Own.Scope = ScopeJurisdiction }, "H-o", "青石县人民政府办公室"},
	} {
		u, reports := many(30, 1)
		tt.spoil(u, reports)
		j := u.Sum()
		var codes []string
		for _, f := range j.Findings {
			codes = append(codes, f.Code)
		}
		if got := strings.Join(codes, " "); got != tt.codes || tt.body != "" && (len(j.Findings[0].Bodies) == 0 || j.Findings[0].Bodies[0] != tt.body) {
			t.Errorf("got %s, want %s of %s: %+v", got, tt.codes, tt.body, seen(j.Findings))
		}
	}
}

// A city's figure by its own office, departments, counties and zones, as one was published:
// 3,511 applications of the year and 96 carried over, and who received the 3,607.
func TestRollupSplit(t *testing.T) {
	u := &Rollup{Agency: "云栖市人民政府", Year: 2023}
	for i, n := range []Count{349, 933, 477, 301, 874, 216, 348, 55, 26, 12, 16} {
		r := &Report{Agency: fmt.Sprintf("云栖市第%s区人民政府", chineseNumber(i+1)), Year: 2023, Tables: new(Tables2021)}
		a := &r.Tables.(*Tables2021).Applications
		a.CarriedOver.NaturalPersons = n / 40 // 82 in all
		a.Received.NaturalPersons = n - n/40
		a.Results.Granted.NaturalPersons = n
		if i == 0 {
			r.Agency = "云栖市人民政府办公室"
			u.Own = r
			continue
		}
		r.Scope = ScopeJurisdiction // which is right of districts in a city
		u.Add("", r)
	}
	j := u.Sum()
	a := &j.Report.Tables.(*Tables2021).Applications
	if got := Sum(a.Received.Total(), a.CarriedOver.Total()); got != 3607 || a.Results.Total().Total() != 3607 || j.Findings != nil {
		t.Errorf("%d, %+v", got, seen(j.Findings))
	}
	published := u.Sum().Report
	published.Tables.(*Tables2021).Applications.Results.Granted.NaturalPersons = 3258 // without the own office
	if got := seen(j.Compare(published)); len(got) != 1 || got[0].Got != "3258" || got[0].Want != "3607" {
		t.Errorf("got %+v", got)
	}
}

func BenchmarkRollup(b *testing.B) {
	for _, n := range []int{300, 30_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			u, _ := many(n, 1)
			for b.Loop() {
				if j := u.Sum(); len(j.counted()) != n+1 || HasErrors(j.Findings) {
					b.Fatal(len(j.Findings))
				}
			}
		})
	}
}

// With blanks, “/” and blank rows and tables at random every cell is the sum of what there
// is, and is said to lack those bodies that have no figure, and no others.
func TestRollupLacks(t *testing.T) {
	for seed := range uint64(20) {
		u, reports := many(12, seed)
		rnd := rand.New(rand.NewPCG(seed, 1))
		for _, r := range reports {
			prefix := []string{"/tables/applications/", "/tables/remedies/reconsideration/", "/tables/disclosure/", "none"}[rnd.IntN(4)]
			for c := range Cells(r.Tables) {
				if !c.Computed && !c.Joint && (rnd.IntN(20) == 0 || strings.HasPrefix(c.Path, prefix)) {
					c.Set([]string{"", "/"}[rnd.IntN(2)*rnd.IntN(2)])
				}
			}
		}
		j := u.Sum()
		said := map[string][]string{} // the bodies by what a finding says of a cell, a row or a table
		for _, f := range j.Findings {
			if f.Code != "H-q" {
				t.Errorf("%+v", f)
			}
			said[f.Path] = append(said[f.Path], f.Bodies...)
		}
		for c := range Cells(j.Report.Tables) {
			if c.Computed || c.Joint {
				continue
			}
			sum, some := new(big.Rat), false
			var lack, told []string
			for _, r := range reports {
				x, ok := c.row.cellAt(r.Tables, c.col).Rat()
				if sum.Add(sum, x); !ok {
					lack = append(lack, r.Agency)
				}
				some = some || ok
			}
			for path := c.Path; path != "/tables"; path = path[:strings.LastIndexByte(path, '/')] {
				told = append(told, said[path]...)
			}
			slices.Sort(lack)
			slices.Sort(told)
			if !slices.Equal(lack, told) {
				t.Errorf("%s lacks %q, and is said to lack %q", c.Path, lack, told)
			}
			if x, ok := c.Rat(); x.Cmp(sum) != 0 || ok != some {
				t.Errorf("%s is %q, want %s", c.Path, c, sum.FloatString(6))
			}
		}
	}
}
