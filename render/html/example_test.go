package html_test

import (
	"os"

	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/report/doc"
)

// A fragment for an article of a content management system.
func ExampleOptions_Write() {
	d := &doc.Document{
		Title: "某局2023年政府信息公开工作年度报告", Lang: "zh-CN", Styles: doc.GB9704(),
		Blocks: []doc.Block{
			&doc.Heading{Level: 0, Runs: doc.Text("某局\n2023年政府信息公开工作年度报告")},
			&doc.Paragraph{Style: doc.Date, Runs: doc.Text("2024年1月15日")},
		},
	}
	o := html.Options{Fragment: true}
	if err := o.Write(os.Stdout, d); err != nil {
		panic(err)
	}
	// Output:
	// <div lang="zh-CN" style="line-height:1.8;overflow-wrap:anywhere;font-family:仿宋_GB2312,FangSong,STFangsong,serif" data-title="某局2023年政府信息公开工作年度报告">
	// <p style="text-align:right;text-indent:0em;margin:0 1.9688em 0 0">2024年1月15日</p>
	// </div>
}
