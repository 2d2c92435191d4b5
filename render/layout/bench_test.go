package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
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

// As much text as a report may have, in paragraphs as long as they may be, and in as
// many as there may be.
func BenchmarkTypesetLong(b *testing.B) {
	const all = 500_000 // characters
	for _, unit := range []string{"政府信息，公开。", "，", "（", "字 ", "a.b?"} {
		for _, length := range []int{200_000, all / 20_000} {
			b.Run(fmt.Sprintf("%s/%d", strings.TrimSpace(unit), length), func(b *testing.B) {
				faces := fonts.Default()
				text := doc.Text(string([]rune(strings.Repeat(unit, length))[:length]))
				d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
				for range all / length {
					d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: text})
				}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Typeset(d, faces); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
