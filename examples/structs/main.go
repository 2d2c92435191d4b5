// Command structs fills a report from Go values, as a back office would from its
// database, checks it, and writes it as DOCX, PDF and OFD.
package main

import (
	"errors"
	"fmt"
	"log"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

func main() {
	// A builder starts from blank cells: what is not given is reported as
	// missing, unless Rest says what it is. Totals that are given with a row are
	// compared, and what they differ in is a finding.
	applications, differences, err := report.NewApplications2021().
		Row("一、本年新收政府信息公开申请数量", 17, 2, 0, 0, 0, 0).
		Row("二、上年结转政府信息公开申请数量", 1, 0, 0, 0, 0, 0, 1).
		Row("（一）予以公开", 12, 2, 0, 0, 0, 0).
		Row("1.本机关不掌握相关政府信息", 4, 0, 0, 0, 0, 0).
		Row("四、结转下年度继续办理", 2, 0, 0, 0, 0, 0).
		Rest(0).
		Build()
	if err != nil {
		log.Fatal(err)
	}

	r := &report.Report{
		Agency: "云栖市交通运输局",
		Year:   2024,
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, Paragraphs: []string{"在门户网站公开公交线路调整、道路施工等信息326条。"}},
			{Topic: report.TopicApplications, Paragraphs: []string{"新收申请19件，上年结转1件，办结18件，结转下年度2件。"}},
			{Topic: report.TopicManagement, Paragraphs: []string{"公文起草时确定公开属性，发布前由专人复核。"}},
			{Topic: report.TopicPlatforms, Paragraphs: []string{"开通公交到站时间查询，全年访问41万次。"}},
			{Topic: report.TopicSupervision, Paragraphs: []string{"公开情况按季通报，未发生责任追究。"}},
		}},
		Problems: report.Section{Paragraphs: []string{"存在的问题是施工公告发布偏晚。改进措施：施工许可批准当日即公告绕行路线。"}},
		Other:    report.Section{Paragraphs: []string{"2024年未收取信息处理费。"}},
		Tables: &report.Tables2021{
			Disclosure: report.Disclosure2021{
				NormativeDocuments: report.DocumentCounts{Issued: 2, InForce: 9},
				Licenses:           1204,
				Penalties:          87,
				AdministrativeFees: report.MustAmount("38.441094"),
			},
			Applications: applications,
			Remedies:     report.Remedies{Reconsideration: report.Outcomes{Upheld: 1}},
		},
		Issuer: "云栖市交通运输局",
		Date:   report.Date{Year: 2025, Month: 1, Day: 20},
	}

	if err := publish(r, differences); err != nil {
		log.Fatal(err)
	}
}

// publish writes the report, unless something stands against that: an error, be it one
// that only its making has shown, or a figure that nobody has supplied.
func publish(r *report.Report, differences []report.Finding) error {
	for _, f := range append(differences, r.Check()...) {
		fmt.Println(f.Severity, f.Code, f.Place, f.Message())
	}
	if report.HasErrors(differences) || len(report.Ready(r)) > 0 {
		return errors.New("报告有错误或未填的数据，没有写文件")
	}
	for _, path := range []string{"report.docx", "report.pdf", "report.ofd"} {
		if err := render.WriteFile(path, r); err != nil {
			return err
		}
		fmt.Println("已写", path)
	}
	return nil
}
