package content

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

// The readers return content or an error, whatever they read.

func FuzzFromDOCX(f *testing.F) {
	file, _, _ := files(f, small())
	rezip(f, file, "word/document.xml", func(s string) string {
		f.Add(s)
		return s
	})
	f.Add(`<w:document xmlns:w="w"><w:body><w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>`)
	f.Fuzz(func(t *testing.T, document string) {
		readable(t, FromDOCX, rezip(t, file, "word/document.xml", func(string) string { return document }))
	})
}

func FuzzFromPDF(f *testing.F) {
	_, file, _ := files(f, small())
	e := editPDF(f, file)
	for r, v := range e.Objects {
		const font = 1 << 10 // no other stream of it is as long
		if s, ok := v.(pdfread.Stream); ok && s.Dict["Type"] == nil && len(s.Data) > font {
			e.Objects[r] = pdfread.Stream{Dict: s.Dict}
		}
	}
	f.Add(e.write())
	f.Fuzz(func(t *testing.T, file []byte) {
		readable(t, FromPDF, file)
		if pages, err := PagesOfPDF(file); (pages == nil) == (err == nil) {
			t.Errorf("%v, %v", pages, err)
		}
	})
}

func FuzzFromOFD(f *testing.F) {
	l, err := layout.Typeset(small(), fonts.Default())
	if err != nil {
		f.Fatal(err)
	}
	var b bytes.Buffer
	if err := ofd.Write(&b, l); err != nil {
		f.Fatal(err)
	}
	ofdlint.Verify(f, b.Bytes())
	const page, document = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml"
	p, err := ooxml.Open(b.Bytes())
	if err != nil {
		f.Fatal(err)
	}
	p = slices.DeleteFunc(p, func(x ooxml.Part) bool { return strings.HasSuffix(x.Name, ".ttf") })
	f.Add(string(p.Part(document)), string(p.Part(page)))
	f.Fuzz(func(t *testing.T, changed, text string) {
		p := slices.Clone(p)
		for i := range p {
			switch p[i].Name {
			case document:
				p[i].Data = []byte(changed)
			case page:
				p[i].Data = []byte(text)
			}
		}
		file, err := p.Change("", nil)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := FromOFD(file)
		if (pages == nil) == (err == nil) {
			t.Errorf("%v, %v", pages, err)
		}
		if err == nil && len(ComparePages(pages, pages, 0)) > 0 {
			t.Error("differs from itself")
		}
	})
}

func FuzzFromHTML(f *testing.F) {
	_, _, file := files(f, small())
	f.Add(file)
	f.Add([]byte(`<table><colgroup><col span=2><tbody><tr><td rowspan=65534><th scope=col id=a headers="a b">`))
	f.Fuzz(func(t *testing.T, file []byte) { readable(t, FromHTML, file) })
}

// small returns a document of little of everything.
func small() *doc.Document {
	return &doc.Document{Title: "a", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
		&doc.Heading{Runs: doc.Text("a")},
		&doc.Heading{Level: 1, RunIn: true, Runs: doc.Text("b")},
		&doc.Paragraph{Runs: doc.Text("a b")},
		&doc.Table{Caption: "c", Widths: []doc.Length{doc.Pt(90), doc.Pt(90)}, HeadRows: 1, Rows: []doc.Row{
			{Cells: []doc.Cell{{ColSpan: 2, Kind: doc.ColumnHead, Runs: doc.Text("b")}}},
			{Cells: []doc.Cell{{RowSpan: 2, Kind: doc.RowHead}, {Runs: doc.Text("a")}}},
			{Cells: []doc.Cell{{}}},
		}},
	}}
}

func readable(t *testing.T, from func([]byte) (*Content, error), file []byte) {
	c, err := from(file)
	if (c == nil) == (err == nil) {
		t.Errorf("%v, %v", c, err)
	}
	if err == nil && len(Compare(c, c)) > 0 {
		t.Error("differs from itself")
	}
}
