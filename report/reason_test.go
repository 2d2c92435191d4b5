package report

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
)

// unproblematic makes a report say nothing in section five, for the reason.
func unproblematic(x Reason) trial {
	return func(r *Report, _ *Tables2021) {
		r.Problems = Section{}
		r.Reasons = []Reason{x}
	}
}

var emptyProblems = []string{"现为空白", ""}

var reasonTests = []checkTest{
	{
		trips: unproblematic(Reason{Code: "N-b", Path: "/problems", Figures: emptyProblems, Text: "经核实，情况属实，数据无误。", Who: "张三"}),
		want:  []found{{"V-a", Warning, 0, "/reasons/0", "核实说明 第 1 条", "经核实，情况属实，数据无误。", ""}},
		near:  unproblematic(Reason{Code: "N-b", Path: "/problems", Figures: emptyProblems, Text: "机构本年十二月新设，经核实无误。", Who: "张三"}),
	},
	{
		trips: unproblematic(Reason{Code: "N-b", Path: "/problems", Figures: emptyProblems, Text: "机构本年十二月新设。", Who: " "}),
		want:  []found{{"V-d", Warning, 0, "/reasons/0", "核实说明 第 1 条", "机构本年十二月新设。", ""}},
		near:  unproblematic(Reason{Code: "N-b", Path: "/problems", Figures: emptyProblems, Text: "机构本年十二月新设。", Who: "张三"}),
	},
	{
		trips: unproblematic(Reason{Code: "N-b", Path: "/problems", Figures: []string{"现为“无”", ""}, Text: "机构本年十二月新设。", Who: "张三"}),
		want:  []found{{"V-b", Info, 0, "/reasons/0", "核实说明 第 1 条", "现为“无”", "现为空白"}},
		// What a reason was given for is mended.
		near: func(r *Report, _ *Tables2021) {
			r.Reasons = []Reason{{Code: "N-b", Path: "/problems", Figures: emptyProblems, Text: "机构本年十二月新设。", Who: "张三"}}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure.Licenses = Blank
			r.Reasons = []Reason{{Code: "N-f", Path: "/tables/disclosure/licenses", Figures: []string{missingCell, ""}, Text: "本机关没有这项权力。", Who: "张三"}}
		},
		want: []found{{"V-c", Warning, 0, "/reasons/0", "核实说明 第 1 条", "", ""}},
		near: unproblematic(Reason{Code: "N-b", Path: "/problems", Figures: emptyProblems, Text: "机构本年十二月新设。", Who: "张三"}),
	},
}

// A warning stands with a reason until one of its figures changes; an error never does.
func TestReason(t *testing.T) {
	r := clean()
	r.Problems = Section{}
	warning := r.Check()[0]
	x, err := warning.Explain("机构本年十二月新设。", "张三", Date{2024, 1, 8})
	if err != nil {
		t.Fatal(err)
	}
	r.Reasons = []Reason{x}
	findings := r.Check()
	if len(findings) != 1 || findings[0].Reason == nil || !reflect.DeepEqual(*findings[0].Reason, x) || findings[0].Severity != Warning {
		t.Errorf("got %+v", findings)
	}
	text, err := json.Marshal(findings)
	var again []Finding
	if err != nil || json.Unmarshal(text, &again) != nil || !reflect.DeepEqual(again, findings) {
		t.Errorf("got %s, %v", text, err)
	}
	r.Problems.Paragraphs = []string{"无。"}
	findings = r.Check()
	if got := codes(findings); !slices.Equal(got, []string{"N-b", "V-b"}) || findings[0].Reason != nil {
		t.Errorf("of other figures: got %v", got)
	}
	r.Problems.Paragraphs = nil
	office := Checker{Severity: map[string]Severity{"N-b": Error}}
	if findings = office.Check(r); !slices.Equal(codes(findings), []string{"N-b", "V-c"}) || findings[0].Reason != nil {
		t.Errorf("of an error: got %+v", findings)
	}
	for _, tt := range []struct {
		f         Finding
		text, who string
		code      string
	}{
		{warning, "无", "张三", "V-a"},
		{warning, "", "张三", "V-a"},
		{warning, "机构本年十二月新设。", "", "V-d"},
		{newFinding("T3-a", "/x", "", "1", "2"), "机构本年十二月新设。", "张三", "V-c"},
		{newFinding("N-f", "/x", "", "", ""), "机构本年十二月新设。", "张三", "V-c"},
	} {
		_, err := tt.f.Explain(tt.text, tt.who, Date{})
		var e *InputError
		if !errors.As(err, &e) || e.Code != tt.code {
			t.Errorf("%s %q: %v", tt.f.Code, tt.text, err)
		}
	}
}

func codes(findings []Finding) (list []string) {
	for _, f := range findings {
		list = append(list, f.Code)
	}
	return list
}

func TestHollow(t *testing.T) {
	for _, text := range []string{"", " ", "无", "无。", "/", "核实无误", "经核实，无误", "情况属实", "数据真实准确", "已核对", "经我局核实，上述数据准确无误。", "同上", "略", "确认无误！", "属实，请予通过", "据实填报"} {
		if !hollow(text) {
			t.Errorf("%q is taken for a reason", text)
		}
	}
	for _, text := range []string{"机构改革", "三月划入原交通局业务", "上年漏报2件，本年补计", "文件清理后重新统计", "案件中止审理", "企业集中申请查询征地信息"} {
		if hollow(text) {
			t.Errorf("%q is taken for nothing", text)
		}
	}
}
