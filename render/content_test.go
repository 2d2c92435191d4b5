package render_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/docx"
	"github.com/nianbao/nianbao/render/html"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// form is a format by how a document is written in it and read back.
type form struct {
	name  string
	write func(d *doc.Document) ([]byte, error)
	read  func(file []byte) (*content.Content, error)
}

var forms = []form{
	{"DOCX", func(d *doc.Document) ([]byte, error) {
		var b bytes.Buffer
		err := docx.Write(&b, d)
		return b.Bytes(), err
	}, content.FromDOCX},
	{"PDF", func(d *doc.Document) ([]byte, error) {
		l, err := layout.Typeset(d, fonts.Default())
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = pdf.Write(&b, l)
		return b.Bytes(), err
	}, content.FromPDF},
	{"HTML", func(d *doc.Document) ([]byte, error) {
		var b bytes.Buffer
		err := html.Write(&b, d)
		return b.Bytes(), err
	}, content.FromHTML},
}

// sheets are the formats that show pages, by how a layout is written in them and read back.
// Such a format may place a character as far off as its numbers have it.
var sheets = []struct {
	name  string
	write func(w io.Writer, l *layout.Layout, a *doc.Attachment) error
	read  func(file []byte) (*content.Pages, error)
	apart doc.Length
}{
	{"PDF", func(w io.Writer, l *layout.Layout, a *doc.Attachment) error {
		return pdf.Options{Attachment: a}.Write(w, l)
	}, content.PagesOfPDF, doc.Pt(0.02)}, // a hundredth of a point, and a step of a thousandth of the size
	{"OFD", func(w io.Writer, l *layout.Layout, a *doc.Attachment) error {
		return ofd.Options{Attachment: a}.Write(w, l)
	}, content.FromOFD, doc.Mm(0.001)},
}

// samePages sets a document on pages, writes them in every format that shows pages, reads
// them back, and finds in each the characters, the places, the outline and the attached
// file that were given, and what every other format has.
func samePages(t *testing.T, d *doc.Document) {
	t.Helper()
	l, err := layout.Typeset(d, fonts.Default())
	if unset(err) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	a := &doc.Attachment{Name: "report.json", Type: "application/json", Data: []byte(`{"title":"` + d.Title + `"}`)}
	want := content.PagesOf(l)
	want.Attached = []content.Attached{{Name: a.Name, Data: string(a.Data)}}
	var other *content.Pages
	for i, f := range sheets {
		var b bytes.Buffer
		if err := f.write(&b, l, a); err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		if f.name == "OFD" {
			ofdlint.Verify(t, b.Bytes())
		}
		got, err := f.read(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, diff := range content.ComparePages(got, want, f.apart) {
			t.Errorf("%s against the layout: %v", f.name, diff)
		}
		if i > 0 {
			for _, diff := range content.ComparePages(got, other, f.apart+sheets[i-1].apart) {
				t.Errorf("%s against %s: %v", f.name, sheets[i-1].name, diff)
			}
		}
		other = got
	}
}

func contentOf(t testing.TB, d *doc.Document) *content.Content {
	t.Helper()
	c, err := content.Of(d)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sameContent writes a document in every format, reads it back, and finds in each
// what the tree says and what every other format says, and on pages the same in the same
// places.
func sameContent(t *testing.T, d *doc.Document) {
	t.Helper()
	want := contentOf(t, d)
	got := map[string]*content.Content{}
	for _, f := range forms {
		file, err := f.write(d)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		if got[f.name], err = f.read(file); err != nil {
			t.Fatal(err)
		}
		expect(t, f.name+" against the document", got[f.name], want)
	}
	expect(t, "DOCX against HTML", got["DOCX"], got["HTML"])
	expect(t, "PDF against DOCX", got["PDF"], got["DOCX"])
	expect(t, "HTML against PDF", got["HTML"], got["PDF"])
	samePages(t, d)
}

func expect(t *testing.T, what string, got, want *content.Content) {
	t.Helper()
	for _, diff := range content.Compare(got, want) {
		t.Errorf("%s: %v", what, diff)
	}
}

// Every format says the same of a report, word for word.
func TestContent(t *testing.T) {
	for _, e := range report.Editions() {
		t.Run(fmt.Sprint(e), func(t *testing.T) {
			d := sample.Document(e)
			sameContent(t, d)
			d.Mark = "草稿"
			sameContent(t, d)
		})
	}
	for _, name := range []string{"yunqi-2023.json", "qingping-2024.txt"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("../examples/nianbao", name))
			if err != nil {
				t.Fatal(err)
			}
			r, _, err := intake.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			sameContent(t, document(t, r))
		})
	}
}

func document(t *testing.T, r *report.Report) *doc.Document {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A fragment for pasting says the same as a page, but for the title.
func TestContentFragment(t *testing.T) {
	d := sample.Document(report.Edition2019)
	var b bytes.Buffer
	if err := (html.Options{Fragment: true}).Write(&b, d); err != nil {
		t.Fatal(err)
	}
	got, err := content.FromHTML(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "fragment", got, contentOf(t, d).Fragment())
}

// What goes along with a page or a DOCX is none of its content, and is the same in both.
func TestContentAlone(t *testing.T) {
	d := sample.Document(report.Edition2021)
	d.Index = []doc.Property{{Name: "索引号", Value: "000014349/2024-00001"}}
	data, err := report.Encode(sample.Report(report.Edition2021))
	if err != nil {
		t.Fatal(err)
	}
	carried := doc.Carried{JSON: data, Program: "nianbao v1.2.0", Options: "embed-fonts"}
	for _, f := range []form{
		{"HTML", func(d *doc.Document) ([]byte, error) {
			var b bytes.Buffer
			err := html.Options{Data: carried}.Write(&b, d)
			return b.Bytes(), err
		}, content.FromHTML},
		{"DOCX", func(d *doc.Document) ([]byte, error) {
			var b bytes.Buffer
			err := docx.Options{Data: carried}.Write(&b, d)
			docxlint.Verify(t, b.Bytes())
			return b.Bytes(), err
		}, content.FromDOCX},
	} {
		file, err := f.write(d)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		got, err := f.read(file)
		if err != nil {
			t.Fatal(err)
		}
		expect(t, f.name, got, contentOf(t, d))
		if !reflect.DeepEqual(got.Data, carried) {
			t.Errorf("%s: the data are %+v", f.name, got.Data)
		}
	}
}

// TestContentVaried does the same with reports that differ in everything that a
// report may differ in.
func TestContentVaried(t *testing.T) {
	const reports = 100
	for i := range reports {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			sameContent(t, document(t, sample.Varied(i)))
		})
	}
}
