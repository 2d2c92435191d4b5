package sample

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// Varied returns the i-th of a series of reports that vary in everything that a
// report can vary in: edition, agency, narrative, tables and signature. The i-th
// report is always the same.
func Varied(i int) *report.Report {
	editions := []report.Edition{report.Edition2021, report.Edition2019}
	return VariedIn(editions[i%3/2], i) // two of three in the form in force
}

// VariedIn returns the i-th of such a series in an edition.
func VariedIn(e report.Edition, i int) *report.Report {
	v := varied{rand.New(rand.NewPCG(uint64(i), 2021))}
	r := &report.Report{
		Agency: pick(v, agencies),
		Year:   v.yearOf(e),
		Scope:  pick(v, []report.Scope{report.ScopeAgency, report.ScopeJurisdiction}),
	}
	switch v.IntN(6) {
	case 0:
		r.Title = strconv.Itoa(r.Year) + "年度" + r.Agency + "政府信息公开工作报告"
	case 1:
		r.Title = r.Agency + "关于" + strconv.Itoa(r.Year) + "年政府信息公开工作情况的年度报告（A & B <试行>）"
	}
	// Most reports are short, a few have ten pages of narrative.
	length := 1 + v.IntN(3)
	if i%10 == 9 {
		length = 3 + v.IntN(4)
	}
	r.Preamble = v.paragraphs(v.IntN(3), length)
	for n, s := range r.Sections() {
		if v.IntN(4) == 0 {
			continue // the section is its title and its table
		}
		s.Paragraphs = v.paragraphs(v.IntN(3), length)
		if table := n >= 1 && n <= 3; table {
			s.Notes = v.paragraphs(v.IntN(2)*v.IntN(3), 1)
		} else if n != 5 {
			s.Subsections = v.subsections(n == 0, length)
		}
	}
	r.Tables = report.NewTables(e)
	v.vary(r.Tables)
	if v.IntN(3) > 0 {
		r.Issuer = pick(v, []string{r.Agency, "办公室", "政务公开与信息化领导小组办公室（代章）"})
	}
	if v.IntN(3) > 0 {
		r.Date = report.Date{Year: r.Year + 1, Month: 1 + v.IntN(12), Day: 1 + v.IntN(28)}
	}
	if i%4 == 3 { // which leaves the others as they are
		r.Revision = report.Revision{Number: 1 + v.IntN(99), Reason: pick(v, reasons)}
		if v.IntN(4) > 0 {
			r.Revision.Date = report.Date{Year: r.Year + 1, Month: 1 + v.IntN(12), Day: 1 + v.IntN(28)}
		}
	}
	return r
}

// agencies have names of two characters to three lines of the title.
var agencies = []string{
	"某局", "示例市人民政府", "示例市示例区财政局", "𠮷㙍县人民政府", "〇一二镇人民政府（街道办事处）",
	"云栖市人民政府办公室（政务公开办）",
	"示例市经济技术开发区高新技术产业园区与现代农业示范区联合管理委员会办公室",
	"示例省示例市示例自治县国家级经济技术开发区高新技术产业园区综合保税区与现代农业示范区联合管理委员会行政审批服务局",
	"示例市“放管服”改革—政务服务管理局", "国家税务总局示例市ABC新区税务局", "示例大学附属医院 & 研究院",
}

// sentences have what narratives have: quotation marks, dashes, Latin words,
// figures and addresses that find no place to break.
var sentences = []string{
	"围绕“看得到、找得着、读得懂”，主动公开、及时公开。",
	"全年公开各类政府信息2428条，同比增长12.5%——增幅为近五年最大……",
	"网址：http://www.example.gov.cn/zwgk/zfxxgk/fdzdgknr/2023/01/15/index_0000012345678.html，邮箱：xxgk@example.gov.cn。",
	"行政事业性收费38.441094万元；信息处理费0元。",
	"依据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条第（四）项，报告如下：",
	"𠮷先生、㙍女士申请公开〇一〇号文件，均已答复。",
	"Open Government Information (OGI) 培训3期，参训1,234人次，满意率99.9%。",
	"“一网通办”‘一窗受理’；A<B & C>D；℃、①、Ⅲ、㎡；½。",
	"建立健全“统一领导、分级负责、部门协同、公众参与”的工作机制，完善属性源头认定、保密审查、发布审核、动态调整、归档保存各环节的责任链条，",
	"做到应公开尽公开、应解读尽解读！是否到位？逐项核查。",
	"1—12月受理申请3507件（其中自然人3402件、商业企业99件、其他6件）。",
	"12345678901234567890号。",
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA。",
	"个别部门对复杂申请件的研判能力不足，答复文书的规范性有待提升。",
}

