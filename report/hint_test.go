package report

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// sheet is what is printed of a report's tables, by JSON pointer.
type sheet map[string]string

// sheetOf returns a published report's tables as they were printed, with right totals.
func sheetOf(t testing.TB, id string) (Edition, sheet) {
	t.Helper()
	r := publishedReport(t, "testdata/cases/figures.json", id)
	all := sheet{}
	for c := range Cells(r.Tables) {
		all[c.Path] = c.String()
	}
	return r.Tables.Edition(), all
}

// read returns the report of what is printed, and what is found of its sums.
func (s sheet) read(t testing.TB, e Edition) (*Report, []Finding) {
	t.Helper()
	r := clean()
	r.Tables = NewTables(e)
	for c := range Cells(r.Tables) {
		if !c.Computed {
			if err := c.Set(s[c.Path]); err != nil {
				t.Fatal(err)
			}
		}
	}
	findings, err := CompareTotals(r.Tables, s)
	if err != nil {
		t.Fatal(err)
	}
	return r, findings
}

const (
	inT3    = "/tables/applications/"
	granted = inT3 + "results/granted/"
	notHeld = inT3 + "results/unavailable/notHeld/"
)

var kinds = []string{"naturalPersons", "enterprises", "researchInstitutions", "publicWelfareOrganizations", "legalServiceInstitutions", "others", "total"}

func (s sheet) row(path string, figures ...string) {
	for i, f := range figures {
		s[path+kinds[i]] = f
	}
}

