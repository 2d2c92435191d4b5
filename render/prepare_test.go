package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// What is prepared once gives the same files and findings as each on its own.
func TestPrepare(t *testing.T) {
	r := example(t)
	for _, o := range []render.Options{{}, {EmbedFonts: true, Data: render.DataAlways}, {Fragment: true, Data: render.DataNever}} {
		p, err := render.Prepare(r, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range render.Formats() {
			var got, want bytes.Buffer
			if err := errors.Join(p.Write(&got, f), o.Write(&want, f, r)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want.Bytes()) {
				t.Errorf("%+v: %s differs", o, f)
			}
			sound(t, f, got.Bytes())
			found, err := p.Check(f)
			alone, errAlone := o.Check(f, r)
			if err != nil || errAlone != nil || !reflect.DeepEqual(found, alone) {
				t.Errorf("%+v: %s: %v, %v; %v, %v", o, f, found, err, alone, errAlone)
			}
		}
	}
	var input *report.InputError
	if _, err := render.Prepare(&report.Report{}, render.Options{}); !errors.As(err, &input) {
		t.Errorf("a report without tables: %v", err)
	}
}

// A document that was changed is written so, with the report's data.
func TestPrepareDocument(t *testing.T) {
	r := example(t)
	d := document(t, r)
	d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("附注：本段不在报告中。")})
	p := render.PrepareDocument(d, r, render.Options{})
	for _, f := range forms {
		format := render.Format(strings.ToLower(f.name))
		var b bytes.Buffer
		if err := p.Write(&b, format); err != nil {
			t.Fatal(err)
		}
		got, err := f.read(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		expect(t, f.name, got, contentOf(t, d))
	}
	var b bytes.Buffer
	if err := p.Write(&b, render.JSON); err != nil || !bytes.Equal(b.Bytes(), write(t, render.JSON, r)) {
		t.Error("the data are not the report's")
	}
}

// A format takes no notice of the options that are not for it, and of no others.
func TestOptionsFor(t *testing.T) {
	r := example(t)
	r.Revision = report.Revision{Number: 1}
	own := fonts.Default()
	own.Families[doc.FangSong] = own.Families[doc.HeiTi]
	all := map[string]render.Options{
		"Fonts": {Fonts: own}, "EmbedFonts": {EmbedFonts: true}, "EmbedFonts, Fonts": {EmbedFonts: true, Fonts: own},
		"always": {Data: render.DataAlways}, "never": {Data: render.DataNever}, "Fragment": {Fragment: true},
		"Note": {Note: true}, "Mark": {Mark: doc.Draft}, "a fragment with a mark": {Fragment: true, Mark: doc.Draft},
		"a fragment with data": {Fragment: true, Data: render.DataAlways}, "Program": {Program: "nianbao v1.2.0"},
		"Archive": {Archive: true}, "data for archives": {Archive: true, Data: render.DataAlways},
	}
	output := func(f render.Format, o render.Options) string {
		var b bytes.Buffer
		if err := o.Write(&b, f, r); err != nil {
			t.Fatal(err)
		}
		sound(t, f, b.Bytes())
		return b.String()
	}
	for _, f := range render.Formats() {
		plain := output(f, render.Options{})
		for name, o := range all {
			file := output(f, o)
			if file != output(f, o.For(f)) {
				t.Errorf("%s, %s: For loses an option that matters", f, name)
			}
			if o.For(f) == (render.Options{}) && file != plain {
				t.Errorf("%s, %s: For takes the option for one that does not matter", f, name)
			}
		}
	}
	for name, formats := range map[string][]render.Format{
		"Fonts": {render.PDF, render.OFD}, "EmbedFonts": {render.DOCX}, "Fragment": {render.HTML}, "Archive": {render.OFD},
		"Note": {render.DOCX, render.PDF, render.OFD, render.HTML}, "Mark": {render.DOCX, render.PDF, render.OFD, render.HTML},
		"never": {render.DOCX, render.PDF, render.OFD, render.HTML}, "Program": {render.DOCX, render.PDF, render.HTML},
	} {
		var got []render.Format
		for _, f := range render.Formats() {
			if all[name].For(f) != (render.Options{}) {
				got = append(got, f)
			}
		}
		if !slices.Equal(got, formats) {
			t.Errorf("%s is for %v, want %v", name, got, formats)
		}
	}
}

// carrier is what a file has that carries data.
var carrier = map[render.Format]string{
	render.DOCX: "customXml/item1.xml", render.PDF: "/EmbeddedFile", render.OFD: "/Attachs/report.", render.HTML: `id="report"`,
}

