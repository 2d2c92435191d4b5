package report

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/internal/linear"
)

const wholeOf2023 = "2023年1月1日至2023年12月31日"

var dateTests = []checkTest{
	{
		trips: func(r *Report, t *Tables2021) { r.Title = "某市某局2022年政府信息公开工作年度报告" },
		want:  []found{{"D-a", Error, 0, "/title", "标题", "2022", "2023"}},
		near:  func(r *Report, t *Tables2021) { r.Title = "某市某局2023年度政府信息公开工作年度报告" },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[0] = Subsection{Title: "2022年主动公开情况", Paragraphs: []string{"公开信息500条。"}}
		},
		want: []found{{"D-a", Error, 0, "/overview/subsections/0/title", "一、总体情况 （一）2022年主动公开情况", "2022", "2023"}},
		near: func(r *Report, t *Tables2021) {
			r.Problems.Subsections = []Subsection{{Title: "2022年度问题整改情况", Paragraphs: []string{"已整改。"}}, {Title: "2024年工作打算", Paragraphs: []string{"加强解读。"}}}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布《某市某局2022年政府信息公开工作年度报告》。", "某市某局2021年报告如下。"}
		},
		want: []found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
			{"D-a", Error, 0, "/preamble/1", "引言 第 2 段", "2021", "2023"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{
				"按照《关于做好2022年政府信息公开工作年度报告编制工作的通知》编制。", "对照《某局2022年政府信息公开工作年度报告》整改。",
				"按照关于做好2022年政府信息公开工作年度报告编制工作的通知编制。", "在2022年报告的基础上编制。",
			}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"按国办公开办函[2019] 60号（国办公开办函〔2019〕60号）填报。"}
		},
		want: []found{{"D-b", Warning, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"}},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"按国办公开办函〔2019〕61号建设平台。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2020, nil, new(Tables2021) },
		want:  []found{{"D-c", Warning, 0, "/edition", "表二至表四", "2021", "2019"}},
		near:  func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2020, nil, new(Tables2019) },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）编制。"}
		},
		want: []found{{"D-d", Warning, 0, "/preamble/0", "引言 第 1 段", "关于政府信息公开工作年度报告有关事项的通知",
			"《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"}},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号，以下简称《格式》）编制。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"根据《中华人民共和国政府信息公开工作年度报告格式（试行）》要求，编制本年度报告。"}
		},
		want: []found{{"D-e", Warning, 0, "/preamble/0", "引言 第 1 段", "年度报告格式（试行）", "国办公开办函〔2021〕30号"}},
		near: func(r *Report, t *Tables2021) {
			r.Year, r.Tables = 2020, new(Tables2019)
			r.Preamble = []string{"根据《中华人民共和国政府信息公开工作年度报告格式（试行）》要求，编制本年度报告。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"根据条例（国务院令第492号）和国办公开函〔2021〕30号编制。", "遵循市委办《政府信息公开工作年度报告格式》。", "按国办公开办函[2021]30号编制。"}
		},
		want: []found{
			{"D-f", Warning, 0, "/preamble/0", "引言 第 1 段", "国务院令第492号", "国务院令第711号"},
			{"D-f", Warning, 0, "/preamble/0", "引言 第 1 段", "国办公开函〔2021〕30号", "国办公开办函〔2021〕30号"},
			{"D-f", Warning, 0, "/preamble/1", "引言 第 2 段", "市委办", "国务院办公厅政府信息与政务公开办公室"},
			{"D-f", Info, 0, "/preamble/2", "引言 第 3 段", "国办公开办函[2021]30号", "国办公开办函〔2021〕30号"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"根据《中华人民共和国政府信息公开条例》（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）和国办公开办函〔2021〕30 号编制。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Date, r.Index.Published = Date{2023, 12, 25}, Date{2023, 12, 26}
			r.Other.Notes, r.Other.Paragraphs = nil, []string{"2023年度未收取信息处理费。", "某市某局　2023年12月25日"}
		},
		want: []found{
			{"D-g", Error, 0, "/index/published", "公开日期", "2023年12月26日", "2024年1月1日"},
			{"D-g", Error, 0, "/date", "成文日期", "2023年12月25日", "2024年1月1日"},
			{"D-g", Error, 0, "/other/paragraphs/1", "六、其他需要报告的事项 第 2 段", "2023年12月25日", "2024年1月1日"},
		},
		near: func(r *Report, t *Tables2021) {
			r.Date, r.Index.Published = Date{2024, 1, 1}, Date{2024, 1, 2}
			r.Other.Paragraphs = []string{"截至2023年12月31日，未收取信息处理费。", "数据统计时间2023年12月31日"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Date = Date{2024, 2, 1} },
		want:  []found{{"D-h", Warning, 0, "/date", "成文日期", "2024年2月1日", "2024年1月31日"}},
		near:  func(r *Report, t *Tables2021) { r.Date = Date{2024, 1, 31} },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Agency, r.Date, r.Index.Published = "青石县人民政府", Date{2024, 3, 15}, Date{2024, 4, 1}
		},
		want: []found{{"D-h", Warning, 0, "/index/published", "公开日期", "2024年4月1日", "2024年3月31日"}},
		near: func(r *Report, t *Tables2021) {
			r.Agency, r.Date, r.Index.Published = "青石县人民政府", Date{2024, 4, 15}, Date{2024, 3, 31}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据条例编制。", "数据统计期限为2022年1月1日至2022年12月31日。", "统计期限自二〇二二年一月一日起至二〇二二年十二月三十一日止。"}
			r.Overview.Paragraphs = []string{"数据自2022年1月1日起至2023年12月31日止。"}
		},
		want: []found{
			{"D-i", Error, 0, "/preamble/1", "引言 第 2 段", "2022年1月1日至2022年12月31日", wholeOf2023},
			{"D-i", Error, 0, "/preamble/2", "引言 第 3 段", "二〇二二年一月一日起至二〇二二年十二月三十一日", wholeOf2023},
			{"D-i", Error, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "2022年1月1日起至2023年12月31日", wholeOf2023},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据2019年5月15日施行的条例编制。", "数据统计期限为 2023 年 1 月 1 日至 12 月 31 日，2024年1月31日前公布。",
				"依据自2024年1月1日起施行的《行政复议法》，原法2023年12月31日废止。", "统计期限自二〇二三年一月一日起至二〇二三年十二月三十一日止。"}
			r.Overview.Paragraphs = []string{"比2022年12月31日增加5条。", "每月一日至十日集中公开。"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自2023年1月1日起至202023年12月31日止。", "数据统计时间为2023年1月1日至2023年11月30日。", "所列数据自二○二三年一月二日起至十月二十日止。"}
			r.Overview.Paragraphs = []string{"所列数据自2023年01月02日起至12月31日止。", "统计期限为20231年1日至12月31日。"}
			r.Overview.Subsections[1].Paragraphs = []string{"2022年1—12月，收到申请5件。"}
		},
		want: []found{
			{"D-i", Warning, 0, "/preamble/0", "引言 第 1 段", "2023年1月1日起至202023年12月31日", wholeOf2023},
			{"D-i", Warning, 0, "/preamble/1", "引言 第 2 段", "2023年1月1日至2023年11月30日", wholeOf2023},
			{"D-i", Warning, 0, "/preamble/2", "引言 第 3 段", "二○二三年一月二日起至十月二十日", wholeOf2023},
			{"D-i", Warning, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "2023年01月02日起至12月31日", wholeOf2023},
			{"D-i", Warning, 0, "/overview/paragraphs/1", "一、总体情况 第 2 段", "20231年1日至12月31日", wholeOf2023},
			{"D-i", Warning, 0, "/overview/subsections/1/paragraphs/0", "一、总体情况 （二）依申请公开 第 1 段", "2022年1—12月", wholeOf2023},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自2023年01月01日起至12月31日止。", "统计期限为当年1月1日至12月31日。"}
			r.Overview.Paragraphs = []string{"2023年3月1日至2023年4月30日开展专项行动。", "数据统计至2023年底，共12345条。"}
			r.Overview.Subsections[1].Paragraphs = []string{"2023年1—12月，收到申请5件，比2022年1—12月减少3件。"}
		},
	},
}