// TestHints makes a mistake in the figures of a published report, and expects what would
// mend it.
func TestHints(t *testing.T) {
	for _, tt := range []struct {
		name    string
		mistake func(s sheet)
		hint    string // path and value of each figure
		says    string
	}{
		{"one figure", func(s sheet) { s[granted+"naturalPersons"] = "1715" }, "granted/naturalPersons 1175",
			"；把 表三 （一）予以公开 自然人 由 1715 改为 1175 就全部相符"},
		{"a blank figure", func(s sheet) { s[granted+"enterprises"] = "" }, "granted/enterprises 12",
			"；把 表三 （一）予以公开 商业企业 由 空白 改为 12 就全部相符"},
		{"what was received", func(s sheet) { s[inT3+"received/legalServiceInstitutions"] = "50" }, "received/legalServiceInstitutions 5", ""},
		{"neighbours in a row", func(s sheet) { s.row(notHeld, "74", "968") }, "unavailable/notHeld/naturalPersons 968 unavailable/notHeld/enterprises 74",
			"；把 表三 （四）无法提供1.本机关不掌握相关政府信息 自然人（74）与 商业企业（968）对调就全部相符"},
		{"neighbours in a column", func(s sheet) {
			s[notHeld+"naturalPersons"], s[inT3+"results/unavailable/requiresCreation/naturalPersons"] = "26", "968"
		}, "unavailable/notHeld/naturalPersons 968 unavailable/requiresCreation/naturalPersons 26", ""},
		{"neighbours in a column of rows with no other figure", func(s sheet) {
			s[inT3+"results/refused/internalAffairs/naturalPersons"], s[inT3+"results/refused/processInformation/naturalPersons"] = "9", "20"
		}, "refused/internalAffairs/naturalPersons 20 refused/processInformation/naturalPersons 9",
			"；把 表三 （三）不予公开5.属于三类内部事务信息 自然人（9）与 表三 （三）不予公开6.属于四类过程性信息 自然人（20）对调就全部相符，或是总计写反了"},
		{"a figure and its total", func(s sheet) { s.row(granted, "1175", "12", "0", "3", "1", "1191", "0") }, "granted/others 0", ""},
		{"split", func(s sheet) { s.row(inT3+"results/refused/internalAffairs/", "2", "0") }, "refused/internalAffairs/naturalPersons 20", ""},
		{"split, into a cell with a figure", func(s sheet) { s.row(inT3+"results/refused/enforcementFiles/", "2", "1") },
			"refused/enforcementFiles/naturalPersons 21 refused/enforcementFiles/enterprises 0", "；一个数拆成了两格：把 "},
		{"a total among its parts", func(s sheet) { s.row(granted, "1175", "12", "0", "3", "1", "1191", "1191") }, "granted/others 0", ""},
		{"a total among its parts, added up again", func(s sheet) { s.row(granted, "1175", "12", "0", "3", "1", "1191", "2382") }, "granted/others 0", "；总计填进了分项：把 "},
		{"a row one place to the right", func(s sheet) { s.row(granted, "", "1175", "12", "0", "3", "1", "1191") },
			"granted/naturalPersons 1175 granted/enterprises 12 granted/researchInstitutions 0 granted/publicWelfareOrganizations 3 granted/legalServiceInstitutions 1 granted/others 0", "；这些数错开了一格：把 "},
		{"a row one place to the right, its last figure lost", func(s sheet) { s.row(notHeld, "0", "968", "74", "0", "1", "3") },
			"unavailable/notHeld/naturalPersons 968 unavailable/notHeld/enterprises 74 unavailable/notHeld/researchInstitutions 0 unavailable/notHeld/publicWelfareOrganizations 1 unavailable/notHeld/legalServiceInstitutions 3 unavailable/notHeld/others 1", ""},
		{"a column one place down", func(s sheet) {
			for i, path := range []string{"stateSecrets", "prohibitedByLaw", "securityAndStability", "thirdPartyRights", "internalAffairs", "processInformation"} {
				s[inT3+"results/refused/"+path+"/naturalPersons"] = []string{"9", "0", "27", "6", "38", "20"}[i]
			}
		}, "refused/stateSecrets/naturalPersons 0 refused/prohibitedByLaw/naturalPersons 27 refused/securityAndStability/naturalPersons 6 refused/thirdPartyRights/naturalPersons 38 refused/internalAffairs/naturalPersons 20 refused/processInformation/naturalPersons 9", ""},
		{"a total alone", func(s sheet) { s[granted+"total"] = "1190" }, "", ""},
		{"two figures of a row", func(s sheet) { s[granted+"naturalPersons"], s[granted+"enterprises"] = "1176", "15" }, "", ""},
		{"two figures that may be two others", func(s sheet) {
			s[granted+"naturalPersons"], s[notHeld+"enterprises"] = "1176", "75"
		}, "", ""},
		{"two figures", func(s sheet) { s[granted+"naturalPersons"], s[notHeld+"enterprises"] = "1176", "79" },
			"granted/naturalPersons 1175 / unavailable/notHeld/enterprises 74", ""},
	} {
		e, s := sheetOf(t, "city-2023")
		tt.mistake(s)
		r, findings := s.read(t, e)
		var hints []string
		says := ""
		for _, f := range findings {
			var values []string
			for _, v := range f.Hint {
				values = append(values, strings.TrimPrefix(strings.TrimPrefix(v.Path, inT3), "results/")+" "+v.Value)
			}
			if values == nil {
				continue
			}
			if h := strings.Join(values, " "); !slices.Contains(hints, h) {
				hints = append(hints, h)
			}
			says = f.Message()
		}
		if got := strings.Join(hints, " / "); got != tt.hint || !strings.Contains(says, tt.says) || len(findings) == 0 {
			t.Errorf("%s: got  %s\n%s\nwant %s\n%s", tt.name, got, says, tt.hint, tt.says)
		}
		if len(hints) != 1 {
			continue
		}
		// What is hinted at mends every sum, and people are told once.
		if told := r.Fold(append(findings, r.Check()...)); len(told) != 1 {
			if i := slices.IndexFunc(told, func(f Finding) bool { return f.Severity == Error && f.Hint == nil }); i >= 0 {
				t.Errorf("%s: told besides: %+v", tt.name, told[i])
			}
		}
		for _, v := range findings[0].Hint {
			s[v.Path] = v.Value
		}
		r, _ = s.read(t, e)
		if got := r.Check(); HasErrors(got) {
			t.Errorf("%s: with the hint: %+v", tt.name, seen(got))
		}
	}
}

// A column has the total of every row once more; or it is in the total of none.
func TestHintOfAColumn(t *testing.T) {
	for again, want := range map[bool]string{true: "0", false: ""} {
		e, s := sheetOf(t, "city-2024")
		for _, row := range e.Tables()[1].Rows {
			at := "/tables/" + row.Path + "/"
			total := Count(0)
			for _, kind := range kinds[:5] {
				n, err := ParseCount(s[at+kind])
				if err != nil {
					t.Fatal(err)
				}
				total += n
			}
			s[at+"total"] = total.String()
			if again {
				s[at+"others"] = s[at+"total"]
			}
		}
		r, findings := s.read(t, e)
		hinted := map[string]string{}
		for _, f := range findings {
			for _, v := range f.Hint {
				hinted[v.Path] = v.Value
			}
		}
		for c := range Cells(r.Tables) {
			if got := hinted[c.Path]; got != want && c.Column == "其他" && c.String() != "0" && !c.Computed || got != "" && c.Column != "其他" {
				t.Errorf("%v: %s is to be %q", again, c.Place, got)
			}
		}
		if len(findings) == 0 || again && len(r.Fold(findings)) != 1 {
			t.Errorf("%v: %d findings, for people %d", again, len(findings), len(r.Fold(findings)))
		}
	}
}

