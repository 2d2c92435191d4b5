package report

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/internal/linear"
)

func agency(name string) trial { return func(r *Report, t *Tables2021) { r.Agency = name } }

// bodies is a case of Y-h: the names that last year's body and this year's have.
func bodies(then, now string, s Severity) checkTest {
	return checkTest{
		trips: agency(now), last: agency(then), near: agency(" " + then + " "),
		want: []found{{"Y-h", s, 0, "/agency", "机关全称", then, now}},
	}
}

const (
	fromLast = "/tables/applications/carriedOver/"
	rowTwo   = "表三 二、上年结转政府信息公开申请数量 "
)

var lastTests = []checkTest{
	bodies("青石县农业局", "青石县农业农村局", Info),
	bodies("青石县文化旅游体育局", "青石县文化体育局", Info),
	bodies("青石县旅游局", "青石市文化和旅游局", Info),
	bodies("青石县石桥乡人民政府", "青石县石桥镇人民政府", Info),
	bodies("青石县石桥镇人民政府", "青石市石桥街道办事处", Info),
	bodies("石桥街道办事处", "云栖市东区石桥街道办事处", Info),
	bodies("云栖市", "云栖市人民政府", Info),
	bodies("青石县教育局", "青石县水务局", Warning),
	bodies("青石县石桥镇人民政府", "青石县柳林镇人民政府", Warning),
	bodies("青石县人民政府", "青石县教育局", Warning),
	bodies("青石县工商行政管理局", "青石县市场监督管理局", Warning),
	{
		last:  func(r *Report, t *Tables2021) { r.Year = 2021 },
		trips: func(r *Report, t *Tables2021) {},
		want:  []found{{"Y-i", Warning, 0, "/year", "报告年度", "2021", "2022"}},
		near:  func(r *Report, t *Tables2021) { r.Year = 2022 },
	},
	{ // the report itself, taken for last year's
		last:  func(r *Report, t *Tables2021) { r.Year = 2023 },
		trips: func(r *Report, t *Tables2021) {},
		want:  []found{{"Y-i", Warning, 0, "/year", "报告年度", "2023", "2022"}},
		near:  func(r *Report, t *Tables2021) { r.Year = 0 }, // R-b
	},
	{
		last:  func(r *Report, t *Tables2021) { r.Year = 0 },
		trips: func(r *Report, t *Tables2021) {},
		want:  []found{{"Y-i", Warning, 0, "/year", "报告年度", "空白", "2022"}},
		near:  func(r *Report, t *Tables2021) { r.Year = 1 },
	},
	{ // another year: nothing is compared
		last: func(r *Report, t *Tables2021) {
			r.Year, r.Agency = 2021, "青石县教育局"
			t.Applications.CarriedForward.Others = 5
		},
		trips: func(r *Report, t *Tables2021) {},
		want: []found{
			{"Y-h", Warning, 0, "/agency", "机关全称", "青石县教育局", "某市某局"},
			{"Y-i", Warning, 0, "/year", "报告年度", "2021", "2022"},
		},
		near: func(r *Report, t *Tables2021) { r.Year, r.Agency = 2022, "青石县教育局" },
	},
	{
		last:  func(r *Report, t *Tables2021) { r.Tables = new(Tables2019) },
		trips: func(r *Report, t *Tables2021) {},
		want:  []found{{"Y-j", Info, 0, "/tables/disclosure", "表二", "2019", "2021"}},
		near:  func(r *Report, t *Tables2021) { r.Tables = new(Tables2019) },
	},
	{
		last: func(r *Report, t *Tables2021) {
			t.Applications.CarriedForward = Applicants{NaturalPersons: 3, Enterprises: 1, Others: Blank}
		},
		trips: func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver = Applicants{NaturalPersons: 2, Enterprises: 1, LegalServiceInstitutions: 12}
		},
		want: []found{
			{"Y-a", Error, 0, fromLast + "naturalPersons", rowTwo + "自然人", "2", "3"},
			{"Y-a", Error, 0, fromLast + "legalServiceInstitutions", rowTwo + "法律服务机构", "12", "0"},
		},
		near: func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver = Applicants{NaturalPersons: 3, Enterprises: 1, ResearchInstitutions: Blank, Others: 7}
		},
	},
	{ // after a reorganisation
		last: func(r *Report, t *Tables2021) {
			r.Agency, t.Applications.CarriedForward.Others = "青石县旅游局", 3
			t.Disclosure.NormativeDocuments.InForce = 5
		},
		trips: func(r *Report, t *Tables2021) {
			r.Agency, t.Applications.CarriedOver.Others = "青石县文化和旅游局", 4
			t.Disclosure.NormativeDocuments.InForce = 9
		},
		want: []found{
			{"Y-a", Warning, 0, fromLast + "others", rowTwo + "其他", "4", "3"},
			{"T2-b", Info, 0, "/tables/disclosure/normativeDocuments/inForce", "表二 行政规范性文件 现行有效件数", "9", "5"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Agency, t.Applications.CarriedOver.Others = "青石县文化和旅游局", 3
			t.Disclosure.NormativeDocuments.InForce = 5
		},
	},
	{ // the figures of the body alone, and those of all below it
		last:  func(r *Report, t *Tables2021) { t.Applications.CarriedForward.Others = 3 },
		trips: func(r *Report, t *Tables2021) { r.Scope, t.Applications.CarriedOver.Others = ScopeJurisdiction, 40 },
		want:  []found{{"Y-a", Warning, 0, fromLast + "others", rowTwo + "其他", "40", "3"}},
		near:  func(r *Report, t *Tables2021) { r.Scope, t.Applications.CarriedOver.Others = ScopeJurisdiction, 3 },
	},
	{ // in another edition
		last: func(r *Report, t *Tables2021) {
			r.Tables = &Tables2019{Applications: Applications2019{CarriedForward: Applicants{Others: 1}}}
		},
		trips: func(r *Report, t *Tables2021) {},
		want:  []found{{"Y-a", Error, 0, fromLast + "others", rowTwo + "其他", "0", "1"}},
		near:  func(r *Report, t *Tables2021) { t.Applications.CarriedOver.Others = 1 },
	},
	{
		last: func(r *Report, t *Tables2021) {
			t.Remedies = Remedies{Outcomes{Pending: 5}, Outcomes{Upheld: 9, Pending: 2}, Outcomes{Pending: 1}}
		},
		trips: func(r *Report, t *Tables2021) {
			t.Remedies = Remedies{Outcomes{Upheld: 4}, Outcomes{Other: 1, Pending: 1}, Outcomes{}}
		},
		want: []found{{"Y-b", Info, 0, "/tables/remedies", "表四", "4", "6"}},
		near: func(r *Report, t *Tables2021) {
			t.Remedies = Remedies{Outcomes{Upheld: 3, Other: 2}, Outcomes{Pending: 2}, Outcomes{Corrected: 1}}
		},
	},
	{
		last: func(r *Report, t *Tables2021) {
			t.Disclosure = Disclosure2021{NormativeDocuments: DocumentCounts{InForce: 8}, Licenses: 550, AdministrativeFees: MustAmount("1.50")}
			t.Applications.Results.Granted.Others = 2
		},
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure = Disclosure2021{NormativeDocuments: DocumentCounts{InForce: 8}, Licenses: 550, AdministrativeFees: MustAmount("1.5")}
			t.Applications.Results.Granted.Others = 2
		},
		want: []found{{"Y-c", Warning, 0, "/tables", "表二至表四", "4", ""}},
		near: func(r *Report, t *Tables2021) {
			t.Disclosure = Disclosure2021{NormativeDocuments: DocumentCounts{InForce: 8}, Licenses: 550, AdministrativeFees: MustAmount("1.51")}
			t.Applications.Results.Granted.Others = 2
		},
	},
	{ // few figures may be the same by chance
		last: func(r *Report, t *Tables2021) {
			t.Disclosure.NormativeDocuments.InForce, t.Disclosure.Licenses, t.Applications.Received.Others = 1000, 5, 700
		},
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure.NormativeDocuments.InForce, t.Disclosure.Licenses, t.Applications.Received.Others = 1000, 5, 700
		},
		want: []found{{"Y-c", Info, 0, "/tables", "表二至表四", "3", ""}},
		near: func(r *Report, t *Tables2021) {
			t.Disclosure.NormativeDocuments.InForce, t.Applications.Received.Others = 1000, 700
		},
	},
	{ // what is the same figure in the other edition
		last: func(r *Report, t *Tables2021) {
			old := new(Tables2019)
			old.Applications.Results.Granted.Others, old.Applications.Results.Other.Others, old.Remedies.Reconsideration.Upheld = 120, 30, 7
			r.Tables = old
		},
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure.Licenses = 99
			t.Applications.Results.Granted.Others, t.Remedies.Reconsideration.Upheld = 120, 7
			t.Applications.Results.Other = OtherResults{Applicants{Others: 10}, Applicants{}, Applicants{Others: 20}}
		},
		want: []found{{"Y-c", Warning, 0, "/tables", "表二至表四", "3", ""}},
		near: func(r *Report, t *Tables2021) {
			t.Disclosure.Licenses = 99
			t.Applications.Results.Granted.Others, t.Remedies.Reconsideration.Upheld = 120, 7
			t.Applications.Results.Other = OtherResults{Applicants{Others: 10}, Applicants{}, Applicants{Others: 21}}
		},
	},
	{
		last: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{problemsThen, problemsMore} },
		trips: func(r *Report, t *Tables2021) { // paragraphs exchanged, years and figures changed, a word left out
			r.Overview = Section{}
			r.Problems.Paragraphs = []string{problemsMore, strings.NewReplacer("2022", "2023", "12条", "15条", "二是", "2．", "仍", "").Replace(problemsThen)}
		},
		want: []found{{"Y-d", Warning, 0, "/problems/paragraphs/0", "五、存在的主要问题及改进情况", "99%", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview, r.Problems.Paragraphs = Section{}, []string{problemsNow, problemsMore}
		},
	},
	{ // half of it written anew
		last: func(r *Report, t *Tables2021) {
			r.Overview = Section{Paragraphs: []string{problemsThen, problemsMore}}
		},
		trips: func(r *Report, t *Tables2021) {
			r.Overview = Section{Subsections: []Subsection{{Topic: TopicDisclosure, Paragraphs: []string{problemsThen + problemsNow}}, {Topic: TopicSupervision, Paragraphs: []string{problemsMore}}}}
		},
		want: []found{{"Y-d", Info, 0, "/overview/subsections/0/paragraphs/0", "一、总体情况", "83%", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview = Section{Subsections: []Subsection{{Topic: TopicDisclosure, Paragraphs: []string{problemsNow}}, {Topic: TopicSupervision, Paragraphs: []string{problemsMore}}}}
		},
	},
	{
		last: func(r *Report, t *Tables2021) {
			t.Disclosure.Penalties, t.Applications.Received.Others, t.Remedies.Reconsideration.Other = 300, 20, 21
		},
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure.Penalties, t.Applications.Received.Others, t.Applications.Received.Enterprises, t.Remedies.Reconsideration.Upheld = 59, 80, 21, 106
		},
		want: []found{
			{"Y-e", Info, 0, "/tables/disclosure/penalties", "表二 行政处罚", "59", "300"},
			{"Y-e", Info, 0, "/tables/applications/received/total", "表三 一、本年新收政府信息公开申请数量 总计", "101", "20"},
			{"Y-e", Info, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "106", "21"},
		},
		near: func(r *Report, t *Tables2021) {
			t.Disclosure.Penalties, t.Applications.Received.Others, t.Remedies.Reconsideration.Upheld = 60, 100, 19
			t.Disclosure.NormativeDocuments.Repealed, t.Disclosure.Licenses, t.Disclosure.AdministrativeFees = 500, 9000, MustAmount("9000")
		},
	},
	{ // （六）其他处理 is one row in the edition of 2019
		last: func(r *Report, t *Tables2021) {
			r.Tables = &Tables2019{Applications: Applications2019{Results: Results2019{Other: Applicants{Others: 20}}}}
		},
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Results.Other = OtherResults{Applicants{Others: 60}, Applicants{}, Applicants{Others: 41}}
		},
		want: []found{{"Y-e", Info, 0, "/tables/applications/results/other/notCorrected/total", "表三 （六）其他处理", "101", "20"}},
		near: func(r *Report, t *Tables2021) {
			t.Applications.Results.Other = OtherResults{Applicants{Others: 60}, Applicants{}, Applicants{Others: 40}}
		},
	},
	{ // and the other way round
		last: func(r *Report, t *Tables2021) {
			t.Applications.Results.Other = OtherResults{Applicants{Others: 15}, Applicants{}, Applicants{Others: 5}}
		},
		trips: func(r *Report, t *Tables2021) {
			r.Tables = &Tables2019{Applications: Applications2019{Results: Results2019{Other: Applicants{Others: 101}}}}
		},
		want: []found{{"Y-e", Info, 0, "/tables/applications/results/other/total", "表三 （六）其他处理 总计", "101", "20"}},
		near: func(r *Report, t *Tables2021) {
			r.Tables = &Tables2019{Applications: Applications2019{Results: Results2019{Other: Applicants{Others: 100}}}}
		},
	},
	{ // told by Y-f alone
		last:  func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments.InForce = 10 },
		trips: func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{2, 13, 4} },
		want:  []found{{"Y-f", Warning, 0, "/tables/disclosure/normativeDocuments/repealed", "表二 行政规范性文件 本年废止件数", "13", "12"}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{2, 12, 0} },
	},
	{
		last: func(r *Report, t *Tables2021) {
			t.Disclosure.Rules.InForce, t.Disclosure.NormativeDocuments.InForce = 11, 597
		},
		trips: func(r *Report, t *Tables2021) {
			t.Disclosure.Rules, t.Disclosure.NormativeDocuments = DocumentCounts{2, 1, 12}, DocumentCounts{50, 227, 402}
		},
		want: []found{{"T2-b", Warning, 0, "/tables/disclosure/normativeDocuments/inForce", "表二 行政规范性文件 现行有效件数", "402", "420"}},
		near: func(r *Report, t *Tables2021) {
			t.Disclosure.Rules, t.Disclosure.NormativeDocuments = DocumentCounts{2, Blank, 13}, DocumentCounts{50, 227, 420}
		},
	},
	{ // T2-b where there were none left of more
		last:  func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments.InForce = 10 },
		trips: func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{2, 12, 4} },
		want:  []found{{"T2-b", Warning, 0, "/tables/disclosure/normativeDocuments/inForce", "表二 行政规范性文件 现行有效件数", "4", "0"}},
		near:  func(r *Report, t *Tables2021) { t.Disclosure.NormativeDocuments = DocumentCounts{2, 13, 4} },
	},
	{
		last: func(r *Report, t *Tables2021) { t.Remedies.Reconsideration.Upheld = 2 },
		trips: func(r *Report, t *Tables2021) {
			t.Remedies.Reconsideration.Other, t.Remedies.LitigationAfterReconsideration.Upheld = 1, 4
		},
		want: []found{{"Y-g", Info, 0, "/tables/remedies/litigationAfterReconsideration/total", "表四 行政诉讼复议后起诉 总计", "4", "3"}},
		near: func(r *Report, t *Tables2021) {
			t.Remedies.Reconsideration.Other, t.Remedies.LitigationAfterReconsideration.Upheld = 1, 3
		},
	},
}

