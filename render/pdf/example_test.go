package pdf_test

import (
	"bytes"
	"fmt"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report/doc"
)

func ExampleWrite() {
	d := &doc.Document{
		Title:  "示例区人民政府2023年政府信息公开工作年度报告",
		Lang:   "zh-CN",
		Styles: doc.GB9704(),
		Blocks: []doc.Block{
			&doc.Heading{Runs: doc.Text("示例区人民政府\n2023年政府信息公开工作年度报告")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
			&doc.Paragraph{Runs: doc.Text("2023年，本机关公开信息500余条。")},
		},
	}
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, l); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, %d page\n", b.Bytes()[:8], len(l.Pages))
	// Output: %PDF-1.7, 1 page
}
