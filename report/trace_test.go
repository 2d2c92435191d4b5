package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/big"
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
		if x.Trace != TraceVersion || x.Agency != u.Agency || x.Year != u.Year || x.Edition != string(e) {
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
