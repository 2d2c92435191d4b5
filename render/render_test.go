package render_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/htmlcheck"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// example reads the report that the README builds.
func example(t testing.TB) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../examples/nianbao/yunqi-2023.json")
	if err != nil {
		t.Fatal(err)
	}
	r, findings, err := report.Decode(data)
	if err != nil || findings != nil {
		t.Fatal(err, findings)
	}
	return r
}

// published reads a report as it was pasted, with the tables of a real one.
func published(t testing.TB) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../report/testdata/cases/pasted-2023.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := intake.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t testing.TB, f render.Format, r *report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := render.Write(&b, f, r); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	sound(t, f, b.Bytes())
	return b.Bytes()
}

// sound finds nothing wrong with a file of a format that there is a lint for.
func sound(t testing.TB, f render.Format, file []byte) {
	t.Helper()
	switch f {
	case render.DOCX:
		docxlint.Verify(t, file)
	case render.OFD:
		ofdlint.Verify(t, file)
	}
}

// Reports of every kind make a DOCX in which docxlint finds nothing.
func TestVariedDOCX(t *testing.T) {
	long.OneGoroutine(t)
	for i := range 240 {
		if write(t, render.DOCX, sample.Varied(i)); t.Failed() {
			t.Fatalf("report %d", i)
		}
	}
}

// The same for the reports that the command line builds as examples.
func TestExampleDOCX(t *testing.T) {
	write(t, render.DOCX, example(t))
	text, err := os.ReadFile("../examples/nianbao/qingping-2024.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := intake.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	write(t, render.DOCX, r)
}

// Every format gives the same bytes for the same report, from any number of
// goroutines at once.
func TestReproducible(t *testing.T) {
	r := example(t)
	for _, f := range render.Formats() {
		want := write(t, f, r)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if got := write(t, f, example(t)); !bytes.Equal(got, want) {
					t.Errorf("%s: %d bytes differ from %d", f, len(got), len(want))
				}
			})
		}
		wg.Wait()
	}
}

// A thousand PDFs from sixteen goroutines: every input gives one file.
func TestThousandPDFs(t *testing.T) {
	const inputs, goroutines = 8, 16
	docs := 1000
	if testing.Short() {
		docs = 100
	}
	var reports []*report.Report
	for i := range inputs {
		r := example(t)
		r.Agency = fmt.Sprintf("云栖市第%d区𠮷㙍人民政府", i)
		reports = append(reports, r)
	}
	var hashes [inputs]sync.Map
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := g; i < docs; i += goroutines {
				n := i % inputs
				h := sha256.New()
				if err := render.Write(h, render.PDF, reports[n]); err != nil {
					t.Error(err)
					return
				}
				hashes[n].Store([sha256.Size]byte(h.Sum(nil)), true)
			}
		})
	}
	wg.Wait()
	seen := map[any]bool{}
	for n := range hashes {
		count := 0
		for h := range hashes[n].Range {
			count++
			if seen[h] {
				t.Errorf("input %d gives the file of another one", n)
			}
			seen[h] = true
		}
		if count != 1 {
			t.Errorf("input %d gives %d different files", n, count)
		}
	}
}

func TestWriteFiles(t *testing.T) {
	r := example(t)
	uncovered := example(t)
	uncovered.Agency = "\U0002FFFD县人民政府" // unassigned: no face has it
	for _, test := range []struct {
		name  string
		r     *report.Report
		files []string
		want  any // target of errors.As; nil for success
	}{
		{"all", r, []string{"a.docx", "a.pdf", "a.ofd", "a.html", "a.json"}, nil},
		{"case", r, []string{"A.PDF"}, nil},
		{"unknown format", r, []string{"a.docx", "a.odt"}, new(*render.FormatError)},
		{"no extension", r, []string{"a"}, new(*render.FormatError)},
		{"uncovered character", uncovered, []string{"a.docx", "a.pdf"}, new(*layout.MissingGlyphError)},
		{"uncovered character in an OFD", uncovered, []string{"a.docx", "a.ofd"}, new(*layout.MissingGlyphError)},
		{"no tables", &report.Report{Agency: "某局", Year: 2023}, []string{"a.docx"}, new(*report.InputError)},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			var paths []string
			for _, f := range test.files {
				paths = append(paths, filepath.Join(dir, f))
			}
			err := render.Options{}.WriteFiles(test.r, paths...)
			entries, _ := os.ReadDir(dir)
			if test.want == nil {
				if err != nil || len(entries) != len(test.files) {
					t.Fatalf("%v, %d files", err, len(entries))
				}
				for _, path := range paths {
					file, err := os.ReadFile(path)
					if err != nil {
						t.Fatal(err)
					}
					sound(t, render.Format(filepath.Ext(path)[1:]), file)
				}
				return
			}
			if !errors.As(err, test.want) {
				t.Errorf("error %v, want a %T", err, test.want)
			}
			if len(entries) != 0 {
				t.Errorf("left behind: %v", entries)
			}
		})
	}
}

