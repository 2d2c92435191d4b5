package report

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestChecker(t *testing.T) {
	own := Rule{
		Code: "acme/1", Severity: Warning, Source: "本市通知", Chinese: "应写明{want}", English: "it is to say {want}",
		Check: func(s *Subject, find func(Fault)) {
			if len(s.Other.Paragraphs) == 0 {
				find(Fault{Path: "/other", Want: "收费"})
			}
		},
	}
	r := clean()
	r.Problems, r.Other = Section{}, Section{}
	r.Tables.(*Tables2021).Disclosure.Licenses = Blank
	for _, tt := range []struct {
		checker Checker
		want    string
	}{
		{Checker{}, "N-b warning, N-c warning, N-f warning"},
		{Checker{Off: []string{"N-b", "none"}}, "N-c warning, N-f warning"},
		{Checker{Severity: map[string]Severity{"N-b": Error}}, "N-b error, N-c warning, N-f warning"},
		{Checker{Extra: []Rule{own}}, "N-b warning, N-c warning, N-f warning, acme/1 warning"},
		{Checker{Extra: []Rule{own}, Off: []string{"N-f", "N-b", "N-c"}, Severity: map[string]Severity{"acme/1": Info}}, "acme/1 info"},
		{Checker{Extra: []Rule{own}, Off: []string{"N-f", "N-b", "N-c", "acme/1"}}, ""},
		{Checker{Extra: []Rule{{Code: "acme/2"}}, Off: []string{"N-f", "N-b", "N-c"}}, ""},
	} {
		var got []string
		findings := tt.checker.Check(r)
		for _, f := range findings {
			got = append(got, f.Code+" "+f.Severity.English())
		}
		if list := strings.Join(got, ", "); list != tt.want {
			t.Errorf("%+v: got %s, want %s", tt.checker, list, tt.want)
		}
		if n := len(findings); n > 0 && findings[n-1].Code == "acme/1" && (findings[n-1].Message() != "应写明收费" || findings[n-1].English() != "it is to say 收费") {
			t.Errorf("%+v", findings[n-1])
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a code without a slash does not panic")
		}
	}()
	Checker{Extra: []Rule{{Code: "X-1"}}}.Check(r)
}

func TestDecodeChecker(t *testing.T) {
	c, err := DecodeChecker([]byte(`{
		"rules": {"N-b": "error", "N-f": "info", "D-b": "off", "H-k": "off", "H-a": "off", "H-e": "warning", "acme/1": "warning"},
		"kinds": {" 云栖市人民政府 ": "city"},
		"deadlines": {"department": "01-20", "county": "02-20"},
		"overview": 1500
	}`))
	want := Checker{
		Off: []string{"D-b", "H-k", "H-a"}, Severity: map[string]Severity{"N-b": Error, "N-f": Info, "H-e": Warning, "acme/1": Warning},
		Kinds:     map[string]BodyKind{"云栖市人民政府": BodyCity},
		Deadlines: map[BodyKind]Deadline{BodyDepartment: {1, 20}, BodyCounty: {2, 20}}, Overview: 1500,
	}
	if err != nil || !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v, %v", c, err)
	}
	if c, err := DecodeChecker([]byte("\uFEFF{}")); err != nil || !reflect.DeepEqual(c, Checker{}) {
		t.Errorf("got %+v, %v", c, err)
	}
	for _, tt := range []struct{ text, codes, place string }{
		{``, "J-a", ""},
		{`[]`, "J-d", ""},
		{`{"rule": {}}`, "J-b", "/rule"},
		{`{"rules": {"T9-z": "off"}}`, "J-b", "/rules/T9-z"},
		{`{"rules": {"F-a": "off"}}`, "J-b", "/rules/F-a"}, // found in reading, whatever an office wants
		{`{"rules": {"H-e": "off"}}`, "J-g", "/rules/H-e"}, // it decides what is added up
		{`{"rules": {"N-b": "fatal", "D-b": 1}}`, "J-g J-d", "/rules/N-b"},
		{`{"kinds": {"某局": "bureau"}}`, "J-g", "/kinds/某局"},
		{`{"deadlines": {"bureau": "01-20"}}`, "J-g", "/deadlines/bureau"},
		{`{"deadlines": {"department": "1-20"}}`, "J-d", "/deadlines/department"},
		{`{"deadlines": {"department": "02-29"}}`, "J-d", "/deadlines/department"},
		{`{"overview": 0}`, "J-d", "/overview"},
		{`{"overview": 1.5}`, "J-d", "/overview"},
		{`{"overview": 1500} {}`, "J-a", ""},
		{`{"overview": 1, "overview": 2}`, "J-c", "/overview"},
	} {
		c, err := DecodeChecker([]byte(tt.text))
		var e *InputError
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		var codes []string
		for _, f := range e.All() {
			codes = append(codes, f.Code)
		}
		if strings.Join(codes, " ") != tt.codes || e.Path != tt.place || !reflect.DeepEqual(c, Checker{}) {
			t.Errorf("%s: %v at %s: %v", tt.text, codes, e.Path, err)
		}
	}
}
