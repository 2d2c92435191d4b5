package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// base is a report's JSON with something at every depth, for the tests that
// put a fault into it. Its lines are counted from the brace.
const base = `{
  "agency": "某市某局",
  "year": 2023,
  "preamble": ["引言"],
  "overview": {
    "paragraphs": [],
    "subsections": [
      {"topic": "disclosure", "runIn": true, "paragraphs": ["甲", "乙"]}
    ]
  },
  "disclosure": {"paragraphs": [], "notes": ["注"]},
  "tables": {
    "disclosure": {
      "rules": {"issued": 1, "repealed": 0, "inForce": 11},
      "licenses": 550,
      "administrativeFees": "7730.28"
    },
    "applications": {
      "received": {"naturalPersons": 21, "total": 21},
      "results": {
        "refused": {
          "stateSecrets": {"naturalPersons": 21}
        },
        "total": {"naturalPersons": 21, "total": 21}
      }
    },
    "remedies": {
      "reconsideration": {"upheld": 10, "total": 10}
    }
  },
  "issuer": "某局",
  "date": "2024-01-15",
  "revision": {"number": 1, "reason": "漏计2件", "date": "2024-03-05"}
}
`

func TestDecodeBase(t *testing.T) {
	r, findings, err := Decode([]byte(base))
	if err != nil || findings != nil {
		t.Fatal(findings, err)
	}
	if want := (Revision{1, "漏计2件", Date{2024, 3, 5}}); r.Revision != want {
		t.Errorf("got %+v, want %+v", r.Revision, want)
	}
	if got := r.Tables.(*Tables2021).Disclosure.AdministrativeFees.String(); got != "7730.28" {
		t.Errorf("the fee is %s, want 7730.28", got)
	}
	if r.Date != (Date{2024, 1, 15}) || !r.Overview.Subsections[0].RunIn || r.Disclosure.Notes[0] != "注" {
		t.Errorf("got %+v", r)
	}
}

