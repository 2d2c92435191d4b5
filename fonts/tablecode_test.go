package fonts

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/nianbao/nianbao/fonts/internal/charset"
	"github.com/nianbao/nianbao/fonts/internal/flate"
)

// The code of the tables is the best one for fonts of few and of many characters.
func TestTableCode(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	all := charset.Face()
	var tables [][]byte
	for _, name := range []string{"NianbaoKai-Regular", "NotoSansSC-Medium", "NotoSerifSC-Regular", "NotoSerifSC-SemiBold"} {
		var face *Face
		for n, f := range embeddedFaces() {
			if n == name {
				face = f
			}
		}
		for _, n := range []int{1, 20, 60, 200, 400} {
			var chars []Mapping
			take := func(c rune) {
				if g := face.Glyph(c); g != 0 {
					chars = append(chars, Mapping{c, g})
				}
			}
			take('年')
			if n > 1 {
				for _, c := range "0123456789，。、（）" {
					take(c)
				}
			}
			for range n {
				take(all[r.IntN(len(all))])
			}
			file, err := face.Mapped(name, chars)
			if err != nil {
				t.Fatal(err)
			}
			tables = append(tables, file.before)
		}
	}
	got := ""
	for _, n := range flate.BestLengths(tables) {
		got += fmt.Sprintf("%x", n)
	}
	if got != tableLengths {
		t.Errorf("the best code is %s", got)
	}
}
