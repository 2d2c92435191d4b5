package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// Cells yields what the document prints, in its order, by the pointers of the JSON
// and the places of findings; and what it sets is in the tables.
func TestCells(t *testing.T) {
	for _, e := range Editions() {
		r := sample(e)
		copied := &Report{Agency: r.Agency, Year: r.Year, Tables: NewTables(e)}
		var computed []Cell
		places := map[string]bool{}
		table := 0
		for c := range Cells(r.Tables) {
			if places[c.Path] || places[c.Place] {
				t.Errorf("%s: %s, %s is there twice", e, c.Path, c.Place)
			}
			places[c.Path], places[c.Place] = true, true
			if c.Table < table || !strings.HasPrefix(c.Place, "表"+chineseNumber(c.Table)+" ") || !strings.HasPrefix(c.Path, "/tables/"+c.Row) ||
				c.Row != "applications/results/total" && c.Computed != (c.Column == "总计") || copied.Place(c.Path) != c.Place {
				t.Errorf("%s: %+v", e, c)
			}
			table = c.Table
			if c.Computed {
				computed = append(computed, c)
			}
		}
		from, to := printedCells(r.Tables), map[string]Cell{}
		for c := range Cells(copied.Tables) {
			to[c.Path] = c
			if !c.Blank() {
				t.Errorf("%s: %s is not blank", e, c.Path)
			}
			for part := range c.Addends() {
				if !c.Computed {
					t.Errorf("%s: %s adds up %s", e, c.Path, part.Path)
				}
				break
			}
		}
		for path, text := range from {
			err := to[path].Set(text)
			if to[path].Computed != (err != nil) {
				t.Errorf("%s: setting %s: %v", e, path, err)
			}
		}
		if !reflect.DeepEqual(copied.Tables, r.Tables) || !reflect.DeepEqual(printedCells(copied.Tables), from) {
			t.Errorf("%s: the cells were not set to those of the sample", e)
		}
		for _, c := range computed {
			n, _ := c.Int()
			sum, of := int64(0), 0
			for part := range c.Addends() {
				x, _ := part.Int()
				sum += x
				of++
				if part.Table != c.Table || part.Row != c.Row && part.Column != c.Column {
					t.Errorf("%s: %s adds up %s", e, c.Path, part.Path)
				}
			}
			if sum != n || of < 4 {
				t.Errorf("%s: %s is %d, and its %d parts %d", e, c.Path, n, of, sum)
			}
			if f, err := c.Compare(fmt.Sprint(n)); f != nil || err != nil {
				t.Errorf("%s: %s: %v, %v", e, c.Path, f, err)
			}
			if f, err := c.Compare(""); f != nil || err != nil {
				t.Errorf("%s: a total that was not printed: %v, %v", e, f, err)
			}
			if f, err := c.Compare(fmt.Sprint(n + 1)); err != nil || len(f) != 1 || f[0].Path != c.Path || f[0].Got != fmt.Sprint(n+1) || f[0].Want != fmt.Sprint(n) {
				t.Errorf("%s: %s: %+v, %v", e, c.Path, f, err)
			}
			var input *InputError
			if _, err := c.Compare("1.5"); !errors.As(err, &input) || input.Path != c.Path || input.Code != codeCount {
				t.Errorf("%s: %s: %v", e, c.Path, err)
			}
		}
	}
	// What is no total is compared with nothing.
	for _, tables := range []Tables{new(Tables2019), new(Tables2021)} {
		for c := range Cells(tables) {
			if f, err := c.Compare("1"); !c.Computed && (f != nil || err == nil) {
				t.Errorf("%s is compared: %v, %v", c.Path, f, err)
			}
		}
	}
	for range Cells(nil) {
		t.Error("no tables have a cell")
	}
	for range Cells((*Tables2021)(nil)) {
		t.Error("a nil pointer has a cell")
	}
}

func printedCells(t Tables) map[string]string {
	all := map[string]string{}
	for c := range Cells(t) {
		all[c.Path] = c.String()
	}
	return all
}

func cellAt(t *testing.T, tables Tables, path string) Cell {
	t.Helper()
	for c := range Cells(tables) {
		if c.Path == path {
			return c
		}
	}
	t.Fatalf("no cell %s", path)
	return Cell{}
}