// Section five of two years.
const (
	problemsThen = "2022年，我局政府信息公开工作仍存在以下问题：一是政策解读以文字为主，图表和视频只有12条，群众看不懂、不爱看；二是个别科室公文拟制时没有同步确定公开属性，补录不及时；三是申请人补正的告知书用语过于专业。"
	problemsMore = "下一步，将把解读材料与文件一并审签，每件至少配一张图；发文系统中公开属性设为必填项；修订补正告知书的样式，请三名群众试读后再用。"
	problemsNow  = "主要问题是栏目更新慢，水质检测结果常常晚于月底。改进：检测室直接录入，次月五日前由信息科核对上网；逾期的在局务会上通报。"
)

// What is quoted stands in the text, and is the longest that both years have.
func TestSameProseQuotes(t *testing.T) {
	last, r := lastYears(), clean()
	last.Problems.Paragraphs = []string{problemsThen, problemsMore}
	r.Problems.Paragraphs = []string{"要点如下。", problemsMore, strings.Replace(problemsThen, "12条", "15条", 1) + "特此说明。"}
	for _, f := range r.CheckAgainst(last) {
		if f.Code != "Y-d" || f.Place != sectionTitles[4] {
			continue
		}
		want := strings.TrimSuffix(strings.Replace(problemsThen, "12条", "15条", 1), "。")
		if f.Path != "/problems/paragraphs/2" || f.Quote != want || f.Got != "97%" {
			t.Errorf("%s, %s: %q", f.Path, f.Got, f.Quote)
		}
		return
	}
	t.Error("nothing found")
}

