package pdf

import (
	"bytes"
	"io"
	"os"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	"github.com/nianbao/nianbao/render/layout"
	reports "github.com/nianbao/nianbao/report"
)

// BenchmarkCompression writes the example report, and then does only what compression
// adds to that: it compresses the same streams, and puts the fonts together from
// glyphs that are compressed already.
func BenchmarkCompression(b *testing.B) {
	data, err := os.ReadFile("../../examples/nianbao/yunqi-2023.json")
	if err != nil {
		b.Fatal(err)
	}
	r, _, err := reports.Decode(data)
	if err != nil {
		b.Fatal(err)
	}
	d, err := r.Document()
	if err != nil {
		b.Fatal(err)
	}
	l, err := layout.Typeset(d, fonts.Default())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := Write(io.Discard, l); err != nil {
				b.Fatal(err)
			}
		}
	})

	var file bytes.Buffer
	if err := Write(&file, l); err != nil {
		b.Fatal(err)
	}
	var streams [][]byte
	for _, v := range readFile(b, file.Bytes()).Objects {
		s, ok := v.(stream)
		_, font := s.Dict["Length1"]
		_, profile := s.Dict["N"]
		if kind := s.Dict["Type"]; ok && !font && (!profile || kind != nil) && s.Dict["Subtype"] != pdfread.Name("XML") {
			streams = append(streams, s.Data)
		}
	}
	set, err := newFontSet(l)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("streams", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = 0
			for _, s := range streams {
				buf := deflate(takeBuffer(), s)
				n += len(s)
				giveBuffer(buf)
			}
		}
		b.ReportMetric(float64(n), "bytes")
	})
	b.Run("fonts", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n = 0
			for _, f := range set.list {
				buf := f.file.font.AppendZlib(takeBuffer())
				n += len(buf)
				giveBuffer(buf)
			}
		}
		b.ReportMetric(float64(n), "bytes")
	})
}
