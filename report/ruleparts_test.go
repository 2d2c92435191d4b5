package report

import (
	"slices"
	"strings"
	"testing"
)

var partTests = []checkTest{
	{ // an office that says it counts the area
		trips: func(r *Report, t *Tables2021) {
			r.Agency, r.Scope = "青石县人民政府办公室", ScopeJurisdiction
		},
		want: []found{{"H-d", Warning, 0, "/scope", "统计范围", "汇总", "政府办公室一家"}},
		near: func(r *Report, t *Tables2021) { r.Agency, r.Scope = "云栖海关", ScopeJurisdiction },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, r.Preamble = "青石县人民政府", append(r.Preamble, "本报告涵盖县政府办公室的政府信息公开工作。")
		},
		want: []found{{"H-d", Warning, 0, "/preamble/1", "引言 第 2 段", "涵盖县政府办公室的政府信息公开工作", "政府及其下级各机关"}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, r.Preamble = "青石县人民政府", append(r.Preamble, "本报告涵盖县政府办公室、各部门、各乡镇的政府信息公开工作。")
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Overview.Subsections = r.Overview.Subsections[:2] },
		want:  []found{{"S-a", Warning, 0, "/overview", "一、总体情况", "政府信息管理、政府信息公开平台建设、监督保障", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview = Section{Paragraphs: []string{
				"主动公开方面。全年公开500条。", "依申请公开方面，没有收到申请。", "（三）政府信息资源管理。清理文件3件。", "4.公开平台建设：更新栏目。", "五是监督保障及教育培训。培训2次。",
			}}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[1].Paragraphs = []string{"无。"}
			r.Overview.Subsections[3].Paragraphs = []string{" "}
			r.Overview.Subsections[4].Paragraphs = []string{"无"}
		},
		want: []found{{"S-a", Warning, 0, "/overview", "一、总体情况", "政府信息公开平台建设、监督保障", ""}},
		near: func(r *Report, t *Tables2021) { // the form before names no subjects
			r.Year, r.Tables = 2020, new(Tables2019)
			r.Overview.Subsections = nil
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"}
		},
		want: []found{{"S-b", Info, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[2].Paragraphs = []string{"按照合法、全面、准确的要求，编制信息公开指南、公开目录和年度报告。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble[0] = "本报告根据《条例》编制，内容包括：总体情况、主动公开政府信息详情和政府信息公开申请接收与办理情况、行政复议及行政诉讼情况、现存问题与改进举措等五项内容。"
		},
		want: []found{{"S-c", Warning, 0, "/preamble/0", "引言 第 1 段", "五项内容", "其他需要报告的事项"}},
		near: func(r *Report, t *Tables2021) {
			r.Preamble[0] = "全文由总体情况、行政机关主动公开政府信息情况、行政机关收到和处理政府信息公开申请情况、因政府信息公开工作被申请行政复议、提起行政诉讼情况、政府信息公开工作存在的主要问题及改进情况、其他需要报告的事项等六部分组成。"
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = nil },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "现为空白", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Problems = Section{Subsections: []Subsection{{Title: "不足", Paragraphs: []string{"公开的种类偏窄。"}}, {Title: "改进", Paragraphs: []string{"增设栏目。"}}}}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{" 无。"} },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "现为“无”", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Problems.Paragraphs = []string{"无重大问题，继续加强学习。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"加强学习。"} },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "没有写问题", ""}},
		near:  func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够。", "加强学习。"} },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够。"} },
		want:  []found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "没有写改进情况", ""}},
		near:  func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够，将完善制度。"} },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Other.Paragraphs = []string{"行政事业性收费12万元。其他无。"}
		},
		want: []found{{"N-c", Warning, 0, "/other", "六、其他需要报告的事项", "", ""}},
		near: func(r *Report, t *Tables2021) {
			r.Other.Paragraphs = []string{"无。"}
			r.Overview.Subsections[1].Paragraphs = []string{"新收申请5件，均未收取信息处理费。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			t.Applications.Results.Other.FeeNotPaid.NaturalPersons = 3
			r.Other.Paragraphs = []string{"无。"}
		},
		want: []found{{"T3-h", Warning, 0, "/tables/applications/results/other/feeNotPaid/total",
			"表三 （六）其他处理2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 总计", "3", ""}},
		near: func(r *Report, t *Tables2021) { t.Applications.Results.Other.FeeNotPaid.NaturalPersons = 3 },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency = "青石县人民政府"
			r.Overview.Subsections[4].Paragraphs = []string{"将信息公开列入年度考核。"}
		},
		want: []found{{"N-d", Warning, 0, "/overview/subsections/4", "一、总体情况 （五）监督保障", "社会评议、责任追究", ""}},
		near: func(r *Report, t *Tables2021) { // a department
			r.Overview.Subsections[4].Paragraphs = []string{"将信息公开列入年度考核。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview = Section{Paragraphs: []string{strings.Repeat("字", 500) + strings.Repeat("\n ", 600) + strings.Repeat("字", 501)}}
		},
		want: []found{{"N-e", Info, 0, "/overview", "一、总体情况", "1001", "1000"}},
		near: func(r *Report, t *Tables2021) {
			r.Overview = Section{Paragraphs: []string{strings.Repeat("字", 1000)}}
		},
	},
}