// publishedReport returns a report of published figures, with the prose of a clean one.
func publishedReport(t testing.TB, file, id string) *Report {
	t.Helper()
	all := publishedAll(t, file)
	i := slices.IndexFunc(all, func(p published) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("%s has no %s", file, id)
	}
	figures, _, err := Decode(all[i].json(t))
	if err != nil {
		t.Fatal(err)
	}
	r := clean()
	r.Preamble[0] = strings.ReplaceAll(r.Preamble[0], fmt.Sprint(r.Year, "年"), fmt.Sprint(figures.Year, "年"))
	r.Other.Paragraphs[0] = strings.ReplaceAll(r.Other.Paragraphs[0], fmt.Sprint(r.Year, "年"), fmt.Sprint(figures.Year, "年"))
	r.Agency, r.Year, r.Tables = figures.Agency, figures.Year, figures.Tables
	return r
}

// publishedYears are the reports of a body for two years; the prose of the first is
// another one.
func publishedYears(t testing.TB, file, body string) (last, now *Report) {
	last, now = publishedReport(t, file, body+"-2023"), publishedReport(t, file, body+"-2024")
	last.Overview, last.Problems = Section{Paragraphs: []string{problemsNow}}, Section{Paragraphs: []string{problemsThen}}
	return last, now
}

