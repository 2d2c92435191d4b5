package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
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
	var pdfFile bytes.Buffer
	if err := (pdf.Options{Attachment: a}).Write(&pdfFile, l); err != nil {
		t.Fatal(err)
	}
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
		want string // the difference, or how it begins
		err  string // in place of it: of PDF
	}{
		{what: "nothing", pdf: func(*pdfEditor) {}},
		{
			what: "a character",
			pdf:  func(e *pdfEditor) { e.retype(e.find("TH", "自然人"), "自然人", "自自人") },
			want: `document: text of page 3 from character 76 "自人`,
		}, {
			what: "a place",
			pdf: func(e *pdfEditor) {
				content(e, 1, func(s string) string { return strings.Replace(s, " Td\n", " Td\n0 1 Td\n", 1) })
			},
			want: `document: place of character 1 of page 2, '（', "{`,
		}, {
			what: "a letter space",
			pdf: func(e *pdfEditor) {
				content(e, 1, func(s string) string { return strings.Replace(s, " Tc\n", " Tc\n1 Tc\n", 1) })
			},
			want: `document: place of character`,
		}, {
			what: "a page less",
			pdf: func(e *pdfEditor) {
				pages, _ := e.Get(e.Trailer["Root"], "Pages")
				kids := pages.(pdfread.Dict)["Kids"].([]any)
				pages.(pdfread.Dict)["Kids"] = slices.Concat(kids[:1], kids[:1], kids[2:])
			},
			err: "PDF: page 2: stands twice",
		}, {
			what: "the title of a heading",
			pdf:  func(e *pdfEditor) { item(e)["Title"] = utf16Text("另一个") },
			want: `document: entry 1 of the outline "{另一个 `,
		}, {
			what: "where a heading is",
			pdf:  func(e *pdfEditor) { item(e)["Dest"].([]any)[3] = 9.0 },
			want: `document: entry 1 of the outline "{示例市`,
		}, {
			what: "a heading that leads nowhere",
			pdf:  func(e *pdfEditor) { item(e)["Dest"].([]any)[0] = item(e)["Parent"] },
			err:  "PDF: outline: item map[",
		}, {
			what: "the data",
			pdf: func(e *pdfEditor) {
				for r, v := range e.Objects {
					if s, ok := v.(pdfread.Stream); ok && s.Dict["Type"] == pdfread.Name("EmbeddedFile") {
						e.Objects[r] = pdfread.Stream{Dict: s.Dict, Data: []byte("{ }")}
					}
				}
			},
			want: `document: attached file "{report.json { }}", want "{report.json {}}"`,
		},
	} {
		check := func(got *Pages, err error, apart doc.Length, want *Pages) {
			t.Helper()
			if f.err != "" || err != nil {
				if f.err == "" || !strings.HasPrefix(fmt.Sprint(err), f.err) {
					t.Errorf("%s: %v, want %s", f.what, err, f.err)
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
		e := editPDF(t, pdfFile.Bytes())
		f.pdf(e)
		got, err := PagesOfPDF(e.write())
		check(got, err, doc.Pt(0.02), want)
	}
}