// textsTest has texts of a place of the report that a rule finds something in, with
// what it says of them, and texts that it does not.
type textsTest struct {
	code  string
	set   func(r *Report, text string)
	trips [][2]string // text, and Got or Quote or Want
	near  []string
}

func preamble(r *Report, text string) { r.Preamble = []string{text} }
func overview(r *Report, text string) { r.Overview = Section{Paragraphs: strings.Split(text, "|")} }
func problems(r *Report, text string) { r.Problems = Section{Paragraphs: strings.Split(text, "|")} }
func other(r *Report, text string)    { r.Other = Section{Paragraphs: strings.Split(text, "|")} }
func headings(r *Report, text string) {
	r.Overview.Subsections = nil
	for _, title := range strings.Split(text, "|") {
		r.Overview.Subsections = append(r.Overview.Subsections, Subsection{Title: title, Paragraphs: []string{"已经做好。"}})
	}
}

// run checks every text.
func (tt textsTest) run(t *testing.T) {
	t.Helper()
	check := func(text string) []Finding {
		r := clean()
		tt.set(r, text)
		return slices.DeleteFunc(r.Check(), func(f Finding) bool { return f.Code != tt.code })
	}
	for _, x := range tt.trips {
		got := check(x[0])
		if !slices.ContainsFunc(got, func(f Finding) bool {
			return f.Got == x[1] || f.Want == x[1] || x[1] != "" && strings.Contains(f.Quote, x[1])
		}) {
			t.Errorf("%s: %s: want %s, got %+v", tt.code, x[0], x[1], got)
		}
		for _, f := range got {
			if text, ok := textAtPath(x[0], tt.set, f.Path); f.Quote != "" && (!ok || !strings.Contains(text, f.Quote)) {
				t.Errorf("%s: %s: %q is not in %q at %s", tt.code, x[0], f.Quote, text, f.Path)
			}
		}
	}
	for _, text := range tt.near {
		if got := check(text); len(got) > 0 {
			t.Errorf("%s: %s: got %s (%s)", tt.code, text, got[0].Message(), got[0].Quote)
		}
	}
}

// textAtPath returns the text at the path of a clean report with the text set.
func textAtPath(text string, set func(*Report, string), path string) (found string, ok bool) {
	r := clean()
	set(r, text)
	r.texts(func(at textAt, text string) {
		if at.pointer() == path {
			found, ok = text, true
		}
	})
	return found, ok
}

const (
	partsSix  = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
	partsFive = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况"
)

