package intake

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// readCase reads what was published, under another name and in other words.
func readCase(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/cases/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPublishedPaste(t *testing.T) {
	r, findings, err := Read(readCase(t, "pasted-2023.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if r.FullTitle() != "澜河区政务服务和大数据管理局2023年政府信息公开工作年度报告" || r.Agency != "澜河区政务服务和大数据管理局" || r.Year != 2023 {
		t.Errorf("title %q, agency %q, year %d", r.FullTitle(), r.Agency, r.Year)
	}
	var topics []report.Topic
	for _, s := range r.Overview.Subsections {
		topics = append(topics, s.Topic)
		if s.RunIn || s.Title != "" || len(s.Paragraphs) != 1 || strings.ContainsAny(s.Paragraphs[0], ", ") {
			t.Errorf("subsection %+v", s)
		}
	}
	want := []report.Topic{report.TopicDisclosure, report.TopicApplications, report.TopicManagement, report.TopicPlatforms, report.TopicSupervision}
	if !slices.Equal(topics, want) {
		t.Errorf("topics %v", topics)
	}
	for i, s := range []report.Section{r.Problems, r.Other} {
		if !slices.Equal(s.Paragraphs, []string{"无"}) || s.Subsections != nil || s.Notes != nil {
			t.Errorf("section %d: %+v", i+5, s)
		}
	}
	if _, ok := r.Tables.(*report.Tables2021); !ok {
		t.Fatalf("tables %T", r.Tables)
	}
	for i, f := range figuresOf(reflect.ValueOf(r.Tables).Elem()) {
		if f != "0" {
			t.Errorf("figure %d is %q", i, f)
		}
	}
	for _, f := range findings {
		if f.Severity != report.Info {
			t.Errorf("%s %s %s", f.Code, f.Place, f.Message())
		}
	}
	for _, f := range r.Check() {
		if f.Code != "N-b" && f.Code != "N-c" { // sections five and six say 无
			t.Errorf("%s %s %s", f.Code, f.Place, f.Message())
		}
	}
}

// figuresCase is one report of figures.json.
type figuresCase struct {
	ID     string
	Agency string
	Year   int
	T2     map[string]any
	T22019 map[string]any `json:"t2_2019"`
	T3     map[string][]any
	T4     [][]any
}

func text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case float64:
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprint(v)
}

func texts(v any) (out []string) {
	list, ok := v.([]any)
	if !ok {
		return []string{text(v)}
	}
	for _, x := range list {
		out = append(out, text(x))
	}
	return out
}

// tableRow is a row of table three: the labels in their columns, the figures.
type tableRow struct {
	labels  [3]string
	key     string
	figures []string
}

func (c *figuresCase) edition() report.Edition {
	if c.T2 == nil {
		return report.Edition2019
	}
	return report.Edition2021
}

var rowKeys = strings.Fields("new in open part d1 d2 d3 d4 d5 d6 d7 d8 u1 u2 u3 n1 n2 n3 n4 n5 o1 o2 o3 o total out")

// rows3 returns the rows of table three with their labels as the form has them.
func (c *figuresCase) rows3() []tableRow {
	labels := map[string]string{}
	var form []report.Row
	for _, e := range []report.Edition{report.Edition2019, report.Edition2021} {
		for _, r := range e.Tables()[1].Rows {
			if !slices.ContainsFunc(form, func(x report.Row) bool { return x.Path == r.Path }) {
				form = append(form, r)
			}
		}
	}
	paths := map[string]string{}
	for i, p := range strings.Fields("received carriedOver results/granted results/partiallyGranted results/refused/stateSecrets results/refused/prohibitedByLaw results/refused/securityAndStability results/refused/thirdPartyRights results/refused/internalAffairs results/refused/processInformation results/refused/enforcementFiles results/refused/administrativeInquiries results/unavailable/notHeld results/unavailable/requiresCreation results/unavailable/stillUnclear results/notProcessed/petitionsAndComplaints results/notProcessed/repeated results/notProcessed/publicationsRequested results/notProcessed/excessive results/notProcessed/confirmationRequested results/other/notCorrected results/other/feeNotPaid results/other/other results/other results/total carriedForward") {
		paths[rowKeys[i]] = "applications/" + p
	}
	var rows []tableRow
	group := ""
	for _, key := range rowKeys {
		figures, ok := c.T3[key]
		if !ok {
			continue
		}
		i := slices.IndexFunc(form, func(r report.Row) bool { return r.Path == paths[key] })
		r := form[i]
		labels[key] = r.Label
		x := tableRow{key: key, figures: texts(figures)}
		switch {
		case r.Group != "":
			if r.Group != group {
				x.labels[1] = r.Group
			}
			x.labels[2] = r.Label
		case strings.HasPrefix(r.Label, "（"):
			x.labels[1] = r.Label
		default:
			x.labels[0] = r.Label
		}
		if key == "open" {
			x.labels[0] = "三、本年度办理结果"
		}
		group = r.Group
		rows = append(rows, x)
	}
	return rows
}

// A layout is how the rows of table three came out of the paste.
type layout struct {
	name string
	head []string
	row  func(tableRow) []string
	line func(cells []string) string
}

var gridHead = []string{
	"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t",
	"\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
	"\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
}

func gridRow(r tableRow) []string { return append(r.labels[:], r.figures...) }

func trimmed(cells []string) string { return strings.TrimRight(strings.Join(cells, "\t"), "\t") }

func tabs(cells []string) string { return strings.Join(cells, "\t") }

func pipes(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

// shiftedHead and shiftedRow put the cells where the flattened row spans of a
// published paste put them: only leaves that follow their group are in the
// columns of the form.
var shiftedHead = []string{
	"(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)\t\t申请人情况\t\t\t\t\t\t总计\t",
	"\t\t自然人\t法人或其他组织\t\t\t\t\t\t",
	"\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t",
}

func shiftedRow(r tableRow) []string {
	var cells []string
	switch {
	case r.key == "total":
		cells = append([]string{r.labels[1]}, r.figures...)
	case r.key == "o2" || r.key == "o3":
		cells = append([]string{r.labels[2], ""}, r.figures...)
	case r.labels[2] != "":
		cells = gridRow(r)
	default:
		cells = append([]string{r.labels[0], r.labels[1]}, r.figures...)
	}
	for len(cells) < 10 {
		cells = append(cells, "")
	}
	return cells
}

var layouts = []layout{
	{"grid", gridHead, gridRow, tabs},
	{"grid trimmed", gridHead, gridRow, trimmed},
	{"shifted", shiftedHead, shiftedRow, tabs},
	{"shifted trimmed", shiftedHead, shiftedRow, trimmed},
	{"pipes", gridHead, gridRow, pipes},
}

// paste writes the report as it would be pasted.
func (c *figuresCase) paste(l layout) string {
	var b strings.Builder
	row := func(cells ...string) { b.WriteString(l.line(cells) + "\n") }
	fmt.Fprintf(&b, "%s%d年政府信息公开工作年度报告\n\n一、总体情况\n\n本年度按要求公开信息。\n\n二、主动公开政府信息情况\n", c.Agency, c.Year)
	if c.edition() == report.Edition2021 {
		row("第二十条第（一）项", "", "", "")
		row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
		row(append([]string{"规章"}, texts(c.T2["gz"])...)...)
		row(append([]string{"行政规范性文件"}, texts(c.T2["gf"])...)...)
		row("第二十条第（五）项", "", "", "")
		row("信息内容", "本年处理决定数量", "", "")
		row("行政许可", text(c.T2["xk"]), "", "")
		row("第二十条第（六）项", "", "", "")
		row("信息内容", "本年处理决定数量", "", "")
		row("行政处罚", text(c.T2["cf"]), "", "")
		row("行政强制", text(c.T2["qz"]), "", "")
		row("第二十条第（八）项", "", "", "")
		row("信息内容", "本年收费金额（单位：万元）", "", "")
		row("行政事业性收费", text(c.T2["fee"]), "", "")
	} else {
		items := []string{"信息内容", "上一年项目数量", "本年增/减", "处理决定数量"}
		row("第二十条第（一）项", "", "", "")
		row("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")
		row(append([]string{"规章"}, texts(c.T22019["gz"])...)...)
		row(append([]string{"规范性文件"}, texts(c.T22019["gf"])...)...)
		row("第二十条第（五）项", "", "", "")
		row(items...)
		row(append([]string{"行政许可"}, texts(c.T22019["xk"])...)...)
		row(append([]string{"其他对外管理服务事项"}, texts(c.T22019["qt"])...)...)
		row("第二十条第（六）项", "", "", "")
		row(items...)
		row(append([]string{"行政处罚"}, texts(c.T22019["cf"])...)...)
		row(append([]string{"行政强制"}, texts(c.T22019["qz"])...)...)
		row("第二十条第（八）项", "", "", "")
		row("信息内容", "上一年项目数量", "本年增/减", "")
		row(append(append([]string{"行政事业性收费"}, texts(c.T22019["fee"])...), "")...)
		row("第二十条第（九）项", "", "", "")
		row("信息内容", "采购项目数量", "采购总金额", "")
		row(append(append([]string{"政府集中采购"}, texts(c.T22019["cg"])...), "")...)
	}
	b.WriteString("\n三、收到和处理政府信息公开申请情况\n\n")
	for _, h := range l.head {
		row(strings.Split(h, "\t")...)
	}
	for _, r := range c.rows3() {
		row(l.row(r)...)
	}
	b.WriteString("\n四、政府信息公开行政复议、行政诉讼情况\n\n")
	row(strings.Split("行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t", "\t")...)
	row(strings.Split("结果 维持\t结果 纠正\t其他 结果\t尚未 审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t", "\t")...)
	row(strings.Split("\t\t\t\t\t结果 维持\t结果 纠正\t其他 结果\t尚未 审结\t总计\t结果 维持\t结果 纠正\t其他 结果\t尚未 审结\t总计", "\t")...)
	var all []string
	for _, block := range c.T4 {
		all = append(all, texts(block)...)
	}
	row(all...)
	b.WriteString("\n五、存在的主要问题及改进情况\n\n公开的范围有待扩大，今后将加强培训。\n\n六、其他需要报告的事项\n\n无\n")
	return b.String()
}

// want returns the figures of the tables in order, without totals.
func (c *figuresCase) want() (want []string) {
	for _, key := range strings.Fields("gz gf xk qt cf qz fee cg") {
		if v, ok := c.T2[key]; ok {
			want = append(want, texts(v)...)
		}
		if v, ok := c.T22019[key]; ok {
			want = append(want, texts(v)...)
		}
	}
	for _, r := range c.rows3() {
		switch {
		case r.key == "total":
		case r.key == "o" && c.edition() == report.Edition2021:
			want = append(want, slices.Repeat(r.figures[:6], 3)...)
		default:
			want = append(want, r.figures[:6]...)
		}
	}
	for _, block := range c.T4 {
		want = append(want, texts(block)[:4]...)
	}
	return want
}

func readFigures(t *testing.T) []figuresCase {
	t.Helper()
	var all struct{ Datasets []figuresCase }
	if err := json.Unmarshal(readCase(t, "figures.json"), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Datasets) == 0 {
		t.Fatal("no data sets")
	}
	return all.Datasets
}

func TestPublishedFigures(t *testing.T) {
	wrong := map[string][]string{"county-2023": {"T4-a 0 11", "T4-a 0 5"}}
	for _, c := range readFigures(t) {
		for _, l := range layouts {
			t.Run(c.ID+" "+l.name, func(t *testing.T) {
				pasted := c.paste(l)
				r, findings, err := Read([]byte(pasted))
				if err != nil {
					t.Fatalf("%v\n%s", err, pasted)
				}
				if r.Agency != c.Agency || r.Year != c.Year || r.Tables.Edition() != c.edition() {
					t.Errorf("%s, %d, edition %s", r.Agency, r.Year, r.Tables.Edition())
				}
				got, want := figuresOf(reflect.ValueOf(r.Tables).Elem()), c.want()
				if !slices.Equal(got, want) {
					t.Errorf("figures\n%q\nwant\n%q", got, want)
				}
				var totals []string
				for _, f := range findings {
					if f.Severity == report.Error {
						totals = append(totals, f.Code+" "+f.Got+" "+f.Want)
					} else if f.Severity == report.Warning {
						t.Errorf("%s %s %s", f.Code, f.Place, f.Message())
					}
				}
				if !slices.Equal(totals, wrong[c.ID]) {
					t.Errorf("totals %q", totals)
				}
			})
		}
	}
}
