package pdf

import (
	"io"
	"os"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	reports "github.com/nianbao/nianbao/report"
)

// BenchmarkCompression writes the example report as it is and with nothing
// compressed, the fonts as they would lie ready: what is between the two is all
// that compression costs.
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
	ready := map[*fonts.Face][]byte{}
	write := func(w io.Writer, compressed bool) error {
		structure, err := newStructure(l)
		if err != nil {
			return err
		}
		set, err := newFontSet(l)
		if err != nil {
			return err
		}
		pw := newWriter(w)
		if !compressed {
			pw.plain = plain{}
			for _, f := range set.list {
				if ready[f.Face] == nil {
					s, err := f.Face.Subset(f.file.glyphs)
					if err != nil {
						return err
					}
					ready[f.Face] = s.Data
				}
				pw.plain[f.file.font] = ready[f.Face]
			}
		}
		return Options{}.draw(pw, l, set, structure)
	}
	for _, test := range []struct {
		name       string
		compressed bool
	}{{"compressed", true}, {"uncompressed", false}} {
		b.Run(test.name, func(b *testing.B) {
			var n counter
			b.ReportAllocs()
			for b.Loop() {
				n = 0
				if err := write(&n, test.compressed); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n), "file-bytes")
		})
	}
}