func TestOptionsData(t *testing.T) {
	r := example(t)
	for _, test := range []struct {
		o    render.Options
		want []render.Format
	}{
		{render.Options{}, []render.Format{render.DOCX, render.OFD, render.HTML}},
		{render.Options{Data: render.DataAlways}, []render.Format{render.DOCX, render.PDF, render.OFD, render.HTML}},
		{render.Options{Data: render.DataNever}, nil},
		{render.Options{Fragment: true, Data: render.DataAlways}, []render.Format{render.DOCX, render.PDF, render.OFD}},
		{render.Options{Archive: true}, []render.Format{render.DOCX, render.HTML}},
		{render.Options{Archive: true, Data: render.DataAlways}, []render.Format{render.DOCX, render.PDF, render.OFD, render.HTML}},
	} {
		for f, mark := range carrier {
			var b bytes.Buffer
			if err := test.o.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			sound(t, f, b.Bytes())
			if got := bytes.Contains(b.Bytes(), []byte(mark)); got != slices.Contains(test.want, f) {
				t.Errorf("%+v: %s carries data: %v", test.o, f, got)
			}
		}
	}
}

// The data that go along with pages are the report's JSON, under a name that archives take
// where the file is for them.
func TestAttachedData(t *testing.T) {
	r := example(t)
	data := string(write(t, render.JSON, r))
	for _, test := range []struct {
		name    string
		archive bool
	}{{"report.json", false}, {"report.txt", true}} {
		o := render.Options{Data: render.DataAlways, Archive: test.archive}
		var b bytes.Buffer
		if err := o.Write(&b, render.OFD, r); err != nil {
			t.Fatal(err)
		}
		sound(t, render.OFD, b.Bytes())
		got, err := content.FromOFD(b.Bytes())
		if want := []content.Attached{{Name: test.name, Data: data}}; err != nil || !slices.Equal(got.Attached, want) {
			t.Errorf("%+v: %v, %+v", o, err, got)
		}
	}
	var b bytes.Buffer
	if err := (render.Options{Data: render.DataAlways}).Write(&b, render.PDF, r); err != nil {
		t.Fatal(err)
	}
	got, err := content.PagesOfPDF(b.Bytes())
	if want := []content.Attached{{Name: "report.json", Data: data}}; err != nil || !slices.Equal(got.Attached, want) {
		t.Errorf("PDF: %v, %+v", err, got)
	}
}

func TestNilReport(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	for _, f := range render.Formats() {
		_, errCheck := render.Options{}.Check(f, nil)
		for name, err := range map[string]error{
			"Write":     render.Write(io.Discard, f, nil),
			"WriteFile": render.WriteFile(path+"."+string(f), nil),
			"Check":     errCheck,
		} {
			if err == nil {
				t.Errorf("%s, %s: no error", name, f)
			}
		}
	}
	if _, err := render.Prepare(nil, render.Options{}); err == nil {
		t.Error("Prepare: no error")
	}
	if n := len(list(t, filepath.Dir(path))); n != 0 {
		t.Errorf("%d files left", n)
	}
}

// liar breaks the promise of io.Writer.
type liar struct {
	n     func(len int) int
	err   error
	calls int
}

func (l *liar) Write(p []byte) (int, error) { l.calls++; return l.n(len(p)), l.err }

// Writers that break the promise of io.Writer are noticed by every format.
func TestBrokenWriters(t *testing.T) {
	r := example(t)
	full := errors.New("full")
	for _, f := range render.Formats() {
		for name, test := range map[string]struct {
			w    liar
			want error // nil is any
		}{
			"short":             {liar{n: func(n int) int { return n / 2 }}, io.ErrShortWrite},
			"nothing":           {liar{n: func(int) int { return 0 }}, io.ErrShortWrite},
			"negative":          {liar{n: func(int) int { return -1 }}, nil},
			"too long":          {liar{n: func(n int) int { return n + 1 }}, nil},
			"short and why":     {liar{n: func(n int) int { return n / 2 }, err: full}, full},
			"negative, and why": {liar{n: func(int) int { return -1 }, err: full}, nil},
		} {
			done := make(chan error, 1)
			go func() {
				o := render.Options{EmbedFonts: true}
				done <- o.Write(&test.w, f, r)
			}()
			select {
			case err := <-done:
				if err == nil || test.want != nil && !errors.Is(err, test.want) {
					t.Errorf("%s, %s: %v", f, name, err)
				}
				if test.w.calls != 1 {
					t.Errorf("%s, %s: written to %d times", f, name, test.w.calls)
				}
			case <-time.After(time.Minute):
				t.Fatalf("%s, %s: Write does not return", f, name)
			}
		}
	}
}

