package docx_test

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/report/doc"
)

// A document that cannot be written is refused as a whole.
func ExampleWrite() {
	d := &doc.Document{
		Title: "某局2023年政府信息公开工作年度报告", Lang: "zh-CN", Styles: doc.GB9704(),
		Blocks: []doc.Block{&doc.Paragraph{Style: doc.Body, Runs: []doc.Run{{Text: "电话\v12345"}}}},
	}
	var file bytes.Buffer
	err := docx.Write(&file, d)
	fmt.Println(err)
	var e *doc.Error
	if errors.As(err, &e) {
		fmt.Println(e.English())
	}
	fmt.Println(file.Len(), "bytes written")
	// Output:
	// 文档有误：第 1 块的文字的第 3 个字符 U+000B 不能印出
	// document: block 1: the text has U+000B at character 3, which cannot be printed
	// 0 bytes written
}