// What is told of the figures that a body published for two years, and why: none of it is
// an error, and none comes of the comparison, for
//   - what was carried over, 118, 3, 0, 0, 0 and 0, is what was carried forward (Y-a);
//   - of the 26, 6 and 9 cases pending there are 170, 25 and 52 (Y-b), and the 52 lawsuits
//     after reconsideration are fewer than 170 and 440 reconsiderations (Y-g);
//   - 11 rules with 2 issued and 1 repealed are 12, and 597 documents with 50 issued and
//     227 repealed are 420 (T2-b, Y-f);
//   - of the rows that are 20 and more in both years, the one that changed most is that of
//     petitions, from 305 to 87 (Y-e).
//
// But there are lawsuits without reconsideration, which are asked about since 2024 (T4-e).
func TestPublishedYears(t *testing.T) {
	want := []found{{"T4-e", Info, 0, "/tables/remedies/directLitigation/total", "表四 行政诉讼未经复议直接起诉 总计", "25", ""}}
	for file, body := range map[string]string{"testdata/cases/figures.json": "city", "../../shared/cases/figures.json": "suqian"} {
		if _, err := os.Stat(file); err != nil {
			t.Logf("%s is not here", file)
			continue
		}
		last, now := publishedYears(t, file, body)
		if got := seen(now.CheckAgainst(last)); !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", body, got, want)
		}
	}
}