// dateCodes returns what the rules of dates find in a text of the preamble, of the
// first subsection or of section six: code, severity and what was found.
func dateCodes(t *testing.T, year int, where, text string) string {
	r := clean()
	r.Year, r.Preamble = year, nil
	if year < 2021 {
		r.Tables = new(Tables2019)
	}
	switch where {
	case "title":
		r.Title = text
	case "heading":
		r.Overview.Subsections[0].Title = text
	case "preamble":
		r.Preamble = []string{text}
	case "section":
		r.Overview.Subsections[0].Paragraphs = []string{text}
	case "end":
		r.Other.Paragraphs = append(r.Other.Paragraphs, text)
	default:
		t.Fatal(where)
	}
	var all []string
	for _, f := range faultsBy(r, dateRules) {
		all = append(all, fmt.Sprint(f.Code, " ", f.Severity, " ", f.Got))
		if f.Quote == "" || !strings.Contains(text, f.Quote) {
			t.Errorf("%s: %s quotes %q", text, f.Code, f.Quote)
		}
	}
	return strings.Join(all, "; ")
}

type dateCase struct {
	year  int
	where string
	texts map[string]string // what is found in each
}

func testDateCases(t *testing.T, cases []dateCase) {
	for _, c := range cases {
		for text, want := range c.texts {
			if got := dateCodes(t, c.year, c.where, text); got != want {
				t.Errorf("%d %s %s:\ngot  %s\nwant %s", c.year, c.where, text, got, want)
			}
		}
	}
}

