package html

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/nianbao/nianbao/render/internal/htmlcheck"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

var update = flag.Bool("update", false, "write the golden files")

// Page and fragment say what the document says, with the heads of every cell.
func TestWrite(t *testing.T) {
	for name, d := range documents() {
		t.Run(name, func(t *testing.T) {
			write(t, Options{Data: doc.Carried{JSON: []byte(`{}`)}}, d)
			write(t, Options{Fragment: true}, d)
			write(t, Options{}, sample.Comment(d))
		})
	}
}

func TestGolden(t *testing.T) {
	for name, o := range map[string]Options{
		"small.html":          {Data: doc.Carried{JSON: []byte(`{"a": "</script><!--"}`)}},
		"small-fragment.html": {Fragment: true},
	} {
		got := write(t, o, small())
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || g[i] != w[i] {
				t.Errorf("%s differs from line %d on (-update writes it anew)\ngot  %s\nwant %s", golden, i+1,
					strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""), strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
				break
			}
		}
	}
}

func TestWriteIsReproducible(t *testing.T) {
	d := sample.Document(report.Edition2021)
	for _, o := range []Options{{Data: doc.Carried{JSON: []byte("[]")}}, {Fragment: true}} {
		want := write(t, o, sample.Document(report.Edition2021))
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				var b bytes.Buffer
				if err := o.Write(&b, d); err != nil {
					t.Error(err)
				} else if !bytes.Equal(b.Bytes(), want) {
					t.Error("the bytes differ")
				}
			})
		}
		wg.Wait()
	}
}

// What cannot be drawn is refused before anything is written.
func TestInvalid(t *testing.T) {
	for name, change := range map[string]func(*doc.Document){
		"no title":  func(d *doc.Document) { d.Title = "" },
		"language":  func(d *doc.Document) { d.Lang = `zh"` },
		"index":     func(d *doc.Document) { d.Index[0].Value = "\x00" },
		"nil block": func(d *doc.Document) { d.Blocks[1] = nil },
		"control":   func(d *doc.Document) { d.Blocks[3].(*doc.Paragraph).Runs[0].Text = "\x1b" },
		"not UTF-8": func(d *doc.Document) { d.Blocks[3].(*doc.Paragraph).Runs[0].Text = "\xff" },
		"no cells":  func(d *doc.Document) { d.Blocks[5].(*doc.Table).Rows[3].Cells = nil },
	} {
		t.Run(name, func(t *testing.T) {
			d := small()
			change(d)
			for _, o := range []Options{{}, {Fragment: true}} {
				var w bytes.Buffer
				err := o.Write(&w, d)
				var e *doc.Error
				var g *doc.GridError
				if !errors.As(err, &e) && !errors.As(err, &g) {
					t.Errorf("error %v", err)
				}
				if w.Len() != 0 {
					t.Errorf("%d bytes written", w.Len())
				}
			}
		})
	}
	if err := Write(io.Discard, nil); err == nil {
		t.Error("nil document: no error")
	}
}

// A failing writer's error comes back, and it is called once.
func TestWriteError(t *testing.T) {
	for _, o := range []Options{{}, {Fragment: true}} {
		full := len(write(t, o, small()))
		for _, n := range []int{0, 1, full - 1} {
			w := &shortWriter{left: n}
			if err := o.Write(w, small()); !errors.Is(err, io.ErrShortWrite) {
				t.Errorf("after %d bytes: error %v", n, err)
			}
		}
		w := &shortWriter{left: full}
		if err := o.Write(w, small()); err != nil || w.calls != 1 {
			t.Errorf("error %v, %d calls", err, w.calls)
		}
	}
}

type shortWriter struct{ left, calls int }

func (w *shortWriter) Write(p []byte) (int, error) {
	w.calls++
	if len(p) > w.left {
		return 0, io.ErrShortWrite
	}
	w.left -= len(p)
	return len(p), nil
}