func TestCellFigures(t *testing.T) {
	const fees, licenses, change = "/tables/disclosure/administrativeFees", "/tables/disclosure/licenses", "/tables/disclosure/licenses/change"
	for _, tt := range []struct {
		tables          Tables
		path, set, code string // code of the error
		text, rat       string
		kind            Kind
		int             bool
	}{
		{new(Tables2021), licenses, "1,204 件", "", "1204", "1204", KindCount, true},
		{new(Tables2021), licenses, "/", "", "/", "", KindCount, false},
		{new(Tables2021), licenses, "", "", "", "", KindCount, false},
		{new(Tables2021), licenses, "-3", codeCount, "7", "7", KindCount, true},
		{new(Tables2021), licenses, "1000000000000", codeCount, "7", "7", KindCount, true},
		{new(Tables2021), fees, "38.441094", "", "38.441094", "19220547/500000", KindAmount, false},
		{new(Tables2021), fees, "38万元", "", "38", "38", KindAmount, true},
		{new(Tables2021), fees, "380000元", codeUnit, "7", "7", KindAmount, true},
		{new(Tables2021), fees, "x", codeAmount, "7", "7", KindAmount, true},
		{new(Tables2019), change, "-12", "", "-12", "-12", KindChange, true},
		{new(Tables2019), change, "++1", codeChange, "+7", "7", KindChange, true},
	} {
		c := cellAt(t, tt.tables, tt.path)
		if err := c.Set("7"); err != nil {
			t.Fatal(err)
		}
		err := c.Set(tt.set)
		var input *InputError
		if errors.As(err, &input) != (tt.code != "") || input != nil && (input.Code != tt.code || input.Path != tt.path || input.Where() != c.Place) {
			t.Errorf("%s = %q: %v", tt.path, tt.set, err)
		}
		rat, ok := c.Rat()
		n, isInt := c.Int()
		if c.String() != tt.text || ok != (tt.rat != "") || ok && rat.RatString() != tt.rat || isInt != tt.int || isInt && fmt.Sprint(n) != tt.rat || c.Kind != tt.kind || c.Blank() != (tt.text == "") {
			t.Errorf("%s = %q: %q, %v, %v, %d, %v, %v", tt.path, tt.set, c, rat, ok, n, isInt, c.Kind)
		}
	}
}

// An amount is in the unit that it carries, or that of its column.
func TestCellUnit(t *testing.T) {
	for _, tt := range []struct {
		tables    Tables
		path, set string
		unit      string
	}{
		{new(Tables2021), "/tables/disclosure/administrativeFees", "25.1", "万元"},
		{new(Tables2021), "/tables/disclosure/administrativeFees", "25.1万元", "万元"},
		{new(Tables2021), "/tables/disclosure/licenses", "25", ""},
		{new(Tables2019), "/tables/disclosure/procurement/amount", "251000元", "元"},
		{new(Tables2019), "/tables/disclosure/procurement/amount", "25.1万元", "万元"},
		{new(Tables2019), "/tables/disclosure/procurement/amount", "8040", ""},
		{new(Tables2019), "/tables/applications/received/total", "", ""},
	} {
		c := cellAt(t, tt.tables, tt.path)
		if !c.Computed {
			if err := c.Set(tt.set); err != nil {
				t.Fatal(err)
			}
		}
		if got := c.Unit(); got != tt.unit {
			t.Errorf("%s = %s: the unit is %q, want %q", tt.path, tt.set, got, tt.unit)
		}
	}
}

// Figures are taken from one another exactly, in the same unit and where both are known.
func TestCellSub(t *testing.T) {
	const (
		licenses    = "/tables/disclosure/licenses"
		fees        = "/tables/disclosure/administrativeFees"
		procurement = "/tables/disclosure/procurement/amount"
	)
	for _, tt := range []struct {
		edition    Edition
		path, a, b string
		want       string
	}{
		{Edition2021, licenses, "1204", "1200", "4"},
		{Edition2021, licenses, "0", "7", "-7"},
		{Edition2021, licenses, "", "7", ""},
		{Edition2021, licenses, "7", "/", ""},
		{Edition2021, fees, "38.441094", "38.4万元", "20547/500000"},
		{Edition2019, procurement, "251000元", "251000.00元", "0"},
		{Edition2019, procurement, "251000元", "25.1万元", ""},
		{Edition2019, procurement, "8040", "8040元", ""},
	} {
		a, b := cellAt(t, NewTables(tt.edition), tt.path), cellAt(t, NewTables(tt.edition), tt.path)
		if err := errors.Join(a.Set(tt.a), b.Set(tt.b)); err != nil {
			t.Fatal(err)
		}
		if x, ok := a.Sub(b); ok != (tt.want != "") || ok && x.RatString() != tt.want {
			t.Errorf("%s: %s less %s is %v, %v, want %q", tt.path, tt.a, tt.b, x, ok, tt.want)
		}
	}
}

// The unit that the head of a column names is not printed again, nor kept.
func TestUnitOfTheColumn(t *testing.T) {
	r := clean()
	r.Tables.(*Tables2021).Disclosure.AdministrativeFees = MustAmount("25.10万元")
	if c := cellAt(t, r.Tables, "/tables/disclosure/administrativeFees"); c.String() != "25.10" {
		t.Errorf("printed as %s", c)
	}
	text, err := Encode(r)
	if err != nil || !strings.Contains(string(text), `"administrativeFees": "25.10"`) {
		t.Errorf("%v, %s", err, text)
	}
	if _, _, err := Decode(text); err != nil {
		t.Error(err)
	}
}

