//go:build unix

package render_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// BenchmarkBatch does with report after report what a batch does, each time one step more;
// it tells the CPU time of one, the system's and the garbage collector's included.
func BenchmarkBatch(b *testing.B) {
	text, err := os.ReadFile("../examples/nianbao/yunqi-2023.json")
	if err != nil {
		b.Fatal(err)
	}
	var inputs [][]byte
	for i := range 50 {
		inputs = append(inputs, bytes.ReplaceAll(text, []byte("云栖市人民政府"), fmt.Appendf(nil, "第%d局", i)))
	}
	var batch render.Batch
	for _, step := range []struct {
		name  string
		write func(p *render.Prepared, path string) error
	}{
		{"read and check", func(*render.Prepared, string) error { return nil }},
		{"and DOCX", func(p *render.Prepared, _ string) error { return p.Write(io.Discard, render.DOCX) }},
		{"and PDF", func(p *render.Prepared, _ string) error {
			if err := p.Write(io.Discard, render.DOCX); err != nil {
				return err
			}
			return p.Write(io.Discard, render.PDF)
		}},
		{"and files", func(p *render.Prepared, path string) error { return batch.WriteFiles(p, path+".docx", path+".pdf") }},
	} {
		b.Run(step.name, func(b *testing.B) {
			dir := b.TempDir()
			before := cpuTime(b)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r, _, err := report.Decode(inputs[i%len(inputs)])
				if err != nil {
					b.Fatal(err)
				}
				r.Check()
				p, err := render.Prepare(r, render.Options{})
				if err == nil {
					err = step.write(p, filepath.Join(dir, fmt.Sprint(i)))
				}
				if err != nil {
					b.Fatal(err)
				}
			}
			batch.Sync()
			b.ReportMetric(float64((cpuTime(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
		})
	}
}

func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
