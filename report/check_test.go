package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// clean returns a report that no rule finds anything in.
func clean() *Report {
	paragraphs := func(s string) []string { return []string{s} }
	return &Report{
		Agency: "某市某局",
		Year:   2023,
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》" +
			"（国办公开办函〔2021〕30号）编制本报告。本报告所列数据的统计期限为2023年1月1日至2023年12月31日。联系电话：0500-8000000，邮编：200000。"},
		Overview: Section{Subsections: []Subsection{
			{Topic: TopicDisclosure, Paragraphs: paragraphs("通过门户网站主动公开信息500条。")},
			{Topic: TopicApplications, Paragraphs: paragraphs("健全登记、审核、答复各环节的规范，畅通受理渠道。")},
			{Topic: TopicManagement, Paragraphs: paragraphs("落实公开前的审查制度。")},
			{Topic: TopicPlatforms, Paragraphs: paragraphs("按规定的栏目更新门户网站。")},
			{Topic: TopicSupervision, Paragraphs: paragraphs("开展工作考核和社会评议，未发生责任追究的情形。")},
		}},
		Problems: Section{Paragraphs: paragraphs("存在的问题：政策解读形式单一。改进情况：增加图解。")},
		Other:    Section{Paragraphs: paragraphs("2023年度未收取信息处理费。")},
		Tables:   new(Tables2021),
	}
}

// lastYears returns the report of the year before of a clean one.
func lastYears() *Report {
	r := clean()
	r.Year--
	r.Preamble = []string{strings.ReplaceAll(r.Preamble[0], "2023年", "2022年")}
	return r
}

// found is a finding without its texts.
type found struct {
	Code        string
	Severity    Severity
	Line        int
	Path, Place string
	Got, Want   string
}

func seen(findings []Finding) (list []found) {
	for _, f := range findings {
		list = append(list, found{f.Code, f.Severity, f.Pos.Line, f.Path, f.Place, f.Got, f.Want})
	}
	return list
}

func TestCheckFindsNothing(t *testing.T) {
	if got := clean().Check(); got != nil {
		t.Errorf("got %+v", got)
	}
	if got := lastYears().Check(); got != nil {
		t.Errorf("last year's: got %+v", got)
	}
	// A form that there is not is of a year whose lawsuits are asked about.
	c := Checker{Off: []string{"T4-e"}}
	for _, e := range Editions() {
		if got := c.Check(sample(e)); got != nil {
			t.Errorf("%s: got %+v", e, got)
		}
	}
}

// trial makes a report wrong, or just not wrong.
type trial func(r *Report, t *Tables2021)

// checked returns what CheckAgainst finds after the trial, of the codes.
func checked(f, last, replaced trial, codes map[string]bool) []Finding {
	r := clean()
	f(r, r.Tables.(*Tables2021))
	var before *Report
	if last != nil {
		before = lastYears()
		last(before, before.Tables.(*Tables2021))
	}
	var corrected *Report
	if replaced != nil {
		corrected = clean()
		replaced(corrected, corrected.Tables.(*Tables2021))
	}
	return slices.DeleteFunc(Checker{}.CheckRevision(r, before, corrected), func(f Finding) bool { return !codes[f.Code] })
}

// checkTest is a case that trips a rule, and one near to it that does not.
type checkTest struct {
	trips trial
	want  []found
	near  trial
	last  trial // what makes the report of the year before of a clean one; nil is none
	// replaced makes the report that is corrected of a clean one; nil is none.
	replaced trial
}

// checkTests are the cases of every rule of Check, which stand beside the rules.
var checkTests = slices.Concat(structureTests, dateTests, partTests, figureTests, proseTests, accountTests, hygieneTests, lastTests, revisionTests, reasonTests)

func TestCheck(t *testing.T) {
	for _, tt := range checkTests {
		codes := map[string]bool{}
		for _, f := range tt.want {
			codes[f.Code] = true
		}
		if got := seen(checked(tt.trips, tt.last, tt.replaced, codes)); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", tt.want[0].Code, got, tt.want)
		}
		if got := checked(tt.near, tt.last, tt.replaced, codes); len(got) > 0 {
			t.Errorf("the case near to %+v: got %+v", tt.want[0], seen(got))
		}
	}
}

