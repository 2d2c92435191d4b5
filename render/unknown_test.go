package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report/doc"
)

// writers are how the formats draw a document: all but JSON, which has no blocks.
var writers = map[render.Format][]func(io.Writer, *doc.Document) error{
	render.DOCX: {docx.Write},
	render.HTML: {html.Write, html.Options{Fragment: true}.Write},
	render.PDF: {func(w io.Writer, d *doc.Document) error {
		l, err := layout.Typeset(d, fonts.Default())
		if err != nil {
			return err
		}
		return pdf.Write(w, l)
	}},
	render.OFD: {func(w io.Writer, d *doc.Document) error {
		l, err := layout.Typeset(d, fonts.Default())
		if err != nil {
			return err
		}
		return ofd.Write(w, l)
	}},
	render.JSON: nil,
}

// kindsOfBlock returns the names of the types that are blocks, from the source of
// package doc.
func kindsOfBlock(t *testing.T) (names []string) {
	files, err := filepath.Glob(filepath.Join("..", "report", "doc", "*.go"))
	if err != nil || files == nil {
		t.Fatal(files, err)
	}
	method := regexp.MustCompile(`(?m)^func \(\*(\w+)\) +block\(\)`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range method.FindAllStringSubmatch(string(text), -1) {
			names = append(names, "*doc."+m[1])
		}
	}
	return names
}

// shown returns the comments that a file shows, by its format.
func shown(t *testing.T, f render.Format, file string) []content.Comment {
	t.Helper()
	read := map[render.Format]func([]byte) (*content.Content, error){render.DOCX: content.FromDOCX, render.HTML: content.FromHTML}[f]
	if read == nil {
		return nil
	}
	c, err := read([]byte(file))
	if err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return c.Comments
}

// Every format draws every kind of block, and refuses what is of another kind, and
// comments that it does not show, instead of leaving them out.
func TestUnknownIsNeverLeftOut(t *testing.T) {
	paragraph, table := &doc.Paragraph{Runs: doc.Text("段落")}, &doc.Table{
		Widths: []doc.Length{doc.Pt(50)}, Rows: []doc.Row{{Cells: []doc.Cell{{Runs: doc.Text("表格")}}}},
	}
	kinds := []doc.Block{&doc.Heading{Level: 1, Runs: doc.Text("标题")}, paragraph, table}
	var names []string
	for _, b := range kinds {
		names = append(names, fmt.Sprintf("%T", b))
	}
	if all := kindsOfBlock(t); !slices.Equal(names, all) {
		t.Errorf("the kinds of block are %v; tried are %v", all, names)
	}
	document := func(blocks ...doc.Block) *doc.Document {
		return &doc.Document{Title: "文档", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: blocks}
	}
	for _, f := range render.Formats() {
		list, ok := writers[f]
		if !ok {
			t.Errorf("%s: not tried", f)
		}
		for _, write := range list {
			for _, b := range kinds {
				var w bytes.Buffer
				if err := write(&w, document(b)); err != nil {
					t.Errorf("%s: %T: %v", f, b, err)
				} else if f == render.OFD {
					ofdlint.Verify(t, w.Bytes())
				}
			}
			for _, b := range []doc.Block{struct{ *doc.Paragraph }{paragraph}, struct{ *doc.Table }{table}} {
				var w strings.Builder
				var unknown *doc.UnknownBlockError
				err := write(&w, document(append(kinds[:3:3], b)...))
				if !errors.As(err, &unknown) || unknown.Index != 3 || unknown.Block != b || w.Len() > 0 {
					t.Errorf("%s: %T: %v, %d bytes written", f, b, err, w.Len())
				}
			}
			d := document(kinds...)
			d.Comments = []doc.Comment{{Text: "批注"}}
			var w strings.Builder
			var comment *doc.CommentError
			err := write(&w, d)
			if refused := errors.As(err, &comment) && strings.EqualFold(comment.Format, string(f)) && w.Len() == 0; refused {
				continue
			}
			if all := shown(t, f, w.String()); err != nil || len(all) != 1 || all[0].Text != "批注" {
				t.Errorf("%s: comment: %v, %v shown", f, err, all)
			}
		}
	}
	var unknown *doc.UnknownBlockError
	if _, err := content.Of(document(struct{ *doc.Table }{table})); !errors.As(err, &unknown) {
		t.Errorf("content: %v", err)
	}
}