// The year that a report names as its own, and those that it cites, compares with or tells of.
func TestNamedYears(t *testing.T) {
	testDateCases(t, []dateCase{
		{2023, "title", map[string]string{
			"某市某局２０２２年政府信息公开工作年度报告":                "D-a 错误 2022",
			"某市某局二〇二二年政府信息公开工作年度报告":                "D-a 错误 2022",
			"某市某局20223年政府信息公开工作年度报告":               "D-a 错误 20223年",
			"某市某局202年政府信息公开工作年度报告":                 "D-a 错误 202年",
			"某市某局政府信息公开工作年度报告（2022年度）":             "D-a 错误 2022",
			"某市某局2024年公布的2023年政府信息公开工作年度报告":        "",
			"2025青石县某乡2023年度政府信息公开工作年度报告":          "",
			"关于某局2023年政府信息公开工作年度报告的公告（2024年1月20日）": "",
			"某市某局政府信息公开工作年度报告":                     "",
		}},
		{2023, "heading", map[string]string{
			"2022年度依申请公开办理情况":  "D-a 错误 2022",
			"全市2022年政府信息管理情况":  "D-a 错误 2022",
			"2023年主动公开情况":      "",
			"2022年结转依申请公开办理情况": "",
			"2021—2022年主动公开情况": "",
			"落实2022年主动公开要点情况":  "",
			"2024年主动公开工作安排":    "",
		}},
		{2023, "preamble", map[string]string{
			"根据《条例》规定，现公布某市某局2022年政府信息公开工作年度报告。":               "D-a 错误 2022",
			"现公布某市某局2021年度政府信息公开工作年度报告。":                       "D-a 错误 2021",
			"现将我局2022年度政府信息公开工作情况报告如下。":                        "D-a 错误 2022",
			"现将2022年政府信息公开工作年度报告公布如下。":                         "D-a 错误 2022",
			"特向社会公布2022年某镇人民政府信息公开工作年度报告。":                     "D-a 错误 2022",
			"本报告为某局2022年政府信息公开工作年度报告。":                         "D-a 错误 2022",
			"编制了某局2022年政府信息公开工作年度报告。":                          "D-a 错误 2022",
			"2022年某县政府信息公开工作年度报告由总体情况等六部分组成。":                  "D-a 错误 2022",
			"依据条例编制《某市某局2021年度政府信息公开工作年度报告》。":                  "D-a 错误 2021",
			"我局认真编制了《某市某局2022年政府信息公开工作年度报告》。":                  "D-a 错误 2022",
			"2023年，我局主动公开2022年政府信息公开工作年度报告1份。":                 "",
			"其中，2022年年度报告由第三方评估。":                              "",
			"本报告是继2022年度报告之后编制的。":                              "",
			"本报告是在2022年政府信息公开工作情况通报后编制的。":                      "",
			"现公布大同市同心区教育局2022年政府信息公开工作年度报告。":                   "D-a 错误 2022",
			"根据某局发布的2022年报告编制。":                                "",
			"现公布某市某局2023年度政府信息公开工作年度报告。":                       "",
			"按照《某市政务公开办关于做好2024年政府信息公开工作年度报告编制和数据报送工作的通知》编制。":  "",
			"较2022年度报告，内容更加完整。":                                "",
			"与2022年年度报告相比，本报告增加了图表。":                           "",
			"《某局2021年度报告》反馈的问题已整改。":                            "",
			"两年间，公开量增加；2022年报告指出的问题已整改。":                       "",
			"现将《2022年度报告》反馈问题整改情况公布如下。":                        "",
			"现就2022年政府信息公开工作年度报告中存在的问题说明如下。":                   "",
			"2024年1月，我局公布了2022年报告。":                            "",
			"为实现2022年政府信息公开报告目标，编制本报告。":                        "",
			"结合2022年度报告编制经验，编制某局2023年报告。":                      "",
			"现公布2022年审计报告、2022年政府工作报告。":                        "",
			"现公布2022年度、2023年度政府信息公开工作年度报告对比。":                  "",
			"根据《某县人民政府办公室关于印发2022年政务公开工作要点的通知》，编制本报告。":         "",
			"在总结2022年政府信息公开工作的基础上，编制了此报告。":                     "",
			"2022年，我局公开信息500条，现发布2023年报告。":                     "",
			"根据《关于做好2022年度政府信息公开工作年度报告编制及发布工作提示》，现公布2023年度报告。": "",
		}},
		{2023, "section", map[string]string{
			"现将我局2022年度政府信息公开工作情况报告如下。":        "D-a 错误 2022",
			"2023年1月，按时编制发布2022年政府信息公开工作年度报告。": "",
			"在门户网站公布2022年政府信息公开工作年度报告1份。":      "",
			"发现2022年报告存在问题3个。":                 "",
			"主动公开2022年度部门决算、2022年政府工作报告。":      "",
		}},
	})
}