func TestUnprintable(t *testing.T) {
	for _, c := range []rune{
		0, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029,
		0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFDEF, 0xFEFF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF,
	} {
		for _, paragraph := range []bool{false, true} {
			if got, found := unprintable("字"+string(c), paragraph); !found || got != fmt.Sprintf("U+%04X", c) {
				t.Errorf("%U: got %q, %v", c, got, found)
			}
		}
	}
	for _, c := range []rune{' ', '~', 0xA0, 0x2003, 0x2014, 0x2027, 0x202F, 0x2065, 0x3000, 0xE000, 0xFDCF, 0xFDF0, 0xFFFD, 0x20BB7} {
		if got, found := unprintable(string(c), false); found {
			t.Errorf("%U: got %q", c, got)
		}
	}
	for _, c := range "\t\r\n" {
		_, line := unprintable(string(c), false)
		_, paragraph := unprintable(string(c), true)
		if !line || paragraph {
			t.Errorf("%U: found %v in a line, %v in a paragraph", c, line, paragraph)
		}
	}
}

func TestDate(t *testing.T) {
	for _, tt := range []struct {
		date  Date
		text  string
		valid bool
	}{
		{Date{}, "", false},
		{Date{2024, 1, 15}, "2024年1月15日", true},
		{Date{2024, 12, 31}, "2024年12月31日", true},
		{Date{2024, 2, 29}, "2024年2月29日", true},
		{Date{2000, 2, 29}, "2000年2月29日", true},
		{Date{2100, 2, 29}, "2100年2月29日", false},
		{Date{2023, 2, 29}, "2023年2月29日", false},
		{Date{2023, 4, 31}, "2023年4月31日", false},
		{Date{2023, 13, 1}, "2023年13月1日", false},
		{Date{2023, 1, 0}, "2023年1月0日", false},
		{Date{0, 1, 1}, "0年1月1日", false},
		{Date{10000, 1, 1}, "10000年1月1日", false},
	} {
		if got := tt.date.String(); got != tt.text || tt.date.valid() != tt.valid {
			t.Errorf("got %q, %v, want %q, %v", got, tt.date.valid(), tt.text, tt.valid)
		}
	}
}

