package content

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// The readers find a change of a file, and nothing but it.
func TestFaults(t *testing.T) {
	docxFile, pdfFile, htmlFile := files(t, sample.Document(report.Edition2021))
	const (
		cell = `<w:vAlign w:val="center"/></w:tcPr>`
		r6c4 = `headers="t2-r1c4 t2-r2c4 t2-r6c1 t2-r6c2">`
		r6c5 = `headers="t2-r1c4 t2-r2c5 t2-r3c5 t2-r6c1 t2-r6c2">`
	)
	heads := func(r, c int) string {
		list := []Place{{0, 3}, {r, c}, {5, 0}, {5, 1}}
		return fmt.Sprint(list)
	}
	for _, f := range []struct {
		what       string
		docx, html []string           // replaced in document.xml and the page, each by the next one
		pdf        func(e *pdfEditor) // changes objects
		want       []string           // differences
		errors     [3]string          // in place of differences: of DOCX, PDF, HTML
	}{
		{
			what: "a character",
			docx: []string{">自然人<", ">自自人<"},
			html: []string{">自然人<", ">自自人<"},
			pdf:  func(e *pdfEditor) { e.retype(e.find("TH", "自然人"), "自然人", "自自人") },
			want: []string{`block 22, row 2, column 4: text "自自人", want "自然人"`},
		}, {
			what: "a space",
			docx: []string{"<w:t>门户网站完成适老化改造。<", `<w:t xml:space="preserve"> 门户网站完成适老化改造。<`},
			html: []string{"门户网站完成适老化改造。", " 门户网站完成适老化改造。"},
			want: []string{`block 13: text " 门户网站完成适老化改造。", want "门户网站完成适老化改造。"`},
		}, {
			what: "a forced line end",
			docx: []string{"<w:br/>", ""},
			html: []string{"<br>", ""},
			want: []string{"block 1: text \"示例市示例区人民政府2023年政府信息公开工作年度报告\", want \"示例市示例区人民政府\\n2023年政府信息公开工作年度报告\""},
		}, {
			what: "a description",
			docx: []string{"左边三列", "左边两列"},
			html: []string{"左边三列", "左边两列"},
			pdf: func(e *pdfEditor) {
				for _, v := range e.Objects {
					if d, ok := v.(pdfread.Dict); ok && d["S"] == pdfread.Name("Table") {
						a := d["A"].(pdfread.Dict)
						a["Summary"] = utf16Text(strings.Replace(pdfread.DecodeText(a["Summary"].(string)), "左边三列", "左边两列", 1))
					}
				}
			},
			want: []string{`block 22: description "左边两列为办理情况，上边三行为申请人情况。本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。", want "左边三列为办理情况，上边三行为申请人情况。本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。"`},
		}, {
			what: "text that is not what is drawn",
			pdf: func(e *pdfEditor) {
				e.find("P", "门户网站完成适老化改造。")["ActualText"] = utf16Text("门户网站完成改造。")
			},
			errors: [3]string{1: `PDF: structure element 13: P: ActualText "门户网站完成改造。" for "门户网站完成适老化改造。"`},
		}, {
			what:   "what is hidden",
			html:   []string{"<p>门户网站", "<p hidden>门户网站"},
			errors: [3]string{2: `HTML: what is hidden, with the id "", describes nothing`},
		}, {
			what: "a title",
			html: []string{"<title>示例市", "<title>示例县"},
			pdf: func(e *pdfEditor) {
				info, _ := e.Get(e.Trailer["Info"])
				info.(pdfread.Dict)["Title"] = "a"
			},
			want:   []string{`document: title "示例县示例区人民政府2023年政府信息公开工作年度报告", want "示例市示例区人民政府2023年政府信息公开工作年度报告"`},
			errors: [3]string{1: `PDF: the title is "a" in Info and "示例市示例区人民政府2023年政府信息公开工作年度报告" in Metadata`},
		}, {
			what: "two cells swapped",
			docx: []string{">23<", ">@<", ">24<", ">23<", ">@<", ">24<"},
			html: []string{r6c4 + "23</td>", r6c4 + "24</td>", r6c5 + "24</td>", r6c5 + "23</td>"},
			pdf: func(e *pdfEditor) {
				a, b := e.find("TD", "23"), e.find("TD", "24")
				a["K"], b["K"] = b["K"], a["K"]
			},
			want: []string{
				`block 22, row 6, column 4: text "24", want "23"`,
				`block 22, row 6, column 5: text "23", want "24"`,
			},
		}, {
			what: "a level",
			docx: []string{`"Heading2"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>（三）政府`, `"Heading1"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>（三）政府`},
			html: []string{"<h3>（三）政府信息管理</h3>", "<h2>（三）政府信息管理</h2>"},
			pdf:  func(e *pdfEditor) { e.find("H3", "（三）政府信息管理")["S"] = pdfread.Name("H2") },
			want: []string{`block 10: level "1", want "2"`},
		}, {
			what: "a heading that is none",
			docx: []string{`"Heading2"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>（三）政府`, `"Body"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>（三）政府`},
			html: []string{"<h3>（三）政府信息管理</h3>", "<p>（三）政府信息管理</p>"},
			pdf:  func(e *pdfEditor) { e.find("H3", "（三）政府信息管理")["S"] = pdfread.Name("P") },
			want: []string{`block 10: kind "paragraph", want "heading"`, `block 10: level "0", want "2"`},
		}, {
			what: "a caption",
			docx: []string{`"表三：收到和`, `"表四：收到和`},
			html: []string{">表三：收到和", ">表四：收到和"},
			pdf: func(e *pdfEditor) {
				for _, v := range e.Objects {
					if d, ok := v.(pdfread.Dict); ok && d["ActualText"] == utf16Text("表三：收到和处理政府信息公开申请情况") {
						d["ActualText"] = utf16Text("表四：收到和处理政府信息公开申请情况")
					}
				}
			},
			want: []string{`block 22: caption "表四：收到和处理政府信息公开申请情况", want "表三：收到和处理政府信息公开申请情况"`},
		}, {
			what: "a span dropped",
			docx: []string{`<w:tcW w:w="2940" w:type="dxa"/><w:gridSpan w:val="5"/>`, `<w:tcW w:w="2940" w:type="dxa"/>`},
			html: []string{` colspan="5" scope="col" headers="t2-r1c4">法人`, ` scope="col" headers="t2-r1c4">法人`},
			pdf:  func(e *pdfEditor) { delete(e.find("TH", "法人或其他组织")["A"].(pdfread.Dict), "ColSpan") },
			errors: [3]string{
				"DOCX: word/document.xml: element 19 of the body: row 2: 6 columns of 10",
				"PDF: structure element 22: row 2, column 7: no cell",
				"HTML: block 22: row 2, column 7: no cell",
			},
		}, {
			what: "a span of rows dropped",
			docx: []string{`<w:vMerge w:val="restart"/>` + cell + `<w:p><w:pPr><w:pStyle w:val="NarrowHead"/><w:keepNext/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>自然人`, cell + `<w:p><w:pPr><w:pStyle w:val="NarrowHead"/><w:keepNext/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>自然人`},
			html: []string{` rowspan="2" scope="col" headers="t2-r1c4">自然人`, ` scope="col" headers="t2-r1c4">自然人`},
			pdf:  func(e *pdfEditor) { delete(e.find("TH", "自然人")["A"].(pdfread.Dict), "RowSpan") },
			errors: [3]string{
				"DOCX: word/document.xml: element 19 of the body: row 3, column 4: continues no merge",
				"PDF: structure element 22: row 3, column 9: no cell",
				"HTML: block 22: row 3, column 9: no cell",
			},
		}, {
			what: "a span divided",
			docx: []string{
				`<w:gridSpan w:val="2"/>` + cell + `<w:p><w:pPr><w:pStyle w:val="NarrowStub"/><w:keepNext/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>（一）予以公开`,
				cell + `<w:p/></w:tc><w:tc><w:p><w:r><w:t>（一）予以公开`,
			},
			html: []string{`class="narrow-stub" colspan="2" scope="row" headers="t2-r1c1 t2-r6c1">（一）予以公开`, `scope="row" headers="t2-r1c1 t2-r6c1"></th><th scope="row" headers="t2-r1c1 t2-r6c1">（一）予以公开`},
			pdf: func(e *pdfEditor) {
				th := e.find("TH", "（一）予以公开")
				delete(th["A"].(pdfread.Dict), "ColSpan")
				tr, _ := e.Get(th["P"])
				kids := tr.(pdfread.Dict)["K"].([]any)
				const free = 1 << 20
				e.Objects[free] = pdfread.Dict{"S": pdfread.Name("TH"), "P": th["P"], "A": th["A"]}
				tr.(pdfread.Dict)["K"] = slices.Insert(slices.Clone(kids), 1, any(pdfread.Ref(free)))
				// What names it as its head still does.
				e.Objects[free].(pdfread.Dict)["ID"] = th["ID"]
				delete(th, "ID")
			},
			want: []string{
				`block 22, row 6, column 2: column span "1", want "2"`,
				`block 22, row 6, column 2: text "", want "（一）予以公开"`,
				`block 22, row 6, column 3: cell "（一）予以公开", want "<nil>"`,
			},
		}, {
			what: "another head",
			html: []string{r6c4 + "23", strings.Replace(r6c4, "r2c4", "r2c5", 1) + "23"},
			pdf:  func(e *pdfEditor) { e.head("23", 1, "T2R2C5") },
			want: []string{fmt.Sprintf("block 22, row 6, column 4: heads %q, want %q", heads(1, 4), heads(1, 3))},
		}, {
			what: "a head left out",
			html: []string{r6c5 + "24", strings.Replace(r6c5, "t2-r3c5 ", "", 1) + "24"},
			pdf: func(e *pdfEditor) {
				a := e.find("TD", "24")["A"].(pdfread.Dict)
				a["Headers"] = slices.Delete(slices.Clone(a["Headers"].([]any)), 2, 3)
			},
			want: []string{fmt.Sprintf("block 22, row 6, column 5: heads %q, want %q", heads(1, 4), fmt.Sprint([]Place{{0, 3}, {1, 4}, {2, 4}, {5, 0}, {5, 1}}))},
		}, {
			what: "a head that there is not",
			html: []string{r6c4 + "23", strings.Replace(r6c4, "r2c4", "r9c9", 1) + "23"},
			pdf:  func(e *pdfEditor) { e.head("23", 1, "T2R9C9") },
			errors: [3]string{
				1: `PDF: structure element 22: row 6, column 4: no head in the table has the ID "T2R9C9"`,
				2: `HTML: block 22: row 6, column 4: no head in the table has the ID "t2-r9c9"`,
			},
		}, {
			what: "text beside the blocks",
			docx: []string{"</w:body>", "一</w:body>"},
			html: []string{"</article>", "一</article>"},
			pdf:  func(e *pdfEditor) { delete(e.find("TD", "23"), "K") },
			errors: [3]string{
				`DOCX: word/document.xml: element 33 of the body: "一" outside w:t`,
				`PDF: page 3: "23" belongs to no element`,
				`HTML: "\n一" right in article`,
			},
		},
	} {
		change := func(s string, pairs []string) string {
			t.Helper()
			for ; len(pairs) > 0; pairs = pairs[2:] {
				s = replace(t, s, pairs[0], pairs[1])
			}
			return s
		}
		check := func(i int, from func([]byte) (*Content, error), was, file []byte) {
			t.Helper()
			want, err := from(was)
			if err != nil {
				t.Fatal(err)
			}
			got, err := from(file)
			if err != nil || f.errors[i] != "" {
				if fmt.Sprint(err) != f.errors[i] {
					t.Errorf("%s: %v, want %s", f.what, err, f.errors[i])
				}
				return
			}
			var found []string
			for _, d := range Compare(got, want) {
				found = append(found, d.String())
			}
			if !slices.Equal(found, f.want) {
				t.Errorf("%s: %q\nwant %q", f.what, found, f.want)
			}
		}
		if f.docx != nil {
			check(0, FromDOCX, docxFile, rezip(t, docxFile, "word/document.xml", func(s string) string { return change(s, f.docx) }))
		}
		if f.pdf != nil {
			e := editPDF(t, pdfFile)
			f.pdf(e)
			check(1, FromPDF, pdfFile, e.write())
		}
		if f.html != nil {
			check(2, FromHTML, htmlFile, []byte(change(string(htmlFile), f.html)))
		}
	}
}