// Periods in every spelling, and what is none of the statistics.
func TestPeriodOfReport(t *testing.T) {
	testDateCases(t, []dateCase{
		{2023, "preamble", map[string]string{
			"数据统计期限为2022年1—12月。":                      "D-i 错误 2022年1—12月",
			"统计时间为2022.1.1至2022.12.31。":               "D-i 错误 2022.1.1至2022.12.31",
			"统计期限为2022年度。":                            "D-i 错误 2022年度",
			"统计期限自２０２２年１月１日起至12月31日止。":                "D-i 错误 ２０２２年１月１日起至12月31日",
			"报告期：2022年1月至12月":                         "D-i 错误 2022年1月至12月",
			"本报告统计数据从2022-01-01到2022-12-31。":          "D-i 错误 2022-01-01到2022-12-31",
			"除特别说明的外，所列数据统计时限为2022年1月1日至2022年12月31日。": "D-i 错误 2022年1月1日至2022年12月31日",
			"本报告反映了2022年1月1日至2022年12月31日的工作情况。":       "D-i 错误 2022年1月1日至2022年12月31日",
			"现公布我局年度报告（2022年1月1日至2022年12月31日）。":       "D-i 错误 2022年1月1日至2022年12月31日",
			"2022年1月1日至12月31日为本报告统计期限。":               "D-i 错误 2022年1月1日至12月31日",
			"所列数据截止日期为2022年12月31日。":                   "D-i 错误 2022年12月31日",
			"统计期限自2023年1月1日起至2032年12月31日止。":           "D-i 错误 2023年1月1日起至2032年12月31日",
			"统计时限自2022年12月1日至2023年11月30日。":            "D-i 警告 2022年12月1日至2023年11月30日",
			"统计时限自2023年1月1日至2024年1月31日。":              "D-i 警告 2023年1月1日至2024年1月31日",
			"统计期限为2023年1月11日至12月31日。":                 "D-i 警告 2023年1月11日至12月31日",
			"统计期限为2023年1月1日至12月32日。":                  "D-i 警告 2023年1月1日至12月32日",
			"统计期限自20231月1日起至2023年12月31日止。":            "D-i 警告 20231月1日起至2023年12月31日",
			"统计期限自202311日至20231231日止。":                "D-i 警告 202311日至20231231日",
			"报告中所列数据统计期限为2023111231日。":                "D-i 警告 2023111231日",
			"统计期限自203年1月1日起至2023年12月31日止。":            "D-i 警告 203年1月1日起至2023年12月31日",
			"统计期限为1月1日至11月30日。":                       "D-i 警告 1月1日至11月30日",
			"所列数据截止日期为2023年11月30日。":                   "D-i 警告 2023年11月30日",
			"本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。":  "",
			"统计期限为2023.1.1-12.31。":                    "",
			"统计期限为2023年1-12月。":                        "",
			"统计期限为二零二三年一月一日至十二月三十一日。":                 "",
			"数据统计期限：2023 年 1 月 1 日—2023 年 12 月 31 日":  "",
			"本报告所列数据时限均为2023年全年。":                     "",
			"所列数据截止日期为2023年12月31日。":                   "",
			"数据统计时间为2024年1月5日。":                       "",
			"统计期限为上年度1月1日至12月31日。":                    "",
			"与上年同期（2022年1月1日至12月31日）相比，有所增加。":         "",
			"电话：0500-20220101，邮编：202212。":             "",
		}},
		{2023, "section", map[string]string{
			"数据统计时间：2022年1月1日-2022年12月31日。":             "D-i 错误 2022年1月1日-2022年12月31日",
			"2022年1月1日至12月31日，我局共收到申请5件。":               "D-i 警告 2022年1月1日至12月31日",
			"自2022年1月1日至2022年12月31日，我局公开500条。":          "D-i 警告 2022年1月1日至2022年12月31日",
			"截至2022年12月31日，我局主动公开500条。":                 "D-i 警告 2022年12月31日",
			"截至202023年12月31日，共公开5条。":                    "D-i 警告 202023年12月31日",
			"截至2023年12月31日，公开126条；截至2022年12月31日，公开98条。": "",
			"截至2022年底，累计公开500条；2023年新增5条。":              "",
			"截至2023年11月30日，共公开5条。":                      "",
			"粉丝数据截至2023年11月30日为5万。":                     "",
			"2022年1月至12月，我局收到5件，2023年收到6件。":             "",
			"2022年1—12月，收到5件，比上年减少1件。":                  "",
			"公开2022年1-12月统计数据12期。":                      "",
			"发布统计数据：2022年1—12月规模以上工业增加值。":               "",
			"2022年9月1日至2023年8月31日开展三年行动。":               "",
			"对2022年1月1日至12月31日制发的文件清理。":                 "",
			"问卷统计时间为2022年5月1日至6月1日。":                    "",
			"公示时间为2022年12月1日至12月31日。":                   "",
			"完成《某县2022年1月1日至12月31日工作总结》，公开500条。":        "",
		}},
	})
}