// readTests has the same for the rules of Decode and the builders.
var readTests = []struct {
	trips func() ([]Finding, error)
	want  found
	near  func() ([]Finding, error)
}{
	{
		decoding(`"tables": {"applications": {"results": {"granted": {"others": 2}, "total": {"others": 3}}}}`),
		found{"T3-b", Error, 0, "/tables/applications/results/total/others", "表三 （七）总计 其他", "3", "2"},
		decoding(`"tables": {"applications": {"results": {"granted": {"others": 2}, "total": {"others": 2}}}}`),
	},
	{
		building(NewApplications2021().Row("received", 1, 2, 3, 4, 5, 6, 22).Rest(0)),
		found{"T3-c", Error, 0, "/tables/applications/received/total", "表三 一、本年新收政府信息公开申请数量 总计", "22", "21"},
		building(NewApplications2021().Row("received", 1, 2, 3, 4, 5, 6, 21).Rest(0)),
	},
	{
		building(NewApplications2019().Rest(0).Row("（七）总计", 1, 0, 0, 0, 0, 0)),
		found{"T3-b", Error, 0, "/tables/applications/results/total/naturalPersons", "表三 （七）总计 自然人", "1", "0"},
		building(NewApplications2019().Rest(0).Row("（七）总计", 0, 0, 0, 0, 0, 0)),
	},
	{
		building(NewRemedies().Row("行政复议", 10, 1, 0, 0, 0)),
		found{"T4-a", Error, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "0", "11"},
		building(NewRemedies().Row("行政复议", 10, 1, 0, 0, 11)),
	},
	{
		building(NewRemedies().Text("行政复议", "1", "2", "3.0", "4")),
		found{"F-a", Error, 0, "/tables/remedies/reconsideration/other", "表四 行政复议 其他结果", "3.0", ""},
		building(NewRemedies().Text("行政复议", "1", "2", "3件", "4")),
	},
	{
		building(NewDisclosure2021().Text("行政事业性收费", "1.2345678")),
		found{"F-b", Error, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "1.2345678", ""},
		building(NewDisclosure2021().Text("行政事业性收费", "1.234567")),
	},
	{
		building(NewDisclosure2019().Text("行政许可", "5", "+1.5", "7")),
		found{"F-c", Error, 0, "/tables/disclosure/licenses/change", "表二 行政许可 本年增/减", "+1.5", ""},
		building(NewDisclosure2019().Text("行政许可", "5", "+1036", "7")),
	},
	{
		building(NewDisclosure2021().Text("行政事业性收费", "251000元")),
		found{"F-d", Error, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "251000元", "万元"},
		building(NewDisclosure2021().Text("行政事业性收费", "25.1 万元")),
	},
	{
		building(NewDisclosure2021().Row("行政许可证", 5)),
		found{"F-e", Error, 0, "", "表二", "行政许可证", "行政许可"},
		building(NewDisclosure2021().Row("行政许可", 5)),
	},
	{
		building(NewDisclosure2021().Row("行政许可", 5).Row("licenses", 5)),
		found{"F-f", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "", ""},
		building(NewDisclosure2021().Row("行政许可", 5).Row("行政处罚", 5)),
	},
	{
		building(NewRemedies().Row("行政复议", 1, 2, 3)),
		found{"F-g", Error, 0, "/tables/remedies/reconsideration", "表四 行政复议", "3", "4 个（后面可再写总计）"},
		building(NewRemedies().Row("行政复议", 1, 2, 3, 4)),
	},
	{
		building(NewDisclosure2021().Row("规章", 1, 2, 3, 6)),
		found{"F-g", Error, 0, "/tables/disclosure/rules", "表二 规章", "4", "3 个"},
		building(NewDisclosure2021().Row("规章", 1, 2, 3)),
	},
	{
		func() ([]Finding, error) {
			for c := range Cells(new(Tables2021)) {
				if c.Computed {
					return nil, c.Set("1")
				}
			}
			return nil, nil
		},
		found{"F-h", Error, 0, "/tables/applications/received/total", "表三 一、本年新收政府信息公开申请数量 总计", "1", ""},
		func() ([]Finding, error) {
			for c := range Cells(new(Tables2021)) {
				if !c.Computed {
					if err := c.Set("1"); err != nil {
						return nil, err
					}
				}
			}
			return nil, nil
		},
	},
	{
		decoding(`"tables": {`),
		found{"J-a", Error, 0, "/tables", "表二至表四", "文件不完整", ""},
		decoding(`"tables": {}`),
	},
	{
		decoding(`"tables": {"disclosures": {}}`),
		found{"J-b", Error, 0, "/tables/disclosures", "表二至表四", "disclosures", "disclosure"},
		decoding(`"tables": {"disclosure": {}}`),
	},
	{
		decoding(`"tables": {}, "tables": {}`),
		found{"J-c", Error, 0, "/tables", "表二至表四", "tables", ""},
		decoding(`"tables": {}, "title": ""`),
	},
	{
		decoding(`"tables": {"remedies": []}`),
		found{"J-d", Error, 0, "/tables/remedies", "表四", "[ ] 中的一列", "{ } 中的各项"},
		decoding(`"tables": {"remedies": {}}`),
	},
	{
		decoding(`"tables": {}, "issuer": "\udbff"`),
		found{"J-e", Error, 0, "/issuer", "署名", "", ""},
		decoding(`"tables": {}, "issuer": "\udbff\udfef"`),
	},
	{
		decoding(`"tables": {}, "edition": "2022"`),
		found{"J-f", Error, 0, "/edition", "格式年版", "2022", list(Editions())},
		decoding(`"tables": {}, "edition": "2021"`),
	},
	{
		decoding(`"tables": {}, "scope": "市"`),
		found{"J-g", Error, 0, "/scope", "统计范围", "市", "agency、jurisdiction"},
		decoding(`"tables": {}, "scope": "agency"`),
	},
	{
		decoding(`"title": ""`),
		found{"J-h", Error, 0, "/tables", "表格数据", "表格数据（tables）", ""},
		decoding(`"tables": {}`),
	},
	{
		decoding(`"tables": {"disclosure": {"licenses": Infinity}}`),
		found{"J-i", Error, 0, "/tables/disclosure/licenses", "表二至表四", "'I'", ""},
		decoding(`"tables": {"disclosure": {"licenses": 1}}`),
	},
}

// decoding reads a report of 2023 with the members.
func decoding(members string) func() ([]Finding, error) {
	text := `{"agency": "某局", "year": 2023, ` + members
	if !strings.HasSuffix(text, ": {") {
		text += "}"
	}
	return func() ([]Finding, error) {
		_, findings, err := Decode([]byte(text))
		return findings, err
	}
}

func building[T any](b *Builder[T]) func() ([]Finding, error) {
	return func() ([]Finding, error) {
		_, findings, err := b.Build()
		return findings, err
	}
}