// A file that is there stays as it was when the new one cannot be made.
func TestWriteFileKeepsOld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	bad := example(t)
	bad.Agency = "\U0002FFFD"
	if err := render.WriteFile(path, bad); err == nil {
		t.Fatal("no error")
	}
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("the file holds %q", b)
	}
	if err := render.WriteFile(path, example(t)); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); !bytes.HasPrefix(b, []byte("%PDF-")) {
		t.Error("the file was not replaced")
	}
}

// The faces of the options are used.
func TestOwnFonts(t *testing.T) {
	set := fonts.Default()
	set.Families[doc.FangSong] = set.Families[doc.HeiTi]
	var own bytes.Buffer
	for _, f := range []render.Format{render.PDF, render.OFD} {
		own.Reset()
		if err := (render.Options{Fonts: set}).Write(&own, f, example(t)); err != nil {
			t.Fatal(err)
		}
		sound(t, f, own.Bytes())
		if bytes.Equal(own.Bytes(), write(t, f, example(t))) {
			t.Errorf("%s: a face given for the body changes nothing", f)
		}
	}
}

// The data go along with a PDF that is asked to carry them, and with no other.
func TestData(t *testing.T) {
	r := example(t)
	plain := write(t, render.PDF, r)
	var with, again bytes.Buffer
	for _, b := range []*bytes.Buffer{&with, &again} {
		if err := (render.Options{Data: render.DataAlways}).Write(b, render.PDF, r); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(with.Bytes(), again.Bytes()) {
		t.Error("other bytes the second time")
	}
	for part, file := range map[string][]byte{"2": plain, "3": with.Bytes()} {
		if !bytes.Contains(file, []byte("<pdfaid:part>"+part+"</pdfaid:part>")) {
			t.Errorf("not part %s of PDF/A", part)
		}
	}
	if n := len(with.Bytes()) - len(plain); n < 500 || n > 20000 {
		t.Errorf("the data take %d bytes", n)
	}
}

// The page carries the report's data, in which nothing is lost; a fragment does not.
func TestHTML(t *testing.T) {
	r := example(t)
	r.Overview.Paragraphs = append(r.Overview.Paragraphs, "a < b，</script><!-- & 完")
	page := write(t, render.HTML, r)
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	_, data, ok := bytes.Cut(page, []byte(`<script type="application/json" id="report"`))
	_, data, _ = bytes.Cut(data, []byte(">"))
	data, _, _ = bytes.Cut(data, []byte("</script>"))
	for _, f := range htmlcheck.Check(page, d, data) {
		t.Error(f)
	}
	got, findings, err := report.Decode(data)
	if !ok || err != nil || findings != nil || !reflect.DeepEqual(got, r) {
		t.Errorf("the data of the page: %v, %v", err, findings)
	}
	var fragment bytes.Buffer
	if err := (render.Options{Fragment: true}).Write(&fragment, render.HTML, r); err != nil {
		t.Fatal(err)
	}
	for _, f := range htmlcheck.CheckFragment(fragment.Bytes(), d) {
		t.Error(f)
	}
}

func TestMediaType(t *testing.T) {
	for _, f := range render.Formats() {
		typ, _, err := mime.ParseMediaType(f.MediaType())
		if err != nil || !strings.Contains(typ, "/") {
			t.Errorf("%s: %q, %v", f, f.MediaType(), err)
		}
	}
	if typ := render.Format("odt").MediaType(); typ != "" {
		t.Errorf("a format that there is not: %q", typ)
	}
}

func TestFormatError(t *testing.T) {
	e := &render.FormatError{Name: "odt"}
	for _, s := range []string{e.Error(), e.English()} {
		for _, f := range render.Formats() {
			if !strings.Contains(s, string(f)) || !strings.Contains(s, "odt") {
				t.Errorf("%q does not name odt and %s", s, f)
			}
		}
	}
}

func BenchmarkPDF(b *testing.B)  { benchmark(b, render.PDF) }
func BenchmarkOFD(b *testing.B)  { benchmark(b, render.OFD) }
func BenchmarkDOCX(b *testing.B) { benchmark(b, render.DOCX) }
func BenchmarkHTML(b *testing.B) { benchmark(b, render.HTML) }

func benchmark(b *testing.B, f render.Format) {
	r := example(b)
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := render.Write(&out, f, r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "file-bytes")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}
