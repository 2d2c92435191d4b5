package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// traceJSON is the JSON of a trace as another program may read it.
type traceJSON struct {
	Trace, Year     int
	Agency, Edition string
	Bodies          []struct {
		Agency, Source, Edition, Left, Why string
		Year                               int
		Own                                bool
	}
	Cells []struct {
		Path, Place                  string
		Table                        int
		Value, Published, Difference any
		Joint                        bool
		Of                           []string
		Parts                        []any
	}
	Rates []struct {
		Name, English, Percent string
		Part, Whole            struct {
			Label, English string
			Count          *int64
		}
	}
	Findings []Finding
}

func traced(t *testing.T, j *Jurisdiction, o TraceOptions) (x traceJSON) {
	t.Helper()
	var b bytes.Buffer
	if err := j.WriteTrace(&b, o); err != nil {
		t.Fatal(err)
	}
	if !IsTrace(&b) {
		t.Error("it is not known for a trace")
	}
	b.Reset()
	j.WriteTrace(&b, o)
	d := json.NewDecoder(&b)
	d.UseNumber()
	d.DisallowUnknownFields()
	if err := d.Decode(&x); err != nil {
		t.Fatal(err)
	}
	return x
}

// rat is a figure of the JSON; nil is none.
func rat(v any) *big.Rat {
	text := ""
	switch v := v.(type) {
	case json.Number:
		text = v.String()
	case string:
		text = v
	}
	x, ok := new(big.Rat).SetString(strings.TrimSuffix(text, "万元"))
	if !ok {
		return nil
	}
	return x
}

// In the JSON of a trace every value is the sum of the parts that are not left out, and a
// total that of its cells.
func TestTrace(t *testing.T) {
	for _, e := range Editions() {
		of := func(agency string) *Report {
			r := sample(e)
			r.Agency = agency
			for c := range Cells(r.Tables) {
				if c.Kind == KindAmount && c.Unit() == "" {
					c.Set(c.String() + "万元")
				}
			}
			return r
		}
		u := &Rollup{Agency: "某县人民政府", Year: sample(e).Year, Own: of("某县人民政府办公室")}
		u.Add("a.json", of("某县甲局"))
		u.Add("b\xff.json", of("某县<乙>局"))
		late := of("某县丙局")
		late.Year--
		u.Add("c.json", late)
		u.Add("d.json", &Report{Agency: "某县丁局", Year: u.Year})
		u.Add("e.json", of(""))
		u.Add("f.json", of("“”"))
		j := u.Sum()
		published := of("某县人民政府")
		x := traced(t, j, TraceOptions{Published: published})
		if x.Trace != traceVersion || x.Agency != u.Agency || x.Year != u.Year || x.Edition != string(e) {
			t.Errorf("%+v", x)
		}
		if b := x.Bodies[3]; b.Agency != "某县丙局" || b.Source != "c.json" || b.Year != late.Year || !x.Bodies[0].Own || x.Bodies[2].Agency != "某县<乙>局" {
			t.Errorf("%+v", x.Bodies)
		}
		for i, code := range []string{"", "", "", "H-i", "H-j", "H-n", "H-n"} {
			if b := x.Bodies[i]; b.Left != code || code != "" && !strings.Contains(b.Why, b.Source) || code == "" && b.Why != "" {
				t.Errorf("%+v", b)
			}
		}
		values := map[string]*big.Rat{}
		for _, c := range x.Cells {
			values[c.Path] = rat(c.Value)
		}
		i := 0
		for c := range Cells(j.Report.Tables) {
			got := x.Cells[i]
			i++
			sum := new(big.Rat)
			for k, v := range got.Parts {
				in := x.Bodies[k].Left == "" && (!got.Joint || x.Bodies[k].Own)
				if f := rat(v); f != nil && in {
					sum.Add(sum, f)
				} else if k == 4 && v != nil {
					t.Errorf("%s: %v of a report without tables", got.Path, v)
				}
			}
			want, _ := c.Rat()
			if got.Path != c.Path || got.Place != c.Place || got.Table != c.Table || got.Joint != c.Joint || len(got.Parts) != 7 || sum.Cmp(want) != 0 || values[c.Path].Cmp(want) != 0 {
				t.Errorf("%s: %+v is %s, not %s", c.Path, got, sum, want)
			}
			if c.Computed {
				for _, path := range got.Of {
					want.Sub(want, values[path])
				}
				if len(got.Of) == 0 || want.Sign() != 0 {
					t.Errorf("%s is %s off its cells", c.Path, want)
				}
			}
			if d := rat(got.Difference); got.Joint != (d == nil) || d != nil && d.Cmp(new(big.Rat).Sub(rat(got.Published), sum)) != 0 {
				t.Errorf("%s: %v and %s differ by %v", c.Path, got.Published, sum, got.Difference)
			}
		}
		if i != len(x.Cells) || len(x.Findings) != len(j.Findings) {
			t.Errorf("%d cells, %d findings", len(x.Cells), len(x.Findings))
		}
		for i, r := range Rates(j.Report.Tables) {
			got := x.Rates[i]
			if got.Name != r.Name || got.English != r.English || got.Percent != r.Percent(2) || *got.Part.Count != r.Part.Count || *got.Whole.Count != r.Whole.Count || got.Whole.Label != r.Whole.Label {
				t.Errorf("%+v is not %+v", got, r)
			}
		}
	}
}

