package render_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// A program asks whether a report is ready, and writes it: the extension of the file
// says the format. Whole files appear, or none.
func Example() {
	r := &report.Report{
		Agency: "云栖市交通运输局",
		Year:   2024,
		Tables: report.NewTables(report.Edition2021), // blank
	}
	dir, err := os.MkdirTemp("", "nianbao")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	if missing := report.Ready(r); len(missing) > 0 {
		fmt.Printf("not ready: %s %s\n", missing[0].Place, missing[0].Message())
		r.Tables = &report.Tables2021{} // nothing has happened: all figures are 0
	}
	fmt.Println(len(report.Ready(r)), render.WriteFile(filepath.Join(dir, "report.docx"), r))
	// Output:
	// not ready: 表二 规章 本年制发件数 未填；没有发生的填 0
	// 0 <nil>
}

// A draft says on every page that it is one.
func ExampleOptions_draft() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: report.NewTables(report.Edition2021)}
	var b bytes.Buffer
	if err := (render.Options{Mark: doc.Draft}).Write(&b, render.HTML, r); err != nil {
		panic(err)
	}
	fmt.Println(bytes.Contains(b.Bytes(), []byte("草稿")))
	// Output: true
}

// The OFD for an archive takes the data as text.
func ExampleOptions_archive() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: &report.Tables2021{}}
	var b bytes.Buffer
	o := render.Options{Archive: true, Data: render.DataAlways}
	if err := o.Write(&b, render.OFD, r); err != nil {
		panic(err)
	}
	fmt.Println(render.OFD.MediaType(), bytes.Contains(b.Bytes(), []byte("Attachs/report.txt")))
	// Output: application/ofd true
}

// Many reports are written by several workers; the names are on the disk after Sync.
func ExampleBatch() {
	dir, err := os.MkdirTemp("", "nianbao")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	var b render.Batch
	var all sync.WaitGroup
	for i := range 3 {
		all.Go(func() {
			r := &report.Report{Agency: fmt.Sprintf("第%d局", i), Year: 2024, Tables: &report.Tables2021{}}
			p, err := render.Prepare(r, render.Options{})
			if err == nil {
				name := filepath.Join(dir, r.FullTitle())
				err = b.WriteFiles(p, name+".docx", name+".pdf")
			}
			if err != nil {
				fmt.Println(err) // and the others go on
			}
		})
	}
	all.Wait()
	b.Sync()
	files, err := os.ReadDir(dir)
	fmt.Println(len(files), err)
	// Output: 6 <nil>
}

// What the agency is to know of the pages beforehand: which faces stand in for the
// official ones.
func ExampleOptions_Check() {
	r := &report.Report{
		Agency:   "某局",
		Year:     2024,
		Overview: report.Section{Paragraphs: []string{"按时公开。"}},
		Tables:   &report.Tables2021{},
	}
	findings, err := render.Options{}.Check(render.PDF, r)
	if err != nil {
		panic(err)
	}
	for _, f := range findings {
		fmt.Println(f.Severity, f.Code, f.Place, f.Message())
	}
	// Output: 提示 L-a 仿宋 没有仿宋的字体，以“Noto Serif SC”代替
}

// A PDF in the agency's own 仿宋, with the report's data attached.
func ExampleOptions_Write() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: &report.Tables2021{}}
	faces := fonts.Default() // or fonts.System()
	faces.Families[doc.FangSong].Regular = faces.Families[doc.KaiTi].Regular
	var b bytes.Buffer
	o := render.Options{Fonts: faces, Data: render.DataAlways}
	if err := o.Write(&b, render.PDF, r); err != nil {
		panic(err)
	}
	fmt.Printf("%.8q\n", b.Bytes())
	// Output: "%PDF-1.7"
}

// What was written is read back, and may be made anew while nobody has changed it by hand.
func Example_readBack() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: &report.Tables2021{}}
	var b bytes.Buffer
	if err := render.Write(&b, render.DOCX, r); err != nil {
		panic(err)
	}
	back, findings, err := intake.Read(b.Bytes())
	fmt.Println(back.FullTitle(), len(findings), err)
	fmt.Println(intake.Made(b.Bytes()))
	// Output:
	// 某局2024年政府信息公开工作年度报告 0 <nil>
	// true
}

// A review copy has what was found as comments: those of a word processor, or marks in a
// page and a list.
func Example_reviewCopy() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: &report.Tables2021{
		Applications: report.Applications2021{Received: report.Applicants{NaturalPersons: 3}},
	}}
	d, err := r.Document()
	if err != nil {
		panic(err)
	}
	d.Comments = r.Comments(d, r.Check())
	var b bytes.Buffer
	if err := render.PrepareDocument(d, r, render.Options{}).Write(&b, render.DOCX); err != nil {
		panic(err)
	}
	for _, c := range d.Comments {
		if strings.HasPrefix(c.Text, "错误") {
			fmt.Println(c.Text)
		}
	}
	// Output:
	// 错误 T3-a 表三 自然人
	// 第一项加第二项之和不等于第三项加第四项之和：一＋二＝3，三（七）＋四＝0，相差 3
	// 依据：年度报告格式：本列数据的勾稽关系
}
