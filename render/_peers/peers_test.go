// Package peers compares the writers of PDF, of OFD and of DOCX with other libraries: each
// makes the same document. Readers of DOCX are compared, too.
package peers

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

const root = "../.."

// newReport returns the report that all are given, and its document tree.
func newReport(tb testing.TB) (*report.Report, *doc.Document) {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(root, "examples/nianbao/yunqi-2023.json"))
	if err != nil {
		tb.Fatal(err)
	}
	r, _, err := report.Decode(data)
	if err != nil {
		tb.Fatal(err)
	}
	d, err := r.Document()
	if err != nil {
		tb.Fatal(err)
	}
	return r, d
}

type writer struct {
	name  string
	write func(io.Writer) error
}

// TestFiles writes the files of all to the folder NIANBAO_PEERS, to be looked
// at; it fails where one of them writes none.
func TestFiles(t *testing.T) {
	dir := os.Getenv("NIANBAO_PEERS")
	for format, writers := range map[string][]writer{"pdf": pdfWriters(t), "ofd": newPDFJob(t).ofdWriters()[:2], "docx": docxWriters(t)} {
		for _, w := range writers {
			var b bytes.Buffer
			if err := w.write(&b); err != nil || b.Len() == 0 {
				t.Errorf("%s/%s: %d bytes, %v", format, w.name, b.Len(), err)
			}
			if dir != "" {
				if err := os.WriteFile(filepath.Join(dir, w.name+"."+format), b.Bytes(), 0o644); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// cpuTime is what the process has taken so far, its garbage collector
// included: on a busy machine a better measure than the clock.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func benchmark(b *testing.B, writers []writer) {
	for _, w := range writers {
		b.Run(w.name, func(b *testing.B) {
			var out bytes.Buffer
			cpu := cpuTime(b)
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := w.write(&out); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(out.Len()), "file-bytes")
			b.ReportMetric(float64((cpuTime(b)-cpu).Microseconds())/float64(b.N), "cpu-µs/op")
		})
	}
}