// What nobody supplied is no number, even to who adds with +.
func TestBlankIsNoNumber(t *testing.T) {
	for _, c := range []Count{Blank, NotApplicable} {
		for n := range 1000 {
			sum := c
			for range n {
				sum += Blank
			}
			for _, more := range []Count{0, 1, maxCount} {
				got := sum + more
				if v, ok := got.Int(); ok {
					t.Fatalf("%d blanks and %d are %d", n+1, more, v)
				}
				if (n > 0 || more > 0) && !got.fault() {
					t.Fatalf("%d blanks and %d are no fault", n+1, more)
				}
			}
		}
	}
	for _, tt := range []struct {
		counts []Count
		want   Count
	}{
		{nil, Blank},
		{[]Count{Blank, Blank}, Blank},
		{[]Count{NotApplicable, NotApplicable}, NotApplicable},
		{[]Count{NotApplicable, Blank}, Blank},
		{[]Count{Blank, 3, NotApplicable, 4}, 7},
		{[]Count{0, Blank}, 0},
	} {
		if got := Sum(tt.counts...); got != tt.want {
			t.Errorf("the sum of %v is %v, want %v", tt.counts, got, tt.want)
		}
	}
}

// encoding/json writes and reads figures, rows and tables as the JSON of a report
// has them.
func TestJSONOfFigures(t *testing.T) {
	type all struct {
		A, B, C Count
		D       Change
		E, F    Amount
		G       Applicants
		H       Outcomes
		I       *Count
	}
	x := all{
		A: 7, B: Blank, C: NotApplicable, D: -3, E: MustAmount("38.441094"), F: MustAmount(""),
		G: Applicants{NaturalPersons: 3402, Others: Blank}, H: Outcomes{Upheld: 1, Pending: NotApplicable},
	}
	const want = `{"A":7,"B":null,"C":"/","D":-3,"E":"38.441094","F":null,` +
		`"G":{"naturalPersons":3402,"enterprises":0,"researchInstitutions":0,"publicWelfareOrganizations":0,"legalServiceInstitutions":0,"others":null},` +
		`"H":{"upheld":1,"corrected":0,"other":0,"pending":"/"},"I":null}`
	text, err := json.Marshal(x)
	if err != nil || string(text) != want {
		t.Errorf("got  %s, %v\nwant %s", text, err, want)
	}
	y := all{A: 9, B: 9, C: 9, D: 9, G: Applicants{Enterprises: 9}}
	if err := json.Unmarshal(text, &y); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(x, y) {
		t.Errorf("got  %+v\nwant %+v", y, x)
	}
	if err := json.Unmarshal([]byte(`{"naturalPersons": 2, "total": 2}`), &y.G); err != nil || y.G.NaturalPersons != 2 || y.G.Others != Blank {
		t.Errorf("%+v, %v: what is not there is blank", y.G, err)
	}
	for _, bad := range []string{`{"naturalPersons": 2, "total": 3}`, `{"naturalPerson": 2}`, `{"naturalPersons": "2"}`, `{"naturalPersons": 2.0}`, `[]`, `2`} {
		var input *InputError
		if err := json.Unmarshal([]byte(bad), new(Applicants)); !errors.As(err, &input) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	for _, bad := range []string{`-1`, `1.0`, `"1"`, `true`, `{}`, `1e3`, `"x"`} {
		if err := json.Unmarshal([]byte(bad), new(Count)); err == nil {
			t.Errorf("%s is read as a count", bad)
		}
	}
	for _, bad := range []any{Count(-1), Count(maxCount + 1), Applicants{Others: -1}, Outcomes{Other: Blank + Blank}, Tables2021{Remedies: Remedies{DirectLitigation: Outcomes{Other: -1}}}} {
		if text, err := json.Marshal(bad); err == nil {
			t.Errorf("%+v is written as %s", bad, text)
		}
	}
	for _, e := range Editions() {
		r := sample(e)
		whole, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		var parts struct{ Tables json.RawMessage }
		if err := json.Unmarshal(whole, &parts); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(r.Tables)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		json.Unmarshal(parts.Tables, &a)
		json.Unmarshal(text, &b)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%s: the tables are written as\n%s", e, text)
		}
		again := NewTables(e)
		if err := json.Unmarshal(text, again); err != nil || !reflect.DeepEqual(again, r.Tables) {
			t.Errorf("%s: the tables are not read back: %v", e, err)
		}
		if err := json.Unmarshal([]byte(`{"remedies": {"reconsideration": {"upheld": 1, "total": 2}}}`), again); err == nil {
			t.Errorf("%s: a wrong total is taken", e)
		}
	}
}

// TestPlaces names pointers that lead nowhere as far as they lead.
func TestPlaces(t *testing.T) {
	r := &Report{Year: 2023, Tables: NewTables(Edition2021), Overview: Section{Subsections: []Subsection{{Title: "甲"}}}}
	for pointer, want := range map[string]string{
		"": "", "/": "", "-1": "", "/nothing/0": "", "/agency": "机关全称",
		"/overview/subsections/-1/title": "一、总体情况 小标题", "/overview/subsections/9/title": "一、总体情况 小标题",
		"/overview/subsections/0/title": "一、总体情况 （一）甲", "/overview/paragraphs/-1": "一、总体情况",
		"/tables/nothing": "表二至表四", "/tables/disclosure/nothing": "表二",
	} {
		if got := r.Place(pointer); got != want {
			t.Errorf("%s: %q, want %q", pointer, got, want)
		}
	}
}
