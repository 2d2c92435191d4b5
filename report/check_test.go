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
	return &Report{
		Agency:   "某市某局",
		Year:     2023,
		Preamble: []string{"本报告统计期限为2023年1月1日至2023年12月31日，按照国办公开办函〔2021〕30号编制。"},
		Problems: Section{Paragraphs: []string{"存在的问题：政策解读形式单一。改进情况：增加图解。"}},
		Tables:   new(Tables2021),
	}
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
	for _, e := range Editions() {
		if got := sample(e).Check(); got != nil {
			t.Errorf("%s: got %+v", e, got)
		}
	}
}

// trial makes a report wrong, or just not wrong.
type trial func(r *Report, t *Tables2021)

// checked returns what Check finds after the trial.
func checked(f trial) []Finding {
	r := clean()
	f(r, r.Tables.(*Tables2021))
	return r.Check()
}

// checkTests has for every rule of Check a case that trips it and one near to
// it that does not.
var checkTests = []struct {
	trips trial
	want  []found
	near  trial
}{
	{
		func(r *Report, t *Tables2021) { t.Disclosure.Licenses = -1 },
		[]found{{"T2-a", Error, 0, "/tables/disclosure/licenses", "表二 行政许可", "-1", ""}},
		func(r *Report, t *Tables2021) { t.Disclosure.Licenses = 999_999_999_999 },
	},
	{
		func(r *Report, t *Tables2021) { t.Disclosure.Rules.InForce = 1_000_000_000_000 },
		[]found{{"T2-a", Error, 0, "/tables/disclosure/rules/inForce", "表二 规章 现行有效件数", "1000000000000", ""}},
		func(r *Report, t *Tables2021) { t.Disclosure.Rules.InForce = 1 },
	},
	{
		func(r *Report, _ *Tables2021) {
			t := new(Tables2019)
			t.Disclosure.Licenses.Change = -1_000_000_000_000
			r.Year, r.Tables, r.Preamble = 2020, t, nil
		},
		[]found{{"T2-a", Error, 0, "/tables/disclosure/licenses/change", "表二 行政许可 本年增/减", "-1000000000000", ""}},
		func(r *Report, _ *Tables2021) {
			t := new(Tables2019)
			t.Disclosure.Licenses.Change = -1
			r.Year, r.Tables, r.Preamble = 2020, t, nil
		},
	},
	{ // In one column; that the total's is wrong too follows from it.
		func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises = 7
			t.Applications.Results.Granted.Enterprises = 5
			t.Applications.CarriedForward.Enterprises = 1
		},
		[]found{
			{"T3-a", Error, 0, "/tables/applications/received/enterprises", "表三 商业企业", "7", "6"},
		},
		func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises = 7
			t.Applications.Results.Granted.Enterprises = 5
			t.Applications.CarriedForward.Enterprises = 2
		},
	},
	{ // In two columns that make up for one another.
		func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.NaturalPersons = 1
			t.Applications.Results.Other.FeeNotPaid.Others = 1
		},
		[]found{
			{"T3-a", Error, 0, "/tables/applications/received/naturalPersons", "表三 自然人", "1", "0"},
			{"T3-a", Error, 0, "/tables/applications/received/others", "表三 其他", "0", "1"},
		},
		func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.NaturalPersons = 1
			t.Applications.Results.Other.FeeNotPaid.NaturalPersons = 1
		},
	},
	{
		func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.Others, t.Applications.CarriedForward.Others = -2, -2
		},
		[]found{
			{"T3-d", Error, 0, "/tables/applications/carriedOver/others", "表三 二、上年结转政府信息公开申请数量 其他", "-2", ""},
			{"T3-d", Error, 0, "/tables/applications/carriedForward/others", "表三 四、结转下年度继续办理 其他", "-2", ""},
		},
		func(r *Report, t *Tables2021) {
			t.Applications.CarriedOver.Others, t.Applications.CarriedForward.Others = 2, 2
		},
	},
	{
		func(r *Report, t *Tables2021) { t.Remedies.DirectLitigation.Pending = -1 },
		[]found{{"T4-b", Error, 0, "/tables/remedies/directLitigation/pending", "表四 行政诉讼未经复议直接起诉 尚未审结", "-1", ""}},
		func(r *Report, t *Tables2021) { t.Remedies.DirectLitigation.Pending = 1 },
	},
	{
		func(r *Report, t *Tables2021) { r.Title = "某市某局2022年政府信息公开工作年度报告" },
		[]found{{"D-a", Error, 0, "/title", "标题", "2022", "2023"}},
		func(r *Report, t *Tables2021) { r.Title = "某市某局2023年度政府信息公开工作年度报告" },
	},
	{
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据条例编制。", "数据统计期限为2022年1月1日至2022年12月31日。"}
		},
		[]found{{"D-a", Error, 0, "/preamble/1", "引言 第 2 段", "2022", "2023"}},
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据2019年5月15日施行的条例编制。", "数据统计期限为 2023 年 1 月 1 日至 12 月 31 日，2024年1月31日前公布。"}
		},
	},
	{
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自２０２２年１月１日起至12月31日止。"}
			r.Overview.Paragraphs = []string{"数据自2022年1月1日起至2023年12月31日止。"}
		},
		[]found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
			{"D-a", Error, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "2022", "2023"},
		},
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"依据自2024年1月1日起施行的《行政复议法》，原法2023年12月31日废止。"}
			r.Overview.Paragraphs = []string{"比2022年12月31日增加5条。"}
		},
	},
	{
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自二〇二二年一月一日起至二〇二二年十二月三十一日止。"}
		},
		[]found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
		},
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自二〇二三年一月一日起至二〇二三年十二月三十一日止。"}
			r.Overview.Paragraphs = []string{"每月一日至十日集中公开。"}
		},
	},
	{
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自2023年1月1日起至202023年12月31日止。", "数据统计时间为2023年1月1日至2023年11月30日。", "所列数据自二○二三年一月二日起至十月二十日止。"}
			r.Overview.Paragraphs = []string{"所列数据自2023年01月02日起至12月31日止。", "统计期限为20231年1日至12月31日。"}
		},
		[]found{
			{"D-i", Warning, 0, "/preamble/0", "引言 第 1 段", "202023年", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/preamble/1", "引言 第 2 段", "2023年1月1日至2023年11月30日", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/preamble/2", "引言 第 3 段", "2023年1月2日起至10月20日", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "2023年01月02日起至12月31日", "2023年1月1日至2023年12月31日"},
			{"D-i", Warning, 0, "/overview/paragraphs/1", "一、总体情况 第 2 段", "20231年", "2023年1月1日至2023年12月31日"},
		},
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"统计期限自2023年01月01日起至12月31日止。", "统计期限为当年1月1日至12月31日。"}
			r.Overview.Paragraphs = []string{"2023年3月1日至2023年4月30日开展专项行动。", "数据统计至2023年底，共12345条。"}
		},
	},
	{
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布《某市某局2022年政府信息公开工作年度报告》。", "某市某局2021年报告如下。"}
		},
		[]found{
			{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2022", "2023"},
			{"D-a", Error, 0, "/preamble/1", "引言 第 2 段", "2021", "2023"},
		},
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{
				"按照《关于做好2022年政府信息公开工作年度报告编制工作的通知》编制。", "对照《某局2022年政府信息公开工作年度报告》整改。",
				"按照关于做好2022年政府信息公开工作年度报告编制工作的通知编制。", "在2022年报告的基础上编制。",
			}
		},
	},
	{
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布某市某局2021年度政府信息公开工作年度报告。"}
		},
		[]found{{"D-a", Error, 0, "/preamble/0", "引言 第 1 段", "2021", "2023"}},
		func(r *Report, t *Tables2021) {
			r.Preamble = []string{"现公布某市某局2023年度政府信息公开工作年度报告。"}
		},
	},
	{
		func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"按国办公开办函[2019] 60号（国办公开办函〔2019〕60号）填报。"}
		},
		[]found{{"D-b", Warning, 0, "/overview/paragraphs/0", "一、总体情况 第 1 段", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"}},
		func(r *Report, t *Tables2021) {
			r.Overview.Paragraphs = []string{"按国办公开办函〔2019〕61号建设平台。"}
		},
	},
	{
		func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2020, nil, new(Tables2021) },
		[]found{{"D-c", Warning, 0, "/edition", "表二至表四", "2021", "2019"}},
		func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2020, nil, new(Tables2019) },
	},
	{
		func(r *Report, t *Tables2021) { r.Problems.Paragraphs = nil },
		[]found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "现为空白", ""}},
		func(r *Report, t *Tables2021) {
			r.Problems = Section{Subsections: []Subsection{{Title: "不足", Paragraphs: []string{"下一步"}}}}
		},
	},
	{
		func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{" 无。"} },
		[]found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "现为“无”", ""}},
		func(r *Report, t *Tables2021) {
			r.Problems.Paragraphs = []string{"无重大问题，继续加强学习。"}
		},
	},
	{
		func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"加强学习。"} },
		[]found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "没有写问题", ""}},
		func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够。", "加强学习。"} },
	},
	{
		func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够。"} },
		[]found{{"N-b", Warning, 0, "/problems", "五、存在的主要问题及改进情况", "没有写改进情况", ""}},
		func(r *Report, t *Tables2021) { r.Problems.Paragraphs = []string{"力度不够，将完善制度。"} },
	},
	{
		func(r *Report, t *Tables2021) {
			t.Applications.Received.Enterprises, t.Applications.Received.Others = Blank, NotApplicable
			t.Disclosure.AdministrativeFees = MustAmount("/")
		},
		[]found{
			{"N-f", Warning, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "填的是“/”", ""},
			{"N-f", Warning, 0, "/tables/applications/received/enterprises", "表三 一、本年新收政府信息公开申请数量 商业企业", "未填", ""},
			{"N-f", Warning, 0, "/tables/applications/received/others", "表三 一、本年新收政府信息公开申请数量 其他", "填的是“/”", ""},
		},
		func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("0.00") },
	},
	{
		func(r *Report, t *Tables2021) {
			t.Disclosure.Rules.Issued, t.Disclosure.Rules.InForce = Blank, Blank
		},
		[]found{
			{"N-f", Warning, 0, "/tables/disclosure/rules/issued", "表二 规章 本年制发件数", "未填", ""},
			{"N-f", Warning, 0, "/tables/disclosure/rules/inForce", "表二 规章 现行有效件数", "未填", ""},
		},
		func(r *Report, t *Tables2021) {},
	},
	{
		func(r *Report, _ *Tables2021) { r.Tables = (*Tables2021)(nil) },
		[]found{{"R-c", Error, 0, "/tables", "表二至表四", "", ""}},
		func(r *Report, t *Tables2021) {},
	},
	{
		func(r *Report, t *Tables2021) { r.Agency = "\u3000 " },
		[]found{{"R-a", Error, 0, "/agency", "机关全称", "", ""}},
		func(r *Report, t *Tables2021) { r.Agency = "局" },
	},
	{
		func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2018, nil, new(Tables2019) },
		[]found{{"R-b", Error, 0, "/year", "报告年度", "2018", ""}},
		func(r *Report, t *Tables2021) { r.Year, r.Preamble, r.Tables = 2019, nil, new(Tables2019) },
	},
	{
		func(r *Report, _ *Tables2021) { r.Year, r.Preamble, r.Tables = 10000, nil, formFor(10000).blank() },
		[]found{{"R-b", Error, 0, "/year", "报告年度", "10000", ""}},
		func(r *Report, _ *Tables2021) { r.Year, r.Preamble, r.Tables = 9999, nil, formFor(9999).blank() },
	},
	{
		func(r *Report, t *Tables2021) { r.Tables = nil },
		[]found{{"R-c", Error, 0, "/tables", "表二至表四", "", ""}},
		func(r *Report, t *Tables2021) { r.Tables = new(Tables2021) },
	},
	{
		func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"收费", "0\v元"} },
		[]found{{"R-d", Error, 0, "/other/paragraphs/1", "六、其他需要报告的事项 第 2 段", "U+000B", ""}},
		func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"收费\r\n\t0元\r"} },
	},
	{
		func(r *Report, t *Tables2021) { r.Title = "某市某局\n2023年报告" },
		[]found{{"R-d", Error, 0, "/title", "标题", "U+000A", ""}},
		func(r *Report, t *Tables2021) { r.Title = "某市某局 2023年报告" },
	},
	{ // A title that reads like the place of a paragraph is a title still.
		func(r *Report, t *Tables2021) { r.Overview.Subsections = []Subsection{{Title: "新\n阶段"}} },
		[]found{{"R-d", Error, 0, "/overview/subsections/0/title", "一、总体情况 （一）新\n阶段", "U+000A", ""}},
		func(r *Report, t *Tables2021) { r.Overview.Subsections = []Subsection{{Title: "新阶段"}} },
	},
	{
		func(r *Report, t *Tables2021) { r.Disclosure.Notes = []string{"\u202e注"} },
		[]found{{"R-d", Error, 0, "/disclosure/notes/0", "二、主动公开政府信息情况 表后 第 1 段", "U+202E", ""}},
		func(r *Report, t *Tables2021) { r.Disclosure.Notes = []string{"𠮷\ufffd“”—…①"} },
	},
	{
		func(r *Report, t *Tables2021) { r.Issuer = "某\xff局" },
		[]found{{"R-d", Error, 0, "/issuer", "署名", "无效的 UTF-8", ""}},
		func(r *Report, t *Tables2021) { r.Issuer = "某局" },
	},
	{
		func(r *Report, t *Tables2021) {
			r.Overview.Subsections = []Subsection{{Topic: TopicDisclosure}, {Title: " "}}
		},
		[]found{{"R-e", Error, 0, "/overview/subsections/1", "一、总体情况 （二）", "", ""}},
		func(r *Report, t *Tables2021) {
			r.Overview.Subsections = []Subsection{{Topic: TopicDisclosure}, {Title: "标准化"}}
		},
	},
	{
		func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"", strings.Repeat("字", 200_001)} },
		[]found{{"R-g", Error, 0, "/other/paragraphs/1", "六、其他需要报告的事项 第 2 段", "200001", "200000"}},
		func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{"", strings.Repeat("字", 200_000)} },
	},
	{
		func(r *Report, t *Tables2021) { r.Agency = strings.Repeat("局", 1001) },
		[]found{{"R-g", Error, 0, "/agency", "机关全称", "1001", "1000"}},
		func(r *Report, t *Tables2021) { r.Agency = strings.Repeat("局", 1000) },
	},
	{
		func(r *Report, t *Tables2021) {
			r.Other.Paragraphs = slices.Repeat([]string{strings.Repeat("字", 100_000)}, 5)
		},
		[]found{{"R-g", Error, 0, "", "全文", "500079", "500000"}},
		func(r *Report, t *Tables2021) {
			r.Other.Paragraphs = slices.Repeat([]string{strings.Repeat("字", 99_000)}, 5)
		},
	},
	{
		func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{strings.Repeat("\n", 19_998)} },
		[]found{{"R-h", Error, 0, "", "全文", "20001", "20000"}},
		func(r *Report, t *Tables2021) { r.Other.Paragraphs = []string{strings.Repeat("\r\n", 19_997)} },
	},
	{
		func(r *Report, t *Tables2021) {
			r.Other.Subsections = slices.Repeat([]Subsection{{Title: "其他"}}, 19_999)
		},
		[]found{{"R-h", Error, 0, "", "全文", "20001", "20000"}},
		func(r *Report, t *Tables2021) {
			r.Other.Subsections = slices.Repeat([]Subsection{{Title: "其他"}}, 19_998)
		},
	},
	{
		func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("251000元") },
		[]found{{"F-d", Error, 0, "/tables/disclosure/administrativeFees", "表二 行政事业性收费", "251000元", "万元"}},
		func(r *Report, t *Tables2021) { t.Disclosure.AdministrativeFees = MustAmount("25.1万元") },
	},
	{ // Sums of more digits than a figure may have.
		func(r *Report, t *Tables2021) {
			t.Remedies.Reconsideration.Upheld, t.Remedies.Reconsideration.Other = 999_999_999_999, 1
		},
		[]found{{"T4-b", Error, 0, "/tables/remedies/reconsideration/total", "表四 行政复议 总计", "1000000000000", ""}},
		func(r *Report, t *Tables2021) { t.Remedies.Reconsideration.Upheld = 999_999_999_999 },
	},
	{
		func(r *Report, t *Tables2021) { r.Date = Date{2023, 2, 29} },
		[]found{{"R-f", Error, 0, "/date", "成文日期", "2023年2月29日", ""}},
		func(r *Report, t *Tables2021) { r.Date = Date{2024, 2, 29} },
	},
	{
		func(r *Report, t *Tables2021) { r.Index.Published = Date{2024, 13, 1} },
		[]found{{"R-f", Error, 0, "/index/published", "公开日期", "2024年13月1日", ""}},
		func(r *Report, t *Tables2021) { r.Index.Published = Date{2024, 12, 1} },
	},
	{
		func(r *Report, t *Tables2021) { r.Index.Keywords = []string{"年报", "公开\n信息"} },
		[]found{{"R-d", Error, 0, "/index/keywords/1", "关键词 第 2 个", "U+000A", ""}},
		func(r *Report, t *Tables2021) { r.Index.Keywords = []string{"年报", "公开信息"} },
	},
	{
		func(r *Report, t *Tables2021) { r.Index.Number = "1\t2" },
		[]found{{"R-d", Error, 0, "/index/number", "索引号", "U+0009", ""}},
		func(r *Report, t *Tables2021) { r.Index.Number = "1/2" },
	},
	{
		func(r *Report, t *Tables2021) { r.Scope = "all" },
		[]found{{"J-g", Error, 0, "/scope", "统计范围", "all", "agency、jurisdiction"}},
		func(r *Report, t *Tables2021) { r.Scope = ScopeJurisdiction },
	},
	{
		func(r *Report, t *Tables2021) { r.Overview.Notes = []string{"注"} },
		[]found{{"J-b", Error, 0, "/overview/notes", "一、总体情况", "notes", ""}},
		func(r *Report, t *Tables2021) { r.Remedies.Notes = []string{"注"} },
	},
}

