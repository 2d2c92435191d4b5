package report_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// A row is found by its label, however it is typed, and by its key.
func TestBuilderRowNames(t *testing.T) {
	for _, name := range []string{
		"（三）不予公开1.属于国家秘密", "1.属于国家秘密", "1．属于国家秘密", "1、属于国家秘密", "１. 属于 国家秘密", "（三） 不予公开 1. 属于国家秘密",
		"stateSecrets", "refused/stateSecrets", "results/refused/stateSecrets", "applications/results/refused/stateSecrets",
	} {
		a, findings, err := report.NewApplications2021().Row(name, 1, 2, 3, 4, 5, 6).Rest(0).Build()
		want := report.Applicants{NaturalPersons: 1, Enterprises: 2, ResearchInstitutions: 3, PublicWelfareOrganizations: 4, LegalServiceInstitutions: 5, Others: 6}
		if err != nil || findings != nil || a.Results.Refused.StateSecrets != want {
			t.Errorf("%s: got %+v, %v, %v", name, a.Results.Refused.StateSecrets, findings, err)
		}
	}
	for _, name := range []string{
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)",
	} {
		a, _, err := report.NewApplications2019().Row(name, 1, 0, 0, 0, 0, 0).Build()
		if err != nil || a.Results.PartiallyGranted.NaturalPersons != 1 {
			t.Errorf("%s: %+v, %v", name, a.Results.PartiallyGranted, err)
		}
	}
	for _, name := range []string{"行政诉讼 未经复议直接起诉", "未经复议直接起诉", "directLitigation"} {
		r, _, err := report.NewRemedies().Row(name, 1, 2, 3, 4).Build()
		if err != nil || r.DirectLitigation != (report.Outcomes{Upheld: 1, Corrected: 2, Other: 3, Pending: 4}) {
			t.Errorf("%s: %+v, %v", name, r.DirectLitigation, err)
		}
	}
}

