package intake_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

func TestSplitCells(t *testing.T) {
	for text, want := range map[string][][]string{
		"":                           {{""}},
		"1":                          {{"1"}},
		"1\t2\r\n3\t4\r\n":           {{"1", "2"}, {"3", "4"}},
		"1\r2\r":                     {{"1"}, {"2"}},
		"\ufeff1\t\n\t2":             {{"1", ""}, {"", "2"}},
		"1\n\n":                      {{"1"}, {""}},
		"\n\n2":                      {{""}, {""}, {"2"}},
		"\"1\n\"\t\"a\tb\"\n\"\"\t3": {{"1\n", "a\tb"}, {"", "3"}},
		`"三""安全""一稳定"` + "\t1":       {{`三"安全"一稳定`, "1"}},
		"\"1\t2\n3\"x\t4":            {{`"1`, "2"}, {`3"x`, "4"}},
		`"`:                          {{`"`}},
		`1"` + "\t" + `2"`:           {{`1"`, `2"`}},
	} {
		if got := intake.SplitCells(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSplitPage(t *testing.T) {
	for page, want := range map[string][][]string{
		`<table><tr><td>1</td><td style="display:none">2</td><td>3</td></tr><tr style="display:none"><td>4</td><td>5</td><td>6</td></tr><tr><td> 7 </td><td style="display:none">8</td><td></td></tr></table>`: {{"1", "3"}, {"7", ""}},
		`<table><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></table>`: {{"1", "2"}, {"", "3"}},
		`<table><tr><td>1</td></tr><tr><td></td></tr><tr><td>3</td></tr></table>`:     {{"1"}, {""}, {"3"}},
		`<p>1</p>`: nil,
		`<table><tr><td>1</td><td>2</td></tr></table><p></p><table><tr><td>1</td><td>2</td></tr></table>`: nil,
	} {
		if got, err := intake.SplitPage([]byte(page)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, %v", page, got, err)
		}
	}
}

// told returns what was told of a reading.
func told(cells map[string]string, findings []report.Finding, err error) string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(cells)) {
		fmt.Fprintf(&b, "%s=%s\n", strings.TrimPrefix(path, "/tables/"), cells[path])
	}
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s\n", f.Code, f.Message())
	}
	if err != nil {
		fmt.Fprintln(&b, err)
	}
	return b.String()
}

// Rows are read by their labels, blank cells stay in their columns and what is no figure
// stays as it stands; the tables of another year's form are refused.
func TestReadCells(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"row", "一、本年新收政府信息公开申请数量\t1\t\t3\t4\t5\t6\t19", `applications/received/enterprises=
applications/received/legalServiceInstitutions=5
applications/received/naturalPersons=1
applications/received/others=6
applications/received/publicWelfareOrganizations=4
applications/received/researchInstitutions=3
applications/received/total=19
`},
		{"html", `<table><tr><td rowspan="2">（三）不予公开</td><td>1.属于国家秘密</td><td>1</td><td>x</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>
<tr><td>3.危及“三安全一稳定”</td><td></td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr></table>`,
			`applications/results/refused/securityAndStability/enterprises=2
applications/results/refused/securityAndStability/legalServiceInstitutions=0
applications/results/refused/securityAndStability/naturalPersons=
applications/results/refused/securityAndStability/others=0
applications/results/refused/securityAndStability/publicWelfareOrganizations=0
applications/results/refused/securityAndStability/researchInstitutions=0
applications/results/refused/securityAndStability/total=2
applications/results/refused/stateSecrets/enterprises=x
applications/results/refused/stateSecrets/legalServiceInstitutions=0
applications/results/refused/stateSecrets/naturalPersons=1
applications/results/refused/stateSecrets/others=0
applications/results/refused/stateSecrets/publicWelfareOrganizations=0
applications/results/refused/stateSecrets/researchInstitutions=0
applications/results/refused/stateSecrets/total=1
`},
		{"text beside it", "本年的数据如下。\n信息内容\t本年处理决定数量\n行政处罚\t1,234\n", `disclosure/penalties=1,234
I-aq 没有读入表格之外的文字：1 处
`},
		{"figures alone", "1\t2\n3\t4", "I-aq 没有读入表格之外的文字：2 处\n没有找到格式中的表格；请把表格也复制进来，图片中的表格读不出\n"},
		{"another form", "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t2\t3\n规范性文件\t1\t2\t3", "第 1 行第 2 格 表二：2021 年版的格式没有“本年新制作数量”；请看看是不是混用了两个版本的表格\n"},
		{"too few", "一、本年新收政府信息公开申请数量\t1\t2\t3\t4", "第 1 行第 2 格 表三 一、本年新收政府信息公开申请数量：不能确定各个数字属于哪一列：见到 1 2 3 4，应有 6 个；请补齐，没有发生的填 0\n"},
	} {
		if got := told(intake.Options{Year: 2024}.ReadCells([]byte(test.data))); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}
