package ofd_test

import (
	"archive/zip"
	"bytes"
	"fmt"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

func typeset() *layout.Layout {
	l, err := layout.Typeset(&doc.Document{
		Title:  "示例区人民政府2023年政府信息公开工作年度报告",
		Lang:   "zh-CN",
		Issuer: "示例区人民政府",
		Styles: doc.GB9704(),
		Blocks: []doc.Block{
			&doc.Heading{Runs: doc.Text("示例区人民政府\n2023年政府信息公开工作年度报告")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
			&doc.Paragraph{Runs: doc.Text("2023年，本机关公开信息500余条。")},
		},
	}, fonts.Default())
	if err != nil {
		panic(err)
	}
	return l
}

func ExampleWrite() {
	var b bytes.Buffer
	if err := ofd.Write(&b, typeset()); err != nil {
		fmt.Println(err)
		return
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range z.File {
		fmt.Println(f.Name)
	}
	// Output:
	// OFD.xml
	// Doc_0/Res/NotoSerifSC-SemiBold.ttf
	// Doc_0/Res/NotoSansSC-Medium.ttf
	// Doc_0/Res/NotoSerifSC-Regular.ttf
	// Doc_0/PublicRes.xml
	// Doc_0/Pages/Page_0/Content.xml
	// Doc_0/Document.xml
}

// An archive takes text alone along.
func ExampleOptions_Write_archive() {
	o := ofd.Options{Archive: true, Attachment: &doc.Attachment{Name: "report.json", Data: []byte("{}")}}
	var b bytes.Buffer
	fmt.Println(o.Write(&b, typeset()))
	o.Attachment.Name = "report.txt"
	fmt.Println(o.Write(&b, typeset()))
	// Output:
	// 无法生成 OFD：附件：长期保存的 OFD 只能附文本文件，文件名应以 .txt 或 .xml 结尾（report.json）
	// <nil>
}
