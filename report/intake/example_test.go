package intake_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// What an agency has is read by its content, whatever it is named: a Word file, a web
// page, a workbook, a PDF, or text pasted from one of them, as here.
func ExampleRead() {
	data, err := os.ReadFile("testdata/plain.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, findings, err := intake.Read(data)
	if err != nil {
		fmt.Println(err) // names the line
		return
	}
	fmt.Println(r.FullTitle())
	fmt.Println(r.Tables.Edition(), len(findings))
	// Output:
	// 青石县水利局2023年政府信息公开工作年度报告
	// 2021 0
}

// What has no certain place is an error that says where it is and what to do.
func ExampleRead_refused() {
	data, err := os.ReadFile("testdata/plain.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	twice := strings.Replace(string(data), "四、政府信息公开行政复议", "三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议", 1)
	_, _, err = intake.Read([]byte(twice))
	fmt.Println(err)
	fmt.Println(err.(*report.InputError).English())
	// Output:
	// 第 56 行：“三、收到和处理政府信息公开申请情况”出现了两次，前一次在第 26 行；请只留一处，或看看合并单元格是不是拆开了、各页的次序对不对
	// line 56: 三、收到和处理政府信息公开申请情况 is there twice, before at line 26; leave one, or see whether merged cells were taken apart or pages are out of order
}

// Blank stays distinct from 0 until a person decides: then a finding says how many
// cells were blank.
func ExampleOptions_Read() {
	data, err := os.ReadFile("testdata/plain.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	blank := strings.Replace(string(data), "行政强制\t195", "行政强制\t", 1)
	for _, o := range []intake.Options{{}, {BlankAsZero: true}} {
		r, findings, err := o.Read([]byte(blank))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%q\n", r.Tables.(*report.Tables2021).Disclosure.CompulsoryMeasures)
		for _, f := range findings {
			fmt.Println(f.Message())
		}
	}
	// Output:
	// ""
	// "0"
	// 空单元格按 0 读入：1 个
}

// A superior office has one table with a row for each of its bodies. A row that is
// wrong is the error of its body, and the others are read.
func ExampleReadAll() {
	table := strings.NewReader(`机关全称,报告年度,行政许可,行政处罚,行政强制
青石县水利局,2023,7,3,0
青石县财政局,2023,12,若干,
青石县档案馆,2023,0,0,0
`)
	for b, err := range intake.ReadAll(table) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(b.At, b.Report.FullTitle(), b.Report.Tables.(*report.Tables2021).Disclosure.Licenses)
		for _, f := range b.Findings {
			fmt.Println(" ", f.Message())
		}
	}
	// Output:
	// 第 2 行 青石县水利局2023年政府信息公开工作年度报告 7
	//   有 163 个数据没有栏，作为空白，第一个是“表二 规章 本年制发件数”
	// 第 3 行第 4 格 表二 行政处罚：“若干”不是件数；应填 0 或正整数，最多十二位
	// 第 4 行 青石县档案馆2023年政府信息公开工作年度报告 0
}

// Columns are the heads of a table of many bodies that is to be filled in.
func ExampleColumns() {
	columns := intake.Columns(report.Edition2021)
	fmt.Println(len(columns))
	for _, c := range columns {
		if strings.HasSuffix(c.Path, "/naturalPersons") || !strings.HasPrefix(c.Path, "/tables/") {
			fmt.Println(c.Path, strings.Join(c.Labels, " > "))
		}
		if c.Path == "/tables/applications/received/naturalPersons" {
			break
		}
	}
	// Output:
	// 178
	// agency 机关全称
	// year 报告年度
	// preamble 引言
	// overview/subsections/disclosure 一、总体情况 主动公开
	// overview/subsections/applications 一、总体情况 依申请公开
	// overview/subsections/management 一、总体情况 政府信息管理
	// overview/subsections/platforms 一、总体情况 政府信息公开平台建设
	// overview/subsections/supervision 一、总体情况 监督保障
	// /tables/applications/received/naturalPersons 表三 > 一、本年新收政府信息公开申请数量 > 自然人
}