// utf16Text returns a text string of a PDF.
func utf16Text(s string) string {
	b := []byte("\xFE\xFF")
	for _, c := range utf16.Encode([]rune(s)) {
		b = append(b, byte(c>>8), byte(c))
	}
	return string(b)
}

// head names another cell as a head of a figure.
func (e *pdfEditor) head(figure string, i int, id string) {
	e.t.Helper()
	a := e.find("TD", figure)["A"].(pdfread.Dict)
	a["Headers"] = slices.Clone(a["Headers"].([]any))
	a["Headers"].([]any)[i] = id
}

// Data that are not what was written are found.
func TestChangedData(t *testing.T) {
	var b bytes.Buffer
	c := doc.Carried{JSON: []byte(`{"year":2023}`)}
	if err := (html.Options{Data: c}).Write(&b, &doc.Document{Title: "题", Lang: "zh-CN", Styles: doc.GB9704()}); err != nil {
		t.Fatal(err)
	}
	if got, err := FromHTML(b.Bytes()); err != nil || string(got.Data.JSON) != string(c.JSON) {
		t.Errorf("%+v, %v", got, err)
	}
	for old, changed := range map[string]string{`2023}`: `2024}`, `version="2"`: `version="3"`, ` data-sha256`: ` data-options="a" data-sha256`} {
		var e *doc.DataError
		if _, err := FromHTML(bytes.Replace(b.Bytes(), []byte(old), []byte(changed), 1)); !errors.As(err, &e) {
			t.Errorf("%s: %v", changed, err)
		}
	}
}