var partTexts = []textsTest{
	{"S-a", headings, [][2]string{
		{"主动公开情况|依申请公开情况|政府信息管理|监督保障", "政府信息公开平台建设"},
		{"主动公开|平台建设|监督保障", "依申请公开、政府信息管理"},
		{"组织领导|公开内容|工作亮点", "依申请公开、政府信息管理、政府信息公开平台建设"},
		{"主动公开情况|申请行政复议、提起行政诉讼情况", "政府信息管理、政府信息公开平台建设、监督保障"},
	}, []string{
		"主动公开政府信息情况|依申请公开政府信息办理情况|政府信息资源管理|平台建设|监督保障及教育培训",
		"主动公开提质增效|依申请公开规范有序|信息管理严格规范|政务公开平台建设|强化监督保障",
		"政府信息主动公开情况|政府信息依申请公开情况|政府信息管理情况|府信息公开平台建设情况|监督保障机制",
		"组织领导|主动公开|依申请公开|政府信息管理及平台建设|教育培训|监督保障",
		"主动公开方面|申请办理方面|规范性文件管理方面|政务新媒体和专区建设|工作考核和社会评议",
		"公开情况|申请公开|信息审查|网站建设|保障措施",
	}},
	{"S-a", func(r *Report, text string) {
		r.Overview.Subsections[1] = Subsection{Title: "完善制度建设，规范办理", Paragraphs: []string{text}}
	}, [][2]string{
		{"共接听市民咨询电话50次。", "依申请公开"},
	}, []string{
		"畅通依申请公开渠道，全年没有收到申请。",
	}},
	{"S-a", overview, [][2]string{
		{"本局严格执行条例，全年通过网站主动公开信息63条，没有收到申请，加强了平台建设和监督保障。", "主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障"},
		{"主动公开情况。公开信息10条。|依申请公开情况。收到1件。", "政府信息管理、政府信息公开平台建设、监督保障"},
	}, []string{
		"本局重点做了以下工作：|1.主动公开情况|公开信息10条。|2.依申请公开情况|收到1件。|3.政府信息管理情况|清理2件。|4.平台建设情况|更新栏目。|5.监督保障情况|培训1次。",
		"一是主动公开。公开信息10条。二是依申请公开。收到1件。三是政府信息管理。清理2件。四是平台建设。更新栏目。五是监督保障。培训1次。",
		"主动公开方面|公开信息10条。|依申请公开方面|无。|政府信息管理方面|清理2件。|平台建设方面|更新栏目。|监督保障方面|培训1次。",
		"政府信息主动公开情况：|公开10条。|政府信息依申请公开情况：|无。|政府信息管理情况：|清理。|平台建设情况：|更新。|监督保障情况：|培训。",
	}},
	{"S-b", overview, [][2]string{
		{"根据《中华人民共和国政府信息公开条例》及《中华人民共和国政府信息公开工作年度报告格式》的要求，现编制《某街道办事处2023年政府信息公开工作年度报告》。", "根据《中华人民共和国政府信息公开条例》及《中华人民共和国政府信息公开工作年度报告格式》的要求，现编制《某街道办事处2023年政府信息公开工作年度报告》。"},
		{"本报告依据《条例》要求编制。", "本报告依据《条例》要求编制。"},
		{"扎实推进公开。数据统计期限为2023年1月1日至12月31日。", "数据统计期限为2023年1月1日至12月31日。"},
		{"如对本年度报告有疑问，请与办公室联系。", "如对本年度报告有疑问，请与办公室联系。"},
		{"本年度报告的电子版可在门户网站下载。", "本年度报告的电子版可在门户网站下载。"},
		{"依据条例的规定，现予以公开2023年年度报告。本报告中所列数据的统计时限为全年。", "本报告中所列数据的统计时限为全年。"},
	}, []string{
		"2023年，本局根据《条例》要求，围绕中心工作推进公开。现将全年重点工作报告如下：",
		"按照上级要求，本局认真落实各项任务，具体情况如下。",
		"根据工作需要编制公开目录和公开指南，按时公布上年度的年度报告。",
		"全年统计数据公开12期，截至12月31日更新完毕。",
	}},
	{"S-c", preamble, [][2]string{
		{"全文包括" + partsFive + "等。报告中所列数据的统计期限为2023年1月1日到2023年12月31日止。", "其他需要报告的事项"},
		{"全文包括" + partsFive + "。", "5 个"},
		{"本报告由" + partsFive + "等六部分组成。", "其他需要报告的事项"},
		{"本报告由" + partsSix + "等七部分组成。", "七部分"},
		{"本报告共五个部分，包括：" + partsSix + "。", "五个部分"},
		{"全文包括主动公开、依申请公开、政府信息管理、平台建设、监督保障等方面。", "依申请公开"},
		{"报告数据统计期限为2023年1月1日至12月31日，涵盖主动公开、依申请公开、信息管理、平台建设、监督保障等法定内容。", "依申请公开"},
		{"本年报由概述、本地主动公开政府信息情况、依申请公开政府信息和不予公开政府信息情况、因政府信息公开申请行政复议或提起行政诉讼的情况、政府信息公开存在的主要问题和改进措施及其他需要报告的事项组成。", "依申请公开"},
		{"全文包括概述、主动公开政府信息情况、政府信息依申请公开情况、复议、诉讼和申诉的情况（公民、法人和其他组织提出）、政府信息公开的收费及减免情况、存在的主要问题和改进措施及相关说明。", "依申请公开"},
		{"全文包括总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况和政府信息公开工作存在不足及改进措施。", "其他需要报告的事项"},
		{"本报告共分五个部分。", "五个部分"},
		{"报告分概述、主动公开政府信息情况、依申请公开政府信息情况、政府信息公开收费及减免情况、行政复议和诉讼情况、存在的主要问题和改进措施等六个部分。", "依申请公开"},
		{"本报告从总体情况、主动公开政府信息情况、收到和处理申请情况、行政复议情况、存在的问题五个方面总结。", "五个方面"},
		{"报告共七部分：" + partsSix + "。", "七部分"},
		{"报告全文共分五个部分，分别为" + partsFive + "。", "五个部分"},
		{"报告内容主要由六部分组成，分别为总体情况、主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。", "依申请公开"},
		{"主要内容包括主动公开政府信息情况、依申请公开办理情况、行政复议和行政诉讼情况、政府信息公开相关费用情况、存在问题及改进措施。", "依申请公开"},
		{"全文包括（一）总体情况；（二）主动公开政府信息情况；（三）收到和处理政府信息公开申请情况；（四）政府信息公开行政复议、行政诉讼情况；（五）存在的主要问题及改进情况。", "5 个"},
		{"报告内容包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、其他报告的事项等6个部分。", "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况"},
	}, []string{
		"全文包括" + partsSix + "。",
		"本报告由" + partsSix + "六个部分组成，所列数据的统计期限自2023年1月1日起。",
		"本报告内容及报表共六个部分，包括：" + partsSix + "。",
		"内容包括" + partsSix + "6个部分组成。本报告电子版可在网站下载。",
		"全文包括：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，存在的主要问题及改进情况，其他需要报告的事项。",
		"全文由总体情况（主动公开、依申请公开、政府信息管理、平台建设、监督保障）、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
		"全文包括政府信息公开工作总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、主要问题及改进情况、其它需要报告事项等内容。",
		"本报告分为六个部分。",
		"本报告由文字和表格两部分组成。",
		"本报告由" + partsSix + "等六方面内容组成。本报告所列统计数据的期限自2023年1月1日起。",
		"本报告包括" + partsSix + "共计6部分。",
		"本报告内容涵盖2023年1月1日至12月31日期间的政府信息公开工作情况。",
		"本报告汇总市政府各部门和各县区的数据，涵盖主动公开等情况。",
		"本报告由某局根据《条例》编制，全文包括" + partsSix + "。",
		"一、总体情况包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。",
	}},
	{"N-b", problems, [][2]string{
		{"存在的主要问题：无；改进情况：无。", "现为“无”"},
		{"（一）存在的主要问题|无。|（二）改进情况|无。", "现为“无”"},
		{"2023年度，本单位不存在政府信息公开工作方面的问题。", "现为“无”"},
		{"无存在的主要问题及改进情况。", "现为“无”"},
		{"暂无", "现为“无”"},
		{"主要问题：无，改进情况：继续加强学习。", "没有写问题"},
		{"（一）存在的问题：公开内容还需进一步丰富。（二）改进情况：无。", "没有写改进情况"},
		{"公开意识有待进一步提高，信息内容还需要进一步丰富。", "没有写改进情况"},
		{"2023年，本局政府信息公开工作取得了一定成效。下一步，将继续加强学习，不断提升水平。", "没有写问题"},
		{"下一步，我局将进一步完善制度，加强培训。", "没有写问题"},
		{"存在更新滞后、形式单一等情况。", "没有写改进情况"},
		{" / ", "现为空白"},
		{"存在的问题：暂未发现。改进措施：暂无。", "现为“无”"},
		{"我局虽开展了培训，持续推进公开，但仍存在更新不够及时等问题。", "没有写改进情况"},
		{"问题：深度不够。改进：", "没有写改进情况"},
		{"在区政府的领导下，我局将继续加强学习。", "没有写问题"},
	}, []string{
		"政务公开人员较少。今后将配齐人员。",
		"部分栏目更新滞后，解读形式单一。下一步，及时更新，丰富形式。",
		"缺乏专业人员，存在一定困难。将组织培训。",
		"公开内容还需进一步丰富。我局拟增加图解。",
		"（一）存在的主要问题和困难：一是意识还有待进一步提高；二是内容还需要进一步丰富。（二）解决办法和改进措施：加大培训，提升意识。",
		"一是以公开促落实的作用发挥尚不充分，时效性还有提升空间。二是平台活跃度有待增强。|结合上述情况，我们从两个方面改进。",
		"公开内容以动态信息为主，政策类占比小。今后加大政策公开力度。",
		"存在问题：|网站栏目设置得比较乱。|改进情况：|已经调整。",
		"主要是经办人员一人多岗。已经增加一名专职人员。",
		"公开内容以动态信息为主，政策类信息不超过一成。今后加大政策公开力度。",
		"一是信息公开内容不够全面，动态类信息较少；二是时效性不强。为此，我中心将采取以下改进措施：一是加大力度。二是加强培训。",
		"主要表现在时效性上还需进一步提高。我局已建立台账，按季检查。",
		"去年存在的解读材料照搬原文的问题已整改到位。今年仍有个别答复超期，已逐件约谈并完善台账。",
	}},
	{"N-c", other, [][2]string{
		{"无。", ""},
		{"本年度没有其他需要报告的事项。", ""},
		{"取消收费两项，落实减税降费政策。", ""},
		{"全年行政事业性收费132万元，均按规定的收费标准收取。", ""},
	}, []string{
		"依据《政府信息公开信息处理费管理办法》，本局2023年没有收取信息处理费情况。",
		"全年未产生信息公开处理费。",
		"政府信息公开收费情况：0元。",
		"全年未出现政府信息公开的收费及减免情况。",
		"本年度未向申请人收取任何费用。",
		"发出收费通知3件，总金额1200元，实际收取0元。",
	}},
	{"N-d", func(r *Report, text string) {
		r.Agency = "青石县清水镇人民政府"
		r.Overview.Subsections[4].Paragraphs = []string{text}
	}, [][2]string{
		{"开展培训2次。", "工作考核、社会评议、责任追究"},
		{"列入绩效考核，没有发生追责的情形。", "社会评议"},
		{"考核为优秀，请群众评议，满意率98%。", "责任追究"},
	}, []string{
		"列入年终考评，开展群众满意度调查，未发生被问责的情形。",
		"工作考核、社会评议和责任追究结果：考核为良好，未收到社会评议意见，无责任追究。",
		"第三方评估列全县第二；主动接受社会监督；全年无责任追究情况。",
	}},
}