// Every row of every table can be given by its label, and none is given twice
// by two labels.
func TestBuilderEveryRow(t *testing.T) {
	names := func(e report.Edition, table int) (labels, paths []string) {
		for _, row := range e.Tables()[table-2].Rows {
			labels = append(labels, row.Label)
			paths = append(paths, row.Path)
		}
		return labels, paths
	}
	labels, paths := names(report.Edition2021, 3)
	byLabel, byPath := report.NewApplications2021(), report.NewApplications2021()
	for i := range labels {
		n := report.Count(i)
		if labels[i] == "（七）总计" {
			byLabel.Row(labels[i], 2, 2, 2, 2, 2, 2)
			continue
		}
		byLabel.Row(labels[i], n, n, n, n, n, n, 6*n)
		byPath.Row(paths[i], n, n, n, n, n, n)
	}
	a, findings, err := byLabel.Build()
	if err != nil || len(findings) != 6 || findings[0].Code != "T3-b" {
		t.Errorf("got %v, %v, want six wrong totals", findings, err)
	}
	b, findings, err := byPath.Build()
	if err != nil || findings != nil || a != b {
		t.Errorf("by key: %v, %v\n%v\n%v", findings, err, a, b)
	}
	if a.CarriedForward.Others != report.Count(len(labels)-1) {
		t.Errorf("the last row has %d", a.CarriedForward.Others)
	}

	labels, _ = names(report.Edition2019, 2)
	d := report.NewDisclosure2019()
	for i, label := range labels {
		n := report.Count(i + 1)
		switch label {
		case "行政事业性收费":
			d.Text(label, "1", "-1")
		case "政府集中采购":
			d.Text(label, "6", "251000元")
		default:
			d.Row(label, n, n, n)
		}
	}
	got, _, err := d.Build()
	want := report.Disclosure2019{
		Rules:              report.Publications2019{Made: 1, Disclosed: 1, Total: 1},
		NormativeDocuments: report.Publications2019{Made: 2, Disclosed: 2, Total: 2},
		Licenses:           report.Items2019{LastYear: 3, Change: 3, Decisions: 3},
		OtherServices:      report.Items2019{LastYear: 4, Change: 4, Decisions: 4},
		Penalties:          report.Items2019{LastYear: 5, Change: 5, Decisions: 5},
		CompulsoryMeasures: report.Items2019{LastYear: 6, Change: 6, Decisions: 6},
		AdministrativeFees: report.FeeItems2019{LastYear: 1, Change: -1},
		Procurement:        report.Procurement2019{Projects: 6, Amount: report.MustAmount("251000元")},
	}
	if err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestBuilderRest(t *testing.T) {
	// Without it, rows that were not given are blank.
	r, findings, err := report.NewRemedies().Row("行政复议", 1, 0, 0, 0).Build()
	if err != nil || findings != nil || r.DirectLitigation.Upheld != report.Blank || r.Reconsideration.Upheld != 1 {
		t.Errorf("got %+v, %v, %v", r, findings, err)
	}
	r, _, err = report.NewRemedies().Row("行政复议", 1, 0, 0, report.Blank).Rest(0).Build()
	if err != nil || r.DirectLitigation != (report.Outcomes{}) || r.Reconsideration.Pending != report.Blank {
		t.Errorf("got %+v, %v", r, err)
	}
	// A row may still be given after it.
	r, _, err = report.NewRemedies().Rest(report.NotApplicable).Row("行政复议", 1, 0, 0, 0).Build()
	if err != nil || r.Reconsideration != (report.Outcomes{Upheld: 1}) || r.DirectLitigation.Total() != report.NotApplicable {
		t.Errorf("got %+v, %v", r, err)
	}
	d, _, err := report.NewDisclosure2021().Rest(0).Build()
	if err != nil || d != (report.Disclosure2021{}) {
		t.Errorf("got %+v, %v", d, err)
	}
	if _, _, err := report.NewDisclosure2021().Rest(-1).Build(); err == nil {
		t.Error("a negative rest is taken")
	}
}

func TestBuilderErrors(t *testing.T) {
	const noCount = "不是件数；应填 0 或正整数，最多十二位"
	build := func(err error) string {
		if err == nil {
			return ""
		}
		return err.Error()
	}
	applications := func(f func(*report.Builder[report.Applications2021])) string {
		b := report.NewApplications2021()
		f(b)
		_, _, err := b.Build()
		return build(err)
	}
	type builder = *report.Builder[report.Applications2021]
	tests := []struct {
		name string
		do   func(builder)
		want string
	}{
		{"unknown row, one character off", func(b builder) { b.Row("（一）予已公开", 0, 0, 0, 0, 0, 0) },
			"表三：没有“（一）予已公开”这一行；最相近的是“（一）予以公开”"},
		{"misprinted row", func(b builder) { b.Row("2.其他法律行政止公开", 0, 0, 0, 0, 0, 0) },
			"表三：没有“2.其他法律行政止公开”这一行；最相近的是“2.其他法律行政法规禁止公开”"},
		{"unknown row, nothing near", func(b builder) { b.Row("行政许可", 0) }, "表三：没有“行政许可”这一行"},
		{"row without a name", func(b builder) { b.Row("", 0) }, "表三：没有“”这一行"},
		{"name of nothing but punctuation", func(b builder) { b.Row("（）", 0) }, "表三：没有“（）”这一行"},
		{"too few figures", func(b builder) { b.Row("received", 1, 2, 3) },
			"表三 一、本年新收政府信息公开申请数量：这一行有 3 个数，应有 6 个（后面可再写总计）"},
		{"too many figures", func(b builder) { b.Row("received", 1, 2, 3, 4, 5, 6, 21, 0) },
			"表三 一、本年新收政府信息公开申请数量：这一行有 8 个数，应有 6 个（后面可再写总计）"},
		{"no figures", func(b builder) { b.Row("（七）总计") }, "表三 （七）总计：这一行有 0 个数，应有 6 个（后面可再写总计）"},
		{"row twice", func(b builder) {
			b.Row("received", 0, 0, 0, 0, 0, 0).Text("一、本年新收政府信息公开申请数量", "0", "0", "0", "0", "0", "0")
		},
			"表三 一、本年新收政府信息公开申请数量：同一行给了两次，只应给一次"},
		{"end of a key", func(b builder) { b.Row("Secrets", 0, 0, 0, 0, 0, 0) }, "表三：没有“Secrets”这一行"},
		{"key of a group", func(b builder) { b.Row("refused", 0, 0, 0, 0, 0, 0) }, "表三：没有“refused”这一行"},
		{"bad figure", func(b builder) { b.Text("received", "1", "2", "三", "4", "5", "6") },
			"表三 一、本年新收政府信息公开申请数量 科研机构：“三”" + noCount},
		{"negative", func(b builder) { b.Row("received", 1, 2, 3, -4, 5, 6) },
			"表三 一、本年新收政府信息公开申请数量 社会公益组织：“-4”" + noCount},
		{"bad total", func(b builder) { b.Text("received", "1", "2", "3", "4", "5", "6", "21.0") },
			"表三 一、本年新收政府信息公开申请数量 总计：“21.0”" + noCount},
		{"bad computed figure", func(b builder) { b.Text("（七）总计", "1", "x", "3", "4", "5", "6") },
			"表三 （七）总计 商业企业：“x”" + noCount},
		{"all errors are kept", func(b builder) { b.Row("received").Row("").Rest(-1) },
			"表三 一、本年新收政府信息公开申请数量：这一行有 0 个数，应有 6 个（后面可再写总计）（另有 139 处）"},
	}
	for _, tt := range tests {
		got := applications(tt.do)
		if got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
	for _, tt := range []struct{ figure, want string }{
		{"5亿", "表二 行政事业性收费：“5亿”不是金额"},
		{"251000元", "表二 行政事业性收费：单位应为万元，现为“251000元”"},
	} {
		_, _, err := report.NewDisclosure2021().Text("行政事业性收费", tt.figure).Build()
		if got := build(err); !strings.HasPrefix(got, tt.want) {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// Two builders and their tables share nothing, and a built table is a value.
func TestBuilderSharesNothing(t *testing.T) {
	b := report.NewRemedies().Rest(0)
	first, _, _ := b.Build()
	b.Row("行政复议", 1, 1, 1, 1)
	second, _, _ := b.Build()
	if first != (report.Remedies{}) || second.Reconsideration.Total() != 4 {
		t.Errorf("got %+v and %+v", first, second)
	}
}

func TestTables(t *testing.T) {
	if tables := report.Edition("2020").Tables(); tables != nil {
		t.Errorf("an edition that is none has tables: %v", tables)
	}
	for i, want := range []string{
		"2 表二 false 信息内容",
		"3 表三 false （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况 法人或其他组织 三、本年度办理结果",
		"4 表四 true 行政复议 行政诉讼",
	} {
		x := report.Edition2021.Tables()[i]
		if got := fmt.Sprint(x.Number, " ", x.Name, " ", x.Blocks, " ", strings.Join(x.Labels, " ")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	want := report.Row{
		Path: "remedies/directLitigation", Group: "行政诉讼", Label: "未经复议直接起诉",
		Columns: []string{"结果维持", "结果纠正", "其他结果", "尚未审结"}, Total: true,
	}
	if got := report.Edition2021.Tables()[2].Rows[1]; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	balance := []string{"applications/received", "applications/carriedOver", "applications/results/total", "applications/carriedForward"}
	for i, want := range [][]string{nil, balance, nil} {
		if got := report.Edition2021.Tables()[i].Balance; !slices.Equal(got, want) {
			t.Errorf("table %d: got %q, want %q", i, got, want)
		}
	}
	report.Edition2021.Tables()[1].Balance[0] = "changed"
	if got := report.Edition2021.Tables()[1].Balance; !slices.Equal(got, balance) {
		t.Error("the caller can change the balance")
	}
	report.Edition2021.Tables()[2].Rows[1].Columns[0] = "changed"
	if got := report.Edition2021.Tables()[2].Rows[1]; !reflect.DeepEqual(got, want) {
		t.Error("the caller can change the form")
	}
}

func TestSectionTitlesAndTopics(t *testing.T) {
	want := [6]string{
		"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
		"四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
	}
	if got := report.SectionTitles(); got != want {
		t.Errorf("got %q", got)
	}
	var titles []string
	for _, topic := range report.Topics() {
		titles = append(titles, topic.Title())
	}
	if got := strings.Join(titles, " "); got != "主动公开 依申请公开 政府信息管理 政府信息公开平台建设 监督保障" {
		t.Errorf("got %s", got)
	}
	if got := report.Topic("secrecy").Title(); got != "" {
		t.Errorf("a topic that is none has the title %s", got)
	}
}
