package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nianbao/nianbao/internal/long"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			t.Errorf("%s: line %d: got\n%s\nwant\n%s", name, i+1, a[i], strings.Join(b[min(i, len(b)):min(i+1, len(b))], ""))
			return
		}
	}
	t.Errorf("%s has %d lines more", name, len(b)-len(a))
}

func TestSchemaGolden(t *testing.T) {
	if len(Editions()) == 2 {
		golden(t, "schema.json", string(Schema()))
	}
	if !bytes.Equal(Schema(), Schema()) {
		t.Error("two calls give two schemas")
	}
}

// compiled checks the schema against that of its draft and makes it ready.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("report.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Errorf("draft %d, want 2020", s.DraftVersion)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, data []byte) bool {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v) == nil
}

func decodes(data []byte) bool {
	_, _, err := Decode(data)
	return err == nil
}

// whole is the JSON of a report with a value at every path that there is; of the
// kinds of applicant, all alike, the first row has all and the others one.
func whole(t *testing.T, e Edition) []byte {
	t.Helper()
	r := sample(e)
	r.Overview.Notes = nil
	r.Revision = Revision{Number: 1, Reason: "漏计2件", Date: Date{2030, 3, 5}}
	for i, s := range r.Sections() {
		s.Paragraphs = []string{"段"}
		s.Subsections = append(s.Subsections, Subsection{Topic: TopicPlatforms, Title: "平台", RunIn: true, Paragraphs: []string{"段"}})
		if e.form().hasTable(i) {
			s.Notes = []string{"注"}
		}
	}
	text, err := Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	for _, table := range e.Tables() {
		for _, row := range table.Rows {
			if !row.Total {
				continue
			}
			at := tree.(map[string]any)["tables"].(map[string]any)
			for k := range strings.SplitSeq(row.Path, "/") {
				if at[k] == nil {
					at[k] = map[string]any{}
				}
				at = at[k].(map[string]any)
			}
			at["total"] = json.Number("1")
			if table.Number == 3 && row.Label != table.Rows[0].Label {
				for _, kind := range applicantKinds[1:] {
					delete(at, kind.key)
				}
			}
		}
	}
	return encodeTree(t, tree)
}