// What is cited, and how it is spelt.
func TestCitations(t *testing.T) {
	const (
		office     = "国务院办公厅政府信息与政务公开办公室"
		regulation = "《中华人民共和国政府信息公开条例》"
		form       = "《中华人民共和国政府信息公开工作年度报告格式》"
		matters    = "关于政府信息公开工作年度报告有关事项的通知"
	)
	testDateCases(t, []dateCase{
		{2023, "preamble", map[string]string{
			"根据国办发〔2021〕30号要求，编制本年度报告。":          "D-f 警告 国办发〔2021〕30号",
			"根据国办公开办函【2019】60号编制。":               "D-f 警告 国办公开办函【2019】60号",
			"根据国办公开办函2019年60号编制。":                "D-f 警告 国办公开办函2019年60号",
			"根据国办公开办函〔2021年〕30号编制。":              "D-f 警告 国办公开办函〔2021年〕30号",
			"根据国办公开办函〔2019〕年60号编制。":              "D-f 警告 国办公开办函〔2019〕年60号",
			"根据国办公开办函〔202130号编制。":                "D-f 警告 国办公开办函〔202130号",
			"根据" + form + "（国办公开办函〔2022〕30号）编制。": "D-f 警告 国办公开办函〔2022〕30号",
			"根据" + form + "（国办函〔2021〕30号）编制。":    "D-f 警告 国办函〔2021〕30号",
			"根据国务院办公厅政府信息公开与政务公开办公室关于印发" + form + "的通知（国办公开办函〔2021〕30号）编制。":           "D-f 警告 国务院办公厅政府信息公开与政务公开办公室",
			"根据《国务院办公厅关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。":            "D-f 提示 国务院办公厅",
			"根据" + form + "（国公开办函〔2021〕30号）编制。":                                       "D-f 警告 国公开办函〔2021〕30号",
			"根据《市委办公室政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。": "D-f 警告 市委办公室政府信息与政务公开办公室",
			"按照市政府办公室《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。":                            "D-f 警告 市政府办公室",
			"按照《某省政府信息公开工作年度报告格式（试行）》编制。":                                             "",
			"根据国务院办公厅有关政府信息公开工作的要求和《政府信息公开工作年度报告格式》编制。":                               "",
			"按照市政府办公室《政府信息公开工作年度报告格式》编制，落实市政务公开办函〔2021〕30号。":                          "",
			"根据国办公开办《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。":                      "",
			"根据" + regulation + "（国务院令第771号）编制。":                                      "D-f 警告 国务院令第771号",
			"根据新修订的" + regulation + "（国务院第492号令）编制。":                                  "D-f 警告 国务院第492号令",
			"根据《" + office + "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2019〕60号）编制。":    "D-d 警告 年度报告格式",
			"根据《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2021〕30号）编制。":                       "D-d 警告 年度报告格式（试行）",
			"根据《" + office + matters + "》（国办公开办函〔2019〕60号）编制。":                        "D-b 警告 国办公开办函〔2019〕60号",
			"根据《" + office + matters + "》等规定编制。":                                      "D-e 警告 " + matters,
			"根据" + office + "《" + matters + "》要求编制。":                                  "D-e 警告 " + matters,
			"根据《政府信息公开工作年度报告格式》(试行)编制。":                                               "D-e 警告 年度报告格式》(试行)",
			"根据《" + office + "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。":    "",
			"根据" + regulation + "（国务院令第711号）、" + form + "（国办公开办函﹝2021﹞ 30号）编制。":       "",
			"根据" + regulation + "（国务院令711号）编制，落实《优化营商环境条例》（国务院令第722号）。":               "",
			"根据" + office + "国办公开办函〔2021〕30号等文件编制。":                                   "",
			"根据国务院办公厅印发的" + form + "编制。":                                              "",
			"根据《国务院办公厅关于某某工作的通知》（国办发〔2021〕30号）编制本年度报告。":                               "",
			"按国办公开办函〔2019〕61号建设平台，按国办函〔2020〕109号收费，按国办发〔2020〕45号适老化。":                 "",
			"根据国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制。":                                    "",
			"根据《" + matters + "》（国办公开办函〔2019〕60号）和" + form + "（国办公开办函〔2021〕30号）编制。":   "",
			"原《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）同时停止执行。":                    "",
			"根据省政府办公厅《" + matters + "》编制。":                                            "",
			"根据《某省人民政府办公厅关于转发" + office + "〈" + matters + "〉的通知》编制。":                  "",
			"按照《某省政务公开办公室关于做好2023年政府信息公开工作年度报告编制和数据报送工作的通知》（某政务办秘〔2024〕2号）编制。":        "",
			"按照《某市政务公开办关于做好2023年政府信息公开工作年度报告有关事项的通知》编制。":                              "",
			"按照市卫健委办公室《政府信息公开工作年度报告格式》编制。":                                            "",
			"根据" + regulation + "（2007年4月5日国务院令第492号公布，根据2019年4月3日国务院令第711号修订）编制。":    "",
			"2008年起施行的原条例（国务院令第492号）已修订。":                                             "",
		}},
		{2020, "preamble", map[string]string{
			"根据国办公开函〔2019〕60号编制。":                                     "D-f 警告 国办公开函〔2019〕60号",
			"根据国办公开办函〔2021〕30号编制。":                                    "D-b 警告 国办公开办函〔2021〕30号",
			"根据《" + office + matters + "》（国办公开办函〔2021〕30号）编制。":        "D-d 警告 " + matters,
			"根据" + regulation + "（国务院令第492号）编制。":                      "D-f 警告 国务院令第492号",
			"根据《" + office + matters + "》（国办公开办函〔2019〕60号）编制。":        "",
			"根据《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）编制。":       "",
			"根据" + form + "（国办公开办函〔2019〕60号）编制，按国办公开办函〔2019〕61号建设平台。": "",
			"根据" + office + "《" + matters + "》编制。":                    "",
		}},
	})
}