// The data come back as they went in, whatever is in their strings, and do not
// end the block.
func TestData(t *testing.T) {
	for _, s := range []string{"", "</script>", "</SCRIPT >", "<!--<script>", "]]>", "&amp;&lt;", "\u2028", "一<二", "\x00\x1f\"\\"} {
		data, err := json.Marshal(map[string]string{"a": s})
		if err != nil {
			t.Fatal(err)
		}
		raw := []byte("{\n \"a\": " + strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\u2028`, "\u2028").Replace(string(data[5:])))
		page, err := html.Parse(bytes.NewReader(write(t, Options{Data: doc.Carried{JSON: raw}}, small())))
		if err != nil {
			t.Fatal(err)
		}
		var blocks []string
		for n := range page.Descendants() {
			if n.Data == "script" && htmlcheck.Attr(n, "id") == "report" {
				blocks = append(blocks, n.FirstChild.Data)
			}
		}
		var got, want any
		if len(blocks) != 1 || json.Unmarshal([]byte(blocks[0]), &got) != nil || json.Unmarshal(raw, &want) != nil {
			t.Fatalf("%q: %q", raw, blocks)
		}
		if g, w := got.(map[string]any)["a"], want.(map[string]any)["a"]; g != w || w != s {
			t.Errorf("%q, want %q", g, w)
		}
	}
	page := string(write(t, Options{}, small()))
	if strings.Contains(page, "<script") {
		t.Error("a block without data")
	}
	if fragment := write(t, Options{Fragment: true, Data: doc.Carried{JSON: []byte("{}")}}, small()); bytes.Contains(fragment, []byte("<script")) {
		t.Error("a script in a fragment")
	}
}

func TestInvalidData(t *testing.T) {
	for _, data := range []string{"{", "\"\xff\"", "</script>", "1 2", "\ufeff{}"} {
		var w bytes.Buffer
		err := Options{Data: doc.Carried{JSON: []byte(data)}}.Write(&w, small())
		var e *doc.DataError
		if !errors.As(err, &e) || w.Len() != 0 || !strings.Contains(e.Error(), "JSON") || !strings.Contains(e.English(), "JSON") {
			t.Errorf("%q: %v, %d bytes written", data, err, w.Len())
		}
	}
}

// Browsers take no table that is wider.
func TestTooManyColumns(t *testing.T) {
	d := small()
	table := &doc.Table{Rows: []doc.Row{{Cells: []doc.Cell{{ColSpan: maxColumns + 1}}}}}
	for range maxColumns + 1 {
		table.Widths = append(table.Widths, doc.Pt(1))
	}
	d.Blocks = []doc.Block{table}
	var w bytes.Buffer
	var e *Error
	if err := Write(&w, d); !errors.As(err, &e) || w.Len() != 0 || !strings.Contains(e.English(), "1001") {
		t.Errorf("%v, %d bytes written", err, w.Len())
	}
}

// A heading without text is none, and plain text lends no paragraph its indent.
func TestLooks(t *testing.T) {
	d := small()
	d.Blocks = append(d.Blocks, &doc.Heading{Level: 2}, &doc.Heading{Level: 1, RunIn: true}, &doc.Paragraph{Runs: doc.Text("完")})
	page := string(write(t, Options{}, d))
	if strings.Contains(page, "></h") {
		t.Error("an empty heading")
	}
	for _, rule := range []string{
		`h1,\.title\{.*text-indent:0em`, `h1,\.title\{.*letter-spacing:0pt;.*text-indent:0pt`,
		`\.signature\{.*text-indent:0em`, `\.signature\{.*text-indent:0pt`,
	} {
		if !regexp.MustCompile(`(?m)^` + rule).MatchString(page) {
			t.Errorf("no rule %s", rule)
		}
	}
}

// Fragments of several years stand in one page.
func TestFragmentIDs(t *testing.T) {
	a, b := small(), small()
	b.Title = "某局2024年报告"
	ids := regexp.MustCompile(` id="([^"]*)"`)
	seen := map[string]bool{}
	for _, d := range []*doc.Document{a, b} {
		for _, m := range ids.FindAllStringSubmatch(string(write(t, Options{Fragment: true}, d)), -1) {
			if seen[m[1]] {
				t.Errorf("the id %s stands twice", m[1])
			}
			seen[m[1]] = true
		}
	}
	if len(seen) == 0 {
		t.Error("no ids")
	}
}

// Text on a shade can be read.
func TestShade(t *testing.T) {
	for c, want := range map[doc.Color]bool{
		0xC6D9F1: false, 0xFFFFFF: false, 0xFF0000: false, 0x00FF00: false, 0x808080: false, 0x767676: false,
		1: true, 0x0000FF: true, 0x003060: true, 0x747474: true, 0xC00000: true,
	} {
		if dark(c) != want {
			t.Errorf("%06X: white text is %v", uint32(c), !want)
		}
	}
}

// The page needs no more than the text, and its looks stand in its own style
// sheet: lengths of another style sheet come out in it.
func TestPageFollowsStyles(t *testing.T) {
	d := small()
	d.Styles.Page.Width, d.Styles.Page.Height, d.Styles.Page.Left = doc.Mm(148), doc.Mm(210), doc.Mm(11)
	d.Styles.Styles[doc.Body].Size = doc.Pt(13)
	d.Styles.Styles[doc.Body].Pitch = doc.Pt(12.5)
	d.Styles.Styles[doc.Body].FirstIndent = 3
	d.Styles.Rule = doc.Pt(0.75)
	page := string(write(t, Options{}, d))
	for _, want := range []string{
		"@page{size:148mm 210mm;margin:37mm 26mm 35mm 11mm}",
		"p,.run-in,.body{font-size:13pt;line-height:28.95pt;letter-spacing:-0.5pt;font-weight:400;text-indent:37.5pt}",
		"th,td{border-width:0.75pt",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := sample.Document(report.Edition2021)
	data, err := report.Encode(sample.Report(report.Edition2021))
	if err != nil {
		b.Fatal(err)
	}
	for name, o := range map[string]Options{"page": {Data: doc.Carried{JSON: data}}, "fragment": {Fragment: true}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := o.Write(io.Discard, d); err != nil {
					b.Fatal(err)
				}
			}
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
	if err := (&writer{d: d, grids: grids}).survey(); !errors.As(err, &unknown) || unknown.Index != 3 {
		t.Error(err)
	}
}

// The mark is there, and what looks it needs, only where there is one.
func TestMark(t *testing.T) {
	d := small()
	for _, o := range []Options{{}, {Fragment: true}} {
		d.Mark = ""
		if s := string(write(t, o, d)); strings.Contains(s, "mark") || strings.Contains(s, "sticky") || strings.Contains(s, "position:fixed") {
			t.Error("looks of a mark without one")
		}
		d.Mark = "草稿"
		want := map[bool][]string{
			false: {`<header class="mark">草稿</header>`, ".mark{position:sticky;top:0;", ".mark{position:fixed;", "font-size:113.3858pt"},
			true:  {`<p style="font-family:黑体,SimHei,STHeiti,sans-serif;font-size:1.625em;text-align:center;`, "border:.15em solid #c00000"},
		}[o.Fragment]
		for _, w := range want {
			if s := string(write(t, o, d)); !strings.Contains(s, w) {
				t.Errorf("%+v: no %s", o, w)
			}
		}
	}
	// The longest mark stands on one line on paper, too.
	d.Mark = strings.Repeat("稿", 16)
	if s := string(write(t, Options{}, d)); !strings.Contains(s, "font-size:27.6378pt;line-height:1;") {
		t.Error("the longest mark has another size")
	}
}

// A writer that takes less than all without saying so is noticed.
func TestSilentWriter(t *testing.T) {
	if err := Write(silent{}, small()); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
}

type silent struct{}

func (silent) Write(p []byte) (int, error) { return len(p) - 1, nil }