func encodeTree(t *testing.T, tree any) []byte {
	t.Helper()
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The schema accepts what Decode accepts, and nothing else.
func TestSchemaAgreesWithDecode(t *testing.T) {
	long.OneGoroutine(t)
	s := compiled(t)
	for _, e := range Editions() {
		text := whole(t, e)
		if !decodes(text) || !valid(t, s, text) {
			t.Fatalf("%s: read %v, valid %v, want both:\n%s", e, decodes(text), valid(t, s, text), text)
		}
		tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		accepted, refused := 0, 0
		mutate(tree, "", func(path, what string) {
			text := encodeTree(t, tree)
			read, ok := decodes(text), s.Validate(tree) == nil
			if read != ok {
				_, _, err := Decode(text)
				t.Errorf("%s: %s %s: read %v, valid %v: %v", e, path, what, read, ok, err)
			}
			if read {
				accepted++
			} else {
				refused++
			}
		})
		if accepted < 200 || refused < 1000 {
			t.Errorf("%s: %d mutations accepted and %d refused are too few of each", e, accepted, refused)
		}
		// Notes stand in sections with a table alone.
		for _, key := range sectionKeys {
			section := tree.(map[string]any)[key].(map[string]any)
			before, had := section[keyNotes]
			for _, notes := range []any{[]any{}, []any{"注"}} {
				section[keyNotes] = notes
				if read, ok := decodes(encodeTree(t, tree)), s.Validate(tree) == nil; read != ok {
					t.Errorf("%s: notes %v in %s: read %v, valid %v", e, notes, key, read, ok)
				}
			}
			if section[keyNotes] = before; !had {
				delete(section, keyNotes)
			}
		}
		// The tables of one edition are no tables of the other.
		for _, other := range append(Editions(), "", "2020") {
			tree.(map[string]any)["edition"] = string(other)
			for _, year := range []string{"2018", "2019", "2020", "2021", "2025", "9999", "10000"} {
				tree.(map[string]any)["year"] = json.Number(year)
				text := encodeTree(t, tree)
				if read, ok := decodes(text), s.Validate(tree) == nil; read != ok {
					t.Errorf("tables of %s, edition %q, year %s: read %v, valid %v", e, other, year, read, ok)
				}
			}
		}
	}
}

// mutate makes one change after the other to the tree, at every path, and calls
// try after each.
func mutate(tree any, path string, try func(path, what string)) {
	values := []any{
		nil, "x", "/", json.Number("-1"), json.Number("1.5"), []any{}, map[string]any{},
		true, "", "1", "-1", "12.345678", "1,234", "3元", "2021", "disclosure", "jurisdiction", "2024-01-31",
		json.Number("0"), json.Number("2020"), json.Number("1000000000000"),
		[]any{"x"}, []any{json.Number("1")}, []any{map[string]any{}}, map[string]any{"total": json.Number("1")},
	}
	if strings.Contains(path, "/results/") { // rows that are all alike
		values = values[:7]
	}
	switch at := tree.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(at)) {
			was, path := at[k], path+"/"+k
			delete(at, k)
			try(path, "deleted")
			at[k+"s"] = was
			try(path, "renamed")
			delete(at, k+"s")
			for _, v := range values {
				at[k] = v
				try(path, "replaced by "+string(must(json.Marshal(v))))
			}
			at[k] = was
			mutate(was, path, try)
		}
		at["unknown"] = nil
		try(path, "with an unknown key")
		delete(at, "unknown")
	case []any:
		for i, was := range at {
			path := path + "/" + strconv.Itoa(i)
			for _, v := range values {
				at[i] = v
				try(path, "replaced by "+string(must(json.Marshal(v))))
			}
			at[i] = was
			mutate(was, path, try)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// What Decode refuses and no schema can: the doc comment of Schema names it.
func TestSchemaCannotSay(t *testing.T) {
	s := compiled(t)
	for name, text := range map[string]string{
		"duplicate key":               `{"agency": "", "agency": "", "year": 2023, "tables": {}}`,
		"integer spelt with decimals": `{"agency": "", "year": 2023, "tables": {"disclosure": {"licenses": 1.0}}}`,
		"integer spelt with exponent": `{"agency": "", "year": 2023, "tables": {"disclosure": {"licenses": 1e3}}}`,
		"year spelt with decimals":    `{"agency": "", "year": 2023.0, "tables": {}}`,
		"minus zero":                  `{"agency": "", "year": 2023, "tables": {"disclosure": {"licenses": -0}}}`,
		"no such day":                 `{"agency": "", "year": 2023, "tables": {}, "date": "2023-02-29"}`,
		"invalid UTF-8":               "{\"agency\": \"\xff\", \"year\": 2023, \"tables\": {}}",
		"lone surrogate":              `{"agency": "\ud800", "year": 2023, "tables": {}}`,
	} {
		if decodes([]byte(text)) || !valid(t, s, []byte(text)) {
			t.Errorf("%s: read %v, valid %v", name, decodes([]byte(text)), valid(t, s, []byte(text)))
		}
	}
}

func TestSchemaHasEveryRow(t *testing.T) {
	var schema struct {
		Defs map[string]node `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	for _, e := range Editions() {
		n := 0
		for _, table := range e.Tables() {
			for _, row := range table.Rows {
				n++
				at := schema.Defs["tables"+string(e)]
				for k := range strings.SplitSeq(row.Path, "/") {
					at = at.Properties[k]
				}
				if at.Title != row.Group+row.Label {
					t.Errorf("%s: %s has the title %q, want %q", e, row.Path, at.Title, row.Group+row.Label)
				}
				if row.Total && (len(at.Properties) != len(row.Columns)+1 || at.Properties["total"].Title == "") {
					t.Errorf("%s: %s has %d cells, want %v and a total", e, row.Path, len(at.Properties), row.Columns)
				}
			}
		}
		if want := map[Edition]int{Edition2019: 8 + 23 + 3, Edition2021: 6 + 25 + 3}[e]; n != want && want > 0 {
			t.Errorf("%s: %d rows, want %d", e, n, want)
		}
	}
}

// node is as much of a schema as the test reads.
type node struct {
	Title      string
	Properties map[string]node
}