// Dates in the text, and what is no date of issue.
func TestSignedDates(t *testing.T) {
	testDateCases(t, []dateCase{
		{2023, "end", map[string]string{
			"某市某局2023年12月25日":             "D-g 错误 2023年12月25日",
			"（二〇二三年十二月二十五日）":              "D-g 错误 2023年12月25日",
			"发布时间：2023-12-20 16:25 来源：某局": "D-g 错误 2023年12月20日",
			"某市某局 2024年12月25日":            "D-h 警告 2024年12月25日",
			"某市某局 2024年1月25日":             "",
			"2023年12月25日，召开会议。":           "",
			"统计时间为2023年1月1日至2023年12月31日":  "",
			"会议时间2023年12月25日":             "",
			"办公时间：周一至周五，电话：0500-8000000":  "",
		}},
		{2023, "preamble", map[string]string{
			"发布日期：2023年12月25日 浏览次数：12": "D-g 错误 2023年12月25日",
			"（2023年12月31日）":            "",
		}},
	})
}

// The last day is that of the Regulations for the kind of body, or that of the office.
func TestDeadline(t *testing.T) {
	for _, tt := range []struct {
		agency string
		year   int
		scope  Scope
		want   Date
	}{
		{"青石县水利局", 2023, ScopeAgency, Date{2024, 1, 31}},
		{"青石县石桥镇人民政府", 2023, ScopeAgency, Date{2024, 1, 31}},
		{"国家青石总局", 2023, ScopeAgency, Date{2024, 1, 31}},
		{"青石县人民政府", 2023, ScopeAgency, Date{2024, 3, 31}},
		{"某某省人民政府", 2023, ScopeAgency, Date{2024, 3, 31}},
		{"青石县人民政府办公室", 2023, ScopeAgency, Date{2024, 3, 31}},
		{"青石县水利局", 2023, ScopeJurisdiction, Date{2024, 3, 31}},
		{"青石高新区管理委员会", 2023, ScopeAgency, Date{2024, 3, 31}},
		{"青石县水利局", 2018, ScopeAgency, Date{2019, 3, 31}},
	} {
		if got := (Checker{}).Due(&Report{Agency: tt.agency, Year: tt.year, Scope: tt.scope}); got != tt.want {
			t.Errorf("%s %d: %s, want %s", tt.agency, tt.year, got, tt.want)
		}
	}
	c := Checker{Deadlines: map[BodyKind]Deadline{BodyDepartment: {1, 20}, BodyCounty: {2, 20}}}
	if got, want := c.Due(&Report{Agency: "青石县人民政府", Year: 2023}), (Date{2024, 2, 20}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	r := clean()
	r.Date = Date{2024, 1, 25}
	want := []found{{"D-h", Warning, 0, "/date", "成文日期", "2024年1月25日", "2024年1月20日"}}
	if got := seen(c.Check(r)); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if r.Agency = "青石县人民政府"; len(c.Check(r)) > 0 {
		t.Errorf("got %+v", c.Check(r))
	}
}

func TestDateRulesAreLinear(t *testing.T) {
	for _, s := range []string{
		"2023年1月1日至", "2022年1月1日至12月31日，", "国办公开办函〔2021〕30号", "年度报告格式", "《关于政府信息公开工作年度报告有关事项的通知》（", "现公布2022年", "2022年报告", "国务院令第", "》（国办", "国", "，",
		"统计数据的时间范围期限", "2022.1.1-", "20222222", "截至", "年度报告格式国办公开办函〔2021〕30号", "年度报告格式》（国办函〔2021〕3号", "现将2022年报告",
	} {
		linear.Check(t, s, 1<<17, func(text string) {
			r := clean()
			r.Preamble = []string{text}
			faultsBy(r, dateRules)
		})
	}
}

func FuzzDateRules(f *testing.F) {
	for _, s := range []string{
		"现公布某局2022年政府信息公开工作年度报告，统计期限自20231月1日起至202023年12月31日止。",
		"根据《国务院办公厅关于印发〈政府信息公开工作年度报告格式（试行）〉的通知》（国办公开函【2019】60号）和国务院令第492号",
		"发布时间：2023-12-20 16:25 来源：某局", "《年度报告格式", "国公开办函", "截至2022年底，", "国务院令第",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := clean()
		r.Title, r.Preamble, r.Other.Paragraphs = text, []string{text}, []string{text}
		r.Overview.Subsections[0] = Subsection{Title: text, Paragraphs: []string{text}}
		for _, f := range faultsBy(r, dateRules) {
			if !strings.Contains(text, f.Quote) {
				t.Fatalf("%q: %s quotes %q", text, f.Code, f.Quote)
			}
		}
	})
}
