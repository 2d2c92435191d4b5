package ofd

import (
	"bytes"
	"io"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// reports are the example, one in the form of 2019, and one of 19 pages.
func reports(tb testing.TB) map[string]*layout.Layout {
	data, err := os.ReadFile("../../examples/nianbao/yunqi-2023.json")
	if err != nil {
		tb.Fatal(err)
	}
	example, _, err := report.Decode(data)
	if err != nil {
		tb.Fatal(err)
	}
	list := map[string]*layout.Layout{}
	for name, r := range map[string]*report.Report{
		"example": example, "2019": sample.Report(report.Edition2019), "long": sample.Varied(89),
	} {
		d, err := r.Document()
		if err != nil {
			tb.Fatal(err)
		}
		if list[name], err = layout.Typeset(d, fonts.Default()); err != nil {
			tb.Fatal(err)
		}
	}
	return list
}

// prose is pages of nothing but paragraphs, so many times the same.
func prose(tb testing.TB, times int) *layout.Layout {
	d, err := sample.Report(report.Edition2021).Document()
	if err != nil {
		tb.Fatal(err)
	}
	d.Blocks = nil
	for range times {
		for _, i := range []int{0, 1, 2, 3, 5, 8, 11, 40, 77} {
			varied, err := sample.Varied(i).Document()
			if err != nil {
				tb.Fatal(err)
			}
			for _, block := range varied.Blocks {
				if p, ok := block.(*doc.Paragraph); ok {
					d.Blocks = append(d.Blocks, p)
				}
			}
		}
	}
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// BenchmarkOFD writes the same pages as OFD and as PDF.
func BenchmarkOFD(b *testing.B) {
	list := reports(b)
	list["prose of 27 pages"], list["prose of 53 pages"] = prose(b, 1), prose(b, 2)
	for _, name := range slices.Sorted(maps.Keys(list)) {
		l := list[name]
		for _, format := range []struct {
			name  string
			write func(io.Writer, *layout.Layout) error
		}{{"ofd", Write}, {"pdf", pdf.Write}} {
			b.Run(name+"/"+format.name, func(b *testing.B) {
				var size bytes.Buffer
				if err := format.write(&size, l); err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					if err := format.write(io.Discard, l); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(size.Len()), "bytes")
			})
		}
	}
}
