package peers

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/signintech/gopdf"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// pdfJob is a report, laid out, and the TrueType files of its faces.
type pdfJob struct {
	report *report.Report
	layout *layout.Layout
	faces  []*fonts.Face
	files  map[*fonts.Face][]byte
}

func newPDFJob(tb testing.TB) *pdfJob {
	tb.Helper()
	must := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	r, d := newReport(tb)
	l, err := layout.Typeset(d, fonts.Default())
	must(err)

	dir := tb.TempDir()
	mkfaces := exec.Command("go", "run", "./fonts/internal/mkfaces", "-truetype", "-in", "fonts/faces", "-out", dir)
	mkfaces.Dir = root
	out, err := mkfaces.CombinedOutput()
	if err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	j := &pdfJob{report: r, layout: l, files: map[*fonts.Face][]byte{}}
	for _, p := range l.Pages {
		for _, t := range p.Texts {
			if j.files[t.Face] != nil {
				continue
			}
			file, err := os.ReadFile(filepath.Join(dir, t.Face.PostScriptName()+".ttf"))
			must(err)
			j.files[t.Face] = file
			j.faces = append(j.faces, t.Face)
		}
	}
	return j
}

// piece is characters that stand the same distance further apart than their
// widths, so that a library needs one call for them.
type piece struct {
	text    string
	x, y    float64
	spacing float64
}

const stray = 0.02 // points that a glyph may stand beside its place

// pieces divides a run. A vertical run is one piece per glyph.
func pieces(t *layout.Text) []piece {
	var list []piece
	var pen float64
	for at, g := range t.Origins() {
		n := len(list) - 1
		if off := at.X.Pt() - pen; n < 0 || t.Vertical || off > stray || off < -stray {
			list = append(list, piece{"", at.X.Pt(), at.Y.Pt(), (g.Advance - natural(t, g)).Pt()})
			n++
			pen = at.X.Pt()
		}
		list[n].text += string(g.Rune)
		pen += natural(t, g).Pt() + list[n].spacing
	}
	return list
}

func natural(t *layout.Text, g layout.Glyph) doc.Length {
	return doc.Length(t.Face.Advance(g.GID)) * t.Size / doc.Length(t.Face.UnitsPerEm())
}

func rgb(c doc.Color) (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// nianbao draws it as a tagged PDF.
func (j *pdfJob) nianbao(w io.Writer) error { return pdf.Write(w, j.layout) }

// whole makes it of the report: the document and the layout, too.
func (j *pdfJob) whole(w io.Writer) error { return render.Write(w, render.PDF, j.report) }

func (j *pdfJob) fpdf(w io.Writer) error {
	size := j.layout.Document.Styles.Page
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: size.Width.Pt(), Ht: size.Height.Pt()}})
	f.SetAutoPageBreak(false, 0)
	for _, face := range j.faces {
		f.AddUTF8FontFromBytes(face.PostScriptName(), "", j.files[face])
	}
	f.SetTitle(j.layout.Document.Title, true)
	for _, p := range j.layout.Pages {
		f.AddPage()
		for _, s := range p.Shades {
			r, g, b := rgb(s.Color)
			f.SetFillColor(int(r), int(g), int(b))
			f.Rect(s.At.X.Pt(), s.At.Y.Pt(), s.Width.Pt(), s.Height.Pt(), "F")
		}
		for _, r := range p.Rules {
			f.SetLineWidth(r.Width.Pt())
			f.Line(r.From.X.Pt(), r.From.Y.Pt(), r.To.X.Pt(), r.To.Y.Pt())
		}
		spacing := 0.0
		for i := range p.Texts {
			t := &p.Texts[i]
			f.SetFont(t.Face.PostScriptName(), "", t.Size.Pt())
			for _, s := range pieces(t) {
				if s.spacing != spacing {
					f.RawWriteStr(fmt.Sprintf("%.4f Tc", s.spacing))
					spacing = s.spacing
				}
				f.Text(s.x, s.y, s.text)
			}
		}
	}
	return f.Output(w)
}

// container is the faces as gopdf keeps them for many documents.
func (j *pdfJob) container() (*gopdf.FontContainer, error) {
	c := &gopdf.FontContainer{}
	for _, face := range j.faces {
		if err := c.AddTTFFontData(face.PostScriptName(), j.files[face]); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (j *pdfJob) gopdf(c *gopdf.FontContainer) func(w io.Writer) error {
	return func(w io.Writer) error {
		size := j.layout.Document.Styles.Page
		var f gopdf.GoPdf
		f.Start(gopdf.Config{PageSize: gopdf.Rect{W: size.Width.Pt(), H: size.Height.Pt()}})
		f.SetInfo(gopdf.PdfInfo{Title: j.layout.Document.Title})
		for _, face := range j.faces {
			if err := f.AddTTFFontFromFontContainer(face.PostScriptName(), c); err != nil {
				return err
			}
		}
		for _, p := range j.layout.Pages {
			f.AddPage()
			for _, s := range p.Shades {
				f.SetFillColor(rgb(s.Color))
				f.RectFromUpperLeftWithStyle(s.At.X.Pt(), s.At.Y.Pt(), s.Width.Pt(), s.Height.Pt(), "F")
			}
			f.SetFillColor(0, 0, 0)
			for _, r := range p.Rules {
				f.SetLineWidth(r.Width.Pt())
				f.Line(r.From.X.Pt(), r.From.Y.Pt(), r.To.X.Pt(), r.To.Y.Pt())
			}
			for i := range p.Texts {
				t := &p.Texts[i]
				if err := f.SetFont(t.Face.PostScriptName(), "", t.Size.Pt()); err != nil {
					return err
				}
				for _, s := range pieces(t) {
					f.SetXY(s.x, s.y)
					if err := f.SetCharSpacing(s.spacing); err != nil {
						return err
					}
					if err := f.Text(s.text); err != nil {
						return err
					}
				}
			}
		}
		_, err := f.WriteTo(w)
		return err
	}
}

func pdfWriters(tb testing.TB) []writer {
	j := newPDFJob(tb)
	c, err := j.container()
	if err != nil {
		tb.Fatal(err)
	}
	return []writer{{"nianbao", j.nianbao}, {"report", j.whole}, {"fpdf", j.fpdf}, {"gopdf", j.gopdf(c)}}
}

func BenchmarkPDF(b *testing.B) { benchmark(b, pdfWriters(b)) }
