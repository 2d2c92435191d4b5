package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The severity of a rule decides an exit status and whether a report may be
// published: it is not changed by mistake.
func TestSeverities(t *testing.T) {
	want := map[Severity]string{
		Error: "R-a R-b R-c R-d R-e R-f R-g R-h C-a J-b J-g " + // structure
			"D-a D-g D-i " + // dates
			"T2-a T3-d T4-b F-d T3-a T3-b T3-c T4-a " + // figures
			"Y-a " + // last year
			"F-a F-b F-c F-e F-f F-g F-h I-c J-a J-c J-d J-e J-f J-h J-i " + // reading
			"A-b A-c A-d A-e A-f A-g A-h A-i A-j A-p A-q A-r A-s A-u " + // ledger
			"H-v H-y H-z H-n H-e H-o H-w H-t H-ac", // between bodies
		Warning: "D-b D-c D-d D-e D-f D-h " + // dates
			"S-a S-c N-b N-c T3-h N-d H-d " + // parts
			"N-f T2-c T2-d T2-e T3-e " + // figures
			"N-a N-h N-i N-j N-k " + // prose
			"N-g N-l N-n N-o " + // accounts
			"X-b X-c X-d " + // hygiene
			"Y-h Y-i Y-c Y-d Y-f T2-b " + // last year
			"C-b C-c C-d C-e C-f C-g C-h " + // corrections
			"V-a V-d V-c " + // reasons
			"A-a A-k A-l A-m A-o A-t " + // ledger
			"H-i H-j H-x H-k H-p H-l H-h H-q H-u H-s H-ad H-c H-a H-b", // between bodies
		Info: "S-b N-e " + // parts
			"T3-f T4-d T4-e H-g " + // figures
			"N-m N-p " + // accounts
			"X-a X-e " + // hygiene
			"Y-j Y-b Y-e Y-g " + // last year
			"C-i C-j C-k C-l C-m C-n C-o " + // corrections
			"V-b " + // reasons
			"A-n " + // ledger
			"H-m H-r H-f", // between bodies
	}
	got := map[Severity][]string{}
	for _, r := range Rules() {
		if !strings.HasPrefix(r.Code, "I-") && !strings.HasPrefix(r.Code, "L-") || r.Code == codeTooLarge {
			got[r.Severity] = append(got[r.Severity], r.Code)
		}
	}
	for s, codes := range want {
		if list := strings.Join(got[s], " "); list != codes {
			t.Errorf("%v:\ngot  %s\nwant %s", s, list, codes)
		}
	}
}

// Errors and missing figures stand against publishing, other warnings do not.
func TestReady(t *testing.T) {
	r := clean()
	if got := Ready(r); len(got) != 0 {
		t.Errorf("a clean report is not ready: %+v", got)
	}
	r.Problems = Section{}
	if got := Ready(r); len(got) != 0 {
		t.Errorf("a warning stands against publishing: %+v", got)
	}
	r.Tables.(*Tables2021).Disclosure.Licenses = Blank
	r.Agency = ""
	var codes []string
	for _, f := range Ready(r) {
		codes = append(codes, f.Code)
	}
	if !slices.Equal(codes, []string{"R-a", "N-f"}) {
		t.Errorf("got %v", codes)
	}
	for _, none := range []*Report{nil, new(Report)} {
		if got := Ready(none); len(got) == 0 {
			t.Error("the empty report is ready")
		}
		if _, err := none.Document(); err == nil {
			t.Error("the empty report has a document")
		}
		if _, err := Encode(none); err == nil {
			t.Error("the empty report has a JSON")
		}
	}
}