// Of what was carried over, every figure that is not what last year's report carried
// forward is found, at its cell, with the right one.
func TestCarriedOverMutations(t *testing.T) {
	last, now := publishedYears(t, "testdata/cases/figures.json", "city")
	row := now.form().row("applications/carriedOver")
	for col := range row.cols {
		cell := row.cell(now.Tables, col).(*Count)
		right := *cell
		for _, wrong := range []Count{right + 1, right - 1, right * 10, right / 10, right + 9} {
			if wrong == right || wrong < 0 {
				continue
			}
			*cell = wrong
			want := found{"Y-a", Error, 0, row.cells[col].pointer, row.cells[col].name, wrong.String(), right.String()}
			findings := now.CheckAgainst(last)
			i := slices.Index(seen(findings), want)
			if i < 0 || !reflect.DeepEqual(findings[i].Hint, []Value{{want.Path, want.Want}}) {
				t.Errorf("%s, %d for %d: %+v", want.Place, wrong, right, findings)
			}
		}
		*cell = right
	}
	// What is wrong in another row, too, is no hint to this one.
	now.Tables.(*Tables2021).Applications.CarriedOver.Others = 4
	now.Tables.(*Tables2021).Applications.CarriedForward.Others += 4
	for _, f := range now.CheckAgainst(last) {
		if f.Code == "Y-a" && f.Hint != nil {
			t.Errorf("%+v", f)
		}
	}
}

