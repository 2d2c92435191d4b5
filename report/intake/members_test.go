package intake

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/report"
)

func TestReadMembers(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("单位名称,原名\n某县甲局,某县老局\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text  string
		want  []report.Member
		codes string
	}{
		{"机关全称,曾用名,数据计入\n某县甲局,某县老局、某县旧局；某县 原局,\n某县乙局,,某县甲局\n", []report.Member{
			{Agency: "某县甲局", Former: []string{"某县老局", "某县旧局", "某县 原局"}}, {Agency: "某县乙局", Within: "某县甲局"}}, ""},
		{"\uFEFF机关全称\r\n某县甲局\r\n\r\n某县乙局", []report.Member{{Agency: "某县甲局"}, {Agency: "某县乙局"}}, ""},
		{gbk, []report.Member{{Agency: "某县甲局", Former: []string{"某县老局"}}}, "I-t"},
		{"某县应报机关名单（共 2 个）\n序号\t计入机关\t机关（全称）\t联系人\n1\t/\t某县甲局\t张三\n2\t某县甲局\t某县乙局\t\n\t\t合计\t\n注：截至年底\n",
			[]report.Member{{Agency: "某县甲局"}, {Agency: "某县乙局", Within: "某县甲局"}}, "I-fb I-aq I-aq"},
		{"应报单位;曾用名\n某县甲局;无\n应报单位;曾用名\n“某县乙局”;—\n注：另有垂直管理机关\n", []report.Member{{Agency: "某县甲局"}, {Agency: "“某县乙局”"}}, "I-aq I-aq"},
		{"<table><tr><th>序号</th><th>机关名称</th></tr><tr><td>1</td><td>某县甲局</td></tr></table>", []report.Member{{Agency: "某县甲局"}}, "I-fb"},
	} {
		got, findings, err := ReadMembers([]byte(tt.text))
		var codes []string
		for _, f := range findings {
			codes = append(codes, f.Code)
		}
		if err != nil || !reflect.DeepEqual(got, tt.want) || strings.Join(codes, " ") != tt.codes {
			t.Errorf("%q: %+v, %v, %v", tt.text, got, codes, err)
		}
	}
}

func TestReadMembersFaults(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string // line, code and what was found
	}{
		{"", []string{"0 I-fa "}},
		{"某县甲局\n某县乙局\n", []string{"0 I-fa "}},
		{"曾用名,数据计入\n某县老局,某县甲局\n", []string{"0 I-fa "}},
		{`{"agency": "某县甲局"}`, []string{"0 I-fa "}},
		{"机关全称\n", []string{"0 I-dd "}},
		{"机关全称,单位\n某县甲局,某县乙局\n", []string{"1 I-h 单位"}},
		{"机关全称,曾用名\n某县甲局,某县老局\n,某县旧局\n某县乙局,,某县丙局\n", []string{"3 I-dc 机关全称", "4 I-di 某县丙局"}},
		{"机关全称,曾用名,数据计入\n某县甲局,,某县丙局\n某县乙局,某县甲局,\n某县丁局,,某县戊局\n某县戊局,,某县丁局\n", []string{
			"3 H-v 某县甲局", "2 H-y 某县丙局", "4 H-z 某县戊局", "5 H-z 某县丁局"}},
		{"机关全称\n某县\u0007甲局\n", []string{"2 I-e U+0007"}},
	} {
		got, _, err := ReadMembers([]byte(tt.text))
		e := (*report.InputError)(nil)
		if !errors.As(err, &e) || got != nil {
			t.Errorf("%q: %+v, %v", tt.text, got, err)
			continue
		}
		var faults []string
		for _, f := range e.All() {
			faults = append(faults, fmt.Sprintf("%d %s %s", f.Pos.Line, f.Code, f.Got))
		}
		if !slices.Equal(faults, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, faults, tt.want)
		}
	}
}