// Missing figures are told cell by cell, and for people by row or table.
func TestFold(t *testing.T) {
	r := clean()
	blank := NewTables(Edition2021).(*Tables2021)
	tables := r.Tables.(*Tables2021)
	tables.Remedies, tables.Disclosure.Rules, tables.Disclosure.Licenses = blank.Remedies, blank.Disclosure.Rules, Blank
	tables.Applications.Received.Others = Blank
	tables.Applications.CarriedForward = Applicants{NotApplicable, NotApplicable, NotApplicable, NotApplicable, NotApplicable, NotApplicable}
	all := Checker{Severity: map[string]Severity{"N-f": Error}}.Check(r)
	if n := 3 + 1 + 1 + 6 + 12; len(all) != n {
		t.Errorf("%d findings, want %d", len(all), n)
	}
	want := []found{
		{"N-f", Error, 0, "/tables/disclosure/rules", "表二 规章", "整行未填", ""},
		{"N-f", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "未填", ""},
		{"N-f", Error, 0, "/tables/applications/received/others", "表三 一、本年新收政府信息公开申请数量 其他", "未填", ""},
	}
	for _, c := range applicantKinds {
		want = append(want, found{"N-f", Error, 0, "/tables/applications/carriedForward/" + c.key, "表三 四、结转下年度继续办理 " + c.label, "填的是“/”", ""})
	}
	want = append(want, found{"N-f", Error, 0, "/tables/remedies", "表四", "整张表未填", ""})
	if got := seen(r.Fold(all)); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := new(Report).Fold(all); len(got) != len(all) {
		t.Error("without tables findings are folded")
	}
	for _, e := range Editions() {
		r := &Report{Tables: NewTables(e)}
		if got := r.Fold(figuresMissing(r)); len(got) != len(e.Tables()) {
			t.Errorf("%s: a blank form folds to %+v", e, got)
		}
	}
}

func figuresMissing(r *Report) []Finding {
	return slices.DeleteFunc(r.Check(), func(f Finding) bool { return f.Code != codeMissing })
}

// Findings survive JSON, in either language.
func TestFindingsSurviveJSON(t *testing.T) {
	r := clean()
	r.Agency, r.Title = "", "2022年"
	findings := append(r.Check(), newFinding("T4-a", "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "0", "11").
		At(Pos{Page: 3, Line: 7, Sheet: "表三", Cell: "F12", Table: 2, Row: 7, Col: 4}))
	text, err := json.Marshal(findings)
	if err != nil {
		t.Fatal(err)
	}
	var again []Finding
	if err := json.Unmarshal(text, &again); err != nil || !reflect.DeepEqual(again, findings) {
		t.Errorf("got  %+v, %v\nwant %+v", again, err, findings)
	}
	for _, f := range findings {
		text, err := json.Marshal(f.InEnglish())
		var again Finding
		if err != nil || json.Unmarshal(text, &again) != nil || !reflect.DeepEqual(again, f) || !strings.Contains(string(text), `"message":"`+f.English()[:8]) {
			t.Errorf("in English: %s, %v", text, err)
		}
	}
	if text, _ := json.Marshal(findings[0]); strings.Contains(string(text), "pos") || strings.Contains(string(text), "want") {
		t.Errorf("fields that are not set: %s", text)
	}
	if err := json.Unmarshal([]byte(`{"code": 1}`), new(Finding)); err == nil {
		t.Error("a code that is a number is taken")
	}
}

func TestPos(t *testing.T) {
	for _, tt := range []struct {
		pos              Pos
		chinese, english string
	}{
		{Pos{}, "", ""},
		{Pos{Line: 12}, "第 12 行", "line 12"},
		{Pos{Page: 3, Line: 7}, "第 3 页第 7 行", "page 3 line 7"},
		{Pos{Sheet: "表三", Cell: "F12"}, "表三!F12", "表三!F12"},
		{Pos{Sheet: "表三"}, "表三", "表三"},
		{Pos{Table: 2, Row: 7, Col: 4}, "第 2 个表第 7 行第 4 格", "table 2 row 7 cell 4"},
	} {
		if got, english := tt.pos.String(), tt.pos.English(); got != tt.chinese || english != tt.english {
			t.Errorf("got %s, %s, want %s, %s", got, english, tt.chinese, tt.english)
		}
	}
}
