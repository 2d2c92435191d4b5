package docx

import (
	"bytes"
	stdflate "compress/flate"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/flate"

	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/internal/zipped"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

var update = flag.Bool("update", false, "write the golden files")

// small is a document with one of everything.
func small() *doc.Document {
	return &doc.Document{
		Title: "某局2023年报告", Lang: "zh-CN", Styles: doc.GB9704(),
		Blocks: []doc.Block{
			&doc.Heading{Level: 0, Runs: doc.Text("某局\n2023年报告")},
			&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
			&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）主动公开。")},
			&doc.Paragraph{Runs: []doc.Run{{Text: "A & B <“好”> "}, doc.Run{Text: "重点", Bold: true}, doc.Run{}, doc.Run{Text: "2023"}}},
			spans(),
			&doc.Paragraph{Style: doc.Signature, Runs: doc.Text("2024年1月15日")},
		},
	}
}

// spans is a table with every kind of span, one over rows and columns at once
// and one that takes a whole row but for a span from above.
func spans() *doc.Table {
	a := cell(doc.ColumnHead, doc.NarrowHead, "a", 2, 2)
	a.Shade = 0xC6D9F1
	v := cell(doc.RowHead, doc.NarrowStrong, "竖", 3, 1)
	v.Vertical = true
	return &doc.Table{
		Caption: "合并", Description: "“两行”<两列>",
		Widths: []doc.Length{doc.Mm(20), doc.Mm(30.3), doc.Mm(40.3), doc.Mm(65.4)}, HeadRows: 2, Padding: doc.Pt(1.4),
		Rows: []doc.Row{
			{MinHeight: doc.Pt(20), KeepNext: true, Cells: []doc.Cell{a, cell(doc.ColumnHead, doc.NarrowHead, "b", 1, 2)}},
			{KeepNext: true, Cells: figures(doc.NarrowFigure, "c", "d")},
			{KeepNext: true, Cells: []doc.Cell{v, cell(doc.RowHead, doc.NarrowStub, "e", 1, 1), cell(doc.Data, doc.NarrowFigure, "f", 2, 2)}},
			{Cells: figures(doc.NarrowFigure, "g")},
			{Cells: []doc.Cell{cell(doc.Data, doc.NarrowFigure, "h", 1, 3)}},
		},
	}
}

// documents are those that the tests look at in every way.
func documents() map[string]*doc.Document {
	tables := func(t ...*doc.Table) *doc.Document {
		d := small()
		d.Blocks = nil
		for _, t := range t {
			d.Blocks = append(d.Blocks, t)
		}
		return d
	}
	whole := &doc.Table{Widths: widths(1, 1), Rows: []doc.Row{
		{Cells: []doc.Cell{cell(doc.Data, doc.TableFigure, "两行", 2, 2)}},
		{}, // covered from above altogether
	}}
	empty := small()
	empty.Blocks = nil
	draft := sample.Document(report.Edition2021)
	draft.Mark = "草稿"
	reviewed := sample.Comment(small())
	reviewed.Mark = "草稿"
	return map[string]*doc.Document{
		"reviewed":      reviewed,
		"reviewed form": sample.Comment(sample.Document(report.Edition2021)),
		"reviewed lone": sample.Comment(loneHeads()),
		"form":          sample.Document(report.Edition2021),
		"form 2019":     sample.Document(report.Edition2019),
		"small":         small(),
		"two tables":    tables(spans(), spans()),
		"one table":     tables(whole),
		"lone heads":    loneHeads(),
		"empty":         empty,
		"draft":         draft,
	}
}

// loneHeads has headings that run in where there is no paragraph for them.
func loneHeads() *doc.Document {
	d := small()
	d.Blocks = []doc.Block{
		&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）后面是表格")}, spans(),
		&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（二）后面是标题")},
		&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（三）在末尾")},
	}
	return d
}

func TestWriteIsReproducible(t *testing.T) {
	want := write(t, sample.Document(report.Edition2021))
	var wg sync.WaitGroup
	d := sample.Document(report.Edition2021)
	for range 8 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := Write(&b, d); err != nil {
				t.Error(err)
			} else if !bytes.Equal(b.Bytes(), want) {
				t.Error("the bytes differ")
			}
		})
	}
	wg.Wait()
}

func TestGolden(t *testing.T) {
	got := unzip(t, write(t, small()))["word/document.xml"]
	// One element to a line makes a difference readable.
	for _, tag := range []string{"<w:body>", "<w:p>", "<w:r>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sectPr>", "<w:tblGrid>"} {
		got = strings.ReplaceAll(got, tag, "\n"+tag)
	}
	golden := filepath.Join("testdata", "small.document.xml")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s differs from line %d on (-update writes it anew)\ngot  %s\nwant %s", golden, i+1,
				strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""), strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
		}
	}
}

