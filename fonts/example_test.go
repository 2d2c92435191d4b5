package fonts_test

import (
	"fmt"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// The embedded faces have no 仿宋; the set says which face stands in for it,
// and takes the agency's own.
func ExampleSet() {
	set := fonts.Default()
	if f, ok := set.StandIn(doc.FangSong); ok {
		fmt.Println(doc.FangSong, "←", f.Family())
	}
	own := set.Families[doc.KaiTi].Regular // in place of a face of the agency, from fonts.Parse
	set.Families[doc.FangSong].Regular = own
	c, ok := set.Choose(doc.FangSong, false, '年')
	fmt.Println(c.Face.PostScriptName(), c.Face.Advance(c.GID), ok)
	// Output:
	// 仿宋 ← Noto Serif SC
	// NianbaoKai-Regular 1000 true
}

// A file that cannot be used is told in Chinese, or in English on request.
func ExampleError() {
	_, err := fonts.Parse([]byte("%PDF-1.7 is not a font"), 0)
	fmt.Println(err)
	if err, ok := err.(*fonts.Error); ok {
		fmt.Println(err.English())
	}
	// Output:
	// 字体文件无法使用：文件开头 0x25504446 不是 TrueType 或 OpenType 字体的标记
	// fonts: unusable font file: 0x25504446 is not the version of a TrueType or OpenType font
}

// A subset holds the glyphs asked for, renumbered from 1 in their order.
func ExampleFace_Subset() {
	c, _ := fonts.Default().Choose(doc.Song, false, '年')
	s, err := c.Face.Subset([]fonts.GID{c.GID, c.Face.Glyph('报')})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(s.Glyphs), s.Glyphs[1] == c.GID, len(s.Data) < 2000)
	// Output: 3 true true
}