// Section one may say what it tells of.
func TestPartsOfSectionOne(t *testing.T) {
	r := clean()
	r.Overview.Paragraphs = []string{"现将全年工作从主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面报告如下，报告内容包括主动公开、依申请公开、政府信息管理、平台建设、监督保障。"}
	if got := slices.DeleteFunc(r.Check(), func(f Finding) bool { return f.Code != "S-c" }); len(got) > 0 {
		t.Errorf("got %s", got[0].Message())
	}
}

func TestPartTexts(t *testing.T) {
	for _, tt := range partTexts {
		tt.run(t)
	}
}

// The offices of streets and departments are no governments.
func TestAccountabilityOfOthers(t *testing.T) {
	for _, agency := range []string{"青石县城关街道办事处", "青石县人民政府办公室", "云栖市水利局"} {
		r := clean()
		r.Agency = agency
		r.Overview.Subsections[4].Paragraphs = []string{"开展培训。"}
		if got := slices.DeleteFunc(r.Check(), func(f Finding) bool { return f.Code != "N-d" }); len(got) > 0 {
			t.Errorf("%s: got %s", agency, got[0].Message())
		}
	}
}

// Numerals before the form of 2021 have no fee to state.
func TestFeeBefore(t *testing.T) {
	r := clean()
	r.Year, r.Tables, r.Other = 2020, new(Tables2019), Section{}
	for _, f := range r.Check() {
		if f.Code == "N-c" || f.Code == "S-a" || f.Code == "T3-h" {
			t.Errorf("got %s", f.Message())
		}
	}
}