func TestInvalid(t *testing.T) {
	set := func(i int, s string) func(*doc.Document) {
		return func(d *doc.Document) { d.Blocks[i].(*doc.Paragraph).Runs = []doc.Run{{Text: s}} }
	}
	table := func(change func(*doc.Table)) func(*doc.Document) {
		return func(d *doc.Document) { change(d.Blocks[4].(*doc.Table)) }
	}
	for name, c := range map[string]struct {
		change          func(*doc.Document)
		block, row, col int
		zh, en          string
	}{
		"no title":          {func(d *doc.Document) { d.Title = "" }, -1, -1, -1, "标题属性", "title property"},
		"NUL in title":      {func(d *doc.Document) { d.Title = "a\x00" }, -1, -1, -1, "第 2 个字符 U+0000", "U+0000 at character 2"},
		"no language":       {func(d *doc.Document) { d.Lang = "" }, -1, -1, -1, "语言", "language"},
		"language":          {func(d *doc.Document) { d.Lang = `zh"` }, -1, -1, -1, "语言", "language"},
		"no styles":         {func(d *doc.Document) { d.Styles.Styles = [doc.NumStyles]doc.Style{} }, -1, -1, -1, "样式 Body", "style Body"},
		"no page":           {func(d *doc.Document) { d.Styles.Page = doc.Page{} }, -1, -1, -1, "版心", "type area"},
		"nil block":         {func(d *doc.Document) { d.Blocks[1] = nil }, 1, -1, -1, "第 2 块", "block 2"},
		"nil heading":       {func(d *doc.Document) { d.Blocks[1] = (*doc.Heading)(nil) }, 1, -1, -1, "第 2 块", "block 2"},
		"nil paragraph":     {func(d *doc.Document) { d.Blocks[1] = (*doc.Paragraph)(nil) }, 1, -1, -1, "第 2 块", "block 2"},
		"nil table":         {func(d *doc.Document) { d.Blocks[1] = (*doc.Table)(nil) }, 1, -1, -1, "第 2 块", "block 2"},
		"level":             {func(d *doc.Document) { d.Blocks[1].(*doc.Heading).Level = 3 }, 1, -1, -1, "级别 3", "level 3"},
		"style":             {func(d *doc.Document) { d.Blocks[3].(*doc.Paragraph).Style = doc.NumStyles }, 3, -1, -1, fmt.Sprint("样式 ", int(doc.NumStyles)), fmt.Sprint("style ", int(doc.NumStyles))},
		"tab":               {set(3, "一\t二"), 3, -1, -1, "第 2 个字符 U+0009", "U+0009 at character 2"},
		"carriage return":   {set(3, "一\r"), 3, -1, -1, "U+000D", "U+000D"},
		"control":           {set(3, "\x1b"), 3, -1, -1, "U+001B", "U+001B"},
		"noncharacter":      {set(3, "\uffff"), 3, -1, -1, "U+FFFF", "U+FFFF"},
		"not UTF-8":         {set(3, "一\xff"), 3, -1, -1, "第 4 个字节", "byte 4"},
		"surrogate":         {set(3, "\xed\xa0\x80"), 3, -1, -1, "UTF-8", "UTF-8"},
		"cell":              {table(func(t *doc.Table) { t.Rows[3].Cells[0].Runs = []doc.Run{{Text: "\ufffe"}} }), 4, 3, 1, "第 5 块（表格）第 4 行第 2 列的文字的第 1 个字符 U+FFFE", "block 5 (table), row 4, column 2: the text has U+FFFE"},
		"cell style":        {table(func(t *doc.Table) { t.Rows[2].Cells[2].Style = 99 }), 4, 2, 2, "样式 99", "style 99"},
		"shade":             {table(func(t *doc.Table) { t.Rows[2].Cells[2].Shade = 1 << 24 }), 4, 2, 2, "底纹", "shade"},
		"caption":           {table(func(t *doc.Table) { t.Caption = "\n" }), 4, -1, -1, "题注", "caption"},
		"description":       {table(func(t *doc.Table) { t.Description = "\n" }), 4, -1, -1, "说明", "description"},
		"head rows":         {table(func(t *doc.Table) { t.HeadRows = 6 }), 4, -1, -1, "表头", "head rows"},
		"padding":           {table(func(t *doc.Table) { t.Padding = -1 }), 4, -1, -1, "边距", "padding"},
		"width":             {table(func(t *doc.Table) { t.Widths[1] = 0 }), 4, -1, -1, "宽度", "width"},
		"height":            {table(func(t *doc.Table) { t.Rows[0].MinHeight = -1 }), 4, -1, -1, "高度", "height"},
		"table without row": {func(d *doc.Document) { d.Blocks[4] = &doc.Table{Widths: widths(1)} }, 4, -1, -1, "没有行", "no rows"},
	} {
		t.Run(name, func(t *testing.T) {
			d := small()
			c.change(d)
			var w bytes.Buffer
			var e *doc.Error
			if err := Write(&w, d); !errors.As(err, &e) {
				t.Fatalf("error %v", err)
			}
			if e.Block != c.block || e.Row != c.row || e.Col != c.col {
				t.Errorf("place %d, %d, %d", e.Block, e.Row, e.Col)
			}
			if !strings.Contains(e.Error(), c.zh) {
				t.Errorf("%q lacks %q", e.Error(), c.zh)
			}
			if !strings.Contains(e.English(), c.en) {
				t.Errorf("%q lacks %q", e.English(), c.en)
			}
			if w.Len() != 0 {
				t.Errorf("%d bytes written", w.Len())
			}
		})
	}
	if err := Write(io.Discard, nil); err == nil {
		t.Error("nil document: no error")
	}
}

