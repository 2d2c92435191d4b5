package peers

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report/intake"
	"github.com/nianbao/nianbao/report/workbook"
)

// BenchmarkReadDOCX reads the report's DOCX without the data that goes along: ours
// the whole report with all that is found in it, python-docx its text. NIANBAO_PYTHON
// is a Python that has python-docx.
func BenchmarkReadDOCX(b *testing.B) {
	r, _ := newReport(b)
	var file bytes.Buffer
	if err := (render.Options{Data: render.DataNever}).Write(&file, render.DOCX, r); err != nil {
		b.Fatal(err)
	}
	b.Run("nianbao", func(b *testing.B) {
		cpu := cpuTime(b)
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := intake.Read(file.Bytes()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64((cpuTime(b)-cpu).Microseconds())/float64(b.N), "cpu-µs/op")
	})
	b.Run("python-docx", func(b *testing.B) { python(b, "testdata/read_docx.py", file.Bytes()) })
}

// BenchmarkReadXLSX reads the report's workbook without the data that goes along: ours
// the whole report with all that is found in it, excelize the values of the cells and
// which of them are merged.
func BenchmarkReadXLSX(b *testing.B) {
	r, _ := newReport(b)
	var file bytes.Buffer
	if err := workbook.Write(&file, r, workbook.Options{NoData: true}); err != nil {
		b.Fatal(err)
	}
	for _, x := range []struct {
		name string
		read func() error
	}{
		{"nianbao", func() error {
			_, _, err := intake.Read(file.Bytes())
			return err
		}},
		{"excelize", func() error { return excelizeCells(file.Bytes()) }},
	} {
		b.Run(x.name, func(b *testing.B) {
			cpu := cpuTime(b)
			b.ReportAllocs()
			for b.Loop() {
				if err := x.read(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime(b)-cpu).Microseconds())/float64(b.N), "cpu-µs/op")
		})
	}
}

func excelizeCells(data []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		if _, err := f.GetRows(sheet); err != nil {
			return err
		}
		if _, err := f.GetMergeCells(sheet, true); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkReadPDF reads the report's PDF, which carries no data, by its structure, and a
// published one by its rules and the order of its text: ours the whole report with all
// that is found in it, pdftotext (poppler) its text, in a process of its own; start is
// what such a process takes that reads nothing.
func BenchmarkReadPDF(b *testing.B) {
	r, _ := newReport(b)
	var own bytes.Buffer
	if err := render.Write(&own, render.PDF, r); err != nil {
		b.Fatal(err)
	}
	published, err := os.ReadFile("../../../shared/cases/published/hongze-2023-wps.pdf")
	if err != nil {
		b.Log(err)
	}
	for name, file := range map[string][]byte{"own": own.Bytes(), "published": published} {
		if file == nil {
			continue
		}
		b.Run(name+"/nianbao", func(b *testing.B) {
			cpu := cpuTime(b)
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := intake.Read(file); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime(b)-cpu).Microseconds())/float64(b.N), "cpu-µs/op")
		})
		b.Run(name+"/pdftotext", func(b *testing.B) { pdftotext(b, file, "-raw", "-", "-") })
	}
	b.Run("start/pdftotext", func(b *testing.B) { pdftotext(b, nil, "-v") })
}

// pdftotext runs the program for each file, and measures what the system says of it.
func pdftotext(b *testing.B, file []byte, args ...string) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		b.Skip(err)
	}
	var cpu time.Duration
	for b.Loop() {
		cmd := exec.Command("pdftotext", args...)
		cmd.Stdin = bytes.NewReader(file)
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	b.ReportMetric(float64(cpu.Microseconds())/float64(b.N), "cpu-µs/op")
}

// python has a script do the same as often, and measures what it says of itself.
func python(b *testing.B, script string, file []byte) {
	program := os.Getenv("NIANBAO_PYTHON")
	if program == "" {
		b.Skip("NIANBAO_PYTHON is not set")
	}
	cmd := exec.Command(program, script, strconv.Itoa(b.N))
	cmd.Stdin, cmd.Stderr = bytes.NewReader(file), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(seconds*1e6/float64(b.N), "cpu-µs/op")
}
