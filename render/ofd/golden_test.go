package ofd_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

var update = flag.Bool("update", false, "write the golden files")

// small is a page with something of everything.
func small(t testing.TB) *layout.Layout {
	head := func(kind doc.CellKind, text string) doc.Cell {
		return doc.Cell{Kind: kind, Style: doc.TableHead, Shade: 0xC6D9F1, Runs: doc.Text(text)}
	}
	across := head(doc.RowHead, "（一）")
	across.Vertical, across.Shade = true, 0
	set := fonts.Default()
	set.Families[doc.Song].Bold = nil
	return laidOut(t, &doc.Document{
		Title: "甲 & <乙>", Lang: "zh-CN", Issuer: "示例区人民政府", Styles: doc.GB9704(),
		Issued: time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC),
		Index:  []doc.Property{{Name: "索引号", Value: "000/2024-1"}, {Name: "“主题”", Value: "政务"}, {Name: "时效"}},
		Blocks: []doc.Block{
			&doc.Heading{Runs: doc.Text("年度报告\n甲 & <乙>")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、“总体”")},
			&doc.Heading{Level: 2, Runs: doc.Text("（一）公开")},
			&doc.Paragraph{Runs: []doc.Run{{Text: "公开 500余条，"}, {Text: "𠮷", Bold: true}}},
			&doc.Heading{Level: 1, Runs: doc.Text("二、其他")},
			&doc.Table{
				Caption: "表", HeadRows: 1, Widths: []doc.Length{doc.Pt(40), doc.Pt(60)},
				Rows: []doc.Row{
					{Cells: []doc.Cell{head(doc.ColumnHead, "项"), head(doc.ColumnHead, "数")}},
					{MinHeight: doc.Pt(60), Cells: []doc.Cell{across, {Style: doc.TableFigure, Runs: doc.Text("12")}}},
				},
			},
		},
	}, set)
}

// TestGolden compares the parts of files with those of testdata, but for the fonts, which
// the DocID depends on.
func TestGolden(t *testing.T) {
	for name, o := range map[string]ofd.Options{
		"data": {Attachment: &doc.Attachment{
			Name: "a&b.JSON", Type: "application/json", Data: make([]byte, 1536),
			Modified: time.Date(2024, 2, 1, 9, 30, 0, 0, time.FixedZone("", 8*60*60)),
		}},
		"archive": {Archive: true, Attachment: &doc.Attachment{Name: "report.txt", Type: "text/plain", Data: []byte("1")}},
	} {
		t.Run(name, func(t *testing.T) {
			l := small(t)
			file := write(t, o, l)
			verify(t, file, l)
			z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{}
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				data, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				switch {
				case strings.HasSuffix(f.Name, ".ttf"):
					data = nil
				case strings.HasSuffix(f.Name, ".xml"):
					data = bytes.ReplaceAll(data, []byte("><"), []byte(">\n<"))
					data = append(regexp.MustCompile(`<ofd:DocID>[0-9a-f]{32}<`).ReplaceAll(data, []byte("<ofd:DocID>…<")), '\n')
				default:
					if !bytes.Equal(data, o.Attachment.Data) {
						t.Errorf("%s: other data", f.Name)
					}
					data = nil
				}
				got.Files = append(got.Files, txtar.File{Name: f.Name, Data: data})
			}
			path := "testdata/" + name + ".txtar"
			if *update {
				if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Files) != len(want.Files) {
				t.Fatalf("%d parts, want %d (-update writes them)", len(got.Files), len(want.Files))
			}
			for i, f := range got.Files {
				if w := want.Files[i]; f.Name != w.Name || !bytes.Equal(f.Data, w.Data) {
					t.Errorf("%s:\n%s\nwant %s (-update writes it):\n%s", f.Name, f.Data, w.Name, w.Data)
				}
			}
		})
	}
}

// What a document is known by changes with what is in the package, and with nothing else.
func TestDocID(t *testing.T) {
	id := func(o ofd.Options, change func(l *layout.Layout)) string {
		l := small(t)
		change(l)
		m := regexp.MustCompile(`<ofd:DocID>([0-9a-f]{32})<`).FindSubmatch(part(t, write(t, o, l), "OFD.xml"))
		if m == nil {
			t.Fatal("no DocID")
		}
		return string(m[1])
	}
	seen := map[string]string{}
	for what, ids := range map[string][2]string{
		"nothing":     {id(ofd.Options{}, func(*layout.Layout) {}), id(ofd.Options{}, func(*layout.Layout) {})},
		"issuer":      {id(ofd.Options{}, func(l *layout.Layout) { l.Document.Issuer = "某局" })},
		"place":       {id(ofd.Options{}, func(l *layout.Layout) { l.Pages[0].Texts[0].At.X += 360 })},
		"kind":        {id(ofd.Options{Archive: true}, func(*layout.Layout) {})},
		"attachment":  {id(ofd.Options{Attachment: &doc.Attachment{Name: "a.json", Data: []byte("1")}}, func(*layout.Layout) {})},
		"attachment2": {id(ofd.Options{Attachment: &doc.Attachment{Name: "a.json", Data: []byte("2")}}, func(*layout.Layout) {})},
	} {
		if ids[1] != "" && ids[0] != ids[1] {
			t.Errorf("%s: %s, then %s", what, ids[0], ids[1])
		}
		if other, ok := seen[ids[0]]; ok {
			t.Errorf("%s and %s have the same", what, other)
		}
		seen[ids[0]] = what
	}
}

// part returns a part of a file.
func part(t testing.TB, file []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