func TestInvalidGrid(t *testing.T) {
	d := small()
	d.Blocks[4].(*doc.Table).Rows[3].Cells = nil
	var w bytes.Buffer
	var e *doc.GridError
	if err := Write(&w, d); !errors.As(err, &e) || len(e.Faults) != 1 || e.Faults[0].Kind != doc.Hole {
		t.Errorf("error %v", err)
	}
	if w.Len() != 0 {
		t.Errorf("%d bytes written", w.Len())
	}
}

// A failing writer's error comes back, wherever it fails.
func TestWriteError(t *testing.T) {
	full := len(write(t, small()))
	for n := 0; n < full; n += 97 {
		if err := Write(&shortWriter{n}, small()); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("after %d bytes: error %v", n, err)
		}
	}
}

type shortWriter struct{ left int }

func (w *shortWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return 0, io.ErrShortWrite
	}
	w.left -= len(p)
	return len(p), nil
}

// No date, no person and no program stands in the properties.
func TestCoreProperties(t *testing.T) {
	core := parse(t, unzip(t, write(t, small()))["docProps/core.xml"])
	var got []string
	for _, k := range core.Kids {
		got = append(got, k.Name+"="+k.AllText())
	}
	if want := "title=某局2023年报告 language=zh-CN"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sample.Document(report.Edition2021)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDeflate compares the compressor with that of the standard library at the
// same level, on a document.xml.
func BenchmarkDeflate(b *testing.B) {
	document := []byte(unzip(b, write(b, sample.Document(report.Edition2021)))["word/document.xml"])
	var out bytes.Buffer
	own, err := flate.NewWriter(&out, zipped.Level)
	if err != nil {
		b.Fatal(err)
	}
	standard, err := stdflate.NewWriter(&out, zipped.Level)
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range []struct {
		name string
		w    interface {
			io.WriteCloser
			Reset(io.Writer)
		}
	}{{"klauspost", own}, {"standard", standard}} {
		b.Run(x.name, func(b *testing.B) {
			for b.Loop() {
				out.Reset()
				x.w.Reset(&out)
				x.w.Write(document)
				if err := x.w.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(out.Len()), "deflated-bytes")
		})
	}
}

// A kind of block that the writer does not know is an error of its own, whatever
// [doc.Document.Check] lets through.
func TestUnknownBlock(t *testing.T) {
	d := small()
	grids, err := d.Grids()
	if err != nil {
		t.Fatal(err)
	}
	d.Blocks[3] = struct{ *doc.Paragraph }{&doc.Paragraph{}}
	var unknown *doc.UnknownBlockError
	if err := (&pack{doc: d, grids: grids}).write(io.Discard); !errors.As(err, &unknown) || unknown.Index != 3 {
		t.Error(err)
	}
	write(t, small()) // and the compressor forgets it
}

// A writer that takes no more and says nothing is noticed: the archive's buffer would
// try for ever to write the rest of a large part.
func TestSilentWriter(t *testing.T) {
	font := append([]byte("\x00\x01\x00\x00"), make([]byte, 1<<20)...)
	for i := range font[4:] {
		font[4+i] = byte(i * i >> 8) // does not shrink to less than the buffer
	}
	o := Options{Fonts: []Font{{Family: "A", Regular: font, Roles: []doc.Role{doc.Song}}}}
	if err := o.Write(&silent{20000}, small()); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
}

// silent is full after a while.
type silent struct{ left int }

func (w *silent) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	w.left -= n
	return n, nil
}
