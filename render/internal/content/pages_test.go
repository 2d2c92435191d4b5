package content

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// The readers of pages find a change of a file, and nothing but it.
func TestPageFaults(t *testing.T) {
	l, err := layout.Typeset(sample.Document(report.Edition2021), fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	a := &doc.Attachment{Name: "report.json", Type: "application/json", Data: []byte("{}")}
	want := PagesOf(l)
	want.Attached = []Attached{{a.Name, string(a.Data)}}
	var pdfFile, ofdFile bytes.Buffer
	if err := errors.Join(pdf.Options{Attachment: a}.Write(&pdfFile, l), ofd.Options{Attachment: a}.Write(&ofdFile, l)); err != nil {
		t.Fatal(err)
	}
	ofdlint.Verify(t, ofdFile.Bytes())
	const page, document, attachments = "Doc_0/Pages/Page_1/Content.xml", "Doc_0/Document.xml", "Doc_0/Attachs/Attachments.xml"
	content := func(e *pdfEditor, page int, change func(s string) string) {
		t.Helper()
		pages, err := getPDF[[]any](e.pdfReader, e.Trailer["Root"], "Pages", "Kids")
		if err != nil {
			t.Fatal(err)
		}
		r := e.Objects[pages[page].(pdfread.Ref)].(pdfread.Dict)["Contents"].(pdfread.Ref)
		s := e.Objects[r].(pdfread.Stream)
		e.Objects[r] = pdfread.Stream{Dict: s.Dict, Data: []byte(change(string(s.Data)))}
	}
	// item returns the first item of the outline.
	item := func(e *pdfEditor) pdfread.Dict {
		t.Helper()
		d, err := getPDF[pdfread.Dict](e.pdfReader, e.Trailer["Root"], "Outlines", "First")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, f := range []struct {
		what string
		pdf  func(e *pdfEditor)
		ofd  []string  // a part, and replaced in it the first of one by the next
		want string    // the difference, or how it begins
		errs [2]string // in place of it: of PDF, OFD
	}{
		{what: "nothing", pdf: func(*pdfEditor) {}, ofd: []string{page, "<", "<"}},
		{
			what: "a character",
			pdf:  func(e *pdfEditor) { e.retype(e.find("TH", "自然人"), "自然人", "自自人") },
			ofd:  []string{"Doc_0/Pages/Page_2/Content.xml", ">自然人<", ">自自人<"},
			want: `document: text of page 3 from character 76 "自人`,
		}, {
			what: "a place",
			pdf: func(e *pdfEditor) {
				content(e, 1, func(s string) string { return strings.Replace(s, " Td\n", " Td\n0 1 Td\n", 1) })
			},
			ofd:  []string{page, ` X="0"`, ` X="0.002"`},
			want: `document: place of character 1 of page 2, '（', "{`,
		}, {
			what: "a letter space",
			pdf: func(e *pdfEditor) {
				content(e, 1, func(s string) string { return strings.Replace(s, " Tc\n", " Tc\n1 Tc\n", 1) })
			},
			ofd:  []string{page, ` DeltaX="`, ` DeltaX="1`},
			want: `document: place of character`,
		}, {
			what: "a page twice",
			pdf: func(e *pdfEditor) {
				pages, _ := e.Get(e.Trailer["Root"], "Pages")
				kids := pages.(pdfread.Dict)["Kids"].([]any)
				pages.(pdfread.Dict)["Kids"] = slices.Concat(kids[:1], kids[:1], kids[2:])
			},
			errs: [2]string{"PDF: page 2: stands twice"},
		}, {
			what: "no page",
			ofd:  []string{document, "Pages/Page_1/", "Pages/Page_9/"},
			errs: [2]string{1: `OFD: Doc_0/Document.xml: "Pages/Page_9/Content.xml" leads nowhere`},
		}, {
			what: "a page less",
			ofd:  []string{document, `<ofd:Pages>`, `<ofd:Pages/><ofd:Actions>`, `</ofd:Pages>`, `</ofd:Actions>`},
			errs: [2]string{1: `OFD: Doc_0/Document.xml: outline: "示例市示例区人民政府2023年政府信息公开工作年度报告" leads nowhere`},
		}, {
			what: "a step less",
			ofd:  []string{page, ` DeltaX="`, ` DeltaY="`},
			want: `document: place of character`,
		}, {
			what: "a step more",
			ofd:  []string{page, ` DeltaX="`, ` DeltaX="1 `},
			errs: [2]string{1: `OFD: Doc_0/Pages/Page_1/Content.xml: "`},
		}, {
			what: "hidden text",
			ofd:  []string{page, `<ofd:TextObject `, `<ofd:TextObject Visible="false" `},
			errs: [2]string{1: `OFD: Doc_0/Pages/Page_1/Content.xml: Visible "false"`},
		}, {
			what: "moved text",
			ofd:  []string{page, `<ofd:TextObject `, `<ofd:TextObject CTM="2 0 0 1 0 0" `},
			errs: [2]string{1: `OFD: Doc_0/Pages/Page_1/Content.xml: CTM "2 0 0 1 0 0"`},
		}, {
			what: "text from another page",
			ofd:  []string{page, `<ofd:Content>`, `<ofd:Template TemplateID="1"/><ofd:Content>`},
			errs: [2]string{1: `OFD: Doc_0/Pages/Page_1/Content.xml: Template in a page`},
		}, {
			what: "an object that is not known",
			ofd:  []string{page, `<ofd:TextObject `, `<ofd:PageBlock ID="9"/><ofd:TextObject `},
			errs: [2]string{1: `OFD: Doc_0/Pages/Page_1/Content.xml: PageBlock in a layer`},
		}, {
			what: "a glyph of another character",
			ofd:  []string{page, `<ofd:TextCode `, `<ofd:CGTransform CodePosition="0"/><ofd:TextCode `},
			errs: [2]string{1: `OFD: Doc_0/Pages/Page_1/Content.xml: CGTransform of "`},
		}, {
			what: "a title",
			ofd:  []string{"OFD.xml", "<ofd:Title>", "<ofd:Title>又"},
			want: `document: title "又示例市`,
		}, {
			what: "the title of a heading",
			pdf:  func(e *pdfEditor) { item(e)["Title"] = utf16Text("另一个") },
			ofd:  []string{document, ` Title="`, ` Title="另一个 `},
			want: `document: entry 1 of the outline "{另一个 `,
		}, {
			what: "where a heading is",
			pdf:  func(e *pdfEditor) { item(e)["Dest"].([]any)[3] = 9.0 },
			ofd:  []string{document, ` Top="`, ` Top="1`},
			want: `document: entry 1 of the outline "{示例市`,
		}, {
			what: "a heading that leads nowhere",
			pdf:  func(e *pdfEditor) { item(e)["Dest"].([]any)[0] = item(e)["Parent"] },
			ofd:  []string{document, ` PageID="`, ` PageID="1`},
			errs: [2]string{"PDF: outline: item map[", "OFD: Doc_0/Document.xml: outline: "},
		}, {
			what: "the data",
			pdf: func(e *pdfEditor) {
				for r, v := range e.Objects {
					if s, ok := v.(pdfread.Stream); ok && s.Dict["Type"] == pdfread.Name("EmbeddedFile") {
						e.Objects[r] = pdfread.Stream{Dict: s.Dict, Data: []byte("{ }")}
					}
				}
			},
			ofd:  []string{"Doc_0/Attachs/report.json", "{}", "{ }"},
			want: `document: attached file "{report.json { }}", want "{report.json {}}"`,
		}, {
			what: "the name of the data",
			ofd:  []string{attachments, `Format="json"`, `Format="txt"`},
			want: `document: attached file "{report.txt {}}", want "{report.json {}}"`,
		}, {
			what: "data that are not there",
			ofd:  []string{attachments, "report.json<", "/report.json<"},
			errs: [2]string{1: `OFD: Doc_0/Attachs/Attachments.xml: "/report.json" leads nowhere`},
		},
	} {
		check := func(got *Pages, err error, apart doc.Length, wantErr string) {
			t.Helper()
			if wantErr != "" || err != nil {
				if wantErr == "" || !strings.HasPrefix(fmt.Sprint(err), wantErr) {
					t.Errorf("%s: %v, want %s", f.what, err, wantErr)
				}
				return
			}
			var found []string
			for _, d := range ComparePages(got, want, apart) {
				found = append(found, d.String())
			}
			if n := len(found); n > 1 || (n == 0) != (f.want == "") || n == 1 && !strings.HasPrefix(found[0], f.want) {
				t.Errorf("%s: %q, want %q", f.what, found, f.want)
			}
		}
		if f.pdf != nil {
			e := editPDF(t, pdfFile.Bytes())
			f.pdf(e)
			got, err := PagesOfPDF(e.write())
			check(got, err, doc.Pt(0.02), f.errs[0])
		}
		if f.ofd != nil {
			got, err := FromOFD(rezip(t, ofdFile.Bytes(), f.ofd[0], func(s string) string {
				for pairs := f.ofd[1:]; len(pairs) > 0; pairs = pairs[2:] {
					if !strings.Contains(s, pairs[0]) {
						t.Fatalf("%s: no %q", f.what, pairs[0])
					}
					s = strings.Replace(s, pairs[0], pairs[1], 1)
				}
				return s
			}))
			check(got, err, doc.Mm(0.001), f.errs[1])
		}
	}
}