// A report beside a copy of itself one year on is told to be the same, in figures and
// prose; one with other figures and prose is not.
func TestSameReport(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []rune(problemsThen + problemsMore + problemsNow)
	prose := func() (s Section) {
		for range 1 + random.IntN(4) {
			text := ""
			for range 8 + random.IntN(20) {
				from := random.IntN(len(words) - 30)
				text += string(words[from:from+3+random.IntN(5)]) + fmt.Sprint(random.IntN(1000)) + "，"
			}
			s.Paragraphs = append(s.Paragraphs, strings.Repeat("本年的工作如下，", 5)+text)
		}
		return s
	}
	told := func(r, last *Report) (codes []string) {
		for _, f := range r.CheckAgainst(last) {
			if f.Code == "Y-c" || f.Code == "Y-d" {
				codes = append(codes, f.Code+" "+f.Severity.English())
			}
		}
		return codes
	}
	for _, e := range Editions() {
		for range 30 {
			r := sample(e)
			for row, col := range r.form().each() {
				if c, ok := row.cell(r.Tables, col).(*Count); ok {
					*c = Count(random.IntN(100))
				}
			}
			r.Overview, r.Problems = prose(), prose()
			last := *r
			last.Year--
			if got := told(r, &last); !slices.Equal(got, []string{"Y-c warning", "Y-d warning", "Y-d warning"}) {
				t.Fatalf("%s: %v of a copy of %+v", e, got, r)
			}
			other := last
			other.Overview, other.Problems = Section{Paragraphs: []string{problemsNow}}, Section{Paragraphs: []string{problemsNow}}
			text, err := Encode(&last)
			if err != nil {
				t.Fatal(err)
			}
			figures, _, err := Decode(text)
			if err != nil {
				t.Fatal(err)
			}
			other.Tables = figures.Tables
			var cells []Cell
			for c := range Cells(other.Tables) {
				if n, ok := c.Int(); ok && n > 0 && !c.Computed && c.Kind == KindCount {
					cells = append(cells, c)
				}
			}
			c := cells[random.IntN(len(cells))]
			if n, _ := c.Int(); c.Set(fmt.Sprint(n+1)) != nil {
				t.Fatal(c.Path)
			}
			if got := told(r, &other); got != nil {
				t.Fatalf("%s: %v of another report", e, got)
			}
		}
	}
}

// The order of paragraphs and sentences is nothing to how like two texts are, and the time
// is in proportion to their length.
func TestLike(t *testing.T) {
	of := func(paragraphs ...string) *likeness {
		var all []passage
		for _, p := range paragraphs {
			all = append(all, passage{text: p})
		}
		return likenessOf(all, func(textAt) bool { return true }, nil)
	}
	for _, tt := range []struct {
		a, b  *likeness
		share float64
	}{
		{of(problemsThen, problemsMore), of(problemsMore, problemsThen), 1},
		{of(problemsThen), of(strings.ReplaceAll(problemsThen, "，", " 1234，")), 1},
		{of(problemsThen), of(problemsNow), 0},
		{of(), of(), 0},
		{of("短文字"), of("短文字"), 0},
		{of("共有这些文字", "共有这些文字"), of("共有这些文字"), 1},
		{of("一、二、2023年"), of(problemsThen), 0},
	} {
		if got, _, _ := tt.a.like(tt.b); got != tt.share {
			t.Errorf("%v beside %v: %v", tt.a.passages, tt.b.passages, got)
		}
	}
	for _, text := range []string{"字", "政府信息", problemsThen, "一\n"} {
		linear.Check(t, text, 1<<18, func(long string) { of(long).like(of(long + problemsNow)) })
	}
}

func BenchmarkCheckAgainst(b *testing.B) {
	r, last := publishedLength(), publishedLength()
	last.Year--
	b.ReportAllocs()
	for b.Loop() {
		new(Checker).subject(r, last).apply(lastRules, nil)
	}
}
