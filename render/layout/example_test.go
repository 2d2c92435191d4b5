package layout_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// The lines of a document, as they are broken in the embedded faces.
func ExampleTypeset() {
	d := &doc.Document{
		Title: "示例区2023年政府信息公开工作年度报告", Lang: "zh-CN", Styles: doc.GB9704(),
		Blocks: []doc.Block{
			&doc.Heading{Runs: doc.Text("示例区\n2023年政府信息公开工作年度报告")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
			&doc.Heading{Level: 2, Runs: doc.Text("（一）依申请公开。"), RunIn: true},
			&doc.Paragraph{Runs: doc.Text("2023年收到申请12,345件——较上年增长12.5%，均已在法定期限内予以答复（含“三安全一稳定”类），收费38.441094万元，联系电话：0517-87290606，网址：http://www.example.gov.cn/zwgk/zfxxgk/index.html。")},
		},
	}
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range l.Pages {
		var line strings.Builder
		for i, x := range p.Texts {
			if i > 0 && x.At.Y != p.Texts[i-1].At.Y {
				fmt.Println(line.String())
				line.Reset()
			}
			for _, g := range x.Glyphs {
				line.WriteRune(g.Rune)
			}
		}
		fmt.Println(line.String())
	}
	// Output:
	// 示例区
	// 2023年政府信息公开工作年度报告
	// 一、总体情况
	// （一）依申请公开。2023年收到申请12,345件——较上年
	// 增长12.5%，均已在法定期限内予以答复（含“三安全一稳定”
	// 类），收费38.441094万元，联系电话：0517-87290606，网址：
	// http://www.example.gov.cn/zwgk/zfxxgk/index.html。
	// — 1 —
}
