package docx

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/report/doc"
)

// Any text is either refused or read back as it is, wherever it stands.
func FuzzText(f *testing.F) {
	for _, s := range []string{"政府信息公开", "<&>\"'", " a  b ", "“—…”", "\t", "\x00", "\xff", "\ufffd", "\ufffe", "𠮷", "\u3000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		in := []doc.Run{{Text: s}}
		d := small()
		d.Title = "题" + s
		if utf8.RuneCountInString(s) <= 16 {
			d.Mark = s
		}
		table := &doc.Table{Caption: s, Description: s, Widths: widths(1), Rows: []doc.Row{{Cells: []doc.Cell{{Runs: in}}}}}
		d.Blocks = []doc.Block{&doc.Heading{Level: 1, Runs: in}, &doc.Paragraph{Runs: in}, table}
		var b bytes.Buffer
		if err := Write(&b, d); err != nil {
			var e *doc.Error
			if !errors.As(err, &e) || b.Len() != 0 {
				t.Fatalf("%v, %d bytes written", err, b.Len())
			}
			return
		}
		docxlint.Verify(t, b.Bytes())
		files := unzip(t, b.Bytes())
		if got := parse(t, files["docProps/core.xml"]).Child("title").AllText(); got != d.Title {
			t.Errorf("title %q", got)
		}
		if d.Mark != "" {
			if got := parse(t, files["word/header1.xml"]).AllText(); got != s {
				t.Errorf("mark %q", got)
			}
		}
		d.Comments = []doc.Comment{{Text: "意见" + s}}
		c, err := content.FromDOCX(write(t, d))
		if err != nil || len(c.Comments) != 1 || c.Comments[0].Text != "意见"+s {
			t.Errorf("comments %v, %v", c.Comments, err)
		}
		root := parse(t, files["word/document.xml"])
		texts := root.All("t")
		if s == "" {
			if len(texts) != 0 {
				t.Error("empty runs")
			}
			return
		}
		if len(texts) != 3 {
			t.Fatalf("%d texts", len(texts))
		}
		for _, n := range texts {
			if n.Text() != s {
				t.Errorf("text %q", n.Text())
			}
		}
		for _, name := range []string{"tblCaption", "tblDescription"} {
			if got := root.All(name)[0].Attr("val"); got != s {
				t.Errorf("%s %q", name, got)
			}
		}
	})
}