// Three hundred bodies of random figures come to their sums, cell by cell, and the trace adds
// up to these. Nothing is found, until something is wrong, and then that alone.
func TestThreeHundredBodies(t *testing.T) {
	rnd := rand.New(rand.NewPCG(300, 11))
	random := func(agency string) *Report {
		r := &Report{Agency: agency, Year: 2023, Tables: NewTables(Edition2021)}
		forward := map[string]int64{}
		for c := range Cells(r.Tables) {
			n := rnd.Int64N(1000)
			text := strconv.FormatInt(n, 10)
			switch {
			case c.Computed:
				continue
			case c.Joint:
				text = "0" // which may be added up
			case c.Kind == KindAmount:
				text += "." + strconv.FormatInt(rnd.Int64N(1_000_000), 10)
			case c.Table != 3:
			case c.Row == "applications/carriedForward":
				text = strconv.FormatInt(forward[c.Column], 10)
			case c.Row == "applications/received" || c.Row == "applications/carriedOver":
				forward[c.Column] += 20_000 + n
				text = strconv.FormatInt(20_000+n, 10)
			default:
				forward[c.Column] -= n
			}
			if err := c.Set(text); err != nil {
				t.Fatal(err)
			}
		}
		return r
	}
	var bodies []*Report
	var members []Member
	for i := range 300 {
		agency := "某市第" + strconv.Itoa(i) + "局"
		bodies, members = append(bodies, random(agency)), append(members, Member{Agency: agency})
	}
	sum := func(bodies []*Report) *Jurisdiction {
		u := &Rollup{Agency: "某市人民政府", Year: 2023, Members: members}
		for i, r := range bodies {
			u.Add(strconv.Itoa(i)+".json", r)
		}
		return u.Sum()
	}
	j := sum(bodies)
	if len(j.Findings) > 0 {
		t.Errorf("found %+v", seen(j.Findings))
	}
	x := traced(t, j, TraceOptions{Published: j.Report})
	i := 0
	for c := range Cells(j.Report.Tables) {
		want, parts := new(big.Rat), new(big.Rat)
		for k, r := range bodies {
			n, ok := c.row.cellAt(r.Tables, c.col).Rat()
			if want.Add(want, n); !ok {
				t.Fatalf("%s has no figure", c.Path)
			}
			parts.Add(parts, rat(x.Cells[i].Parts[k]))
		}
		if got, ok := c.Rat(); !ok || got.Cmp(want) != 0 {
			t.Errorf("%s is %s, not %s", c.Path, c, want)
		}
		if d := rat(x.Cells[i].Difference); parts.Cmp(want) != 0 || rat(x.Cells[i].Value).Cmp(want) != 0 || x.Cells[i].Path != c.Path || !c.Joint && d.Sign() != 0 {
			t.Errorf("%s: the parts come to %s, and not to %s", c.Path, parts, want)
		}
		i++
	}

	with := func(change func(bodies []*Report) []*Report) []string {
		var codes []string
		for _, f := range sum(change(slices.Clone(bodies))).Findings {
			codes = append(codes, f.Code)
		}
		return codes
	}
	other := func(agency string, change func(*Report)) *Report {
		r := random(agency)
		change(r)
		return r
	}
	for _, tt := range []struct {
		want   string
		change func([]*Report) []*Report
	}{
		{"H-e", func(b []*Report) []*Report { return append(b, random("某市第7局")) }},
		{"H-h", func(b []*Report) []*Report { return slices.Delete(b, 7, 8) }},
		{"H-i", func(b []*Report) []*Report {
			b[7] = other("某市第7局", func(r *Report) { r.Year = 2022 })
			return b
		}},
		{"H-q", func(b []*Report) []*Report {
			b[7] = other("某市第7局", func(r *Report) { r.Tables.(*Tables2021).Disclosure.Penalties = Blank })
			return b
		}},
	} {
		if got := with(tt.change); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("found %v, not %s", got, tt.want)
		}
	}
	members = append(members, Member{Agency: "某市税务局（本级）"}, Member{Agency: "某市税务局（系统）"})
	if got := with(func(b []*Report) []*Report {
		return append(b, random("某市税务局（本级）"), random("某市税务局（系统）"))
	}); !slices.Equal(got, []string{"H-k"}) {
		t.Errorf("found %v, not H-k", got)
	}
}

// A blank figure is null, and what cannot be compared has no difference.
func TestTraceBlank(t *testing.T) {
	u := county("某县甲局")
	for c := range Cells(u.parts[0].Tables) {
		if c.Row == "applications/received" && !c.Computed {
			c.Set("")
		}
	}
	published := body("某县人民政府")
	x := traced(t, u.Sum(), TraceOptions{Published: published})
	for _, c := range x.Cells {
		if strings.HasPrefix(c.Path, "/tables/applications/received/") && (c.Value != nil || c.Parts[0] != nil || c.Published == nil || c.Difference != nil) {
			t.Errorf("%+v", c)
		}
	}
}

// What the writer returns is told.
func TestTraceWriter(t *testing.T) {
	want := errors.New("full")
	if err := county("某县甲局").Sum().WriteTrace(failing{want}, TraceOptions{}); err != want {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