// reasons of corrections fill from no line to several.
var reasons = []string{
	"", "漏计2件", "表三（七）总计与各项之和不符，漏计“上年结转”2件，总计、结转下年度随之更正；第一部分“收到申请3507件”更正为“收到申请3509件”，" +
		"网址更正为http://www.example.gov.cn/zwgk/zfxxgk/index.html",
	"A & B <试行>：1,234件更正为1,243件！",
}

type varied struct{ *rand.Rand }

// yearOf returns a year of the edition.
func (v varied) yearOf(e report.Edition) int {
	old, now := 2019+v.IntN(2), v.IntN(9)
	switch e {
	case report.Edition2019:
		return old
	case report.Edition2021:
		return 2021 + now
	}
	return 9000 + now // the edition that there is not
}

func pick[T any](v varied, list []T) T { return list[v.IntN(len(list))] }

// paragraphs returns n paragraphs of up to 100 × length characters or so.
func (v varied) paragraphs(n, length int) []string {
	var all []string
	for range n {
		var b strings.Builder
		for range 1 + v.IntN(3*length) {
			b.WriteString(pick(v, sentences))
		}
		switch v.IntN(12) {
		case 0:
			b.WriteString("\n　　另起一行。")
		case 1:
			b.WriteString("  两个空格  ")
		}
		all = append(all, b.String())
	}
	return all
}

func (v varied) subsections(official bool, length int) []report.Subsection {
	var all []report.Subsection
	runIn := v.IntN(2) == 0
	if official && v.IntN(5) > 0 {
		for _, topic := range report.Topics() {
			s := report.Subsection{Topic: topic, RunIn: runIn, Paragraphs: v.paragraphs(v.IntN(2)+1, length)}
			if v.IntN(4) == 0 {
				s.Title = topic.Title() + pick(v, []string{"情况", "方面。", "工作：“两手抓”"})
			}
			all = append(all, s)
		}
	}
	for range v.IntN(4) * v.IntN(4) {
		all = append(all, report.Subsection{
			Title:      pick(v, []string{"标准化建设", "存在的主要问题", "改进情况——下一步打算", "“互联网+”与 Web 2.0", strings.Repeat("基层政务公开标准化规范化", 3)}),
			RunIn:      v.IntN(2) == 0,
			Paragraphs: v.paragraphs(v.IntN(3), length),
		})
	}
	return all
}

// vary fills tables with figures of at most a number of digits that is each table's
// own; in some of them cells are blank or hold "/".
func (v varied) vary(t report.Tables) {
	table, digits, gaps := 0, 0, false
	fill(t, func(c report.Cell) string {
		if c.Table != table {
			table, digits = c.Table, 1+v.IntN(5)
			if v.IntN(4) == 0 {
				digits = 1 + v.IntN(12)
			}
			gaps = v.IntN(3) == 0
		}
		return v.figure(c.Kind, digits, gaps)
	})
}

func (v varied) figure(kind report.Kind, digits int, gaps bool) string {
	if gaps && v.IntN(5) == 0 {
		return pick(v, []string{"", "/"})
	}
	most := int64(1)
	for range 1 + v.IntN(digits) {
		most *= 10
	}
	n := strconv.FormatInt(v.Int64N(most), 10)
	switch kind {
	case report.KindChange:
		return pick(v, []string{"", "+", "-"}) + n
	case report.KindAmount:
		return n + pick(v, []string{"", ".5", ".00", ".441094"})
	}
	return n
}