func TestReading(t *testing.T) {
	for _, tt := range readTests {
		findings, err := tt.trips()
		var e *InputError
		if errors.As(err, &e) {
			findings = append(findings, e.Finding.At(Pos{})) // the lines are those of TestDecodeErrors
		}
		if !slices.Contains(seen(findings), tt.want) {
			t.Errorf("got %+v, %v, want\n%+v", findings, err, tt.want)
		}
		if findings, err := tt.near(); findings != nil || err != nil {
			t.Errorf("the case near to %+v: got %+v, %v", tt.want, findings, err)
		}
	}
}

// Every rule has a case that trips it, and a case near to it that does not and is not the
// clean report; but for those of package intake, whose codes begin with I.
func TestEveryRuleIsTested(t *testing.T) {
	trips, near := map[string]int{}, map[string]int{}
	for _, tt := range checkTests {
		r := clean()
		tt.near(r, r.Tables.(*Tables2021))
		changed := tt.last != nil || tt.replaced != nil || !reflect.DeepEqual(r, clean())
		codes := map[string]bool{}
		for _, f := range tt.want {
			codes[f.Code] = true
		}
		for code := range codes {
			trips[code]++
			if changed {
				near[code]++
			}
		}
	}
	for _, tt := range bodyTests {
		trips[tt.want[0].Code]++
		near[tt.want[0].Code]++
	}
	for _, tt := range publishedTests {
		trips[tt.want[0].Code]++
		near[tt.want[0].Code]++
	}
	for _, tt := range ledgerTests {
		trips[tt.want.Code]++
		near[tt.want.Code]++
	}
	for _, tt := range readTests {
		trips[tt.want.Code]++
		near[tt.want.Code]++
	}
	for _, r := range Rules() {
		if !strings.HasPrefix(r.Code, "I-") && (trips[r.Code] == 0 || near[r.Code] == 0) {
			t.Errorf("rule %s: %d cases trip it, %d are near to it", r.Code, trips[r.Code], near[r.Code])
		}
	}
}

func TestRules(t *testing.T) {
	placeholder := regexp.MustCompile(`\{[^}]*\}`)
	code := regexp.MustCompile(`^[A-Z]\d?-[a-z]{1,2}$`)
	han := regexp.MustCompile(`\p{Han}`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Code] || !code.MatchString(r.Code) {
			t.Errorf("code %q is there twice or ill-formed", r.Code)
		}
		seen[r.Code] = true
		if r.Source == "" || r.Severity > Error || !han.MatchString(r.Chinese) || r.English == "" {
			t.Errorf("%s lacks something: %+v", r.Code, r)
		}
		c, e := placeholder.FindAllString(r.Chinese, -1), placeholder.FindAllString(r.English, -1)
		slices.Sort(c)
		slices.Sort(e)
		if !slices.Equal(c, e) {
			t.Errorf("%s: placeholders %v in Chinese, %v in English", r.Code, c, e)
		}
		for _, p := range c {
			if !slices.Contains([]string{"{got}", "{want}", "{difference}", "{quote}", "{cells}", "{bodies}", "{list}"}, p) {
				t.Errorf("%s: placeholder %s", r.Code, p)
			}
		}
		if strings.Count(r.Chinese, "[") != strings.Count(r.English, "[") || strings.Count(r.Chinese, "[") != strings.Count(r.Chinese, "]") {
			t.Errorf("%s: brackets differ", r.Code)
		}
	}
	Rules()[0].Code = "changed"
	if Rules()[0].Code == "changed" {
		t.Error("the caller can change the rules")
	}
}

