package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/report/intake"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGolden takes a report all the way: each file of testdata holds an input,
// what is found in it, its document tree, and the document.xml of its DOCX, a
// line for each paragraph, row or cell.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, paths)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			want, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input := want.Files[0]
			got := &txtar.Archive{Comment: want.Comment, Files: append([]txtar.File{input}, outputs(t, input)...)}
			if *update {
				if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, f := range got.Files {
				if i >= len(want.Files) || want.Files[i].Name != f.Name {
					t.Fatalf("no %s in %s (-update writes it)", f.Name, path)
				}
				diff(t, f.Name, f.Data, want.Files[i].Data)
			}
		})
	}
}

func outputs(t *testing.T, input txtar.File) []txtar.File {
	t.Helper()
	r, findings, err := intake.Read(input.Data)
	if err != nil {
		t.Fatal(err)
	}
	var found, dump bytes.Buffer
	for _, f := range append(findings, r.Check()...) {
		fmt.Fprintf(&found, "%v %s %d %s %s：%s\n", f.Severity, f.Code, f.Pos.Line, f.Path, f.Place, f.Message())
	}
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Dump(&dump); err != nil {
		t.Fatal(err)
	}
	return []txtar.File{
		{Name: "findings", Data: found.Bytes()},
		{Name: "dump", Data: dump.Bytes()},
		{Name: "document.xml", Data: documentXML(t, write(t, render.DOCX, r))},
	}
}

var blocks = regexp.MustCompile(`<(w:p|w:tbl|w:tr|w:tc|w:sectPr)>`)

func documentXML(t *testing.T, docx []byte) []byte {
	t.Helper()
	return append(blocks.ReplaceAll(documentPart(t, docx), []byte("\n$0")), '\n')
}

func documentPart(t *testing.T, docx []byte) []byte {
	t.Helper()
	p, err := ooxml.Open(docx)
	if err != nil {
		t.Fatal(err)
	}
	return p.Part("word/document.xml")
}

// diff reports the first line that differs.
func diff(t *testing.T, name string, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			t.Errorf("%s, line %d (-update writes it anew):\ngot  %s\nwant %s", name, i+1, g[i], w[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d (-update writes it anew)", name, len(g), len(w))
}
