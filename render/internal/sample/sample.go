// Package sample makes the report that the tests of the writers share: one with
// everything that a report can have.
package sample

import (
	"strconv"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// Report returns a report in the edition, with a figure of its own in every
// cell.
func Report(e report.Edition) *report.Report {
	r := &report.Report{
		Agency: "示例市示例区人民政府",
		Year:   2023,
		Scope:  report.ScopeJurisdiction,
		Preamble: []string{
			"本报告由示例区人民政府办公室根据《中华人民共和国政府信息公开条例》（国务院令第711号）（以下简称《条例》）要求编制。报告中所列数据统计期限自2023年1月1日起至2023年12月31日止。如对本报告有疑问，请与示例区人民政府办公室联系（地址：示例大道90号，邮编：000000，电话：0000-0000000，网址：http://www.example.gov.cn/zwgk/zfxxgk/index.html，邮箱：xxgk@example.gov.cn）。",
		},
		Overview: report.Section{
			Paragraphs: []string{"全区政府信息公开工作围绕“看得到、找得着、读得懂”展开。"},
			Subsections: []report.Subsection{
				{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"全年公开各类政府信息2428条，公开政府常务会议7期，发布解读7件；收费38.441094万元，同比下降12.5%——降幅为近五年最大……"}},
				{Topic: report.TopicApplications, Title: "依申请公开情况", RunIn: true, Paragraphs: []string{"规范登记、审核、办理、答复各环节，确保依申请答复工作规范高效，均在法定期限内予以答复。", "答复前与申请人沟通，了解其真实需要。"}},
				{Topic: report.TopicManagement, Paragraphs: []string{"加强政府信息从产生、审核、发布到归档的全过程管理，做到“应公开尽公开”。"}},
				{Topic: report.TopicPlatforms, Paragraphs: []string{"门户网站完成适老化改造。"}},
				{Topic: report.TopicSupervision, RunIn: true, Paragraphs: []string{"工作考核、社会评议和责任追究均按规定进行。"}},
				{Title: "标准化建设", Paragraphs: []string{"编制目录26个领域。"}},
			},
		},
		Applications: report.Section{
			Paragraphs: []string{"数据包括区政府各部门和各乡镇、街道。"},
			Notes:      []string{"注：第三方数据未计入。"},
		},
		Problems: report.Section{Subsections: []report.Subsection{
			{Title: "存在的主要问题", Paragraphs: []string{"个别部门对复杂申请件的研判能力不足，答复文书规范性有待提升。"}},
			{Title: "改进情况", Paragraphs: []string{"开展业务培训，加强对典型案例的研究，提升答复质量。"}},
		}},
		Other:  report.Section{Paragraphs: []string{"2023年未收取信息处理费。"}},
		Issuer: "示例市示例区人民政府",
		Date:   report.Date{Year: 2024, Month: 1, Day: 15},
	}
	r.Tables = report.NewTables(e)
	figure := 0
	fill(r.Tables, func(report.Cell) string {
		figure++
		return strconv.Itoa(figure)
	})
	return r
}

// fill sets every figure of the tables in printed order.
func fill(t report.Tables, figure func(report.Cell) string) {
	for c := range report.Cells(t) {
		if c.Computed {
			continue
		}
		if err := c.Set(figure(c)); err != nil {
			panic(err) // the figures are of the cell's kind
		}
	}
}

// Document returns the document of [Report].
func Document(e report.Edition) *doc.Document {
	d, err := Report(e).Document()
	if err != nil {
		panic(err) // there is nothing in it that cannot be drawn
	}
	return d
}

// Tables returns tables two to four of [Document].
func Tables(e report.Edition) (disclosure, applications, remedies *doc.Table) {
	var t []*doc.Table
	for _, b := range Document(e).Blocks {
		if x, ok := b.(*doc.Table); ok {
			t = append(t, x)
		}
	}
	return t[0], t[1], t[2]
}