// Without printed totals a column that does not balance has many figures that may be
// wrong: none is named but where nothing else can be.
func TestHintsOfTheBalance(t *testing.T) {
	type tables = Applications2021
	first := func(n, m Count) Applicants { return Applicants{NaturalPersons: n, Enterprises: m} }
	results := func(n, m Count) Results2021 { return Results2021{Granted: first(n, m)} }
	for _, tt := range []struct {
		name string
		a    tables
		last *tables
		want string
	}{
		{"any figure of a column", tables{Received: first(5, 0), Results: results(4, 0)}, nil, "[]"},
		{"exchanged", tables{Received: first(0, 21), Results: Results2021{Granted: first(12, 0), PartiallyGranted: first(9, 0)}}, nil,
			"[{/tables/applications/received/naturalPersons 21} {/tables/applications/received/enterprises 0}]"},
		{"counted otherwise in one of two rows", tables{Received: first(0, 21), Results: results(21, 0)}, nil, "[]"},
		{"what last year's report has", tables{Received: first(5, 0), CarriedOver: first(1, 0), Results: results(7, 0)}, &tables{CarriedForward: first(2, 0)},
			"[{/tables/applications/carriedOver/naturalPersons 2}]"},
		{"not what last year's report has", tables{Received: first(5, 0), CarriedOver: first(1, 0), Results: results(7, 0)}, &tables{CarriedForward: first(3, 0)}, "[]"},
		{"as in last year's report", tables{Received: first(5, 0), CarriedOver: first(2, 0), Results: results(4, 0)}, &tables{CarriedForward: first(2, 0)}, "[]"},
	} {
		r := clean()
		r.Tables.(*Tables2021).Applications = tt.a
		var last *Report
		if tt.last != nil {
			last = lastYears()
			last.Tables.(*Tables2021).Applications = *tt.last
		}
		for _, f := range r.CheckAgainst(last) {
			if f.Code != codeBalance {
				continue
			}
			if got := fmt.Sprint(f.Hint); got != tt.want || len(f.Cells) != 4 {
				t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
			}
		}
	}
}

// A fee that may be one in yuan is told in the unit of its column.
func TestHintOfTheUnit(t *testing.T) {
	for amount, want := range map[string][]Value{
		"251000":       {{"/tables/disclosure/administrativeFees", "25.1"}},
		"100000":       {{"/tables/disclosure/administrativeFees", "10"}},
		"77302811":     {{"/tables/disclosure/administrativeFees", "7730.2811"}},
		"251000.00":    {{"/tables/disclosure/administrativeFees", "25.1"}},
		"9999999.0000": {{"/tables/disclosure/administrativeFees", "999.9999"}},
	} {
		r := clean()
		r.Agency, r.Tables.(*Tables2021).Disclosure.AdministrativeFees = "某县财政局", MustAmount(amount)
		for _, f := range r.Check() {
			if f.Code == "T2-e" && (!reflect.DeepEqual(f.Hint, want) || !strings.Contains(f.Message(), want[0].Value+" 万元")) {
				t.Errorf("%s: %+v", amount, f)
			}
		}
	}
}

// A total that is wrong because others are is not told to people again, and everything
// else is.
func TestFoldSums(t *testing.T) {
	for _, tt := range []struct {
		name    string
		mistake func(s sheet)
		want    string
	}{
		{"a column added up wrongly, and the total of it", func(s sheet) {
			s[inT3+"results/total/naturalPersons"], s[inT3+"results/total/total"] = "3376", "3487"
		}, "T3-b results/total/naturalPersons"},
		{"a row added up wrongly, and the total of it", func(s sheet) {
			s[granted+"total"], s[inT3+"results/total/total"] = "1192", "3487"
		}, "T3-c results/granted/total"},
		{"the total alone", func(s sheet) { s[inT3+"results/total/total"] = "3487" }, "T3-b results/total/total"},
		{"the total, and otherwise than the column", func(s sheet) {
			s[inT3+"results/total/naturalPersons"], s[inT3+"results/total/total"] = "3376", "3500"
		}, "T3-b results/total/naturalPersons T3-b results/total/total"},
		{"one figure", func(s sheet) { s[granted+"naturalPersons"] = "1" }, "T3-c results/granted/total"},
		{"one figure of what was received", func(s sheet) { s[inT3+"received/others"] = "11" }, "T3-c received/total"},
	} {
		e, s := sheetOf(t, "city-2023")
		tt.mistake(s)
		r, findings := s.read(t, e)
		var told []string
		for _, f := range r.Fold(append(findings, r.Check()...)) {
			if f.Severity == Error {
				told = append(told, f.Code+" "+strings.TrimPrefix(f.Path, inT3))
			}
		}
		if got := strings.Join(told, " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}