// list is the names of the files in a folder.
func list(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func ExamplePrepare() {
	r := &report.Report{Agency: "某局", Year: 2024, Tables: &report.Tables2021{}}
	p, err := render.Prepare(r, render.Options{})
	if err != nil {
		panic(err)
	}
	for _, f := range []render.Format{render.DOCX, render.PDF, render.OFD} {
		var b bytes.Buffer
		if err := p.Write(&b, f); err != nil {
			panic(err)
		}
		fmt.Printf("%s %.4q\n", f, b.Bytes())
	}
	// Output:
	// docx "PK\x03\x04"
	// pdf "%PDF"
	// ofd "PK\x03\x04"
}

// The data in a draft say that it is one, and their digest covers it.
func TestDraftsAreMarkedInTheirData(t *testing.T) {
	r := example(t)
	d := document(t, r)
	d.Mark = doc.Draft
	var b, same bytes.Buffer
	if err := render.PrepareDocument(d, r, render.Options{}).Write(&b, render.HTML); err != nil {
		t.Fatal(err)
	}
	if err := (render.Options{Mark: doc.Draft}).Write(&same, render.HTML, r); err != nil || !bytes.Equal(same.Bytes(), b.Bytes()) {
		t.Errorf("the option gives another draft: %v", err)
	}
	if !strings.Contains(b.String(), `data-options="mark=草稿"`) {
		t.Error("the data of a draft look like those of a report")
	}
	if final := write(t, render.HTML, r); bytes.Contains(final, []byte("data-options")) {
		t.Error("the data of a report look like those of a draft")
	}
}

// Why warnings stand, and who said so, is not published; drafts keep it.
func TestReasonsAreNotPublished(t *testing.T) {
	r := *example(t)
	r.Reasons = []report.Reason{{Code: "N-b", Path: "/problems", Figures: []string{"现为空白", ""}, Text: "机构新设", Who: "张三"}}
	d := document(t, &r)
	draft := *d
	draft.Mark = "草稿"
	o := render.Options{Data: render.DataAlways}
	for _, tt := range []struct {
		d    *doc.Document
		want int
	}{{d, 0}, {&draft, 1}} {
		for _, f := range []render.Format{render.DOCX, render.HTML, render.PDF, render.OFD} {
			var b bytes.Buffer
			if err := render.PrepareDocument(tt.d, &r, o).Write(&b, f); err != nil {
				t.Fatal(err)
			}
			again, _, err := intake.Options{}.Read(b.Bytes())
			if err != nil {
				t.Fatalf("%s, mark %q: %v", f, tt.d.Mark, err)
			}
			if len(again.Reasons) != tt.want {
				t.Errorf("%s, mark %q: %v", f, tt.d.Mark, again.Reasons)
			}
		}
		var b bytes.Buffer
		if err := workbook.Write(&b, &r, workbook.Options{Mark: tt.d.Mark}); err != nil {
			t.Fatal(err)
		}
		if again, _, err := (intake.Options{}).Read(b.Bytes()); err != nil || len(again.Reasons) != tt.want {
			t.Errorf("workbook, mark %q: %v, %v", tt.d.Mark, again.Reasons, err)
		}
	}
	if text := write(t, render.JSON, &r); !bytes.Contains(text, []byte("张三")) {
		t.Error("the JSON has lost the reasons")
	}
}

// The note on a correction is printed where it is asked for, however long its reason is;
// the data have the correction all the same.
func TestNote(t *testing.T) {
	r := sample.Report(report.Edition2021)
	for _, reason := range []string{"漏计上年结转2件", strings.Repeat("表三（七）“总计”漏计2件，", 70) + "一并更正"} {
		r.Revision = report.Revision{Number: 1, Reason: reason, Date: report.Date{Year: 2024, Month: 3, Day: 5}}
		for _, f := range []render.Format{render.DOCX, render.HTML, render.PDF, render.OFD} {
			for _, o := range []render.Options{
				{}, {Data: render.DataNever}, {Data: render.DataAlways},
				{Note: true}, {Note: true, Data: render.DataNever}, {Note: true, Data: render.DataAlways},
			} {
				var b bytes.Buffer
				if err := o.Write(&b, f, r); err != nil {
					t.Fatal(err)
				}
				got, findings, err := intake.Read(b.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				carried := o.Data == render.DataAlways || o.Data == render.DataDefault && f != render.PDF
				var want report.Revision
				if o.Note || carried {
					want = r.Revision
				}
				if got.Revision != want {
					t.Errorf("%s, %+v:\ngot  %+v\nwant %+v", f, o, got.Revision, want)
				}
				if carried && !pages[f] && len(findings) > 0 {
					t.Errorf("%s, %+v: %+v", f, o, findings)
				}
			}
		}
	}
}