func TestDecodeErrors(t *testing.T) {
	const tables = "/tables/applications"
	tests := []struct {
		name              string
		old, new          string // a change of base
		code, path        string
		line              int
		place, got, want_ string
	}{
		// Keys.
		{"unknown key", `"issuer"`, `"qqqqqqqqqq"`, "J-b", "/qqqqqqqqqq", 31, "", "qqqqqqqqqq", ""},
		{"misspelt key", `"issuer"`, `"isuer"`, "J-b", "/isuer", 31, "", "isuer", "issuer"},
		{"key in capitals", `"agency"`, `"AGENCY"`, "J-b", "/AGENCY", 2, "", "AGENCY", "agency"},
		{"misspelt key of a section", `"notes"`, `"note"`, "J-b", "/disclosure/note", 11, "", "note", "notes"},
		{"misspelt key of a subsection", `"runIn"`, `"runin"`, "J-b", "/overview/subsections/0/runin", 8, "", "runin", "runIn"},
		{"misspelt table", `"remedies"`, `"remedy"`, "J-b", "/tables/remedy", 27, "", "remedy", "remedies"},
		{"misspelt row", `"licenses"`, `"licences"`, "J-b", "/tables/disclosure/licences", 15, "", "licences", "licenses"},
		{"misspelt group", `"refused"`, `"refusal"`, "J-b", tables + "/results/refusal", 21, "", "refusal", "refused"},
		{"misspelt row of a group", `"stateSecrets"`, `"stateSecret"`, "J-b", tables + "/results/refused/stateSecret", 22, "", "stateSecret", "stateSecrets"},
		{"misspelt cell", `"inForce"`, `"inforce"`, "J-b", "/tables/disclosure/rules/inforce", 14, "", "inforce", "inForce"},
		{"key with a slash", `"issuer"`, `"a/~b"`, "J-b", "/a~1~0b", 31, "", "a/~b", ""},
		{"notes where no table is", `"paragraphs": [],
    "sub`, `"notes": [], "sub`, "J-b", "/overview/notes", 6, "", "notes", ""},
		{"row of the other edition", `"licenses": 550`, `"procurement": {}`, "J-b", "/tables/disclosure/procurement", 15, "", "procurement", ""},
		{"total where there is none", `"inForce": 11`, `"total": 11`, "J-b", "/tables/disclosure/rules/total", 14, "", "total", ""},
		{"duplicate key", `"year": 2023`, `"year": 2023, "agency": ""`, "J-c", "/agency", 3, "", "agency", ""},
		{"duplicate key of a subsection", `"runIn": true`, `"topic": ""`, "J-c", "/overview/subsections/0/topic", 8, "", "topic", ""},
		{"duplicate row", `"licenses": 550`, `"rules": {}`, "J-c", "/tables/disclosure/rules", 15, "", "rules", ""},
		{"duplicate cell", `"inForce": 11`, `"issued": 11`, "J-c", "/tables/disclosure/rules/issued", 14, "", "issued", ""},
		{"duplicate cell, spelt with an escape", `"inForce": 11`, `"\u0069ssued": 11`, "J-c", "/tables/disclosure/rules/issued", 14, "", "issued", ""},
		{"no agency", `  "agency": "某市某局",
`, "", "J-h", "/agency", 1, "", "机关全称（agency）", ""},
		{"no year", `  "year": 2023,
`, "", "J-h", "/year", 1, "", "报告年度（year）", ""},

		// Text.
		{"lone surrogate", `"某局"`, `"某\ud800局"`, "J-e", "/issuer", 31, "", "", ""},
		{"low surrogate first", `"甲"`, `"\udc00\ud800"`, "J-e", "/overview/subsections/0/paragraphs/0", 8, "", "", ""},
		{"lone surrogate in a key", `"stateSecrets"`, `"state\ud800Secrets"`, "J-e", tables + "/results/refused", 22, "", "", ""},
		{"invalid UTF-8", `"某局"`, "\"某\xff局\"", "J-e", "/issuer", 31, "", "", ""},
		{"invalid UTF-8 in a list", `"乙"`, "\"\xe4\xb8\"", "J-e", "/overview/subsections/0/paragraphs/1", 8, "", "", ""},
		{"GBK", `"引言"`, "\"\xd2\xfd\xd1\xd4\"", "J-e", "/preamble/0", 4, "", "", ""},
		{"number for a text", `"某局"`, `1`, "J-d", "/issuer", 31, "", "不加引号的数字", "加引号的文字"},
		{"null for a text", `"某局"`, `null`, "J-d", "/issuer", 31, "", "null", "加引号的文字"},
		{"text for a list", `["注"]`, `"注"`, "J-d", "/disclosure/notes", 11, "", "加引号的文字", "[ ] 中的一列"},
		{"object in a list of texts", `"乙"`, `{}`, "J-d", "/overview/subsections/0/paragraphs/1", 8, "", "{ } 中的各项", "加引号的文字"},
		{"list for a section", `{"paragraphs": [], "notes": ["注"]}`, `[]`, "J-d", "/disclosure", 11, "", "[ ] 中的一列", "{ } 中的各项"},
		{"text for a boolean", `true`, `"true"`, "J-d", "/overview/subsections/0/runIn", 8, "", "加引号的文字", "true 或 false"},
		{"unknown topic", `"topic": "disclosure"`, `"topic": "secrecy"`, "J-g", "/overview/subsections/0/topic", 8, "", "secrecy", "disclosure、applications、management、platforms、supervision"},
		{"unknown scope", `"year": 2023`, `"year": 2023, "scope": "all"`, "J-g", "/scope", 3, "", "all", "agency、jurisdiction"},

		// Year, edition, date.
		{"year before the first form", `2023`, `2018`, "R-b", "/year", 3, "", "2018", ""},
		{"year of five digits", `2023`, `20230`, "R-b", "/year", 3, "", "20230", ""},
		{"year with decimals", `2023`, `2023.0`, "R-b", "/year", 3, "", "2023.0", ""},
		{"year beyond any integer", `2023`, `1e999`, "R-b", "/year", 3, "", "1e999", ""},
		{"text for a year", `2023`, `"2023"`, "J-d", "/year", 3, "", "加引号的文字", "不加引号的年份，如 2023"},
		{"unknown edition", `"year": 2023`, `"year": 2023, "edition": "2020"`, "J-f", "/edition", 3, "", "2020", list(Editions())},
		{"number for an edition", `"year": 2023`, `"year": 2023, "edition": 2021`, "J-d", "/edition", 3, "", "不加引号的数字", "加引号的文字"},
		{"no such day", `2024-01-15`, `2023-02-29`, "R-f", "/date", 32, "", "2023-02-29", ""},
		{"no such month", `2024-01-15`, `2024-13-01`, "R-f", "/date", 32, "", "2024-13-01", ""},
		{"date in another form", `2024-01-15`, `2024年1月15日`, "J-d", "/date", 32, "", "2024年1月15日", "\"YYYY-MM-DD\""},
		{"date without zeros", `2024-01-15`, `2024-1-15`, "J-d", "/date", 32, "", "2024-1-15", "\"YYYY-MM-DD\""},

		// The correction that it is.
		{"no number", `"number": 1, `, ``, "J-h", "/revision/number", 33, "更正次数", "更正次数（number）", ""},
		{"number 0", `"number": 1`, `"number": 0`, "C-a", "/revision/number", 33, "更正次数", "0", ""},
		{"number below 0", `"number": 1`, `"number": -1`, "C-a", "/revision/number", 33, "更正次数", "-1", ""},
		{"number of three digits", `"number": 1`, `"number": 100`, "C-a", "/revision/number", 33, "更正次数", "100", ""},
		{"number with decimals", `"number": 1`, `"number": 1.0`, "C-a", "/revision/number", 33, "更正次数", "1.0", ""},
		{"text for a number", `"number": 1`, `"number": "1"`, "J-d", "/revision/number", 33, "更正次数", "加引号的文字", "不加引号的数字"},
		{"misspelt key of a correction", `"reason"`, `"reasons"`, "J-b", "/revision/reasons", 33, "", "reasons", "reason"},
		{"duplicate key of a correction", `"number": 1`, `"number": 1, "date": ""`, "J-c", "/revision/date", 33, "更正日期", "date", ""},
		{"no such day of a correction", `2024-03-05`, `2023-02-29`, "R-f", "/revision/date", 33, "更正日期", "2023-02-29", ""},
		{"list for a reason", `"漏计2件"`, `[]`, "J-d", "/revision/reason", 33, "更正原因", "[ ] 中的一列", "加引号的文字"},
		{"text for a correction", `{"number": 1, "reason": "漏计2件", "date": "2024-03-05"}`, `"更正"`, "J-d", "/revision", 33, "更正", "加引号的文字", "{ } 中的各项"},

		// Figures.
		{"negative count", `550`, `-550`, "F-a", "/tables/disclosure/licenses", 15, "表二 行政许可", "-550", ""},
		{"minus zero", `550`, `-0`, "F-a", "/tables/disclosure/licenses", 15, "表二 行政许可", "-0", ""},
		{"decimals", `"issued": 1`, `"issued": 1.5`, "F-a", "/tables/disclosure/rules/issued", 14, "表二 规章 本年制发件数", "1.5", ""},
		{"integer with decimals", `"issued": 1`, `"issued": 1.0`, "F-a", "/tables/disclosure/rules/issued", 14, "表二 规章 本年制发件数", "1.0", ""},
		{"exponent", `"upheld": 10`, `"upheld": 1e3`, "F-a", "/tables/remedies/reconsideration/upheld", 28, "表四 行政复议 结果维持", "1e3", ""},
		{"thirteen digits", `"upheld": 10`, `"upheld": 1234567890123`, "F-a", "/tables/remedies/reconsideration/upheld", 28, "表四 行政复议 结果维持", "1234567890123", ""},
		{"negative total", `"total": 10`, `"total": -10`, "F-a", "/tables/remedies/reconsideration/total", 28, "表四 行政复议 总计", "-10", ""},
		{"NaN as text", `{"naturalPersons": 21}`, `{"naturalPersons": "NaN"}`, "F-a", tables + "/results/refused/stateSecrets/naturalPersons", 22, "表三 （三）不予公开1.属于国家秘密 自然人", "NaN", ""},
		{"text for a count", `550`, `"1，234"`, "J-d", "/tables/disclosure/licenses", 15, "表二 行政许可", `"1，234"`, "1234"},
		{"count with a measure word", `550`, `"550件"`, "J-d", "/tables/disclosure/licenses", 15, "表二 行政许可", `"550件"`, "550"},
		{"empty text for a count", `550`, `""`, "J-d", "/tables/disclosure/licenses", 15, "表二 行政许可", `""`, "null"},
		{"dash for a count", `550`, `"—"`, "J-d", "/tables/disclosure/licenses", 15, "表二 行政许可", `"—"`, `"/"`},
		{"object for a count", `550`, `{}`, "J-d", "/tables/disclosure/licenses", 15, "表二 行政许可", "{ } 中的各项", "不加引号的数字"},
		{"boolean for a count", `550`, `false`, "J-d", "/tables/disclosure/licenses", 15, "表二 行政许可", "true 或 false", "不加引号的数字"},
		{"count for a row", `{"upheld": 10, "total": 10}`, `10`, "J-d", "/tables/remedies/reconsideration", 28, "", "不加引号的数字", "{ } 中的各项"},
		{"null for a row", `{"upheld": 10, "total": 10}`, `null`, "J-d", "/tables/remedies/reconsideration", 28, "", "null", "{ } 中的各项"},
		{"number for an amount", `"7730.28"`, `7730.28`, "J-d", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", "没加引号的 7730.28", `"7730.28"`},
		{"amount with a comma", `"7730.28"`, `"7,730.28"`, "J-d", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", `"7,730.28"`, `"7730.28"`},
		{"amount with the unit of its column", `"7730.28"`, `"7730.28万元"`, "J-d", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", `"7730.28万元"`, `"7730.28"`},
		{"amount in another unit", `"7730.28"`, `"77302800元"`, "F-d", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", "77302800元", "万元"},
		{"amount with seven decimals", `"7730.28"`, `"0.1234567"`, "F-b", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", "0.1234567", ""},
		{"negative amount", `"7730.28"`, `"-1"`, "F-b", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", "-1", ""},
		{"exponent in an amount", `"7730.28"`, `1e3`, "F-b", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", "1e3", ""},
		{"list for an amount", `"7730.28"`, `[]`, "J-d", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", "[ ] 中的一列", "加引号的文字"},
		{"empty amount", `"7730.28"`, `""`, "J-d", "/tables/disclosure/administrativeFees", 16, "表二 行政事业性收费", `""`, "null"},

		// What is no JSON.
		{"NaN", `550`, `NaN`, "J-i", "/tables/disclosure/licenses", 15, "", "'N'", ""},
		{"plus", `550`, `+550`, "J-i", "/tables/disclosure/licenses", 15, "", "'+'", ""},
		{"leading zero", `550`, `0550`, "J-i", "/tables/disclosure", 15, "", "'5'", ""},
		{"comma before a brace", `"runIn": true,`, `"runIn": true,,`, "J-i", "/overview/subsections/0", 8, "", "','", ""},
		{"comma at the end", `"2024-03-05"}
`, `"2024-03-05"},
`, "J-i", "", 33, "", "','", ""},
		{"full-width comma", `"某局",`, `"某局"，`, "J-i", "", 31, "", "'，'", ""},
		{"comment", `"licenses": 550`, `// licenses`, "J-i", "/tables/disclosure", 15, "", "'/'", ""},
		{"number for a key", `"licenses": 550`, `1: 550`, "J-i", "/tables/disclosure", 15, "", "'1'", ""},
		{"tab in a text", `"某局"`, "\"某\t局\"", "J-i", "/issuer", 31, "", `'\t'`, ""},
		{"trailing text", "}\n", "}\nx", "J-i", "", 35, "", "'x'", ""},
		{"trailing report", "}\n", "}\n{}", "J-a", "", 35, "", "报告之后还有内容", ""},
		{"cut", `"licenses": 550`, "\x04", "J-a", "/tables/disclosure", 15, "", "文件不完整", ""},
		{"cut in a text", `: "某局",`, ": \"某\x04", "J-a", "/issuer", 31, "", "文件不完整", ""},
		{"deep tables", `550`, strings.Repeat("[", 100_000), "J-a", "/tables/disclosure/licenses", 15, "", "嵌套太深", ""},
	}
	for _, tt := range tests {
		if strings.Count(base, tt.old) < 1 {
			t.Errorf("%s: no %q in the base", tt.name, tt.old)
			continue
		}
		var changed string
		if i := strings.LastIndex(base, tt.old); tt.old == "}\n" {
			changed = base[:i] + tt.new // the last brace
		} else {
			changed = strings.Replace(base, tt.old, tt.new, 1)
		}
		changed, _, _ = strings.Cut(changed, "\x04") // the end of a cut file
		wantInputError(t, tt.name, changed, found{tt.code, Error, tt.line, tt.path, tt.place, tt.got, tt.want_})
	}
}

// wantInputError checks that the JSON is refused with the error, whose place is
// compared where one is wanted. Of a pointer into a deep nest the beginning is
// compared.
func wantInputError(t *testing.T, name, json string, want found) {
	t.Helper()
	r, findings, err := Decode([]byte(json))
	var got *InputError
	if !errors.As(err, &got) || r != nil || findings != nil {
		t.Errorf("%s: got %v, %v, %v, want an *InputError alone", name, r, findings, err)
		return
	}
	if got.Got == "嵌套太深" && strings.HasPrefix(got.Path, want.Path) {
		got.Path = want.Path
	}
	if got.Place == "" {
		t.Errorf("%s: no place", name)
	}
	if want.Place == "" {
		want.Place = got.Place
	}
	if got := seen([]Finding{got.Finding})[0]; got != want {
		t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
	}
	line := strconv.Itoa(want.Line)
	if !strings.HasPrefix(got.Error(), "第 "+line+" 行") || !strings.HasPrefix(got.English(), "line "+line) {
		t.Errorf("%s: neither %q nor %q may leave out the line", name, got.Error(), got.English())
	}
}

func TestDecodeWholeFileErrors(t *testing.T) {
	tests := []struct {
		name, json, code, path, got, want string
		line                              int
	}{
		{"empty", "", "J-a", "", "文件是空的", "", 1},
		{"blank", " \n\n ", "J-a", "", "文件是空的", "", 1},
		{"brace alone", "{", "J-a", "", "文件不完整", "", 1},
		{"empty object", "{}", "J-h", "/agency", "机关全称（agency）", "", 1},
		{"no tables", `{"agency": "某局", "year": 2023}`, "J-h", "/tables", "表格数据（tables）", "", 1},
		{"null", "null", "J-d", "", "null", "{ } 中的各项", 1},
		{"list", "\n[]", "J-d", "", "[ ] 中的一列", "{ } 中的各项", 2},
		{"text", `"年报"`, "J-d", "", "加引号的文字", "{ } 中的各项", 1},
		{"not JSON", "某局\n年报", "J-i", "", "'某'", "", 1},
		{"byte order mark", "\ufeff\n{}", "J-h", "/agency", "机关全称（agency）", "", 1},
		{"two byte order marks", "\ufeff\ufeff{}", "J-i", "", `'\ufeff'`, "", 1},
		{"deep lists", strings.Repeat("[", 100_000), "J-d", "", "[ ] 中的一列", "{ } 中的各项", 1},
		{"deep objects", strings.Repeat(`{"tables":`, 100_000), "J-a", "/tables", "嵌套太深", "", 1},
		{"null for the tables", `{"agency": "", "year": 2023, "tables": null}`, "J-d", "/tables", "null", "{ } 中的各项", 1},
		{"list for the tables", `{"agency": "", "year": 2023,` + "\n" + `"tables": []}`, "J-d", "/tables", "[ ] 中的一列", "{ } 中的各项", 2},
	}
	for _, tt := range tests {
		wantInputError(t, tt.name, tt.json, found{tt.code, Error, tt.line, tt.path, "", tt.got, tt.want})
	}
}

// A cut file is refused wherever it is cut, a changed byte never panics.
func TestDecodeDamaged(t *testing.T) {
	whole := strings.TrimSpace(base)
	for i := range len(whole) {
		if _, _, err := Decode([]byte(whole[:i])); err == nil {
			t.Errorf("cut at byte %d, it is read all the same", i)
		}
		for _, b := range []byte{0, '"', '{', ']', 0xFF} {
			damaged := []byte(whole)
			damaged[i] = b
			Decode(damaged)
		}
	}
}

func TestDecodeKeysInAnyOrder(t *testing.T) {
	const a = `{"agency": "某局", "year": 2020, "edition": "2021", "tables": {"disclosure": {"licenses": 5}}}`
	const b = `{"tables": {"disclosure": {"licenses": 5}}, "edition": "2021", "year": 2020, "agency": "某局"}`
	x, _, errX := Decode([]byte(a))
	y, _, errY := Decode([]byte(b))
	if errX != nil || errY != nil || !reflect.DeepEqual(x, y) {
		t.Errorf("got %+v, %v and %+v, %v", x, errX, y, errY)
	}
	// An error in tables that come first has the line of the tables.
	_, _, err := Decode([]byte("{\"tables\": {\n\"disclosure\": {\n\"licenses\": -5}},\n\"year\": 2023, \"agency\": \"\"}"))
	if e, ok := err.(*InputError); !ok || e.Pos.Line != 3 || e.Path != "/tables/disclosure/licenses" {
		t.Errorf("got %v, want line 3", err)
	}
}

func TestDecodeEdition(t *testing.T) {
	for _, tt := range []struct {
		year    int
		edition string
		want    Edition
	}{
		{2019, "", Edition2019},
		{2020, "", Edition2019},
		{2021, "", Edition2021},
		{2025, "", Edition2021},
		{8999, "", Edition2021},
		{2019, "2021", Edition2021},
		{2023, "2019", Edition2019},
	} {
		json := `{"agency": "", "year": ` + strconv.Itoa(tt.year) + `, "edition": "` + tt.edition + `", "tables": {}}`
		r, _, err := Decode([]byte(json))
		if err != nil || r.Tables.Edition() != tt.want {
			t.Errorf("%d, %q: got %v, %v, want %s", tt.year, tt.edition, r, err, tt.want)
		}
	}
}

// What is not in the JSON is blank, not zero: a cell, a row, a group, a table.
func TestDecodeMissingIsBlank(t *testing.T) {
	r, _, err := Decode([]byte(base))
	if err != nil {
		t.Fatal(err)
	}
	tables := r.Tables.(*Tables2021)
	for _, tt := range []struct {
		what      string
		got, want Count
	}{
		{"cell given as 0", tables.Disclosure.Rules.Repealed, 0},
		{"cell given", tables.Applications.Received.NaturalPersons, 21},
		{"missing cell", tables.Applications.Received.Others, Blank},
		{"missing row", tables.Disclosure.Penalties, Blank},
		{"missing row of a group", tables.Applications.Results.Refused.EnforcementFiles.NaturalPersons, Blank},
		{"missing group", tables.Applications.Results.Unavailable.NotHeld.NaturalPersons, Blank},
		{"missing block", tables.Remedies.DirectLitigation.Pending, Blank},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %d, want %d", tt.what, tt.got, tt.want)
		}
	}
	r, _, err = Decode([]byte(`{"agency": "某局", "year": 2023, "tables": {"disclosure": {"licenses": null, "penalties": "/", "administrativeFees": null}}}`))
	if err != nil {
		t.Fatal(err)
	}
	d := r.Tables.(*Tables2021).Disclosure
	if d.Licenses != Blank || d.Penalties != NotApplicable || d.AdministrativeFees != MustAmount("") {
		t.Errorf("null, / and null were read as %+v", d)
	}
	if !reflect.DeepEqual(r.Tables.(*Tables2021).Applications, NewTables(Edition2021).(*Tables2021).Applications) {
		t.Error("a missing table is not blank")
	}
}

func TestDecodeComparesTotals(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []found
	}{
		{"row", `"naturalPersons": 21, "total": 21},
      "results"`, `"naturalPersons": 21, "enterprises": 2, "total": 21},
      "results"`, []found{
			{"T3-c", Error, 0, "/tables/applications/received/total", "表三 一、本年新收政府信息公开申请数量 总计", "21", "23"},
		}},
		{"column", `"total": {"naturalPersons": 21`, `"total": {"naturalPersons": 20`, []found{
			{"T3-b", Error, 0, "/tables/applications/results/total/naturalPersons", "表三 （七）总计 自然人", "20", "21"},
		}},
		{"both", `{"naturalPersons": 21, "total": 21}
      }`, `{"naturalPersons": 0, "total": 1}
      }`, []found{
			{"T3-b", Error, 0, "/tables/applications/results/total/naturalPersons", "表三 （七）总计 自然人", "0", "21"},
			{"T3-b", Error, 0, "/tables/applications/results/total/total", "表三 （七）总计 总计", "1", "21"},
		}},
		{"block", `"upheld": 10, "total": 10`, `"upheld": 10, "corrected": 1, "total": 0`, []found{
			{"T4-a", Error, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "0", "11"},
		}},
		{"given before the cells", `"upheld": 10, "total": 10`, `"total": 9, "upheld": 10`, []found{
			{"T4-a", Error, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "9", "10"},
		}},
		{"blank total", `"upheld": 10, "total": 10`, `"upheld": 10, "total": null`, nil},
		{"total not applicable", `"upheld": 10, "total": 10`, `"upheld": 10, "total": "/"`, nil},
	}
	for _, tt := range tests {
		if strings.Count(base, tt.old) != 1 {
			t.Errorf("%s: %d times in the base", tt.name, strings.Count(base, tt.old))
			continue
		}
		_, findings, err := Decode([]byte(strings.Replace(base, tt.old, tt.new, 1)))
		if err != nil || !reflect.DeepEqual(seen(findings), tt.want) {
			t.Errorf("%s: error %v\ngot  %+v\nwant %+v", tt.name, err, findings, tt.want)
		}
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	for name, r := range samples() {
		first, err := Encode(r)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		again, findings, err := Decode(first)
		if err != nil || findings != nil {
			t.Errorf("%s: %v, %v", name, findings, err)
			continue
		}
		if !reflect.DeepEqual(again, r) {
			t.Errorf("%s: got %+v, want %+v", name, again, r)
		}
		second, err := Encode(again)
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: %v\nfirst  %s\nsecond %s", name, err, first, second)
		}
		if !bytes.HasSuffix(first, []byte("}\n")) || bytes.Contains(first, []byte("total\": {")) {
			t.Errorf("%s: no line end at the end, or a total:\n%s", name, first)
		}
	}
}

// Encode refuses what Decode would refuse.
func TestEncodeErrors(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Report)
		want   found
	}{
		{"no tables", func(r *Report) { r.Tables = nil }, found{"R-c", Error, 0, "/tables", "表二至表四", "", ""}},
		{"negative count", func(r *Report) { r.Tables.(*Tables2021).Disclosure.Licenses = -1 },
			found{"T2-a", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "-1", ""}},
		{"thirteen digits", func(r *Report) { r.Tables.(*Tables2021).Remedies.Reconsideration.Other = 1e12 },
			found{"T4-b", Error, 0, "/tables/remedies/reconsideration/other", "表四 行政复议 其他结果", "1000000000000", ""}},
		{"year", func(r *Report) { r.Year = 2018 }, found{"R-b", Error, 0, "/year", "报告年度", "2018", ""}},
		{"year of five digits", func(r *Report) { r.Year = 12023 }, found{"R-b", Error, 0, "/year", "报告年度", "12023", ""}},
		{"date", func(r *Report) { r.Date = Date{2023, 2, 29} }, found{"R-f", Error, 0, "/date", "成文日期", "2023年2月29日", ""}},
		{"half a date", func(r *Report) { r.Date = Date{Year: 2023} }, found{"R-f", Error, 0, "/date", "成文日期", "2023年0月0日", ""}},
		{"scope", func(r *Report) { r.Scope = "all" }, found{"J-g", Error, 0, "/scope", "统计范围", "all", "agency、jurisdiction"}},
		{"topic", func(r *Report) { r.Overview.Subsections = []Subsection{{Topic: "secrecy", Title: "保密"}} },
			found{"J-g", Error, 0, "/overview/subsections/0/topic", "一、总体情况 （一）", "secrecy", "disclosure、applications、management、platforms、supervision"}},
		{"notes where no table is", func(r *Report) { r.Other.Notes = []string{"注"} },
			found{"J-b", Error, 0, "/other/notes", "六、其他需要报告的事项", "notes", ""}},
		{"date in the index", func(r *Report) { r.Index.Published = Date{2023, 2, 29} }, found{"R-f", Error, 0, "/index/published", "公开日期", "2023年2月29日", ""}},
		{"correction without a number", func(r *Report) { r.Revision.Reason = "漏计2件" }, found{"C-a", Error, 0, "/revision/number", "更正次数", "0", ""}},
		{"number of a correction", func(r *Report) { r.Revision.Number = -1 }, found{"C-a", Error, 0, "/revision/number", "更正次数", "-1", ""}},
		{"date of a correction", func(r *Report) { r.Revision = Revision{1, "", Date{2023, 2, 29}} },
			found{"R-f", Error, 0, "/revision/date", "更正日期", "2023年2月29日", ""}},
		{"reason of a correction", func(r *Report) { r.Revision = Revision{Number: 1, Reason: "\xff"} }, found{"J-e", Error, 0, "/revision/reason", "更正原因", "", ""}},
		{"keyword", func(r *Report) { r.Index.Keywords = []string{"\xff"} }, found{"J-e", Error, 0, "/index/keywords/0", "关键词 第 1 个", "", ""}},
		{"invalid UTF-8", func(r *Report) { r.Agency = "某\xff局" }, found{"J-e", Error, 0, "/agency", "机关全称", "", ""}},
		{"invalid UTF-8 in a paragraph", func(r *Report) { r.Other.Paragraphs = []string{"", "\xe4"} },
			found{"J-e", Error, 0, "/other/paragraphs/1", "六、其他需要报告的事项 第 2 段", "", ""}},
		{"a long title", func(r *Report) { r.Title = strings.Repeat("长", 1001) }, found{"R-g", Error, 0, "/title", "标题", "1001", "1000"}},
		{"a long reason", func(r *Report) { r.Reasons = []Reason{{Code: "N-b", Text: strings.Repeat("长", 1001)}} },
			found{"R-g", Error, 0, "/reasons/0/text", "核实说明 第 1 条 说明", "1001", "1000"}},
		{"much text", func(r *Report) { r.Preamble = slices.Repeat([]string{strings.Repeat("长", 100_000)}, 6) },
			found{"R-g", Error, 0, "", Whole, "600002", "500000"}},
		{"many paragraphs", func(r *Report) { r.Preamble = make([]string, 20_001) }, found{"R-h", Error, 0, "", Whole, "20001", "20000"}},
		{"many keywords", func(r *Report) { r.Index.Keywords = make([]string, 20_001) }, found{"R-h", Error, 0, "", Whole, "20001", "20000"}},
	}
	for _, tt := range tests {
		r := &Report{Agency: "某局", Year: 2023, Tables: new(Tables2021)}
		if _, err := Encode(r); err != nil {
			t.Fatal(err)
		}
		tt.change(r)
		json, err := Encode(r)
		e, ok := err.(*InputError)
		if !ok || json != nil || seen(e.All())[0] != tt.want {
			t.Errorf("%s: got %s and\n%#v, want\n%#v", tt.name, json, err, tt.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(base))
	for _, r := range samples() {
		json, err := Encode(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(json)
	}
	f.Add([]byte(`{"agency":"\ud83d\ude00\u2028","year":2019,"scope":"jurisdiction","tables":{"disclosure":{"procurement":{"projects":6,"amount":"251000元"},"licenses":{"change":-3}},"applications":{"results":{"other":{"total":"/"}}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := Decode(data)
		if err != nil {
			if e, ok := err.(*InputError); !ok || e.Error() == "" || e.English() == "" {
				t.Fatalf("error %#v", err)
			}
			return
		}
		first, err := Encode(r)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, findings, err := Decode(first)
		if err != nil || findings != nil {
			t.Fatalf("what was written cannot be read: %v, %v\n%s", findings, err, first)
		}
		second, err := Encode(again)
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%v\nfirst  %s\nsecond %s", err, first, second)
		}
		r.Check()
		if d, err := r.Document(); err == nil {
			for _, b := range d.Blocks {
				checkBlock(t, b)
			}
		}
	})
}

// A report can stand within other JSON, by the standard library's means.
func TestMarshal(t *testing.T) {
	type file struct{ Report Report }
	want := clean()
	b, err := json.Marshal(file{*want})
	if err != nil {
		t.Fatal(err)
	}
	var got file
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	a, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, a); err != nil {
		t.Fatal(err)
	}
	if b, err := want.MarshalJSON(); err != nil || !bytes.Equal(b, compact.Bytes()) {
		t.Errorf("%v\n%s\nwant\n%s", err, b, &compact)
	}
	if b, err := Encode(&got.Report); err != nil || !bytes.Equal(a, b) {
		t.Errorf("%v\n%s\nwant\n%s", err, b, a)
	}
	wrong := bytes.Replace(b, []byte(`"pending":0}`), []byte(`"pending":0,"total":99}`), 1)
	var e *InputError
	if err := json.Unmarshal(wrong, &got); !errors.As(err, &e) || e.Code != "T4-a" {
		t.Errorf("a wrong total: %v", err)
	}
	if _, err := json.Marshal(Report{}); err == nil {
		t.Error("a report without tables is marshalled")
	}
}

func TestDecodeTooLarge(t *testing.T) {
	_, _, err := Decode(make([]byte, maxSize+1))
	if e, ok := err.(*InputError); !ok || e.Code != "I-c" {
		t.Errorf("%v", err)
	}
}

// Every wrong value is told at once, up to a limit.
func TestDecodeTellsAll(t *testing.T) {
	_, _, err := Decode([]byte(`{
"agency": 1, "agencies": {"x": [1, {}]}, "preamble": ["a", 2, ["b"], "c"],
"year": 2023, "scope": "市", "date": "2024-02-30",
"other": {"subsections": [{"topic": "x", "runIn": []}]},
"tables": {"disclosure": {"licenses": -1, "penalties": {"a": 1}, "x": [[]], "administrativeFees": 5},
"applications": {"received": 3, "results": {"total": {"others": "1"}}}}, "index": {"keywords": {}}}`))
	e, ok := err.(*InputError)
	if !ok {
		t.Fatal(err)
	}
	var got []string
	for _, f := range e.All() {
		got = append(got, f.Code+" "+strconv.Itoa(f.Pos.Line)+" "+f.Path)
	}
	want := []string{
		"J-d 2 /agency", "J-b 2 /agencies", "J-d 2 /preamble/1", "J-d 2 /preamble/2",
		"J-g 3 /scope", "R-f 3 /date", "J-g 4 /other/subsections/0/topic", "J-d 4 /other/subsections/0/runIn",
		"J-d 6 /index/keywords",
		"F-a 5 /tables/disclosure/licenses", "J-d 5 /tables/disclosure/penalties", "J-b 5 /tables/disclosure/x",
		"J-d 5 /tables/disclosure/administrativeFees", "J-d 6 /tables/applications/received", "J-d 6 /tables/applications/results/total/others",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.HasSuffix(e.Error(), "（另有 14 处）") || !strings.HasSuffix(e.English(), "(and 14 more)") {
		t.Error(e, e.English())
	}
	// What no reading can go on behind is told after the others.
	_, _, err = Decode([]byte(`{"agency": 1, "year": 2023, "tables": {`))
	if e, ok := err.(*InputError); !ok || len(e.All()) != 2 || e.Code != "J-d" || e.Others[0].Code != "J-a" {
		t.Error(err)
	}
	_, _, err = Decode([]byte(`{"preamble": [` + strings.Repeat("1,", 5000) + `1]}`))
	if e, ok := err.(*InputError); !ok || len(e.All()) != maxFaults || e.More == 0 {
		t.Error(err)
	}
}

// What is larger than any report is refused before it is read whole.
func TestDecodeLimits(t *testing.T) {
	whole := func(member string) []byte {
		return []byte(`{"agency": "某局", "year": 2023, "tables": {}, ` + member + `}`)
	}
	for _, tt := range []struct{ name, member, code string }{
		{"subsections", `"overview": {"subsections": [` + strings.Repeat(`{},`, 1_000_000) + `{}]}`, "R-h"},
		{"paragraphs", `"preamble": [` + strings.Repeat(`"",`, 1_000_000) + `""]`, "R-h"},
		{"keywords", `"index": {"keywords": [` + strings.Repeat(`"",`, 1_000_000) + `""]}`, "R-h"},
		{"a paragraph", `"preamble": ["` + strings.Repeat("字", 1_000_000) + `"]`, "R-g"},
		{"a title", `"title": "` + strings.Repeat("字", 1_001) + `"`, "R-g"},
		{"line ends", `"preamble": ["` + strings.Repeat(`\n`, 20_000) + `"]`, "R-h"},
		{"a key", `"` + strings.Repeat("x", 3_000_000) + `": 1`, "J-b"},
		{"keys", `"x": {` + strings.TrimSuffix(strings.Repeat(`"a":[],`, 1), ",") + `}`, "J-b"},
	} {
		_, _, err := Decode(whole(tt.member))
		e, ok := err.(*InputError)
		if !ok || e.All()[len(e.All())-1].Code != tt.code {
			t.Errorf("%s: %.200v", tt.name, err)
		} else if len(e.Error()) > 1000 {
			t.Errorf("%s: a message of %d bytes", tt.name, len(e.Error()))
		}
	}
}