func TestCheck(t *testing.T) {
	for _, tt := range checkTests {
		if got := seen(checked(tt.trips)); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", tt.want[0].Code, got, tt.want)
		}
		if got := checked(tt.near); got != nil {
			t.Errorf("the case near to %+v: got %+v", tt.want[0], got)
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

// Every rule has a test but those of package intake, whose codes begin with I.
func TestEveryRuleIsTested(t *testing.T) {
	tested := map[string]bool{}
	for _, tt := range checkTests {
		for _, f := range tt.want {
			tested[f.Code] = true
		}
	}
	for _, tt := range readTests {
		tested[tt.want.Code] = true
	}
	for _, r := range Rules() {
		if !tested[r.Code] && !strings.HasPrefix(r.Code, "I-") {
			t.Errorf("rule %s has no test", r.Code)
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
			if p != "{got}" && p != "{want}" && p != "{difference}" {
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
		`"english":"the total is not the sum of upheld, corrected, other and pending: printed 0, expected 11, a difference of 11","got":"0","want":"11"}`
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
	newFinding("X-a", "", "", "", "")
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

// TestPublishedFigures reads the figures of published reports, under other names,
// and expects the errors that were published, and no others.
func TestPublishedFigures(t *testing.T) {
	text, err := os.ReadFile("testdata/cases/figures.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Datasets []published }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
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
	for _, p := range file.Datasets {
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
func (p *published) json(t *testing.T) []byte {
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