func TestMessages(t *testing.T) {
	tests := []struct {
		err              error
		chinese, english string
	}{
		{
			&InputError{Finding: newFinding("J-b", "/isuer", "", "isuer", "issuer").At(Pos{Line: 31})},
			"第 31 行：不认识的键“isuer”；是不是“issuer”？",
			"line 31: unknown key isuer; is it issuer?",
		},
		{
			&InputError{Finding: newFinding("J-b", "/x", "", "x", "").At(Pos{Line: 31})},
			"第 31 行：不认识的键“x”",
			"line 31: unknown key x",
		},
		{
			&InputError{Finding: newFinding("J-a", "", "", "文件是空的", "").At(Pos{Line: 1})},
			"第 1 行：不是 JSON：文件是空的",
			"line 1: not JSON: the file is empty",
		},
		{
			&InputError{Finding: newFinding("R-c", "/tables", "表二至表四", "", "")},
			"表二至表四：没有表格数据",
			"表二至表四: there are no tables",
		},
		{
			&InputError{Finding: newFinding("J-d", "/agency", "机关全称", "[ ] 中的一列", "加引号的文字").At(Pos{Line: 2})},
			"第 2 行 机关全称：应是加引号的文字，现为[ ] 中的一列",
			"line 2, 机关全称: expected a string, found an array",
		},
		{
			&InputError{Finding: newFinding("F-e", "", "表二", "{want}", "{got}")},
			"表二：没有“{want}”这一行；最相近的是“{got}”",
			"表二: there is no row {want}; the nearest is {got}",
		},
		{&InputError{}, "", ""},
	}
	for _, tt := range tests {
		got := tt.err.(*InputError)
		if got.Error() != tt.chinese || got.English() != tt.english {
			t.Errorf("got  %s\n     %s\nwant %s\n     %s", got.Error(), got.English(), tt.chinese, tt.english)
		}
	}
}

// In English nothing but labels and what the report says is Chinese: no message
// of Decode, whose findings have neither, has a Chinese character.
func TestEnglishIsEnglish(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	quoted := regexp.MustCompile(`says \p{Han}+|missing: \p{Han}+`)
	for phrase, english := range phrases {
		if !han.MatchString(phrase) || han.MatchString(quoted.ReplaceAllString(english, "")) {
			t.Errorf("%q is %q in English", phrase, english)
		}
	}
	for _, text := range []string{
		"", "{", "[]", `{"agency": 1}`, `{"agency": {}}`, `{"agency": null}`, `{"preamble": true}`, `{"year": ""}`,
		`{"year": 1}`, `{"overview": {"subsections": [{"runIn": 0}]}}`, "{}", "{}x", strings.Repeat(`{"tables":`, 20_000), "年",
		`{"agency": "", "year": 2023, "tables": {}} {}`, `{"agency": "", "agency": ""}`, "\"\xff\"", `{"date": "x"}`, `{"agencies": ""}`,
	} {
		_, _, err := Decode([]byte(text))
		e, ok := err.(*InputError)
		if !ok || text != "年" && han.MatchString(quoted.ReplaceAllString(e.Finding.English(), "")) || !han.MatchString(e.Error()) {
			t.Errorf("%.40s: %v", text, e.English())
		}
	}
}

func TestFindingJSON(t *testing.T) {
	text, err := json.Marshal(newFinding("T4-a", "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "0", "11"))
	const want = `{"code":"T4-a","severity":"error","path":"/tables/remedies/reconsideration/total","place":"表四 行政复议 总计",` +
		`"message":"总计与维持、纠正、其他、尚未审结之和不符：填报 0，应为 11，相差 11",` +
		`"english":"the total is not the sum of upheld, corrected, other and pending: printed 0, expected 11, a difference of 11","got":"0","want":"11","source":"填报惯例"}`
	if err != nil || string(text) != want {
		t.Errorf("got  %s, %v\nwant %s", text, err, want)
	}
}

func TestSeverity(t *testing.T) {
	for s, want := range map[Severity]string{Info: "提示 info", Warning: "警告 warning", Error: "错误 error"} {
		if got := s.String() + " " + s.English(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if HasErrors(nil) || HasErrors([]Finding{newFinding("N-f", "", "", "", "")}) || !HasErrors([]Finding{newFinding("N-f", "", "", "", ""), newFinding("R-a", "", "", "", "")}) {
		t.Error("HasErrors is wrong")
	}
	defer func() {
		if recover() == nil {
			t.Error("newFinding of no rule does not panic")
		}
	}()
	newFinding("Z-z", "", "", "", "")
}

// A report is used by many goroutines at once; the race detector watches.
func TestConcurrentUse(t *testing.T) {
	r := sample(Edition2021)
	text, err := Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			for range 5 {
				if f := r.Check(); f != nil {
					t.Error(f)
				}
				if _, err := r.Document(); err != nil {
					t.Error(err)
				}
				again, err := Encode(r)
				if err != nil || string(again) != string(text) {
					t.Error(err, "or other bytes")
				}
				if _, _, err := Decode(text); err != nil {
					t.Error(err)
				}
				if _, _, err := NewRemedies().Rest(0).Build(); err != nil {
					t.Error(err)
				}
				r.Tables.Edition().Tables()
				Rules()
			}
		})
	}
	group.Wait()
}

// publishedAll returns the figures of published reports.
func publishedAll(t testing.TB, file string) []published {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Datasets []published }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all.Datasets
}

