package layout

import (
	"testing"

	"github.com/nianbao/nianbao/fonts"
)

func BenchmarkTypeset(b *testing.B) {
	d, faces := form(), fonts.Default()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Typeset(d, faces); err != nil {
			b.Fatal(err)
		}
	}
}
