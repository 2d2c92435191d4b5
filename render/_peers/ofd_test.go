package peers

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/render/pdf"
)

// outside is a program that makes an OFD as often as it is told, of a drawing or of a
// PDF, and says what CPU time it took. Its last arguments are those two files and the number.
type outside struct {
	name, source string
	tool         string // the variable that says where it is
	command      func(tool string) []string
}

var outsides = []outside{
	{"ofdrw", "drawing", "NIANBAO_OFDRW", ofdrw("draw")},
	{"ofdrw-bare", "drawing", "NIANBAO_OFDRW", ofdrw("bare")},
	{"ofdrw-convert", "pdf", "NIANBAO_OFDRW", ofdrw("convert")},
	{"pdf2ofd", "pdf", "NIANBAO_PDF2OFD", python3("pdf2ofd")},
	{"easyofd", "pdf", "NIANBAO_EASYOFD", python3("easyofd")},
	{"easyofd-picture", "pdf", "NIANBAO_EASYOFD", python3("easyofd-picture")},
}

// ofdrw calls the Java program with the jars of a folder.
func ofdrw(how string) func(string) []string {
	return func(jars string) []string {
		return []string{"java", "-cp", filepath.Join(jars, "*"), "testdata/Ofdrw.java", how}
	}
}

// python3 calls the script with a Python that has what it needs.
func python3(how string) func(string) []string {
	return func(python string) []string { return []string{python, "testdata/write_ofd.py", how} }
}

// sources writes the files that the others are given to a folder.
func (j *pdfJob) sources(dir string) error {
	var drawing, file bytes.Buffer
	if err := j.drawing(&drawing, dir); err != nil {
		return err
	}
	if err := pdf.Write(&file, j.layout); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "drawing"), drawing.Bytes(), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "pdf"), file.Bytes(), 0o644)
}

// drawing lists what stands on the pages, a line an item, in millimetres, with the
// files of the faces.
func (j *pdfJob) drawing(b *bytes.Buffer, dir string) error {
	for face, file := range j.files {
		if err := os.WriteFile(filepath.Join(dir, face.PostScriptName()+".ttf"), file, 0o644); err != nil {
			return err
		}
	}
	size := j.layout.Document.Styles.Page
	const mm = 25.4 / 72 // of a point
	for _, p := range j.layout.Pages {
		fmt.Fprintf(b, "page\t%.4f\t%.4f\n", size.Width.Mm(), size.Height.Mm())
		for _, s := range p.Shades {
			fmt.Fprintf(b, "shade\t%.4f\t%.4f\t%.4f\t%.4f\t%d\n", s.At.X.Mm(), s.At.Y.Mm(), s.Width.Mm(), s.Height.Mm(), s.Color)
		}
		for _, r := range p.Rules {
			fmt.Fprintf(b, "rule\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\n", r.From.X.Mm(), r.From.Y.Mm(), r.To.X.Mm(), r.To.Y.Mm(), r.Width.Mm())
		}
		for i := range p.Texts {
			t := &p.Texts[i]
			face := filepath.Join(dir, t.Face.PostScriptName()+".ttf")
			for _, s := range pieces(t) {
				fmt.Fprintf(b, "text\t%s\t%.4f\t%.4f\t%.4f\t%.4f\t%s\n", face, t.Size.Mm(), s.x*mm, s.y*mm, s.spacing*mm, s.text)
			}
		}
	}
	return nil
}

// write has the program make the file n times. It returns the file of the last time and
// the seconds of CPU time of all.
func (o *outside) write(tb testing.TB, dir string, n int) (file []byte, seconds float64) {
	tool := os.Getenv(o.tool)
	if tool == "" {
		tb.Skip(o.tool + " is not set")
	}
	out := filepath.Join(dir, o.name+".ofd")
	call := append(o.command(tool), filepath.Join(dir, o.source), out, strconv.Itoa(n))
	cmd := exec.Command(call[0], call[1:]...)
	var errors bytes.Buffer
	cmd.Stderr = &errors
	said, err := cmd.Output()
	if err != nil {
		tb.Fatalf("%v\n%s", err, errors.Bytes())
	}
	if seconds, err = strconv.ParseFloat(strings.TrimSpace(string(said)), 64); err != nil {
		tb.Fatal(err)
	}
	if file, err = os.ReadFile(out); err != nil {
		tb.Fatal(err)
	}
	return file, seconds
}

func (j *pdfJob) ofdWriters() []writer {
	return []writer{
		{"nianbao", func(w io.Writer) error { return ofd.Write(w, j.layout) }},
		{"report", func(w io.Writer) error { return render.Write(w, render.OFD, j.report) }},
		{"pdf", j.nianbao},
	}
}

// BenchmarkOFD draws the report laid out once beforehand: ours as OFD and, for what that
// costs beside it, as PDF. The others have the same pages as a drawing or as a PDF.
func BenchmarkOFD(b *testing.B) {
	j := newPDFJob(b)
	benchmark(b, j.ofdWriters())
	dir := b.TempDir()
	if err := j.sources(dir); err != nil {
		b.Fatal(err)
	}
	for _, o := range outsides {
		b.Run(o.name, func(b *testing.B) {
			file, seconds := o.write(b, dir, b.N)
			b.ReportMetric(float64(len(file)), "file-bytes")
			b.ReportMetric(seconds*1e6/float64(b.N), "cpu-µs/op")
		})
	}
}