// TestPublishedFigures reads the figures of published reports, under other names,
// and expects the errors that were published, and no others.
func TestPublishedFigures(t *testing.T) {
	want := map[string][]found{
		"city-2023":   nil,
		"city-2024":   nil,
		"office-2019": nil,
		"county-2023": { // in the order of the JSON, whose keys are sorted
			{"T4-a", Error, 0, "/tables/remedies/litigationAfterReconsideration/total", "表四 行政诉讼复议后起诉 总计", "0", "5"},
			{"T4-a", Error, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "0", "11"},
		},
	}
	read := map[string]bool{}
	for _, p := range publishedAll(t, "testdata/cases/figures.json") {
		r, findings, err := Decode(p.json(t))
		if err != nil {
			t.Errorf("%s: %v", p.ID, err)
			continue
		}
		read[p.ID] = true
		var wrong []Finding
		for _, f := range append(findings, r.Check()...) {
			if f.Severity == Error {
				wrong = append(wrong, f)
			}
		}
		if !reflect.DeepEqual(seen(wrong), want[p.ID]) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", p.ID, wrong, want[p.ID])
		}
		if d, err := r.Document(); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		} else {
			for _, b := range d.Blocks {
				checkBlock(t, b)
			}
		}
	}
	for id := range want {
		if !read[id] {
			t.Errorf("%s was not read", id)
		}
	}
}

// published are the figures of a published report; null is a blank cell.
type published struct {
	ID, Agency, Edition string
	Year                int
	T2                  map[string]any
	T2of2019            map[string]any `json:"t2_2019"`
	T3                  map[string][]*int
	T4                  [][]*int
}

// json returns the report's JSON with every figure and total that was printed.
func (p *published) json(t testing.TB) []byte {
	t.Helper()
	edition := Edition(p.Edition[:4])
	tables := map[string]any{}
	set := func(row Row, cells []any) {
		at, keys := tables, strings.Split(row.Path, "/")
		for _, k := range keys[:len(keys)-1] {
			if at[k] == nil {
				at[k] = map[string]any{}
			}
			at = at[k].(map[string]any)
		}
		last := keys[len(keys)-1]
		for r := range edition.form().rows() {
			if r.path != row.Path {
				continue
			}
			if r.cols[0].key == "" {
				at[last] = cells[0]
				return
			}
			object := map[string]any{}
			for i, c := range r.cols {
				object[c.key] = cells[i]
			}
			if r.sum {
				object["total"] = cells[len(r.cols)]
			}
			at[last] = object
			return
		}
		t.Fatalf("%s: no row %s", p.ID, row.Path)
	}

	t2, keys := p.T2, []string{"gz", "gf", "xk", "cf", "qz", "fee"}
	if edition == Edition2019 {
		t2, keys = p.T2of2019, []string{"gz", "gf", "xk", "qt", "cf", "qz", "fee", "cg"}
	}
	for i, row := range edition.Tables()[0].Rows {
		cells, ok := t2[keys[i]].([]any)
		if !ok {
			cells = []any{t2[keys[i]]}
		}
		set(row, cells)
	}
	if p.T3["o"] != nil && edition == Edition2021 { // one row （六）, as in 2019
		p.T3["o3"] = p.T3["o"]
	}
	keys = strings.Fields("new in open part d1 d2 d3 d4 d5 d6 d7 d8 u1 u2 u3 n1 n2 n3 n4 n5 o1 o2 o3 total out")
	if edition == Edition2019 {
		keys = strings.Fields("new in open part d1 d2 d3 d4 d5 d6 d7 d8 u1 u2 u3 n1 n2 n3 n4 n5 o total out")
	}
	for i, row := range edition.Tables()[1].Rows {
		if cells := p.T3[keys[i]]; cells != nil {
			set(row, values(cells))
		}
	}
	for i, row := range edition.Tables()[2].Rows {
		set(row, values(p.T4[i]))
	}
	text, err := json.Marshal(map[string]any{"agency": p.Agency, "year": p.Year, "edition": edition, "tables": tables})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func values(cells []*int) []any {
	all := make([]any, len(cells))
	for i, c := range cells {
		if c != nil {
			all[i] = json.Number(fmt.Sprint(*c))
		}
	}
	return all
}
