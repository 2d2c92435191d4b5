package content

import (
	"testing"

	"github.com/nianbao/nianbao/render/internal/pdfread"
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
	f.Fuzz(func(t *testing.T, file []byte) { readable(t, FromPDF, file) })
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
